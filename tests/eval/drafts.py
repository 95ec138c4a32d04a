"""Drafts before publication: of copied ones the right source is found, and original ones pass.

Releases of the senate corpus, DAnIEL's articles, real wire texts and English news (ntrex) are held. Drafts are made
of some of them: whole, the first half, wrapped in another text, with every tenth word exchanged, with a figure changed;
and translations of the news into other languages. Original drafts are releases of other offices than those that are
held, joint releases left out.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from tests.eval._ingested import ingested, rows
from tests.eval.gate import Figure

INPUTS = (
    "senate/docs.jsonl.gz",
    "senate/pairs.jsonl.gz",
    "daniel/docs.jsonl.gz",
    "press-texts/docs.jsonl.gz",
    "ntrex/docs.jsonl.gz",
)

FIGURES = {
    "copied_found": Figure("min", "acceptance: copied drafts with the right source", limit=0.98),
    "originals_at_error": Figure("max", "acceptance: at most 0.5 % of original drafts at error level", limit=0.005),
    "figures_told": Figure("min", "changed figures that are told"),
    "translated_found": Figure("min", "translated drafts with the right source"),
    "originals_as_translations": Figure("max", "original drafts that are told to be translations"),
}

SEED = 11
HELD = 3_000
DRAFTS = 60
"""Copied drafts of each kind."""

ORIGINALS = 600
APART = 5
"""Every so-manieth office is not held: releases of one office are made from one another."""

LEAST_WORDS = 120

TRANSLATED = 120
"""Translated drafts, drawn from all languages but English."""


def measure(corpora: Path) -> dict[str, float]:
    """Make drafts and check them against the database."""
    from syndicheck.checking.check import check
    from syndicheck.checking.findings import Severity
    from syndicheck.model.articles import RawArticle
    from syndicheck.store.database import Database

    rng = random.Random(SEED)
    senate = {row["id"]: row for row in rows(corpora / INPUTS[0]) if len(row["text"].split()) >= LEAST_WORDS}
    paired = {key for pair in rows(corpora / INPUTS[1]) for key in (pair["a"], pair["b"])}
    keys = sorted(senate)
    rng.shuffle(keys)
    offices = sorted({row["outlet"] for row in senate.values()})
    apart = set(offices[::APART])
    held = [senate[key] for key in keys if senate[key]["outlet"] not in apart][:HELD]
    originals = [senate[key] for key in keys if senate[key]["outlet"] in apart and key not in paired][:ORIGINALS]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "held.jsonl"
        news = [row for row in rows(corpora / INPUTS[4]) if row["kind"] != "mt"]
        english = [row for row in news if row["lang"] == "en"]
        translated = [row for row in news if not row["lang"].startswith("en")]
        path.write_text("".join(json.dumps(row) + "\n" for row in [*held, *english]), encoding="utf-8")
        with ingested(path, corpora / INPUTS[2], corpora / INPUTS[3]) as run, Database(run.database) as database:

            def checked(text: str, lang: str | None) -> Any:
                return check(RawArticle(where="draft", text=text, lang=lang), database, today=date(2026, 1, 1))

            ids = dict(run.connection.execute("SELECT id, source_id FROM articles"))
            equal = _stories(run.connection)
            found = total = told = figures = 0
            for kind, row, text in _drafts(rng, held, originals):
                report = checked(text, row.get("lang"))
                named = {ids[f.source.article_id] for f in report.standing if f.code in COPIED and f.source}
                right = bool(named & ({row["id"]} | equal.get(row["id"], set())))
                total += 1
                found += right
                if not right:
                    print(f"   {kind}: {row['id']} not named, but {sorted(named) or 'nobody'}")
                if kind == "figure":
                    figures += 1
                    told += any(f.code in ("SYN301", "SYN302") for f in report.standing)
            right = 0
            for row in rng.sample(translated, TRANSLATED):
                report = checked(row["text"], row["lang"])
                sources = {ids[f.source.article_id] for f in report.standing if f.code == "SYN601" and f.source}
                right += any(str(one).startswith(row["story"]) for one in sources)
            flagged = as_translations = 0
            for row in originals:
                report = checked(row["text"], row.get("lang"))
                as_translations += any(f.code == "SYN601" for f in report.standing)
                if report.count(Severity.ERROR):
                    flagged += 1
                    print(
                        f"   original {row['id']}: {[f.message for f in report.standing if f.severity == 'error'][:2]}"
                    )
    return {
        "copied": total,
        "copied_found": found / total,
        "originals": len(originals),
        "originals_at_error": flagged / len(originals),
        "figures_told": told / figures,
        "translated_found": right / TRANSLATED,
        "originals_as_translations": as_translations / len(originals),
    }


COPIED = frozenset({"SYN101", "SYN102", "SYN103"})


def _stories(connection: Any) -> dict[str, set[str]]:
    """Record ids of the members of each article's story: copies of one text are all right sources."""
    members: dict[int, set[str]] = {}
    for story_id, source_id in connection.execute(
        "SELECT sa.story_id, a.source_id FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
    ):
        members.setdefault(story_id, set()).add(source_id)
    found: dict[str, set[str]] = {}
    for story in members.values():
        for key in story:
            found.setdefault(key, set()).update(story)
    return found


def _drafts(
    rng: random.Random, held: list[dict[str, Any]], others: list[dict[str, Any]]
) -> Iterator[tuple[str, dict[str, Any], str]]:
    makers = {
        "whole": lambda text: text,
        "half": lambda text: " ".join(text.split()[: max(80, len(text.split()) // 2)]),
        "wrapped": lambda text: f"{rng.choice(others)['text'][:900]}\n\n{text}\n\n{rng.choice(others)['text'][:900]}",
        "edited": lambda text: " ".join("perhaps" if n % 10 == 9 else w for n, w in enumerate(text.split(" "))),
        "figure": _figure_changed,
    }
    for kind, make in makers.items():
        pool = [row for row in held if kind != "figure" or _FIGURE.search(row["text"], 300)]
        for row in rng.sample(pool, DRAFTS):
            yield kind, row, make(row["text"])


_FIGURE = re.compile(r"\$(\d)(\d*)(\.\d)? (million|billion)")


def _figure_changed(text: str) -> str:
    return _FIGURE.sub(lambda m: f"${(int(m[1]) + 3) % 9 + 1}{m[2]}{m[3] or ''} {m[4]}", text, count=1)
