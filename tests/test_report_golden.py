"""Every format and behaviour against a file that a person has looked at.

After a change of the output, look at it, then write the files anew with
``SYNDICHECK_UPDATE_GOLDEN=1 pytest tests/test_report_golden.py`` and read the diff.
"""

from __future__ import annotations

import difflib
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import report_views as views

from syndicheck.report import formats, render_compare, render_marks, render_report, render_story

GOLDEN = Path(__file__).parent / "golden"
SUFFIX = {"terminal": "txt", "json": "json", "csv": "csv", "markdown": "md", "html": "html"}
ZONE = "Europe/Berlin"


def report(**options):
    return lambda fmt, out: render_report(views.REPORT, fmt, out, **options)


def story(**options):
    return lambda fmt, out: render_story(views.JUDGED, fmt, out, zone=ZONE, **options)


def compare(**options):
    return lambda fmt, out: render_compare(views.COMPARE, fmt, out, **options)


def marks(**options):
    return lambda fmt, out: render_marks(views.MARKED, fmt, out, **options)


PLAIN_80, PLAIN_160 = {"width": 80, "colour": False}, {"width": 160, "colour": False}
CASES: list[tuple[str, str, Callable[[str, io.StringIO], None]]] = [
    ("report-80", "terminal", report(**PLAIN_80)),
    ("report-160", "terminal", report(**PLAIN_160)),
    ("report-60", "terminal", report(width=60, colour=False)),
    ("report-80-colour", "terminal", report(width=80, colour=True)),
    ("report-160-colour", "terminal", report(width=160, colour=True)),
    ("story-80", "terminal", story(**PLAIN_80)),
    ("story-160", "terminal", story(**PLAIN_160)),
    ("compare-80", "terminal", compare(**PLAIN_80)),
    ("compare-160", "terminal", compare(**PLAIN_160)),
    ("compare-100-colour", "terminal", compare(width=100, colour=True)),
    ("marks-80", "terminal", marks(**PLAIN_80)),
    ("marks-160", "terminal", marks(**PLAIN_160)),
    ("marks-80-colour", "terminal", marks(width=80, colour=True)),
    ("empty-80", "terminal", lambda fmt, out: render_report(views.EMPTY, fmt, out, **PLAIN_80)),
    ("uncopied-80", "terminal", lambda fmt, out: render_report(views.UNCOPIED, fmt, out, **PLAIN_80)),
    *((kind, fmt, draw) for fmt in ("json", "csv", "markdown", "html") for kind, draw in (
        ("report", report()), ("story", story()), ("compare", compare()), ("marks", marks())
    )),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fmt", "draw"), CASES, ids=[f"{name}-{fmt}" for name, fmt, _ in CASES])
def test_output_is_the_golden_one(name, fmt, draw, monkeypatch):
    for variable in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "COLORTERM"):
        monkeypatch.delenv(variable, raising=False)
    out = io.StringIO()
    draw(fmt, out)
    golden = GOLDEN / f"{name}.{SUFFIX[fmt]}"
    if os.environ.get("SYNDICHECK_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(out.getvalue(), encoding="utf-8", newline="")
    expected = golden.read_text(encoding="utf-8")
    diff = difflib.unified_diff(expected.splitlines(), out.getvalue().splitlines(), "golden", "now", lineterm="")
    assert out.getvalue() == expected, "\n".join(diff)


def test_every_format_has_a_golden_report():
    assert {fmt for name, fmt, _ in CASES if name.startswith("report")} == set(formats())


def test_no_golden_file_is_left_over():
    assert {f"{name}.{SUFFIX[fmt]}" for name, fmt, _ in CASES} == {file.name for file in GOLDEN.iterdir()}


@pytest.mark.parametrize("fmt", formats())
def test_the_same_view_gives_the_same_characters(fmt):
    outs = [io.StringIO(), io.StringIO()]
    for out in outs:
        render_report(views.REPORT, fmt, out, width=80)
    assert outs[0].getvalue() == outs[1].getvalue()
