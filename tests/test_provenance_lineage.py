"""Who took it from whom: cases with one right answer, then what must hold of any story."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import report_views
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests import lineages, newsroom
from tests.eval.lineage import texts as texts_of_story
from tests.eval.lineage import witnesses
from tests.examples import examples
from tests.test_matching_translation import ENGLISH, GERMAN

from syndicheck import Database, ingest
from syndicheck.errors import InputError
from syndicheck.explain import explanation
from syndicheck.model.lineage import LineageEdge
from syndicheck.model.origins import Verdict
from syndicheck.provenance.conversions import conversions
from syndicheck.provenance.directions import first_probability, read
from syndicheck.provenance.intervals import EVER, Interval
from syndicheck.provenance.likelihood import likelihood
from syndicheck.provenance.lineage import trace
from syndicheck.provenance.origin import judge
from syndicheck.provenance.reasons import LINEAGE_REASONS
from syndicheck.provenance.slips import Spelling, slips, spelling
from syndicheck.provenance.windows import Window, before
from syndicheck.provenance.wordings import Text
from syndicheck.report.graph import write_graph
from syndicheck.store.dump import canonical_dump
from syndicheck.text import tokenise
from syndicheck.view import StoryView

NINE = datetime(2026, 3, 4, 9, tzinfo=UTC)
PARTS = newsroom.paragraphs(77, 6)


def text(key: str, parts: list[str], minutes: int | None = None, lang: str = "en", **more: object) -> Text:
    """A text that appeared within a minute, or at a time that nobody knows."""
    if minutes is None:
        when = Window(key, f"{key}.example", EVER, EVER, doubts=frozenset({"missing-time"}))
    else:
        moment = NINE + timedelta(minutes=minutes)
        at = Interval(moment, moment + timedelta(seconds=59))
        when = Window(key, f"{key}.example", at, at, sighting=report_views.at("2026-03-04 09:00"))
    body = "\n\n".join(parts)
    return Text(key, f"{key}.example", lang, "One title", tokenise(body), when, conversions=conversions(body), **more)  # type: ignore[arg-type]


def spelt(words: str) -> Spelling:
    return spelling(tokenise(words))


def parents(*texts: Text, clock: bool = True) -> dict[tuple[str, int], str | None]:
    return {(edge.article, edge.version): edge.parent.article for edge in trace(texts, clock=clock)}


def edge_of(key: str, *texts: Text, clock: bool = True) -> LineageEdge:
    return next(edge for edge in trace(texts, clock=clock) if edge.article == key)


def codes(edge: LineageEdge) -> set[str]:
    return {reason.code for reason in (*edge.parent.text, *edge.parent.clock)}


def test_a_cut_copy_comes_from_the_whole_text_even_without_a_clock() -> None:
    found = edge_of("cut", text("cut", PARTS[:3]), text("whole", PARTS), clock=False)
    assert (found.parent.article, codes(found) >= {"cut-short"}) == ("whole", True)


def test_what_one_copy_added_its_own_copies_keep() -> None:
    added = [*PARTS, newsroom.text(5, 1)]
    found = parents(text("a", PARTS, 0), text("b", added, 30), text("c", added[1:], 60))
    assert found == {("a", 1): None, ("b", 1): "a", ("c", 1): "b"}


def test_no_parent_is_later_than_its_child() -> None:
    """By its words the short text comes from the long one; by the clock it cannot."""
    found = edge_of("flash", text("flash", PARTS[:2], 0), text("long", PARTS, 45))
    assert found.parent.article is None
    assert edge_of("long", text("flash", PARTS[:2], 0), text("long", PARTS, 45)).parent.article == "flash"


def test_a_slip_was_made_by_the_one_that_has_it() -> None:
    name = "Today Kestrel harbour opened. Ships that know Kestrel well will find it changed, as did Kestrel fishermen."
    slipped = name.replace("know Kestrel well", "know Kestel well")
    assert slips(spelt(name), spelt(slipped)) == [("kestrel", "kestel", "b")]
    assert slips(spelt(slipped), spelt(name)) == [("kestrel", "kestel", "a")]
    found = edge_of("y", text("x", [name, *PARTS[:2]]), text("y", [slipped, *PARTS[:2]]), clock=False)
    assert (found.parent.article, "slip-made" in codes(found)) == ("x", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The number rose to 12345 in the year, they said.", "The number rose to 12346 in the year, they said."),
        ("a horse ran home", "a house ran home"),
        ("", ""),
    ],
)
def test_figures_and_single_words_are_no_slips(one: str, other: str) -> None:
    assert slips(spelt(one), spelt(other)) == []


def test_conversions_in_brackets_were_added() -> None:
    plain = [PARTS[0], "The line is 100 kilometres long and crosses two rivers before the sea.", *PARTS[1:3]]
    converted = [PARTS[0], plain[1].replace("100 kilometres", "100 kilometres (62 miles)"), *PARTS[1:3]]
    assert conversions("\n".join(converted)) == {"62 miles"}
    found = edge_of("us", text("us", converted), text("eu", plain), clock=False)
    assert (found.parent.article, "units-converted" in codes(found)) == ("eu", True)


def test_who_is_named_as_the_source_is_the_parent() -> None:
    three = (text("a", PARTS, 0), text("b", PARTS, 10), text("c", PARTS, 60, names=frozenset({"b"})))
    found = edge_of("c", *three)
    assert (found.parent.article, "names-parent" in codes(found)) == ("b", True)


def test_text_and_clock_that_contradict_each_other_are_a_finding() -> None:
    """D10: it names a text as its source that, by the stated times, came later."""
    found = edge_of("early", text("early", PARTS[:4], 0, names=frozenset({"late"})), text("late", PARTS, 90))
    assert found.conflict is not None
    assert found.conflict.code == "text-against-clock"
    assert found.parent.article != "late"


def test_versions_are_texts_of_their_own() -> None:
    revised = [PARTS[0], newsroom.text(9, 1), *PARTS[2:]]
    source = text("a", PARTS, 0)
    later = Interval(NINE + timedelta(minutes=30), NINE + timedelta(minutes=31))
    second = replace(
        text("a", revised, 30), version=2, window=Window("a", "a.example", later, later, source.window.sighting)
    )
    found = {e.article: e for e in trace([source, second, text("b", revised[:4], 90)]) if e.version == 1}
    assert (found["b"].parent.article, found["b"].parent.version) == ("a", 2)
    assert {(e.article, e.version): e.parent.version for e in trace([source, second])}[("a", 2)] == 1


def said(key: str, words: str, minutes: int | None, lang: str, **more: object) -> Text:
    return text(key, words.split("\n"), minutes, body=words, lang=lang, **more)


SURE = {("first", "other"): 0.99, ("other", "copy"): 0.97, ("first", "third"): 0.98, ("other", "third"): 0.98}
SMALL_EDITS = {
    "en": [("said on Tuesday it", "told staff that it"), ("would work", "should work"), ("rose 17.5", "grew 17.5")],
    "de": [("nach Angaben", "laut Angaben"), ("arbeiten, heute", "tätig sein, heute"), ("Konkurrent", "Rivale")],
}
FURTHER = {
    "en": [("closed its site", "shut its plant"), ("pays 12 percent", "bears 12 percent")],
    "de": [("seinen Standort", "sein Werk"), ("trägt 12 Prozent", "zahlt 12 Prozent")],
}


def edited(words: str, lang: str) -> str:
    for old, new in (*SMALL_EDITS[lang], *FURTHER[lang]):
        assert old in words
        words = words.replace(old, new)
    return words


def moved(words: str, lang: str) -> str:
    """Paragraphs in another order, and a few words changed."""
    lines = words.split("\n")
    for old, new in SMALL_EDITS[lang]:
        lines = [line.replace(old, new) for line in lines]
    return "\n".join([lines[0], lines[2], lines[1], lines[4], lines[3]])


@pytest.mark.parametrize("change", [edited, moved])
@pytest.mark.parametrize(
    ("lang", "words", "other", "translated"), [("en", ENGLISH, "de", GERMAN), ("de", GERMAN, "en", ENGLISH)]
)
def test_an_edited_copy_does_not_come_from_the_translation(
    change: Callable[[str, str], str], lang: str, words: str, other: str, translated: str
) -> None:
    """Its words stood in its language before anybody translated them."""
    known = (
        said("first", words, 0, lang),
        said("other", translated, 60, other),
        said("copy", change(words, lang), 150, lang),
    )
    found = {edge.article: edge for edge in trace(known, SURE)}
    assert {key: edge.parent.article for key, edge in found.items()} == {
        "first": None,
        "other": "first",
        "copy": "first",
    }
    assert found["copy"].parent.probability > 0.9


def test_a_translation_into_other_words_stays_one() -> None:
    """Back into the first language, in words of its own; and one of a translation, into a third."""
    back = "\n".join(reversed(newsroom.text(8, 4).split(". ")))
    known = [
        said("first", ENGLISH, 0, "en"),
        said("other", GERMAN, 60, "de", names=frozenset({"first"})),
        said("copy", f"{back}\n{ENGLISH.split(chr(10))[4]}", 150, "en"),
        said("third", newsroom.text(9, 4), 180, "fr", names=frozenset({"other"})),
    ]
    found = {edge.article: edge.parent.article for edge in trace(known, SURE)}
    assert found == {"first": None, "other": "first", "copy": "other", "third": "other"}


def test_of_two_equal_translations_of_one_day_one_was_translated() -> None:
    day = Interval(NINE.replace(hour=0), NINE.replace(hour=23))
    one, two = (
        replace(
            said(key, GERMAN, 0, "de"),
            window=Window(key, f"{key}.example", day, day, said(key, "", 0, "de").window.sighting),
        )
        for key in ("other", "third")
    )
    found = {edge.article: edge.parent.article for edge in trace([said("first", ENGLISH, -600, "en"), one, two], SURE)}
    assert found.pop("first") is None
    assert "first" in found.values()
    assert None not in found.values()


EXTRA = newsroom.paragraphs(31, 2)


@pytest.mark.parametrize("minutes", [(60, 60), (60, 90), (90, 60), (60, None), (None, None)])
def test_two_copies_of_a_text_that_is_not_held(minutes: tuple[int | None, int | None]) -> None:
    """Both have a passage that the text held lacks, and each one of that text that the other lacks: neither has it all
    from the other, nor from the text held.
    """
    one, two = (
        text("one", [*PARTS[:3], *EXTRA], minutes[0]),
        text("two", [*PARTS[2:5], *EXTRA], minutes[1]),
    )
    found = {e.article: e for e in trace([text("first", PARTS, 0), one, two])}
    assert (found["one"].parent.article, found["two"].parent.article) == (None, None)
    assert all("common-source-not-held" in codes(found[key]) for key in ("one", "two"))


@pytest.mark.parametrize("minutes", [(0, 0), (0, 20), (20, 0)])
def test_two_cuts_of_a_text_that_came_later_to_those_held(minutes: tuple[int, int]) -> None:
    """Each has passages that the other lacks. The whole text is held, but of an outlet that printed it hours later."""
    one = text("one", [PARTS[0], PARTS[2], PARTS[3], PARTS[5]], minutes[0])
    two = text("two", [PARTS[0], PARTS[1], PARTS[3], PARTS[4]], minutes[1])
    found = {e.article: e for e in trace([one, two, text("whole", PARTS, 300)])}
    assert (found["one"].parent.article, found["two"].parent.article) == (None, None)
    assert all("common-source-not-held" in codes(found[key]) for key in ("one", "two"))
    held = {e.article: e for e in trace([one, two, text("whole", PARTS, -60)])}
    assert (held["one"].parent.article, held["two"].parent.article) == ("whole", "whole")
    assert not any("common-source-not-held" in codes(edge) for edge in held.values())


@pytest.mark.parametrize(
    "texts",
    [
        # what one copy adds, its own copies keep
        [text("a", PARTS, 0), text("b", [*PARTS[:4], *EXTRA], 30), text("c", [*PARTS[:4], *EXTRA], 60)],
        [text("a", PARTS, 0), text("b", [*PARTS[:4], *EXTRA], 30), text("c", [*PARTS[:3], *EXTRA], 60)],
        # two cuts of the text held
        [text("a", PARTS, 0), text("b", PARTS[:4], 30), text("c", PARTS[2:], 60)],
        # what two add of their own
        [text("a", PARTS, 0), text("b", [*PARTS, EXTRA[0]], 30), text("c", [*PARTS, EXTRA[1]], 30)],
        # a copy that drops and adds, and nobody to witness either
        [text("a", PARTS, 0), text("b", [*PARTS[:4], *EXTRA], 30)],
        # a later copy of each
        [text("a", PARTS, 0), text("b", [*PARTS[:4], *EXTRA], 30), text("c", PARTS, 60), text("d", PARTS[:5], 90)],
    ],
    ids=["copied", "copied and cut", "two cuts", "two additions", "nobody to witness", "copies of each"],
)
def test_nothing_says_that_a_text_is_missing(texts: list[Text]) -> None:
    found = trace(texts)
    assert [edge.article for edge in found if edge.parent.article is None] == ["a"]
    assert not any("common-source-not-held" in codes(edge) for edge in found)


def test_an_agency_that_is_not_held_is_named() -> None:
    one = text("one", PARTS, 0, credits=frozenset({"ap"}))
    (first, _) = trace([one, text("two", PARTS, 60, credits=frozenset({"ap"}))], names={"ap": "AP"})
    assert first.parent.article is None
    assert any("AP" in reason.text for reason in first.parent.text if reason.code == "credits-not-held")


def test_near_parents_are_kept() -> None:
    found = edge_of("c", text("a", PARTS, 0), text("b", PARTS, 10), text("c", PARTS[:3], 60))
    assert {found.parent.article, *(other.article for other in found.others)} == {"a", "b"}
    assert found.parent.probability + sum(other.probability for other in found.others) <= 1.01


def on_the_day(key: str, parts: list[str]) -> Text:
    """A text of which only the day is known."""
    day = Interval(NINE.replace(hour=0), NINE.replace(hour=23))
    return replace(text(key, parts), window=Window(key, f"{key}.example", day, day, report_views.at("2026-03-04")))


def probability_of(edge: LineageEdge, article: str | None) -> float:
    return next((one.probability for one in (edge.parent, *edge.others) if one.article == article), 0.0)


def test_of_two_that_may_each_be_the_first_each_is_the_others_copy_in_part() -> None:
    """Equal texts of one day: as likely one way as the other, and all that is said of one text adds up."""
    alpha, beta = trace([on_the_day("alpha", PARTS), on_the_day("beta", PARTS)])
    assert probability_of(alpha, None) == pytest.approx(0.5, abs=0.02)
    for edge, other in ((alpha, "beta"), (beta, "alpha")):
        assert probability_of(edge, None) + probability_of(edge, other) == pytest.approx(1.0, abs=0.01)
    assert probability_of(beta, "alpha") == pytest.approx(probability_of(alpha, None), abs=0.02)


def test_a_copy_of_one_of_two_that_may_be_the_first_is_surely_a_copy() -> None:
    """What lies below both is the less sure of its parent, but it is none of the two."""
    added = [*PARTS, newsroom.text(5, 1)]
    known = [on_the_day("alpha", PARTS), on_the_day("beta", PARTS), text("copy", added[:5], 2000)]
    copy = edge_of("copy", *known)
    assert probability_of(copy, None) < 0.05
    assert probability_of(copy, "alpha") + probability_of(copy, "beta") > 0.95


@settings(max_examples=examples(40), deadline=None)
@given(st.integers(0, 10_000))
def test_what_is_said_of_a_text_is_no_more_than_certain(seed: int) -> None:
    for clock in (True, False):
        for edge in trace(texts_of_story(lineages.story(seed), clock=clock), clock=clock):
            assert sum(one.probability for one in (edge.parent, *edge.others)) <= 1.01


def test_nothing_and_one() -> None:
    assert trace([]) == ()
    (only,) = trace([text("a", PARTS, 0)])
    assert (only.parent.article, only.parent.probability) == (None, 1.0)
    (empty, other) = trace([text("a", []), text("b", [])])
    assert {empty.parent.article, other.parent.article} <= {None, "a", "b"}


@settings(max_examples=examples(40), deadline=None)
@given(st.integers(0, 10_000))
def test_any_invented_story(seed: int) -> None:
    """A tree, no edge against an interval, the same in any order, and never a wrong first."""
    made = lineages.story(seed)
    known = texts_of_story(made, clock=True)
    edges = trace(known)
    windows = {one.id: one.window for one in known}
    assert {(e.article, e.version) for e in edges} == set(windows)
    by_id = {(e.article, e.version): e.parent for e in edges}
    for ident, parent in by_id.items():
        steps = 0
        while parent.article is not None:
            assert before(windows[ident], windows[parent.article, parent.version]) is not True
            ident, parent = (parent.article, parent.version), by_id[parent.article, parent.version]
            steps += 1
            assert steps <= len(edges)
        assert 0 <= parent.probability <= 1
    assert trace(reversed(known)) == edges
    origin = judge(witnesses(made))
    if origin.verdict is Verdict.FIRST:
        assert {one.outlet for one in made if one.key in origin.articles} == {made[0].outlet}


@given(st.integers(-500, 500), st.integers(0, 500), st.integers(0, 500))
def test_likelihoods_of_both_orders_add_up(shift: int, one: int, other: int) -> None:
    a, b = text("a", PARTS, 0).window, text("b", PARTS, shift).window
    a = replace(a, nominal=Interval(a.nominal.start, a.nominal.end + timedelta(minutes=one)))
    b = replace(b, nominal=Interval(b.nominal.start, b.nominal.end + timedelta(minutes=other)))
    assert likelihood(a, b) + likelihood(b, a) == pytest.approx(1.0, abs=1e-6)


# ── stored and shown ──────────────────────────────────────────────────────────────────────────────────


def test_reindex_gives_what_ingest_gave(tmp_path: Path) -> None:
    from syndicheck.pipeline import reindex

    source = newsroom.jsonl(tmp_path / "week.jsonl", newsroom.week_of_news(3))
    with Database(tmp_path / "w.db", write=True) as store:
        ingest(source, store)
        (edges,) = store.connection.execute("SELECT count(*) FROM lineage WHERE rank = 0").fetchone()
        (members,) = store.connection.execute("SELECT count(*) FROM story_articles WHERE role = 'member'").fetchone()
        assert edges == members > 0
        first = list(canonical_dump(store.connection))
        reindex(store)
        assert list(canonical_dump(store.connection)) == first


def test_deleting_an_article_leaves_no_edge_of_it(tmp_path: Path) -> None:
    from syndicheck.store.removal import articles_of_outlet
    from syndicheck.upkeep import delete

    source = newsroom.jsonl(tmp_path / "week.jsonl", newsroom.week_of_news(2))
    with Database(tmp_path / "w.db", write=True) as store:
        ingest(source, store)
        delete(store, articles_of_outlet(store.connection, "outlet0.example"))
        rows = store.connection.execute(
            "SELECT count(*) FROM lineage l JOIN articles a ON a.id = l.article_id"
            " JOIN outlets o ON o.id = a.outlet_id WHERE o.name = 'outlet0.example'"
        ).fetchone()
        assert rows == (0,)
        assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []


def graph(story: StoryView, fmt: str) -> str:
    out = io.StringIO()
    write_graph(story, fmt, out)
    return out.getvalue()


HOSTILE = replace(
    report_views.JUDGED,
    members=tuple(
        replace(member, outlet='Evil" ]; } digraph x { \\', title="<script>\x1b[31m\x00\ud800 & \u202e")
        for member in report_views.JUDGED.members
    ),
)


@pytest.mark.parametrize("story", [report_views.JUDGED, HOSTILE], ids=["plain", "hostile"])
def test_graphml_is_read_by_networkx(story: StoryView) -> None:
    import networkx

    written = graph(story, "graphml")
    ElementTree.fromstring(written)
    read = networkx.parse_graphml(written)
    chosen = [edge for *edge, data in read.edges(data=True) if not data["alternative"]]
    assert len(chosen) == len(story.lineage)
    assert "not-held" in read
    assert not any(c in written for c in "\x1b\x00\u202e")


@pytest.mark.parametrize("story", [report_views.JUDGED, HOSTILE], ids=["plain", "hostile"])
def test_graphviz_strings_end_where_they_should(story: StoryView) -> None:
    written = graph(story, "graphviz")
    assert written.count("->") == sum(1 + len(edge.others) for edge in story.lineage)
    assert not any(c in written for c in "\x1b\x00\u202e")
    for line in written.splitlines():
        bare = line.replace("\\\\", "").replace('\\"', "")
        assert bare.count('"') % 2 == 0
        outside = "".join(bare.split('"')[::2])
        assert "digraph x" not in outside


def test_the_graph_is_no_surer_than_the_story() -> None:
    (edge, *rest) = report_views.JUDGED.lineage
    sure = replace(edge, parent=replace(edge.parent, probability=0.9996))
    written = graph(replace(report_views.JUDGED, lineage=(sure, *rest)), "graphviz")
    assert '[label="99 %"' in written
    assert "100 %" not in written


def test_other_graph_formats_are_refused() -> None:
    with pytest.raises(InputError, match="graphviz, graphml"):
        graph(report_views.JUDGED, "gexf")


def test_every_reason_is_explained() -> None:
    for code in LINEAGE_REASONS:
        assert explanation(code)


SOURCE_DE = (
    "Die Polizei im Landkreis Almstadt sucht Zeugen. Am Montag hat ein Unbekannter in Deutschland drei Boote gestohlen."
)
TARGET_EN = (
    "The police in the rural district of Almstadt (a county in northern Germany) are looking for people who saw the"
    " theft. On Monday an unknown person stole as many as three boats from the harbour of the town in Germany, it said."
)


def test_a_translation_is_longer_and_tells_of_the_others_country() -> None:
    one, other = read(SOURCE_DE, "de"), read(TARGET_EN, "en")
    assert first_probability(one, other) > 0.7
    assert first_probability(one, other) + first_probability(other, one) == pytest.approx(1.0)
    assert first_probability(one, one) == 0.5


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["en", "ja", "de", "xx", ""]))
def test_direction_of_any_two_texts(one: str, other: str, lang: str) -> None:
    a, b = read(one, lang), read(other, "ru")
    assert 0 <= first_probability(a, b) <= 1
    assert first_probability(a, b) + first_probability(b, a) == pytest.approx(1.0)
