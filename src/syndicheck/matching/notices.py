"""Does a text say of itself that it is a translation? A hint of the direction in which the story went, no proof."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from syndicheck.expressions import expression
from syndicheck.model.spans import Span

if TYPE_CHECKING:
    from syndicheck.model.marks import Mark

EDGE_LINES = 4
"""Lines at either end of a text that are looked at: within a story "translated from" is part of what is told."""

LONGEST_NOTICE = 200
"""Characters; a longer line is a paragraph of the story."""

_MARK = "translation_disclaimer"
_SAID = expression(
    r"\btranslat(?:ed|ion) (?:from|by|of the)\b|\böversatt (?:från|av)\b|\bvertaald (?:uit|door)\b"
    r"|\bübersetz(?:t|ung) (?:aus|von|durch)\b|\baus dem \w{3,20} übersetzt"
    r"|\btradui(?:t|te) (?:de|du|par)\b|\btraduction (?:de|du|par|:)"
    r"|\btraducid[oa] (?:de|del|por)\b|\btraducción (?:de|del|por|:)"
    r"|\btraduzid[oa] (?:de|do|por)\b|\btradução (?:de|do|:)"
    r"|\btradott[oa] (?:da|dal)\b|\btraduzione (?:di|dal|a cura)\b"
    r"|\bперев(?:од|едено|ела|ёл|ел) (?:с|со|на)?\b|\btłumacz(?:enie|ył|yła)\b"
    r"|\bditerjemahkan (?:dari|oleh)\b|\bterjemahan (?:dari|oleh)\b"
    r"|\bdịch (?:từ|bởi)\b|\bngười dịch\b|\bçevir(?:i|en)\s?:"
    r"|翻訳|抄訳|和訳|訳者|翻译|翻譯|编译|編譯|译者|譯者|译自|譯自|번역"
    r"|แปลจาก|แปลโดย|แปลและเรียบเรียง|ترجمة|ترجمه|תרגום|תורגם|अनुवाद",
    re.IGNORECASE,
)


def translation_notice(text: str, marks: Sequence[Mark]) -> Span | None:
    """Where a text says that it is a translation: a notice of the catalogue, else a short line at one of its ends."""
    for mark in marks:
        if mark.type == _MARK:
            return mark.span
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(start, start + len(line)))
        start += len(line) + 1
    for line_span in dict.fromkeys([*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]):
        if len(line_span) <= LONGEST_NOTICE and _SAID.search(text, line_span.start, line_span.end):
            return line_span
    return None
