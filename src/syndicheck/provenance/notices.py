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

OPENING = 200
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
            "Remplace la précédente",
            "ANULA Y SUSTITUYE",
            "Sustituye a la anterior",
            "Substitui a anterior",
            "Annulla e sostituisce",
            "Vervangt eerder",
            "Ersätter tidigare",
            "Erstatter tidligere",
            "Korvaa aiemman",
            "Zastępuje poprzedni",
            "Nahrazuje předchozí",
            "ΟΡΘΗ ΕΠΑΝΑΛΗΨΗ",
        ),
        NoticeKind.KILL: (
            "MANDATORY KILL",
            "BULLETIN KILL",
            "STORY KILL",
            "KILL NOTICE",
            "Please disregard the release",
            "Please disregard the news release",
            "Please disregard the press release",
            "Please disregard the story",
            "Please disregard our story",
            "Please kill the story",
            "Please kill story",
            "Please withdraw the story",
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
            "(Refiles ",
            "(Berichtigt",
            "(Korrigiert",
            "(Corrige ",
            "(Rectifie ",
            "(Rectifica ",
            "(Corregge ",
            "(Corrigeert ",
            "(Rättar ",
            "(Retter ",
            "(Korjaa ",
            "(Poprawia ",
            "(Opravuje ",
            "(Исправля",
            "お詫びと訂正",
        ),
    }
)
"""Wordings that are a notice whatever follows them."""

_STORY = r"(?:story|article|report|dispatch|item|version)"
_WITH_GAPS: Mapping[NoticeKind, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        NoticeKind.REPLACEMENT: (),
        NoticeKind.KILL: (
            (
                "This ",
                rf"(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}} )?{_STORY} (?:has been|was) (?:withdrawn|retracted|killed)\b",
            ),
            (
                "We are advised by ",
                r"[^\n]{2,140}? that (?:journalists|editors|readers|media)\b[^\n]{0,30}? disregard\b",
            ),
            (
                "Bitte ",
                r"(?:verwenden|verbreiten|veröffentlichen) Sie (?:die|diese|unsere) (?:\w{2,12} )?"
                r"\w{0,12}[Mm](?:eldung|itteilung)\b[^\n.]{0,90}? nicht\b",
            ),
            ("KILL", r"(?:[ ,-]{1,3}KILL){1,3}\b"),
            ("BC-", r"[^\n]{2,80}?, ?KILL\b"),
            ("ANNULE", r"R? [^\n/]{2,150}///"),
        ),
        NoticeKind.CORRECTION: (
            (
                "This ",
                rf"(?:version of (?:the|this) )?(?:[a-z]{{3,9}}\.? \d{{1,2}} )?{_STORY} (?:corrects\b"
                r"|(?:has been|was|is being) (?:corrected|refiled)\b)",
            ),
            ("In a ", r"(?:press |news )?release issued (?:[^\n,.]{3,40} )?under the same headline\b"),
            ("In the ", r"(?:press |news )?release, [^\n]{3,150}?, issued \d{1,2}-[a-z]{3}-\d{4} by\b"),
            ("Eds", r"\.?: ?(?:corrects|correcting)\b"),
            ("CORRIGE", r" [^\n/]{2,150}///"),
            ("RECTIFIE", r" [^\n/]{2,150}///"),
        ),
    }
)
"""Wordings with something of their own inside: what they begin with, and a pattern of the rest."""

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
            "CORRECTION FROM SOURCE", "CORRECTION DE SOURCE", "CORRECTION DE LA SOURCE", "OFFICIAL CORRECTION",
            "CORRECTION OFFICIELLE", "KORR", "KORR.", "CORR", "CORR.", "CORRIGÉE", "CORRIGIDO", "CORRIGIDA",
            "CORREGIDO", "CORREGIDA", "GECORRIGEERD", "KORRIGERING", "OPRAVENO", "JAVÍTOTT HÍR", "PEMBETULAN",
            "ИСПРАВЛЕНО", "ВИПРАВЛЕНО", "تصويب", "تصحیح", "शुद्धिपत्र", "고침", "바로잡음",
        ),
        NoticeKind.KILL: (
            "KILL", "WITHDRAWN", "WITHDRAWAL", "RETRACTION", "RETRACTED",
            "ZURÜCKGEZOGEN", "ZURÜCKZIEHUNG", "RÜCKZUG", "MELDUNG ZURÜCKGEZOGEN",
            "ANNULATION", "ANNULÉ", "DÉPÊCHE ANNULÉE", "ANULACIÓN", "ANULADA", "RETIRA", "RETIRADA", "ANULAÇÃO",
            "ANNULLAMENTO", "ANNULLATA", "RITIRATA", "INGETROKKEN", "ÅTERKALLAD", "ANULOWANE",
            "АННУЛИРОВАНО", "ОТМЕНЕНО",
            "取り消し", "配信取り消し", "配信取消", "取消", "撤稿", "撤销", "撤銷", "撤回",
            "기사취소", "기사 취소", "전문취소", "전문 취소",
            "Story withdrawn", "Meldung zurückgezogen", "Dépêche annulée", "Noticia anulada", "Retiro de nota",
            "STORY REMOVED", "STORY WITHDRAWN", "STORY KILLED", "STORY RETRACTED", "RELEASE WITHDRAWN",
            "DISREGARD RELEASE", "DISREGARD PREVIOUS RELEASE", "DISREGARD", "ANNULE", "ANNULER", "ANULA", "ANULAR",
            "RETIRO DE NOTA", "ANNULLA", "ANNULLARE", "INTREKKING", "UTGÅR", "ÅTERKALLAS", "TREKKES TILBAKE",
            "TRÆKKES TILBAGE", "MITÄTÖINTI", "ANULACJA", "ANULUJEMY", "STORNO", "ZRUŠENÍ ZPRÁVY", "VISSZAVONVA",
            "ANULARE ȘTIRE", "АННУЛИРУЕТСЯ", "АННУЛИРОВАНА", "АННУЛИРОВАНИЕ", "АНУЛЬОВАНО", "АНУЛЮЄТЬСЯ", "АНУЛИРАНО",
            "إلغاء خبر", "سحب خبر", "ביטול ידיעה", "PEMBATALAN BERITA", "HỦY TIN", "HUỶ TIN", "ยกเลิกข่าว",
        ),
    }
)  # fmt: skip
"""Words that are a notice when something sets them off: a colon, a dash, a slash, brackets, or the end of the line."""

_SENT_WITH = (
    "REPEAT", "REPEATING", "REFILE", "UPDATE", "URGENT", "BULLETIN", "ALERT", "ADVISORY", "ATTENTION", "OFFICIAL",
    "EILT", "EIL", "EILMELDUNG", "ACHTUNG", "ACHTUNG REDAKTIONEN", "WIEDERHOLUNG", "WDHLG", "WDH", "REPRISE",
    "ATENCIÓN", "URGENTE", "REPETICIÓN", "ATENÇÃO", "REPETIÇÃO", "ATTENZIONE", "RIPETIZIONE", "LET OP", "HERHALING",
    "OBS", "UWAGA", "POWTÓRZENIE", "POZOR", "FIGYELEM", "ATENȚIE", "ВНИМАНИЕ", "ПОВТОР", "УВАГА", "ΠΡΟΣΟΧΗ",
    "ΕΠΑΝΑΛΗΨΗ", "DİKKAT", "انتباه", "CHÚ Ý", "PERHATIAN",
)  # fmt: skip
"""What wires put before such a word: that it is urgent, comes again, is for the editors."""

_SIGNS = "[({【〔（［</*+#=※!>＜〈◎★☆●◆■▲▼◇□-"
_BEFORE = rf"[\s{re.escape(_SIGNS)}]*"
_AFTER = r"\s*(?:[:：\]\)】〕）］>＞〉/|*+=＝]|[-–—―]|$)"


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_WITH = rf"(?:(?i:{_alternatives(_SENT_WITH)})\b(?: \d{{1,2}})?[\s:：,.{re.escape(_SIGNS)}]*){{0,2}}"


def _patterns() -> list[tuple[NoticeKind, re.Pattern[str]]]:
    found: list[tuple[NoticeKind, re.Pattern[str]]] = []
    for kind in (NoticeKind.REPLACEMENT, NoticeKind.KILL, NoticeKind.CORRECTION):
        free, set_off = _alternatives(_FREE[kind]), _alternatives(_SET_OFF[kind])
        free = "|".join([free, *(re.escape(begins) + rest for begins, rest in _WITH_GAPS[kind])])
        # "Kill:" and "Retira:" begin headlines of other things; wires print these orders in capitals.
        flags = re.NOFLAG if kind is NoticeKind.KILL else re.IGNORECASE
        found.append((kind, expression(rf"{_BEFORE}{_WITH}((?:{free})|(?:{set_off})(?={_AFTER}))", flags)))
    return found


_PATTERNS = _patterns()

_FIRST_LETTERS = 3
_BEGINNINGS = tuple(
    dict.fromkeys(
        word.lstrip(_SIGNS)[:_FIRST_LETTERS].casefold()
        for word in (
            *(word for words in (*_FREE.values(), *_SET_OFF.values()) for word in words),
            *(begins for pairs in _WITH_GAPS.values() for begins, _ in pairs),
            *_SENT_WITH,
        )
    )
)
"""What any of the words begins with. Most lines begin otherwise, and what knows all words is long to make."""


_SPACED = expression(rf"{_BEFORE}((?:[^\W\d_][^\S\n]){{4,}}[^\W\d_])(?![^\W_])")
"""A word whose letters stand apart: ``C O R R E C T I O N``."""

_MAY_OPEN = expression(
    rf"{_BEFORE}+(?:{'|'.join(re.escape(one) for one in sorted(_BEGINNINGS))}|(?:[^\W\d_][^\S\n]){{4}})", re.IGNORECASE
)


def may_open_notice(text: str) -> bool:
    """Whether a line begins as some notice does: of thousands nearly none, which need not be looked at any closer."""
    return _MAY_OPEN.match(text) is not None


def opening_notice(text: str) -> tuple[NoticeKind, Span] | None:
    """The notice that opens a line, and where its words stand in it; ``None`` when none does."""
    line = text[:OPENING].split("\n", 1)[0]
    spaced = _SPACED.match(line)
    if spaced is not None and spaced[1].isupper():
        first, last = spaced.span(1)
        closed = opening_notice(line[:first] + spaced[1][::2] + line[last:])
        if closed is None:
            return None
        kind, span = closed
        letters = (last - first) // 2  # each but the last has a blank behind it
        start, end = (place + max(0, min(place - first, letters)) for place in (span.start, span.end - 1))
        return kind, Span(start, end + 1)
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
