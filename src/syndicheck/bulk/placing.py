"""Bringing the parts of a bulk job to where they are wanted, so that a job that was cut off in the middle goes on.

Before a part is moved, a note in the work folder says where to: a database that is there already is ours if there is
such a note. A database appears at its place at once and whole, from another file system too.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from syndicheck.errors import InputError
from syndicheck.store.copies import forget_journals


def check_places(folder: Path, targets: Sequence[Path]) -> None:
    """See that the parts in ``folder`` may go to these places.

    Raises:
        InputError: a database is there that this job did not make; or the job has brought its own elsewhere; or there
            is no such folder.
    """
    for place in {target.absolute().parent for target in targets}:
        if not place.is_dir():
            raise InputError(f"There is no folder {place}.", "Make it, or name another place with --db.")
    for part, target in enumerate(targets):
        brought = _brought(folder, part)
        if brought is not None and brought != target.absolute():
            raise InputError(
                f"This job has brought its database to {brought} already.",
                "Give the same --db as before, or delete the work folder and begin again.",
            )
        if brought is None and target.exists():
            raise InputError(
                f"{target} exists already; a bulk job makes new databases.",
                "Name another one with --db, and bring them together with: syndicheck merge",
            )


def place(folder: Path, parts: Sequence[Path], targets: Sequence[Path], empty: Callable[[Path], None]) -> None:
    """Move each part to its place. A part that nothing fell into is made by ``empty``.

    Raises:
        InputError: a database that was brought to its place before is no longer there.
    """
    for part, (path, target) in enumerate(zip(parts, targets, strict=True)):
        note, partial = _note(folder, part), target.with_name(f"{target.name}.partial")
        if note.exists():
            if target.exists():
                continue
        else:
            if not path.exists():
                empty(path)
            note.write_text(str(target.absolute()), encoding="utf-8")
        if path.exists():
            shutil.move(path, partial)
        elif not partial.exists():
            raise InputError(
                f"{target} was made by this job, and is gone.", "Delete the work folder, and run the job again."
            )
        forget_journals(target)
        partial.replace(target)


def _note(folder: Path, part: int) -> Path:
    return folder / f"part-{part:05}.to"


def _brought(folder: Path, part: int) -> Path | None:
    """Where a part was brought, or was about to be."""
    note = _note(folder, part)
    said = note.read_text(encoding="utf-8") if note.exists() else ""
    return Path(said) if said else None
