"""One watch at a time, whoever opens and removes the file of the lock meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicheck.errors import StoreLocked
from syndicheck.store import writers
from syndicheck.store.alone import alone


def test_two_are_never_at_work_when_a_third_has_just_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last holder removes the file between the second one's opening it and locking it."""
    database = tmp_path / "news.db"
    beside = tmp_path / "news.db-watch"
    lock = writers._lock
    removed = []

    def lock_late(descriptor: int) -> None:
        if not removed:
            removed.append(beside.unlink())
        lock(descriptor)

    monkeypatch.setattr(writers, "_lock", lock_late)
    with alone(database):
        assert removed
        assert beside.exists(), "the lock that is held is that of the file which others open"
        with pytest.raises(StoreLocked, match="Another watch"), alone(database):
            pass
        assert beside.exists()
    assert not beside.exists()
    with alone(database):
        pass


def test_a_lock_whose_file_goes_again_and_again_is_nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = writers._lock

    def lock_late(descriptor: int) -> None:
        (tmp_path / "news.db-watch").unlink()
        lock(descriptor)

    monkeypatch.setattr(writers, "_lock", lock_late)
    with pytest.raises(StoreLocked), alone(tmp_path / "news.db"):
        pass
