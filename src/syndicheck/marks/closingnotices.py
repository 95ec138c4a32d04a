"""Notices without a known wording at the end of a text: who is not liable, what is no advice, what proves nothing.

Every company words its own. What they have in common are turns of phrase that no story strings together; two of them
in a paragraph behind the story, or one behind a word that announces a notice, make it one.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.disclaimers import tells
from syndicheck.marks.lines import Line, Page, closing_numbers

SHORTEST, LONGEST = 60, 6_000
"""Characters of such a paragraph."""

STORY_LINES, LONG_LINE = 2, 110
"""Lines of so many characters that stand before it."""

LONGEST_TOLD = 400
"""Characters of a paragraph that is no notice if anybody says something in it; long ones quote laws and names."""

CUES = 2
"""Different turns of phrase that make a paragraph a notice when nothing announces it."""

_BEFORE = r"[*†^(\[ ]{0,4}"
_ANNOUNCED = ignoring_case(
    _BEFORE + r"(?:disclaimer(?!s\b)|please note\b|note that\b|as used (?:herein|in this)\b"
    r"|(?:important|legal|risk|general|safety) (?:notice|note|disclosure|warning)\b"
    r"|important (?:disclosures|information (?:about|concerning|for|regarding|to))\b"
    r"|(?:important|legal|risk) \w{4,12}:|hinweis\b|wichtige\w? (?:hinweis|information)|haftungsausschluss"
    r"|rechtliche\w? hinweis|risikohinweis|avertissement (?:important|légal)|mentions? légale|remarque importante"
    r"|(?:aviso|nota|advertencia) (?:importante|legal)\b|descargo de|avviso (?:importante|legale)\b|avvertenze?\b"
    r"|observera att\b|bemærk,? at\b|merk at\b|huom\b|let op\b|viktig information"
    r"|belangrijke (?:informatie|mededeling)"
    r"|zastrzeżenie\b|ważna informacja|важная информация|yasal (?:bildirim|not|uyarı)|catatan penting|penafian"
    r"|lưu ý quan trọng|tuyên bố (?:miễn|từ chối))",
)
"""What announces a notice by itself: mostly a noun without the article or the verb that a sentence would give it."""

_HEADED = ignoring_case(
    _BEFORE + r"(?:(?:important |legal |risk |general |safety )?(?:disclaimers|notices?|notes?|disclosures?|warnings?"
    r"|information)|footnotes?|hinweise?|wichtig\w*|avertissement|remarque|mentions?|avisos?|notas?|advertencias?"
    r"|descargo|atenção"
    r"|importante|avviso|viktigt?|observera|bemærk|vigtigt|merk|belangrijk|uwaga|zastrzeżeni\w*|ostrzeżeni\w*"
    r"|upozorněn\w*|poznámk\w*|figyelmeztet\w*|предупрежд\w*|примечани\w*|внимание|важн\w*|uyarı\w*|yasal"
    r"|catatan|peringatan|lưu ý|tuyên bố)\b",
)
"""Words that announce one as a heading, and that sentences of a story begin with, too: ``Hinweise auf einen Brand``."""

_SET_APART = expression(r"[.!)\]*]|(?: [\w'-]{1,20}){0,3} ?(?::|- | -)")
"""What sets a heading apart from what it is over: ``Hinweise für Anleger: …``."""

_WEAK = ignoring_case(
    r"\b(?:(?:is|are|was|were|does|do|has|have|may|should|shall|will|must|can|makes?) (?:not|no|neither)\b|cannot"
    r"|qualified|no guarantee|not (?:be )?(?:considered|intended|responsible|liable|reviewed|approved|evaluated)"
    r"|third[ -]part(?:y|ies)|risks?|volatile|volatility|lose|loss of|losses|regulat\w+|opinions?|compensat\w+"
    r"|copyright|liab\w+|warrant\w+|accuracy|completeness|jurisdictions?|solicitation|prospectus|securities"
    r"|due diligence|without notice|indemnif\w+|applicable law\w*|legal structure"
    r"|trademarks?|risik\w+|verlust\w*|nicht als|ersetzt|haft(?:ung|et)\w*|gewähr|(?:kurs|währungs)schwankungen"
    r"|wertentwicklung\w*|(?:finanz|rechts|anlage)berat\w*|risque\w*|ne (?:saurai\w+|constitue\w*)|riesgos?"
    r"|no (?:garantiza|constituye)\w*|asesoramiento|riscos?|não (?:garante|constitui)\w*|aconselhamento|rischi\w*"
    r"|non costitui\w+|consulenza|risk(?:er)?|rådgivning|vejledende|risico\w*|aansprakelijk\w*|geen garantie"
    r"|ryzyk\w*|nie stanowi\w*|риск\w*|не является|рекомендаци\w*|ansvar|ændres|responsabilité|responsabilidade?"
    r"|responsabilità|odpowiedzialno\w*|ответственност\w*)\b",
)
"""Words of notices that stories have too, those of courts and markets above all."""

_STRONG = ignoring_case(
    r"\b(?:no guarantee (?:of (?:future|any)|as to)|not (?:be )?(?:construed|relied|indicative|constitute|affiliated"
    r"|endorse\w*|a substitute for (?:professional|medical|legal|advice)|guarantee\w*"
    r"|an? (?:offer|affiliate|recommendation|solicitation)"
    r"|(?:considered|intended) (?:as|to be) (?:an?|any|advice|legal)\b"
    r"|(?:responsible|liable) for (?:any|errors|losses|damages?|the (?:accuracy|contents?|use))"
    r"|(?:reviewed|approved|evaluated) (?:by the|or)"
    r")|informational purposes|for information(?:al)? only|educational purposes|past performance"
    r"|future results|own risk|your (?:own |sole )?(?:responsibility|risk|discretion)|(?:financial|investment|legal"
    r"|medical|tax|professional) advi[cs]e|consult (?:with )?(?:your"
    r"|an? (?:qualified|professional|independent|financial|tax|legal|licensed|investment)"
    r"|their (?:own )?(?:financial|tax|legal))|accuracy,? (?:or|and|or the) completeness|(?:accuracy|completeness), "
    r"|without (?:any )?(?:warrant\w+|liability)"
    r"|no (?:obligation|representation|responsibility|liability|warrant\w+)"
    r"|solicitation of (?:an? )?(?:offers?|orders?)"
    r"|offer to sell|subject to change|views expressed"
    r"|do not necessarily|registered representative|distributor for|own research|separate legal entit\w+"
    r"|keine? (?:anlageberatung|gewähr|haftung|kaufempfehlung|rechtsberatung|beratung)|ohne gewähr|haftungsausschluss"
    r"|zukünftige ergebnisse|vergangene\w* (?:ergebnisse|wertentwicklung\w*)|(?:frühere|bisherige) wertentwicklung\w*"
    r"|conseil\w* (?:financier|juridique|en investissement)\w*|à titre (?:informatif|d'information)"
    r"|performances passées"
    r"|ne constitue\w* (?:pas|ni|en aucun cas) (?:\w+[ '’]){0,4}(?:conseil|offre|sollicitation|recommandation"
    r"|incitation)"
    r"|ne saurai\w+ (?:être (?:tenu|engag)|engager|se substituer)\w*"
    r"|no constituye\w* (?:\w+ ){0,4}(?:asesor|oferta|recomend|consejo|invitaci)\w*|con fines informativos"
    r"|rendimientos? pasad\w+|no garantiza\w* (?:\w+ ){0,3}(?:rendimient|resultado|rentabilidad|exactitud)\w*"
    r"|não constitui\w* (?:\w+ ){0,4}(?:aconselh|oferta|recomend|convite|consult)\w*|fins informativos"
    r"|não garante\w* (?:\w+ ){0,3}(?:rentabilidad|resultado|rendiment|exatid)\w*"
    r"|non costitui\w+ (?:\w+ ){0,4}(?:consulenz|offert|sollecit|raccomand|invit)\w*|scopo informativo|ersätter inte"
    r"|allmän översikt|investeringsråd\w*|ikke (?:tages|udgør)|geen (?:beleggings)?advies"
    r"|nie stanowi\w* (?:\w+ ){0,4}(?:porad|rekomendac|ofert|doradztw)\w*"
    r"|не является (?:\w+ ){0,3}(?:рекомендаци|предложени|оферт|консультаци)\w*)\b",
)
"""Turns of phrase of notices; one of them there must be."""

_TOLD = ignoring_case(
    r"no (?:obligation|representation|responsibility|liability|warrant\w+)"
    r"|(?:financial|investment|legal|medical|tax|professional) advi[cs]e"
)
"""Those that stories have, too, in other company: who *faces no liability*, what *legal advice* cost a town."""

_MEANT_BEFORE = ignoring_case(
    r"\b(?:(?:accept|assume|bear|give|make|offer|provide|take|undertake)s? |under |(?:shall|will) have |with "
    r"|(?:as|nor?|not|should (?:obtain|seek|take)) (?:\w{1,20} ){0,2}"
    r"(?:(?:accounting|financial|investment|legal|medical|professional|tax),? (?:and |or )?){0,4})$"
)
_MEANT_BEHIND = ignoring_case(
    r",? (?:as to|can be|express|is|nor|of any|or|to (?:publicly|revise|update)|whatsoever)\b"
)
"""What notices have before them or behind: *accepts no liability*, *is not legal advice*, *no obligation to update*."""

BEFORE = 80
"""Characters before such a phrase in which that stands."""

_WORD = expression(r"\w+")
WORDS_A_CUE, MOST_CUES = 28, 6
"""Words of a long paragraph for each of which it needs one more turn of phrase, up to so many."""

_SPEECH = expression(
    r"\b(?:said|says|told|added|according to|sagte|dijo|declaró|a déclaré|ha detto|disse|sade|sagde)\b"
)
"""Whoever is quoted, is in the story: of :func:`~syndicheck.marks.disclaimers.tells` what no long notice has."""


def is_notice(line: Line) -> bool:
    """Whether a line behind the story is a notice."""
    if not SHORTEST <= len(line.text) <= LONGEST or line.text[0] in '"“„«':
        return False
    told = tells(line.text) if len(line.text) <= LONGEST_TOLD else _SPEECH.search(line.text) is not None
    if told:
        return False
    strong = list(_STRONG.finditer(line.text))
    if not strong:
        return False
    if _is_announced(line.text):
        return True
    said = {cue.span() for cue in strong}
    cues = {cue.group().casefold() for cue in strong}
    if len(cues) < CUES and all(_is_told(line.text, cue) for cue in strong):
        return False
    cues |= {
        cue.group().casefold()
        for cue in _WEAK.finditer(line.text)
        if not any(start < cue.end() and cue.start() < end for start, end in said)  # "is not responsible" is one
    }
    return len(cues) >= max(CUES, min(MOST_CUES, len(_WORD.findall(line.text)) / WORDS_A_CUE))


def _is_announced(text: str) -> bool:
    """Whether a line begins with a word for a notice that is a heading: in brackets, in capitals, before a colon."""
    if _ANNOUNCED.match(text) is not None:
        return True
    headed = _HEADED.match(text)
    return headed is not None and (
        text[0] in "*†^([" or text[: headed.end()].isupper() or _SET_APART.match(text, headed.end()) is not None
    )


def _is_told(text: str, cue: re.Match[str]) -> bool:
    """Whether a turn of phrase is one that a story may as well tell of."""
    return (
        _TOLD.fullmatch(cue.group()) is not None
        and _MEANT_BEFORE.search(text[max(0, cue.start() - BEFORE) : cue.start()]) is None
        and _MEANT_BEHIND.match(text, cue.end()) is None
    )


def closing_notices(page: Page, is_marked: Callable[[int], bool]) -> list[int]:
    """The numbers of the last lines that are notices (``is_marked``: which are marks)."""
    found: list[int] = []
    for number in closing_numbers(page):
        if is_marked(number):
            continue
        if not is_notice(page.lines[number]) or not _behind_story(page, number):
            break
        found.append(number)
    return found


def _behind_story(page: Page, number: int) -> bool:
    return sum(len(line.text) >= LONG_LINE for line in page.lines[:number]) >= STORY_LINES
