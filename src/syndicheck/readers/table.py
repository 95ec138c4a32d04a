"""Comma- and tab-separated files: a header line that names the columns, one record a row (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from syndicheck.expressions import expression
from syndicheck.model.articles import Problem
from syndicheck.readers.decoding import Undecodable, decode, storable
from syndicheck.readers.interface import Item
from syndicheck.readers.json_record import unstorable
from syndicheck.readers.records import article, carries_text
from syndicheck.readers.streams import TOO_LONG_REMEDY, ByteStream, Interrupted, megabytes

suffixes = (".csv", ".tsv")

MAX_COLUMNS = 2000
"""A first line with more cells than this is no header."""

_DELIMITERS = ",;\t|"
_ENDS = expression(r"(?<=\r)(?!\n)")


def sniff(head: bytes) -> bool:
    """A first line with at least two columns, one of which would hold the text."""
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    delimiter = delimiter_of(first)
    return delimiter is not None and len(_cells(first, delimiter)) > 1


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """One record a row, named by the line it starts on. The delimiter is the one with which the header has
    a column of text: comma, semicolon, tab or bar.
    """
    # The module-wide default of 128 KB is less than a long article; csv has no limit of its own per reader.
    csv.field_size_limit(max(csv.field_size_limit(), stream.record_limit))
    lines = _Lines(stream, where)
    header_line = next(filter(_says_something, lines), "")
    yield from lines.problems()
    delimiter = delimiter_of(header_line.rstrip("\r\n"))
    if delimiter is None:
        yield Problem(
            where,
            "no-header",
            "The first line names no column of text.",
            "Name the columns in the first line, for example: id,outlet,title,published,text",
        )
        return
    header = _names(_cells(header_line.rstrip("\r\n"), delimiter))
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        started = lines.number + 1
        lines.row_size = 0
        place = f"{where}:{started}"
        try:
            row = next(rows)
        except StopIteration:
            yield from lines.problems()
            return
        except csv.Error as error:
            yield from lines.problems()
            if "new-line" in str(error):
                yield Problem(
                    place,
                    "ragged-row",
                    "In the row a carriage return stands outside of quotes: a text may be torn.",
                    'Put fields that contain line breaks into quotes ("…").',
                )
                continue
            yield Problem(
                place,
                "too-long",
                f"The row that starts on line {started} has a field longer than "
                f"{megabytes(stream.record_limit)} and was skipped.",
                'Look for a quote (") that is opened on that line and never closed.',
            )
            continue
        yield from lines.problems()
        if any(row):
            yield from _record(header, row, place)


def delimiter_of(header: str) -> str | None:
    """The delimiter that makes the most columns of a header among those that give one for the text."""
    best: str | None = None
    most = 0
    for delimiter in _DELIMITERS:
        cells = _cells(header, delimiter)
        if carries_text(cells) and len(cells) > most:
            best, most = delimiter, len(cells)
    return best


def _record(header: Sequence[str], row: list[str], place: str) -> Iterator[Item]:
    if len(row) > len(header):
        yield Problem(
            place,
            "ragged-row",
            f"The row has {len(row)} fields, the header {len(header)}: a text may be torn.",
            'Put fields that contain the delimiter or line breaks into quotes ("…").',
        )
        return
    record = dict(zip(header, row, strict=False))
    if len(row) < len(header):
        yield Problem(
            place,
            "ragged-row",
            f"The row has only {len(row)} of {len(header)} fields; the missing ones count as empty.",
            'Put fields that contain line breaks into quotes ("…").',
            fatal=False,
        )
    if any("\0" in field for field in row):
        record, _ = storable(record)
        yield unstorable(place)
    yield from article({name: field for name, field in record.items() if field}, place)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in cells] if len(cells) <= MAX_COLUMNS else []


def _names(cells: Sequence[str]) -> list[str]:
    """Column names, made distinct: what has no name or an earlier one's is called after its place."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell or f"column {number}"
        names.append(name if name not in names else f"{name} (column {number})")
    return names


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.casefold().startswith("sep=")  # Excel's note of the delimiter


class _Lines:
    """Decoded lines for :mod:`csv`, which wants an iterator of strings, with what went wrong beside it."""

    def __init__(self, stream: ByteStream, where: str) -> None:
        self.number = 0
        self.row_size = 0
        self._lines = stream.lines()
        self._where = where
        self._limit = stream.record_limit
        self._head = stream.head
        self._encoding: str | None = None
        self._problems: list[Problem] = []
        self._split: list[str] = []
        self._returns: bool | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line. Old programs for the Macintosh end lines with a carriage return alone."""
        if self._split:
            self.number += 1
            return self._split.pop()
        line = self._next()
        if self._returns is None:
            self._returns = "\r" in line.rstrip("\r\n")  # of the header, which holds none otherwise
        if self._returns:
            *self._split, line = [part for part in _ENDS.split(line) if part][::-1]
        return line

    def _next(self) -> str:
        while True:
            data = next(self._lines)
            self.number += 1
            if data is None:
                self._note("too-long", f"The line is longer than {megabytes(self._limit)} and was skipped.")
                continue
            self.row_size += len(data)
            if self.row_size > 4 * self._limit:
                raise Interrupted(
                    "too-long",
                    f"One row goes on for more than {megabytes(4 * self._limit)} at line {self.number}.",
                    'Look for a quote (") that is never closed; the rows before it were read.',
                )
            if (line := self._decoded(data)) is not None:
                return line

    def problems(self) -> Iterator[Problem]:
        """What has come up since the last call."""
        noted, self._problems = self._problems, []
        yield from noted

    def _decoded(self, data: bytes) -> str | None:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        remedy = "Save the file again as UTF-8."
        try:
            if self._encoding is None and (encoding := self._guess()) is not None:
                self._encoding = encoding
                message = f"From here on, what is not UTF-8 is read as {encoding}, which is a guess."
                self._note("guessed-encoding", message, remedy, fatal=False)
            if self._encoding is not None:
                return data.decode(self._encoding)
            decoded = decode(data)
        except (Undecodable, UnicodeDecodeError):
            self._note("undecodable", "The line is not text in UTF-8 and was skipped.", remedy)
            return None
        self._note(decoded.code, decoded.doubt, remedy, fatal=False)
        return decoded.text

    def _guess(self) -> str | None:
        """The file's encoding judged by its beginning, ``None`` if that tells nothing."""
        try:
            found = decode(self._head)
        except Undecodable:
            return None
        return found.encoding if found.code == "guessed-encoding" else None

    def _note(self, code: str, message: str, remedy: str = TOO_LONG_REMEDY, fatal: bool = True) -> None:
        self._problems.append(Problem(f"{self._where}:{self.number}", code, message, remedy, fatal))
