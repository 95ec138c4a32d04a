"""Readers under generated input: ``python -m tests.fuzz`` (``make fuzz``). What it found is kept in ``found/``.

This module loads nothing of the program: what is loaded before Atheris instruments it gives no coverage.
"""

from pathlib import Path

FORMATS = (
    *("txt", "md", "json", "jsonl", "csv", "html", "rss", "xml", "eml"),
    *("docx", "pdf", "warc", "wacz", "sqlite", "parquet"),
)
FOUND = Path(__file__).parent / "found"
"""Inputs that once broke a reader, named ``FORMAT-…``: seeds from then on, read by ``tests/test_fuzz_found.py``."""
