"""The process that checks drafts, kept by the server: started with the first draft, stopped when one takes too long."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any
from weakref import WeakKeyDictionary

SECONDS = 30.0
"""How long a draft may take, waiting for others included; the setting ``seconds`` overrides it."""

MOST_WAITING = 8
"""Drafts that wait for the one before them; a further one is sent away."""

_LONGEST_ANSWER = 1 << 26


class Worker:
    """One process, one draft at a time."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0
        self._process: asyncio.subprocess.Process | None = None
        self.loop = asyncio.get_running_loop()

    async def ask(self, question: dict[str, Any], seconds: float) -> dict[str, Any]:
        """The answer of :mod:`syndicheck.draft_worker`, or one that says that it is busy or has taken too long."""
        if self._waiting >= MOST_WAITING:
            return _no(503, "Too many drafts are waiting.", "Send it again in a minute.")
        self._waiting += 1
        try:
            return await asyncio.wait_for(self._ask(question), seconds)
        except TimeoutError:
            return _no(504, f"The check took more than {seconds:g} seconds.", "Check it on the command line.")
        finally:
            self._waiting -= 1

    async def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        async with self._lock:
            process = self._process
            if process is None or process.returncode is not None:
                process = self._process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-P", "-m", "syndicheck.draft_worker"),
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    limit=_LONGEST_ANSWER,
                )
            assert process.stdin is not None
            assert process.stdout is not None
            whole = False
            try:
                process.stdin.write(json.dumps(question).encode() + b"\n")
                await process.stdin.drain()
                line = await process.stdout.readline()
                answer = json.loads(line)
                whole = True
                return dict(answer)
            except (OSError, ValueError):
                return _no(500, "The draft could not be checked.", "Check it on the command line.")
            finally:
                if not whole and process.returncode is None:  # too late or broken: the next draft gets a new process
                    process.kill()
                    self._process = None

    async def stop(self) -> None:
        """End the process, if there is one; the next draft gets a new one."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()


_WORKERS: WeakKeyDictionary[Any, Worker] = WeakKeyDictionary()


def worker_of(datasette: Any) -> Worker:
    """The worker of this server."""
    worker = _WORKERS.get(datasette)
    if worker is None or worker.loop is not asyncio.get_running_loop():
        worker = _WORKERS[datasette] = Worker()
    return worker


async def stop_worker(datasette: Any) -> None:
    """End the worker of a server that goes while its process stays. One whose process ends needs no such word: a worker
    ends with its input.
    """
    worker = _WORKERS.pop(datasette, None)
    if worker is not None:
        await worker.stop()


def _no(status: int, error: str, remedy: str) -> dict[str, Any]:
    return {"status": status, "error": error, "remedy": remedy}
