"""The work folder of a bulk job is deleted in the end: it must be nobody else's."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests import newsroom

from syndicheck import Database
from syndicheck.bulk import placing, tables, writing
from syndicheck.bulk.sources import Source
from syndicheck.bulk.work import MANIFEST, begin
from syndicheck.cli import cli
from syndicheck.errors import InputError
from syndicheck.model.articles import RawArticle
from syndicheck.prepare import prepare


@pytest.mark.parametrize("left", [[], ["job.partial"], [MANIFEST, "prepared"]], ids=str)
def test_a_new_folder_and_that_of_the_same_job_are_used(tmp_path: Path, left: list[str]) -> None:
    if MANIFEST in left:
        begin(tmp_path, ["a"], [Source("a")], {})
    for name in left:
        (tmp_path / name).touch()
    assert begin(tmp_path, ["a"], [Source("a")], {}).folder == tmp_path
    assert begin(tmp_path, ["a"], [Source("a")], {}).now == begin(tmp_path, ["a"], [Source("a")], {}).now


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="not empty"):
        begin(tmp_path, ["a"], [Source("a")], {})
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("more", [["--db", "work/news.db"], ["--db", "news.db", "--parquet", "work/tables"]], ids=str)
def test_nothing_that_is_to_stay_is_written_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("A text.")
    done = CliRunner().invoke(cli, ["bulk", "a.txt", "--engine", "spark", "--work", "work", *more])
    assert isinstance(done.exception, InputError)
    assert "lies in the work folder" in str(done.exception)
    assert not (tmp_path / "work").exists()


class Killed(BaseException):
    """As if the process had ended there."""


@pytest.mark.parametrize("cut", range(7))
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_cut_off_while_its_parts_are_moved_a_job_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int, before: bool
) -> None:
    folder = tmp_path / "work" / "databases"
    folder.mkdir(parents=True)
    parts = [folder / f"part-{n:05}.db" for n in range(3)]
    targets = [tmp_path / f"news-{n:05}.db" for n in range(3)]
    parts[0].write_text("first")
    parts[2].write_text("third")
    steps = 0

    def cutting(function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps - 1 == cut and before:
                raise Killed
            done = function(*arguments)
            if steps - 1 == cut:
                raise Killed
            return done

        return run

    def empty(path: Path) -> None:
        path.write_text("empty")

    with monkeypatch.context() as patched:
        patched.setattr(placing.shutil, "move", cutting(placing.shutil.move))
        patched.setattr(placing.Path, "replace", cutting(placing.Path.replace))
        if cut < 6:
            with pytest.raises(Killed):
                placing.place(folder, parts, targets, empty)
        else:
            placing.place(folder, parts, targets, empty)
    assert {one.read_text() for one in targets if one.exists()} <= {"first", "empty", "third"}
    placing.check_places(folder, targets)
    placing.place(folder, parts, targets, empty)
    assert [one.read_text() for one in targets] == ["first", "empty", "third"]
    placing.place(folder, parts, targets, empty)
    assert [one.read_text() for one in targets] == ["first", "empty", "third"]
    assert sorted(one.name for one in tmp_path.iterdir()) == [*(one.name for one in targets), "work"]
    with pytest.raises(InputError, match="has brought its database to"):
        placing.check_places(folder, [tmp_path / "other.db"])
    targets[1].unlink()
    with pytest.raises(InputError, match="is gone"):
        placing.place(folder, parts, targets, empty)


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "news.db"
    target.write_text("mine")
    with pytest.raises(InputError, match="exists already"):
        placing.check_places(tmp_path / "work" / "databases", [target])


def test_what_a_killed_program_left_under_the_name_does_not_come_into_the_new_database(tmp_path: Path) -> None:
    folder = tmp_path / "work" / "databases"
    folder.mkdir(parents=True)
    part, target = folder / "part-00000.db", tmp_path / "news.db"
    for path, count in ((part, 2_001), (target, 1)):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE outlets (name TEXT)")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO outlets VALUES (?)", ((f"{path.name} {n}",) for n in range(count)))
            connection.execute("COMMIT")
            left = path.with_name(f"{path.name}-wal").read_bytes()
    target.unlink()  # deleted by hand, and its log left
    target.with_name("news.db-wal").write_bytes(left)
    placing.place(folder, [part], [target], lambda path: path.touch())
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT count(*), max(name) FROM outlets").fetchone() == (2_001, "part-00000.db 999")


@pytest.mark.parametrize("name", tables.NAMES)
@pytest.mark.parametrize("what", ["folder", "file", "broken link"])
def test_tables_go_where_nothing_of_their_names_is(tmp_path: Path, name: str, what: str) -> None:
    """``--parquet .`` beside input that is called ``articles``."""
    work, taken = tmp_path / "news.db.work", tmp_path / name
    work.mkdir()
    if what == "folder":
        taken.mkdir()
        (taken / "mine.jsonl").write_text("{}", encoding="utf-8")
    elif what == "file":
        taken.write_text("mine", encoding="utf-8")
    else:
        taken.symlink_to(tmp_path / "disk that is not mounted")
    with pytest.raises(InputError, match=f"{name} exists already"):
        tables.check_place(tmp_path, work)
    with pytest.raises(InputError, match=f"{name} exists already"):
        tables.claim(tmp_path, work)
    assert not list(work.iterdir())


def test_tables_that_a_job_has_begun_are_its_own(tmp_path: Path) -> None:
    work, folder = tmp_path / "work", tmp_path / "Tabellen ÄÖ"
    work.mkdir()
    tables.claim(folder, work)
    (folder / "articles").mkdir(parents=True)
    tables.check_place(folder, work)
    tables.claim(folder, work)
    with pytest.raises(InputError, match="exists already"):
        tables.claim(folder, tmp_path)  # another job's


def test_a_database_has_a_folder_to_go_to(tmp_path: Path) -> None:
    """Seen at once, not after hours."""
    with pytest.raises(InputError, match=r"There is no folder .*nicht da"):
        placing.check_places(tmp_path / "work" / "databases", [tmp_path / "nicht da" / "news.db"])


def test_another_number_of_parts_keeps_the_other_stages(tmp_path: Path) -> None:
    now = begin(tmp_path, ["a"], [Source("a")], {}, 1).now
    for name in ("prepared", "matched-rest", "components", "stories", "databases"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "_SUCCESS").touch()
    assert begin(tmp_path, ["a"], [Source("a")], {}, 1).now == now
    assert (tmp_path / "stories" / "_SUCCESS").exists()
    assert begin(tmp_path, ["a"], [Source("a")], {}, 3).now == now
    assert sorted(path.name for path in tmp_path.iterdir()) == ["components", MANIFEST, "matched-rest", "prepared"]
    assert begin(tmp_path, ["a"], [Source("a")], {}, 3).now == now
    with pytest.raises(InputError, match="other input"):
        begin(tmp_path, ["a"], [Source("b")], {}, 3)


def row(number: int) -> dict[str, Any]:
    article = prepare(RawArticle(f"a.jsonl:{number}", newsroom.text(number), outlet="a.example"), now=datetime.now(UTC))
    return {
        "kind": 0,
        "key": article.key,
        "text_hash": article.text_hash,
        "number": number,
        "payload": pickle.dumps(article),
    }


def test_two_attempts_at_one_part_do_not_touch_each_other(tmp_path: Path) -> None:
    """The first is taken for lost while it writes, a second begins, is done before, and the first goes on."""
    path = tmp_path / "part-00000.db"
    found: list[list[dict[str, Any]]] = []

    def interrupted() -> Iterator[dict[str, Any]]:
        yield row(1)
        found.append(list(writing._written(path, 0, iter([row(1), row(2)]), ["a"])))
        yield row(2)

    found.append(list(writing._written(path, 0, interrupted(), ["a"])))
    assert found[0] == found[1]
    with Database(path) as database:
        assert database.connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        assert database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not list(tmp_path.glob("*.partial*"))


def test_a_part_that_was_not_finished_is_none(tmp_path: Path) -> None:
    path = tmp_path / "part-00000.db"

    def broken() -> Iterator[dict[str, Any]]:
        yield row(1)
        raise OSError("the shuffle is gone")

    with pytest.raises(OSError, match="shuffle"):
        list(writing._written(path, 0, broken(), ["a"]))
    assert not path.exists()
    (tmp_path / "part-00000.0123.partial").touch()  # of an attempt that was killed
    (tmp_path / "part-00000.0123.partial-wal").touch()
    assert len(list(writing._written(path, 0, iter([row(1), row(2)]), ["a"]))) == 0
    writing.remove_unfinished(tmp_path)
    assert path.exists()
    assert not list(tmp_path.glob("*.partial*"))


def test_an_option_that_spark_does_not_heed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.")
    command = ["bulk", str(tmp_path / "a.txt"), "--engine", "spark", "--db", str(tmp_path / "new.db"), "--jobs", "8"]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code == 2
    assert "--jobs goes with --engine local" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
