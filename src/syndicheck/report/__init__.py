"""Views in, pages out: one module a format, all behind :class:`syndicheck.report.interface.Format`.

Formats are imported when they are used, so that ``--json`` never pays for the terminal library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from syndicheck.errors import InputError
from syndicheck.report.interface import Format, Page

if TYPE_CHECKING:
    from syndicheck.view import CompareView, ReportView, StoryView, TextView

__all__ = ["Format", "Page", "formats", "render_compare", "render_marks", "render_report", "render_story"]

_MODULES = {
    "terminal": "terminal",
    "json": "json_",
    "csv": "csv_",
    "markdown": "markdown",
    "html": "html_",
}


def formats() -> tuple[str, ...]:
    """The names that the ``render_…`` functions take, the one for people at a terminal first."""
    return tuple(_MODULES)


def _format(name: str) -> Format:
    try:
        module = _MODULES[name]
    except KeyError:
        raise InputError(f"There is no output format {name!r}.", f"Choose from: {', '.join(_MODULES)}.") from None
    found: Format = import_module(f"{__name__}.{module}").FORMAT
    return found


def render_report(
    view: ReportView, fmt: str, out: TextIO, *, width: int | None = None, colour: bool | None = None
) -> None:
    """Write the report to ``out``; times are shown in ``view.zone``.

    Raises :class:`~syndicheck.errors.InputError` for an unknown format or zone.
    """
    _format(fmt).report(view, Page(out, view.zone, width, colour))


def render_story(
    view: StoryView,
    fmt: str,
    out: TextIO,
    *,
    zone: str = "UTC",
    width: int | None = None,
    colour: bool | None = None,
) -> None:
    """Write one story to ``out``, with times in ``zone``. Raises like :func:`render_report`."""
    _format(fmt).story(view, Page(out, zone, width, colour))


def render_compare(
    view: CompareView, fmt: str, out: TextIO, *, width: int | None = None, colour: bool | None = None
) -> None:
    """Write two compared texts to ``out``. Raises like :func:`render_report`."""
    _format(fmt).compare(view, Page(out, width=width, colour=colour))


def render_marks(
    view: TextView,
    fmt: str,
    out: TextIO,
    *,
    strip: bool = False,
    width: int | None = None,
    colour: bool | None = None,
) -> None:
    """Write a text with its marks to ``out``; with ``strip`` only its body without the marks.

    Raises like :func:`render_report`.
    """
    _format(fmt).marks(view, Page(out, width=width, colour=colour), strip=strip)
