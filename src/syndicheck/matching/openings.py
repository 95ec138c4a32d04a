"""Is a form that two texts share filled in for another subject? The forecast for the next town, the next firm's day.

Two towns may have the same wind, and two shares rise by as much: of the figures only some are others, and the town is
named at the beginning, and perhaps once more. A text that was corrected or brought up to date differs in figures, too,
and who told them may be another at its beginning; but whom and where it tells of are the same. So what counts is
whether the words that differ there are names, whether the same ones do again, which part of all names and of all
figures is exchanged, and what else differs: nothing. Who brings a text up to date puts sentences in and takes some out.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from syndicheck.fingerprint.anchors import Anchor, anchors
from syndicheck.matching.daynames import names_day
from syndicheck.matching.evidence import CHARACTERS_PER_WORD, Evidence, Prepared
from syndicheck.matching.facts import FACT, NOUN
from syndicheck.matching.fillings import FILLING_WORDS, Pair, one_name
from syndicheck.matching.gaps import A_CLAUSE, Gap
from syndicheck.matching.onename import in_small_letters

OPENING = 20
"""Words at the beginning of a text among which its subject is named."""

FIGURES = 2
FIGURES_PART = 0.4
"""So many different figures are others then, and this part of all: of a story that was corrected most figures stay."""

FIRST = 8
"""The same for a word that may be no name."""

AGAIN = 2
"""Places in which one name stands for one other, the opening among them."""

NAMED = 3
"""Places with a name of each text's own where every noun has a capital: single nouns are exchanged as well."""

NAMES_PART = 0.5
"""Part of the different names that are others: in a story that was brought up to date most stay, or all."""

MORE_FIGURES = 3
MORE_PART = 0.5
"""Figures where a name stands only in the opening, among more that stay, and where any word may be a name: in scripts
without capitals the police told the first toll, and the ministry the second. There the word may be none for a common
thing, and no territory that both name may say where all of it happened."""

COMMON, TERRITORY = "C", "G"
"""Kinds of anchors: words for common things, and territories."""

_OPENS = '«„“"»'


class _Names(Struct, frozen=True):
    """What may be names, one text's for the other's: in how many ``places`` something is, and each of the ``opening``
    ones, with those that stand :data:`FIRST`; which of these have ``capitals``, and whether one surely is a name.
    """

    places: int
    opening: dict[Pair, int]
    first: tuple[Gap, ...]
    capitals: frozenset[Pair]
    sure: bool


def another_subject(e: Evidence) -> bool:
    """Whether two texts say the same of different subjects: a name that they open with, and figures throughout."""
    if not (_has_own_figures(e.a, e.b) and _has_own_figures(e.b, e.a)):
        return False  # as most pairs; what follows takes longer
    found = e.fillings
    if found.figures < FIGURES or found.renumbered < FIGURES_PART or not _differ_in_places(e):
        return False
    more = found.figures >= MORE_FIGURES and found.renumbered >= MORE_PART
    names = _exchanged(e)
    if any(places >= AGAIN for pair, places in names.opening.items() if more or pair in names.capitals):
        return True
    if names.sure:
        return more or _names_part(e) >= NAMES_PART
    if names.capitals and NOUN not in e.a.facts.kinds:
        return False  # it begins a sentence, or a title
    return (bool(names.capitals) and names.places >= NAMED) or (more and _is_another_place(e, names.first))


def _has_own_figures(one: Prepared, other: Prepared) -> bool:
    """Whether a text has a figure that is nowhere in the other."""
    return any(_has_digit(fact) and fact not in other.facts.vocabulary for fact in one.facts.facts)


def _differ_in_places(e: Evidence) -> bool:
    """Whether nothing but small places differs: no text has a sentence that the other has not."""
    longest = A_CLAUSE * (CHARACTERS_PER_WORD if e.a.tokens.unspaced else 1)
    return all(gap.most <= longest for gap in e.gaps.each)


def _exchanged(e: Evidence) -> _Names:
    size = CHARACTERS_PER_WORD if e.a.tokens.unspaced else 1
    small = in_small_letters(e.a) | in_small_letters(e.b)
    found: dict[Pair, int] = {}
    opening: set[Pair] = set()
    first: list[Gap] = []
    capitals: set[Pair] = set()
    sure = False
    for gap in e.gaps.each:
        if not gap.exchanged or gap.most > FILLING_WORDS * size:
            continue
        sides = (e.a, gap.a, gap.a_end), (e.b, gap.b, gap.b_end)
        pair = tuple(_names(*sides[0], e.b, small)), tuple(_names(*sides[1], e.a, small))
        if not all(pair) or any(one_name(one, two) for one in pair[0] for two in pair[1]):
            continue
        found[pair] = found.get(pair, 0) + 1
        if max(gap.a, gap.b) <= OPENING * size:
            opening.add(pair)
            if max(gap.a, gap.b) <= FIRST * size:
                first.append(gap)
            if all(map(_has_capital, sides)):
                capitals.add(pair)
            sure = sure or all(map(_has_name, sides))
    at_first = {pair: places for pair, places in found.items() if pair in opening}
    return _Names(sum(found.values()), at_first, tuple(first), frozenset(capitals), sure)


def _names(prepared: Prepared, start: int, end: int, other: Prepared, small: frozenset[str]) -> Iterator[str]:
    """The words at a place that may be names, and are nowhere in the other text."""
    text, starts, stems, known = prepared.text, prepared.tokens.starts, prepared.facts.stems, other.facts.vocabulary
    for place in range(start, end):
        stem, first = stems[place], text[starts[place]]
        if not first.isalpha() or first.islower() or stem in small or stem in known:
            continue
        if not names_day(stem, prepared.lang or other.lang):
            yield stem


def _has_capital(side: tuple[Prepared, int, int]) -> bool:
    prepared, start, end = side
    return any(prepared.text[prepared.tokens.starts[at]].isupper() for at in range(start, end))


def _has_name(side: tuple[Prepared, int, int]) -> bool:
    """Whether there is a name at a place by its capital, amid a sentence, in a language in which nouns have none. What
    a quotation mark stands before, amid a sentence, is the name of a firm, or a title.
    """
    prepared, start, end = side
    facts = prepared.facts
    if NOUN in facts.kinds:
        return False
    words = [at for at in range(start, end) if not _has_digit(facts.stems[at])]
    return any(facts.kinds[at] == FACT or _is_quoted(prepared, at) for at in words)


def _is_quoted(prepared: Prepared, place: int) -> bool:
    """Whether a word has a capital, and before it stand a blank and a mark that opens a quotation, but no other."""
    text, tokens = prepared.text, prepared.tokens
    if not place or not text[tokens.starts[place]].isupper():
        return False
    between = text[tokens.ends[place - 1] : tokens.starts[place]]
    return len(between) == 2 and between[0] == " " and between[1] in _OPENS


def _is_another_place(e: Evidence, gaps: tuple[Gap, ...]) -> bool:
    """Whether what differs in one of some places is no word for a common thing, and both name no territory."""
    found = [anchors(one.text, one.lang) for one in (e.a, e.b)]
    here, there = ({anchor.key for anchor in some if anchor.key[0] == TERRITORY} for some in found)
    if here & there:
        return False
    return any(
        not (_has_common(found[0], e.a, gap.a, gap.a_end) or _has_common(found[1], e.b, gap.b, gap.b_end))
        for gap in gaps
    )


def _has_common(found: tuple[Anchor, ...], prepared: Prepared, start: int, end: int) -> bool:
    low, high = prepared.tokens.starts[start], prepared.tokens.ends[end - 1]
    return any(anchor.key[0] == COMMON and anchor.start < high and low < anchor.end for anchor in found)


def _names_part(e: Evidence) -> float:
    """Of the different names of a text the part that the other has not, of the text where that is less."""
    lang = e.a.lang or e.b.lang
    parts = []
    for one, other in ((e.a, e.b), (e.b, e.a)):
        names = [stem for stem in one.facts.facts if not _has_digit(stem) and not names_day(stem, lang)]
        parts.append(sum(stem not in other.facts.vocabulary for stem in names) / max(1, len(names)))
    return min(parts)


def _has_digit(key: str) -> bool:
    return any(map(str.isdigit, key))
