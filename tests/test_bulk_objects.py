"""Which sources of a bulk job are objects, and how their names are handed to Spark."""

from __future__ import annotations

import pytest

from syndicheck.bulk import spark
from syndicheck.bulk.objects import _escaped, _is_read, rows
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
        ("s3a://b/a.b/page.html", True),
    ],
)
def test_what_is_read_in_a_folder(name: str, read: bool) -> None:
    assert _is_read(name) is read


def test_nothing_in_a_name_is_a_pattern() -> None:
    assert _escaped("s3a://b/a[1]{x,y}*?\\.json") == "s3a://b/a\\[1\\]\\{x,y\\}\\*\\?\\\\.json"


def test_records_carry_the_name_of_their_object() -> None:
    objects = [
        {"file": 4, "path": "s3a://b/x y.jsonl", "content": b'{"text": "One."}\n{"text": \n{"text": "Two."}\n'},
        {"file": 7, "path": "s3a://b/page.html", "content": b"<article><p>Words on a page.</p></article>"},
        {"file": 9, "path": "s3a://b/../../etc/odd.jsonl", "content": b""},
    ]
    found = list(rows(objects, lambda file, record, item: {"at": (file, record), "item": item}))
    assert [row["at"] for row in found][:4] == [(4, 0), (4, 1), (4, 2), (7, 0)]
    assert isinstance(found[1]["item"], Problem)
    assert isinstance(found[2]["item"], RawArticle)
    names = {4: "s3a://b/x y.jsonl", 7: "s3a://b/page.html", 9: "s3a://b/../../etc/odd.jsonl"}
    assert all(row["item"].where.startswith(names[row["at"][0]]) for row in found)


def test_what_is_wrong_with_a_source_is_told_without_its_password() -> None:
    (problem,) = spark.missing(["https://me:geheim@host.example/x"])
    assert problem.where == "https://host.example/x"
