"""Articles, outlets, owners, one origin (F13): eight editions of one owner are one voice, aggregators are none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database, ingest
from syndicheck.commands.outlets import apply_outlets
from syndicheck.marks.catalogue import configured
from syndicheck.provenance.attribution import _voices
from syndicheck.provenance.independence import is_transport

BODY = newsroom.paragraphs(1313, 5)


def story(tmp_path: Path, *records: dict[str, object], owners: str = "") -> dict[str, object]:
    path = tmp_path / "i.db"
    with Database(path, write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "i.jsonl", records), store)
        if owners:
            (tmp_path / "outlets.toml").write_text(owners)
            apply_outlets(store, tmp_path / "outlets.toml")
        (public_id,) = (row[0] for row in store.connection.execute("SELECT public_id FROM stories"))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "syndicheck", "story", public_id, "--db", str(path), "--json"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found: dict[str, object] = json.loads(done.stdout)["story"]["independence"]
    return found


def copy(number: int, outlet: str, lead: str = "", **more: object) -> dict[str, object]:
    when = f"2026-03-04T{8 + number:02d}:00:00Z"
    return newsroom.record(number, lead + "\n\n".join(BODY), outlet, when, **more)


def test_f13_eight_editions_of_one_owner_are_one_voice(tmp_path: Path) -> None:
    editions = [f"edition{n}.example" for n in range(8)]
    owners = "".join(f'[[outlet]]\nname = "{name}"\nowner = "Tarn Media"\n' for name in editions)
    found = story(tmp_path, *(copy(n, name) for n, name in enumerate(editions)), owners=owners)
    assert (found["articles"], found["outlets"], found["owners"], found["owners_known"]) == (8, 8, 1, 8)
    assert (found["origin"], found["origin_held"]) == ("edition0.example", True)


def test_f13_an_aggregator_is_transport(tmp_path: Path) -> None:
    found = story(tmp_path, copy(0, "a.example"), copy(1, "news.yahoo.com"), copy(2, "msn.com"), copy(3, "b.example"))
    assert (found["outlets"], found["transport"], found["owners"]) == (4, ["msn.com", "news.yahoo.com"], 2)


def test_an_agency_whose_text_is_not_held_is_the_origin(tmp_path: Path) -> None:
    lead = "NORRVIK (AP) — "
    found = story(tmp_path, copy(0, "a.example", lead), copy(1, "b.example", lead))
    assert (found["origin"], found["origin_held"]) == ("The Associated Press", False)


@pytest.mark.parametrize("large", [False, True])
def test_of_a_tie_nobody_is_the_origin(tmp_path: Path, large: bool) -> None:
    """Two equal texts of one day: "one origin: a.example" beside "Tied: a.example and b.example" would choose one."""
    records = [copy(n, name) | {"published": "2026-03-04"} for n, name in enumerate(("a.example", "b.example"))]
    if large:
        with Database(tmp_path / "l.db", write=True) as store:
            ingest(newsroom.jsonl(tmp_path / "l.jsonl", records), store)
            (story_id,) = store.connection.execute("SELECT id FROM stories").fetchone()
            voices = _voices(store.connection, story_id, configured().organisations)
        assert (voices.origin, voices.outlets) == ("", 2)
        return
    assert story(tmp_path, *records)["origin"] == ""


def test_of_a_tie_in_which_one_copied_the_other_is_the_origin(tmp_path: Path) -> None:
    """The clocks cannot tell, but the texts do: nobody makes the whole of a part."""
    part = newsroom.record(1, "\n\n".join(BODY[:3]), "b.example", "2026-03-04")
    found = story(tmp_path, copy(0, "a.example") | {"published": "2026-03-04"}, part)
    assert (found["origin"], found["origin_held"]) == ("a.example", True)


@pytest.mark.parametrize(
    ("outlet", "url", "transport"),
    [
        ("prnewswire.com", None, True),
        ("Reuters", None, True),
        ("news.google.com", None, True),
        ("Harrow & Tide", "https://harrowandtide.example/x", False),
        ("", None, False),
    ],
)
def test_transport(outlet: str, url: str | None, transport: bool) -> None:
    assert is_transport(outlet, url, configured().organisations) is transport


@pytest.mark.parametrize(
    ("source", "transport"),
    [
        ("https://wire.example/rss", ["gatherer.example"]),
        ("https://www.gatherer.example/rss", []),  # its own channel
        ("wire", []),
        ("", []),
        (7, []),
    ],
)
def test_who_names_another_as_its_source_in_the_feed_is_transport(
    tmp_path: Path, source: object, transport: list[str]
) -> None:
    records = [
        copy(0, "a.example"),
        copy(1, "gatherer.example", url="https://gatherer.example/1", feed={"source_address": source}),
        copy(2, "b.example"),
    ]
    found = story(tmp_path, *records)
    assert (found["outlets"], found["transport"], found["owners"]) == (3, transport, 3 - len(transport))


def test_from_a_feed_that_is_read(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    body = "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in BODY)
    items = "".join(
        f"<item><title>T</title><link>https://{site}/1</link>{source}<description>{body}</description></item>"
        for site, source in (
            ("a.example", ""),
            ("gatherer.example", "<source url='https://wire.example/rss'>Wire</source>"),
            ("wire.example", "<source url='https://wire.example/rss'>Wire</source>"),
        )
    )
    (tmp_path / "f.rss").write_text(f"<rss version='2.0'><channel><title>All</title>{items}</channel></rss>")
    with Database(tmp_path / "i.db", write=True) as store:
        ingest(tmp_path / "f.rss", store)
    assert story(tmp_path)["transport"] == ["gatherer.example"]
