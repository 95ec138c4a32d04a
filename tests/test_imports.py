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

ALLOWED = {"syndicheck", "click", "msgspec", "typing_extensions", "colorama"}
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
CHECK = (
    "import sys; sys.argv = ['syndicheck', {}]; import syndicheck.__main__ as program;"
    " program._end = lambda code: None; program.main()"
)
"""The program as it is started, but for its end, behind which nothing could be counted."""


@pytest.mark.parametrize(
    "code",
    [
        "import syndicheck",
        "import syndicheck.model.prepared, syndicheck.errors, syndicheck.view",
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


ALLOWED_IN_A_CHECK = {
    "syndicheck",
    "msgspec",
    "ahocorasick_rs",
    "cld3",
    "cython_runtime",
    "gcld3",
    "publicsuffixlist",
    "rapidfuzz",
}
"""What a check of a draft may load besides: alignment, marks, language, and whose address it is."""


def arguments(tmp_path: Path, draft: str) -> str:
    """A check of a draft against a database with one article, as arguments; what may be kept between runs is."""
    source, database = tmp_path / "source.jsonl", tmp_path / "held.db"
    newsroom.jsonl(source, [newsroom.record(1, newsroom.text(1), "wire.example", "2026-03-01")])
    from syndicheck import Database, ingest

    with Database(database, write=True) as store:
        ingest(source, store)
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    listed = f"'check', {str(tmp_path / 'draft.txt')!r}, '--db', {str(database)!r}, '-o', {str(tmp_path / 'out')!r}"
    loaded_by(CHECK.format(listed))
    return listed


def test_a_check_loads_no_heavy_library(tmp_path: Path) -> None:
    loaded = loaded_by(CHECK.format(arguments(tmp_path, newsroom.text(1) + " Müller")))
    assert "SYN101" in (tmp_path / "out").read_text(encoding="utf-8")
    foreign = {m for m in loaded if m not in sys.stdlib_module_names and not m.startswith("_")}
    assert foreign <= ALLOWED_IN_A_CHECK


COUNTED = """
import dataclasses, re._compiler, sys
counts = {"expressions": 0, "dataclasses": 0}

def counted(module, name, what):
    function = getattr(module, name)
    def count(*given, **named):
        counts[what] += 1
        return function(*given, **named)
    setattr(module, name, count)

counted(re._compiler, "compile", "expressions")
counted(dataclasses, "dataclass", "dataclasses")
before = set(sys.modules)
try:
    RUN
except SystemExit:
    pass
new = set(sys.modules) - before
counts |= {"modules": len(new), "of ours": sum(name.startswith("syndicheck") for name in new)}
print(counts)
"""

AN_UNKNOWN_DRAFT = {"expressions": 18, "dataclasses": 0, "modules": 215, "of ours": 161}
A_COPY = {"expressions": 18, "dataclasses": 0, "modules": 223, "of ours": 169}
"""At most so many while a draft is checked: what a start costs is flat, and made of these."""


@pytest.mark.parametrize(("number", "code", "most"), [(2, "", AN_UNKNOWN_DRAFT), (1, "SYN101", A_COPY)])
def test_a_check_makes_little_that_it_does_not_need(
    tmp_path: Path, number: int, code: str, most: dict[str, int]
) -> None:
    run = COUNTED.replace("RUN", CHECK.format(arguments(tmp_path, newsroom.text(number))))
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert code in (tmp_path / "out").read_text(encoding="utf-8")
    counts = eval(done.stdout)
    assert counts["expressions"] > 10  # it counts
    assert {what: count for what, count in counts.items() if count > most[what]} == {}


def test_the_test_can_fail() -> None:
    assert loaded_by("import sqlite3, rapidfuzz") & HEAVY == {"sqlite3", "rapidfuzz"}
