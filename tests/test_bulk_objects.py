"""Which sources of a bulk job are objects, and how their names are handed to Spark."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from syndicheck.bulk import spark
from syndicheck.bulk.addresses import escaped
from syndicheck.bulk.objects import LARGEST, _is_read, rows, source_of
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers.addresses import is_object_name


@pytest.mark.parametrize(
    ("source", "held"),
    [
        ("s3a://bucket/2026/", True),
        ("S3A://bucket/a.jsonl", True),
        ("abfss://c@account.dfs.core.windows.net/x", True),
        ("hdfs://name/news", True),
        ("file:///mnt/news", True),
        ("file:/mnt/news", True),
        ("https://herald.example/news.jsonl", False),
        ("http://herald.example/", False),
        ("/mnt/s3a/news", False),
        ("news/*.jsonl", False),
        ("C:/news", False),
        ("sqlite:/mnt/news.db?SELECT 1", False),
        ("sqlite:///mnt/news.db", False),
        ("-", False),
    ],
)
def test_names_of_objects(source: str, held: bool) -> None:
    assert is_object_name(source) is held


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("s3a://b/news.jsonl", True),
        ("s3a://b/news.JSONL.gz", True),
        ("s3a://b/.news.jsonl", False),
        ("s3a://b/_SUCCESS", False),
        ("s3a://b/notes.tmp", False),
        ("s3a://b/news.jsonl._COPYING_", False),
        ("s3a://b/a.b/page.html", True),
    ],
)
def test_what_is_read_in_a_folder(name: str, read: bool) -> None:
    assert _is_read(name) is read


def test_nothing_in_a_name_is_a_pattern() -> None:
    assert escaped("s3a://b/a[1]{x,y}*?\\.json") == "s3a://b/a\\[1\\]\\{x,y\\}\\*\\?\\\\.json"


def test_records_carry_the_name_of_their_object() -> None:
    objects = [
        {"file": 4, "path": "s3a://b/x y.jsonl", "content": b'{"text": "One."}\n{"text": \n{"text": "Two."}\n'},
        {"file": 7, "path": "s3a://b/page.html", "content": b"<article><p>Words on a page.</p></article>"},
        {"file": 9, "path": "s3a://b/../../etc/odd.jsonl", "content": b""},
    ]
    for one in objects:
        one["named"] = False
    found = list(rows(objects, lambda file, record, item: {"at": (file, record), "item": item}))
    assert [row["at"] for row in found][:4] == [(4, 0), (4, 1), (4, 2), (7, 0)]
    assert isinstance(found[1]["item"], Problem)
    assert isinstance(found[2]["item"], RawArticle)
    names = {4: "s3a://b/x y.jsonl", 7: "s3a://b/page.html", 9: "s3a://b/../../etc/odd.jsonl"}
    assert all(row["item"].where.startswith(names[row["at"][0]]) for row in found)


def test_what_is_wrong_with_a_source_is_told_without_its_password() -> None:
    (problem,) = spark.missing(["https://me:geheim@host.example/x"])
    assert problem.where == "https://host.example/x"


@pytest.mark.parametrize(
    ("name", "size", "code"),
    [
        ("s3a://b/_2025.jsonl", 9, "hidden"),
        ("s3a://b/.2025.jsonl", 9, "hidden"),
        ("s3a://b/2025.jsonl._COPYING_", 9, "hidden"),
        ("s3a://b/2025.jsonl", 0, "empty"),
        ("s3a://b/2025.jsonl", LARGEST + 1, "too-long"),
        ("s3a://b/2025.jsonl", LARGEST, None),
        ("s3a://b_/_c/2025_.jsonl", 9, None),
    ],
)
def test_what_spark_would_leave_out_or_fail_of_is_a_problem(name: str, size: int, code: str | None) -> None:
    problem = source_of(name, True, size, 1).problem
    assert (problem and problem.code) == code
    assert problem is None or problem.where == name


def a_database(path: Path, rows: int = 1) -> bytes:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE places (id, title, text)")
        connection.executemany("INSERT INTO places VALUES (?, 'A', 'Visited.')", ((n,) for n in range(rows)))
    connection.close()
    return path.read_bytes()


def test_a_database_in_a_folder_of_objects_is_not_read(tmp_path: Path) -> None:
    content = a_database(tmp_path / "places.sqlite")
    one = {"file": 1, "path": "s3a://b/home/places.sqlite", "content": content}
    (left,) = rows([{**one, "named": False}], lambda file, record, item: {"item": item})
    assert left["item"].code == "database-in-folder"
    (read,) = rows([{**one, "named": True}], lambda file, record, item: {"item": item})
    assert read["item"].text == "Visited."


def test_every_object_has_a_row(tmp_path: Path) -> None:
    content = a_database(tmp_path / "places.sqlite", rows=0)
    one = {"file": 1, "path": "s3a://b/places.sqlite", "content": content, "named": True}
    (row,) = rows([one], lambda file, record, item: {"item": item})
    assert (row["item"].code, row["item"].where) == ("empty", "s3a://b/places.sqlite")
