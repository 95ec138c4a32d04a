"""Many texts at once: raw text to shingle hashes, signatures and bands, without a Python object for any token.

The bits are those of the path for one text (:func:`~syndicheck.text.tokenise`,
:func:`~syndicheck.fingerprint.shingles.shingle_hashes`, :func:`~syndicheck.fingerprint.minhash.signature`). Both hashes
are linear, so that prefix sums over a whole batch of characters give the hash of every token, and five additions that
of every shingle. Texts that need more than a table of single characters (combining marks, invisible characters, broken
encodings, two alphabets in one word) are tokenised one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from syndicheck.fingerprint.characters import (
    APOSTROPHE,
    BEGINS_BROKEN,
    CONTINUES_BROKEN,
    KIND,
    LETTER,
    UNIT,
    UNUSABLE,
    places,
    tables,
    usable_by,
    whole_table,
)
from syndicheck.fingerprint.minhash import BAND_BASE, BANDS, PERMUTATIONS, ROWS, permutations
from syndicheck.fingerprint.shingles import CHARACTERS, SHINGLE_BASE, TOKEN_BASE, WORDS, shingle_hashes
from syndicheck.text import mojibake, tokenise
from syndicheck.text.tokens import SHARE_UNSPACED

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHARACTERS_AT_ONCE = 1 << 16
"""Characters of a batch: its arrays stay in the second-level cache. A longer text goes alone, one by one."""

LOANS = 512
"""How often an empty slot of :func:`slots` tries to borrow: a text of one shingle is found by nearly all of them."""

_FREE = 0xFFFFFFFF
"""A slot that holds nothing."""

_MASK64 = (1 << 64) - 1


class Hashed(Struct, frozen=True):
    """The distinct shingle hashes (uint32) of some texts: *i* has ``values[offsets[i]:offsets[i + 1]]``, ascending."""

    values: NDArray[np.uint32]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1


def hash_texts(texts: Iterable[str], *, compiled: bool = False) -> Iterator[Hashed]:
    """The distinct shingle hashes of whole texts, in batches, in the order of the texts.

    ``compiled``: by the loops of :mod:`~syndicheck.fingerprint.compiled`, which need Numba.
    """
    hash_batch = _hasher() if compiled else _hash_batch
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) >= CHARACTERS_AT_ONCE:
            yield hash_batch(batch)
            batch, size = [], 0
        batch.append(text)
        size += len(text) + 1
    if batch:
        yield hash_batch(batch)


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


def slots(hashed: Hashed, *, compiled: bool = False) -> NDArray[np.uint32]:
    """One row of 128 minima for each text by one permutation (Li, Owen and Zhang 2012): the hashes themselves are cut
    into 128 ranges by their upper bits, and each range gives its least. Ranges without any borrow from others
    (Shrivastava 2017), so that two rows agree in a slot with the probability of their resemblance.

    Made in a tenth of the time of :func:`signatures`, for comparisons in memory; nothing else knows such rows.
    """
    values, texts = hashed.values, len(hashed)
    if compiled:
        from syndicheck.fingerprint.compiled import slot_rows

        found: NDArray[np.uint32] = slot_rows(values, hashed.offsets, _lenders())
        return found.reshape(texts, PERMUTATIONS)
    rows = np.full(texts * PERMUTATIONS, _FREE, dtype=np.uint32)
    sizes = np.diff(hashed.offsets)
    places = np.repeat(np.arange(texts) * PERMUTATIONS, sizes)
    places += values >> np.uint32(32 - PERMUTATIONS.bit_length() + 1)
    first = np.ones(len(places), dtype=np.bool_)
    np.not_equal(places[1:], places[:-1], out=first[1:])
    rows[places[first]] = values[first]  # they are in order: the first of a range is its least
    open_places = np.flatnonzero(rows == _FREE)
    open_places = open_places[np.repeat(sizes > 0, PERMUTATIONS)[open_places]]
    filled = rows.copy()
    for lenders in _lenders():
        if not len(open_places):
            break
        slot = open_places & (PERMUTATIONS - 1)
        lent = rows[open_places - slot + lenders[slot]]
        filled[open_places] = lent
        open_places = open_places[lent == _FREE]
    return filled.reshape(texts, PERMUTATIONS)


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
    quick = [number for number, text in enumerate(texts) if len(text) < CHARACTERS_AT_ONCE]
    plain = [number for number in quick if texts[number].isascii()]
    found: dict[int, NDArray[np.uint32]] = {}
    for numbers in (plain, [number for number in quick if not texts[number].isascii()]):
        if numbers:
            hashed, others = _hash_quickly([texts[number] for number in numbers], plain=numbers is plain)
            if len(numbers) == len(texts) and not others:
                return hashed
            values = np.split(hashed.values, hashed.offsets[1:-1])
            for place, number in enumerate(numbers):
                one = others.get(place, values[place])
                if one is not None:
                    found[number] = one
    return _together([found[n] if n in found else _hash_alone(text) for n, text in enumerate(texts)])


def _together(parts: Sequence[NDArray[np.uint32]]) -> Hashed:
    offsets = np.zeros(len(parts) + 1, dtype=np.int64)
    np.cumsum([len(part) for part in parts], out=offsets[1:])
    return Hashed(np.concatenate(parts), offsets)


def _hasher() -> Callable[[Sequence[str]], Hashed]:
    """:func:`_hash_batch` by compiled loops; it keeps the room in which it works."""
    from syndicheck.fingerprint.compiled import shingle_keys

    room = np.empty((2, 2 * CHARACTERS_AT_ONCE), dtype=np.uint64)

    def hash_batch(texts: Sequence[str]) -> Hashed:
        joined = "\n".join(texts) + "\n"
        firsts = np.zeros(len(texts) + 1, dtype=np.int64)
        np.cumsum([len(text) + 1 for text in texts], out=firsts[1:])
        held, suspect = np.zeros(len(texts), dtype=np.uint8), np.zeros(len(texts), dtype=np.bool_)
        tokens, keys = room if len(joined) <= room.shape[1] else np.empty((2, len(joined)), dtype=np.uint64)
        count = shingle_keys(places(joined), firsts, whole_table(), tokens, keys, held, suspect)
        hashed = _distinct(keys[:count], len(texts))
        usable = usable_by(held)
        for number in np.flatnonzero(suspect & usable).tolist():
            usable[number] = not mojibake.repairs(texts[number])
        if usable.all():
            return hashed
        parts = np.split(hashed.values, hashed.offsets[1:-1])
        for number in np.flatnonzero(~usable).tolist():
            parts[number] = _hash_alone(texts[number])
        return _together(parts)

    return hash_batch


def _hash_alone(text: str) -> NDArray[np.uint32]:
    return np.unique(np.frombuffer(shingle_hashes(tokenise(text)), dtype=np.uint32))


def _hash_quickly(texts: Sequence[str], *, plain: bool) -> tuple[Hashed, dict[int, NDArray[np.uint32] | None]]:
    """Hash texts by tables; ``plain`` ones are ASCII, for which bytes are tables enough.

    The other result has the texts of which that is not true: their hashes where they are made of other shingles,
    ``None`` where the tables do not do.
    """
    joined = "\n".join(texts) + "\n"
    firsts = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=firsts[1:])
    kinds, codes, usable = _looked_up(texts, joined, firsts[:-1], plain)
    starts, stops = _tokens(kinds)
    hashes = _token_hashes(codes, starts, stops)
    bounds = np.searchsorted(starts, firsts)
    counts = np.diff(bounds)
    owners = np.repeat(np.arange(len(texts)), counts)
    hashed = _shingled(hashes, owners, len(texts), WORDS)
    others: dict[int, NDArray[np.uint32] | None] = {}
    short = counts < WORDS
    if not plain:
        sums = np.zeros(len(starts) + 1, dtype=np.int64)
        np.cumsum(kinds[starts] == UNIT, out=sums[1:])
        unspaced = sums[bounds[1:]] - sums[bounds[:-1]] > SHARE_UNSPACED * counts
        if unspaced.any():
            by_character = _shingled(hashes, owners, len(texts), CHARACTERS)
            offsets = by_character.offsets.tolist()
            others.update(
                (n, by_character.values[offsets[n] : offsets[n + 1]]) for n in np.flatnonzero(unspaced).tolist()
            )
            short |= unspaced & (counts < CHARACTERS)
    for number in np.flatnonzero(short & (counts > 0)).tolist():
        others[number] = _one_shingle(hashes[bounds[number] : bounds[number + 1]])
    others.update(dict.fromkeys(np.flatnonzero(~usable).tolist()))
    return hashed, others


def _looked_up(
    texts: Sequence[str], joined: str, firsts: NDArray[np.int64], plain: bool
) -> tuple[NDArray[np.uint8], NDArray[Any], NDArray[np.bool_]]:
    """What each character is to a token, what it becomes, and for which texts that is enough: each character counts for
    itself, and nothing is broken or mixed.
    """
    folds, classes = tables()
    if plain:
        written = joined.encode("ascii")
        told = np.frombuffer(written.translate(classes[:256].tobytes()), dtype=np.uint8)
        codes = np.frombuffer(written.translate(folds[:256].astype(np.uint8).tobytes()), dtype=np.uint8)
        if not (told & UNUSABLE).any():
            return told & KIND, codes, np.ones(len(texts), dtype=np.bool_)
        return told & KIND, codes, np.bitwise_or.reduceat(told, firsts) & UNUSABLE == 0
    known = places(joined)
    told = classes.take(known)
    held = np.bitwise_or.reduceat(told, firsts)
    usable = usable_by(held)
    if (held & BEGINS_BROKEN).any():
        first = np.flatnonzero(told & BEGINS_BROKEN)
        first = first[told[first + 1] & (BEGINS_BROKEN | CONTINUES_BROKEN) > 0]
        for number in np.unique(np.searchsorted(firsts, first, side="right") - 1).tolist():
            usable[number] &= not mojibake.repairs(texts[number])
    return told & KIND, folds.take(known), usable


def _tokens(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where tokens begin and end: runs of letters, over single apostrophes between them, and units each for itself.
    The last character is none of a token.
    """
    inside = np.zeros(len(kinds) + 1, dtype=np.bool_)  # with one before the first
    np.equal(kinds, LETTER, out=inside[1:])
    joints = np.flatnonzero(kinds == APOSTROPHE) + 1
    inside[joints[inside[joints - 1] & inside[np.minimum(joints + 1, len(kinds))]]] = True
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, stops = edges[::2], edges[1::2]
    units = np.flatnonzero(kinds == UNIT)
    if not len(units):
        return starts, stops
    starts, stops = np.concatenate((starts, units)), np.concatenate((stops, units + 1))
    order = np.argsort(starts)
    return starts[order], stops[order]


def _token_hashes(codes: NDArray[Any], starts: NDArray[np.int64], stops: NDArray[np.int64]) -> NDArray[np.uint64]:
    """``Σ code[i] · BASE^(n-1-i)`` of every token, from sums of ``code[i] · BASE^-i`` up to each place."""
    powers, inverses = _powers()
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.multiply(codes, inverses[: len(codes)], out=sums[1:])
    np.cumsum(sums, out=sums)
    hashes = sums[stops]
    hashes -= sums[starts]
    hashes *= powers[stops - 1]
    return hashes


def _shingled(hashes: NDArray[np.uint64], owners: NDArray[np.int64], texts: int, size: int) -> Hashed:
    """The distinct hashes of all runs of ``size`` tokens that lie in one text."""
    count = len(hashes) - size + 1
    if count <= 0:
        return Hashed(np.empty(0, dtype=np.uint32), np.zeros(texts + 1, dtype=np.int64))
    mixed = hashes[:count].copy()
    for offset in range(1, size):
        mixed *= np.uint64(SHINGLE_BASE)
        mixed += hashes[offset : offset + count]
    _mix64(mixed)
    mixed >>= np.uint64(32)
    # sorted with the text above and the hash below, neighbours that are equal are repetitions
    mixed |= owners[:count].astype(np.uint64) << np.uint64(32)
    return _distinct(mixed[owners[:count] == owners[size - 1 :]], texts)


def _distinct(keys: NDArray[np.uint64], texts: int) -> Hashed:
    """Hashes of texts, the text above and the hash below, each once; ``keys`` are sorted in place."""
    keys.sort()
    different = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=different[1:])
    keys = keys[different]
    edges = np.searchsorted(keys, np.arange(texts + 1, dtype=np.uint64) << np.uint64(32))
    return Hashed(keys.astype(np.uint32), edges)


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
def _lenders() -> NDArray[np.int64]:
    """From which slot an empty one borrows, one row an attempt; the same for every text, else they could not agree."""
    numbers = np.arange(1, LOANS * PERMUTATIONS + 1, dtype=np.uint64)
    _mix64(numbers)
    return (numbers % np.uint64(PERMUTATIONS)).astype(np.int64).reshape(LOANS, PERMUTATIONS)


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
