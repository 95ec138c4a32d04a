"""Opening databases: ours, others', locked, read-only, broken."""

from __future__ import annotations

import os
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests import newsroom
from tests.otheruser import as_another_user, folder_for_all, other_user

from syndicheck.api import ingest
from syndicheck.cli import cli
from syndicheck.errors import (
    ForeignDatabase,
    InputError,
    StoreError,
    StoreLocked,
    StoreReadOnly,
    SyndicheckError,
    VersionMismatch,
)
from syndicheck.fingerprint.minhash import bands, signature
from syndicheck.fingerprint.shingles import shingle_hashes
from syndicheck.matching.bodies import body_sketch
from syndicheck.matching.evidence import body_tokens
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.model.matches import Match, MatchClass, Passage
from syndicheck.model.reasons import Reason
from syndicheck.model.sketches import Sketch
from syndicheck.model.spans import Span
from syndicheck.pipeline import reindex
from syndicheck.readers import sqlite as sqlite_reader
from syndicheck.readonly import AS_IT_STANDS, plain_address, stands_alone
from syndicheck.store import database as database_module
from syndicheck.store import hash_rows, matches, postings, schema
from syndicheck.store.database import Database, check_versions
from syndicheck.store.descriptions import metadata
from syndicheck.store.encoding import iso, read_iso
from syndicheck.store.index_words import words_of
from syndicheck.store.merging import attached
from syndicheck.store.postings import unpacked
from syndicheck.store.schema.anchors import ANCHOR_STEPS, ANCHOR_TABLES, POSTING_TABLES
from syndicheck.store.schema.core import REFERRING_INDEXES, TABLES, VIEWS
from syndicheck.store.schema.file import FORMAT
from syndicheck.store.schema.sketches import INDEXES, SKETCHES_WITH_HASHES
from syndicheck.store.searching import search
from syndicheck.store.sketches import STORED, load_sketch, look_again
from syndicheck.store.texts import load_texts
from syndicheck.store.waiting_hashes import keep, row_of
from syndicheck.store.writers import one_run

RELEASED = [
    "m001_initial",
    "m002_learned_blocks_and_release_ids",
    "m003_reviews",
    "m004_hidden_text",
    "m007_anchors",
    "m010_anchors_of_all_languages_together",
    "m008_feeds",
    "m009_outlets",
    "m010_lineage",
    "m011_webhooks",
    "m012_outlet_ties",
    "m013_what_feeds_ask_for",
    "m014_small_indexes",
    "m015_where_anchors_stand",
    "m016_rarest_anchors",
    "m017_holdings",
    "m018_present_marks_and_articles_of_an_outlet",
    "m019_indexes_in_rows_of_many",
]
"""What databases remember: under another name a migration would be applied to them once more."""


def _foreign_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def _no_database(path: Path) -> None:
    path.write_bytes(b"Dear editor, please find attached\n" * 200)


def _newer_format(path: Path) -> None:
    Database(path, write=True).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")


def _truncated(path: Path) -> None:
    Database(path, write=True).close()
    path.write_bytes(path.read_bytes()[:5000])


def _no_names(path: Path) -> None:
    """What SQLite says of this damage is no UTF-8."""
    Database(path, write=True).close()
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE articles", b"CREATE TA\x80LE articles", 1))


def _folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (_foreign_tables, ForeignDatabase, "was not made by syndicheck"),
        (_no_database, ForeignDatabase, "not an SQLite database"),
        (_newer_format, VersionMismatch, "pip install -U syndicheck"),
        (_truncated, StoreError, "damaged"),
        (_no_names, StoreError, "damaged"),
        (_folder, InputError, "is a folder"),
    ],
)
def test_files_that_are_no_database_of_ours(
    tmp_path: Path, make: Callable[[Path], None], error: type[SyndicheckError], says: str, write: bool
) -> None:
    path = tmp_path / "news.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error) as caught:
        Database(path, write=write)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before, "a refused file must not be changed"


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"No database at .*ingest PATH --db"):
        Database(tmp_path / "none.db")
    with pytest.raises(InputError, match=r"folder of .* does not exist"):
        Database(tmp_path / "nowhere" / "news.db", write=True)


def test_an_empty_file_is_a_new_database_for_writing_only(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.touch()
    with pytest.raises(StoreError, match="is empty: it is being made just now"):
        Database(path)
    Database(path, write=True).close()
    Database(path).close()


def test_a_copy_of_a_database_that_is_being_made_is_put_off(tmp_path: Path) -> None:
    """Whoever makes it has the file, and has committed nothing yet."""
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as maker:
        maker.execute("PRAGMA journal_mode = WAL")
        maker.execute("BEGIN IMMEDIATE")
        maker.execute("CREATE TABLE articles (id)")
        done = CliRunner().invoke(cli, ["backup", str(tmp_path / "copy.db"), "--db", str(path)])
        assert isinstance(done.exception, StoreError)
        assert not isinstance(done.exception, ForeignDatabase)
        assert "again in a moment" in str(done.exception)
        maker.execute("ROLLBACK")
    assert not (tmp_path / "copy.db").exists()


def test_a_process_killed_before_the_first_migration_leaves_a_usable_file(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set, name, applied_at)")
    Database(path, write=True).close()
    Database(path).close()


def names_of_outlets(path: Path) -> str:
    with Database(path) as database:
        return str(database.connection.execute("SELECT name FROM outlets").fetchall())


def one_outlet(path: Path) -> None:
    with Database(path, write=True) as database, database.transaction() as connection:
        connection.execute("INSERT INTO outlets (name) VALUES ('Nordkurier')")


MODES = [(0o444, 0o555), (0o644, 0o555), (0o666, 0o555), (0o644, 0o755), (0o666, 0o755)]


@other_user
@pytest.mark.parametrize(("file", "folder"), MODES)
def test_who_may_only_read_can_read(file: int, folder: int) -> None:
    """SQLite wants to make a file beside the database; the folder does not let this user."""
    if os.geteuid() != 0 and folder & 0o200:
        pytest.skip("only root can be another user")
    with folder_for_all() as where:
        path = where / "news.db"
        one_outlet(path)
        path.chmod(file)
        where.chmod(folder)
        assert as_another_user(lambda: names_of_outlets(path)) == "[('Nordkurier',)]"
        assert as_another_user(lambda: str(list(copy_names(path)))) == "['Nordkurier']"
        assert as_another_user(lambda: titles_as_records(path)) == "['Nordkurier']"
        refused = as_another_user(lambda: str(Database(path, write=True)))
        assert refused.startswith("StoreReadOnly:")
        assert "read-only" in refused
        assert [one.name for one in where.iterdir()] == ["news.db"]


def titles_as_records(path: Path) -> str:
    records = list(sqlite_reader.read_file(path, "news.db", "SELECT name AS title, 'Words.' AS text FROM outlets"))
    return str([record.title if isinstance(record, RawArticle) else record for record in records])


def copy_names(path: Path) -> Iterator[str]:
    """Names of outlets, by way of a new database that the file is attached to."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Database(Path(folder) / "copy.db", write=True) as database,
        attached(database, [path]) as (other,),
    ):
        yield from (name for (name,) in database.connection.execute(f"SELECT name FROM {other}.outlets"))


@other_user
def test_who_may_only_read_is_told_when_the_file_was_written_meanwhile() -> None:
    with folder_for_all() as where:
        path = where / "news.db"
        one_outlet(path)

        def looks(write: Callable[[], None]) -> str:
            with Database(path) as database:
                write()
                return str(database.connection.execute("SELECT count(*) FROM outlets").fetchone())

        def writes() -> None:
            child.stdin.write("now\n")
            child.stdin.flush()
            child.stdout.readline()

        with subprocess.Popen(
            [sys.executable, "-c", WRITES_WHEN_TOLD, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdin is not None
            assert child.stdout is not None
            path.chmod(0o444)
            where.chmod(0o555)
            assert as_another_user(lambda: looks(lambda: None)) == "(1,)"
            if os.geteuid() == 0:
                said = as_another_user(lambda: looks(writes))
                assert said.startswith("StoreError:")
                assert "was written to while it was read" in said
                assert "Run the same command again" in said


@pytest.mark.parametrize(("alone", "codes"), [(True, ["changed-meanwhile"]), (False, [])])
def test_records_of_a_database_that_was_written_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: bool, codes: list[str]
) -> None:
    path = tmp_path / "news.db"
    one_outlet(path)
    if alone:
        monkeypatch.setattr(sqlite_reader, "address", lambda file: plain_address(file) + AS_IT_STANDS)
    records = sqlite_reader.read_file(path, "news.db", "SELECT name AS title, 'Words.' AS text FROM outlets")
    assert isinstance(next(records), RawArticle)
    os.utime(path, (0, 0))
    assert [record.code for record in records if isinstance(record, Problem)] == codes


WRITES_WHEN_TOLD = """
import sqlite3, sys
sys.stdin.readline()
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("INSERT INTO outlets (name) VALUES ('Herald')")
connection.close()
print("done", flush=True)
"""


@other_user
def test_what_waits_beside_a_file_is_not_passed_over() -> None:
    """A log or a journal that nobody may play in: the file alone is not all there is."""
    with folder_for_all() as where:
        path = where / "news.db"
        one_outlet(path)
        for suffix in ("-wal", "-journal"):
            beside = where / f"news.db{suffix}"
            beside.write_bytes(b"x" * 4096)
            assert not stands_alone(path, sqlite3.OperationalError("attempt to write a readonly database"))
            beside.write_bytes(b"")
            assert stands_alone(path, sqlite3.OperationalError("attempt to write a readonly database"))
            beside.unlink()
        assert not stands_alone(path, sqlite3.OperationalError("database is locked"))
        link = where / "link.db"
        link.symlink_to(path)
        (where / "news.db-wal").write_bytes(b"x" * 4096)
        assert not stands_alone(link, sqlite3.OperationalError("attempt to write a readonly database"))


def test_a_read_only_refusal_is_recognised_whoever_runs_the_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.db"
    Database(path, write=True).close()
    monkeypatch.setattr(os, "access", lambda target, mode: Path(target) != path)
    with pytest.raises(StoreReadOnly, match=r"news\.db is read-only"):
        Database(path, write=True)


def test_a_link_in_a_read_only_folder_leads_to_a_database_that_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, locked = tmp_path / "news.db", tmp_path / "locked"
    one_outlet(path)
    locked.mkdir()
    (locked / "link.db").symlink_to(path)
    monkeypatch.setattr(os, "access", lambda target, mode: Path(target) != locked)
    Database(locked / "link.db", write=True).close()
    monkeypatch.setattr(os, "access", lambda target, mode: Path(target) != tmp_path)
    with pytest.raises(StoreReadOnly, match=r"The folder of .*link\.db is read-only"):
        Database(locked / "link.db", write=True)


def test_a_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "news.db"
    with Database(path, write=True) as first, Database(path, write=True) as second:
        with first.transaction(), pytest.raises(StoreLocked, match="another process is writing"), second.transaction():
            pass
        with second.transaction() as connection:
            connection.execute("INSERT INTO outlets (name) VALUES ('Nordkurier')")


def test_readers_go_on_beside_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Database(path, write=True) as writer, writer.transaction() as connection:
        connection.execute("INSERT INTO outlets (name) VALUES ('Nordkurier')")
        with Database(path) as reader:
            assert reader.connection.execute("SELECT count(*) FROM outlets").fetchone() == (0,)


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with Database(tmp_path / "news.db", write=True) as database:
        twice = [("Nordkurier",), ("Nordkurier",)]
        with pytest.raises(StoreError, match="UNIQUE"), database.transaction() as connection:
            connection.executemany("INSERT INTO outlets (name) VALUES (?)", twice)
        assert database.connection.execute("SELECT count(*) FROM outlets").fetchone() == (0,)


def test_a_full_disk_is_named_and_loses_nothing(tmp_path: Path) -> None:
    with Database(tmp_path / "news.db", write=True) as database:
        with database.transaction() as connection:
            connection.execute("INSERT INTO outlets (name) VALUES ('before')")
        pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
        database.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        many = ((f"outlet {number} {'x' * 200}",) for number in range(10_000))
        with pytest.raises(StoreError, match="disk is full"), database.transaction() as connection:
            connection.executemany("INSERT INTO outlets (name) VALUES (?)", many)
        assert database.connection.execute("SELECT name FROM outlets").fetchall() == [("before",)]


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.db"

    def shape() -> list[tuple[str, str]]:
        with closing(sqlite3.connect(path)) as connection:
            # statistics of the query planner come and go
            return connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1"
            ).fetchall()

    Database(path, write=True).close()
    first = shape()
    Database(path, write=True).close()
    assert shape() == first
    assert {"stories", "article_versions_fts", "story_timeline"} <= {name for name, _ in first}


def applied(path: Path) -> list[str]:
    """Names of the migrations that a new database remembers."""
    with Database(path, write=True) as database:
        rows = database.connection.execute("SELECT name FROM _sqlite_migrations ORDER BY rowid")
        return [name for (name,) in rows]


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=6))
def test_stored_times_are_sorted_as_the_documentation_says(times: list[datetime]) -> None:
    times += [moment.replace(microsecond=0) for moment in times]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (start TEXT)")
        connection.executemany("INSERT INTO t VALUES (?)", [(iso(moment),) for moment in times])
        found = [read_iso(start) for (start,) in connection.execute("SELECT start FROM t ORDER BY rtrim(start, 'Z')")]
    assert found == sorted(times)


def test_marks_of_a_text_that_was_replaced_are_not_counted(tmp_path: Path) -> None:
    text = newsroom.text(1)
    first, now = (
        newsroom.record(1, f"NORRVIK ({name}) - {text}", "o.example", f"2026-03-0{day}", url="https://o.example/1")
        for day, name in ((1, "AP"), (2, "Reuters"))
    )
    with Database(tmp_path / "a.db", write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "a.jsonl", [first, now]), database)
        held = database.connection.execute(
            "SELECT DISTINCT organisation_id FROM marks WHERE organisation_id IS NOT NULL ORDER BY 1"
        ).fetchall()
        counted = database.connection.execute(
            "SELECT organisation_id, articles, outlets FROM mark_usage WHERE organisation_id IS NOT NULL"
        ).fetchall()
    assert held == [("ap",), ("reuters",)]
    assert counted == [("reuters", 1, 1)]


def test_numbers_of_migrations_are_given_once(tmp_path: Path) -> None:
    released_together = "m010_anchors_of_all_languages_together"  # with m010_lineage, see schema/migrations.py
    names = [name for name in applied(tmp_path / "news.db") if name != released_together]
    numbers = [name[1:4] for name in names]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"m\d{3}_[a-z0-9_]+", name) for name in names)


def test_released_migrations_keep_their_names(tmp_path: Path) -> None:
    assert applied(tmp_path / "news.db")[: len(RELEASED)] == RELEASED


def test_what_was_made_for_a_story_gives_way_to_what_comparison_finds(tmp_path: Path) -> None:
    records = [newsroom.record(n, newsroom.text(n), f"o{n}.example") for n in (1, 2)]
    spans = tuple(Passage(Span(9 * n, 9 * n + 8), Span(9 * n + 90, 9 * n + 98), 8) for n in range(3))
    shown = Match(MatchClass.RELATED, 0.1, 0.2, 0.1, 0.1, spans[:1], (Reason("scattered", "…", {}),))
    found = Match(MatchClass.REWRITE, 0.3, 0.4, 0.2, 0.4, spans[1:], (Reason("same-release-id", "…", {}),))
    with Database(tmp_path / "news.db", write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
        with database.transaction() as connection:
            ends = ((1, 1), (2, 2))
            number = matches.save_story_match(connection, *ends, shown)
            assert matches.story_matches(connection, [number]) == {number}
            assert matches.save_story_match(connection, *ends, found) == number
            assert matches.load_matches(connection, [number])[number].match == shown
            assert matches.save_match(connection, *ends[::-1], found.swapped()) == number
            assert matches.story_matches(connection, [number]) == set()
            assert matches.load_matches(connection, [number])[number].match == found
            assert matches.save_match(connection, *ends, shown) == number
            assert matches.load_matches(connection, [number])[number].match == found, "the comparison stands"


def before_rows_of_many(path: Path) -> None:
    """Give a database the tables back that a file made before migration 19 has: an entry a row, whole signatures."""
    with closing(sqlite3.connect(path)) as connection, connection:
        signatures = {
            stored.version_id: signature(
                shingle_hashes(body_tokens(stored.text, tuple(mark.span for mark in stored.marks)))
            )
            for stored in load_texts(connection, _column(connection, "SELECT id FROM article_versions")).values()
        }
        sketches = [
            (
                number,
                load_sketch(connection, number),
                *connection.execute(
                    "SELECT version_id, representative_id, state FROM sketches WHERE id = ?", (number,)
                ).fetchone(),
            )
            for number in _column(connection, "SELECT id FROM sketches")
        ]
        entries = {table: list(hash_rows.every(connection, table)) for table in hash_rows.TABLES}
        for table in ("waiting_hashes", "sketches", *hash_rows.TABLES):
            connection.execute(f"DROP TABLE {table}")
        for statement in TABLES:
            if any(
                f" {table} " in statement or f" {table}(" in statement for table in ("TABLE sketches", "ON sketches")
            ):
                connection.execute(statement)
        for table in hash_rows.TABLES:
            connection.execute(next(one for one in TABLES if f"CREATE TABLE {table} " in one))
        connection.executemany("INSERT INTO fingerprints VALUES (?, ?)", entries["fingerprints"])
        connection.executemany(
            "INSERT INTO lsh_bands VALUES (?, ?)",
            ((value - (value >> 31 << 32), number) for value, number in entries["lsh_bands"]),
        )
        for number, sketch, version_id, representative, state in sketches:
            packed = struct.pack(f"<{len(sketch.fingerprints)}I", *sketch.fingerprints)
            connection.execute(
                "INSERT INTO sketches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    version_id,
                    sketch.body_hash,
                    representative,
                    sketch.tokens,
                    sketch.shingles,
                    packed,
                    signatures[version_id],
                    state,
                ),
            )
        for value, language_id, first, others, steps in connection.execute("SELECT * FROM anchor_postings").fetchall():
            versions = unpacked(first, others, len(steps))
            connection.execute(
                "UPDATE anchor_postings SET others = ? WHERE (hash, language_id, first) = (?, ?, ?)",
                (struct.pack(f"<{len(versions) - 1}I", *versions[1:]), value, language_id, first),
            )
        connection.execute(
            "DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) IN ('m019', 'm022', 'm027', 'm028')"
        )
        connection.execute("PRAGMA user_version = 2")


def _column(connection: sqlite3.Connection, query: str) -> list[int]:
    return [value for (value,) in connection.execute(query)]


def as_before(path: Path) -> None:
    """Give a database the indexes of the first form back, as a file that was made before migration 14 has them."""
    before_rows_of_many(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = connection.execute("SELECT hash, language_id, first, others FROM anchor_postings").fetchall()
        versions = connection.execute("SELECT version_id, language_id FROM anchored_versions").fetchall()
        held = {
            (value << 16 | 0xBEEF, language_id, version_id)
            for value, language_id, first, others in rows
            for version_id in (first, *struct.unpack(f"<{len(others) // 4}I", others))
        }
        connection.execute("DROP TABLE anchor_postings")
        connection.execute("DROP TABLE anchored_versions")
        for statement in ANCHOR_TABLES[1:]:
            connection.execute(statement)
        connection.executemany("INSERT INTO anchors VALUES (?, ?, ?)", sorted(held))
        for version_id, language_id in versions:
            hashes = sorted(value for value, _, one in held if one == version_id)
            packed = struct.pack(f"<{len(hashes)}q", *hashes)
            connection.execute("INSERT INTO anchored_versions VALUES (?, ?, ?)", (version_id, language_id, packed))
        connection.execute("DELETE FROM lsh_bands")
        for sketch_id, whole in connection.execute(
            "SELECT id, signature FROM sketches WHERE tokens > 0 AND representative_id = id"
        ).fetchall():
            connection.executemany("INSERT INTO lsh_bands VALUES (?, ?)", ((one, sketch_id) for one in bands(whole)))
        connection.execute(
            "DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) IN ('m014', 'm015', 'm016', 'm026', 'm027')"
        )
        connection.execute("PRAGMA user_version = 1")


def with_hashes_in_sketches(path: Path) -> None:
    """Give a database the sketches back that a file made before migration 28 has: the first of equal ones keeps its
    hashes.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = [
            (*row, load_sketch(connection, row[0]) if row[0] == row[3] else None)
            for row in connection.execute(
                "SELECT id, version_id, body_hash, representative_id, tokens, shingles, state FROM sketches"
            ).fetchall()
        ]
        connection.execute("DROP TABLE waiting_hashes")
        connection.execute("DROP TABLE sketches")
        connection.execute(SKETCHES_WITH_HASHES)
        for statement in INDEXES:
            connection.execute(statement)
        for *facts, state, sketch in rows:
            hashes = ((), ()) if sketch is None else (sketch.fingerprints, sketch.bands)
            packed = (struct.pack(f"<{len(some)}I", *some) for some in hashes)
            connection.execute(
                "INSERT INTO sketches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*facts, *packed, state),
            )
        connection.execute("DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) = 'm028'")
        connection.execute("PRAGMA user_version = 5")


def before_the_order_of_comparison(path: Path) -> None:
    """Give a database the anchors by version back, as a file that was made before migration 22 has them."""
    with_hashes_in_sketches(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        version_of = dict(connection.execute("SELECT id, version_id FROM sketches"))
        rows = connection.execute("SELECT hash, language_id, first, others, steps FROM anchor_postings").fetchall()
        connection.execute("DROP TABLE anchor_postings")
        connection.execute(POSTING_TABLES[0])
        connection.execute(ANCHOR_STEPS)
        connection.execute(next(one for one in REFERRING_INDEXES if "anchor_postings" in one))
        held: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for value, language_id, *row in rows:
            found = postings.unpacked_row(*row)
            pairs = ((version_of[one], step) for one, step in zip(found.sketches, found.steps, strict=True))
            held.setdefault((value, language_id), []).extend(pairs)
        for key, pairs in held.items():
            connection.execute(
                "INSERT INTO anchor_postings (hash, language_id, first, others, steps) VALUES (?, ?, ?, ?, ?)",
                (*key, *postings.packed_row(sorted(pairs))),
            )
        connection.execute("DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) IN ('m022', 'm027')")
        connection.execute("PRAGMA user_version = 3")


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
            for table, columns in (
                ("anchored_versions", "version_id, language_id, anchors"),  # the rarest come with the next reindex
                ("sketches", "*"),
                ("waiting_hashes", "*"),
                ("sqlite_master", "name, sql"),
            )
        } | {
            "anchor_postings": list(postings.every(connection)),
            **{table: list(hash_rows.every(connection, table)) for table in hash_rows.TABLES},
        }


def sketched(path: Path, sketch_id: int) -> Sketch:
    with closing(sqlite3.connect(path)) as connection:
        (stored,) = load_texts(
            connection, _column(connection, f"SELECT version_id FROM sketches WHERE id = {sketch_id}")
        ).values()
    return body_sketch(stored.text, stored.marks)


@pytest.mark.parametrize(
    ("age", "derived_again"),
    [
        (as_before, False),
        (before_rows_of_many, False),
        (before_the_order_of_comparison, False),
        (before_the_order_of_comparison, True),
        (with_hashes_in_sketches, False),
        (with_hashes_in_sketches, True),
    ],
)
def test_a_file_with_the_indexes_of_an_older_form_is_brought_up_to_date(
    tmp_path: Path, age: Callable[[Path], None], derived_again: bool
) -> None:
    path = tmp_path / "news.db"
    records = newsroom.week_of_news(20, 3)
    records += [{**records[n], "id": f"copy-{n}", "url": f"https://copies.example/{n}"} for n in (0, 1)]
    records.append(newsroom.record(999, "…", "empty.example"))
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", records), database)
        if derived_again:
            reindex(database)
            assert database.connection.execute("SELECT 1 FROM sketches WHERE id <> version_id").fetchone()
        # as if some had been stored and not compared yet: the first of equal ones, a copy, and one without words
        waiting = (
            1,
            *_column(database.connection, "SELECT id FROM sketches WHERE representative_id <> id OR NOT tokens"),
        )
        with database.transaction() as connection:
            look_again(connection, waiting, STORED)
            keep(connection, [row_of(1, load_sketch(connection, 1))])
    fresh = rows_of(path)
    assert fresh["waiting_hashes"] == [row_of(1, sketched(path, 1))]
    assert any(len(sketch_ids) > 1 for _, sketch_ids in fresh["anchor_postings"])
    age(path)
    with pytest.raises(VersionMismatch, match="older"):
        Database(path)
    with Database(path, write=True):
        pass
    assert rows_of(path) == fresh
    with Database(path) as database:
        steps = {steps for (steps,) in database.connection.execute("SELECT steps FROM anchor_postings")}
        assert (steps == {b""}) == (age is as_before)  # only a rebuild can say where anchors stand
        assert database.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = {name for (name,) in database.connection.execute("SELECT name FROM sqlite_master")}
        assert {"sketches_body", "sketches_waiting", "waiting_hashes"} <= names
        assert not {name for name in names if name.endswith("_before")}


@pytest.mark.parametrize(
    "view",
    [
        "SELECT id, tokens FROM sketches",
        "SELECT * FROM fingerprints",
        "SELECT name FROM a_table_that_was_dropped",
        "SELECT version_id FROM anchored_versions",
    ],
)
@pytest.mark.parametrize("age", [as_before, before_rows_of_many, with_hashes_in_sketches])
def test_views_that_people_made_stay_as_they_are(tmp_path: Path, age: Callable[[Path], None], view: str) -> None:
    path = tmp_path / "news.db"
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(2, 1)), database)
    age(path)
    statement = f"CREATE VIEW mine AS {view}"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    with Database(path, write=True) as database:
        query = "SELECT sql FROM sqlite_master WHERE name = 'mine'"
        assert database.connection.execute(query).fetchall() == [(statement,)]
        assert database.connection.execute("PRAGMA legacy_alter_table").fetchone() == (0,)
    Database(path).close()


def test_one_process_at_a_time_brings_a_file_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "news.db"
    with one_run(path, 0), pytest.raises(StoreLocked, match="Wait for it"):
        Database(path, write=True)
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(2, 1)), database)
    before_rows_of_many(path)
    with one_run(path, 0), pytest.raises(StoreLocked, match="Wait for it"):
        Database(path, write=True)
    with pytest.raises(VersionMismatch, match="older"):
        Database(path)
    Database(path, write=True).close()
    with one_run(path, 0), Database(path, write=True), Database(path):
        pass  # nothing is left to do, and nobody to wait for


@pytest.mark.parametrize(
    ("said", "remedy"),
    [
        ({}, "vacuum"),
        ({"anchors_version": "of old"}, "reindex"),
        ({"anchors_version": "of old", "published": '{"texts":true,"redacted":true}'}, "reindex"),
        ({"anchors_version": "of old", "published": '{"texts":false,"redacted":false}'}, "vacuum"),
    ],
)
def test_an_older_file_is_told_the_command_after_which_it_can_be_used(
    tmp_path: Path, said: dict[str, str], remedy: str
) -> None:
    path = tmp_path / "news.db"
    with Database(path, write=True) as database:
        check_versions(database)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", said.items())
        connection.execute("PRAGMA user_version = 2")
    with pytest.raises(VersionMismatch) as caught:
        Database(path)
    assert re.findall(r"syndicheck (reindex|vacuum) --db", str(caught.value))[0] == remedy


def test_added_columns_are_there_and_described(tmp_path: Path) -> None:
    with Database(tmp_path / "news.db", write=True) as database:
        about = metadata(database.connection, "news")["databases"]["news"]["tables"]
        for table, columns in schema.ADDED_COLUMNS.items():
            present = {row[1] for row in database.connection.execute(f"PRAGMA table_info({table})")}
            assert columns.keys() <= present
            if not about[table].get("hidden"):
                assert {name: about[table]["columns"][name] for name in columns} == columns


@pytest.mark.parametrize("table", list(VIEWS))
def test_every_view_can_be_read_when_empty(tmp_path: Path, table: str) -> None:
    with Database(tmp_path / "news.db", write=True) as database:
        assert database.connection.execute(f"SELECT * FROM {table}").fetchall() == []


@pytest.mark.parametrize("name", ["signature_scheme", "shingle_version", "normaliser_version", "catalogue_version"])
def test_data_of_other_versions_is_refused_with_the_remedy(tmp_path: Path, name: str) -> None:
    path = tmp_path / "news.db"
    with Database(path, write=True) as database:
        check_versions(database)
        check_versions(database)
        with database.transaction() as connection:
            connection.execute("UPDATE meta SET value = 'of old' WHERE key = ?", (name,))
        with pytest.raises(VersionMismatch, match=f"{name.replace('_', ' ')} of old .*syndicheck reindex --db"):
            check_versions(database)


def test_a_text_is_indexed_anew_only_when_its_words_change(tmp_path: Path) -> None:
    """In a file from before, too, whose trigger was that of sqlite-utils."""
    path = tmp_path / "news.db"
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(2)), database)
    with closing(sqlite3.connect(path)) as connection, connection:
        (now,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'article_versions_au'").fetchone()
        connection.execute("DROP TRIGGER article_versions_au")
        connection.execute(now.replace(' OF "title", "text"', ""))
        connection.execute("DROP INDEX article_versions_run")
        connection.execute("DROP INDEX runs_started")
        connection.execute("DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) = 'm025'")
    with Database(path, write=True) as database, database.transaction() as connection:
        before = connection.total_changes
        dated = connection.execute("UPDATE article_versions SET dated = '2026-03-09T00:00:00Z'").rowcount
        assert connection.total_changes - before == dated > 0
        connection.execute("UPDATE article_versions SET text = 'Quixotic zebras' WHERE id = 1")
        found = "SELECT rowid FROM article_versions_fts WHERE article_versions_fts MATCH 'quixotic'"
        assert connection.execute(found).fetchall() == [(1,)]
        connection.execute("INSERT INTO article_versions_fts(article_versions_fts) VALUES ('integrity-check')")


def test_a_search_index_that_knows_places_becomes_one_without(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with Database(path, write=True) as database:
        ingest(
            newsroom.jsonl(tmp_path / "one.jsonl", [newsroom.record(1, newsroom.text(1), "north.example")]), database
        )
    with closing(sqlite3.connect(path)) as connection, connection:
        (present,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'article_versions_fts'").fetchone()
        connection.execute("DROP TABLE article_versions_fts")
        connection.execute(present.replace("detail=none,", ""))
        connection.execute("INSERT INTO article_versions_fts(article_versions_fts) VALUES ('rebuild')")
        connection.execute("DELETE FROM _sqlite_migrations WHERE substr(name, 1, 4) = 'm027'")
        connection.execute("PRAGMA user_version = 4")
    with pytest.raises(VersionMismatch):
        Database(path)
    with Database(path, write=True) as database:
        (text,) = database.connection.execute("SELECT text FROM article_versions").fetchone()
        first, second = words_of(text)[:2]
        assert search(database.connection, f'"{first} {second}"').total == 1
        assert search(database.connection, f'"{second} {first}"').total == 0
        (made,) = database.connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'article_versions_fts'"
        ).fetchone()
        assert made == present
        database.connection.execute(
            "INSERT INTO article_versions_fts(article_versions_fts, rank) VALUES ('integrity-check', 1)"
        )
