"""Who carried whom: a text that passed through several hands has marks of each.

``(XINHUA/ITALPRESS)``: Italpress carries Xinhua. An AP credit above a distributor's disclaimer: the distributor
carries AP. Credits come first, in their order; whoever disclaims, labels or footers the text without being credited
delivered it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from syndicheck.model.marks import Layer, Mark

CREDITS = frozenset({"lead_credit", "byline_credit", "end_credit"})
DELIVERY = frozenset({"third_party_disclaimer", "distributor_footer", "outlet_disclaimer", "label"})


def hands(marks: Iterable[Mark]) -> tuple[str, ...]:
    """The organisations that a text passed through, the first one first; who delivered it last."""
    ordered = sorted((mark for mark in marks if mark.organisation), key=lambda mark: mark.span)
    credited = [mark.organisation for mark in ordered if mark.type in CREDITS]
    delivering = [mark.organisation for mark in ordered if mark.type in DELIVERY]
    return tuple(dict.fromkeys(name for name in (*credited, *delivering) if name))


def layered(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, those of every hand but the last as carried."""
    carried = set(hands(marks)[:-1])
    return [
        replace(mark, layer=Layer.CARRIED)
        if mark.organisation in carried and mark.layer is Layer.OWN and mark.type in CREDITS | DELIVERY
        else mark
        for mark in marks
    ]
