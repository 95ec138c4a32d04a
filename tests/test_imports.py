"""What a start of the program loads. A command that only prints help must not wait for a numeric library."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import newsroom

HEAVY = {
    "cld3",
    "dateparser",
    "datasketch",
    "ftfy",
    "gcld3",
    "htmldate",
    "jusText",
    "justext",
    "lxml",
    "numpy",
    "pandas",
    "publicsuffixlist",
    "rapidfuzz",
    "rich",
    "scipy",
    "sqlite3",
    "sqlite_utils",
    "trafilatura",
}

ALLOWED = {"syndicheck", "click", "typing_extensions", "colorama", "msgspec"}
"""Packages from outside the standard library that a start may load."""


def loaded_by(code: str) -> set[str]:
    """Top-level modules that ``code`` loads in a fresh interpreter, beyond those of a bare start."""
    listing = "import sys; before = set(sys.modules)\n"
    listing += f"try:\n    {code}\nexcept SystemExit:\n    pass\n"
    listing += "print('\\n'.join({m.partition('.')[0] for m in set(sys.modules) - before}), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", listing],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={k: v for k, v in os.environ.items() if not k.startswith(("COV_", "COVERAGE_"))},
    )
    return set(done.stderr.split())


HELP = "import sys; sys.argv = ['syndicheck', {}]; from syndicheck.cli import main; main()"


@pytest.mark.parametrize(
    "code",
    [
        "import syndicheck",
        "import syndicheck.model, syndicheck.errors, syndicheck.view",
        "import syndicheck.cli",
        HELP.format("'--help'"),
        HELP.format("'--version'"),
        HELP.format("'report', '--help'"),
        HELP.format("'ingest', '--help'"),
    ],
)
def test_light_start(code: str) -> None:
    loaded = loaded_by(code)
    assert "syndicheck" in loaded
    assert not loaded & HEAVY
    foreign = {m for m in loaded if m not in sys.stdlib_module_names and not m.startswith("_")}
    assert foreign <= ALLOWED


def test_import_of_the_package_needs_nothing_else() -> None:
    foreign = {m for m in loaded_by("import syndicheck") if m not in sys.stdlib_module_names}
    assert foreign == {"syndicheck"}


ALLOWED_IN_A_CHECK = ALLOWED | {"ahocorasick_rs", "cld3", "cython_runtime", "gcld3", "publicsuffixlist", "rapidfuzz"}
"""What a check of a draft may load besides: alignment, marks, language, and whose address it is."""


def test_a_check_loads_no_heavy_library(tmp_path: Path) -> None:
    draft, source = tmp_path / "draft.txt", tmp_path / "source.jsonl"
    draft.write_text(newsroom.text(1) + " Müller", encoding="utf-8")
    newsroom.jsonl(source, [newsroom.record(1, newsroom.text(1), "wire.example", "2026-03-01")])
    from syndicheck import Database, ingest

    with Database(tmp_path / "held.db", write=True) as database:
        ingest(source, database)
    arguments = f"'check', {str(draft)!r}, '--db', {str(tmp_path / 'held.db')!r}, '-o', {str(tmp_path / 'out')!r}"
    loaded = loaded_by(HELP.format(arguments))
    assert "SYN101" in (tmp_path / "out").read_text(encoding="utf-8")
    foreign = {m for m in loaded if m not in sys.stdlib_module_names and not m.startswith("_")}
    assert foreign <= ALLOWED_IN_A_CHECK


def test_the_test_can_fail() -> None:
    assert loaded_by("import sqlite3, rapidfuzz") & HEAVY == {"sqlite3", "rapidfuzz"}
