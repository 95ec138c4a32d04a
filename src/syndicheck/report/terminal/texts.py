"""Texts on the terminal: two side by side with what they share, or one with its marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.table import Table
from rich.text import Text

from syndicheck.model.spans import Span, TextKind
from syndicheck.report import wording
from syndicheck.report.highlight import Piece, pieces
from syndicheck.report.terminal.canvas import SIDE_BY_SIDE, Canvas
from syndicheck.report.terminal.grid import Column, Grid
from syndicheck.view import CompareView, MarkBrief, TextView

EXCERPT = 90
"""Characters of a mark that its table shows at most."""
_CYCLE = ("black on green", "black on cyan", "black on yellow", "black on magenta")
_CREDITS = {"lead_credit", "dateline", "byline_credit", "end_credit", "photo_credit", "source_line"}


def draw_compare(canvas: Canvas, view: CompareView) -> None:
    """Draw two texts with their copied passages numbered alike, then shares, class and reasons."""
    passages = view.match.passages
    left = _side(canvas, "A", view.a, [passage.a for passage in passages])
    right = _side(canvas, "B", view.b, [passage.b for passage in passages])
    if canvas.width >= SIDE_BY_SIDE:
        grid = Table.grid(padding=(0, 2), expand=True)
        grid.add_column(ratio=1)
        grid.add_column(ratio=1)
        for a, b in zip(left, right, strict=True):
            grid.add_row(a, b)
        canvas.put(grid)
    else:
        for side in (left, right):
            for part in side:
                canvas.put(part)
            canvas.put()
    _result(canvas, view)


def _side(canvas: Canvas, letter: str, text: TextView, spans: Sequence[Span]) -> tuple[Text, Text, Text]:
    head = Text.assemble(
        (f"{letter}  ", "bold"),
        canvas.text(text.outlet, "bold"),
        canvas.text(f"  {text.label}  {wording.language(text.lang)}", "dim"),
    )
    title = canvas.text(wording.headline(text.title), "bold").append("\n")

    def style(piece: Piece) -> str:
        return _CYCLE[piece.under[0] % len(_CYCLE)]

    body = _drawn(canvas, text.text, spans, style, lambda number: str(number + 1), always=True)
    return head, title, body


def _result(canvas: Canvas, view: CompareView) -> None:
    match = view.match
    canvas.put_heading("Result")
    canvas.put(Text.assemble((str(match.match_class), "bold"), f": {wording.meaning(match)}"), 2)
    copied = wording.count(len(match.passages), "copied passage")
    canvas.put(Text(f"{copied}, {wording.copied_length(view)}"), 2)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right")
    grid.add_column()
    grid.add_row(Text(wording.used(match), "bold"), Text("of A's body is in B"))
    grid.add_row(Text(wording.pasted(match), "bold"), Text("of B's body is in A"))
    grid.add_row(Text(wording.percent(match.resemblance), "bold"), Text("resemblance of the two bodies"))
    canvas.put(grid, 2)
    for line in (*wording.quoted_and_told(view), wording.derived(view)):
        canvas.put_bullet(Text(canvas.glyphs.bullet, "dim"), Text(line))
    for reason in match.reasons:
        if reason.text:
            canvas.put_bullet(Text(canvas.glyphs.bullet, "dim"), canvas.text(reason.text))
    for line in wording.hidden_on(view):
        canvas.put_bullet(Text(canvas.glyphs.bullet, "yellow"), canvas.text(line))
    if view.changes:
        _changes(canvas, view)
    if lines := wording.marks_in_common(view):
        canvas.put_heading("Marks", "not part of what was compared")
        for line in lines:
            canvas.put_bullet(Text(canvas.glyphs.bullet, "dim"), Text(line))


def _changes(canvas: Canvas, view: CompareView) -> None:
    canvas.put_heading("What changed", wording.count(len(view.changes), "difference"))
    for change in view.changes[: wording.CHANGES_SHOWN]:
        was, now = wording.change(change.was, change.now)
        line = Text.assemble((f"{change.kind}: ", "bold"), canvas.text(was), (" in A, ", "dim"), canvas.text(now))
        canvas.put_bullet(Text(canvas.glyphs.bullet, "dim"), line.append(" in B", "dim"))
    if rest := wording.more_changes(len(view.changes)):
        canvas.put(Text(rest, "dim"), 2)


def draw_marks(canvas: Canvas, view: TextView) -> None:
    """Draw a text with its marks in place, then the table of the marks."""
    canvas.put(
        Text.assemble(
            canvas.text(view.outlet or view.label, "bold"),
            canvas.text(f"  {view.label}  {wording.language(view.lang)}" if view.outlet else "", "dim"),
        )
    )
    if view.title:
        canvas.put(canvas.text(view.title, "bold"))
    canvas.put()
    inside = [brief for brief in view.marks if brief.mark.kind is TextKind.BODY]

    def style(piece: Piece) -> str:
        return _mark_style(inside[piece.under[-1]])

    def tag(number: int) -> str:
        return f"{wording.tag(inside[number])}:"

    canvas.put(_drawn(canvas, view.text, [brief.mark.span for brief in inside], style, tag, always=False))
    canvas.put_heading("Marks", wording.count(len(view.marks), "mark") if view.marks else "")
    if view.marks:
        canvas.put(_table(canvas, view.marks), 2)
        if passed := wording.passed(view.marks):
            canvas.put(canvas.text(f"Passed through: {passed}"), 2)
    else:
        canvas.put(Text("No marks were found: the whole text counts as its body."), 2)
    for found in view.hidden:
        canvas.put_bullet(Text(canvas.glyphs.bullet, "yellow"), canvas.text(wording.hidden(found)))


def _table(canvas: Canvas, briefs: Sequence[MarkBrief]) -> Grid:
    wide = canvas.width >= SIDE_BY_SIDE
    span, strength = Column("Span", "right"), Column("Strength")
    number, words = Column("No.", "right"), Column("Words", share=1, least=16)
    if wide:
        owner, entry = Column("Organisation", most=24), Column("Catalogue entry", most=36)
        columns = [number, Column("Type"), owner, span, strength, entry, words]
    else:
        columns = [number, Column("Type", most=24), span, strength, words]
    grid = Grid(columns, canvas.glyphs.line, indent=2)
    for row, brief in enumerate(briefs, 1):
        mark = brief.mark
        place_in_list = Text(str(row), "dim")
        kind = canvas.text(wording.tag(brief), _mark_style(brief))
        place = Text(f"{mark.start}–{mark.end}")
        if mark.kind is TextKind.PAGE:
            place.append("\nin the page", "dim")
        sure, said = canvas.text(wording.strongest(mark)), canvas.text(_shortened(brief.excerpt))
        whose = canvas.text(wording.owner(brief))
        entry_id = canvas.text(wording.entry(brief), "dim")
        if wide:
            grid.add(place_in_list, kind, whose, place, sure, entry_id, said)
        else:
            below = [part for part in (whose, entry_id) if part]
            grid.add(place_in_list, kind, place, sure, said, below=Text(" · ", "dim").join(below))
    return grid


def _shortened(excerpt: str) -> str:
    excerpt = " ".join(excerpt.split())
    return excerpt if len(excerpt) <= EXCERPT else f"{excerpt[:EXCERPT].rstrip()} …"


def _mark_style(brief: MarkBrief) -> str:
    if brief.dismissed:
        return "dim"
    mark_type = brief.mark.type
    if mark_type in _CREDITS:
        return "underline cyan"
    if "disclaimer" in mark_type:
        return "underline yellow"
    if mark_type in ("label", "editorial_note", "embargo_line", "copyright"):
        return "underline red"
    return "underline magenta"


def _drawn(
    canvas: Canvas,
    text: str,
    spans: Sequence[Span],
    style: Callable[[Piece], str],
    tag: Callable[[int], str],
    *,
    always: bool,
) -> Text:
    """The text with its spans highlighted; in brackets when there is no colour. The tag (a number, a type)
    stands at the beginning of each span, with colour only if ``always``.
    """
    glyphs, bare = canvas.glyphs, canvas.colourless
    drawn = Text(overflow="fold")
    for piece in pieces(text, spans):
        look = style(piece) if piece.under else ""
        for number in piece.opens:
            if bare:
                drawn.append_text(canvas.text(f"{glyphs.opening}{tag(number)} "))
            elif always:
                drawn.append_text(canvas.text(f"{tag(number)} ", f"bold {look}"))
        drawn.append_text(canvas.text(piece.text, look, newlines=True))
        if bare:
            drawn.append(glyphs.closing * len(piece.closes))
    return drawn
