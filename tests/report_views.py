"""Invented views for the tests of the report formats: what the store would hand over.

Every outlet, company and sentence in here is made up. Some articles try to break out of the page they are
printed on; the tests look for what is left of that.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from syndicheck.model.changes import Change, ChangeKind
from syndicheck.model.corrections import Carried, Correction, Notice, NoticeKind, TextState
from syndicheck.model.credits import Credit, CreditLine, CreditStatus
from syndicheck.model.labels import LabelFinding, LabelOutcome, LabelSign
from syndicheck.model.lineage import LineageEdge, LineageParent
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.matches import Match, MatchClass, Passage
from syndicheck.model.origins import Origin, Verdict
from syndicheck.model.reasons import Reason
from syndicheck.model.shares import Breakdown
from syndicheck.model.spans import Span, TextKind
from syndicheck.model.times import Precision, Sighting, Zone
from syndicheck.view import (
    CompareView,
    Independence,
    MarkBrief,
    MarkUse,
    MemberView,
    OutletLine,
    ReportView,
    StoryView,
    TextView,
    Totals,
)


def at(clock: str, *, kind: str = "published", zone: Zone = Zone.GIVEN) -> Sighting:
    """A time to the minute, given in UTC; with an unknown zone, ``clock`` is the wall clock as written."""
    start = datetime.fromisoformat(clock).replace(tzinfo=UTC)
    end = start + timedelta(seconds=59)
    if zone is Zone.UNKNOWN:
        start, end = start - timedelta(hours=14), end + timedelta(hours=12)
    return Sighting(kind, "record", clock, start, end, Precision.MINUTE, zone, "UTC")


def on(day: str) -> Sighting:
    """A bare day: it spans the day in every zone of the world."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return Sighting(
        "published",
        "meta",
        day,
        start - timedelta(hours=14),
        start + timedelta(hours=36) - timedelta(seconds=1),
        Precision.DAY,
        Zone.UNKNOWN,
    )


def mark(
    kind: str,
    excerpt: str,
    *,
    owner: str | None = None,
    name: str | None = None,
    start: int = 0,
    page: bool = False,
    layer: Layer = Layer.OWN,
) -> MarkBrief:
    """A mark that covers ``excerpt`` from ``start``."""
    entry = f"{owner or 'generic'}.{kind}"
    where = TextKind.PAGE if page else TextKind.BODY
    found = Mark(kind, start, start + len(excerpt), where, owner, entry, layer, "strong", 0.97)
    return MarkBrief(found, name, excerpt)


def copy(kind: MatchClass, used: float, pasted: float, *reasons: str) -> Match:
    """A match without its passages, as the timeline shows it."""
    said = tuple(Reason(f"r{number}", text) for number, text in enumerate(reasons))
    return Match(kind, used, pasted, used * pasted, max(used, pasted), (), said)


def member(
    number: int,
    outlet: str,
    title: str,
    lang: str,
    sighting: Sighting | None,
    match: Match | None = None,
    *,
    place: str = "later",
    role: str = "member",
    url: str | None = None,
    marks: tuple[MarkBrief, ...] = (),
) -> MemberView:
    source = match is None and role == "member" and place in ("first", "tied")
    return MemberView(number, f"url:{number}", outlet, title, lang, url, role, place, sighting, match, marks, source)


DPA_LIKE = mark("end_credit", "(zpa/kl)", owner="zpa", name="Zentrale Presseagentur")
WIRE_FOOT = mark(
    "distributor_footer",
    "Original content and pictures: wirepost.example",
    owner="wirepost",
    name="WirePost",
    layer=Layer.CARRIED,
)

WIND = StoryView(
    "s-7f3a2c",
    "Neuer Windpark vor Rügen liefert ersten Strom",
    ("de", "en", "ja"),
    (
        member(
            12,
            "Nordkurier",
            "Neuer Windpark vor Rügen liefert ersten Strom",
            "de",
            at("2026-03-04 08:12"),
            place="first",
            url="https://nordkurier.example/windpark",
            marks=(mark("dateline", "Sassnitz"), DPA_LIKE),
        ),
        member(
            15,
            "Tagesbote",
            "Windpark vor Rügen: Erster Strom fließt",
            "de",
            at("2026-03-04 08:53"),
            copy(MatchClass.VERBATIM, 1.0, 0.996, "All nine paragraphs are the same, in the same order."),
            marks=(DPA_LIKE, mark("outlet_disclaimer", "Dieser Text wurde automatisch übernommen.")),
            url="https://tagesbote.example/a?id=15",
        ),
        member(
            16,
            "The Harbour Post",
            "First power from wind farm off Rügen [sic]",
            "en",
            at("2026-03-05 11:30", zone=Zone.UNKNOWN),
            copy(MatchClass.TRANSLATION, 0.62, 0.71, "11 of 13 figures come in the same order."),
            url="https://harbour.example/wind",
        ),
        member(
            21,
            "海辺新聞",
            "リューゲン島沖の新しい風力発電所が初めて電力を供給、地元の漁業者は騒音と航路の変更に懸念を示す",
            "ja",
            on("2026-03-06"),
            copy(MatchClass.EXCERPT, 0.004, 0.48),
        ),
        member(
            22,
            "energie-ticker.example",
            "",
            "de",
            None,
            copy(MatchClass.EDITED, 0.91, 0.88, "Two sentences were added at the end."),
            place="unknown",
            marks=(WIRE_FOOT,),
        ),
        member(
            30,
            "Der Wochenblick",
            "Das war die Woche: Wind, Wasser, Wahlen",
            "de",
            at("2026-03-07 06:00"),
            copy(MatchClass.EXCERPT, 0.34, 0.07),
            role="draws-on",
        ),
    ),
    Origin(
        Verdict.FIRST,
        ("url:12",),
        (
            Reason("interval-clear", "Its time ends before any other article's time begins."),
            Reason("credit", "It credits Zentrale Presseagentur, whose own text is not in the database."),
        ),
        "Judged among 5 articles of 5 outlets that are in this database; what is not in it cannot be known.",
    ),
    ("The credit “(zpa/kl)” is missing in The Harbour Post and 海辺新聞.",),
)

HARBOUR = StoryView(
    "s-0b11e4",
    "Port authority confirms dredging to begin in May, [/] says [@handle] and [bold]nobody[/bold] else objects "
    "to the noise that pile driving makes at night",
    ("en",),
    (
        member(3, "Gull Coast News", "Port authority confirms dredging", "en", at("2026-01-10 09:00"), place="tied"),
        member(
            4,
            "Morning Quay",
            "Port authority confirms dredging",
            "en",
            at("2026-01-10 09:00"),
            copy(MatchClass.VERBATIM, 0.994, 1.0),
            place="tied",
        ),
    ),
    Origin(
        Verdict.TIED,
        ("url:3", "url:4"),
        (Reason("overlap", "Both times fall into the same minute."),),
        "Judged among 2 articles.",
    ),
)

DAYS = StoryView(
    "s-c9d0aa",
    "أعلنت هيئة الميناء بدء أعمال التجريف في مايو",
    ("ar", "fr"),
    (
        member(
            40, "صحيفة المرفأ", "أعلنت هيئة الميناء بدء أعمال التجريف في مايو", "ar", on("2025-12-31"), place="unknown"
        ),
        member(
            41,
            "Le Phare du Midi",
            "Le port annonce le dragage\x1b[31m rouge",
            "fr",
            on("2026-01-01"),
            copy(MatchClass.TRANSLATION, 0.55, 0.6),
            place="unknown",
        ),
    ),
    Origin(
        Verdict.UNDETERMINED,
        ("url:40", "url:41"),
        (
            Reason("day-only", "The articles carry a date without a time.", {"articles": ["url:40", "url:41"]}),
            Reason("zone", "Neither says in which zone; the later day begins 2025-12-31 10:00 UTC."),
        ),
        "Outlets that are not in this database may have been earlier.",
    ),
)

LABELS = (
    LabelFinding(
        "newsroom-origin",
        "newsroom policy: readers see that a text is a release",
        "generic policy of this program",
        "an invented source",
        LabelOutcome.INADEQUATE,
        LabelSign("(pi)", "text", Span(0, 4), frozenset({"release"}), "abbreviation"),
        Reason("label-inadequate", "“(pi)” in its text: readers do not understand the abbreviation."),
    ),
    LabelFinding(
        "eu-ucpd-annex-1-11",
        "EU directive 2005/29/EC, annex I no. 11",
        "directive of 11 May 2005",
        "an invented source",
        LabelOutcome.NOT_APPLICABLE,
        None,
        Reason("label-no-payment-known", "Nothing shows that anybody paid for this text."),
    ),
)

CLOCK = (Reason("parent-before", "The parent is older, by at least 41 min."),)
LINEAGE = (
    LineageEdge("url:12", 1, LineageParent(None, 1, 0.98, (), (Reason("earliest-held", "The earliest."),))),
    LineageEdge(
        "url:15",
        1,
        LineageParent("url:12", 1, 0.61, (Reason("same-text", "Word for word the same."),), CLOCK),
        (LineageParent("url:16", 1, 0.37, (Reason("edited", "The parent's text with changes."),), ()),),
    ),
    LineageEdge("url:15", 2, LineageParent("url:15", 1, 1.0, (Reason("earlier-version", "The next version."),), ())),
    LineageEdge(
        "url:16", 1, LineageParent("url:12", 1, 0.9, (Reason("translated", "One text in two languages."),), ())
    ),
    LineageEdge(
        "url:22",
        1,
        LineageParent("url:15", 2, 0.55, (Reason("cut", "The parent's text with parts left out."),), CLOCK),
        (),
        Reason("text-against-clock", "One of the times is wrong.", {"article": "url:15"}),
    ),
)

JUDGED = replace(
    WIND,
    members=tuple(
        replace(member, credit=credit, labels=LABELS if member.key == "url:15" else ())
        for member, credit in zip(
            WIND.members,
            (
                Credit(
                    CreditStatus.PRINTED,
                    (CreditLine("zpa", "end_credit", TextKind.BODY, Span(0, 8)),),
                    (),
                    (),
                    Reason("credit-printed", "Prints the credit of Zentrale Presseagentur."),
                ),
                None,
                Credit(
                    CreditStatus.MISSING,
                    (),
                    ("zpa",),
                    ("url:12",),
                    Reason(
                        "credit-missing", "No credit found; Zentrale Presseagentur credited by Nordkurier, the source."
                    ),
                ),
                None,
                Credit(
                    CreditStatus.SWAPPED,
                    (CreditLine("wirepost", "distributor_footer", TextKind.BODY, Span(0, 48)),),
                    ("zpa",),
                    ("url:12",),
                    Reason("credit-swapped", "Credits WirePost (distributor).", {"instead": ["wirepost"]}),
                ),
                None,
            ),
            strict=True,
        )
    ),
    lineage=LINEAGE,
    independence=Independence(5, 5, ("energie-ticker.example",), 4, 2, "Zentrale Presseagentur", False),
    corrections=(
        Correction(
            "url:15",
            Notice(NoticeKind.CORRECTION, "text", "KORREKTUR", Span(0, 9)),
            "url:12",
            (
                Carried("url:12", TextState.SUPERSEDED, Span(3, 40), Reason("carries-superseded", "Replaced words.")),
                Carried("url:22", TextState.SUPERSEDED, Span(9, 44), Reason("carries-superseded", "Replaced words.")),
                Carried("url:16", TextState.UNKNOWN, None, Reason("carries-other-language", "Another language.")),
            ),
            Reason("correction-compared", "Compared with the earlier text."),
        ),
        Correction(
            "url:22",
            Notice(NoticeKind.KILL, "title", "KILL", None),
            None,
            (),
            Reason("text-killed", "The story was withdrawn by this notice."),
        ),
    ),
)
"""The story as its own page has it, with credits, labels, corrections and lineage."""

REPORT = ReportView(
    "news.db",
    Totals(articles=1042, versions=1050, outlets=10, languages=5, stories=9, problems=2),
    "Outlets that are not in this database may have been earlier.",
    (WIND, HARBOUR, DAYS),
    (
        MarkUse("zpa", "Zentrale Presseagentur", "end_credit", 14, 3),
        MarkUse("zpa", "Zentrale Presseagentur", "copyright", 2, 1),
        MarkUse("wirepost", "WirePost", "third_party_disclaimer", 1200, 4),
        MarkUse(None, None, "dateline", 9, 5),
    ),
    (
        OutletLine("Nordkurier", 210, ("de",), 4, 3, 0, 1, 0, owner="Küsten|medien <b>"),
        OutletLine("海辺新聞", 31, ("ja",), 1, 0, 0, 1, 0),
        OutletLine("=HYPERLINK(evil.example)", 1, ("en", "de"), 1, 0, 1, 0, 1),
    ),
    zone="Europe/Berlin",
    filters=("language is de",),
    stories_left_out=6,
)

EMPTY = ReportView("news.db", Totals(0, 0, 0, 0, 0, 0), "", (), (), ())
UNCOPIED = ReportView("news.db", Totals(12, 12, 3, 1, 0, 0), "", (), (), (OutletLine("A", 12, ("en",), 0, 0, 0, 0, 0),))

_RELEASE = (
    "HAFENSTADT (ZPA) - Der Windpark vor Rügen hat am Mittwoch den ersten Strom geliefert.\n\n"
    "„Wir sind stolz“, sagte eine Sprecherin [sic] der Betreiber. Die Anlage zählt 60 Räder.\n\n"
    "Bis Mai sollen alle laufen. (zpa/kl)"
)
_COPY = (
    "Der Windpark vor Rügen hat am Mittwoch den ersten Strom geliefert. Das teilten die Betreiber mit.\n\n"
    "Fischer sehen das anders: „Wir wurden nicht gefragt.“\n\n"
    "Die Anlage zählt 60 Räder. Bis Mai sollen alle laufen."
)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _passage(words_a: str, words_b: str | None = None) -> Passage:
    return Passage(_span(_RELEASE, words_a), _span(_COPY, words_b or words_a), len(words_a.split()))


COMPARE = CompareView(
    TextView("12", "Nordkurier", "Neuer Windpark vor Rügen liefert ersten Strom", "de", _RELEASE),
    TextView("15", "Tagesbote", "Erster Strom fließt", "de", _COPY),
    Match(
        MatchClass.EDITED,
        0.74,
        0.62,
        0.41,
        0.8,
        (
            _passage("Der Windpark vor Rügen hat am Mittwoch den ersten Strom geliefert."),
            _passage("Die Anlage zählt 60 Räder."),
            _passage("Bis Mai sollen alle laufen."),
        ),
        (Reason("order", "The copied passages come in the same order."), Reason("gap", "One quotation was left out.")),
    ),
    changes=(
        Change(ChangeKind.NUMBER, _span(_RELEASE, "60"), _span(_COPY, "60"), "60", "<b>61</b>"),
        Change(
            ChangeKind.ADDED,
            None,
            _span(_COPY, "Fischer sehen das anders: „Wir wurden nicht gefragt.“"),
            "",
            "Fischer sehen das anders: „Wir wurden nicht gefragt.“",
        ),
    ),
    breakdown=Breakdown(0.1, 0.2, 0.05, 0.08, 0.69, 0.54),
)


def _placed(kind: str, words: str, **more: object) -> MarkBrief:
    return mark(kind, words, start=_RELEASE.index(words), **more)  # type: ignore[arg-type]


MARKED = TextView(
    "windpark.txt",
    "Nordkurier",
    "Neuer Windpark vor Rügen liefert ersten Strom",
    "de",
    _RELEASE,
    (
        _placed("dateline", "HAFENSTADT"),
        _placed("lead_credit", "(ZPA) -", owner="zpa", name="Zentrale Presseagentur"),
        _placed("end_credit", "(zpa/kl)", owner="zpa", name="Zentrale Presseagentur"),
        mark("copyright", "© 2026 Nordkurier", start=400, page=True),
    ),
    page_text="Menü " * 90 + "© 2026 Nordkurier",
)
UNMARKED = TextView("draft.md", "", "", "und", "Nothing in here belongs to [anybody] else.")
