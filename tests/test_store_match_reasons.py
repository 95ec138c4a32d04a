"""Reasons of matches come back from the database as they were, however little of them is stored."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import newsroom

from syndicheck.matching import reasons
from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.matches import Match, MatchClass, Passage
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span
from syndicheck.store.match_reasons import match_reasons_json, read_match_reasons

shares = st.floats(0, 1)
CODES = ("copied", "contained", "copied-whole", "mostly-copied", "scattered", "facts-differ")


def passages(count: int) -> tuple[Passage, ...]:
    return tuple(Passage(Span(9 * n, 9 * n + 8), Span(9 * n, 9 * n + 8), 8) for n in range(count))


def read_again(match: Match) -> tuple[Reason, ...]:
    return read_match_reasons(match_reasons_json(match), match)


@given(shares, shares, shares, st.integers(0, 4), st.booleans())
def test_what_shares_say_is_made_from_them(a: float, b: float, resemblance: float, count: int, turned: bool) -> None:
    short, long = (b, a) if turned else (a, b)
    said = (
        reasons.copied(short, long, count),
        reasons.contained(short, long),
        reasons.whole(min(a, b), resemblance),
        reasons.edited(min(a, b), resemblance),
        reasons.too_little(max(a, b)),
        reasons.nothing(),
    )
    match = Match(MatchClass.EDITED, a, b, resemblance, 0.5, passages(count), said)
    assert read_again(match) == said
    assert read_again(match.swapped()) == match.swapped().reasons
    assert all(isinstance(one, str) for one in json.loads(match_reasons_json(match))[:-1])


@given(st.sampled_from(CODES), shares, shares, shares, st.text(max_size=20), st.dictionaries(st.text(), shares))
def test_whatever_else_a_reason_says_is_kept(
    code: str, a: float, b: float, other: float, text: str, data: dict[str, float]
) -> None:
    match = Match(
        MatchClass.EDITED, a, b, 0.5, 0.5, passages(2), (Reason(code, text, data), reasons.edited(other, 0.1))
    )
    assert read_again(match) == match.reasons


@pytest.mark.parametrize(("share", "told"), [(1.0, "100 %"), (0.9999, "99 %"), (0.995, "99 %"), (0.984, "98 %")])
def test_all_is_only_said_where_nothing_is_left(share: float, told: str) -> None:
    assert reasons.whole(share, share).text == f"At least {told} of each text is in the other."
    assert reasons.copied(share, share, 1).text == (
        f"{told} of the shorter and {told} of the longer text are copied, in 1 passage."
    )


def test_a_word_that_differs_inside_a_passage_is_not_all_of_it() -> None:
    """Passages close over the gap: both shares are the whole."""
    before, behind = ("\n\n".join(newsroom.text(seed) for seed in seeds) for seeds in (range(40, 46), range(50, 54)))
    for words in (("412", "598"), ("many", "few")):
        one, other = (f"{before}\n\nThe ferry carries {word} people over the strait.\n\n{behind}" for word in words)
        match = compare(prepare(one, ()), prepare(other, ()))
        assert (match.match_class, match.share_a, match.share_b) == (MatchClass.VERBATIM, 1, 1)
        assert match.reasons[0].text == "At least 99 % of each text is in the other."
        assert read_again(match) == match.reasons
    assert reasons.edited(1.0, 0.7).text == "Most of each text is in the other (at least 99 %), with changes."


def test_one_other_number_in_a_long_text_is_not_all_of_it() -> None:
    body = "\n\n".join(newsroom.text(seed) for seed in range(40, 46))
    one, other = (
        f"A ferry for {number} people.\n\n{body}\n\nThe ferry carries {number} people." for number in (412, 598)
    )
    match = compare(prepare(one, ()), prepare(other, ()))
    assert match.match_class is MatchClass.VERBATIM
    assert 0.995 < match.share_a < 1
    said = " ".join(reason.text for reason in match.reasons)
    assert "1 place" in said
    assert "At least 99 % of each" in said
    assert "100 %" not in said
    same = compare(prepare(one, ()), prepare(one, ()))
    assert "At least 100 % of each" in " ".join(reason.text for reason in same.reasons)


def test_passages_that_are_stored_once_only() -> None:
    match = Match(MatchClass.EDITED, 0.5, 0.4, 0.3, 0.5, passages(1) * 2, (reasons.copied(0.5, 0.4, 2),))
    assert read_match_reasons(match_reasons_json(match), Match(MatchClass.EDITED, 0.5, 0.4, 0.3, 0.5, passages(1))) == (
        match.reasons
    )


@pytest.mark.parametrize("cut", [1, 3, 6])
def test_a_real_match_is_short(cut: int) -> None:
    whole = newsroom.paragraphs(4)
    match = compare(prepare("\n\n".join(whole), ()), prepare("\n\n".join(whole[:cut]), ()))
    assert match.reasons
    assert read_again(match) == match.reasons
    assert len(match_reasons_json(match)) < 100


def test_reasons_of_older_databases_are_read_as_they_stand() -> None:
    text = '[{"code":"copied","data":{"passages":2},"text":"Much is copied."},{"code":"odd"},'
    text += '{"code":"copied","shorter":"b"}]'
    read = read_match_reasons(text, Match(MatchClass.EDITED, 0.5, 0.4, 0.3, 0.5))
    assert read == (
        Reason("copied", "Much is copied.", {"passages": 2}),
        Reason("odd", "", {}),
        reasons.copied(0.4, 0.5, 0),
    )


words = st.lists(st.text("abc 3–“", max_size=6), max_size=3)
slots = st.lists(st.fixed_dictionaries({"shorter": words, "longer": words}), min_size=1, max_size=3)
figures = st.fixed_dictionaries({"places": st.integers(1, 3), "slots": slots})
measured = st.one_of(
    figures.map(lambda data: Reason("facts-differ", reasons.worded("facts-differ", data) or "", data)),
    figures.map(lambda data: Reason("same-template", reasons.worded("same-template", data) or "", data)),
    st.tuples(shares, shares).map(lambda two: reasons.boilerplate(*two)),
    shares.map(reasons.quotes_only),
    st.tuples(shares, shares).map(lambda two: reasons.edited(*two)),
)


@given(measured, shares, shares)
def test_words_that_figures_say_are_made_from_them(reason: Reason, a: float, b: float) -> None:
    match = Match(MatchClass.EDITED, a, b, 0.5, 0.5, passages(2), (reason,))
    assert read_again(match) == (reason,)
    assert '"text"' not in match_reasons_json(match)


def test_words_that_differ_stand_in_pairs() -> None:
    data = {
        "places": 2,
        "slots": [{"shorter": ["nine", "million"], "longer": ["10"]}, {"shorter": [], "longer": ["a"]}],
    }
    reason = Reason("facts-differ", "2 places in the copied text have other facts.", data)
    match = Match(MatchClass.EDITED, 0.5, 0.4, 0.3, 0.5, passages(2), (reasons.copied(0.4, 0.5, 2), reason))
    assert json.loads(match_reasons_json(match)) == [
        "copied:b",
        ["facts-differ", 2, [["nine million", "10"], ["", "a"]]],
    ]


@pytest.mark.parametrize("data", [{}, {"slots": []}, {"places": 3, "slots": [7]}, {"places": 2, "slots": "none"}])
def test_figures_of_another_form_are_kept_with_their_words(data: dict[str, object]) -> None:
    reason = Reason("same-template", "The same wording around other facts.", data)
    assert read_again(Match(MatchClass.TEMPLATE, 0.5, 0.4, 0.3, 0.5, passages(1), (reason,))) == (reason,)
