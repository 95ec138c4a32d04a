"""Loops over words that are left to C, against the loops (lineage)."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from syndicheck.provenance import slips, wordings
from syndicheck.provenance.intervals import EVER
from syndicheck.provenance.windows import Window
from syndicheck.text import Tokens

RUNS = st.lists(st.integers(0, 12), max_size=60)


def places_apart(ordered: Sequence[int], other: frozenset[int]) -> int:
    """In how many places a text has something that another has not, run by run."""
    places = missing = common = 0
    for gram in ordered:
        if gram in other:
            common += 1
            if common > wordings.GRAM:
                missing = 0
        else:
            common = 0
            missing += 1
            places += missing == wordings.GRAM
    return places


@given(RUNS, st.frozensets(st.integers(0, 12)))
def test_places_apart(ordered: list[int], other: frozenset[int]) -> None:
    assert wordings._places(ordered, other) == places_apart(ordered, other)


def surroundings(keys: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Each word by the two before and the two behind it, where these come once."""
    seen: dict[tuple[str, ...], list[str]] = {}
    for at in range(2, len(keys) - 2):
        seen.setdefault((*keys[at - 2 : at], *keys[at + 1 : at + 3]), []).append(keys[at])
    return {context: words[0] for context, words in seen.items() if len(words) == 1}


@given(st.lists(st.sampled_from("abc"), max_size=25))
def test_words_by_their_surroundings(keys: list[str]) -> None:
    found = slips._places(keys)
    assert list(found.items()) == [(hash(context), word) for context, word in surroundings(keys).items()]


def slips_word_by_word(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, str, str]]:
    """Every word of the one against the word that stands between the same words in the other."""
    found = []
    places = surroundings(a)
    for context, word in surroundings(b).items():
        other = places.get(context, word)
        if min(len(other), len(word)) < slips.SHORTEST or any(c.isdigit() for c in word + other):
            continue
        if other != word and slips.OSA.distance(word, other) <= 2:
            if other in b and a.count(other) > 1 and word not in a:
                found.append((other, word, "b"))
            elif word in a and b.count(word) > 1 and other not in b:
                found.append((word, other, "a"))
    return found


SPELT = st.lists(
    st.sampled_from(["kestrel", "kestel", "kestrels", "harbour", "harbor", "12345", "ford5", "ford55", "a", "b"]),
    max_size=40,
)


@given(SPELT, st.lists(st.tuples(st.integers(0, 39), SPELT.filter(bool)), max_size=4))
def test_slips(keys: list[str], edits: list[tuple[int, list[str]]]) -> None:
    copy = list(keys)
    for place, words in edits:
        copy[place : place + 1] = words[:1]
    assert slips.slips(slips.Spelling(keys), slips.Spelling(copy)) == slips_word_by_word(keys, copy)


BODIES = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=12), min_size=1, max_size=5)


@given(BODIES)
def test_what_bodies_have_in_common(several: list[list[str]]) -> None:
    window = Window("", "", EVER, EVER)
    texts = [
        wordings.Text(str(number), "", "en", "", Tokens(keys, (), (), False), window)
        for number, keys in enumerate(several)
    ]
    found = wordings.Wordings(texts)
    grams = found.grams
    support = {gram: sum(gram in one for one in grams) for one in grams for gram in one}
    numbers = range(len(grams))
    for one in numbers:
        assert found._of_two(one) == {gram for gram in grams[one] if support[gram] == 2}
        for other in numbers:
            assert found.shared(one, other) == len(grams[one] & grams[other])
            apart = grams[one] - grams[other]
            usual = sum(support[gram] - 1 for gram in apart) / len(apart) if apart else 0.0
            assert found._usual_apart(one, other) == usual
