"""Self-descriptions without a heading: the last paragraphs of a release that say what the company is.

``Acme Works is a leading maker of brushes, headquartered in Sunville …`` closes many releases without "About Acme".
Only the closing part of a text is looked at, behind the story and before nothing but marks, and the paragraph has to
speak of somebody whom the story named, in the words in which companies speak of themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.lines import Line, Page, closing_numbers, fold

SHORTEST, LONGEST = 110, 1_800
"""Characters of such a paragraph."""

MOST = 3
"""Paragraphs that may follow each other: two companies, a subsidiary."""

STORY_LINES = 3
"""Long lines that stand before it."""

LONG_LINE = 110

LONG_QUOTE = 60
"""Characters that somebody says."""

CUES = 3
"""Different turns of phrase that companies use of themselves; fewer are news of a company."""

_OPENING = expression(
    r"(?:(?:Established|Founded|Headquartered|Based|Launched|Since|Created|Formed) [^.!?,]{0,60}, )?(?:Welcome to )?"
    r"(?:The )?(?P<name>[^\W\d_a-z][\w.&'-]*(?:[ ,]+(?:[^\W\d_a-z][\w.&'®™-]*|of|and|for|the|&|de|der|und|et|y))*)"
    r"[^.!?]{0,90}?\b(?:is|are|was founded|was established|provides|offers|specializes|specialises|operates|serves"
    r"|helps|delivers|develops|covers|publishes|represents|ist|sind|bietet|es|son|ofrece|est|sont|propose|è|sono|offre|é|são|oferece)\b",
)
_WE_ARE = expression(
    r"(?P<name>[^\W\d_a-z][^.!?]{2,140})[.:] (?:We are|Wir sind|Somos|Nous sommes|Siamo|Vi är|Wij zijn|Jesteśmy) (?:a"
    r"|an|the|der"
    r"|die|das|ein|la|el|un|le|il|uno|o|ett?|een|de|l')"
)
_CUES = ignoring_case(
    r"\b(?P<cue>leading|leader|provider|headquartered|founded|established|based in|non-?profit|mission|worldwide"
    r"|global(?:ly)?|customers|clients|members|company|corporation|organi[sz]ation|firm|platform|solutions|services"
    r"|since (?:19|20)\d\d|(?:for|to learn) more|visit|publicly traded|subsidiary|portfolio|employees|countries"
    r"|award-winning|trusted|dedicated to|committed to|specializ\w+|recognized|readers|media|brands?|business"
    r"|executives|available (?:at|on)|information|"
    r"führend\w*|anbieter|gegründet|sitz in|unternehmen|mitarbeiter\w*|kunden|weltweit|"
    r"líder|proveedor|fundad[ao]|con sede|empresa|clientes|agencia|desarrollo|estratégic\w+|imagen|inversion\w+"
    r"|global\w*|"
    r"fournisseur|fondée?|basée?|siège|entreprise|monde)\b|www\.|https?://",
)

_SAYS = expression(
    r"\b(?:said|says|concluded|added|stated|shared|noted|explained|commented|sagte|erklärte|dijo|afirmó"
    r"|a déclaré|ha detto|disse)\b"
    r"|[“„«][^“”„«»\n]{60,}"
)
"""Whoever speaks in a paragraph, is in the story; a short quotation may be what a company calls itself."""

_NO_NAMES = frozenset(
    """
    a an the this that these those it its in on at as by for from with without through under while when since after
    before however moreover additionally furthermore also today now here there we our you your all any each both if
    whether to of der die das ein eine dies diese im in mit für wir unser el la los las un una este esta en con por para
    le les un une ce cette en avec pour nous il lo i gli questo questa in con per o os as um uma em com
    """.split()
)
"""Words that open sentences of a story; who is described has a name."""


def _speaks(text: str) -> bool:
    return _SAYS.search(text) is not None or any(len(said) >= LONG_QUOTE for said in text.split('"')[1::2])


def _is_no_name(text: str) -> bool:
    """Whether a sentence opens with words that are nobody's name: ``As the market``, but not ``Under Example``."""
    first, _, rest = text.partition(" ")
    return fold(first.rstrip(",")) in _NO_NAMES and not (rest[:1].isupper() and fold(rest) not in _NO_NAMES)


def closing_descriptions(page: Page, is_marked: Callable[[int], bool]) -> list[int]:
    """The numbers of the lines that are self-descriptions. ``is_marked`` tells which lines are marks."""
    found: list[int] = []
    for number in closing_numbers(page):
        if is_marked(number):
            continue
        if len(found) == MOST or not _describes(page, number):
            break
        found.append(number)
    return found


def _describes(page: Page, number: int) -> bool:
    line = page.lines[number]
    if not SHORTEST <= len(line.text) <= LONGEST or line.text[0] in "\"'“„«*•-":
        return False
    opening = _OPENING.match(line.text) or _WE_ARE.match(line.text)
    if opening is None or not line.text[0].isupper() or _is_no_name(opening["name"]) or _speaks(line.text):
        return False
    if len({cue.group().casefold() for cue in _CUES.finditer(line.text)}) < CUES:
        return False
    earlier = page.lines[:number]
    return sum(len(other.text) >= LONG_LINE for other in earlier) >= STORY_LINES and _is_named(opening["name"], earlier)


def _is_named(name: str, earlier: list[Line]) -> bool:
    """Whether the story speaks of whom the paragraph describes."""
    first = next((word for word in re.findall(r"\w[\w&'-]+", name) if word[0].isupper() and len(word) > 1), None)
    return first is not None and any(first in line.text for line in earlier)
