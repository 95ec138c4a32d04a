"""Web archives, written by warcio: which records are articles, and what a damaged archive leaves."""

from __future__ import annotations

import io
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import read, registry, warc

WORDS = "The harbour of Tarn opened on Monday after years of building, the mayor said to a crowd. " * 4
DAY = "2026-03-02T10:00:05Z"


def page(words: str = WORDS) -> bytes:
    return f"<html><head><title>t</title></head><body><article><p>{words}</p></article></body></html>".encode()


def archive(
    *answers: tuple[str, str, str, bytes],
    kind: str = "response",
    gzip: bool = True,
    extra: list[tuple[str, str]] = [],  # noqa: B006
    more: dict[str, str] = {},  # noqa: B006
) -> bytes:
    """Records of (address, status, content type, body)."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a test"}))
    for address, status, content, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", content), *extra], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, kind, payload=BytesIO(body), http_headers=headers, warc_headers_dict={"WARC-Date": DAY, **more}
        )
        writer.write_record(record)
    return buffer.getvalue()


def beginnings(data: bytes) -> list[int]:
    """Where each record begins. (Two archives of the same pages differ in length: numbers of records are random.)"""
    records = ArchiveIterator(BytesIO(data))
    return [records.get_record_offset() for _ in records]


def items(data: bytes, fmt: str | None = "warc") -> list[RawArticle | Problem]:
    return list(read(["-"], stdin=BytesIO(data), fmt=fmt))


ONE = ("https://herald.example/1", "200 OK", "text/html; charset=utf-8", page())


@pytest.mark.parametrize("gzip", [True, False])
@pytest.mark.parametrize("fmt", ["warc", None])
def test_page(gzip: bool, fmt: str | None) -> None:
    (found,) = items(archive(ONE, gzip=gzip), fmt)
    assert isinstance(found, RawArticle)
    assert found.text.strip() == WORDS.strip()
    assert found.url == "https://herald.example/1"
    assert found.where.endswith("#https://herald.example/1")
    assert found.times[-1] == RawTime("captured", DAY, "warc")


def test_only_pages_that_were_answered_are_read() -> None:
    found = items(
        archive(
            ("https://herald.example/a", "404 Not Found", "text/html", page()),
            ("https://herald.example/b", "301 Moved", "text/html", page()),
            ("https://herald.example/c", "200 OK", "image/png", b"\x89PNG\0"),
            ("https://herald.example/d", "200 OK", "application/json", b"{}"),
            ONE,
        )
    )
    assert [one.url for one in found if isinstance(one, RawArticle)] == ["https://herald.example/1"]
    assert len(found) == 1


def test_the_server_names_the_charset() -> None:
    body = page("Die Hafeneröffnung in Tarn wurde am Montag groß gefeiert, sagte der Bürgermeister. " * 4)
    data = archive(
        ("https://herald.example/2", "200 OK", "text/html; charset=ISO-8859-1", body.decode().encode("latin-1"))
    )
    (found,) = items(data)
    assert isinstance(found, RawArticle)
    assert "Hafeneröffnung" in found.text


def test_page_without_text_is_named() -> None:
    found = items(archive(("https://herald.example/3", "200 OK", "text/html", b"<html></html>"), ONE))
    assert [one.code for one in found if isinstance(one, Problem)] == ["no-text"]
    assert len(found) == 2


CHUNKED = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (page()[:300], page()[300:])) + b"0\r\n\r\n"


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("gzip", [False, True])
def test_of_an_archive_that_was_cut_off_no_page_is_taken_in_part(gzip: bool, chunked: bool) -> None:
    """Wherever the file ends: what came before is read, and the loss is told, unless it ends between two records."""
    extra = [("Transfer-Encoding", "chunked")] if chunked else []
    answer = (*ONE[:3], CHUNKED) if chunked else ONE
    whole = archive(answer, answer, gzip=gzip, extra=extra)
    assert [type(one) for one in items(whole)] == [RawArticle, RawArticle]
    begins = beginnings(whole)[-1]
    for end in (*range(begins + 1, len(whole) - 4, 31), len(whole) - 5):
        found = items(whole[:end])
        assert {one.text.strip() for one in found if isinstance(one, RawArticle)} == {WORDS.strip()}, end
        assert [one.code for one in found if isinstance(one, Problem) and one.fatal], end


def test_an_archive_that_ends_in_a_picture_was_cut_off_too() -> None:
    picture = ("https://herald.example/c", "200 OK", "image/png", b"\x89PNG" + bytes(5_000))
    whole = archive(ONE, picture, gzip=False)
    assert len(items(whole)) == 1
    page_found, problem = items(whole[:-1_000])
    assert isinstance(page_found, RawArticle)
    assert isinstance(problem, Problem)
    assert problem.code == "broken-warc"


def test_a_page_that_its_crawler_cut_off_is_read_with_a_note() -> None:
    for named, notes in ((archive(ONE), []), (archive(ONE, more={"WARC-Truncated": "length"}), ["cut-short"])):
        found = items(named)
        assert isinstance(found[0], RawArticle)
        assert [(one.code, one.fatal) for one in found[1:] if isinstance(one, Problem)] == [(n, False) for n in notes]


@pytest.mark.parametrize("data", [b"plain words", b"WARC/1.0\r\n\r\n", b"WARC/1.0\r\nContent-Length: -5\r\n\r\nx"])
def test_no_archive(data: bytes) -> None:
    found = items(data)
    assert found
    assert all(isinstance(one, Problem) for one in found)


def test_recognised() -> None:
    assert registry.recognise(archive(ONE, gzip=False)) is warc


@settings(max_examples=examples(60), deadline=None)
@given(st.binary(max_size=80), st.integers(0, 1500))
def test_any_bytes(noise: bytes, at: int) -> None:
    for data in (noise, WHOLE[:at], WHOLE[:at] + noise + WHOLE[at:]):
        assert all(getattr(one, "code", "") != "internal-error" for one in items(data))


WHOLE = archive(ONE, gzip=False)
