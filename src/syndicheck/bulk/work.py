"""The work folder of a bulk job: what it was begun with, and which stages are done."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from syndicheck.bulk.addresses import to_read, to_write
from syndicheck.bulk.sources import Source, database_of
from syndicheck.errors import InputError
from syndicheck.readers.addresses import is_object_name

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

MANIFEST = "job.json"

DATABASES = "databases"
"""Folder of the parts, until they are brought to their places."""

PARTS = ("stories", DATABASES)
"""What depends on the number of parts."""


class Work(Struct, frozen=True):
    """A folder that all workers reach; ``now`` is what counts as the future, the same for all of them."""

    folder: Path
    now: datetime

    def stage(self, spark: SparkSession, name: str, make: Callable[[], DataFrame]) -> DataFrame:
        """The result of a stage, made now if it is not there whole."""
        path = self.folder / name
        if not (path / "_SUCCESS").exists():
            shutil.rmtree(path, ignore_errors=True)
            make().write.parquet(to_write(path))
        return spark.read.parquet(to_read(path))


def begin(folder: Path, inputs: list[str], sources: Sequence[Source], versions: dict[str, str], parts: int = 1) -> Work:
    """Open a work folder, or one that an earlier run with the same input left. If that was to make another number of
    ``parts``, only the stage that writes them is made anew.

    Raises:
        InputError: it belongs to other input or another version of the program, or is somebody else's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {"inputs": inputs, "files": [_identity(source) for source in sources], "versions": versions}
    path = folder / MANIFEST
    if path.exists():
        found = json.loads(path.read_text(encoding="utf-8"))
        now = datetime.fromisoformat(found.pop("now"))
        before = found.pop("parts", None)
        if found != json.loads(json.dumps(wanted)):
            raise InputError(
                f"{folder} holds the stages of other input, or of another version of the program.",
                "Name another --work folder, or delete this one.",
            )
        if before != parts:
            for name in PARTS:
                shutil.rmtree(folder / name, ignore_errors=True)
            _note(path, {**wanted, "parts": parts, "now": now.isoformat()})
        return Work(folder, now)
    now = datetime.now(UTC)
    partial = path.with_suffix(".partial")
    if any(one.name != partial.name for one in folder.iterdir()):
        raise InputError(
            f"{folder} is not empty, and no bulk job has begun it.",
            "Name an empty or new folder with --work: it is deleted when the job is done.",
        )
    _note(path, {**wanted, "parts": parts, "now": now.isoformat()})
    return Work(folder, now)


def _note(path: Path, facts: dict[str, Any]) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(facts), encoding="utf-8")
    partial.replace(path)


def _identity(source: Source) -> list[object]:
    """A file that was written anew is other input."""
    if source.problem is not None:
        return [source.name, source.problem.code]
    if is_object_name(source.name):
        return [source.name, source.size, source.written]
    try:
        facts = (database_of(source.name) or Path(source.name)).stat()
    except OSError:
        return [source.name]
    return [source.name, facts.st_size, facts.st_mtime_ns]
