"""SYN5xx: what nobody sees in a text."""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.checking.draft import Draft, quoted
from syndicheck.checking.findings import Finding
from syndicheck.model.hidden import HiddenKind
from syndicheck.model.spans import Span

LEAST_OF_PAGE = 25
"""Characters of a line by which it is known in the text: a menu's are fewer."""

_BREAKS = str.maketrans("\n\t", "  ")


def findings(draft: Draft) -> Iterator[Finding]:
    """Hidden characters and borrowed letters, one finding each with the number of their places."""
    text, page = draft.raw.text, draft.raw.page_text or ""
    if _all_seen(text) and _all_seen(page):
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
    if "SYN501" not in places and (lines := list(_of_page(text, page))):
        what = "place" + "s" * (len(lines) > 1) + f" with hidden characters ({_called(lines[0][1])})"
        message = f"{len(lines)} {what} in the draft's markup, the first in “{quoted(lines[0][0])}”."
        yield draft.finding("SYN501", message, data={"count": len(lines)})


def _all_seen(text: str) -> bool:
    return text.isascii() and text.translate(_BREAKS).isprintable()


def _of_page(text: str, page: str) -> Iterator[tuple[str, str]]:
    """Hidden characters of a page in what is the text there, each with its line: who takes the text out of the markup
    often leaves them behind, and so does not the one who copies it from the page.
    """
    from syndicheck.text.hidden import hidden_spans

    flat = " ".join(text.split())
    for line in page.split("\n"):
        if _all_seen(line):
            continue
        spans = [span for span, kind in hidden_spans(line) if kind not in (HiddenKind.LOOKALIKE, HiddenKind.OVERLAY)]
        plain = line
        for span in reversed(spans):
            plain = plain[: span.start] + plain[span.end :]
        plain = " ".join(plain.split())
        if spans and len(plain) >= LEAST_OF_PAGE and plain in flat:
            yield from ((plain, line[span.start : span.end]) for span in spans)


def _called(characters: str) -> str:
    """What nobody sees, or what strikes a letter through, by number and name."""
    from unicodedata import category, name

    char = next((sign for sign in characters if category(sign) == "Mn"), characters[0])
    return f"U+{ord(char):04X} {name(char, '')}".strip()
