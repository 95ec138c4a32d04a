"""Winnowing: few fingerprints, with a guarantee (Schleimer, Wilkerson, Aiken 2003).

Of every ``window`` consecutive shingle hashes the least is kept. Two texts that share a run of ``window + k - 1``
tokens share ``window`` consecutive hashes, hence their least one: **such a run always shares a fingerprint**,
wherever it stands and however long the two texts are. That is what MinHash cannot promise. About ``2 / (window +
1)`` of the hashes survive.

Which of several equal minima is kept ("robust winnowing" keeps the one of the window before) decides about
positions only. We keep the values, so that all variants give the same result.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

_VECTOR_FROM = 64
"""Fewest hashes for which handing them over to numpy costs less than it saves."""


def winnow(hashes: Sequence[int], window: int) -> tuple[int, ...]:
    """The distinct least hashes of all windows, ascending. Fewer hashes than ``window`` count as one window.

    :raises ValueError: ``window`` is less than 1.
    """
    if window < 1:
        raise ValueError("a window holds at least one hash")
    if not hashes:
        return ()
    if len(hashes) <= window:
        return (min(hashes),)
    if "numpy" in sys.modules and len(hashes) >= _VECTOR_FROM:
        return _winnow_vector(hashes, window)
    return tuple(sorted(set(_sliding_minimum(hashes, window))))


def _winnow_vector(hashes: Sequence[int], window: int) -> tuple[int, ...]:
    import numpy as np

    least = np.array(hashes, dtype=np.uint32)
    width = 1
    while 2 * width <= window:
        least = np.minimum(least[:-width], least[width:])
        width *= 2
    if width < window:
        least = np.minimum(least[: width - window], least[window - width :])
    least.sort()  # several times quicker than numpy's own unique
    return tuple(least[np.concatenate(([True], least[1:] != least[:-1]))].tolist())


def _sliding_minimum(values: Sequence[int], window: int) -> list[int]:
    """Minimum of each ``window`` consecutive values, by doubling: log2(window) passes that run in C."""
    least = list(values)
    width = 1
    while 2 * width <= window:
        least = list(map(min, least, least[width:]))
        width *= 2
    if width < window:
        least = list(map(min, least, least[window - width :]))
    return least
