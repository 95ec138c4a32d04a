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
from typing import TYPE_CHECKING, Any

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

LOANS = 512
"""How often an empty slot of :func:`slots` tries to borrow: a text of one shingle is found by nearly all of them."""

_FREE = 0xFFFFFFFF
"""A slot that holds nothing."""

_TABLE = 0x10000
"""Characters that the tables know: those of the Basic Multilingual Plane."""

_KIND = np.uint8(7)
"""The bits of a character's class that say what it is to a token."""

_BROKEN, _CONTINUES, _LATIN, _FOREIGN, _UNUSABLE = 8, 16, 32, 64, 128
"""What it tells of its text: it may begin a broken sequence, or go on with one, is a letter of one of two alphabets, or
does not count for itself."""

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


def slots(hashed: Hashed) -> NDArray[np.uint32]:
    """One row of 128 minima for each text by one permutation (Li, Owen and Zhang 2012): the hashes themselves are cut
    into 128 ranges by their upper bits, and each range gives its least. Ranges without any borrow from others
    (Shrivastava 2017), so that two rows agree in a slot with the probability of their resemblance.

    Made in a tenth of the time of :func:`signatures`, for comparisons in memory; nothing else knows such rows.
    """
    values, texts = hashed.values, len(hashed)
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
    parts = [found[n] if n in found else _hash_alone(text) for n, text in enumerate(texts)]
    offsets = np.zeros(len(parts) + 1, dtype=np.int64)
    np.cumsum([len(part) for part in parts], out=offsets[1:])
    return Hashed(np.concatenate(parts), offsets)


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
        np.cumsum(kinds[starts] == _UNIT, out=sums[1:])
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
    folds, classes = _tables()
    if plain:
        written = joined.encode("ascii")
        told = np.frombuffer(written.translate(classes[:256].tobytes()), dtype=np.uint8)
        codes = np.frombuffer(written.translate(folds[:256].astype(np.uint8).tobytes()), dtype=np.uint8)
        if not (told & _UNUSABLE).any():
            return told & _KIND, codes, np.ones(len(texts), dtype=np.bool_)
        return told & _KIND, codes, np.bitwise_or.reduceat(told, firsts) & _UNUSABLE == 0
    known: NDArray[np.uint16] = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if len(known) != len(joined):  # the last character does for all that the tables do not know
        wide = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        known = np.minimum(wide, _TABLE - 1).astype(np.uint16)
    told = classes.take(known)
    held = np.bitwise_or.reduceat(told, firsts)
    usable = (held & _UNUSABLE == 0) & (held & (_LATIN | _FOREIGN) != (_LATIN | _FOREIGN))
    if (held & _BROKEN).any():
        first = np.flatnonzero(told & _BROKEN)
        first = first[told[first + 1] & (_BROKEN | _CONTINUES) > 0]
        for number in np.unique(np.searchsorted(firsts, first, side="right") - 1).tolist():
            usable[number] &= not mojibake.repairs(texts[number])
    return told & _KIND, folds.take(known), usable


def _tokens(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where tokens begin and end: runs of letters, over single apostrophes between them, and units each for itself.
    The last character is none of a token.
    """
    inside = np.zeros(len(kinds) + 1, dtype=np.bool_)  # with one before the first
    np.equal(kinds, _LETTER, out=inside[1:])
    joints = np.flatnonzero(kinds == _APOSTROPHE) + 1
    inside[joints[inside[joints - 1] & inside[np.minimum(joints + 1, len(kinds))]]] = True
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, stops = edges[::2], edges[1::2]
    units = np.flatnonzero(kinds == _UNIT)
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
    keys = mixed[owners[:count] == owners[size - 1 :]]
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
def _tables() -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """What each character becomes; what it is to a token, with what it tells of its text."""
    folds = np.arange(_TABLE, dtype=np.uint16)
    classes = np.full(_TABLE, _SLOW, dtype=np.uint8)
    traits = np.zeros(_TABLE, dtype=np.uint8)
    same = {chr(code): chr(other) if isinstance(other, int) else other for code, other in SAME_LETTER.items()}
    for code in range(_TABLE):
        char = chr(code)
        normal = folded_character(char)
        folded = normal.casefold()
        if mojibake.possible(char):
            traits[code] |= _BROKEN
        if mojibake.continues(char):
            traits[code] |= _CONTINUES
        if lookalikes.possible(normal + "a"):
            traits[code] |= _FOREIGN
        if lookalikes.possible(normal + "\u0430"):
            traits[code] |= _LATIN
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
    classes[-1] = _SLOW  # stands for everything beyond
    traits[classes == _SLOW] |= _UNUSABLE
    return folds, classes | traits


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
