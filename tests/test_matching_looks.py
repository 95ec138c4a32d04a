"""Many texts looked at together against the same pair by pair."""

from __future__ import annotations

import random

import numpy as np  # noqa: F401  the arrays are only used where numpy is loaded
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.fingerprint.anchors import Anchor
from syndicheck.matching import looks
from syndicheck.matching.translation import AnchoredText, anchored, standing_background
from syndicheck.matching.translation import features as features_of
from syndicheck.matching.translation import objection as objection_of
from syndicheck.matching.translation import score as score_of
from syndicheck.matching.translation import shared_keys as shared_of

KINDS = ("N:", "D:", "W:", "G:", "K:", "B:", "L:", "A:", "I:", "C:")


def text_of(keys: list[tuple[str, int]], language: str, length: int) -> AnchoredText:
    """A text with these anchors at these places."""
    found = [Anchor(place, place + 3, key) for key, place in keys]
    return anchored(found, language, length, standing_background())


def drawn(rng: random.Random, language: str, story: list[str], kept: float, size: int) -> AnchoredText:
    """A text that has a part of a story's anchors in their order, some of them several times, and others beside."""
    length = rng.randrange(40, 6_000)
    own = [key for key in story if rng.random() < kept]
    own += [f"{rng.choice(KINDS)}{rng.randrange(400)}" for _ in range(size)]
    places = sorted(rng.randrange(length) for _ in own)
    keys = list(zip(own, places, strict=True))
    keys += [(key, rng.randrange(length)) for key in own for _ in range(rng.choice((0, 0, 0, 1, 9)))]
    return text_of(keys, language, length)


@given(seed=st.integers(0, 1 << 32), count=st.integers(looks.FROM, 40))
@settings(max_examples=examples(60), deadline=None)
def test_together_as_one_by_one(seed: int, count: int) -> None:
    rng = random.Random(seed)
    story = [f"{rng.choice(KINDS)}{rng.randrange(5_000)}" for _ in range(rng.randrange(0, 120))]
    own = drawn(rng, "en", story, 1.0, rng.randrange(0, 60))
    others = [drawn(rng, rng.choice(("de", "ja")), story, rng.choice((0, 0.1, 0.6, 1)), 40) for _ in range(count)]
    for look, other in zip(looks.first_look(own, others), others, strict=True):
        shared = shared_of(own, other)
        found = features_of(own, other, shared)
        expected = score_of(own, other, found)
        assert look.objection == objection_of(own, other, shared)
        assert look.features["length_gap"] == pytest.approx(found["length_gap"])
        assert look.features["coverage_by_order"] == pytest.approx(found["coverage_by_order"])
        assert (look.logit >= looks.ASKED) == (expected >= looks.ASKED)
        if expected >= looks.ASKED:
            assert look.logit == pytest.approx(expected)
            assert look.features["order"] == pytest.approx(found["order"])


def test_some_of_the_drawn_ones_are_asked_for_and_some_are_not() -> None:
    """Else the test above would compare nothing."""
    rng = random.Random(5)
    story = [f"{rng.choice(KINDS)}{rng.randrange(5_000)}" for _ in range(80)]
    own = drawn(rng, "en", story, 1.0, 10)
    others = [drawn(rng, "de", story, kept, 40) for kept in (0, 0, 0, 0, 1, 1, 1, 1)]
    found = [look.logit >= looks.ASKED for look in looks.first_look(own, others)]
    assert any(found[4:])
    assert not any(found[:4])


def test_the_sum_does_not_depend_on_the_numbers_of_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(7)
    story = [f"{rng.choice(KINDS)}{rng.randrange(5_000)}" for _ in range(90)]
    own = drawn(rng, "en", story, 1.0, 10)
    others = [drawn(rng, "de", story, 0.9, 40) for _ in range(10)]
    before = [look.logit for look in looks.first_look(own, others)]
    looks._laid.cache_clear()
    monkeypatch.setattr(looks, "hash", lambda key: -hash(key), raising=False)
    assert [look.logit for look in looks.first_look(own, others)] == before
    looks._laid.cache_clear()


@pytest.mark.parametrize("count", [0, 1, looks.FROM, looks.TOGETHER + 1])
def test_texts_without_anchors(count: int) -> None:
    empty = text_of([], "en", 500)
    other = text_of([("N:5", 3)], "de", 500)
    assert [look.objection for look in looks.first_look(empty, [other] * count)] == ["too-short"] * count
    assert [look.objection for look in looks.first_look(other, [empty] * count)] == ["too-short"] * count
