"""Everything that can be wrong with a file: one clear line each, and nothing else lost."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.articles import Problem, RawArticle
from syndicheck.readers import json_document, paths, read, streams, table
from syndicheck.readers.decoding import Undecodable, decode, storable
from syndicheck.readers.interface import Item
from syndicheck.readers.registry import for_suffix, suffixes
from syndicheck.readers.streams import ByteStream, Interrupted

GOOD = b'{"text": "good"}\n'


def write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def outcome(items: Iterator[Item] | list[Item]) -> list[str]:
    """Articles by their text, problems by their code, with a question mark when the record was kept."""
    return [item.text if isinstance(item, RawArticle) else item.code + ("" if item.fatal else "?") for item in items]


NESTED = b"[" * 100_000 + b"]" * 100_000

CASES: list[tuple[str, bytes, list[str]]] = [
    # nothing there
    ("a.txt", b"", ["empty"]),
    ("a.txt", b" \n\n ", ["empty"]),
    ("a.txt", b"\xef\xbb\xbf", ["empty"]),
    ("a.txt", b"---\ntitle: x\n---\n", ["no-text"]),
    ("a.jsonl", b"", ["empty"]),
    ("a.jsonl", b"\n" * 20_000, ["empty"]),
    ("a.json", b"[]", ["empty"]),
    ("a.json", b"{}", ["no-text"]),
    ("a.csv", b"text\n", ["empty"]),
    ("a.html", b"", ["empty"]),
    ("a.html", b"<html><body></body></html>", ["no-text"]),
    ("a.html", b"<!-- nothing -->", ["no-text"]),
    ("a.txt.gz", gzip.compress(b"", mtime=0), ["empty"]),
    # no text
    ("a.jsonl", GOOD + b'{"title": "t"}\n{"text": null}\n{"text": " "}\n' + GOOD, ["good", *["no-text"] * 3, "good"]),
    ("a.csv", b"id,text\n1,good\n2,\n3,good\n", ["good", "no-text", "good"]),
    # bytes
    ("a.txt", b"caf\xe9 cr\xe8me", ["guessed-encoding?", "café crème"]),
    ("a.txt", b"ab\x81\x8d\xff\xfe\x02\x03" * 9, ["undecodable"]),
    ("a.txt", "Schöne Grüße an die Küste, schäumend, größer, ".encode() * 9 + b"\xff end", ["undecodable?", "*"]),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", ["binary"]),
    ("a.jsonl", b"PK\x03\x04\0\0" * 50, ["binary"]),
    ("a.txt", b"x" * 9000 + b"\0", ["bad-characters?", "*"]),
    ("a.jsonl", GOOD + b'{"text": "\xff\xfe\xfd"}\n' + GOOD, ["good", "undecodable", "good"]),
    ("a.jsonl", GOOD + '{"text": "äöüß'.encode() + b'\xc3"}\n' + GOOD, ["good", "undecodable?", "äöüß\ufffd", "good"]),
    ("a.jsonl", b'{"text": "a\\ud83d", "\\udc00": ["\\u0000"]}\n' + GOOD, ["bad-characters?", "a\ufffd", "good"]),
    ("a.jsonl", b'{"text": "\\ud83d\\ude00"}\n', ["😀"]),
    ("a.jsonl", '{"text": "good"}\n'.encode("utf-16"), ["good"]),
    ("a.jsonl", '{"text": "good"}\n'.encode("utf-32"), ["good"]),
    ("a.jsonl", '{"text": "good"}\n{"text": "b'.encode("utf-16") + b"x", ["good", "undecodable"]),
    ("a.csv", b"id,text\n1,caf\xe9\n2,cr\xe8me\n3,caf\xc3\xa9\n", ["guessed-encoding?", "café", "crème", "café"]),
    ("a.csv", b"id,text\n1,\x81\x8d\x02\x03\n2,good\n", ["undecodable", "good"]),
    ("a.csv", b"text\ngood\n" + b"x" * 9000 + b"\ny\0\n", ["good", "*", "bad-characters?", "y\ufffd"]),
    # JSON
    ("a.jsonl", GOOD * 6 + b'{"text": "broken\n' + GOOD, ["good"] * 6 + ["bad-json", "good"]),
    ("a.jsonl", b'{"text": ' + NESTED + b"}\n" + GOOD, ["too-deep", "good"]),
    ("a.jsonl", b'{"text": "x", "n": ' + b"[" * 80 + b"]" * 80 + b"}\n" + GOOD, ["too-deep", "good"]),
    ("a.json", b'[{"text": ' + NESTED + b'}, {"text": "good"}]', ["too-deep", "good"]),
    ("a.json", b"[" * 100_000, ["too-deep", "bad-json"]),
    ("a.json", NESTED, ["too-deep"]),
    ("a.jsonl", b'{"text": "x", "n": ' + b"9" * 5000 + b"}\n" + GOOD, ["bad-json", "good"]),
    ("a.jsonl", b'17\n"text"\nnull\n{"text": "x", "n": NaN}\n', [*["not-a-record"] * 3, "x"]),
    ("a.json", b"17", ["not-a-record"]),
    ("a.json", b'{"text": "a"', ["bad-json"]),
    ("a.json", b'[{"text": "good"}, {"te', ["good", "bad-json", "bad-json"]),
    ("a.json", b"\x0c]}:,", ["not-valid"]),
    ("a.json", b'{"a": ] ', ["bad-json"]),
    # tables
    ("a.csv", b"1,2,3\n4,5,6\n", ["no-header"]),
    ("a.csv", b"id,title\n1,x\n", ["no-header"]),
    ("a.csv", b"id,text\n1,a,b\n2,good\n", ["ragged-row", "good"]),
    ("a.csv", b'id,text\r1,good\r2,"one, two"\r', ["good", "one, two"]),  # saved on an old Macintosh
    ("a.csv", b'id,text\n1,"one\rtwo"\n2,good\n', ["one\ntwo", "good"]),
    ("a.csv", b"id,text,x\n1,one\rtwo,y\n2,good,z\n", ["ragged-row", "good"]),
    ("a.csv", b"text,id\ngood\n\n\nbetter,2\n", ["ragged-row?", "good", "better"]),
    ("a.csv", b'id,text\n1,"never closed\n2,x\n', ["never closed\n2,x\n"]),
    # gzip
    ("a.jsonl.gz", gzip.compress(GOOD * 3, mtime=0)[:-6], ["good", "good", "good", "truncated"]),
    ("a.jsonl.gz", gzip.compress(GOOD, mtime=0) + gzip.compress(GOOD, mtime=0)[:5], ["good", "truncated"]),
    ("a.jsonl.gz", gzip.compress(GOOD, mtime=0) + b"garbage", ["good", "bad-gzip"]),
    ("a.jsonl.gz", b"\x1f\x8bgarbage", ["bad-gzip"]),
    ("a.txt.gz", gzip.compress(b"text " * 100, mtime=0)[:-4], ["truncated"]),
    # front matter
    ("a.md", b"---\ntitle: x\nBody.", ["bad-front-matter?", "*"]),
]


@pytest.mark.parametrize(("name", "data", "expected"), CASES)
def test_table(name: str, data: bytes, expected: list[str], tmp_path: Path) -> None:
    path = write(tmp_path / name, data)
    found = list(read([path]))
    if expected == ["not-valid"]:
        assert found
        assert all(isinstance(item, Problem) for item in found)
    else:
        got = outcome(found)
        assert [g if e != "*" else "*" for g, e in zip(got, expected, strict=False)] == expected
        assert len(got) == len(expected)
    for item in found:
        assert item.where.startswith(path)
        if isinstance(item, Problem):
            assert item.message
            assert item.remedy
            assert "\n" not in item.message + item.remedy
        else:
            json.dumps([item.text, item.title, item.extra], ensure_ascii=False).encode()


def test_broken_json_is_named_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "n.jsonl", GOOD * 6 + b'{"text": \n' + GOOD)
    (problem,) = (item for item in read([path]) if isinstance(item, Problem))
    assert problem.where == f"{path}:7"


def test_a_line_of_100_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    with path.open("wb") as out:
        out.write(GOOD + b'{"text": "')
        for _ in range(100):
            out.write(b"x" * 1024**2)
        out.write(b'"}\n' + GOOD)
    tracemalloc.start()
    try:
        assert outcome(read([str(path)])) == ["good", "too-long", "good"]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * streams.RECORD_LIMIT


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("n.csv", b"id,text\n1,good\n2,", b"\n3,good\n"), ("n.json", b'[{"text":"good"},{"x":"', b'"},{"text":"good"}]')],
)
def test_long_records_elsewhere(name: str, before: bytes, after: bytes, tmp_path: Path) -> None:
    path = write(tmp_path / name, before + b"x" * (streams.RECORD_LIMIT + 10) + after)
    assert outcome(read([path])) == ["good", "too-long", "good"]


def test_a_quote_that_is_never_closed_costs_no_more_than_one_record(tmp_path: Path) -> None:
    rows = b"".join(b"%d,%s\n" % (n, b"x" * 1000) for n in range(20_000))
    found = outcome(read([write(tmp_path / "n.csv", b'id,text\n1,good\n2,"open\n' + rows)]))
    assert found[:2] == ["good", "too-long"]
    assert len(found) > 3000


def test_a_row_of_many_long_fields_is_bounded() -> None:
    data = b"text,x\ngood,1\n" + b'"' + b'"\n,"'.join([b"a\n" * 30] * 50) + b'"\n'
    items = table.read(ByteStream(io.BytesIO(data), record_limit=100), "f")
    assert outcome([next(items)]) == ["good"]
    data = data.replace(b'"\n,"', b'","')
    with pytest.raises(Interrupted, match="goes on"):
        list(table.read(ByteStream(io.BytesIO(data), record_limit=100), "f"))


def test_an_object_of_many_long_members_is_skipped_once() -> None:
    members = b", ".join(b'"m%d": "%s"' % (n, b"x" * 60) for n in range(50))
    data = b'[] {"text": "a", ' + members + b'} {"text": "good"}'
    items = json_document.read(ByteStream(io.BytesIO(data), record_limit=100), "f")
    assert outcome(items) == ["too-long", "good"]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_text_beyond_the_limit(name: str, tmp_path: Path) -> None:
    path = write(tmp_path / name, b"x" * (streams.RECORD_LIMIT + 1))
    assert outcome(read([path])) == ["too-long"]


@pytest.mark.parametrize("limit", range(1, 12))
def test_lines_at_the_limit(limit: int) -> None:
    data = b"".join(b"x" * size + b"\n" for size in range(14)) + b"y" * 13
    found = list(ByteStream(io.BytesIO(data), record_limit=limit).lines())
    expected = [
        line if len(line) < limit or (len(line) == limit and line.endswith(b"\n")) else None
        for line in data.splitlines(keepends=True)
    ]
    assert found == expected


def test_gzip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "BOMB_FLOOR", 1024**2)
    bomb = gzip.compress(b"text\n" + b" " * 32 * 1024**2, mtime=0)
    for name in ("a.jsonl.gz", "a.txt.gz", "a.json.gz", "a.csv.gz"):
        assert outcome(read([write(tmp_path / name, bomb)]))[-1] in ("gzip-bomb", "too-long")
    bomb = gzip.compress(GOOD + b" " * 32 * 1024**2, mtime=0)
    assert outcome(read([write(tmp_path / "a.jsonl.gz", bomb)])) == ["good", "gzip-bomb"]


def test_total_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "TOTAL_LIMIT", 300_000)
    found = outcome(read([write(tmp_path / "a.jsonl", GOOD * 30_000)]))
    assert found[-1] == "too-long"
    assert set(found[:-1]) == {"good"}


@given(st.lists(st.binary(max_size=300), max_size=4), st.integers(1, 50), st.integers(0, 80))
def test_gzip_members_unpack_as_gzip_does(members: list[bytes], piece: int, zeros: int) -> None:
    packed = b"".join(map(gzip.compress, members)) + (b"\0" * zeros if members else b"")
    pieces = (packed[at : at + piece] for at in range(0, len(packed), piece))
    assert b"".join(streams._unpacked(pieces)) == b"".join(members)


def drained(pieces: Iterator[bytes]) -> tuple[bytes, Interrupted | None]:
    got = b""
    try:
        for piece in pieces:
            got += piece
    except Interrupted as end:
        return got, end
    return got, None


@given(st.binary(min_size=1, max_size=5000), st.data())
def test_a_cut_gzip_gives_a_beginning_and_says_so(content: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(content, mtime=0)
    cut = data.draw(st.integers(1, len(packed) - 1))
    unpacked = streams._unpacked(iter([packed[:cut]]))
    got, end = drained(unpacked)
    assert end is not None
    assert end.code == "truncated"
    assert content.startswith(got)
    assert got == zlib.decompressobj(wbits=31).decompress(packed[:cut])


class TestFileSystem:
    def test_missing(self, tmp_path: Path) -> None:
        good = write(tmp_path / "a.txt", b"good")
        found = read([str(tmp_path / "no.txt"), good, str(tmp_path / "*.md"), "nul\0name"])
        assert outcome(found) == ["missing", "good", "missing", "unreadable"]

    def test_folder_without_articles(self, tmp_path: Path) -> None:
        write(tmp_path / "photo.jpg", b"\xff\xd8")
        assert outcome(read([str(tmp_path)])) == ["no-articles"]

    def test_named_file_of_unknown_kind(self, tmp_path: Path) -> None:
        assert outcome(read([write(tmp_path / "photo.jpg", b"\xff\xd8\0\0")])) == ["binary"]

    def test_symlink_loops(self, tmp_path: Path) -> None:
        (tmp_path / "d").mkdir()
        write(tmp_path / "d" / "z.txt", b"good")
        (tmp_path / "d" / "up").symlink_to(tmp_path)
        (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
        assert outcome(read([str(tmp_path)])) == ["symlink-loop?", "good", "unreadable"]
        assert outcome(read([str(tmp_path / "self.txt")])) == ["unreadable"]

    def test_a_folder_linked_twice_is_no_loop(self, tmp_path: Path) -> None:
        (tmp_path / "d").mkdir()
        write(tmp_path / "d" / "z.txt", b"good")
        (tmp_path / "e").symlink_to(tmp_path / "d")
        assert outcome(read([str(tmp_path)])) == ["good", "good"]

    def test_dangling_link(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
        write(tmp_path / "b.txt", b"good")
        assert outcome(read([str(tmp_path)])) == ["vanished", "good"]

    def test_a_file_that_vanishes(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt", "c.txt"):
            write(tmp_path / name, b"good")
        items = read([str(tmp_path)])
        first = next(items)
        (tmp_path / "b.txt").unlink()
        assert outcome([first, *items]) == ["good", "vanished", "good"]

    @pytest.mark.parametrize("refuse", ["folder", "file"])
    def test_no_permission(self, refuse: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Refused by hand, since tests may run as root."""
        locked = tmp_path / "locked"
        locked.mkdir()
        write(locked / "a.txt", b"good")
        write(tmp_path / "z.txt", b"good")

        def denied(original: Callable[..., object], at: Path) -> Callable[..., object]:
            def call(path: object, *rest: object, **options: object) -> object:
                if Path(str(path)) == at:
                    raise PermissionError(13, "Permission denied", str(path))
                return original(path, *rest, **options)

            return call

        if refuse == "folder":
            monkeypatch.setattr(paths.Path, "iterdir", denied(Path.iterdir, locked))
        else:
            monkeypatch.setattr("builtins.open", denied(open, locked / "a.txt"))
        assert outcome(read([str(tmp_path)])) == ["unreadable", "good"]

    @pytest.mark.parametrize("name", ["x" * 300, "loop/news.db"])
    def test_a_database_that_cannot_be_looked_for(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "loop").symlink_to(tmp_path / "locked")
        (tmp_path / "locked").symlink_to(tmp_path / "loop")
        good = write(tmp_path / "z.txt", b"good")
        assert outcome(read([f"sqlite:{tmp_path / name}?SELECT 1", good]))[1:] == ["good"]

    def test_a_disk_that_fails_in_the_middle(self) -> None:
        class Failing(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                if self.tell():
                    raise OSError(5, "Input/output error")
                return super().read(size)

        assert outcome(read(["-"], stdin=Failing(GOOD * 2), fmt="jsonl")) == ["good", "good", "unreadable"]

    def test_a_name_that_is_no_utf8(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"caf\xe9.txt")
        try:
            path = write(tmp_path / name, b"good")
        except (OSError, UnicodeEncodeError):
            pytest.skip("this file system wants UTF-8 names")
        (found,) = read([path])
        assert outcome([found]) == ["good"]
        assert found.where.endswith("caf\\xe9.txt")


class TestDecoding:
    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            ("Die Straße führt über Köln nach Süden, sagte die Bürgermeisterin.", "cp1252"),
            ("Правительство объявило новые меры поддержки рыбаков побережья", "cp1251"),
            ("Правительство объявило новые меры поддержки рыбаков побережья", "koi8_r"),
            ("港口将于星期一重新开放，市长在记者会上表示，渔民们已经等了很久。", "gb18030"),
            ("港は月曜日に再開されると市長が記者会見で述べた。漁師たちは長く待っていた。", "cp932"),
            ("Burmistrz powiedziała, że port będzie otwarty w poniedziałek, łodzie już czekają.", "cp1250"),
        ],
    )
    def test_guesses(self, text: str, encoding: str) -> None:
        pytest.importorskip("charset_normalizer")
        found = decode((text * 3).encode(encoding))
        assert found.text == text * 3
        assert found.code == "guessed-encoding"

    def test_declaration_decides_but_not_against_utf8(self) -> None:
        assert decode("łódź".encode("cp1250"), "windows-1250").text == "łódź"
        assert decode("łódź".encode(), "windows-1250").text == "łódź"
        assert decode(b"\x93quoted\x94", "iso-8859-1").text == "“quoted”"
        assert decode("港".encode("iso2022_jp"), "iso-2022-jp").text == "港"

    @pytest.mark.parametrize(
        "label", ["hex", "zlib", "rot13", "unicode_escape", "idna", "utf-16", "\0", "x" * 50, "xyz"]
    )
    def test_labels_that_must_not_count(self, label: str) -> None:
        assert decode(b"6869 caf\xe9", label).text == "6869 café"

    @given(st.binary(max_size=60), st.sampled_from([None, "utf-8", "shift_jis", "windows-1251"]))
    def test_never_anything_but_text(self, data: bytes, declared: str | None) -> None:
        try:
            found = decode(data, declared)
        except Undecodable:
            return
        found.text.encode("utf-8")

    @given(
        st.recursive(
            st.text(st.characters(codec=None)) | st.none() | st.integers(),
            lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(st.characters(codec=None)), x, max_size=3),
        )
    )
    def test_storable(self, value: object) -> None:
        stored, hits = storable(value)
        json.dumps(stored, ensure_ascii=False).encode()
        assert "\\u0000" not in json.dumps(stored)
        if not hits:
            assert stored == value


BOUNDLESS = '{"text": "%s", "n": 1e400, "m": [-1E+999, NaN], "o": {"p": -Infinity}, "q": 2.5}' % ("Words. " * 99)
ITEM = BOUNDLESS.replace('"text"', '"url": "https://herald.example/1", "content_html"')
FEED = '{"version": "https://jsonfeed.org/version/1.1", "items": [' + ITEM + "]}"


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".jsonl", BOUNDLESS + "\n"),
        (".json", f"[{BOUNDLESS}]"),
        (".json", FEED),
        (".md", "+++\nn = inf\nm = [nan, -inf, 2.5]\n+++\nWords.\n"),
    ],
)
def test_numbers_that_no_json_can_hold(suffix: str, data: str) -> None:
    """SQLite's JSON functions, and everybody else's, refuse a table with one of them."""
    (found,) = read(["-"], stdin=io.BytesIO(data.encode()), fmt=suffix)
    assert isinstance(found, RawArticle)
    assert "2.5" in json.dumps(dict(found.extra), allow_nan=False)
    if suffix == ".json":
        articles = [lead.article for lead in json_document.leads(ByteStream(io.BytesIO(data.encode())), "x")]  # type: ignore[union-attr]
        assert [json.dumps(dict(one.extra), allow_nan=False) != "" for one in articles if one is not None] == [True]


HOSTILE = st.one_of(
    st.binary(max_size=200),
    st.text(alphabet='{}[]",:\\ \n\r\f\ta1é\0', max_size=120).map(str.encode),
    st.text(alphabet="<>/!-= \"'&;#x1aphtmlbodydiv\n", max_size=150).map(str.encode),
    st.lists(
        st.sampled_from(
            [
                b'{"text": "',
                b'"}',
                b"\n",
                b"text,id\n",
                b'"',
                b",",
                b"<html>",
                b"<p>",
                b"---\n",
                b"a: b\n",
                b"\xff",
                b"\xef\xbb\xbf",
                b"\\ud800",
                b"[",
                b"]",
                b'"html": "<p>x"',
                b"+++\n",
                b'{"data":',
            ]
        ),
        max_size=12,
    ).map(b"".join),
)


@pytest.mark.parametrize("suffix", [".html", ".jsonl", ".json", ".csv", ".txt", ".md"])
@given(data=HOSTILE, packed=st.booleans())
@example(data=b"\x1f\x8b", packed=False)
@example(data=b"<html><body>" + b"<div>" * 5000 + b"x", packed=True)
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_arbitrary_bytes_never_raise(suffix: str, data: bytes, packed: bool) -> None:
    """Through the front door with a format named, so that the reader of the suffix gets all of it."""
    found = list(read(["-"], stdin=io.BytesIO(gzip.compress(data, mtime=0) if packed else data), fmt=suffix))
    assert found
    for item in found:
        assert isinstance(item, RawArticle | Problem)
        assert item.where.startswith("-")
        assert getattr(item, "code", "") != "internal-error"
        if isinstance(item, RawArticle):
            assert item.text.strip()
            whole = [item.text, item.page_text, item.title, item.author, item.url, item.outlet, item.extra]
            json.dumps(whole, ensure_ascii=False, allow_nan=False).encode("utf-8")


@given(data=HOSTILE)
@settings(max_examples=examples(150), deadline=None)
def test_sniffing_arbitrary_bytes(data: bytes) -> None:
    for suffix in suffixes():
        reader = for_suffix(suffix)
        assert reader is not None
        assert reader.sniff(data) in (True, False)
    found = list(read(["-"], stdin=io.BytesIO(data)))
    assert found
    assert all(getattr(one, "code", "") != "internal-error" for one in found)


@pytest.mark.parametrize(
    ("package", "fmt", "extra"),
    [
        ("feedparser", "rss", "feeds"),
        ("docx", "docx", "office"),
        ("pypdf", "pdf", "office"),
        ("warcio.archiveiterator", "warc", "warc"),
    ],
)
def test_package_that_is_not_installed(package: str, fmt: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    (found,) = read(["-"], stdin=io.BytesIO(b"some bytes"), fmt=fmt)
    assert isinstance(found, Problem)
    assert found.code == "missing-extra"
    assert f"syndicheck[{extra}]" in found.remedy
