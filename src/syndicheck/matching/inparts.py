"""Numbers of figures and powers of ten in turn, as East Asian papers write them: 3万5千, 3万5000, 1천200억."""

from __future__ import annotations

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import magnitudes

_FIGURES = expression(r"(\d{1,3}(?:,\d{3})+|\d{1,4})(?![\d.,])")
_OF_TEN_THOUSAND = 4
"""The power of ten from which on signs stand for groups of four figures: 万, 억."""


def value_in_parts(even: str, start: int) -> tuple[float, int] | None:
    """The value of a number that begins at ``even[start:]`` and has several parts, and where it ends. Its thousands and
    hundreds wait for the ten thousands behind them; the last part may have no sign, when it stands there at once.
    """
    total = group = 0.0
    below, below_in_group = 100, _OF_TEN_THOUSAND
    at = end = start
    parts = 0
    while match := _FIGURES.match(even, at):
        size, stop = match.end(), match.end()
        small = large = 0
        while stop < len(even) and (power := magnitudes.HAN_POWERS.get(even[stop], 0)):
            small, large = (small, large + power) if power >= _OF_TEN_THOUSAND else (small + power, large)
            stop += 1
        if max(small, large) > magnitudes.HIGHEST:
            break
        value = float(match[1].replace(",", "")) * 10.0**small
        if large >= below or value >= 10.0**below_in_group or (stop == size and at != end):
            break
        parts, end, group, below_in_group = parts + 1, stop, group + value, small
        if large:
            total, group, below, below_in_group = total + group * 10.0**large, 0.0, large, _OF_TEN_THOUSAND
        if stop == size:
            break
        at = end + (even[end : end + 1] == " ")
    return (total + group, end) if parts > 1 else None
