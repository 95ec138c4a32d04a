"""Lines of reporters, editors and photographers, told by their shape.

``김도현 기자 dohyun@harbour.example``, ``記者陳大文／台北報導``, ``（編集・山田）``,
``(kri/mb)``: a name with an office or an address, in the form that a country's newspapers have agreed on, at the end of
a line or alone on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicheck.expressions import expression
from syndicheck.marks.lines import Page

BOTTOM = 12
"""Lines at the end among which somebody's initials stand."""

LONGEST_TAIL = 90
"""Characters at the end of a line that are looked at."""

_MAIL = r"(?:[\w.+-]{1,40}@(?:[\w-]{1,40}(?:\.[\w-]{1,20}){1,3})?|\[email\s?protected\])"
_KOREAN_NAME = r"[가-힣]{2,4}(?: ?[·,] ?[가-힣]{2,4}){0,3}"
_KOREAN_OFFICE = r"(?:[가-힣]{0,6}(?:기자|특파원|논설위원|통신원|리포터|에디터|아나운서|PD))"
_KOREAN = expression(
    rf"(?:^|(?<=[.!?\"'\])다] )|(?<=[.다])/)"
    rf"(?:[\[(<] ?)?(?:[가-힣A-Za-z]{{2,12}} ?[=/|] ?|[가-힣]{{2,4}} )?{_KOREAN_NAME} ?"
    rf"(?:{_KOREAN_OFFICE}(?: ?[=/|,]? ?[\[(<]? ?{_MAIL} ?[\])>]?)?"
    rf"|[=/|,]? ?[\[(<]? ?{_MAIL} ?[\])>]?)(?: ?[\])>]| ?\($)?$"
)
_KOREAN_OPENING = expression(rf"[\[(<] ?[가-힣A-Za-z]{{2,16}} ?[=·|/]? ?{_KOREAN_NAME} ?{_KOREAN_OFFICE} ?=? ?[\])>]")
_KOREAN_PROVIDED = expression(
    r"(?<=[.다] )(?:[가-힣A-Za-z()·]{2,16} ){0,4}?[가-힣A-Za-z()·]{2,16} ?(?:제공|캡처|캡쳐)[.]?$"
)
_CHINESE_REPORTER = expression(
    r"^[(\[【〔]?(?:[\u4e00-\u9fff]{2,6} ?[/∕／] ?)?(?:本報|本报|實習|实习|特約|特约|见习|見習|綜合|综合|文"
    r"|圖文|图文)?(?:記者|记者|文|撰文"
    r"|編譯|编译) ?[/:]? ?[\u4e00-\u9fff·、 ]{2,24}?"
    r" ?[/∕／] ?[\u4e00-\u9fff]{2,8}(?:報導|报道|報道|電|电|讯|訊)[)\]】〕]?"
)
_CHINESE_DESK = expression(
    r"^[(\[【〔]?[\u4e00-\u9fff]{2,8} ?[/∕／] ?[\u4e00-\u9fff]{2,4}(?: ?[/∕／] ?[\u4e00-\u9fff]{2,6})? ?(?:綜合"
    r"|综合)?(?:報導|报道|報道)[)\]】〕]?$"
)
_EAST_ASIAN_EDITOR = expression(
    r"[(\[【]? ?(?:責任編輯|责任编辑|編輯|编辑|責編|责编|編集|翻訳|翻译|翻譯|校对|校對|編譯|编译|審核|审核"
    r"|核稿編輯|核稿|聞き手|取材・文|取材|構成|文責)"
    r"(?: ?[:/・] ?| |(?=[A-Z]{2}))[\w·、,， /]{1,30}[)\]】]?$"
)
_PHOTOGRAPHER = expression(
    r"[(\[【]? ?(?:(?P<agency>[\u4e00-\u9fff]{2,6}[社网網报報])?(?:记者|記者)|(?P<issued>新华社发|新華社發)"
    r"|(?:本报|本報)(?:记者|記者))"
    r" ?\(?[\u4e00-\u9fff·]{2,12}(?:[ 、][\u4e00-\u9fff·]{2,4}){0,3}\)? ?(?:摄影报道|攝影報導|摄影|攝影|摄"
    r"|攝|翻摄|翻攝|撮影)[)\]】]?$"
)
_NAMED_PHOTOGRAPHER = expression(
    r"[(\[【]? ?[\u4e00-\u9fff]{2,4}(?:[ 、][\u4e00-\u9fff]{2,4}){0,3} ?(?:摄|攝|翻摄|翻攝"
    r"|撮影)[)\]】]?(?: ?\([^()\n]{2,24}\))?$"
)
_INITIALS = expression(
    r"\((?:[a-z]{2,6}(?:[/,;+-] ?[a-z]{2,8}){1,4}|[a-zà-ÿ]{2,4}"
    r"|[A-Z][a-z]+ [A-Z][a-z]+(?:/[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}){1,4})\)$"
)
_INITIALS_ALONE = expression(
    r"\((?:[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.?){1,2}"
    r"|[A-ZÀ-Þ]{2,4}(?:[/,;] ?[A-ZÀ-Þ]{2,5}){0,2}|[a-zà-ÿ]{2,6}(?:[/,;-] ?[a-z]{2,6}){0,3})\)"
)
_SLASHED_INITIALS = expression(
    r"(?!(?:and|und|et|con|och|eller|ja|his|her|er|sie|km|the)/)"
    r"(?!(?:yes/no|no/yes|oui/non|non/oui|s[iìí]/no|no/s[iìí]|sim/não|não/sim|nein/ja|nej/ja|nee/ja|tak/nie|nie/tak"
    r"|ano/ne|igen/nem|da/nu|true/false|false/true|vrai/faux|faux/vrai|vero/falso|on/off|off/on|in/out|up/down"
    r"|win/lose|pro/con|pros/cons)$)"
    r"(?:/?(?:[a-zà-ÿąćęłńóśźż]{2,4}/ ?){1,4}[a-zà-ÿąćęłńóśźż]{2,5}/?|/[a-zà-ÿ]{2,4}/"
    r"|[A-ZÀ-Þ]{2,5}(?: ?// ?[A-ZÀ-Þ]{2,5}){1,3}\.?|(?P<agency>[A-ZÀ-Þ]{2,5})/[a-zà-ÿ]{2,4}(?:/[a-zà-ÿ]{2,4}){0,2})"
)
"""Initials alone behind the story, as wires put them: ``/mis/jha/he``, ``an/ mmu/``, ``ECR // CSJ``, ``AFP/mhe``. Pairs
of words that answer a question are none.
"""

LONGEST_INITIALS, LEAST_PARAGRAPH = 24, 80
"""Characters of such a line, and of a paragraph, which none may follow."""

_END_AND_INITIALS = expression(
    r"(?P<end>\((?:[Ss]chlu(?:ss|ß)|SCHLUSS|[Ee]nde|ENDE"
    r"|[Ff]orts\.?)\))(?: (?P<initials>[a-z]{2,5}(?:[/-][a-z]{2,5}){0,3}))?$"
)
"""Where a German text ends, and who wrote it: ``… verliehen wurde. (Schluss) kri/mb``."""

_PERSON = r"[^\W\d_a-zß-ÿа-яёіїєґ][\w.'-]{1,20}(?: [^\W\d_a-zß-ÿа-яёіїєґ][\w.'-]{1,20}){1,3}"
_PARTICLE = r"(?:(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|zu|la|le|el|al|bin|ibn) ){0,2}"
_NAMED = rf"[^\W\d_a-zß-ÿа-яёіїєґ][\w.'-]{{1,20}}(?: {_PARTICLE}[^\W\d_a-zß-ÿа-яёіїєґ][\w.'-]{{1,20}}){{1,3}}"
"""The same with small words inside: ``Ana de Exemplo``."""
_NAME = expression(_PERSON)
_NAME_AND_ROLE = expression(
    rf"{_PERSON} ?[-,|/] ?(?:редактор\w*|журналіст\w*|журналист\w*|кореспондент\w*|корреспондент\w*|автор"
    rf"|editor|reporter|correspondent"
    r"|staff writer|redakteur(?:in)?|reporter(?:in)?|toimittaja|journalist(?:e)?|redaktør|redaktor(?:ka)?"
    r"|dziennikarz|redactor(?:a)?|periodista"
    r"|repórter|jornalista|giornalista|szerkesztő|újságíró|redaktör|muhabir|editör)"
)
_AUTHOR = expression(
    r"(?:autor|autora|autorin|author|authors|auteur|autore|forfatter|författare|kirjoittaja|szerző|autorka"
    r"|автор|автори|авторы|текст|text|tekst|yazar|penulis|συντάκτης"
    r"|tác giả|كتب|بقلم|מאת|written by|posted by|by|von|par|por|di|door|av|af) ?:?",
    re.IGNORECASE,
)
_BY_NAMES = expression(
    rf"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|BY|VON|PAR|POR|DI|DOOR) {_NAMED}"
    rf"(?:,? (?:and|und|et|y|e|en|och|og|&) {_NAMED})?"
)
TOP = 12
"""Lines at the top among which a line of nothing but ``by`` and names is a byline."""

_LABELLED = expression(
    r"(?:published|posted|written|created|submitted|uploaded|edited) by|(?:veröffentlicht|verfasst|erstellt"
    r"|geschrieben|eingestellt) von"
    r"|(?:publié|écrit|posté|rédigé) par|(?:publicado|escrito|redactado|elaborado) por|(?:publicado|escrito"
    r"|postado) por"
    r"|(?:pubblicato|scritto|inserito) da|(?:geplaatst|geschreven|gepubliceerd) door|(?:publicerad|skriven|upplagd) av"
    r"|(?:publisert|skrevet) av|(?:udgivet|skrevet) af|(?:julkaissut|kirjoittanut)|(?:opublikowa\w{1,3}"
    r"|doda\w{1,3}|napisa\w{1,3})(?: przez)?"
    r"|(?:napsal|vložil|publikoval)a?|(?:опубликова\w{1,3}|добави\w{1,3}|разместил\w?|опублікува\w{1,3}|додав|написа\w{1,3})"
    r"|(?:yayınlayan|yazan|ekleyen)|(?:ditulis|diposting|diterbitkan) oleh|đăng bởi|người đăng",
    re.IGNORECASE,
)
"""Who put a text on the page, before a colon and a name: ``Publicerad av: Anna Exempel``."""

LONGEST_ROLE = 60
"""Characters of a line with a name and what its bearer does."""

_CREDITED = expression(
    r"\((?P<names>(?:[^()\n]{0,120}[;,.] ?|)"
    r"(?:(?:additional |further )?(?:reporting|writing|editing|edited|written|compiled"
    r"|translated)(?: and \w+)? (?:by|in)"
    r"|reportagem(?: adicional)? de|edi[cç][aã]o de|edição|reporte de|reportaje de|información de|editado (?:en|por)"
    r"|redacción de|tradu\w+ (?:de|por|par)|version fran[cç]aise|édit\w+ par|rédigé par|avec \w+ à|service desk"
    r"|reportage de|reportage par|a cura di|in redazione|redatto da|bearbeitet von|geschrieben von|redigiert von"
    r"|unter mitarbeit von|bewerkt door|geschreven door|redigerat av|skrevet av|redigert av|redigeret af"
    r"|oprac\.|opracow\w+"
    r"|redagował\w*|haberi yazan|yazan|editör|düzenleyen|disunting oleh|ditulis oleh|disadur|editor:)"
    r"[^()\n]{2,160})\)$",
    re.IGNORECASE,
)
"""Who wrote and who edited, in brackets at the end: ``(Reportagem de Ana Exemplo; edição de João Modelo)``."""

LONGEST_CREDITED = 260
"""Characters at the end of a line in which such brackets are looked for."""

_HANGUL = expression(r"[가-힣]")
_HAN = expression(r"[\u4e00-\u9fff]")
_ENDS = (".", "!", "?", '"', "'", "。", "！", "？", ")", "»", "”")


def bylines(page: Page) -> Iterator[tuple[str, str | None, int, int]]:
    """Type, the name of an agency if one is in it, and normalised range of each such line."""
    last = len(page.lines) - 1
    for number, line in enumerate(page.lines):
        text = line.text
        tail = max(0, len(text) - LONGEST_TAIL)
        if (number or not last) and number > last - BOTTOM and text.endswith(")"):
            found = _INITIALS_ALONE.fullmatch(text) or _INITIALS.search(text, tail)
            if found is not None and _stands_alone(text, found.start()):
                yield "end_credit", None, line.start + found.start(), line.end
                continue
            credited = _CREDITED.search(text, max(0, len(text) - LONGEST_CREDITED))
            if credited is not None and _NAME.search(credited["names"]) and _stands_alone(text, credited.start()):
                yield "byline_credit", None, line.start + credited.start(), line.end
                continue
        short = len(text) <= LONGEST_INITIALS and number > max(1, last - BOTTOM)
        slashed = _SLASHED_INITIALS.fullmatch(text) if short else None
        if slashed is not None and _behind(page, number):
            yield "end_credit", slashed["agency"], line.start, line.end
            continue
        if text[-1:].islower() or text.endswith(")"):
            ended = _END_AND_INITIALS.search(text, tail) if number > last - BOTTOM else None
            if ended is not None and _stands_alone(text, ended.start()):
                yield "end_mark", None, line.start + ended.start("end"), line.start + ended.end("end")
                if ended["initials"]:
                    yield "end_credit", None, line.start + ended.start("initials"), line.end
                continue
        if number and len(text) <= LONGEST_ROLE:
            if _NAME_AND_ROLE.fullmatch(text) is not None:
                yield "byline_credit", None, line.start, line.end
                continue
            if number < TOP and _BY_NAMES.fullmatch(text) is not None:
                yield "byline_credit", None, line.start, line.end
                continue
            label, colon, name = text.partition(":")
            at_edge = number < TOP or number > last - BOTTOM
            if colon and at_edge and _LABELLED.fullmatch(label.strip()) and _NAME.fullmatch(name.strip()):
                yield "byline_credit", None, line.start, line.end
                continue
            behind = page.lines[number + 1] if number < last else None
            if behind is not None and _AUTHOR.fullmatch(text) and _NAME.fullmatch(behind.text):
                yield "byline_credit", None, line.start, behind.end
                continue
        if text.isascii():
            continue
        if text[0] in "[(<" and (opening := _KOREAN_OPENING.match(text)) is not None:
            yield "byline_credit", None, line.start, line.start + opening.end()
            if opening.end() == len(text):
                continue
        korean = _HANGUL.search(text, tail) is not None
        if korean and (provided := _KOREAN_PROVIDED.search(text, tail)) is not None:
            yield "photo_credit", None, line.start + provided.start(), line.end
            continue
        if korean and (number or len(text) > LONGEST_TAIL) and (found := _KOREAN.search(text, tail)):
            yield "byline_credit", None, line.start + found.start(), line.end
        elif _HAN.search(text, max(0, len(text) - 30)) is not None or text[-1] in ")]】":
            yield from _chinese(line.start, text, tail)


def _behind(page: Page, number: int) -> bool:
    """Whether a line stands behind the story."""
    lines = page.lines
    return not any(len(line.text) >= LEAST_PARAGRAPH for line in lines[number + 1 :]) and any(
        len(line.text) >= LEAST_PARAGRAPH for line in lines[max(0, number - BOTTOM) : number]
    )


def _stands_alone(text: str, start: int) -> bool:
    return not start or text[:start].rstrip().endswith(_ENDS)


def _chinese(start: int, text: str, tail: int) -> Iterator[tuple[str, str | None, int, int]]:
    if "問い合わせ" in text or "問合せ" in text:
        return  # a heading over contacts: "取材・掲載に関するお問い合わせ"
    if (reporter := _CHINESE_REPORTER.match(text) or _CHINESE_DESK.match(text)) is not None:
        yield "byline_credit", None, start, start + reporter.end()
        return
    for kind, pattern in (
        ("photo_credit", _PHOTOGRAPHER),
        ("photo_credit", _NAMED_PHOTOGRAPHER),
        ("byline_credit", _EAST_ASIAN_EDITOR),
    ):
        found = pattern.search(text, tail)
        if found is not None and _stands_alone(text, found.start()):
            agency = found["agency"] if "agency" in found.re.groupindex else None
            yield kind, agency, start + found.start(), start + len(text)
            return
