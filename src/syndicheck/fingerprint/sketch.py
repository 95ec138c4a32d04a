"""One body in, everything out that the indexes keep of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from syndicheck.digests import blake2b
from syndicheck.fingerprint.minhash import bands, signature, signature_pure
from syndicheck.fingerprint.shingles import CHARACTERS, WORDS, distinct, shingle_hashes
from syndicheck.fingerprint.winnow import winnow
from syndicheck.model.sketches import Sketch

if TYPE_CHECKING:
    from syndicheck.text import Tokens

GUARANTEED_WORDS = 15
"""A run of so many equal words always shares a fingerprint."""

GUARANTEED_CHARACTERS = 20
"""The same for scripts without blanks."""

SHORT = 50
"""Bodies with fewer distinct shingles keep all of them: a brief has none to spare."""


def sketch(tokens: Tokens) -> Sketch:
    """Sketch a body. Signed with numpy where the program has loaded it, else in plain Python: the bits are the same."""
    hashes = shingle_hashes(tokens)
    different = distinct(hashes)
    if len(different) < SHORT:
        fingerprints = tuple(different)
    else:
        fingerprints = winnow(hashes, fingerprint_window(unspaced=tokens.unspaced))
    sign = signature if "numpy" in sys.modules else signature_pure
    return Sketch(
        bands=band_keys(sign(different)),
        shingles=len(different),
        fingerprints=fingerprints,
        tokens=len(tokens.keys),
        body_hash=body_hash(tokens),
    )


def band_keys(sig: bytes) -> tuple[int, ...]:
    """The bands of a signature as they stand in the index: the first 32 bits of each.

    In a million texts one query in seven meets another text by accident; it is compared, and that is all.
    """
    return tuple((band >> 32) & 0xFFFFFFFF for band in bands(sig))


def fingerprint_window(*, unspaced: bool) -> int:
    """Hashes per window, so that a guaranteed run is ``window + k - 1`` tokens."""
    if unspaced:
        return GUARANTEED_CHARACTERS - CHARACTERS + 1
    return GUARANTEED_WORDS - WORDS + 1


def body_hash(tokens: Tokens) -> str:
    """Identity of a normalised body: BLAKE2b-128 of its token keys, in hexadecimal. Equal bodies differ at most in
    letter case, punctuation, blanks and the marks left out.
    """
    joined = "\x1f".join(tokens.keys).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=16).hexdigest()
