"""``watch``: what is asked, what is stored, what a kill leaves. All traffic stays on loopback."""

from __future__ import annotations

import gzip
import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from tests import newsroom
from tests.webserver import Site, serving

from syndicheck.cli import cli
from syndicheck.errors import InputError, StoreLocked, VersionMismatch
from syndicheck.model.articles import RawArticle
from syndicheck.prepare import prepare
from syndicheck.provenance.held import coverage_of
from syndicheck.readers.interface import Item
from syndicheck.readers.replies import Answer
from syndicheck.store import database as databases
from syndicheck.store.alone import alone
from syndicheck.store.database import Database
from syndicheck.store.dump import canonical_dump
from syndicheck.store.feeds import Entry, feed_health, load_telling_requests
from syndicheck.store.schema.core import VIEWS
from syndicheck.watching import intake, schedule
from syndicheck.watching.settings import load_settings

pytest.importorskip("httpx")
pytest.importorskip("feedparser")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as held:
        yield held


def page(number: int) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in newsroom.paragraphs(number, 4))
    return f"<html lang='en'><head><title>Story {number}</title></head><body><article>{body}</article></body></html>"


def entry(site: Site, number: int, text: str = "A teaser …") -> str:
    return (
        f"<item><title>Story {number}</title><link>{site.base}/a/{number}</link><guid>{number}</guid>"
        f"<description>{text}</description>"
        f"<pubDate>Mon, 02 Mar 2026 10:{number % 60:02d}:00 +0100</pubDate></item>"
    )


def feed(site: Site, numbers: range | list[int], path: str = "/feed", text: str = "A teaser …", **headers: str) -> str:
    items = "".join(entry(site, number, text) for number in numbers)
    body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Tarn</title>{items}</channel></rss>"
    return site.put(path, body, Content_Type="application/rss+xml", **headers)


def settings(folder: Path, *urls: str, pause: float = 0.0, **more: str) -> Path:
    lines = [f"[watch]\npause = {pause}"]
    for url in urls:
        lines.append(f'[[feed]]\nurl = "{url}"')
        lines += [f"{name} = {json.dumps(value)}" for name, value in more.items()]
    path = folder / "feeds.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class Held:
    """A database that is filled by ``watch``."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "news.db"

    def watch(self, file: Path, *more: str) -> tuple[int, dict[str, int], str]:
        arguments = ["watch", str(file), "--db", str(self.path), "--once", "--json", "--allow-private-hosts", *more]
        done = CliRunner().invoke(cli, arguments)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, json.loads(done.stdout) if done.stdout else {}, done.stderr

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchall()

    def due(self) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute("UPDATE feeds SET due = '2020-01-01T00:00:00Z'")
            connection.execute("UPDATE feed_entries SET due = '2020-01-01T00:00:00Z'")


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(tmp_path)


def times_of(held: Held, number: int) -> list[tuple[object, ...]]:
    return held.rows(
        f"SELECT kind, source FROM sightings t JOIN articles a ON a.id = t.article_id WHERE a.url LIKE '%/a/{number}'"
        " ORDER BY 1, 2"
    )


# ── what is stored ────────────────────────────────────────────────────────────────────────────────────


def test_pages_of_a_feed(site: Site, held: Held, tmp_path: Path) -> None:
    for number in range(3):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    code, done, said = held.watch(settings(tmp_path, feed(site, range(3)), outlet="Tarn Herald"))
    assert (code, done["pages_read"], done["new_articles"]) == (0, 3, 3)
    assert "3 new of 3 entries" in said
    assert held.rows("SELECT DISTINCT o.name FROM articles a JOIN outlets o ON o.id = a.outlet_id") == [
        ("Tarn Herald",)
    ]
    assert all(len(str(text)) > 500 for (text,) in held.rows("SELECT text FROM article_versions"))
    kinds = times_of(held, 1)
    assert ("published", "feed") in kinds
    assert ("first_seen", "fetch") in kinds
    assert held.rows("SELECT command, read, finished IS NOT NULL FROM runs") == [("watch", 3, 1)]


def test_texts_of_the_feed(site: Site, held: Held, tmp_path: Path) -> None:
    url = feed(site, range(2), text=newsroom.text(1, 2))
    code, done, _ = held.watch(settings(tmp_path, url, content="feed"))
    assert (code, done["pages_read"], done["new_articles"]) == (0, 0, 2)
    assert site.paths == ["/robots.txt", "/feed"]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        (newsroom.text(1), 0),
        (newsroom.text(1) + " …", 1),
        (newsroom.text(1) + " [...]", 1),
        (newsroom.text(1) + " Read more", 1),
        ("A teaser.", 1),
        ("", 1),
    ],
)
def test_which_text_is_taken(site: Site, held: Held, tmp_path: Path, text: str, pages: int) -> None:
    site.put("/a/1", page(1), Content_Type="text/html")
    _, done, _ = held.watch(settings(tmp_path, feed(site, [1], text=text)))
    assert (done["pages_read"], done["new_articles"]) == (pages, 1)


def test_a_page_that_is_refused_leaves_the_teaser(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/a/1", status=403)
    code, done, said = held.watch(settings(tmp_path, feed(site, [1, 2])))
    assert (code, done["pages_failed"], done["new_articles"]) == (0, 2, 1)
    assert "403" in said
    assert held.rows("SELECT text FROM article_versions") == [("A teaser …",)]
    assert held.rows("SELECT code, fatal FROM problems") == [("web-status", 0)]
    assert held.rows("SELECT state, attempts FROM feed_entries ORDER BY id") == [("held", 0), ("waiting", 1)]  # 404


def test_a_page_without_teaser_that_is_refused(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/a/1", status=403)
    code, done, _ = held.watch(settings(tmp_path, feed(site, [1], text="")))
    assert (code, done["left_out"]) == (1, 1)
    assert held.rows("SELECT state FROM feed_entries") == [("given-up",)]
    assert held.rows("SELECT code, fatal FROM problems") == [("web-status", 1)]


def test_news_sitemap(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/a/1", page(1), Content_Type="text/html")
    body = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        f"<url><loc>{site.base}/a/1</loc><n:news><n:publication_date>2026-03-02T10:00:00+01:00</n:publication_date>"
        "<n:title>Story 1</n:title></n:news></url></urlset>"
    )
    _, done, _ = held.watch(settings(tmp_path, site.put("/map.xml.gz", gzip.compress(body.encode()))))
    assert (done["pages_read"], done["new_articles"]) == (1, 1)
    assert ("published", "sitemap") in times_of(held, 1)


@pytest.mark.parametrize("link", ["/a/1", "a/1", "//{host}/a/1", "http://{host}/a/1#comments"])
def test_addresses_by_path(site: Site, held: Held, tmp_path: Path, link: str) -> None:
    site.put("/a/1", page(1), Content_Type="text/html")
    link = link.format(host=site.base.removeprefix("http://"))
    body = f"<rss version='2.0'><channel><item><title>Story 1</title><link>{link}</link></item></channel></rss>"
    assert held.watch(settings(tmp_path, site.put("/feed", body)))[1]["pages_read"] == 1
    assert held.rows("SELECT url FROM articles") == [(site.base + "/a/1",)]


def test_json_feed(site: Site, held: Held, tmp_path: Path) -> None:
    for number in (2, 3):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    items = [
        {"id": "1", "url": "/a/1", "title": "Story 1", "content_html": f"<p>{newsroom.text(1)}</p>"},
        {"id": "2", "url": "/a/2", "title": "Story 2", "summary": "A teaser", "date_published": "2026-03-02T10:00:00Z"},
        {"id": "3", "external_url": f"{site.base}/a/3"},
        {"id": "4", "content_text": newsroom.text(4)},
        {"id": "5"},
        "no item",
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Tarn", "items": items})
    _, done, _ = held.watch(settings(tmp_path, site.put("/feed", body, Content_Type="application/feed+json")))
    assert (done["pages_read"], done["new_articles"]) == (2, 4)
    assert ("published", "feed") in times_of(held, 2)
    assert held.rows("SELECT state, count(*) FROM feed_entries GROUP BY 1") == [("held", 4), ("left-out", 1)]


# ── asking again ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("header", "value", "asked"),
    [
        ("ETag", 'W/"a-1"', "If-None-Match"),
        ("Last_Modified", "Mon, 02 Mar 2026 10:00:00 GMT", "If-Modified-Since"),
    ],
)
def test_only_what_has_changed(site: Site, held: Held, tmp_path: Path, header: str, value: str, asked: str) -> None:
    file = settings(tmp_path, feed(site, range(2), **{header: value}), content="feed")
    held.watch(file)
    held.due()
    _, done, _ = held.watch(file)
    assert (done["feeds_asked"], done["feeds_unchanged"]) == (1, 1)
    assert site.asked[-1][1][asked] == value
    assert site.paths == ["/robots.txt", "/feed", "/feed"]  # the rules are kept in the database
    assert held.rows("SELECT outcome, status, entries, new_entries FROM feed_requests") == [
        ("read", 200, 2, 2),
        ("unchanged", 304, 0, 0),
    ]


def test_nothing_is_asked_before_its_time(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, feed(site, range(2)), content="feed")
    held.watch(file)
    _, done, _ = held.watch(file)
    assert done["feeds_asked"] == 0


def test_new_and_changed_entries(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, feed(site, range(3), text="First words"), content="feed")
    held.watch(file)
    items = entry(site, 1, "Other words") + entry(site, 2, "First words") + entry(site, 3, "First words")
    site.put("/feed", f"<rss version='2.0'><channel><title>Tarn</title>{items}</channel></rss>")
    held.due()
    _, done, said = held.watch(file)
    assert (done["new_articles"], done["new_versions"]) == (1, 1)
    assert "1 new of 3 entries" in said
    # what was seen again unchanged is not written again
    assert held.rows("SELECT read FROM runs ORDER BY id") == [(3,), (2,)]


def test_backlog(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, feed(site, range(5), text="Words"), content="feed")
    file.write_text(file.read_text(encoding="utf-8").replace("[watch]", "[watch]\nbacklog = 2"), encoding="utf-8")
    assert held.watch(file)[1]["new_articles"] == 2
    feed(site, range(-4, 5), text="Words")  # what is new later is read, however much it is
    held.due()
    assert held.watch(file)[1]["new_articles"] == 4
    assert held.rows("SELECT code, count(*) FROM feed_entries WHERE state = 'left-out' GROUP BY 1") == [("backlog", 3)]


def test_one_article_in_two_feeds(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/a/1", page(1), Content_Type="text/html")
    file = settings(tmp_path, feed(site, [1]), feed(site, [1], path="/front", text="Another teaser …"))
    _, done, _ = held.watch(file)
    assert (done["pages_read"], done["new_articles"]) == (1, 1)


def test_feeds_that_fail_are_asked_less_and_less(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, site.put("/feed", status=500), every="10m")
    waits = []
    for _ in range(3):
        code, done, _ = held.watch(file)
        assert (code, done["feeds_failed"]) == (1, 1)
        ((due, asked),) = held.rows(
            "SELECT f.due, max(r.answered) FROM feeds f JOIN feed_requests r ON r.feed_id = f.id"
        )
        waits.append((datetime.fromisoformat(str(due)) - datetime.fromisoformat(str(asked))).total_seconds())
        held.due()
    assert waits == [1200, 2400, 4800]
    feed(site, [1], text=newsroom.text(1))
    code, done, _ = held.watch(file)
    assert (code, done["new_articles"]) == (0, 1)
    assert held.rows("SELECT failures FROM feeds") == [(0,)]


def test_a_clock_that_was_years_ahead(site: Site, held: Held, tmp_path: Path) -> None:
    """What a turn in 2036 has noted must not stop the watch for ten years: the feed failed, a page waits."""
    for number in range(2):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    site.put("/a/0", status=500)
    file = settings(tmp_path, feed(site, range(2)), site.put("/broken", status=500), every="30d")
    held.watch(file)
    with closing(sqlite3.connect(held.path)) as connection, connection:
        shift = "strftime('%Y-%m-%dT%H:%M:%SZ', {}, '+10 years')"
        connection.execute(f"UPDATE feeds SET due = {shift.format('due')}")
        connection.execute(f"UPDATE feed_entries SET due = {shift.format('due')} WHERE state = 'waiting'")
        connection.execute(f"UPDATE robots SET until = {shift.format('until')}")
    site.put("/a/0", page(0), Content_Type="text/html")
    feed(site, range(2), path="/broken")
    before = len(site.paths)
    _, done, said = held.watch(file)
    assert (done["feeds_asked"], done["feeds_failed"], done["pages_read"]) == (2, 0, 1)
    assert site.paths[before] == "/robots.txt"
    assert "the clock of this machine has been wrong" in said
    _, done, said = held.watch(file)
    assert (done["feeds_asked"], "clock" in said) == (0, False)


def test_those_who_wait_for_long_go_on_waiting(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/a/0", status=429, Retry_After="604800")
    file = settings(tmp_path, feed(site, [0]), every="30d")
    held.watch(file)
    _, done, said = held.watch(file)
    assert (done["feeds_asked"], done["pages_read"], done["pages_failed"], "clock" in said) == (0, 0, 0, False)


def test_a_busy_host_is_left_alone(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/a/0", status=429, Retry_After="7200")
    site.put("/a/1", page(1), Content_Type="text/html")
    held.watch(settings(tmp_path, feed(site, range(2))))
    assert site.paths == ["/robots.txt", "/feed", "/a/0"]
    for (due,) in held.rows("SELECT due FROM feed_entries"):
        assert datetime.fromisoformat(str(due)) > datetime.now(UTC) + timedelta(seconds=7000)


def test_pause_between_requests(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n")
    for number in range(2):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    held.watch(settings(tmp_path, feed(site, range(2))))
    moments = [moment for path, _, moment in site.asked if path != "/robots.txt"]
    assert len(moments) == 3
    assert all(after - before >= 0.4 for before, after in pairwise(moments))


def test_a_redirect_waits_for_its_turn_at_the_other_host(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n")
    for number in range(3):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    with serving() as short, serving() as other:
        items = ""
        for number, shortener in enumerate((short, other)):
            address = shortener.put(f"/{number}", status=302, Location=f"{site.base}/a/{number}")
            items += f"<item><title>Story {number}</title><link>{address}</link></item>"
        items += f"<item><title>Story 2</title><link>{site.base}/a/2</link></item>"
        feed_at = short.put("/feed", f"<rss version='2.0'><channel><title>Tarn</title>{items}</channel></rss>")
        _, done, _ = held.watch(settings(tmp_path, feed_at))
    assert done["pages_read"] == 3
    moments = [moment for path, _, moment in site.asked if path.startswith("/a/")]
    assert len(moments) == 3
    assert all(after - before >= 0.4 for before, after in pairwise(moments))


def test_hosts_that_redirect_to_each_other(site: Site, held: Held, tmp_path: Path) -> None:
    with serving() as other:
        for number in range(4):
            here, there = (site, other) if number % 2 else (other, site)
            there.put(f"/a/{number}", page(number), Content_Type="text/html")
            here.put(f"/to/{number}", status=302, Location=f"{there.base}/a/{number}")
        items = "".join(
            f"<item><title>Story {n}</title><link>{(site if n % 2 else other).base}/to/{n}</link></item>"
            for n in range(4)
        )
        feed_at = site.put("/feed", f"<rss version='2.0'><channel><title>Tarn</title>{items}</channel></rss>")
        _, done, _ = held.watch(settings(tmp_path, feed_at))
    assert done["pages_read"] == 4


@pytest.mark.parametrize(
    ("channel", "cache", "least"),
    [
        ("<ttl>60</ttl>", None, 3600),
        ("<ttl> 5 </ttl>", None, 300),
        ("", "public, max-age=1800", 1800),
        ("<ttl>60</ttl>", "max-age=7200", 7200),
        ("<ttl>60</ttl>", "max-age=600", 3600),
        ("", "max-age=31536000, immutable", 86_400),
        ("", "no-cache, max-age=1800", 0),
        ("", "s-maxage=1800", 0),
        ("", "max-age=soon", 0),
        ("<ttl>hourly</ttl>", None, 0),
        ("<ttl>-5</ttl>", None, 0),
        ("<item><title>x</title><link>http://tarn.example/1</link><ttl>60</ttl></item>", None, 0),
    ],
)
def test_a_feed_says_how_often_it_wants_to_be_asked(
    site: Site, held: Held, tmp_path: Path, channel: str, cache: str | None, least: int
) -> None:
    body = f"<rss version='2.0'><channel><title>Tarn</title>{channel}{entry(site, 1)}</channel></rss>"
    headers = {"Cache_Control": cache} if cache else {}
    file = settings(tmp_path, site.put("/feed", body, ETag='"1"', **headers), every="10m", content="feed")
    answers = "SELECT f.least, f.due, max(r.answered) FROM feeds f JOIN feed_requests r ON r.feed_id = f.id"

    def wait() -> tuple[object, float]:
        ((found, due, answered),) = held.rows(answers)
        return found, (datetime.fromisoformat(str(due)) - datetime.fromisoformat(str(answered))).total_seconds()

    said = held.watch(file)[2]
    assert (f"{least:,} seconds between" in said) is (least > 600)
    assert wait() == (least, max(600, least))
    held.watch(file)  # a start with the same file does not bring it forward
    assert wait() == (least, max(600, least))
    held.due()
    _, done, _ = held.watch(file)
    assert done["feeds_unchanged"] == 1
    assert wait() == (least, max(600, least))  # nor does an answer without a body


def test_hosts_that_forbid(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /a/\n")
    code, done, _ = held.watch(settings(tmp_path, feed(site, range(3))))
    assert (code, done["pages_failed"]) == (0, 3)
    assert site.paths == ["/robots.txt", "/feed"]


def test_rules_that_cannot_be_had_are_not_asked_for_again(site: Site, held: Held, tmp_path: Path) -> None:
    site.put("/robots.txt", status=503)
    file = settings(tmp_path, feed(site, [1]), feed(site, [2], path="/other"))
    assert held.watch(file)[1]["feeds_failed"] == 2
    held.due()
    held.watch(file)
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("headers", "status", "body", "code"),
    [
        ({"Location": "/feed"}, 302, b"", "web-redirects"),
        ({"Location": "http://169.254.169.254/"}, 302, b"", "web-unreachable"),
        ({"Content_Encoding": "gzip"}, 200, gzip.compress(b"\0" * 100_000_000), "web-too-large"),
        ({}, 200, b"x" * 40_000_000, "web-too-large"),
        ({"Content_Type": "text/html"}, 200, b"<html><body>An error page</body></html>", "not-a-feed"),
        ({"Content_Type": "application/rss+xml"}, 200, b"", "not-a-feed"),
        ({"Content_Type": "application/rss+xml"}, 200, b"<rss" + b"<a>" * 20_000, "broken-feed"),
        ({}, 410, b"", "web-status"),
    ],
)
def test_answers_from_hell(
    site: Site,
    held: Held,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
    status: int,
    body: bytes,
    code: str,
) -> None:
    if "169.254" in headers.get("Location", ""):  # let through by the flag: nobody is there
        monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", _only_loopback())
    good = feed(site, [1], path="/good", text=newsroom.text(1))
    exit_code, done, _ = held.watch(settings(tmp_path, site.put("/feed", body, status, **headers), good))
    assert (exit_code, done["feeds_failed"], done["new_articles"]) == (1, 1, 1)
    assert held.rows("SELECT code FROM feed_requests WHERE outcome = 'failed'") == [(code,)]


def _only_loopback() -> object:
    import httpcore

    real = httpcore.SyncBackend.connect_tcp

    def connect(self: object, host: str, *arguments: object, **more: object) -> object:
        if host != "127.0.0.1":
            raise httpcore.ConnectError("nobody is there")
        return real(self, host, *arguments, **more)  # type: ignore[arg-type]

    return connect


def test_private_hosts_are_refused(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, feed(site, [1]))
    done = CliRunner().invoke(cli, ["watch", str(file), "--db", str(held.path), "--once"])
    assert done.exit_code == 1
    assert "--allow-private-hosts" in done.stderr
    assert not site.asked


def test_a_feed_that_is_no_longer_named(site: Site, held: Held, tmp_path: Path) -> None:
    held.watch(settings(tmp_path, feed(site, [1]), feed(site, [2], path="/other"), content="feed"))
    held.due()
    _, done, _ = held.watch(settings(tmp_path, site.base + "/feed", content="feed"))
    assert done["feeds_asked"] == 1
    assert held.rows("SELECT url FROM feeds WHERE removed IS NOT NULL") == [(site.base + "/other",)]


def test_a_feed_that_moves_takes_its_waiting_pages_along(site: Site, held: Held, tmp_path: Path) -> None:
    for number in range(2):
        site.put(f"/a/{number}", status=503)
    held.watch(settings(tmp_path, feed(site, range(2))))
    assert held.rows("SELECT count(*) FROM feed_entries WHERE state = 'waiting'") == [(2,)]
    for number in range(2):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    _, done, _ = held.watch(settings(tmp_path, feed(site, range(2), path="/moved")))
    assert (done["pages_read"], done["new_articles"]) == (2, 2)


# ── killed ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "moments", [(7,), pytest.param((0, 1, 7, 15, 20), marks=pytest.mark.slow)], ids=["once", "at many moments"]
)
def test_killed_it_goes_on_and_neither_loses_nor_doubles(
    site: Site, held: Held, tmp_path: Path, moments: tuple[int, ...]
) -> None:
    """Killed when so many pages were asked for, it ends with the very database of a run that nothing disturbed."""
    count = 24
    for number in range(count):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    url = feed(site, range(count), ETag='"1"')
    file = settings(tmp_path, url, content="page")
    command = [sys.executable, "-m", "syndicheck", "watch", str(file), "--db", str(held.path), "--allow-private-hosts"]
    served = [0]

    def slowly(path: str) -> None:
        time.sleep(0.02)
        served[0] += path.startswith("/a/")

    site.before = slowly
    kills = 0
    for wanted in moments:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        limit = time.monotonic() + 30
        while served[0] < wanted and process.poll() is None and time.monotonic() < limit:
            time.sleep(0.005)
        kills += process.poll() is None
        process.kill()
        process.wait()
    assert kills == len(moments)
    code, _, _ = held.watch(file)
    assert code == 0
    assert held.rows("SELECT state, count(*) FROM feed_entries GROUP BY state") == [("held", count)]
    assert held.rows("SELECT count(*), count(DISTINCT url) FROM articles") == [(count, count)]
    assert held.rows("SELECT count(*) FROM article_versions") == [(count,)]
    # a page that was on its way when it was killed is asked for again, one that arrived is not
    assert site.paths.count("/feed") <= 2
    assert sum(path.startswith("/a/") for path in site.paths) <= count + 5

    undisturbed = Held(tmp_path / "other")
    undisturbed.path.parent.mkdir()
    undisturbed.watch(file)
    assert _facts(held) == _facts(undisturbed)


def _facts(held: Held) -> list[str]:
    """The canonical dump without the moments at which things were fetched."""
    with closing(sqlite3.connect(held.path)) as connection:
        lines = [json.loads(line) for line in canonical_dump(connection)]
    kept = []
    for line in lines:
        if line[0] == "sighting" and line[3] == "fetch":
            line = line[:4]
        seen = (3, 4) if line[0] == "version" else ()
        kept.append(json.dumps([None if at in seen else part for at, part in enumerate(line)]))
    return sorted(set(kept))  # feed and page may have been fetched within one second


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that can be handled")
def test_a_service_that_is_stopped(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, feed(site, range(2)), content="feed")
    command = [sys.executable, "-m", "syndicheck", "watch", str(file), "--db", str(held.path), "--allow-private-hosts"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    limit = time.monotonic() + 30
    while not site.asked and time.monotonic() < limit:
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert held.rows("SELECT count(*) FROM articles") == [(2,)]


def test_another_process_writes(site: Site, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock of another connection is that of another process, to SQLite; it ends when its end is waited for."""
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 50)
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if connection.in_transaction:
            connection.execute("ROLLBACK")

    monkeypatch.setattr("syndicheck.watching.loop.time", SimpleNamespace(sleep=wait, monotonic=time.monotonic))
    file = settings(tmp_path, feed(site, [1]), content="feed")
    held.watch(file)
    feed(site, [1, 2])
    held.due()
    with closing(sqlite3.connect(held.path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        code, done, said = held.watch(file)
    assert (code, done["new_articles"]) == (0, 1)
    assert "locked" in said
    assert waited
    assert held.rows("SELECT count(*) FROM articles") == [(2,)]


def test_an_article_that_breaks_the_program(
    site: Site, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(raw: RawArticle, **more: object) -> object:
        if "poison" in raw.text:
            raise ZeroDivisionError
        return prepare(raw, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("syndicheck.pipeline.prepare", breaks)
    monkeypatch.setattr("syndicheck.watching.loop.prepare", breaks)
    items = "".join(entry(site, number, "poison" if number == 2 else "Words") for number in range(4))
    site.put("/feed", f"<rss version='2.0'><channel><title>Tarn</title>{items}</channel></rss>")
    code, done, said = held.watch(settings(tmp_path, site.base + "/feed", content="feed"))
    assert (code, done["new_articles"], done["left_out"]) == (1, 3, 1)
    assert "/a/2: The article breaks syndicheck (ZeroDivisionError)" in said
    assert held.rows("SELECT state, count(*) FROM feed_entries GROUP BY 1 ORDER BY 1") == [("given-up", 1), ("held", 3)]


def test_a_page_that_breaks_the_program(
    site: Site, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = intake.page_of

    def breaks(answer: Answer, one: Entry) -> tuple[Item, ...]:
        if str(one.url).endswith("/a/2"):
            raise ZeroDivisionError
        return whole(answer, one)

    monkeypatch.setattr(intake, "page_of", breaks)
    for number in range(4):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    code, done, _ = held.watch(settings(tmp_path, feed(site, range(4)), content="page"))
    assert (code, done["pages_failed"], done["new_articles"]) == (0, 1, 4)  # of one the feed's own words are kept
    assert held.rows("SELECT code, count(*) FROM feed_entries GROUP BY 1 ORDER BY 1") == [
        ("", 3),
        ("internal-error", 1),
    ]


def test_a_feed_that_breaks_the_program(
    site: Site, held: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = intake.leads_of

    def breaks(answer: Answer, where: str) -> intake.Intake:
        if where.endswith("/bad"):
            raise ZeroDivisionError
        return whole(answer, where)

    monkeypatch.setattr(intake, "leads_of", breaks)
    file = settings(tmp_path, feed(site, [1], "/bad"), feed(site, [2], "/good"), content="feed")
    code, done, said = held.watch(file)
    assert (code, done["feeds_failed"], done["new_articles"]) == (1, 1, 1)
    assert "/bad: The answer breaks syndicheck (ZeroDivisionError)" in said
    with Database(held.path) as database:
        assert feed_health(database.connection).failing == 1  # it has never answered
    code, done, said = held.watch(file)
    assert (code, done["feeds_asked"]) == (0, 0)
    assert "Nothing is due before " in said


def test_only_one_watch_at_a_time(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, feed(site, [1]), content="feed")
    held.watch(file)
    with alone(held.path):
        done = CliRunner().invoke(cli, ["watch", str(file), "--db", str(held.path), "--once"])
        assert isinstance(done.exception, StoreLocked)
    assert held.watch(file)[0] == 0
    assert not held.path.with_name("news.db-watch").exists()


def test_signals_are_those_of_before_afterwards(site: Site, held: Held, tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    held.watch(settings(tmp_path, feed(site, [1]), content="feed"))
    assert signal.getsignal(signal.SIGINT) is before


def test_an_index_of_sitemaps_is_named_as_such(site: Site, held: Held, tmp_path: Path) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.base}/news.xml</loc></sitemap></sitemapindex>"
    code, done, said = held.watch(settings(tmp_path, site.put("/index.xml", index)))
    assert (code, done["feeds_failed"]) == (1, 1)
    assert f"{site.base}/news.xml" in said


def test_merged_databases_bring_the_history_of_their_feeds(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, feed(site, [1]), site.put("/other", status=500), content="feed")
    held.watch(file)
    target = Held(tmp_path / "target")
    target.path.parent.mkdir()
    for _ in range(2):  # merging again changes nothing
        done = CliRunner().invoke(cli, ["merge", str(held.path), "--into", str(target.path)])
        assert done.exit_code == 0, done.output
        for query in (
            "SELECT f.url, r.asked, r.outcome FROM feed_requests r JOIN feeds f ON f.id = r.feed_id ORDER BY 1",
            "SELECT key, digest, state FROM feed_entries",
        ):
            assert target.rows(query) == held.rows(query)
    _, done_now, _ = target.watch(settings(tmp_path, site.base + "/feed", content="feed"))
    assert done_now["new_articles"] == 0


def test_a_database_from_before_feeds_and_outlets(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    source = newsroom.jsonl(tmp_path / "news.jsonl", [newsroom.record(1, newsroom.text(1), "herald.example")])
    assert CliRunner().invoke(cli, ["ingest", str(source), "--db", str(path)]).exit_code == 0
    with closing(sqlite3.connect(path)) as connection, connection:
        for (view,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            connection.execute(f"DROP VIEW {view}")
        connection.execute(f"CREATE VIEW outlet_activity AS {VIEWS['outlet_activity']}")
        for table in ("feed_entries", "feed_requests", "feeds", "robots", "outlet_names"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE outlets DROP COLUMN owner")
        connection.execute("ALTER TABLE articles DROP COLUMN outlet_as_read")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name IN ('m008_feeds', 'm009_outlets')")
    reading = CliRunner().invoke(cli, ["report", "--db", str(path)])
    assert isinstance(reading.exception, VersionMismatch)
    assert "reindex" in str(reading.exception)
    with Database(path, write=True) as store:
        assert store.connection.execute("SELECT outlet_as_read FROM articles").fetchall() == [("herald.example",)]
        assert coverage_of(store.connection).sentence().startswith("Among the 1 article")


# ── the file of feeds ─────────────────────────────────────────────────────────────────────────────────

GOOD = '[[feed]]\nurl = "https://herald.example/rss"\n'


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "names no feed"),
        ("feed = 1", "names no feed"),
        ("[[feed]]\n", "feed 1: url is not a web address"),
        ('[[feed]]\nurl = "herald.example"', "feed 1: url is not a web address"),
        ('[[feed]]\nurl = "file:///etc/passwd"', "url is not a web address"),
        ('[[feed]]\nurl = "https://u:secret@herald.example/"', "name or password"),
        (GOOD + 'evry = "5m"', "'evry' is not known there"),
        (GOOD + 'every = "5 minutes"', "every is '5 minutes'"),
        (GOOD + "every = 5", "Choose between 60 seconds and 30 days"),
        (GOOD + "every = true", "every is True"),
        (GOOD + 'content = "full"', "Choose one of: auto, feed, page"),
        (GOOD + "outlet = 1", "outlet is not a name"),
        (GOOD + GOOD, "feed 2: https://herald.example/rss is named twice"),
        ("[watch]\npause = -1\n" + GOOD, "pause is not a number of seconds"),
        ("[watch]\nbacklog = -1\n" + GOOD, "backlog is not a number of entries"),
        ("watch = 1\n" + GOOD, "watch is not a table"),
        ("[watch]\nfeeds = 1\n" + GOOD, "'feeds' is not known there"),
        ("[other]\n" + GOOD, "'other' is not known there"),
        ("[[feed]", "is not TOML"),
    ],
)
def test_wrong_files(tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as found:
        load_settings(path)
    assert str(path) in str(found.value)
    assert part in str(found.value)
    assert "secret" not in str(found.value)
    assert CliRunner().invoke(cli, ["watch", str(path), "--check"]).exit_code != 0


def test_settings(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[watch]\nevery = "1h"\npause = 2.5\ncontent = "page"\n'
        + GOOD
        + '[[feed]]\nurl = "https://wire.example/map.xml"\n'
        'outlet = " The  Wire "\nevery = 90\ncontent = "feed"\n',
        encoding="utf-8",
    )
    found = load_settings(path)
    assert found.pause == 2.5
    assert [(one.name, one.host, one.every, one.content) for one in found.feeds] == [
        ("https://herald.example/rss", "herald.example", 3600, "page"),
        ("The Wire", "wire.example", 90, "feed"),
    ]


# ── when to ask again ─────────────────────────────────────────────────────────────────────────────────

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "failures", "retry_after", "seconds"),
    [
        (900, 0, None, 900),
        (900, 0, 5000, 5000),
        (900, 1, None, 1800),
        (900, 1, 60, 1800),
        (900, 3, 90_000, 90_000),
        (900, 50, None, 86_400),
        (7 * 86_400, 3, None, 7 * 86_400),
    ],
)
def test_when_a_feed_is_due(every: int, failures: int, retry_after: float | None, seconds: int) -> None:
    assert schedule.feed_due(NOON, every, failures, retry_after) == NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("attempts", "code", "status", "minutes"),
    [
        (1, "web-timeout", None, 5),
        (4, "web-timeout", None, 480),
        (5, "web-timeout", None, None),
        (1, "web-status", 404, 5),
        (3, "web-status", 404, None),
        (1, "web-status", 403, None),
        (1, "web-refused", None, None),
        (1, "web-robots", None, 5),
        (4, "web-status", 500, 480),
    ],
)
def test_when_a_page_is_due(attempts: int, code: str, status: int | None, minutes: int | None) -> None:
    expected = None if minutes is None else NOON + timedelta(minutes=minutes)
    assert schedule.page_due(NOON, attempts, code, status) == expected


# ── what is deleted ───────────────────────────────────────────────────────────────────────────────────


def everything(held: Held) -> str:
    """All that a database says, but for its log of runs and problems, which names what was asked for."""
    with closing(sqlite3.connect(held.path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        said = (
            name for name in tables if name not in ("runs", "problems") and not name.startswith("article_versions_")
        )
        return "\n".join(str(row) for name in said for row in connection.execute(f'SELECT * FROM "{name}"'))


def delete(held: Held, *arguments: str) -> None:
    done = CliRunner().invoke(cli, [*arguments, "--db", str(held.path)])
    assert done.exit_code == 0, done.output


def test_of_what_is_deleted_feeds_have_neither_headline_nor_address(site: Site, held: Held, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        site.put(f"/a/{number}", page(number), Content_Type="text/html")
    site.put("/short", "", status=302, Location=f"{site.base}/a/3")
    nameless = "<item><title>Nameless story</title><description>First words of it, and more.</description></item>"
    numbered = "<item><title>Numbered story</title><guid>tag:7</guid><description>Words of it.</description></item>"
    shortened = f"<item><title>Short story</title><link>{site.base}/short</link></item>"
    items = entry(site, 1) + entry(site, 2, "Other words") + nameless + numbered + shortened
    body = f"<rss version='2.0'><channel><title>Tarn</title>{items}</channel></rss>"
    address = site.put("/feed", body, Content_Type="application/rss+xml")
    file = settings(tmp_path, address, site.put("/front", body, Content_Type="application/rss+xml"))
    assert held.watch(file)[1]["new_articles"] == 5
    kept = held.rows("SELECT id FROM articles WHERE url LIKE '%/a/2'")[0][0]
    gone = [str(number) for (number,) in held.rows(f"SELECT id FROM articles WHERE id <> {kept}")]
    delete(held, "delete", *gone)
    left = everything(held)
    assert "/a/2" in left
    assert "Story 2" in left
    for words in ("/a/1", "/a/3", "/short", "tag:7", "Story 1", "Story 3", "Nameless", "Numbered", "Short story"):
        assert words not in left, words
    held.due()
    assert held.watch(file)[1]["new_articles"] == 0, "it is not brought back"
    site.put("/feed", body.replace("Words of it.", "Other words of it."), Content_Type="application/rss+xml")
    held.due()
    assert held.watch(file)[1]["new_articles"] == 1, "until the feed says something new of it"
    delete(held, "delete", str(held.rows("SELECT max(id) FROM articles")[0][0]))
    assert "Numbered" not in everything(held)
    held.due()
    assert held.watch(file)[1]["new_articles"] == 0


def test_a_change_that_waits_is_deleted_with_its_article(site: Site, held: Held, tmp_path: Path) -> None:
    file = settings(tmp_path, feed(site, [1, 2], text="First words"), content="feed")
    held.watch(file)
    with closing(sqlite3.connect(held.path)) as connection, connection:
        connection.execute("UPDATE feed_entries SET state = 'ready', pending = 'a text' WHERE url LIKE '%/a/1'")
    delete(held, "delete", str(held.rows("SELECT id FROM articles WHERE url LIKE '%/a/1'")[0][0]))
    assert held.rows("SELECT state, code, pending FROM feed_entries ORDER BY id") == [
        ("left-out", "deleted", ""),
        ("held", "", ""),
    ]


def test_old_requests_go_but_those_that_tell_gaps(site: Site, held: Held, tmp_path: Path) -> None:
    held.watch(settings(tmp_path, feed(site, [1]), content="feed"))
    #         new entries of 5, by day; None: the feed failed
    answers = [5, 0, 1, None, 0, 2, None, 5, 0, 1, None, None]
    with closing(sqlite3.connect(held.path)) as connection, connection:
        connection.execute("DELETE FROM feed_requests")
        for day, new in enumerate(answers, 1):
            connection.execute(
                "INSERT INTO feed_requests (feed_id, asked, answered, outcome, entries, new_entries, code, message)"
                " VALUES (1, ?1, ?1, ?2, ?3, ?4, '', '')",
                [f"2020-01-{day:02}T08:00:00Z", "failed" if new is None else "read", 5 * (new is not None), new or 0],
            )
        connection.execute(
            "INSERT INTO feed_entries (feed_id, title, url, key, digest, seen, state, host, due) VALUES"
            " (1, 'Old headline', 'https://o.example/1', 'https://o.example/1', '', '2020-01-02', 'left-out', '', '')"
        )
    with Database(held.path) as database:
        before = load_telling_requests(database.connection)
    delete(held, "delete", "--before", "2020-01-06")
    days = [int(str(day)[8:10]) for (day,) in held.rows("SELECT asked FROM feed_requests ORDER BY id")]
    assert days == [1, 6, 7, 8, 9, 10, 11, 12]
    assert "Old headline" not in everything(held)
    delete(held, "retain", "--days", "30")
    days = [int(str(day)[8:10]) for (day,) in held.rows("SELECT asked FROM feed_requests ORDER BY id")]
    assert days == [1, 6, 8, 10, 12]  # first, before the gap, after it, the last answer, the last request
    with Database(held.path) as database:
        assert load_telling_requests(database.connection) == before
