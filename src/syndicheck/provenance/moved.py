"""One item at several addresses of its outlet: the headline in the address was changed, its number was not.

They stay articles of their own, since an address is all that two records need to have in common to be one, in whatever
order they come; but readers of a story should know that nobody copied anything there.
"""

from __future__ import annotations

from collections.abc import Sequence

from syndicheck.expressions import expression
from syndicheck.model.matches import MatchClass
from syndicheck.model.reasons import Reason
from syndicheck.provenance.neighbourhoods import Article, Neighbourhood

_NUMBER = expression(r"(?<!\d)\d{5,20}(?!\d)")
_DAY = expression(r"(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")

MOST_NOTES = 3
"""Items of a story that are told of."""

MOST_COMPARED = 5
"""Addresses of an item that are looked at."""


def moved(held: Neighbourhood, members: Sequence[Article]) -> list[Reason]:
    """A note for each item that an outlet has at several addresses with one number and one text."""
    items: dict[tuple[str, str], list[Article]] = {}
    for member in members:
        if number := number_in(member.key):
            items.setdefault((member.outlet, number), []).append(member)
    found: list[Reason] = []
    for (outlet, number), several in sorted(items.items()):
        first, *others = several[:MOST_COMPARED]
        same = [one for one in others if held.match(first.key, one.key).match_class is MatchClass.VERBATIM]
        if same:
            text = (
                f"{outlet} has this text at {len(same) + 1} addresses with the number {number}: probably one item whose"
                " address was changed."
            )
            found.append(Reason("moved-address", text, {"articles": [one.key for one in (first, *same)]}))
    return found[:MOST_NOTES]


def number_in(key: str) -> str | None:
    """The number that names an item in the last part of its address; a day is none."""
    if not key.startswith("url:"):
        return None
    last = key.partition("?")[0].rpartition("/")[2]
    numbers = [number for number in _NUMBER.findall(last) if not _DAY.fullmatch(number)]
    return numbers[-1] if numbers and "-" in last else None
