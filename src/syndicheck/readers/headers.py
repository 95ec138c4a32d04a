"""What the headers of a web answer say, of which a server may write anything.

RFC 9110 (``Retry-After``, validators) and RFC 9111 (how long an answer holds).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from syndicheck.expressions import expression

_MAX_AGE = expression(r"(?:^|[,\s])max-age\s?=\s?\"?(\d{1,9})(?!\d)", re.IGNORECASE)
_UNCACHED = expression(r"(?:^|[,\s])no-(?:store|cache)\b", re.IGNORECASE)
_LONGEST_WAIT = 7 * 24 * 3600.0


def short(headers: Message, name: str) -> str | None:
    """A header that is sent back one day; one that is longer than any sensible one is not kept."""
    value = str(headers.get(name) or "").strip()
    return value if 0 < len(value) <= 500 else None


def retry_after(value: str | None) -> float | None:
    """How long ``Retry-After`` says to wait: a number of seconds, or a date."""
    text = str(value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_WAIT)
    try:
        wanted = parsedate_to_datetime(text)
        moment = wanted if wanted.tzinfo else wanted.replace(tzinfo=UTC)
        return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def max_age(headers: Message) -> float | None:
    """For how many seconds from now an answer holds (``Cache-Control: max-age``, less its ``Age``; RFC 9111 §4.2)."""
    said = ",".join(str(value) for value in headers.get_all("Cache-Control", []))
    found = _MAX_AGE.search(said)
    if found is None or _UNCACHED.search(said):
        return None
    age = str(headers.get("Age") or "").strip()
    return max(0.0, float(found[1]) - (float(age) if age.isascii() and age.isdigit() and len(age) <= 9 else 0.0))


def charset(headers: Message) -> str | None:
    """The one that ``Content-Type`` names."""
    found = headers.get_content_charset()
    return found[:40] if found else None
