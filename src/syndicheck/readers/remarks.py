"""What a draft's author says to ``check`` in a comment of the markup: extractors throw comments away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syndicheck.expressions import expression

FIELD = "syndicheck_allow"
"""The field of a header or record that says the same; what comments say stands there, too."""

_COMMENT = expression(r"<!--\s{0,20}syndicheck:\s{0,20}allow\b([^<>]{0,500}?)-->")


def with_remarks(extra: Mapping[str, Any], markup: str) -> Mapping[str, Any]:
    """The fields of an article with what the comments of its markup allow."""
    said = [found.group(1).strip() for found in _COMMENT.finditer(markup)]
    if not said:
        return extra
    written = extra.get(FIELD, [])
    return {**extra, FIELD: [*(written if isinstance(written, list) else [written]), *said]}
