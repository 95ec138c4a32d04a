"""Pages read fast: the same article, another extractor, everything else as before."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import newsroom
from tests.examples import examples

from syndicheck.cli import cli
from syndicheck.errors import MissingExtra
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import fast_body, read

pytest.importorskip("trafilatura")
pytest.importorskip("resiliparse")

PARAGRAPHS = newsroom.paragraphs(1)
PAGE = (
    '<html lang=en><head><title>Harbour</title><meta property="article:published_time" content="2026-03-02T10:00:00Z">'
    "</head><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Harbour</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    + "</article><script>alert('x')</script></body></html>"
)


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fast_body.VARIABLE, "1")


def items(data: bytes, fmt: str = "html") -> list[RawArticle | Problem]:
    return list(read(["-"], stdin=io.BytesIO(data), fmt=fmt))


@pytest.mark.usefixtures("fast")
@pytest.mark.parametrize("fmt", ["html", "jsonl"])
def test_page(fmt: str) -> None:
    data = PAGE if fmt == "html" else json.dumps({"html": PAGE})
    (found,) = items(data.encode(), fmt)
    assert isinstance(found, RawArticle)
    assert found.text.split("\n")[-len(PARAGRAPHS) :] == PARAGRAPHS
    assert "alert" not in found.text
    assert found.extractor.startswith("resiliparse 2")
    assert found.title == "Harbour"
    assert [(time.kind, time.source) for time in found.times] == [("published", "meta")]
    assert found.page_text is not None
    assert "Sport" in found.page_text


@pytest.mark.usefixtures("fast")
@settings(max_examples=examples(60), deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(PAGE)))
def test_any_bytes(noise: bytes, at: int) -> None:
    whole = PAGE.encode()
    for data in (noise, whole[:at], whole[:at] + noise + whole[at:]):
        assert all(getattr(one, "code", "") != "internal-error" for one in items(data))


def test_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fast_body.VARIABLE, "0")  # so that it is put back
    page, database = tmp_path / "page.html", tmp_path / "news.db"
    page.write_text(PAGE, encoding="utf-8")
    done = CliRunner().invoke(cli, ["ingest", str(page), "--fast-html", "--db", str(database)])
    assert done.exit_code == 0, done.output
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT extractor LIKE 'resiliparse%' FROM article_versions").fetchall() == [(1,)]


def test_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(fast_body.VARIABLE, "1")
    for name in ("resiliparse", "resiliparse.extract", "resiliparse.extract.html2text"):
        monkeypatch.setitem(sys.modules, name, None)
    (found,) = items(PAGE.encode())
    assert isinstance(found, Problem)
    assert (found.code, "syndicheck[fast-html]" in found.remedy) == ("missing-extra", True)
    done = CliRunner().invoke(cli, ["ingest", str(tmp_path), "--fast-html", "--db", str(tmp_path / "news.db")])
    assert isinstance(done.exception, MissingExtra)
