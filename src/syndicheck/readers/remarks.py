"""What a draft's author says to ``check`` in a comment of the markup: extractors throw comments away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from syndicheck.expressions import expression

FIELD = "syndicheck_allow"
"""The field of a header or record that says the same; what comments say stands there, too."""

COMMENT = expression(r"<!--\s{0,20}syndicheck:\s{0,20}allow\b((?:(?!-->|<!--)[\s\S]){0,2000})-->", re.IGNORECASE)
"""It ends where it is closed: one that is left open says nothing, and takes no text with it."""


def with_remarks(extra: Mapping[str, Any], markup: str) -> Mapping[str, Any]:
    """The fields of an article with what the comments of its markup allow."""
    said = [found.group(1).strip() for found in COMMENT.finditer(markup)]
    if not said:
        return extra
    written = extra.get(FIELD, [])
    return {**extra, FIELD: [*(written if isinstance(written, list) else [written]), *said]}
