"""``python -m tests.bench.generated COUNT OUT.jsonl``: as many articles as a benchmark wants, of one language.

Made by a seed from the sentences of the US Senate releases: stories of one to thirty copies (most have one), each copy
with its own dateline, dropped and swapped paragraphs, exchanged words and a footer; three in a hundred articles are
round-ups of earlier stories. The sentences of a story are drawn at random, and a fifth of their words exchanged, so
that stories have no more in common than newspapers of one country have.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tests.conftest import corpora_folder
from tests.eval._ingested import rows

SEED = 23
SOURCES = 4_000
"""Releases whose sentences are drawn from."""

CHARACTERS = 1_400
"""Of a body, about."""

EXCHANGED = 0.2
ROUND_UPS = 0.03
MOST_COPIES = 30
KEPT = 200
"""Earlier stories a round-up may draw on."""

PLACES = ("NORRVIK", "SUNVILLE", "BROOKPORT", "EAST HAVEN", "SOUNDHAVN", "WESTHAVEN", "MILLBRIDGE", "OAKFIELD")
FOOTERS = (
    "The newsroom of {outlet} was not involved in the creation of this content.",
    "Copyright {outlet}. All rights reserved.",
    "This story was provided by a partner of {outlet}. Opinions are those of its author.",
    "",
    "",
)
OUTLETS = 400


def articles(corpora: Path, count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Records for ``ingest``: id, url, outlet, title, text, published; ``story`` is the truth."""
    rng = random.Random(seed)
    sentences, words = _material(corpora)
    earlier: list[list[str]] = []
    made = story = 0
    while made < count:
        story += 1
        paragraphs = _paragraphs(rng, sentences, words)
        if earlier and rng.random() < ROUND_UPS:
            for source in rng.sample(earlier, min(len(earlier), 3)):
                paragraphs.insert(rng.randrange(len(paragraphs) + 1), source[rng.randrange(len(source))])
        copies = min(MOST_COPIES, int(rng.paretovariate(1.1)))
        for _ in range(min(copies, count - made)):
            made += 1
            yield _copy(rng, made, story, paragraphs, words)
        earlier.append(paragraphs)
        del earlier[:-KEPT]


def _material(corpora: Path) -> tuple[list[str], list[str]]:
    sentences: list[str] = []
    for row in islice(rows(corpora / "senate/docs.jsonl.gz"), SOURCES):
        for paragraph in row["text"].split("\n"):
            sentences += [s for s in re.split(r"(?<=[.!?]) ", paragraph.strip()) if 40 < len(s) < 260]
    words = sorted({word for sentence in islice(sentences, 0, None, 7) for word in sentence.split() if word.isalpha()})
    return sentences, words


def _exchanged(rng: random.Random, sentence: str, words: list[str], share: float) -> str:
    parts = sentence.split()
    for place in range(len(parts)):
        if rng.random() < share:
            parts[place] = rng.choice(words)
    return " ".join(parts)


def _paragraphs(rng: random.Random, sentences: list[str], words: list[str]) -> list[str]:
    paragraphs: list[str] = []
    length = int(rng.uniform(0.5, 1.5) * CHARACTERS)
    while sum(map(len, paragraphs)) < length:
        drawn = rng.sample(sentences, rng.randint(2, 4))
        paragraphs.append(" ".join(_exchanged(rng, sentence, words, EXCHANGED) for sentence in drawn))
    return paragraphs


def _copy(rng: random.Random, number: int, story: int, paragraphs: list[str], words: list[str]) -> dict[str, Any]:
    own = list(paragraphs)
    if len(own) > 2 and rng.random() < 0.2:
        del own[rng.randrange(1, len(own))]
    if len(own) > 2 and rng.random() < 0.1:
        place = rng.randrange(1, len(own) - 1)
        own[place : place + 2] = own[place : place + 2][::-1]
    for _ in range(rng.randrange(13)):
        place = rng.randrange(len(own))
        parts = own[place].split()
        parts[rng.randrange(len(parts))] = rng.choice(words)
        own[place] = " ".join(parts)
    outlet = f"outlet-{rng.randrange(OUTLETS)}.example"
    own[0] = f"{rng.choice(PLACES)} - {own[0]}"
    day = rng.randrange(365)
    return {
        "id": f"g{number}",
        "url": f"https://{outlet}/news/{number}",
        "title": _exchanged(rng, " ".join(own[0].split()[2:12]), words, 0.1),
        "text": "\n\n".join([*own, rng.choice(FOOTERS).format(outlet=outlet)]).strip(),
        "published": f"2026-{day // 31 + 1:02}-{day % 28 + 1:02}T{rng.randrange(24):02}:{rng.randrange(60):02}:00Z",
        "lang": "en",
        "story": story,
    }


def main() -> int:
    """Write the records; the same seed and count give the same bytes."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.generated", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    corpora = corpora_folder()
    if corpora is None:
        print("The development corpora are not here: set SYNDICHECK_CORPORA to their folder.", file=sys.stderr)
        return 2
    with options.out.open("w", encoding="utf-8") as out:
        for row in articles(corpora, options.count, options.seed):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
