"""C9: under which addresses an article was read."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.test_pipeline import ingested

from syndicheck import Database
from syndicheck.pipeline import reindex
from syndicheck.report import render_story
from syndicheck.store import reports
from syndicheck.store.addresses import MOST_ADDRESSES, keeps_addresses, load_addresses
from syndicheck.store.dump import canonical_dump
from syndicheck.store.removal import remove_articles
from syndicheck.upkeep import merge
from syndicheck.view import StoryView

FIRST = "https://gazette.example/2026/03/pont-des-tanneurs-123456.html"
OTHERS = (
    "http://m.gazette.example/2026/03/pont-des-tanneurs-123456.html#comments",
    "https://gazette.example/2026/03/pont-des-tanneurs-123456.amp.html",
    "https://gazette.example/2026/03/pont-des-tanneurs-123456.html?s=09",
    "https://gazette.example/2026/03/pont-des-tanneurs-123456.html?utm_source=fb&utm_campaign=x",
    "https://gazette.example/2026/03/pont-des-tanneurs-123456.html?wt_mc=x&wt_zmc=y",
)


def record(url: str, outlet: str = "gazette.example", text: int = 1) -> dict[str, Any]:
    return newsroom.record(0, newsroom.text(text), outlet, "2026-03-04T08:00:00Z", url=url) | {"id": None}


def read(path: Path) -> tuple[int, tuple[str, ...]]:
    with Database(path) as store:
        (articles,) = store.connection.execute("SELECT count(*) FROM articles").fetchone()
        return articles, load_addresses(store.connection, [1]).get(1, ())


def test_one_item_with_its_further_addresses(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    ingested(path, [record(FIRST), *map(record, OTHERS), record(FIRST)])
    assert read(path) == (1, OTHERS)
    ingested(path, [record(OTHERS[0]), record(FIRST)])  # known ones are not told of again
    assert read(path) == (1, OTHERS)
    ingested(path, [record(f"{FIRST}?utm_source=mail", text=2)])  # a later version at another address
    assert read(path) == (1, tuple(sorted((*OTHERS, f"{FIRST}?utm_source=mail"))))


def test_the_same_addresses_in_any_order_and_after_reindex(tmp_path: Path) -> None:
    urls = (FIRST, *OTHERS)
    found = []
    for name, order in (("a", urls), ("b", urls[::-1])):
        with Database(ingested(tmp_path / f"{name}.db", map(record, order)), write=True) as store:
            before = [line for line in canonical_dump(store.connection) if line.startswith('["address"')]
            reindex(store)
            after = [line for line in canonical_dump(store.connection) if line.startswith('["address"')]
        assert before == after
        found.append([json.loads(line)[2] for line in after])
    assert found == [sorted(urls)] * 2


def test_numbers_of_sessions_fill_no_database(tmp_path: Path) -> None:
    path = ingested(tmp_path / "n.db", (record(f"{FIRST}?utm_id={n}") for n in range(MOST_ADDRESSES + 20)))
    articles, addresses = read(path)
    assert (articles, len(addresses)) == (1, MOST_ADDRESSES)


def story(path: Path) -> StoryView:
    with Database(path) as store:
        (public_id,) = store.connection.execute("SELECT public_id FROM stories").fetchone()
        return reports.story(store.connection, public_id, coverage="")


@pytest.mark.parametrize("fmt", ["terminal", "json", "html", "markdown"])
def test_reports_tell_them(fmt: str, tmp_path: Path) -> None:
    path = ingested(
        tmp_path / "n.db", [*map(record, (FIRST, *OTHERS)), record("https://post.example/x", "post.example")]
    )
    view = story(path)
    assert [member.addresses for member in view.members if member.outlet == "gazette.example"] == [OTHERS]
    out = StringIO()
    render_story(view, fmt, out)
    assert "m.gazette.example" in out.getvalue()
    assert ("also read at" in out.getvalue()) == (fmt != "json")


def test_merged_databases_have_the_addresses_of_both(tmp_path: Path) -> None:
    one = ingested(tmp_path / "one.db", [record(FIRST), record(OTHERS[1])])
    two = ingested(tmp_path / "two.db", map(record, OTHERS[2:]))
    with Database(tmp_path / "both.db", write=True) as target:
        merge(target, [one, two])
    assert read(tmp_path / "both.db") == (1, OTHERS[1:])


def test_an_article_goes_with_its_addresses(tmp_path: Path) -> None:
    with Database(ingested(tmp_path / "n.db", map(record, (FIRST, *OTHERS))), write=True) as store:
        with store.transaction() as connection:
            remove_articles(connection, [1])
        assert store.connection.execute("SELECT count(*) FROM article_addresses").fetchone() == (0,)


def test_a_database_from_before_is_read_all_the_same(tmp_path: Path) -> None:
    path = ingested(tmp_path / "n.db", [record(FIRST), record("https://post.example/x", "post.example")])
    with Database(path, write=True) as store:
        store.connection.execute("DROP TABLE article_addresses")
        assert not keeps_addresses(store.connection)
    assert {member.addresses for member in story(path).members} == {()}


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("pont-ferme-valbrune-123456.html", True),
        ("pont-ferme-valbrune-123457.html", False),
        ("pont-ferme-valbrune-20260304.html", False),
        ("pont-ferme-valbrune.html", False),
    ],
)
def test_an_item_whose_headline_was_changed_in_its_address_is_told_of(other: str, told: bool, tmp_path: Path) -> None:
    first = FIRST if "20260304" not in other else FIRST.replace("123456", "20260304")
    path = ingested(tmp_path / "n.db", [record(first), record(FIRST.rpartition("/")[0] + "/" + other)])
    notes = [note for note in story(path).notes if "one item whose address was changed" in note]
    assert len(notes) == told
    assert all("gazette.example" in note and "123456" in note for note in notes)


def test_another_text_under_the_same_number_is_another_item(tmp_path: Path) -> None:
    parts = newsroom.paragraphs(1)
    whole, cut = ("\n\n".join(some) for some in (parts, parts[:4]))
    records = [record(FIRST) | {"text": whole}, record(FIRST.replace("tanneurs", "drapiers")) | {"text": cut}]
    assert "one item" not in " ".join(story(ingested(tmp_path / "n.db", records)).notes)
