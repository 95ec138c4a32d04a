"""How long an article is compared with ever less promising candidates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import pytest

from syndicheck import linking
from syndicheck.linking import BEST, PATIENCE_WITH_ENOUGH, Linked, Source
from syndicheck.model.matches import Match, MatchClass, Passage
from syndicheck.model.spans import Span


class Candidates:
    """So many earlier sketches, and nothing else."""

    def __init__(self, shares: Sequence[float]) -> None:
        self.shares = shares

    def same_release(self, _sketch_id: int) -> list[int]:
        return []

    def earlier(self, _sketch_id: int) -> list[int]:
        return [*range(len(self.shares))]

    def translations(self, _sketch_id: int) -> list[int]:
        return []


@pytest.mark.parametrize("before", [BEST - 1, BEST, BEST + 3])
def test_a_whole_copy_ends_the_search_however_many_cuts_came_before(
    monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    seen: list[int] = []
    shares = [*(0.3 for _ in range(before)), 1.0, *(0.3 for _ in range(2 * PATIENCE_WITH_ENOUGH))]

    def compared(source: Candidates, sketch_id: int, others: Sequence[int]) -> Iterator[Linked]:
        for place in others:
            seen.append(place)
            share = source.shares[place]
            passage = Passage(Span(0, round(1000 * share)), Span(0, round(1000 * share)), round(150 * share))
            match = Match(MatchClass.EXCERPT, share, share, share, share, (passage,), ())
            yield Linked((1, 1), (2 + place, 2 + place), match, place)

    monkeypatch.setattr(linking, "_compared", compared)
    linking.linked_from(cast("Source", Candidates(shares)), 99)
    assert len(seen) == before + 1 + PATIENCE_WITH_ENOUGH
