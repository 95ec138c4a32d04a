"""Lists of addresses: sitemaps from the web, files of addresses. All traffic stays on loopback."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests import newsroom
from tests.webserver import Site, serving

from syndicheck import Database, ingest
from syndicheck.cli import cli
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import html, news_xml, read
from syndicheck.readers.interface import Item
from syndicheck.readers.leads import Lead
from syndicheck.readers.streams import ByteStream

pytest.importorskip("httpx")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as held:
        for number in range(4):
            held.put(f"/a/{number}", page(number), Content_Type="text/html")
        yield held


def page(number: int) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in newsroom.paragraphs(number, 3))
    return f"<html lang='en'><head><title>Story {number}</title></head><body><article>{body}</article></body></html>"


def items(*sources: str, lists: tuple[str, ...] = (), pause: float = 0) -> tuple[list[RawArticle], list[Problem]]:
    found = list(read(sources, lists=lists, allow_private_hosts=True, pause=pause))
    return [x for x in found if isinstance(x, RawArticle)], [x for x in found if isinstance(x, Problem)]


def sitemap(*urls: str) -> str:
    return (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        + "".join(
            f"<url><loc>{url}</loc><lastmod>2026-03-0{number}</lastmod></url>" for number, url in enumerate(urls, 1)
        )
        + "</urlset>"
    )


def index(*urls: str) -> str:
    return "<sitemapindex>" + "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls) + "</sitemapindex>"


def test_sitemap(site: Site) -> None:
    urls = [f"{site.base}/a/{number}" for number in (0, 1, 0)]
    found, problems = items(site.put("/map.xml", sitemap(*urls), Content_Type="application/xml"))
    assert not problems
    assert [one.url for one in found] == urls[:2]
    assert RawTime("modified", "2026-03-02", "sitemap") in found[1].times
    assert [time.source for time in found[1].times if time.kind == "first_seen"] == ["fetch"]


def test_index(site: Site) -> None:
    one = site.put("/one.xml.gz", gzip.compress(sitemap(f"{site.base}/a/0").encode()))
    two = site.put("/two.xml", sitemap(f"{site.base}/a/1"))
    around = site.put("/around.xml", index(one, f"{site.base}/around.xml"))
    found, problems = items(
        site.put("/index.xml", index(one, two, around, site.base + "/gone.xml", site.base + "/a/3"))
    )
    assert [one.title for one in found] == ["Story 0", "Story 1"]
    assert [one.code for one in problems] == ["web-status", "not-a-sitemap"]
    assert site.paths.count("/around.xml") == 1


def test_other_sites_are_not_followed(site: Site) -> None:
    urls = [f"{site.base}/a/0", "http://other.example/1", "http://169.254.169.254/latest/meta-data"]
    found, problems = items(site.put("/map.xml", sitemap(*urls)))
    assert len(found) == 1
    assert [(one.code, one.fatal) for one in problems] == [("other-site", False)]


def test_list_of_addresses(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    lines = ["# the harbour", f"{site.base}/a/0", "", f"  {site.base}/a/1  ", f"{site.base}/a/0", f"{site.base}/gone"]
    lines += ["no address", "file:///etc/passwd", f"http://u:secret@{site.base[7:]}/a/2", "https://" + "x" * 9000]
    path.write_text("\ufeff" + "\r\n".join(lines), encoding="utf-8")
    found, problems = items(lists=(str(path),))
    assert [one.title for one in found] == ["Story 0", "Story 1"]
    assert [(one.where.removeprefix(str(path)), one.code) for one in problems] == [
        (f"{site.base}/gone", "web-status"),
        (":7", "no-address"),
        (":8", "no-address"),
        (f"{site.base}/a/2", "web-refused"),
        (":10", "no-address"),
    ]
    assert "secret" not in str(problems)


def test_an_address_that_is_none_costs_no_other(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    path.write_text(f"https://[herald.example]/1\nhttps://[::1/2\n{site.base}/a/0\n", encoding="utf-8")
    found, problems = items(lists=(str(path),))
    assert [one.title for one in found] == ["Story 0"]
    assert [one.where for one in problems] == ["https://[herald.example]/1", "https://[::1/2"]


def test_a_sitemap_that_breaks_its_reader_costs_its_rest(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaking(stream: ByteStream, where: str) -> Iterator[Lead | Problem]:
        yield from leads(stream, where)
        if where == bad:
            raise ZeroDivisionError

    leads = news_xml.leads
    monkeypatch.setattr(news_xml, "leads", breaking)
    bad, good = (site.put(f"/{number}.xml", sitemap(f"{site.base}/a/{number}")) for number in range(2))
    found, problems = items(site.put("/index.xml", index(bad, good)))
    assert [one.title for one in found] == ["Story 0", "Story 1"]
    assert [(one.where, one.code) for one in problems] == [(bad, "internal-error")]


@pytest.mark.parametrize(
    ("error", "code"), [(ZeroDivisionError(), "internal-error"), (OSError(28, "No space left on device"), "unreadable")]
)
def test_a_page_that_breaks_its_reader_costs_no_other(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    def breaking(data: bytes, fields: dict[str, str], where: str, charset: str | None) -> Iterator[Item]:
        if where.endswith("/0"):
            raise error
        yield from from_bytes(data, fields, where, charset)

    from_bytes = html.from_bytes
    monkeypatch.setattr(html, "from_bytes", breaking)
    path = tmp_path / "addresses.txt"
    path.write_text(f"{site.base}/a/0\n{site.base}/a/1\n", encoding="utf-8")
    for found, problems in (items(lists=(str(path),)), items(f"{site.base}/a/0", f"{site.base}/a/1")):
        assert [one.title for one in found] == ["Story 1"]
        assert [(one.where, one.code) for one in problems] == [(f"{site.base}/a/0", code)]


def test_saved_sitemap_and_feed_as_lists(site: Site, tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    saved, feed = tmp_path / "map.xml", tmp_path / "feed.rss"
    saved.write_text(sitemap(f"{site.base}/a/0"), encoding="utf-8")
    feed.write_text(
        f"<rss version='2.0'><channel><item><title>From the feed</title><link>{site.base}/a/1</link>"
        "<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><description>Teaser</description></item></channel></rss>",
        encoding="utf-8",
    )
    (first, second), problems = items(lists=(str(saved), str(feed)))
    assert not problems
    assert first.title == "Story 0"
    assert len(second.text) > 500
    assert RawTime("published", "Mon, 02 Mar 2026 10:00:00 +0100", "feed") in second.times


def test_from_standard_input(site: Site) -> None:
    found = list(read([], lists=["-"], stdin=io.BytesIO(f"{site.base}/a/0\n".encode()), allow_private_hosts=True))
    assert [one.title for one in found if isinstance(one, RawArticle)] == ["Story 0"]


def test_pause(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    path.write_text("\n".join(f"{site.base}/a/{number}" for number in range(3)), encoding="utf-8")
    items(lists=(str(path),), pause=0.3)
    moments = [moment for asked, _, moment in site.asked if asked != "/robots.txt"]
    assert len(moments) == 3
    assert all(after - before >= 0.3 for before, after in pairwise(moments))


def test_pause_behind_redirects(site: Site, tmp_path: Path) -> None:
    with serving() as short:
        for number in range(3):
            short.put(f"/{number}", status=301, Location=f"{site.base}/a/{number}")
        path = tmp_path / "addresses.txt"
        lines = [f"{short.base}/0", f"{site.base}/a/1", f"{short.base}/2"]
        path.write_text("\n".join(lines), encoding="utf-8")
        found, problems = items(lists=(str(path),), pause=0.3)
    assert (len(found), problems) == (3, [])
    for one in (site, short):
        moments = [moment for asked, _, moment in one.asked if asked != "/robots.txt"]
        assert len(moments) > 1
        assert all(after - before >= 0.3 for before, after in pairwise(moments))


def test_lists_in_the_python_api(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    path.write_text(f"# ours\n{site.base}/a/0\nno address\n", encoding="utf-8")
    with Database(tmp_path / "news.db", write=True) as database:
        summary = ingest([], database, lists=path)
        (found,) = database.connection.execute("SELECT inputs FROM runs").fetchone()
        codes = database.connection.execute("SELECT code FROM problems ORDER BY 1").fetchall()
    assert (summary.read, json.loads(found)) == (0, [str(path)])
    assert codes == [("no-address",), ("web-refused",)]  # a private network, which nobody allowed


def test_command(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    path.write_text(f"{site.base}/a/0\n", encoding="utf-8")
    arguments = ["ingest", "--urls", str(path), "--pause", "0", "--db", str(tmp_path / "news.db")]
    done = CliRunner().invoke(cli, [*arguments, "--allow-private-hosts"])
    assert (done.exit_code, "1 new" in done.stderr) == (0, True)
    assert CliRunner().invoke(cli, arguments).exit_code == 2  # a private network, and nobody allowed it
    assert CliRunner().invoke(cli, ["ingest", "--db", str(tmp_path / "news.db")]).exit_code == 2


@pytest.mark.parametrize("path", ["/nowhere/list.txt", "."])
def test_unreadable(path: str) -> None:
    found, problems = items(lists=(path,))
    assert not found
    assert [one.code for one in problems] in (["unreadable"], ["vanished"])
