"""Work for worker processes: in turn, and never more of it in memory than is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from syndicheck.provenance import grouping
from syndicheck.workers import AHEAD, in_turn


class Instant(Executor):
    """Does everything at once, and remembers what came out."""

    def __init__(self) -> None:
        self.begun: list[Future[Any]] = []

    def submit(self, work: Callable[..., Any], /, *pieces: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        if len(self.begun) % 2:  # every other one is still waiting for its worker
            done.set_result(work(*pieces, **named))
        else:
            done.result = lambda timeout=None: work(*pieces, **named)  # type: ignore[method-assign]
        self.begun.append(done)
        return done


def test_a_few_pieces_are_ahead_and_all_come_in_their_order() -> None:
    pool = Instant()
    asked: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(5 * AHEAD):
            asked.append(number)
            yield number

    taken = []
    for done in in_turn(pool, lambda number: number * number, pieces()):
        assert len(asked) - len(taken) <= AHEAD
        taken.append(done)
    assert taken == [number * number for number in range(5 * AHEAD)]


def test_who_stops_taking_has_the_rest_called_off() -> None:
    pool = Instant()
    work = in_turn(pool, str, iter(range(5 * AHEAD)))
    assert next(work) == "0"
    work.close()
    assert len(pool.begun) == AHEAD
    assert all(one.cancelled() for one in pool.begun[2::2])


@pytest.mark.parametrize("sizes", [[1] * 500, [3, 4_000, 2, 2], [4_000] * 3, [grouping.CHUNK - 1, 1, 1], []])
def test_a_worker_gets_whole_neighbourhoods_of_about_as_many_articles(sizes: list[int]) -> None:
    around: list[grouping.Around] = [(range(size), {}) for size in sizes]
    chunks = list(grouping._chunks(around))
    assert [one for chunk in chunks for one in chunk] == around
    for chunk in chunks:
        assert sum(len(articles) for articles, _ in chunk[:-1]) < grouping.CHUNK
    for chunk in chunks[:-1]:
        assert sum(len(articles) for articles, _ in chunk) >= grouping.CHUNK
