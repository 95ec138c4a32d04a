"""Whose text an article says it is: credits, source lines and notices that name another outlet as the earlier place.

A notice of this kind stands at an end of the text, is short, and has a wording of its own ("first published by",
"zuerst erschienen bei"); the outlet named must be one of the story. An outlet gains nothing by saying it, so it counts
against a stated time that makes it the earlier one. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from syndicheck.expressions import expression, ignoring_case
from syndicheck.identity import canonical_url
from syndicheck.model.marks import Mark
from syndicheck.provenance.credits import CREDITS
from syndicheck.provenance.months import month_numbers
from syndicheck.provenance.weekdays import weekday_numbers

NOTICES = CREDITS | {
    "copyright",
    "distributor_footer",
    "third_party_disclaimer",
    "translation_disclaimer",
    "editorial_note",
}
"""Marks in which a name is that of the text's source."""

SHORTEST_NAME = 4
"""Letters of an outlet's name from which on it is looked for; shorter ones are words of other things."""

EDGE_LINES = 4
"""Lines at either end of a text that are looked at besides its marks."""

LONGEST_NOTICE = 240
"""Characters; a longer line is a paragraph of the story."""

_PUBLISHED = {
    # adverbs, then stems of the verbs of appearing, which may stand on either side of them
    "en": ("first|originally|previously|initially", "publish|appear|post|print|report|air"),
    "de": ("zuerst|ursprünglich|erstmals|zunächst", "erschien|veröffentlich|publizier"),
    "fr": ("initialement|d'abord|à l'origine|pour la première fois|originellement", "publi|par[au]"),
    "es": ("originalmente|por primera vez|primero|inicialmente", "public|apareci"),
    "pt": ("originalmente|pela primeira vez|primeiro|inicialmente", "public"),
    "it": ("originariamente|originalmente|per la prima volta|inizialmente|in origine", "pubblica|appars"),
    "nl": ("eerder|oorspronkelijk|eerst", "versche|gepubliceer"),
    "sv": ("först|ursprungligen", "publicera"),
    "da": ("først|oprindeligt?|opprinnelig", "publi|udgiv|bragt|trykt"),
    "pl": ("pierwotnie|po raz pierwszy", "opublikowan|ukaza"),
    "cs": ("původně|poprvé", "vyš|publik"),
    "ru": ("впервые|первоначально|вперше", "опублик|опублік|вышл|вышел"),
    "tr": ("ilk kez|ilk olarak", "yayın|yayım"),
    "ar": ("أولا|أولاً|لأول مرة|أصلا", "نشر|نُشر"),
}
_FIRST = "|".join(
    rf"(?:{adverbs})\s(?:\S{{1,16}}\s){{0,6}}?(?:{verbs})"
    rf"|(?:{verbs})\w{{0,8}}\s(?:\S{{1,12}}\s){{0,2}}?(?:{adverbs})(?!\w)"
    for adverbs, verbs in _PUBLISHED.values()
)
_FROM = "|".join(
    (
        r"(?:re-?published|re-?printed|reproduced|re-?posted|syndicated|adapted|translated|excerpted)"
        r"\s(?:\S{1,15}\s){0,4}?(?:from|by permission|courtesy)",
        r"(?:produced|supplied|provided|distributed|written) by\b|courtesy\s(?:of|:)|via\b",
        r"read the (?:original|full|source)|original (?:article|story|post|source|text|version)",
        r"mit (?:freundlicher )?(?:genehmigung|erlaubnis)|übernommen (?:von|aus)|originaltext|originalartikel",
        r"avec l'(?:aimable )?autorisation|repris de|article original|lire l'original",
        r"con (?:el )?permiso de|reproducido (?:de|con)|artículo original|cortesía de|com permissão",
        r"per gentile concessione|articolo originale|met toestemming|overgenomen (?:van|uit)",
        r"(?:source|quelle|fuente|fonte|bron|kilde|källa|źródło|zdroj|источник|джерело|kaynak|المصدر|منبع)\s?:",
        r"首发于|首發於|原载|原載|最初发表|初出|转载自|轉載自|転載|(?:来源|來源|出典|출처)\s?[:：]",
    )
)
BARE_CREDIT = 60
"""Characters of a line that may be nothing but a credit."""

BESIDE_NAME = 1
"""Words beside the name in such a line: "Nguồn:", "Von", "転載"."""

_PICTURE = expression(
    r"photo|foto|fotó|image|imagen|bild|pictur|video|vidéo|grafik|graphic|illustration|zdjęci|фото|видео|圖|图|写真|撮影|사진"
    r"|صورة|תמונ|ภาพ|chụp|gambar|follow|folge|subscri|abonn|more\b|mehr\b|read\b|related|partner|sponsor|advert|anzeige"
)
_WORD = expression(r"[^\W\d_]{2,40}")
_OF_NOTHING = frozenset("the all rights reserved staff".split())
_EMBARGO = expression(
    r"[\W_]{0,6}(?:(?:strictly|under|onder|unter|pod|под|під|sous|bajo|sob|sotto|strikt|streng|strenges)\s)?"
    r"(?:(?:embargo(?:ed)?|embargad[oa]|[эе]мбарго)(?:\s(?:date|time|ends|lifts))?\s?"
    r"(?::|until|till|to\b|for\s(?:release|publication)|bis|jusqu|hasta|até|fino|tot\b|til\b|do\b|до|\d)"
    r"|sperrfrist|julkaisuvapaa\W{1,3}(?:\w{2,13}\W{1,3})?\d|publiceras tidigast"
    r"|hold (?:for release )?until|(?:for|to be) release[d]? (?:on\s|at\s)?(?=\w{3,9}\.?\s\d|\d)"
    r"|not (?:to be published|for (?:release|publication)) (?:before|until)|(?:à )?ne pas (?:publier|diffuser) avant"
    r"|no (?:publicar|difundir) (?:antes|hasta)|nicht vor)",
    re.IGNORECASE,
)
_YEAR = expression(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_LATER_WORD = expression(r"(?<=\s)[^\W\d_]\w+")
_NO_NAMES = frozenset("artikel text beitrag bericht meldung interview mal uhr post story report article".split())
_ADDRESS = expression(r"https?://[^\s<>()\"\u201d\u00ab\u00bb]{4,500}")
_SAYS_FIRST = ignoring_case(
    rf"(?<!\w)(?:{_FIRST}|from (?:our|the) archives?|aus (?:dem|unserem) archiv|(?:de|del) (?:nuestro )?archivo)",
)
_SAYS = expression(rf"(?<!\w)(?:{_FIRST}|{_FROM})", re.IGNORECASE)


def says_source(line: str) -> bool:
    """Whether a line at an end of a text has the wording of a notice on where the text comes from."""
    return _SAYS.search(line) is not None


def first_publication(text: str) -> str | None:
    """The line at an end of a text that dates its first publication ("first published on 3 May 2019"); ``None`` where
    there is none, or where it names somebody: that one's date is not the article's.
    """
    for line in ends_of(text):
        if (
            _YEAR.search(line)
            and _SAYS_FIRST.search(line)
            and not any(map(_is_name, _LATER_WORD.findall(line.strip())))
        ):
            return line.strip()
    return None


def _is_name(word: str) -> bool:
    return (
        word[0].isupper()
        and word.casefold() not in _NO_NAMES
        and not month_numbers(word, None)
        and not weekday_numbers(word)
    )


class Named(Struct, frozen=True):
    """The articles of a story (key → outlet), and the names of their outlets as they are looked for."""

    articles: Mapping[str, str]
    names: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, articles: Mapping[str, str]) -> Named:
        """Fold the names once for all texts."""
        outlets = dict.fromkeys(articles.values())
        return cls(articles, tuple((one, one.casefold()) for one in outlets if len(one) >= SHORTEST_NAME))


def sources_in(text: str, marks: Sequence[Mark], named: Named) -> frozenset[str]:
    """Those of a story's articles that a text names as its source, by their outlet or their address."""
    words = "\n".join(_telling(text, marks)).casefold()
    bare = [line for line in ends_of(text) if len(line) <= BARE_CREDIT]
    if not words and not bare:
        return frozenset()
    looked_at = "\n".join((words, *bare)).casefold()
    found = [(outlet, name) for outlet, name in named.names if name in looked_at]
    said = {outlet for outlet, name in found if name in words or any(_is_credit(line, outlet) for line in bare)}
    linked = {f"url:{canonical_url(address)}" for address in _ADDRESS.findall(words)}
    if not said and not linked:
        return frozenset()
    return frozenset(key for key, outlet in named.articles.items() if key in linked or outlet in said)


def _is_credit(line: str, name: str) -> bool:
    """Whether a short line is made up of a name, and at most a label or a copyright sign beside it, in any language.

    The name has to be written as such: *Quayside* is an outlet, the quayside is none.
    """
    if line.isupper():
        line, name = line.casefold(), name.casefold()
    if name not in line or _PICTURE.search(line.casefold()):
        return False
    rest = [word for word in _WORD.findall(line.replace(name, " ", 1).casefold()) if word not in _OF_NOTHING]
    return len(rest) <= BESIDE_NAME and not any(mark in line for mark in "?!…")


def embargo_lines(text: str) -> Iterator[str]:
    """The lines at an end of a text that keep it back until some time, in many languages."""
    yield from (line.strip() for line in ends_of(text) if _EMBARGO.match(line.strip()))


def ends_of(text: str) -> Iterator[str]:
    """The short lines at either end of a text."""
    lines = [line for line in text.split("\n") if line.strip()]
    edges = lines if len(lines) <= 2 * EDGE_LINES else [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]
    yield from (line for line in edges if len(line) <= LONGEST_NOTICE)


def _telling(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    for mark in marks:
        if mark.type in NOTICES:
            yield text[mark.start : mark.end]
    yield from (line for line in ends_of(text) if says_source(line))
