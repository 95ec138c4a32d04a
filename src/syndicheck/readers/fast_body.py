"""A page's body by resiliparse: several times as fast as trafilatura, less exact. For archives of millions of pages.

Asked for by ``ingest --fast-html`` (or SYNDICHECK_FAST_HTML=1, which reaches every reader that meets a page). It keeps
more of what stands around an article, credits and footers too. ``python -m tests.bench.readers`` measures both.
"""

from __future__ import annotations

import os
from importlib.metadata import version

from syndicheck.errors import MissingExtra

VARIABLE = "SYNDICHECK_FAST_HTML"


def wanted() -> bool:
    """Whether pages are to be read fast."""
    return os.environ.get(VARIABLE, "") not in ("", "0")


def extractor() -> str:
    """Name and version, as stored with each text."""
    return f"resiliparse {version('resiliparse')}"


def body_text(html: str) -> tuple[str, str]:
    """The article's body, one line a block, and why it could not be had if it failed.

    Raises:
        MissingExtra: resiliparse is not installed.
    """
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ImportError:
        raise MissingExtra("fast-html", "read web pages fast") from None
    try:
        text = extract_plain_text(
            html, preserve_formatting=True, main_content=True, list_bullets=False, alt_texts=False, comments=False
        )
    except Exception as error:  # hostile pages find the gaps of a large library; one page must not end the batch
        return "", type(error).__name__
    return "\n".join(line for part in text.splitlines() if (line := " ".join(part.split()))), ""
