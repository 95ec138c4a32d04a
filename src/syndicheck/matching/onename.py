"""The one name that differs: two texts are the same but for whom, or where, they tell of.

Both may be right, or one of them an error. The name need not be exchanged throughout, and it may begin sentences: a
text of which half the mentions were corrected names both.
"""

from __future__ import annotations

from collections import Counter
from itertools import compress

from syndicheck.matching.daynames import names_day
from syndicheck.matching.evidence import Evidence, Prepared
from syndicheck.matching.fillings import FILLING_WORDS, Pair, abbreviates, subjects

LEAST_LETTERS = 3
"""Letters of a name; shorter ones are initials and titles."""


def one_name(e: Evidence) -> tuple[str, str, int] | None:
    """The name in the shorter and in the longer text, and in how many places; ``None`` where more than this differs, or
    nothing does. Only in scripts with capitals, and not where all nouns have one.
    """
    a, b = e.a.facts, e.b.facts
    names: Counter[Pair] = Counter()
    written = [
        (here, there)
        for gap in e.gaps.each
        if gap.exchanged
        and gap.most <= FILLING_WORDS
        and (here := _facts(e.a, gap.a, gap.a_end))
        and (there := _facts(e.b, gap.b, gap.b_end))
    ]
    small = (in_small_letters(e.a), in_small_letters(e.b)) if written else ()
    for places in written:
        # what stands elsewhere in small letters begins a sentence here
        names_a, names_b = ([key for key in own if key not in known] for own, known in zip(places, small, strict=True))
        one = tuple([key for key in names_a if key not in names_b])
        two = tuple([key for key in names_b if key not in names_a])
        # where a sentence begins every word has a capital: the name must be one elsewhere
        if not (one and two) or (a.facts.isdisjoint(one) and b.facts.isdisjoint(two)):
            continue
        if not all(map(_is_name, one + two)) or any(names_day(key, e.a.lang or e.b.lang) for key in one + two):
            return None
        if not (len(one) == len(two) == 1 and abbreviates(one[0], two[0])):
            names[one, two] += 1
    if len(subjects(names)) != 1:
        return None
    (one, two), _ = min(names.items(), key=lambda named: (-named[1], named[0]))
    return " ".join(one), " ".join(two), sum(names.values())


def _facts(prepared: Prepared, start: int, end: int) -> tuple[str, ...]:
    """The words at a place that have a capital or a digit."""
    text, starts, stems = prepared.text, prepared.tokens.starts, prepared.facts.stems
    found = [stems[at] for at in range(start, end) if text[starts[at]].isupper() or _has_digit(stems[at])]
    return tuple(dict.fromkeys(found))


def in_small_letters(prepared: Prepared) -> frozenset[str]:
    """The words of a text that stand in it in small letters: a capital of one of them begins a sentence."""
    text = prepared.text
    islower = map(str.islower, map(text.__getitem__, prepared.tokens.starts))
    return frozenset(compress(prepared.facts.stems, islower))


def _has_digit(key: str) -> bool:
    return any(map(str.isdigit, key))


def _is_name(key: str) -> bool:
    return len(key) >= LEAST_LETTERS and not _has_digit(key)
