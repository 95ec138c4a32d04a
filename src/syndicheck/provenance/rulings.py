"""What people have decided about which articles are one story: pure, keyed by the articles' own keys.

A *ruling* says that articles are one text (:attr:`Ruling.joined`) or that those of two sides are not
(:attr:`Ruling.apart`). Of two rulings on the same pair the later one stands. Across pairs they may contradict each
other: A = B, B = C, but A ≠ C. Then the rejection stands, whatever its age, and of the confirmations the latest
stand that do not run against it; within one ruling those that it named first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import datetime

from msgspec import Struct, field

from syndicheck.model.decided import UNKNOWN

Sides = tuple[frozenset[str], frozenset[str]]

NO_SIDES: Sides = (frozenset(), frozenset())


class Ruling(Struct, frozen=True):
    """One decision. The one ``decided`` later is the later one, of two made at once that with the larger ``number``:
    where databases were merged, an old decision may bear a larger number than a new one.

    ``joined`` are articles said to be one story, the one they belong to first, then by closeness to it. Every article
    of one side of ``apart`` is said to be in no story with any of the other side.
    """

    number: int
    joined: tuple[str, ...] = ()
    apart: Sides = NO_SIDES
    decided: datetime = UNKNOWN


class Overruled(Struct, frozen=True):
    """Articles ``a`` and ``b`` are said to be one story by ruling ``number``, which ruling ``by`` does not allow.

    ``conflict``: the two rulings speak of different articles; nobody has decided between them.
    """

    number: int
    a: str
    b: str
    by: int
    conflict: bool


class Units(Struct, frozen=True):
    """Articles that rulings make one: ``of`` leads from an article to its unit, named by its smallest key, and
    ``parts`` from the unit to its sorted articles. Articles of which nobody said so are left out.
    """

    of: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overruled: tuple[Overruled, ...] = ()

    def unit(self, key: str) -> str:
        """The unit of an article; its own key when it is alone."""
        return self.of.get(key, key)

    def articles(self, unit: str) -> tuple[str, ...]:
        """The articles of a unit, sorted."""
        return self.parts.get(unit, (unit,))


class Rulings:
    """A set of rulings. Independent of the order in which they are given."""

    def __init__(self, rulings: Iterable[Ruling] = ()) -> None:
        self._all = sorted(rulings, key=lambda ruling: (ruling.decided, ruling.number))
        # in here a ruling goes by its place in time
        self._place = {ruling.number: place for place, ruling in enumerate(self._all)}
        self._joined: dict[str, list[tuple[int, frozenset[str]]]] = {}
        self._apart: dict[str, list[tuple[int, frozenset[str]]]] = {}
        for place, ruling in enumerate(self._all):
            together = frozenset(ruling.joined)
            for key in together:
                self._joined.setdefault(key, []).append((place, together))
            for side, other in (ruling.apart, ruling.apart[::-1]):
                for key in side:
                    self._apart.setdefault(key, []).append((place, other))

    def __bool__(self) -> bool:
        return bool(self._all)

    def groups(self) -> Iterator[tuple[str, ...]]:
        """The articles that each ruling, overruled or not, says are one story."""
        return (ruling.joined for ruling in self._all if ruling.joined)

    def rejected(self, key: str) -> Set[str]:
        """Articles that must not be in one story with this one."""
        return {other for place, side in self._apart.get(key, ()) for other in self._standing(key, place, side)}

    def apart(self, a: str, b: str) -> int | None:
        """The number of the latest ruling that keeps two articles apart, or ``None`` when they may be in one story."""
        latest = self._keeps_apart(a, b)
        return None if latest is None else self._all[latest].number

    def _keeps_apart(self, a: str, b: str) -> int | None:
        latest = max((place for place, side in self._apart.get(a, ()) if b in side), default=None)
        if latest is None or any(place > latest and b in together for place, together in self._joined.get(a, ())):
            return None
        return latest

    def _standing(self, key: str, place: int, side: frozenset[str]) -> frozenset[str]:
        later = [together for joined_by, together in self._joined.get(key, ()) if joined_by > place]
        return side.difference(*later) if later else side

    def units(self, keys: Iterable[str]) -> Units:
        """The articles among ``keys`` that are one by decision, as far as no rejection stands against it."""
        held = set(keys)
        of: dict[str, str] = {}
        parts: dict[str, set[str]] = {}
        overruled: list[Overruled] = []
        for place, ruling in reversed(list(enumerate(self._all))):
            present = [key for key in ruling.joined if key in held]
            for key in present[1:]:
                centre = present[0]
                against = later = self._keeps_apart(centre, key)
                if against is None:
                    against = self._contradicted(
                        parts.get(of.get(centre, ""), {centre}), parts.get(of.get(key, ""), {key})
                    )
                if against is None:
                    _unite(of, parts, centre, key)
                else:
                    spoken = later is not None or self._contradicts(against, place)
                    by = self._all[against].number
                    overruled.append(Overruled(ruling.number, centre, key, by, conflict=not spoken))
        named = {min(members): tuple(sorted(members)) for members in parts.values()}
        return Units({key: unit for unit, members in named.items() for key in members}, named, tuple(overruled))

    def _contradicted(self, one: Set[str], other: Set[str]) -> int | None:
        """The latest ruling that keeps any of ``one`` apart from any of ``other``."""
        few, many = sorted((one, other), key=len)
        return max(
            (
                place
                for key in few
                for place, side in self._apart.get(key, ())
                if not many.isdisjoint(self._standing(key, place, side))
            ),
            default=None,
        )

    def _contradicts(self, place: int, earlier: int) -> bool:
        """Whether a ruling is a later word on articles that the earlier one joined."""
        joined = self._all[earlier].joined
        return place > earlier and all(not side.isdisjoint(joined) for side in self._all[place].apart)

    def standing_rejections(self, number: int, held: Set[str]) -> tuple[int, frozenset[int]]:
        """Of the pairs of ``held`` articles that a ruling keeps apart: how many it still does, and which later rulings
        joined others.
        """
        place = self._place[number]
        left, right = (side & held for side in self._all[place].apart)
        standing = sum(len(self._standing(key, place, right)) for key in left)
        later = (
            self._all[joined_by].number
            for key in left
            for joined_by, together in self._joined.get(key, ())
            if joined_by > place and not together.isdisjoint(right)
        )
        return standing, frozenset(later)


def _unite(of: dict[str, str], parts: dict[str, set[str]], a: str, b: str) -> None:
    """Make the units of two articles one; the smaller is poured into the larger."""
    for key in (a, b):
        if key not in of:
            of[key] = key
            parts[key] = {key}
    one, other = sorted((of[a], of[b]), key=lambda unit: (-len(parts[unit]), unit))
    if one != other:
        moved = parts.pop(other)
        parts[one] |= moved
        of.update(dict.fromkeys(moved, one))


NO_RULINGS = Rulings()
