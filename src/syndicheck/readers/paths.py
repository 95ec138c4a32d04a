"""What the paths on a command line stand for: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from syndicheck.model.articles import Problem
from syndicheck.readers.addresses import is_object_name, without_userinfo
from syndicheck.readers.registry import suffix_of, suffixes

STDIN = "-"


class Found(Struct, frozen=True):
    """A file to read (``path`` is ``-`` for standard input). ``named`` says that the user named this very
    file, so that it must be read or complained about.
    """

    path: str
    named: bool


def expand(paths: Iterable[str]) -> Iterator[Found | Problem]:
    """Files in the order of ``paths``, those of a folder or glob sorted by name.

    Folders are searched to the bottom. Hidden files and folders and files without a known suffix are
    skipped silently, links that lead back to a folder above themselves are reported.
    """
    for path in paths:
        if path == STDIN:
            yield Found(path, named=True)
            continue
        try:
            mode = Path(path).stat().st_mode
        except FileNotFoundError:
            if is_object_name(path):
                yield _in_storage(path)
            else:
                yield from _matches(path) if glob.has_magic(path) else [_missing(path)]
        except (OSError, ValueError) as error:
            yield unreadable(path, error)
        else:
            yield from _folder(path) if stat.S_ISDIR(mode) else [Found(path, named=True)]


def shown(path: str) -> str:
    """A path as it can be printed and stored: bytes that are no UTF-8 are written as hexadecimal escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def unreadable(path: str, error: OSError | ValueError) -> Problem:
    """The problem of a file or folder that the system refuses."""
    if isinstance(error, FileNotFoundError):
        return Problem(shown(path), "vanished", "The file was there and is gone.", "Run the command again.")
    if isinstance(error, PermissionError):
        return Problem(
            shown(path), "unreadable", "You may not read it.", "Change its permissions, or run as a user who may."
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(shown(path), "unreadable", f"It cannot be read: {reason}.", "Look at the path and at the disk.")


def _missing(path: str) -> Problem:
    where = without_userinfo(shown(path))
    return Problem(where, "missing", "There is no such file or folder.", "Look at the spelling of the path.")


def _in_storage(name: str) -> Problem:
    if name.lower().startswith("file:"):
        said, remedy = "A file is named by its path here.", "Leave out what stands before the path."
    else:
        said = "Object storage is read through Spark alone."
        remedy = "Run: syndicheck bulk --engine spark (docs/bulk.md says how), or name a folder where it is mounted."
    return Problem(without_userinfo(shown(name)), "object-storage", said, remedy)


def _matches(pattern: str) -> Iterator[Found | Problem]:
    found = False
    for path in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - may be absolute
        found = True
        if Path(path).is_dir():
            # ``**`` has the folders' files as matches of its own
            if "**" not in pattern:
                yield from _folder(path)
        elif suffix_of(path) in suffixes():
            yield Found(path, named=False)
    if not found:
        yield Problem(shown(pattern), "missing", "No file matches.", "Look at the spelling of the pattern.")


def _folder(top: str) -> Iterator[Found | Problem]:
    any_found = False
    for item in _walk(top):
        any_found = True
        yield item
    if not any_found:
        known = " ".join(suffixes())
        yield Problem(shown(top), "no-articles", "The folder has no file that can be read.", f"Known endings: {known}")


def _walk(top: str) -> Iterator[Found | Problem]:
    """Depth first, by name. ``above`` are the identities of the folders on the way down."""
    waiting: list[tuple[str, frozenset[tuple[int, int]]]] = [(top, frozenset())]
    while waiting:
        path, above = waiting.pop()
        try:
            status = Path(path).stat()
            if not stat.S_ISDIR(status.st_mode):
                if stat.S_ISREG(status.st_mode) and suffix_of(path) in suffixes():
                    yield Found(path, named=False)
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in above:
                yield Problem(
                    shown(path),
                    "symlink-loop",
                    "The link leads back to a folder above itself and was not followed.",
                    "Nothing is lost; remove the link to silence this.",
                    fatal=False,
                )
                continue
            names = sorted(entry.name for entry in Path(path).iterdir() if not entry.name.startswith("."))
        except OSError as error:
            if suffix_of(path) in suffixes() or not isinstance(error, FileNotFoundError):
                yield unreadable(path, error)
            continue
        below = above | {identity}
        waiting.extend((str(Path(path, name)), below) for name in reversed(names))
