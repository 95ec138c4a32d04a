"""How clusters are held against stories."""

from __future__ import annotations

import pytest
from tests.eval.translated_stories import agreement


def test_a_wrong_member_and_one_left_out() -> None:
    truth = {0: "a", 1: "a", 2: "a", 3: "b", 4: "b"}
    clusters = {0: 1, 1: 1, 2: -1, 3: 1, 4: -2}
    found = agreement([0, 1, 2], clusters, truth)
    precision, recall = (2 / 3 + 2 / 3 + 1) / 3, (2 / 3 + 2 / 3 + 1 / 3) / 3
    assert found["b_cubed"] == pytest.approx(2 * precision * recall / (precision + recall))
    assert found["pair_precision"] == pytest.approx(2 / 4)
    assert found["pair_recall"] == pytest.approx(2 / 6)


def test_all_right_and_nothing_joined() -> None:
    truth = {0: "a", 1: "a", 2: "b"}
    assert set(agreement([0, 1, 2], {0: 1, 1: 1, 2: -1}, truth).values()) == {1.0}
    assert agreement([2], {0: 1, 1: 1, 2: -1}, truth)["pair_recall"] == 1.0
    assert agreement([0, 1], {0: -1, 1: -2, 2: -3}, truth)["pair_recall"] == 0.0
