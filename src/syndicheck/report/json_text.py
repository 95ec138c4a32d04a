"""JSON as text: everything that a terminal or a build server would obey is written as an escape."""

from __future__ import annotations

import json
from typing import Any

from syndicheck.expressions import expression
from syndicheck.workflow_commands import in_json

_ACTIVE = expression("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def json_text(document: Any, indent: int | None = None) -> str:
    """A document as JSON, in UTF-8's letters; it says exactly what it is given."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    # Such characters can only stand inside strings, because the structure of JSON is ASCII.
    return in_json(_ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
