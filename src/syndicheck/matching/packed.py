"""The anchors of a text in few bytes, so that what is looked at again and again need not be read again.

To find the anchors of a text takes longer than to compare it, and a new article is looked at beside a hundred texts in
other languages. The bytes hold what stands in the text; what an anchor weighs comes from a ``Background``, as ever.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import accumulate, pairwise
from sys import intern
from typing import NamedTuple

from msgspec import DecodeError, ValidationError, msgpack

from syndicheck.fingerprint import ANCHORS_VERSION
from syndicheck.language import primary
from syndicheck.matching.background import Background
from syndicheck.matching.weighed import AnchoredText, weighed

MOST = 1 << 26
"""Bytes that anchors may have when unpacked."""

_BETWEEN = "\n"


class _Anchors(NamedTuple):
    """``kinds`` and ``names`` make up the keys, in the order in which they stand first; ``steps`` leads from one first
    place to the next. ``further`` tells of each that stands in more places how many numbers on from the one before it
    comes, in how many more it stands, and the steps that lead there.
    """

    version: int
    lang: str
    length: float
    kinds: str
    names: str
    steps: Sequence[int]
    further: Sequence[int]


_decoder = msgpack.Decoder(_Anchors)


def packed(text: AnchoredText, lang: str | None) -> bytes:
    """The anchors of a text that was read in a language, without its pivot words. They take two thirds of the room of a
    page of news.
    """
    starts, firsts = text.starts, text.firsts
    found = _Anchors(
        ANCHORS_VERSION,
        lang or "",
        text.length,
        "".join([key[0] for key in text.numbers]),
        _BETWEEN.join([key[2:] for key in text.numbers]),
        _steps([starts[first] for first in firsts[:-1]]),
        _further(text),
    )
    return zlib.compress(msgpack.encode(found))


def _steps(places: Sequence[int], start: int = 0) -> list[int]:
    return [two - one for one, two in pairwise((start, *places))]


def _further(text: AnchoredText) -> list[int]:
    found: list[int] = []
    before = 0
    for number, (first, last) in enumerate(pairwise(text.firsts)):
        if last - first > 1:
            found += (number - before, last - first - 1, *_steps(text.starts[first + 1 : last], text.starts[first]))
            before = number
    return found


def unpacked(data: bytes, lang: str | None, background: Background) -> AnchoredText | None:
    """The text that was packed, where its anchors stand but not where they end. ``None``: it was read in another
    language, by a program that found other anchors, or these are none.
    """
    try:
        inflate = zlib.decompressobj()
        found = _decoder.decode(inflate.decompress(data, MOST))
        if not inflate.eof or (found.version, found.lang) != (ANCHORS_VERSION, lang or ""):
            return None
        return _weighed(found, background)
    except (zlib.error, DecodeError, ValidationError, ValueError, IndexError, OverflowError, TypeError):
        return None


def _weighed(found: _Anchors, background: Background) -> AnchoredText:
    names = found.names.split(_BETWEEN) if found.kinds else []
    keys = [intern(f"{kind}:{name}") for kind, name in zip(found.kinds, names, strict=True)]
    if len(set(keys)) != len(found.steps):
        raise ValueError("not as many anchors as places")
    starts = list(accumulate(found.steps))
    firsts: Sequence[int] = range(len(keys) + 1)
    if found.further:
        starts, firsts = _all_places(starts, found.further)
    return weighed(primary(found.lang), found.length, keys, starts, firsts, background)


def _all_places(first_places: Sequence[int], further: Sequence[int]) -> tuple[list[int], list[int]]:
    """The places of all anchors one after the other, and where those of each begin."""
    starts: list[int] = []
    firsts = [0]
    done = at = 0
    while at < len(further):
        number, count = done - 1 + further[at] if at else further[at], further[at + 1]
        if number < done or count < 1:
            raise ValueError("not in order")
        starts += first_places[done : number + 1]
        firsts += range(firsts[-1] + 1, len(starts))
        starts += list(accumulate(further[at + 2 : at + 2 + count], initial=first_places[number]))[1:]
        firsts.append(len(starts))
        done, at = number + 1, at + 2 + count
    starts += first_places[done:]
    firsts += range(firsts[-1] + 1, len(starts) + 1)
    return starts, firsts
