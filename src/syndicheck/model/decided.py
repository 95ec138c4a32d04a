"""When people decided something: of two decisions on one thing the later one stands."""

from __future__ import annotations

from datetime import UTC, datetime

UNKNOWN = datetime.min.replace(tzinfo=UTC)
"""Stands for a time that is not known: before all others."""
