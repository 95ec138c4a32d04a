"""dictd databases, as FreeDict publishes them: an index (word, offset and length in base 64) and a file of texts.

An entry's text is its headword with pronunciation, then lines of translations; what is indented further are examples,
synonyms and notes. The layout is that of ``dictfmt(1)``.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from syndicheck.errors import InputError
from syndicheck.lexicon.entry import Entry, phrases, turned
from syndicheck.lexicon.languages import pair_in

_DIGITS = {c: n for n, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}


def data_of(index: Path) -> Path | None:
    """The file of texts beside an index."""
    for suffix in (".dict.dz", ".dict"):
        if (data := index.with_name(index.name.removesuffix(".index") + suffix)).is_file():
            return data
    return None


def read(index: Path, largest: int) -> Iterator[Entry]:
    """See :func:`lexicon.formats.read`; ``largest``: bytes that the texts may have."""
    pair = pair_in(index.name.removesuffix(".index"))
    if pair is None:
        raise InputError(f"{index}: the name does not tell the languages.", "Name it like freedict-eng-deu.index.")
    if "en" not in pair:
        raise InputError(f"{index}: neither language is English.", "Pivot words need a dictionary with English.")
    if (data := data_of(index)) is None:
        raise InputError(f"{index}: there is no .dict or .dict.dz beside it.", "Install the whole dictionary.")
    texts = _unpacked(data, largest)
    for word, offset, length in _places(index):
        entry = texts[offset : offset + length].decode("utf-8", "replace")
        found = _translations(entry)
        if found and pair[1] == "en":
            yield Entry(pair[0], word, tuple(found))
        elif found:
            yield from turned(word, pair[1], found)


def _unpacked(data: Path, largest: int) -> bytes:
    try:
        with gzip.open(data) if data.suffix == ".dz" else data.open("rb") as file:
            texts = bytes(file.read(largest + 1))
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{data}: cannot be read: {error}.", "Install the dictionary again.") from None
    if len(texts) > largest:
        raise InputError(f"{data}: more than {largest:,} bytes.", "This is no dictionary of words.")
    return texts


def _places(index: Path) -> Iterator[tuple[str, int, int]]:
    with index.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) < 3 or not parts[0].strip() or parts[0].startswith(("00database", "00-database")):
                continue
            offset, length = _number(parts[1]), _number(parts[2])
            if offset is not None and length is not None:
                yield parts[0].strip(), offset, length


def _number(digits: str) -> int | None:
    value = 0
    for digit in digits[:11]:
        if digit not in _DIGITS:
            return None
        value = value * 64 + _DIGITS[digit]
    return value if digits else None


def _translations(entry: str) -> list[str]:
    found: list[str] = []
    for line in entry.split("\n")[1:]:
        if line.startswith(("  ", " see:", "\t")):  # synonyms, notes, examples
            continue
        found += phrases(line.strip().lstrip("0123456789. "))
    return found
