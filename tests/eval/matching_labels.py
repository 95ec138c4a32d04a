"""The matcher alone, pair by pair: labelled pairs of four corpora, and seeded copies made from two of them.

Nothing is left out as a mark here, so the figures show what the comparison of texts can do by itself. Copies are made
from releases by a fixed seed: cut, reordered, edited, wrapped in other releases, put into a round-up. Run as
``python -m tests.eval matching_labels``; with ``SYNDICHECK_VERBOSE`` every pair on the wrong side is named.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.eval._ingested import rows
from tests.eval.gate import Figure

from syndicheck.matching.reuse import Prepared, compare, prepare

LABELLED = ("senate", "daniel", "pr-archive", "telegram-pairs")

INPUTS = tuple(f"{name}/{kind}.jsonl.gz" for name in LABELLED for kind in ("docs", "pairs"))

SEED = 7
SOURCES = 60
"""Releases of each corpus that copies are made from."""

FILLERS = ("however", "quickly", "around", "another", "perhaps", "later", "small", "given", "under", "said", "people")
"""Words that take the place of others in an edited copy."""

FIGURES = {
    "senate_same_joined": Figure("min", "acceptance: at least 98 % of same in one story", limit=0.98),
    "senate_different_joined": Figure("max", "acceptance: at most 5 % of different", limit=0.05),
    "daniel_cross_outlet_joined": Figure("min", "acceptance: at least 13 of the 14 labelled pairs", limit=13 / 14),
    "pr_archive_same_joined": Figure("min", "both are one release on two distributors", limit=1.0),
    "pr_archive_different_joined": Figure("max", "law-firm notices and other templates", limit=0.02),
    "telegram_bad_joined": Figure("max", "another event is never another copy", limit=0.0),
    "copies_joined": Figure("min", "seeded copies of every kind", limit=0.98),
    "copies_right_class": Figure("min", "seeded copies of every kind", limit=0.95),
    "strangers_joined": Figure("max", "two releases drawn at random", limit=0.0),
}


def measure(corpora: Path) -> dict[str, float]:
    """Shares of pairs that join, by corpus and label; of seeded copies, those that join and have the right class."""
    figures: dict[str, float] = {}
    took: list[float] = []
    for name in LABELLED:
        by_label: dict[str, list[bool]] = {}
        for label, a, b in labelled_pairs(corpora, name):
            joins = _timed(a, b, took).joins
            by_label.setdefault(label, []).append(joins)
            if joins != (label in ("same", "cross_outlet")) and label not in ("one_outlet", "ok"):
                _say(f"{name} {label}: {a.title} | {b.title}")
        for label, joined in by_label.items():
            figures[f"{name.replace('-pairs', '').replace('-', '_')}_{label}_joined"] = sum(joined) / len(joined)
    copies, right, strangers = [], [], []
    for kind, source, copy in seeded_copies(corpora):
        match = _timed(prepare(source, ()), prepare(copy, ()), took)
        if kind.classes:
            copies.append(match.joins)
            right.append(match.match_class.value in kind.classes)
            if not right[-1]:
                _say(f"{kind.name}: {match.match_class.value}, not one of {kind.classes}: {source[:60]!r}")
        else:
            strangers.append(match.joins)
    figures["copies_joined"] = sum(copies) / len(copies)
    figures["copies_right_class"] = sum(right) / len(right)
    figures["strangers_joined"] = sum(strangers) / len(strangers)
    figures["pairs"] = len(took)
    figures["milliseconds_a_pair"] = 1_000 * sum(took) / len(took)
    return figures


def labelled_pairs(corpora: Path, name: str) -> Iterator[tuple[str, Prepared, Prepared]]:
    """Label and two prepared texts for each labelled pair of a corpus. DAnIEL's pairs have no label: those of two
    outlets are ``cross_outlet``, the others mostly page chrome (``one_outlet``).
    """
    pairs = list(rows(corpora / name / "pairs.jsonl.gz"))
    wanted = {pair[side] for pair in pairs for side in ("a", "b")}
    texts: dict[str, Prepared] = {}
    for row in rows(corpora / name / "docs.jsonl.gz"):
        if row["id"] in wanted:
            texts[row["id"]] = prepare(row["text"], (), row.get("title"), row.get("lang"))
    for pair in pairs:
        label = pair.get("label")
        if label is None:
            label = "one_outlet" if pair["outlets"][0] == pair["outlets"][1] else "cross_outlet"
        yield label.lower(), texts[pair["a"]], texts[pair["b"]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to make a copy: ``make(text, other, third, rng)``; the classes that are right, none for strangers."""

    name: str
    classes: tuple[str, ...]
    make: Callable[[str, str, str, random.Random], str]


def seeded_copies(corpora: Path) -> Iterator[tuple[Kind, str, str]]:
    """The kind, a real release and a copy of it, for every kind and source."""
    rng = random.Random(SEED)
    for name in ("senate", "pr-archive"):
        texts = [
            row["text"]
            for row in rows(corpora / name / "docs.jsonl.gz")
            if row["lang"] == "en" and 250 < len(row["text"].split()) < 900
        ]
        chosen = iter(rng.sample(texts, 3 * SOURCES))
        for text, other, third in zip(chosen, chosen, chosen, strict=True):
            for kind in KINDS:
                yield kind, text, kind.make(text, other, third, rng)


def _stub(text: str, _other: str, _third: str, _rng: random.Random) -> str:
    return _words(text, 0.0, 0.2)


def _reordered(text: str, _other: str, _third: str, rng: random.Random) -> str:
    parts = _parts(text)
    rng.shuffle(parts)
    return "\n\n".join(parts)


def _shortened(text: str, _other: str, _third: str, _rng: random.Random) -> str:
    return "\n\n".join(part for number, part in enumerate(_parts(text)) if number % 3 != 1)


def _edited(text: str, _other: str, _third: str, rng: random.Random) -> str:
    return " ".join(rng.choice(FILLERS) if number % 12 == 11 else word for number, word in enumerate(text.split()))


def _new_lead(text: str, other: str, _third: str, _rng: random.Random) -> str:
    words = text.split()
    return " ".join(other.split()[:50]) + "\n\n" + " ".join(words[50:])


def _wrapped(text: str, other: str, third: str, rng: random.Random) -> str:
    return _wrap(_half(text, rng), other, third)


def _wrapped_and_edited(text: str, other: str, third: str, rng: random.Random) -> str:
    half = [rng.choice(FILLERS) if rng.random() < 1 / 14 else word for word in _half(text, rng).split()]
    return _wrap(" ".join(half), other, third)


def _continued_otherwise(text: str, other: str, _third: str, _rng: random.Random) -> str:
    return _words(text, 0.0, 0.5) + "\n\n" + " ".join(other.split()[: len(text.split()) // 2])


def _round_up(text: str, other: str, third: str, _rng: random.Random) -> str:
    return f"{other}\n\n{_words(text, 0.0, 0.8)}\n\n{third}"


def _stranger(_text: str, other: str, _third: str, _rng: random.Random) -> str:
    return other


KINDS = (
    Kind("stub", ("excerpt",), _stub),
    Kind("reordered", ("verbatim", "edited"), _reordered),
    Kind("shortened", ("excerpt", "edited"), _shortened),
    Kind("edited", ("edited",), _edited),
    Kind("new lead", ("edited", "verbatim"), _new_lead),
    Kind("wrapped", ("excerpt",), _wrapped),
    Kind("wrapped and edited", ("excerpt",), _wrapped_and_edited),
    Kind("continued otherwise", ("excerpt",), _continued_otherwise),
    Kind("round-up", ("excerpt",), _round_up),
    Kind("stranger", (), _stranger),
)


def _words(text: str, start: float, end: float) -> str:
    words = text.split()
    return " ".join(words[int(start * len(words)) : int(end * len(words))])


def _half(text: str, rng: random.Random) -> str:
    start = rng.random() / 2
    return _words(text, start, start + 0.5)


def _wrap(part: str, before: str, after: str) -> str:
    size = len(part.split()) // 2
    return " ".join(before.split()[:size]) + "\n\n" + part + "\n\n" + " ".join(after.split()[:size])


def _parts(text: str) -> list[str]:
    """Paragraphs, or groups of sentences or words where a text has too few of them to be reordered."""
    parts = [part for part in text.split("\n") if part.strip()]
    if len(parts) >= 4:
        return parts
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]
    if len(sentences) < 4:
        words = text.split()
        sentences = [" ".join(words[at : at + 40]) for at in range(0, len(words), 40)]
    size = max(1, len(sentences) // 5)
    return [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]


def _timed(a: Prepared, b: Prepared, took: list[float]) -> Any:
    begin = time.perf_counter()
    match = compare(a, b)
    took.append(time.perf_counter() - begin)
    return match


def _say(line: str) -> None:
    if os.environ.get("SYNDICHECK_VERBOSE"):
        print(f"   {line[:200]}")
