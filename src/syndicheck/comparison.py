"""Two texts, or one, named on the command line: files, standard input, or articles of the database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from syndicheck.errors import InputError, NotHeld, SyndicheckError
from syndicheck.language import identify
from syndicheck.marks.articles import marks_of
from syndicheck.marks.catalogue import configured
from syndicheck.marks.recurring import Recurring, RecurringBlock
from syndicheck.matching.breakdown import break_down, marks_in_common
from syndicheck.matching.changes import what_changed
from syndicheck.matching.crosslanguage import comparable, compare_languages
from syndicheck.matching.reuse import Prepared, compare, prepare
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.model.matches import MatchClass
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import TextKind
from syndicheck.provenance.months import months_named
from syndicheck.readers import read
from syndicheck.text.hidden import hidden_text
from syndicheck.view import CompareView, MarkBrief, Spread, TextView

ALIKE = 0.3
"""Share of one body that is copied from which on it is worth telling what else is different."""


def text_view(
    reference: str, database: Path, *, wanted: bool = False, on_more: Callable[[str], None] | None = None
) -> TextView:
    """The text that ``reference`` names, with its marks; ``wanted``: its words must be there.

    A file (or ``-``) comes first; otherwise it is looked up in the database: row number, address, key or
    the record's own id. A file with several articles counts as its first; ``on_more`` hears that there are more.

    Raises:
        InputError: there is no such file and no such article, or the file has no readable article.
        VersionMismatch: the words are wanted, and the database was published without its texts.
    """
    if reference == "-" or Path(reference).exists():
        return _file_view(reference, _learned(database), on_more)
    if not database.exists():
        raise InputError(
            f"There is no file {reference}, and no database {database} to look it up in.",
            "Check the path, or name a database with --db.",
        )
    from syndicheck.store import reports
    from syndicheck.store.database import Database, check_texts

    with Database(database) as store:
        if wanted:
            check_texts(store)
        try:
            article_id = reports.find_article(store.connection, reference)
        except NotHeld as missing:
            raise NotHeld(
                f"There is no file {reference}, and {database} holds no article of this number, address or id.",
                "Check the path, or name an article by number, address, key or its record's own id.",
            ) from missing
        return reports.article_text(store.connection, article_id)


def decisions(a: TextView, b: TextView, database: Path) -> tuple[Reason, ...]:
    """What people decided about two texts: nothing where one is no article of the database."""
    if not (a.key and b.key):
        return ()
    from syndicheck.store.database import Database
    from syndicheck.store.review_notes import decisions_on

    with Database(database) as store:
        return decisions_on(store.connection, a.key, b.key)


def compare_views(a: TextView, b: TextView, decided: tuple[Reason, ...] = ()) -> CompareView:
    """Compare the bodies of two texts, their marks left out; ``decided`` is what people said of the two."""
    one, other = _prepared(a), _prepared(b)
    match = compare(one, other)
    if not match.joins and match.match_class is not MatchClass.RELATED and comparable(one, other):
        match = compare_languages(one, other)
    alike = match.joins or match.match_class is MatchClass.TEMPLATE or max(match.share_a, match.share_b) >= ALIKE
    alike = alike and match.match_class is not MatchClass.TRANSLATION
    changes = what_changed(one, other, months_named) if alike else ()
    breakdown = break_down(one, other, match.passages) if match.passages else None
    return CompareView(
        a=a,
        b=b,
        match=replace(match, reasons=(*match.reasons, *decided)) if decided else match,
        changes=changes,
        breakdown=breakdown,
        marks_in_common=marks_in_common(one, other),
    )


def view_of(raw: RawArticle, recurring: Recurring | None = None) -> TextView:
    """An article that is not stored, with its marks; ``recurring`` are the learned blocks to look for."""
    learned = recurring.by_id if recurring is not None else {}
    catalogue = configured()
    language = identify(raw.text, raw.lang)
    texts = {TextKind.BODY: raw.text, TextKind.PAGE: raw.page_text or ""}
    return TextView(
        label=raw.where,
        outlet=raw.outlet or "",
        title=raw.title or "",
        lang=language.tag,
        text=raw.text,
        marks=tuple(
            MarkBrief(
                mark,
                catalogue.name(mark.organisation) if mark.organisation else None,
                texts[mark.kind][mark.start : mark.end],
                spread_of(learned.get(mark.catalogue_id)),
            )
            for mark in marks_of(raw, language, catalogue, recurring)
        ),
        page_text=raw.page_text,
        hidden=hidden_text(raw.text),
    )


def spread_of(block: RecurringBlock | None) -> Spread | None:
    """What a report says of a learned block."""
    return None if block is None else Spread(block.stories, block.headlines, block.days, block.outlets)


def _learned(database: Path) -> Recurring | None:
    """What the database has learned; a database that is missing or unreadable only means that nothing is known."""
    if not database.exists():
        return None
    from syndicheck.store.database import Database
    from syndicheck.store.recurring import load_recurring

    try:
        with Database(database) as store:
            return load_recurring(store.connection)
    except SyndicheckError:
        return None


def _file_view(
    reference: str, recurring: Recurring | None = None, on_more: Callable[[str], None] | None = None
) -> TextView:
    problem: Problem | None = None
    records = iter(read([reference], stdin=sys.stdin.buffer))
    for found in records:
        if isinstance(found, RawArticle):
            if on_more is not None and any(isinstance(one, RawArticle) for one in records):
                on_more(f"{reference} holds several articles; only the first is looked at, {found.where}.")
            return view_of(found, recurring)
        problem = problem or found
    if problem is not None:
        raise InputError(f"{problem.where}: {problem.message}", problem.remedy)
    raise InputError(f"{reference} holds no article.", "Name a text, Markdown, HTML, JSON or CSV file.")


def _prepared(view: TextView) -> Prepared:
    marks = tuple(b.mark for b in view.marks if b.mark.kind is TextKind.BODY and b.dismissed is None)
    return prepare(view.text, marks, view.title or None, view.lang)
