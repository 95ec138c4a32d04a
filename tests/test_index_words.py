"""Words and phrases as the full-text index has them, beside an index of SQLite that knows phrases."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.store import index_words
from syndicheck.store.index_words import TOKENIZER, in_line, place_of, words_asked_for, words_of

TEXTS = (
    "The co-op's “Zürich–Genève” line: 1,200 km; e\u0301te\u0301 & ÉTÉ.",
    "İstanbul'da ISPARTA ısıtma, ŞIŞLI",
    "Στην Αθήνα ΣΊΣΥΦΟΣ σίσυφος",
    "नई दिल्ली में किसानों का प्रदर्शन",
    "في القاهرةِ، قال الوزيرُ",
    "新渡轮昨日在码头起航，乘客增加了三成。",
    "x\u0301\u0301y ½ ² ﬁne Ⅷ ⓐ _under_score_ #tag @me",
    "zero\u200bwidth soft\u00adhyphen nul\x00byte tab\tnew\nline",
    "𝐛𝐨𝐥𝐝 😀 한국어 기사 ไทยรัฐ",
)
"""What readers of every kind of writing meet, and what only files with errors have."""


@pytest.fixture(scope="module")
def twin() -> sqlite3.Connection:
    """An index that knows where words stand."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(f"CREATE VIRTUAL TABLE held USING fts5(text, tokenize='{TOKENIZER}')")
    connection.execute("CREATE VIRTUAL TABLE places USING fts5vocab(held, instance)")
    return connection


def held(twin: sqlite3.Connection, text: str) -> list[str]:
    twin.execute("DELETE FROM held")
    twin.execute("INSERT INTO held VALUES (?)", (text,))
    return [word for (word,) in twin.execute("SELECT term FROM places ORDER BY offset")]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_words_are_those_of_the_index(twin: sqlite3.Connection, text: str) -> None:
    assert words_of(text) == held(twin, text)


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(ANY)
def test_words_of_any_text_are_those_of_the_index(twin: sqlite3.Connection, text: str) -> None:
    assert words_of(text) == held(twin, text)


@given(st.lists(st.sampled_from(("red", "kite", "Rêd", "KITE", "-", "\n", "red-kite", "e\u0301")), max_size=12))
def test_a_phrase_stands_where_an_index_with_places_finds_it(twin: sqlite3.Connection, parts: list[str]) -> None:
    text = " ".join(parts)
    held(twin, text)
    found = bool(twin.execute("SELECT 1 FROM held WHERE held MATCH '\"red kite\"'").fetchall())
    assert (in_line("Red Kite") in in_line(text)) == found
    place = place_of(text, in_line("Red Kite"))
    assert (place is not None) == found
    if place is not None:
        assert in_line(text[slice(*place)]) == in_line("red kite")


@pytest.mark.parametrize(
    ("text", "phrase", "shown"),
    [
        ("  The (red)  KITE!", "red kite", "red)  KITE"),
        ("a café\u0301s, cafe\u0301 noir.", "cafe noir", "cafe\u0301 noir"),
        ("noir cafe\u0301", "noir cafe", "noir cafe\u0301"),
        ("red kites", "red kite", None),
        ("", "red kite", None),
    ],
)
def test_where_a_phrase_stands(text: str, phrase: str, shown: str | None) -> None:
    place = place_of(text, in_line(phrase))
    assert (text[slice(*place)] if place else None) == shown


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@given(st.lists(st.sampled_from(("red", "kite", "Rêd", "KITE", "- ", "\n", " ", "red-kite", "e\u0301", "\u0301"))))
def test_a_long_text_is_passed_over_in_blocks(size: int, parts: list[str]) -> None:
    text = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_words, "_BLOCK", 1_000)
        whole = place_of(text, in_line("red kite"))
        patch.setattr(index_words, "_BLOCK", size)
        assert place_of(text, in_line("red kite")) == whole
    assert (whole is not None) == (in_line("red kite") in in_line(text))
    if whole is not None:
        assert in_line(text[slice(*whole)]) == in_line("red kite")


@pytest.mark.parametrize(
    ("written", "query"),
    [
        ('"red kite" co-op NEAR(', '"red" "kite" "co" "op" "near"'),
        ("kite kite", '"kite"'),
        ('" - "', '""'),
        ("", '""'),
        (None, '""'),
    ],
)
def test_whatever_is_written_asks_for_words(written: str | None, query: str) -> None:
    assert words_asked_for(written) == query


def test_half_a_character_divides_words() -> None:
    assert words_of("a\ud800b") == ["a", "b"]
