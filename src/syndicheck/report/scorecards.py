"""Scorecards of outlets: for the terminal, as JSON and as CSV. Every figure stands with what it was counted among."""

from __future__ import annotations

import csv
from typing import Any, TextIO

from syndicheck.records import as_dict
from syndicheck.report import wording
from syndicheck.report.csv_ import cell
from syndicheck.report.interface import Page
from syndicheck.report.json_ import written
from syndicheck.view import Scorecard

FEW = 5
"""Below so many a figure says little of a habit, and the report says so."""


def render_scorecards(found: tuple[Scorecard, ...], coverage: str, fmt: str, out: TextIO) -> None:
    """Write them; ``fmt`` is ``terminal``, ``json`` or ``csv``. ``coverage`` says among what it was judged."""
    if fmt == "json":
        out.write(written("scorecards", {"outlets": [_row(one) for one in found], "coverage": coverage}))
    elif fmt == "csv":
        _csv(found, out)
    else:
        _terminal(found, coverage, out)


def said(one: Scorecard) -> list[str]:
    """What can be said of an outlet, a sentence each, in careful words."""
    if not one.stories:
        return ["None of its articles shares a text with another one held here."]
    lines = [
        f"Of {wording.count(one.stories, 'story', 'stories')} it has a part in: first in {one.first:,}, tied in"
        f" {one.tied:,}, later in {one.later:,}, order unknown in {one.unknown:,}."
    ]
    if one.traced:
        own = one.traced - one.taken_from_others - one.taken_from_no_text_held
        follow = f", {own:,} from articles of its own" if own else ""
        lines.append(
            f"Of {wording.count(one.traced, 'article')} in stories, most probably: {one.taken_from_others:,} taken from"
            f" other outlets, {one.taken_from_no_text_held:,} from no text held{follow}."
        )
    if one.contradicts_clock:
        lines.append(f"In {one.contradicts_clock:,} of {one.traced:,} text and stated times contradict each other.")
    taken = wording.count(one.taken_by_others, "article")
    lines.append(f"Others most probably took {taken} from it directly.")
    lines += _credits(one)
    if max(one.stories, one.credits.judged) < FEW:
        lines.append("That is too few to speak of a habit.")
    return lines


def _credits(one: Scorecard) -> list[str]:
    credits = one.credits
    if not credits.copies:
        return []
    copies = wording.count(credits.copies, "copy", "copies")
    if not credits.judged:
        return [f"Credits: of {copies} none can be judged; nobody in their stories prints one."]
    parts = [
        (credits.printed, "print a credit", "prints a credit"),
        (credits.abbreviated, "print it by initials only", "prints it by initials only"),
        (credits.swapped, "credit somebody else than the source does", "credits somebody else than the source does"),
        (credits.missing, "print no credit that was found", "prints no credit that was found"),
    ]
    counted = ", ".join(f"{number:,} {one if number == 1 else many}" for number, many, one in parts if number)
    of = "" if credits.judged == credits.copies else f" (of {credits.copies:,} taken)"
    return [f"Credits: of {wording.count(credits.judged, 'copy', 'copies')} judged{of}, {counted}."]


def _row(one: Scorecard) -> dict[str, Any]:
    row = as_dict(one)
    return {**row, "credits": {**row["credits"], "judged": one.credits.judged}}


def _csv(found: tuple[Scorecard, ...], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    heads = "outlet,owner,articles,stories,first,tied,later,unknown,traced,taken_from_others,taken_from_no_text_held"
    credits = "copies,credits_judged,credits_printed,credits_abbreviated,credits_swapped,credits_missing"
    writer.writerow([*heads.split(","), "taken_by_others", "contradicts_clock", *credits.split(",")])
    for one in found:
        row = as_dict(one)
        given = one.credits
        writer.writerow(
            [
                *(cell(row[head]) for head in (*heads.split(","), "taken_by_others", "contradicts_clock")),
                *(given.copies, given.judged, given.printed, given.abbreviated, given.swapped, given.missing),
            ]
        )


def _terminal(found: tuple[Scorecard, ...], coverage: str, out: TextIO) -> None:
    from rich.text import Text

    from syndicheck.report.terminal.canvas import Canvas

    canvas = Canvas.on(Page(out))
    canvas.put_heading("Outlets", wording.count(len(found), "outlet"))
    alone = [one for one in found if not one.stories]
    shown = found if len(found) == 1 else tuple(one for one in found if one.stories)
    for one in shown:
        canvas.put()
        head = canvas.text(one.outlet, "bold")
        aside = wording.count(one.articles, "article") + (f", owner {one.owner}" if one.owner else "")
        canvas.put(head.append_text(canvas.text(f"  {aside}", "dim")), 2)
        for line in said(one):
            canvas.put_bullet(Text(canvas.glyphs.bullet, "dim"), canvas.text(line), 4)
    if alone and len(found) > 1:
        canvas.put()
        counted = wording.count(len(alone), "outlet shares", "outlets share")
        canvas.put(canvas.text(f"{counted} no text with anybody held here."), 2)
    canvas.put()
    canvas.put(canvas.text(coverage, "dim"), 2)
