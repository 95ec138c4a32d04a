"""Which versions hold an anchor: rows of up to 200 versions, in the order of their ids.

A row for each version would take four times the room. What a batch of articles adds to an anchor is written at once;
mostly it goes to the end of the anchor's last row. A row goes by its smallest version, the others follow in a blob.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

FULL = 200
"""Versions in a row that gets no more."""

_KEY = "hash = ? AND language_id = ? AND first"


def packed(versions: Iterable[int]) -> bytes:
    """Version ids as uint32, little-endian."""
    values = array("I", versions)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def unpacked(blob: bytes) -> Sequence[int]:
    """The inverse of :func:`packed`."""
    values = array("I")
    values.frombytes(blob)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def add(connection: sqlite3.Connection, language_id: int, pairs: Iterable[tuple[int, int]]) -> None:
    """Note versions of one language under hashes: pairs of hash and version, of which none is noted yet."""
    for value, group in groupby(sorted(pairs), key=itemgetter(0)):
        _add(connection, value, language_id, [version_id for _, version_id in group])


def _add(connection: sqlite3.Connection, value: int, language_id: int, versions: Sequence[int]) -> None:
    last = connection.execute(
        "SELECT first, others FROM anchor_postings WHERE hash = ? AND language_id = ? ORDER BY first DESC LIMIT 1",
        (value, language_id),
    ).fetchone()
    if last is None or last[0] < versions[0]:
        _join(connection, value, language_id, last, versions, FULL)
        return
    done = 0
    while done < len(versions):  # somewhere in the middle, as when all is derived again in another order
        row = connection.execute(
            f"SELECT first, others FROM anchor_postings WHERE {_KEY} < ? ORDER BY first DESC LIMIT 1",
            (value, language_id, versions[done]),
        ).fetchone()
        (behind,) = connection.execute(
            f"SELECT min(first) FROM anchor_postings WHERE {_KEY} > ?", (value, language_id, versions[done])
        ).fetchone()
        until = len(versions) if behind is None else bisect_left(versions, behind)
        _join(connection, value, language_id, row, versions[done:until], FULL if behind is None else FULL // 2)
        done = until


def _join(
    connection: sqlite3.Connection,
    value: int,
    language_id: int,
    row: tuple[int, bytes] | None,
    versions: Sequence[int],
    size: int,
) -> None:
    """Put versions into a row, or into a new one; what is too long becomes rows of ``size``."""
    if row is None:
        joined = list(versions)
    else:
        joined = sorted([row[0], *unpacked(row[1]), *versions])
    step = size if len(joined) > FULL else FULL
    pieces = [joined[start : start + step] for start in range(0, len(joined), step)]
    if row is not None:
        connection.execute(
            f"UPDATE anchor_postings SET others = ? WHERE {_KEY} = ?",
            (packed(pieces.pop(0)[1:]), value, language_id, row[0]),
        )
    connection.executemany(
        "INSERT INTO anchor_postings (hash, language_id, first, others) VALUES (?, ?, ?, ?)",
        [(value, language_id, piece[0], packed(piece[1:])) for piece in pieces],
    )


def remove(connection: sqlite3.Connection, language_id: int, value: int, version_id: int) -> bool:
    """Take a version out from under a hash; tells whether it was there."""
    row = connection.execute(
        f"SELECT first, others FROM anchor_postings WHERE {_KEY} <= ? ORDER BY first DESC LIMIT 1",
        (value, language_id, version_id),
    ).fetchone()
    if row is None:
        return False
    held = [row[0], *unpacked(row[1])]
    if version_id not in held:
        return False
    held.remove(version_id)
    if held:
        connection.execute(
            f"UPDATE anchor_postings SET first = ?, others = ? WHERE {_KEY} = ?",
            (held[0], packed(held[1:]), value, language_id, row[0]),
        )
    else:
        connection.execute(f"DELETE FROM anchor_postings WHERE {_KEY} = ?", (value, language_id, row[0]))
    return True


def remove_everywhere(connection: sqlite3.Connection, language_id: int, version_id: int) -> None:
    """Take a version out wherever it stands: every row of the table is looked at."""
    rows = connection.execute(
        "SELECT hash, first, others FROM anchor_postings WHERE language_id = ? AND first <= ?",
        (language_id, version_id),
    )
    found = [value for value, first, others in rows if first == version_id or version_id in unpacked(others)]
    for value in found:
        remove(connection, language_id, value, version_id)


def read(
    connection: sqlite3.Connection, value: int, language_ids: Sequence[int], most: int
) -> Iterator[tuple[int, Sequence[int]]]:
    """The first versions under a hash, at most so many of each language; languages without any are left out.

    Most anchors are rare: one short scan finds their versions in all languages. Of the others each language is asked.
    """
    few = 8
    rows = connection.execute(
        "SELECT language_id, first, others FROM anchor_postings WHERE hash = ? ORDER BY language_id, first LIMIT ?",
        (value, few),
    ).fetchall()
    if len(rows) < few:
        held: dict[int, list[int]] = {}
        for language_id, first, others in rows:
            held.setdefault(language_id, []).extend((first, *unpacked(others)))
        yield from ((one, held[one][:most]) for one in language_ids if one in held)
        return
    for language_id in language_ids:
        versions: list[int] = []
        for first, others in connection.execute(
            "SELECT first, others FROM anchor_postings WHERE hash = ? AND language_id = ? ORDER BY first",
            (value, language_id),
        ):
            versions += (first, *unpacked(others))
            if len(versions) >= most:
                break
        if versions:
            yield language_id, versions[:most]
