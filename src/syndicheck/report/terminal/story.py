"""One story on the terminal: headline, verdict, reasons, timeline, round-ups, notes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from syndicheck.model.origins import Verdict
from syndicheck.report import verdicts, wording
from syndicheck.report.terminal.canvas import Canvas
from syndicheck.report.terminal.timeline import bars, roundups, timeline
from syndicheck.report.terminal.tree import draw_lineage
from syndicheck.report.times import full_moment
from syndicheck.view import MemberView, StoryView

_STYLE = {Verdict.FIRST: "bold green", Verdict.TIED: "bold yellow", Verdict.UNDETERMINED: "bold magenta"}
INDENT = 2
MOST_REASONS = 4
"""Reasons that a report shows for each story; the story's own page shows all."""


def draw_story(canvas: Canvas, story: StoryView, *, brief: bool, covered: str = "", database: str = "") -> None:
    """Draw a story; ``brief`` within a report, else as a page of its own with every article's evidence.

    The coverage statement is left out when it is ``covered`` by the head of the report already; ``database`` is that
    of the report.
    """
    finding = verdicts.finding(story, canvas.zone)
    canvas.put(canvas.text(wording.headline(story.title), "bold"), INDENT)
    canvas.put(canvas.text(wording.makeup(story), "dim"), INDENT)
    canvas.put()
    _verdict(canvas, finding, wording.story_command(story, database), brief=brief)
    if finding.coverage and story.origin.coverage != covered:
        canvas.put(canvas.text(finding.coverage, "dim italic"), INDENT + 2)
    canvas.put()
    own, drawing = wording.members(story), wording.roundups(story)
    most = wording.MOST_ARTICLES if brief else len(story.members)
    if own:
        canvas.put(timeline(canvas, own[:most]), INDENT)
        if not brief and not canvas.wide:
            _bars(canvas, own)
        _more(canvas, story, len(own) - most, database)
    if drawing:
        canvas.put()
        canvas.put(Text("Round-ups that draw on this story", "italic"), INDENT)
        canvas.put(roundups(canvas, drawing[:most]), INDENT)
        _more(canvas, story, len(drawing) - most, database)
    if finding.notes:
        canvas.put()
    for note in finding.notes:
        canvas.put_bullet(Text(canvas.glyphs.note, "cyan"), canvas.text(note), INDENT)
    if not brief:
        _evidence(canvas, story)


def _bars(canvas: Canvas, members: Sequence[MemberView]) -> None:
    """The intervals as bars on one axis, for a canvas on which the timeline has no room for them."""
    chart = bars(canvas, members)
    if chart is not None:
        canvas.put()
        canvas.put(chart, INDENT)


def _more(canvas: Canvas, story: StoryView, number: int, database: str) -> None:
    if number > 0:
        canvas.put(canvas.text(wording.more(story, number, database), "dim"), INDENT)


def _verdict(canvas: Canvas, finding: verdicts.Finding, whole: str, *, brief: bool) -> None:
    style, glyphs = _STYLE[finding.verdict], canvas.glyphs
    glyph = {Verdict.FIRST: glyphs.first, Verdict.TIED: glyphs.tied}.get(finding.verdict, glyphs.untold)
    line = Text.assemble((finding.label, style))
    if finding.text:
        line.append(": ", style).append_text(canvas.text(finding.text))
    canvas.put_bullet(Text(glyph, style), line, INDENT)
    shown = finding.reasons[:MOST_REASONS] if brief else finding.reasons
    for reason in shown:
        canvas.put_bullet(Text(glyphs.bullet, "dim"), canvas.text(reason), INDENT + 2)
    if len(shown) < len(finding.reasons):
        rest = wording.count(len(finding.reasons) - len(shown), "more reason")
        canvas.put_bullet(Text(glyphs.bullet, "dim"), canvas.text(f"{rest}: {whole}", "dim"), INDENT + 2)


def _evidence(canvas: Canvas, story: StoryView) -> None:
    if story.independence is not None:
        canvas.put_bullet(Text(canvas.glyphs.note, "cyan"), canvas.text(wording.independence(story)), INDENT)
    if story.corrections:
        canvas.put_heading("Corrections and kills")
    for said, lines in wording.corrections(story):
        canvas.put_bullet(Text(canvas.glyphs.note, "cyan"), canvas.text(said), INDENT)
        for line in lines:
            canvas.put_bullet(Text(canvas.glyphs.bullet, "dim"), canvas.text(line), INDENT + 2)
    draw_lineage(canvas, story)
    canvas.put_heading("Articles")
    for member in story.members:
        _article(canvas, member)
    queries = wording.queries(story)
    if queries:
        canvas.put_heading("The rows behind this page")
    for name, query in queries:
        canvas.put_bullet(Text(canvas.glyphs.bullet, "dim"), canvas.text(f"{name}: {query}", "dim"), INDENT)


def _article(canvas: Canvas, member: MemberView) -> None:
    glyphs = canvas.glyphs
    head = Text.assemble(
        (f"{member.article_id}  ", "dim"),
        canvas.text(member.outlet, "bold"),
        canvas.text(f"  {wording.language(member.lang)}", "dim"),
    )
    canvas.put()
    canvas.put(head, INDENT)
    canvas.put(canvas.text(wording.headline(member.title)), INDENT + 2)
    if member.url:
        canvas.put(canvas.text(member.url, "dim"), INDENT + 2)
    facts = []
    if member.sighting:
        seen = member.sighting
        facts.append(f"{full_moment(seen, canvas.zone)}, from {seen.source}: {seen.raw}")
    else:
        facts.append("no usable time")
    if member.is_source:
        facts.append("taken as the source that the others are compared with")
    if member.match:
        match = member.match
        said = f"{match.match_class} ({wording.meaning(match)})"
        if wording.counts_words(match):
            said += f": uses {wording.used(match)} of the source; {wording.pasted(match)} of this article is pasted"
        facts.append(said)
        facts += [reason.text for reason in match.reasons if reason.text]
    facts += wording.addresses(member)
    facts += wording.versions(member)
    facts += wording.credit(member)
    facts += wording.labels(member)
    facts += wording.claims(member)
    facts += [
        f"{wording.mark(brief)} ({wording.strongest(brief.mark)}): {brief.excerpt[:160]}" for brief in member.marks
    ]
    facts += [wording.hidden(found) for found in member.hidden]
    for fact in facts:
        canvas.put_bullet(Text(glyphs.bullet, "dim"), canvas.text(fact), INDENT + 2)
