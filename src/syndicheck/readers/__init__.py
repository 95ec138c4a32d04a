"""Bytes → articles. One reader a format, each a file of its own behind one small interface.

:func:`read` takes what a person types – files, folders, globs, web addresses, ``-`` for standard input – and yields
articles and problems in a fixed order. One bad record never stops the batch, and no more than one record is
held in memory. Limits are listed in :mod:`syndicheck.readers.streams`, the interface in
:mod:`syndicheck.readers.interface`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from syndicheck.errors import InputError, MissingExtra, SyndicheckError
from syndicheck.model.articles import Problem
from syndicheck.readers.addresses import is_address, without_userinfo
from syndicheck.readers.interface import Item, Reader
from syndicheck.readers.paths import STDIN, Found, expand, shown, unreadable
from syndicheck.readers.registry import for_format, for_suffix, recognise, suffix_of
from syndicheck.readers.streams import HEAD, ByteStream, Interrupted

if TYPE_CHECKING:
    from syndicheck.readers.amount import Amount
    from syndicheck.readers.following import Manners

__all__ = ["Item", "Reader", "read", "read_found"]


def read(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    fmt: str | None = None,
    web: bool = True,
    allow_private_hosts: bool = False,
    lists: Sequence[str] = (),
    pause: float | None = None,
    amount: Amount | None = None,
) -> Iterator[Item]:
    """Every article behind ``paths``, and a :class:`~syndicheck.model.articles.Problem` for what could not be read.

    ``fmt`` (``jsonl``, ``csv``, ``html`` …) names the format of standard input and of files that are named
    one by one; without it the suffix decides, else the content. Files found in folders and by globs always
    go by their suffix. ``stdin`` is what ``-`` reads from. A source that begins with ``http://`` or ``https://`` is
    fetched (see :mod:`syndicheck.readers.web`) unless ``web`` is false; hosts in private networks only with
    ``allow_private_hosts``. A sitemap named by its address stands for the pages it lists. ``sqlite:FILE?QUERY`` is read
    by :mod:`syndicheck.readers.sqlite`.

    ``lists`` are files (``-`` is ``stdin``) of addresses whose pages are fetched after everything else (see
    :mod:`syndicheck.readers.following`), ``pause`` the seconds between two requests to one host. ``amount`` hears how
    many bytes of the files have been read.

    Raises :class:`~syndicheck.errors.InputError` for an unknown ``fmt``, before anything is read.
    """
    forced = None if fmt is None else for_format(fmt)
    return _read(paths, stdin, forced, web, _Fetching(allow_private_hosts, pause), lists, amount)


def read_found(found: Found) -> Iterator[Item]:
    """The same for one file that was looked for before (:func:`syndicheck.readers.paths.expand`), or for one
    ``sqlite:FILE?QUERY``.
    """
    if found.path.startswith("sqlite:"):
        yield from _database(found.path)
    else:
        yield from _file(found, None, None)


class _Fetching:
    """How pages are fetched in one run; the network code is loaded for the first of them."""

    def __init__(self, allow_private: bool, pause: float | None) -> None:
        self._allow_private = allow_private
        self._pause = pause
        self._manners: Manners | None = None

    def manners(self) -> Manners:
        """Raises :class:`~syndicheck.errors.MissingExtra`."""
        if self._manners is None:
            from syndicheck.readers.web import Web

            try:
                from syndicheck.readers.following import PAUSE, Manners
            except ImportError:
                raise MissingExtra("web", "read web addresses") from None
            pause = PAUSE if self._pause is None else self._pause
            self._manners = Manners(Web(allow_private=self._allow_private), pause)
        return self._manners


def _read(
    paths: Iterable[str],
    stdin: BinaryIO | None,
    forced: Reader | None,
    web: bool,
    fetching: _Fetching,
    lists: Sequence[str],
    amount: Amount | None,
) -> Iterator[Item]:
    for path in paths:
        if path.startswith("sqlite:"):
            yield from _database(path)
        elif not is_address(path):
            yield from _files(path, stdin, forced, amount)
        elif not web:
            yield Problem(
                without_userinfo(path),
                "web-refused",
                "Web addresses are not fetched here.",
                "Save it and name the file.",
            )
        else:
            try:
                manners = fetching.manners()
            except MissingExtra as missing:
                yield Problem(without_userinfo(path), "missing-extra", missing.message, missing.remedy)
                continue
            yield from _address(path, manners, forced)
    for path in lists:
        yield from _listed(path, stdin, fetching)


def _database(source: str) -> Iterator[Item]:
    from syndicheck.readers import sqlite
    from syndicheck.readers.broken import guarded

    path, query = sqlite.split(source) or (source, None)
    try:
        held = Path(path).is_file()
    except OSError as error:  # a folder that may not be looked into, a name that is too long
        yield unreadable(path, error)
        return
    if held:
        yield from guarded(sqlite.read_file(Path(path), shown(path), query), shown(path))
    else:
        yield Problem(shown(path), "missing", "There is no such file.", "Write: 'sqlite:FILE?SELECT … FROM …'")


def _is_database(path: str) -> bool:
    if not Path(path).is_file():
        return False  # what is read from a pipe is gone
    with open(path, "rb", buffering=0) as raw:  # noqa: PTH123 - bytes that are no path in str stay
        return raw.read(16) == b"SQLite format 3\0"


def _unnamed(path: str) -> Problem:
    """Browsers and programs leave databases everywhere; one that lies in a folder by chance is not read."""
    return Problem(
        shown(path), "database-in-folder", "A database in a folder is not read.", "Name the file itself.", fatal=False
    )


def _listed(path: str, stdin: BinaryIO | None, fetching: _Fetching) -> Iterator[Item]:
    where = shown(path)
    try:
        manners = fetching.manners()
        from syndicheck.readers.following import pages_listed

        if path == STDIN:
            if stdin is not None:
                yield from pages_listed(ByteStream(stdin), where, manners)
            return
        with open(path, "rb", buffering=0) as raw:  # noqa: PTH123 - bytes that are no path in str stay
            yield from pages_listed(ByteStream(raw), where, manners)
    except MissingExtra as missing:
        yield Problem(where, "missing-extra", missing.message, missing.remedy)
    except OSError as error:
        yield unreadable(path, error)


def _address(address: str, manners: Manners, forced: Reader | None) -> Iterator[Item]:
    from syndicheck.readers import answers, following
    from syndicheck.readers.broken import guarded

    answer = manners.web.fetch(address)
    if isinstance(answer, Problem):
        yield answer
        return
    if forced is None and following.is_list(answer):
        yield from following.pages_of(answer, manners)
        return
    try:
        reader = answers.reader_of(answer, forced)
    except InputError as error:
        yield Problem(without_userinfo(address), "unreadable", error.message, error.remedy)
        return
    found = Found(without_userinfo(address), named=True)
    for item in guarded(_stream(answers.opened(answer), found, reader), found.path):
        yield answers.stamped(item, answer, reader)


def _files(path: str, stdin: BinaryIO | None, forced: Reader | None, amount: Amount | None) -> Iterator[Item]:
    for found in expand([path]):
        if isinstance(found, Problem):
            yield found
        elif amount is None or found.path == STDIN:
            yield from _file(found, stdin, forced)
        else:
            with amount.file(found.path):
                yield from _file(found, stdin, forced, amount)


def _file(found: Found, stdin: BinaryIO | None, forced: Reader | None, amount: Amount | None = None) -> Iterator[Item]:
    try:
        if found.path == STDIN:
            if stdin is None:
                yield Problem(STDIN, "missing", "There is no standard input.", "Name a file instead.")
            else:
                yield from _stream(stdin, found, forced)
        elif not (forced is not None and found.named) and _is_database(found.path):
            # read where it lies: a log of what was last written may lie beside it
            yield from _database(f"sqlite:{found.path}") if found.named else [_unnamed(found.path)]
        else:
            with open(found.path, "rb", buffering=0) as raw:  # noqa: PTH123 - bytes that are no path in str stay
                yield from _stream(raw if amount is None else amount.heard(raw), found, forced)
    except OSError as error:
        yield unreadable(found.path, error)


def _stream(raw: BinaryIO, found: Found, forced: Reader | None) -> Iterator[Item]:
    where = shown(found.path)
    anything = False
    try:
        stream = ByteStream(raw)
        problem, reader = _choose(stream, found, forced)
        if reader is not None:
            for item in reader.read(stream, where):
                anything = True
                yield item
        elif problem is not None:
            yield problem
            return
    except Interrupted as stop:
        yield Problem(where, stop.code, stop.message, stop.remedy)
        return
    except MissingExtra as missing:
        yield Problem(where, "missing-extra", missing.message, missing.remedy)
        return
    except InputError as error:
        yield Problem(where, "unreadable", error.message, error.remedy)
        return
    except (SyndicheckError, OSError):
        raise
    except Exception as error:
        yield _broken(where, error)
        return
    if not anything:
        yield Problem(where, "empty", "The file holds no articles.", "Take it out of the input.")


def _broken(where: str, error: Exception) -> Problem:
    from syndicheck.readers.broken import broken  # hardly ever needed, and a check of a draft starts here

    return broken(where, error)


def _choose(stream: ByteStream, found: Found, forced: Reader | None) -> tuple[Problem | None, Reader | None]:
    where = shown(found.path)
    if not stream.head.strip() and len(stream.head) < HEAD:
        for _ in stream.lines():
            pass  # a stream that broke before its first byte says so itself, it is not empty
        return Problem(where, "empty", "The file is empty.", "Take it out of the input."), None
    reader = forced if forced is not None and found.named else for_suffix(suffix_of(found.path))
    if reader is None:
        reader = recognise(stream.head)
    if b"\0" in stream.head and not getattr(reader, "binary", False):
        return Problem(
            where,
            "binary",
            "The file is not text.",
            "Name text, HTML, JSON, CSV, feed, e-mail, Word or PDF files.",
        ), None
    if reader is None:
        return Problem(where, "unknown-format", "The format was not recognised.", "Name it with --format."), None
    return None, reader
