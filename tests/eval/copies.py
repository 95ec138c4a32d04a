"""Copies of low resemblance, made by a seed: cut, wrapped, rounded up, reordered, lightly rewritten, badly scanned.

Sources are bodies (marks left out) of releases of two corpora. Every copy resembles its source to 0.05 … 0.5 (Broder's
resemblance over five words), where a plain threshold finds nothing. Sources and copies are stored and indexed as
``ingest`` does it. A copy counts as found when the candidate step names its source and the comparison of the two joins
them with a class that is right for what was done to it. Against that stand the labelled pairs that must not join.
"""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.eval import matching_labels
from tests.eval._ingested import rows
from tests.eval._stored import store
from tests.eval.gate import Figure

CORPORA = ("senate", "pr-archive")

INPUTS = tuple(f"{name}/{kind}.jsonl.gz" for name in CORPORA for kind in ("docs", "pairs"))

SEED = 11

SOURCES = 110
"""Releases of each corpus that copies are made from; each kind of copy is tried on each."""

SOURCE_WORDS = (150, 1_000)

RESEMBLANCE = (0.05, 0.5)
"""What a copy must resemble its source to, so that it counts."""

LEAST_WORDS = 60
"""Words below which a copy proves nothing."""

ATTEMPTS = 12
"""How often a copy is made anew until its length and resemblance are right; then this source has none of the kind."""

CUT = ("excerpt",)
MOVED = ("verbatim", "edited", "excerpt")
REWORDED = ("edited", "rewrite", "excerpt")


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to make a copy of a text with the help of others, and the classes that are right for it."""

    name: str
    classes: tuple[str, ...]
    make: Callable[[str, list[str], random.Random], str]


# ── parts of texts ────────────────────────────────────────────────────────────────────────────────────────


def _part(text: str, start: float, end: float) -> str:
    """What lies between two fractions of a text's words, with its line breaks."""
    words = list(re.finditer(r"\S+", text))
    first, last = int(start * len(words)), max(int(start * len(words)) + 1, int(end * len(words)))
    return text[words[first].start() : words[min(last, len(words)) - 1].end()]


def _words(text: str, count: int) -> str:
    """The first words of a text, up to the end of a sentence or paragraph where one is near."""
    words = list(re.finditer(r"\S+", text))[:count]
    return text[: words[-1].end()]


def _sentences(text: str) -> list[str]:
    found = [s.strip() for s in re.split(r"(?<=[.!?]['\"”])\s+|(?<=[.!?])\s+|\n+", text) if s.strip()]
    if len(found) < 6:  # a text without full stops
        words = text.split()
        found = [" ".join(words[at : at + 25]) for at in range(0, len(words), 25)]
    return found


def _paragraphs(text: str) -> list[str]:
    found = [part.strip() for part in text.split("\n") if part.strip()]
    if len(found) < 5:
        sentences = _sentences(text)
        size = max(2, len(sentences) // 6)
        found = [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]
    return found


# ── cut, wrapped, rounded up ──────────────────────────────────────────────────────────────────────────────


def _stub(text: str, _others: list[str], _rng: random.Random) -> str:
    return _part(text, 0.0, 0.2)


def _cut(text: str, _others: list[str], rng: random.Random) -> str:
    size = rng.uniform(0.2, 0.5)
    start = rng.uniform(0, 1 - size)
    return _part(text, start, start + size)


def _paragraphs_left_out(text: str, _others: list[str], rng: random.Random) -> str:
    parts = _paragraphs(text)
    kept = sorted(rng.sample(range(len(parts)), max(2, round(len(parts) * rng.uniform(0.3, 0.55)))))
    return "\n\n".join(parts[n] for n in kept)


def _wrapped(text: str, others: list[str], rng: random.Random) -> str:
    """A half or more of the source amid an article of one's own."""
    start = rng.uniform(0, 0.3)
    part = _part(text, start, start + rng.uniform(0.5, 0.7))
    size = len(part.split())
    before, after = _words(others[0], round(size * rng.uniform(0.2, 0.8))), _words(others[1], round(size * 0.5))
    return f"{before}\n\n{part}\n\n{after}"


def _round_up_of_ten(text: str, others: list[str], rng: random.Random) -> str:
    """Ten releases shortened to about one length."""
    size = rng.randrange(120, 220)
    items = [_words(other, size) for other in others[:9]]
    items.insert(rng.randrange(10), _words(text, size))
    return "\n\n".join(items)


def _round_up_of_four(text: str, others: list[str], rng: random.Random) -> str:
    """Four releases, a quarter of the article each."""
    size = rng.randrange(100, 300)
    items = [_words(other, size) for other in others[:3]]
    items.insert(rng.randrange(4), _words(text, size))
    return "\n\n".join(items)


# ── reordered ─────────────────────────────────────────────────────────────────────────────────────────────


def _paragraphs_reordered(text: str, others: list[str], rng: random.Random) -> str:
    """Some paragraphs in another order, under a lead of one's own."""
    parts = _paragraphs(text)
    kept = _in_another_order(len(parts), max(3, round(len(parts) * rng.uniform(0.4, 0.8))), rng)
    return "\n\n".join([_words(others[0], rng.randrange(20, 60)), *(parts[n] for n in kept)])


def _in_another_order(parts: int, kept: int, rng: random.Random) -> list[int]:
    """So many parts, of which at least every third stands before one that it stood behind."""
    while True:
        chosen = rng.sample(range(parts), min(parts, kept))
        if 3 * sum(first > second for first, second in pairwise(chosen)) >= len(chosen):
            return chosen


def _sentences_reordered(text: str, _others: list[str], rng: random.Random) -> str:
    parts = _sentences(text)
    kept = _in_another_order(len(parts), max(4, round(len(parts) * rng.uniform(0.5, 0.8))), rng)
    return " ".join(parts[n] for n in kept)


# ── reworded ──────────────────────────────────────────────────────────────────────────────────────────────

SYNONYMS = {
    "said": "stated", "says": "states", "announced": "unveiled", "announces": "unveils", "new": "fresh",
    "will": "is set to", "help": "assist", "helps": "assists", "many": "numerous",
    "large": "sizeable", "important": "vital", "support": "backing", "work": "labour", "program": "scheme",
    "programs": "schemes", "provide": "supply", "provides": "supplies", "provided": "supplied", "need": "require",
    "needs": "requirements", "year": "twelve months", "years": "seasons", "today": "on the day", "also": "besides",
    "company": "firm", "companies": "firms", "people": "individuals", "country": "nation", "nation": "country",
    "make": "create", "made": "created", "making": "creating", "use": "employ", "used": "employed",
    "using": "employing", "include": "comprise", "includes": "comprises", "including": "among them",
    "increase": "rise", "increased": "grew", "funding": "financing", "funds": "money", "money": "funds",
    "across": "throughout", "because": "since", "believe": "think", "children": "youngsters",
    "community": "neighbourhood", "communities": "neighbourhoods", "continue": "carry on", "continues": "carries on",
    "ensure": "guarantee", "first": "initial", "get": "obtain", "give": "grant", "great": "considerable",
    "leading": "foremost", "legislation": "bill", "bill": "measure", "number": "amount", "offer": "present",
    "offers": "presents", "plan": "proposal", "plans": "proposals", "problem": "difficulty",
    "problems": "difficulties", "protect": "shield", "receive": "get", "received": "got", "report": "account",
    "through": "by way of", "while": "whereas", "would": "was to", "should": "ought to", "must": "have to",
    "only": "merely", "however": "yet", "about": "around", "these": "such", "those": "such", "allow": "let",
    "allows": "lets", "ability": "capacity", "access": "entry", "additional": "extra", "already": "by now",
    "began": "started", "begin": "start", "build": "construct", "building": "constructing", "change": "alteration",
    "changes": "alterations", "commitment": "pledge", "committed": "dedicated", "current": "present",
    "currently": "at present", "customers": "clients", "decision": "ruling", "develop": "devise",
    "development": "growth", "effort": "attempt", "efforts": "attempts", "every": "each", "experience": "background",
    "experts": "specialists", "families": "households", "focus": "attention", "future": "years ahead",
    "global": "worldwide", "goal": "aim", "good": "fine", "growing": "expanding", "growth": "expansion",
    "high": "elevated", "industry": "sector", "information": "details", "issue": "matter", "issues": "matters",
    "job": "post", "jobs": "posts", "key": "central", "long": "lengthy", "market": "marketplace", "meet": "satisfy",
    "members": "participants", "opportunity": "chance", "opportunities": "chances", "order": "instruction",
    "part": "portion", "percent": "per cent", "place": "spot", "possible": "feasible", "process": "procedure",
    "products": "goods", "project": "undertaking", "projects": "undertakings", "recent": "latest",
    "release": "statement", "response": "reply", "right": "correct", "security": "safety", "services": "offerings",
    "several": "various", "show": "demonstrate", "shows": "demonstrates", "significant": "marked",
    "state": "territory", "strong": "robust", "system": "set-up", "take": "adopt", "team": "crew", "time": "moment",
    "together": "jointly", "training": "schooling", "understand": "grasp", "unique": "singular", "value": "worth",
    "way": "manner", "workers": "staff", "world": "globe", "and": "as well as", "for": "on behalf of",
}  # fmt: skip
"""Words for words, as a hurried rewriter exchanges them; those with a capital stand in names and titles, and stay."""


def _synonyms(text: str, others: list[str], rng: random.Random) -> str:
    """Synonyms, and where that does too little, single words inside sentences edited as well."""
    share = rng.uniform(0.5, 1.0)

    def exchange(word: re.Match[str]) -> str:
        other = SYNONYMS.get(word.group())
        return word.group() if other is None or rng.random() > share else other

    return _edited(re.sub(r"[A-Za-z]+", exchange, text), rng, rng.uniform(0.0, 0.08))


def _edits_inside_sentences(text: str, _others: list[str], rng: random.Random) -> str:
    return _edited(text, rng, rng.uniform(0.08, 0.16))


FILLERS = ("reportedly", "quickly", "then", "another", "perhaps", "later", "small", "also", "again", "rather", "just")


def _edited(text: str, rng: random.Random, rate: float) -> str:
    """Words dropped, exchanged, inserted and swapped with the next; numbers and names are left alone."""

    def edit(found: re.Match[str]) -> str:
        if rng.random() > rate:
            return found.group()
        word, blank = found.group(1), found.group(2)
        return rng.choice(
            (
                blank,
                f"{rng.choice(FILLERS)}{blank}",
                f"{rng.choice(FILLERS)} {word}{blank}",
                f"{word} {rng.choice(FILLERS)}{blank}",
            )
        )

    return re.sub(r"\b([a-z]{2,})\b([ \n]+|$)", edit, text)


TYPOGRAPHY = str.maketrans(
    {"“": "«", "”": "»", '"': "”", "’": "'", "‘": "'", "—": "-", "–": "-", "-": "–", ",": "", ";": "", ":": "", ".": ""}
)


def _other_typography(text: str, _others: list[str], rng: random.Random) -> str:
    """Punctuation lost, other quotes and dashes, apostrophes gone; one word in ten edited besides."""
    text = _edited(text, rng, rng.uniform(0.06, 0.14))
    if rng.random() < 0.5:
        text = text.replace("’", "").replace("'", "")
    return text.translate(TYPOGRAPHY)


MISREAD = {
    "rn": "m", "m": "rn", "cl": "d", "d": "cl", "l": "1", "i": "l",
    "e": "c", "o": "0", "h": "b", "s": "5", "u": "ii", "w": "vv",
}  # fmt: skip


def _scanned(text: str, _others: list[str], rng: random.Random) -> str:
    """OCR noise: letters misread, words run together or torn apart."""
    rate = rng.uniform(0.06, 0.16)

    def misread(found: re.Match[str]) -> str:
        word = found.group()
        if rng.random() > rate:
            return word
        if rng.random() < 0.2 and len(word) > 5:
            cut = rng.randrange(2, len(word) - 2)
            return f"{word[:cut]} {word[cut:]}"
        places = [(n, old) for old in MISREAD for n in range(len(word)) if word.startswith(old, n)]
        if not places:
            return word
        place, old = rng.choice(places)
        return word[:place] + MISREAD[old] + word[place + len(old) :]

    return re.sub(r"[A-Za-z]{2,}", misread, text)


def _wrapped_and_edited(text: str, others: list[str], rng: random.Random) -> str:
    return _wrapped(_edited(text, rng, rng.uniform(0.02, 0.07)), others, rng)


def _cut_and_edited(text: str, others: list[str], rng: random.Random) -> str:
    return _edited(_cut(text, others, rng), rng, rng.uniform(0.02, 0.08))


def _round_up_and_edited(text: str, others: list[str], rng: random.Random) -> str:
    return _round_up_of_four(_edited(text, rng, rng.uniform(0.02, 0.06)), others, rng)


KINDS = (
    Kind("stub", CUT, _stub),
    Kind("cut", CUT, _cut),
    Kind("cut_and_edited", CUT, _cut_and_edited),
    Kind("paragraphs_left_out", CUT, _paragraphs_left_out),
    Kind("wrapped", CUT, _wrapped),
    Kind("wrapped_and_edited", CUT, _wrapped_and_edited),
    Kind("round_up_of_ten", CUT, _round_up_of_ten),
    Kind("round_up_of_four", CUT, _round_up_of_four),
    Kind("round_up_and_edited", CUT, _round_up_and_edited),
    Kind("paragraphs_reordered", MOVED, _paragraphs_reordered),
    Kind("sentences_reordered", MOVED, _sentences_reordered),
    Kind("synonyms", REWORDED, _synonyms),
    Kind("edits_inside_sentences", REWORDED, _edits_inside_sentences),
    Kind("other_typography", REWORDED, _other_typography),
    Kind("scanned", REWORDED, _scanned),
)

FIGURES = {
    "copies": Figure("min", "acceptance: at least 2,000 seeded copies", limit=2_000),
    "right_class": Figure("min", "acceptance: at least 98 % matched with the right class", limit=0.98),
    "proposed": Figure("min", "copies whose source the candidate step names"),
    "different_joined": Figure("max", "acceptance: at most 2 % of the pairs labelled different", limit=0.02),
    **{f"{kind.name}_right": Figure("min", "seeded copies of this kind with the right class") for kind in KINDS},
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy, what was done to it, and the number of its source."""

    kind: Kind
    source: int
    text: str


def measure(corpora: Path) -> dict[str, float]:
    """Share of the copies with the right class, in all and by kind; share of the ``different`` pairs that join."""
    sources, copies = seeded(corpora)
    right: dict[str, list[bool]] = {kind.name: [] for kind in KINDS}
    proposed: list[bool] = []
    with tempfile.TemporaryDirectory(prefix="syndicheck-eval-") as folder:
        source, database = Path(folder) / "copies.jsonl", Path(folder) / "copies.db"
        _write(source, sources, copies)
        store(source, database)
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        try:
            wrong: Counter[tuple[str, str]] = Counter()
            for copy, was_proposed, found in _compared(connection, copies):
                proposed.append(was_proposed)
                right[copy.kind.name].append(was_proposed and found in copy.kind.classes)
                if not right[copy.kind.name][-1]:
                    wrong[copy.kind.name, found if was_proposed else "not proposed"] += 1
                    _say(f"{copy.kind.name}: {found} {was_proposed}: {sources[copy.source][:60]!r}")
        finally:
            connection.close()
    for (kind, found), count in sorted(wrong.items()):
        print(f"   {kind}: {count} of {len(right[kind])} are {found}")
    different = [
        compare_joins for name in CORPORA for label, compare_joins in _labelled(corpora, name) if label == "different"
    ]
    every = [flag for flags in right.values() for flag in flags]
    return {
        "copies": len(every),
        "proposed": sum(proposed) / len(proposed),
        "right_class": sum(every) / len(every),
        "different_joined": sum(different) / len(different),
        **{f"{name}_right": sum(flags) / len(flags) for name, flags in right.items()},
        **{f"{name}_copies": len(flags) for name, flags in right.items()},
    }


def seeded(corpora: Path) -> tuple[list[str], list[Copy]]:
    """The sources and the copies made of them, the same ones each time."""
    sources: list[str] = []
    copies: list[Copy] = []
    for name in CORPORA:
        rng = random.Random(f"{SEED} {name}")
        bodies = [body for body in _bodies(corpora / f"{name}/docs.jsonl.gz", rng) if body]
        first = len(sources)
        sources += bodies[:SOURCES]
        for number in range(first, len(sources)):
            for kind in KINDS:
                copy = _made(kind, sources[number], bodies[SOURCES:], rng)
                if copy is not None:
                    copies.append(Copy(kind, number, copy))
    return sources, copies


def _made(kind: Kind, source: str, others: list[str], rng: random.Random) -> str | None:
    for _ in range(ATTEMPTS):
        copy = kind.make(source, rng.sample(others, 9), rng)
        if len(copy.split()) >= LEAST_WORDS and RESEMBLANCE[0] <= resemblance(source, copy) <= RESEMBLANCE[1]:
            return copy
    return None


def resemblance(a: str, b: str) -> float:
    """Broder's resemblance of two texts over runs of five words, the plain way."""
    one, other = (
        {tuple(words[n : n + 5]) for n in range(len(words) - 4)}
        for words in (re.findall(r"[^\W_]+", text.casefold()) for text in (a, b))
    )
    return len(one & other) / max(1, len(one | other))


def _bodies(path: Path, rng: random.Random) -> Iterator[str]:
    """Bodies of English releases drawn at random: so many as sources, as many again to wrap and round up with."""
    from syndicheck.language import identify
    from syndicheck.model.articles import RawArticle
    from syndicheck.prepare import marks_of

    least, most = SOURCE_WORDS
    chosen = [row for row in rows(path) if row["lang"] == "en" and least + 50 < len(row["text"].split()) < most]
    for row in rng.sample(chosen, 3 * SOURCES):
        raw = RawArticle(where=row["id"], text=row["text"], title=row.get("title"), lang="en")
        text, end = "", 0
        for mark in sorted(marks_of(raw, identify(raw.text, "en")), key=lambda mark: mark.span):
            if mark.start >= end:
                text += raw.text[end : mark.start]
            end = max(end, mark.end)
        text = re.sub(r"\n{3,}", "\n\n", text + raw.text[end:]).strip()
        if len(text.split()) >= least:
            yield text


def _write(path: Path, sources: list[str], copies: list[Copy]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for number, text in enumerate([*sources, *(copy.text for copy in copies)]):
            record = {"id": f"n{number}", "outlet": f"o{number}.example", "lang": "en", "text": text}
            lines.write(json.dumps(record) + "\n")


def _compared(connection: sqlite3.Connection, copies: list[Copy]) -> Iterator[tuple[Copy, bool, str]]:
    """Whether each copy's source is among its candidates, and the class of the two."""
    from syndicheck.linking import TextCache
    from syndicheck.matching.reuse import compare
    from syndicheck.store.candidates import candidates
    from syndicheck.store.sketches import load_sketch, representative_of

    known = {
        source_id: (version_id, sketch_id)
        for source_id, version_id, sketch_id in connection.execute(
            "SELECT a.source_id, s.version_id, s.id FROM articles a"
            " JOIN sketches s ON s.version_id = a.current_version_id"
        )
    }
    sources = len(known) - len(copies)
    cache = TextCache(connection)
    for number, copy in enumerate(copies, start=sources):
        version, sketch_id = known[f"n{number}"]
        source_version, source_sketch = known[f"n{copy.source}"]
        named = {c.sketch_id for c in candidates(connection, load_sketch(connection, sketch_id), before=sketch_id)}
        texts = cache.get([version, source_version])
        match = compare(texts[version][1], texts[source_version][1])
        yield copy, representative_of(connection, source_sketch) in named, match.match_class.value


def _labelled(corpora: Path, name: str) -> Iterator[tuple[str, bool]]:
    from syndicheck.matching.reuse import compare

    for label, a, b in matching_labels.labelled_pairs(corpora, name):
        yield label, compare(a, b).joins


def _say(line: str) -> None:
    if os.environ.get("SYNDICHECK_VERBOSE"):
        print(f"   {line[:200]}")
