"""One draft in, a report out: the rules of :mod:`syndicheck.checking.rules`, applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from syndicheck.checking.findings import ORDER, CheckReport, Finding, Held, Severity, Source
from syndicheck.checking.policy import Policy
from syndicheck.checking.rules import RULES
from syndicheck.fingerprint.sketch import sketch
from syndicheck.identity import article_key
from syndicheck.language import identify
from syndicheck.marks.catalogue import configured
from syndicheck.matching.changes import what_changed
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.evidence import prepare as prepare_text
from syndicheck.matching.verdict import LEAST_WORDS
from syndicheck.model import ChangeKind, HiddenKind, Mark, MatchClass, RawArticle, Span, TextKind
from syndicheck.prepare import marks_of
from syndicheck.provenance.credits import CREDITS, lost_credit
from syndicheck.provenance.months import month_numbers
from syndicheck.text.hidden import hidden_spans

if TYPE_CHECKING:
    from syndicheck.store.articles import StoredText
    from syndicheck.store.database import Database

RELEASE = frozenset({"distributor_footer", "third_party_disclaimer", "about_block", "forward_looking_block"})
"""Marks by which a press release is known."""

CHANGED = {
    ChangeKind.NUMBER: "SYN301",
    ChangeKind.DATE: "SYN302",
    ChangeKind.NEGATION: "SYN303",
    ChangeKind.NAME: "SYN304",
    ChangeKind.UNIT: "SYN305",
    ChangeKind.HEDGE: "SYN306",
}

QUOTED = 60
"""Characters of a wording that a message quotes."""


def check(
    draft: RawArticle | str,
    database: Database | None = None,
    policy: Policy | None = None,
    *,
    today: date | None = None,
) -> CheckReport:
    """Check a draft: its marks and hidden characters, and, against a database, where it was copied from.

    ``today`` decides which suppressions have expired (by default the present day). Nothing is written anywhere.
    """
    raw = draft if isinstance(draft, RawArticle) else RawArticle(where="draft", text=draft)
    return _Check(raw, database, policy or Policy(), today or date.today()).report()


class _Check:
    """The draft, and what is known of it."""

    def __init__(self, raw: RawArticle, database: Database | None, policy: Policy, today: date) -> None:
        language = identify(raw.text, raw.lang)
        self.raw, self.policy, self.today, self.lang = raw, policy, today, language.tag
        self.catalogue = configured()
        self.marks = [m for m in marks_of(raw, language, self.catalogue) if m.kind is TextKind.BODY]
        self.prepared = prepare_text(raw.text, self.marks, raw.title, self.lang)
        self.compared, self.coverage = None, "There was no database to compare with."
        self.sources: tuple[tuple[Source, StoredText], ...] = ()
        if database is not None:
            self._compare(database)

    def _compare(self, database: Database) -> None:
        from syndicheck.checking.compared import sources_of
        from syndicheck.provenance.held import coverage_of

        (self.compared,) = database.connection.execute("SELECT count(*) FROM articles").fetchone()
        self.coverage = coverage_of(database.connection).sentence()
        if self.prepared.words >= LEAST_WORDS:
            signed = sketch(self.prepared.tokens)
            own = self.policy.own
            self.sources = sources_of(database.connection, self.prepared, signed, own=own, key=article_key(self.raw))

    def report(self) -> CheckReport:
        found = [*self._compared(), *self._copied(), *self._credits(), *self._leftovers(), *self._hidden()]
        found = [self._suppressed(one) for one in found if one.severity is not Severity.OFF]
        found.sort(key=lambda one: (bool(one.suppressed), ORDER.index(one.severity), one.code, one.span or Span(0, 0)))
        return CheckReport(
            name=self.raw.where,
            title=self.raw.title or "",
            lang=self.lang,
            text=self.raw.text,
            findings=tuple(found),
            sources=tuple(source for source, _ in self.sources),
            copied=self._share(),
            compared=self.compared,
            coverage=self.coverage,
        )

    def _share(self) -> float:
        from syndicheck.matching.passages import share

        spans = [p.a for source, _ in self.sources if source.match.joins for p in source.match.passages]
        return share(self.prepared.tokens, spans)

    def _finding(self, code: str, message: str, **more: Any) -> Finding:
        return Finding(code, self.policy.weight(code), message, RULES[code].remedy, **more)

    def _suppressed(self, one: Finding) -> Finding:
        from dataclasses import replace

        for entry in self.policy.suppress:
            if entry.holds(one.code, self.raw.where, self.today):
                return replace(one, suppressed=entry.reason)
        return one

    # ── the rules ─────────────────────────────────────────────────────────────────────────────────────

    def _compared(self) -> Iterator[Finding]:
        if self.compared is None:
            yield self._finding("SYN901", self.coverage)
        elif self.prepared.words < LEAST_WORDS:
            yield self._finding(
                "SYN901", f"The draft has {self.prepared.words:.0f} words of its own; {LEAST_WORDS} are needed."
            )

    def _copied(self) -> Iterator[Finding]:
        for source, stored in self._joining():
            trusted = self._trusted(stored.marks)
            changes = self._changes(source.held, stored)
            if not trusted:
                yield self._copy(source)
            yield from changes
        for source, _ in self.sources:
            if any(reason.code == "quotes-only" for reason in source.match.reasons):
                yield self._finding(
                    "SYN104", f"Shares quotations with {_named(source.held)}.", source=source.held, **_first(source)
                )

    def _joining(self) -> Iterator[tuple[Source, StoredText]]:
        """The sources that the draft is copied from, each covering something new of it."""
        covered: set[int] = set()
        for source, stored in self.sources:
            if not source.match.joins or (
                source.match.share_a < self.policy.copied_passages
                and source.match.match_class is not MatchClass.REWRITE
            ):
                continue
            places = {n for p in source.match.passages for n in range(p.a.start, p.a.end)}
            if covered and len(places - covered) < 0.1 * len(places):
                continue
            covered |= places
            yield source, stored

    def _copy(self, source: Source) -> Finding:
        match, where = source.match, _named(source.held)
        percent = f"{100 * match.share_a:.0f} %"
        data = {"class": match.match_class.value, "share": match.share_a, "of_source": match.share_b}
        if match.match_class is MatchClass.REWRITE:
            return self._finding(
                "SYN103", f"Follows {where} sentence by sentence.", source=source.held, data=data, **_first(source)
            )
        if match.share_a >= self.policy.copied_whole:
            return self._finding(
                "SYN101",
                f"{percent} of the draft is in the text of {where}.",
                source=source.held,
                data=data,
                **_first(source),
            )
        return self._finding(
            "SYN102",
            f"{percent} of the draft (passages: {len(match.passages)}) is from the text of {where}.",
            source=source.held,
            data=data,
            **_first(source),
        )

    def _changes(self, held: Held, stored: StoredText) -> Iterator[Finding]:
        """What is different in the draft from the text that it was copied from."""
        source = _prepared(stored)
        for change in what_changed(source, self.prepared, lambda word: bool(month_numbers(word, self.lang))):
            code = CHANGED.get(change.kind)
            if code is not None:
                was, now = (" ".join(words.split())[:QUOTED] or "nothing" for words in (change.was, change.now))
                yield self._finding(
                    code,
                    f"“{was}” in {_named(held)}, “{now}” in the draft.",
                    span=change.b,
                    source=held,
                    source_span=change.a,
                    data={"was": change.was, "now": change.now},
                )

    def _credits(self) -> Iterator[Finding]:
        labelled = any(mark.type == "label" for mark in self.marks)
        disclaimed = any(mark.type == "third_party_disclaimer" for mark in self.marks)
        for source, stored in self._joining():
            lost = lost_credit(stored.marks, self.marks)
            if lost is not None:
                name = self.catalogue.name(str(lost.mark.organisation))
                others = sorted(self.catalogue.name(one) for one in lost.instead)
                code = "SYN202" if others else "SYN201"
                message = f"{_named(source.held)} credits {name}; the draft "
                message += f"credits {', '.join(others)}." if others else "credits nobody."
                yield self._finding(code, message, source=source.held, source_span=lost.mark.span)
            disclaimer = next((m for m in stored.marks if m.type == "third_party_disclaimer"), None)
            if disclaimer is not None and not disclaimed and not labelled:
                yield self._finding(
                    "SYN203",
                    f"{_named(source.held)} has a third party answer for the text; the draft says nothing of it.",
                    source=source.held,
                    source_span=disclaimer.span if disclaimer.kind is TextKind.BODY else None,
                )
        release = [mark for mark in self.marks if mark.type in RELEASE and mark.strength == "strong"]
        if release and not labelled:
            yield self._finding(
                "SYN204",
                f"Has the notices of a press release ({_listed(release)}), and no label.",
                span=release[0].span,
            )

    def _leftovers(self) -> Iterator[Finding]:
        for mark in self.marks:
            if mark.type in ("end_mark", "contact_block"):
                what = "An end mark" if mark.type == "end_mark" else "A contact of the press office"
                yield self._finding("SYN205", f"{what} is still in the draft.", span=mark.span)
            elif mark.type == "embargo_line":
                line = " ".join(self.raw.text[mark.start : mark.end].split())[:QUOTED]
                yield self._finding("SYN401", f"The draft bears an embargo line: “{line}”.", span=mark.span)
        for source, stored in self._joining():
            embargo = next((m for m in stored.marks if m.type == "embargo_line" and m.kind is TextKind.BODY), None)
            if embargo is not None:
                line = " ".join(stored.text[embargo.start : embargo.end].split())[:QUOTED]
                message = f"{_named(source.held)} bears an embargo line: “{line}”."
                yield self._finding("SYN401", message, source=source.held, source_span=embargo.span)

    def _hidden(self) -> Iterator[Finding]:
        places: dict[str, list[Span]] = {}
        for span, kind in hidden_spans(self.raw.text):
            code = "SYN502" if kind is HiddenKind.LOOKALIKE else "SYN501"
            places.setdefault(code, []).append(span)
        for code, spans in places.items():
            what = "words with letters of another alphabet" if code == "SYN502" else "places with hidden characters"
            yield self._finding(code, f"{len(spans)} {what}, this is the first.", span=spans[0])

    def _trusted(self, marks: Sequence[Mark]) -> bool:
        """Whether the source is one that may be printed, and the draft credits it."""
        wanted = {m.organisation for m in marks if m.type in CREDITS} & set(self.policy.trusted)
        return bool(wanted & {mark.organisation for mark in self.marks})


def _prepared(stored: StoredText) -> Prepared:
    marks = [mark for mark in stored.marks if mark.kind is TextKind.BODY]
    return prepare_text(stored.text, marks, stored.title, stored.lang)


def _first(source: Source) -> dict[str, Span]:
    """Where the longest copied passage stands in both."""
    passages = source.match.passages
    if not passages:
        return {}
    longest = max(passages, key=lambda passage: (passage.tokens, -passage.a.start))
    return {"span": longest.a, "source_span": longest.b}


def _named(held: Held) -> str:
    when = f", {held.published}" if held.published else ""
    return f"{held.outlet} (article {held.article_id}{when})"


def _listed(marks: Iterable[Mark]) -> str:
    return ", ".join(dict.fromkeys(mark.type.replace("_", " ") for mark in marks))
