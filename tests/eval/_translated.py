"""Texts in many languages for training and measuring: halves of stories, cut views, candidates."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syndicheck.fingerprint.anchors import anchors
from syndicheck.matching.translation import AnchoredText, Background, anchored, primary


@dataclass(frozen=True, slots=True)
class Text:
    """A document of a corpus; nothing but text and language reaches the matcher."""

    id: str
    story: str
    language: str
    text: str
    corpus: str


def held_back(story: str) -> bool:
    """Whether a story belongs to the half that no tuning may see. By hash of its bare name, for ever the same."""
    return hashlib.sha256(story.rsplit(":", 1)[-1].encode()).digest()[0] % 2 == 1


def load(corpora: Path, corpus: str) -> list[Text]:
    """One text a language and story: the first reference, else the source; machine output and en-GB left out."""
    chosen: dict[tuple[str, str], Text] = {}
    with gzip.open(corpora / corpus / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            if row["kind"] == "system" or row["lang"] == "en-GB" or row.get("system") in ("ref-2", "B", "C"):
                continue
            story = row.get("story") or row["id"]
            one = Text(row["id"], story, row["lang"], row["text"], corpus)
            chosen.setdefault((story, row["lang"]), one)
    return sorted(chosen.values(), key=lambda one: one.id)


def first_lines(text: str, count: int = 3) -> str:
    """The first lines that hold something."""
    return "\n".join([line for line in text.split("\n") if line.strip()][:count])


def half(text: str, seed: str) -> str:
    """Half of the sentences, in order, drawn by a seed."""
    parts = re.split(r"(?<=[.!?。！？؟।])\s*|\n+", text)
    parts = [part for part in parts if part.strip()]
    rng = random.Random(seed)
    kept = sorted(rng.sample(range(len(parts)), max(1, len(parts) // 2)))
    return "\n".join(parts[at] for at in kept)


class Pool:
    """Anchored texts and, per language, an inverted index that names likely partners."""

    def __init__(self, texts: Iterable[Text], background: Background | None = None) -> None:
        self.texts = list(texts)
        found = [(one, anchors(one.text, one.language)) for one in self.texts]
        self.background = background or Background.of(
            (primary(one.language), {a.key for a in those}) for one, those in found
        )
        self.anchored = [anchored(those, one.language, len(one.text), self.background) for one, those in found]
        self.postings: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, one in enumerate(self.anchored):
            for key in one.weights:
                self.postings[self.texts[at].language, key].append(at)

    def anchor(self, text: str, language: str) -> AnchoredText:
        """A text that is not in the pool, weighed like one that is."""
        return anchored(anchors(text, language), language, len(text), self.background)

    def candidates(self, query: AnchoredText, language: str, count: int) -> list[int]:
        """The texts of a language that share the most weight with the query, best first."""
        shared: dict[int, float] = defaultdict(float)
        for key, weight in query.weights.items():
            for at in self.postings.get((language, key), ()):
                other = self.anchored[at]
                shared[at] += weight * other.weights[key] / (0.3 + other.norms["A" if key[0] == "I" else key[0]])
        return sorted(shared, key=lambda at: (-shared[at], at))[:count]
