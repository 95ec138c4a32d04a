"""What fuzzing starts from, and what it found, is read without harm (``python -m tests.fuzz`` looks for more)."""

from __future__ import annotations

import json

import pytest
from tests.fuzz import FORMATS
from tests.fuzz.targets import SEEDS, check, seeds

for library in ("docx", "duckdb", "feedparser", "lxml", "pypdf", "reportlab", "warcio"):
    pytest.importorskip(library)


def test_every_format_has_seeds() -> None:
    assert set(SEEDS) == set(FORMATS)


@pytest.mark.parametrize("fmt", SEEDS)
def test_seeds(fmt: str) -> None:
    for seed in seeds(fmt):
        check(fmt, seed)


@pytest.mark.parametrize("fmt", SEEDS)
def test_truncated(fmt: str) -> None:
    """Every format, cut at many places and with a byte changed."""
    for seed in seeds(fmt):
        step = max(1, len(seed) // 12)
        for at in range(0, len(seed), step):
            check(fmt, seed[:at])
            check(fmt, seed[:at] + bytes([seed[at] ^ 0x55]) + seed[at + 1 :])


@pytest.mark.parametrize("fmt", ["json", "html"])
def test_a_page_that_names_no_address_as_its_own(fmt: str) -> None:
    head = '<head><link rel="canonical" href="https://[herald/a"></head>'
    html = f"<html>{head}<body><p>The harbour opens.</p></body></html>"
    check(fmt, json.dumps([{"url": "https://[herald/a", "html": html}]).encode() if fmt == "json" else html.encode())
