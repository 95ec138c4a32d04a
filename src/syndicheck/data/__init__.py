"""Generated tables: built by the scripts in ``scripts/``, dated, with source and licence inside."""

from __future__ import annotations

from pathlib import Path


def table(name: str) -> str:
    """The text of a table, which lies beside this file; ``importlib.resources`` takes longer to load than that."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
