"""Web archive collections. ``data/herald.wacz`` was written by Webrecorder's py-wacz 0.6.0."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import read

pytest.importorskip("warcio")

FILE = Path(__file__).parent / "data" / "herald.wacz"


def items(data: bytes, fmt: str | None = None) -> list[RawArticle | Problem]:
    return list(read(["-"], stdin=io.BytesIO(data), fmt=fmt))


def made(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_warc", ".warc"), data)
    return buffer.getvalue()


def test_a_real_collection() -> None:
    first, second = read([str(FILE)])
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert (first.url, first.title) == ("https://herald.example/1", "Harbour 1")
    assert first.where == f"{FILE}/herald.warc.gz#https://herald.example/1"
    assert RawTime("captured", "2026-03-02T10:00:09Z", "warc") in second.times


def test_recognised_by_content() -> None:
    assert sum(isinstance(one, RawArticle) for one in items(FILE.read_bytes())) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (made(datapackage=b"{}"), "no-archive"),
        (made(archive__a_warc=b"no archive at all"), "broken-warc"),
        (made(archive__a_warc=b"\0" * 300_000_000), "zip-bomb"),
        (b"PK\x03\x04", "broken-wacz"),
        (FILE.read_bytes()[:-40], "broken-wacz"),
    ],
)
def test_broken(data: bytes, code: str) -> None:
    assert [one.code for one in items(data, "wacz") if isinstance(one, Problem)] == [code]


@settings(max_examples=examples(100), deadline=None)
@given(st.data())
def test_damaged(data: st.DataObject) -> None:
    whole = FILE.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=64))
    for damaged in (whole[:at], whole[:at] + noise + whole[at + len(noise) :]):
        assert all(getattr(one, "code", "") != "internal-error" for one in items(damaged, "wacz"))
