"""What comes back in unrelated releases is marked or learned, story text is not; and no notice joins releases.

``repeated_paragraphs`` lists every paragraph found in at least six of 9,613 releases. People read each and said whether
it is story text (``gold/repeated-paragraphs.json``: hashes and labels). The releases are ingested and ``syndicheck
learn`` is run; then every occurrence of these paragraphs in the database is looked at.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.eval._ingested import ingested, rows, share
from tests.eval.gate import Figure

from syndicheck.marks.lines import Page
from syndicheck.marks.recurring import wording
from syndicheck.text import normalise

INPUTS = ("pr-archive/docs.jsonl.gz", "pr-archive/repeated_paragraphs.jsonl.gz", "pr-archive/pairs.jsonl.gz")
LABELS = Path(__file__).resolve().parent / "gold" / "repeated-paragraphs.json"

COVERED = 0.8
"""Part of a line that marks must cover for it to count as marked."""

FIGURES = {
    "marked_share": Figure("min", "occurrences of paragraphs that are no story text, marked or learned; asked: 0.95"),
    "story_text_marked_share": Figure("max", "occurrences of story text that are marked or learned; asked: none"),
    "learned_blocks": Figure("min", "blocks that were learned"),
    "largest_story": Figure("max", "articles of the largest story once the blocks are learned"),
    "different_in_one_story": Figure("max", "pairs labelled different, in one story"),
}


def label_key(text: str) -> str:
    """How the labels name a paragraph."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def measure(corpora: Path) -> dict[str, float]:
    """Prints the most frequent paragraphs that were missed, and story text that was marked."""
    labels: dict[str, str] = json.loads(LABELS.read_text(encoding="utf-8"))
    label_of: dict[str, str] = {}
    printed: dict[str, str] = {}
    for row in rows(corpora / INPUTS[1]):
        key = wording(normalise(row["text"].strip()).text)
        label_of.setdefault(key, labels.get(label_key(row["text"]), "unsure"))
        printed.setdefault(key, row["text"])
    different = [(p["a"], p["b"]) for p in rows(corpora / INPUTS[2]) if p["label"] == "different"]
    with ingested(corpora / INPUTS[0]) as run:
        command = [sys.executable, "-m", "syndicheck", "learn", "--db", str(run.database), "--jobs", "2", "--json"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        learned = len(json.loads(done.stdout)["blocks"])
        marked: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for key, is_marked in _lines(run.connection):
            if key in label_of:
                total[key] += 1
                marked[key] += is_marked
        (largest,) = run.connection.execute("SELECT coalesce(max(members), 0) FROM stories").fetchone()
        joined = share(run.same_story(different))
    counts: Counter[tuple[str, bool]] = Counter()
    for key, number in total.items():
        counts[label_of[key], True] += marked[key]
        counts[label_of[key], False] += number - marked[key]
    for label, worst in (("mark", lambda k: total[k] - marked[k]), ("story", lambda k: marked[k])):
        keys = sorted((k for k in total if label_of[k] == label), key=worst, reverse=True)[:8]
        for key in keys:
            if worst(key):
                print(f"   {label}: {worst(key)} of {total[key]}: {printed[key][:90]!r}")
    return {
        "marked_share": _part(counts, "mark"),
        "story_text_marked_share": _part(counts, "story"),
        "unsure_marked_share": _part(counts, "unsure"),
        "learned_blocks": learned,
        "largest_story": largest,
        "different_in_one_story": joined,
    }


def _part(counts: Counter[tuple[str, bool]], label: str) -> float:
    return counts[label, True] / max(1, counts[label, True] + counts[label, False])


def _lines(connection: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    """Every line of every body, as compared, and whether it is marked."""
    marks: dict[int, list[tuple[int, int]]] = {}
    for version, start, end in connection.execute(
        "SELECT version_id, start, end FROM marks WHERE text_kind = 'body' ORDER BY version_id, start"
    ):
        marks.setdefault(version, []).append((start, end))
    for version, text in connection.execute("SELECT id, text FROM article_versions"):
        page = Page(text)
        for line in page.lines:
            span = page.span(line.start, line.end)
            inside = sum(max(0, min(span.end, e) - max(span.start, s)) for s, e in marks.get(version, ()))
            yield wording(line.text), inside >= COVERED * len(span)
