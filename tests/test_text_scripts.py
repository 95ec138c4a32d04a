"""Which script a text is in, counted in two ways."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.text import scripts
from syndicheck.text.scripts import script

LETTERS = "aZé1. ªжЖ漢字かカ한글ㄅאبกα\U00020000\ud800"


@given(st.text(alphabet=LETTERS, max_size=40))
def test_either_way_of_counting_gives_the_same(text: str) -> None:
    found = []
    for uses in (0, 1_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scripts, "_USES", uses)
            found.append(script(text))
    assert found[0] == found[1]


@given(st.text(alphabet="aZé1. жЖאبกα\ud800", max_size=40))
def test_the_script_of_most_letters(text: str) -> None:
    counts = Counter(name for char in text if (name := scripts.script_of(char)))
    best = max(counts, key=lambda name: (counts[name], name), default="Zyyy")
    assert script(text) == best
