"""What counts as copied, against an oracle that fills the whole table of the two texts."""

from __future__ import annotations

import random
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.matching.layout import common_in_order
from syndicheck.matching.passages import SPACED, UNSPACED, Measure, passages, share
from syndicheck.model.spans import Span
from syndicheck.text import Tokens, tokenise


def tokens_of(keys: list[str], unspaced: bool = False) -> Tokens:
    """Tokens as if the keys had been printed with one blank between them."""
    starts, ends, position = [], [], 0
    for key in keys:
        starts.append(position)
        ends.append(position + len(key))
        position += len(key) + 1
    return Tokens(keys, starts, ends, unspaced)


def oracle_runs(a: list[str], b: list[str], size: int) -> list[tuple[int, int, int]]:
    """All maximal equal runs, by the table of lengths of common suffixes: O(n·m), nothing clever."""
    runs = []
    above = [0] * (len(b) + 1)
    for i in range(len(a) + 1):
        row = [0] * (len(b) + 1)
        for j in range(len(b) + 1):
            if i and j and a[i - 1] == b[j - 1]:
                row[j] = above[j - 1] + 1
            ends_here = not (i < len(a) and j < len(b) and a[i] == b[j])
            if ends_here and row[j] >= size:
                runs.append((i - row[j], j - row[j], row[j]))
        above = row
    return runs


def oracle_covered(a: list[str], b: list[str], m: Measure) -> tuple[set[int], set[int]]:
    """Tokens of A and of B that are copied, gaps not counted."""
    runs = oracle_runs(a, b, m.run)
    return (
        {i for start, _, size in runs for i in range(start, start + size)},
        {j for _, start, size in runs for j in range(start, start + size)},
    )


def covered(t: Tokens, spans: list[Span]) -> set[int]:
    return {i for i in range(len(t.keys)) if any(s.start <= t.starts[i] and t.ends[i] <= s.end for s in spans)}


def both(a: Tokens, b: Tokens) -> tuple[float, float]:
    found = passages(a, b)
    return share(a, [p.a for p in found]), share(b, [p.b for p in found])


small = st.lists(st.sampled_from("abc"), max_size=60)  # few words: repetition everywhere
free = st.lists(st.sampled_from([f"w{n}" for n in range(12)]), max_size=60)


@settings(max_examples=examples(200), deadline=None)
@given(st.one_of(small, free), st.one_of(small, free))
def test_copied_tokens_are_those_of_the_full_table(a: list[str], b: list[str]) -> None:
    ta, tb = tokens_of(a), tokens_of(b)
    found = passages(ta, tb)
    here, there = oracle_covered(a, b, SPACED)
    assert covered(ta, [p.a for p in found]) >= here
    assert covered(tb, [p.b for p in found]) >= there
    # What is more than that are gaps: never more than three tokens in a row, and none at the ends of a passage.
    for extra, size in (
        (covered(ta, [p.a for p in found]) - here, len(a)),
        (covered(tb, [p.b for p in found]) - there, len(b)),
    ):
        assert not any({i, i + 1, i + 2, i + 3} <= extra for i in range(size))


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_shares_of_edited_copies_match_the_oracle(seed: int, unspaced: bool) -> None:
    rng = random.Random(seed)
    source = [f"{rng.choice('abcdef')}{n}" for n in range(120)]
    copy = [f"x{n}" if rng.random() < 0.06 else word for n, word in enumerate(source)]
    m = UNSPACED if unspaced else SPACED
    here, _ = oracle_covered(source, copy, m)
    runs = sorted(oracle_runs(source, copy, m.run))
    for (i, _, n), (k, _, _) in pairwise(runs):
        if k - (i + n) <= m.gap:
            here |= set(range(i + n, k))
    ta, tb = tokens_of(source, unspaced), tokens_of(copy, unspaced)
    assert covered(ta, [p.a for p in passages(ta, tb)]) == here


@settings(max_examples=examples(150), deadline=None)
@given(st.one_of(small, free), st.one_of(small, free))
def test_symmetric_and_bounded(a: list[str], b: list[str]) -> None:
    ta, tb = tokens_of(a), tokens_of(b)
    forth, back = passages(ta, tb), passages(tb, ta)
    assert {(p.a, p.b, p.tokens) for p in forth} == {(p.b, p.a, p.tokens) for p in back}
    here, there = both(ta, tb)
    assert 0 <= here <= 1
    assert 0 <= there <= 1
    for p in forth:
        assert p.tokens >= SPACED.run
        assert 0 <= p.a.start < p.a.end <= ta.ends[-1]


@settings(deadline=None)
@given(st.lists(st.text("abcdefgh", min_size=1, max_size=4), min_size=8, max_size=80))
def test_a_text_is_wholly_copied_from_itself(keys: list[str]) -> None:
    t = tokens_of(keys)
    assert both(t, t) == (1.0, 1.0)


@settings(deadline=None, max_examples=examples(60))
@given(st.integers(0, 10**6), st.permutations(range(5)))
def test_reordered_paragraphs_keep_their_shares(seed: int, order: list[int]) -> None:
    rng = random.Random(seed)
    paragraphs = [[f"p{p}w{rng.randrange(100)}" for _ in range(rng.randrange(8, 30))] for p in range(5)]
    a = tokens_of([word for p in paragraphs for word in p])
    b = tokens_of([word for p in order for word in paragraphs[p]])
    assert both(a, b) == (1.0, 1.0)


@settings(deadline=None, max_examples=examples(60))
@given(st.integers(0, 10**6))
def test_unrelated_text_around_the_copy_changes_nothing_for_the_source(seed: int) -> None:
    rng = random.Random(seed)
    a = [f"w{rng.randrange(30)}" for _ in range(80)]
    b = a[10:50] + [f"y{n}" for n in range(5)] + a[60:75]
    more = [f"z{rng.randrange(30)}" for _ in range(60)]
    cut = rng.randrange(60)
    here, there = both(tokens_of(a), tokens_of(b))
    wrapped, less = both(tokens_of(a), tokens_of(more[:cut] + b + more[cut:]))
    assert wrapped == here
    assert less < there


# ── the arithmetic faults of the ancestors (field.md §5 C) ────────────────────────────────────────────────


def words(count: int, mark: str = "w") -> list[str]:
    """Words of one length, so that shares can be worked out by hand."""
    return [f"{mark}{n:04d}" for n in range(count)]


def test_a_third_of_a_release_is_a_third_of_the_release_and_all_of_the_article() -> None:
    release = words(300)
    assert both(tokens_of(release), tokens_of(release[:100])) == (pytest.approx(1 / 3), 1.0)


def test_overlapping_and_nested_passages_count_once() -> None:
    t = tokens_of(words(40))

    def span(first: int, last: int) -> Span:
        return Span(t.starts[first], t.ends[last - 1])

    assert share(t, [span(0, 40), span(2, 6)]) == 1.0
    assert share(t, [span(0, 20), span(10, 30)]) == pytest.approx(0.75)
    assert share(t, [span(10, 30), span(0, 20), span(0, 20)]) == pytest.approx(0.75)
    assert share(t, []) == 0.0


def test_a_passage_printed_twice_counts_once_for_the_release() -> None:
    release = words(100)
    article = release[:20] + words(10, "x") + release[:20]
    assert both(tokens_of(release), tokens_of(article)) == (pytest.approx(0.2), pytest.approx(0.8))


def test_nothing_to_compare() -> None:
    empty = tokens_of([])
    assert passages(empty, empty) == ()
    assert both(empty, tokens_of(words(30))) == (0.0, 0.0)
    assert both(tokens_of(["a"]), tokens_of(["a"])) == (0.0, 0.0)


def test_seven_words_are_not_a_copy_and_eight_are() -> None:
    assert passages(tokens_of([*words(7), "a"]), tokens_of([*words(7), "b"])) == ()
    (found,) = passages(tokens_of([*words(8), "a"]), tokens_of([*words(8), "b"]))
    assert (found.a, found.b, found.tokens) == (Span(0, 47), Span(0, 47), 8)


@pytest.mark.parametrize(("gap", "expected"), [(0, 1), (1, 1), (3, 1), (4, 2)])
def test_gaps_of_up_to_three_words_are_bridged(gap: int, expected: int) -> None:
    one, two = words(10), words(10, "v")
    a = tokens_of(one + words(gap, "x") + two)
    b = tokens_of(one + words(gap, "y") + two)
    assert len(passages(a, b)) == expected


def test_a_gap_counts_on_both_sides() -> None:
    one, two = words(10), words(10, "v")
    assert len(passages(tokens_of(one + two), tokens_of(one + words(4, "y") + two))) == 2
    assert len(passages(tokens_of(one + two), tokens_of(one + words(3, "y") + two))) == 1


def test_gap_words_belong_to_the_passage() -> None:
    one, two = words(10), words(10, "v")
    a, b = tokens_of([*one, "xxxxx", *two]), tokens_of([*one, "yyyyy", *two])
    (found,) = passages(a, b)
    assert found.tokens == 20
    assert both(a, b) == (1.0, 1.0)


# ── real text ─────────────────────────────────────────────────────────────────────────────────────────────


def test_punctuation_quotes_and_case_do_not_matter_and_spans_are_those_of_the_original() -> None:
    a = "Zuvor: „Die Brücke über den Kanal wird im März für sechs Wochen gesperrt“, sagte Anna Behrens."
    b = '"DIE BRÜCKE über den Kanal - wird im\u00a0März, für sechs Wochen gesperrt" hieß es.'
    (found,) = passages(tokenise(a), tokenise(b))
    assert a[found.a.start : found.a.end] == "Die Brücke über den Kanal wird im März für sechs Wochen gesperrt"
    assert b[found.b.start : found.b.end] == "DIE BRÜCKE über den Kanal - wird im\u00a0März, für sechs Wochen gesperrt"


def test_scripts_without_blanks_need_twenty_characters() -> None:
    sentence = "市政府星期三宣布将在河边修建一座新的人行桥并于明年春天"
    a, b = tokenise("开头不同。" + sentence), tokenise(sentence + "结尾也不一样")
    (found,) = passages(a, b)
    assert found.tokens == len(sentence)
    assert passages(tokenise(sentence[:19] + "甲乙丙"), tokenise("子丑寅" + sentence[:19])) == ()


def test_no_passage_reaches_across_a_mark() -> None:
    left = "The harbour board approved the new timetable on Monday evening after a long"
    right = "debate about noise and the early boats that leave before six"
    caption = "(Photo: Example Press)"
    a = f"{left} {caption} {right}"
    b = f"{left} {right}"
    mark = Span(a.index(caption), a.index(caption) + len(caption))
    ta, tb = tokenise(a, [mark]), tokenise(b)
    position = len(tokenise(left).keys)
    found = passages(ta, tb, breaks_a=[position])
    assert [a[p.a.start : p.a.end] for p in found] == [left, right]
    assert [b[p.b.start : p.b.end] for p in found] == [left, right]
    assert share(ta, [p.a for p in found]) == share(tb, [p.b for p in found]) == 1.0


# ── hostile and large ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "keys",
    [
        ["ha"] * 4_000,
        ["ha", "ho"] * 2_000,
        [f"w{n % 100}" for n in range(4_000)],
        [w for n in range(340) for w in (*[f"s{n % 42}w{k}" for k in range(11)], f"x{n}")],
    ],
    ids=["one word", "two words", "period 100", "sentences eight times"],
)
def test_repetition_is_bounded(keys: list[str]) -> None:
    a, b = tokens_of(keys), tokens_of(keys[: len(keys) * 2 // 3])
    begin = time.perf_counter()
    found = passages(a, b)
    took = time.perf_counter() - begin
    assert share(b, [p.b for p in found]) == 1.0
    assert share(a, [p.a for p in found]) > 0.9
    assert took < 1.0


@given(st.lists(st.sampled_from("abcde"), max_size=40), st.lists(st.sampled_from("abcdef"), max_size=40))
def test_common_words_in_order_with_and_without_rapidfuzz(a: list[str], b: list[str]) -> None:
    from rapidfuzz.distance import LCSseq

    expected = LCSseq.similarity(a, b)
    assert common_in_order(a, b) == expected
    loaded = sys.modules.pop("rapidfuzz")
    try:
        assert common_in_order(a, b) == expected
    finally:
        sys.modules["rapidfuzz"] = loaded
