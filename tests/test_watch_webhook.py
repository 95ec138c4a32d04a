"""Word to a webhook when somebody takes over our text: to a real server on loopback, once, whatever happens."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests import newsroom
from tests.webserver import Site, serving

from syndicheck import Database, ingest
from syndicheck.cli import cli
from syndicheck.errors import InputError
from syndicheck.readers.replies import Limits
from syndicheck.readers.web import Web
from syndicheck.watching.settings import load_settings

pytest.importorskip("httpx")
pytest.importorskip("feedparser")

OURS = newsroom.paragraphs(81, 6)
FEED = '[[feed]]\nurl = "https://herald.example/rss"\n'


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as held:
        held.put("/hook?key=s3cret", b"thanks", 204)
        yield held


class Desk:
    """A database, a feed on the server, and a webhook."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.path, self.folder = site, folder / "news.db", folder
        self.entries: list[str] = []

    def lists(self, name: str, paragraphs: list[str], hour: int) -> None:
        """The feed of an outlet lists one more text."""
        body = "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in paragraphs)
        self.entries.append(
            f"<item><title>{name} reports</title><link>https://{name}.example/{len(self.entries)}</link>"
            f"<description>{body}</description><pubDate>Mon, 02 Mar 2026 {hour:02d}:00:00 +0000</pubDate></item>"
        )
        feed = f"<rss version='2.0'><channel><title>All</title>{''.join(self.entries)}</channel></rss>"
        self.site.put("/feed", feed, Content_Type="application/rss+xml")

    def watch(
        self, *more: str, outlets: str = '["Ours.example"]', hook: str = "/hook?key=s3cret"
    ) -> tuple[int, Any, str]:
        file = self.folder / "feeds.toml"
        file.write_text(
            f'[watch]\npause = 0\n[watch.webhook]\nurl = "{self.site.base}{hook}"\noutlets = {outlets}\n'
            f'[[feed]]\nurl = "{self.site.base}/feed"\ncontent = "feed"\n',
            encoding="utf-8",
        )
        options = ["--db", str(self.path), "--once", "--json", "--allow-private-hosts", *more]
        done = CliRunner().invoke(cli, ["watch", str(file), *options])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, json.loads(done.stdout), done.stderr

    def change(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute(statement)

    def again(self, *more: str, **options: str) -> tuple[int, Any, str]:
        self.change("UPDATE feeds SET due = '2020-01-01T00:00:00Z'")
        return self.watch(*more, **options)

    @property
    def told(self) -> list[list[str]]:
        """The outlets that each message names as takers."""
        return [[one["theirs"]["outlet"] for one in json.loads(body)["taken"]] for _, _, body in self.site.posted]


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Desk:
    made = Desk(site, tmp_path)
    made.lists("ours", OURS, 8)
    made.lists("other", newsroom.paragraphs(82, 6), 8)
    return made


def test_each_take_over_is_told_once(desk: Desk) -> None:
    code, done, _ = desk.watch()
    assert (code, done["new_articles"], done["take_overs_told"]) == (0, 2, 0)
    assert desk.told == []
    desk.lists("taker", OURS[:4], 10)
    code, done, said = desk.again()
    assert (code, done["take_overs_told"], done["webhook_failed"]) == (0, 1, 0)
    assert "told of 1 take-over" in said
    ((path, headers, body),) = desk.site.posted
    assert path == "/hook?key=s3cret"
    assert headers["Content-Type"] == "application/json"
    message = json.loads(body)
    assert (message["schema"], message["kind"], message["outlets"]) == (1, "taken", ["Ours.example"])
    (one,) = message["taken"]
    assert (one["theirs"]["outlet"], one["ours"]["outlet"], one["how"]) == ("taker.example", "ours.example", "directly")
    assert one["credit"] == "not found"
    assert "Ours.example" in message["text"]
    assert "reports" not in message["text"]  # a chat takes it for markup: nothing that a stranger wrote

    desk.again()  # nothing new
    desk.lists("second", [*OURS[:5], "First in ours.example."], 12)
    desk.lists("unrelated", newsroom.paragraphs(83, 6), 12)
    desk.again()  # in the same story, of which the first is known
    assert desk.told == [["taker.example"], ["second.example"]]


def test_all_at_once_and_what_ingest_brought(desk: Desk) -> None:
    records = [
        newsroom.record(1, "\n\n".join(OURS), "ours.example", "2026-03-02T08:00:00Z"),
        newsroom.record(2, "\n\n".join(OURS[:4]), "earlier.example", "2026-03-02T10:00:00Z"),
    ]
    with Database(desk.path, write=True) as store:
        ingest(newsroom.jsonl(desk.folder / "o.jsonl", records), store)
    desk.watch()
    assert desk.told == [["earlier.example"]]


def test_the_portions_of_a_long_message(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndicheck.watching.telling.MOST", 2)
    for number in range(5):
        desk.lists(f"taker{number}", OURS[: 4 + number % 2], 10 + number)
    _, done, said = desk.watch()
    assert done["take_overs_told"] == 5, (said, done, desk.told)
    assert [len(part) for part in desk.told] == [2, 2, 1]
    assert len({name for part in desk.told for name in part}) == 5


@pytest.mark.parametrize(
    ("status", "headers", "part", "when"),
    [
        (500, {}, "status 500", "2020-01-01T00:00:00Z"),
        (404, {}, "status 404", "9036-01-01T00:00:00Z"),  # by a clock that was ahead
        (302, {"Location": "/hook?key=s3cret"}, "redirects", "2020-01-01T00:00:00Z"),
        (429, {"Retry-After": "7200"}, "status 429", "2020-01-01T00:00:00Z"),
    ],
)
def test_a_server_that_refuses_is_asked_again_later(
    desk: Desk, status: int, headers: dict[str, str], part: str, when: str
) -> None:
    desk.lists("taker", OURS[:4], 10)
    desk.site.put("/hook?key=s3cret", b"", status, **headers)
    code, done, said = desk.watch()
    assert (code, done["take_overs_told"], done["webhook_failed"]) == (1, 0, 1)
    assert part in said
    assert "s3cret" not in said
    desk.site.put("/hook?key=s3cret", b"", 200)
    assert desk.again()[1]["take_overs_told"] == 0  # too early
    assert len(desk.site.posted) == 1
    with closing(sqlite3.connect(desk.path)) as connection:
        failures, seconds = connection.execute(
            "SELECT failures, strftime('%s', due) - strftime('%s', 'now') FROM webhooks"
        ).fetchone()
    assert failures == 1
    assert (7000 < seconds <= 7200) if headers.get("Retry-After") else (60 < seconds <= 120)
    desk.change(f"UPDATE webhooks SET due = '{when}'")
    assert desk.again()[1]["take_overs_told"] == 1
    assert desk.told == [["taker.example"], ["taker.example"]]  # refused, then taken
    assert desk.again()[1]["take_overs_told"] == 0


def test_a_process_killed_before_it_could_note_what_it_told(desk: Desk) -> None:
    desk.lists("taker", OURS[:4], 10)
    desk.watch()
    desk.change("DELETE FROM told")
    desk.change("UPDATE webhooks SET after_run = 0")
    desk.again()
    first, second = (json.loads(body)["taken"][0]["id"] for _, _, body in desk.site.posted)
    assert first == second


def test_nobody_answers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.lists("taker", OURS[:4], 10)
    monkeypatch.setattr("syndicheck.watching.telling.SECONDS", 0.3)
    released = threading.Event()

    def dawdle(path: str) -> None:
        if path.startswith("/hook"):
            released.wait(20)

    desk.site.before = dawdle
    try:
        code, _, said = desk.watch()
    finally:
        released.set()
    assert code == 1
    assert "did not answer in full" in said


def test_a_text_that_breaks_the_program_stops_no_feed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.lists("taker", OURS[:4], 10)

    def broken(*_: object) -> str:
        raise RecursionError

    with monkeypatch.context() as patched:
        patched.setattr("syndicheck.report.taken.message", broken)
        code, done, said = desk.watch()
    assert (code, done["new_articles"], done["webhook_failed"]) == (1, 3, 1)
    assert "breaks syndicheck (RecursionError)" in said
    desk.change("UPDATE webhooks SET due = '2020-01-01T00:00:00Z'")
    desk.again()
    assert desk.told == [["taker.example"]]


def test_private_networks_are_not_told(desk: Desk, site: Site) -> None:
    reply = Web(limits=Limits(seconds=5)).post(f"{site.base}/hook?key=s3cret", b"{}")
    assert reply.problem is not None
    assert reply.problem.code == "web-refused"
    assert "s3cret" not in str(reply.problem)
    assert site.posted == []


def test_other_outlets_are_looked_for_anew(desk: Desk) -> None:
    desk.lists("taker", OURS[:4], 10)
    desk.lists("copier", newsroom.paragraphs(82, 6)[:4], 11)
    _, _, said = desk.watch(outlets='["ours.example", "nobody.example"]')
    assert "no article of nobody.example is held yet" in said
    desk.again(outlets='["ours.example", "other.example"]')
    assert desk.told == [["taker.example"], ["copier.example"]]


def test_what_is_removed_is_forgotten_and_no_address_is_kept(desk: Desk) -> None:
    desk.lists("taker", OURS[:4], 10)
    desk.watch()
    assert b"s3cret" not in desk.path.read_bytes()
    done = CliRunner().invoke(cli, ["delete", "--outlet", "taker.example", "--db", str(desk.path)])
    assert done.exit_code == 0, done.output
    with closing(sqlite3.connect(desk.path)) as connection:
        assert connection.execute("SELECT count(*) FROM told").fetchone() == (0,)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[watch]\nwebhook = 1\n", "is not a table"),
        ('[watch.webhook]\noutlets = ["A"]\n', "url is not a web address"),
        ('[watch.webhook]\nurl = "ftp://desk.example/"\noutlets = ["A"]\n', "url is not a web address"),
        ('[watch.webhook]\nurl = "https://u:secret@desk.example/"\noutlets = ["A"]\n', "name or password"),
        ('[watch.webhook]\nurl = "https://desk.example/"\n', "outlets is not a list"),
        ('[watch.webhook]\nurl = "https://desk.example/"\noutlets = []\n', "outlets is not a list"),
        ('[watch.webhook]\nurl = "https://desk.example/"\noutlets = ["A", 1]\n', "outlets is not a list"),
        ('[watch.webhook]\nurl = "https://desk.example/"\noutlets = [" "]\n', "outlets is not a list"),
        ('[watch.webhook]\nurl = "https://desk.example/"\noutlet = "A"\n', "'outlet' is not known there"),
    ],
)
def test_wrong_files(tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text + FEED, encoding="utf-8")
    with pytest.raises(InputError) as found:
        load_settings(path)
    assert part in str(found.value)
    assert "secret" not in str(found.value)
