"""Do two texts have other figures? The next quarter's release, the next day's toll and another race are full of one
story's names and words; their numbers and days are not the same, and those of a translation are.
"""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.matching.weighed import AnchoredText

LEAST = 3
"""Figures of one text of which the other must have one."""

ALIKE_LENGTH = 1.5
BRIEF = 600
"""The longer text is asked so, too, where it is no more than so much longer and has fewer characters (of English)."""

LEAST_WEIGHT = 6.0
LEAST_AGREED = 0.3
"""Where the figures of both weigh so much together, they must agree in so much of it. In 98 of 100 true pairs with
three figures each it is 0.45 and more."""


def other_figures(left: AnchoredText, right: AnchoredText) -> bool:
    """Whether two texts have figures enough, and none or few of them in common. Of the longer one only as much counts
    as the shorter can have.
    """
    short, long = sorted((left, right), key=lambda one: one.length)
    if _has_none_of(short, long):
        return True
    brief = long.length < min(BRIEF, ALIKE_LENGTH * short.length)
    if (brief or long.length == short.length) and _has_none_of(long, short):  # neither of two equal ones is the shorter
        return True
    agreed = everything = 0.0
    for one, other, share in ((short, long, 1.0), (long, short, short.length / long.length)):
        for key in figures(one):
            weight = share * one.weights[one.numbers[key]]
            everything += weight
            agreed += weight if key in other.numbers else 0.0
    return everything >= LEAST_WEIGHT and agreed < LEAST_AGREED * everything


def _has_none_of(one: AnchoredText, other: AnchoredText) -> bool:
    """Whether a text has figures enough, and the other none of them."""
    own = list(figures(one))
    return len(own) >= LEAST and not any(key in other.numbers for key in own)


def figures(one: AnchoredText) -> Iterator[str]:
    """The numbers of a text, and its days; a month alone is no figure."""
    return (key for key in one.numbers if key[0] == "N" or (key[0] == "D" and "-" in key))
