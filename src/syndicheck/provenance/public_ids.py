"""Public story ids (``s-4kq7m2``) that stay when stories grow, merge and split."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from functools import partial
from itertools import count
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")

LENGTH = 6
"""Characters after ``s-``: 30 bits, enough that a fresh id is rarely taken, short enough to read out."""

ATTEMPTS = 8
"""Ids made from one member key among which a former one is looked for; more are only made where a story was split and
merged as often.
"""


class IdAssignment(Struct, frozen=True):
    """``ids`` in the order of the new clusters; ``redirects`` from ids that lost their story to the id that
    has most of its members now; ``gone`` the ids of which no member is in any story any more.
    """

    ids: tuple[str, ...]
    redirects: Mapping[str, str]
    gone: tuple[str, ...]


def assign_ids(
    old: Mapping[str, frozenset[str]],
    new: Sequence[frozenset[str]],
    taken: Container[str] = (),
    undone: Mapping[str, str] | None = None,
) -> IdAssignment:
    """Carry ids from old stories over to new ones.

    Pairs of an old and a new story are taken in the order of their common members, most first (ties: smaller
    id, then smaller member key): a story that grew keeps its id, of a merger the story that brought most
    members survives, of a split the largest part keeps the id. Every other new story gets a fresh id made
    from its smallest member key. ``taken`` are ids that must not be given out again, such as those that
    redirected or were gone before.

    ``undone`` leads from ids that lost their story to a merger which a person has taken back, to the old story that
    has its members. Where that story falls apart again, the part in which the article is from whose key such an id was
    made gets it back, before all else: how large the parts have become since says nothing of who bore which id.

    The members of one side must not overlap; raises ``ValueError`` for an empty story or a shared member.
    """
    new_of = _owner(range(len(new)), new)
    _owner(old, old.values())
    common: dict[str, Counter[int]] = {
        public_id: Counter(new_of[m] for m in members if m in new_of) for public_id, members in old.items()
    }
    first = [min(members) for members in new]
    offers = sorted(
        (-number, public_id, first[i], i) for public_id, counts in common.items() for i, number in counts.items()
    )
    ids = _given_back(undone or {}, common, new)
    placed: set[str] = set()
    for _, public_id, _, i in offers:
        if i not in ids and public_id not in placed:
            ids[i] = public_id
            placed.add(public_id)
    used = {*old, *ids.values()}
    for i in sorted(range(len(new)), key=first.__getitem__):
        if i not in ids:
            ids[i] = fresh_id(first[i], used, taken)
            used.add(ids[i])
    redirects: dict[str, str] = {}
    gone: list[str] = []
    for public_id in sorted(old):
        if public_id in placed:
            continue
        if common[public_id]:
            heir = min(common[public_id], key=lambda i: (-common[public_id][i], first[i]))
            redirects[public_id] = ids[heir]
        else:
            gone.append(public_id)
    return IdAssignment(tuple(ids[i] for i in range(len(new))), redirects, tuple(gone))


def fresh_id(key: str, *used: Container[str]) -> str:
    """The id that belongs to a member key, or the next one in its sequence that nobody uses."""
    return next(
        public_id for public_id in map(partial(_made, key), count()) if not any(public_id in those for those in used)
    )


def _made(key: str, attempt: int) -> str:
    seed = key if attempt == 0 else f"{key}\0{attempt}"
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
    return "s-" + base64.b32encode(digest).decode("ascii").lower()[:LENGTH]


def _given_back(
    undone: Mapping[str, str], common: Mapping[str, Counter[int]], new: Sequence[frozenset[str]]
) -> dict[int, str]:
    """Ids by the new stories to which they return."""
    if not undone:
        return {}
    wanted = {*undone, *undone.values()}
    founded = {
        public_id: (i, key)
        for i, members in enumerate(new)
        for key in members
        for public_id in (_made(key, attempt) for attempt in range(ATTEMPTS))
        if public_id in wanted
    }
    ids: dict[int, str] = {}
    for public_id, holder in sorted(undone.items()):
        part, key = founded.get(public_id, (-1, ""))
        parts = common.get(holder, Counter())
        if part not in parts or part in ids:
            continue
        # the story that took the members over keeps its id, so there must be another part for it; of two ids that were
        # made from one key, the former one was made when the article had left the story with the other
        own, first_key = founded.get(holder, (-1, ""))
        if (part != own or key == first_key) and parts.keys() - ids.keys() - {part}:
            ids[part] = public_id
    return ids


def _owner(names: Collection[T], stories: Collection[frozenset[str]]) -> dict[str, T]:
    owner: dict[str, T] = {}
    for name, members in zip(names, stories, strict=True):
        if not members:
            raise ValueError(f"story {name} has no members")
        for member in members:
            if member in owner:
                raise ValueError(f"{member} is a member of two stories")
            owner[member] = name
    return owner
