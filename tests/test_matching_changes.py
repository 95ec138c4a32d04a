"""What changed between a source and its copy: each kind, in several languages, with exact spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.matching.changes import MOST, what_changed
from syndicheck.matching.reuse import prepare
from syndicheck.model.changes import CHANGE_WEIGHTS, Change, ChangeKind
from syndicheck.provenance.months import months_named

STORY = (
    "The harbour board of Norrvik has leased the old granary to a cooperative of brewers for 30 years, it said on "
    "Monday, 3 March 2026. The rent is 1,200 euros a month. Jane Doe, who chairs the board, said the town would not "
    "pay for the roof. The brewers expect 3.5 million bottles a year. Eleven residents spoke at the meeting in the "
    "town hall. The ferry is not affected, and the market stays where it has been since the war."
)


def changes(a: str, b: str, lang: str = "en") -> list[Change]:
    return list(what_changed(prepare(a, (), None, lang), prepare(b, (), None, lang), months_named))


def told(a: str, b: str, lang: str = "en") -> set[tuple[str, str, str]]:
    return {(change.kind.value, change.was, change.now) for change in changes(a, b, lang)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("30 years", "40 years", ("number", "30", "40")),
        ("3.5 million", "3.9 million", ("number", "3.5", "3.9")),
        ("3 March", "5 March", ("date", "3", "5")),
        ("3 March", "3 April", ("date", "March", "April")),
        ("not pay", "pay", ("negation", "not", "")),
        ("Jane Doe", "John Roe", ("name", "Jane Doe", "John Roe")),
        ("expect 3.5", "may expect 3.5", ("hedge", "", "may")),
        ("3.5 million", "3.5 billion", ("unit", "million", "billion")),
        ("old granary", "former granary", ("wording", "old", "former")),
        ("Eleven residents", "Twelve residents", ("number", "Eleven", "Twelve")),
        (
            "Eleven residents spoke at the meeting in the town hall. ",
            "",
            ("dropped", "Eleven residents spoke at the meeting in the town hall", ""),
        ),
    ],
)
def test_one_change_is_told_as_one(old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert told(STORY, STORY.replace(old, new)) == {expected}


def test_what_was_added() -> None:
    added = "The mayor of the town welcomed the lease and hopes for visitors from the islands."
    assert told(STORY, f"{STORY} {added}") == {("added", "", added.rstrip("."))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,200", "1200"),
        ("1,200", "1 200"),
        ("1’200", "1200"),
        ("1,200", "١٬٢٠٠"),
        ("The rent", "THE RENT"),
        (", it said", " — it said"),
        ("brewers expect", "brewers  expect"),
        ("30 years", "30\u00a0years"),
    ],
)
def test_what_is_no_change(old: str, new: str) -> None:
    assert told(STORY, STORY.replace(old, new)) == set()


@pytest.mark.parametrize(
    ("lang", "a", "b", "expected"),
    [
        (
            "de",
            "Der Rat der Stadt hat am Montag den Vertrag mit den Brauern nicht verlängert, wie er mitteilte.",
            "Der Rat der Stadt hat am Montag den Vertrag mit den Brauern verlängert, wie er mitteilte.",
            ("negation", "nicht", ""),
        ),
        (
            "de",
            "Der Rat der Stadt hat am 3. März den Vertrag mit den Brauern verlängert, wie er mitteilte.",
            "Der Rat der Stadt hat am 3. Mai den Vertrag mit den Brauern verlängert, wie er mitteilte.",
            ("date", "März", "Mai"),
        ),
        (
            "fr",
            "Le conseil du port a loué le grenier pour 30 ans, et la ville ne paiera pas le toit du bâtiment.",
            "Le conseil du port a loué le grenier pour 40 ans, et la ville ne paiera pas le toit du bâtiment.",
            ("number", "30", "40"),
        ),
        (
            "es",
            "El consejo del puerto dijo que el incendio fue provocado por un empleado de la fábrica.",
            "El consejo del puerto dijo que el incendio fue presuntamente provocado por un empleado de la fábrica.",
            ("hedge", "", "presuntamente"),
        ),
        (
            "zh",
            "港口委员会周一表示，已将旧粮仓租给酿酒合作社三十年，该市不会支付屋顶的费用。",
            "港口委员会周一表示，已将旧粮仓租给酿酒合作社三十年，该市会支付屋顶的费用。",
            ("negation", "不", ""),
        ),
    ],
)
def test_in_other_languages(lang: str, a: str, b: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(a, b, lang)


def test_the_weightiest_comes_first() -> None:
    copy = (
        STORY.replace("old granary", "former granary").replace("30 years", "40 years").replace("Jane Doe", "John Roe")
    )
    found = changes(STORY, copy)
    assert [change.kind for change in found] == [ChangeKind.NUMBER, ChangeKind.NAME, ChangeKind.WORDING]
    assert [change.weight for change in found] == sorted((change.weight for change in found), reverse=True)


def test_spans_are_those_of_the_originals() -> None:
    source, copy = f"\u200b«{STORY}»", STORY.replace("30 years", "40 years").replace("not pay", "pay")
    for change in changes(source, copy):
        assert change.a is None or source[change.a.start : change.a.end] == change.was
        assert change.b is None or copy[change.b.start : change.b.end] == change.now
        assert (change.a is None) == (not change.was)
        assert (change.b is None) == (not change.now)


def test_texts_with_nothing_in_common_have_no_changes() -> None:
    assert changes(STORY, "Eine ganz andere Geschichte über Pinsel und Farben, ohne jedes gemeinsame Wort.") == []
    assert changes("", STORY) == []


def test_a_template_lists_the_figures_of_each_month() -> None:
    form = "The trust paid {} dollars a share for {} 2026, and sold {} of its {} properties, it said in its package."
    found = told(form.format("0.12", "March", "3", "160"), form.format("0.17", "April", "5", "155"))
    assert {
        ("number", "0.12", "0.17"),
        ("date", "March", "April"),
        ("number", "3", "5"),
        ("number", "160", "155"),
    } <= found


WORDS = st.lists(
    st.sampled_from("harbour board granary not may 3 40 March Jane lease rent town the of".split()), max_size=60
)


@given(WORDS, WORDS)
def test_any_two_texts(a: list[str], b: list[str]) -> None:
    one, other = " ".join(a), " ".join(b)
    found = changes(one, other)
    assert len(found) <= MOST
    for change in found:
        assert change.a is None or one[change.a.start : change.a.end] == change.was
        assert change.b is None or other[change.b.start : change.b.end] == change.now
        assert change.was != change.now
        assert change.weight == CHANGE_WEIGHTS[change.kind]
    if a == b:
        assert found == []
