"""Ding: one line a word and its family, ``Haus {n} | Häuser {pl} :: house | houses``.

``|`` parts forms and compounds, the same number of them on both sides; ``;`` parts synonyms.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from syndicheck.errors import InputError
from syndicheck.lexicon.entry import Entry, phrases
from syndicheck.lexicon.languages import pair_in


def is_one(path: Path) -> bool:
    """Whether most of the first lines that are no comment have two sides."""
    try:
        with path.open(encoding="utf-8") as lines:
            seen = [line for line in islice(lines, 60) if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeDecodeError):
        return False
    return sum(" :: " in line for line in seen) > len(seen) / 2


def read(path: Path) -> Iterator[Entry]:
    """See :func:`lexicon.formats.read`."""
    pair = pair_in(path.name)
    if pair is None or "en" not in pair:
        raise InputError(
            f"{path}: the name does not tell the languages, or neither is English.", "Name it like de-en.txt."
        )
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            left, between, right = line.partition(" :: ")
            if not between or line.startswith("#"):
                continue
            sides = (left, right) if pair[1] == "en" else (right, left)
            language = pair[0] if pair[1] == "en" else pair[1]
            for foreign, english in zip(*(side.split("|") for side in sides), strict=False):
                if meanings := tuple(phrases(english, ";,/")):
                    for word in phrases(foreign, ";,"):
                        yield Entry(language, word, meanings)
