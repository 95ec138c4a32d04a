"""Every reason that a match can give is explained."""

from __future__ import annotations

import re
from pathlib import Path

import syndicheck.matching
from syndicheck.explain import MATCH_REASONS


def test_every_reason_of_a_match_is_explained() -> None:
    folder = Path(next(iter(syndicheck.matching.__path__)))
    sources = "".join(
        (folder / name).read_text(encoding="utf-8") for name in ("reasons.py", "release.py", "crosslanguage.py")
    )
    codes = set(re.findall(r'Reason\(\s*"([a-z-]+)"', sources))
    assert len(codes) > 10
    assert codes - {"too-short"} <= set(MATCH_REASONS)
