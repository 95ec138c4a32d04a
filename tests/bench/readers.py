"""``python -m tests.bench.readers``: articles and megabytes a second of each reader; saved pages against trafilatura.

The reader of pages does more than trafilatura's bare extraction: visible text, metadata, dates, problems. The ratio
says what that costs. Rounds alternate, medians are reported. Files of the other formats are made here, a few hundred
invented articles each.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests import newsroom
from tests.conftest import corpora_folder
from tests.eval import html_pages

from syndicheck.model.articles import RawArticle
from syndicheck.readers import fast_body, read

ROUNDS = 3
ARTICLES = 300
PAGES = 30
"""Articles of formats that hold one article a file or are slow."""


def ours(pages: list[bytes]) -> int:
    """Pages that gave an article."""
    return sum(
        any(isinstance(item, RawArticle) for item in read(["-"], stdin=io.BytesIO(page), fmt="html")) for page in pages
    )


def fast(pages: list[bytes]) -> int:
    """Pages that gave an article, their bodies found by resiliparse."""
    os.environ[fast_body.VARIABLE] = "1"
    try:
        return ours(pages)
    finally:
        os.environ[fast_body.VARIABLE] = "0"


def bare(pages: list[bytes]) -> int:
    """Pages that gave a text to trafilatura, called as its documentation shows, with metadata."""
    import trafilatura

    return sum(bool(trafilatura.bare_extraction(page, with_metadata=True)) for page in pages)


def measure(folder: Path) -> dict[str, float]:
    """Pages a second of both, and the ratio of their times."""
    pages = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]
    runs = {"syndicheck": ours, "fast": fast, "trafilatura": bare}
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run(pages[:5])
    for _ in range(ROUNDS):
        for name, run in runs.items():
            started = time.perf_counter()
            run(pages)
            seconds[name].append(time.perf_counter() - started)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    return {
        "pages": len(pages),
        "syndicheck_pages_per_second": len(pages) / medians["syndicheck"],
        "fast_pages_per_second": len(pages) / medians["fast"],
        "trafilatura_pages_per_second": len(pages) / medians["trafilatura"],
        "times_as_long": medians["syndicheck"] / medians["trafilatura"],
        "fast_times_as_long": medians["fast"] / medians["trafilatura"],
    }


def exactness(corpora: Path) -> dict[str, float]:
    """Mean F1 (bags of word 4-grams) of the bodies against the gold texts, exact and fast."""
    found: dict[str, float] = {}
    for name, switch in (("syndicheck_body_f1", "0"), ("fast_body_f1", "1")):
        os.environ[fast_body.VARIABLE] = switch
        scores = [
            html_pages.f1(row["text"], article.text if article else "")
            for row, article in html_pages.pages(corpora)
            if "text" in (row.get("gold") or "").split(",")
        ]
        found[name] = statistics.mean(scores)
    os.environ[fast_body.VARIABLE] = "0"
    return found


# ── every format ──────────────────────────────────────────────────────────────────────────────────────


def _records(count: int) -> list[dict[str, str]]:
    return [
        {"id": f"n{n}", "title": f"Report {n}", "text": newsroom.text(n), "published": "2026-03-02T10:00:00Z"}
        for n in range(count)
    ]


def _page(number: int) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in newsroom.paragraphs(number))
    return f"<html><head><title>Report {number}</title></head><body><article>{body}</article></body></html>"


def _csv(path: Path) -> None:
    import csv

    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.DictWriter(out, ["id", "title", "text", "published"])
        rows.writeheader()
        rows.writerows(_records(ARTICLES))


def _feed(path: Path) -> None:
    items = "".join(
        f"<item><title>Report {n}</title><link>https://herald.example/{n}</link><pubDate>Mon, 02 Mar 2026 10:00:00 GMT"
        f"</pubDate><description><![CDATA[{_page(n)}]]></description></item>"
        for n in range(ARTICLES)
    )
    path.write_text(f"<rss version='2.0'><channel><title>Herald</title>{items}</channel></rss>", encoding="utf-8")


def _nitf(path: Path) -> None:
    items = "".join(
        f"<newsItem guid='urn:{n}'><contentMeta><headline>Report {n}</headline></contentMeta><contentSet>"
        f"<inlineData contenttype='text/plain'>{newsroom.text(n)}</inlineData></contentSet></newsItem>"
        for n in range(ARTICLES)
    )
    path.write_text(
        f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{items}</itemSet></newsMessage>",
        encoding="utf-8",
    )


def _mail(path: Path) -> None:
    path.write_text(f"From: a@b.example\nSubject: Report\nTo: c@d.example\n\n{newsroom.text(1)}", encoding="utf-8")


def _docx(path: Path) -> None:
    import docx

    document = docx.Document()
    for paragraph in newsroom.paragraphs(1):
        document.add_paragraph(paragraph)
    document.save(str(path))


def _pdf(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    sheet = Canvas(str(path))
    for number, paragraph in enumerate(newsroom.paragraphs(1)):
        sheet.drawString(72, 720 - 20 * number, paragraph)
    sheet.save()


def _warc(path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for n in range(PAGES):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = io.BytesIO(_page(n).encode())
            writer.write_record(
                writer.create_warc_record(f"https://herald.example/{n}", "response", payload=body, http_headers=headers)
            )


def _sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE posts (id TEXT, title TEXT, text TEXT, published TEXT)")
        connection.executemany("INSERT INTO posts VALUES (:id, :title, :text, :published)", _records(ARTICLES))


def _parquet(path: Path) -> None:
    import duckdb

    source = path.with_suffix(".jsonl")
    newsroom.jsonl(source, _records(ARTICLES))
    duckdb.sql(f"SELECT * FROM read_json('{source}')").write_parquet(str(path))


MAKERS: dict[str, Callable[[Path], object]] = {
    "txt": lambda path: path.write_text(newsroom.text(1), encoding="utf-8"),
    "json": lambda path: path.write_text(json.dumps(_records(ARTICLES)), encoding="utf-8"),
    "jsonl": lambda path: newsroom.jsonl(path, _records(ARTICLES)),
    "csv": _csv,
    "html": lambda path: path.write_text(_page(1), encoding="utf-8"),
    "rss": _feed,
    "xml": _nitf,
    "eml": _mail,
    "docx": _docx,
    "pdf": _pdf,
    "warc": _warc,
    "sqlite": _sqlite,
    "parquet": _parquet,
}


def measure_formats() -> dict[str, tuple[float, float]]:
    """For each format articles and megabytes a second; formats of one article a file are read :data:`PAGES` times."""
    found: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for fmt, make in MAKERS.items():
            path = Path(folder) / f"news.{fmt}"
            try:
                make(path)
            except ImportError as missing:
                print(f"{fmt:<10} skipped: {missing.name} is not installed")
                continue
            held = sum(isinstance(item, RawArticle) for item in read([str(path)]))
            times = PAGES if held == 1 else 1
            seconds = []
            for _ in range(ROUNDS):
                started = time.perf_counter()
                count = sum(isinstance(item, RawArticle) for _ in range(times) for item in read([str(path)]))
                seconds.append(time.perf_counter() - started)
            median = statistics.median(seconds)
            found[fmt] = (count / median, times * path.stat().st_size / 1e6 / median)
    return found


def main() -> int:
    """Print the figures."""
    print(f"{'format':<10} {'articles/s':>12} {'MB/s':>9}")
    for fmt, (articles, megabytes) in measure_formats().items():
        print(f"{fmt:<10} {articles:12,.0f} {megabytes:9.1f}")
    corpora = corpora_folder()
    if corpora is None or not (corpora / "html" / "pages").is_dir():
        print("bench: pages skipped. The development corpora are not here: set SYNDICHECK_CORPORA to their folder.")
        return 0
    for name, value in (measure(corpora / "html" / "pages") | exactness(corpora)).items():
        print(f"{name:<32} {value:10.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
