"""Which records are stored together: none lost, in their order, and no batch that is too large, too long or too old."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck import batches
from syndicheck.model.articles import Problem, RawArticle


def record(number: int, characters: int = 10) -> RawArticle:
    return RawArticle(where=str(number), text="x" * characters)


@pytest.mark.parametrize(
    ("held", "size"),
    [(0, 256), (1, 256), (16_383, 256), (16_448, 257), (64_000, 1_000), (131_072, 2_048), (10_000_000, 2_048)],
)
def test_batches_grow_with_what_is_held(held: int, size: int) -> None:
    assert batches.size(held) == size


def sizes(records: Iterator[RawArticle | Problem], most: Callable[[], int], clock: Callable[[], float]) -> list[int]:
    return [len(batch) for batch in batches.batches(records, most, clock)]


def test_each_batch_has_the_size_that_is_right_when_it_begins() -> None:
    rising = iter([2, 3, 100])
    assert sizes(map(record, range(9)), lambda: next(rising), lambda: 0.0) == [2, 3, 4]


def test_much_text_closes_a_batch() -> None:
    long = batches.CHARACTERS // 2
    records = iter([record(0), record(1, long), record(2, long), record(3), record(4)])
    assert sizes(records, lambda: 100, lambda: 0.0) == [3, 2]


def test_what_comes_slowly_does_not_wait_for_others() -> None:
    now = 0.0

    def slowly() -> Iterator[RawArticle]:
        nonlocal now
        for number in range(7):
            now += batches.SECONDS / 2.5
            yield record(number)

    assert sizes(slowly(), lambda: 100, lambda: now) == [4, 3]


@given(st.lists(st.integers(0, 3)), st.integers(1, 4), st.integers(1, 5))
def test_all_records_come_once_and_in_their_order(kinds: list[int], most: int, step: int) -> None:
    ticks = iter(range(0, 1_000_000, step * 7))
    records = [
        record(number) if kind else Problem(str(number), "unreadable", "It is broken.", "Mend it.", fatal=True)
        for number, kind in enumerate(kinds)
    ]
    found = list(batches.batches(iter(records), lambda: most, lambda: float(next(ticks))))
    assert [one for batch in found for one in batch] == records
    assert all(0 < len(batch) <= most for batch in found)
