"""What is known of one outlet and of one organisation, over all their articles. Reads only."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from syndicheck.model.times import Sighting
from syndicheck.store.sightings import read_sighting
from syndicheck.view import MarkRemoval, OutletMark


class StoryLine(Struct, frozen=True):
    """One story in a list. ``languages`` is the JSON list of the table."""

    public_id: str
    title: str
    languages: str
    outlets: int
    members: int


class Taken(Struct, frozen=True):
    """What one outlet has from another: ``stories`` in which the other was first and this one later.

    ``classes`` counts the later outlet's articles by the class of their match with the story's source. ``pasted`` is
    the mean part of such an article's body that is copied, 0 … 1, over the ``compared`` articles whose words were
    compared (translations have none). ``credited`` counts the articles that print any credit, ``credits`` those of each
    organisation.
    """

    outlet: str
    stories: int
    articles: int
    classes: tuple[tuple[str, int], ...]
    pasted: float | None
    compared: int
    credited: int
    credits: tuple[tuple[str, int], ...]


class OutletPortrait(Struct, frozen=True):
    """One outlet: its place in the stories it takes part in, and with whom it shares texts.

    ``times`` are the earliest and the latest of its stated times of publication, of each precision and kind of zone;
    empty when it states none. ``ordered`` are its stories in which somebody was first; only those say who took a text
    from whom.
    """

    row_id: int
    name: str
    articles: int
    languages: tuple[tuple[str, int], ...]
    times: tuple[Sighting, ...]
    stories: int
    first: int
    tied: int
    later: int
    unknown: int
    round_ups: int
    ordered: int
    first_stories: tuple[StoryLine, ...]
    takes_from: tuple[Taken, ...]
    taken_by: tuple[Taken, ...]
    marks: tuple[OutletMark, ...]
    removals: tuple[MarkRemoval, ...]


def outlet_portrait(
    connection: sqlite3.Connection, name: str, credits: Iterable[str], first: tuple[int, int]
) -> OutletPortrait | None:
    """The outlet of this exact name; ``credits`` are the types of marks that say whose text it is. ``first`` says from
    which on, and how many, of the stories are listed that it published first.

    ``None`` when no outlet has this name.
    """
    row = connection.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()
    if row is None:
        return None
    (row_id,) = row
    activity = (
        connection.execute(
            "SELECT articles, stories, first, tied, later, unknown, round_ups FROM outlet_activity WHERE outlet_id = ?",
            (row_id,),
        ).fetchone()
        or (0,) * 7
    )
    (ordered,) = connection.execute(
        "SELECT count(DISTINCT s.id) FROM articles a JOIN story_articles sa ON sa.article_id = a.id"
        " JOIN stories s ON s.id = sa.story_id WHERE a.outlet_id = ? AND sa.role = 'member' AND s.verdict = 'first'",
        (row_id,),
    ).fetchone()
    wanted = frozenset(credits)
    return OutletPortrait(
        row_id=row_id,
        name=name,
        articles=activity[0],
        languages=tuple(
            connection.execute(
                "SELECT lang, count(*) FROM articles WHERE outlet_id = ? GROUP BY lang ORDER BY 2 DESC, 1", (row_id,)
            )
        ),
        times=_times(connection, row_id),
        stories=activity[1],
        first=activity[2],
        tied=activity[3],
        later=activity[4],
        unknown=activity[5],
        round_ups=activity[6],
        ordered=ordered,
        first_stories=tuple(
            StoryLine(*line)
            for line in connection.execute(
                "SELECT DISTINCT s.public_id, s.title, s.languages, s.outlets, s.members FROM articles a"
                " JOIN story_articles sa ON sa.article_id = a.id JOIN stories s ON s.id = sa.story_id"
                " WHERE a.outlet_id = ? AND sa.place = 'first' ORDER BY s.outlets DESC, s.public_id LIMIT ? OFFSET ?",
                (row_id, first[1], first[0]),
            )
        ),
        takes_from=_taken(connection, row_id, "l", "f", wanted),
        taken_by=_taken(connection, row_id, "f", "l", wanted),
        marks=tuple(
            OutletMark(*line)
            for line in connection.execute(
                "SELECT outlet, organisation, type, articles, of_articles FROM outlet_marks WHERE outlet_id = ?",
                (row_id,),
            )
        ),
        removals=tuple(_removals(connection, row_id)),
    )


def _times(connection: sqlite3.Connection, outlet_id: int) -> tuple[Sighting, ...]:
    # beside min() and max() SQLite gives the other columns of the row that has that value
    found: list[tuple[Any, ...]] = []
    for start in ("min(t.start)", "max(t.start)"):
        found += connection.execute(
            f"SELECT t.kind, t.source, t.raw, {start}, t.end, t.precision, t.zone, t.zone_name, t.flags, t.usable"
            " FROM articles a JOIN sightings t ON t.article_id = a.id"
            " WHERE a.outlet_id = ? AND t.usable AND t.kind = 'published' GROUP BY t.precision, t.zone",
            (outlet_id,),
        )
    return tuple(map(read_sighting, found))


class _Pair(Struct):
    """What two outlets have in common, while it is counted."""

    stories: set[int] = field(default_factory=set)
    classes: Counter[str] = field(default_factory=Counter)
    pasted: list[float] = field(default_factory=list)
    articles: set[int] = field(default_factory=set)


def _taken(
    connection: sqlite3.Connection, outlet_id: int, own: str, other: str, credits: frozenset[str]
) -> tuple[Taken, ...]:
    """Stories with one outlet first (side ``f``) and another later (side ``l``); ``own`` is the side of this outlet."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT {other}o.name, lsa.story_id, l.id, m.class,
               CASE WHEN m.a_id = s.source_id THEN m.share_b ELSE m.share_a END
        FROM articles {own}
        JOIN story_articles {own}sa ON {own}sa.article_id = {own}.id
        JOIN story_articles {other}sa ON {other}sa.story_id = {own}sa.story_id
        JOIN articles {other} ON {other}.id = {other}sa.article_id
        JOIN outlets {other}o ON {other}o.id = {other}.outlet_id
        JOIN stories s ON s.id = lsa.story_id
        LEFT JOIN matches m ON m.id = lsa.match_id
        WHERE {own}.outlet_id = ? AND fsa.place = 'first' AND lsa.place = 'later' AND l.outlet_id <> f.outlet_id
        """,
        (outlet_id,),
    ).fetchall()
    pairs: dict[str, _Pair] = {}
    for name, story_id, article_id, match_class, share in rows:
        pair = pairs.setdefault(name, _Pair())
        pair.stories.add(story_id)
        if article_id not in pair.articles:
            pair.articles.add(article_id)
            pair.classes[match_class or "–"] += 1
            if match_class not in (None, "translation"):
                pair.pasted.append(share)
    printed = _credits(connection, {row[2] for row in rows}, credits)
    done = []
    for name, pair in pairs.items():
        named = Counter(who for article_id in pair.articles for who in printed.get(article_id, ()))
        done.append(
            Taken(
                name,
                len(pair.stories),
                len(pair.articles),
                tuple(sorted(pair.classes.items(), key=lambda item: (-item[1], item[0]))),
                sum(pair.pasted) / len(pair.pasted) if pair.pasted else None,
                len(pair.pasted),
                sum(bool(printed.get(article_id)) for article_id in pair.articles),
                tuple(sorted(named.items(), key=lambda item: (-item[1], item[0]))),
            )
        )
    return tuple(sorted(done, key=lambda taken: (-taken.stories, taken.outlet)))


def _credits(connection: sqlite3.Connection, article_ids: set[int], types: frozenset[str]) -> dict[int, frozenset[str]]:
    """Whom each article credits; a credit without an organisation counts as its type."""
    found: dict[int, set[str]] = {}
    for article_id in sorted(article_ids):
        for mark_type, name in connection.execute(
            "SELECT m.type, g.name FROM articles a JOIN marks m ON m.version_id = a.current_version_id"
            " LEFT JOIN organisations g ON g.id = m.organisation_id WHERE a.id = ? AND m.dismissed_by IS NULL",
            (article_id,),
        ):
            # a place and a day say nothing of whose text it is, unless an organisation stands with them
            if mark_type in types and (name or mark_type != "dateline"):
                found.setdefault(article_id, set()).add(name or mark_type.replace("_", " "))
    return {article_id: frozenset(names) for article_id, names in found.items()}


def _removals(connection: sqlite3.Connection, outlet_id: int) -> Iterable[MarkRemoval]:
    for row in connection.execute(
        "SELECT organisation, outlet, stories, kept, removed FROM mark_removal WHERE outlet_id = ?", (outlet_id,)
    ):
        yield MarkRemoval(*row)


# ── organisations ─────────────────────────────────────────────────────────────────────────────────────


class Printed(Struct, frozen=True):
    """How often something is printed: by whom or as which type, in how many articles (and outlets)."""

    name: str
    articles: int
    outlets: int = 0


class Stripped(Struct, frozen=True):
    """A type of mark in stories where at least one article prints it: how many articles do, and how many do not. All
    credits are one type, wherever in the text they stand.
    """

    type: str
    stories: int
    kept: int
    removed: int


class Bare(Struct, frozen=True):
    """An article of a story that prints none of an organisation's marks of the types in ``without``; ``beside`` is one
    of the same story that does.
    """

    article_id: int
    outlet: str
    without: tuple[str, ...]
    beside: int


class CarriedStory(Struct, frozen=True):
    """A story in which an organisation's marks are printed: by ``kept`` articles; ``bare`` are those that lack any."""

    line: StoryLine
    kept: int
    bare: tuple[Bare, ...]


class OrganisationPortrait(Struct, frozen=True):
    """One organisation whose marks are printed; of its ``stories`` those with most articles that lack a mark first."""

    row_id: str
    name: str
    kind: str
    articles: int
    outlets: tuple[Printed, ...]
    types: tuple[Printed, ...]
    stripped: tuple[Stripped, ...]
    removals: tuple[MarkRemoval, ...]
    stories: tuple[CarriedStory, ...]


_STANDING = (
    "marks m JOIN article_versions v ON v.id = m.version_id"
    " JOIN articles a ON a.id = v.article_id AND a.current_version_id = v.id"
    " WHERE m.organisation_id = ? AND m.dismissed_by IS NULL"
)
"""Marks of an organisation in the present texts."""


def organisation_portrait(
    connection: sqlite3.Connection, ident: str, credits: Iterable[str]
) -> OrganisationPortrait | None:
    """The organisation with this catalogue id, ``None`` when there is none here; ``credits`` are the types of marks
    that say whose text it is.
    """
    row = connection.execute("SELECT id, name, kind FROM organisations WHERE id = ?", (ident,)).fetchone()
    if row is None:
        return None
    (articles,) = connection.execute(f"SELECT count(DISTINCT a.id) FROM {_STANDING}", (ident,)).fetchone()
    outlets = connection.execute(
        f"SELECT o.name, x.articles FROM (SELECT a.outlet_id, count(DISTINCT a.id) AS articles FROM {_STANDING}"
        " GROUP BY a.outlet_id) x JOIN outlets o ON o.id = x.outlet_id ORDER BY 2 DESC, 1",
        (ident,),
    )
    types = connection.execute(
        f"SELECT m.type, count(DISTINCT a.id), count(DISTINCT a.outlet_id) FROM {_STANDING}"
        " GROUP BY 1 ORDER BY 2 DESC, 1",
        (ident,),
    )
    stories, stripped, removals = _carried(connection, row[1], ident, frozenset(credits))
    return OrganisationPortrait(
        row_id=row[0],
        name=row[1],
        kind=row[2],
        articles=articles,
        outlets=tuple(Printed(*line) for line in outlets),
        types=tuple(Printed(*line) for line in types),
        stripped=stripped,
        removals=removals,
        stories=stories,
    )


def _carried(
    connection: sqlite3.Connection, name: str, ident: str, credits: frozenset[str]
) -> tuple[tuple[CarriedStory, ...], tuple[Stripped, ...], tuple[MarkRemoval, ...]]:
    """The stories with marks of an organisation, what became of each type of mark in them, and what each outlet did (as
    in the view ``mark_removal``, which takes long for one organisation alone).
    """
    printed: dict[int, dict[int, set[str]]] = {}
    for story_id, article_id, mark_type in connection.execute(
        "SELECT DISTINCT sa.story_id, sa.article_id, m.type FROM marks m"
        " JOIN article_versions v ON v.id = m.version_id"
        " JOIN articles a ON a.id = v.article_id AND a.current_version_id = v.id"
        " JOIN story_articles sa ON sa.article_id = a.id AND sa.role = 'member'"
        " WHERE m.organisation_id = ? AND m.dismissed_by IS NULL AND m.type <> 'recurring_block'"
        " ORDER BY sa.story_id, sa.article_id",
        (ident,),
    ):
        printed.setdefault(story_id, {}).setdefault(article_id, set()).add(
            "credit" if mark_type in credits else mark_type
        )
    totals: dict[str, list[int]] = {}
    by_outlet: dict[str, list[int]] = {}
    done: list[CarriedStory] = []
    for story_id, bearers in printed.items():
        members = connection.execute(
            "SELECT sa.article_id, o.name FROM story_articles sa JOIN articles a ON a.id = sa.article_id"
            " JOIN outlets o ON o.id = a.outlet_id WHERE sa.story_id = ? AND sa.role = 'member' ORDER BY o.name, a.id",
            (story_id,),
        ).fetchall()
        known = sorted(set().union(*bearers.values()))
        for mark_type in known:
            count = totals.setdefault(mark_type, [0, 0, 0])
            kept = sum(mark_type in types for types in bearers.values())
            count[0] += 1
            count[1] += kept
            count[2] += len(members) - kept
        bare = []
        for outlet in {name for _, name in members}:
            by_outlet.setdefault(outlet, [0, 0, 0])[0] += 1
        for article_id, outlet in members:
            by_outlet[outlet][1 if article_id in bearers else 2] += 1
            without = tuple(t for t in known if t not in bearers.get(article_id, ()))
            if without:
                beside = next(other for other, types in bearers.items() if without[0] in types)
                bare.append(Bare(article_id, outlet, without, beside))
        line = connection.execute(
            "SELECT public_id, title, languages, outlets, members FROM stories WHERE id = ?", (story_id,)
        ).fetchone()
        done.append(CarriedStory(StoryLine(*line), len(bearers), tuple(bare)))
    done.sort(key=lambda story: (-len(story.bare), -story.line.members, story.line.public_id))
    stripped = (Stripped(mark_type, *count) for mark_type, count in totals.items())
    removals = (MarkRemoval(name, outlet, *count) for outlet, count in by_outlet.items())
    return (
        tuple(done),
        tuple(sorted(stripped, key=lambda one: (-one.removed, one.type))),
        tuple(sorted(removals, key=lambda one: (-one.removed, one.outlet))),
    )


def organisations_found(connection: sqlite3.Connection) -> list[tuple[str, str, str, int, int]]:
    """Organisations whose marks are printed: id, name, kind, articles, outlets; the most printed first."""
    return connection.execute(
        "SELECT g.id, g.name, g.kind, count(DISTINCT a.id), count(DISTINCT a.outlet_id) FROM organisations g"
        " JOIN marks m ON m.organisation_id = g.id JOIN article_versions v ON v.id = m.version_id"
        " JOIN articles a ON a.id = v.article_id AND a.current_version_id = v.id WHERE m.dismissed_by IS NULL"
        " GROUP BY g.id ORDER BY 4 DESC, g.name"
    ).fetchall()
