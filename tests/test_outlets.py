"""Outlets as a newsroom knows them: which names and hosts are one, whose they are, and what that changes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import newsroom

from syndicheck import Database
from syndicheck.cli import cli
from syndicheck.commands.outlets import apply_outlets
from syndicheck.errors import InputError
from syndicheck.outlets import Names, load_outlets, outlets_of
from syndicheck.store.dump import canonical_dump
from syndicheck.store.outlets import load_known

FILE = """
hosting = ["blogs.example"]

[[outlet]]
name = "Tarn Herald"
owner = "Tarn Media"
domains = ["herald.example", "tarn-herald.example"]
aliases = ["The Herald", "herald online"]

[[outlet]]
name = "Tarn Herald Islands"          # an edition
owner = "Tarn Media"
domains = ["islands.herald.example"]

[[outlet]]
name = "Skerry Post"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "outlets.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("herald.example", "https://www.herald.example/a", "Tarn Herald"),
        ("herald.example", "https://m.herald.example/a", "Tarn Herald"),
        ("herald.example", "https://sport.herald.example/a", "Tarn Herald"),
        ("herald.example", "https://islands.herald.example/a", "Tarn Herald Islands"),
        ("herald.example", "https://www.islands.herald.example/a", "Tarn Herald Islands"),
        ("herald.example", None, "Tarn Herald"),
        ("HERALD.EXAMPLE", None, "Tarn Herald"),
        ("islands.herald.example", None, "Tarn Herald Islands"),
        ("tarn-herald.example", "https://tarn-herald.example/", "Tarn Herald"),
        ("not-herald.example", "https://not-herald.example/", "not-herald.example"),
        ("  the  HERALD ", None, "Tarn Herald"),
        ("Herald Online", "https://reader.example/1", "Tarn Herald"),
        ("skerry post", None, "Skerry Post"),
        # what a record says goes before where it stands
        ("Another Paper", "https://herald.example/reprints/1", "Another Paper"),
        ("wire.example", "https://herald.example/reprints/1", "wire.example"),
        ("blogs.example", "https://anna.blogs.example/1", "anna.blogs.example"),
        ("blogs.example", "https://www.anna.blogs.example/1", "anna.blogs.example"),
        ("blogs.example", "https://blogs.example/about", "blogs.example"),
        ("unknown", None, "unknown"),
        ("", None, ""),
        ("Dr. No", "https://herald.example/1", "Dr. No"),
        ("a..b", "https://herald.example/1", "a..b"),
    ],
)
def test_names(file: Path, name: str, address: str | None, expected: str) -> None:
    assert Names(load_outlets(file)).resolve(name, address) == expected


@settings(deadline=None)
@given(st.text(max_size=60), st.none() | st.text(max_size=60))
def test_any_name(name: str, address: str | None) -> None:
    known = outlets_of(
        {"outlet": [{"name": "Tarn Herald", "domains": ["herald.example"]}], "hosting": ["b.example"]}, "f"
    )
    found = Names(known).resolve(name, address)
    assert found == name or found == "Tarn Herald" or found.endswith(".b.example")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[[outlet]]", "outlet 1 has no name"),
        ("outlet = 1", "outlet is not a list of tables"),
        ("outlets = []", "'outlets' is not known there"),
        ('[[outlet]]\nname = "A"\nowns = "B"', "'owns' is not known there"),
        ('[[outlet]]\nname = "A"\nowner = 1', "outlet 1 (A): owner is not a name"),
        ('[[outlet]]\nname = "A"\naliases = "B"', "aliases is not a list of names"),
        ('[[outlet]]\nname = "A"\ndomains = "a.example"', "the domains are not a list"),
        ('[[outlet]]\nname = "A"\ndomains = ["https://a.example/"]', "'https://a.example/' is not a domain"),
        ('[[outlet]]\nname = "A"\ndomains = ["a example"]', "'a example' is not a domain"),
        ('hosting = ["x"]', "'x' is not a domain"),
        ('[[outlet]]\nname = "A"\n[[outlet]]\nname = " a "', "stands for two outlets"),
        ('[[outlet]]\nname = "A"\n[[outlet]]\nname = "B"\naliases = ["a"]', "stands for two outlets"),
        (
            '[[outlet]]\nname = "A"\ndomains = ["a.example"]\n[[outlet]]\nname = "B"\ndomains = ["www.a.example"]',
            "'a.example' stands for two outlets",
        ),
        ("[[outlet]", "is not TOML"),
    ],
)
def test_wrong_files(tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as found:
        load_outlets(path)
    assert str(path) in str(found.value)
    assert part in str(found.value)


# ── in the database ───────────────────────────────────────────────────────────────────────────────────

ARTICLES = [
    newsroom.record(1, newsroom.text(1), "The Herald", "2026-03-01T08:00:00Z"),
    {**newsroom.record(2, newsroom.text(1), "", "2026-03-01T09:00:00Z"), "url": "https://islands.herald.example/2"},
    {
        **newsroom.record(3, newsroom.text(1), "herald online", "2026-03-01T10:00:00Z"),
        "url": "https://herald.example/3",
    },
    newsroom.record(4, newsroom.text(2), "Skerry Post", "2026-03-01T10:00:00Z"),
    {**newsroom.record(5, newsroom.text(3), "", "2026-03-01T10:00:00Z"), "url": "https://anna.blogs.example/5"},
]


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def dumped(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(canonical_dump(connection))


OUTLETS = "SELECT o.name, o.owner, a.outlet_as_read FROM articles a JOIN outlets o ON o.id = a.outlet_id ORDER BY a.id"


def test_the_order_of_file_and_articles_does_not_matter(tmp_path: Path, file: Path) -> None:
    source = newsroom.jsonl(tmp_path / "news.jsonl", ARTICLES)
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    run("ingest", source, "--db", first, "--outlets", file)
    run("ingest", source, "--db", second)
    assert rows(second, "SELECT outlets FROM stories") == [(3,)]
    run("outlets", file, "--db", second)
    assert rows(first, OUTLETS) == rows(second, OUTLETS)
    assert rows(first, OUTLETS) == [
        ("Tarn Herald", "Tarn Media", "The Herald"),
        ("Tarn Herald Islands", "Tarn Media", "herald.example"),
        ("Tarn Herald", "Tarn Media", "herald online"),
        ("Skerry Post", None, "Skerry Post"),
        ("anna.blogs.example", None, "blogs.example"),
    ]
    assert rows(second, "SELECT outlets FROM stories") == [(2,)]
    assert rows(second, "SELECT owner, outlets FROM stories_of_one_owner") == [("Tarn Media", 2)]
    assert rows(second, "SELECT owner, outlets, articles FROM owner_activity") == [("Tarn Media", 2, 3)]
    assert dumped(first) == dumped(second)
    run("reindex", "--db", first)
    assert dumped(first) == dumped(second)
    # another file takes the place of the first, and what was read is still known
    empty = tmp_path / "empty.toml"
    empty.write_text("", encoding="utf-8")
    run("outlets", empty, "--db", first)
    undisturbed = tmp_path / "third.db"
    run("ingest", source, "--db", undisturbed)
    assert dumped(first) == dumped(undisturbed)


def test_the_same_record_again_is_known(tmp_path: Path, file: Path) -> None:
    source = newsroom.jsonl(tmp_path / "news.jsonl", ARTICLES)
    database = tmp_path / "news.db"
    run("ingest", source, "--db", database)
    run("outlets", file, "--db", database)
    assert json.loads(run("ingest", source, "--db", database, "--json"))["unchanged"] == len(ARTICLES)


def test_merged_databases_have_the_outlets_of_the_target(tmp_path: Path, file: Path) -> None:
    source = newsroom.jsonl(tmp_path / "news.jsonl", ARTICLES)
    plain, target = tmp_path / "plain.db", tmp_path / "target.db"
    run("ingest", source, "--db", plain)
    run("ingest", newsroom.jsonl(tmp_path / "one.jsonl", ARTICLES[:1]), "--db", target, "--outlets", file)
    run("merge", plain, "--into", target)
    assert [row[0] for row in rows(target, OUTLETS)].count("Tarn Herald") == 2
    assert rows(target, "SELECT count(*) FROM outlets WHERE name = 'The Herald'") == [(0,)]


def test_an_alias_that_is_the_name_in_other_letters(tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(
        '[[outlet]]\nname = "Tarn Herald"\naliases = ["TARN HERALD", "tarn  herald", "Herald"]\n', encoding="utf-8"
    )
    known = Names(load_outlets(path))
    assert {known.resolve(name, None) for name in ("tarn herald", "HERALD", "Tarn Herald")} == {"Tarn Herald"}
    with Database(tmp_path / "a.db", write=True) as store:
        apply_outlets(store, path)
        kept = Names(load_known(store.connection))
    assert kept.resolve("herald", None) == "Tarn Herald"


def test_listing(tmp_path: Path, file: Path) -> None:
    database = tmp_path / "news.db"
    run("ingest", newsroom.jsonl(tmp_path / "news.jsonl", ARTICLES), "--db", database, "--outlets", file)
    found = {one["outlet"]: one for one in json.loads(run("outlets", "--db", database, "--json"))["outlets"]}
    assert found["Tarn Herald"]["owner"] == "Tarn Media"
    assert found["Tarn Herald"]["articles"] == 2
    assert "tarn-herald.example" in found["Tarn Herald"]["also"]
    assert "Tarn Herald  (Tarn Media)" in run("outlets", "--db", database)
    report = json.loads(run("report", "--db", database, "--json"))
    assert {line["outlet"]: line.get("owner") for line in report["outlets"]}["Tarn Herald"] == "Tarn Media"
    assert "owner" not in next(line for line in report["outlets"] if line["outlet"] == "Skerry Post")


def test_deleting_articles_keeps_what_is_known(tmp_path: Path, file: Path) -> None:
    database = tmp_path / "news.db"
    run("ingest", newsroom.jsonl(tmp_path / "news.jsonl", ARTICLES), "--db", database, "--outlets", file)
    run("delete", "--outlet", "Tarn Herald", "--db", database)
    assert rows(database, "SELECT owner FROM outlets WHERE name = 'Tarn Herald'") == [("Tarn Media",)]
