"""Many texts at once: raw text to shingle hashes, signatures and bands, without a Python object for any token.

The bits are those of the path for one text (:func:`~syndicheck.text.tokenise`,
:func:`~syndicheck.fingerprint.shingles.shingle_hashes`, :func:`~syndicheck.fingerprint.minhash.signature`). Both hashes
are linear, so that prefix sums over a whole batch of characters give the hash of every token, and five additions that
of every shingle. Texts that need more than a table of single characters (combining marks, invisible characters, broken
encodings, two alphabets in one word) are tokenised one by one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.fingerprint.minhash import BAND_BASE, BANDS, PERMUTATIONS, ROWS, permutations
from syndicheck.fingerprint.shingles import CHARACTERS, SHINGLE_BASE, TOKEN_BASE, WORDS, shingle_hashes
from syndicheck.text import lookalikes, mojibake, tokenise
from syndicheck.text.normal import folded_character
from syndicheck.text.scripts import MARKS, UNSPACED
from syndicheck.text.tokens import POINTS, SAME_LETTER, SHARE_UNSPACED

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHARACTERS_AT_ONCE = 1 << 16
"""Characters of a batch: its arrays stay in the second-level cache. A longer text goes alone, one by one."""

_TABLE = 0x10000
"""Characters that the tables know: those of the Basic Multilingual Plane."""

_BROKEN, _LATIN, _FOREIGN = 1, 2, 4
"""What a character tells of its text: it may be half of a broken sequence, or a letter of one of two alphabets."""

_SEPARATOR, _LETTER, _UNIT, _APOSTROPHE, _SLOW = range(5)
_COMBINES = expression(f"[{MARKS}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
"""Marks, and the letters that Hangul syllables are composed of."""
_WORD_CHARACTER = expression(r"[^\W_]")
_UNSPACED_CHARACTER = expression(f"[{UNSPACED}]")
_MASK64 = (1 << 64) - 1


class Hashed(Struct, frozen=True):
    """The distinct shingle hashes (uint32) of some texts: *i* has ``values[offsets[i]:offsets[i + 1]]``, ascending."""

    values: NDArray[np.uint32]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1


def hash_texts(texts: Iterable[str]) -> Iterator[Hashed]:
    """The distinct shingle hashes of whole texts, in batches, in the order of the texts."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) >= CHARACTERS_AT_ONCE:
            yield _hash_batch(batch)
            batch, size = [], 0
        batch.append(text)
        size += len(text) + 1
    if batch:
        yield _hash_batch(batch)


def signatures(hashed: Hashed) -> NDArray[np.uint32]:
    """One row of 128 minima for each text, the same bits as :func:`~.minhash.signature`."""
    values = hashed.values.copy()
    values ^= values >> np.uint32(16)
    values *= np.uint32(0x85EBCA6B)
    values ^= values >> np.uint32(13)
    values *= np.uint32(0xC2B2AE35)
    values ^= values >> np.uint32(16)
    result = np.full((len(hashed), PERMUTATIONS), 0xFFFFFFFF, dtype=np.uint32)
    filled = np.flatnonzero(np.diff(hashed.offsets))
    if not len(filled):
        return result
    starts = hashed.offsets[:-1][filled]
    multipliers, increments = permutations()
    columns = np.empty((PERMUTATIONS, len(filled)), dtype=np.uint32)
    scratch = np.empty_like(values)
    for slot in range(PERMUTATIONS):
        np.multiply(values, multipliers[slot], out=scratch)
        np.add(scratch, increments[slot], out=scratch)
        np.minimum.reduceat(scratch, starts, out=columns[slot])
    result[filled] = columns.T
    return result


def band_keys(rows: NDArray[np.uint32]) -> NDArray[np.int64]:
    """The 25 keys of each signature, the same as :func:`~.minhash.bands`, which gives none to a text of nothing."""
    slots = rows[:, : BANDS * ROWS].astype(np.uint64).reshape(len(rows), BANDS, ROWS)
    keys = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), (len(rows), BANDS)).copy()
    for row in range(ROWS):
        keys *= np.uint64(BAND_BASE)
        keys += slots[:, :, row]
    _mix64(keys)
    return keys.view(np.int64)


def _mix64(values: NDArray[np.uint64]) -> None:
    """MurmurHash3's ``fmix64``, in place."""
    values ^= values >> np.uint64(33)
    values *= np.uint64(0xFF51AFD7ED558CCD)
    values ^= values >> np.uint64(33)
    values *= np.uint64(0xC4CEB9FE1A85EC53)
    values ^= values >> np.uint64(33)


# ── one batch ─────────────────────────────────────────────────────────────────────────────────────────


def _hash_batch(texts: Sequence[str]) -> Hashed:
    found: dict[int, NDArray[np.uint32]] = {}
    quick = [number for number, text in enumerate(texts) if len(text) < CHARACTERS_AT_ONCE]
    if quick:
        _hash_quickly([texts[number] for number in quick], quick, found)
    parts = [found[n] if n in found else _hash_alone(text) for n, text in enumerate(texts)]
    offsets = np.zeros(len(parts) + 1, dtype=np.int64)
    np.cumsum([len(part) for part in parts], out=offsets[1:])
    return Hashed(np.concatenate(parts) if parts else np.empty(0, np.uint32), offsets)


def _hash_alone(text: str) -> NDArray[np.uint32]:
    return np.unique(np.frombuffer(shingle_hashes(tokenise(text)), dtype=np.uint32))


def _hash_quickly(texts: Sequence[str], numbers: Sequence[int], found: dict[int, NDArray[np.uint32]]) -> None:
    """Hash those of ``texts`` that the tables do for; ``numbers`` are the keys under which they go into ``found``."""
    folds, classes, alphabets = _tables()
    joined = np.frombuffer(("\n".join(texts) + "\n").encode("utf-32-le", "surrogatepass"), dtype="<u4")
    known = np.minimum(joined, _TABLE - 1)
    kinds = classes[known]
    lengths = np.array([len(text) + 1 for text in texts], dtype=np.int64)
    ends = np.cumsum(lengths)
    firsts = ends - lengths
    usable = _usable(texts, joined, kinds, alphabets[known], firsts)
    starts, stops = _tokens(kinds)
    hashes = _token_hashes(folds[known], starts, stops)
    owners = np.searchsorted(ends, starts, side="right")
    bounds = np.searchsorted(owners, np.arange(len(texts) + 1))
    units = np.add.reduceat(np.concatenate((kinds[starts] == _UNIT, [False])).astype(np.int64), bounds[:-1])
    counts = np.diff(bounds)
    unspaced = np.where(counts > 0, units, 0) > SHARE_UNSPACED * counts
    for size, chosen in ((WORDS, ~unspaced), (CHARACTERS, unspaced)):
        if chosen.any():
            _shingle(hashes, owners, bounds, size, np.flatnonzero(chosen & usable), numbers, found)


def _usable(
    texts: Sequence[str],
    joined: NDArray[np.uint32],
    kinds: NDArray[np.uint8],
    alphabets: NDArray[np.uint8],
    firsts: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """For which texts the tables do: each character counts for itself, and nothing is broken or mixed."""
    slow = (kinds == _SLOW) | (joined >= _TABLE)
    usable = ~np.logical_or.reduceat(slow, firsts)
    held = np.bitwise_or.reduceat(alphabets, firsts)
    usable &= (held & (_LATIN | _FOREIGN)) != (_LATIN | _FOREIGN)
    for number in np.flatnonzero(((held & _BROKEN) > 0) & usable).tolist():
        usable[number] = not mojibake.repairs(texts[number])
    return usable


def _tokens(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where tokens begin and end: runs of letters, over single apostrophes between them, and units each for itself."""
    inside = kinds == _LETTER
    joint = kinds == _APOSTROPHE
    joint[1:-1] &= inside[:-2] & inside[2:]
    joint[0] = joint[-1] = False
    inside |= joint
    unit = kinds == _UNIT
    begins = inside.copy()
    begins[1:] &= ~inside[:-1]
    ends = inside.copy()
    ends[:-1] &= ~inside[1:]
    return np.flatnonzero(begins | unit), np.flatnonzero(ends | unit) + 1


def _token_hashes(codes: NDArray[np.uint32], starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.uint64]:
    """``Σ code[i] · BASE^(n-1-i)`` of every token, from sums of ``code[i] · BASE^-i`` up to each place."""
    powers, inverses = _powers()
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * inverses[: len(codes)], out=sums[1:])
    return (sums[stops] - sums[starts]) * powers[stops - 1]


def _shingle(
    hashes: NDArray[np.uint64],
    owners: NDArray[np.int64],
    bounds: NDArray[np.int64],
    size: int,
    chosen: NDArray[np.int64],
    numbers: Sequence[int],
    found: dict[int, NDArray[np.uint32]],
) -> None:
    count = len(hashes) - size + 1
    if count > 0:
        mixed = np.zeros(count, dtype=np.uint64)
        for offset in range(size):
            mixed *= np.uint64(SHINGLE_BASE)
            mixed += hashes[offset : offset + count]
        _mix64(mixed)
        within = owners[:count] == owners[size - 1 :]
        # sorted with the text above and the hash below, neighbours that are equal are repetitions
        keys = (owners[:count][within].astype(np.uint64) << np.uint64(32)) | (mixed[within] >> np.uint64(32))
        keys.sort()
        if len(keys):
            keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
        edges = np.searchsorted(keys, np.arange(len(bounds), dtype=np.uint64) << np.uint64(32))
        values = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    for text in chosen.tolist():
        if count > 0 and edges[text + 1] > edges[text]:
            found[numbers[text]] = values[edges[text] : edges[text + 1]]
        else:
            found[numbers[text]] = _one_shingle(hashes[bounds[text] : bounds[text + 1]])


def _one_shingle(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """A text of fewer tokens than a shingle has is one shingle of all of them."""
    if not len(hashes):
        return np.empty(0, dtype=np.uint32)
    value = np.zeros(1, dtype=np.uint64)
    for token in hashes:
        value *= np.uint64(SHINGLE_BASE)
        value += token
    _mix64(value)
    return (value >> np.uint64(32)).astype(np.uint32)


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8], NDArray[np.uint8]]:
    """What each character becomes, what it is to a token, and what it tells of the alphabets of its text."""
    folds = np.arange(_TABLE, dtype=np.uint32)
    classes = np.full(_TABLE, _SLOW, dtype=np.uint8)
    alphabets = np.zeros(_TABLE, dtype=np.uint8)
    same = {chr(code): chr(other) if isinstance(other, int) else other for code, other in SAME_LETTER.items()}
    for code in range(_TABLE):
        char = chr(code)
        normal = folded_character(char)
        folded = normal.casefold()
        if mojibake.possible(char):
            alphabets[code] |= _BROKEN
        if lookalikes.possible(normal + "a"):
            alphabets[code] |= _FOREIGN
        if lookalikes.possible(normal + "\u0430"):
            alphabets[code] |= _LATIN
        folded = same.get(folded, folded)
        if len(folded) != 1 or ord(folded) >= _TABLE or POINTS.match(folded):
            continue
        if any(unicodedata.category(c)[0] == "M" or _COMBINES.match(c) for c in (char, folded)):
            continue
        folds[code] = ord(folded)
        if _UNSPACED_CHARACTER.match(folded):
            classes[code] = _UNIT
        elif _WORD_CHARACTER.match(folded):
            classes[code] = _LETTER
        else:
            classes[code] = _APOSTROPHE if folded == "'" else _SEPARATOR
    return folds, classes, alphabets


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base of token hashes, and of its inverse mod 2^64."""
    length = 2 * CHARACTERS_AT_ONCE
    inverse = pow(TOKEN_BASE, -1, 1 << 64)
    tables = []
    for base in (TOKEN_BASE, inverse):
        powers = np.empty(length, dtype=np.uint64)
        power = 1
        for exponent in range(length):
            powers[exponent] = power
            power = power * base & _MASK64
        tables.append(powers)
    return tables[0], tables[1]
