"""Stories over languages as a real ingest forms them: news, releases of one issuer, announcements of one template.

Half of the stories (``held``) were never seen in training; both halves are in one database. A record is a text and its
language: its id is a number drawn by a seed, and it has no address, outlet, title or date. Clusters and pairs are
counted over the articles of a half against all that shares a story with them; ``translations`` is the part of the
stored translations that are right, whatever else joins texts of one language.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from tests.eval._ingested import ingested
from tests.eval._translated import Text, held_back, load
from tests.eval.gate import Figure

CORPORA = ("ntrex", "pr-xling")
INPUTS = tuple(f"{name}/docs.jsonl.gz" for name in CORPORA)
STORIES = {"news": 14, "releases": 30, "templates": 8}
"""Stories of each sort and half, in all their languages; of news in :data:`NEWS_LANGUAGES`."""
NEWS_LANGUAGES = 10

_SOURCE = "issue 5: translations, as an ingest joins them"
FIGURES: dict[str, Figure] = {
    f"{half}.{kind}.{name}": Figure("min", _SOURCE)
    for half in ("held", "dev")
    for kind in STORIES
    for name in ("b_cubed", "pair_precision", "pair_recall", "translations")
}


def kind_of(one: Text) -> str:
    """Which sort of story a text is of."""
    if one.corpus == "ntrex":
        return "news"
    return "templates" if one.story.startswith("ruby") else "releases"


def chosen(texts: Collection[Text]) -> list[Text]:
    """The sample, drawn by a seed, in an order that tells nothing."""
    found: list[Text] = []
    for kind, count in STORIES.items():
        for half in ("held", "dev"):
            rng = random.Random(f"{kind} {half}")
            some = [one for one in texts if kind_of(one) == kind and held_back(one.story) == (half == "held")]
            stories = rng.sample(sorted({one.story for one in some}), count)
            languages = sorted({one.language for one in some} - {"en"})
            spoken = {"en", *rng.sample(languages, NEWS_LANGUAGES - 1)} if kind == "news" else {"en", *languages}
            found += [one for one in some if one.story in stories and one.language in spoken]
    random.Random(9).shuffle(found)
    return found


def measure(corpora: Path) -> dict[str, float]:
    texts = chosen([one for corpus in CORPORA for one in load(corpora, corpus)])
    with tempfile.TemporaryDirectory(prefix="syndicheck-eval-") as folder:
        source = Path(folder) / "texts.jsonl"
        rows = (
            json.dumps({"id": str(number), "text": one.text, "lang": one.language}, ensure_ascii=False)
            for number, one in enumerate(texts)
        )
        source.write_text("\n".join(rows) + "\n", encoding="utf-8")
        with ingested(source) as result:
            print(f"   {len(texts)} texts ingested in {result.seconds:.0f} s")
            clusters, translations = clusters_of(result.connection, len(texts)), translations_of(result.connection)
    return figures_of(texts, clusters, translations)


def clusters_of(connection: sqlite3.Connection, count: int) -> dict[int, int]:
    """The story of each record by its number; a record in no story is alone."""
    found = {number: -1 - number for number in range(count)}
    for number, story in connection.execute(
        "SELECT a.source_id, sa.story_id FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
        " WHERE sa.role = 'member'"
    ):
        found[int(number)] = story
    return found


def translations_of(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """The pairs of records that the database holds as translations of each other."""
    rows = connection.execute(
        "SELECT a.source_id, b.source_id FROM matches m JOIN articles a ON a.id = m.a_id"
        " JOIN articles b ON b.id = m.b_id WHERE m.class = 'translation'"
    )
    return [(int(one), int(other)) for one, other in rows]


def figures_of(
    texts: list[Text], clusters: Mapping[int, int], translations: Collection[tuple[int, int]]
) -> dict[str, float]:
    """B-cubed F1, precision and recall of pairs, and of the stored translations, for each half and sort of story."""
    truth = {at: one.story for at, one in enumerate(texts)}
    figures: dict[str, float] = {}
    misses: list[str] = []
    for half in ("held", "dev"):
        for kind in STORIES:
            some = [
                at for at, one in enumerate(texts) if kind_of(one) == kind and held_back(one.story) == (half == "held")
            ]
            for name, value in agreement(some, clusters, truth).items():
                figures[f"{half}.{kind}.{name}"] = value
            said = [pair for pair in translations if not set(some).isdisjoint(pair)]
            right = sum(truth[one] == truth[other] for one, other in said)
            figures[f"{half}.{kind}.translations"] = right / len(said) if said else 1.0
            misses += _misses(some, clusters, texts)
    if path := os.environ.get("SYNDICHECK_EVAL_MISSES"):
        Path(path).write_text("\n".join(misses) + "\n", encoding="utf-8")
    return figures


def agreement(some: Collection[int], clusters: Mapping[int, int], truth: Mapping[int, str]) -> dict[str, float]:
    """Clusters against stories over some articles: B-cubed F1 (Bagga and Baldwin 1998), pairs with one end there."""
    both = Counter((clusters[at], truth[at]) for at in truth)
    found, real = Counter(clusters[at] for at in truth), Counter(truth.values())
    right = [both[clusters[at], truth[at]] for at in some]
    precision = sum(n / found[clusters[at]] for n, at in zip(right, some, strict=True)) / len(some)
    recall = sum(n / real[truth[at]] for n, at in zip(right, some, strict=True)) / len(some)
    joined, wanted = sum(found[clusters[at]] - 1 for at in some), sum(real[truth[at]] - 1 for at in some)
    pairs = sum(n - 1 for n in right)
    return {
        "b_cubed": 2 * precision * recall / (precision + recall),
        "pair_precision": pairs / joined if joined else 1.0,
        "pair_recall": pairs / wanted if wanted else 1.0,
    }


def _misses(some: Collection[int], clusters: Mapping[int, int], texts: list[Text]) -> list[str]:
    members: dict[int, list[int]] = {}
    for at in range(len(texts)):
        members.setdefault(clusters[at], []).append(at)
    apart: dict[str, set[int]] = {}
    for at in some:
        apart.setdefault(texts[at].story, set()).add(clusters[at])
    lines = [f"split {story}: {len(parts)}" for story, parts in sorted(apart.items()) if len(parts) > 1]
    for cluster in sorted({clusters[at] for at in some}):
        told = {texts[at].story for at in members[cluster]}
        if len(told) > 1:
            lines.append(f"joined {', '.join(sorted(texts[at].id for at in members[cluster]))}")
    return lines
