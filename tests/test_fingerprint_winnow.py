"""Winnowing and sketches: the guarantee, against brute force."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence

import numpy as np  # noqa: F401  (loaded, so that the vector path is taken)
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_fingerprint_shingles import Tokens

from syndicheck.fingerprint.shingles import shingle_hashes
from syndicheck.fingerprint.sketch import GUARANTEED_CHARACTERS, GUARANTEED_WORDS, sketch
from syndicheck.fingerprint.winnow import winnow


def by_definition(hashes: Sequence[int], window: int) -> set[int]:
    """Robust winnowing as printed in the paper (figure 5), windows one by one, positions and all."""
    kept: set[int] = set()
    last = -1
    for start in range(len(hashes) - window + 1):
        least = min(hashes[start : start + window])
        if start <= last and hashes[last] == least:
            continue
        last = max(i for i in range(start, start + window) if hashes[i] == least)
        kept.add(hashes[last])
    return kept


@given(st.lists(st.integers(0, 30), min_size=13, max_size=120), st.integers(1, 13))
def test_same_values_as_robust_winnowing(hashes: list[int], window: int) -> None:
    assert set(winnow(hashes, window)) == by_definition(hashes, window)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=60), st.integers(1, 20))
def test_sorted_distinct_and_from_the_text(hashes: list[int], window: int) -> None:
    kept = winnow(hashes, window)
    assert list(kept) == sorted(set(kept))
    assert set(kept) <= set(hashes)
    assert bool(kept) == bool(hashes)


@given(st.lists(st.integers(0, 2**32 - 1), min_size=64, max_size=200), st.integers(1, 20))
def test_the_same_with_and_without_numpy(hashes: list[int], window: int) -> None:
    plain = tuple(sorted({min(hashes[i : i + window]) for i in range(len(hashes) - window + 1)}))
    assert winnow(hashes, window) == plain
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "numpy", raising=False)
        assert winnow(hashes, window) == plain


def test_a_window_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        winnow([1, 2, 3], 0)


@given(st.integers(0, 10_000), st.booleans())
def test_a_shared_run_of_guaranteed_length_shares_a_fingerprint(seed: int, unspaced: bool) -> None:
    rng = random.Random(seed)
    length = GUARANTEED_CHARACTERS if unspaced else GUARANTEED_WORDS
    shared = [f"s{rng.randrange(50)}" for _ in range(length)]

    def wrap(mark: str) -> Tokens:
        before = [f"{mark}{rng.randrange(40)}" for _ in range(rng.randrange(120))]
        after = [f"{mark}{rng.randrange(40)}" for _ in range(rng.randrange(120))]
        return Tokens(before + shared + after, unspaced)

    a, b = sketch(wrap("a")), sketch(wrap("b"))
    assert set(a.fingerprints) & set(b.fingerprints)


def test_fingerprints_are_few() -> None:
    rng = random.Random(0)
    body = sketch(Tokens([str(rng.random()) for _ in range(5_000)]))
    assert len(body.fingerprints) / body.shingles == pytest.approx(1 / 6, rel=0.1)


def test_short_bodies_keep_every_shingle() -> None:
    tokens = Tokens([str(n) for n in range(40)])
    assert sketch(tokens).fingerprints == tuple(sorted(set(shingle_hashes(tokens))))


def test_sketch_of_nothing() -> None:
    empty = sketch(Tokens([]))
    assert (empty.shingles, empty.fingerprints, empty.tokens) == (0, (), 0)


def test_one_word_a_thousand_times_is_one_shingle() -> None:
    body = sketch(Tokens(["ha"] * 1_000))
    assert (body.shingles, len(body.fingerprints), body.tokens) == (1, 1, 1_000)


def test_body_hash_sees_words_and_their_boundaries() -> None:
    def of(*keys: str) -> str:
        return sketch(Tokens(list(keys))).body_hash

    assert of("a", "b") == of("a", "b")
    assert len({of("a", "b"), of("ab"), of("b", "a"), of("a"), of()}) == 5
    assert len(of("a")) == 32
    assert of("\ud800")  # a lone surrogate in a hostile text is a token like any other
