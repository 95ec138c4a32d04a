"""The candidate step against its slow twin: every pair, every copied run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.matching.passages import passages
from syndicheck.store.candidates import FAINT, candidates, earlier_candidates, ranked
from syndicheck.store.sketches import load_sketch, version_of
from syndicheck.text import tokenise

STORIES = 20


def corpus() -> list[str]:
    """Texts of which many contain a piece of another: stubs, quoted halves, round-ups, edited copies."""
    rng = random.Random(17)
    sources = [newsroom.paragraphs(100 + n, rng.randint(4, 12)) for n in range(STORIES)]
    texts = ["\n\n".join(parts) for parts in sources]
    for n in range(STORIES):
        own, other, third = sources[n], sources[(n + 7) % STORIES], sources[(n + 13) % STORIES]
        strange = newsroom.paragraphs(5000 + n, 6)
        texts += [
            own[0],
            "\n\n".join([*strange, own[rng.randrange(len(own))]]),
            "\n\n".join([own[0], other[1], third[2], *strange[:2]]),
            every_nth_word_changed("\n\n".join(own), 12, rng),
        ]
    return texts


def every_nth_word_changed(text: str, n: int, rng: random.Random) -> str:
    words = text.split(" ")
    for position in range(rng.randrange(n), len(words), n):
        words[position] = "changed"
    return " ".join(words)


def copied_words(a: str, b: str) -> int:
    """The slow twin: words of the longest side that lie in copied runs, whatever the indexes say."""
    return sum(passage.tokens for passage in passages(tokenise(a), tokenise(b)))


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sequence[str]]:
    folder = tmp_path_factory.mktemp("candidates")
    texts = corpus()
    source = newsroom.jsonl(
        folder / "news.jsonl", [newsroom.record(n, t, f"o{n}.example") for n, t in enumerate(texts)]
    )
    with Database(folder / "news.db", write=True) as database:
        ingest(source, database)
    return folder / "news.db", texts


def test_pairs_with_sixty_copied_words_are_proposed(indexed: tuple[Path, Sequence[str]]) -> None:
    path, texts = indexed
    true = {
        (a, b)
        for a in range(len(texts))
        for b in range(a)
        if len(set(texts[a].split()) & set(texts[b].split())) > 30 and copied_words(texts[a], texts[b]) >= 60
    }
    assert len(true) > 40
    proposed = set()
    with Database(path) as database:
        number_of = {
            version_id: int(source_id[1:])
            for version_id, source_id in database.connection.execute(
                "SELECT current_version_id, source_id FROM articles"
            )
        }
        for (sketch_id,) in database.connection.execute("SELECT id FROM sketches").fetchall():
            sketch = load_sketch(database.connection, sketch_id)
            for candidate in candidates(database.connection, sketch, before=sketch_id):
                pair = (version_of(database.connection, s) for s in (sketch_id, candidate.sketch_id))
                a, b = sorted((number_of[version_id] for version_id in pair), reverse=True)
                proposed.add((a, b))
    missed = true - proposed
    assert len(missed) <= 0.01 * len(true), sorted(missed)[:5]


def test_unrelated_texts_are_hardly_ever_proposed(indexed: tuple[Path, Sequence[str]]) -> None:
    path, texts = indexed
    with Database(path) as database:
        total = sum(
            len(candidates(database.connection, load_sketch(database.connection, n), before=n))
            for n in range(1, len(texts) + 1)
        )
    assert total < 8 * len(texts)


def test_a_stranger_shares_at_most_a_phrase_and_an_empty_text_does_not_ask(indexed: tuple[Path, Sequence[str]]) -> None:
    from syndicheck.fingerprint.sketch import sketch

    path, _ = indexed
    with Database(path) as database:
        assert all(c.shared < 3 for c in candidates(database.connection, sketch(tokenise(newsroom.text(99_999)))))
        assert candidates(database.connection, sketch(tokenise(""))) == []


def test_many_asked_together_are_answered_as_one_by_one(
    indexed: tuple[Path, Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, texts = indexed
    monkeypatch.setattr("syndicheck.store.candidates.POSTINGS", 3)
    monkeypatch.setattr("syndicheck.store.candidates.FAMILY_POSTINGS", 5)
    monkeypatch.setattr("syndicheck.store.candidates.NEAR", 2)
    with Database(path) as database:
        connection = database.connection
        sketches = {n: load_sketch(connection, n) for n in range(1, len(texts) + 1)}
        alone = {n: candidates(connection, sketch, before=n) for n, sketch in sketches.items()}
        assert earlier_candidates(connection, sketches) == alone
        assert any(len(found) > 2 for found in alone.values())


STOCK = range(1, 41)
"""Texts that use two stock phrases."""

EDITED, QUOTING, NEAR_COPY = 50, 51, 52


@pytest.mark.parametrize(
    ("tokens", "fingerprints", "expected"),
    [
        pytest.param(300, 45, {*list(STOCK)[:FAINT], EDITED, QUOTING, NEAR_COPY}, id="of-the-faint-the-first"),
        pytest.param(80, 12, {*STOCK, EDITED, QUOTING, NEAR_COPY}, id="two-of-twelve-are-much"),
    ],
)
def test_two_stock_phrases_are_followed_up_in_a_few_texts_only(
    tokens: int, fingerprints: int, expected: set[int]
) -> None:
    found: list[list[int]] = [[] for _ in range(fingerprints)]
    for place in (0, 1):
        found[place] = list(STOCK)
    for place in (2, 3):  # what is left of sixty copied words, each twelfth exchanged
        found[place] = [EDITED, 200]
    for place in range(4, 10):  # a passage that two hundred outlets carry
        found[place] = [QUOTING, *range(300, 500)]

    def sizes_of(ids: list[int]) -> dict[int, tuple[int, int]]:
        return {one: (tokens, fingerprints) for one in ids if one < 100}

    named = ranked(tokens, found, {NEAR_COPY}, sizes_of)
    assert {one.sketch_id for one in named} == expected
    assert named == sorted(named, key=lambda one: (-one.weight, -one.shared, one.sketch_id))
    assert {one.sketch_id for one in ranked(tokens, found, {NEAR_COPY}, sizes_of, limit=5)} == {
        one.sketch_id for one in named[:5]
    }


def test_nobody_asks(indexed: tuple[Path, Sequence[str]]) -> None:
    with Database(indexed[0]) as database:
        assert earlier_candidates(database.connection, {}) == {}


def test_a_short_excerpt_finds_its_source(indexed: tuple[Path, Sequence[str]]) -> None:
    from syndicheck.fingerprint.sketch import sketch

    path, texts = indexed
    excerpt = " ".join(texts[3].split()[20:50])
    with Database(path) as database:
        found = candidates(database.connection, sketch(tokenise(excerpt)))
        versions = [version_of(database.connection, c.sketch_id) for c in found]
        sources = [
            database.connection.execute("SELECT text FROM article_versions WHERE id = ?", (v,)).fetchone()[0]
            for v in versions
        ]
    assert any(" ".join(source.split()).find(excerpt) >= 0 for source in sources)
