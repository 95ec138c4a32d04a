"""The reasons of a match in the column ``matches.reasons``: what its other columns say already is not said twice.

Most reasons put the shares of a match into words. Of those the code alone is kept, as in ``["mostly-copied",
"copied:b"]`` (where they speak of the shorter text, with the side that this is), and the words are made again when they
are read. Of others the figures are kept and the words are left out, if the figures say all: ``["beginning", 0.7]``, or
with the names of the figures where they are unusual; words that differ stand in pairs: those of the shorter text, those
of the longer one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from syndicheck.matching import reasons
from syndicheck.model.matches import Match
from syndicheck.model.reasons import Reason
from syndicheck.store.encoding import by_name, compact_json, in_order

_SIDES = ("", "a", "b")
_SLOTS = ("shorter", "longer")


def match_reasons_json(match: Match) -> str:
    """The reasons of a match as a JSON list; :func:`read_match_reasons` gives exactly the same ones back."""
    return compact_json([_short(reason, match) for reason in match.reasons])


def read_match_reasons(text: str, match: Match) -> tuple[Reason, ...]:
    """The reasons of a stored match, given all else that is stored of it."""
    return tuple(_whole(said, match) for said in json.loads(text))


def reason_code(said: Any) -> str:
    """The code of one element of the list."""
    if isinstance(said, dict):
        return str(said["code"])
    return str(said[0] if isinstance(said, list) else said.partition(":")[0])


def _short(reason: Reason, match: Match) -> str | list[Any] | dict[str, Any]:
    if len(set(match.passages)) == len(match.passages):  # in the database each stands once
        for shorter in _SIDES:
            if _said_by_shares(reason.code, match, shorter) == reason:
                return f"{reason.code}:{shorter}" if shorter else reason.code
    data = dict(reason.data)
    if reasons.worded(reason.code, data) == reason.text:
        paired = _paired(data)
        kept = paired if _unpaired(paired) == data else data
        return in_order(reason.code, kept) or {"code": reason.code, "data": kept}
    return {"code": reason.code, "text": reason.text, "data": data}


def _whole(said: str | list[Any] | dict[str, Any], match: Match) -> Reason:
    if isinstance(said, list):
        code, figures = by_name(said)
        data = _unpaired(figures)
        return Reason(code, reasons.worded(code, data) or "", data)
    if isinstance(said, str):
        code, _, shorter = said.partition(":")
        return _said_by_shares(code, match, shorter) or Reason(code, "", {})
    code = said["code"]
    if "text" in said:
        return Reason(code, said["text"], said.get("data", {}))
    if "data" not in said:  # an older program says so what the shares say
        return _said_by_shares(code, match, said.get("shorter", "")) or Reason(code, "", {})
    data = _unpaired(said["data"])
    return Reason(code, reasons.worded(code, data) or "", data)


def _paired(data: Mapping[str, Any]) -> dict[str, Any]:
    """Figures, with the words of each place where the texts differ as two strings."""
    slots = data.get("slots")
    if not isinstance(slots, list) or not all(isinstance(one, dict) and set(one) == set(_SLOTS) for one in slots):
        return dict(data)
    return {**data, "slots": [[" ".join(one[side]) for side in _SLOTS] for one in slots]}


def _unpaired(data: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of :func:`_paired`, for words without blanks."""
    slots = data.get("slots")
    if not isinstance(slots, list) or not all(isinstance(one, list) for one in slots):
        return dict(data)
    whole = [
        {side: words.split(" ") if words else [] for side, words in zip(_SLOTS, one, strict=True)} for one in slots
    ]
    return {**data, "slots": whole}


def _said_by_shares(code: str, match: Match, shorter: str) -> Reason | None:
    """What a reason of this code says of these shares; ``shorter`` is a side where it speaks of the shorter text."""
    least, most = sorted((match.share_a, match.share_b))
    if shorter:
        short, long = (match.share_a, match.share_b) if shorter == "a" else (match.share_b, match.share_a)
        if code == "copied":
            return reasons.copied(short, long, len(match.passages))
        return reasons.contained(short, long) if code == "contained" else None
    if code == "copied-whole":
        return reasons.whole(least, match.resemblance)
    if code == "mostly-copied":
        return reasons.edited(least, match.resemblance)
    return reasons.too_little(most) if code == "scattered" else None
