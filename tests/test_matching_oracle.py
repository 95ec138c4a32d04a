"""The matcher against the plain definition of *copied*, and the arithmetic that every pair of texts must obey."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.eval._copied import copied, runs, share
from tests.eval.candidate_recall import copied_pairs
from tests.examples import examples

from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.matches import Match
from syndicheck.text import tokenise

RUN, GAP = 8, 3

VOCABULARY = [
    "harbour", "board", "ferry", "autumn", "council", "bridge", "said", "new", "the", "of", "a", "and", "will", "open",
    "night", "road", "market", "seven", "river", "school", "keeper", "lamp", "tide", "wall", "east", "grain", "paper",
]  # fmt: skip


@st.composite
def related_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts of which the second is made of pieces of the first, edited here and there, and of words of its own."""
    rng = random.Random(draw(st.integers(0, 10**9)))
    source = [rng.choice(VOCABULARY) for _ in range(draw(st.integers(30, 160)))]
    copy: list[str] = []
    for _ in range(draw(st.integers(1, 6))):
        start = rng.randrange(len(source))
        piece = source[start : start + rng.randrange(4, 60)]
        every = rng.choice((0, 9, 12, 20))
        copy += [rng.choice(VOCABULARY) if every and n % every == every - 1 else w for n, w in enumerate(piece)]
        copy += [f"own{rng.randrange(50)}" for _ in range(rng.randrange(6))]
    copy += [f"end{n}" for n in range(max(0, 30 - len(copy)))]
    return printed(source, rng), printed(copy, rng)


def printed(words: list[str], rng: random.Random) -> str:
    """Words as a text: sentences, and marks of punctuation that must not matter."""
    return "".join(
        (word.capitalize() if rng.random() < 0.1 else word) + rng.choice((" ",) * 9 + (", ", ". ", " – ", "\n\n", ' "'))
        for word in words
    )


def matched(a: str, b: str) -> Match:
    return compare(prepare(a, ()), prepare(b, ()))


def letters(text: str) -> list[int]:
    tokens = tokenise(text)
    return [end - start for start, end in zip(tokens.starts, tokens.ends, strict=True)]


# ── the oracle itself ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("abcdefgh", "abcdefgh", [(0, 0, 8)]),
        ("abcdefg", "abcdefg", []),
        ("xabcdefghy", "zzabcdefghw", [(1, 2, 8)]),
        ("abcdefghi", "abcdefghiabcdefghi", [(0, 0, 9), (0, 9, 9)]),
        ("", "abc", []),
    ],
)
def test_runs_by_hand(a: str, b: str, expected: list[tuple[int, int, int]]) -> None:
    assert sorted(runs(list(a), list(b), RUN)) == expected


def test_a_gap_of_three_is_filled_and_one_of_four_is_not() -> None:
    for gap, filled in ((3, 19), (4, 16)):
        found = copied([*"abcdefgh", *"xxxx"[:gap], *"ijklmnop"], [*"abcdefgh", *"ijklmnop"], RUN, GAP)
        assert len(found.a) == filled
        assert found.equal_b == found.b == set(range(16))
    assert share(frozenset({0, 2}), [1, 2, 3]) == pytest.approx(4 / 6)


@settings(deadline=None, max_examples=examples(40))
@given(st.integers(0, 10**9))
def test_all_pairs_at_once_are_the_pairs_one_by_one(seed: int) -> None:
    """The oracle of the candidate step against the one of the percentages."""
    rng = random.Random(seed)
    pieces = [[rng.choice(VOCABULARY) for _ in range(rng.randrange(6, 30))] for _ in range(8)]
    texts = [[word for piece in rng.choices(pieces, k=rng.randrange(5)) for word in piece] for _ in range(9)]
    texts += [[rng.choice("ab") for _ in range(rng.randrange(12))] for _ in range(4)]
    found = {(p.shorter, p.longer): p.words for p in copied_pairs(texts, RUN)}
    for a, one in enumerate(texts):
        for b, other in enumerate(texts):
            if (len(one), a) < (len(other), b):
                assert found.get((a, b), 0) == len(copied(one, other, RUN, GAP).equal_a)


# ── the matcher ───────────────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None, max_examples=examples(150))
@given(related_texts())
def test_shares_are_those_of_the_definition(texts: tuple[str, str]) -> None:
    a, b = texts
    match = matched(a, b)
    truth = copied(tokenise(a).keys, tokenise(b).keys, RUN, GAP)
    assert match.share_a == pytest.approx(share(truth.a, letters(a)), abs=0.01)
    assert match.share_b == pytest.approx(share(truth.b, letters(b)), abs=0.01)


@settings(deadline=None, max_examples=examples(100))
@given(related_texts())
def test_shares_are_unions_within_bounds_and_the_same_from_both_sides(texts: tuple[str, str]) -> None:
    a, b = texts
    match = matched(a, b)
    assert matched(b, a) == match.swapped()
    for text, shared, spans in (
        (a, match.share_a, [p.a for p in match.passages]),
        (b, match.share_b, [p.b for p in match.passages]),
    ):
        tokens = tokenise(text)
        inside = {
            n
            for n, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True))
            if any(span.start <= start and end <= span.end for span in spans)
        }
        assert 0 <= shared <= 1
        assert shared == pytest.approx(share(frozenset(inside), letters(text)))


@settings(deadline=None, max_examples=examples(60))
@given(related_texts())
def test_more_text_never_makes_less_of_the_other_copied(texts: tuple[str, str]) -> None:
    a, b = texts
    assert matched(a, b + "\n\n" + a[: len(a) // 2]).share_a >= matched(a, b).share_a - 1e-9


@settings(deadline=None, max_examples=examples(60))
@given(related_texts(), st.randoms(use_true_random=False))
def test_the_order_of_paragraphs_does_not_move_a_share(texts: tuple[str, str], rng: random.Random) -> None:
    """Paragraphs of the source, set apart by words of their own, in any order: the source is used as much."""
    a, _ = texts
    words = tokenise(a).keys
    parts = [words[start : start + 20] for start in range(0, len(words), 20)]
    apart = [[*part, *(f"sep{n}x{k}" for k in range(GAP + 1))] for n, part in enumerate(parts)]
    shuffled = rng.sample(apart, len(apart))
    forth = matched(a, " ".join(word for part in apart for word in part))
    other = matched(a, " ".join(word for part in shuffled for word in part))
    assert other.share_a == pytest.approx(forth.share_a, abs=0.01)
