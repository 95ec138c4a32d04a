"""The work folder of a bulk job is deleted in the end: it must be nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from syndicheck.bulk.work import MANIFEST, begin
from syndicheck.cli import cli
from syndicheck.errors import InputError


@pytest.mark.parametrize("left", [[], ["job.partial"], [MANIFEST, "prepared"]], ids=str)
def test_a_new_folder_and_that_of_the_same_job_are_used(tmp_path: Path, left: list[str]) -> None:
    if MANIFEST in left:
        begin(tmp_path, ["a"], ["a"], {})
    for name in left:
        (tmp_path / name).touch()
    assert begin(tmp_path, ["a"], ["a"], {}).folder == tmp_path
    assert begin(tmp_path, ["a"], ["a"], {}).now == begin(tmp_path, ["a"], ["a"], {}).now


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="not empty"):
        begin(tmp_path, ["a"], ["a"], {})
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
