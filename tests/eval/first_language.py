"""Which language was first: by the commits of translated releases, and by text alone on translated news.

Releases (``pr-xling``): the commit that brought each language is its time. Stories whose times are those of a bulk
import must not be decided; equal times are a tie. News (``xling-wmt21``): source against professional translation, both
directions of each language pair; the weights of :mod:`syndicheck.provenance.directions` were fitted on the half called
``dev``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.eval.gate import Figure

from syndicheck.model.articles import RawTime
from syndicheck.model.origins import Verdict
from syndicheck.provenance.directions import first_probability, read
from syndicheck.provenance.origin import CLOCK_TOLERANCE, judge
from syndicheck.provenance.timeline import read_time
from syndicheck.provenance.windows import Witness

INPUTS = ("pr-xling/docs.jsonl.gz", "xling-wmt21/docs.jsonl.gz")
LANGUAGES = ("en", "ru", "ja", "fr", "de", "is")
NOW = datetime(2030, 1, 1, tzinfo=UTC)

_SOURCE = "issue 7: the first language"
FIGURES = {
    "releases.right": Figure("min", f"{_SOURCE} of releases, by commit", 0.99),
    "releases.decidable": Figure("min", f"{_SOURCE}: stories with two times that can be told apart"),
    "releases.ties_right": Figure("min", f"{_SOURCE}: equal times are a tie", 1.0),
    "releases.undetermined_right": Figure("min", f"{_SOURCE}: missing and bulk times decide nothing", 1.0),
    "news.held.balanced": Figure("min", f"{_SOURCE} of news, text alone, stories not fitted on", 0.75),
    "news.dev.balanced": Figure("min", f"{_SOURCE} of news, text alone, stories fitted on"),
    "news.constant": Figure("min", "what always naming the same language of a pair scores"),
}


def documents(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def measure(corpora: Path) -> dict[str, float]:
    return {**_releases(corpora), **_news(corpora)}


def _releases(corpora: Path) -> dict[str, float]:
    stories: dict[str, dict[str, str | None]] = defaultdict(dict)
    for one in documents(corpora / INPUTS[0]):
        usable = one.get("first_commit") and not one.get("first_commit_bulk")
        stories[one["story"]].setdefault(one["lang"], one["first_commit"] if usable else None)
    counts: Counter[str] = Counter()
    for languages in stories.values():
        if len(languages) < 2:
            continue
        origin = judge(_witness(language, time) for language, time in sorted(languages.items()))
        times = {language: datetime.fromisoformat(time) for language, time in languages.items() if time}
        if len(times) < len(languages):
            counts["open"] += 1
            counts["open_right"] += origin.verdict is Verdict.UNDETERMINED
            # with the dated ones alone there may be a first
            languages = {language: languages[language] for language in times}
            if len(times) < 2:
                continue
            origin = judge(_witness(language, time) for language, time in sorted(languages.items()))
        earliest = min(times.values())
        near = sorted(language for language, time in times.items() if time - earliest <= CLOCK_TOLERANCE)
        if len(near) > 1:
            counts["tied"] += 1
            counts["tied_right"] += origin.verdict is Verdict.TIED and sorted(origin.articles) == near
        else:
            counts["decidable"] += 1
            counts["right"] += origin.verdict is Verdict.FIRST and list(origin.articles) == near
    print(f"   releases: {dict(counts)}")
    return {
        "releases.right": counts["right"] / max(1, counts["decidable"]),
        "releases.decidable": counts["decidable"],
        "releases.ties_right": counts["tied_right"] / max(1, counts["tied"]),
        "releases.undetermined_right": counts["open_right"] / max(1, counts["open"]),
    }


def _witness(language: str, time: str | None) -> Witness:
    sighting = read_time(RawTime("published", time), lang="en", now=NOW) if time else None
    return Witness(language, f"{language}.example", (sighting,) if sighting else ())


def _news(corpora: Path) -> dict[str, float]:
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in documents(corpora / INPUTS[1]):
        if one["lang"] in LANGUAGES and one["kind"] in ("source", "reference"):
            stories[one["story"]].append(one)
    right: dict[str, dict[tuple[str, str], list[bool]]] = {"dev": defaultdict(list), "held": defaultdict(list)}
    for story, texts in stories.items():
        half = ("dev", "held")[int(hashlib.sha256(story.encode()).hexdigest(), 16) % 2]
        for source in (text for text in texts if text["kind"] == "source"):
            first = read(source["text"], source["lang"])
            for text in texts:
                if text["kind"] == "reference":
                    likely = first_probability(first, read(text["text"], text["lang"]))
                    right[half][source["lang"], text["lang"]].append(likely > 0.5)
    found: dict[str, float] = {}
    for half, directions in right.items():
        both = {pair: hits for pair, hits in directions.items() if pair[::-1] in directions}
        found[f"news.{half}.balanced"] = sum(sum(hits) / len(hits) for hits in both.values()) / len(both)
        for (source, target), hits in sorted(both.items()):
            print(f"   {half}: {source} to {target}: {sum(hits)} of {len(hits)}")
    # naming one language of a pair whatever the text is right in one direction and wrong in the other
    found["news.constant"] = 0.5
    return found
