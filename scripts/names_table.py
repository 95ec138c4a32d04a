"""Writes a table of names from the Unicode CLDR, one language a line: a change of one is a change of one line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import babel
from babel.core import get_cldr_version

DATA = Path(__file__).resolve().parent.parent / "src" / "syndicheck" / "data"


def write(what: str, table: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """``what``: ``months`` or ``weekdays``, which names the file, the key and the script."""
    document = {
        "source": f"Unicode CLDR {get_cldr_version()} through Babel {babel.__version__}",
        "licence": "Unicode-3.0, https://www.unicode.org/license.txt",
        "built": datetime.now(UTC).date().isoformat(),
        "by": f"scripts/build_{what}.py",
    }
    head = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in document.items()]
    rows = [f"  {json.dumps(tag)}: {json.dumps(row, ensure_ascii=False)}" for tag, row in table.items()]
    text = "{\n " + ",\n ".join([*head, f'"{what}": {{\n' + ",\n".join(rows) + "\n }"]) + "\n}\n"
    json.loads(text)
    (DATA / f"{what}.json").write_text(text, encoding="utf-8")
