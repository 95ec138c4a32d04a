"""Sentences that send the reader elsewhere: ``For more information, visit www.works.example``.

They are told by their beginning, and by where they send: a colon, an address, or an imperative. Without any of them
``More information was not immediately available`` is the last sentence of a story.
"""

from __future__ import annotations

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.disclaimers import tells
from syndicheck.text import sentences

LONGEST_CALL = 320
"""Characters of such a sentence."""

DOMAIN = r"[a-z0-9-]{2,40}\.(?:com|org|net|info|gov|edu|io|ai|co|de|fr|es|it|jp|cn|ru|uk|eu)\b"
"""A domain that stands without ``www``, as part of an expression."""

_ADDRESS = rf"@|https?://|www\.|\+?\d[\d ()./-]{{6,}}|\b{DOMAIN}"
CONTACT = ignoring_case(_ADDRESS + r"|\b(?:tel|phone|mobile|fax|e-?mail|mail|telefon|téléphone|web)\b")
"""An address, a number, or a word for one."""

_CALL = ignoring_case(
    r"(?:for (?:more|further|additional) (?:information|details)|to (?:learn|find out|read|know) more|learn more"
    r"|more information|further information|for (?:media|press|investor) (?:inquiries|enquiries|information)"
    r"|to (?:register|sign up|contact|book|schedule|request|order|donate|subscribe|join|apply)\b|click here"
    r"|for more (?:news|on|about)|visit (?:us|our)|follow (?:us|the)|media, please note"
    r"|contact (?!(?:with|between|to|from|was|is|has|had|lenses|tracing|sports?)\b)[a-z][\w.&' -]{2,60} (?:to|for|at)\b"
    r"|(?:businesses|companies|investors|those|anyone|readers|shoppers|individuals|organi[sz]ations|parties|media) "
    r"(?:who (?:are|is|want|wish)|interested|wishing|looking)"
    r"|(?:descubre|descubra|conoce|conozca|visita|visite|consulta|scopri|visita|découvrez|retrouvez|rendez-vous|conheça"
    r"|acesse|besuchen sie|erfahren sie|bezoek|läs mer|les mer|læs mer)\b(?=.{0,200}(?:www\.|https?:|\.com|@))"
    r"|(?:for|to) [^.!?]{3,160}?,? (?:please )?\b(?:visit|contact|call|e-?mail)\b"
    r"|para (?:obtener |más |mayor )?más? ?informaci|más información|pour (?:plus d|en savoir|toute)"
    r"|plus d.informations"
    r"|weitere informationen|mehr informationen|mehr (?:dazu|über)|per (?:maggiori|ulteriori|saperne)"
    r"|maggiori informazioni|para (?:mais|saber)|mais informaç|więcej informacji|voor meer informatie|meer informatie"
    r"|för mer information|for mere information|for mer informasjon|дополнительная информация"
    r"|更多信息|詳細は|詳しくは)",
)
"""How a sentence begins that sends the reader elsewhere; at the end of a text it is no story any more."""

_SUM = expression(r"(?<![\d+])\d{1,3}(?: \d{3})+(?![ -]?\d)")
"""``12 000 000``: no number to call."""

_REACHED = ignoring_case(_ADDRESS + r"|\b(?:tel|phone|telefon|téléphone|тел)\b.{0,20}\d{3}")
"""Something that can be gone to or rung up."""

_SENT = ignoring_case(
    r"^contact (?!(?:with|between|to|from|was|is|has|had)\b)[\w.&' -]{2,60} (?:to (?:discuss|learn|schedule|register"
    r"|book"
    r"|find|arrange|request|inquire|sign|join|apply|get|receive|become|order|explore|reserve)"
    r"|for (?:more|further|details|information|press|media|interviews?|questions))\b"
    r"|(?:[,:] |\b(?:information|informations|details|inquiries|enquiries|more) )(?:please |kindly )?"
    r"(?:visit|contact (?!(?:with|between|to|from|was|is|has|had)\b)|go to|click|call (?:us|our|the [\w ]{0,30}at)"
    r"|e-?mail (?:us|the|our)|write to|see (?:our|the [\w ]{0,30}(?:site|page|release))|reach (?:us|out)|follow us"
    r"|register (?:at|on|here))"
    r"|\b(?:please|kindly) (?:visit|contact|call|e-?mail|write|go to|click|see|reach|follow|register|refer)\b"
    r"|\b(?:finden|erhalten|bekommen) sie\b|\b(?:besuchen|kontaktieren|lesen) sie\b|\bwenden sie sich\b"
    r"|\b(?:veuillez|rendez-vous|consultez|contactez|visitez|por favor|consulte|contacte|visite|visita|acesse)\b"
    r"|\b(?:entre em contato|si prega di|contattare|scrivere a|visitare|neem contact op|contactar con|contáctenos)\b"
    r"|[,:] (?:bezoek|kontakta|besök|besøg|besøk|kontakt|odwiedź|zobacz)\b|\b(?:prosimy|обращайтесь|посетите)\b"
    r"|ご覧ください|お問い合わせ|请访问|請訪問|请联系|請聯繫"
)
"""The reader is sent there, in the imperative."""

_INFORMS = ignoring_case(
    r"(?:for )?(?:more|further|additional) (?:information|details)\b|learn more\b"
    r"|to (?:learn|find out|read|know) more\b|(?:para )?(?:más|mais|mayor|obtener más) informa|(?:pour )?plus d"
    r"|(?:weitere|mehr) informationen|mehr dazu|(?:per )?(?:maggiori|ulteriori) |(?:voor )?meer informatie"
    r"|för mer information|for mere? informa|więcej informacji|дополнительная информация|更多信息|詳"
)
_PAGE = ignoring_case(
    r"\b(?:web ?sites?|web ?page|homepage|webseite|internetseite|webbplats|hemsida|hjemmeside|nettside|press kit"
    r"|(?:site|sitio|sito) (?:web|internet|officiel|oficial|ufficiale)|página (?:web|oficial)|no site"
    r"|stronie internetowej|сайте)\b|ホームページ|サイト|官网|官網"
)
"""Where information is, if no address is told: ``on the company's website``."""

_LABELLED_ADDRESS = expression(r"(?<= )(?:Related )?(?:Links?|Web ?site|Web|Info): (?:https?://|www\.)\S{3,200}$")


def begins_call(text: str) -> bool:
    """Whether a line begins like such a sentence."""
    return len(text) <= LONGEST_CALL and _CALL.match(text) is not None


def is_call(text: str) -> bool:
    """Whether a line does nothing but send the reader to a page, an address or a person."""
    return begins_call(text) and _sends(text)


def _sends(text: str) -> bool:
    """Whether what begins like such a sentence says where to go: otherwise it is one of a story."""
    if text.endswith((":", "：", ",")) or _REACHED.search(_SUM.sub("", text)) is not None:
        return True
    if tells(text):
        return False
    return _SENT.search(text) is not None or (_INFORMS.match(text) is not None and _PAGE.search(text) is not None)


def closing_calls(text: str) -> int | None:
    """Where the sentences begin that close a paragraph and do nothing but send the reader elsewhere."""
    first = None
    labelled = _LABELLED_ADDRESS.search(text, max(0, len(text) - LONGEST_CALL))
    if labelled is not None and labelled.start():
        return labelled.start()
    if CONTACT.search(text, max(0, len(text) - LONGEST_CALL)) is None:
        return None
    for sentence in reversed(sentences(text)):
        piece = text[sentence.start : sentence.end].lstrip()
        if _CALL.match(piece) is None or CONTACT.search(piece) is None or not _sends(piece):
            break
        first = sentence.start + len(text[sentence.start : sentence.end]) - len(piece)
    return first if first else None
