"""Which functions of the program tell the fuzzer how far an input has come: all that a text may go through.

Modules load others when they are first needed, and what is loaded after that tells nothing: so all are loaded before.
Methods, cached functions and those within others tell as well: what Python holds is asked, not what modules name.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from types import FunctionType

ROOMS = ("fingerprint", "marks", "matching", "model", "provenance", "text")
"""Packages of the program that a text goes through, whole; of others what they need."""

LEFT_OUT = frozenset(
    {
        "syndicheck.fingerprint.bulk",
        "syndicheck.fingerprint.characters",
        "syndicheck.fingerprint.compiled",
        "syndicheck.matching.nearduplicates",
        "syndicheck.provenance.grouping",
    }
)
"""What is about whole collections. It loads NumPy, and where that is loaded single texts go another way than in
``check``."""


def load() -> None:
    """Load every module of the rooms."""
    for room in ROOMS:
        package = importlib.import_module(f"syndicheck.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name not in LEFT_OUT:
                importlib.import_module(module.name)


def functions() -> list[FunctionType]:
    """Every function of the program that is loaded, whoever holds it, in a fixed order."""
    found = {
        (value.__module__, value.__qualname__, value.__code__.co_firstlineno, number): value
        for number, value in enumerate(gc.get_objects())
        if isinstance(value, FunctionType) and (value.__module__ or "").partition(".")[0] == "syndicheck"
    }
    return [found[key] for key in sorted(found)]
