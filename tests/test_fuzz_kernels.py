"""The targets of the fuzzer under hypothesis, from its seeds, and what it found once."""

from __future__ import annotations

import functools
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.fuzz.kernels import (
    APART,
    PLANTED,
    SEEDS,
    TARGETS,
    _finds_what_was_planted,
    _inside,
    broken,
    seeds,
    text_of,
)

from syndicheck.errors import CatalogueError
from syndicheck.marks.catalogue import read as read_catalogue
from syndicheck.model.spans import Span
from syndicheck.text import normalise

PIECES = st.sampled_from(
    [piece for texts in SEEDS.values() for text in texts for piece in (text[:40], text[-40:], text[40:70])]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TEXTS = st.lists(PIECES | st.sampled_from([APART, "\n\n", "\u200b", "\u0301", "１２", "(", "—", "%", "\r"]), max_size=8)


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_and_what_was_found(target: str) -> None:
    for data in seeds(target):
        TARGETS[target](text_of(data))


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=TEXTS)
def test_pieces_put_together(target: str, parts: list[str]) -> None:
    TARGETS[target]("".join(parts).replace("\0", ""))


LOADED = """
import sys
import tests.fuzz.kernels
from tests.fuzz.instrumented import functions, load
load()
assert "numpy" not in sys.modules, "single texts go another way where it is loaded"
print("\\n".join(f"{one.__module__}.{one.__qualname__}" for one in functions()))
"""


def test_all_that_a_text_goes_through_tells_the_fuzzer_how_far_it_came() -> None:
    """What is loaded late, cached functions, methods, functions within others."""
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    names = set(done.stdout.split("\n"))
    for module in ("matching.differences", "matching.figures", "matching.fillings", "matching.writtenout"):
        assert any(name.startswith(f"syndicheck.{module}.") for name in names), module
    for module in ("fingerprint.anchors.numbers", "marks.validation", "provenance.conversions", "text.segments"):
        assert any(name.startswith(f"syndicheck.{module}.") for name in names), module
    assert isinstance(normalise, functools._lru_cache_wrapper)
    assert "syndicheck.text.normal.normalise" in names
    assert {f"syndicheck.marks.needles.Needles.{name}" for name in ("candidates", "_found")} <= names


def test_the_catalogue_is_tried_from_files_that_are_one() -> None:
    """From a file that is refused at its first line the fuzzer comes to nothing behind that."""
    *whole, broken_file = SEEDS["catalogue"]
    for text in whole:
        read_catalogue(text.encode(), Path("own.toml"), {})
    with pytest.raises(CatalogueError):
        read_catalogue(broken_file.encode(), Path("own.toml"), {})


def test_there_is_a_bug_to_be_found() -> None:
    for text in ("f", "fi", "nif", *SEEDS[PLANTED]):
        broken(text)
    with pytest.raises(AssertionError, match="planted"):
        broken("find")


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="needs the extra fuzz")
def test_the_fuzzer_finds_it() -> None:
    """By way of what is instrumented: no seed has it."""
    assert _finds_what_was_planted()


def test_the_targets_look_at_what_they_get() -> None:
    """The assertions stand in the targets; these are two that must not hold."""
    with pytest.raises(AssertionError):
        _inside("abc", [Span(1, 9)])
    with pytest.raises(AssertionError):
        _inside("abc", [Span(2, 2)])
