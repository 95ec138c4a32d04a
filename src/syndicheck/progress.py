"""A progress display for terminals, on standard error."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

NAMES = {"read": "reading", "derive": "deriving", "compare": "comparing", "group": "grouping"}


class TerminalProgress:
    """Draws one line a step: name, bar, count, rate, remaining time. It vanishes when the run is over."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: TaskID | None = None
        self._progress.start()

    def step(self, name: str, total: int | None) -> None:
        """A new step begins; its line replaces the last one."""
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._task = self._progress.add_task(NAMES.get(name, name), total=total, rate="")

    def advance(self, count: int) -> None:
        """So many more articles are through the step."""
        if self._task is None:
            return
        self._progress.advance(self._task, count)
        speed = self._progress.tasks[-1].speed
        self._progress.update(self._task, rate=f"{speed:,.0f}/s" if speed else "")

    def close(self) -> None:
        """The run is over."""
        self._progress.stop()
