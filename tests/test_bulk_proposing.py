"""What Spark proposes of joined rows is what the index of a database names: translations, and what is beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.issuers import NEWS
from tests.test_issuer_stories import ALL, shuffled, stored

from syndicheck.bulk import heads
from syndicheck.bulk.proposing import asking, chosen
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
                packed = heads.packed((head.sketches, [1] * len(head.steps), head.steps), heads.ANCHORED)
                bearers = heads.unpacked(packed, heads.ANCHORED)
                anchored.append({"place": place, "weight": weight, "step": step, "lang": language, "bearers": bearers})
    empty = {"same": [], "found": [], "near": [], "sizes": {}, "size": 0, "tokens": prepared.words}
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


def version(number: int, lang: str, *, of: int | None = None) -> dict[str, Any]:
    """One that has the hot keys of all others, and a key of its own."""
    return {
        "number": number,
        "lang": lang,
        "tokens": 50,
        "representative": of or number,
        "fingerprints": [7, 3, 10_000 + number],
        "bands": [1],
        "anchors": [{"hash": 5, "weight": 1.0, "step": 2}],
        "releases": ["x"],
    }


def test_neighbours_share_what_comes_to_them_and_take_only_what_is_theirs() -> None:
    """An English text, a copy of it, a German one, one of no known language and one whose keys are all its own."""
    alone = version(24, "en") | {"fingerprints": [1], "bands": [2], "anchors": [], "releases": []}
    near = heads.packed(([2, 20, 21], [50, 60, 70], [3, 4, 5]), heads.NEAR)
    anchored = heads.packed(([2, 20], [1, 0], [9, 9]), heads.ANCHORED)
    group = {
        "versions": [version(22, "de"), version(20, "en"), version(23, "und"), alone, version(21, "en-GB", of=20)],
        "found": [{"hash": 3, "bearers": near}, {"hash": 7, "bearers": near}],
        "near": [{"hash": 1, "bearers": near}],
        "same": [{"release": "x", "bearers": heads.packed(([2, 21],), heads.SAME)}],
        "anchored": [{"hash": 5, "lang": "en", "bearers": anchored}, {"hash": 5, "lang": "fr", "bearers": anchored}],
    }
    rows = list(asking(group))
    assert [row["number"] for row in rows] == [20, 21, 22, 23, 24]
    assert [[list(one) for one in row["found"]] for row in rows] == [
        [[2, 20, 21]] * 2,
        [],
        *[[[2, 20, 21]] * 2] * 2,
        [],
    ]
    assert [[one["lang"] for one in row["anchored"]] for row in rows] == [["en", "fr"], [], ["en", "fr"], [], []]
    assert [len(row["near"]) for row in rows] == [1, 0, 1, 1, 0]
    assert [len(row["same"]) for row in rows] == [1, 1, 1, 1, 0]
    assert all(row["sizes"] == {2: (50, 3), 20: (60, 4), 21: (70, 5)} for row in rows)
    found = [chosen(row) for row in rows]
    assert [one["earlier"][:1] for one in found] == [[2], [20], [2], [2], []]
    assert [one["same"] for one in found] == [[2], [2], [2, 21], [2, 21], []]


def test_a_group_that_has_nothing_in_common_with_anybody_is_not_lost() -> None:
    (row,) = asking({"versions": [version(16, "en")], "found": None, "near": None, "same": None, "anchored": None})
    assert chosen(row)["earlier"] == []
