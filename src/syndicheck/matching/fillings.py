"""A form that was filled in anew: what stands in its places, in any script.

A name is a word with a capital where a script has capitals, and a date is written in words where a language likes it;
what every language writes so that it can be told are figures. In a copy most figures are what they were, however many
an editor exchanged. In the next month's notice, or the same notice for another town, they are others in nearly every
place, and so are the words where names stand.

A text that was updated or corrected differs from its first version in facts as well, and in many places where one fact
is named often. So what counts is how many *different* facts are exchanged, and of what kind: a form that was filled in
anew has another subject, or nearly all of its figures are others where figures stand at all. Another day alone, another
figure however often it stands, and another spelling of a name are no other subject.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, islice, product
from unicodedata import digit

from msgspec import Struct

from syndicheck.matching.facts import FACT, SHOWN, FactIndex, Substitution, alike
from syndicheck.matching.gaps import OWN_LINE, Gap, Gaps
from syndicheck.matching.runs import Run

FILLING_WORDS = 12
"""Words of a place that is filled in; longer ones are sentences of their own."""

CHARACTERS_A_WORD = 2.4
"""Tokens (characters) that count as one word where a script has no blanks."""

WORDED = 2
"""In so many places an editor exchanges one word for another: without a capital more are needed for a name."""

COMPARED = 60
"""Pairs of names, the most frequent ones, that are asked whether they are of one and the same subject."""

STEM = 5
"""Letters by which names are the same: what follows is mostly inflection."""

LONGER = 1
"""Letters by which one spelling of a name may be longer than another that sounds alike."""

CONTRACTED = 3
"""Letters of a word from which most of its letters, half of them at least, were left out."""

ROW_FIGURES = 4
ROW_PART = 0.75
"""Different figures of a row, and the part of all exchanged ones that must stand in it."""

Pair = tuple[tuple[str, ...], tuple[str, ...]]
"""What stands in the one text, and what in the other."""


class Fillings(Struct, frozen=True):
    """What two texts have in the same small places.

    ``places`` are those where each has words of its own, which the other has nowhere. ``numbers`` are the figures in
    small places, of the text with fewer, and ``renumbered`` is their part of all figures that are in such a place or
    the same in both (0…1); ``row`` is the same by different figures, where those that are exchanged stand beside each
    other. ``facts`` is the part of all facts that stand in such places and are each text's own.

    ``figures`` is how many different figures stand for one another, ``exchanges`` how many different figures, names and
    days do. ``named`` is in how many places each has a name of its own, and ``subject`` in how many of these it is the
    same one; ``numbered`` in how many figures stand for others, ``dated`` in how many days without a figure do, and
    ``days`` is how many different ones.
    """

    places: tuple[Substitution, ...] = ()
    numbers: int = 0
    renumbered: float = 0.0
    row: float = 0.0
    facts: float = 0.0
    figures: int = 0
    exchanges: int = 0
    named: int = 0
    subject: int = 0
    numbered: int = 0
    dated: int = 0
    days: int = 0


def find_fillings(
    a: FactIndex, b: FactIndex, gaps: Gaps, last: Run, unspaced: bool, names_day: Callable[[str], bool]
) -> Fillings:
    """Look at every small gap of two texts. ``last`` is the last run that both have, ``names_day`` says whether a word
    is a month or a weekday.
    """
    small = list(_small(a, b, gaps, last, unspaced))
    both: list[tuple[int, int, int, int]] = []
    places: list[Substitution] = []
    names: Counter[Pair] = Counter()
    others: Counter[Pair] = Counter()
    figures: Counter[Pair] = Counter()
    days: Counter[Pair] = Counter()
    own_a: set[str] = set()
    own_b: set[str] = set()
    for gap in small:
        counted = _counted(a, gap.a, gap.a_end), _counted(b, gap.b, gap.b_end)
        if all(counted):
            figures[counted] += 1
            both.append((gap.a, gap.a_end, gap.b, gap.b_end))
        one, two = _own(a, gap.a, gap.a_end, b), _own(b, gap.b, gap.b_end, a)
        if not (one and two):
            continue
        places.append(_listed(a, b, gap, one, two, unspaced))
        facts_a, facts_b = _facts(a, one), _facts(b, two)
        if facts_a and facts_b:
            own_a.update(facts_a)
            own_b.update(facts_b)
        words = _words(a, one), _words(b, two)
        said, capital = _said(a, b, words)
        # a day is a day in small letters too, and where every noun has a capital
        day = tuple(filter(names_day, words[0])), tuple(filter(names_day, words[1]))
        if all(day):
            days[day] += not any(counted)
        named = _names(said, names_day)
        if named is not None:
            (names if capital else others)[named] += 1
    cased, worded = subjects(names), subjects(others)
    numbers_a = _numbers(a, [(gap.a, gap.a_end) for gap in small], gaps.equal[0])
    numbers_b = _numbers(b, [(gap.b, gap.b_end) for gap in small], gaps.equal[1])
    return Fillings(
        places=tuple(places),
        numbers=min(numbers_a[0], numbers_b[0]),
        renumbered=min(_part(*numbers_a), _part(*numbers_b)),
        row=min(_row(a, [gap[:2] for gap in both], gaps.equal[0]), _row(b, [gap[2:] for gap in both], gaps.equal[1])),
        facts=_part(min(len(own_a), len(own_b)), min(_kept(a, gaps.equal[0]), _kept(b, gaps.equal[1]))),
        figures=len(figures),
        exchanges=len(figures) + len(days) + len(cased) + len(worded),
        named=sum(cased) + sum(worded),
        numbered=sum(figures.values()),
        dated=sum(days.values()),
        days=len(subjects(days)),
        subject=max(max(cased, default=0), max([places for places in worded if places > WORDED], default=0)),
    )


def _small(a: FactIndex, b: FactIndex, gaps: Gaps, last: Run, unspaced: bool) -> Iterator[Gap]:
    """The places that may be filled in, but for those that have the same figures or letters in another spelling, and
    for those behind all that is the same, where each text may go on by itself.
    """
    longest = FILLING_WORDS * (CHARACTERS_A_WORD if unspaced else 1)
    behind = max(len(a.kinds) - last.a_end, len(b.kinds) - last.b_end) > OWN_LINE
    for gap in gaps.each:
        if gap.exchanged and gap.most <= longest and not (behind and gap.a >= last.a_end) and not _respelt(a, b, gap):
            yield gap


def _counted(index: FactIndex, start: int, end: int) -> tuple[str, ...]:
    """The figures at a place, each with all of its parts."""
    return tuple(dict.fromkeys(index.written(at) for at in range(start, end) if _has_digit(index.stems[at])))


def _words(index: FactIndex, places: Sequence[int]) -> list[str]:
    """What stands at some places besides figures."""
    return [stem for stem in _stems(index, places) if not _has_digit(stem)]


def _said(a: FactIndex, b: FactIndex, words: tuple[list[str], list[str]]) -> tuple[Pair, bool]:
    """What may be a name among some words of the two texts, and whether it is written with a capital, also one that
    begins a sentence here. Where a script has no capitals any word may be a name.
    """
    facts = tuple([[word for word in said if word in at.facts] for at, said in zip((a, b), words, strict=True)])
    if all(facts):
        return (tuple(facts[0]), tuple(facts[1])), True
    if any(map(str.islower, words[0] + words[1])):
        return ((), ()), False
    return (tuple(words[0]), tuple(words[1])), False


def _names(said: Pair, names_day: Callable[[str], bool]) -> Pair | None:
    """What two places name, if both name something, and not the same in two spellings."""
    one, two = ([word for word in words if not names_day(word)] for words in said)
    same = {key for pair in product(one[:SHOWN], two[:SHOWN]) if one_name(*pair) for key in pair}
    one, two = ([word for word in words if word not in same] for words in (one, two))
    return (tuple(one), tuple(two)) if one and two else None


def one_name(one: str, other: str) -> bool:
    """Whether two words look like one word, or sound like one name: Kiev and Kyiv, Sens. and Senators.

    It errs towards yes (Lind and Lund), which is right here only: that a fact differs is told all the same.
    """
    if alike(one, other) or abbreviates(one, other):
        return True
    if one[0] != other[0] or abs(len(one) - len(other)) > LONGER or not (one + other).isalpha():
        return False
    from syndicheck.fingerprint.anchors.names import romanised, skeleton

    sounds = [skeleton(romanised(word)) for word in (one, other)]
    return len(sounds[0]) > 1 and sounds[0] == sounds[1]


def abbreviates(one: str, other: str) -> bool:
    """Whether one of two words is how the other begins (Sens. and Senators), or its first and last letters with some
    between them (Va. and Virginia, Sgt. and Sergeant).
    """
    if one.startswith(other.removesuffix("s")) or other.startswith(one.removesuffix("s")):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) > min(CONTRACTED, len(long) // 2) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def subjects(names: Counter[Pair]) -> list[int]:
    """In how many places each subject stands: a full name, and what is left of it later, are one."""
    pairs = [tuple(frozenset([word[:STEM] for word in words]) for words in pair) for pair in names]
    belongs = list(range(len(pairs)))
    order = sorted(range(len(pairs)), key=list(names.values()).__getitem__, reverse=True)
    for i, j in combinations(islice(order, COMPARED), 2):
        if all(one <= two or two <= one for one, two in zip(pairs[i], pairs[j], strict=True)):
            old, new = belongs[i], belongs[j]
            belongs = [new if at == old else at for at in belongs]
    found: Counter[int] = Counter()
    for at, count in zip(belongs, names.values(), strict=True):
        found[at] += count
    return list(found.values())


def _row(index: FactIndex, places: Sequence[tuple[int, int]], equal: bytes) -> float:
    """Of the figures that stand beside each other the part that is exchanged, where most of the exchanged ones are: a
    year in between is one that stays, and the number of the release, far below, may be another.
    """
    places = [place for place in places if any(map(_has_digit, index.stems[slice(*place)]))][:COMPARED]
    if len(places) < ROW_FIGURES:
        return 0.0
    stays = [
        (at, index.stems[at]) for at in index.positions if _has_digit(index.stems[at]) and _stays(index, at, equal)
    ]
    best = 0.0
    for first, last in combinations(range(len(places)), 2):
        if last - first + 1 >= max(ROW_FIGURES, ROW_PART * len(places)):
            exchanged = len({index.stems[slice(*place)] for place in places[first : last + 1]})
            kept = len({stem for at, stem in stays if places[first][0] <= at < places[last][1]})
            if exchanged >= ROW_FIGURES:
                best = max(best, _part(exchanged, kept))
    return best


def _stays(index: FactIndex, at: int, equal: bytes) -> bool:
    """Whether a figure is the same in the other text with the parts beside it: 0.12 is another than 0.17."""
    before, behind = at - 1 in index.joints, at in index.joints
    return bool(equal[at]) and (not before or bool(equal[at - 1])) and (not behind or bool(equal[at + 1]))


def _figures(index: FactIndex) -> frozenset[str]:
    """The facts of a text that have a digit in them."""
    return frozenset(filter(_has_digit, index.facts))


def _has_digit(key: str) -> bool:
    return any(map(str.isdigit, key))


def _respelt(a: FactIndex, b: FactIndex, gap: Gap) -> bool:
    """Whether both sides have the same figures, written another way: 3,500 and 3500 and 3 500; or the same letters,
    run together in the one: U.S. and US.
    """
    one, two = a.stems[gap.a : gap.a_end], b.stems[gap.b : gap.b_end]
    here = _digits(one)
    return here == _digits(two) if here else len(one) != len(two) and "".join(one) == "".join(two)


def _digits(keys: Sequence[str]) -> list[int]:
    return [digit(character) for key in keys for character in key if character.isdigit()]


def _own(index: FactIndex, start: int, end: int, other: FactIndex) -> list[int]:
    return [place for place in range(start, end) if index.stems[place] not in other.vocabulary]


def _stems(index: FactIndex, places: Sequence[int]) -> list[str]:
    return [index.stems[place] for place in places]


def _facts(index: FactIndex, places: Sequence[int]) -> list[str]:
    return [index.stems[place] for place in places if index.kinds[place] == FACT]


def _listed(
    a: FactIndex, b: FactIndex, gap: Gap, one: Sequence[int], two: Sequence[int], unspaced: bool
) -> Substitution:
    """A place as people should read it: the facts in it where both have some, in full where words have no blanks."""
    if unspaced:
        return Substitution(("".join(a.stems[gap.a : gap.a_end]),), ("".join(b.stems[gap.b : gap.b_end]),))
    facts_a, facts_b = _written(a, one), _written(b, two)
    if not (facts_a and facts_b):
        facts_a, facts_b = _stems(a, one), _stems(b, two)
    return Substitution(tuple(dict.fromkeys(facts_a)), tuple(dict.fromkeys(facts_b)))


def _written(index: FactIndex, places: Sequence[int]) -> list[str]:
    return [index.written(place) for place in places if index.kinds[place] == FACT]


def _numbers(index: FactIndex, small: Sequence[tuple[int, int]], equal: bytes) -> tuple[int, int]:
    """How many figures of a text stand in small places, and how many are the same in the other."""
    among = _figures(index)
    exchanged = sum(stem in among for start, end in small for stem in index.stems[start:end])
    return exchanged, sum(equal[place] and index.stems[place] in among for place in index.positions)


def _kept(index: FactIndex, equal: bytes) -> int:
    """Different facts of a text that are the same in the other."""
    return len({index.stems[place] for place in index.positions if equal[place]})


def _part(some: int, others: int) -> float:
    return some / max(1, some + others)
