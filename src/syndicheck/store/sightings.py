"""The times of an article, as its records, its page and its address give them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from syndicheck.model.times import FUTURE, Precision, Sighting, Zone
from syndicheck.store.encoding import compact_json, in_chunks, iso, read_iso, read_json

AHEAD = f'"{FUTURE}"'
"""What the flags (JSON) of a time hold that lay in the future when it was read first. Not by compact_json: a check
would load JSON for it.
"""


def save_sightings(connection: sqlite3.Connection, article_id: int, sightings: Sequence[Sighting]) -> None:
    """Store an article's times; one that is there already is read anew, its raw form being what counts. Only one that
    lay in the future stays unusable: that it no longer does makes it no better.
    """
    connection.executemany(
        "INSERT INTO sightings (article_id, kind, source, raw, start, end, precision, zone, zone_name,"
        " flags, usable) VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
        " ON CONFLICT (article_id, kind, source, raw) DO UPDATE SET start = excluded.start, end = excluded.end,"
        " precision = excluded.precision, zone = excluded.zone, zone_name = excluded.zone_name,"
        " flags = iif(instr(sightings.flags, ?1), sightings.flags, excluded.flags),"
        " usable = iif(instr(sightings.flags, ?1), 0, excluded.usable)",
        (
            (
                AHEAD,
                article_id,
                s.kind,
                s.source,
                s.raw,
                iso(s.start),
                iso(s.end),
                s.precision.value,
                s.zone.value,
                s.zone_name,
                compact_json(list(s.flags)),
                int(s.usable),
            )
            for s in sightings
        ),
    )


def still_usable(
    connection: sqlite3.Connection, article_id: int, sightings: Sequence[Sighting]
) -> tuple[Sighting, ...]:
    """These times without those that lay in the future when they were read first."""
    stored = set(
        connection.execute(
            "SELECT kind, source, raw FROM sightings WHERE article_id = ? AND instr(flags, ?)", (article_id, AHEAD)
        )
    )
    return tuple(one for one in sightings if (one.kind, one.source, one.raw) not in stored)


def load_sightings(connection: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, list[tuple[int, Sighting]]]:
    """Sightings with their row ids, by article id, in a fixed order."""
    found: dict[int, list[tuple[int, Sighting]]] = {article_id: [] for article_id in article_ids}
    for chunk in in_chunks(article_ids):
        for row in connection.execute(
            "SELECT id, article_id, kind, source, raw, start, end, precision, zone, zone_name, flags, usable"
            f" FROM sightings WHERE article_id IN ({','.join('?' * len(chunk))})"
            " ORDER BY article_id, kind, source, raw",
            chunk,
        ):
            found[row[1]].append((row[0], read_sighting(row[2:])))
    return found


def read_sighting(row: Sequence[Any]) -> Sighting:
    """A sighting from its columns, from ``kind`` to ``usable`` in the order of the table."""
    return Sighting(
        kind=row[0],
        source=row[1],
        raw=row[2],
        start=read_iso(row[3]),
        end=read_iso(row[4]),
        precision=Precision(row[5]),
        zone=Zone(row[6]),
        zone_name=row[7],
        flags=tuple(read_json(row[8])),
        usable=bool(row[9]),
    )
