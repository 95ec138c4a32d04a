"""The one line that stands first, and places in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from syndicheck.checking.findings import CheckReport, Finding, Severity, StoryOrigin
from syndicheck.expressions import expression
from syndicheck.model.matches import MatchClass, percent
from syndicheck.model.spans import Span


def verdict(report: CheckReport) -> str:
    """``2 errors, 1 warning; 45 % of the draft is copied (compared with 24,280 articles)``."""
    counted = [
        f"{number} {severity}{'s' if number != 1 else ''}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        if (number := report.count(severity))
    ]
    if silent := len(report.findings) - len(report.standing):
        counted.append(f"{silent} silenced")
    said = ", ".join(counted) or "nothing found"
    if report.compared is None:
        return f"{said}; compared with nothing"
    share = percent(report.copied).replace("<", "less than ")
    copied = f"{share} of the draft is copied" if report.copied else _nothing(report)
    return f"{said}; {copied} (compared with {counted_as(report.compared, 'article')})"


def _nothing(report: CheckReport) -> str:
    classes = {source.match.match_class for source in report.sources}
    if MatchClass.TRANSLATION in classes:
        return "no copy, but it tells what a text in another language tells"
    if MatchClass.REWRITE in classes:
        return "no copy, but it tells what another text tells, in other words"
    shares = any(source.match.passages for source in report.sources)
    return "no copy, but single passages are the same" if shares else "nothing of it is copied"


def counted_as(number: int, thing: str) -> str:
    """``1 article``, ``24,280 articles``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def origin(found: StoryOrigin) -> str:
    """Who published a source's story first, in a sentence that promises nothing."""
    carried = f"story {found.story}, {counted_as(found.members, 'article')} of {counted_as(found.carried_by, 'outlet')}"
    if found.verdict == "first":
        return f"{found.outlets[0] if found.outlets else 'nobody'} was first, as far as is held ({carried})."
    if found.verdict == "tied":
        return f"{_and(found.outlets)} cannot be told apart in time ({carried})."
    why = f" {found.reasons[0]}" if found.reasons else ""
    return f"who was first cannot be told ({carried}).{why}"


def _and(names: Sequence[str], most: int = 4) -> str:
    shown = list(names[:most]) + ([f"{len(names) - most} more"] if len(names) > most else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def silenced(finding: Finding) -> str:
    """By whom a finding is silenced, and why."""
    where = {"draft": "in the draft", "baseline": "by the baseline"}.get(finding.suppressed_by, "by policy")
    return f"silenced {where}: {finding.suppressed}"


class Lines:
    """Line and column of the characters of a draft, both counted from 1 as in its file."""

    def __init__(self, report: CheckReport) -> None:
        text, self._before = report.text, report.first_line - 1
        self._starts = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
        self._length = len(text)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; the end of the text is a place too."""
        offset = max(0, min(offset, self._length))
        line = bisect_right(self._starts, offset)
        return line + self._before, offset - self._starts[line - 1] + 1

    def of(self, span: Span | None) -> tuple[int, int, int, int]:
        """First line and column, last line and the column behind the last character; line 1 where there is no span."""
        if span is None:
            return 1, 1, 1, 1
        return (*self.at(span.start), *self.at(span.end))


_RECORD = expression(
    r"(?P<file>[^\n]+?\.(?:jsonl|ndjson|jsonlines|csv|tsv)(?:\.gz)?):(?P<line>\d{1,12})"
    r"|(?P<whole>[^\n]+?\.(?:json|xml|rss|atom|rdf|eml|mbox|parquet|warc|wacz|html?|xhtml|docx|pdf)(?:\.gz)?)(?:#[^\n]+)?",
    re.IGNORECASE,
)


def record_of(name: str) -> tuple[str, int] | None:
    """The file that holds a draft among other things, and the line at which that begins: ``export.jsonl:5``. It may be
    one record of several, or what was read out of markup.

    ``None`` where the draft is the file. Places in its text are none in such a file.
    """
    found = None if "://" in name else _RECORD.fullmatch(name)
    if found is None:
        return None
    return found["file"] or found["whole"], int(found["line"] or 1)


def excerpt(text: str, span: Span | None, most: int = 200) -> str:
    """The words of a span in one line, cut in the middle when they are many."""
    if span is None:
        return ""
    words = " ".join(text[span.start : span.end].split())
    return words if len(words) <= most else f"{words[: most // 2].rstrip()} … {words[-most // 2 :].lstrip()}"
