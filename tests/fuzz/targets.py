"""What is fuzzed: for each format some small files to start from, and what must hold for any bytes."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from types import ModuleType

from tests.fuzz import FOUND

from syndicheck.identity import article_key
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import json_document, news_xml, read
from syndicheck.readers.leads import Lead
from syndicheck.readers.streams import ByteStream, Interrupted

DATA = Path(__file__).parents[1] / "data"

WORDS = "The harbour of Tarn opened on Monday after years of building, the mayor said to a crowd. "


def check(fmt: str, data: bytes) -> None:
    """Read ``data`` as ``fmt``. Raises whatever a reader lets escape, and for what could not be stored."""
    for item in read(["-"], stdin=io.BytesIO(data), fmt=fmt):
        if isinstance(item, RawArticle):
            _storable(item)
        else:
            assert isinstance(item, Problem), type(item)
            assert item.code
            assert item.code != "internal-error", item.message
            assert item.message
    if fmt in ("xml", "json"):
        _leads(news_xml if fmt == "xml" else json_document, data)


def _storable(article: RawArticle) -> None:
    names = ("text", "page_text", "url", "canonical_url", "source_id", "outlet", "title", "author", "lang")
    values = [getattr(article, name) for name in names]
    for value in [*values, *(time.raw for time in article.times)]:
        if value is not None:
            assert isinstance(value, str)
            value.encode("utf-8")
            assert "\0" not in value
    json.dumps(dict(article.extra), ensure_ascii=False, allow_nan=False).encode("utf-8")
    article_key(article)


def _leads(reader: ModuleType, data: bytes) -> None:
    try:
        for lead in reader.leads(ByteStream(io.BytesIO(data)), "x"):
            assert isinstance(lead, Lead | Problem)
    except Interrupted:
        pass


# ── seeds ─────────────────────────────────────────────────────────────────────────────────────────────


def seeds(fmt: str) -> list[bytes]:
    """Small valid files of a format, and what it found before."""
    made = SEEDS[fmt]
    own = made() if callable(made) else [one.encode() if isinstance(one, str) else one for one in made]
    return own + [path.read_bytes() for path in sorted(FOUND.glob(f"{fmt}-*"))]


def _docx() -> list[bytes]:
    import docx

    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph(WORDS)
    document.add_table(rows=1, cols=2).cell(0, 0).text = "Boats"
    document.save(buffer)
    stored = io.BytesIO()
    with zipfile.ZipFile(buffer) as packed, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as plain:
        for part in packed.infolist():  # unpacked parts: a changed byte reaches the parser of XML
            if part.filename.endswith((".xml", ".rels")) and part.file_size < 20_000:
                plain.writestr(part.filename, packed.read(part))
    return [buffer.getvalue(), stored.getvalue()]


def _pdf() -> list[bytes]:
    from reportlab.pdfgen.canvas import Canvas

    found = []
    for packed in (0, 1):
        buffer = io.BytesIO()
        sheet = Canvas(buffer, invariant=1, pageCompression=packed)
        sheet.drawString(72, 720, WORDS)
        sheet.save()
        found.append(buffer.getvalue())
    return found


def _warc() -> list[bytes]:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    found = []
    for packed in (True, False):
        buffer = io.BytesIO()
        writer = WARCWriter(buffer, gzip=packed)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        body = io.BytesIO(HTML.encode())
        writer.write_record(
            writer.create_warc_record("https://herald.example/1", "response", payload=body, http_headers=headers)
        )
        found.append(buffer.getvalue())
    return found


def _sqlite() -> list[bytes]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA page_size = 512")
        connection.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, text TEXT, extra BLOB)")
        connection.execute("INSERT INTO posts (title, text, extra) VALUES ('Harbour', ?, x'ff00')", (WORDS * 9,))
        return [connection.serialize()]


HTML = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour</title><link rel=canonical "
    'href="https://herald.example/1"><meta property="article:published_time" content="2026-03-02T10:00:00+01:00">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour","datePublished":"2026-03-02",'
    '"isBasedOn":"https://wire.example/1"}</script></head><body><article><h1>Harbour</h1><p>By Ada Quill</p>'
    f"<time datetime=2026-03-02>2 March 2026</time><p>{WORDS * 3}</p><p>TARN, March 2, 2026 (Wire) -- {WORDS}</p>"
    "</article><footer>© Wire</footer></body></html>"
)
RSS = (
    "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    "<title>Herald</title><item><title>Harbour &amp; sea</title><link>https://herald.example/1</link><guid>1</guid>"
    f"<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate><content:encoded><![CDATA[<p>{WORDS}</p>]]></content:encoded>"
    "</item></channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>Herald</title><entry><title type='html'>&lt;b&gt;x</title>"
    "<id>1</id>"
    f"<updated>2026-03-02T10:00:00Z</updated><content type='xhtml'><div>{WORDS}</div></content></entry></feed>"
)
NITF = (
    "<nitf xml:lang='en'><head><docdata><doc-id id-string='x'/><date.issue norm='20260302T090000Z'/></docdata></head>"
    "<body>"
    f"<body.head><hedline><hl1>Harbour</hl1></hedline></body.head><body.content><p>{WORDS}</p></body.content></body></nitf>"
)
G2 = (
    "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:1' version='1'><itemMeta><versionCreated>"
    "2026-03-02T11:00:00+01:00</versionCreated></itemMeta><contentMeta><headline>Harbour</headline></contentMeta>"
    f"<contentSet><inlineData contenttype='text/plain'>{WORDS}</inlineData></contentSet></newsItem>"
)
SITEMAP = (
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
    "<url><loc>https://herald.example/1</loc><n:news><n:publication_date>2026-03-02</n:publication_date></n:news></url>"
    "</urlset>"
)
RECORD = {"id": 1, "title": "Harbour", "text": WORDS, "published": "2026-03-02T10:00:00Z", "tags": ["a", {"b": None}]}
NINJS = {"uri": "urn:1", "headline": "Harbour", "body_text": WORDS, "versioncreated": "2026-03-02T10:00:00Z"}
MAIL = (
    "From: Press <press@harbour.example>\r\nSubject: =?utf-8?q?H=C3=A4fen?=\r\n"
    "Date: Mon, 02 Mar 2026 10:00:00 +0100\r\n"
    "Message-ID: <1@harbour.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    f"Content-Type: text/plain; charset=utf-8\r\n\r\n{WORDS}\r\n--x\r\nContent-Type: text/html\r\n"
    f"Content-Disposition: attachment; filename=r.html\r\n\r\n{HTML}\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"
    f"From: a@b.example\r\n\r\n{WORDS}\r\n--x--\r\n"
)

SEEDS: dict[str, Callable[[], list[bytes]] | Iterable[str | bytes]] = {
    "txt": [WORDS, WORDS.encode("utf-16"), "Größe\r\n\r\n".encode("cp1252") + WORDS.encode(), gzip.compress(b"Words")],
    "md": [
        f"---\ntitle: Harbour\npublished: 2026-03-02\nlang: en\n---\n# Harbour\n\n{WORDS}",
        f"+++\ntitle = 'x'\n+++\n{WORDS}",
    ],
    "json": [
        json.dumps([RECORD, NINJS]),
        json.dumps({"items": [RECORD], "version": "https://jsonfeed.org/version/1.1"}),
    ],
    "jsonl": [json.dumps(RECORD) + "\n" + json.dumps({"html": HTML, "url": "https://herald.example/1"}) + "\n"],
    "csv": [f'id,title,text\n1,Harbour,"{WORDS}"\n2,x,y,z\n', f"sep=;\nid;text\n1;{WORDS}\n"],
    "html": [HTML, HTML.encode("utf-16")],
    "rss": [RSS, ATOM],
    "xml": [RSS, NITF, G2, SITEMAP],
    "eml": [MAIL],
    "docx": _docx,
    "pdf": _pdf,
    "warc": _warc,
    "wacz": lambda: [(DATA / "herald.wacz").read_bytes()],
    "sqlite": _sqlite,
    "parquet": lambda: [(DATA / "news.parquet").read_bytes()],
}
