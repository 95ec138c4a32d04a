"""What an embedder is, and which one this process works with."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from functools import cache
from typing import Protocol

VARIABLE = "SYNDICHECK_EMBEDDER"
"""Names the folder of a model; ``none`` or nothing: no embedder."""

Vector = Sequence[float]


class Embedder(Protocol):
    """Texts → vectors. Vectors of texts in different languages that say the same point the same way."""

    def encode(self, texts: Sequence[str], language: str | None) -> list[Vector]:
        """A vector for each text, all of one length; of a text in which nothing is known all zeros."""


def configured() -> Embedder | None:
    """The embedder that SYNDICHECK_EMBEDDER names.

    :raises MissingExtra: the package that loads it is not installed.
    :raises InputError: there is no model that can be loaded.
    """
    named = os.environ.get(VARIABLE, "").strip()
    return None if named.lower() in ("", "none") else _opened(named)


@cache
def _opened(folder: str) -> Embedder:
    from syndicheck.embedding.static import StaticEmbedder

    return StaticEmbedder(folder)


def cosine(one: Vector, other: Vector) -> float:
    """How alike two vectors point, −1 to 1; 0 where one is all zeros."""
    size = math.sqrt(sum(x * x for x in one)) * math.sqrt(sum(x * x for x in other))
    return sum(x * y for x, y in zip(one, other, strict=True)) / size if size else 0.0
