"""Sentences that say whose trademark a name is, near the end of a release: the issuer's notice, not its story.

Only the sentence counts, and only if it says little else; a story about a trademark says who disputes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache

from syndicheck.automata import Automaton
from syndicheck.expressions import ignoring_case
from syndicheck.marks.lines import Page
from syndicheck.text import sentences

EARLIEST = 0.4
"""Part of the text that lies before such a sentence."""

LONGEST = 420
"""Characters of such a sentence."""

LONGEST_NOTICE = 700
"""Characters of a paragraph that begins with it and is a notice as a whole: how the names may be used."""

_HINTS = (
    "trademark",
    "trade mark",
    "service mark",
    "markenzeichen",
    "warenzeichen",
    "eingetragene marke",
    "marque déposée",
    "marques déposées",
    "marque commerciale",
    "marques commerciales",
    "marca registrada",
    "marcas registradas",
    "marca comercial",
    "marcas comerciales",
    "marcas comerciais",
    "marca registada",
    "marcas registadas",
    "marchio registrato",
    "marchi registrati",
    "marchi commerciali",
    "handelsmerk",
    "varemærke",
    "varumärke",
    "varemerke",
    "znak towarowy",
    "znaki towarowe",
    "znakami towarowymi",
    "znakiem towarowym",
    "ochrann",
    "védjegy",
    "tavaramerk",
    "товарн",
    "торгов",
    "ticari marka",
    "merek dagang",
    "merek terdaftar",
    "tanda dagangan",
    "nhãn hiệu",
    "เครื่องหมายการค้า",
    "商標",
    "商标",
    "상표",
    "علامة تجارية",
    "علامات تجارية",
    "סימן מסחרי",
    "εμπορικ",
)
"""What must stand in such a sentence, folded."""

_STATES = ignoring_case(
    r"\b(?:is|are|may be|remain) (?:\w+ ){0,4}?(?:trade ?marks?|service marks?)\b(?! (?:dispute|application|case|law"
    r"|suit))"
    r"|(?:trade ?marks?|service marks?|logos|names)[^.]{0,80} (?:is|are|remain) (?:the )?"
    r"(?:sole |exclusive )?(?:property|owned)"
    r"|(?:ist|sind) (?:\w+ ){0,4}?(?:marken?|warenzeichen|markenzeichen)\b"
    r"|(?:est|sont) (?:\w+ ){0,4}?marques?\b|(?:es|son) (?:\w+ ){0,4}?marcas?\b|(?:é|são) (?:\w+ ){0,4}?marcas?\b"
    r"|(?:è|sono) (?:\w+ ){0,4}?marchi|(?:is|zijn) (?:\w+ ){0,4}?handelsmerk|(?:är|er) (?:\w+ ){0,4}?var[ue]m"
    r"|(?:są|jest) (?:\w+ ){0,4}?znak|(?:jsou|je) (?:\w+ ){0,4}?ochrann|явля\w{1,8} (?:\w+ ){0,4}?(?:товарн|торгов)"
    r"|markasıdır|markalarıdır|(?:merupakan|adalah|ialah) (?:\w+ ){0,6}?(?:merek|tanda)"
    r"|là (?:\w+ ){0,4}?(?:nhãn|thương) hiệu"
    r"|เป็นเครื่องหมายการค้า"
    r"|の(?:登録)?商標(?:です|であり|また)|(?:是|为|為|系).{0,60}(?:注册|註冊)(?:商标|商標)(?=。?$)"
    r"|상표(?:입니다|이며|다)|علام(?:ة|ات) تجاري",
)


def trademark_notices(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised ranges of such sentences, neighbours in one paragraph joined."""
    earliest = int(EARLIEST * len(page.text))
    found = _automaton().matches(page.folded[earliest:])
    hints = {_HINTS[number] for number, _, _ in found}
    for line in page.paragraphs() if hints else ():
        if line.end < earliest or not _hinted(line.text, hints):
            continue
        start = stop = -1
        for sentence in sentences(line.text):
            text = line.text[sentence.start : sentence.end]
            if (
                len(text) <= LONGEST
                and line.start + sentence.start >= earliest
                and _hinted(text, hints)
                and _STATES.search(text)
            ):
                start = sentence.start if start < 0 else start
                stop = sentence.end
        if start == 0 and len(line.text) <= LONGEST_NOTICE:
            stop = len(line.text)
        if start >= 0:
            yield line.start + start, line.start + stop


@cache
def _automaton() -> Automaton:
    return Automaton(_HINTS)


def _hinted(text: str, hints: Set[str]) -> bool:
    folded = text.casefold()
    return any(hint in folded for hint in hints)
