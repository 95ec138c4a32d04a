"""Databases and Parquet files: rows are records, whoever wrote them; nothing but reading is done."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import read

WORDS = "The harbour of Tarn opened on Monday after years of building, the mayor said. "
DATA = Path(__file__).parent / "data"


def items(*sources: str | Path) -> tuple[list[RawArticle], list[Problem]]:
    found = list(read([str(one) for one in sources]))
    return [x for x in found if isinstance(x, RawArticle)], [x for x in found if isinstance(x, Problem)]


@pytest.fixture(params=["cms.sqlite", "cms.db"])
def cms(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / request.param
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            """
            CREATE TABLE posts (id INTEGER PRIMARY KEY, headline TEXT, body TEXT, url TEXT, created, state TEXT);
            CREATE TABLE [odd "name; DROP] (content TEXT, extra BLOB);
            CREATE TABLE comments (id INTEGER PRIMARY KEY, remark TEXT);
            CREATE VIEW published AS SELECT * FROM posts WHERE state = 'published';
            """
        )
        connection.executemany(
            "INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?)",
            [
                (1, "Harbour", WORDS * 2, "https://herald.example/1", "2026-03-02T10:00:00+01:00", "published"),
                (2, "Draft", WORDS * 3, None, 1772445600, "draft"),
                (3, "Empty", None, None, None, "published"),
            ],
        )
        connection.execute('INSERT INTO [odd "name; DROP] VALUES (?, ?)', (WORDS, b"\xff\x00"))
        connection.commit()
    return path


def test_every_table_with_text(cms: Path) -> None:
    found, problems = items(cms)
    assert [(one.where, one.title) for one in found] == [
        (f'{cms} odd "name; DROP#1', None),
        (f"{cms} posts#1", "Harbour"),
        (f"{cms} posts#2", "Draft"),
    ]
    assert found[1].url == "https://herald.example/1"
    assert [(t.kind, t.raw) for t in found[1].times] == []  # "created" means nothing without being told
    assert found[1].extra["created"] == "2026-03-02T10:00:00+01:00"
    assert [(one.where, one.code) for one in problems] == [(f"{cms} posts#3", "no-text")]


def test_query(cms: Path) -> None:
    query = "SELECT id, headline AS title, body AS text, created AS published FROM published WHERE body IS NOT NULL"
    (found,), problems = items(f"sqlite:{cms}?{query}")
    assert not problems
    assert (found.source_id, found.title, found.text) == ("1", "Harbour", WORDS * 2)
    assert [(t.kind, t.raw) for t in found.times] == [("published", "2026-03-02T10:00:00+01:00")]


def test_question_marks_in_a_query(cms: Path) -> None:
    (found,), _ = items(f"sqlite:{cms}?SELECT body || ' Really?' AS text FROM posts WHERE id = 1")
    assert found.text.endswith("Really?")


@pytest.mark.parametrize("cms", ["cms.sqlite"], indirect=True)
def test_in_a_folder_it_is_only_noted(cms: Path) -> None:
    found, (note,) = items(cms.parent)
    assert not found
    assert (note.where, note.code, note.fatal) == (str(cms), "database-in-folder", False)


def test_from_standard_input_and_gzipped(cms: Path, tmp_path: Path) -> None:
    found = list(read(["-"], stdin=io.BytesIO(cms.read_bytes())))
    assert sum(isinstance(one, RawArticle) for one in found) == 3
    packed = tmp_path / "cms.sqlite.gz"
    packed.write_bytes(gzip.compress(cms.read_bytes()))
    assert len(items(packed)[0]) == 3


def test_what_is_not_yet_in_the_main_file_is_read(cms: Path) -> None:
    with closing(sqlite3.connect(cms)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("INSERT INTO posts (body) VALUES (?)", (WORDS + "The newest.",))
        connection.commit()
        assert Path(f"{cms}-wal").stat().st_size
        assert any("The newest." in one.text for one in items(cms)[0])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_are_read_from_their_first_byte(tmp_path: Path) -> None:
    pipe = tmp_path / "news.txt"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(WORDS,), daemon=True)
    writer.start()
    (found,), _ = items(pipe)
    writer.join(10)
    assert found.text == WORDS


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("DELETE FROM posts", "query-refused"),
        ("UPDATE posts SET body = ''", "query-refused"),
        ("ATTACH DATABASE '/tmp/other.db' AS other", "query-refused"),
        ("PRAGMA writable_schema = ON", "query-refused"),
        ("SELECT load_extension('evil')", "query-refused"),
        ("CREATE TABLE x (y)", "query-refused"),
        ("SELECT 1; DELETE FROM posts", "broken-database"),
        ("SELECT nothing FROM posts", "broken-database"),
        ("SELEC", "broken-database"),
        ("SELECT 1 AS n", "no-text"),
    ],
)
def test_nothing_but_reading(cms: Path, query: str, code: str) -> None:
    before = cms.read_bytes()
    found, problems = items(f"sqlite:{cms}?{query}")
    assert not found
    assert [one.code for one in problems] == [code]
    assert cms.read_bytes() == before


def test_own_databases_are_merged(tmp_path: Path) -> None:
    from syndicheck.store.database import Database

    path = tmp_path / "news.sqlite"
    Database(path, write=True).close()
    _, (problem,) = items(path)
    assert (problem.code, "merge" in problem.remedy) == ("own-database", True)


@pytest.mark.parametrize("source", ["sqlite:/nowhere/x.db?SELECT 1", "sqlite:", "sqlite:?SELECT 1"])
def test_missing(source: str) -> None:
    found, problems = items(source)
    assert not found
    assert [one.code for one in problems] == ["missing"]


def test_a_damage_that_cannot_be_told_in_utf_8() -> None:
    whole = _database()
    name = whole.rindex(b"CREATE TABLE") + len(b"CREATE TABLE") - 1
    for damaged in (whole[:name] + b"\x80" + whole[name + 1 :], whole[:4061] + b"\x80" + whole[4062:]):
        (problem,) = read(["-"], stdin=io.BytesIO(damaged), fmt="sqlite")
        assert getattr(problem, "code", "") == "broken-database"


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_damaged_databases(data: st.DataObject) -> None:
    whole = _database()
    at = data.draw(st.integers(16, len(whole)))
    noise = data.draw(st.binary(max_size=64))
    for damaged in (whole[:at], whole[:at] + noise + whole[at + len(noise) :]):
        found = read(["-"], stdin=io.BytesIO(damaged), fmt="sqlite")
        assert all(getattr(one, "code", "") != "internal-error" for one in found)


def _database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO posts (text) VALUES (?)", [(WORDS * 9,)] * 9)
        return connection.serialize()


# ── Parquet ───────────────────────────────────────────────────────────────────────────────────────────


def test_parquet() -> None:
    """Written by pyarrow 26: dictionary, Zstandard, two row groups, times with zone, lists, structures, decimals."""
    pytest.importorskip("duckdb")
    (first, second), problems = items(DATA / "news.parquet")
    assert (first.source_id, first.title, first.outlet, first.text) == ("1", "Harbour opens", "Tarn Herald", first.text)
    assert second.title == "Größe zählt"
    assert second.text.endswith("Wörter.")
    assert {t.kind: t.raw for t in first.times} == {
        "published": "2026-03-02T10:00:05+00:00",
        "modified": "2026-03-02T11:00:00",
    }
    assert first.extra == {"tags": ["a", "b"], "meta": {"price": "1.50", "raw": None}}
    assert [(one.where, one.code) for one in problems] == [(f"{DATA / 'news.parquet'}#3", "no-text")]


def test_parquet_recognised_by_content(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    path = tmp_path / "dump"
    shutil.copy(DATA / "news.parquet", path)
    assert len(items(path)[0]) == 2


def test_parquet_without_text(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "n.parquet"
    duckdb.sql("SELECT 1 AS id, 'x' AS remark").write_parquet(str(path))
    _, (problem,) = items(path)
    assert (problem.code, "id, remark" in problem.message) == ("no-text", True)


@settings(max_examples=examples(25), deadline=None)
@given(st.data())
def test_damaged_parquet(data: st.DataObject) -> None:
    pytest.importorskip("duckdb")
    whole = (DATA / "news.parquet").read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=64))
    for damaged in (whole[:at], whole[:at] + noise + whole[at + len(noise) :]):
        found = read(["-"], stdin=io.BytesIO(damaged), fmt="parquet")
        assert all(getattr(one, "code", "") != "internal-error" for one in found)
