"""Lines that no wording tells but their shape: what a page prints around an article.

A line that is nothing but an image without a caption, or hashtags, or a day with a clock time, as pages put it under a
headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.blocks import is_link_list
from syndicheck.marks.lines import Page

TOP, BOTTOM = 10, 6
"""Lines at the top and at the bottom in which a time stands for itself."""

LONGEST_TIME = 70

BULLETS = "-*•● \t"
"""What may stand before a line of a list."""

LONGEST_CUT = 24
"""Characters of what says that a text was cut."""

_IMAGE = expression(r"(?:\[?!\[\]\([^()\s]{0,500}\)(?:\]\([^()\s]{0,500}\))?\s*)+")
_CUT = expression(r"\[\+\d{2,6} (?:chars|characters)\]$")
"""What a news API puts where it cuts a text."""

_EMPTY_LINKS = expression(
    r"(?:\[\]\([^()\s]{0,500}\)\s*)+|(?:\[(?P<address>https?://[^\[\]\s]{1,300})\]\((?P=address)\)\s*)+"
)
_HASHTAGS = expression(r"(?:#[^\W_]\w{1,60}[ ,]*)+")
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
_DAY = (
    r"(?:\d{1,2}[./ -]{1,2}\d{1,2}[./ -]{1,2}\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{4}年\d{1,2}月\d{1,2}日|\d{4}년 \d{1,2}월 \d{1,2}일"
    r"|\d{1,2}\.? [^\W\d]{3,12}\.?,? \d{4}|[^\W\d]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_TIMESTAMP = expression(
    rf"(?:[^\W\d]{{2,14}}:?,? )?(?:[^\W\d]{{2,14}},? )?{_DAY}[,\s|-]{{0,4}}(?:at |um |à |a las )?{_CLOCK}"
    r"(?: ?(?:[A-Z]{1,5}|Uhr|송고|입력|수정|hrs?|GMT[+-]?\d*|UTC[+-]?\d*))?[ |]*",
    re.IGNORECASE,
)

_QUOTED_PHOTO = expression(
    r"(?:photos?|fotos?|photographie|foto|bilder?|kuva|kuvat|zdjęcie|snímek|fotó|fotografie|фото|снимка|світлина|φωτο|φωτογραφία)"
    r" ?:? ?[\"„«“”][^\"„«»“”\n]{2,40}[\"“”»]",
    re.IGNORECASE,
)
"""A picture's source in quotation marks: ``Фото "Вечірній Приклад"``."""

_PHOTO_LABEL = expression(
    r"(?:(?:credits?|crediti|source|fonte|fuente|quelle|bron|källa|kilde|lähde|źródło|zdroj|forrás|sursa|автор|источник|джерело"
    r"|πηγή|sumber|nguồn) ?:? ?(?:de |della |des |du |da |do |van |för |til )?(?:la |le |l'|het |de )?"
    r"(?:photos?|fotos?|foto|immagin[ei]|images?|imagen|imagem|bildes?|beeld|bild|kuva|zdjęcia|snímku|fénykép|foto|фото|фотографии"
    r"|изображения|светлины|φωτογραφίας|gambar|ảnh)|(?:photo|foto|bild|image|kuva)-?(?:credits?|quelle|nachweis|källa|kilde|source))"
    r" ?: ?[^\W_](?:[^.!?\n]|\.(?=\S)){1,50}",
    re.IGNORECASE,
)
"""Who took a picture: ``Автор фото: Иван Примеров``."""

_PHOTO_IN_BRACKETS = expression(
    r"\((?:Photo|Foto|Bild|Fotos|Photos|Фото|Kuva|Fot\.|Ảnh) (?:(?:par|de|di|von|by|af|av) )?"
    r"[^\W\d_a-zа-я][\w.'-]{1,20}(?:[ /][^\W\d_a-zа-я][\w.'-]{1,20}){0,4}\)"
)

_CATEGORY = expression(
    r"(?:tags?|taggar|tagi|taguri|tagovi|тагове|теги|etiketter|etiquetas|etichete|etiketler|címkék|štítky|oznake|ετικέτες|етикети"
    r"|schlagw[oö]rte?r?|stichw[oö]rte?r?|mots-clés|palabras clave|palavras-chave|parole chiave|trefwoorden"
    r"|nyckelord|nøkkelord"
    r"|nøgleord|stikkord|emneord|avainsanat|słowa kluczowe|klíčová slova|kľúčové slová|kulcsszavak|cuvinte[ -]cheie"
    r"|ключевые слова|ключові слова|ключови думи|ključne (?:riječi|reči|besede)|λέξεις[ -]κλειδιά|anahtar kelimeler"
    r"|kata kunci|từ khóa|תגיות|מילות מפתח|برچسب\W?ها|کلیدواژه\W?ها|टैग|แท็ก|คำสำคัญ"
    r"|kategori(?:er|e|en|a|y|je|i)?|kategória|categor(?:y|ies|ía|ías|ia|ias|ie|ieën|ii)|catégories?|κατηγορί(?:α|ες)"
    r"|категори[яи]|категорії|рубрик[аи]|ämnen|emner|aiheet|themen|thèmes|temas|argomenti|onderwerpen|témata|témy|témák|teme)"
    r" ?: ?(?=[^\W_#]|#)[^.!?\n]{2,160}",
    re.IGNORECASE,
)
"""What a text is about, as a page files it: ``Címkék: kikötő, sör``."""

_OFFER = ignoring_case(
    r"(?:\d[\d.,]{0,8} ?(?:€|\$|£|kr|sek|nok|dkk|eur|usd|zł|kč|ft|lei|руб|₽|грн|tl|₺|円|원|₹)|(?:€|\$|£|¥|₹|usd"
    r"|eur) ?\d[\d.,]{0,8})\.? ?"
    r"(?:/|per|pro|par|al|por|a|i|na|za|в|на|ved)? ?"
    r"(?:month|mo\b|week|year|monat|woche|jahr|mois|semaine|an\b|mes|mês|semana|mese|settimana|maand|jaar|månad|mån|måned|md\b|kuukausi"
    r"|kk\b|miesiąc|mies|měsíc|mesiac|hó\b|lună|месяц|мес|місяць|міс|ay\b|月|월)",
)
_SUBSCRIBING = ignoring_case(
    r"subscri|digital|abo\b|abonn|unlimited|trial|premium|e-?paper|lesen|lire|leer|leggi|lees|läs|les\b|læs|czytaj|lue\b|prenumer|tilaa"
    r"|suscr|assin|předplat|predplat|előfizet|подпис|передплат|abone|購読|購讀|구독",
)
_SKIP = ignoring_case(
    r"(?:skip|jump|go) (?:directly )?to (?:the )?(?:main )?(?:content|navigation|menu|search|footer)"
    r"|(?:direkt )?zum (?:haupt)?inhalt(?: springen)?|zur (?:haupt)?navigation(?: springen)?"
    r"|(?:aller|passer|accéder)(?: directement)? au (?:contenu|menu)(?: principal)?"
    r"|(?:ir|saltar)(?: directamente)? al (?:contenido|menú)(?: principal)?"
    r"|(?:ir|pular|saltar) para (?:o )?(?:conteúdo|menu)(?: principal)?"
    r"|(?:vai|passa|salta)(?: direttamente)? al (?:contenuto|menu)(?: principale)?"
    r"|(?:direct )?(?:ga )?(?:direct )?naar (?:de )?(?:hoofd)?inhoud(?: gaan)?"
    r"|(?:gå|hoppa|hopp|spring)(?: direkte?)? till? (?:hoved|huvud)?(?:innehåll|innhold|indhold)(?:et)?"
    r"|(?:siirry|hyppää)(?: suoraan)? (?:pää)?sisältöön|(?:przejdź|przeskocz) do (?:głównej )?treści"
    r"|(?:přejít|přeskočit|prejsť|preskočiť) (?:na |k )?(?:hlavní |hlavný |hlavnímu )?obsahu?"
    r"|(?:ugrás|tovább) a (?:fő)?tartalom(?:ra|hoz)|(?:sari|mergi) la conținut(?:ul principal)?"
    r"|перейти (?:к|до) (?:основному |основного )?(?:содержанию|содержимому|вмісту|змісту|контенту)"
    r"|(?:ana )?içeriğe (?:geç|atla)|(?:تخطي|الانتقال|تجاوز) إلى المحتوى(?: الرئيسي)?"
    r"|(?:langsung|lompat|lewati) ke (?:isi|konten)(?: utama)?|(?:chuyển|đi) (?:đến|tới) (?:phần )?nội dung(?: chính)?"
    r"|コンテンツへスキップ|本文へ(?:スキップ|移動)?|跳[至到](?:主要)?[内內]容|본문 ?바로가기|ข้ามไปยังเนื้อหา(?:หลัก)?",
)
"""The link over a page that leads past its menus."""

LONGEST_OFFER = 100
"""Characters of an offer to subscribe."""

_BREADCRUMBS = expression(r"(?:[^>»›\n]{2,30} ?[>»›] ?){2,6}[^>»›\n]{2,120}")
"""Where a page stands in its site: ``Home > News > India > …``."""

_PAGE_NAMES = expression(r"(?:[^|\d.!?。\n]{2,24} ?\| ?){4,20}[^|\d.!?。\n]{2,24}")
"""Names of pages between bars."""

_DATE_LINE = expression(
    rf"(?:(?:release )?date:? |dated? "
    rf"|published:? )?{_DAY}(?: ?[-,] ?(?P<place>[^\W\d_a-z][^\W\d_]{{2,20}}(?: [^\W\d_a-z][^\W\d_]{{2,20}}){{0,2}}, "
    r"[^\W\d_a-z][\w.]{1,20}))?",
    re.IGNORECASE,
)

_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,20}"
_PLACE_AND_DATE = expression(
    rf"{_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,2}}(?:, {_CAPITALISED}(?: {_CAPITALISED}){{0,2}})?,? "
    rf"(?:\d{{1,2}}\.? (?:de )?[^\W\d]{{3,12}}\.?(?: de)?|[^\W\d]{{3,12}}\.? \d{{1,2}}(?:st|nd|rd|th)?),? (?:19|20)\d\d"
)
"""A place and a day alone on a line: ``Example Town, 5. Mai 2026``."""

_WEEKDAY = expression(r" ?\((?:[月火水木金土日]|[일월화수목금토]|[^\W\d_]{2,9}\.?)\)$")
"""The day of the week behind a date."""


def furniture(page: Page) -> Iterator[tuple[str, int, int]]:
    """Type and normalised range of each such line."""
    last = len(page.lines) - BOTTOM
    for number, line in enumerate(page.lines):
        first = line.text[0]
        at_edge = number < TOP or number >= last
        if line.text.endswith("]") and (cut := _CUT.search(line.text, max(0, len(line.text) - LONGEST_CUT))):
            yield "page_chrome", line.start + cut.start(), line.end
        if first == "#" and _HASHTAGS.fullmatch(line.text):
            yield "category_line", line.start, line.end
        elif number and len(line.text) <= LONGEST_TIME and _is_photo_credit(line.text):
            yield "photo_credit", line.start, line.end
        elif number >= last and 2 * number > len(page.lines) and _CATEGORY.fullmatch(line.text):
            yield "category_line", line.start, line.end
        elif len(line.text) <= LONGEST_OFFER and line.text[-1] not in ".!?" and _is_offer(line.text):
            yield "page_chrome", line.start, line.end
        elif number < TOP and len(line.text) <= LONGEST_TIME and _is_dateline(line.text, number):
            yield "dateline", line.start, line.end
        elif (
            (
                number < TOP
                and (">" in line.text or "»" in line.text or "›" in line.text)
                and _BREADCRUMBS.fullmatch(line.text)
            )
            or (
                2 * number > len(page.lines)
                and line.text.count("|") > 3
                and page.lines[number - 1].text[-1] != ":"
                and _PAGE_NAMES.fullmatch(line.text)
            )
            or (number < TOP and len(line.text) <= LONGEST_TIME and _SKIP.fullmatch(line.text))
            or (first in "![" and (_IMAGE.fullmatch(line.text) or _EMPTY_LINKS.fullmatch(line.text)))
            or (at_edge and len(line.text) <= LONGEST_TIME and _TIMESTAMP.fullmatch(line.text.lstrip(BULLETS)))
            or (2 * number > len(page.lines) and is_link_list(line.text) and page.lines[number - 1].text[-1] != ":")
        ):
            yield "page_chrome", line.start, line.end


def _is_dateline(text: str, number: int) -> bool:
    """Whether a line is a day, perhaps with its place, and nothing else."""
    if _DATE_LINE.fullmatch(_WEEKDAY.sub("", text)):
        return True
    return number > 0 and _PLACE_AND_DATE.fullmatch(text) is not None


def _is_offer(text: str) -> bool:
    """Whether a line offers a subscription for so much a month."""
    return _SUBSCRIBING.search(text) is not None and any(c.isdigit() for c in text) and _OFFER.search(text) is not None


def _is_photo_credit(text: str) -> bool:
    return any(shape.fullmatch(text) for shape in (_QUOTED_PHOTO, _PHOTO_LABEL, _PHOTO_IN_BRACKETS))
