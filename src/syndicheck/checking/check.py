"""One draft in, a report out: the one place that knows the order of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from syndicheck.checking import copying, crediting, integrity, timing
from syndicheck.checking.draft import Draft
from syndicheck.checking.findings import ORDER, CheckReport, Finding, Severity, StoryOrigin
from syndicheck.checking.policy import Policy
from syndicheck.checking.suppressions import Idle, Suppression, inline
from syndicheck.matching.verdict import LEAST_WORDS
from syndicheck.model.articles import RawArticle
from syndicheck.model.spans import Span

if TYPE_CHECKING:
    import sqlite3

    from syndicheck.checking.baseline import Baseline
    from syndicheck.store.database import Database

NO_DATABASE = "There was no database to compare with."


def check(
    draft: RawArticle | str,
    database: Database | None = None,
    policy: Policy | None = None,
    *,
    today: date | None = None,
    baseline: Baseline | None = None,
) -> CheckReport:
    """Check a draft: its marks and hidden characters, and, against a database, where it was copied from.

    ``today`` decides which licences and suppressions have ended (by default the present day). Nothing is written
    anywhere.
    """
    raw = draft if isinstance(draft, RawArticle) else RawArticle(where="draft", text=draft)
    policy = policy or Policy()
    today = today or date.today()
    says = inline(raw, today)
    checked = Draft(replace(raw, text=says.text), policy, today)
    with _one_moment(database):
        report = _report(checked, database, says.suppressions, says.idle)
    report = replace(report, text=raw.text)
    if baseline is None:
        return report
    from syndicheck.checking.baseline import silenced

    return silenced(report, baseline, today)


@contextmanager
def _one_moment(database: Database | None) -> Iterator[None]:
    """All that a check reads is of one moment, whoever writes meanwhile; a broken file is told in a line."""
    if database is None:
        yield
    else:
        with database.explained(), database.one_look():
            yield


def _report(
    draft: Draft, database: Database | None, written: Iterable[Suppression], idle: Iterable[Idle]
) -> CheckReport:
    compared, coverage = None, NO_DATABASE
    if database is not None:
        compared, coverage = _compare(draft, database)
    found = [*_not_compared(draft, compared), *copying.findings(draft), *crediting.findings(draft)]
    found += [*timing.findings(draft), *integrity.findings(draft)]
    if any(one.translated for one in draft.taken):
        from syndicheck.checking import translating

        found += translating.findings(draft)
    found += [
        draft.finding("SYN902", f"A comment that allows a finding does nothing. {one.why}", span=one.span)
        for one in idle
    ]
    standing = [_suppressed(draft, one, written) for one in found if one.severity is not Severity.OFF]
    standing.sort(key=lambda f: (bool(f.suppressed), ORDER.index(f.severity), f.code, f.span or Span(0, 0)))
    origins: tuple[StoryOrigin, ...] = ()
    if draft.connection is not None and draft.taken:
        from syndicheck.checking.origins import origins_of

        origins = origins_of(draft.connection, draft.taken)
    return CheckReport(
        name=draft.raw.where,
        title=draft.raw.title or "",
        lang=draft.lang,
        text=draft.raw.text,
        findings=tuple(standing),
        sources=tuple(one.source for one in draft.compared),
        copied=_copied(draft),
        compared=compared if draft.long_enough else None,
        coverage=coverage,
        origins=origins,
        first_line=draft.raw.first_line,
    )


def _compare(draft: Draft, database: Database) -> tuple[int, str]:
    """Look for sources; how many articles there are, and the sentence on what that covers."""
    from syndicheck.checking.compared import sources_of
    from syndicheck.checking.own import own_of
    from syndicheck.fingerprint.sketch import sketch
    from syndicheck.provenance.held import coverage_of
    from syndicheck.store.drafts import other_languages_held

    connection = draft.connection = database.connection
    if draft.long_enough:
        own = own_of(_with_known_names(connection, draft.policy.own), draft.raw)
        draft.compared, ours = sources_of(connection, draft.prepared, sketch(draft.prepared.tokens), own)
        whole = any(
            one.source.copied and one.source.match.share_a >= draft.policy.copied_whole for one in draft.compared
        )
        # a copy of what is held needs no second source in another language
        across = not whole and other_languages_held(connection, draft.lang)
        if (across or draft.policy.rewrites) and not any(one.source.copied for one in draft.compared):
            from syndicheck.checking.retelling import retold_by

            draft.compared += retold_by(connection, draft, own, ours)
        if across:
            from syndicheck.checking.translating import translations_of

            draft.compared += translations_of(connection, draft, own, ours)
    coverage = coverage_of(connection)
    return coverage.articles, coverage.sentence()


def _with_known_names(connection: sqlite3.Connection, own: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and what the newsroom's file of outlets calls those that it knows as aliases or domains."""
    if not own:
        return own
    from syndicheck.outlets import Names
    from syndicheck.store.outlets import load_known

    known = Names(load_known(connection))
    return (*own, *(known.resolve(name, None) for name in own))


def _not_compared(draft: Draft, compared: int | None) -> Iterator[Finding]:
    if compared is None:
        yield draft.finding("SYN901", NO_DATABASE)
    elif not draft.long_enough:
        said = f"The draft has {draft.prepared.words:.0f} words of its own; {LEAST_WORDS} are needed."
        yield replace(draft.finding("SYN901", said), remedy="Check it again when it is longer.")


def _suppressed(draft: Draft, one: Finding, written: Iterable[Suppression]) -> Finding:
    names = draft.policy.names_of(draft.raw.where)
    for where, entries in (("policy", draft.policy.suppress), ("draft", written)):
        for entry in entries:
            if any(entry.holds(one.code, name, draft.today) for name in names):
                return replace(one, suppressed=entry.reason, suppressed_by=where)
    return one


def _copied(draft: Draft) -> float:
    from syndicheck.matching.passages import share

    spans = [p.a for one in draft.compared if one.source.copied for p in one.source.match.passages]
    return share(draft.prepared.tokens, spans)
