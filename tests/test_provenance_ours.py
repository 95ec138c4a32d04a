"""Who took our text: where, since when, credited or not."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import feedparser
import pytest
from tests import newsroom, program

from syndicheck import Database, ingest

BODY = newsroom.paragraphs(2222, 6)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ours")
    cut, own = BODY[:4], newsroom.paragraphs(3333, 6)
    odd = {"title": "<b>=1+1\x1b[31m"}
    linked = {"links": ["https://ours.example/story?utm_source=x"]}
    records = [
        newsroom.record(1, "\n\n".join(BODY), "ours.example", "2026-03-04T08:00:00Z", url="https://ours.example/story"),
        newsroom.record(2, "\n\n".join(cut), "taker.example", "2026-03-04T10:00:00Z", url="https://taker.example/1"),
        newsroom.record(3, "\n\n".join([*cut, "First in ours.example."]), "polite.example", "2026-03-04T11:00:00Z", **odd),  # noqa: E501
        newsroom.record(4, "\n\n".join(BODY[1:]), "linker.example", "2026-03-05T11:00:00Z", **linked),
        newsroom.record(5, "\n\n".join(own), "before.example", "2026-03-04T08:00:00Z"),
        newsroom.record(6, "\n\n".join(own[:5]), "ours.example", "2026-03-04T12:00:00Z", url="https://ours.example/2"),
    ]  # fmt: skip
    with Database(folder / "o.db", write=True) as store:
        ingest(newsroom.jsonl(folder / "o.jsonl", records), store)
    return folder / "o.db"


def run(database: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return program.run("report", "--db", database, *options)


def test_each_taker_with_its_credit(database: Path) -> None:
    document = json.loads(run(database, "--ours", "Ours.example", "--json").stdout)
    found = {one["theirs"]["outlet"]: one for one in document["taken"]}
    assert set(found) == {"taker.example", "polite.example", "linker.example"}  # we took from before.example ourselves
    assert {outlet: one["credit"] for outlet, one in found.items()} == {
        "taker.example": "not found",
        "polite.example": "named",
        "linker.example": "linked",
    }
    assert all(one["ours"]["outlet"] == "ours.example" and one["probability"] > 0.8 for one in found.values())
    assert found["taker.example"]["pasted"] == 1.0
    assert 0.5 < found["taker.example"]["used"] < 0.8
    assert found["taker.example"]["theirs"]["not_before"] == "2026-03-04T10:00:00Z"


def test_as_a_feed(database: Path) -> None:
    written = run(database, "--ours", "ours.example", "--rss").stdout
    ElementTree.fromstring(written)
    feed = feedparser.parse(written)
    assert not feed.bozo
    assert [entry.title.split(":")[0] for entry in feed.entries] == [
        "linker.example",
        "polite.example",
        "taker.example",
    ]
    assert len({entry.id for entry in feed.entries}) == 3
    assert "\x1b" not in written
    assert "<b>" not in written


def test_a_feed_gives_no_hour_that_nobody_gave(tmp_path: Path) -> None:
    records = [
        newsroom.record(1, "\n\n".join(BODY), "ours.example", "2026-03-04T08:00:00Z"),
        newsroom.record(2, "\n\n".join(BODY), "day.example", "2026-03-07"),
        newsroom.record(3, "\n\n".join(BODY), "zone.example", "2026-03-08 09:00"),
        newsroom.record(4, "\n\n".join(BODY), "minute.example", "2026-03-06T09:00:00Z"),
    ]
    with Database(tmp_path / "f.db", write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "f.jsonl", records), store)
    feed = feedparser.parse(run(tmp_path / "f.db", "--ours", "ours.example", "--rss").stdout)
    entries = {entry.title.split(":")[0]: entry for entry in feed.entries}
    assert entries["minute.example"].published == "Fri, 06 Mar 2026 09:00:00 +0000"
    for outlet, said in (("day", "2026-03-07 (day only)"), ("zone", "2026-03-08 09:00 (zone unknown)")):
        assert "published" not in entries[f"{outlet}.example"]
        assert f"; {said}." in entries[f"{outlet}.example"].summary


def test_as_a_table_without_formulas(database: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(database, "--ours", "ours.example", "--csv").stdout)))
    assert len(rows) == 3
    assert not any(value.startswith("=") for row in rows for value in row.values())


def test_in_the_terminal(database: Path) -> None:
    shown = " ".join(run(database, "--ours", "ours.example").stdout.split())
    assert "3 articles" in shown
    assert "links to it" in shown
    assert "\x1b" not in shown
    nobody = run(database, "--ours", "linker.example")
    assert "Nobody whose articles are held took any of them, as far" in nobody.stdout
    then = " ".join(run(database, "--ours", "ours.example", "--until", "2026-01-01").stdout.split())
    assert "took any of them in the time asked for, as far" in then


def test_equal_copies_whose_order_is_open_are_not_each_others_source_alone(tmp_path: Path) -> None:
    """Each of them may have it from the other two; all three have it from us."""
    records = [newsroom.record(0, "\n\n".join(BODY), "ours.example", "2026-03-04T08:00:00Z")]
    records += [newsroom.record(n, "\n\n".join(BODY[:4]), f"taker{n}.example", "2026-03-04") for n in (1, 2, 3)]
    with Database(tmp_path / "c.db", write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "c.jsonl", records), store)
    document = json.loads(run(tmp_path / "c.db", "--ours", "ours.example", "--json").stdout)
    assert {one["theirs"]["outlet"] for one in document["taken"]} == {f"taker{n}.example" for n in (1, 2, 3)}
    assert all(one["probability"] > 0.9 for one in document["taken"])


def test_a_text_that_was_replaced_by_ours_is_told_of(tmp_path: Path) -> None:
    """The first text at the address was their own; what stands there since is taken over."""
    own = "\n\n".join(newsroom.paragraphs(4444, 3))
    shared = "\n\n".join(BODY)
    later = {"url": "https://live.example/1"}
    records = [
        newsroom.record(0, shared, "ours.example", "2026-03-04T08:00:00Z"),
        newsroom.record(1, own, "live.example", "2026-03-04T07:00:00Z", **later),
        newsroom.record(1, shared, "live.example", "2026-03-04T07:00:00Z", modified="2026-03-04T12:00:00Z", **later),
    ]
    with Database(tmp_path / "v.db", write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "v.jsonl", records), store)
    document = json.loads(run(tmp_path / "v.db", "--ours", "ours.example", "--json").stdout)
    (taken,) = document["taken"]
    assert taken["theirs"]["outlet"] == "live.example"
    assert taken["probability"] > 0.5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--ours", "nobody.example"), "No article of nobody.example is held"),
        (("--rss",), "--rss goes with --ours"),
        (("--ours", "ours.example", "--html"), "--ours goes with"),
        (("--ours", "ours.example", "--rss", "--csv"), "Choose --rss"),
        (("--ours", "ours.example", "--output", "no/such/folder/x.csv"), "cannot be written"),
    ],
)
def test_wrong_use(database: Path, options: tuple[str, ...], message: str) -> None:
    done = run(database, *options)
    assert (done.returncode, message in done.stderr) == (2, True)
