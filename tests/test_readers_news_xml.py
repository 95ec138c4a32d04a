"""NITF and NewsML-G2, with items laid out as IPTC's documentation of both shows them; the words are invented."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import news_xml, read, registry

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf xml:lang="en"><head><title>Harbour</title>
 <docdata><doc-id id-string="xyz-17"/><date.issue norm="20260302T090000Z"/>
 <doc.copyright year="2026" holder="XYZ News"/></docdata>
 <pubdata name="Tarn Herald" date.publication="20260302T100000+0100"/></head>
 <body><body.head><hedline><hl1>The harbour <em>opens</em></hl1></hedline>
 <byline>By <person>Ada Quill</person></byline><distributor>XYZ Wire</distributor></body.head>
 <body.content><block><p>TARN (XYZ) – Boats came.</p><p>They <em>left</em> again.<br/>At six.</p></block>
 <table><tr><td>Boats</td><td>17</td></tr></table></body.content></body></nitf>"""

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:xyz.example:17" version="{version}">
 <rightsInfo><copyrightHolder literal="XYZ"><name>XYZ News</name></copyrightHolder></rightsInfo>
 <itemMeta><provider qcode="nprov:XYZ"/><versionCreated>2026-03-02T11:00:00+01:00</versionCreated>
 <firstCreated>2026-03-02T10:00:00+01:00</firstCreated>
 <pubStatus qcode="stat:usable"/></itemMeta>
 <contentMeta><by>Ada Quill</by><creditline>XYZ/Quill</creditline><headline>The harbour opens</headline>
 <language tag="de"/></contentMeta><contentSet>{content}</contentSet></newsItem>"""

XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title>'
    "</head><body><p>Boote kamen.</p><p>Sie gingen.</p></body></html></inlineXML>"
)
INNER_NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
    "<body.content><p>Boote kamen.</p><p>Sie gingen.</p></body.content></body></nitf></inlineXML>"
)
DATA = '<inlineData contenttype="text/plain">Boote kamen.\n\nSie gingen.</inlineData>'


def items(data: str | bytes, fmt: str | None = "xml") -> list[RawArticle | Problem]:
    return list(read(["-"], stdin=BytesIO(data.encode() if isinstance(data, str) else data), fmt=fmt))


@pytest.mark.parametrize("fmt", ["xml", None])
def test_nitf(fmt: str | None) -> None:
    (found,) = items(NITF, fmt)
    assert isinstance(found, RawArticle)
    assert found.text == "TARN (XYZ) – Boats came.\n\nThey left again. At six.\n\nBoats 17"
    assert (found.title, found.author, found.outlet) == ("The harbour opens", "By Ada Quill", "Tarn Herald")
    assert (found.source_id, found.lang) == ("xyz-17", "en")
    assert found.times == (RawTime("published", "20260302T100000+0100"),)
    assert found.extra["declared"] == {"copyright_holder": "XYZ News", "distributor": "XYZ Wire"}


@pytest.mark.parametrize("content", [XHTML, INNER_NITF, DATA])
@pytest.mark.parametrize("fmt", ["xml", None])
def test_newsml(content: str, fmt: str | None) -> None:
    (found,) = items(ITEM.format(version=1, content=content), fmt)
    assert isinstance(found, RawArticle)
    assert found.text == "Boote kamen.\n\nSie gingen."
    assert (found.title, found.author, found.lang) == ("The harbour opens", "Ada Quill", "de")
    assert (found.source_id, found.outlet) == ("urn:newsml:xyz.example:17", "XYZ News")
    assert found.extra["declared"] == {
        "credit": "XYZ/Quill",
        "copyright_holder": "XYZ News",
        "first_created": "2026-03-02T10:00:00+01:00",
        "usable": "stat:usable",
        "version": "1",
    }


@pytest.mark.parametrize(
    ("version", "times"),
    [
        (1, (RawTime("published", "2026-03-02T11:00:00+01:00"),)),
        (3, (RawTime("modified", "2026-03-02T11:00:00+01:00"),)),
    ],
)
def test_a_later_version_was_not_published_when_it_was_changed(version: int, times: tuple[RawTime, ...]) -> None:
    (found,) = items(ITEM.format(version=version, content=DATA))
    assert isinstance(found, RawArticle)
    assert found.times == times


def test_what_is_under_embargo_is_not_out_when_it_is_made() -> None:
    under = ITEM.format(version=1, content=DATA).replace(
        "</firstCreated>", "</firstCreated><embargoed>2026-03-02T12:00:00+01:00</embargoed>"
    )
    (found,) = items(under)
    assert isinstance(found, RawArticle)
    assert found.times == ()
    assert found.extra["declared"]["embargoed"] == "2026-03-02T12:00:00+01:00"


@pytest.mark.parametrize(
    ("dates", "times"),
    [
        ('<date.issue norm="20260302T090000Z"/>', ("20260302T090000Z",)),
        ('<date.issue norm="20260302T090000Z"/><date.release norm="20260302T090000Z"/>', ("20260302T090000Z",)),
        ('<date.issue norm="20260302T090000Z"/><date.release norm="20260302T120000Z"/>', ()),
        ("", ()),
    ],
)
def test_issue_of_nitf(dates: str, times: tuple[str, ...]) -> None:
    (found,) = items(
        f"<nitf><head><docdata>{dates}</docdata></head><body><body.content><p>Words</p></body.content></body></nitf>"
    )
    assert isinstance(found, RawArticle)
    assert tuple(time.raw for time in found.times) == times


def test_provider_known_by_code_only() -> None:
    bare = ITEM.format(version=1, content=DATA)
    start, end = bare.index("<rightsInfo>"), bare.index("</rightsInfo>")
    (found,) = items(bare[:start] + bare[end + len("</rightsInfo>") :])
    assert isinstance(found, RawArticle)
    assert found.outlet == "XYZ"


def test_message_of_several_items() -> None:
    picture = ITEM.format(version=1, content='<remoteContent href="https://xyz.example/1.jpg"/>')
    message = f"<newsMessage>{ITEM.format(version=1, content=DATA)}{picture}{ITEM.format(version=1, content=XHTML)}"
    found = items(message + "</newsMessage>")
    assert [one.where.rpartition("#")[2] for one in found] == ["1", "2", "3"]
    assert [one.code for one in found if isinstance(one, Problem)] == ["no-text"]


def test_cut_off_message_keeps_what_came_before() -> None:
    message = f"<newsMessage>{ITEM.format(version=1, content=DATA) * 2}</newsMessage>"
    found = items(message[: message.rindex("<contentSet>")])
    assert "broken-xml" in [one.code for one in found if isinstance(one, Problem)]
    assert [one.text for one in found if isinstance(one, RawArticle)] == ["Boote kamen.\n\nSie gingen."]


def test_entities_are_left_alone() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa">]>'
    found = items(head + "<nitf><body><body.content><p>Words &x; &a;.</p></body.content></body></nitf>")
    assert [one.text for one in found if isinstance(one, RawArticle)] in ([], ["Words ."], ["Words &x; &a;."])


def test_deep_nesting_ends() -> None:
    deep = "<block>" * 5_000 + "<p>x</p>" + "</block>" * 5_000
    found = items(f"<nitf><body><body.content><p>Words.</p>{deep}</body.content></body></nitf>")
    assert found


def test_other_xml_is_a_feed_or_named() -> None:
    rss = "<rss version='2.0'><channel><title>t</title><item><description>Words</description></item></channel></rss>"
    assert [one.text for one in items(rss) if isinstance(one, RawArticle)] == ["Words"]
    assert [one.code for one in items("<sitemap><url/></sitemap>") if isinstance(one, Problem)] == ["not-a-feed"]


def test_recognised() -> None:
    assert registry.recognise(NITF.encode()) is news_xml
    assert registry.recognise(ITEM.encode()) is news_xml
    assert not news_xml.sniff(b"<html><nitf>")


@settings(max_examples=examples(80), deadline=None)
@given(st.binary(max_size=120), st.integers(0, 900))
def test_any_bytes(noise: bytes, at: int) -> None:
    for whole in (NITF.encode(), ITEM.format(version=2, content=XHTML).encode()):
        for data in (noise, whole[:at], whole[:at] + noise + whole[at:]):
            assert all(getattr(one, "code", "") != "internal-error" for one in items(data))
