"""Translations judged again among the texts of their neighbourhood."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest
from tests.issuers import NEWS, release

from syndicheck.fingerprint.anchors import anchors
from syndicheck.linking import Stored
from syndicheck.matching.translation import AnchoredText, anchored, standing_background
from syndicheck.provenance.beside import Beside

LANGUAGES = ("en", "de")
VERSIONS = {
    f"{language}{at}": (10 * at + LANGUAGES.index(language), language) for at in range(6) for language in LANGUAGES
}


class Held:
    """The releases as a database would give them."""

    def __init__(self) -> None:
        self._anchored: dict[int, AnchoredText] = {}

    def weighed(self, versions: Iterable[int]) -> dict[int, AnchoredText]:
        return {version: self.anchored(version) for version in versions}

    def anchored(self, version: int) -> AnchoredText:
        if version not in self._anchored:
            language = LANGUAGES[version % 10]
            text = release(NEWS[version // 10], language)
            self._anchored[version] = anchored(anchors(text, language), language, len(text), standing_background())
        return self._anchored[version]


HELD = cast(Stored, Held())


def verdict(pairs: list[tuple[str, str]], asked: tuple[str, str]) -> str | None:
    said = Beside(HELD, VERSIONS, pairs).says(*asked)
    assert said == Beside(HELD, VERSIONS, pairs[::-1]).says(*asked[::-1]), "neither order matters"
    return None if said is None else said.verdict


@pytest.mark.parametrize(
    ("pairs", "asked", "expected"),
    [
        # one text a language: nothing stands beside them
        ([("en0", "de1")], ("en0", "de1"), None),
        # both translations are there, and a bridge between the two stories
        ([("en0", "de0"), ("en1", "de1"), ("en0", "de1")], ("en0", "de1"), "none"),
        ([("en0", "de0"), ("en1", "de1"), ("en0", "de1")], ("en0", "de0"), "translation"),
        ([("en0", "de0"), ("en1", "de1"), ("en0", "de1")], ("en1", "de1"), "translation"),
        # the right one came to the wrong one
        ([("en0", "de1"), ("en0", "de0")], ("en0", "de1"), "none"),
        ([("en0", "de1"), ("en0", "de0")], ("en0", "de0"), "translation"),
        # asked about two of which no match is stored, like a member and the middle of its story
        ([("en0", "de0"), ("en1", "de1")], ("en1", "de0"), "none"),
        # texts of one language are compared by their words
        ([("en0", "de0"), ("en1", "de1")], ("en0", "en1"), None),
    ],
)
def test_what_is_said_of_a_pair(pairs: list[tuple[str, str]], asked: tuple[str, str], expected: str | None) -> None:
    found = verdict(pairs, asked)
    assert (found in ("none", "related")) if expected == "none" else (found == expected)


def test_nobody_gives_way_to_a_version_of_itself() -> None:
    """Two papers with the same German text: the second is no other one in the place of the first."""

    class Copied(Held):
        def anchored(self, version: int) -> AnchoredText:
            return super().anchored(1 if version == 11 else version)

    beside = Beside(cast(Stored, Copied()), VERSIONS, [("en0", "de0"), ("en0", "de1")])
    for other in ("de0", "de1"):
        said = beside.says("en0", other)
        assert said is None or said.verdict == "translation"


def test_texts_of_other_articles_are_not_read() -> None:
    read: list[int] = []

    class Watched(Held):
        def anchored(self, version: int) -> AnchoredText:
            read.append(version)
            return super().anchored(version)

    Beside(cast(Stored, Watched()), VERSIONS, [("en0", "de0")]).says("en0", "de0")
    assert read == []
