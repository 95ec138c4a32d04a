"""The shape of a dateline: where and when a story says it was filed.

``SEOUL, South Korea``, ``BERLIN, 4. März 2026``, ``HONG KONG, Mar 3, 2025``: capitalised words, figures and very few
others, before a credit or a dash. Shape alone is trusted only with a credit behind it, or with capitals or a date, and
never for the headings that newsrooms print in capitals (``WATCH —``, ``LIRE AUSSI –``).
"""

from __future__ import annotations

import re

from syndicheck.expressions import expression
from syndicheck.marks.cities import CITIES
from syndicheck.marks.lines import fold

LONGEST = 110
"""Characters; a longer beginning is a sentence."""

MOST_WORDS = 14

DATE_WORDS = 2
"""Words in small letters that a date may have: ``26 июл``, ``5. dubna``, ``január 1., hétfő``."""

CASELESS_PLACE = 6
"""Letters of a script without capitals in which a letter is a syllable (Han, Hangul), that a place without a date has
at most."""

SPELLED_PLACE = 16
"""The same where letters are sounds: Arabic, Hebrew, Devanagari, Thai."""

KANA_PLACE = 12
"""The same in kana, which spell foreign names out."""

CASELESS_WITH_DATE, SPELLED_WITH_DATE = 24, 48
"""The same with a date behind it, and where letters are sounds, with commas between place, country and date."""

PLACE_WORDS = 4
"""Words of a place in capitals, when neither a date nor a credit speaks for it."""

LONGEST_PLACE = 30

_BEHIND_A_PLACE = expression(r"[,(\d]")
_TOKEN = expression(r"\w+|[^\w\s]")
_BRIDGES = frozenset(
    "de del la le les du des da do dos di el al am an der den die im of the and und et y e i van von bei près".split()
)
"""Small words that the name of a place may hold."""

_PUNCTUATION = frozenset(",./'-()[]،、&")
_YEAR = expression(r"\b(?:19|20)\d\d\b")
_DAY = expression(r"\b[0-3]?\d(?:st|nd|rd|th)?\b")
_DATE = expression(
    r"(?:[0-3]?\d(?:\.|st|nd|rd|th)?(?: de)? \w{3,12}\.?(?: de)?,? (?:19|20)\d\d"
    r"|\w{3,12}\.? [0-3]?\d(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:19|20)\d\d[年년] ?[01]?\d[月월] ?[0-3]?\d[日일])",
    re.IGNORECASE,
)
_MOMENT = expression(
    _DATE.pattern + r"(?:[ ,]+(?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?", re.IGNORECASE
)
_IN_FIGURES = expression(r"[0-3]?\d[/.][0-3]?\d[/.](?:(?:19|20)\d\d|\d\d)")
_YEAR_AND_SLASH = expression(r"\b(?:19|20)\d\d[ \t]*/[ \t]")
_SENTENCE_ENDS = "।۔؟。！？"
_COMMA = expression(r"[,،]")
_SPELLED = expression(r"[\u0590-\u0eff]")
_KANA = expression(r"[\u3040-\u30ff]")

REGIONS = frozenset(
    """
    al ala alabama ak alaska az ariz arizona ar ark arkansas ca calif california co colo colorado ct conn connecticut de
    del delaware fl fla florida ga georgia hi hawaii id idaho il ill illinois in ind indiana ia iowa ks kan kansas ky
    kentucky la louisiana me maine md maryland ma mass massachusetts mi mich michigan mn minn minnesota ms miss
    mississippi mo missouri mt mont montana ne neb nebraska nv nev nevada nh nj nm ny nc nd oh ohio ok okla oklahoma or
    ore oregon pa penn pennsylvania ri sc sd tn tenn tennessee tx texas ut utah vt vermont va virginia wa wash
    washington wv wi wis wisconsin wy wyo wyoming dc n.h n.j n.m n.y n.c n.d s.c s.d r.i w.va d.c u.s u.k
    on ont ontario qc quebec bc b.c alberta ab manitoba mb saskatchewan sk ns nb nl
    usa us uk england scotland wales ireland canada australia germany deutschland france spain españa italy italia
    austria österreich switzerland schweiz netherlands belgium denmark sweden norway finland iceland poland portugal
    greece turkey türkiye israel india pakistan china japan singapore malaysia indonesia thailand vietnam philippines
    taiwan uae bahrain qatar kuwait egypt kenya nigeria ghana uganda rwanda ethiopia brazil brasil argentina chile
    colombia peru perú mexico méxico panama jamaica estonia latvia lithuania ukraine romania bulgaria hungary cyprus
    malta luxembourg monaco
    """.split()
)
"""Abbreviations and names, folded, of states and countries that stand behind the comma of a dateline in English."""

CITING = frozenset({"据", "據", "另据", "另據", "转自", "轉自", "引述"})
"""Words before an agency's credit that make it a source which is cited."""

HEADINGS = frozenset(
    """
    ad alert also analysis announcement answer attention background breaking brief briefing caption caution chart
    check clarification column comment commentary contents corrected correction cut data details developing
    disclaimer documentary download edit edited editor editorial editors exclusive exclusives explained explainer
    explosive fact factbox fact-check faq feature file final flash focus full gallery graphic guest guide happening
    headline headlines highlights how important infographic inside interview intro latest lead leader letter link
    listen live look map media more must news newsletter note notes obituary op-ed opinion overview podcast poll
    photo photos picture pictures press preview profile quiz quote question read recap refile related release repeat
    report resources review round-up roundup rpt series sidebar sources special spoiler story summary survey
    talk teaser tip tips top transcript translation trend update updated updates urgent verdict video videos view
    views warning watch webinar what when where who why write-through
    advisory correcting kill killed removed replacement replacing retracted retraction withdrawal withdrawn
    achtung aktuell analyse anzeige auch bericht bild bilder eilmeldung eil essay faktencheck foto fotos gastbeitrag
    glosse grafik hinweis hintergrund info infobox interview kolumne kommentar korrektur leitartikel lesen live-blog
    meldung meinung nachruf newsblog porträt quiz reportage serie
    siehe thema ticker überblick überprüfung umfrage video warnung
    werbung wichtig zusammenfassung berichtigung berichtigt wiederholung zurückgezogen zurückziehung
    actualité actus analyse article aussi chronique cliquez communiqué décryptage direct document dossier éditorial
    enquête entretien exclusif explication images info infographie lire récit regarder replay reportage revoir
    tribune urgent vérification vidéo vidéos voir annulation annule corrige rectificatif rectification
    además actualización alerta análisis artículo aviso columna comunicado crónica destacado directo editorial
    encuesta entrevista exclusiva exclusivo fotos galería gráfico imágenes lea leer mira noticia noticias nota
    opinión perfil reportaje también última urgente ver vídeo vídeos video anula anulación corrección
    análise aviso confira entrevista exclusivo fotos imagens leia mais opinião reportagem urgente veja vídeo
    analisi anche approfondimento articolo commento editoriale esclusiva foto guarda intervista leggi opinione scheda
    sondaggio ultima video annulla annullare anulação correção correzione rettifica
    аннулировано аннулируется исправление поправка уточнение
    видео фото эксклюзив срочно обновлено мнение интервью аналитика внимание читайте смотрите справка обзор опрос
    відео фото ексклюзив терміново оновлено думка інтерв'ю увага читайте дивіться
    wideo zdjęcia pilne opinia wywiad zobacz czytaj galeria aktualizacja sonda
    video foto rozhovor názor čtěte aktualizováno komentář
    son dakika özel haber video foto analiz yorum
    """.split()
)
"""Words, folded, that head boxes, teasers and kinds of articles: whatever they head is no dateline."""


def like_dateline(prefix: str) -> bool:
    """Whether the (normalised) beginning of a line can be a dateline before a credit."""
    text = prefix.strip(" ,-\t")
    if not text or len(text) > LONGEST or text in CITING or text[-1] in _SENTENCE_ENDS:
        return False
    tokens = _TOKEN.findall(text)
    if not tokens or not (tokens[0][:1].isupper() or tokens[0][:1].isdigit() or not tokens[0].isascii()):
        return False
    prose = [number for number, token in enumerate(tokens) if _is_prose(token)]
    if len(prose) > DATE_WORDS or not all(_follows_figure(tokens, number) for number in prose):
        return False
    caseless = sum(c.isalpha() and not c.isupper() and not c.islower() for c in text)
    most = KANA_PLACE if _KANA.match(text) else SPELLED_PLACE if _SPELLED.match(text) else CASELESS_PLACE
    dated = SPELLED_WITH_DATE if _SPELLED.match(text) and _COMMA.search(text) else CASELESS_WITH_DATE
    if caseless > (dated if any(c.isdigit() for c in text) else most):
        return False
    return len([token for token in tokens if token.isalpha()]) <= MOST_WORDS


def _follows_figure(tokens: list[str], number: int) -> bool:
    """Whether a word stands so shortly behind a figure that it may be a month or a weekday in any language, or is a
    month right before one: ``mar. 3``, ``kovo 3 d.``.
    """
    if any(token[0].isdigit() for token in tokens[max(0, number - 3) : number]):
        return True
    behind = [token for token in tokens[number + 1 : number + 3] if token != "."]
    return bool(behind) and behind[0][0].isdigit() and _MONTH_BEFORE.match(tokens[number]) is not None


def _is_prose(token: str) -> bool:
    """A word in small letters that no place or date has, or a sign that neither has."""
    if not any(c.isalnum() for c in token):
        return token not in _PUNCTUATION and _SPELLED.match(token) is None  # vowel signs are no letters to Python
    return bool(token[0].islower() and token.casefold() not in _BRIDGES)


def surely_dateline(prefix: str) -> bool:
    """Whether it is one even without a credit: its place in capitals, or a date with its year."""
    text = prefix.strip(" ,-/\t")
    if _DATE.fullmatch(text):
        return True
    if not like_dateline(prefix) or HEADINGS.intersection(_TOKEN.findall(text.casefold())):
        return False
    place = _BEHIND_A_PLACE.split(text, maxsplit=1)[0].strip(" /-")
    letters = [c for c in place if c.isalpha()]
    dated = bool(_YEAR.search(text) and _DAY.search(_YEAR.sub("", text)))
    if len(letters) < 3:
        return dated and bool(_DATE.match(text))
    capitals = all(not c.islower() for c in letters) and any(c.isupper() for c in letters)
    if capitals and len(place) <= LONGEST_PLACE and len(place.split()) <= PLACE_WORDS:
        return True
    return ("," in text and dated) or _is_place_and_region(text)


def _is_place_and_region(text: str) -> bool:
    """``St. Albans, Vt.``, ``Kampala, Uganda``: a place in ordinary letters with its state or country."""
    place, comma, region = text.rpartition(",")
    words = place.split()
    if not comma or not words or len(words) > PLACE_WORDS or not all(word[0].isupper() for word in words):
        return False
    return region.strip().casefold().rstrip(".") in REGIONS


def after_city(head: str) -> int:
    """Where a dateline ends that is a known city in ordinary letters: ``Praha - …``, ``Mumbai: …``, ``Wien (PK) …``.

    Region and country may stand behind it in brackets or after a comma, and a date. 0 without one.
    """
    found = _CITY.match(head)
    if found is None or fold(found["city"].rstrip(".")) not in CITIES:
        return 0
    bracket = head.find(" (", 0, found.end("place"))
    if bracket > 0 and (
        NAMED_AGENCY.search(head, bracket, found.end("place")) or _CODE_IN_BRACKETS.match(head, bracket)
    ):
        return bracket  # no region: who reports
    return found.end("place")


NAMED_AGENCY = expression(
    r"(?:agentur|agency|agence|agencia|agência|agenzia|agencja|agentura|agentúra|agerp|ajans|newswire|news wire"
    r"|press service|nyhetsbyrå|nieuwsdienst|агентств|агенці|агенция)",
    re.IGNORECASE,
)
"""Words with which agencies call themselves, whatever their name."""


_CODE_IN_BRACKETS = expression(r" \([A-ZÀ-Þ]{3,6}\)(?= ?[-:.])")
"""Capitals in brackets before a dash: an agency's, since states have two letters."""

_MONTH = (
    r"(?i:jan|ene|gen|feb|f[eé]v|m[aä]r|a[pb]r|avr|ma[igjy]|jun|juin|giu|jul|juil|lug|aug|ago|août|sep|set|o[ckt]t|out|nov"
    r"|de[czs]|déc|dic|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|трав|чер|лип|сер|вер|жов|лис|гру)"
)
"""How a month begins, where a full stop before the day may as well end a sentence: ``Rom. 40 Tote. Das …``."""

_MONTH_BEFORE = expression(
    _MONTH + r"|sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio|gruodžio"
)
"""The same where it stands in small letters before the day, as in Spanish and in Lithuanian."""

_CITY = expression(
    r"(?P<place>(?P<city>[^\W\d_][\w./'-]{2,18}(?:[ -][^\W\d_][\w./'-]{0,18}){0,3}?)(?:, ?[^\W\d_][\w .]{2,24}?)?"
    r"(?: \([^()\d]{2,24}\))?(?: \[[^\[\]\d]{2,24}\])?"
    r"(?:, ?[^\W\d_]{3,10}\.? \d{1,2}|, ?\d{1,2}\.? [^\W\d_]{3,10}\.?|\. ?\d{1,2}\.? " + _MONTH + r"[^\W\d_]{0,8}\.?"
    r"| \d{1,2}\. [a-zà-žа-яёіїєґα-ω]{3,10})?)"
    r"(?: ?: ?| ?-{1,2} |\. (?!\d)| (?=\([A-ZÀ-Þ]{2,6}\)(?: |[:.]| ?-)))(?=[^\W_a-z]|\()"
)


def is_city(text: str) -> bool:
    """Whether a text is the name of a known city and nothing else."""
    return fold(text.strip()) in CITIES


def is_date(text: str) -> bool:
    """Whether a text is a date with its year and nothing else, perhaps with a clock time."""
    return _MOMENT.fullmatch(text.strip()) is not None or _IN_FIGURES.fullmatch(text.strip(" -\t")) is not None


def before_dash(head: str) -> int:
    """Where a dateline at the beginning of a line ends that no credit follows; 0 without one.

    ``DALLAS - Oct. 3, 2024 -`` is one dateline: the last dash counts up to which it can be one. What stands in brackets
    and is neither date nor region is a credit that nobody knows, and ends it.
    """
    if not any(sign in head for sign in "-(/"):
        return 0
    if (dated := _PLACE_AND_DATE_IN_BRACKETS.match(head)) and surely_dateline(dated["place"]):
        return dated.end("dateline")
    slashed = _YEAR_AND_SLASH.search(head, 0, LONGEST) if "/" in head else None
    if slashed is not None:
        dateline = head[: slashed.end()].rstrip(" \t/")
        if surely_dateline(dateline.replace("/", ",")):
            return len(dateline)
    end = 0
    for dash in _DASH_AFTER_PLACE.finditer(head, 0, LONGEST + 3):
        if surely_dateline(head[: dash.start()]):
            end = dash.start()
    if not end and (credit := _BRACKET_AND_DASH.match(head)) and surely_dateline(credit["dateline"]):
        return len(credit["dateline"].rstrip())
    bracket = head.find("(", 0, end)
    if bracket > 0 and _FIGURE.search(head, bracket, end) is None:
        return len(head[:bracket].rstrip())
    return end


_PLACE_AND_DATE_IN_BRACKETS = expression(
    r"(?P<dateline>(?P<place>[^()\n]{3,50}) \([^\W\d_]{3,12}\.? ?[0-3]?\d(?:st|nd|rd|th)?, ?(?:19|20)\d\d\))"
    r"(?= ?[^\W\d_a-z]| ?-)"
)
"""``NORRVIK, TX (March 3, 2026) The board …``: no dash, and the day in brackets."""
_FIGURE = expression(r"\b\d")
"""Where a figure begins: a date has one, ``SEND2PRESS`` does not."""

_DASH_AFTER_PLACE = expression(r"[ \t]-{1,2}[ \t]|-{2}|\.-[ \t]|:-[ \t]?")
_BRACKET_AND_DASH = expression(r"(?P<dateline>[^()\n]{3,80})\([A-Z][^()\d\n]{2,50}\)[ \t]?-{1,2}[ \t]")
