"""A draft while it is checked: what is known of it, what it was compared with, and how findings are made of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from syndicheck.checking.findings import Finding, Held, Source
from syndicheck.checking.policy import Policy
from syndicheck.checking.rules import RULES
from syndicheck.checking.wordings import NOTICE, QUOTE, as_marks, find_wordings
from syndicheck.language import identify
from syndicheck.marks.articles import marks_of
from syndicheck.marks.catalogue import configured
from syndicheck.matching.evidence import Prepared, prepare
from syndicheck.matching.verdict import LEAST_WORDS
from syndicheck.model.articles import RawArticle
from syndicheck.model.marks import Mark
from syndicheck.model.matches import MatchClass
from syndicheck.model.spans import Span, TextKind
from syndicheck.model.times import Sighting
from syndicheck.provenance.credits import CREDITS
from syndicheck.text import tokenise

if TYPE_CHECKING:
    import sqlite3

    from syndicheck.store.texts import StoredText

QUOTED = 60
"""Characters of a wording that a message quotes."""

NEW = 0.1
"""A source counts besides those that come before it when this part of what it shares with the draft is new."""


class Compared(Struct, frozen=True):
    """A source that was found, with the stored version it was found in and the time at which that was published.

    ``rank`` is 0 for an article that was first or tied in its story, as the story's verdict has it, else 1.
    """

    source: Source
    stored: StoredText
    sighting: Sighting | None = None
    rank: int = 1

    @property
    def held(self) -> Held:
        """The article."""
        return self.source.held

    @property
    def translated(self) -> bool:
        """Whether the draft tells in another language what the source tells."""
        return self.source.match.match_class is MatchClass.TRANSLATION


class Draft:
    """A draft and the policy that it is checked under. ``raw`` has its own suppressing comments blanked already."""

    def __init__(self, raw: RawArticle, policy: Policy, today: date) -> None:
        language = identify(raw.text, raw.lang)
        self.raw, self.policy, self.today, self.lang = raw, policy, today, language.tag
        self.catalogue = configured()
        every = marks_of(raw, language, self.catalogue)
        found = [mark for mark in every if mark.kind is TextKind.BODY]
        self.page_marks = [mark for mark in every if mark.kind is not TextKind.BODY]
        words = tokenise(raw.text) if policy.staff_notices or policy.allowed_quotes else None
        notices = as_marks(find_wordings(words, policy.staff_notices), NOTICE) if words else []
        quotes = as_marks(find_wordings(words, policy.allowed_quotes), QUOTE) if words else []
        self.marks = [m for m in found if not any(m.span.overlaps(own.span) for own in (*notices, *quotes))]
        self.noticed = bool(notices)
        self.prepared = prepare(
            raw.text, sorted([*self.marks, *notices, *quotes], key=lambda m: m.span), raw.title, self.lang
        )
        section = raw.extra.get("section")
        self.section = section if isinstance(section, str) else ""
        self.connection: sqlite3.Connection | None = None
        self.compared: tuple[Compared, ...] = ()

    @property
    def long_enough(self) -> bool:
        """Whether it has enough words to be compared."""
        return self.prepared.words >= LEAST_WORDS

    @cached_property
    def labelled(self) -> bool:
        """Whether readers are told what it is: by a label, or by a notice of the newsroom itself."""
        if self.noticed or any(mark.type == "label" for mark in self.marks):
            return True
        from syndicheck.provenance.labels import Labelled, is_labelled

        raw = self.raw
        marks = [*self.marks, *self.page_marks]
        return is_labelled(Labelled(title=raw.title or "", text=raw.text, marks=marks, page_text=raw.page_text))

    @cached_property
    def of_the_text(self) -> list[Mark]:
        """The marks of its body without those of pictures: the agency of a photo need not be that of the text."""
        if not any(mark.type == "photo_credit" for mark in self.marks):
            return self.marks
        from syndicheck.checking.naming import of_a_picture

        return [mark for mark in self.marks if not of_a_picture(mark, self.raw.text)]

    def finding(self, code: str, message: str, **more: Any) -> Finding:
        """A finding of this draft, with the severity that the policy gives it."""
        weight = self.policy.weight(code, self.raw.where, self.section)
        return Finding(code, weight, message, RULES[code].remedy, **more)

    @cached_property
    def taken(self) -> tuple[Compared, ...]:
        """The sources that the draft is copied or translated from, each covering something new of it."""
        chosen = new_places(one for one in self.compared if self._weighs(one))
        every = new_places([*chosen, *(one for one in self.compared if not self._weighs(one))])
        small = [one for one in every if one not in chosen]
        if not small:
            return tuple(chosen)
        from syndicheck.matching.passages import share

        # a patchwork of many sources, of which none holds much, is no less copied
        spans = [passage.a for one in small for passage in one.source.match.passages]
        together = share(self.prepared.tokens, spans) >= self.policy.copied_passages
        return tuple(every if together else chosen)

    def _weighs(self, one: Compared) -> bool:
        match = one.source.match
        enough = match.share_a >= self.policy.copied_passages or match.match_class is MatchClass.REWRITE
        return enough or one.translated

    def may_print(self, one: Compared) -> bool:
        """Whether the source is one whose texts may be printed, and the draft credits it."""
        wanted = {m.organisation for m in one.stored.marks if m.type in CREDITS} & self.policy.may_print(self.today)
        if wanted & {mark.organisation for mark in self.of_the_text}:
            return True
        return self.names(one, wanted)

    def names(self, one: Compared, organisations: Collection[str | None]) -> bool:
        """Whether it names one of these, whom the source credits, in words that are no mark."""
        if not organisations:
            return False
        from syndicheck.checking.naming import names_source

        return names_source(self, one, organisations)


def new_places(several: Iterable[Compared]) -> list[Compared]:
    """Those of which something of the draft is taken that is in none before them. Translations always are."""
    covered: set[int] = set()
    found: list[Compared] = []
    for one in several:
        if not one.source.copied:
            continue
        if not one.translated:
            places = {n for p in one.source.match.passages for n in range(p.a.start, p.a.end)}
            if covered and len(places - covered) < NEW * len(places):
                continue
            covered |= places
        found.append(one)
    return found


def prepared_source(stored: StoredText) -> Prepared:
    """A stored text as the comparison wants it."""
    marks = [mark for mark in stored.marks if mark.kind is TextKind.BODY]
    return prepare(stored.text, marks, stored.title, stored.lang)


def first_passage(source: Source) -> dict[str, Span]:
    """Where the longest copied passage stands in both texts."""
    passages = source.match.passages
    if not passages:
        return {}
    longest = max(passages, key=lambda passage: (passage.tokens, -passage.a.start))
    return {"span": longest.a, "source_span": longest.b}


def named(held: Held) -> str:
    """A stored article in a sentence."""
    when = f", {held.published}" if held.published else ""
    return f"{held.outlet} (article {held.article_id}{when})"


def quoted(words: str) -> str:
    """Some words in a sentence, cut where they are many."""
    return " ".join(words.split())[:QUOTED]


def mark_names(marks: Iterable[Mark]) -> str:
    """Which kinds of marks these are."""
    return ", ".join(dict.fromkeys(mark.type.replace("_", " ") for mark in marks))


def of_type(marks: Iterable[Mark], kind: str) -> Iterator[Mark]:
    """The marks of one type in a text's body."""
    return (mark for mark in marks if mark.type == kind and mark.kind is TextKind.BODY)
