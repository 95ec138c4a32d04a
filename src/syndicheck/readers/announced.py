"""Whether any installed package may announce a reader of its own: a look at the files in which that stands.

``importlib.metadata`` knows for certain, and brings the e-mail library along: asking it first took a tenth of the time
of a check.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder

_METADATA = (".dist-info", ".egg-info", "EGG-INFO")


def may_be_announced(group: str) -> bool:
    """Whether ``importlib.metadata`` is worth asking for entry points of this group.

    ``False`` only if no package in any folder of ``sys.path`` has the group; what lies in archives, or is found in ways
    of its own, is not looked at and may have it.
    """
    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        return True
    return any(_has(folder or os.curdir, group.encode()) for folder in sys.path)


def _has(folder: str, group: bytes) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(group in _entry_points(entry.path) for entry in entries if entry.name.endswith(_METADATA))
    except NotADirectoryError:
        return True
    except OSError:
        return False


def _entry_points(metadata: str) -> bytes:
    try:
        with open(f"{metadata}/entry_points.txt", "rb") as stream:  # noqa: PTH123 - a hundred of them, and a Path costs
            return stream.read()
    except OSError:
        return b""
