"""Copies that resemble their source little, and what looks like them but is none (all texts invented)."""

from __future__ import annotations

import random
import re

import pytest
from tests.test_matching_gaps import COPPER
from tests.test_matching_reuse import ABOUT, BRIDGE, MARKET, SCHOOL

from syndicheck.matching import edits
from syndicheck.matching.derivation import derivations
from syndicheck.matching.evidence import gather
from syndicheck.matching.layout import Track, follow, patchwork
from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.shares import Derivation

LEAD = (
    "Commuters in the north of the country have to be patient this year, because work goes on at several places at "
    "once. What follows is what the offices told us this week, and what we think of it."
)

MISREAD = {"rn": "m", "cl": "d", "l": "1", "e": "c", "o": "0", "h": "b", "u": "ii"}


def matched(a: str, b: str) -> Match:
    return compare(prepare(a, (), lang="en"), prepare(b, (), lang="en"))


def scanned(text: str, every: int) -> str:
    """Every so-manieth word misread."""
    words = text.split(" ")
    for place in range(2, len(words), every):
        for read, as_this in MISREAD.items():
            if read in words[place] and not any(map(str.isdigit, words[place])):
                words[place] = words[place].replace(read, as_this, 1)
                break
    return " ".join(words)


def exchanged(text: str, every: int, seed: int = 4) -> str:
    """Every so-manieth word, unless it is a name or a number, exchanged for another."""
    rng = random.Random(seed)
    words = text.split(" ")
    for place in range(3, len(words), every):
        if words[place].isalpha() and words[place].islower():
            words[place] = rng.choice(("soon", "nearly", "other", "then", "whole", "plain"))
    return " ".join(words)


def unpunctuated(text: str) -> str:
    return re.sub(r"[.,'\"]", "", text)


SENTENCES = BRIDGE.split("\n")


@pytest.mark.parametrize(
    ("copy", "expected"),
    [
        (" ".join([MARKET, " ".join(SENTENCES[:5]), SCHOOL, ABOUT]), {MatchClass.EXCERPT}),
        ("\n".join([LEAD, *(SENTENCES[n] for n in (7, 2, 5, 0))]), {MatchClass.EXCERPT}),
        ("\n".join(SENTENCES[n] for n in (9, 4, 7, 2, 5, 0)), {MatchClass.EXCERPT, MatchClass.EDITED}),
        (scanned(BRIDGE, 6), {MatchClass.EDITED, MatchClass.EXCERPT}),
        (exchanged(BRIDGE, 6), {MatchClass.EDITED, MatchClass.EXCERPT}),
        (exchanged(unpunctuated(BRIDGE), 8), {MatchClass.EDITED, MatchClass.EXCERPT}),
    ],
    ids=["item of a round-up", "paragraphs reordered", "sentences reordered", "scanned", "words exchanged", "no marks"],
)
def test_copies_of_low_resemblance(copy: str, expected: set[MatchClass]) -> None:
    match = matched(copy, BRIDGE)
    assert match.resemblance < 0.6
    assert match.match_class in expected, match.reasons


PARAGRAPHS = [" ".join(SENTENCES[n : n + 2]) for n in range(0, 10, 2)]


@pytest.mark.parametrize("second", [2, 3])
def test_the_lead_of_a_release_and_a_paragraph_more_between_ones_own_are_a_part_of_it(second: int) -> None:
    article = "\n\n".join([LEAD, PARAGRAPHS[0], PARAGRAPHS[second], MARKET.split("\n")[2]])
    match = matched(article, "\n\n".join(PARAGRAPHS))
    assert match.match_class is MatchClass.EXCERPT, match.reasons


def test_stock_paragraphs_in_order_behind_other_news_are_no_part() -> None:
    stock = [part + "." for part in ABOUT.split(". ")]
    one = "\n".join([*MARKET.split("\n")[:3], *stock[:3], SCHOOL.split("\n")[1], *stock[3:]])
    other = "\n".join([LEAD, *stock[:3], SCHOOL.split("\n")[3], *stock[3:]])
    assert not matched(one, other).joins


def test_paragraphs_in_order_with_another_number_in_the_lead_are_no_part() -> None:
    article = "\n\n".join([LEAD, PARAGRAPHS[0].replace("3 March", "9 May"), PARAGRAPHS[2], MARKET.split("\n")[2]])
    assert not matched(article, "\n\n".join(PARAGRAPHS)).joins


FURTHER = "\n\n".join(COPPER)
OPENING = "\n".join(SENTENCES[:4])


@pytest.mark.parametrize(
    ("release", "round_up", "expected"),
    [
        ([OPENING, MARKET, SCHOOL], [FURTHER, OPENING, ABOUT], MatchClass.EXCERPT),
        ([MARKET, OPENING, SCHOOL], [OPENING, FURTHER, ABOUT], MatchClass.EXCERPT),
        ([MARKET, OPENING, SCHOOL], [FURTHER, OPENING, ABOUT], MatchClass.RELATED),
        ([OPENING.replace("3 March", "9 March"), MARKET, SCHOOL], [FURTHER, OPENING, ABOUT], MatchClass.RELATED),
        (["\n".join(SENTENCES[:3]), MARKET, SCHOOL], [FURTHER, "\n".join(SENTENCES[:3]), ABOUT], MatchClass.RELATED),
    ],
    ids=["opens the release", "opens the round-up", "opens neither", "with another number", "50 words"],
)
def test_b4_an_item_of_seventy_words_is_a_part_where_one_text_begins_with_it(
    release: list[str], round_up: list[str], expected: MatchClass
) -> None:
    match = matched("\n".join(release), "\n\n".join(round_up))
    assert match.match_class is expected, match.reasons
    assert max(match.share_a, match.share_b) < 0.3, "or it would be evidence wherever it stands"


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("every", [None, 9, 6])
def test_b5_sentences_in_any_order_with_single_words_exchanged_are_still_derived(seed: int, every: int | None) -> None:
    shuffled = list(SENTENCES)
    random.Random(seed).shuffle(shuffled)
    copy = "\n".join(shuffled)
    match = matched(BRIDGE, exchanged(copy, every, seed) if every else copy)
    assert match.joins, match.reasons
    assert Derivation.NON not in derivations(match)


def test_b5_sentences_in_any_order_with_other_facts_are_not() -> None:
    copy = exchanged("\n".join(SENTENCES[n] for n in (7, 1, 9, 4, 0, 6, 3, 8, 2, 5)), 6)
    assert matched(BRIDGE, copy).joins
    for was, now in (("Norhaven", "Almstadt"), ("Kettle", "Weaver"), ("Anna Behrens", "Ludo Maas"), ("14,000", "6,500"),
                     ("3 March", "9 October"), ("1962", "1971"), ("22", "31"), ("Sandvik", "Varga")):  # fmt: skip
        copy = copy.replace(was, now)
    assert not matched(BRIDGE, copy).joins


@pytest.mark.parametrize(
    "order", [(0, 1, 2, 9, 3, 4, 5, 6, 7, 8), (0, 1, 2, 4, 5, 6, 7, 3, 9), (0, 2, 4, 5, 3, 6, 7, 8, 9)]
)
def test_one_paragraph_moved_under_a_lead_of_ones_own(order: tuple[int, ...]) -> None:
    between = [*MARKET.split("\n"), *SCHOOL.split("\n")]
    source = "\n".join(part for n, own in enumerate(SENTENCES) for part in ([own, between[n]] if n % 2 else [own]))
    match = matched("\n".join([LEAD, *(SENTENCES[n] for n in order)]), source)
    assert match.share_a < 0.9, "or it would be an excerpt whatever the order"
    assert match.match_class is MatchClass.EXCERPT, match.reasons


def test_the_same_form_with_other_facts_is_no_scan_of_it() -> None:
    other = BRIDGE.replace("Norhaven", "Almstadt").replace("Kettle", "Weaver").replace("3 March", "9 October")
    other = other.replace("14,000", "6,500").replace("Anna Behrens", "Ludo Maas").replace("1962", "1971")
    assert matched(other, BRIDGE).match_class is MatchClass.TEMPLATE
    assert not matched(scanned(other, 9), BRIDGE).joins


def test_notices_in_another_order_behind_different_news_join_nothing() -> None:
    notices = [part + "." for part in ABOUT.split(". ")]
    one = "\n".join([MARKET, *notices])
    other = "\n".join([SCHOOL, *notices[3:], *notices[:3]])
    assert not matched(one, other).joins


def test_a_quoted_statement_amid_ones_own_words_is_no_round_up() -> None:
    statement = " ".join(SENTENCES[2:6])
    one = "\n".join([MARKET, statement, SCHOOL])
    assert not matched(one, "\n".join([ABOUT, LEAD, statement, *[LEAD.upper()[::-1]] * 3])).joins


@pytest.mark.parametrize(
    ("here", "there", "differs"),
    [
        ("worth 3,500 crowns", "worth 3500 crowns", False),
        ("made in the U.S. by Orle", "made in the US by Orle", False),
        ("said Santorum of Brindle", "said Santoriim of Brindle", False),
        ("Norhaven's mayor", "Norhavens mayor", False),
        ("in March 2004", "in March 2005", True),
        ("worth 35 crowns", "worth 36 crowns", True),
        ("by Fernlake of Velmira", "by Orlemark of Portasol", True),
        ("in FY2004", "in FY2005", True),
    ],
)
def test_a_fact_in_another_spelling_is_the_same_fact(here: str, there: str, differs: bool) -> None:
    first, *rest = MARKET.split("\n")
    texts = [prepare("\n".join([first, f"It was {slot} then.", *rest]), (), lang="en") for slot in (here, there)]
    assert bool(gather(*texts).contrast.substitutions) is differs


def test_a_patchwork_by_hand() -> None:
    found = patchwork(bytes([0] * 5 + [1] * 10 + [0] + [1] * 10 + [0] * 30 + [1] * 3))
    assert (found.start, found.end, found.equal, found.copied) == (5, 26, 20, 23)
    assert found.purity == pytest.approx(20 / 21 * 20 / 23)
    assert patchwork(b"").purity == 0


def test_following_word_by_word_by_hand() -> None:
    source = [f"w{n}" for n in range(100)]
    copy = [f"x{n}" if n % 5 == 4 else word for n, word in enumerate(source)]
    track = follow(source, copy)
    assert track.share_a == track.share_b == pytest.approx(0.99)
    assert track.density == pytest.approx(80 / 99)
    assert track.apart == 0
    apart = follow(source, source[:50] + [f"y{n}" for n in range(20)] + source[50:])
    assert apart.apart == pytest.approx(20 / 120)
    assert follow(["a"], ["b"]).density == 0


def test_long_texts_are_not_read_along_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of two texts of 100,000 words would fill gigabytes."""
    read: list[int] = []

    def watched(keys_a: list[str], keys_b: list[str]) -> Track:
        read.append(max(len(keys_a), len(keys_b)))
        return follow(keys_a, keys_b)

    monkeypatch.setattr(edits, "follow", watched)
    monkeypatch.setattr(edits, "ALONG_TOKENS", 300)
    for times in (1, 3):
        source = [f"{word}{n}" for n in range(times) for word in BRIDGE.split()]
        copy = ["else" if n % 9 in (3, 8) and n % 40 > 12 else word for n, word in enumerate(source)]
        matched(" ".join(source), " ".join(copy))
    assert read
    assert max(read) < 300
