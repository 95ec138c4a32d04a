"""No regular expression of the package takes more than linear time, however a text is made: steps are counted."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from tests.regexes.attack import attacks
from tests.regexes.collect import patterns
from tests.regexes.steps import Counter, TooMany

SHORT, LONG = 80, 1_000
"""Lengths: the first finds what is suspicious, on the second bounded repetitions have come to their bounds."""

SUSPICIOUS = 20
"""Steps for each character of a short text. Going back over all of it takes twice as many."""

MOST = 300
"""The same of a long text: of a repetition up to 200, such as an address, it takes so many; going back over all of the
text takes 500."""

ALLOWED = {
    "syndicheck.data.build_anchor_names": "a script that is run by hand on a table of our own",
    "syndicheck.marks.disclaimer": "tried on lines of at most 700 characters, a few at each end of a text",
    "syndicheck.marks.leads._JOINTS": "splits what stands in a bracket of bounded length",
    "syndicheck.report.terminal.canvas._FILLING": "searches a row that is as wide as the terminal",
    "syndicheck.checking.suppressions._CODES": "tried on a comment of at most 500 characters",
    "syndicheck.checking.suppressions._UNTIL": "searches a comment of at most 500 characters",
    "syndicheck.store.descriptions._COMMENT": "reads the statements of our own tables",
    "syndicheck.provenance.notices._PATTERNS": "tried at the start of the first characters of a text only",
    "syndicheck.marks.selfdescriptions._OPENING": "tried at the start of lines of bounded length, with 90 characters of"
    " patience: linear, but with many steps for each character",
}
"""Where something else bounds the text, with what does."""


def deep(function: Callable[[], Any]) -> Any:
    """Call a function where it may recurse deeply."""
    result: list[Any] = []
    limit, size = sys.getrecursionlimit(), threading.stack_size(512 * 1024 * 1024)
    sys.setrecursionlimit(100_000)
    try:
        thread = threading.Thread(target=lambda: result.append(function()))
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    return result[0]


def few_steps(pattern: re.Pattern[str], text: str, for_each: int, anchored: bool) -> bool:
    """Whether a search takes at most so many steps for each character of a text."""
    try:
        Counter(pattern, for_each * len(text)).search(text, anchored=anchored)
    except TooMany:
        return False
    return True


def superlinear(pattern: re.Pattern[str], anchored: bool = False) -> str | None:
    """A text on which a pattern takes too many steps, if one was found."""
    for short, long in zip(attacks(pattern, SHORT), attacks(pattern, LONG), strict=False):
        suspicious = not few_steps(pattern, short, SUSPICIOUS, anchored)
        if suspicious and not few_steps(pattern, long, MOST, anchored):
            return long
    return None


@pytest.mark.slow
def test_every_pattern_is_linear() -> None:
    found = patterns()
    assert len(found) > 200
    tried = {
        name: deep(lambda one=one: superlinear(one.pattern, one.anchored))
        for name, one in found.items()
        if not name.startswith(tuple(ALLOWED))
    }
    slow = {name: text for name, text in tried.items() if text is not None}
    assert not slow, "\n".join(f"{name}: slow on {text[:60]!r}" for name, text in slow.items())


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+$",
        pytest.param(r"(a|a)*b", marks=pytest.mark.slow),
        r"\s+$",
        r"^(?:[A-Z]+\s*)+–",
        r"x*y",
        pytest.param(r"(\w+\s?)*:", marks=pytest.mark.slow),
        r"<.*>",
        r"a.*b.*c",
        r"(?:[^.:]|\.(?=\d)|(?<=\d)\.){1,60}:",
    ],
)
def test_patterns_that_are_not_linear_are_noticed(pattern: str) -> None:
    assert deep(lambda: superlinear(re.compile(pattern))) is not None


@pytest.mark.parametrize(
    "pattern",
    [
        r"a+b?",
        r"^\s*x",
        r"\d{1,5}\.",
        r"(?<!\w)\w+",
        r"[^)]{1,40}\)",
        r"\b[A-Z]\w*",
        pytest.param(r"(?:[^.:]|(?<!\d)\.(?=\d)|(?<=\d)\.){1,24}:", marks=pytest.mark.slow),
    ],
)
def test_patterns_that_are_linear_are_not(pattern: str) -> None:
    assert deep(lambda: superlinear(re.compile(pattern))) is None


@pytest.mark.parametrize(
    "pattern",
    [
        r"a(b|bc)+d",
        r"(?i)straße\b",
        r"(\w)\1",
        r"x(?=y)",
        r"(?<=a)b(?!c)",
        r"[^\W\d]+",
        r"a{2,3}?b",
        r"(?m)^b$",
        r"a*+a",
    ],
)
@pytest.mark.parametrize("text", ["abcbd", "STRASSE Straße", "aa xx", "xy ab abc", "aab aaab\nb\n", "", "a b_1"])
def test_the_counter_finds_what_python_finds(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert Counter(compiled, 10**6).search(text) == (compiled.search(text) is not None)
