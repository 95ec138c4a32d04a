"""What Spark proposes of joined rows is what the index of a database names: translations, and what is beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.issuers import NEWS
from tests.test_issuer_stories import ALL, shuffled, stored

from syndicheck.bulk import heads
from syndicheck.bulk.proposing import chosen
from syndicheck.linking import MOST_READ, Stored, TextCache
from syndicheck.matching.translation import standing_background
from syndicheck.store import postings
from syndicheck.store.anchors import POSTINGS, RAREST, anchor_hash, rarest


def row_of(source: Stored, connection: Any, number: int) -> dict[str, Any]:
    """A version with the heads of its anchors, as the joins make it."""
    _, prepared = source.texts([number])[number]
    own = source.anchored(number, prepared)
    languages = dict(connection.execute("SELECT id, language FROM anchor_languages"))
    anchored = []
    weights = []
    for place, (key, weight, step) in enumerate(rarest(own.first_places(), own.language, standing_background())):
        weights.append(weight)
        for language_id, head in postings.read(connection, anchor_hash(key), list(languages), POSTINGS):
            language = languages[language_id]
            if language != own.language or (place < RAREST and len(head.sketches) > 1):
                bearers = heads.packed((head.sketches, [1] * len(head.steps), head.steps), heads.ANCHORED)
                anchored.append({"place": place, "weight": weight, "step": step, "lang": language, "bearers": bearers})
    empty = {"bearers": None, "found": None, "near": None, "size": 0, "tokens": prepared.words}
    return {
        "number": number,
        "representative": number,
        "lang": prepared.lang,
        "anchored": anchored,
        "weights": weights,
    } | empty


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_texts_are_proposed(tmp_path: Path, seed: int) -> None:
    database = stored(tmp_path / "news.db", shuffled(seed))
    source = Stored(database.connection, TextCache(database.connection))
    asked = 0
    for number in range(1, len(ALL) + 1):
        found = chosen(row_of(source, database.connection, number))
        near = source.translations(number)
        assert [one["sketch_ids"] for one in found["translations"]] == [one.sketch_ids[:MOST_READ] for one in near]
        assert [one["promising"] for one in found["translations"]] == [min(MOST_READ, one.promising) for one in near]
        if found["translations"]:
            assert found["siblings"] == source.siblings(number)[:MOST_READ]
            asked += len(found["siblings"]) > 0
    assert asked >= len(NEWS)
