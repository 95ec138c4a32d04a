"""Which of several texts are nearest to one: further candidates to compare."""

from __future__ import annotations

from collections.abc import Mapping

from syndicheck.embedding.interface import Embedder, cosine

FURTHER = 4
"""Candidates of a language that are compared beside those that anchors put first."""

LEAST = 0.3
"""Cosine below which a text is about something else."""


def nearest(
    embedder: Embedder, text: str, language: str | None, others: Mapping[int, tuple[str, str | None]]
) -> list[int]:
    """The ids of at most :data:`FURTHER` of the others (id → text, language), the nearest first."""
    own = embedder.encode([text], language)[0]
    near = [
        (-cosine(own, embedder.encode([other], lang)[0]), number) for number, (other, lang) in sorted(others.items())
    ]
    return [number for distance, number in sorted(near)[:FURTHER] if -distance >= LEAST]
