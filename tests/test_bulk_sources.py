"""What a bulk job reads is what ``ingest`` would read, without what the job makes itself."""

from __future__ import annotations

import os
import pickle
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from syndicheck.bulk.preparation import rows
from syndicheck.bulk.sources import Ours, Source, here, without_own
from syndicheck.readers import read
from syndicheck.text.hidden import hidden_text


def names(*sources: str, ours: Ours | None = None) -> list[str]:
    return [one.name for source in sources for one in here(source, ours or Ours())]


def test_named_files_are_told_from_found_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.txt").write_text("Ein Text.", encoding="utf-8")
    whole = str(tmp_path / "b.txt")
    assert list(here("b.txt", Ours())) == [Source(whole, named=True)]
    assert list(here(".", Ours())) == list(here("*.txt", Ours())) == [Source(whole, named=False)]


def test_a_database_with_a_query_is_read_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.db").touch()
    assert names("sqlite:a.db?SELECT 1?") == [f"sqlite:{tmp_path}/a.db?SELECT 1?"]
    assert names("sqlite:a.db") == [f"sqlite:{tmp_path}/a.db"]


@pytest.mark.parametrize(
    "source", ["-", "https://herald.example/a", "fehlt.jsonl", "fehlt*.jsonl", "sqlite:fehlt.db?SELECT 1", "leer"]
)
def test_what_is_wrong_with_a_name_is_what_ingest_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "leer").mkdir()
    assert [one.problem for one in here(source, Ours())] == list(read([source], web=False))


def test_an_article_that_breaks_the_program_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(text: str) -> Any:
        if "poison" in text:
            raise ZeroDivisionError
        return hidden_text(text)

    monkeypatch.setattr("syndicheck.prepare.hidden_text", breaks)
    for name, text in (("a.txt", "Some poison."), ("b.txt", "Some words.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    given = [
        {"file": number, "path": os.fsencode(tmp_path / name), "named": False, "problem": None}
        for number, name in enumerate(("a.txt", "b.txt"))
    ]
    left_out, whole = rows(given, datetime(2026, 3, 9, tzinfo=UTC))
    problem = pickle.loads(left_out["payload"])
    assert (problem.code, problem.where, problem.fatal) == ("internal-error", str(tmp_path / "a.txt"), True)
    assert ("key" in left_out, "key" in whole) == (False, True)


def test_what_a_job_makes_is_no_input_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``cd archive; syndicheck bulk . --engine spark --db all.sqlite``, cut off, again."""
    archive = tmp_path / "Archiv [1]"
    archive.mkdir()
    monkeypatch.chdir(archive)
    (archive / "a.txt").write_text("Ein Text.", encoding="utf-8")
    ours = Ours([Path("all.sqlite.work"), Path("all.sqlite"), Path("articles")])
    before = names(".", ours=ours)
    for name in ("all.sqlite.work/prepared/part-0.parquet", "articles/part-0.parquet"):
        (archive / name).parent.mkdir(parents=True)
        (archive / name).touch()
    (archive / "all.sqlite").touch()
    (tmp_path / "link").symlink_to(archive)
    assert names(".", ours=ours) == before == [str(archive / "a.txt")]
    assert names("*", ours=ours) == before
    assert names(str(tmp_path / "link"), ours=ours) == [str(tmp_path / "link" / "a.txt")]
    assert without_own(["..", *sorted(path.name for path in archive.iterdir())], ours) == ["..", "a.txt"]
    (archive / "a.txt").unlink()
    (one,) = here(".", ours)
    assert one.problem is not None
    assert one.problem.code == "no-articles"


def test_a_name_that_is_no_text_gets_to_its_file(tmp_path: Path) -> None:
    """As rows of Spark hold it: bytes."""
    path = os.fsencode(tmp_path) + b"/na\xefve.txt"
    try:
        Path(os.fsdecode(path)).write_text("Words of an old disk.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    from datetime import UTC, datetime

    row = {"file": 0, "path": path, "named": False, "problem": None}
    (found,) = rows([row], datetime.now(UTC))
    assert found["key"]
