"""SYN5xx: what nobody sees in a text."""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.checking.draft import Draft
from syndicheck.checking.findings import Finding
from syndicheck.model.hidden import HiddenKind
from syndicheck.model.spans import Span

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
        place = spans[0]
        if code == "SYN502":
            what = "word" + "s" * (len(spans) > 1) + " with letters of another alphabet"
        else:
            what = "place" + "s" * (len(spans) > 1) + " with hidden characters"
            what += f" ({_called(text[place.start : place.end])})"
        data = {"count": len(spans), "spans": [[span.start, span.end] for span in spans[:100]]}
        which = ", this is the first" if len(spans) > 1 else ""
        yield draft.finding(code, f"{len(spans)} {what}{which}.", span=place, data=data)


def _called(characters: str) -> str:
    """What nobody sees, or what strikes a letter through, by number and name."""
    from unicodedata import category, name

    char = next((sign for sign in characters if category(sign) == "Mn"), characters[0])
    return f"U+{ord(char):04X} {name(char, '')}".strip()
