"""Loops over words that are left to C, against the loops (lineage)."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from syndicheck.provenance import slips, wordings

RUNS = st.lists(st.integers(0, 12), max_size=60)


def places_apart(ordered: Sequence[int], other: frozenset[int]) -> int:
    """In how many places a text has something that another has not, run by run."""
    places = missing = common = 0
    for gram in ordered:
        if gram in other:
            common += 1
            if common > wordings.GRAM:
                missing = 0
        else:
            common = 0
            missing += 1
            places += missing == wordings.GRAM
    return places


@given(RUNS, st.frozensets(st.integers(0, 12)))
def test_places_apart(ordered: list[int], other: frozenset[int]) -> None:
    assert wordings._places(ordered, other) == places_apart(ordered, other)


def surroundings(keys: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Each word by the two before and the two behind it, where these come once."""
    seen: dict[tuple[str, ...], list[str]] = {}
    for at in range(2, len(keys) - 2):
        seen.setdefault((*keys[at - 2 : at], *keys[at + 1 : at + 3]), []).append(keys[at])
    return {context: words[0] for context, words in seen.items() if len(words) == 1}


@given(st.lists(st.sampled_from("abc"), max_size=25))
def test_words_by_their_surroundings(keys: list[str]) -> None:
    found = slips._places(keys)
    assert list(found.items()) == list(surroundings(keys).items())
