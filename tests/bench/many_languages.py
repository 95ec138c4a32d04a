"""``python -m tests.bench.many_languages --articles 50000``: ingest of a collection in a dozen languages.

News are put together from lines that professional translators made of each other's (NTREX-128 and WMT21): a story is
some lines, drawn by a seed, in one to six languages, each with one or two outlets. The digits of a story are exchanged
by a rule of its own, the same in all its languages, and in languages with blanks some words by others, so that lines
which come back in other stories are neither copies nor translations of what stands there.

Articles come in ten runs of the command that users run, in an order that mixes stories. Reported: processor time of an
article in the first and in the last tenth, memory, size of the file, what the stories and the stored translations are
worth against the truth, and what a million articles would take.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from tests.bench.figures import print_figures
from tests.bench.growth import TENTHS, Run, bytes_of, ingest
from tests.conftest import corpora_folder
from tests.eval._translated import load
from tests.eval.translated_stories import agreement, clusters_of, translations_of

SEED = 47
LANGUAGES = ("en", "de", "ru", "ja", "fr", "cs", "zh", "is", "es", "pt", "pl", "ar", "hi", "tr")
NO_BLANKS = ("ja", "zh")
LINES = (6, 12)
"""Of an article, at least and at most."""

EXCHANGED = 0.15
"""Part of the words that are another word of the language."""

MIXED = 5_000
"""Articles among which those of one story lie."""

OUTLETS = 40
"""Of each language."""

_PLAIN = {"zh-CN": "zh", "pt-BR": ""}
"""Languages under another name, or left out beside their sister."""

Line = Mapping[str, str]


def aligned(corpora: Path) -> list[Line]:
    """Lines in all languages that have them."""
    found: list[Line] = []
    for corpus in ("ntrex", "xling-wmt21"):
        stories: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for one in load(corpora, corpus):
            language = _PLAIN.get(one.language, one.language)
            if language in LANGUAGES:
                stories[one.story][language] = [line for line in one.text.split("\n") if line.strip()]
        for _, told in sorted(stories.items()):
            usual = statistics.mode(map(len, told.values()))
            lines = {language: text for language, text in told.items() if len(text) == usual}
            found += (dict(zip(lines, row, strict=True)) for row in zip(*lines.values(), strict=True))
    return found


def articles(corpora: Path, count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Records for ``ingest`` in mixed order; ``story`` is the truth."""
    rng = random.Random(seed)
    lines = aligned(corpora)
    by_language = {language: [line for line in lines if language in line] for language in LANGUAGES}
    words = {
        language: sorted({word for line in lines for word in line[language].split() if word.isalpha()})
        for language, lines in by_language.items()
        if language not in NO_BLANKS
    }
    waiting: list[dict[str, Any]] = []
    made = story = 0
    while made < count:
        story += 1
        for row in islice(_story(rng, story, by_language, words), count - made):
            waiting.append({"id": str(made), **row})
            made += 1
        if len(waiting) > MIXED:
            yield waiting.pop(rng.randrange(len(waiting)))
    rng.shuffle(waiting)
    yield from waiting


def _story(
    rng: random.Random, story: int, lines: Mapping[str, Sequence[Line]], words: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, Any]]:
    languages = rng.sample(LANGUAGES, min(6, int(rng.paretovariate(1))))
    common = [line for line in lines[languages[0]] if all(language in line for language in languages)]
    drawn = rng.sample(common, rng.randint(*LINES))
    digits = str.maketrans("123456789", "".join(rng.sample("123456789", 9)))
    hour = rng.randrange(7_900)
    for language in languages:
        own = [_exchanged(rng, line[language].translate(digits), words.get(language)) for line in drawn]
        for _ in range(rng.choice((1, 1, 2))):
            outlet = f"{language}-{rng.randrange(OUTLETS)}.example"
            late = hour + rng.randrange(48)
            yield {
                "url": f"https://{outlet}/{story}-{rng.randrange(10**9)}",
                "text": "\n\n".join(own),
                "published": f"2026-{late // 672 + 1:02}-{late % 672 // 24 + 1:02}T{late % 24:02}:00:00Z",
                "lang": language,
                "story": story,
            }


def _exchanged(rng: random.Random, line: str, words: Sequence[str] | None) -> str:
    if not words:
        return line
    return " ".join(rng.choice(words) if rng.random() < EXCHANGED else word for word in line.split())


def quality(database: Path, truth: Mapping[int, str]) -> dict[str, float]:
    """What stories and stored translations are worth."""
    with closing(sqlite3.connect(database)) as connection:
        clusters, stored = clusters_of(connection, len(truth)), translations_of(connection)
    right = sum(truth[one] == truth[other] for one, other in stored)
    told = agreement(list(truth), clusters, truth)
    return {
        "stories, B-cubed": told["b_cubed"],
        "pairs in one story that belong there": told["pair_precision"],
        "pairs that belong together in one story": told["pair_recall"],
        "stored translations": len(stored),
        "of these right": right / max(1, len(stored)),
    }


def costs(runs: Sequence[Run]) -> dict[str, float]:
    """Processor time of an article, and of a million if it stayed as in the end, or grew on along a line."""
    spent = [1_000 * run.processor / run.articles for run in runs]
    middles = [(place + 0.5) * runs[0].articles for place in range(len(runs))]
    line = statistics.linear_regression(middles, spent)
    return {
        "processor ms an article, first tenth": spent[0],
        "the same, last tenth": spent[-1],
        "processor hours of a million, at the last pace": spent[-1] / 3.6,
        "the same, along the line through the tenths": (line.intercept + line.slope * 500_000) / 3.6,
    }


def measured(corpora: Path, count: int, jobs: int, database: Path, folder: Path) -> dict[str, float]:
    """All figures of ``count`` articles."""
    truth: dict[int, str] = {}

    def noted() -> Iterator[dict[str, Any]]:
        for row in articles(corpora, count):
            truth[int(row["id"])] = str(row["story"])
            yield row

    rows = noted()
    runs: list[Run] = []
    for tenth in range(TENTHS):
        runs.append(ingest(database, islice(rows, count // TENTHS), folder, jobs))
        pace = 1_000 * runs[-1].processor / runs[-1].articles
        print(f"tenth {tenth + 1:>2}  {pace:8.1f} processor ms an article", file=sys.stderr, flush=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size, _ = bytes_of(database)
    return {
        "articles": len(truth),
        "languages": len(LANGUAGES),
        **costs(runs),
        "MB of one process at most": memory,
        "kB of the file an article": size / len(truth) / 1_000,
        **quality(database, truth),
    }


def main() -> int:
    """Prints figures, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.many_languages", description=__doc__)
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="write the database here, and leave it")
    parser.add_argument("--out", type=Path, help="write the records here, and do nothing else")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    if options.out:
        with options.out.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in articles(corpora, options.articles))
        return 0
    with tempfile.TemporaryDirectory(prefix="syndicheck-bench-") as name:
        database = options.keep or Path(name) / "languages.db"
        figures = measured(corpora, options.articles, options.jobs, database, Path(name))
    print_figures(figures, as_json=options.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
