"""Text that was decoded with the wrong character set, put right again.

Two accidents are mended: UTF-8 read as latin-1 or cp1252 (``GrÃ¼ÃŸe``, sometimes twice over), and Cyrillic
cp1251 read as cp1252 (``Ïðèâåò``). The first is found sequence by sequence, because pages mix sound and
broken parts; whether a sequence is broken, and not an odd but honest ``CAFÉ…``, is ftfy's judgement
(Speer, "ftfy", Zenodo 2019).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_SEQUENCE = re.compile(f"[Â-ß]{_CONTINUATION}|[à-ï]{_CONTINUATION}{{2}}|[ð-ô]{_CONTINUATION}{{3}}")
_RUN = re.compile(f"(?:{_SEQUENCE.pattern})++")

# cp1251 letters as they look in cp1252: А-я, then Ё ё і ї є ґ Ґ І Є Ї №.
_CP1251_LETTER = "À-ÿ¨¸³¿º´¥²ª¯¹"
_CP1251_WORD = re.compile(f"(?<![A-Za-z])[{_CP1251_LETTER}]+(?![A-Za-z])")
_CP1251_SUSPECT = re.compile("[à-öø-ÿ]{5}")
_ENOUGH_WORDS = 3


def suspicious(text: str) -> bool:
    """A cheap first look: might there be anything to repair?"""
    return _SEQUENCE.search(text) is not None or _CP1251_SUSPECT.search(text) is not None


def repairs(text: str) -> list[Edit]:
    """The edits that undo one layer of wrong decoding; empty when the text is sound."""
    edits = list(_utf8_repairs(text))
    return edits or list(_cp1251_repairs(text))


def _utf8_repairs(text: str) -> Iterator[Edit]:
    if not _SEQUENCE.search(text):
        return
    from ftfy.badness import is_bad

    for run in _RUN.finditer(text):
        raw = bytes(_BYTE_OF[char] for char in run.group())
        try:
            decoded = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if not is_bad(run.group()):
            continue
        at = run.start()
        for char in decoded:
            width = len(char.encode("utf-8"))
            yield at, at + width, char
            at += width


def _cp1251_repairs(text: str) -> Iterator[Edit]:
    """Only for a text in which words wholly of accented letters are common: no language writes so."""
    words = [word for word in _CP1251_WORD.finditer(text) if any(c >= "À" for c in word.group())]
    decoded = [bytes(map(ord, word.group())).decode("cp1251", errors="replace") for word in words]
    long_words = [word for word in decoded if len(word) >= 4]
    if len(long_words) < _ENOUGH_WORDS or not all(map(str.isalpha, decoded)):
        long_words = [word for word in long_words if word.isalpha()]
    natural = [word for word in long_words if word[1:].islower() or word.isupper()]
    if len(natural) < _ENOUGH_WORDS or len(natural) < 0.9 * len(long_words):
        return
    for word, replacement in zip(words, decoded, strict=True):
        yield word.start(), word.end(), replacement
