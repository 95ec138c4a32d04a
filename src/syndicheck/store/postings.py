"""Which sketches hold an anchor, and where: rows of up to 200 sketches, in the order of their ids.

A row for each sketch would take four times the room. What a batch of articles adds to an anchor is written at once;
mostly it goes to the end of the anchor's last row. A row goes by its smallest sketch, the others follow in a blob as
distances from the one before; where the anchor stands in each of them is a byte in a second one.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from syndicheck.store.encoding import damaged

FULL = 200
"""Sketches in a row that gets no more."""

_KEY = "hash = ? AND language_id = ? AND first"


_WIDTHS = {1: "B", 2: "H", 4: "I"}
"""Bytes of a number, and how :mod:`array` calls such numbers."""


def packed(sketches: Sequence[int]) -> bytes:
    """Ascending sketch ids without the first, little-endian: their distances as uint8 or uint16, if all fit, else the
    ids themselves as uint32.
    """
    steps = [later - earlier for earlier, later in pairwise(sketches)]
    widest = max(steps, default=0)
    if widest < 1 << 8:
        return _bytes("B", steps)
    return _bytes("H", steps) if widest < 1 << 16 else _bytes("I", sketches[1:])


def unpacked(first: int, others: bytes, count: int) -> Sequence[int]:
    """The ``count`` sketch ids of a row, the first included: the inverse of :func:`packed`."""
    if count < 2:
        return (first,)
    width = len(others) // (count - 1)
    values = array(_WIDTHS[width])
    values.frombytes(others)
    if sys.byteorder == "big":
        values.byteswap()
    return (first, *values) if width == 4 else tuple(accumulate(values, initial=first))


def _bytes(typecode: str, numbers: Iterable[int]) -> bytes:
    values = array(typecode, numbers)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


class Row(NamedTuple):
    """Sketches in ascending order, and of each the step at which the anchor stands in its text (0…255)."""

    sketches: Sequence[int]
    steps: bytes


def add(connection: sqlite3.Connection, language_id: int, found: Iterable[tuple[int, int, int]]) -> None:
    """Note sketches of one language under hashes: hash, sketch and step, of which none is noted yet."""
    held: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for value, sketch_id, step in found:
        held[value].append((sketch_id, step))
    values = sorted(held)
    last_rows = connection.execute(  # one statement for all: half of the time of one for each
        "SELECT first, others, steps FROM json_each(?1) asked LEFT JOIN anchor_postings"
        " ON hash = asked.value AND language_id = ?2 AND first ="
        " (SELECT max(first) FROM anchor_postings WHERE hash = asked.value AND language_id = ?2) ORDER BY asked.key",
        (f"[{','.join(map(str, values))}]", language_id),
    ).fetchall()
    changes = _Changes([], [])
    for value, last in zip(values, last_rows, strict=True):
        sketches = held[value]
        sketches.sort()  # mostly they are in order
        if last[0] is None:
            changes.join(value, None, sketches, FULL)
        elif last[0] < sketches[0][0]:
            changes.join(value, last, sketches, FULL)
        else:
            _add_between(connection, value, language_id, sketches)
    changes.write(connection, language_id)


def _add_between(connection: sqlite3.Connection, value: int, language_id: int, held: Sequence[tuple[int, int]]) -> None:
    """Add sketches of which some stand before those noted last, as when all is derived again in another order."""
    done = 0
    while done < len(held):
        row = connection.execute(
            f"SELECT first, others, steps FROM anchor_postings WHERE {_KEY} < ? ORDER BY first DESC LIMIT 1",
            (value, language_id, held[done][0]),
        ).fetchone()
        (behind,) = connection.execute(
            f"SELECT min(first) FROM anchor_postings WHERE {_KEY} > ?", (value, language_id, held[done][0])
        ).fetchone()
        until = len(held) if behind is None else bisect_left(held, (behind, 0))
        changes = _Changes([], [])
        changes.join(value, row, held[done:until], FULL if behind is None else FULL // 2)
        changes.write(connection, language_id)
        done = until


def unpacked_row(first: int, others: bytes, steps: bytes) -> Row:
    """A row as it was stored.

    Raises:
        StoreError: it is damaged.
    """
    steps = steps or bytes(1 + len(others) // 4)  # what an older program wrote knows of no steps, nor of distances
    try:
        sketches = unpacked(first, others, len(steps))
    except (LookupError, ValueError):
        raise damaged() from None
    if len(sketches) != len(steps):
        raise damaged()
    return Row(sketches, steps)


class _Changes(NamedTuple):
    """Rows to be written: those that get longer, and new ones."""

    longer: list[tuple[bytes, bytes, int, int]]
    new: list[tuple[int, int, bytes, bytes]]

    def join(
        self, value: int, row: tuple[int, bytes, bytes] | None, held: Sequence[tuple[int, int]], size: int
    ) -> None:
        """Put sketches into a row of a hash, or into a new one; what is too long becomes rows of ``size``."""
        if row is not None and (longer := _appended(*row, held)) is not None:
            self.longer.append((*longer, value, row[0]))
            return
        joined = held if row is None else sorted([*zip(*unpacked_row(*row), strict=True), *held])
        step = size if len(joined) > FULL else FULL
        pieces = [packed_row(joined[start : start + step]) for start in range(0, len(joined), step)]
        if row is not None:
            _, others, steps = pieces.pop(0)
            self.longer.append((others, steps, value, row[0]))
        self.new.extend((value, *piece) for piece in pieces)

    def write(self, connection: sqlite3.Connection, language_id: int) -> None:
        """Write them."""
        connection.executemany(
            f"UPDATE anchor_postings SET others = ?1, steps = ?2"
            f" WHERE hash = ?3 AND language_id = {language_id} AND first = ?4",
            self.longer,
        )
        connection.executemany(
            f"INSERT INTO anchor_postings (hash, language_id, first, others, steps) VALUES (?, {language_id}, ?, ?, ?)",
            self.new,
        )


def _appended(first: int, others: bytes, steps: bytes, held: Sequence[tuple[int, int]]) -> tuple[bytes, bytes] | None:
    """A row with sketches behind its last one, as :func:`packed_row` would make it; ``None`` where more is to be done
    than to write their distances behind its own. That is what a new article mostly does.
    """
    width = len(others) // (len(steps) - 1) if len(steps) > 1 else 0
    if width not in (1, 2) or len(steps) + len(held) > FULL:
        return None
    distances = array(_WIDTHS[width])
    distances.frombytes(others)
    if sys.byteorder == "big":
        distances.byteswap()
    last = first + sum(distances)
    further = [later - earlier for earlier, later in pairwise((last, *(sketch_id for sketch_id, _ in held)))]
    if min(further) < 1 or max(further) >= 1 << 8 * width:
        return None
    return others + _bytes(_WIDTHS[width], further), steps + bytes(step for _, step in held)


def packed_row(held: Sequence[tuple[int, int]]) -> tuple[int, bytes, bytes]:
    """A row as it is stored: its smallest sketch, the others, the steps of all."""
    if len(held) == 1:  # most anchors are of one text alone
        return held[0][0], b"", bytes((held[0][1],))
    return held[0][0], packed([sketch_id for sketch_id, _ in held]), bytes(step for _, step in held)


def remove(connection: sqlite3.Connection, language_id: int, value: int, sketch_id: int) -> bool:
    """Take a sketch out from under a hash; tells whether it was there."""
    row = connection.execute(
        f"SELECT first, others, steps FROM anchor_postings WHERE {_KEY} <= ? ORDER BY first DESC LIMIT 1",
        (value, language_id, sketch_id),
    ).fetchone()
    if row is None:
        return False
    held = list(zip(*unpacked_row(*row), strict=True))
    left = [one for one in held if one[0] != sketch_id]
    if len(left) == len(held):
        return False
    if left:
        connection.execute(
            f"UPDATE anchor_postings SET first = ?, others = ?, steps = ? WHERE {_KEY} = ?",
            (*packed_row(left), value, language_id, row[0]),
        )
    else:
        connection.execute(f"DELETE FROM anchor_postings WHERE {_KEY} = ?", (value, language_id, row[0]))
    return True


def remove_everywhere(connection: sqlite3.Connection, language_id: int, sketch_id: int) -> None:
    """Take a sketch out wherever it stands: every row of the table is looked at."""
    rows = connection.execute(
        "SELECT hash, first, others, steps FROM anchor_postings WHERE language_id = ? AND first <= ?",
        (language_id, sketch_id),
    )
    found = [value for value, *row in rows if sketch_id in unpacked_row(*row).sketches]
    for value in found:
        remove(connection, language_id, value, sketch_id)


def read(
    connection: sqlite3.Connection, value: int, language_ids: Sequence[int], most: int, before: int | None = None
) -> Iterator[tuple[int, Row]]:
    """The first sketches under a hash, at most so many of each language, with ``before`` only those with smaller ids;
    languages without any are left out.

    Of most anchors one short scan finds the sketches in all languages. Of the others each language is asked, as where
    it is only one: a long list is not read beyond what is asked for.
    """
    if len(language_ids) > 1:
        few = 64
        of_all = connection.execute(
            "SELECT language_id, first, others, steps FROM anchor_postings WHERE hash = ?"
            " ORDER BY language_id, first LIMIT ?",
            (value, few),
        ).fetchall()
        if len(of_all) < few:
            held = {one: [row for _, *row in some] for one, some in groupby(of_all, key=itemgetter(0))}
            found = ((one, _first(held[one], most, before)) for one in language_ids if one in held)
            yield from ((one, row) for one, row in found if row.sketches)
            return
    for language_id in language_ids:
        rows = connection.execute(
            "SELECT first, others, steps FROM anchor_postings WHERE hash = ? AND language_id = ? ORDER BY first",
            (value, language_id),
        )
        if (row := _first(rows, most, before)).sketches:
            yield language_id, row


def read_many(connection: sqlite3.Connection, values: Sequence[int], language_id: int, most: int) -> Iterator[Row]:
    """The first sketches of one language under each of some hashes, in their order: what :func:`read` finds."""
    first_rows = connection.execute(  # one statement for all: half of the time of one for each
        "SELECT asked.value, first, others, steps,"
        " EXISTS (SELECT 1 FROM anchor_postings n WHERE n.hash = p.hash AND n.language_id = ?2 AND n.first > p.first)"
        " FROM json_each(?1) asked JOIN anchor_postings p ON hash = asked.value AND language_id = ?2 AND first ="
        " (SELECT min(first) FROM anchor_postings WHERE hash = asked.value AND language_id = ?2) ORDER BY asked.key",
        (f"[{','.join(map(str, values))}]", language_id),
    )
    for value, first, others, steps, goes_on in first_rows.fetchall():
        if goes_on and len(steps) < most:
            yield from (row for _, row in read(connection, value, [language_id], most))
        else:
            yield _first(((first, others, steps),), most, None)


def _first(rows: Iterable[tuple[int, bytes, bytes]], most: int, before: int | None) -> Row:
    """The beginning of rows that follow each other; no more of them are looked at than that takes."""
    held: list[Row] = []
    count = 0
    for row in rows:
        if before is not None and row[0] >= before:
            break
        held.append(unpacked_row(*row))
        count += len(held[-1].steps)
        if count >= most:
            break
    if len(held) == 1:
        ((sketches, steps),) = held
    else:
        sketches = [sketch_id for one in held for sketch_id in one.sketches]
        steps = b"".join(one.steps for one in held)
    end = most if before is None or not sketches or sketches[-1] < before else min(most, bisect_left(sketches, before))
    return Row(sketches, steps) if count <= end else Row(sketches[:end], steps[:end])


def every(connection: sqlite3.Connection) -> Iterator[tuple[int, Sequence[int]]]:
    """Each row of the index, in its order: a hash, and sketches that have its anchor."""
    for value, *row in connection.execute(
        "SELECT hash, first, others, steps FROM anchor_postings ORDER BY hash, language_id, first"
    ):
        yield value, unpacked_row(*row).sketches


def pack_anew(connection: sqlite3.Connection) -> None:
    """Write distances where an older program wrote sketch ids; the caller holds the transaction."""
    connection.create_function("packed_anew", 3, lambda *row: packed(unpacked_row(*row).sketches), deterministic=True)
    connection.execute(
        "UPDATE anchor_postings SET others = packed_anew(first, others, steps)"
        " WHERE steps <> x'' AND length(others) = 4 * (length(steps) - 1) AND others <> x''"
    )
