"""Whose text an article says it is: credits, source lines and notices that name another outlet as the earlier place.

A notice of this kind stands at an end of the text, is short, and has a wording of its own ("first published by",
"zuerst erschienen bei"); the outlet named must be one of the story. An outlet gains nothing by saying it, so it counts
against a stated time that makes it the earlier one. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from syndicheck.expressions import expression
from syndicheck.identity import canonical_url
from syndicheck.model.marks import Mark
from syndicheck.provenance.credits import CREDITS
from syndicheck.provenance.months import month_numbers
from syndicheck.provenance.weekdays import weekday_numbers

NOTICES = CREDITS | {"distributor_footer", "third_party_disclaimer", "translation_disclaimer", "editorial_note"}
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
        r"courtesy\s(?:of|:)|read the (?:original|full|source)|via\b",
        r"original (?:article|story|post|source|text|version)",
        r"mit (?:freundlicher )?(?:genehmigung|erlaubnis)|übernommen (?:von|aus)|originaltext|originalartikel",
        r"avec l'(?:aimable )?autorisation|repris de|article original|lire l'original",
        r"con (?:el )?permiso de|reproducido (?:de|con)|artículo original|cortesía de|com permissão",
        r"per gentile concessione|articolo originale|met toestemming|overgenomen (?:van|uit)",
        r"(?:source|quelle|fuente|fonte|bron|kilde|källa|źródło|zdroj|источник|джерело|kaynak|المصدر|منبع)\s?:",
        r"首发于|首發於|原载|原載|最初发表|初出|转载自|轉載自|転載|(?:来源|來源|出典|출처)\s?[:：]",
    )
)
_YEAR = expression(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NAME = expression(r"(?<=\s)[^\W\d_a-z]\w+")
_NO_NAMES = frozenset("artikel text beitrag bericht meldung interview mal uhr post story report article".split())
_ADDRESS = expression(r"https?://[^\s<>()\"\u201d\u00ab\u00bb]{4,500}")
_SAYS_FIRST = expression(
    rf"(?<!\w)(?:{_FIRST}|from (?:our|the) archives?|aus (?:dem|unserem) archiv|(?:de|del) (?:nuestro )?archivo)",
    re.IGNORECASE,
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
        if _YEAR.search(line) and _SAYS_FIRST.search(line) and not any(map(_is_name, _NAME.findall(line.strip()))):
            return line.strip()
    return None


def _is_name(word: str) -> bool:
    return word.casefold() not in _NO_NAMES and not month_numbers(word, None) and not weekday_numbers(word)


def sources_in(text: str, marks: Sequence[Mark], outlets: Mapping[str, str]) -> frozenset[str]:
    """Those of the articles (key → outlet) that the text names as its source, by their outlet or their address."""
    words = "\n".join(_telling(text, marks)).casefold()
    if not words:
        return frozenset()
    linked = {f"url:{canonical_url(address)}" for address in _ADDRESS.findall(words)}
    return frozenset(
        key
        for key, outlet in outlets.items()
        if key in linked or (len(outlet) >= SHORTEST_NAME and outlet.casefold() in words)
    )


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
