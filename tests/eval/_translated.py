"""Texts in many languages for training and measuring: halves of stories, cut views, candidates."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from syndicheck.fingerprint.anchors import anchors
from syndicheck.matching.translation import AnchoredText, anchored, standing_background
from syndicheck.store.anchors import Anchored, add_anchors, anchor_candidates, anchor_siblings
from syndicheck.store.schema.anchors import ANCHOR_INDEX


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


def cut_text(one: Text, view: str) -> str:
    """A text as it is seen: ``whole``, ``half`` of its sentences, or ``first3`` lines."""
    return one.text if view == "whole" else half(one.text, one.story) if view == "half" else first_lines(one.text)


class Pool:
    """Anchored texts in the database's own index: what an ingest weighs, and what it names as likely partners."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = list(texts)
        self.background = standing_background()
        self.anchored = [self.anchor(one.text, one.language) for one in self.texts]
        self._connection = sqlite3.connect(":memory:")
        for statement in ANCHOR_INDEX:
            self._connection.execute(statement)
        found = (Anchored(at, at, one.language, one.first_places()) for at, one in enumerate(self.anchored))
        add_anchors(self._connection, found, self.background)

    def anchor(self, text: str, language: str) -> AnchoredText:
        """A text, weighed as an ingest weighs it."""
        return anchored(anchors(text, language), language, len(text.strip()), self.background)

    def weighed(self, places: Iterable[int]) -> dict[int, AnchoredText]:
        """Texts by their places, as ``linking`` asks a database for them."""
        return {at: self.anchored[at] for at in places}

    def candidates(self, query: AnchoredText, language: str, count: int) -> list[int]:
        """The texts of a language that the index names first, best first."""
        found = anchor_candidates(
            self._connection, query.language, query.first_places(), self.background, targets=[language], limit=count
        )
        return [one.sketch_id for one in found]

    def siblings(self, query: AnchoredText, count: int) -> list[int]:
        """The texts of the query's own language that the index names first, best first."""
        found = anchor_siblings(self._connection, query.language, query.first_places(), self.background, limit=count)
        return [one.sketch_id for one in found]
