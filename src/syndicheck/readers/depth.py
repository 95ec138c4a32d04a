"""How deep what is read may be nested."""

from __future__ import annotations

from typing import Any

MAX_DEPTH = 64
"""How deep a record may be nested. Real ones are below ten; far deeper ones break every tool that has to
read the stored JSON."""


def deeper_than(value: Any, depth: int) -> bool:
    """Whether lists and objects are nested more than ``depth`` levels, without recursion."""
    level: list[Any] = [value]
    for _ in range(depth):
        level = [
            item
            for outer in level
            for item in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(item, dict | list)
        ]
        if not level:
            return False
    return True
