"""Where case does not matter ASCII texts are read in lower case: that finds what the engine finds by itself."""

from __future__ import annotations

import gc
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.regexes.collect import modules

from syndicheck.expressions import IgnoringCase, ignoring_case

TEXTS = 60
"""Texts that are made for each expression, of its own words."""


@pytest.fixture(scope="module")
def all_of_them() -> list[IgnoringCase]:
    assert len(list(modules())) > 100  # they are made where a module is imported
    return [one for one in gc.get_objects() if isinstance(one, IgnoringCase)]


def test_they_are_written_in_lower_case(all_of_them: list[IgnoringCase]) -> None:
    assert len(all_of_them) > 50
    for one in all_of_them:
        bare = re.sub(r"\\.|\(\?P(?=[<=])", "", one.pattern)
        assert bare == bare.lower(), one.pattern
        assert re.search(r"\(\?[a-zA-Z-]+[:)]", bare) is None, one.pattern  # no flags within


def test_they_find_the_same_in_texts_of_their_own_words(all_of_them: list[IgnoringCase]) -> None:
    chance = random.Random(7)
    matches = 0
    for one in all_of_them:
        words = [*re.findall(r"[a-z]{2,}", one.pattern), "A", "no", "not", "2,50", "@", "www.", ".com", "I", "K", "S"]
        for _ in range(TEXTS):
            said = (chance.choice((str.lower, str.upper, str.title))(chance.choice(words)) for _ in range(14))
            text = chance.choice((" ", " ", ", ", "-", "")).join(said)
            matches += agrees(one, text)
    assert matches > 5_000


def agrees(one: IgnoringCase, text: str) -> int:
    """How often an expression matches, once it is sure that it does so in the same places either way."""
    wanted = [match.span() for match in one.whole.finditer(text)]
    assert [match.span() for match in one.finditer(text)] == wanted, one.pattern
    for quick, slow in (
        (one.search(text, 5), one.whole.search(text, 5)),
        (one.match(text, 2, 40), one.whole.match(text, 2, 40)),
        (one.fullmatch(text), one.whole.fullmatch(text)),
    ):
        assert (quick and quick.span()) == (slow and slow.span()), one.pattern
    return len(wanted)


@given(st.text(alphabet="iIıİsSſkK\u212aéÉ \n", max_size=8))
def test_letters_that_are_others_than_they_look(text: str) -> None:
    for letter in "iskéıſ":
        one = ignoring_case(f"{letter}+.?$")
        assert isinstance(one, IgnoringCase)
        agrees(one, text)


def test_any_text_is_searched_as_it_stands() -> None:
    one = ignoring_case(r"straße|\bvia\b")
    assert [found.group() for found in one.finditer("STRASSE Straße VIA")] == ["Straße", "VIA"]
    assert [found.group() for found in one.finditer("Strasse VIA")] == ["via"]
