"""Rows of a table: lines of numbers that follow each other, in any script."""

from __future__ import annotations

import pytest

from syndicheck.matching.rows import rows_of_numbers
from syndicheck.text import tokenise

TABLES = [
    "Ulmenau 3. 1074 2,4 1:2\nBrunnfeld 6. 1111 3,1 4:3\n\nHohenau 9. 1148 4,8 2:0",
    "東山 8 1074 2.4\n西川 11 1111 3.1\n南町 14 1148 4.8",
    "وادي ٨ ١٠٧٤ ٢٫٤\nجسر ١١ ١١١١ ٣٫١\nنخيل ١٤ ١١٤٨ ٤٫٨",
]


def rows_in(text: str) -> list[str]:
    tokens = tokenise(text, ())
    return [key for key, row in zip(tokens.keys, rows_of_numbers(text, tokens), strict=True) if row]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_between_two_paragraphs(table: str) -> None:
    text = f"The board met on 3 March and heard eleven residents.\n\n{table}\n\nIt meets again in 14 days, it said."
    assert rows_in(text) == tokenise(table, ()).keys


@pytest.mark.parametrize("line", ["Ольга Варга, 09.12.2011, Вельмира", "Tel. 030 4711 0815", "12. 3. 2026\n14:05", ""])
def test_a_dateline_or_a_number_to_call_is_no_table(line: str) -> None:
    assert rows_in(f"The board met in the town hall and heard eleven residents.\n{line}\nThen it went home.") == []
