"""Whatever texts, names and titles hold, a build server finds no command in what the program prints."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import syndicheck.__main__ as program
from syndicheck import workflow_commands
from syndicheck.cli import COMMANDS
from syndicheck.report.json_text import json_text
from syndicheck.workflow_commands import Disarming, below, disarmed, in_json

# what GitHub's runner and its kin, Azure Pipelines and TeamCity look for
OBEYED = re.compile(r"(?mi)^\s*::|##\[|##vso\[|^\s*##teamcity\[")

HOME = "::error file=app.js,line=1::owned.d"
DATABASE = "::warning::owned.db"
DRAFT = "::stop-commands::owned.md"
BODY = """::add-mask::Ulmenau

Die Stadtwerke Ulmenau wollen bis 2029 alle 62 Kilometer ihrer alten Gasleitungen ##[add-path]/owned stilllegen.

\t::set-output name=owned::Werkleiterin Petra Hausmann sprach von der Umstellung auf Fernwärme in der Nordstadt.

##vso[task.setvariable variable=owned]Betroffen sind rund 3.100 Haushalte im Viertel am alten Güterbahnhof der Stadt.

##teamcity[buildStop comment='owned'] Die Kosten von 48 Millionen Euro sollen zur Hälfte vom Land kommen. ::: ::
"""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, itself of a hostile name, with articles that name everything after commands."""
    folder = tmp_path / HOME
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SYNDICHECK_LEXICON", "none")
    monkeypatch.setattr(program, "_end", sys.exit)
    articles = [
        {
            "id": f"::error::owned{n}",
            "outlet": f"::debug::owned{n}.example",
            "title": f"##[error]owned {n}",
            "author": "::notice::owned",
            "url": f"https://owned{n}.example/::x",
            "published": f"2026-03-0{n}T08:00:00Z",
            "text": BODY + "\nMehr am Abend." * n,
        }
        for n in (1, 2, 3)
    ]
    Path("articles.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    Path("::bad::owned.jsonl").write_text('{"id": "##[error]owned"}\n' + json.dumps(articles[0]), encoding="utf-8")
    Path(DRAFT).write_text(BODY, encoding="utf-8")
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What one command prints, on both streams, as the program is started."""
    sys.argv = ["syndicheck", *arguments]
    with suppress(SystemExit):
        program.main()
    out, err = capsys.readouterr()
    return f"{out}\n{err}"


STORY = "STORY"
DB = ("--db", DATABASE)
MISSING = ("--db", "::error::owned and missing.db")

# every command in one or more ways that say something of the texts, the names, or what was wrong with them
RUNS: dict[str, list[tuple[str, ...]]] = {
    "ingest": [("articles.jsonl", "::bad::owned.jsonl", *DB), ("articles.jsonl", *DB, "--json"), ("::owned::x", *DB)],
    "report": [DB, (*DB, "--markdown"), (*DB, "--csv"), (*DB, "--html"), (*DB, "--json"), MISSING],
    "story": [(STORY, *DB), (STORY, *DB, "--csv"), (STORY, *DB, "--json"), (STORY, *DB, "--format", "graphviz")],
    "compare": [("1", "2", *DB), ("1", DRAFT, *DB), ("1", "2", *DB, "--markdown"), ("1", "2", *DB, "--json")],
    "marks": [
        (DRAFT,),
        (DRAFT, "--strip"),
        ("1", *DB, "--csv"),
        ("--statistics", *DB),
        ("::owned::x", *DB),
        ("--statistics", *DB, "--json"),
    ],
    "explain": [("::error::owned",)],
    "reindex": [DB, MISSING],
    "learn": [(*DB, "--dry-run"), (*DB, "--dry-run", "--json"), MISSING],
    "doctor": [DB],
    "completion": [("::error::owned",)],
    "watch": [("::error::owned.toml", *DB)],
    "outlets": [DB, (*DB, "--scorecard"), (*DB, "--scorecard", "--csv"), (*DB, "--json")],
    "bundle": [(STORY, "::notice::owned.zip", *DB)],
    "replay": [("::notice::owned.zip",), ("::error::owned and missing.zip",)],
    "check": [
        (DRAFT, *DB),
        (DRAFT, *DB, "--path", "::error::owned.md"),
        ("--stdin", "--path", "::error::owned.md", *DB),
        (DRAFT, *DB, "--format", "markdown"),
        (DRAFT, *DB, "--format", "json"),
        (DRAFT, *DB, "--format", "sarif"),
        (DRAFT, *DB, "--format", "junit"),
        (DRAFT, *MISSING),
    ],
    "catalogue": [("show", "::error::owned"), ("search", "::error::owned"), ("validate", ".")],
    "lexicon": [("build", "::error::owned"), ("show", "::error::owned")],
    "config": [("show", "::error::owned.md"), ("show", "--policy", "::error::owned.toml"), ("::error::owned",)],
    "review": [("list", *DB), ("confirm", "1", "2", "--why", "::error::owned", *DB), ("list", *DB, "--json")],
    "serve": [MISSING],
    "publish": [("::error::owned.out.db", *DB), ("::error::owned.out.db", *DB)],
    "bulk": [("::bad::owned.jsonl", "--db", "::notice::owned-bulk.db"), ("::missing::owned", "--db", "::owned::2.db")],
    "merge": [(DATABASE, "--into", "::notice::owned-merged.db")],
    "delete": [("--outlet", "::debug::owned3.example", *DB, "--dry-run"), MISSING],
    "retain": [("--days", "36500", *DB, "--dry-run"), MISSING],
    "vacuum": [DB, MISSING],
    "backup": [("::notice::owned-backup.db", *DB), ("::notice::owned-backup.db", *DB)],
}


def test_every_command_is_tried() -> None:
    assert list(RUNS) == list(COMMANDS)


def test_no_command_of_ours_prints_a_command(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    obeyed = []
    for command, runs in RUNS.items():
        said = ""
        for arguments in runs:
            page = printed(capsys, command, *(_story(capsys) if part == STORY else part for part in arguments))
            obeyed += [(command, arguments, found) for found in OBEYED.findall(page)]
            said += page
        assert "owned" in said, command
    assert not obeyed


def _story(capsys: pytest.CaptureFixture[str]) -> str:
    document = json.loads(printed(capsys, "report", *DB, "--json"))
    assert document["stories"][0]["title"].startswith("##[error]owned"), "JSON says what the title is"
    return str(document["stories"][0]["id"])


def test_they_would_be_printed_without_that(
    room: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts do reach the beginnings of lines: the test above can fail."""
    monkeypatch.setattr(workflow_commands, "disarmed", str)
    printed(capsys, "ingest", "articles.jsonl", *DB)
    assert OBEYED.search(printed(capsys, "report", *DB))
    assert OBEYED.search(printed(capsys, "compare", "1", "2", *DB))
    assert OBEYED.search(printed(capsys, "check", DRAFT, *DB))


def test_only_annotations_of_ours_are_commands(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "ingest", "articles.jsonl", *DB)
    lines = printed(capsys, "check", DRAFT, *DB, "--format", "github").splitlines()
    commands = [line for line in lines if OBEYED.match(line)]
    assert commands
    assert all(re.match(r"::(?:error|warning|notice) file=[^:]*,line=\d", line) for line in commands)
    assert not [line for line in lines if OBEYED.search(line) and line not in commands]


def test_a_crash_prints_no_command_either(
    room: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("a text of two lines\n::error::owned\n")

    monkeypatch.setattr("syndicheck.doctor.examine", crash)
    monkeypatch.setattr(sys, "argv", ["syndicheck", "doctor"])
    with pytest.raises(SystemExit) as raised:
        program.main()
    assert raised.value.code == 2  # 1 would be findings
    err = capsys.readouterr().err
    assert err.startswith("Traceback")
    assert "owned" in err
    assert not OBEYED.search(err)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("::error::x", ": :error::x"),
        ("a\n\t::add-mask::b", "a\n\t: :add-mask::b"),
        ("a\r::x", "a\r: :x"),
        ("\u2003::x", "\u2003: :x"),
        ("mid ##[error]x", "mid ## [error]x"),
        ("###[error]x", "### [error]x"),
        ("##VSO[task.x]y ##teamcity[z]", "##VSO [task.x]y ##teamcity [z]"),
        ("std::vector, a :: b, ## heading, #[derive]", "std::vector, a :: b, ## heading, #[derive]"),
        (":x\n: :y", ":x\n: :y"),
    ],
)
def test_a_blank_takes_its_force(text: str, said: str) -> None:
    assert disarmed(text) == said
    assert not OBEYED.search(said)
    assert disarmed(said) == said


@pytest.mark.parametrize("text", ["::error::x\n", "a\n  ::b\n##[c]", "x ##vso[y]\n\n::z", "std::vector\n", "é ::x\n::"])
def test_pieces_are_written_like_the_whole(text: str) -> None:
    for size in range(1, len(text) + 1):
        out = io.StringIO()
        stream = Disarming(out)
        for at in range(0, len(text), size):
            assert stream.write(text[at : at + size]) == len(text[at : at + size])
        assert out.getvalue() == disarmed(text)


def test_a_long_line_stays_begun() -> None:
    out = io.StringIO()
    stream = Disarming(out)
    stream.writelines(["word " * 500, "::", "x"])
    assert out.getvalue() == "word " * 500 + "::x"


def test_it_is_a_stream_without_a_way_round() -> None:
    beneath = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    stream = Disarming(beneath)
    assert stream.encoding == "utf-8"
    assert not stream.isatty()
    assert not hasattr(stream, "buffer")
    assert below(stream) is beneath  # type: ignore[arg-type]


def test_what_prints_json_prints_it_so() -> None:
    """Files may hold what they like; a log may not."""
    source = Path(workflow_commands.__file__).parent
    allowed = {"report/json_text.py", "report/check/json_.py", "report/check/sarif.py", "commands/publish.py"}
    printing = [path for room in ("report", "commands") for path in (source / room).rglob("*.py")]
    found = {
        path.relative_to(source).as_posix() for path in printing if "json.dump" in path.read_text(encoding="utf-8")
    }
    assert found == allowed


@pytest.mark.parametrize("value", ["##[error]x", "\\##[x", "## [x", "##vso[x]", "::error::\n::x", "\u202e##[x"])
def test_json_says_exactly_what_it_is_given(value: str) -> None:
    for text in (json_text({"k": value}), json_text([value], indent=2), in_json(json.dumps([value]))):
        assert not OBEYED.search(text)
        assert value in (json.loads(text)["k"] if text.startswith("{") else json.loads(text))


@pytest.fixture(autouse=True)
def _arguments() -> Iterator[None]:
    before = sys.argv
    yield
    sys.argv = before
