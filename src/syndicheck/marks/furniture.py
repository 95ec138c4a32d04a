"""Lines that no wording tells but their shape: what a page prints around an article.

A line that is nothing but an image without a caption, or hashtags, or a day with a clock time, as pages put it under a
headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicheck.marks.lines import Page

TOP, BOTTOM = 10, 6
"""Lines at the top and at the bottom in which a time stands for itself."""

LONGEST_TIME = 70

_IMAGE = re.compile(r"(?:\[?!\[\]\([^()\s]{0,500}\)(?:\]\([^()\s]{0,500}\))?\s*)+")
_HASHTAGS = re.compile(r"(?:#[^\W_]\w{1,60}[ ,]*)+")
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
_DAY = (
    r"(?:\d{1,2}[./ -]{1,2}\d{1,2}[./ -]{1,2}\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{4}년 \d{1,2}월 \d{1,2}일"
    r"|\d{1,2}\.? [^\W\d]{3,12}\.? \d{4}|[^\W\d]{3,12}\.? \d{1,2},? \d{4})"
)
_TIMESTAMP = re.compile(
    rf"(?:[^\W\d]{{2,14}}:?,? )?(?:[^\W\d]{{2,14}},? )?{_DAY}[,\s|-]{{0,4}}(?:at |um |à |a las )?{_CLOCK}"
    r"(?: ?(?:[A-Z]{1,5}|Uhr|hrs?|GMT[+-]?\d*|UTC[+-]?\d*))?[ |]*",
    re.IGNORECASE,
)


def furniture(page: Page) -> Iterator[tuple[str, int, int]]:
    """Type and normalised range of each such line."""
    last = len(page.lines) - BOTTOM
    for number, line in enumerate(page.lines):
        first = line.text[0]
        at_edge = 0 < number < TOP or number >= last
        if first == "#" and _HASHTAGS.fullmatch(line.text):
            yield "category_line", line.start, line.end
        elif (first in "![" and _IMAGE.fullmatch(line.text)) or (
            at_edge and len(line.text) <= LONGEST_TIME and _TIMESTAMP.fullmatch(line.text)
        ):
            yield "page_chrome", line.start, line.end
