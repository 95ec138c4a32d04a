"""Notices that correct, replace or withdraw a text, known by their opening words in many languages.

A notice stands at a fixed place: it opens the headline, the text, or a line that the catalogue marks as an editors'
note. In the middle of a sentence "correction" and "kill" are words like others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from syndicheck.expressions import expression
from syndicheck.model.corrections import Notice, NoticeKind
from syndicheck.model.spans import Span, TextKind

if TYPE_CHECKING:
    from syndicheck.view import MarkBrief

OPENING = 120
"""Characters of a headline, first line or mark that are looked at."""

_FREE: Mapping[NoticeKind, tuple[str, ...]] = MappingProxyType(
    {
        NoticeKind.REPLACEMENT: (
            "CORRECTING and REPLACING",
            "Please replace the release",
            "Bitte ersetzen Sie",
            "Diese Meldung ersetzt",
            "Ersetzt Meldung",
            "Ersetzt die Meldung",
            "Annule et remplace",
            "ANULA Y SUSTITUYE",
            "Annulla e sostituisce",
        ),
        NoticeKind.KILL: (
            "MANDATORY KILL",
            "BULLETIN KILL",
            "STORY KILL",
            "KILL NOTICE",
            "記事取り消し",
            "全文取り消し",
        ),
        NoticeKind.CORRECTION: (
            "This story has been corrected",
            "This article has been corrected",
            "This story was updated to correct",
            "An earlier version of this article",
            "An earlier version of this story",
            "A previous version of this article",
            "A previous version of this story",
            "This is a corrected version",
            "In einer früheren Version dieses Artikels hieß es",
            "In einer früheren Fassung dieses Textes hieß es",
            "Wir haben den Fehler korrigiert",
            "(Corrects ",
            "(Berichtigt",
            "お詫びと訂正",
        ),
    }
)
"""Wordings that are a notice whatever follows them."""

_SET_OFF: Mapping[NoticeKind, tuple[str, ...]] = MappingProxyType(
    {
        NoticeKind.REPLACEMENT: (
            "REPLACEMENT", "REPLACING", "ERSETZT", "ERSATZ", "REMPLACE", "SUSTITUYE",
            "差し替え", "差替",
        ),
        NoticeKind.CORRECTION: (
            "CORRECTION", "CORRECTIONS", "CORRECTED", "CORRECTING", "CORRECTS", "REFILE",
            "KORREKTUR", "BERICHTIGUNG", "BERICHTIGT", "RICHTIGSTELLUNG", "KORRIGIERT",
            "RECTIFICATIF", "RECTIFICATION", "ERRATUM", "CORRIGÉ",
            "CORRECCIÓN", "RECTIFICACIÓN", "CORRIGE", "FE DE ERRORES", "FE DE ERRATAS",
            "CORREÇÃO", "RETIFICAÇÃO", "ERRATA", "CORREZIONE", "RETTIFICA", "ERRATA CORRIGE",
            "CORRECTIE", "RECTIFICATIE", "RÄTTELSE", "RETTELSE", "RETTING", "KORJAUS", "OIKAISU",
            "SPROSTOWANIE", "KOREKTA", "OPRAVA", "HELYESBÍTÉS", "DÜZELTME", "КОРРЕКЦИЯ", "ИСПРАВЛЕНИЕ", "УТОЧНЕНИЕ",
            "ВИПРАВЛЕННЯ", "تصحيح", "訂正", "おわびと訂正", "更正", "勘误", "勘誤", "정정", "바로잡습니다",
            "ĐÍNH CHÍNH", "RALAT", "KOREKSI", "ERATĂ", "RECTIFICARE", "ΔΙΟΡΘΩΣΗ", "תיקון טעות", "תיקון", "اصلاحیه",
            "भूल सुधार", "แก้ไขข่าว", "ПОПРАВКА", "ISPRAVAK", "ИСПРАВКА", "ISPRAVKA", "CORRECCIÓ", "PARANDUS",
            "PATAISYMAS", "LABOJUMS",
        ),
        NoticeKind.KILL: (
            "KILL", "WITHDRAWN", "WITHDRAWAL", "RETRACTION", "RETRACTED",
            "ZURÜCKGEZOGEN", "ZURÜCKZIEHUNG", "RÜCKZUG", "MELDUNG ZURÜCKGEZOGEN",
            "ANNULATION", "ANNULÉ", "DÉPÊCHE ANNULÉE", "ANULACIÓN", "ANULADA", "RETIRA", "RETIRADA", "ANULAÇÃO",
            "ANNULLAMENTO", "ANNULLATA", "RITIRATA", "INGETROKKEN", "ÅTERKALLAD", "ANULOWANE",
            "АННУЛИРОВАНО", "ОТМЕНЕНО",
            "取り消し", "配信取り消し", "取消", "撤稿", "撤销", "撤銷", "撤回", "기사취소", "전문취소",
        ),
    }
)  # fmt: skip
"""Words that are a notice when something sets them off: a colon, a dash, a slash, brackets, or the end of the line."""

_SIGNS = "[({【〔（［/*+#=※!>-"
_BEFORE = rf"[\s{re.escape(_SIGNS)}]*"
_BRACKET = "[【〔（［(/"
_AFTER = r"\s*(?:[:：\]\)】〕）］/|*]|[-–—―]|$)"


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _patterns() -> list[tuple[NoticeKind, re.Pattern[str]]]:
    found: list[tuple[NoticeKind, re.Pattern[str]]] = []
    for kind in (NoticeKind.REPLACEMENT, NoticeKind.KILL, NoticeKind.CORRECTION):
        free, set_off = _alternatives(_FREE[kind]), _alternatives(_SET_OFF[kind])
        # "Kill:" and "Retira:" begin headlines of other things; wires print these orders in capitals.
        flags = re.NOFLAG if kind is NoticeKind.KILL else re.IGNORECASE
        found.append((kind, expression(rf"{_BEFORE}((?:{free})|(?:{set_off})(?={_AFTER}))", flags)))
    return found


_PATTERNS = _patterns()

_FIRST_LETTERS = 3
_BEGINNINGS = tuple(
    word.lstrip(_SIGNS)[:_FIRST_LETTERS].casefold() for words in (*_FREE.values(), *_SET_OFF.values()) for word in words
)
"""What any of the words begins with. Most lines begin otherwise, and what knows all words is long to make."""


_MAY_OPEN = expression(
    rf"{_BEFORE}(?:{'|'.join(re.escape(one) for one in sorted(dict.fromkeys(_BEGINNINGS)))})", re.IGNORECASE
)


def may_open_notice(text: str) -> bool:
    """Whether a line begins as some notice does: of thousands nearly none, which need not be looked at any closer."""
    return _MAY_OPEN.match(text) is not None


def opening_notice(text: str) -> tuple[NoticeKind, Span] | None:
    """The notice that opens a line, and where its words stand in it; ``None`` when none does."""
    line = text[:OPENING].split("\n", 1)[0]
    bare = line
    while (shorter := bare.lstrip().lstrip(_SIGNS)) != bare:
        bare = shorter
    if not bare[:_FIRST_LETTERS].casefold().startswith(_BEGINNINGS):
        return None
    for kind, pattern in _PATTERNS:
        found = pattern.match(line)
        if found:
            return kind, Span(*found.span(1))
    return None


def notice_of(title: str, opening: str, marks: Iterable[MarkBrief]) -> Notice | None:
    """The notice of an article, by its headline, the ``opening`` of its text, and its editors' notes.

    A kill outranks a replacement, and that a correction.
    """
    found: list[Notice] = []
    in_title = opening_notice(title)
    if in_title:
        kind, span = in_title
        found.append(Notice(kind, "title", title[span.start : span.end], None))
    blank = len(opening) - len(opening.lstrip())
    places = [(blank, opening[blank:])]
    places += [
        (brief.mark.start, brief.excerpt)
        for brief in marks
        if brief.mark.type == "editorial_note" and brief.mark.kind is TextKind.BODY
    ]
    for start, words in places:
        opens = opening_notice(words)
        if opens:
            kind, span = opens
            place = Span(start + span.start, start + span.end)
            found.append(Notice(kind, "text", words[span.start : span.end], place))
    ranks = (NoticeKind.KILL, NoticeKind.REPLACEMENT, NoticeKind.CORRECTION)
    return min(found, key=lambda notice: ranks.index(notice.kind), default=None)
