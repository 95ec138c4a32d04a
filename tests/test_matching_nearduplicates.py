"""Near-duplicates in bulk, against all pairs by brute force."""

from __future__ import annotations

import random
import sys
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from syndicheck.fingerprint.shingles import shingle_hashes
from syndicheck.matching.nearduplicates import (
    BUCKET,
    PAIRS_AT_ONCE,
    _common_in_groups,
    _common_of_each,
    near_duplicates,
)
from syndicheck.text import tokenise

WORDS = (
    "harbour board granary brewer lease winter ferry price mayor council pier town river bridge school teacher market "
    "baker bread flour mill wind sail boat captain crew storm light house tower clock bell church square street lamp"
).split()


def article(rng: random.Random, words: int = 160) -> list[str]:
    return [rng.choice(WORDS) + str(rng.randrange(40)) for _ in range(words)]


def edited(words: list[str], rng: random.Random, changes: int) -> list[str]:
    words = list(words)
    for _ in range(changes):
        words[rng.randrange(len(words))] = rng.choice(WORDS)
    return words


@pytest.fixture(scope="module")
def texts() -> list[str]:
    rng = random.Random(5)
    found: list[str] = []
    for _ in range(60):
        base = article(rng)
        found += [" ".join(edited(base, rng, changes)) for changes in (0, 1, 3, 6, 9, 14, 30)]
    rng.shuffle(found)
    return [*found, "", " ", "one two", "one two"]


def brute(texts: list[str], wanted: float) -> dict[tuple[int, int], float]:
    sets = [set(shingle_hashes(tokenise(text))) for text in texts]
    found = {}
    for a in range(len(sets)):
        for b in range(a + 1, len(sets)):
            if sets[a] and sets[b]:
                share = len(sets[a] & sets[b]) / len(sets[a] | sets[b])
                if share >= wanted:
                    found[a, b] = share
    return found


@pytest.fixture(scope="module")
def shares(texts: list[str]) -> dict[tuple[int, int], float]:
    return brute(texts, 0.7)


@pytest.mark.parametrize("wanted", [0.7, 0.85, 1.0])
def test_against_all_pairs(texts: list[str], shares: dict[tuple[int, int], float], wanted: float) -> None:
    true = {pair: share for pair, share in shares.items() if share >= wanted}
    found = {(pair.a, pair.b): pair.resemblance for pair in near_duplicates(texts, wanted)}
    assert set(found) <= set(true)
    assert len(found) >= 0.985 * len(true)
    for pair, share in found.items():
        assert share == pytest.approx(true[pair])


@pytest.mark.parametrize("words", [6, 12, 25, 60])
def test_short_texts(words: int) -> None:
    rng = random.Random(words)
    bases = [article(rng, words) for _ in range(60)]
    texts = [" ".join(part) for base in bases for part in (base, base[1:], base[:-1], [*base, "more"], base[2:])]
    true = brute(texts, 0.6)
    found = {(pair.a, pair.b) for pair in near_duplicates(texts, 0.6)}
    assert len(true) >= 60
    assert found <= set(true)
    assert len(found) >= 0.97 * len(true)


@pytest.mark.parametrize("count", [_common_in_groups, _common_of_each])
def test_what_pairs_have_in_common(count: Callable[..., Any]) -> None:
    rng = random.Random(3)
    sets = [sorted(rng.sample(range(2**32 - 900, 2**32), rng.randrange(300))) for _ in range(40)]
    pairs = np.array(sorted({tuple(sorted(rng.sample(range(40), 2))) for _ in range(200)}))
    sizes = np.array([len(one) for one in sets])
    values = np.array([value for one in sets for value in one], dtype=np.uint32)
    groups = [np.zeros(len(pairs), dtype=np.int64)] if count is _common_in_groups else []
    found = count(pairs, *groups, values, np.cumsum(sizes) - sizes, sizes)
    assert found.tolist() == [len(set(sets[a]) & set(sets[b])) for a, b in pairs.tolist()]


def test_many_small_groups_and_a_large_one_between_them() -> None:
    rng = random.Random(8)
    large = article(rng, 80)
    texts = []
    for n in range(150):
        base = article(rng, 80)
        texts += [" ".join(base), " ".join(edited(base, rng, 2)), " ".join(edited(large, rng, n % 4))]
    pairs = {(pair.a, pair.b): pair.resemblance for pair in near_duplicates(texts)}
    assert len(pairs) > PAIRS_AT_ONCE
    true = brute(texts, 0.7)
    assert len(pairs) >= 0.999 * len(true)
    assert pairs == pytest.approx({pair: true[pair] for pair in pairs})


def test_compiled_the_same(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    for wanted in (0.3, 0.7):
        assert near_duplicates(texts, wanted, compiled=True) == near_duplicates(texts, wanted, compiled=False)
    monkeypatch.setattr("syndicheck.matching.nearduplicates.MANY", len(texts))
    monkeypatch.delitem(sys.modules, "syndicheck.fingerprint.compiled")
    near_duplicates(texts[1:])
    assert "syndicheck.fingerprint.compiled" not in sys.modules
    assert near_duplicates(iter(texts)) == near_duplicates(texts, compiled=False)
    assert "syndicheck.fingerprint.compiled" in sys.modules


def test_without_numba_nothing_is_compiled(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndicheck.matching.nearduplicates.MANY", 1)
    monkeypatch.setattr("syndicheck.matching.nearduplicates.find_spec", lambda name: None)
    monkeypatch.delitem(sys.modules, "syndicheck.fingerprint.compiled", raising=False)
    assert near_duplicates(texts)
    assert "syndicheck.fingerprint.compiled" not in sys.modules


def test_in_order_and_each_once(texts: list[str]) -> None:
    found = [(pair.a, pair.b) for pair in near_duplicates(texts)]
    assert found == sorted(set(found))
    assert all(a < b for a, b in found)


def test_a_thousand_copies_stay_connected() -> None:
    text = " ".join(article(random.Random(1)))
    found = near_duplicates([text] * (3 * BUCKET))
    assert {pair.b for pair in found if pair.a == 0} == set(range(1, 3 * BUCKET))


def test_all_pairs_of_two_groups_of_equal_texts() -> None:
    rng = random.Random(4)
    base = article(rng)
    one, other = " ".join(base), " ".join(edited(base, rng, 2))
    texts = [one, other] * (BUCKET - 60) + [other, "", one] * 40
    found = {(pair.a, pair.b): pair.resemblance for pair in near_duplicates(texts)}
    true = brute(texts, 0.7)
    assert len(true) > len(texts) ** 2 // 4
    assert found == pytest.approx(true)


def test_of_many_equal_texts_each_is_paired_with_the_first_of_both_groups() -> None:
    rng = random.Random(6)
    base = article(rng)
    one, other = " ".join(base), " ".join(edited(base, rng, 2))
    texts = [one] * (BUCKET + 30) + [other] * (BUCKET + 20)
    found = {(pair.a, pair.b) for pair in near_duplicates(texts)}
    places = [*range(BUCKET + 30), *range(BUCKET + 20)]
    assert found == {
        (a, b) for a in range(len(texts)) for b in range(a + 1, len(texts)) if min(places[a], places[b]) < BUCKET
    }


def test_many_equal_texts_take_no_more_room_than_their_pairs() -> None:
    text = " ".join(article(random.Random(1)))
    near_duplicates([text])
    tracemalloc.start()
    try:
        found = near_duplicates([text] * (5 * BUCKET))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 400 * len(found)


@pytest.mark.parametrize("wanted", [0.0, -1.0, 1.1])
def test_a_resemblance_that_is_none(wanted: float) -> None:
    with pytest.raises(ValueError, match="resemblance"):
        near_duplicates(["a"], wanted)


def test_nothing_to_compare() -> None:
    assert near_duplicates([]) == []
    assert near_duplicates([""]) == []
