"""The plain command line of ``check`` is read as the library reads it, or left to the library."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, TextIO

import click
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import program
from tests.examples import examples

from syndicheck.cli import cli
from syndicheck.commands import check_arguments
from syndicheck.commands.check import check
from syndicheck.commands.check_arguments import CHOICES, FILES, FLAGS, VALUES, plain
from syndicheck.errors import InputError


def read_by_the_library(arguments: list[str]) -> dict[str, Any] | None:
    """Parameters of the command, or ``None`` where the library ends it."""
    context = click.Context(check, info_name="check")
    try:
        with context:
            check.parse_args(context, list(arguments))
    except (click.ClickException, click.exceptions.Exit):
        return None
    return dict(context.params)


def test_the_table_is_that_of_the_command() -> None:
    options = {name: one for one in check.params if isinstance(one, click.Option) for name in one.opts}
    assert {name for name, one in options.items() if one.is_flag and one.name in FLAGS.values()} == set(FLAGS)
    for name, parameter in VALUES.items():
        option = options[name]
        assert (option.name, option.is_flag, option.multiple) == (parameter, False, parameter == "own")
        assert (parameter in FILES) == isinstance(option.type, click.Path)
        assert CHOICES.get(parameter) == (tuple(option.type.choices) if isinstance(option.type, click.Choice) else None)
    # what is not here is rare, and read by the library
    assert set(options) - set(VALUES) - set(FLAGS) == {"--catalogue"}


OTHERS = """
--catalogue --help -h - -- -x --d --db= --db=held.db -oout -o=out --own=a.example --format=json --path=x --fail-on=never
--stdin=1 json html error note draft.txt held.db folder Straße.md https://paper.example/1 https://paper.example/?a=b
"""

WORDS = st.sampled_from([*VALUES, *FLAGS, *OTHERS.split(), "", "a b"])


@settings(max_examples=examples(400), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arguments=st.lists(WORDS, max_size=7), named=st.sampled_from([None, "", "env.db", "folder"]))
def test_any_line_is_read_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], named: str | None
) -> None:
    (tmp_path / "folder").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SYNDICHECK_DB", raising=False)
    if named is not None:
        monkeypatch.setenv("SYNDICHECK_DB", named)
    found = plain(arguments, os.environ)
    if found is not None:
        assert found == read_by_the_library(arguments)


@pytest.mark.parametrize(
    "line",
    [
        "draft.md",
        "draft.md --db held.db",
        "--db=held.db a.txt b.txt --format sarif -o out.sarif",
        "--stdin --path 4711.txt --db held.db --format json",
        "https://paper.example/1 --own ours.example --own 12 --allow-private-hosts",
        "a.txt --policy p.toml --fail-on note --baseline b.json",
        "a.txt --write-baseline b.json",
    ],
)
def test_what_people_write_is_plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SYNDICHECK_DB", raising=False)
    found = plain(line.split(), os.environ)
    assert found is not None
    assert found == read_by_the_library(line.split())


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("--help", "it prints help"),
        ("", "nothing is named"),
        ("a.txt --stdin", "both are named"),
        ("a.txt --format yaml", "there is no such format"),
        ("a.txt --db folder", "that is a folder"),
        ("a.txt --db", "a value is missing"),
        ("a.txt --verbose", "there is no such option"),
        ("a.txt --catalogue folder", "rare"),
        ("a.txt --db x\0y", "no file has such a name"),
    ],
)
def test_anything_else_is_left_to_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, why: str
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    assert plain(line.split(" ") if line else [], os.environ) is None, why


def run(*arguments: str, cwd: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "syndicheck", "check", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, **more)


def test_both_ways_in_come_to_the_same(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("Ein Entwurf über den Hafen von Norrvik.\n" * 12, encoding="utf-8")
    short = run("draft.txt", cwd=tmp_path)
    other = run("draft.txt", "--", cwd=tmp_path)  # the library reads this
    assert check_arguments.plain(["draft.txt", "--"], {}) is None
    assert (short.returncode, short.stdout, short.stderr) == (other.returncode, other.stdout, other.stderr)
    assert "compared with nothing" in short.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing.txt"], 2, "syndicheck: missing.txt"),
        (["draft.txt", "--db", "missing.db"], 2, "No database at missing.db"),
        (["draft.txt", "--policy", "missing.toml"], 2, "There is no policy missing.toml"),
        (["draft.txt", "-o", "no/such/folder"], 2, "cannot be written"),
        (["draft.txt", "--format", "yaml"], 2, "'yaml' is not one of"),
        ([], 2, "Name drafts"),
    ],
)
def test_mistakes_are_told_in_a_line(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "draft.txt").write_text("A draft.\n", encoding="utf-8")
    done = program.run("check", *arguments, folder=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("A draft.\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "syndicheck", "check", "draft.txt"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_baseline_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "draft.txt").write_text("A draft.\n", encoding="utf-8")
    baseline = tmp_path / "accepted.json"
    arguments = ["check", str(tmp_path / "draft.txt"), "--write-baseline", str(baseline)]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    before = baseline.read_bytes()
    baseline.chmod(0o640)
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    assert baseline.stat().st_mode & 0o777 == 0o640

    def full(_reports: object, out: TextIO, *_: object) -> int:
        out.write('{"schema"')
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("syndicheck.checking.baseline.write_baseline", full)
    done = CliRunner().invoke(cli, arguments)
    assert isinstance(done.exception, InputError)
    assert "No space left" in str(done.exception)
    assert baseline.read_bytes() == before
    baseline.unlink()
    assert isinstance(CliRunner().invoke(cli, arguments).exception, InputError)
    assert [path.name for path in tmp_path.iterdir()] == ["draft.txt"]
