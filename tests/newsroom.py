"""Invented news for tests: texts that share nothing unless a test wants them to."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_SUBJECTS = [
    "council",
    "harbour",
    "ministry",
    "orchestra",
    "cooperative",
    "hospital",
    "laboratory",
    "airline",
    "museum",
    "union",
    "brewery",
]
_VERBS = [
    "approved",
    "postponed",
    "financed",
    "criticised",
    "reopened",
    "inspected",
    "expanded",
    "abandoned",
    "renamed",
    "defended",
]
_OBJECTS = [
    "ferry",
    "tunnel",
    "archive",
    "greenhouse",
    "stadium",
    "pipeline",
    "library",
    "vaccine",
    "bridge",
    "festival",
    "reservoir",
]
_PLACES = [
    "Norrvik",
    "Almstadt",
    "Velmira",
    "Portasol",
    "Kesteren",
    "Duneholm",
    "Iravelle",
    "Tamsweiler",
    "Okonora",
    "Brindle",
]
_TAILS = [
    "after months of delay",
    "despite rising costs",
    "with votes from both camps",
    "before the winter",
    "under pressure",
]
_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ren",
    "tus",
    "var",
    "del",
    "osh",
    "pri",
    "qua",
    "zen",
    "bor",
    "tal",
    "ek",
    "umi",
    "fa",
    "go",
    "hin",
    "jul",
    "nar",
]


def sentence(rng: random.Random) -> str:
    """One sentence; with its invented names and figures it hardly ever comes twice."""
    name = "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))).capitalize()
    return (
        f"{name} {rng.choice(_SUBJECTS)} in {rng.choice(_PLACES)} {rng.choice(_VERBS)} the {rng.choice(_OBJECTS)} of"
        f" {''.join(rng.choices(_SYLLABLES, k=2)).capitalize()} {rng.choice(_TAILS)}, said {name} {rng.randint(2, 980)}"
        f" {rng.choice(_OBJECTS)} {rng.choice(_VERBS)} {''.join(rng.choices(_SYLLABLES, k=3))}."
    )


def paragraphs(seed: int, count: int = 6) -> list[str]:
    """The paragraphs of one invented story."""
    rng = random.Random(seed)
    return [" ".join(sentence(rng) for _ in range(3)) for _ in range(count)]


def text(seed: int, count: int = 6) -> str:
    """The text of one invented story."""
    return "\n\n".join(paragraphs(seed, count))


def record(number: int, body: str, outlet: str, published: str | None = None, **more: Any) -> dict[str, Any]:
    """A record as a newsroom's export has it."""
    fields: dict[str, Any] = {
        "id": f"n{number}",
        "outlet": outlet,
        "title": f"Report {number}",
        "lang": "en",
        "text": body,
        **more,
    }
    if published is not None:
        fields["published"] = published
    return fields


def jsonl(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


def week_of_news(stories: int = 12, seed: int = 7) -> list[dict[str, Any]]:
    """Some stories on several outlets each (copied, cut, edited, dated variously), and as many that stand alone."""
    rng = random.Random(seed)
    records: list[dict[str, Any]] = []
    for story in range(stories):
        parts = paragraphs(seed * 1000 + story)
        for copy in range(rng.randint(2, 5)):
            body = list(parts)
            if copy % 3 == 1:
                body = body[: rng.randint(2, 4)]
            if copy % 3 == 2:
                body[rng.randrange(len(body))] = sentence(rng)
            day = f"2026-03-{1 + story % 28:02d}"
            published = rng.choice([f"{day}T{8 + copy:02d}:15:00Z", day, f"{day} 09:00", None])
            records.append(record(len(records), "\n\n".join(body), f"outlet{copy}.example", published))
        records.append(record(len(records), text(seed * 5000 + story), "alone.example", f"2026-03-{1 + story:02d}"))
    return records
