"""Public ids: growth, merger, split, disappearance."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.provenance.public_ids import assign_ids, fresh_id


def sets(*stories: str) -> list[frozenset[str]]:
    return [frozenset(story) for story in stories]


def named(**stories: str) -> dict[str, frozenset[str]]:
    return {f"s-{name}": frozenset(members) for name, members in stories.items()}


NEW = "fresh"


@pytest.mark.parametrize(
    ("old", "new", "ids", "redirects", "gone"),
    [
        (named(one="ab"), sets("abc"), ["s-one"], {}, []),
        (named(one="ab", two="cde"), sets("abcde"), ["s-two"], {"s-one": "s-two"}, []),
        (named(one="ab", two="cd"), sets("abcd"), ["s-one"], {"s-two": "s-one"}, []),
        (named(one="abcde"), sets("ab", "cde"), [NEW, "s-one"], {}, []),
        (named(one="abcd"), sets("cd", "ab"), [NEW, "s-one"], {}, []),
        (named(one="ab"), sets("xy"), [NEW], {}, ["s-one"]),
        (named(one="ab"), [], [], {}, ["s-one"]),
        # one merges into two's story while its rest is too small to win there
        (named(one="ab", two="cdef"), sets("abcd", "ef"), ["s-one", "s-two"], {}, []),
        (named(one="abz", two="cdef"), sets("abcdef", "z"), ["s-two", "s-one"], {}, []),
        ({}, [], [], {}, []),
    ],
)
def test_cases(old, new, ids, redirects, gone) -> None:  # type: ignore[no-untyped-def]
    result = assign_ids(old, new)
    assert [i if i in old else NEW for i in result.ids] == ids
    assert result.redirects == redirects
    assert list(result.gone) == gone


def test_form_and_reproducibility() -> None:
    first = assign_ids({}, sets("ab", "cd")).ids
    assert first == assign_ids({}, sets("ab", "cd")).ids
    assert first[0] == fresh_id("a")
    assert all(re.fullmatch(r"s-[a-z2-7]{6}", i) for i in first)


def test_a_taken_id_is_not_given_again() -> None:
    again = assign_ids({}, sets("ab"), taken=[fresh_id("a")]).ids[0]
    assert again != fresh_id("a")
    assert again == fresh_id("a", [fresh_id("a")])


ONE, TWO = fresh_id("a"), fresh_id("m")


@pytest.mark.parametrize(
    ("merged", "new", "ids"),
    [
        ("abmno", sets("ab", "mno"), [ONE, TWO]),
        # what came in between says nothing of who bore which id
        ("abcdefmno", sets("abcdef", "mno"), [ONE, TWO]),
        ("abcdmnopq", sets("mno", "apq"), [TWO, ONE]),
        # nothing fell apart, or only what joined them later
        ("abmno", sets("abmno"), [TWO]),
        ("abmnox", sets("abmno", "x"), [TWO, NEW]),
        # of whoever gave it its name nobody is left
        ("bcmno", sets("bc", "mno"), [NEW, TWO]),
        # the other story has nobody else
        ("abmno", sets("ab"), [TWO]),
    ],
)
def test_an_undone_merger_gives_ids_back(merged, new, ids) -> None:  # type: ignore[no-untyped-def]
    result = assign_ids({TWO: frozenset(merged)}, new, taken=[ONE], undone={ONE: TWO})
    assert [i if i in (ONE, TWO) else NEW for i in result.ids] == ids


def test_what_was_split_off_and_merged_gets_its_own_id_back() -> None:
    """Its smallest key had given the whole story its name."""
    part = assign_ids({ONE: frozenset("abcde")}, sets("ab", "cde")).ids[0]
    result = assign_ids({ONE: frozenset("abcde")}, sets("ab", "cde"), taken=[part], undone={part: ONE})
    assert part != ONE
    assert result.ids == (part, ONE)


@pytest.mark.parametrize("new", [sets("ab", "bc"), [frozenset()]])
def test_overlapping_or_empty_stories_are_refused(new) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="member"):
        assign_ids({}, new)


LABELS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 3))


def grouped(labels: dict[str, int]) -> list[frozenset[str]]:
    return [frozenset(k for k in labels if labels[k] == n) for n in sorted(set(labels.values()))]


@given(LABELS, LABELS)
def test_every_old_id_lives_redirects_or_is_gone(before: dict[str, int], after: dict[str, int]) -> None:
    old = {f"s-{i}": story for i, story in enumerate(grouped(before))}
    new = grouped(after)
    result = assign_ids(old, new)
    assert len(set(result.ids)) == len(new)
    kept = {i for i in result.ids if i in old}
    assert kept | set(result.redirects) | set(result.gone) == set(old)
    assert len(kept) + len(result.redirects) + len(result.gone) == len(old)
    assert set(result.redirects.values()) <= set(result.ids)
    for public_id in result.gone:
        assert not any(old[public_id] & story for story in new)
    backwards = assign_ids(dict(reversed(old.items())), new[::-1])
    assert backwards.ids == result.ids[::-1]
    assert backwards.redirects == result.redirects


@given(LABELS)
def test_nothing_changes_when_nothing_changed(labels: dict[str, int]) -> None:
    stories = grouped(labels)
    ids = assign_ids({}, stories).ids
    again = assign_ids(dict(zip(ids, stories, strict=True)), stories)
    assert again.ids == ids
    assert not again.redirects
    assert not again.gone
