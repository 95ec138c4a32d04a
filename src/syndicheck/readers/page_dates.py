"""Dates that a page shows to people: under its headline, before its first sentence, in its address.

They stand beside what JSON-LD and meta elements say, each with its source: ``visible`` (near the headline),
``visible-above`` (it), ``dateline`` (before the first sentence), ``url``. The opinion of htmldate (Barbaresi 2020),
which searches the whole page and may take a stranger's date, is asked only where the page says nothing else; its source
is ``htmldate``. Strings are handed on as written; ``provenance`` interprets them.
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import islice, pairwise
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from syndicheck.data import table
from syndicheck.expressions import expression
from syndicheck.model.articles import RawTime

AFTER_HEADING = 15
"""Lines after the headline that may show the article's date: deck, author, sharing buttons come first."""

BEFORE_HEADING = 3
"""Lines before it; further up stands today's date."""

FOOT = 4
"""Lines below an article's last paragraph that are still its own."""

LONG_LINE = 160
"""A longer line (in characters) is story text: what dates it names are those of events."""

BEHIND = 600
"""Characters of all lines between a headline and a date from which on the date is not by the headline: paragraphs may
be short. A long line counts as one of :data:`LONG_LINE`: it may be a deck.
"""

BESIDE = 70
"""Characters that may stand beside a date in its line: an author's name, a label, a reading time."""

DATELINE = "dateline"
"""The source of dates that go with the text: its dateline, and where it says that it stood first."""

ELSEWHERE = "visible-elsewhere"
"""The source of dates that are shown where they may be of anything."""

ABOVE = "visible-above"
"""The source of dates above a headline: of the article, or today's, which is later."""

MAX_PAGE = 2_000_000
"""Longer pages (in characters) are not searched by htmldate, whose time grows with them."""

_YEAR = r"(?:19|20)\d\d(?!\.?\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_WORD = r"(?P<{}>(?:[^\W\d_]|[\u0900-\u0963]){{3,12}})"  # vowels of Devanagari are signs, no letters
_ZONE = (
    r"(?:\s?\(?(?:(?:UTC|GMT)\s?[+\u2212–-]\d{1,2}(?::?\d\d)?(?![\d:]|\s?(?:UTC|GMT))"
    r"|(?<=\s)[+-]\d{4}(?!\d)|\+\d\d:\d\d(?![\d:])"
    r"|(?-i:UTC|GMT|AE[SD]T|AC[SD]T|A[KW]?[SD]T|E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|CES?T|EES?T|WES?T|MES?Z|BST|NZ[SD]T|[IJKMS]ST"
    r"|SGT|HKT|PKT|NPT|PHT|ICT|WITA|WIB|BRT|TRT|SAST|IDT|MSK|МСК)\b(?!\s?[+\u2212–-]\s?\d))\)?)?"
)
"""The zone behind a clock, whole: GMT+7 is not GMT. Names that are also words or a paper's sections (EAT) are none."""
_HALVES = r"上午|凌晨|早上|下午|午后|午後|晚上|午前|오전|오후"
_CLOCK = (
    r"(?:\.?\s{0,2}[,(–-]?\s{0,2}(?:(?:at|um|om|à|às|as|a las|alle|ore|klo|kl\.?|godz\.)\s{0,2})?(?:"
    rf"(?:(?:{_HALVES})\s?)?(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?(?!\d)|\s?[時时시]\s?[0-5]?\d\s?[分분])"
    r"(?:\s?(?:[ap]\.?\s?m\.?|uhr)(?!\w)|[ap](?!\w))?"
    r"|(?:[01]?\d|2[0-3])\s?h\s?[0-5]\d(?:\s?min)?(?!\w)"
    r"|(?:(?<=klo\s)|(?<=kl\s)|(?<=kl\.\s)|(?<=ore\s)|(?<=alle\s)|(?<=um\s)|(?<=om\s)|(?<=godz\.\s))"
    r"(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])"
    r"|(?:[01]?\d|2[0-3])\.[0-5]\d\s?u(?:hr|ur)\b"
    r")" + _ZONE + r")?"
)
_DATE = expression(
    r"(?<!\d)(?<!\d[./-])(?:"
    + rf"(?:19|20)\d\d(?P<s>[-/.])\s?{_MONTH}(?P=s)\s?{_DAY}(?!\d)"
    + rf"|(?:19|20)\d\d\s?年\s?{_MONTH}\s?月\s?{_DAY}\s?日|(?:19|20)\d\d\s?년\s?{_MONTH}\s?월\s?{_DAY}\s?일"
    + rf"|{_DAY}(?P<t>[-/.])\s?{_MONTH}(?P=t)\s?{_YEAR}"
    + rf"|{_DAY}(?:\.|st|nd|rd|th|er|º)?\s(?:de\s|of\s)?{_WORD.format('a')}\.?,?\s(?:de\s|del\s)?{_YEAR}"
    + rf"|(?<!\w){_WORD.format('b')}\.?\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}"
    + r")"
    + _CLOCK,
    re.IGNORECASE,
)
DIGITS = {zero + value: str(value) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for value in range(10)}
"""Arabic, Persian, Devanagari, Bengali and full-width digits, one character for each, so that places stay."""
_NUMBER = expression(r"\d+")
_LAST_CLOCK = expression(r"(?<!\d)(\d{1,2}):\d\d(?::\d\d)?$")
_PERHAPS_A_HALF = expression(
    r"(?:\s[a-zß-öø-ÿ\u0101-\u024f\u1e00-\u1eff]{1,14}){1,3}(?![^\W_])"
    r"|\s?[\u0370-\u1fff][\u0370-\u1fff.]{0,13}(?=\s?(?:$|[|·•,;()–—-]))"
)
"""Small words of Latin letters behind a clock, or one in another script that ends a part of the line. Those that write
without spaces put the half of the day before the clock."""
CHANGED = expression(
    r"updat(?:e|ing)|modified|(?:last|re-?)\s?edited|edited(?!\s?by\b)|revised|reviewed|fact.?checked"
    r"|correct(?:ed|ions?)(?!\w)|korrigiert|berichtig|corrigé"
    r"|rectificati|correcci[oó]n|corregid[oa](?!\w)|correção|corrigid|correzione|gecorrigeerd|rättels|rättad|rettelse"
    r"|rettet"
    r"|oikaisu|korjattu|sprostowan|aktualisier|geändert|überarbeitet|stand:|mis(?:e)? à jour|modifié"
    r"|actuali[sz]|actualitza|modificad|atualiz|alterado em|aggiorna|modificat|ultima modifica"
    r"|bijgewerkt|gewijzigd|aangepast|uppdatera|ändrad|oppdater|endret|opdater|ændret|päivitet|muokattu|uppfær"
    r"|zmodyfik|aktualiz|upraven|frissít|módosít|ažurir|ажурир|izmijenjen|izmenjen|posodob|spremenj"
    r"|обновл|обновен|изменен|изменён|оновл|змінен|актуализиран|ενημερώθηκε|τελευταία (?:ενημέρωση|τροποποίηση)"
    r"|atnaujint|atjaun|uuenda|muudetud|eguneratu|përditësuar|güncelle|განახლ|թարմաց|diweddar|nuashonra|imeboreshwa"
    r"|diperbar|diperbahar|dikemas ?kini|diubah|pembaruan|cập nhật|อัปเดต|อัพเดท|อัพเดต|แก้ไขล่าสุด|ปรับปรุง"
    r"|تحديث|آخر تعديل|روز ?رسانی|آخرین ویرایش|اپ ?ڈیٹ|עודכן|עדכון|अपडेट|अद्यतन|आপডেট|আপডেট|হালনাগাদ|புதுப்பி"
    r"|更新|修正|修改|改訂|업데이트|(?<![가-힣])(?:기사|최종)?\s?수정(?!\s?기자)",
    re.IGNORECASE,
)
"""Words beside the date of a change. 수정 is a first name, too, and who "edited by" names is an editor."""
PUBLISHED = expression(
    r"\b(?:posted|published|veröffentlicht|erstellt am|publié|mise? en ligne|publicad[oa]|pubblicat[oa]|gepubliceerd"
    r"|publicerad|publisert|udgivet|julkaistu|opublikowan|опубликован)|发布|發布|公開日|掲載",
    re.IGNORECASE,
)
_STRANGE = expression(
    r"©|copyright|\b(?:when|wann|quand|cuándo|quando|beginn|start(?:s|ing)?)\s?:"
    r"|\b(?:born|expires?|deadline|event|retrieved|accessed|stated on|abgerufen|read more|related)\b"
    r"|\b(?:venue|webinar|concert|konzert|veranstaltung|joined|member since|mitglied|issue(?: of)?|received|accepted"
    r"|(?:judge?ment|urteil|regulation|verordnung)(?!\s?[|·•/–—])|valid (?:from|until)|gültig)\b"
    r"|\b(?:file (?:photo|image|picture)|(?:photo|picture|image) taken|archivbild|archivfoto|symbolbild|aufnahme vom"
    r"|(?:photo|image) d['’]archives?|foto de archivo|foto de arquivo|foto d['’]archivio|archieffoto|arkivbilde?"
    r"|arkivfoto)\b|архив|资料图|資料圖|資料写真|자료사진",
    re.IGNORECASE,
)
"""What other dates of a page are of: its copyright, an event. A law or a judgment behind which a stroke stands heads a
section.
"""
_IN_PRINT = expression(
    r"\b(?:print edition|in print|print-?ausgabe|papierausgabe|gedruckten? ausgabe|edición impresa|edição impressa"
    r"|édition (?:papier|imprimée)|(?:edizione|versione) cartacea|gedrukte|papirutgaven?|papirudgaven?)\b"
    r"|[朝夕]刊|紙面|지면",
    re.IGNORECASE,
)
"""What says of a day that it is that of the printed paper: the next one. A paper is of no hour."""
_HOUR = expression(r"\d\s?(?:[:時时시]|h\s?\d)", re.IGNORECASE)
_TAKEN_OVER = expression(
    r"\b(?:originally|first|previously|initially) (?:published|appeared|posted|printed|ran|aired)\b"
    r"|\b(?:published|appeared|posted|printed) (?:originally|first)\b"
    r"|\b(?:re-?published|re-?printed|re-?posted|syndicated(?! column))\b"
    r"|(?:zuerst|ursprünglich|erstmals) .{0,40}(?:erschienen|veröffentlicht|publiziert|erschien)"
    r"|(?:initialement|d['’]abord|à l['’]origine) (?:publié|paru)"
    r"|(?:publié|paru)e? (?:initialement|d['’]abord|à l['’]origine)"
    r"|(?:originalmente|por primera vez|pela primeira vez|inicialmente) (?:publicad|aparec)"
    r"|(?:publicad[oa]|apareció|aparecido) (?:originalmente|por primera vez|pela primeira vez|inicialmente)"
    r"|(?:originariamente|originalmente|inizialmente) (?:pubblicat|appars)"
    r"|(?:pubblicat|appars)[oa] (?:originariamente|originalmente|inizialmente|per la prima volta)"
    r"|(?:oorspronkelijk|eerder|eerst) (?:gepubliceerd|verschenen)|(?:ursprungligen|först) publicera"
    r"|(?:oprindeligt?|opprinnelig|først) (?:publi|udgivet|bragt)|(?:pierwotnie|po raz pierwszy) (?:opublikowan|ukaza)"
    r"|(?:впервые|первоначально) опубликован|опубликован\w{0,2} (?:впервые|первоначально)"
    r"|ilk (?:kez|olarak) .{0,40}ya[yı]",
    re.IGNORECASE,
)
"""Where a text stood first; the date beside it is that of there, if somebody is named."""
_NAME_OF_A_PLACE = expression(
    r"(?<!\w)(?:by|on|in|at|via|from|with|im|bei|beim|von|vom|auf|par|dans|sur|chez|en|por|no|na|em|pel[ao]|da|dal|dall['’]|su|sul"
    r"|di|op|door|bij|i|på|hos|av|w|przez|v|в|на|tarafından)\s(?:the\s|der\s|die\s|das\s|dem\s|le\s|la\s|el\s|de\s|het\s)?"
    r"(?P<name>[^\W\d_][\w.]*)"
)
_RANGE = expression(
    r"\s{0,2}(?:[-–—~〜]|to\b|until\b|till\b|bis\b|au\b|al?\b)\s{0,2}(?:\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m)",
    re.IGNORECASE,
)
_BETWEEN = frozenset({"-", "–", "—", "~", "〜", "to", "until", "till", "bis", "au", "al", "a"})
"""What makes two dates the beginning and the end of something."""
_OTHER_PART = expression(
    r"\s{0,9}(?:\d{1,5}\s)?(?:comments?|kommentare?|commentaires?|comentarios|reacties|related|also|more"
    r"|read (?:more|next|also)|most read|popular|latest|mehr|weitere|lire aussi|à lire|te puede|leggi anche"
    r"|lees ook)(?!\w)",
    re.IGNORECASE,
)
_MOST_WORDS = 4
"""Words of a line that may label the date below it: "Last updated"."""

_SENTENCE_END = (".", "!", "?", "…", "。", "”", '"', "»", "“")

_SMALL_WORD = expression(
    r"(?<![\w.])[a-zß-öø-ÿ\u0101-\u024f\u0430-\u045f\u03ac-\u03ce\u0561-\u0587\u0900-\u0dff]{2,30}(?!\w|\.\w)"
)
_UNSPACED = expression(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_LEAST_OF_A_SENTENCE = 3
"""Words without a capital of a line that tells something; a byline has one or two ("staff writer")."""
LONGEST_UNSPACED = 12
"""Letters beside a date, in scripts without spaces, from which on a line tells something."""

_DATELINE_END = expression(r"\s{0,2}(?:\([^()\n]{1,40}\)\s{0,2})?(?:\)|[—–:]|--|-\s|/)")
_OF_AN_EVENT = expression(
    r"(?<!posted\s)(?<!published\s)(?<!created\s)(?<!added\s)(?<!\w)on\s?$"
    r"|(?<!\w)(?:in|since|until|till|from|for|before|after|as of|dated|effective|seit|bis|ab|vom)\s?$",
    re.IGNORECASE,
)
"""Words before a date that tell of an event: "in", "since"; "on" unless something is posted on it."""
_BYLINE = expression(r"\s{0,3}(?:[Bb]y|BY)\s[^\W\d_a-z][^.!?:]{1,60}\s[Oo][Nn]\s?$")
"""And unless it is whom the line names: "By Jane Doe on"."""

_IN_PATH = expression(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/_-]?)(?P<m>0[1-9]|1[0-2]|(?<=/)[1-9](?=/)|[a-z]{3,9})(?P=s)(?P<d>0[1-9]|[12]\d|3[01]"
    r"|(?<=/)[1-9](?=/))(?!\d)",
    re.IGNORECASE,
)
_EVENTS_PATH = expression(
    r"/(?:events?|calendar|termine?|kalender|veranstaltung(?:en)?|agenda|eventos?|evenements?|eventi)/", re.IGNORECASE
)
_IN_PATH_DAY_FIRST = expression(r"(?<!\d)(?P<d>0[1-9]|[12]\d|3[01])-(?P<m>0[1-9]|1[0-2])-(?P<y>(?:19|20)\d\d)(?!\d)")


def in_address(url: str | None) -> RawTime | None:
    """The day in an address (``/2026/03/02/``, ``-20260302``, ``/2026/mar/02/``), as ISO where it is all digits, but
    for ``02-03-2026``, which may be two days. Of ``/2026/03/10-things-to-know`` only the month is a date.

    One that does not begin its part of the path (``report-of-2026-03-01``) may be that of which the article tells: its
    source is ``url-name``. Two different days, and those of a calendar of events, tell nothing.
    """
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    if _EVENTS_PATH.search(path):
        return None
    days = {(raw, path[:start].endswith("/")) for raw, start in _days_in(path)}
    if len({raw for raw, _ in days}) != 1:
        return None
    opens = any(at_start for _, at_start in days)
    return RawTime("published", next(raw for raw, _ in days), "url" if opens else "url-name")


def _days_in(path: str) -> Iterator[tuple[str, int]]:
    """Every day in a path, and where it begins."""
    taken = 0
    for found in _IN_PATH.finditer(path):
        year, month, day = found["y"], found["m"], found["d"]
        if month.isdigit() and _is_day(month, day):
            raw = f"{year}-{month:0>2}-{day:0>2}"
        elif _folded(month) in _month_names():
            raw = f"{day} {month} {year}"
        else:
            continue
        if found["s"] == "/" and path[found.end() : found.end() + 1] not in (
            "",
            "/",
            ".",
        ):  # a name with a number first
            raw = f"{year}-{month:0>2}" if month.isdigit() else f"{month} {year}"
        yield raw, found.start()
        taken += 1
    if not taken and (found_day := _IN_PATH_DAY_FIRST.search(path)):
        year, month, day = found_day["y"], found_day["m"], found_day["d"]
        may_be_american = int(day) <= 12 and day != month
        if may_be_american or _is_day(month, day):
            yield found_day[0] if may_be_american else f"{year}-{month}-{day}", found_day.start()


def shown(visible: str, headings: list[str]) -> Iterator[RawTime]:
    """The first date of publication near the headline, the first one said to be of a change, and the dateline."""
    plain = visible.translate(DIGITS)
    for time in _shown(plain.split("\n"), headings):
        at = plain.find(time.raw) if plain is not visible else -1
        yield time if at < 0 else replace(time, raw=visible[at : at + len(time.raw)])


def _shown(lines: list[str], headings: list[str]) -> Iterator[RawTime]:
    headings = [heading.translate(DIGITS) for heading in headings]
    near = list(_near_headline(lines, _position(lines, headings)))
    yield from near
    if not any(time.kind == "published" and time.source not in (ELSEWHERE, ABOVE) for time in near):
        yield from islice(_said_somewhere(lines, _position(lines, headings)), 1)


def _said_somewhere(lines: list[str], heading: int | None) -> Iterator[RawTime]:
    """Dates said to be of a publication: at the article's foot, or elsewhere on the page, where they may be of a
    comment or a teaser (source ``visible-elsewhere``).
    """
    foot = _foot(lines, heading)
    for number, line in enumerate(lines):
        if time := _said_to_be_published(line):
            own = heading is not None and number <= foot
            yield time if own or time.source == DATELINE else replace(time, source=ELSEWHERE)


def _foot(lines: list[str], heading: int | None) -> int:
    """The last line that may belong to the article: a few below its last paragraph, none below the title of a list."""
    last = heading or 0
    for number in range(last + 1, len(lines)):
        if number > last + AFTER_HEADING or _OTHER_PART.match(lines[number]):
            break
        if len(lines[number]) > LONG_LINE:
            last = number
    else:
        number = len(lines)
    return min(last + FOOT, number - 1)


def _near_headline(lines: list[str], heading: int | None) -> Iterator[RawTime]:
    if heading is None:
        return
    seen: set[str] = set()
    long_lines = told = 0
    for number in _near(heading, len(lines)):
        line = lines[number]
        told += min(len(line), LONG_LINE) if number > heading else 0
        if len(line) > LONG_LINE:
            long_lines += number > heading
            if long_lines == 1 and (dateline := _dateline(line)):
                yield dateline
            continue
        if number > heading and (long_lines > 1 or told > BEHIND + len(line)):
            continue
        if number > heading and (dateline := _short_dateline(line)):
            yield dateline
            continue
        for time in _of_line(line, lines[number - 1] if number else ""):
            said = time.kind == "published" and PUBLISHED.search(line) is not None
            if time.kind in seen and not (said and "said" not in seen):
                continue
            seen |= {time.kind, "said"} if said else {time.kind}
            above = number < heading and not said and (time.kind, time.source) == ("published", "visible")
            yield replace(time, source=_above(line, time.raw)) if above else time


def searched(tree: Any, html: str) -> RawTime | None:
    """What htmldate takes for the day of publication."""
    if len(html) > MAX_PAGE:
        return None
    try:
        import htmldate

        logging.getLogger("htmldate").addHandler(logging.NullHandler())
        own = deepcopy(tree)
        for element in list(own.iter("aside", "nav")):  # teasers have dates of their own
            element.drop_tree()
        found = htmldate.find_date(own, original_date=True, extensive_search=True)
    except Exception:  # hostile pages find the gaps of a large library; without its opinion the page is undated
        return None
    if not isinstance(found, str) or found.endswith("-01-01"):  # a bare year, mostly that of the copyright line
        return None
    return RawTime("published", found, "htmldate")


def dates_in(text: str) -> Iterator[str]:
    """Every date with a year in a text, as written."""
    for found in _DATE.finditer(text):
        if _names_a_month(found):
            yield found[0].strip(" ,(–-")


def day_readings(raw: str) -> list[tuple[int, int, int]]:
    """What the first date of a text can mean, as year, month, day: ``03/04/2026`` may be two days."""
    found = _DATE.search(raw)
    if found is None:
        return []
    numbers = [int(number) for number in _NUMBER.findall(found[0].split(":")[0])]
    word = found["a"] or found["b"]
    if word is not None:
        year = next((n for n in numbers if n >= 1900), 0)
        return [(year, month, numbers[0]) for month in sorted(_months().get(_folded(word), ()))] if year else []
    a, b, c = numbers[:3]
    return [(a, b, c)] if a >= 1900 else sorted({(c, b, a), (c, a, b)})


def _near(heading: int, count: int) -> Iterator[int]:
    yield from range(heading + 1, min(count, heading + 1 + AFTER_HEADING))
    yield from range(heading - 1, max(-1, heading - 1 - BEFORE_HEADING), -1)


def _position(lines: list[str], headings: list[str]) -> int | None:
    """The line of the headline: the last of its occurrences in the page's first half, since menus and
    breadcrumbs repeat it before.
    """
    for heading in headings:
        wanted = _letters(heading)
        if len(wanted) < 4:
            continue
        at = [number for number, line in enumerate(lines) if len(line) < 500 and _letters(line) == wanted]
        if at:
            return max((n for n in at if n <= at[0] + AFTER_HEADING), default=at[0])
    return None


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _of_line(line: str, above: str = "") -> Iterator[RawTime]:
    """Dates that make up most of a line; not those of other things. What is said of one may stand in the line above."""
    in_print = _IN_PRINT.search(line) is not None
    dates = [
        found for found in _DATE.finditer(line) if _names_a_month(found) and not (in_print and _is_day_only(found))
    ]
    if not dates or len(line) - sum(len(found[0]) for found in dates) > BESIDE or _STRANGE.search(line):
        return
    between = [line[one.end() : other.start()].strip().lower() for one, other in pairwise(dates)]
    if not _BETWEEN.isdisjoint(between) or any(_RANGE.match(line, found.end()) for found in dates):
        return
    source = DATELINE if names_where_it_stood(line) else "visible"
    telling = source == "visible" and _is_sentence(line, dates)
    before = 0
    for found in dates:
        told_of = _OF_AN_EVENT.search(line, before, found.start()) and not _BYLINE.match(line, before, found.start())
        changed = CHANGED.search(line, before, found.start()) or (
            found is dates[-1] and _is_label(line[found.end() :].strip(" ,;:.()[]|–-"), 2)
        )
        if not changed and not line[: found.start()].strip() and not _DATE.search(above):
            changed = _is_label(above, _MOST_WORDS)
        before = found.end()
        if told_of or (telling and not changed):
            continue
        yield RawTime("modified" if changed else "published", _with_half(line, found), "visible" if changed else source)


def _is_sentence(line: str, dates: list[re.Match[str]]) -> bool:
    """Whether a short line tells something: it ends as a sentence does, and has the small words of one."""
    if not line.rstrip().endswith(_SENTENCE_END) or PUBLISHED.search(line):
        return False
    for found in reversed(dates):
        line = line[: found.start()] + " " + line[found.end() :]
    small = [word for word in _SMALL_WORD.findall(line) if not PUBLISHED.match(word)]
    return len(small) >= _LEAST_OF_A_SENTENCE or len(_UNSPACED.findall(line)) >= LONGEST_UNSPACED


def names_where_it_stood(line: str) -> bool:
    """Whether a line says that the text stood somewhere else before, and names the place: the date goes with it."""
    if _TAKEN_OVER.search(line) is None:
        return False
    names = [found["name"] for found in _NAME_OF_A_PLACE.finditer(line)]
    return any(name[0].isupper() and _folded(name).strip(".") not in _months().keys() | _weekdays() for name in names)


def _above(line: str, raw: str) -> str:
    """The source of a date above the headline, which may be today's: a day of the week beside it, or more words than a
    section and a name have, are of a masthead or of another article.
    """
    beside = _folded(line.replace(raw, " ", 1)).strip(" ,.()|–-")
    return ELSEWHERE if beside in _weekdays() or len(beside.split()) > _MOST_WORDS else ABOVE


def _is_label(words: str, most: int) -> bool:
    """Whether a few words say that something was changed."""
    return 0 < len(words.split()) <= most and CHANGED.search(words) is not None


def _with_half(line: str, found: re.Match[str]) -> str:
    """A date as written, with the words behind its clock that may tell the half of the day: *2:05 de la tarde*, *2:05
    μ.μ.* Nobody here knows them; but a time without them may be twelve hours too early.
    """
    raw = found[0].strip(" ,(–-")
    hour = _LAST_CLOCK.search(raw)
    if hour is None or not 1 <= int(hour[1]) <= 12:
        return raw
    behind = _PERHAPS_A_HALF.match(line, found.end())
    return raw + behind[0] if behind else raw


def _said_to_be_published(line: str) -> RawTime | None:
    """``Posted on 2 March 2026`` anywhere on the page, also inside a longer line; the verb stands by the date."""
    if not (said := PUBLISHED.search(line)) or _STRANGE.search(line):
        return None
    in_print = _IN_PRINT.search(line) is not None
    for found in _DATE.finditer(line, max(0, said.start() - 60), said.end() + 60):
        if _names_a_month(found) and not (in_print and _is_day_only(found)):
            return RawTime("published", _with_half(line, found), DATELINE if names_where_it_stood(line) else "visible")
    return None


def _short_dateline(line: str) -> RawTime | None:
    """The dateline of a first paragraph that is no longer than a line: a place, a date, a dash, a sentence."""
    found = _dateline(line)
    if found is None or not line.rstrip().endswith(_SENTENCE_END):
        return None
    place, _, rest = line.partition(found.raw)
    return found if any(map(str.isalpha, place)) and len(rest.split()) >= _MOST_WORDS else None


def _dateline(line: str) -> RawTime | None:
    """The date in ``LONDON, March 2, 2026 (Wire) –``; one without a year is left: it says too little."""
    opening = line[:120]
    found = _DATE.search(opening)
    if found is None or not _names_a_month(found) or not _DATELINE_END.match(opening, found.end()):
        return None
    opening = opening[: found.start()].strip()
    if opening and not opening.endswith((",", "(", ")", "/", "–", "—", "-", "|")):
        return None
    before = opening.replace(",", " ").split()
    if len(before) > 8 or any(word[0].islower() for word in before):
        return None  # a sentence, not a place
    return RawTime("published", found[0].strip(" ,(–-"), DATELINE)


def _names_a_month(found: re.Match[str]) -> bool:
    word = found["a"] or found["b"]
    return word is None or _folded(word) in _month_names()


def _is_day_only(found: re.Match[str]) -> bool:
    return _HOUR.search(found[0]) is None


def _is_day(month: str, day: str) -> bool:
    return int(day) <= (29 if int(month) == 2 else 30 if int(month) in (4, 6, 9, 11) else 31)


def _folded(word: str) -> str:
    """Caseless and without accents, as the names in the table are."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", plain)


def _month_names() -> frozenset[str]:
    """Names of months in all languages of the table, folded."""
    return frozenset(_months())


@cache
def _weekdays() -> frozenset[str]:
    """Names of the days in all languages of the table, folded."""
    named = json.loads(table("weekdays.json"))["weekdays"]
    return frozenset(_folded(name).strip(".") for days in named.values() for names in days for name in names)


@cache
def _months() -> dict[str, frozenset[int]]:
    """Which months a folded name stands for; in two languages it may be two."""
    named = json.loads(table("months.json"))["months"]
    found: defaultdict[str, set[int]] = defaultdict(set)
    for months in named.values():
        for number, forms in enumerate(months, 1):
            for name in forms:
                found[_folded(name).strip(".")].add(number)
    for name, number in (("sept", 9), ("mrz", 3), ("janner", 1)):
        found[name].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}
