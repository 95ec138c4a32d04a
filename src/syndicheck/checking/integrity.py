"""SYN5xx: what nobody sees in a text."""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.checking.draft import Draft
from syndicheck.checking.findings import Finding
from syndicheck.model import HiddenKind, Span

_BREAKS = str.maketrans("\n\t", "  ")


def findings(draft: Draft) -> Iterator[Finding]:
    """Hidden characters and borrowed letters, one finding each with the number of their places."""
    text = draft.raw.text
    if text.isascii() and text.translate(_BREAKS).isprintable():
        return
    from syndicheck.text.hidden import hidden_spans

    places: dict[str, list[Span]] = {}
    for span, kind in hidden_spans(text):
        places.setdefault("SYN502" if kind is HiddenKind.LOOKALIKE else "SYN501", []).append(span)
    for code, spans in places.items():
        what = "words with letters of another alphabet" if code == "SYN502" else "places with hidden characters"
        data = {"count": len(spans), "spans": [[span.start, span.end] for span in spans[:100]]}
        yield draft.finding(code, f"{len(spans)} {what}, this is the first.", span=spans[0], data=data)
