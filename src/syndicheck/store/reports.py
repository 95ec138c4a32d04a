"""The queries behind every report: rows in, views out. Reads only; draws no conclusions of its own."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.errors import InputError, NotHeld
from syndicheck.model.matches import Match
from syndicheck.model.origins import Origin, Verdict
from syndicheck.model.reasons import Reason
from syndicheck.store.addresses import load_addresses
from syndicheck.store.encoding import IN_TIME, comparable, in_chunks, read_reasons
from syndicheck.store.hidden_text import load_hidden_text
from syndicheck.store.lineage import load_lineage
from syndicheck.store.marks import read_mark
from syndicheck.store.matches import StoredMatch, load_matches
from syndicheck.store.review_notes import note_of, reviews_of_story
from syndicheck.store.reviews import any_reviews, load_reviews
from syndicheck.store.sightings import load_sightings
from syndicheck.store.standing import standings
from syndicheck.store.stories import resolve_public_id
from syndicheck.store.versions import changed_articles
from syndicheck.view import (
    MarkBrief,
    MarkRemoval,
    MarkStatistics,
    MarkUse,
    MemberView,
    OutletLine,
    OutletMark,
    ReportView,
    ReviewNote,
    Scorecard,
    Spread,
    StoryPart,
    StoryView,
    TextView,
    Totals,
)

NO_LIMIT = -1

ROW_ID_DIGITS = 18
"""A longer number is no row id (SQLite's are of 64 bits)."""


class Filters(Struct, frozen=True):
    """Which stories a report shows. ``since`` and ``until`` are ISO dates or times in UTC, compared as intervals."""

    stories: tuple[str, ...] = ()
    outlet: str | None = None
    lang: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = NO_LIMIT

    def described(self) -> tuple[str, ...]:
        """The filters in words, for the head of a report."""
        named = (
            ("story", ", ".join(self.stories)),
            ("outlet", self.outlet),
            ("language", self.lang),
            ("since", self.since),
            ("until", self.until),
        )
        return tuple(f"{name} {value}" for name, value in named if value)


def totals(connection: sqlite3.Connection) -> Totals:
    """Counts of what the database holds."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM article_versions),"
        " (SELECT count(*) FROM outlets), (SELECT count(DISTINCT lang) FROM articles WHERE lang <> 'und'),"
        " (SELECT count(*) FROM stories), (SELECT count(*) FROM problems WHERE fatal)"
    ).fetchone()
    return Totals(*row)


def report(
    connection: sqlite3.Connection, path: Path, filters: Filters, *, coverage: str, zone: str = "UTC"
) -> ReportView:
    """Everything `syndicheck report` prints. ``coverage`` is the sentence that goes with every verdict.

    Raises:
        InputError: a story asked for by id does not exist.
    """
    chosen = _choose_stories(connection, filters)
    shown = chosen if filters.limit == NO_LIMIT else chosen[: filters.limit]
    names = _outlets_named(connection, filters.outlet) if filters.outlet else None
    return ReportView(
        database=str(path),
        totals=totals(connection),
        coverage=coverage,
        stories=tuple(_stories(connection, shown, coverage)),
        marks=mark_usage(connection) if names is None else _mark_usage_of(connection, names),
        outlets=tuple(line for line in outlet_lines(connection) if names is None or line.outlet in names),
        zone=zone,
        filters=filters.described(),
        stories_left_out=len(chosen) - len(shown),
    )


def story(connection: sqlite3.Connection, public_id: str, *, coverage: str) -> StoryView:
    """One story by its public id; ids of merged and split stories lead to the present one.

    Raises:
        InputError: no story has, or ever had, this id.
    """
    story_id = _present(connection, public_id)
    (view,) = _stories(connection, [story_id], coverage)
    return replace(view, lineage=load_lineage(connection, story_id))


def story_part(connection: sqlite3.Connection, public_id: str, *, coverage: str, start: int, most: int) -> StoryPart:
    """A page of a story: at most ``most`` of its articles, in the order of its timeline, from number ``start`` on.

    Raises:
        InputError: no story has, or ever had, this id; or it has fewer articles.
    """
    story_id = _present(connection, public_id)
    (view,) = _stories(connection, [story_id], coverage, most, start)
    if not view.members:
        raise InputError(f"Story {public_id} has no article number {start + 1:,}.", "Begin with its first page.")
    source_id, outlets = connection.execute(
        "SELECT source_id, outlets FROM stories WHERE id = ?", (story_id,)
    ).fetchone()
    counted = dict(
        connection.execute(
            "SELECT CASE role WHEN 'member' THEN place ELSE role END, count(*) FROM story_articles WHERE story_id = ?"
            " GROUP BY 1",
            (story_id,),
        )
    )
    round_ups = counted.pop("draws-on", 0)
    shown = [member.article_id for member in view.members]
    edges = load_lineage(connection, story_id, shown)
    named = {parent.article for edge in edges for parent in (edge.parent, *edge.others) if parent.article}
    named |= {str(e.conflict.data["article"]) for e in edges if e.conflict and e.conflict.data.get("article")}
    return StoryPart(
        view=replace(view, lineage=edges),
        start=start,
        row_id=story_id,
        source_id=source_id,
        total=sum(counted.values()) + round_ups,
        outlets=outlets,
        round_ups=round_ups,
        places=counted,
        beside=_beside(connection, story_id, source_id, named, set(shown)),
    )


def _beside(
    connection: sqlite3.Connection, story_id: int, source_id: int, keys: set[str], shown: set[int]
) -> tuple[MemberView, ...]:
    """The source and the articles of these keys, as far as they are not shown already."""
    wanted = [
        article_id
        for (article_id,) in connection.execute(
            "SELECT a.id FROM json_each(?) k JOIN articles a ON a.key = k.value"
            " JOIN story_articles sa ON sa.article_id = a.id AND sa.story_id = ?",
            (json.dumps(sorted(keys)), story_id),
        )
    ]
    elsewhere = sorted({source_id, *wanted} - shown)
    return _members(connection, story_id, source_id, NO_LIMIT, only=elsewhere) if elsewhere else ()


def no_story(public_id: str) -> InputError:
    """What to raise where no story has an id."""
    return InputError(
        f"No story has the id {public_id}.", "List the stories with: syndicheck report", asks_database=True
    )


def _present(connection: sqlite3.Connection, public_id: str) -> int:
    """The row of the story that an id leads to."""
    present = resolve_public_id(connection, public_id)
    if present is None:
        raise no_story(public_id)
    (story_id,) = connection.execute("SELECT id FROM stories WHERE public_id = ?", (present,)).fetchone()
    return int(story_id)


def whole_stories(connection: sqlite3.Connection, filters: Filters) -> Iterable[StoryView]:
    """The stories that pass the filters, one after the other, with all their articles and their lineage."""
    chosen = _choose_stories(connection, filters)
    for view, story_id in zip(_stories(connection, chosen, ""), chosen, strict=True):
        yield replace(view, lineage=load_lineage(connection, story_id))


def outlet_figures(connection: sqlite3.Connection) -> Iterable[Scorecard]:
    """Every outlet by the views ``outlet_activity`` and ``outlet_lineage``, those with most articles first; without its
    credits.
    """
    for row in connection.execute(
        "SELECT a.outlet, a.owner, a.articles, a.stories, a.first, a.tied, a.later, a.unknown,"
        " coalesce(l.articles_in_stories, 0), coalesce(l.taken_from_others, 0),"
        " coalesce(l.taken_from_no_text_held, 0), coalesce(l.taken_by_others, 0), coalesce(l.contradicts_clock, 0)"
        " FROM outlet_activity a LEFT JOIN outlet_lineage l ON l.outlet_id = a.outlet_id"
        " ORDER BY a.articles DESC, a.outlet"
    ):
        yield Scorecard(*row)


def chosen_stories(connection: sqlite3.Connection, filters: Filters) -> list[str]:
    """Public ids of the stories that pass the filters, the most widely carried first."""
    return [
        connection.execute("SELECT public_id FROM stories WHERE id = ?", (story_id,)).fetchone()[0]
        for story_id in _choose_stories(connection, filters)
    ]


def _outlets_named(connection: sqlite3.Connection, outlet: str) -> list[str]:
    """The outlets of this name, whatever the case of its letters."""
    wanted = outlet.casefold()  # SQLite folds the letters of English only
    return [name for (name,) in connection.execute("SELECT name FROM outlets") if name.casefold() == wanted]


def _choose_stories(connection: sqlite3.Connection, filters: Filters) -> list[int]:
    """Ids of the stories that pass the filters, the most widely carried first."""
    conditions: list[str] = []
    values: list[str] = []
    if filters.stories:
        present = [resolve_public_id(connection, public_id) for public_id in filters.stories]
        for asked, found in zip(filters.stories, present, strict=True):
            if found is None:
                raise no_story(asked)
        conditions.append(f"s.public_id IN ({','.join('?' * len(present))})")
        values += [found for found in present if found is not None]
    if filters.outlet:
        names = _outlets_named(connection, filters.outlet)
        conditions.append(
            "EXISTS (SELECT 1 FROM story_articles x JOIN articles a ON a.id = x.article_id"
            " JOIN outlets o ON o.id = a.outlet_id WHERE x.story_id = s.id"
            f" AND o.name IN ({','.join('?' * len(names))}))"
        )
        values += names
    if filters.lang:
        conditions.append(
            "EXISTS (SELECT 1 FROM story_articles x JOIN articles a ON a.id = x.article_id"
            " WHERE x.story_id = s.id AND (a.lang = ? COLLATE NOCASE OR a.lang LIKE ? || '-%'))"
        )
        values += [filters.lang, filters.lang]
    for bound, column, sign in ((filters.since, "t.end", ">="), (filters.until, "t.start", "<=")):
        if bound:
            conditions.append(
                "EXISTS (SELECT 1 FROM story_articles x JOIN sightings t ON t.id = x.sighting_id"
                f" WHERE x.story_id = s.id AND {comparable(column)} {sign} {comparable('?')})"
            )
            values.append(bound)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(
        "SELECT s.id FROM stories s JOIN articles m ON m.id = s.medoid_id"
        f"{where} ORDER BY s.outlets DESC, s.members DESC, m.key",
        values,
    )
    return [story_id for (story_id,) in rows]


def _stories(
    connection: sqlite3.Connection, story_ids: Sequence[int], coverage: str, most: int = NO_LIMIT, start: int = 0
) -> Iterable[StoryView]:
    decided = standings(connection) if story_ids and any_reviews(connection) else []
    for story_id in story_ids:
        row = connection.execute(
            "SELECT public_id, title, languages, verdict, source_id, reasons, cohesion FROM stories WHERE id = ?",
            (story_id,),
        ).fetchone()
        public_id, title, languages, verdict, source_id, reasons, cohesion = row
        members = _members(connection, story_id, source_id, most, start)
        reviewed = reviews_of_story(decided, {member.key for member in members})
        members = tuple(_with_reasons(member, reviewed.reasons.get(member.key, ())) for member in members)
        named = tuple(m.key for m in members if m.place in ("first", "tied"))
        yield StoryView(
            public_id=public_id,
            title=title,
            languages=tuple(json.loads(languages)),
            members=members,
            origin=Origin(Verdict(verdict), named, read_reasons(reasons), coverage),
            notes=tuple(reason.text for reason in read_reasons(cohesion)),
            reviews=reviewed.notes,
        )


def _with_reasons(member: MemberView, reasons: tuple[Reason, ...]) -> MemberView:
    if member.match is None or not reasons:
        return member
    return replace(member, match=replace(member.match, reasons=(*member.match.reasons, *reasons)))


def _members(
    connection: sqlite3.Connection,
    story_id: int,
    source_id: int,
    most: int,
    start: int = 0,
    *,
    only: Sequence[int] | None = None,
) -> tuple[MemberView, ...]:
    chosen = "" if only is None else " AND a.id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        "SELECT a.id, a.key, o.name, a.title, a.lang, a.url, sa.role, sa.place, sa.sighting_id, sa.match_id,"
        " a.current_version_id"
        " FROM story_articles sa JOIN articles a ON a.id = sa.article_id JOIN outlets o ON o.id = a.outlet_id"
        " LEFT JOIN sightings t ON t.id = sa.sighting_id WHERE sa.story_id = ?"
        f"{chosen} ORDER BY sa.role = 'draws-on', {IN_TIME} LIMIT ? OFFSET ?",
        (story_id, *(() if only is None else (json.dumps(list(only)),)), most, start),
    ).fetchall()
    sightings = {
        row_id: sighting
        for known in load_sightings(connection, [row[0] for row in rows]).values()
        for row_id, sighting in known
    }
    matches = load_matches(connection, [row[9] for row in rows if row[9] is not None])
    versions = [row[10] for row in rows if row[10] is not None]
    marks, hidden = load_mark_briefs(connection, versions), load_hidden_text(connection, versions)
    versions_of = changed_articles(connection, [row[0] for row in rows], source_id)
    addresses = load_addresses(connection, [row[0] for row in rows])
    return tuple(
        MemberView(
            article_id=row[0],
            key=row[1],
            outlet=row[2],
            title=row[3],
            lang=row[4],
            url=row[5],
            role=row[6],
            place=row[7],
            sighting=sightings.get(row[8]),
            match=_from_source(matches.get(row[9]), source_id),
            marks=marks.get(row[10], ()),
            is_source=row[0] == source_id,
            hidden=hidden.get(row[10], ()),
            versions=versions_of.get(row[0], ()),
            addresses=addresses.get(row[0], ()),
        )
        for row in rows
    )


def _from_source(stored: StoredMatch | None, source_id: int) -> Match | None:
    if stored is None:
        return None
    return stored.match if stored.a_id == source_id else stored.match.swapped()


def load_mark_briefs(connection: sqlite3.Connection, version_ids: Sequence[int]) -> dict[int, tuple[MarkBrief, ...]]:
    """Marks with the names of their organisations, by version id, in the order of the text."""
    found: dict[int, list[MarkBrief]] = {}
    notes: dict[int, ReviewNote] = {}
    for chunk in in_chunks(version_ids):
        for row in connection.execute(
            "SELECT m.version_id, g.name, m.excerpt, m.type, m.start, m.end, m.text_kind, m.organisation_id,"
            " m.catalogue_id, m.layer, m.strength, m.score, r.stories, r.headlines, r.days, r.outlets,"
            " m.dismissed_by"
            " FROM marks m LEFT JOIN organisations g ON g.id = m.organisation_id"
            " LEFT JOIN recurring_blocks r ON r.id = m.catalogue_id"
            f" WHERE m.version_id IN ({','.join('?' * len(chunk))})"
            " ORDER BY m.version_id, m.text_kind, m.start, m.end, m.id",
            chunk,
        ):
            spread = None if row[12] is None else Spread(*row[12:16])
            if row[16] is not None and row[16] not in notes:
                notes[row[16]] = note_of(load_reviews(connection, [row[16]])[0])
            brief = MarkBrief(read_mark(row[3:12]), row[1], row[2], spread, notes.get(row[16]))
            found.setdefault(row[0], []).append(brief)
    return {version_id: tuple(briefs) for version_id, briefs in found.items()}


def mark_usage(connection: sqlite3.Connection) -> tuple[MarkUse, ...]:
    """How often which mark of whom was found, from the view ``mark_usage``."""
    rows = connection.execute("SELECT organisation_id, organisation, type, articles, outlets FROM mark_usage")
    return tuple(MarkUse(*row) for row in rows)


def _mark_usage_of(connection: sqlite3.Connection, outlets: Sequence[str]) -> tuple[MarkUse, ...]:
    """How often which mark of whom was found in articles of these outlets, from the view ``outlet_marks``."""
    rows = connection.execute(
        "SELECT organisation_id, organisation, type, sum(articles), count(*) FROM outlet_marks"
        f" WHERE outlet IN ({','.join('?' * len(outlets))}) GROUP BY 1, 2, 3 ORDER BY 4 DESC, 2, 3",
        outlets,
    )
    return tuple(MarkUse(*row) for row in rows)


def mark_statistics(
    connection: sqlite3.Connection, outlet: str | None = None, organisation: str | None = None
) -> MarkStatistics:
    """Marks by outlet, and what outlets do with those of an organisation, from the views of these names.

    ``outlet`` (its name) and ``organisation`` (name or catalogue id) narrow both down.
    """
    where = "WHERE (?1 IS NULL OR outlet = ?1) AND (?2 IS NULL OR organisation = ?2 OR organisation_id = ?2)"
    by_outlet = connection.execute(
        f"SELECT outlet, organisation, type, articles, of_articles FROM outlet_marks {where}", (outlet, organisation)
    )
    removals = connection.execute(
        f"SELECT organisation, outlet, stories, kept, removed FROM mark_removal {where}", (outlet, organisation)
    )
    return MarkStatistics(tuple(OutletMark(*row) for row in by_outlet), tuple(MarkRemoval(*row) for row in removals))


def outlet_owners(connection: sqlite3.Connection) -> dict[str, str]:
    """The owners of outlets by name, as far as they are known."""
    return dict(connection.execute("SELECT name, owner FROM outlets WHERE owner IS NOT NULL"))


def outlet_lines(connection: sqlite3.Connection, start: int = 0, most: int = NO_LIMIT) -> tuple[OutletLine, ...]:
    """One line an outlet, from the view ``outlet_activity``: ``most`` of them, from number ``start`` on."""
    rows = connection.execute(
        "SELECT outlet, articles, stories, first, tied, later, unknown, owner, outlet_id FROM outlet_activity"
        " LIMIT ? OFFSET ?",
        (most, start),
    ).fetchall()
    languages: dict[int, list[str]] = {}
    for chunk in in_chunks([row[8] for row in rows]):
        for outlet_id, lang in connection.execute(
            f"SELECT DISTINCT outlet_id, lang FROM articles WHERE outlet_id IN ({','.join('?' * len(chunk))})"
            " ORDER BY 1, 2",
            chunk,
        ):
            languages.setdefault(outlet_id, []).append(lang)
    return tuple(OutletLine(row[0], row[1], tuple(languages[row[8]]), *row[2:8]) for row in rows)


def count_outlets(connection: sqlite3.Connection) -> int:
    """How many outlets have an article here."""
    (count,) = connection.execute("SELECT count(DISTINCT outlet_id) FROM articles").fetchone()
    return int(count)


def find_article(connection: sqlite3.Connection, reference: str) -> int:
    """The id of an article named by row id, address, key, or the record's own id.

    Raises:
        NotHeld: nothing fits.
        InputError: the record's own id fits several outlets' articles.
    """
    from syndicheck.identity import canonical_url

    if reference.isdecimal() and len(reference) <= ROW_ID_DIGITS:
        row = connection.execute("SELECT id FROM articles WHERE id = ?", (int(reference),)).fetchone()
        if row is not None:
            return int(row[0])
    url = canonical_url(reference)
    rows = connection.execute(
        "SELECT id FROM articles WHERE key = ? OR key = ? OR source_id = ? ORDER BY id LIMIT 2",
        (reference, f"url:{url}" if url else reference, reference),
    ).fetchall()
    if len(rows) == 1:
        return int(rows[0][0])
    if rows:
        raise InputError(
            f"Several articles have the id {reference}.", "Name one by its address or its number in the database."
        )
    raise NotHeld(f"No article {reference} is held here.", "Name one by number, address, key or its record's own id.")


def article_text(connection: sqlite3.Connection, article_id: int) -> TextView:
    """An article's current text with its marks."""
    version_id, outlet, title, lang, text, page_text, key = connection.execute(
        "SELECT v.id, o.name, v.title, a.lang, v.text, v.page_text, a.key FROM articles a"
        " JOIN article_versions v ON v.id = a.current_version_id JOIN outlets o ON o.id = a.outlet_id"
        " WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    briefs = load_mark_briefs(connection, [version_id]).get(version_id, ())
    return TextView(
        label=key,
        outlet=outlet,
        title=title,
        lang=lang,
        text=text,
        marks=briefs,
        page_text=page_text,
        hidden=load_hidden_text(connection, [version_id]).get(version_id, ()),
        key=key,
    )
