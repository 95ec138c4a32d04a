"""Sitemaps: addresses with their times, and nothing that is not theirs."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import news_xml, read
from syndicheck.readers.leads import Lead
from syndicheck.readers.streams import ByteStream

pytest.importorskip("lxml")

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by a plugin -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
  <url>
    <image:image><image:loc>https://herald.example/pier.jpg</image:loc><image:title>A pier</image:title></image:image>
    <loc> https://herald.example/2026/harbour?a=1&amp;b=2 </loc>
    <lastmod>2026-03-04T09:30:00+01:00</lastmod>
    <news:news>
      <news:publication><news:name>The Herald</news:name><news:language>en</news:language></news:publication>
      <news:publication_date>2026-03-04T08:12:00+01:00</news:publication_date>
      <news:title>Harbour opens &amp; mayor speaks</news:title>
    </news:news>
  </url>
  <url><loc>https://herald.example/about</loc></url>
  <url><lastmod>2026-03-04</lastmod></url>
</urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>https://herald.example/news-1.xml.gz</loc><lastmod>2026-03-04</lastmod></sitemap>
  <sitemap><loc>https://herald.example/news-2.xml.gz</loc></sitemap>
</sitemapindex>"""


def leads(data: bytes) -> tuple[list[Lead], list[Problem]]:
    found = list(news_xml.leads(ByteStream(io.BytesIO(data)), "sitemap.xml"))
    return [x for x in found if isinstance(x, Lead)], [x for x in found if isinstance(x, Problem)]


def test_news() -> None:
    (harbour, about), problems = leads(NEWS)
    assert not problems
    assert harbour.url == "https://herald.example/2026/harbour?a=1&b=2"
    assert harbour.title == "Harbour opens & mayor speaks"
    assert [(t.kind, t.raw, t.source) for t in harbour.times] == [
        ("published", "2026-03-04T08:12:00+01:00", "sitemap"),
        ("modified", "2026-03-04T09:30:00+01:00", "sitemap"),
    ]
    assert (about.url, about.title, about.times, about.nested) == ("https://herald.example/about", None, (), False)


def test_index() -> None:
    found, _ = leads(INDEX)
    assert [(one.url, one.nested) for one in found] == [
        ("https://herald.example/news-1.xml.gz", True),
        ("https://herald.example/news-2.xml.gz", True),
    ]


@pytest.mark.parametrize("data", [NEWS, INDEX, NEWS.replace(b"urlset", b"s:urlset").replace(b"xmlns=", b"xmlns:s=")])
def test_as_a_file(data: bytes) -> None:
    *_, note = read(["-"], stdin=io.BytesIO(data))
    assert isinstance(note, Problem)
    assert (note.code, note.fatal) == ("addresses-only", True)
    assert "--urls" in note.remedy


@pytest.mark.parametrize("cut", range(0, len(NEWS), 97))
def test_cut_off(cut: int) -> None:
    found, _ = leads(NEWS[:cut])
    assert len(found) <= 2
    assert all(one.url and one.url.startswith("https://herald.example/") for one in found)


def test_entities_are_not_resolved() -> None:
    bomb = (
        b"<!DOCTYPE u [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
        + NEWS[NEWS.index(b"<urlset") :]
    )
    found, _ = leads(bomb.replace(b"herald.example/about", b"&b;&b;&b;&b;"))
    assert all(len(one.url or "") < 100 for one in found)


def test_most() -> None:
    many = b"<urlset>" + b"<url><loc>https://a.example/1</loc></url>" * 50_001 + b"</urlset>"
    found, problems = leads(many)
    assert len(found) == 50_000
    assert [one.code for one in problems] == ["too-long"]


@settings(deadline=None)
@given(st.binary(max_size=400), st.integers(0, len(NEWS)))
def test_anything(junk: bytes, place: int) -> None:
    leads(NEWS[:place] + junk + NEWS[place:])
    for item in read(["-"], stdin=io.BytesIO(b"<urlset>" + junk)):
        assert not isinstance(item, RawArticle)
        assert item.code != "internal-error"
