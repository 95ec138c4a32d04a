"""A progress display for terminals, on standard error."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from syndicheck.readers.amount import Amount

NAMES = {"read": "reading", "derive": "deriving", "compare": "comparing", "group": "grouping"}


class TerminalProgress:
    """Draws one line a step: name, bar, count, rate, remaining time. It vanishes when the run is over.

    How many articles there are to be read nobody knows before; bar and remaining time of that step go by the bytes of
    the files, where ``reading`` is given and knows them.
    """

    def __init__(self, reading: Amount | None = None) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            TextColumn("{task.fields[count]}", style="progress.download"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
        )
        self._reading = reading
        self._task: TaskID | None = None
        self._done = 0
        self._total: int | None = None
        self._bytes: int | None = None
        self._began = 0.0
        self._progress.start()

    def step(self, name: str, total: int | None) -> None:
        """A new step begins; its line replaces the last one."""
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._done, self._total, self._began = 0, total, time.monotonic()
        self._bytes = self._reading.total if self._reading is not None and name == "read" else None
        self._task = self._progress.add_task(
            NAMES.get(name, name), total=self._bytes or total, completed=self._past(), count=self._counted(), rate=""
        )

    def advance(self, count: int) -> None:
        """So many more articles are through the step."""
        if self._task is None:
            return
        self._done += count
        self._progress.update(self._task, completed=self._past(), count=self._counted(), rate=self._rate())

    def close(self) -> None:
        """The run is over."""
        self._progress.stop()

    def _past(self) -> int:
        """How far the bar has come: in bytes, where those are known, else in articles."""
        return self._done if not self._bytes or self._reading is None else min(self._reading.read, self._bytes)

    def _counted(self) -> str:
        return f"{self._done:,}" if self._total is None else f"{self._done:,}/{self._total:,}"

    def _rate(self) -> str:
        """Articles a second: of late where the bar counts them, else in the whole step."""
        if self._bytes:
            speed: float | None = self._done / max(time.monotonic() - self._began, 0.001)
        else:
            speed = self._progress.tasks[-1].speed
        return f"{speed:,.0f}/s" if speed else ""
