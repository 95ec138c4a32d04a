"""Disclaimers by their grammar: who is not responsible, whose opinion it is, who wrote it, which language counts.

Every outlet words its own, so a list of sentences never ends. What all of them say does: somebody *is not responsible*
for the *content*, and that somebody is a newsroom, a provider, an advertiser; the *opinions* are the *author's* and
*not necessarily* the newsroom's; a text was *supplied* and *not edited*; a *translation* does *not* count, the
*original* does; *using* a text again is *not allowed*. A paragraph at an edge of a text whose words say all parts of
one of these, in one language, is that notice. A story about a notice quotes it, or has somebody say it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache

from syndicheck.automata import Automaton
from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.disclaimer_wordings import (
    FORWARD,
    FORWARD_WORDS,
    LICENCE_WORDS,
    LICENSED,
    LINKED,
    RESPONSIBLE,
    RESPONSIBLE_WORDS,
    REUSE,
    REUSE_WORDS,
    SUPPLIED,
    UNEDITED_WORDS,
    Parts,
)
from syndicheck.marks.involvement_wordings import TAKEN_PART, TAKEN_PART_WORDS
from syndicheck.marks.lines import Line, Page
from syndicheck.marks.machine_wordings import CLAUSE, MACHINE_TRANSLATED, MACHINE_WORDS, MACHINE_WRITTEN
from syndicheck.marks.opinion_wordings import OPINION_WORDS, OPINIONS
from syndicheck.marks.translation_wordings import OF_WORKS, TRANSLATED, TRANSLATION_WORDS
from syndicheck.text import sentences

SHORTEST, LONGEST = 18, 700
"""Characters of such a paragraph; in other scripts it may be as short as a word."""

TOP, BOTTOM = 4, 12
"""Lines at the beginning and at the end of a text among which it stands."""

LAST_SENTENCES = 3
"""Sentences at the end of a paragraph that may be a notice behind its last words."""

BEHIND = 1
"""Paragraphs that may follow it at the end."""

LEAST_PARAGRAPH = 110
"""Characters of a paragraph."""

_SPEECH = ignoring_case(
    r"\b(?:said|says?|told|acknowledged|admitted|conceded|added|according to|argue[sd]?|ruled"
    r"|wrote|sagte|erklärte|betonte|laut|dijo|declaró|afirmó"
    r"|según|selon|a déclaré|a affirmé|ha detto|secondo|disse|afirmou|segundo|zei|volgens|sade|säger|enligt|sagde"
    r"|siger|ifølge|sa|sier|powiedział\w*|według|uvedl\w*|řekl\w*|podle|mondta|szerint|a declarat|potrivit|заявил\w*"
    r"|сказал\w*|по словам|заявив|сказав|за словами|заяви|каза|според|δήλωσε|σύμφωνα|dedi|söyledi|göre|sanoi|mukaan"
    r"|kata|ujar|demikian putusan|menurut|قال|قالت|وفقا|אמר|אמרה|לדברי|گفت|कहा)\b"
    r"|\b(?:judges?|courts?|jury|jurors|tribunal|regulators?) (?:\w+ )?(?:found|held|decided|dismissed|rejected"
    r"|concluded|ordered)\b"
    r"|\b(?:gericht|richter(?:in)?|kammer|senat) (?:entschied|urteilte|befand|wies|stellte)\b|\b(?:entschied"
    r"|urteilte|befand) (?:das|der|die)\b"
    r"|\b(?:tribunal|juges?|cour|tribunaux)\b[^.\n]{0,30} (?:a|ont) (?:jugé|estimé|rejeté|condamné|décidé|ordonné)\b"
    r"|\b(?:tribunal|juez|jueza|corte|juzgado|juiz|juíza)\b[^.\n]{0,30} (?:falló|dictaminó|resolvió|desestimó"
    r"|consideró|decidió|decidiu|considerou|rejeitou)\b"
    r"|\b(?:tribunale|giudice|corte|cassazione) [^.\n]{0,20}ha (?:stabilito|deciso|respinto|ritenuto|ordinato)\b"
    r"|\b(?:rechter|rechtbank|hof) (?:oordeelde|besliste|bepaalde|vond|wees)\b|\b(?:tingsrätten|domstolen|hovrätten"
    r"|retten) (?:fann|slog|kom|fandt|fant|afviste|avviste)\b"
    r"|\bsąd (?:orzekł|uznał|oddalił)\b|\bsoud (?:rozhodl|uznal|zamítl)\b|\bсуд (?:решил|постановил|признал|отклонил"
    r"|вирішив|визнав)\b|\bmahkeme \w+ (?:karar|hükm)"
    r"|述べた|語った|と話した|밝혔다|말했다|전했다|表示，|指出，|据报道|nói:|cho biết|กล่าวว่า",
)
"""Whoever is quoted, is in the story."""

_QUOTED = expression(r"\"[^\"\n]{25,400}\"|[“„«「『][^“”„«»「」『』\n]{12,400}[”“»」』]")
"""A quotation: a notice holds none, a story about one does."""

_QUOTES = '"“”„«»「」『』'


def tells(text: str) -> bool:
    """Whether a paragraph has somebody say something, or quotes: so does a story about a notice, and no notice."""
    return _SPEECH.search(text) is not None or _QUOTED.search(text) is not None


@cache
def _automaton() -> tuple[Automaton, tuple[tuple[str, str], ...]]:
    """What is looked for first, all of it in one pass, and for which type of notice and which language it stands."""
    words: dict[str, list[tuple[str, str]]] = {}
    for kind, hints in (
        ("forward_looking_block", FORWARD_WORDS),
        ("translation_disclaimer", TRANSLATION_WORDS),
        ("copyright", REUSE_WORDS),
        ("copyright", LICENCE_WORDS),
        ("outlet_disclaimer", OPINION_WORDS),
        ("outlet_disclaimer", MACHINE_WORDS),
        ("third_party_disclaimer", UNEDITED_WORDS),
    ):
        for word in hints:
            words.setdefault(word, []).append((kind, ""))
    for kind, worded in (("third_party_disclaimer", RESPONSIBLE_WORDS), ("taken_part", TAKEN_PART_WORDS)):
        for language, hints in worded.items():
            for word in hints:
                words.setdefault(word, []).append((kind, language))
    flat = [(word, what) for word, whats in words.items() for what in whats]
    return Automaton([word for word, _ in flat]), tuple(what for _, what in flat)


Hints = Set[tuple[str, str]]
"""Types of notices, and languages of denials, of which a word stands in a line."""


def disclaimers(page: Page) -> Iterator[tuple[str, int, int]]:
    """Type and normalised range of each notice at an edge of a text."""
    last = len(page.lines) - 1
    if last < 1:
        return
    hints = {
        number: found
        for number, line in enumerate(page.lines)
        if (number < TOP or number > last - BOTTOM)
        and len(line.text) + (0 if line.text.isascii() else SHORTEST) >= SHORTEST
        and len(line.text) <= LONGEST
        and (found := _hints(page.folded[line.start : line.end]))
    }
    if not hints:
        return
    behind: dict[int, tuple[str, int] | None] = {}  # lines looked at as if they stood behind the story
    first_behind = _first_behind(page, hints, behind)
    for number, found in hints.items():
        line = page.lines[number]
        closing = number >= first_behind and number > 0
        notice = behind[number] if closing and number in behind else _notice(line, found, closing=closing)
        if notice is not None and (number < TOP or number >= first_behind):
            yield notice[0], line.start + notice[1], line.end


def _hints(folded: str) -> Hints:
    automaton, meant = _automaton()
    return {meant[number] for number, _, _ in automaton.matches(folded)}


def _first_behind(page: Page, hints: Mapping[int, Hints], behind: dict[int, tuple[str, int] | None]) -> int:
    """The first of the last lines behind which little text follows; what it finds is noted in ``behind``."""
    long = 0
    for number in range(len(page.lines) - 1, -1, -1):
        if long > BEHIND:
            return number + 1
        line = page.lines[number]
        if len(line.text) >= LEAST_PARAGRAPH:
            if number in hints:
                behind[number] = _notice(line, hints[number], closing=True)
            long += behind.get(number) is None
    return 0


def _notice(line: Line, hints: Hints, *, closing: bool) -> tuple[str, int] | None:
    """The type of the notice that a line is or ends with, and where in it that begins; ``closing``: behind the
    story.
    """
    text = line.text
    hinted = {"third_party_disclaimer" if hint == "taken_part" else hint for hint, _ in hints}
    possible = [kind for kind in _KINDS if kind in hinted and (closing or kind not in _CLOSING)]
    if not possible or text[0] in _QUOTES or text[-1] in ":：":  # a heading says nothing yet
        return None
    first = next((kind for kind in possible if _is(kind, text, hints)), None)
    if first is None or tells(text):
        return None
    pieces = sentences(text)
    for number, piece in enumerate(pieces):
        sentence = text[piece.start : piece.end]
        kind = next((kind for kind in possible if _is(kind, sentence, hints)), None)
        if kind is not None:
            # a paragraph that begins with the notice is one; a notice that closes a paragraph is the rest of it
            if number == 0 or (closing and number >= len(pieces) - LAST_SENTENCES):
                return kind, 0 if all(_labels(text[p.start : p.end]) for p in pieces[:number]) else piece.start
            return None
    return (first, 0) if closing else None


_CLOSING = ("forward_looking_block", "copyright")
"""What stands at the end of a text only."""

_KINDS = ("forward_looking_block", "translation_disclaimer", "copyright", "outlet_disclaimer", "third_party_disclaimer")


_LABELLING = ignoring_case(
    r"\b(?:disclaimer|announcement|original (?:\w+-)?language|advert(?:isements?|orial)|sponsored"
    r"|paid (?:post|content|article|press)"
    r"|press release|partner content|branded content"
    r"|guest (?:author|post|column\w*)|contributed (?:article|post|content)"
    r"|\w*anzeige|bezahlte[rs]?|gesponsert\w*|pressemitteilung|gastbeitrag|haftungsausschluss"
    r"|publicitaire|(?:pagina|contenuto|testo) a cura di|contenu proposé|contenuto a pagamento|extern skribent"
    r"|communiqué de presse|tribune"
    r"|contenido patrocinado|nota de prensa"
    r"|conteúdo patrocinado|comunicado de imprensa|sponsorizzat\w*|comunicato stampa|advertorial"
    r"|gesponsord\w*|persbericht|pressmeddelande|debattartikel"
    r"|debattinnlegg|debatindlæg|kronikk|kronik|kommentar|pressemelding|pressemeddelelse|tiedote"
    r"|materiał\w* sponsorowan\w*|пресс-релиз|rilis pers"
    r"|copyright (?:\d{4}|\(c\)|©)|all rights reserved|alle rechte vorbehalten|(?:tous )?droits réservés"
    r"|(?:todos los )?derechos reservados|todos os direitos reservados|tutti i diritti riservati)\b|©|免责声明"
    r"|免責聲明|広告|廣告|广告|プレスリリース|광고|보도자료|إعلان|آگهی|विज्ञापन|डिस्क्लेमर|באדיבות",
)
"""What a sentence before a notice says that belongs to it: ``Sponsored content from Acme Works and its partners.``"""

_ADVERTISING = ignoring_case(
    r"\b(?:advert\w*|sponsor\w*|werbung|annonceurs?|publicité|publicidad|publicidade|anunciantes?|inserzionist[ai]"
    r"|adverteerders?|annonsör\w*|annons\w*|annonse\w*|annonce\w*|annoncør\w*|mainos\w*|reklamodawc\w*|reklam\w*"
    r"|inzerc\w*|hirdetés\w*|publicitar\w*|реклам\w*|διαφημ\w*)\b"
)
"""Words of advertising that stories have, too; they label a text in a sentence of few words, or one about this text."""

_POINTING = ignoring_case(
    r"\W{0,3}(?:this|dies\w*|ceci|cela|c'est|il s'agit|esto|este|esta|isto|questo|questa|si tratta|dit|det(?:ta|te)?"
    r"|här|her|den(?:na|ne)|tämä\w*|to|ten|niniejsz\w+|toto|tento|tato|jde o|ez|acest\w*|это|этот|эта|данн\w+|це|цей|ця"
    r"|това|αυτό|πρόκειται|bu|ini)\b"
)
LABEL_WORDS = 5
"""Words of a sentence that has no room for more than a label: ``Contenu proposé par un annonceur.``"""

_OF_THIS_TEXT = SUPPLIED[-1]


def _labels(sentence: str) -> bool:
    """Whether a sentence speaks of the text itself, or calls it an advertisement, as a notice may begin."""
    if _LABELLING.search(sentence) is not None or _OF_THIS_TEXT.search(sentence) is not None:
        return True
    return _ADVERTISING.search(sentence) is not None and (
        len(sentence.split()) <= LABEL_WORDS or _POINTING.match(sentence) is not None
    )


def _is(kind: str, text: str, hints: Hints) -> bool:
    match kind:
        case "forward_looking_block":
            return _says(text, FORWARD)
        case "translation_disclaimer":
            return (_says(text, TRANSLATED) and OF_WORKS.search(text) is None) or _tells_of(text, MACHINE_TRANSLATED)
        case "copyright":
            return _says(text, REUSE) or _says(text, LICENSED)
        case "outlet_disclaimer":
            return OPINIONS.search(text) is not None or _tells_of(text, MACHINE_WRITTEN)
        case _:
            return _is_third_party(text, hints)


def _is_third_party(text: str, hints: Hints) -> bool:
    if any(_says(text, TAKEN_PART[language]) for hint, language in hints if hint == "taken_part"):
        return True
    denials = [language for hint, language in hints if hint == "third_party_disclaimer"]
    return LINKED.search(text) is None and any(
        _says(text, RESPONSIBLE[language] if language else SUPPLIED) for language in denials
    )


def _says(text: str, parts: Parts) -> bool:
    return all(part.search(text) is not None for part in parts)


def _tells_of(text: str, parts: Parts) -> bool:
    """Whether a text says all of it in one clause, and not of this page what another clause says of machines."""
    return _says(text, parts) and any(_says(clause, parts) for clause in CLAUSE.split(text))
