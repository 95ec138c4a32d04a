"""Turns at hosts: one at a time, a pause after each, and nobody waits for somebody who waits."""

from __future__ import annotations

import threading

import pytest

from syndicheck.watching.turns import AGAIN, Turns


def test_one_at_a_time() -> None:
    turns = Turns()
    assert turns.take("herald.example") == 0
    assert turns.take("herald.example") == AGAIN
    assert turns.take("globe.example") == 0
    turns.leave("herald.example", 0)
    assert turns.take("herald.example") == 0


def test_a_pause_after_each() -> None:
    turns = Turns()
    turns.take("herald.example")
    turns.leave("herald.example", 3600)
    assert 3500 < turns.take("herald.example") <= 3600


@pytest.mark.parametrize("hosts", [2, 3, 5])
def test_a_ring_of_redirects_comes_to_an_end(hosts: int) -> None:
    """Everybody stands at one host and goes to the next: held turns would wait for each other for ever."""
    turns = Turns()
    names = [f"{number}.example" for number in range(hosts)]
    for name in names:
        turns.take(name)
    there: dict[str, int] = dict.fromkeys(names, 0)
    lock = threading.Lock()

    def go(number: int) -> None:
        for step in range(number, number + 20):
            to = names[(step + 1) % hosts]
            turns.move(names[step % hosts], 0.0, to)
            with lock:
                there[to] += 1
                assert there[to] == 1
            with lock:
                there[to] -= 1
        turns.leave(names[(number + 20) % hosts], 0.0)

    threads = [threading.Thread(target=go, args=(number,), daemon=True) for number in range(hosts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    assert [turns.take(name) for name in names] == [0] * hosts
