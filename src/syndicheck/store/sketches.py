"""Sketches of bodies, the indexes over them, and how far each version has come on its way into a story."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from syndicheck.model.sketches import Sketch
from syndicheck.store import hash_rows, waiting_hashes
from syndicheck.store.encoding import in_chunks
from syndicheck.store.sketch_rows import SketchRows
from syndicheck.store.texts import load_texts

STORED, COMPARED, GROUPED = 0, 1, 2
"""How far a version has come; each step is committed together with its results, so a cut-off run goes on here."""


def save_sketch(
    connection: sqlite3.Connection,
    version_id: int,
    sketch: Sketch,
    *,
    sketch_id: int | None = None,
    rows: SketchRows | None = None,
) -> int:
    """Store what the indexes need, and return the sketch's id, which is its place in the order of comparison. Of equal
    bodies only the first is indexed; the others point to it.

    A new sketch is the last, unless ``sketch_id`` names a place that is free. With ``rows`` those of the indexes, and
    of what is to be compared, are only added to these; whoever gathers them writes them.
    """
    if sketch_id is None:
        sketch_id = last(connection) + 1
    body_hash = bytes.fromhex(sketch.body_hash)
    (first,) = connection.execute("SELECT min(id) FROM sketches WHERE body_hash = ?", (body_hash,)).fetchone()
    representative = sketch_id if first is None or first > sketch_id or not sketch.tokens else first
    connection.execute(
        "INSERT INTO sketches (id, version_id, body_hash, representative_id, tokens, shingles, fingerprints)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            sketch_id,
            version_id,
            body_hash,
            representative,
            sketch.tokens,
            sketch.shingles,
            len(sketch.fingerprints),
        ),
    )
    if representative == sketch_id:
        if rows is not None:
            rows.add(sketch_id, sketch)
        else:
            _index(connection, sketch_id, sketch)
    return sketch_id


def replace_sketch(
    connection: sqlite3.Connection, version_id: int, sketch: Sketch, before: Callable[[], Sketch]
) -> set[int]:
    """Give a version, whose body has changed, another sketch in the same place of the order. ``before`` makes the
    sketch of what its body was (see :func:`load_sketch`).

    Returns the sketches that would be compared with others now: this one, and those of equal body that it spoke for
    or speaks for now. Empty when the version has no sketch (a rebuild will make it) or its body is what it was.
    """
    row = connection.execute("SELECT id, body_hash FROM sketches WHERE version_id = ?", (version_id,)).fetchone()
    body_hash = bytes.fromhex(sketch.body_hash)
    if row is None or row[1] == body_hash:
        return set()
    sketch_id = int(row[0])
    left = _leave(connection, sketch_id, before)
    save_sketch(connection, version_id, sketch, sketch_id=sketch_id)
    followers: list[int] = []
    if representative_of(connection, sketch_id) == sketch_id and sketch.tokens:
        followers = _ids(connection, "body_hash = ? AND id > ?", body_hash, sketch_id)
        if followers:
            _unindex(connection, followers[0], sketch)
            _lead(connection, sketch_id, followers, sketch)
    return {sketch_id, *left, *followers}


def remove_sketch(
    connection: sqlite3.Connection, version_id: int, made: Callable[[], Sketch] | None = None
) -> set[int]:
    """Delete the sketch of a version that goes; the next one of equal body takes its place in the indexes. ``made``:
    see :func:`load_sketch`.

    Returns the sketches that it spoke for: their matches have to be found anew.
    """
    row = connection.execute("SELECT id FROM sketches WHERE version_id = ?", (version_id,)).fetchone()
    if row is None:
        return set()
    return set(_leave(connection, int(row[0]), made))


def _leave(connection: sqlite3.Connection, sketch_id: int, made: Callable[[], Sketch] | None) -> list[int]:
    """Delete a sketch, and return those that it spoke for: the first of them speaks for the others now."""
    left = _ids(connection, "representative_id = ? AND id <> ?", sketch_id, sketch_id)
    indexed = representative_of(connection, sketch_id) == sketch_id
    sketch = load_sketch(connection, sketch_id, made) if indexed else None
    if sketch is not None:
        _unindex(connection, sketch_id, sketch)
    waiting_hashes.forget(connection, [sketch_id])
    connection.execute("DELETE FROM sketches WHERE id = ?", (sketch_id,))
    if sketch is not None and left:
        _lead(connection, left[0], left, sketch)
    return left


def _ids(connection: sqlite3.Connection, where: str, *values: object) -> list[int]:
    return [row[0] for row in connection.execute(f"SELECT id FROM sketches WHERE {where} ORDER BY id", values)]


def _lead(connection: sqlite3.Connection, representative: int, followers: Sequence[int], sketch: Sketch) -> None:
    """Let one stand in the indexes for all these of equal body, whose sketch this is."""
    connection.executemany(
        "UPDATE sketches SET representative_id = ?, fingerprints = ? WHERE id = ?",
        ((representative, len(sketch.fingerprints), one) for one in followers),
    )
    _index(connection, representative, sketch)


def _index(connection: sqlite3.Connection, sketch_id: int, sketch: Sketch) -> None:
    rows = SketchRows()
    rows.add(sketch_id, sketch)
    rows.write(connection)


def _unindex(connection: sqlite3.Connection, sketch_id: int, sketch: Sketch) -> None:
    """Take a sketch out of the indexes. Where they do not have all of its hashes under it, it came into them with
    others, and they are searched for it.
    """
    for table, hashes in zip(hash_rows.TABLES, (sketch.fingerprints, sketch.bands), strict=True):
        entries = {(value, sketch_id) for value in hashes}
        if hash_rows.remove(connection, table, sorted(entries)) < len(entries):
            hash_rows.remove_everywhere(connection, table, sketch_id)


def load_sketch(connection: sqlite3.Connection, sketch_id: int, made: Callable[[], Sketch] | None = None) -> Sketch:
    """A stored sketch, with the hashes that stand in the indexes for its body.

    They are kept while the text waits to be compared, and made again of the stored text and the marks that stand in it
    afterwards. ``made`` makes it of the text as it was, where text or marks were changed since. If neither has this
    body (an older release made it), the indexes are gone through as a whole: right, but slow, and the bands are in
    another order then.

    Raises:
        KeyError: there is none with this id.
    """
    row = connection.execute(
        "SELECT r.id, r.version_id, r.fingerprints, s.shingles, s.tokens, s.body_hash FROM sketches s"
        " JOIN sketches r ON r.id = s.representative_id WHERE s.id = ?",
        (sketch_id,),
    ).fetchone()
    if row is None:
        raise KeyError(sketch_id)
    representative, version_id, size, shingles, tokens, body_hash = row
    kept = waiting_hashes.load(connection, representative) if tokens else ((), ())
    if kept is None:
        again = _of_the_text(connection, version_id) if made is None else made()
        if (again.body_hash, len(again.fingerprints)) == (body_hash.hex(), size):
            kept = again.fingerprints, again.bands
        else:
            kept = _as_indexed(connection, representative)
    fingerprints, bands = kept
    return Sketch(bands, shingles, fingerprints, tokens, body_hash.hex())


def _of_the_text(connection: sqlite3.Connection, version_id: int) -> Sketch:
    from syndicheck.matching.bodies import body_sketch  # a check asks for no sketch that is stored

    stored = load_texts(connection, [version_id])[version_id]
    return body_sketch(stored.text, stored.marks)


def _as_indexed(connection: sqlite3.Connection, representative: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    fingerprints, bands = (
        tuple(value for value, one in hash_rows.every(connection, table) if one == representative)
        for table in hash_rows.TABLES
    )
    return fingerprints, bands


def representative_of(connection: sqlite3.Connection, sketch_id: int) -> int:
    """The first sketch with the same body."""
    (representative,) = connection.execute(
        "SELECT representative_id FROM sketches WHERE id = ?", (sketch_id,)
    ).fetchone()
    return int(representative)


def version_of(connection: sqlite3.Connection, sketch_id: int) -> int:
    """The version that a sketch is of."""
    (version_id,) = connection.execute("SELECT version_id FROM sketches WHERE id = ?", (sketch_id,)).fetchone()
    return int(version_id)


def sketches_of(connection: sqlite3.Connection, version_ids: Iterable[int]) -> set[int]:
    """The sketches of these versions; one that has none, because a rebuild is under way, is left out."""
    return {
        sketch_id
        for chunk in in_chunks(sorted(set(version_ids)))
        for (sketch_id,) in connection.execute(
            f"SELECT id FROM sketches WHERE version_id IN ({','.join('?' * len(chunk))})", chunk
        )
    }


def bodies_of(connection: sqlite3.Connection, version_ids: Iterable[int]) -> dict[int, int]:
    """By version the sketch that speaks for all of its body; versions without a sketch are left out."""
    return {
        version_id: representative_id
        for chunk in in_chunks(sorted(set(version_ids)))
        for version_id, representative_id in connection.execute(
            f"SELECT version_id, representative_id FROM sketches WHERE version_id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
    }


def articles_of(connection: sqlite3.Connection, sketch_ids: Sequence[int]) -> list[int]:
    """The articles that sketches belong to, ascending."""
    found = {
        article_id
        for chunk in in_chunks(sketch_ids)
        for (article_id,) in connection.execute(
            "SELECT v.article_id FROM sketches s JOIN article_versions v ON v.id = s.version_id"
            f" WHERE s.id IN ({','.join('?' * len(chunk))})",
            chunk,
        )
    }
    return sorted(found)


def waiting(connection: sqlite3.Connection, state: int, limit: int, *, after: int = 0) -> list[int]:
    """Sketches in this state behind a certain one, in the order of comparison."""
    rows = connection.execute(
        "SELECT id FROM sketches WHERE state = ? AND state < 2 AND id > ? ORDER BY id LIMIT ?", (state, after, limit)
    )
    return [sketch_id for (sketch_id,) in rows]


def all_waiting(connection: sqlite3.Connection) -> list[int]:
    """Every sketch that is not in its story yet."""
    return [row[0] for row in connection.execute("SELECT id FROM sketches WHERE state < 2 ORDER BY id")]


def count_waiting(connection: sqlite3.Connection, state: int) -> int:
    """How many versions are in this state."""
    (count,) = connection.execute("SELECT count(*) FROM sketches WHERE state = ? AND state < 2", (state,)).fetchone()
    return int(count)


def last(connection: sqlite3.Connection) -> int:
    """The sketch with the largest id, 0 where there is none: about as many as there are, and known at once."""
    (found,) = connection.execute("SELECT coalesce(max(id), 0) FROM sketches").fetchone()
    return int(found)


def count(connection: sqlite3.Connection) -> int:
    """How many sketches there are."""
    (number,) = connection.execute("SELECT count(*) FROM sketches").fetchone()
    return int(number)


def advance(connection: sqlite3.Connection, sketch_ids: Iterable[int], state: int) -> None:
    """Note that versions have reached a state; the caller holds the transaction that also saves the results."""
    reached = list(sketch_ids)
    connection.executemany("UPDATE sketches SET state = ? WHERE id = ?", ((state, one) for one in reached))
    if state >= COMPARED:
        waiting_hashes.forget(connection, reached)


def look_again(connection: sqlite3.Connection, sketch_ids: Iterable[int], state: int) -> None:
    """Send versions back to a state that they are past already; the caller holds the transaction."""
    connection.executemany(
        "UPDATE sketches SET state = ? WHERE id = ? AND state > ?", ((state, one, state) for one in sketch_ids)
    )


def representatives(connection: sqlite3.Connection, sketch_ids: Sequence[int]) -> dict[int, int]:
    """Those of the sketches that speak for their equals, each with its version."""
    return _versions(connection, sketch_ids, "AND representative_id = id")


def versions_of(connection: sqlite3.Connection, sketch_ids: Sequence[int]) -> dict[int, int]:
    """The version that each sketch is of, in the order of the sketches given."""
    found = _versions(connection, sketch_ids, "")
    return {sketch_id: found[sketch_id] for sketch_id in sketch_ids}


def _versions(connection: sqlite3.Connection, sketch_ids: Sequence[int], further: str) -> dict[int, int]:
    return {
        sketch_id: version_id
        for chunk in in_chunks(sketch_ids)
        for sketch_id, version_id in connection.execute(
            f"SELECT id, version_id FROM sketches WHERE id IN ({','.join('?' * len(chunk))}) {further}", chunk
        )
    }
