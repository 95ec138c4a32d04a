"""How many examples Hypothesis makes of a property: a quarter by default, all of them in ``make test-slow``."""

from __future__ import annotations

import os

ALL = os.environ.get("SYNDICHECK_EXAMPLES") == "all"

LEAST = 5


def examples(many: int) -> int:
    """Of so many examples those that are made in this run."""
    return many if ALL else max(LEAST, many // 4)
