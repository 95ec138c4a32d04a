"""The commands as a user meets them: what they print, where, and with which exit code."""

from __future__ import annotations

import gzip
import json
import os
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests import newsroom
from tests.program import run

from syndicheck.cli import cli
from syndicheck.errors import SyndicheckError
from syndicheck.store import database as databases


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two stories; the first has a copy with a hostile title."""
    folder = tmp_path_factory.mktemp("held")
    records = [
        newsroom.record(
            1, newsroom.text(1), "first.example", "2026-03-04T09:12:00+01:00", url="https://first.example/1"
        ),
        newsroom.record(2, newsroom.text(1), "second.example", "2026-03-04T12:30:00+01:00"),
        newsroom.record(3, newsroom.text(2), "first.example", "2026-03-05"),
        newsroom.record(4, newsroom.text(2), "third.example", "2026-03-05T10:00:00Z"),
    ]
    records[1]["title"] = "[/] \x1b]0;owned\x07 [sic] \x1b[2J\u202egnirts"
    source = newsroom.jsonl(folder / "news.jsonl", records)
    done = run("ingest", source, "--db", folder / "news.db")
    assert done.returncode == 0, done.stderr
    assert "4 articles read, 4 new, 0 changed, 0 known; 2 stories." in done.stderr
    assert done.stdout == ""
    return folder / "news.db"


def test_a_report_on_one_outlet_tells_what_concerns_it(held: Path, tmp_path: Path) -> None:
    both = newsroom.jsonl(
        tmp_path / "both.jsonl",
        [
            newsroom.record(1, f"{newsroom.text(1)}\n\n(AP)", "first.example", "2026-03-04"),
            newsroom.record(2, f"{newsroom.text(2)}\n\n(dpa)", "Zweite.example", "2026-03-04"),
            newsroom.record(3, f"{newsroom.text(3)}\n\n(dpa)", "Zweite.example", "2026-03-04"),
        ],
    )
    assert run("ingest", both, "--db", tmp_path / "both.db").returncode == 0

    def told(*arguments: str) -> tuple[list[str], list[tuple[str, int, int]]]:
        done = run("report", "--db", tmp_path / "both.db", "--json", *arguments)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        marks = [(use["organisation"], use["articles"], use["outlets"]) for use in found["marks"]]
        return [line["outlet"] for line in found["outlets"]], marks

    assert told() == (["Zweite.example", "first.example"], [("dpa", 2, 1), ("ap", 1, 1)])
    assert told("--outlet", "zweite.EXAMPLE") == (["Zweite.example"], [("dpa", 2, 1)])
    assert told("--outlet", "Nix") == ([], [])


# ── bad input ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("bad", ["fehlt.jsonl", "auch *.jsonl", "leer", "kaputt.jsonl"])
def test_ingest_makes_no_database_of_nothing(tmp_path: Path, bad: str) -> None:
    (tmp_path / "leer").mkdir()
    (tmp_path / "kaputt.jsonl").write_text('{"title": "ohne Text"}\n[kaputt\n', encoding="utf-8")
    made = tmp_path / "news.db"
    done = run("ingest", tmp_path / bad, "--db", made)
    assert done.returncode == 2
    assert done.stderr.startswith("left out: ")
    assert "0 articles read" in done.stderr
    summed = json.loads(run("ingest", tmp_path / bad, "--db", made, "--json").stdout)
    assert summed["left_out"] == (2 if bad == "kaputt.jsonl" else 1)
    assert not made.exists()
    run(
        "ingest",
        newsroom.jsonl(tmp_path / "gut.jsonl", [newsroom.record(1, newsroom.text(1), "gut.example")]),
        "--db",
        made,
    )
    before = made.stat().st_size
    assert run("ingest", tmp_path / bad, "--db", made).returncode == 2
    assert made.stat().st_size == before


GOOD = json.dumps(newsroom.record(7, newsroom.text(7), "good.example", "2026-03-04"))


def _line(record: object) -> bytes:
    return json.dumps(record).encode()


@pytest.mark.parametrize(
    ("name", "content", "place", "says"),
    [
        ("bytes.txt", b"\xff\xfe\x00\xd8" * 40 + b"\x81\x8d\x8f", "bytes.txt", ""),
        ("binary.txt", b"\x00\x01\x02" * 300, "binary.txt", ""),
        ("empty.txt", b"", "empty.txt", "empty"),
        ("no-text.jsonl", _line({"id": 1, "title": "only a title"}), "no-text.jsonl:1", "no text"),
        ("broken.jsonl", b'{"text": "half a rec', "broken.jsonl:1", "JSON"),
        ("word.jsonl", b'"only a word"', "word.jsonl:1", ""),
        ("long.jsonl", b'{"text": "' + b"a" * 20_000_000 + b'"}', "long.jsonl:1", ""),
        ("deep.jsonl", b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "deep.jsonl:1", ""),
        ("cut.jsonl.gz", gzip.compress(_line({"text": "x" * 5000}) * 50, mtime=0)[:60], "cut.jsonl.gz", ""),
    ],
)
def test_a_bad_record_costs_one_line_and_nothing_else(
    tmp_path: Path, name: str, content: bytes, place: str, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    newsroom.jsonl(tmp_path / "good.jsonl", [json.loads(GOOD)])
    done = run("ingest", tmp_path / name, tmp_path / "good.jsonl", "--db", tmp_path / "news.db")
    complaints = [line for line in done.stderr.splitlines() if line.startswith("left out: ")]
    assert len(complaints) == 1, done.stderr
    assert place in complaints[0]
    assert says in complaints[0]
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        assert connection.execute("SELECT source_id FROM articles").fetchall() == [("n7",)]
        assert connection.execute("SELECT count(*) FROM problems WHERE fatal").fetchone() == (1,)
        assert connection.execute("SELECT finished IS NOT NULL, problems FROM runs").fetchone() == (1, 1)


def test_an_absurd_date_costs_the_date_not_the_article(tmp_path: Path) -> None:
    records = [
        newsroom.record(n, newsroom.text(n), "a.example", raw) for n, raw in enumerate(["yesterday-ish", "soon"])
    ]
    done = run("ingest", newsroom.jsonl(tmp_path / "news.jsonl", records), "--db", tmp_path / "news.db")
    assert done.returncode == 0
    notes = [line for line in done.stderr.splitlines() if line.startswith("note: ")]
    assert len(notes) == 2
    assert "news.jsonl:1" in notes[0]
    assert "2026-03-04" in notes[0], "the remedy shows how to write it"
    assert "2 articles read, 2 new" in done.stderr


def test_a_placeholder_date_is_kept_and_decides_nothing(tmp_path: Path) -> None:
    records = [newsroom.record(1, newsroom.text(1), "a.example", "0001-01-01T00:00:00Z")]
    done = run("ingest", newsroom.jsonl(tmp_path / "news.jsonl", records), "--db", tmp_path / "news.db")
    assert done.returncode == 0
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        assert connection.execute("SELECT raw, usable FROM sightings").fetchall() == [("0001-01-01T00:00:00Z", 0)]


@pytest.mark.parametrize("arguments", [("report",), ("story", "s-abcdef"), ("ingest", "news.jsonl")])
@pytest.mark.parametrize("kind", ["foreign", "text"])
def test_other_peoples_files_are_refused_in_one_line(tmp_path: Path, kind: str, arguments: tuple[str, ...]) -> None:
    path = tmp_path / "recipes.db"
    if kind == "foreign":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
    else:
        path.write_bytes(b"Dear editor\n" * 300)
    before = path.read_bytes()
    done = run(*arguments, "--db", path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "recipes.db" in done.stderr
    assert "--db" in done.stderr
    assert path.read_bytes() == before


def test_a_locked_database_is_told_apart(held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 50)
    source = newsroom.jsonl(tmp_path / "more.jsonl", [newsroom.record(9, newsroom.text(9), "a.example")])
    with closing(sqlite3.connect(held, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run("ingest", source, "--db", held)
        other.execute("ROLLBACK")
    assert done.returncode == 2
    assert "another process is writing" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("report", "--tz", "Mars/Olympus"), "no time zone"),
        (("report", "--since", "last week"), "no date"),
        (("report", "--since", "0001-01-01T00:00+14:00"), "no date"),
        (("report", "--until", "9999-12-31T23:00-14:00"), "no date"),
        (("report", "--story", "s-nobody"), "No story has the id s-nobody"),
        (("report", "--output", "no/such/folder/report.txt"), "cannot be written"),
        (("story", "s-nobody"), "syndicheck report --db "),
        (("story", "s-nobody", "--format", "graphml", "--csv"), "Choose --format graphml or --csv"),
        (("compare", "nowhere.txt", "nothing.txt"), "nowhere.txt"),
        (("marks", "nowhere.txt"), "nowhere.txt"),
        (("explain", "plagiarism"), "syndicheck explain"),
        (("explain", "excerp"), "Did you mean excerpt"),
        (("ingest",), "PATH"),
        (("ingest", "nowhere/*.jsonl"), ""),
        (("frobnicate",), "No such command"),
    ],
)
def test_wrong_use_is_exit_two_and_says_what_to_do(held: Path, arguments: tuple[str, ...], says: str) -> None:
    takes_database = arguments[0] in {"report", "story", "compare", "marks", "ingest"}
    done = run(*arguments, *(("--db", str(held)) if takes_database else ()))
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("report", "--story", "s-nobody"), "List the stories with: syndicheck report"),
        (("story", "s-nobody"), "List the stories with: syndicheck report"),
        (("report", "--ours", "Nobody"), "List the outlets with: syndicheck outlets"),
        (("outlets", "--scorecard", "--outlet", "Nobody"), "List the outlets with: syndicheck outlets"),
        (("delete", "--outlet", "Nobody"), "List the outlets with: syndicheck outlets"),
        (("review", "undo", "9", "--by", "Ada"), "List them with: syndicheck review list"),
        (("review", "merge", "s-nobody", "s-none", "--by", "Ada"), "List the stories with: syndicheck report"),
        (("review", "dismiss", "1", "99", "--by", "Ada"), "See its marks with their numbers: syndicheck marks 1"),
    ],
    ids=lambda said: " ".join(said) if isinstance(said, tuple) else "",
)
def test_what_to_do_is_told_with_the_database(held: Path, arguments: tuple[str, ...], remedy: str) -> None:
    done = CliRunner().invoke(cli, [*arguments, "--db", str(held)])
    assert isinstance(done.exception, SyndicheckError)
    assert str(done.exception).endswith(f"{remedy} --db {held}")


# ── output ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_shows_the_stories_and_no_escape_gets_through(held: Path) -> None:
    done = run("report", "--db", held, "--tz", "Europe/Berlin")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "First: first.example" in done.stdout
    assert "Tied:" in done.stdout
    assert "09:12" in done.stdout
    assert not any(character in done.stdout for character in "\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("flag", "check"),
    [
        ("--json", lambda text: json.loads(text)["schema"] == 1),
        ("--csv", lambda text: len(text.splitlines()) == 5),
        ("--markdown", lambda text: "first.example" in text),
        ("--html", lambda text: text.lstrip().lower().startswith("<!doctype html") and "<script" not in text),
    ],
)
def test_every_format(held: Path, tmp_path: Path, flag: str, check: Callable[[str], bool]) -> None:
    done = run("report", "--db", held, flag)
    assert done.returncode == 0
    assert check(done.stdout)
    assert "\x1b" not in done.stdout
    written = run("report", "--db", held, flag, "--output", tmp_path / "report")
    assert written.stdout == ""
    assert (tmp_path / "report").read_text(encoding="utf-8").splitlines() == done.stdout.splitlines()


def test_a_story_by_its_id(held: Path) -> None:
    (one, _) = json.loads(run("report", "--db", held, "--json").stdout)["stories"]
    public_id = one.get("id") or one.get("public_id")
    done = run("story", public_id, "--db", held)
    assert done.returncode == 0
    assert public_id in done.stdout


def test_compare_takes_files_and_articles(held: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(newsroom.text(1), encoding="utf-8")
    for reference in ("n1", "1", "https://www.first.example/1?utm_source=x"):
        done = run("compare", draft, reference, "--db", held, "--json")
        assert done.returncode == 0, done.stderr
        assert "verbatim" in done.stdout


def test_compare_says_that_it_takes_the_first_of_several(held: Path, tmp_path: Path) -> None:
    several = newsroom.jsonl(
        tmp_path / "several.jsonl", [newsroom.record(n, newsroom.text(n), "o.example") for n in (1, 2, 3)]
    )
    alone = newsroom.jsonl(tmp_path / "alone.jsonl", [newsroom.record(1, newsroom.text(1), "o.example")])
    done = run("compare", several, alone, "--db", held, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["match"]["class"] == "verbatim"
    (note,) = done.stderr.splitlines()
    assert note.startswith(f"note: {several} holds several articles; only the first is looked at, {several}:1.")
    assert "several articles" in run("marks", several, "--db", held).stderr
    assert run("compare", alone, alone, "--db", held).stderr == ""


@pytest.mark.parametrize("command", [("compare", "n1"), ("marks",)])
def test_a_missing_file_may_be_meant_as_an_article(held: Path, command: tuple[str, ...]) -> None:
    done = run(*command, "nofile.txt", "--db", held)
    assert done.returncode == 2
    assert "There is no file nofile.txt" in done.stderr
    assert "holds no article of this number, address or id" in done.stderr


def test_marks_reads_standard_input(tmp_path: Path) -> None:
    done = run("marks", "-", "--db", tmp_path / "none.db", stdin="(SeaPRwire) – Ein Satz über die Fähre.".encode())
    assert done.returncode == 0, done.stderr
    assert "lead credit: (SeaPRwire) –" in done.stdout


def test_ingest_reads_standard_input(tmp_path: Path) -> None:
    done = run("ingest", "-", "--format", "jsonl", "--db", tmp_path / "news.db", "--json", stdin=GOOD.encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["new_articles"] == 1


def test_nothing_read_is_exit_two(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert run("ingest", tmp_path / "folder", "--db", tmp_path / "news.db").returncode == 2


def test_explain_knows_every_word_it_lists() -> None:
    from syndicheck.explain import explanation, terms

    for names in terms().values():
        for name in names:
            assert name in explanation(name)


def test_explain_covers_the_model() -> None:
    from syndicheck.explain import CLASSES, MARKS, VERDICTS
    from syndicheck.model.marks import MARK_TYPES
    from syndicheck.model.matches import MatchClass
    from syndicheck.model.origins import Verdict

    assert set(CLASSES) == {c.value for c in MatchClass}
    assert set(VERDICTS) == {v.value for v in Verdict}
    assert tuple(MARKS) == MARK_TYPES


def test_doctor_examines_the_database(held: Path, tmp_path: Path) -> None:
    healthy = run("doctor", "--db", held)
    assert healthy.returncode == 0, healthy.stdout
    assert "4 articles" in healthy.stdout
    with closing(sqlite3.connect(held)) as source, closing(sqlite3.connect(tmp_path / "cut.db")) as copy:
        source.backup(copy)
        copy.execute("UPDATE sketches SET state = 0")
        copy.commit()
    cut = run("doctor", "--db", tmp_path / "cut.db")
    assert cut.returncode == 1
    assert "unfinished work" in cut.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_SYNDICHECK_COMPLETE" in done.stdout


def test_reindex_keeps_the_ids_of_stories(held: Path) -> None:
    before = run("report", "--db", held, "--json").stdout
    done = run("reindex", "--db", held)
    assert done.returncode == 0, done.stderr
    assert run("report", "--db", held, "--json").stdout == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["explain"], ["explain", "SYN101"], ["completion", "bash"], ["compare", "draft.txt", "draft.txt"]],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_cannot_be_written_is_told(tmp_path: Path, arguments: list[str], unbuffered: str) -> None:
    (tmp_path / "draft.txt").write_text("A draft.\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "syndicheck", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("syndicheck: Standard output cannot be written: No space left")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["report"],
        ["ingest", "draft.txt"],
        ["bulk", "draft.txt"],
        ["delete", "1"],
        ["check", "draft.txt"],
        ["compare", "1", "draft.txt"],
        ["doctor"],
    ],
)
def test_a_path_that_leads_nowhere_is_told(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "draft.txt").write_text("A draft.\n", encoding="utf-8")
    path = "x" * 300 + ".db"
    done = subprocess.run(
        [sys.executable, "-m", "syndicheck", *command, "--db", path],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"{path} cannot be reached: File name too long. Look at the path" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["draft.txt"]


@pytest.mark.skipif(os.name != "posix", reason="needs pipes that nobody reads")
@pytest.mark.parametrize(
    "arguments", [["--help"], ["explain"], ["explain", "SYN101"], ["check", "draft.txt"], ["check", "--help"]]
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_gone_is_no_error(tmp_path: Path, arguments: list[str], unbuffered: str) -> None:
    (tmp_path / "draft.txt").write_text("A draft.\n", encoding="utf-8")
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "wb") as nobody:
        done = subprocess.run(
            [sys.executable, "-m", "syndicheck", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            stdout=nobody,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_goes_is_no_error(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{shlex.quote(sys.executable)} -m syndicheck explain 2> said | head -n 1; cat said",
        shell=True,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert len(done.stdout.splitlines()) == 1
