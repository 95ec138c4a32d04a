"""MinHash signatures that any datasketch user can load.

A signature is ``datasketch.MinHash(num_perm=128, scheme="affine32", hashfunc=identity)`` over the 32-bit shingle
hashes of :mod:`~syndicheck.fingerprint.shingles`, stored as 128 little-endian uint32. Two functions make it with
the same bits: :func:`signature` with numpy for bulk work, :func:`signature_pure` without, because a command that
signs one draft must not spend half a second on imports.

Each hash is mixed once with MurmurHash3's ``fmix32`` and sent through 128 affine permutations mod 2^32; slot *i*
keeps the minimum. The share of equal slots estimates the Jaccard resemblance (Broder 1997) with a standard error of
at most 0.044.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from syndicheck.fingerprint.permutations import INCREMENTS, MULTIPLIERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PERMUTATIONS = 128
SEED = 1
SCHEME = "affine32"
"""datasketch's name of the permutation scheme."""

BANDS = 25
ROWS = 5
"""25 bands of 5 rows: a pair at resemblance 0.7 shares a band with probability 0.989, at 0.5 with 0.55, at 0.2 with
0.008. (The last 3 of the 128 slots take no part in banding.)"""

EMPTY = b"\xff" * (4 * PERMUTATIONS)
"""The signature of a text without shingles."""

_MASK32 = (1 << 32) - 1
_MASK64 = (1 << 64) - 1
BAND_BASE = 0x9E3779B97F4A7C15
_CHUNK = 4096
"""Hashes per block of the (hashes × 128) product: 2 MB, which stays in the cache."""


def signature(hashes: Sequence[int]) -> bytes:
    """The signature of a set of 32-bit hashes, made with numpy. Order and repetitions do not matter."""
    import numpy as np

    if not len(hashes):
        return EMPTY
    values = np.array(hashes, dtype=np.uint32)
    values ^= values >> np.uint32(16)
    values *= np.uint32(0x85EBCA6B)
    values ^= values >> np.uint32(13)
    values *= np.uint32(0xC2B2AE35)
    values ^= values >> np.uint32(16)
    multipliers, increments = permutations()
    least = np.full(PERMUTATIONS, _MASK32, dtype=np.uint32)
    for start in range(0, len(values), _CHUNK):
        block = np.multiply.outer(multipliers, values[start : start + _CHUNK])
        block += increments[:, None]
        np.minimum(least, block.min(axis=1), out=least)
    return least.astype("<u4").tobytes()


@cache
def permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The multipliers and increments of the 128 permutations, as datasketch draws them from :data:`SEED`."""
    import numpy as np

    return np.array(MULTIPLIERS, dtype=np.uint32), np.array(INCREMENTS, dtype=np.uint32)


def signature_pure(hashes: Iterable[int]) -> bytes:
    """The same bits as :func:`signature` without numpy.

    All hashes are packed into one long integer, 64 bits apart: a product of two 32-bit numbers plus a 32-bit number
    never reaches the next lane, so one multiplication by a long integer permutes them all.
    """
    lanes = array("Q", {_fmix32(value) for value in hashes})
    if not lanes:
        return EMPTY
    width = 8 * len(lanes)
    packed = int.from_bytes(_little(lanes), "little")
    ones = int.from_bytes(_little(array("Q", [1]) * len(lanes)), "little")
    least = array("I")
    for multiplier, increment in zip(MULTIPLIERS, INCREMENTS, strict=True):
        words = array("I", (packed * multiplier + ones * increment).to_bytes(width, "little"))
        if sys.byteorder == "big":
            words.byteswap()
        least.append(min(words[::2]))
    return _little(least)


def _little(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


def _fmix32(value: int) -> int:
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & _MASK32
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & _MASK32
    return value ^ (value >> 16)


def slots(sig: bytes) -> array[int]:
    """The 128 minima of a signature.

    :raises ValueError: the bytes are not 512 long.
    """
    if len(sig) != len(EMPTY):
        raise ValueError(f"a signature has {len(EMPTY)} bytes, not {len(sig)}")
    values = array("I", sig)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def estimate(sig_a: bytes, sig_b: bytes) -> float:
    """Estimated resemblance of the two sets, 0…1. Like datasketch's ``jaccard``: two empty sets are equal."""
    pairs = zip(slots(sig_a), slots(sig_b), strict=True)
    return sum(a == b for a, b in pairs) / PERMUTATIONS


def bands(sig: bytes) -> tuple[int, ...]:
    """The 25 keys under which a signature is filed for locality-sensitive hashing, as signed 64-bit integers.

    Each mixes the number of the band with its five slots (polynomial mod 2^64, then ``fmix64``), so one table serves
    all bands. The empty signature has none: texts without words are not alike.
    """
    if sig == EMPTY:
        return ()
    return _bands_vector(sig) if "numpy" in sys.modules else _bands_plain(sig)


def _bands_plain(sig: bytes) -> tuple[int, ...]:
    values = slots(sig)
    keys = []
    for band in range(BANDS):
        key = band + 1
        for value in values[band * ROWS : (band + 1) * ROWS]:
            key = (key * BAND_BASE + value) & _MASK64
        key = ((key ^ (key >> 33)) * 0xFF51AFD7ED558CCD) & _MASK64
        key = ((key ^ (key >> 33)) * 0xC4CEB9FE1A85EC53) & _MASK64
        key ^= key >> 33
        keys.append(key - (1 << 64) if key >> 63 else key)
    return tuple(keys)


def _bands_vector(sig: bytes) -> tuple[int, ...]:
    import numpy as np

    values = np.frombuffer(sig, dtype="<u4")[: BANDS * ROWS].reshape(BANDS, ROWS).astype(np.uint64)
    keys = np.arange(1, BANDS + 1, dtype=np.uint64)
    for row in range(ROWS):
        keys *= np.uint64(BAND_BASE)
        keys += values[:, row]
    keys ^= keys >> np.uint64(33)
    keys *= np.uint64(0xFF51AFD7ED558CCD)
    keys ^= keys >> np.uint64(33)
    keys *= np.uint64(0xC4CEB9FE1A85EC53)
    keys ^= keys >> np.uint64(33)
    return tuple(keys.view(np.int64).tolist())


def to_datasketch(sig: bytes) -> Any:
    """The signature as a ``datasketch.MinHash``, for its LSH indexes, ``LeanMinHash`` and the like.

    It can be updated further with 32-bit shingle hashes, because its hash function is the identity.
    """
    from datasketch import MinHash

    return MinHash(seed=SEED, hashvalues=list(slots(sig)), hashfunc=_identity, scheme=SCHEME)


def _identity(value: int) -> int:
    return value
