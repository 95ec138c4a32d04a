"""How values are written in text columns: JSON, times, reasons. Equal values always give equal text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from msgspec import DecodeError
from msgspec.json import decode

from syndicheck.errors import StoreError
from syndicheck.model.reasons import Reason


def compact_json(value: Any) -> str:
    """JSON with keys sorted, UTF-8 unescaped and no blanks."""
    import json  # who only reads needs it seldom

    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def read_json(text: str) -> Any:
    """The inverse of :func:`compact_json`."""
    try:
        return decode(text)
    except DecodeError:  # numbers that are none, which older programs wrote
        import json

        return json.loads(text)


def iso(moment: datetime) -> str:
    """A time in UTC, ``2026-03-04T09:12:00Z``, with microseconds only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def comparable(time: str) -> str:
    """A column or value of :func:`iso` as SQL can compare it: ``Z`` sorts behind the point of a fraction."""
    return f"rtrim({time}, 'Z')"


IN_TIME = f"t.start IS NULL, {comparable('t.start')}, {comparable('t.end')}, a.key"
"""The order of a timeline for SQL, of sightings ``t`` and articles ``a``: those without a time come last."""


def read_iso(text: str) -> datetime:
    """The inverse of :func:`iso`."""
    return datetime.fromisoformat(text)


Worded = Callable[[str, Mapping[str, Any]], str | None]
"""Makes the words of a reason from its code and data, where these say all."""


def reasons_json(reasons: Iterable[Reason], worded: Worded = lambda code, data: None) -> str:
    """Reasons as a JSON list of ``{code, text, data}``; where ``worded`` gives the same text, of the code alone, if it
    has no data, or of ``[code, value, …]``, if it has the usual ones.
    """
    return compact_json([_reason(one, worded(one.code, one.data)) for one in reasons])


def _reason(reason: Reason, made: str | None) -> str | list[Any] | dict[str, Any]:
    if reason.text != made:
        return {"code": reason.code, "text": reason.text, "data": dict(reason.data)}
    if not reason.data:
        return reason.code
    return in_order(reason.code, reason.data) or {"code": reason.code, "data": dict(reason.data)}


def read_reasons(text: str, worded: Worded = lambda code, data: None) -> tuple[Reason, ...]:
    """The inverse of :func:`reasons_json`, given the same ``worded``."""
    return tuple(_read_reason(one, worded) for one in read_json(text))


def _read_reason(said: str | list[Any] | Mapping[str, Any], worded: Worded) -> Reason:
    if isinstance(said, str | list):
        code, data = (said, {}) if isinstance(said, str) else by_name(said)
        return Reason(code, worded(code, data) or "", data)
    code, data = said["code"], said.get("data", {})
    return Reason(code, said["text"] if "text" in said else worded(code, data) or "", data)


_NAMES: Mapping[str, tuple[str, ...]] = {
    "beginning": ("share",),
    "common-source-not-held": ("article", "runs"),
    "cut-short": ("lost", "new"),
    "edited": ("lost", "new"),
    "extended": ("lost", "new"),
    "facts-differ": ("places", "slots"),
    "notice-added": ("notices",),
    "one-block": ("density", "tokens"),
    "one-name-differs": ("longer", "places", "shorter"),
    "only-these-two": ("runs",),
    "order-unknown": ("likelihood",),
    "parent-before": ("not_earlier_than", "parent_no_later_than"),
    "same-template": ("places", "recurring", "slots"),
}
"""What the values of reasons of matches and lineages are called: a million articles have some five million of them, and
their names were most of what was stored. A line that a database was written with is never changed: it would be read
otherwise.
"""


def in_order(code: str, data: Mapping[str, Any]) -> list[Any] | None:
    """A code and its values; ``None`` where it has others than usual, whose names have to be written."""
    names = _NAMES.get(code)
    return None if names is None or data.keys() != set(names) else [code, *(data[name] for name in names)]


def by_name(said: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """The inverse; without values where this program does not know what they are called."""
    code, *values = said
    return code, dict(zip(_NAMES.get(code, ()), values, strict=False))


def damaged() -> StoreError:
    """What to raise where a row of an index is not as this program writes them."""
    remedy = "Make the indexes anew with: syndicheck reindex"
    return StoreError("A row of an index is damaged.", remedy, asks_database=True)


Value = TypeVar("Value")


def in_chunks(values: Sequence[Value], size: int = 400) -> Iterator[Sequence[Value]]:
    """Slices small enough for the number of ``?`` in one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
