"""Public story ids (``s-4kq7m2``) that stay when stories grow, merge and split."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")

LENGTH = 6
"""Characters after ``s-``: 30 bits, enough that a fresh id is rarely taken, short enough to read out."""


class IdAssignment(Struct, frozen=True):
    """``ids`` in the order of the new clusters; ``redirects`` from ids that lost their story to the id that
    has most of its members now; ``gone`` the ids of which no member is in any story any more.
    """

    ids: tuple[str, ...]
    redirects: Mapping[str, str]
    gone: tuple[str, ...]


def assign_ids(
    old: Mapping[str, frozenset[str]], new: Sequence[frozenset[str]], taken: Container[str] = ()
) -> IdAssignment:
    """Carry ids from old stories over to new ones.

    Pairs of an old and a new story are taken in the order of their common members, most first (ties: smaller
    id, then smaller member key): a story that grew keeps its id, of a merger the story that brought most
    members survives, of a split the largest part keeps the id. Every other new story gets a fresh id made
    from its smallest member key. ``taken`` are ids that must not be given out again, such as those that
    redirected or were gone before.

    The members of one side must not overlap; raises ``ValueError`` for an empty story or a shared member.
    """
    new_of = _owner(range(len(new)), new)
    _owner(old, old.values())
    common: dict[str, Counter[int]] = {
        public_id: Counter(new_of[m] for m in members if m in new_of) for public_id, members in old.items()
    }
    first = [min(members) for members in new]
    offers = sorted(
        (-count, public_id, first[i], i) for public_id, counts in common.items() for i, count in counts.items()
    )
    ids: dict[int, str] = {}
    placed: set[str] = set()
    for _, public_id, _, i in offers:
        if i not in ids and public_id not in placed:
            ids[i] = public_id
            placed.add(public_id)
    used = set(old)
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
    attempt = 0
    while True:
        seed = key if attempt == 0 else f"{key}\0{attempt}"
        digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest()
        public_id = "s-" + base64.b32encode(digest).decode("ascii").lower()[:LENGTH]
        if not any(public_id in those for those in used):
            return public_id
        attempt += 1


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
