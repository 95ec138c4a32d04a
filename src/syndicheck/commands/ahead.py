"""Reading ahead, so that no database is made of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syndicheck.model.articles import Problem, RawArticle


def with_an_article(
    records: Iterator[RawArticle | Problem],
) -> tuple[Iterator[RawArticle | Problem] | None, Sequence[Problem]]:
    """The same records if one of them is an article; if none is, ``None``, and what is wrong with them."""
    from syndicheck.model.articles import Problem

    before: list[Problem] = []
    for record in records:
        if not isinstance(record, Problem):
            return chain(before, (record,), records), ()
        before.append(record)
    return None, before
