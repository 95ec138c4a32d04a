"""Shingles (runs of *k* tokens, Broder 1997) as 32-bit hashes.

The hash is fixed for ever by :data:`SHINGLE_VERSION`; it depends on nothing but the token keys:

* token hash = the polynomial ``Σ codepoint[i] · TOKEN_BASE^(n-1-i) mod 2^64`` over the code points of the folded
  key;
* shingle hash = ``Σ token[i] · SHINGLE_BASE^(k-1-i) mod 2^64`` over its k token hashes, put through the finalizer
  of MurmurHash3 (``fmix64``, Appleby 2011, public domain), of which the upper 32 bits are kept.

Both sums are linear, so that whole batches of text can be hashed with vector arithmetic and prefix sums without
ever making Python objects of tokens. The bases are odd (invertible) and have no other meaning: they are the first
16 hexadecimal digits of the fractional parts of √2 and √3, made odd.

Unkeyed on purpose: signatures of two newsrooms must be comparable. Somebody who wants to can construct collisions;
they only ever propose a candidate, the exact texts decide.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syndicheck.text import Tokens

SHINGLE_VERSION = 1
"""Raised whenever the same text would give other hashes; stored signatures of another version are not compared."""

WORDS = 5
"""Tokens in a shingle of a text that puts blanks between its words."""

CHARACTERS = 8
"""Tokens in a shingle where each token is one character (Chinese, Japanese, Thai …)."""

TOKEN_BASE = 0x6A09E667F3BCC909
SHINGLE_BASE = 0xBB67AE8584CAA73B

_MASK = (1 << 64) - 1
_FMIX_1 = 0xFF51AFD7ED558CCD
_FMIX_2 = 0xC4CEB9FE1A85EC53

_CACHE_LIMIT = 1 << 18


class _TokenHashes(dict[str, int]):
    """The hashes of token keys, worked out when first met: a text is made of few different words."""

    def __missing__(self, key: str) -> int:
        value = 0
        for character in key:
            value = (value * TOKEN_BASE + ord(character)) & _MASK
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        self[key] = value
        return value


_token_hashes = _TokenHashes()

_VECTOR_FROM = 64
"""Shortest text for which handing the hashes over to numpy costs less than it saves."""


def shingle_size(tokens: Tokens) -> int:
    """The k that suits a text: :data:`CHARACTERS` where tokens are single characters, else :data:`WORDS`."""
    return CHARACTERS if tokens.unspaced else WORDS


def shingle_hashes(tokens: Tokens) -> array[int]:
    """The 32-bit hashes of all shingles in text order, repetitions included.

    ``len(tokens.keys) - k + 1`` of them; a shorter text is one shingle of all its tokens, a text without tokens has
    none. numpy does the mixing where the program has loaded it anyway; the bits are the same either way.
    """
    return _upper_halves(run_hashes(tokens.keys, min(shingle_size(tokens), len(tokens.keys))))


def run_hashes(keys: Sequence[str], size: int) -> array[int]:
    """One 64-bit number for each run of ``size`` tokens, in text order, the same in every process."""
    return _runs(list(map(_token_hashes.__getitem__, keys)), size)


def distinct(hashes: array[int]) -> array[int]:
    """The different ones of some 32-bit hashes, ascending."""
    if "numpy" not in sys.modules or len(hashes) < _VECTOR_FROM:
        return array("I", sorted(set(hashes)))
    import numpy as np

    values = np.array(hashes, dtype=np.uint32)
    values.sort()  # several times quicker than a set, and than numpy's own unique
    return array("I", values[np.concatenate(([True], values[1:] != values[:-1]))].tobytes())


def _runs(hashed: Sequence[int], size: int) -> array[int]:
    if len(hashed) < size or not size:
        return array("Q")
    if "numpy" in sys.modules and len(hashed) >= _VECTOR_FROM:
        return _mix_vector(hashed, size)
    return _mix_plain(hashed, size)


def _upper_halves(values: array[int]) -> array[int]:
    words = array("I", values.tobytes())
    return words[sys.byteorder == "little" :: 2]


def token_hash(key: str) -> int:
    """The 64-bit hash of one folded token key."""
    return _token_hashes[key]


def _mix_plain(hashed: Sequence[int], size: int) -> array[int]:
    leaving = pow(SHINGLE_BASE, size, 1 << 64)
    mixed = 0
    for value in hashed[:size]:
        mixed = (mixed * SHINGLE_BASE + value) & _MASK
    sums = [mixed]
    append = sums.append
    for old, new in zip(hashed, hashed[size:], strict=False):
        mixed = (mixed * SHINGLE_BASE + new - old * leaving) & _MASK
        append(mixed)
    result = array("Q")
    for value in sums:
        value = ((value ^ (value >> 33)) * _FMIX_1) & _MASK
        value = ((value ^ (value >> 33)) * _FMIX_2) & _MASK
        result.append(value ^ (value >> 33))
    return result


def _mix_vector(hashed: Sequence[int], size: int) -> array[int]:
    import numpy as np

    values = np.fromiter(hashed, dtype=np.uint64, count=len(hashed))
    count = len(hashed) - size + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        mixed *= np.uint64(SHINGLE_BASE)
        mixed += values[offset : offset + count]
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(_FMIX_1)
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(_FMIX_2)
    mixed ^= mixed >> np.uint64(33)
    result = array("Q")
    result.frombytes(mixed.tobytes())
    return result
