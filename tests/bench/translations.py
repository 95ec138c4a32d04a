"""``python -m tests.bench.translations --articles 100000``: does the index of anchors still name the translation?

Only the index is built, from anchors alone, so that a hundred thousand articles take minutes. The other articles are
made: the anchors of sentences of real releases, drawn at random and put together anew, figures drawn anew, and some
words exchanged by what its language has. Half of them stand in the index before the translated news, half behind, as
where a collection has grown and goes on growing. Asked are pairs of these, whole texts and beginnings. Reported: how
often the partner is among the 50 named of its language and among the dozen compared, processor time of a query over all
languages, and bytes of the database for an article. Nothing is pinned here; the accuracy on the corpora is in
``make eval``.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from tests.conftest import corpora_folder
from tests.eval._translated import Text, cut_text, load

from syndicheck.fingerprint.anchors import first_places
from syndicheck.fingerprint.anchors.numbers import key as number_key
from syndicheck.linking import MOST_TRANSLATIONS
from syndicheck.matching.translation import primary, standing_background
from syndicheck.store.anchors import LIMIT, Anchored, add_anchors, anchor_candidates
from syndicheck.store.schema.anchors import ANCHOR_INDEX

SEED = 31
SENTENCES = 12
"""Of an article, about."""

LETTERS = 120
"""Of a sentence, about."""

EXCHANGED = 0.3
"""Part of the names and words that are drawn anew: sentences come back hundreds of times, which news do not."""

LEAST_SENTENCES = 400
"""A language must have so many to make articles of."""

BATCH = 5_000
_ENDS = re.compile(r"(?<=[.!?。！？।])\s*|\n+")


def material(texts: Sequence[Text]) -> dict[str, list[dict[str, int]]]:
    """The anchors of the sentences of each language, and where in its sentence each stands."""
    found: dict[str, list[dict[str, int]]] = defaultdict(list)
    for one in texts:
        for sentence in _ENDS.split(one.text):
            if places := first_places(sentence, one.language):
                found[primary(one.language)].append(dict(sorted(places.items())))
    return {language: rows for language, rows in sorted(found.items()) if len(rows) >= LEAST_SENTENCES}


def made(
    sentences: dict[str, list[dict[str, int]]], count: int, rng: random.Random
) -> Iterator[tuple[str, dict[str, int]]]:
    """Language and anchors of so many articles; languages as often as they have sentences."""
    words = {
        language: [key for row in rows for key in row if key[0] not in "NDWG"] for language, rows in sentences.items()
    }
    languages = rng.choices(list(sentences), weights=[len(rows) for rows in sentences.values()], k=count)
    for language in languages:
        places: dict[str, int] = {}
        for number, row in enumerate(rng.choices(sentences[language], k=rng.randint(SENTENCES - 6, SENTENCES + 8))):
            for key, place in row.items():
                if key[0] == "N":
                    key = number_key(
                        float(round(10 ** rng.uniform(0.4, 5)) if rng.random() < 0.7 else rng.randint(2, 30))
                    )
                elif key[0] not in "DWG" and rng.random() < EXCHANGED:
                    key = rng.choice(words[language])
                places.setdefault(key, number * LETTERS + place)
        yield language, places


def fill(connection: sqlite3.Connection, articles: Iterator[tuple[str, dict[str, int]]], first: int) -> None:
    """Index articles, many at a time as an ingest does."""
    numbered = (Anchored(number, number, *one) for number, one in enumerate(articles, first))
    while batch := list(islice(numbered, BATCH)):
        add_anchors(connection, batch, standing_background())


def pairs(texts: Sequence[Text], count: int, rng: random.Random) -> list[tuple[int, int]]:
    """Ordered pairs of a text and its translation, every story as often as the others."""
    stories: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(texts):
        stories[one.story].append(at)
    told = [members for _, members in sorted(stories.items()) if len(members) > 1]
    found: list[tuple[int, int]] = []
    while len(found) < count:
        a, b = rng.sample(rng.choice(told), 2)
        if primary(texts[a].language) != primary(texts[b].language):
            found.append((a, b))
    return found


def ask(
    connection: sqlite3.Connection, texts: Sequence[Text], first: int, chosen: Sequence[tuple[int, int]], view: str
) -> tuple[float, float, list[float]]:
    """Shares of the partners among the named and among the compared, and processor milliseconds of each query.
    ``texts`` stand in the index from number ``first`` on.
    """
    background = standing_background()
    named = compared = 0
    taken = []
    for a, b in chosen:
        one = texts[a]
        places = first_places(cut_text(one, view), one.language)
        started = time.process_time()
        found = anchor_candidates(connection, one.language, places, background)
        taken.append((time.process_time() - started) * 1_000)
        language = primary(texts[b].language)
        inside = [c.sketch_id - first for c in found if c.language == language]
        inside = [at for at in inside if at == b or not 0 <= at < len(texts) or texts[at].story != one.story]
        named += b in inside
        compared += b in inside[:MOST_TRANSLATIONS]
    return named / len(chosen), compared / len(chosen), taken


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.translations", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--database", type=Path, help="a file for the index; else it is in memory")
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    rng = random.Random(SEED)
    texts = [one for name in ("ntrex", "xling-wmt21") for one in load(corpora, name)]
    held = [(one.language, first_places(one.text, one.language)) for one in texts]
    sentences = material([one for name in ("pr-xling", "daniel") for one in load(corpora, name)])
    chosen = pairs(texts, options.queries, rng)
    started = time.process_time()
    for others in (0, options.articles):
        connection = sqlite3.connect((others and options.database) or ":memory:")
        for statement in ANCHOR_INDEX:
            connection.execute(statement)
        beside = made(sentences, others, rng)
        first = others // 2
        fill(connection, islice(beside, first), 0)
        fill(connection, iter(held), first)
        fill(connection, beside, first + len(held))
        connection.commit()
        size = (
            connection.execute("PRAGMA page_count").fetchone()[0] * connection.execute("PRAGMA page_size").fetchone()[0]
        )
        (count,) = connection.execute("SELECT count(*) FROM anchored_versions").fetchone()
        print(f"{count:,} articles, {size / count:,.0f} bytes each", flush=True)
        for view in ("whole", "first3"):
            named, compared, taken = ask(connection, texts, first, chosen, view)
            print(
                f"   {view:<7} partner among {LIMIT} of its language {named:.4f}, the {MOST_TRANSLATIONS} compared"
                f" {compared:.4f}; a query {statistics.median(taken):.1f} ms of processor time,"
                f" one in twenty more than {sorted(taken)[int(len(taken) * 0.95)]:.1f} ms",
                flush=True,
            )
    print(f"{time.process_time() - started:.0f} s of processor time")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
