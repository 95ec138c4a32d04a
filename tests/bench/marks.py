"""``python -m tests.bench.marks``: the finder against brute force, with 1,000 wordings on top of the whole catalogue.

The wordings are invented notices; every second article ends with one of them in which up to a quarter of the words were
changed. Brute force compares every paragraph with every wording (``rapidfuzz.fuzz.ratio``, the fair peer: no index can
find more). Reported: articles a second on one core, the ratio of the two times per paragraph, and both recalls.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from itertools import islice
from pathlib import Path

from rapidfuzz import fuzz, process
from tests.bench.figures import print_figures
from tests.conftest import corpora_folder
from tests.eval._ingested import rows

from syndicheck.marks.catalogue import Catalogue, load
from syndicheck.marks.entries import Entry, Organisation
from syndicheck.marks.finder import find_marks
from syndicheck.model.marks import Layer

SEED = 11
WORDINGS = 1_000
CHARACTERS = 1_400
"""Of an article: its beginning."""

CHANGED = 0.25
"""Words of a notice that are changed at most."""

CUTOFF = 70
"""Least ratio (0 … 100) for brute force to accept a wording: where the two kinds lie apart."""

VOCABULARY = """
    the this that content release article text material page information notice service network partner provider
    source sender issuer author editor newsroom staff third party company responsible liability warranty accuracy
    completeness opinion advice investment offer solicitation securities law rules country territory edited reviewed
    verified distributed published supplied issued carried received paid sponsored automatically without with under
    through from for and or not no any all its their our is are was has been may must shall cannot provided
    representation endorse guarantee accept exclude damages errors omissions delays feed licence agreement terms rights
    reserved reproduction prohibited permission contact request website readers subscribers solely entirely
""".split()


def notices(rng: random.Random) -> list[str]:
    """Invented notices of 20 to 45 words."""
    return [" ".join(rng.choices(VOCABULARY, k=rng.randint(20, 45))).capitalize() + "." for _ in range(WORDINGS)]


def changed(text: str, rng: random.Random) -> str:
    """A notice with up to a quarter of its words exchanged, taken out or doubled."""
    words = text.split()
    for _ in range(int(rng.uniform(0, CHANGED) * len(words))):
        at = rng.randrange(len(words))
        words[at : at + 1] = rng.choice(([rng.choice(VOCABULARY)], [], [words[at], rng.choice(VOCABULARY)]))
    return " ".join(words)


def with_wordings(texts: list[str]) -> Catalogue:
    """The packaged catalogue and an organisation that prints all of these."""
    entries = tuple(
        Entry(f"bench.{n}", "third_party_disclaimer", "phrase", "line", "en", Layer.OWN, "strong", (text,))
        for n, text in enumerate(texts)
    )
    bench = Organisation("bench", "distributor", {"en": "Bench"}, marks=entries)
    return Catalogue("bench", {**load().organisations, "bench": bench})


def main() -> int:
    """Prints the figures as a table, or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.marks", description=__doc__)
    parser.add_argument("--articles", type=int, default=1_500)
    parser.add_argument("--brute", type=int, default=60, help="articles for brute force, which is slow")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--corpora", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpora = options.corpora or corpora_folder()
    if corpora is None:
        print("bench: skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    rng = random.Random(SEED)
    texts = notices(rng)
    catalogue = with_wordings(texts)
    articles: list[tuple[str, int | None]] = []
    long_enough = (row for row in rows(corpora / "senate/docs.jsonl.gz") if len(row["text"]) >= CHARACTERS)
    for number, row in enumerate(islice(long_enough, options.articles)):
        body = row["text"][:CHARACTERS]
        which = rng.randrange(WORDINGS) if number % 2 else None
        articles.append((body if which is None else f"{body}\n\n{changed(texts[which], rng)}", which))
    figures = measured(articles, texts, catalogue, options.brute, options.rounds)
    print_figures(figures, as_json=options.json)
    return 0


def measured(
    articles: list[tuple[str, int | None]], texts: list[str], catalogue: Catalogue, brute: int, rounds: int
) -> dict[str, float]:
    """All figures; processor time, medians of the rounds, which alternate."""
    find_marks(articles[0][0], lang="en", catalogue=catalogue)  # compiled once a process
    ours, plain, peers = [], [], []
    hits = peer_hits = wrong = 0
    noticed = sum(which is not None for _, which in articles)
    for turn in range(rounds):
        started = time.process_time()
        found = [find_marks(text, lang="en", catalogue=catalogue) for text, _ in articles]
        ours.append((time.process_time() - started) / len(articles))
        bare = [text for text, which in articles if which is None]
        started = time.process_time()
        for text in bare:
            find_marks(text, lang="en", catalogue=catalogue)
        plain.append((time.process_time() - started) / len(bare))
        if turn == 0:
            for marks, (_, which) in zip(found, articles, strict=True):
                ids = {mark.catalogue_id for mark in marks if mark.catalogue_id.startswith("bench.")}
                hits += which is not None and f"bench.{which}" in ids
                wrong += bool(ids - {f"bench.{which}"})
        started = time.process_time()
        answers = [brute_force(text, texts) for text, _ in articles[:brute]]
        peers.append((time.process_time() - started) / brute)
        if turn == 0:
            peer_hits = sum(
                which in found for found, (_, which) in zip(answers, articles, strict=False) if which is not None
            )
    noticed_peer = sum(which is not None for _, which in articles[:brute])
    return {
        "articles a second": 1 / statistics.median(plain),
        "articles a second, half noticed": 1 / statistics.median(ours),
        "times faster than brute force": statistics.median(peers) / statistics.median(ours),
        "recall": hits / noticed,
        "recall of brute force": peer_hits / noticed_peer,
        "articles with a wrong notice": wrong / len(articles),
        "mean characters": statistics.fmean(len(text) for text, _ in articles),
    }


def brute_force(text: str, texts: list[str]) -> set[int]:
    """The best wording of each paragraph, if it is good enough."""
    found = set()
    for paragraph in text.split("\n\n"):
        best = process.extractOne(paragraph, texts, scorer=fuzz.ratio, score_cutoff=CUTOFF)
        if best is not None:
            found.add(best[2])
    return found


if __name__ == "__main__":
    raise SystemExit(main())
