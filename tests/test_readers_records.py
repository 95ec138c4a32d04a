"""Fields, aliases and formats of records: what comes in is what comes out."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.errors import InputError
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import json_scanner, read, registry
from syndicheck.readers.front_matter import split
from syndicheck.readers.json_document import read as read_json
from syndicheck.readers.records import ALIASES, article, meaning
from syndicheck.readers.streams import ByteStream


def from_record(record: dict[str, Any]) -> RawArticle:
    (found,) = article(record, "here")
    assert isinstance(found, RawArticle)
    return found


def from_bytes(data: bytes, fmt: str | None = None) -> list[RawArticle]:
    found = list(read(["-"], stdin=io.BytesIO(data), fmt=fmt))
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, RawArticle)]


def write(path: Path, data: str | bytes) -> str:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


class TestFields:
    def test_a_full_record(self) -> None:
        found = from_record(
            {
                "id": 17,
                "headline": " The harbour opens ",
                "body": "Boats came.",
                "source": "harbour.example",
                "byline": ["Ada Quill", {"name": "Bo Reed"}],
                "language": "en",
                "link": "https://harbour.example/1?utm_source=x",
                "pubDate": "Mon, 02 Mar 2026 10:00:00 +0100",
                "dateModified": 1772442000,
                "crawled_at": "2026-03-02",
                "desk": {"name": "city"},
            }
        )
        assert found == RawArticle(
            where="here",
            text="Boats came.",
            url="https://harbour.example/1?utm_source=x",
            source_id="17",
            outlet="harbour.example",
            title="The harbour opens",
            author="Ada Quill; Bo Reed",
            lang="en",
            times=(
                RawTime("published", "Mon, 02 Mar 2026 10:00:00 +0100"),
                RawTime("modified", "1772442000"),
                RawTime("first_seen", "2026-03-02"),
            ),
            extra={"desk": {"name": "city"}},
        )

    @pytest.mark.parametrize(
        ("name", "field"),
        [(alias, field) for field, aliases in ALIASES.items() for alias in aliases]
        + [("Date Published", "published"), ("DATE-PUBLISHED", "published"), ("datePublished", "published")],
    )
    def test_every_alias_is_known_in_any_spelling(self, name: str, field: str) -> None:
        for spelling in (name, name.upper(), name.replace("_", ""), name.replace("_", " ")):
            found = meaning(spelling)
            assert found is not None
            assert found[0] == field

    def test_genre_is_never_an_outlet(self) -> None:
        found = from_record({"text": "x", "domain": "news"})
        assert found.outlet is None
        assert found.extra == {"domain": "news"}

    def test_a_boolean_is_not_html(self) -> None:
        found = from_record({"text": "x", "html": True})
        assert found.page_text is None
        assert found.extra == {"html": True}

    def test_the_surest_name_wins_and_the_others_are_kept(self) -> None:
        for record in (
            {"date": "2026", "published": "2025", "text": "x", "content": "y"},
            {"content": "y", "text": "x", "published": "2025", "date": "2026"},
        ):
            found = from_record(record)
            assert found.text == "x"
            assert found.times == (RawTime("published", "2025"),)
            assert found.extra == {"content": "y", "date": "2026"}

    @pytest.mark.parametrize(
        ("fields", "times"),
        [
            # WordPress: the time on the wall, and in UTC
            (
                {
                    "date": "2026-03-05T14:05:00",
                    "date_gmt": "2026-03-05T13:05:00",
                    "modified_gmt": "2026-03-06 09:00:00",
                },
                [
                    ("published", "2026-03-05T14:05:00"),
                    ("published", "2026-03-05T13:05:00Z"),
                    ("modified", "2026-03-06 09:00:00Z"),
                ],
            ),
            ({"published_utc": "2026-03-05 13:05"}, [("published", "2026-03-05 13:05Z")]),
            ({"date_gmt": "0000-00-00 00:00:00"}, []),
            ({"date_gmt": "2026-03-05T14:05:00+01:00"}, []),
            ({"date_gmt": "2026-03-05T13:05:00", "status": "draft"}, []),
            ({"zone_utc": "2026-03-05T13:05:00"}, []),
        ],
    )
    def test_a_field_may_name_its_zone(self, fields: dict[str, Any], times: list[tuple[str, str]]) -> None:
        found = from_record({"text": "x", **fields}).times
        assert [(time.kind, time.raw) for time in found] == times

    @pytest.mark.parametrize(
        ("value", "raw"),
        [
            (1772442000, "1772442000"),
            (1772442000123, "1772442000123"),
            (1772442000.0, "1772442000"),
            (1772442000.25, "1772442000.25"),
            (-1, "-1"),
            ("0000-00-00", "0000-00-00"),
            ({"$date": "2026-03-02T10:00:00Z"}, "2026-03-02T10:00:00Z"),
            (["2026-03-02", "2026-03-03"], "2026-03-02"),
        ],
    )
    def test_times_stay_as_written(self, value: Any, raw: str) -> None:
        assert from_record({"text": "x", "published": value}).times == (RawTime("published", raw),)

    @pytest.mark.parametrize("value", [None, "", "  ", True, [], {}, float("inf"), 10**40])
    def test_what_is_no_time_is_none(self, value: Any) -> None:
        assert from_record({"text": "x", "published": value}).times == ()

    def test_paragraphs_are_joined_by_blank_lines(self) -> None:
        assert from_record({"text": ["One.", "Two."]}).text == "One.\n\nTwo."

    def test_text_is_kept_but_for_line_ends(self) -> None:
        assert from_record({"text": "  a\r\nb\rc\u00ad \u200bd\n "}).text == "  a\nb\nc\u00ad \u200bd\n "

    @pytest.mark.parametrize("record", [{}, {"text": ""}, {"text": " \n"}, {"text": 5}, {"title": "only"}])
    def test_no_text(self, record: dict[str, Any]) -> None:
        (found,) = article(record, "here")
        assert isinstance(found, Problem)
        assert (found.code, found.where, found.fatal) == ("no-text", "here", True)
        assert found.remedy

    @pytest.mark.parametrize("name", ["outlet", "headline", "author"])
    def test_a_name_that_goes_on_for_ever_is_cut_and_kept(self, name: str) -> None:
        long = "Hérald " * 20_000
        (found,) = from_bytes(json.dumps({"text": "Words.", name: long}).encode())
        field = {"headline": "title"}.get(name, name)
        assert getattr(found, field) == long[:999].rstrip() + "…"
        assert found.extra == {name: long}
        (found,) = from_bytes(json.dumps({"text": "Words.", name: long[:999].strip()}).encode())
        assert getattr(found, field) == long[:999].strip()
        assert found.extra == {}


class TestJson:
    RECORDS = ({"text": "one", "id": "a"}, {"text": "two", "n": {"deep": [1, {"x": "]}"}]}}, {"text": '"\\'})

    @pytest.mark.parametrize(
        "document",
        [
            json.dumps(RECORDS),
            json.dumps(RECORDS, indent=2),
            json.dumps({"status": "ok", "articles": RECORDS, "total": 3}),
            json.dumps({"results": RECORDS}, indent=1),
            "\n".join(map(json.dumps, RECORDS)),
            " ".join(json.dumps(record, indent=1) for record in RECORDS),
        ],
    )
    def test_arrays_wrappers_and_sequences(self, document: str) -> None:
        found = from_bytes(document.encode(), "json")
        assert [item.text for item in found] == ["one", "two", '"\\']
        assert [item.where for item in found] == ["-#1", "-#2", "-#3"]
        assert found[1].extra == {"n": {"deep": [1, {"x": "]}"}]}}

    def test_a_single_object(self) -> None:
        (found,) = from_bytes(b'{"text": "x", "data": [{"k": 1}], "items": []}', "json")
        assert found.extra == {"data": [{"k": 1}], "items": []}

    def test_lists_of_names_are_no_wrapper(self) -> None:
        (found,) = from_bytes(b'{"news": ["a", "b"], "text": "x"}', "json")
        assert found.extra == {"news": ["a", "b"]}

    @pytest.mark.parametrize(
        "first", ["[" * 300_000, "[[[", '[{"text": "offen', '[{"text": "x"', '["a", "b"]', "[1, 2"]
    )
    def test_a_broken_first_line_costs_no_other(self, first: str) -> None:
        lines = [first, '{"text": {"a": 1}}', '{"text": "Der Hafen ist zu."}', "", '{"text": "Порт закрыт."}']
        for ending in ("", "\n"):
            for count in (3, 5):
                data = ("\n".join(lines[:count]) + ending).encode()
                found = list(read(["-"], stdin=io.BytesIO(data), fmt="jsonl"))
                assert [item.where.rpartition(":")[2] for item in found] == ["1", "2", "3", "5"][: len(found)]
                assert [item.text for item in found if isinstance(item, RawArticle)] == [
                    "Der Hafen ist zu.",
                    "Порт закрыт.",
                ][: count // 2]

    @pytest.mark.parametrize(
        "array",
        [
            '[{"text": "a"},\n{"text": "b"}\n]',
            '[{"text": "a"}\n,{"text": "b"}\n]',
            '[{"text": "a"},\n\n {"text": "b"}]\n',
            '[{\n"text": "a"\n}\n,\n{"text": "b"}\n]\n',
            '[\n{"text": "a"}\n{"text": "b"}\n]',
            '[ {"text": "a"}, {"text": "b"} ]',
        ],
    )
    def test_an_array_over_several_lines_in_a_jsonl_file(self, array: str) -> None:
        assert [item.text for item in from_bytes(array.encode(), "jsonl")] == ["a", "b"]

    def test_an_array_in_a_jsonl_file(self) -> None:
        assert [item.text for item in from_bytes(b'[\n{"text": "a"},\n{"text": "b"}\n]', "jsonl")] == ["a", "b"]

    def test_one_broken_element_takes_no_other_with_it(self, tmp_path: Path) -> None:
        path = write(tmp_path / "n.json", '[{"text": "a"}, {"text": "b",}, {text: 1}, {"text": "c"}]')
        found = list(read([path]))
        assert [item.text for item in found if isinstance(item, RawArticle)] == ["a", "c"]
        assert [(item.code, item.where) for item in found if isinstance(item, Problem)] == [
            ("bad-json", f"{path}#2"),
            ("bad-json", f"{path}#3"),
        ]

    @given(
        st.lists(
            st.dictionaries(
                st.text(max_size=4),
                st.recursive(
                    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=6),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
                    max_leaves=6,
                ),
                max_size=4,
            ),
            min_size=1,
            max_size=5,
        ),
        st.integers(1, 9),
        st.sampled_from([None, 1]),
        st.booleans(),
    )
    def test_the_scanner_cuts_where_the_parser_would(
        self, records: list[dict[str, Any]], piece: int, indent: int | None, ascii_only: bool
    ) -> None:
        """However the file comes in pieces, and whatever is nested in it."""
        data = json.dumps(records, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(json_scanner, "_READ", piece)
            scanner = json_scanner.JsonScanner(ByteStream(io.BytesIO(data)))
            assert scanner.peek() == b"["
            scanner.skip()
            values = []
            while scanner.peek() != b"]":
                value = scanner.value()
                assert value is not None
                values.append(json.loads(value.decode("utf-8", "surrogatepass")))
                if scanner.peek() == b",":
                    scanner.skip()
        assert values == json.loads(data.decode("utf-8", "surrogatepass"))

    def test_a_long_element_is_skipped_alone(self) -> None:
        data = b'[{"text": "a"}, {"text": "' + b"x" * 500 + b'"}, {"text": "b"}]'
        found = list(read_json(ByteStream(io.BytesIO(data), record_limit=100), "f"))
        assert [getattr(item, "text", getattr(item, "code", None)) for item in found] == ["a", "too-long", "b"]
        assert found[1].where == "f#2"


class TestTable:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_delimiters(self, delimiter: str, tmp_path: Path) -> None:
        rows = [["id", "headline", "body", "beat"], ["1", "T", '"a\nb""c"', "sea"], ["2", "", "second", ""]]
        path = write(tmp_path / "n.csv", "\r\n".join(delimiter.join(row) for row in rows))
        one, two = read([path])
        assert isinstance(one, RawArticle)
        assert isinstance(two, RawArticle)
        assert (one.source_id, one.title, one.text, one.extra) == ("1", "T", 'a\nb"c', {"beat": "sea"})
        assert (two.title, two.extra) == (None, {})
        assert (one.where, two.where) == (f"{path}:2", f"{path}:4")

    def test_excel(self) -> None:
        data = 'sep=;\r\nTitel;Text\r\nGrüße;"Straße; Tür"\r\n'.encode("utf-16")
        (found,) = from_bytes(data, "csv")
        assert (found.text, found.extra) == ("Straße; Tür", {"Titel": "Grüße"})

    def test_columns_without_name_or_with_the_same(self) -> None:
        (found,) = from_bytes(b"text,,x,x\na,b,c,d\n", "csv")
        assert found.extra == {"column 2": "b", "x": "c", "x (column 4)": "d"}

    def test_a_field_longer_than_the_default_of_the_csv_module(self) -> None:
        (found,) = from_bytes(b"id,text\n1," + b"x" * 200_000, "csv")
        assert len(found.text) == 200_000


class TestText:
    def test_without_header(self, tmp_path: Path) -> None:
        (found,) = read([write(tmp_path / "a.txt", "\ufeffFirst.\r\n\r\nSecond.\r\n")])
        assert isinstance(found, RawArticle)
        assert found.text == "First.\n\nSecond.\n"
        assert found.title is None

    def test_yaml_header(self, tmp_path: Path) -> None:
        header = (
            "---\ntitle: \"A \\\"big\\\" day: it's on\"\nauthors:\n  - Ada Quill\n  - 'Bo O''Reed'\n"
            "date: 2026-03-02 10:00\ntags: [sea, 'harbour']\nurl: https://a.example/#x  # where it was\n"
            "summary: >\n  one\n  two\n---\n\nBody.\n"
        )
        (found,) = read([write(tmp_path / "a.md", header)])
        assert isinstance(found, RawArticle)
        assert found.text == "Body.\n"
        assert found.title == 'A "big" day: it\'s on'
        assert found.author == "Ada Quill; Bo O'Reed"
        assert found.url == "https://a.example/#x"
        assert found.times == (RawTime("published", "2026-03-02 10:00"),)
        assert found.extra == {"tags": ["sea", "harbour"], "summary": "one two"}

    def test_toml_header(self, tmp_path: Path) -> None:
        header = '+++\ntitle = "T"\ndate = 2026-03-02T10:00:00+01:00\n[params]\nday = 2026-03-02\n+++\nBody.'
        (found,) = read([write(tmp_path / "a.md", header)])
        assert isinstance(found, RawArticle)
        assert (found.text, found.title) == ("Body.", "T")
        assert found.times == (RawTime("published", "2026-03-02T10:00:00+01:00"),)
        assert found.extra == {"params": {"day": "2026-03-02"}}

    @pytest.mark.parametrize(
        "text", ["---\nOnce upon a time.\n---\nThe end.", "---", "- - -\nx: y", "----\nx: y\n---\n"]
    )
    def test_a_rule_across_the_page_is_text(self, text: str) -> None:
        assert (split(text).start, split(text).doubt) == (0, "")

    @pytest.mark.parametrize("text", ["---\ntitle: x\n\nBody.", "+++\ntitle = 1\nBody.", "+++\nno toml\n+++\nBody."])
    def test_a_broken_header_is_said_and_left_in_the_text(self, text: str, tmp_path: Path) -> None:
        problem, found = read([write(tmp_path / "a.txt", text)])
        assert isinstance(problem, Problem)
        assert isinstance(found, RawArticle)
        assert (problem.code, problem.fatal) == ("bad-front-matter", False)
        assert found.text == text

    @given(st.text(alphabet="-+:=ab \n\"'[]|>#,", max_size=80))
    def test_any_header_splits(self, text: str) -> None:
        for fence in ("---", "+++"):
            found = split(f"{fence}\n{text}")
            assert 0 <= found.start <= len(text) + 4
            assert bool(found.start) or not found.fields

    def test_markdown_heading_is_a_title(self, tmp_path: Path) -> None:
        (found,) = read([write(tmp_path / "a.md", "# The harbour opens #\n\nBoats.")])
        assert isinstance(found, RawArticle)
        assert found.title == "The harbour opens"
        assert found.text.startswith("# The")


class TestSourcesOfInput:
    def test_folder_is_sorted_and_silent_about_what_is_no_article(self, tmp_path: Path) -> None:
        (tmp_path / "b").mkdir()
        (tmp_path / ".hidden").mkdir()
        for name in ("c.txt", "b/x.txt", "a.TXT", "photo.jpg", ".d.txt", ".hidden/e.txt", "b.txt", "README"):
            write(tmp_path / name, "text")
        found = [str(Path(item.where).relative_to(tmp_path)) for item in read([str(tmp_path)])]
        assert found == ["a.TXT", "b/x.txt", "b.txt", "c.txt"]

    def test_glob(self, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        for name in ("b.txt", "a.txt", "a.jpg", "sub/c.txt"):
            write(tmp_path / name, "text")
        assert [Path(item.where).name for item in read([f"{tmp_path}/*"])] == ["a.txt", "b.txt", "c.txt"]
        assert [Path(item.where).name for item in read([f"{tmp_path}/**/*.txt"])] == ["a.txt", "b.txt", "c.txt"]
        assert [Path(item.where).name for item in read([f"{tmp_path}/[b].txt"])] == ["b.txt"]

    def test_a_file_whose_name_looks_like_a_pattern(self, tmp_path: Path) -> None:
        (found,) = read([write(tmp_path / "[1].txt", "text")])
        assert isinstance(found, RawArticle)

    @pytest.mark.parametrize(
        ("data", "extractor_or_field"),
        [
            (b'{"text": "a", "k": 1}\n{"text": "b"}\n', "k"),
            (b'[{"text": "a", "k": 1}]', "k"),
            (b'{"status": "ok", "articles": [{"text": "a", "k": 1}]}\n', "k"),
            (b'{"text": "a", "k": 1}', "k"),
            (b'{"text": "' + b"x" * 10_000 + b'", "k": 1}\n{"text": "b"}\n', "k"),
            (b'{\n "text": "a", "k": 1}', "k"),
            (b"k,text\n1,a\n", "k"),
            (b"just a text", None),
            ('{"text": "a", "k": 1}\n'.encode("utf-16-le"), "k"),
        ],
    )
    def test_standard_input_is_recognised(self, data: bytes, extractor_or_field: str | None) -> None:
        for stdin in (data, gzip.compress(data)):
            found = from_bytes(stdin)[0]
            assert ("k" in found.extra) == (extractor_or_field == "k")
            assert found.where.startswith("-")

    def test_gzip_goes_by_content_and_inner_suffix(self, tmp_path: Path) -> None:
        rows = gzip.compress(b'{"text": "a"}\n') + gzip.compress(b'{"text": "b"}\n') + b"\0" * 20
        for name in ("n.jsonl.gz", "n.jsonl"):
            found = list(read([write(tmp_path / name, rows)]))
            assert [getattr(item, "text", item) for item in found] == ["a", "b"]

    def test_format_is_for_named_files(self, tmp_path: Path) -> None:
        path = write(tmp_path / "export.dat", '{"text": "a"}\n')
        (found,) = read([path], fmt="jsonl")
        assert isinstance(found, RawArticle)

    def test_unknown_format_is_refused_at_once(self) -> None:
        with pytest.raises(InputError, match="xyz"):
            read([], fmt="xyz")


class TestRegistry:
    def test_table_and_modules_agree(self) -> None:
        for suffix, module in registry.BUILTIN.items():
            reader = registry.for_suffix(suffix)
            assert reader is not None
            assert suffix in reader.suffixes, module
            assert all(registry.BUILTIN[other] == module for other in reader.suffixes)

    def test_readers_are_imported_when_needed(self) -> None:
        script = (
            "import io, sys\nfrom syndicheck.readers import read\n"
            "list(read(['-'], stdin=io.BytesIO(b'{\"text\": \"a\"}'), fmt='jsonl'))\n"
            "print([m for m in ('syndicheck.readers.html', 'syndicheck.readers.table', 'lxml', 'trafilatura', 'numpy')"
            " if m in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"

    def test_a_reader_of_another_package(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        site = tmp_path / "site"
        info = site / "newsroom-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[syndicheck.readers]\nnwsr = newsroom_reader\nbroke = no_such_module\n")
        (site / "newsroom_reader.py").write_text(
            "from syndicheck.model.articles import RawArticle\nsuffixes = ('.nwsr',)\ndef sniff(head): return False\n"
            "def read(stream, where): yield RawArticle(where, stream.whole().decode().upper())\n"
        )
        monkeypatch.syspath_prepend(str(site))
        registry._foreign.cache_clear()
        try:
            (found,) = read([write(tmp_path / "a.nwsr", "text")])
            assert isinstance(found, RawArticle)
            assert found.text == "TEXT"
            (problem,) = read([write(tmp_path / "a.broke", "text")])
            assert isinstance(problem, Problem)
            assert "no_such_module" in problem.message
        finally:
            registry._foreign.cache_clear()


def test_a_post_of_wordpress_is_an_article() -> None:
    pytest.importorskip("trafilatura")
    first, second = "The lake froze on Monday for the first time in eleven years.", "Skaters came before noon."
    found = from_record(
        {
            "id": 5121,
            "link": "https://lake.example/2026/01/frozen",
            "title": {"rendered": "Lake freezes &#8211; skaters &amp; sledges"},
            "content": {"rendered": f"<p>{first}</p>\n<p>{second}</p>", "protected": False},
        }
    )
    assert (found.title, found.url) == ("Lake freezes – skaters & sledges", "https://lake.example/2026/01/frozen")
    assert found.text.split("\n") == [first, second]
