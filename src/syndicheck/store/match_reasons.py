"""The reasons of a match in the column ``matches.reasons``: what its other columns say already is not said twice.

Most reasons put the shares of a match into words. Of those the code is kept (and, where they speak of the shorter text,
which side that is), and the words are made again when they are read: a third of what a match takes in the file.
"""

from __future__ import annotations

import json
from typing import Any

from syndicheck.matching import reasons
from syndicheck.model.matches import Match
from syndicheck.model.reasons import Reason
from syndicheck.store.encoding import compact_json

_SIDES = ("", "a", "b")


def match_reasons_json(match: Match) -> str:
    """The reasons of a match as a JSON list; :func:`read_match_reasons` gives exactly the same ones back."""
    return compact_json([_short(reason, match) for reason in match.reasons])


def read_match_reasons(text: str, match: Match) -> tuple[Reason, ...]:
    """The reasons of a stored match, given all else that is stored of it."""
    return tuple(_whole(said, match) for said in json.loads(text))


def _short(reason: Reason, match: Match) -> dict[str, Any]:
    if len(set(match.passages)) == len(match.passages):  # in the database each stands once
        for shorter in _SIDES:
            if _said_by_shares(reason.code, match, shorter) == reason:
                return {"code": reason.code, **({"shorter": shorter} if shorter else {})}
    return {"code": reason.code, "text": reason.text, "data": dict(reason.data)}


def _whole(said: dict[str, Any], match: Match) -> Reason:
    if "text" not in said and (made := _said_by_shares(said["code"], match, said.get("shorter", ""))):
        return made
    return Reason(said["code"], said.get("text", ""), said.get("data", {}))


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
