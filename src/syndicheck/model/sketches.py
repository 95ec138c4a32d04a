"""What the indexes know of a text."""

from __future__ import annotations

from msgspec import Struct


class Sketch(Struct, frozen=True):
    """What the indexes know of one body.

    ``bands`` are those of the MinHash signature of its distinct shingle hashes, each cut to its first 32 bits (none of
    a body without words); ``shingles`` how many of those hashes there are; ``fingerprints`` the winnowed shingle
    hashes, sorted and distinct (all of them for short bodies); ``tokens`` the length of the body in tokens;
    ``body_hash`` identifies equal normalised bodies.
    """

    bands: tuple[int, ...]
    shingles: int
    fingerprints: tuple[int, ...]
    tokens: int
    body_hash: str
