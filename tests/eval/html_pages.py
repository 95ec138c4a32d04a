"""Saved pages as the reader takes them: dates right to the day, bodies near the gold texts, credits kept.

The pages come from the public test sets of several extractors and from press-release sites. A date counts as right
when the page's first sighting of publication names the gold day, in the zone in which the page gives it; what htmldate
found counts here, although it decides nothing. The body's F1 is that of bags of word 4-grams, the measure of the
article extraction benchmark. A mark survives when the marker finds it in the body or in the page's visible text.
"""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.eval.gate import Figure

from syndicheck.language import identify
from syndicheck.model.articles import RawArticle
from syndicheck.prepare import marks_of
from syndicheck.provenance.dates import read_written
from syndicheck.provenance.timeline import read_time
from syndicheck.readers import page_dates, read

INPUTS = ("html/manifest.jsonl",)

FIGURES = {
    "pages_read": Figure("min", "saved pages that give an article, of 251"),
    "dates_right": Figure("min", "acceptance: right to the day, of 100 pages with a gold date; asked: 0.93"),
    "dates_right_of_told": Figure(
        "min", "right to the day, of the pages on which the gold day is written at all; asked of all: 0.93"
    ),
    "dates_named": Figure("min", "the gold day is named by at least one witness"),
    "body_f1": Figure("min", "acceptance: mean F1 of bags of word 4-grams", limit=0.93),
    "marks_kept": Figure(
        "min", "acceptance: pages of distributors, reprints and credits that show it, all of 10", limit=10
    ),
}

CREDITS = frozenset({"pr-distributor", "pr-reprint", "syndication-credit"})

SIGNS = frozenset(
    {
        *("lead_credit", "byline_credit", "end_credit", "third_party_disclaimer", "distributor_footer", "source_line"),
        *("translation_disclaimer", "label", "editorial_note", "outlet_disclaimer"),
    }
)
"""Marks that say a text came from elsewhere; a copyright line or a dateline alone does not."""

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def measure(corpora: Path) -> dict[str, float]:
    """Prints the pages that fall short, with what was found there."""
    read_pages = 0
    right: list[bool] = []
    named: list[bool] = []
    told: list[bool] = []
    scores: list[float] = []
    kept: list[bool] = []
    for row, article in pages(corpora):
        read_pages += article is not None
        gold = (row.get("gold") or "").split(",")
        if "date" in gold:
            days = published_days(article) if article else []
            right.append(days[:1] == [row["date"]])
            named.append(row["date"] in days)
            told.append(is_told(corpora, row))
            if not right[-1]:
                print(
                    f"   date: {_name(row)} gold {row['date']}{'' if told[-1] else ' (not on the page)'}, found {days}"
                )
        if "text" in gold:
            score = f1(row["text"], article.text if article else "")
            scores.append(score)
            if score < 0.85:
                print(f"   body: {_name(row)} F1 {score:.2f}")
        if row.get("kind") in CREDITS:
            signs = marks_found(article) if article else []
            kept.append(bool(signs))
            print(f"   marks: {_name(row)} ({row.get('distributor')}): {', '.join(signs) or 'none'}")
    return {
        "pages_read": read_pages,
        "dates_right": sum(right) / len(right),
        "dates_right_of_told": sum(r for r, t in zip(right, told, strict=True) if t) / sum(told),
        "dates_named": sum(named) / len(named),
        "body_f1": sum(scores) / len(scores),
        "marks_kept": sum(kept),
    }


def pages(corpora: Path) -> Iterator[tuple[dict[str, Any], RawArticle | None]]:
    """Every page of the manifest and what the reader makes of it."""
    for line in (corpora / "html" / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        data = gzip.decompress((corpora / "html" / row["file"]).read_bytes())
        items = read(["-"], stdin=io.BytesIO(data), fmt="html")
        yield row, next((item for item in items if isinstance(item, RawArticle)), None)


def published_days(article: RawArticle) -> list[str]:
    """The days that the witnesses of publication name, as the page writes them, in the order of trust."""
    days: list[str] = []
    for time in article.times:
        sighting = read_time(time, lang=article.lang, now=_NOW)
        written = read_written(time.raw, lang=article.lang, now=_NOW)
        if time.kind != "published" or sighting is None or written is None:
            continue
        if not sighting.usable and "guessed" not in sighting.flags:
            continue
        year, month, day = written.days[0]
        if len(written.days) == 1 and month and day:
            days.append(date(year, month, day).isoformat())
    return days


def is_told(corpora: Path, row: dict[str, Any]) -> bool:
    """Whether the gold day stands anywhere in the page's source or address, in any form that is understood.

    Gold days were also taken from where the page does not tell: "Jan 24" read in the wrong year, a collector's clock.
    """
    if not isinstance(row["date"], str):
        return False  # one gold day is no date
    source = gzip.decompress((corpora / "html" / row["file"]).read_bytes()).decode("utf-8", "replace") + row["url"]
    compact = row["date"].replace("-", "")
    if any(form in source for form in (row["date"], row["date"].replace("-", "/"), compact)):
        return True
    written = (read_written(found, lang=row.get("lang"), now=_NOW) for found in page_dates.dates_in(source))
    return any(date(*day).isoformat() == row["date"] for w in written if w for day in w.days if None not in day)


def f1(gold: str, found: str, size: int = 4) -> float:
    """Of the bags of word 4-grams; texts shorter than that are one gram."""
    bags = []
    for text in (gold, found):
        words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
        bags.append(Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))))
    common = sum((bags[0] & bags[1]).values())
    return 2 * common / (sum(bags[0].values()) + sum(bags[1].values()))


def marks_found(article: RawArticle) -> list[str]:
    """Signs of another source, as ``type:organisation:text kind``."""
    language = identify(article.text, article.lang)
    signs = [m for m in marks_of(article, language) if m.type in SIGNS]
    return list(dict.fromkeys(f"{m.type}:{m.organisation or '-'}:{m.kind.value}" for m in signs))


def _name(row: dict[str, Any]) -> str:
    return f"{Path(row['file']).name.removesuffix('.html.gz')} {row.get('outlet')}"
