"""Lines that invite to a channel of the page, whose own name may stand in them: ``Download the Norrvik Gazette app``.

Beside the words of a page (:mod:`syndicheck.marks.readerlines`) such a line has the name of the page, in capitals, and
what it invites to: a newsletter, an app, a network. News of networks has words of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from syndicheck.marks.lines import WORD, Page, fold
from syndicheck.marks.readerlines import EDGE, LEAST_PARAGRAPH, LONGEST, MOST_WORDS, NETWORKS, vocabularies

MOST_NAMES, LEAST_KNOWN = 3, 3
"""Words of the page's own name in such a line, and of a page's vocabulary beside them."""

_CHANNELS = frozenset(
    """
    newsletter newsletters nieuwsbrief nyhetsbrev nyhedsbrev uutiskirje uutiskirjeen boletín hírlevél hírlevelünkre
    bülten newslettera newsletteru рассылку рассылка app apps appen aplicación aplicativo application google
    whatsapp telegram facebook facebooku instagram youtube twitter tiktok linkedin feed
    """.split()
)


def channel_lines(page: Page) -> Iterator[tuple[int, int]]:
    """The normalised range of each such line behind the story."""
    last = len(page.lines) - EDGE
    told = False
    for number, line in enumerate(page.lines):
        if told and number >= last and len(line.text) <= LONGEST and _invites(line.text):
            yield line.start, line.end
        told = told or len(line.text) >= LEAST_PARAGRAPH


def _invites(text: str) -> bool:
    if "://" in text or any(sign in text for sign in '"“”„«@,;'):
        return False
    words = WORD.findall(text)
    folded = [fold(word) for word in words]
    if not LEAST_KNOWN < len(words) <= MOST_WORDS or _CHANNELS.isdisjoint(folded):
        return False
    for sure, more in vocabularies():
        unknown = [n for n, word in enumerate(folded) if word not in sure | more | NETWORKS | _CHANNELS]
        if len(unknown) > MOST_NAMES or len(words) - len(unknown) < LEAST_KNOWN:
            continue
        named = all(n and words[n][0].isupper() for n in unknown)
        if named and (folded[0] in sure or (folded[0] in more and text[-1] not in ".!?")):
            return True
    return False
