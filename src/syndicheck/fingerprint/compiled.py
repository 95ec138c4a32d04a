"""The loops of :mod:`~syndicheck.fingerprint.bulk` and of the comparison in memory, compiled by Numba.

The same bits in a fraction of the time: a character is looked at once, instead of once for each step over whole arrays.
Numba takes half a second to load and, the first time on a machine, some ten to compile; what it made is kept beside
this file or in the user's cache. Nothing needs it; the extra ``compiled`` installs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import njit

from syndicheck.fingerprint.characters import APOSTROPHE, BEGINS_BROKEN, CONTINUES_BROKEN, KIND, LETTER, UNIT
from syndicheck.fingerprint.minhash import PERMUTATIONS
from syndicheck.fingerprint.shingles import CHARACTERS, SHINGLE_BASE, TOKEN_BASE, WORDS
from syndicheck.text.tokens import SHARE_UNSPACED

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TOKEN_BASE, _SHINGLE_BASE = np.uint64(TOKEN_BASE), np.uint64(SHINGLE_BASE)
_FMIX_1, _FMIX_2 = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
_HALF, _MOST = np.uint64(32), np.uint64(33)
_CLASS, _FOLD = np.uint64(16), np.uint64(0xFFFF)
_KIND, _LETTER, _UNIT, _APOSTROPHE = np.uint64(KIND), np.uint64(LETTER), np.uint64(UNIT), np.uint64(APOSTROPHE)
_BEGINS, _BROKEN = np.uint64(BEGINS_BROKEN), np.uint64(BEGINS_BROKEN | CONTINUES_BROKEN)
_FREE = np.uint32(0xFFFFFFFF)
_SLOT_SHIFT = np.uint32(32 - PERMUTATIONS.bit_length() + 1)


@njit(cache=True)
def _run_hash(tokens: Any, first: int, size: int) -> Any:
    value = np.uint64(0)
    for at in range(first, first + size):
        value = value * _SHINGLE_BASE + tokens[at]
    value ^= value >> _MOST
    value *= _FMIX_1
    value ^= value >> _MOST
    value *= _FMIX_2
    value ^= value >> _MOST
    return value >> _HALF


@njit(cache=True)
def shingle_keys(
    characters: NDArray[np.uint32],
    firsts: NDArray[np.int64],
    table: NDArray[np.uint64],
    tokens: NDArray[np.uint64],
    keys: NDArray[np.uint64],
    held: NDArray[np.uint8],
    suspect: NDArray[np.bool_],
) -> int:
    """Write the shingles of some texts into ``keys``, each with the number of its text above and its hash below, and
    return how many these are. ``held`` gets the classes of all characters of a text together, ``suspect`` whether one
    that begins a broken sequence stands before one that goes on with it.

    Text *n* is ``characters[firsts[n]:firsts[n + 1]]``, its last character is a separator. ``table``: what each
    character becomes, with its class above; whole numbers of one kind, which Numba would otherwise mix slowly.
    ``tokens`` and ``keys`` have room for one a character.
    """
    written = 0
    for text in range(len(firsts) - 1):
        seen, count, units = np.uint64(0), 0, 0
        at, stop = firsts[text], firsts[text + 1]
        while at < stop:
            entry = table[characters[at]]
            seen |= entry
            kind = entry >> _CLASS & _KIND
            if kind == _LETTER:
                word = np.uint64(0)
                while kind == _LETTER:
                    word = word * _TOKEN_BASE + (entry & _FOLD)
                    at += 1
                    entry = table[characters[at]]
                    seen |= entry
                    kind = entry >> _CLASS & _KIND
                    if kind == _APOSTROPHE and at + 1 < stop:
                        following = table[characters[at + 1]]
                        if following >> _CLASS & _KIND == _LETTER:
                            word = word * _TOKEN_BASE + (entry & _FOLD)
                            at += 1
                            entry, kind = following, _LETTER
                            seen |= entry
                tokens[count] = word
                count += 1
            else:
                if kind == _UNIT:
                    tokens[count] = entry & _FOLD
                    count += 1
                    units += 1
                at += 1
        held[text] = seen >> _CLASS
        if held[text] & BEGINS_BROKEN:
            for at in range(firsts[text], stop - 1):
                if table[characters[at]] >> _CLASS & _BEGINS and table[characters[at + 1]] >> _CLASS & _BROKEN:
                    suspect[text] = True
        size = min(count, CHARACTERS if units > SHARE_UNSPACED * count else WORDS)
        owner = np.uint64(text) << _HALF
        for first in range(count - size + 1 if size else 0):
            keys[written] = owner | _run_hash(tokens, first, size)
            written += 1
    return written


@njit(cache=True)
def slot_rows(values: NDArray[np.uint32], offsets: NDArray[np.int64], lenders: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The rows of :func:`~syndicheck.fingerprint.bulk.slots`, as one array."""
    count = len(offsets) - 1
    rows = np.full(count * PERMUTATIONS, _FREE, np.uint32)
    own = np.empty(PERMUTATIONS, np.uint32)
    for text in range(count):
        row = rows[text * PERMUTATIONS : (text + 1) * PERMUTATIONS]
        for at in range(offsets[text + 1] - 1, offsets[text] - 1, -1):
            row[values[at] >> _SLOT_SHIFT] = values[at]  # ascending: the first of a range comes last and stays
        if offsets[text + 1] == offsets[text]:
            continue
        own[:] = row
        for slot in range(PERMUTATIONS):
            attempt = 0
            while row[slot] == _FREE and attempt < len(lenders):
                row[slot] = own[lenders[attempt, slot]]
                attempt += 1
    return rows


@njit(cache=True)
def common_counts(
    pairs: NDArray[np.int64], values: NDArray[np.uint32], firsts: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many hashes the two texts of each pair have in common; those of a text are in ascending order."""
    common = np.zeros(len(pairs), np.int64)
    for number in range(len(pairs)):
        a, b = firsts[pairs[number, 0]], firsts[pairs[number, 1]]
        a_stop, b_stop = a + sizes[pairs[number, 0]], b + sizes[pairs[number, 1]]
        found = 0
        while a < a_stop and b < b_stop:  # without a branch that the processor would have to guess
            one, other = values[a], values[b]
            found += one == other
            a += one <= other
            b += other <= one
        common[number] = found
    return common
