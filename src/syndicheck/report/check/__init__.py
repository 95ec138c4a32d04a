"""How the findings of a check are printed: one module a format, each with a function ``render(reports, out)``."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TextIO

from syndicheck.checking.findings import CheckReport
from syndicheck.errors import InputError

FORMATS = {
    "terminal": "terminal",
    "json": "json_",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "markdown": "markdown",
    "html": "html_",
}
"""Names that users give → modules of this package."""


def render_check(reports: Sequence[CheckReport], fmt: str, out: TextIO, database: str = "") -> None:
    """Write the reports of one run. ``database`` is the file that the drafts were compared with, for the command that
    prints more of it.

    Raises:
        InputError: there is no such format.
    """
    if fmt not in FORMATS:
        raise InputError(f"There is no format {fmt!r}.", f"Choose one of: {', '.join(FORMATS)}.")
    module = import_module(f"syndicheck.report.check.{FORMATS[fmt]}")
    if fmt == "terminal":
        module.render(reports, out, database)
    else:
        module.render(reports, out)
