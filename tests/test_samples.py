"""The sample set: that it is what its documentation says, and that the program finds in it what is there.

The truth stands beside this file in ``samples_expected_*.json``, written by hand from how the articles were made.
Each holds

* ``stories``: name → ``members`` (id → role; every role but ``draws-on`` is that of a member), ``translations``
  (ids that belong to the story and are in another language), ``verdict``, ``articles`` (the first, the tied or those
  that cannot be told apart), ``languages``, perhaps ``reasons`` (codes that the verdict must give);
* ``round_ups``: id → names of the stories it draws on;
* ``classes``, perhaps: pairs and what the one is to the other, marks left out;
* ``must_not_match``: pairs that must not meet in one story, and why;
* ``marks``: id → types of marks it carries; an empty list means none at all;
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from syndicheck import Database
from syndicheck.api import ingest, stories
from syndicheck.comparison import compare_views, view_of
from syndicheck.identity import outlet_name
from syndicheck.model.articles import Problem, RawArticle
from syndicheck.model.marks import MARK_TYPES
from syndicheck.model.origins import Verdict
from syndicheck.model.spans import TextKind
from syndicheck.pipeline import IngestSummary
from syndicheck.readers import read
from syndicheck.view import StoryView

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
TRUTHS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("samples_expected_*.json"))}

DISTRIBUTORS = frozenset(
    {"businesswire.com", "prnewswire.com", "globenewswire.com", "presseportal.de", "prtimes.jp", "seaprwire.com"}
)
"""Addresses that distributors print in their own marks; everything else is invented."""


def gathered(part: str) -> dict[str, Any]:
    return {name: value for truth in TRUTHS.values() for name, value in truth[part].items()}


STORIES: dict[str, Any] = gathered("stories")
ROUND_UPS: dict[str, list[str]] = gathered("round_ups")
MARKS: dict[str, list[str]] = gathered("marks")
STRANGERS: list[tuple[str, str, str]] = [tuple(row) for truth in TRUTHS.values() for row in truth["must_not_match"]]
CLASSES: list[tuple[str, str, str]] = [tuple(row) for truth in TRUTHS.values() for row in truth.get("classes", ())]


def members(name: str) -> set[str]:
    """The members of a story in its own language."""
    expected = STORIES[name]
    translations = set(expected["translations"])
    return {a for a, role in expected["members"].items() if role != "draws-on" and a not in translations}


def name_of(article: RawArticle) -> str:
    """What the expected truth calls an article: the record's own id; a saved page has none, but an address."""
    return article.source_id or article.url or article.canonical_url or article.where


# ── the set itself ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def articles() -> dict[str, RawArticle]:
    found = list(read([str(SAMPLES)]))
    assert [item for item in found if isinstance(item, Problem)] == []
    ids = [name_of(item) for item in found if isinstance(item, RawArticle)]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    return {name_of(item): item for item in found if isinstance(item, RawArticle)}


def test_the_set_is_large_and_varied_enough(articles: dict[str, RawArticle]) -> None:
    assert len(articles) >= 30
    assert len(STORIES) >= 6
    assert len({article.outlet for article in articles.values()}) >= 10
    assert len({article.lang for article in articles.values()} - {None, ""}) >= 5


def test_every_article_names_its_outlet_and_has_an_address(articles: dict[str, RawArticle]) -> None:
    addresses = {name: article.url or article.canonical_url for name, article in articles.items()}
    assert [name for name, address in addresses.items() if not address] == []
    unnamed = [name for name, a in articles.items() if not a.title or outlet_name(a) == "unknown"]
    assert unnamed == []
    urls = Counter(addresses.values())
    assert [url for url, count in urls.items() if count > 1] == []


def test_all_outlets_and_addresses_are_invented(articles: dict[str, RawArticle]) -> None:
    hosts = {name: urlsplit(a.url or a.canonical_url or "").hostname or "" for name, a in articles.items()}
    assert {name: host for name, host in hosts.items() if not host.endswith(".example")} == {}
    named = re.compile(r"(?:https?://|\bwww\.|@)([a-z0-9.-]{1,80}\.[a-z]{2,20})", re.IGNORECASE)
    real = {
        (name, host)
        for name, article in articles.items()
        for host in map(str.lower, named.findall(article.text))
        if not host.endswith(".example") and ".".join(host.split(".")[-2:]) not in DISTRIBUTORS
    }
    assert real == set()


def test_no_file_names_a_place_on_a_disk() -> None:
    paths = re.compile(r"(?:^|[\s\"'(=])(?:/(?:home|Users|root|tmp|work|var|mnt)/|[A-Za-z]:\\)")
    files = [path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".gz"]
    assert files
    assert [str(path) for path in files if paths.search(path.read_text("utf-8"))] == []


def test_the_truth_names_articles_of_the_set(articles: dict[str, RawArticle]) -> None:
    named: set[str] = set(MARKS) | set(ROUND_UPS) | {article for pair in STRANGERS for article in pair[:2]}
    for expected in STORIES.values():
        named |= {*expected["members"], *expected["translations"], *expected["articles"]}
    assert named - set(articles) == set()
    assert {name for names in ROUND_UPS.values() for name in names} - set(STORIES) == set()


def test_the_truth_uses_the_words_of_the_program() -> None:
    assert {kind for kinds in MARKS.values() for kind in kinds} <= set(MARK_TYPES)
    assert {expected["verdict"] for expected in STORIES.values()} <= set(Verdict)


def test_the_truth_does_not_contradict_itself() -> None:
    assert sum(len(truth["stories"]) for truth in TRUTHS.values()) == len(STORIES)
    homes = Counter(article for name in STORIES for article in members(name))
    assert [article for article, count in homes.items() if count > 1] == []
    for one, other, _ in STRANGERS:
        assert not any({one, other} <= members(name) for name in STORIES), (one, other)


# ── what the program makes of it ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Outcome:
    """The samples ingested: articles by their own ids."""

    summary: IngestSummary
    problems: tuple[tuple[str, str], ...]
    stories: tuple[StoryView, ...]
    ids: dict[int, str]
    keys: dict[str, str]
    languages: dict[str, str]
    marks: dict[str, set[str]]

    def roles(self, story: StoryView) -> dict[str, str]:
        return {self.ids[member.article_id]: member.role for member in story.members}

    def members(self, story: StoryView) -> set[str]:
        return {article for article, role in self.roles(story).items() if role == "member"}

    def story_of(self, wanted: Iterable[str]) -> StoryView:
        """The one story that has any of these articles for members."""
        found = [story for story in self.stories if self.members(story) & set(wanted)]
        assert len(found) == 1, [sorted(self.members(story)) for story in found] or "in no story"
        return found[0]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    with Database(path, write=True) as database:
        summary = ingest(SAMPLES, database)
        connection = database.connection
        name = "coalesce(a.source_id, a.url, a.canonical_url)"
        rows = connection.execute(f"SELECT a.id, {name}, a.key, a.lang FROM articles a").fetchall()
        marks: dict[str, set[str]] = {source_id: set() for _, source_id, _, _ in rows}
        for source_id, kind in connection.execute(
            f"SELECT {name}, m.type FROM marks m JOIN articles a ON a.current_version_id = m.version_id"
            " WHERE m.text_kind = ?",
            (TextKind.BODY.value,),
        ):
            marks[source_id].add(kind)
        return Outcome(
            summary=summary,
            problems=tuple(connection.execute("SELECT code, place FROM problems").fetchall()),
            stories=stories(database),
            ids={row_id: source_id for row_id, source_id, _, _ in rows},
            keys={key: source_id for _, source_id, key, _ in rows},
            languages={source_id: lang for _, source_id, _, lang in rows},
            marks=marks,
        )


def test_every_article_arrives(outcome: Outcome, articles: dict[str, RawArticle]) -> None:
    assert set(outcome.ids.values()) == set(articles)
    assert outcome.summary.left_out == 0


def test_an_impossible_date_is_reported_and_costs_nothing(outcome: Outcome) -> None:
    """``0000-00-00`` is named as a problem; the article is kept."""
    assert outcome.problems
    assert all("odd.jsonl" in place for _, place in outcome.problems)
    assert "odd-sand-and-slate" in outcome.ids.values()


@pytest.mark.parametrize("name", sorted(STORIES))
def test_story_has_its_members_and_nobody_else(outcome: Outcome, name: str) -> None:
    story = outcome.story_of(members(name))
    assert outcome.members(story) - set(STORIES[name]["translations"]) == members(name)


@pytest.mark.parametrize("name", sorted(STORIES))
def test_who_was_first(outcome: Outcome, name: str) -> None:
    expected = STORIES[name]
    origin = outcome.story_of(members(name)).origin
    assert origin.verdict == expected["verdict"], [reason.code for reason in origin.reasons]
    if origin.verdict is not Verdict.UNDETERMINED:
        assert {outcome.keys[key] for key in origin.articles} == set(expected["articles"])
    assert set(expected.get("reasons", ())) <= {reason.code for reason in origin.reasons}


@pytest.mark.parametrize("name", sorted(name for name, expected in STORIES.items() if not expected["translations"]))
def test_languages_of_a_story(outcome: Outcome, name: str) -> None:
    assert set(outcome.story_of(members(name)).languages) == set(STORIES[name]["languages"])


@pytest.mark.parametrize(("one", "other", "expected"), CLASSES)
def test_what_two_articles_are_to_each_other(
    articles: dict[str, RawArticle], one: str, other: str, expected: str
) -> None:
    match = compare_views(view_of(articles[one]), view_of(articles[other])).match
    assert match.match_class == expected, [reason.text for reason in match.reasons]


@pytest.mark.parametrize(("article", "names"), sorted(ROUND_UPS.items()))
def test_round_up_draws_on_its_stories_and_belongs_to_none(outcome: Outcome, article: str, names: list[str]) -> None:
    for name in names:
        assert outcome.roles(outcome.story_of(members(name))).get(article) == "draws-on", name
    assert not any(article in outcome.members(story) for story in outcome.stories)


@pytest.mark.parametrize(("one", "other", "why"), sorted(STRANGERS))
def test_strangers_do_not_meet(outcome: Outcome, one: str, other: str, why: str) -> None:
    assert not any({one, other} <= outcome.members(story) for story in outcome.stories), why


def test_articles_outside_of_all_stories_stay_outside(outcome: Outcome) -> None:
    placed = {article for expected in STORIES.values() for article in (*expected["members"], *expected["translations"])}
    found = {article for story in outcome.stories for article in outcome.roles(story)}
    assert found - placed == set()


@pytest.mark.parametrize("article", sorted(MARKS))
def test_marks_of_an_article(outcome: Outcome, article: str) -> None:
    wanted, found = set(MARKS[article]), outcome.marks[article]
    assert wanted <= found, f"found only {sorted(found)}"
    assert wanted or not found, f"has no marks, found {sorted(found)}"


def test_a_list_of_results_has_no_language(outcome: Outcome) -> None:
    assert outcome.languages["odd-kelvar-list"] == "und"


@pytest.mark.parametrize(
    ("name", "article"),
    sorted((name, article) for name, expected in STORIES.items() for article in expected["translations"]),
)
def test_translation_joins_its_story(outcome: Outcome, name: str, article: str) -> None:
    assert article in outcome.members(outcome.story_of(members(name)))
