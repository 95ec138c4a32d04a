"""Verified matches with their passages."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.model.matches import Match, MatchClass, Passage
from syndicheck.model.spans import Span
from syndicheck.store.encoding import in_chunks
from syndicheck.store.match_reasons import match_reasons_json, read_match_reasons


class StoredMatch(Struct, frozen=True):
    """A match between two stored versions; ``match`` has A's side first, and A is the version with the smaller id."""

    id: int
    a_id: int
    b_id: int
    a_version_id: int
    b_version_id: int
    match: Match


def save_match(
    connection: sqlite3.Connection,
    a: tuple[int, int],
    b: tuple[int, int],
    match: Match,
) -> int:
    """Store a match between ``a`` and ``b`` (article id, version id) and return its id.

    A pair that is stored already keeps its row: the comparison of two texts does not change by itself. What was made
    for a story only is replaced.
    """
    match_id, is_new = _saved(connection, a, b, match)
    if not is_new and connection.execute("DELETE FROM story_matches WHERE match_id = ?", (match_id,)).rowcount:
        match = match if a[1] < b[1] else match.swapped()
        connection.execute(
            "UPDATE matches SET (class, share_a, share_b, resemblance, score, reasons) = (?, ?, ?, ?, ?, ?)"
            " WHERE id = ?",
            (*_facts(match), match_id),
        )
        connection.execute("DELETE FROM match_spans WHERE match_id = ?", (match_id,))
        _save_spans(connection, match_id, match)
    return match_id


def save_story_match(connection: sqlite3.Connection, a: tuple[int, int], b: tuple[int, int], match: Match) -> int:
    """The same for a match that was made to show what an article shares with its story's source."""
    match_id, is_new = _saved(connection, a, b, match)
    if is_new:
        connection.execute("INSERT INTO story_matches (match_id) VALUES (?)", (match_id,))
    return match_id


def story_matches(connection: sqlite3.Connection, match_ids: Iterable[int]) -> set[int]:
    """Those of the matches that were made for a story."""
    return {
        match_id
        for chunk in in_chunks(sorted(match_ids))
        for (match_id,) in connection.execute(
            f"SELECT match_id FROM story_matches WHERE match_id IN ({','.join('?' * len(chunk))})", chunk
        )
    }


def drop_story_matches(connection: sqlite3.Connection, public_ids: Iterable[str], kept: Collection[int]) -> None:
    """Delete what was made for these stories, but for the matches that are kept. The caller holds the transaction, and
    has the stories replaced.
    """
    gone = [
        (match_id,)
        for public_id in public_ids
        for (match_id,) in connection.execute(
            "SELECT m.match_id FROM stories s JOIN story_articles sa ON sa.story_id = s.id"
            " JOIN story_matches m ON m.match_id = sa.match_id WHERE s.public_id = ?",
            (public_id,),
        ).fetchall()
        if match_id not in kept
    ]
    connection.executemany("UPDATE story_articles SET match_id = NULL WHERE match_id = ?", gone)
    connection.executemany("DELETE FROM matches WHERE id = ?", gone)


def _saved(connection: sqlite3.Connection, a: tuple[int, int], b: tuple[int, int], match: Match) -> tuple[int, bool]:
    """The row of a match, and whether it was made now."""
    if a[1] > b[1]:
        a, b, match = b, a, match.swapped()
    cursor = connection.execute(
        "INSERT OR IGNORE INTO matches (a_id, b_id, a_version_id, b_version_id, class, share_a, share_b,"
        " resemblance, score, reasons) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (a[0], b[0], a[1], b[1], *_facts(match)),
    )
    if cursor.rowcount == 0:
        (match_id,) = connection.execute(
            "SELECT id FROM matches WHERE a_version_id = ? AND b_version_id = ?", (a[1], b[1])
        ).fetchone()
        return int(match_id), False
    match_id = int(cursor.lastrowid or 0)
    _save_spans(connection, match_id, match)
    return match_id, True


def _facts(match: Match) -> tuple[object, ...]:
    return (
        match.match_class.value,
        match.share_a,
        match.share_b,
        match.resemblance,
        match.score,
        match_reasons_json(match),
    )


def _save_spans(connection: sqlite3.Connection, match_id: int, match: Match) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO match_spans (match_id, a_start, a_end, b_start, b_end, tokens)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        ((match_id, p.a.start, p.a.end, p.b.start, p.b.end, p.tokens) for p in match.passages),
    )


def forget_matches(connection: sqlite3.Connection, version_id: int) -> set[int]:
    """Delete the matches of a version whose body has changed; returns the versions it had them with.

    The caller holds the transaction, and has the stories around formed anew.
    """
    rows = connection.execute(
        "SELECT id, a_version_id, b_version_id FROM matches WHERE a_version_id = ?1 OR b_version_id = ?1", (version_id,)
    ).fetchall()
    ids = [(row[0],) for row in rows]
    connection.executemany("UPDATE story_articles SET match_id = NULL WHERE match_id = ?", ids)
    connection.executemany("DELETE FROM matches WHERE id = ?", ids)
    return {other for row in rows for other in row[1:] if other != version_id}


def load_matches(connection: sqlite3.Connection, match_ids: Sequence[int]) -> dict[int, StoredMatch]:
    """Matches with passages and reasons, by id."""
    return {
        stored.id: stored
        for chunk in in_chunks(match_ids)
        for stored in _read(connection, f"m.id IN ({','.join('?' * len(chunk))})", chunk)
    }


def matches_among(connection: sqlite3.Connection, article_ids: Sequence[int]) -> Iterator[StoredMatch]:
    """All stored matches in which *both* articles are among the given ones."""
    wanted = set(article_ids)
    for chunk in in_chunks(sorted(wanted)):
        for stored in _read(connection, f"m.a_id IN ({','.join('?' * len(chunk))})", chunk):
            if stored.b_id in wanted:
                yield stored


def neighbours(connection: sqlite3.Connection, article_ids: Sequence[int], classes: Iterable[MatchClass]) -> set[int]:
    """Articles with a stored match of one of the classes with any of the given articles."""
    wanted = sorted(c.value for c in classes)
    classes_sql = ",".join("?" * len(wanted))
    found: set[int] = set()
    for chunk in in_chunks(article_ids):
        places = ",".join("?" * len(chunk))
        rows = connection.execute(
            f"SELECT b_id FROM matches WHERE a_id IN ({places}) AND class IN ({classes_sql})"
            f" UNION SELECT a_id FROM matches WHERE b_id IN ({places}) AND class IN ({classes_sql})",
            [*chunk, *wanted, *chunk, *wanted],
        )
        found.update(article_id for (article_id,) in rows)
    return found


def _read(connection: sqlite3.Connection, where: str, values: Sequence[int]) -> Iterator[StoredMatch]:
    rows = connection.execute(
        "SELECT m.id, m.a_id, m.b_id, m.a_version_id, m.b_version_id, m.class, m.share_a, m.share_b,"
        # with the plus: SQLite must not go through all matches because they lie in this order
        f" m.resemblance, m.score, m.reasons FROM matches m WHERE {where} ORDER BY +m.id",
        values,
    ).fetchall()
    spans: dict[int, list[Passage]] = {row[0]: [] for row in rows}
    for chunk in in_chunks(sorted(spans)):
        for match_id, a_start, a_end, b_start, b_end, tokens in connection.execute(
            "SELECT match_id, a_start, a_end, b_start, b_end, tokens FROM match_spans"
            f" WHERE match_id IN ({','.join('?' * len(chunk))}) ORDER BY match_id, a_start, b_start",
            chunk,
        ):
            spans[match_id].append(Passage(Span(a_start, a_end), Span(b_start, b_end), tokens))
    for row in rows:
        plain = Match(
            match_class=MatchClass(row[5]),
            share_a=row[6],
            share_b=row[7],
            resemblance=row[8],
            score=row[9],
            passages=tuple(spans[row[0]]),
        )
        yield StoredMatch(
            id=row[0],
            a_id=row[1],
            b_id=row[2],
            a_version_id=row[3],
            b_version_id=row[4],
            match=replace(plain, reasons=read_match_reasons(row[10], plain)),
        )
