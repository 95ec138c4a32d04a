"""Lines that say which agencies a text was written with: ``(With inputs from PTI and ANI)``, ``Mit Material von dpa``.

Every newsroom words its own. A few words for "with" and for "material", then nothing but agencies: names that the
catalogue knows, words that mean agencies in general, and what joins them. Anything else in the line makes it a
sentence: ``She worked with agencies in three countries``. Beside them stand an agency's signatures: ``APP/sdf``,
``Anna Exempel/TT``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from syndicheck.expressions import expression, ignoring_case
from syndicheck.marks.entries import Organisation
from syndicheck.marks.lines import Page

TOP, BOTTOM = 4, 8
"""Lines at the beginning and at the end among which such a line stands."""

LONGEST = 110
"""Characters of it."""

LEAST_PARAGRAPH = 80
"""Characters of a paragraph, behind which it stands at the end."""

_WITH = ignoring_case(
    r"(?:[-*+•(\[] ?)?(?:"
    r"(?:\w{3,12} (?:bureau|desk|staff|team),? )?(?:written |compiled )?with (?:additional |further |some )?"
    r"(?:(?:inputs?|reporting|reports?|material|information|files?|contributions?|copy) (?:from|by|of) )?(?:the )?"
    r"|(?:additional )?(?:inputs?|reporting|material) (?:from|by) (?:the )?"
    r"|(?:compiled|adapted) from (?:the )?(?:reports? (?:from|by) )?"
    r"|(?:mit|unter verwendung von)(?: (?:material|informationen|inhalten|beiträgen|agenturmaterial|meldungen))?"
    r"(?: (?:von|der|aus))?(?: (?:der|den|die))? ?"
    r"|unter (?:mit)?verwendung von (?:agenturmaterial|material)(?: (?:von|der) )?"
    r"|(?:par )?[^\n()]{0,32}?\bavec (?:les? |l')?(?:agences? |informations? (?:de |d'|des? ))?"
    r"|con (?:informaci[oó]n(?:es)?|datos|material|reportes?|aportes?)? ?(?:de |del )?(?:la |las |los )?"
    r"|(?:com|c/) (?:informa[çc][õo]es|informação|dados|material|reportagem)? ?(?:de |da |do |das )?(?:a |as )?"
    r"|con (?:informazioni|notizie|materiale)? ?(?:di |da |dell'|delle )?(?:fonte )?"
    r"|door (?:onze |de )?redactie ?[/,] ?"
    r"|met (?:informatie|materiaal|medewerking|berichten)? ?(?:van )?(?:de |het )?"
    r"|med (?:material|bidrag|information(?:er)?|uppgifter)? ?(?:från |fra |af |av )?"
    r"|(?:na podstawie|z wykorzystaniem|oprac\. na podst\.)(?: (?:materiałów|depesz|informacji))? ?"
    r"|(?:s využitím|s použitím|s přispěním|podle)(?: (?:materiálů|zpráv|informací))? ?"
    r"|cu (?:informații|informaţii|date) (?:de la|din|prin) ?"
    r"|(?:με|από) πληροφορίες (?:από|του|της)? ?(?:το |την )?"
    r"|(?:с использованием|по материалам|по сообщениям|при участии)(?: (?:материалов|сообщений|данных|агентств|сми))? ?"
    r"|(?:за матеріалами|з використанням|за повідомленнями)(?: (?:матеріалів|агентств|змі))? ?"
    r"|(?:по материали на|по информация на|с материали от) ?"
    r"|(?:dengan (?:bahan|laporan|informasi) (?:dari )?|sumber: )"
    r")"
)
"""What stands before the agencies."""

_GENERAL = ignoring_case(
    r"(?:news ?|press ?|wire ?|inter)?(?:agenc(?:y|ies)|wires?|wire services?)(?: (?:inputs?|reports?|material))?"
    r"|agenturen|nachrichtenagenturen"
    r"|agenturmaterial|agenturmeldungen|agences?(?: de presse)?|agencias?(?: de noticias)?|agências?(?: de notícias)?"
    r"|agenzie(?: di stampa)?|(?:pers|nieuws)bureaus?|persagentschappen|(?:nyhets)?byråer(?:na)?|(?:nyheds)?bureauer"
    r"|uutistoimistot|agencj[ei]|agencjami|agentur(?:y|ami)|agentúr(?:y|ami)|agenții|agenţii|агентств\w{0,3}"
    r"|агенц\w{1,4}|агенці\w{1,4}|ajanslar|πρακτορεία|агенции"
)
"""Agencies in general."""

_BARE = ignoring_case(
    r"\(?(?:(?:एजेंसियों?|एजेंसी)(?: इनपुट)?(?: के साथ)?|(?:इनपुट|इनपुट्स)[:-] ?(?:एजेंसी|भाषा|एएनआई|आईएएनएस)"
    r"|وكالات|خبرگزاری‌ها|agencies|agencias|agências|agences|agenzie|agenturen|ajanslar|агентства|агенції|агенции"
    r"|(?:(?:news ?)?agency|agencies) inputs?)\)?[।.]?"
)
"""Agencies in general, alone on the last line."""

_JOINTS = expression(
    r"(?:, ?| ?/ ?| ?& ?| ?\+ ?| (?:and|und|et|y|e|en|och|og|ja|i|a|și|şi|и|і|та|και|ve|dan|via) |-(?=[A-Z]))"
)
_EDGES = " .,;:()[]*-+•"
_OWN = ignoring_case(
    r"(?:our |the )?(?:staff|staffs?|bureau|desk|red(?:aktion|\.)?|rédaction|redacción|redação|redazione|redactie"
    r"|onze redactie|redakce|own correspondent)"
)
"""The newsroom itself, which may be named beside them: ``red/dpa``."""

AgencyNamed = Callable[[str], Organisation | None]


def agency_lines(page: Page, agency: AgencyNamed, carrier: AgencyNamed) -> Iterator[tuple[str, str | None, int, int]]:
    """Type, the id of the first agency named, and normalised range of each such line or closing bracket.

    ``carrier`` knows the agencies in whatever case they are written, ``agency`` as they write themselves.
    """
    last = len(page.lines) - 1
    long = [number for number, line in enumerate(page.lines) if len(line.text) >= LEAST_PARAGRAPH]
    behind = long[-1] if long else last
    for number, line in enumerate(page.lines):
        text = line.text
        if not number or TOP <= number <= last - BOTTOM or (long and long[0] < number < long[-1]):
            continue
        if long and number < long[0] and (pictured := _PICTURED.fullmatch(text)) is not None:
            owner = agency(pictured["agency"])
            if owner is not None:
                yield "photo_credit", owner.id, line.start, line.end
                continue
        if number >= behind and (joined := _joined(text, agency)) is not None:
            yield "end_credit", joined[1], line.start + joined[0], line.end
            continue
        if number > behind and (signed := _signed(text, agency)) is not None:
            yield signed[0], signed[1], line.start, line.end
            continue
        start = 0
        if len(text) > LONGEST or (text.endswith(")") and not text.startswith("(")):
            start = _closing_bracket(text)
            if not start:
                continue
        told = _named(text[start:], carrier, closing=bool(long) and number > long[-1])
        if told is not None:
            yield told[0], told[1], line.start + start, line.end


LONGEST_SIGNED = 40
"""Characters of a line that is an agency's signature, or a reporter's with his agency."""

LEAST_INITIALS = 3
"""Letters of initials behind a name when nothing sets them apart: ``AP US`` is a heading."""

_SIGNED = expression(
    r"(?P<mark>[/(©*-]{0,3}) ?(?P<name>[^\W\d_][\w-]{1,14}) ?(?P<slash>/{0,2}) ?"
    r"(?P<codes>(?:(?:[A-ZÀ-Þ]{2,10}|[a-zà-ÿ]{2,4})(?:[ /-]{1,2}|(?=[)/]*$))){0,4})[)/]{0,2}\.?"
)
"""``APP/sdf-ifk``, ``UNI AKS SSP``, ``//Petra// AK``, ``/ritzau FINANS``, ``/ATS``, ``©Keystone-SDA``."""
_REPORTER = expression(
    r"(?P<person>[^\W\d_a-zß-ÿа-я][\w.'-]{1,20}(?: [^\W\d_a-zß-ÿа-я][\w.'-]{1,20}){1,2}) ?[/,] ?"
    r"(?P<agency>[^\W\d_][\w-]{1,14})(?:/[^\W\d_][\w-]{1,14}){0,2}"
)
"""``Anna Exempel/TT``."""
_PICTURED = expression(
    r"\(?(?P<agency>[^\W\d_][\w-]{1,14}) ?[/-] ?"
    r"[^\W\d_a-zß-ÿа-я][\w.'-]{1,20}(?: [^\W\d_a-zß-ÿа-я][\w.'-]{1,20}){1,3}\)?"
)
"""The same the other way round under the headline is a picture's: ``PAP/Jan Wzór``."""
_JOINED = expression(r"\((?P<names>[^\W\d_][\w. -]{1,20}?(?: ?[/,+-] ?[^\W\d_][\w. -]{1,20}?){1,3})\)\.?$")
"""Agencies side by side behind the last sentence: ``(STT-AFP)``."""
_JOINT = expression(r" ?[/,+-] ?")


def _signed(text: str, agency: AgencyNamed) -> tuple[str, str] | None:
    """The type of mark that a line behind the story is, and whose, if an agency or its reporter signs there."""
    if len(text) > LONGEST_SIGNED:
        return None
    if (reporter := _REPORTER.fullmatch(text)) is not None:
        owner = agency(reporter["agency"])
        person = reporter["person"]
        if owner is None or any(agency(name) for name in (person, *person.split())):
            return None  # "Theo Reuters, AFP" are two agencies
        return "byline_credit", owner.id
    signed = _SIGNED.fullmatch(text)
    if signed is None or not (
        signed["mark"].strip("*") or (signed["codes"] and (signed["slash"] or len(signed["codes"]) >= LEAST_INITIALS))
    ):
        return None
    name = signed["name"]
    owner = agency(name) or (agency(name.lower()) or agency(name.upper()) if signed["mark"] else None)
    if owner is None or owner.kind != "agency":
        return None
    return ("copyright" if "©" in signed["mark"] else "end_credit"), owner.id


def _joined(text: str, agency: AgencyNamed) -> tuple[int, str] | None:
    """Where the brackets begin in which only agencies stand behind the last sentence, and the first of them."""
    found = _JOINED.search(text, max(0, len(text) - LONGEST_SIGNED))
    if found is None or not found.start() or text[: found.start()].rstrip()[-1:] not in '.!?"”»':
        return None
    owners = [agency(name) for name in _JOINT.split(found["names"])]
    first = owners[0]
    return (found.start(), first.id) if first is not None and all(owners) else None


def _closing_bracket(text: str) -> int:
    """Where the brackets begin that close a paragraph behind its last sentence; else 0."""
    start = text.rfind("(", max(0, len(text) - LONGEST)) if text.endswith((")", ").")) else -1
    return start if start > 0 and text[:start].rstrip()[-1:] in '.!?"”»' else 0


def _named(text: str, agency: AgencyNamed, *, closing: bool) -> tuple[str, str | None] | None:
    """Type of the line and its first agency, if it names nothing else."""
    if closing and _BARE.fullmatch(text.strip(" -")) is not None:
        return "end_credit", None
    said = _WITH.match(text)
    if said is None:
        return None
    names = [name.strip(_EDGES) for name in _JOINTS.split(text[said.end() :].strip(_EDGES))]
    owners = [agency(name) for name in names]
    general = [_GENERAL.fullmatch(name) is not None for name in names]
    if not all(
        owner is not None or of or _OWN.fullmatch(name) for name, owner, of in zip(names, owners, general, strict=True)
    ):
        return None
    first = next((owner.id for owner in owners if owner is not None), None)
    return ("byline_credit", first) if first is not None or any(general) else None
