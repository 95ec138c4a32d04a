"""Feeds: what an entry becomes, and what broken feeds leave behind. Real files are written by feedgen."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import feed, fragment, read, registry

FULL = (
    "<p>(XYZ) – The harbour of Tarn opened on Monday.</p><p>Boats came from <a href='https://x.example/a'>afar</a>.</p>"
)


def rss(items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f'{head}<rss version="2.0" {spaces}><channel><title>Tarn Herald</title><link>https://herald.example/</link>'
        f"<description>d</description><language>en-GB</language>{items}</channel></rss>"
    ).encode()


def articles(data: bytes, fmt: str | None = "rss") -> tuple[list[RawArticle], list[Problem]]:
    found = list(read(["-"], stdin=BytesIO(data), fmt=fmt))
    return [x for x in found if isinstance(x, RawArticle)], [x for x in found if isinstance(x, Problem)]


def test_full_entry() -> None:
    (found,), problems = articles(
        rss(
            "<item><title>Harbour &amp;amp; boats</title><link>https://herald.example/1</link><guid>h-1</guid>"
            "<dc:creator>Ada Quill</dc:creator><pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate>"
            "<source url='https://wire.example/rss'>XYZ Wire</source><description>Boats.</description>"
            f"<content:encoded><![CDATA[{FULL}]]></content:encoded></item>"
        )
    )
    assert not problems
    assert found.text == "(XYZ) – The harbour of Tarn opened on Monday.\nBoats came from afar."
    assert (found.title, found.author, found.url) == ("Harbour & boats", "Ada Quill", "https://herald.example/1")
    assert (found.source_id, found.lang, found.outlet) == ("h-1", "en-GB", None)
    assert found.times == (RawTime("published", "Mon, 02 Mar 2026 10:00:00 +0100", "feed"),)
    assert found.links == ("https://x.example/a",)
    about = found.extra["feed"]
    assert about["content"] == "full"
    assert (about["source_title"], about["source_address"]) == ("XYZ Wire", "https://wire.example/rss")


@pytest.mark.parametrize(
    ("item", "text", "content"),
    [
        ("<description>Plain words only</description>", "Plain words only", "summary"),
        ("<description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description>", "One\nTwo", "summary"),
        ("<description>2 &lt; 3 and 5 &gt; 4</description>", "2 < 3 and 5 > 4", "summary"),
        (
            "<description><![CDATA[<script>alert(1)</script>Shown<style>p{}</style>]]></description>",
            "Shown",
            "summary",
        ),
        (
            "<description>A longer summary here</description><content:encoded>Short</content:encoded>",
            "A longer summary here",
            "summary",
        ),
    ],
)
def test_text_of_an_entry(item: str, text: str, content: str) -> None:
    (found,), _ = articles(rss(f"<item><link>https://herald.example/1</link>{item}</item>"))
    assert (found.text, found.extra["feed"]["content"]) == (text, content)


def test_entry_without_address_names_its_outlet() -> None:
    (found,), _ = articles(rss("<item><description>Words</description></item>"))
    assert (found.url, found.outlet) == (None, "Tarn Herald")


def test_entry_without_text_is_named_and_the_others_stay() -> None:
    found, problems = articles(rss("<item><title>Empty</title></item><item><description>Words</description></item>"))
    assert [one.text for one in found] == ["Words"]
    assert [(one.code, one.where.endswith("#1")) for one in problems] == [("no-text", True)]


@pytest.mark.parametrize("data", [b"", b"<html><body>404</body></html>", b"\x00\xff\xfe", b"plain words", b"{}"])
def test_no_feed(data: bytes) -> None:
    items = list(read(["-"], stdin=BytesIO(data), fmt="rss"))
    assert items
    assert all(isinstance(one, Problem) for one in items)


def test_cut_off_feed_keeps_what_came_before() -> None:
    whole = rss("".join(f"<item><description>Words of story {n}</description></item>" for n in range(3)))
    found, problems = articles(whole[: whole.index(b"story 2")])
    assert [one.text for one in found][:2] == ["Words of story 0", "Words of story 1"]
    assert "broken-feed" in [one.code for one in problems]


def test_entities_do_not_explode() -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{lines}]>'
    found, problems = articles(rss("<item><description>&e11;</description></item>", bomb))
    assert sum(len(one.text) for one in found) < 10_000
    assert found or problems


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    found, _ = articles(rss("<item><description>Words &x;</description></item>", head))
    assert all("secret of this" not in one.text for one in found)


def exported(status: str = "publish", kind: str = "post", content: str = "Boats came.\n\n<b>They</b> left.") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title><wp:wxr_version>1.2</wp:wxr_version><item>'
        "<link>https://herald.example/?p=1</link><pubDate>Mon, 02 Mar 2026 10:00:00 +0000</pubDate>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        "<wp:post_modified_gmt>2026-03-03 10:00:00</wp:post_modified_gmt>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item></channel></rss>"
    ).encode()


def test_wordpress_export() -> None:
    (found,), problems = articles(exported(), "xml")
    assert not problems
    assert found.text == "Boats came.\nThey left."
    assert found.times == (
        RawTime("published", "Mon, 02 Mar 2026 10:00:00 +0000", "record"),
        RawTime("modified", "2026-03-03 10:00:00Z", "record"),
    )


@pytest.mark.parametrize(
    ("status", "kind"),
    [("draft", "post"), ("private", "post"), ("future", "post"), ("trash", "page"), ("publish", "nav_menu_item")],
)
def test_what_wordpress_never_published_is_no_article(status: str, kind: str) -> None:
    found, problems = articles(exported(status, kind), "xml")
    assert not found
    assert [(one.code, one.fatal) for one in problems] == [("not-published", False)]


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_files_of_feedgen(kind: str, tmp_path: Path) -> None:
    generator = pytest.importorskip("feedgen.feed", reason="feedgen writes these files: pip install feedgen")
    made = generator.FeedGenerator()
    made.id("https://herald.example/")
    made.title("Tarn Herald")
    made.link(href="https://herald.example/", rel="alternate")
    made.description("d")
    made.language("de")
    entry = made.add_entry()
    entry.id("https://herald.example/7")
    entry.title("Ein Hafen öffnet")
    entry.link(href="https://herald.example/7")
    entry.published(datetime(2026, 3, 2, 9, tzinfo=UTC))
    entry.updated(datetime(2026, 3, 3, 9, tzinfo=UTC))
    entry.content("<p>Tarn (xyz). Der Hafen öffnete am Montag.</p>", type="html" if kind == "atom" else "CDATA")
    file = tmp_path / f"feed.{kind}"
    (made.atom_file if kind == "atom" else made.rss_file)(str(file))
    (found,) = read([str(file)])
    assert isinstance(found, RawArticle)
    assert (found.text, found.title, found.lang) == (
        "Tarn (xyz). Der Hafen öffnete am Montag.",
        "Ein Hafen öffnet",
        "de",
    )
    assert found.url == "https://herald.example/7"
    assert "2026" in found.times[0].raw
    assert registry.recognise(file.read_bytes()[:4096]) is feed


@pytest.mark.parametrize(
    ("version", "source"), [('"version": "https://jsonfeed.org/version/1.1", ', "feed"), ("", "record")]
)
def test_a_saved_json_feed_has_the_times_of_a_feed(version: str, source: str) -> None:
    data = f'{{{version}"items": [{{"id": "1", "content_text": "Boats.", "date_published": "2026-03-02T10:00:00Z"}}]}}'
    (found,), _ = articles(data.encode(), "json")
    assert found.times == (RawTime("published", "2026-03-02T10:00:00Z", source),)


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        (b'<?xml version="1.0"?>\n<!-- made by hand --><rss version="2.0">', True),
        (b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom">', True),
        (b'<rdf:RDF xmlns:rdf="x">', True),
        (b"<!doctype html><html><feed>", False),
        (b"<rssx>", False),
        (b"about <rss>", False),
    ],
)
def test_sniff(head: bytes, is_feed: bool) -> None:
    assert feed.sniff(head) is is_feed


@given(st.text(max_size=300))
def test_one_line_has_no_breaks(value: str) -> None:
    assert "\n" not in fragment.one_line(value)


@settings(max_examples=examples(60), deadline=None)
@given(st.binary(max_size=400), st.integers(0, 600))
def test_any_bytes(noise: bytes, at: int) -> None:
    whole = rss(f"<item><description>Words</description><content:encoded>{FULL}</content:encoded></item>" * 2)
    for data in (noise, whole[:at], whole[:at] + noise + whole[at:]):
        assert all(getattr(one, "code", "") != "internal-error" for one in read(["-"], stdin=BytesIO(data), fmt="rss"))
