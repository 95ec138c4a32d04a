"""Values as databases hold them → values as JSON has them, which is what records are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

DEPTH = 20


def finite(number: float | str) -> float | None:
    """A number, or nothing for one that JSON and SQL cannot write: ``1e400``, ``-Infinity``, ``NaN``."""
    value = float(number)
    return value if value - value == 0 else None


def plain(value: Any, depth: int = DEPTH) -> Any:
    """A value that can be written as JSON. Times become ISO 8601, bytes the text they hold or nothing."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return finite(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return _decoded(bytes(value))
    if isinstance(value, Decimal):
        return str(value)
    if depth and isinstance(value, Mapping):
        return {str(name): plain(inner, depth - 1) for name, inner in value.items()}
    if depth and isinstance(value, list | tuple | set | frozenset):
        return [plain(inner, depth - 1) for inner in value]
    return str(value)[:1000] if depth else None


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
