"""Text that is made to be slow, or to break the finder, is neither."""

from __future__ import annotations

import time

import pytest

from syndicheck.marks.finder import find_marks

SIZE = 100_000

HOSTILE = {
    "one line of capitals": "ABC " * (SIZE // 4),
    "capitals without blanks": "A" * SIZE,
    "brackets": "(" * SIZE,
    "pairs of brackets": "(a) - " * (SIZE // 6),
    "dashes": "-" * SIZE,
    "blanks and dashes": " - " * (SIZE // 3),
    "slashes": "/" * SIZE,
    "empty lines": "\n" * SIZE,
    "lines of one letter": "a\n" * (SIZE // 2),
    "headings": "About Acme\n" * (SIZE // 11),
    "credits": "SOUNDHAVN (AP) — " * (SIZE // 17),
    "lines that are marks": "Source: x\n" * (SIZE // 10),
    "colons": "Contact: " * (SIZE // 9),
    "urls": "https://a.b.c.d.e.f/" * (SIZE // 20),
    "digits": "1,2.3" * (SIZE // 5),
    "han without breaks": "新华网北京月日电" * (SIZE // 8),
    "invisible": "a\u200b" * (SIZE // 2),
    "numbers with dots": ("1." * 28 + "\n") * (SIZE // 57),
    "initials on every line": "ab/cd/ef/\n" * (2 * SIZE // 10),
    "one disclaimer again and again": "The issuer is solely responsible for the content of this announcement. " * 1400,
}

SECONDS = 6.0
"""No benchmark: what takes longer is of another order of growth."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_searched_in_bearable_time(name: str) -> None:
    text = HOSTILE[name]
    find_marks("warm up")
    start = time.process_time()
    marks = find_marks(text)
    assert time.process_time() - start < SECONDS
    assert all(0 <= m.start < m.end <= len(text) for m in marks)
