"""What reports say, in one voice for all formats: shares, counts, names of classes and marks, verdicts.

Strings in here may hold article text (outlet names, reasons); each format makes them safe when it writes
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from syndicheck.counted import counted
from syndicheck.marks.layers import hands
from syndicheck.matching.derivation import derivations
from syndicheck.model.corrections import NoticeKind, TextState
from syndicheck.model.hidden import HiddenKind, HiddenText
from syndicheck.model.labels import LabelOutcome
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.matches import percent as share_said
from syndicheck.model.shares import Derivation
from syndicheck.text import printable
from syndicheck.view import CompareView, MarkBrief, MemberView, ReportView, StoryView

CLASS_MEANING: dict[MatchClass, str] = {
    MatchClass.VERBATIM: "the same text",
    MatchClass.EDITED: "the same text, edited",
    MatchClass.EXCERPT: "a part of the text",
    MatchClass.REWRITE: "the same facts in the same order, in other words",
    MatchClass.TRANSLATION: "the same text in another language",
    MatchClass.TEMPLATE: "the same form with other facts: not a copy",
    MatchClass.BOILERPLATE_ONLY: "only notices and footers in common: not a copy",
    MatchClass.RELATED: "some text or facts in common: not a copy",
    MatchClass.NONE: "no text in common",
    MatchClass.TOO_SHORT: "too short to compare",
}

_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian",
    "lv": "Latvian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sr": "Serbian",
    "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese", "und": "unknown language",
}  # fmt: skip

MOST_ARTICLES = 30
"""Articles of each story that a report for people shows; a wire story may have thousands. The story's own page
and the formats for machines have all.
"""

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def language(tag: str) -> str:
    """``German`` for ``de``, ``Chinese (zh-Hant)`` for ``zh-Hant``; the tag itself when it has no name here."""
    name = _LANGUAGES.get(tag.split("-")[0].lower())
    if name is None:
        return tag
    return name if "-" not in tag else f"{name} ({tag})"


def direction(tag: str) -> str:
    """``rtl``, ``ltr``, or ``auto`` when the language is unknown: the HTML ``dir`` of text in this language."""
    primary = tag.split("-")[0].lower()
    if primary in ("", "und"):
        return "auto"
    return "rtl" if primary in RIGHT_TO_LEFT else "ltr"


def percent(share: float | None) -> str:
    """A share in whole per cent, all and nothing only where they are true; ``–`` when there is nothing to measure."""
    return "–" if share is None else share_said(share)


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 article``, ``24,280 articles``."""
    return counted(number, one, many)


def listed(names: Iterable[str], *, at_most: int = 6, unnamed: int = 0) -> str:
    """``A, B and C``; beyond ``at_most`` names ``A, B … and 7 more``. So many more are ``unnamed``."""
    given = list(dict.fromkeys(names))
    if len(given) > at_most or unnamed:
        shown = given[: at_most - 1]
        given = [*shown, f"{len(given) - len(shown) + unnamed:,} more"]
    return given[0] if len(given) == 1 else f"{', '.join(given[:-1])} and {given[-1]}" if given else ""


def mark_type(name: str) -> str:
    """``third-party disclaimer`` for ``third_party_disclaimer``."""
    return name.replace("third_party", "third-party").replace("_", " ")


def organisation(brief: MarkBrief) -> str:
    """Whose mark it is; empty when it is nobody's in particular."""
    return brief.organisation_name or brief.mark.organisation or ""


def owner(brief: MarkBrief) -> str:
    """Whose mark it is and in which layer: ``SeaPRwire``, ``WirePost, carried``, ``issuer``."""
    layer = "" if brief.mark.layer is Layer.OWN else str(brief.mark.layer)
    return ", ".join(part for part in (organisation(brief), layer) if part)


def mark(brief: MarkBrief) -> str:
    """``SeaPRwire lead credit``, ``carried AP copyright``, ``dismissed label``."""
    state = "dismissed" if brief.dismissed else ""
    layer = "carried" if brief.mark.layer is Layer.CARRIED else ""
    return " ".join(word for word in (state, layer, organisation(brief), mark_type(brief.mark.type)) if word)


def excerpt(brief: MarkBrief, most: int) -> str:
    """The words of a mark, with “…” where they go on."""
    words = brief.excerpt[:most]
    return f"{words.rstrip()} …" if words and len(words) < brief.mark.end - brief.mark.start else words


def tag(brief: MarkBrief) -> str:
    """What stands at a mark in the text: ``end credit``, ``dismissed end credit``."""
    return f"dismissed {mark_type(brief.mark.type)}" if brief.dismissed else mark_type(brief.mark.type)


def standing(briefs: Iterable[MarkBrief]) -> tuple[MarkBrief, ...]:
    """The marks that nobody has dismissed."""
    return tuple(brief for brief in briefs if brief.dismissed is None)


def entry(brief: MarkBrief) -> str:
    """What recognised it: the id of the catalogue's entry, or over how much a learned block is spread; and who said
    that it is none.
    """
    if brief.dismissed:
        return f"{brief.mark.catalogue_id}: {brief.dismissed.text}"
    if brief.spread is None:
        return brief.mark.catalogue_id
    stories, outlets, days = brief.spread.stories, brief.spread.outlets, brief.spread.days
    spread = f"{count(stories, 'unrelated story', 'unrelated stories')}, {count(outlets, 'outlet')}"
    return f"learned: in {spread}" + (f", on {count(days, 'day')}" if days else "")


def marks(briefs: Iterable[MarkBrief]) -> str:
    """All kinds of marks of one article, each said once: ``dpa end credit, copyright``; ``none``."""
    return ", ".join(dict.fromkeys(mark(brief) for brief in briefs)) or "none"


def passed(briefs: Sequence[MarkBrief]) -> str:
    """Through whose hands a text went: ``Xinhua → ITALPRESS``; empty where there is one or none."""
    names = {brief.mark.organisation: organisation(brief) for brief in briefs}
    chain = hands(brief.mark for brief in standing(briefs))
    return " → ".join(names[ident] for ident in chain) if len(chain) > 1 else ""


def strongest(found: Mark) -> str:
    """How sure the mark is: ``strong 97 %``."""
    return f"{found.strength} {percent(found.score)}"


def relation(member: MemberView) -> str:
    """The class column: ``source`` for the source itself."""
    if member.match is not None:
        return str(member.match.match_class)
    return "source" if member.is_source else "–"


def counts_words(match: Match) -> bool:
    """Whether shares say anything of a match: a translation has no words of its source, however much it tells of it."""
    return match.match_class is not MatchClass.TRANSLATION


def used(match: Match | None) -> str:
    """Release used, per cent of the source's body."""
    return percent(match.share_a if match and counts_words(match) else None)


def pasted(match: Match | None) -> str:
    """Article pasted, per cent of the copy's body."""
    return percent(match.share_b if match and counts_words(match) else None)


def shares(member: MemberView) -> str:
    """``verbatim, used 100 %, pasted 98 %``; ``source`` for the source itself."""
    if member.match is None or not counts_words(member.match):
        return relation(member)
    return f"{relation(member)}, used {used(member.match)}, pasted {pasted(member.match)}"


MOST_ADDRESSES = 5
"""Further addresses of an article that are written out."""


def addresses(member: MemberView) -> list[str]:
    """``also read at https://m.post.example/ferry, …``; nothing for an article with one address."""
    if not member.addresses:
        return []
    more = len(member.addresses) - MOST_ADDRESSES
    shown = ", ".join(member.addresses[:MOST_ADDRESSES])
    return [f"also read at {shown}{f' and {more} more' if more > 0 else ''}"]


def versions(member: MemberView) -> list[str]:
    """``version 1 of 2: verbatim, used 100 %, pasted 98 %``, a line each; nothing for an article with one."""
    lines = []
    for version in member.versions:
        present = " (the present text)" if version.current else ""
        if version.match is not None:
            said = f"{version.match.match_class}, used {used(version.match)}, pasted {pasted(version.match)}"
        else:
            said = "the source's text was not compared" if not member.is_source else "the source itself"
        lines.append(f"version {version.number} of {len(member.versions)}{present}: {said}")
    return lines


def credit(member: MemberView) -> list[str]:
    """``credit missing: No credit found; Soundhavn Post, the source, credits AP.``; nothing where it was not judged."""
    return [f"credit {member.credit.status}: {member.credit.reason.text}"] if member.credit else []


def labels(member: MemberView) -> list[str]:
    """``label absent (rule; version): known by its about block.``, a line for each rule that asks for one."""
    return [
        f"label {found.outcome} ({found.name}; {found.version}): {found.reason.text}"
        for found in member.labels
        if found.outcome is not LabelOutcome.NOT_APPLICABLE
    ]


def claims(member: MemberView) -> list[str]:
    """``claim contradicted: “… has not been edited …” - the text was changed where it matters: 2 numbers changed.``"""
    return [f"claim {found.outcome}: “{_quoted(found.words)}”: {found.reason.text}" for found in member.claims]


def _quoted(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= 100 else f"{one_line[:99]}…"


_NOTICE = {
    NoticeKind.CORRECTION: "corrects the text",
    NoticeKind.REPLACEMENT: "replaces the text",
    NoticeKind.KILL: "withdraws the text",
}
_CARRIED = {
    TextState.SUPERSEDED: "still carried (in the version held) by",
    TextState.BOTH: "superseded and corrected words in",
    TextState.CORRECTED: "corrected words in",
    TextState.UNKNOWN: "cannot be told of",
}


def corrections(story: StoryView, names: Mapping[str, str] | None = None) -> list[tuple[str, list[str]]]:
    """Each correction or kill in a sentence, and below it who carries which words. ``names`` are those of articles that
    are not among the members shown, by key.
    """
    by_key = {member.key: member for member in story.members}

    def named(key: str) -> str:
        member = by_key.get(key)
        return f"{member.outlet} ({member.article_id})" if member else (names or {}).get(key, key)

    said = []
    for found in story.corrections:
        head = f"{named(found.article)} {_NOTICE[found.notice.kind]}: “{found.notice.words.strip()}” in its "
        head += "headline" if found.notice.place == "title" else "text"
        if found.supersedes is not None:
            own = found.supersedes == found.article
            head += "; compared with its earlier version" if own else f"; compared with {named(found.supersedes)}"
        lines = [
            f"{label}: {listed([named(one.article) for one in found.carried if one.state is state], at_most=30)}"
            for state, label in _CARRIED.items()
            if any(one.state is state for one in found.carried)
        ]
        said.append((head, lines if found.carried else [found.reason.text]))
    return said


def quoted_and_told(view: CompareView) -> list[str]:
    """What of the copied text is quotation, and what narration; nothing where there are no quotations."""
    found = view.breakdown
    if found is None or not max(found.quoted_a, found.quoted_b):
        return []
    return [
        f"{percent(found.quotes_copied_a)} of A's and {percent(found.quotes_copied_b)} of B's body is copied quotation",
        f"{percent(found.narration_copied_a)} of A's and {percent(found.narration_copied_b)} of B's body is copied"
        " narration",
    ]


def derived(view: CompareView) -> str:
    """METER's coarse view: ``If one comes from the other, A is partially derived and B wholly derived.``"""
    one, other = derivations(view.match)
    if (one is None or other is None) and view.match.match_class is MatchClass.NONE:
        return "Whether one is derived from the other cannot be told"
    if one is None or other is None:
        return "Too short to say whether one is derived from the other"
    if one is other is Derivation.NON:
        return "Neither is derived from the other"
    if one is other:
        return f"If one comes from the other, it is {one.replace('-', ' ')}"
    a, b = one.replace("-", " "), other.replace("-", " ")
    return f"If one comes from the other: A is {a}, B is {b}"


def marks_in_common(view: CompareView) -> list[str]:
    """``disclaimer: 1 in A (100 % of it in B), 2 in B (50 % of them in A)``, a line a type of mark in both texts."""
    lines = []
    for found in view.marks_in_common:
        if found.marks_a and found.marks_b:
            sides = (("A", found.marks_a, found.copied_a, "B"), ("B", found.marks_b, found.copied_b, "A"))
            said = (f"{number} in {side} ({percent(copied)} also in {to})" for side, number, copied, to in sides)
            lines.append(f"{mark_type(found.type)}: {', '.join(said)}")
        else:
            number, side = max((found.marks_a, "A"), (found.marks_b, "B"))
            lines.append(f"{mark_type(found.type)}: {number}, only in {side}")
    return lines


_HIDDEN = {
    HiddenKind.ZERO_WIDTH: "character without width",
    HiddenKind.SELECTOR: "invisible selector",
    HiddenKind.INVISIBLE_LETTER: "invisible letter",
    HiddenKind.DIRECTION: "sign that changes the direction of writing",
    HiddenKind.CONTROL: "control character",
    HiddenKind.LOOKALIKE: "letter of another alphabet",
    HiddenKind.OVERLAY: "mark that strikes a letter through",
}
_HIDDEN_MANY = {
    HiddenKind.ZERO_WIDTH: "characters without width",
    HiddenKind.DIRECTION: "signs that change the direction of writing",
    HiddenKind.LOOKALIKE: "letters of other alphabets",
    HiddenKind.OVERLAY: "marks that strike letters through",
}


def hidden(found: HiddenText) -> str:
    """``hidden in the text: 12 characters without width, the first at character 345: “th⟨U+200B⟩e mayor”``."""
    what = count(found.characters, _HIDDEN[found.kind], _HIDDEN_MANY.get(found.kind))
    where = f"first at character {found.first:,}" if found.characters > 1 else f"at character {found.first:,}"
    return f"hidden in the text: {what}, {where}: “{printable(found.excerpt)}”"


def hidden_on(view: CompareView) -> list[str]:
    """What is hidden in either of two texts."""
    return [f"{side}: {hidden(one)}" for side, text in (("A", view.a), ("B", view.b)) for one in text.hidden]


CHANGES_SHOWN = 30
"""Changes that a report for people lists; JSON has them all."""

CHANGE_WORDS = 160
"""Characters of a change that such a report quotes."""


def change(was: str, now: str) -> tuple[str, str]:
    """The two wordings of a change as a report quotes them: one line, cut in the middle; "nothing" for none."""

    def quoted(text: str) -> str:
        line = " ".join(printable(text).split())
        if len(line) > CHANGE_WORDS:
            line = f"{line[: CHANGE_WORDS // 2].rstrip()} … {line[-CHANGE_WORDS // 2 :].lstrip()}"
        return f"“{line}”" if line else "nothing"

    return quoted(was), quoted(now)


def more_changes(count: int) -> str:
    """What stands under a list of changes that goes on; empty where it does not."""
    return f"and {count - CHANGES_SHOWN} more (all of them with --json)" if count > CHANGES_SHOWN else ""


def copied_length(view: CompareView) -> str:
    """How much was copied, in words; in characters where words are not set apart."""
    length = sum(passage.tokens for passage in view.match.passages)
    unspaced = view.b.lang.split("-")[0] in ("zh", "ja", "th", "lo", "km", "my")
    return count(length, "character" if unspaced else "word")


def meaning(match: Match) -> str:
    """What the class of the match means, in plain words."""
    return CLASS_MEANING[match.match_class]


def members(story: StoryView) -> tuple[MemberView, ...]:
    """The articles that are the story."""
    return tuple(member for member in story.members if member.role != "draws-on")


def roundups(story: StoryView) -> tuple[MemberView, ...]:
    """The articles that draw on the story among others."""
    return tuple(member for member in story.members if member.role == "draws-on")


def makeup(story: StoryView) -> str:
    """``5 articles from 4 outlets · 1 round-up · German and English``."""
    own, drawing = members(story), roundups(story)
    parts = [
        f"{count(len(own), 'article')} from {count(len({member.outlet for member in own}), 'outlet')}",
        count(len(drawing), "round-up") if drawing else "",
        listed(language(tag) for tag in story.languages),
    ]
    return " · ".join(part for part in parts if part)


def independence(story: StoryView) -> str:
    """``61 articles → 9 outlets (2 of them transport) → 4 owners → one origin: AP, whose text is not held``."""
    found = story.independence
    if found is None:
        return ""
    outlets = count(found.outlets, "outlet")
    if found.transport:
        outlets += f" ({len(found.transport)} of them transport: {listed(found.transport)})"
    owners = count(found.owners, "owner")
    if not found.owners_known:
        owners += " at most, no owner is known"
    elif found.owners_known < found.outlets - len(found.transport):
        owners += " at most, not all owners are known"
    origin = "one origin"
    if found.origin:
        origin += f": {found.origin}" + ("" if found.origin_held else ", whose own text is not held")
    return " → ".join((count(found.articles, "article"), outlets, owners, origin))


def queries(story: StoryView) -> list[tuple[str, str]]:
    """What of a story's page stands in which rows of the database: a name and a query for Datasette or sqlite3. Ids of
    stories are letters, digits and dashes; any other is not put into a query.
    """
    if not all(c.isascii() and (c.isalnum() or c == "-") for c in story.public_id):
        return []
    of = f"WHERE story = '{story.public_id}'"
    found = [
        ("times", f"SELECT * FROM story_timeline {of}"),
        ("verdict and shares", f"SELECT * FROM stories WHERE public_id = '{story.public_id}'"),
    ]
    return [*found, ("lineage", f"SELECT * FROM story_lineage {of}")] if story.lineage else found


def headline(title: str) -> str:
    """The title, or a stand-in for an article without one."""
    return title.strip() or "(no headline)"


def summary(view: ReportView) -> str:
    """``6 stories among 42 articles from 10 outlets in 5 languages``."""
    totals = view.totals
    return (
        f"{count(totals.stories, 'story', 'stories')} among {count(totals.articles, 'article')} "
        f"from {count(totals.outlets, 'outlet')} in {count(totals.languages, 'language')}"
    )


def story_command(story: StoryView, database: str) -> str:
    """What prints a story whole. ``database`` is that of the report; a page of the web names none."""
    return f"syndicheck story {story.public_id}{f' --db {database}' if database else ''}"


def more(story: StoryView, number: int, database: str) -> str:
    """How many articles of a story are not in the report, and where they are."""
    return f"… and {count(number, 'more article')}: {story_command(story, database)}"


def left_out(view: ReportView) -> str:
    """What a limit kept off the page; empty when nothing was."""
    number = view.stories_left_out
    if not number:
        return ""
    them = "it" if number == 1 else "them"
    return f"{count(number, 'more story', 'more stories')} not shown: raise --limit to see {them}."


def nothing(view: ReportView) -> tuple[str, ...]:
    """What to say when there is no story to show, and what to do next; empty when there are stories."""
    if view.stories:
        return ()
    if view.totals.articles == 0:
        return (
            f"{view.database} holds no articles yet.",
            f"Put some in:  syndicheck ingest PATH --db {view.database}",
            "PATH may be a folder, a glob, or a .jsonl, .csv, .html or .txt file.",
        )
    if view.filters:
        whole = f"syndicheck report --db {view.database}"
        return ("No story fits these filters.", f"Take one away, or ask for the whole report: {whole}")
    return (
        f"No text was found more than once among {count(view.totals.articles, 'article')}.",
        "Ingest what other outlets published; a story needs at least two articles.",
    )


def web_address(url: str | None) -> str | None:
    """The address when it can be linked to safely (http or https, with a host), else ``None``."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None
