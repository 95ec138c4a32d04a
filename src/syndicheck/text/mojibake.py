"""Text that was decoded with the wrong character set, put right again.

Two accidents are mended: UTF-8 read as latin-1 or cp1252 (``GrÃ¼ÃŸe``, sometimes twice over), and Cyrillic
cp1251 read as cp1252 (``Ïðèâåò``). The first is found sequence by sequence, because pages mix sound and
broken parts; whether a sequence is broken, and not an odd but honest ``CAFÉ…``, is ftfy's judgement
(Speer, "ftfy", Zenodo 2019).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from typing import Any

from syndicheck.expressions import expression
from syndicheck.text.offsets import Edit


def _cp1252_bytes() -> dict[str, int]:
    """The byte behind each character, in latin-1 and in cp1252, whose five gaps fall back to latin-1."""
    bytes_of = {chr(byte): byte for byte in range(256)}
    for byte in range(0x80, 0xA0):
        bytes_of[bytes([byte]).decode("cp1252", errors="replace")] = byte
    bytes_of.pop("\N{REPLACEMENT CHARACTER}")
    return bytes_of


_BYTE_OF = _cp1252_bytes()
_CONTINUATION = "[" + "".join(re.escape(c) for c, byte in _BYTE_OF.items() if 0x80 <= byte < 0xC0) + "]"
_FIRST_BYTE = expression("[À-ÿ]")
_SUSPECT = expression(f"[Â-ô]{_CONTINUATION}")
_RUN = expression(f"(?:[Â-ß]{_CONTINUATION}|[à-ï]{_CONTINUATION}{{2}}|[ð-ô]{_CONTINUATION}{{3}})++")

# А-я look like À-ÿ; Ё ё and the letters of Ukrainian and Belarusian like signs of latin-1.
_CYRILLIC = "À-ÿ¨¸ª¯²³´¥º¿"
_CYRILLIC_SUSPECT = expression("[À-ÿ]{5}")
_CYRILLIC_WORD = expression(f"(?<![A-Za-z0-9{_CYRILLIC}])[{_CYRILLIC}]++(?![A-Za-z0-9])")
_LONG_WORD = 4
_ENOUGH_WORDS = 3
_NATURAL_SHARE = 0.9


def possible(characters: str) -> bool:
    """Whether a text of these characters can have been decoded wrongly: every such accident leaves one of À…ÿ."""
    return _FIRST_BYTE.search(characters) is not None


def continues(character: str) -> bool:
    """Whether a character may be a later byte of a broken sequence. Where no letter of À…ÿ is followed by one, nor by
    another such letter, :func:`repairs` finds nothing.
    """
    return 0x80 <= _BYTE_OF.get(character, 0) < 0xC0


def repairs(text: str) -> list[Edit]:
    """The edits that undo one layer of wrong decoding; empty when the text is sound."""
    # Cyrillic first: Åž and the like inside it may be taken for a two-byte sequence, never the other way round.
    if _CYRILLIC_SUSPECT.search(text) and (edits := _cp1251_repairs(text)):
        return edits
    return list(_utf8_repairs(text)) if _SUSPECT.search(text) else []


def _utf8_repairs(text: str) -> Iterator[Edit]:
    for run in _RUN.finditer(text):
        try:
            decoded = bytes(map(_BYTE_OF.__getitem__, run.group())).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if not _is_bad(run.group()):
            continue
        at = run.start()
        for char in decoded:
            width = len(char.encode("utf-8"))
            yield at, at + width, char
            at += width


def _is_bad(run: str) -> bool:
    return bool(_badness().is_bad(run))


@cache
def _badness() -> Any:
    """The module of ftfy that judges, without the package around it: that brings widths of letters and codecs, and
    takes a third of the time of a check to load.
    """
    package = find_spec("ftfy")
    places = package.submodule_search_locations if package is not None else None
    spec = spec_from_file_location("ftfy.badness", f"{places[0]}/badness.py") if places else None
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("ftfy is not installed.", name="ftfy")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _cp1251_repairs(text: str) -> list[Edit]:
    """Only where words wholly of accented letters are common, which no language is written in.

    Decoded as Cyrillic they must also be written like words: capitals only in front, or throughout. Greek
    read as cp1252 fails this test, its accented letters would become capitals.
    """
    edits = []
    long_words = natural = 0
    for match in _CYRILLIC_WORD.finditer(text):
        word = match.group().encode("latin-1").decode("cp1251")
        edits.append((match.start(), match.end(), word))
        if len(word) >= _LONG_WORD:
            long_words += 1
            natural += word[1:].islower() or word.isupper()
    return edits if natural >= max(_ENOUGH_WORDS, _NATURAL_SHARE * long_words) else []
