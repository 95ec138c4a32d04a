"""The targets of the fuzzer under hypothesis, from its seeds, and what it found once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzz.kernels import APART, SEEDS, TARGETS, _inside, seeds, text_of

from syndicheck.model.spans import Span

PIECES = st.sampled_from(
    [piece for texts in SEEDS.values() for text in texts for piece in (text[:40], text[-40:], text[40:70])]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(PIECES | st.sampled_from([APART, "\n\n", "\u200b", "\u0301", "１２", "(", "—", "%", "\r"]), max_size=8)


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_and_what_was_found(target: str) -> None:
    for data in seeds(target):
        TARGETS[target](text_of(data))


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=TEXTS)
def test_pieces_put_together(target: str, parts: list[str]) -> None:
    TARGETS[target]("".join(parts).replace("\0", ""))


def test_the_targets_look_at_what_they_get() -> None:
    """The assertions stand in the targets; these are two that must not hold."""
    with pytest.raises(AssertionError):
        _inside("abc", [Span(1, 9)])
    with pytest.raises(AssertionError):
        _inside("abc", [Span(2, 2)])
