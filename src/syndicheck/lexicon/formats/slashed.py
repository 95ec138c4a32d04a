"""EDICT, EDICT2 and CC-CEDICT: a word, its reading in brackets, meanings between strokes.

``会議 [かいぎ] /(n,vs) (1) meeting/conference/`` · ``傳統 传统 [chuan2 tong3] /tradition/traditional/``.
Japanese files are EUC-JP as published, UTF-8 where somebody turned them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from syndicheck.expressions import expression
from syndicheck.lexicon.entry import Entry, plain

_PINYIN = expression(r"[A-Za-z:·, 0-9]*")
_LONGEST = 20_000
"""Characters of a line; the longest of EDICT has 1,500."""

_BEGINNING = 60_000


def is_one(path: Path) -> bool:
    """Whether most of the first lines have meanings between strokes."""
    lines = [line for line in _decoded(path, _BEGINNING).split("\n")[:-1] if line.strip() and not line.startswith("#")]
    return bool(lines) and sum(_parts(line) is not None for line in lines) > 0.8 * len(lines)


def read(path: Path) -> Iterator[Entry]:
    """See :func:`lexicon.formats.read`."""
    for line in _decoded(path).split("\n"):
        found = None if line.startswith("#") else _parts(line)
        if found is None:
            continue
        heads, reading, rest = found
        chinese = reading[-1:] in tuple("12345") and _PINYIN.fullmatch(reading) is not None
        meanings = tuple(
            phrase for one in rest.split("/") if not one.startswith("EntL") and (phrase := plain(one.split(";")[0]))
        )
        words = heads.split() if chinese else re.split(r"[;\s]+", heads)
        if not chinese and reading and re.fullmatch("[\u30a0-\u30ff]+", reading):
            words.append(reading)
        for word in dict.fromkeys(plain(word) for word in words):
            if word and meanings:
                yield Entry("zh" if chinese else "ja", word, meanings)


def _parts(line: str) -> tuple[str, str, str] | None:
    """Words, reading and meanings of a line; None of one that has no meanings between strokes."""
    heads, stroke, rest = line[:_LONGEST].rstrip().partition("/")
    heads, reading = heads.strip(), ""
    if heads.endswith("]"):
        heads, _, reading = heads[:-1].rpartition("[")
    if not stroke or not rest.endswith("/") or not heads:
        return None
    return heads.strip(), reading.strip(), rest[:-1]


def _decoded(path: Path, count: int = -1) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(count)
    except OSError:
        return ""
    if b"\0" in data[:_BEGINNING]:
        return ""
    try:
        return data.decode("utf-8") if count < 0 else data[: data.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("euc_jp", "replace")
