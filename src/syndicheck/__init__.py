"""Where did this text come from? Copies across outlets, marks that are not the story, and who published first.

The names in ``__all__`` are the public Python API; everything is imported on first use, so that ``import syndicheck``
costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from syndicheck.api import check, compare, find_marks, ingest, stories
    from syndicheck.errors import SyndicheckError
    from syndicheck.matching.nearduplicates import near_duplicates
    from syndicheck.model.marks import Mark
    from syndicheck.model.matches import Match, MatchClass
    from syndicheck.model.origins import Origin, Verdict
    from syndicheck.store.database import Database
    from syndicheck.view import StoryView

__version__ = "0.1.0"

_HOMES = {
    "Database": "syndicheck.store.database",
    "Mark": "syndicheck.model.marks",
    "Match": "syndicheck.model.matches",
    "MatchClass": "syndicheck.model.matches",
    "Origin": "syndicheck.model.origins",
    "StoryView": "syndicheck.view",
    "SyndicheckError": "syndicheck.errors",
    "Verdict": "syndicheck.model.origins",
    "check": "syndicheck.api",
    "compare": "syndicheck.api",
    "find_marks": "syndicheck.api",
    "ingest": "syndicheck.api",
    "near_duplicates": "syndicheck.matching.nearduplicates",
    "stories": "syndicheck.api",
}

__all__ = [
    "Database",
    "Mark",
    "Match",
    "MatchClass",
    "Origin",
    "StoryView",
    "SyndicheckError",
    "Verdict",
    "check",
    "compare",
    "find_marks",
    "ingest",
    "near_duplicates",
    "stories",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'syndicheck' has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
