"""The compiled lexicon: one file, mapped into memory, from which a word is read without loading the rest.

Layout: a line ``syndicheck lexicon 1``, a line of JSON (what it was made of, and where each language begins), then for
each language a table of slots (64 bits of the word's hash, 32 bits of place; found by going on from the hash's slot
until an empty one), then the lists of pivots, each a line. A process that never meets another language reads only
the head.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from syndicheck.digests import blake2b
from syndicheck.errors import InputError

VARIABLE = "SYNDICHECK_LEXICON"
"""Names the file; ``none`` or nothing turns the lexicon off."""

MAGIC = b"syndicheck lexicon 1\n"
ENDING = "~"
"""After the beginning of a word: its ending may be any."""

_SLOT = struct.Struct("<QI")


class Lexicon:
    """A compiled lexicon, open for reading.

    :raises InputError: the file cannot be read, or is none.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: the lexicon cannot be read: {error}.", _AGAIN) from None
        end = self._data.find(b"\n", len(MAGIC))
        try:
            if self._data[: len(MAGIC)] != MAGIC or end < 0:
                raise ValueError("it does not begin like one")
            self.about: Mapping[str, Any] = json.loads(self._data[len(MAGIC) : end])
            self._tables = {
                code: (int(row["at"]) + end + 1, int(row["slots"])) for code, row in self.about["languages"].items()
            }
            self._lists = int(self.about["lists"]) + end + 1
            if int(self.about["size"]) != len(self._data) - end - 1:
                raise ValueError("it is cut off")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}: no lexicon: {error}.", _AGAIN) from None
        self.path = path
        self.pivots = lru_cache(maxsize=100_000)(self._pivots)

    def __contains__(self, language: str) -> bool:
        return language in self._tables

    def _pivots(self, language: str, word: str) -> tuple[str, ...]:
        """What a word means; empty for one that is not there."""
        at, slots = self._tables[language]
        wanted = _hash(word)
        place = wanted % slots
        for _ in range(slots):
            found, offset = _SLOT.unpack_from(self._data, at + place * _SLOT.size)
            if not found:
                break
            if found == wanted:
                start = self._lists + offset
                return tuple(self._data[start : self._data.find(b"\n", start)].decode("utf-8").split())
            place = (place + 1) % slots
        return ()


_AGAIN = f"Make it again with: syndicheck lexicon build, or set {VARIABLE}=none."


def write(path: Path, languages: Mapping[str, Mapping[str, Iterable[str]]], sources: list[dict[str, Any]]) -> int:
    """Write a lexicon: language → word → pivots. Returns its size in bytes. The file appears whole or not at all."""
    lists: dict[str, int] = {}
    blob = bytearray()
    tables = bytearray()
    rows: dict[str, dict[str, int]] = {}
    for language, words in sorted(languages.items()):
        slots = max(8, int(len(words) * 1.6))
        table: list[tuple[int, int]] = [(0, 0)] * slots
        for word, pivots in sorted(words.items()):
            line = " ".join(pivots)
            if line not in lists:
                lists[line] = len(blob)
                blob += line.encode("utf-8") + b"\n"
            value = _hash(word)
            place = value % slots
            while table[place][0]:
                place = (place + 1) % slots
            table[place] = (value, lists[line])
        whole = sum(not word.endswith(ENDING) for word in words)
        rows[language] = {"words": whole, "at": len(tables), "slots": slots}
        tables += b"".join(_SLOT.pack(*slot) for slot in table)
    about = {"sources": sources, "languages": rows, "lists": len(tables), "size": len(tables) + len(blob)}
    data = MAGIC + json.dumps(about, ensure_ascii=False, sort_keys=True).encode("utf-8") + b"\n" + tables + blob
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written: {error}.", "Name another file with --out.") from None
    return len(data)


def default_path() -> Path:
    """Where the user's lexicon lies when nothing else is said."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "syndicheck" / "lexicon"


def configured() -> Lexicon | None:
    """The lexicon that this process works with: the file in SYNDICHECK_LEXICON, else the user's, else none.

    :raises InputError: the file is named but cannot be used.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return None if named.strip().lower() in ("", "none") else _opened(named)
    try:
        path = default_path()
        return _opened(str(path)) if path.is_file() else None
    except RuntimeError:  # there is no home folder
        return None


@cache
def _opened(path: str) -> Lexicon:
    return Lexicon(Path(path))


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1
