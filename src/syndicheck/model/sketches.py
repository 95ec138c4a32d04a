"""What the indexes know of a text."""

from __future__ import annotations

from msgspec import Struct


class Sketch(Struct, frozen=True):
    """What the indexes know of one body.

    ``signature`` is the datasketch ``affine32`` MinHash (128 × uint32, little-endian bytes) of the body's
    distinct shingle hashes; ``shingles`` how many of those there are; ``fingerprints`` the winnowed shingle
    hashes, sorted and distinct (all of them for short bodies); ``tokens`` the length of the body in tokens;
    ``body_hash`` identifies equal normalised bodies.
    """

    signature: bytes
    shingles: int
    fingerprints: tuple[int, ...]
    tokens: int
    body_hash: str
