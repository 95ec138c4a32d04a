"""The reliability curve in the report of the translations."""

from __future__ import annotations

import pytest
from tests.eval.translations import Reliability


def test_what_is_said_is_held_against_what_is() -> None:
    curve = Reliability()
    for right in (True, True, True, False):
        curve.add(0.75, right)
    for right in (True, False):
        curve.add(0.95, right)
    curve.add(1.0, True)
    for _ in range(100):
        curve.add(0.01, False)
    assert curve.lines() == [
        "   said 0.0–0.1 (mean 0.010): true 0.000 of 100",
        "   said 0.7–0.8 (mean 0.750): true 0.750 of 4",
        "   said 0.9–1.0 (mean 0.967): true 0.667 of 3",
    ]
    assert curve.error() == pytest.approx((2.9 - 2) / 7)


def test_a_curve_of_nothing() -> None:
    assert Reliability().lines() == []
    assert Reliability().error() == 0
