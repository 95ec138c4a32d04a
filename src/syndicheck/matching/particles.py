"""Words that turn a statement round or take it back, and words that count, by language (``data/particles.json``).

Negations and hedges are closed classes: a language has a few dozen of each and makes no new ones. Where a verb is
negated by letters of its own (Turkish *artırmayacak*, Czech *nezvýší*) only the comparison with the other text's word
tells: the same word without them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.json import decode

from syndicheck.data import table
from syndicheck.fingerprint.anchors.spelled import small_numbers
from syndicheck.fingerprint.anchors.written import ALIASES, even
from syndicheck.text import tokenise
from syndicheck.text.normal import normalise

LEAST_STEM, LEAST_STEM_INSIDE = 3, 2
"""Letters of a negated verb that it must have in common with the same verb without its negation; the same where the
letters that negate are more than one: etti, etmedi.
"""

_LONG = 6
"""Letters of a negated verb that are more than what an ending and another word have in common by chance."""

_HARMONY = str.maketrans("ıuüat", "iiied")
"""Letters of an ending that follow the sound of what stands before them: oldu, olmadı; etti, etmedi."""

LARGE = 20
"""Numbers from here on may be followed by less in words: twenty-two, hundred and five."""


_LEAST_COMPOSED = 6
"""Letters of a number word that is made of several."""


class Negations(Struct, frozen=True):
    """The negations of some languages, folded as tokens are: whole words, parts of words, letters at the beginning of a
    verb and inside of it, conjunctions that are written as one with the word behind them, and what has the letters of a
    negation and is none (*few* in Japanese).
    """

    words: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def count(self, keys: Sequence[str]) -> int:
        """How many negations there are among some tokens."""
        return sum(self._is(key) for key in keys)

    def count_in(self, running: str) -> int:
        """The same in running text of a script without blanks."""
        running = self._without_none(running)
        return sum(running.count(word) for word in self.words | self.within)

    def _without_none(self, running: str) -> str:
        for word in self.none:
            running = running.replace(word, "\0")
        return running

    def _is(self, key: str) -> bool:
        return (
            key in self.words
            or any(part in self._without_none(key) for part in self.within)
            or any(key.startswith(one) and key[len(one) :] in self.words for one in self.before)
        )

    def turned(self, was: Sequence[str], now: Sequence[str]) -> bool:
        """Whether a word of one side is the negated form of a word of the other, by the letters that negate a verb."""
        if not (self.beginnings or self.inside):
            return False
        return any(
            one != other and (self._negated(one, other) or self._negated(other, one)) for one in was for other in now
        )

    def _negated(self, plain: str, negated: str) -> bool:
        if len(plain) < LEAST_STEM or len(negated) <= len(plain) - 1:
            return False
        if any(negated == first + plain for first in self.beginnings):
            return True
        # the endings are of the same sounds: also edecek, etmeyecek
        one, other = plain.translate(_HARMONY), negated.translate(_HARMONY)
        start = _common(one, other)
        end = min(_common(one[::-1], other[::-1]), min(len(plain), len(negated)) - start)
        more, less = negated[start : len(negated) - end], plain[start : len(plain) - end]
        # a consonant may be another one behind the letters that negate: yaptı, yapmadı
        by = [one for one in self.inside if more.startswith(one) and len(more) - len(one) == len(less) <= 1]
        least = LEAST_STEM_INSIDE if any(len(one) > 1 for one in by) or len(negated) > _LONG else LEAST_STEM
        return bool(by) and start >= least and start + end >= len(plain) - 1


def _common(one: str, other: str) -> int:
    """How many first letters two words have in common."""
    for place, (here, there) in enumerate(zip(one, other, strict=False)):
        if here != there:
            return place
    return min(len(one), len(other))


class NumberWords(Struct, frozen=True):
    """Numbers written out in one language: their values by the words, made even as the anchors' are, and the words that
    may stand between the parts of one number; powers of ten as papers shorten them; words for one that are no numbers
    but in a larger one (*vingt et un*); words that are other words as often (*neuf*); numbers that 10 to 19 may follow
    (*soixante-douze*); words with hyphens; and what says hundreds and thousands within a word, the largest and longest
    first.
    """

    values: Mapping[str, float]
    between: frozenset[str]
    powers: Mapping[str, int]
    ones: frozenset[str]
    by_chance: frozenset[str]
    scores: frozenset[float]
    hyphened: frozenset[str]
    multiplied: Mapping[str, float]

    def value(self, word: str) -> float | None:
        """What a word says, one that is made of several included: zweiundzwanzig, ventidue, zweihundert, duemila."""
        found = self.values.get(word)
        return found if found is not None or len(word) < _LEAST_COMPOSED else self._composed(word)

    def _composed(self, word: str) -> float | None:
        for large, size in self.multiplied.items():
            ahead, there, behind = word.partition(large)
            if not there:
                continue
            times = self._part(ahead) if ahead else 1
            more = self._part(behind) if behind else 0
            if times is not None and more is not None and 1 <= times < size and 0 <= more < size and times % 1 == 0:
                return times * size + more
        for cut in range(2, len(word) - 1):
            first, second = self._small(word[:cut]), word[cut:]
            if first is None:
                continue
            rest = self._small(second)
            if rest is not None and first >= LARGE and rest < 10:
                return first + rest
            for joint in self.between:
                tens = self.values.get(second.removeprefix(joint)) if second.startswith(joint) else None
                if tens is not None and first < 10 and LARGE <= tens < 100:
                    return first + tens
        return None

    def _part(self, word: str) -> float | None:
        """What a part of a word says, with or without a word that joins it to what stands before."""
        for part in (word, *(word.removeprefix(joint) for joint in self.between if word.startswith(joint))):
            found = self._small(part)
            if found is None and len(part) >= _LEAST_COMPOSED:
                found = self._composed(part)
            if found is not None:
                return found
        return None

    def _small(self, word: str) -> float | None:
        return 1 if word in self.ones else self.values.get(word)


@cache
def number_words(code: str) -> NumberWords:
    """Numbers written out in a language (its primary subtag)."""
    row = _row(code)
    values: dict[str, float] = dict(small_numbers(code))
    values.update((even(word), value) for word, value in row.get("numbers", {}).items())
    powers = {even(word): power for word, power in row.get("powers", {}).items()}
    within = {word: value for word, value in values.items() if value in (100, 1000)}
    within.update((even(word), float(value)) for word, value in row.get("within_numbers", {}).items())
    return NumberWords(
        values,
        frozenset(even(row.get("between", "")).split()),
        powers,
        frozenset(even(row.get("ones", "")).split()),
        frozenset(even(row.get("by_chance", "")).split()),
        frozenset(map(float, row.get("scores", ()))),
        frozenset(word for word in values if "-" in word),
        dict(sorted(within.items(), key=lambda one: (-one[1], -len(one[0]), one[0]))),
    )


@cache
def collectives(code: str) -> Mapping[str, float]:
    """Words for about so many of a language (its primary subtag), made even: dozens, vingtaine."""
    return {even(word): float(value) for word, value in _row(code).get("collectives", {}).items()}


@cache
def bounds(lang: str | None) -> Mapping[tuple[str, ...], str]:
    """Words, as tokens, before a number of which they say that it is the least or the most there is (``"above"``,
    ``"below"``), of a language (a BCP 47 tag).
    """
    found: Mapping[str, Sequence[str]] = _row(_primary(lang)).get("bounds", {})
    return {tuple(tokenise(words).keys): side for side, listed in found.items() for words in listed}


class Percents(Struct, frozen=True):
    """The signs of a language for tenths and hundredths, the signs before which the first says something else, and what
    stands before a number of hundredths.
    """

    tenths: str = ""
    hundredths: str = ""
    not_before: str = ""
    before: str = ""


@cache
def percents(code: str) -> Percents | None:
    """The signs for parts of a hundred of a language (its primary subtag), if it has such."""
    found: Mapping[str, str] | None = _row(code).get("percents")
    return None if found is None else Percents(**found)


@cache
def fractions(code: str) -> Mapping[str, float]:
    """Nouns for fractions of a language (its primary subtag), made even: half, quarter."""
    return {even(word): value for word, value in _row(code).get("fractions", {}).items()}


@cache
def half_to(code: str) -> frozenset[str]:
    """Words that say half an hour less than the hour behind them, likewise: halb drei."""
    return frozenset(even(_row(code).get("half_to", "")).split())


class Minus(Struct, frozen=True):
    """What says before a number that it is below nought: words, and those behind which they say something else (*al
    menos 5*). In running text: a language without blanks has no words.
    """

    words: tuple[str, ...]
    not_behind: frozenset[str]


@cache
def minus(code: str) -> Minus:
    """The words for minus of a language (its primary subtag), made even, the longest first: one may end another."""
    found: Mapping[str, str] = _row(code).get("minus", {})
    words, not_behind = (even(found.get(part, "")).split() for part in ("words", "not_behind"))
    return Minus(tuple(sorted(words, key=lambda word: (-len(word), word))), frozenset(not_behind))


@cache
def noons(code: str) -> Mapping[str, int]:
    """The words for noon and midnight of a language (its primary subtag), made even, with their hours (12 and 0)."""
    return {even(word): hour for word, hour in _row(code).get("noon", {}).items()}


@cache
def halves(code: str) -> Mapping[str, str]:
    """Words before a time of day that tell its half, ``"a"`` or ``"p"``: 午後10時; ``"n"`` is the night, of which the
    twelfth hour is midnight.
    """
    found: Mapping[str, str] = _row(code).get("halves", {})
    return found


@cache
def negations(lang: str | None) -> Negations:
    """The negations of a language (a BCP 47 tag), English ones where it is not known."""
    row = _row(_primary(lang)) or _row("en")
    found: Mapping[str, str] = row.get("negations", {})
    return Negations(
        _folded(found.get("words", "")),
        _folded(found.get("within", "")),
        *(
            tuple(sorted(_folded(found.get(part, "")), key=lambda one: (-len(one), one)))
            for part in ("beginnings", "inside", "before", "none")
        ),
    )


@cache
def hedges(lang: str | None) -> frozenset[str]:
    """Words that make a statement less certain, likewise."""
    return _folded((_row(_primary(lang)) or _row("en")).get("hedges", ""))


@cache
def joints(lang: str | None) -> frozenset[str]:
    """Words that join clauses and names of equal rank, likewise: and, or, but."""
    return _folded((_row(_primary(lang)) or _row("en")).get("joints", ""))


@cache
def rough(lang: str | None) -> frozenset[tuple[str, ...]]:
    """Words, as tokens, that make a number behind them less certain; elsewhere they say where, or of what."""
    return frozenset(tuple(tokenise(words).keys) for words in (_row(_primary(lang)) or _row("en")).get("rough", ()))


def _folded(words: str) -> frozenset[str]:
    """The words as tokens have them; where a word is several tokens, as it stands in running text."""
    found = set()
    for word in words.split():
        keys = tokenise(word).keys
        found.add(keys[0] if len(keys) == 1 else normalise(word).text.casefold())
    return frozenset(found)


def _primary(lang: str | None) -> str:
    code = (lang or "en").partition("-")[0].casefold()
    return ALIASES.get(code, code)


def _row(code: str) -> Mapping[str, Any]:
    row: Mapping[str, Any] = _table().get(code, {})
    return row


@cache
def _table() -> Mapping[str, Any]:
    languages: Mapping[str, Any] = decode(table("particles.json"))["languages"]
    return languages
