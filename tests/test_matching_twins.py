"""Comparing takes short cuts; here each stands beside the plain way of saying the same."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import compress, pairwise, product
from types import FrameType

from hypothesis import example, given
from hypothesis import strategies as st

from syndicheck.fingerprint.anchors import Anchor
from syndicheck.linking import COPIES, LIKELY_RELATED, _copies_one
from syndicheck.matching import facts, layout, passages, rewrite, runs, thirdparty, translation
from syndicheck.matching.contrast import same_figures
from syndicheck.matching.evidence import prepare
from syndicheck.matching.facts import FACT, FactIndex, Substitution, index_facts
from syndicheck.matching.layout import Slot
from syndicheck.matching.looks import ASKED
from syndicheck.matching.rows import rows_of_numbers
from syndicheck.matching.runs import Run
from syndicheck.text import sentences, tokenise

# ── runs and passages ─────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.integers(0, 9), max_size=40))
def test_n_grams_that_a_text_has_once_and_more_often(grams: list[int]) -> None:
    places = {gram: [place for place, one in enumerate(grams) if one == gram] for gram in grams}
    found = runs.index_grams(grams)
    assert list(found.single.items()) == [(gram, where[0]) for gram, where in places.items() if len(where) == 1]
    assert found.repeated == {gram: where for gram, where in places.items() if len(where) > 1}


RUNS = st.lists(
    st.builds(Run, st.integers(0, 60), st.integers(0, 60), st.integers(8, 14)), max_size=8, unique=True
).map(sorted)


@given(RUNS)
def test_runs_that_lie_apart(some: list[Run]) -> None:
    alone = all(
        one is other
        or ((one.a_end <= other.a or other.a_end <= one.a) and (one.b_end <= other.b or other.b_end <= one.b))
        for one in some
        for other in some
    )
    assert runs._apart(some) == alone


def chains(some: Sequence[Run], gap: int) -> list[list[Run]]:
    """Each run with its nearest neighbours on both sides, looked for among all."""

    def near(run: Run, other: Run) -> bool:
        return abs(other.a - run.a_end) <= gap and abs(other.b - run.b_end) <= gap

    def nearest(ranked: list[tuple[int, int, Run]]) -> Run | None:
        ranked.sort()
        tie = len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]
        return None if tie or not ranked else ranked[0][2]

    def distance(run: Run, other: Run) -> int:
        return abs(other.a - run.a_end) + abs(other.b - run.b_end)

    after = {run: nearest([(distance(run, one), -one.size, one) for one in some if near(run, one)]) for run in some}
    before = {run: nearest([(distance(one, run), -one.size, one) for one in some if near(one, run)]) for run in some}
    found: list[list[Run]] = []
    for run in some:
        previous = before[run]
        if previous is not None and after[previous] == run:
            next(chain for chain in found if chain[-1] == previous).append(run)
        else:
            found.append([run])
    return found


@given(RUNS, st.integers(0, 7))
def test_chains_of_runs(some: list[Run], gap: int) -> None:
    assert passages._chains(some, gap) == chains(some, gap)


@given(RUNS, st.integers(0, 7))
def test_a_chain_is_one_passage_where_nothing_was_left_out(some: list[Run], gap: int) -> None:
    behind = 1_000  # a break behind everything cuts nothing, and the slow way is taken
    assert passages.stretches(some, gap) == passages.stretches(some, gap, (behind,), (behind,))


@given(st.text("ab½ ", max_size=60), st.data())
def test_shares_by_tokens_are_shares_by_spans(text: str, data: st.DataObject) -> None:
    """½ is two tokens at one place."""
    tokens = tokenise(text)
    places = st.integers(0, max(0, len(tokens.keys) - 1))
    ranges = (
        [sorted(pair) for pair in data.draw(st.lists(st.tuples(places, places), max_size=4))] if tokens.keys else []
    )
    found = [passages.Stretch(low, high + 1, low, high + 1, high + 1 - low) for low, high in ranges]
    spans = [passage.a for passage in passages.as_passages(found, tokens, tokens)]
    up_to = passages.lengths_up_to(tokens)
    assert passages.shares(found, tokens, tokens, (up_to, up_to)) == [passages.share(tokens, spans)] * 2


# ── layout ────────────────────────────────────────────────────────────────────────────────────────────────


def heaviest(some: Sequence[Run]) -> int:
    """The weight of the heaviest chain, all tried."""
    weights: list[int] = []
    for i, run in enumerate(some):
        before = [weights[j] for j in range(i) if layout._follows(some[j], run)]
        weights.append(run.size + max(before, default=0))
    return max(weights, default=0)


@given(RUNS)
def test_the_heaviest_chain(some: list[Run]) -> None:
    chain = layout._heaviest_chain(some)
    assert all(layout._follows(before, run) for before, run in pairwise(chain))
    assert sum(run.size for run in chain) == heaviest(some)


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3), st.lists(st.sampled_from("abc"), min_size=1, max_size=9)
)
def test_single_tokens_in_common(one: list[str], other: list[str]) -> None:
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            table[i + 1][j + 1] = table[i][j] + 1 if left == right else max(table[i][j + 1], table[i + 1][j])
    assert layout.common_in_order(one, other) == layout.common_in_order(other, one) == table[-1][-1]


# ── facts ─────────────────────────────────────────────────────────────────────────────────────────────────

PROSE = st.lists(
    st.sampled_from("Rome rome a was U S US 12 3 123 5G it's Ohio's Ohio Ohios Kowalska Kowalski Modern Modem".split()),
    min_size=1,
    max_size=30,
).flatmap(
    lambda words: st.lists(st.sampled_from([" ", ". ", ", ", " “", "-", "\n", "/"]), min_size=len(words)).map(
        lambda signs: "".join(word + sign for word, sign in zip(words, signs, strict=False))
    )
)


def kinds(text: str, lang: str) -> list[int]:
    """What each token is, one by one."""
    tokens = tokenise(text)
    cased = [word for word in map(text.__getitem__, map(slice, tokens.starts, tokens.ends)) if word[0].isalpha()]
    capitals = sum(text[start].isupper() for start in tokens.starts)
    mostly = 2 * capitals >= len(tokens.keys)  # a table of figures with one acronym is not in capitals
    is_shouted = mostly and sum(map(str.isupper, cased)) >= facts.SHOUTED * len(cased)
    found = []
    for index, (key, start, end) in enumerate(zip(tokens.keys, tokens.starts, tokens.ends, strict=True)):
        inside = index > 0 and not set(text[tokens.ends[index - 1] : start]) & facts._SENTENCE_ENDS
        if any(map(str.isdigit, key)):
            found.append(FACT)
        elif inside and text[start].isupper() and end - start > 1 and not is_shouted:
            found.append(FACT if lang != "de" or text[start + 1].isupper() else facts.NOUN)
        else:
            found.append(facts.NO_FACT)
    return found


@given(PROSE, st.sampled_from(["en", "de"]))
@example("12 US 12 ", "en")
def test_facts_one_by_one(text: str, lang: str) -> None:
    found = index_facts(text, tokenise(text), lang)
    assert list(found.kinds) == kinds(text, lang)
    assert list(found.positions) == [place for place, kind in enumerate(found.kinds) if kind == FACT]
    assert found.facts == {found.stems[place] for place in found.positions}


WORDS = st.lists(st.sampled_from(["u", "s", "us", "uss", "3", "500", "3500", "b", "bs", "ab", "abs", "a"]), max_size=6)


@given(WORDS, WORDS)
def test_what_is_run_together_or_torn_apart_has_its_letters_in_the_other_slot(
    here: list[str], there: list[str]
) -> None:
    """The fillings are words that the other text has not."""
    one, two = (tuple(dict.fromkeys(word for word in a if word not in b)) for a, b in ((here, there), (there, here)))
    torn = facts._torn(here, there, {*one, *two})
    if torn & {*one, *two}:
        assert facts._may_be_torn(here, there, one, two)


def look_alike(one: str, other: str) -> bool:
    """Whether one is the other misread by a scanner, without its apostrophe, or with a letter in so many wrong."""
    if not (one.isascii() and other.isascii()) or one.isdigit() or other.isdigit():
        return False
    read = []
    for word in (one, other):
        for misread, printed in facts._CONFUSED:
            word = word.replace(misread, printed)
        read.append("".join(chr(facts._CONFUSED_LETTERS.get(ord(char), ord(char))) for char in word).removesuffix("s"))
    if read[0] == read[1]:
        return True
    if re.search(r"\d", one + other):
        return False
    return 0 < edits(one, other) <= min(len(one), len(other)) // facts.LETTERS_AN_ERROR


def edits(one: str, other: str) -> int:
    """Letters to change, put in or leave out (Levenshtein 1966), by his table."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, sign in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != sign))
    return row[-1]


def test_edits_are_those_of_the_library() -> None:
    from rapidfuzz.distance import Levenshtein

    for one, other in product(("", "hafen", "häfen", "hafn", "ahfen", "kran", "hafens"), repeat=2):
        assert edits(one, other) == Levenshtein.distance(one, other)


SPELT = st.sampled_from(
    "brown brovvn Brown's browns morning moming clarke c1arke clark Kowalska Kowalski Norrvik Norvik Northwick u.s. us"
    " 3500 3,500 5 iron lron Elena Helena Müller".split()
)


@given(SPELT, SPELT)
def test_words_look_alike_as_a_plain_comparison_says(one: str, other: str) -> None:
    words = [key for text in (one, other) for key in tokenise(text).keys]
    for a, b in product(words, repeat=2):
        asked = product(facts._words([a]), facts._words([b]))
        assert any(facts.alike(*pair) for pair in asked if a != b) == (a != b and look_alike(a, b))


def contrasted(a: FactIndex, b: FactIndex, covered: tuple[bytes, bytes], slots: Sequence[Slot]) -> facts.Contrast:
    """Fact by fact."""
    sides = []
    for index, other, mask in ((a, b, covered[0]), (b, a, covered[1])):
        own = [
            (place, index.stems[place], mask[:place].count(1))
            for place, kind in enumerate(index.kinds)
            if kind == FACT and not mask[place] and index.stems[place] not in other.vocabulary
        ]
        sides.append(own)
    filled: tuple[set[str], set[str]] = (set(), set())
    substitutions = []
    inside = 0
    for slot in slots:
        if slot.short:
            one = list(dict.fromkeys(key for place, key, _ in sides[0] if slot.a <= place < slot.a_end))
            two = list(dict.fromkeys(key for place, key, _ in sides[1] if slot.b <= place < slot.b_end))
            slot_a, slot_b = a.stems[slot.a : slot.a_end], b.stems[slot.b : slot.b_end]
            respelt = facts._torn(slot_a, slot_b, {*one, *two}) if one and two else set()
            for key, other_key in product(one[: facts.SHOWN], two[: facts.SHOWN]):
                if look_alike(key, other_key):
                    respelt |= {key, other_key}
            kept = tuple(k for k in one if k not in respelt), tuple(k for k in two if k not in respelt)
            for fillings, side in zip(filled, kept, strict=True):
                fillings.update(side)
            if all(kept):
                substitutions.append(Substitution(*kept))
                inside += not slot.head
    if not substitutions:
        return facts.Contrast()
    recurring = []
    for own, fillings, mask in zip(sides, filled, covered, strict=True):
        stretches = {key: {copied for _, one, copied in own if one == key} for key in fillings}
        recurring.append(sum(len(some) > 1 and any(0 < n < mask.count(1) for n in some) for some in stretches.values()))
    return facts.Contrast(
        tuple(substitutions),
        min(recurring),
        min(
            max(Counter(key for s in substitutions for key in side(s)).values())
            for side in (lambda s: s.a, lambda s: s.b)
        ),
        min(facts._missing(a.numbers, b.vocabulary), facts._missing(b.numbers, a.vocabulary)),
        inside,
    )


@given(PROSE, PROSE, st.data())
def test_contrast_fact_by_fact(one: str, other: str, data: st.DataObject) -> None:
    a, b = (index_facts(text, tokenise(text), "en") for text in (one, other))
    masks = [
        bytes(data.draw(st.lists(st.integers(0, 1), min_size=len(x.kinds), max_size=len(x.kinds)))) for x in (a, b)
    ]
    cuts = [sorted(data.draw(st.lists(st.integers(0, len(x.kinds)), min_size=4, max_size=4))) for x in (a, b)]
    slots = [
        Slot(cuts[0][0], cuts[0][1], cuts[1][0], cuts[1][1], head=True),
        Slot(cuts[0][2], cuts[0][3], cuts[1][2], cuts[1][3]),
    ]
    covered = (masks[0], masks[1])
    assert facts.contrast(a, b, covered, slots) == contrasted(a, b, covered, slots)


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────────────

STORY = st.lists(
    st.lists(
        st.sampled_from("north south harbour board ferry autumn council bridge night 1912 2024".split()),
        min_size=3,
        max_size=12,
    ),
    max_size=9,
).map(lambda told: " ".join(" ".join(words).capitalize() + "." for words in told))


def split(text: str) -> rewrite.Sentences:
    return prepare(text, (), lang="en").sentences


@given(STORY)
def test_sentences_hold_the_tokens_between_their_ends(text: str) -> None:
    tokens = tokenise(text)
    expected = []
    for span in sentences(text, "en"):
        inside = [n for n in range(len(tokens.keys)) if span.start <= tokens.starts[n] and tokens.ends[n] <= span.end]
        if len(inside) >= rewrite.LEAST_WORDS:
            expected.append((inside[0], inside[-1] + 1))
    assert [(one.start, one.end) for one in split(text).each] == expected


@given(STORY, STORY, st.integers(1, 6), st.floats(0, 1))
def test_sentences_are_aligned_pair_by_pair(one: str, other: str, least: int, share: float) -> None:
    a, b = split(one), split(other)
    alike = [
        (i, j, weight)
        for i, here in enumerate(a.each)
        for j, there in enumerate(b.each)
        if len(here.content & there.content) >= rewrite.LEAST_COMMON
        and (weight := rewrite._likeness(here, there, len(here.content & there.content)))
    ]
    whole = rewrite._aligned(a, b, alike) if alike else None
    assert rewrite.align(a, b) == whole
    wanted = whole is not None and len(whole.pairs) >= least and max(whole.share_a, whole.share_b) >= share
    if wanted:  # what is too little is not looked at any further, or found and then refused by whoever asks
        assert rewrite.align(a, b, least, share) == whole


def heaviest_by_all_pairs(alike: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Each pair behind the heaviest chain among all that rise to it."""
    weights: list[float] = []
    before: list[int] = []
    for place, (i, j, weight) in enumerate(alike):
        best, previous = 0.0, -1
        for earlier in range(place):
            if alike[earlier][0] < i and alike[earlier][1] < j and weights[earlier] > best:
                best, previous = weights[earlier], earlier
        weights.append(best + weight)
        before.append(previous)
    at = max(range(len(alike)), key=weights.__getitem__)
    chain: list[tuple[int, int]] = []
    while at >= 0:
        chain.append(alike[at][:2])
        at = before[at]
    return chain[::-1]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 14), st.integers(0, 14)), st.sampled_from([0.5, 0.55, 0.75, 1.0]), min_size=1
    )
)
def test_the_heaviest_pairs_in_order(weights: dict[tuple[int, int], float]) -> None:
    alike = [(i, j, weight) for (i, j), weight in sorted(weights.items())]
    assert rewrite._in_order(alike) == heaviest_by_all_pairs(alike)


def test_all_sentences_alike_take_steps_in_proportion_to_their_pairs() -> None:
    def steps(sentences_each: int) -> int:
        counted = 0

        def count(frame: FrameType, event: str, _argument: object) -> Callable[..., object]:
            nonlocal counted
            counted += event == "line"
            return count

        alike = [(i, j, 0.6) for i in range(sentences_each) for j in range(sentences_each)]
        before = sys.gettrace()
        sys.settrace(count)
        try:
            rewrite._in_order(alike)
        finally:
            sys.settrace(before)
        return counted

    assert steps(48) < 8 * steps(24)  # four times the pairs


# ── numbers and names ─────────────────────────────────────────────────────────────────────────────────────


@given(PROSE, st.data())
def test_numbers_and_names_word_by_word(text: str, data: st.DataObject) -> None:
    prepared = prepare(text, ())
    size = len(prepared.tokens.keys)
    chosen = bytes(data.draw(st.lists(st.integers(0, 1), min_size=size, max_size=size)))
    rows = rows_of_numbers(text, prepared.tokens)
    words = [
        text[start:end]
        for start, end, wanted, row in zip(prepared.tokens.starts, prepared.tokens.ends, chosen, rows, strict=True)
        if wanted and not row
    ]
    shouted = sum(word.isupper() for word in words) >= thirdparty.SHOUTED_PART * len(words)
    expected = sum(word[0].isdigit() or (word[0].isupper() and not shouted) for word in words)
    assert thirdparty._count_named(prepared, chosen) == expected + sum(compress(rows, chosen))


def test_no_character_is_a_digit_and_a_capital() -> None:
    """They are counted apart, and the two numbers added."""
    assert not [char for char in map(chr, range(sys.maxunicode + 1)) if char.isdigit() and char.isupper()]


# ── translations ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_the_first_model_does_not_ask_about_is_nothing_to_keep() -> None:
    """So a language in which it asks about no text is passed over."""
    chance = translation.probability(ASKED)
    assert chance < translation.model().translation
    assert chance < LIKELY_RELATED


@given(st.lists(st.sets(st.integers(1, 12), max_size=12), min_size=1, max_size=5))
def test_copies_are_told_by_their_sizes_first(several: list[set[int]]) -> None:
    text, *others = (
        translation.anchored([Anchor(n, n + 1, f"N:{n}") for n in some], "en", 100, translation.standing_background())
        for some in several
    )

    def copies(other: translation.AnchoredText) -> bool:
        keys, theirs = text.numbers.keys(), other.numbers.keys()
        larger = max(len(keys), len(theirs))
        return same_figures(text, other) and 0 < COPIES * larger <= len(keys & theirs)

    assert _copies_one(text, [(len(one.numbers), one) for one in others]) == any(map(copies, others))
