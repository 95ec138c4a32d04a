"""Lines that close a text off: for subscribers only, log in to read on, so many per cent are left.

Every paper words its own, in every language, from the same few words: who may read (*subscriber*), what one must do
(*log in*), what it is about (*this article*, *read*), that it is kept (*only*), and whom the page speaks to (*you*). So
a short line at an edge of a text is one if all its words are of this vocabulary, or a page's, in one language, and say
two or three of these together. News has words of its own: *The company has two million subscribers* is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cache

from msgspec import Struct

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.lines import WORD, Page, fold
from syndicheck.marks.paywall_wordings import DO, KEPT, ON, SEGMENTS, TAKE, THING, WHO, WORDS, YOU
from syndicheck.marks.readerlines import words_of_pages
from syndicheck.text import normalise

LONGEST = 200
"""Characters of such a line."""

MOST_WORDS = 34

TOP, BOTTOM = 5, 14
"""Lines at the beginning and at the end of a text among which it stands."""

CLOSING = 3
"""Lines at the end of which it may be the last sentences."""

BARE = 3
"""Words of a line that need not say what is kept: ``For subscribers only``."""

LEAST_OFFERED, OFFERED = 3, 8
"""Words, at least and at most, of a line that names a price and nobody who may read: ``Keep reading for $1``."""


class _Words(Struct, frozen=True):
    """Words of one class: whole ones, beginnings (``abonn*``) and ends (``*abo``)."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    ends: tuple[str, ...]

    def has(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.beginnings) or word.endswith(self.ends)

    def has_one_of(self, words: Sequence[str]) -> bool:
        return not self.whole.isdisjoint(words) or any(map(self.has, words))


_METER = ignoring_case(
    r"(?:you(?:'ve| have) (?:\d{1,3}|\w{2,6}) (?:free|complimentary) (?:articles?|stories|story) (?:left|remaining)\b"
    r"[^.!?]{0,30}"
    r"|\d{1,3} free (?:articles?|stories) (?:left|remaining)\b[^.!?]{0,30}"
    r"|you(?:'ve| have) (?:reached|used)(?: up)? (?:your|all|the) [^.!?]{0,24}?free (?:articles?|stories)\b[^.!?]{0,30}"
    r"|(?:sie haben |du hast )?noch \d{1,3} (?:kostenlose|freie|gratis)\w? artikel\b[^.!?]{0,30}"
    r"|il vous reste \d{1,3}(?:[.,]\d{1,2})? ?% (?:de (?:cet |l')article )?à (?:lire|découvrir)"
    r"|il vous reste \d{1,3} (?:articles? (?:gratuits?|à lire))\b[^.!?]{0,30}"
    r"|(?:te |le )?quedan? \d{1,3} (?:artículos?|noticias?) (?:gratis|gratuit[oa]s?)\b[^.!?]{0,30}"
    r"|(?:ti |le )?(?:resta|restano) \d{1,3} articol[oi] gratuit[oi]\b[^.!?]{0,30}"
    r"|(?:você (?:ainda )?tem |restam? )\d{1,3} (?:artigos?|matérias?|textos?) (?:grátis|gratuit[oa]s?)\b[^.!?]{0,30}"
    r"|(?:je hebt |u hebt )?nog \d{1,3} (?:gratis|vrije) (?:artikelen|artikel|verhalen)\b[^.!?]{0,30}"
    r"|(?:pozostało|zbývá|zostáva)(?: jeszcze| ještě| ešte)? \d{1,3} ?% (?:artykułu|tekstu|článku|textu)\b[^.!?]{0,20}"
    r"|(?:осталось|залишилося) \d{1,3} (?:бесплатн|безкоштовн)\w{2,4} (?:статьи|статей|статті)\b[^.!?]{0,20}"
    r"|(?:您|你)?(?:本月)?已(?:达到|達到|用完)[^。！？]{0,12}?(?:文章|阅读|閱讀)[^。！？]{0,8}?(?:上限|限额|限額|额度|額度)"
    r"|残り[:：]? ?[\d,]{1,6} ?文字(?: ?[/／] ?全文[:：]? ?[\d,]{1,6} ?文字)?)[.!?。…]{0,3}",
)
"""How much is left, or has been read: ``Il vous reste 68 % de cet article à lire.``"""

_JOINED = expression(
    r"\b(?:log(?:ged)? in|sign(?:ed)? (?:in|up)|inici(?:a|e|ar) ses(?:ión|são)|(?:gli|agli|degli|per) abbonati"
    r"|đăng (?:ký|nhập)|thành viên|hội viên|thuê bao)\b"
)
"""Words that mean this only together, folded: a *sesión* is a meeting, and *abbonati* are those who have subscribed, or
a call to do so.
"""
_FIRST = ("log", "logged", "sign", "signed", "inicia", "inicie", "iniciar", "đăng", "thành", "hội", "thuê")

_PRICE = ignoring_case(
    r"(?:\b(?:between|entre|mellan|mellem|mellom|tra|tussen|zwischen) )?\d[\d.,]{0,7} ?(?:-|and|e|en|et|och|og|und|y) ?"
    r"\d[\d.,]{0,7} ?(?:€|\$|£|euros?|kr\b|kronor|chf|eur)"
    r"|(?:€|\$|£|¥|₹|usd|eur|chf) ?\d[\d.,]{0,7}"
    r"|\d[\d.,]{0,7} ?(?:€|\$|£|euros?|kr\b|kronor|zł|kč|ft\b|lei|руб|₽|грн|tl\b|₺|円|원|₹|chf|eur)"
)
"""An amount of money, or the two between which it lies."""

_BRAND = expression(
    r"(?<!\b[Aa] )(?<!\b[Aa]n )(?<!\b[Tt]he )\b[^\W\d_][\w&]{0,15}\+(?!\w)|\b[A-Z][\w&]{1,15}[ -]Plus\b"
)
"""What papers call their subscription: ``F+``, ``SZ Plus``; *an A+* is a grade."""

_SUBJECT = expression(r"\b(?:subscription|membership)s? (?:become|buy|get|start)s?\b")
"""A subscription of which something is said, folded: it *starts* at so much. A call has its verb first."""

_LETTER = expression(r"[^\W\d_]")
_COUNT = expression(r"[\d已]")
_QUOTES = frozenset('"“”„«»「」『』')
_PARTS = expression(r"['’-]")
_ENDED = expression(r"(?:[.!?…»”\"] |[。！？؟]\s?)(?=\S)")
_CASELESS = expression(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def paywall_lines(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised range of each such line."""
    last = len(page.lines) - BOTTOM
    for number, line in enumerate(page.lines):
        if not number or TOP <= number < last:
            continue
        if len(line.text) <= LONGEST and is_paywall(line.text):
            yield line.start, line.end
        elif number >= len(page.lines) - CLOSING and (start := _closing(line.text)):
            yield line.start + start, line.end


def _closing(text: str) -> int:
    """Where the last sentences of a paragraph begin that are such a line, put behind it; else 0."""
    starts = (found.end() for found in _ENDED.finditer(text, max(0, len(text) - LONGEST)))
    return next((start for start in starts if is_paywall(text[start:])), 0)


def is_paywall(text: str) -> bool:
    """Whether a line says that the rest is for subscribers, or what to do to read it."""
    if not _QUOTES.isdisjoint(text):
        return False
    rest, metered = _without_meters(text)
    if _LETTER.search(rest) is None:
        return metered
    folded = fold(rest)
    if _CASELESS.search(folded):
        return _is_segmented(folded)
    if not _sure().has_one_of(WORD.findall(folded)) or _SUBJECT.search(folded) is not None:
        return False
    named = _BRAND.sub(" ", rest)
    priced = _PRICE.sub(" ", named)
    joined = _JOINED.sub(lambda found: found.group().replace(" ", ""), fold(priced))
    words = [part for word in WORD.findall(joined) for part in _PARTS.split(word) if part and not part.isdigit()]
    if not words or len(words) > MOST_WORDS:
        return False
    told = {WHO} if named != rest else set()
    if "?" in text or ";" in text:  # Greek asks with a semicolon
        told.add(YOU)
    return any(_tells(words, language, told, metered=metered, priced=priced != named) for language in WORDS)


def _without_meters(text: str) -> tuple[str, bool]:
    rest = _METER.sub(" ", text) if "free" in text or _COUNT.search(text) is not None else text
    return rest, rest != text


@cache
def _classes(language: str) -> dict[str, _Words]:
    return {kind: _words(words) for kind, words in WORDS[language].items()}


def _words(words: str) -> _Words:
    listed = normalise(words).text.split()
    return _Words(
        frozenset(word for word in listed if "*" not in word),
        tuple(word[:-1] for word in listed if word.endswith("*")),
        tuple(word[1:] for word in listed if word.startswith("*")),
    )


@cache
def _sure() -> _Words:
    """Words without one of which no line is one, of all languages; of those joined to others the first."""
    found = _words(" ".join(row[kind] for row in WORDS.values() for kind in (WHO, DO, TAKE, THING)))
    return _Words(found.whole.union(_FIRST), found.beginnings, found.ends)


@cache
def _others(language: str) -> frozenset[str]:
    pages = (part for word in words_of_pages(language) for part in _PARTS.split(word))
    return _classes(language)[""].whole.union(pages)


def _tells(words: list[str], language: str, told: Set[str], *, metered: bool, priced: bool) -> bool:
    classes, kinds, others = _classes(language), set(told), _others(language)
    for word in words:
        found = {kind for kind in (WHO, DO, TAKE, THING, KEPT, YOU) if classes[kind].has(word)}
        if not found and word not in others:
            return False
        kinds |= found
    return (
        metered
        or _is_closed(kinds, len(words))
        or (priced and LEAST_OFFERED <= len(words) <= OFFERED and _is_offered(kinds, words))
    )


def _is_offered(kinds: Set[str], words: list[str]) -> bool:
    """Whether a line with a price says what one pays for: to do something, to read on, or to read everything."""
    return not kinds.isdisjoint((DO, TAKE)) or (THING in kinds and not ON.isdisjoint(words))


def _is_closed(kinds: Set[str], count: int) -> bool:
    """Whether what a line says, in so many words, is that one must subscribe to read on."""
    if WHO in kinds:
        return (
            not kinds.isdisjoint((DO, TAKE))
            or (THING in kinds and not kinds.isdisjoint((KEPT, YOU)))
            or (KEPT in kinds and count <= BARE)
        )
    return DO in kinds and THING in kinds


@cache
def _segments() -> tuple[tuple[tuple[str, str], ...], ...]:
    rows = (
        [(word, kind) for kind, words in row.items() for word in normalise(words).text.split("|")]
        for row in SEGMENTS.values()
    )
    return tuple(tuple(sorted(row, key=lambda pair: (-len(pair[0]), pair))) for row in rows)


def _is_segmented(folded: str) -> bool:
    """The same of a line in a script that puts no blanks between words."""
    text = "".join(c for c in folded if c.isalpha() or "\u0e30" <= c <= "\u0e4e")
    for row in _segments():
        rest, kinds, count = text, set(), 0
        while rest:
            found = next((pair for pair in row if rest.startswith(pair[0])), None)
            if found is None:
                break
            rest = rest[len(found[0]) :]
            kinds.add(found[1])
            count += 1
        if not rest and _is_closed(kinds, count):
            return True
    return False
