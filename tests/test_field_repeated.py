"""Repeated text that is not copying: the pitfalls A of the field study that the other tests do not hold already.

A1, A2, A4 and A5 are in ``test_matching_reuse``, A12 (120 outlets in two days) in ``test_pipeline``. All texts are
invented; where the study names real releases, these are of the same build.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests import newsroom
from tests.test_matching_reuse import BRIDGE, MARKET, SCHOOL, codes, look
from tests.test_pipeline import ingested, members, stories_of

from syndicheck import Database, compare, find_marks
from syndicheck.comparison import compare_views, view_of
from syndicheck.matching.derivation import derivations
from syndicheck.model.articles import RawArticle
from syndicheck.model.changes import ChangeKind
from syndicheck.model.matches import MatchClass
from syndicheck.model.shares import Derivation
from syndicheck.pipeline import learn as learn_database

HEALER = """Ms. Osk's work has three parts: stillness, the listening hand, and the page one writes before going to bed.
She teaches them in a converted mill in Duneholm and in letters that go out to readers in nineteen countries.
People come to her after a loss, after an illness, or because something in their lives has become too loud.
"I do not heal anybody," she says. "I hold the lamp while they look for the door themselves."
Before she moved to the coast she taught geography for eleven years at a school in Kesteren, where she still sings in
the choir of the old harbour church on the second Sunday of every month.
Her readers have sent her more than four thousand letters, all of which she has answered by hand, in green ink.
A new course begins at every full moon; places are given by lot among those who have written before the last quarter."""


def test_a3_two_releases_of_one_person_with_other_news_are_no_copy_and_the_changed_passage_is_shown() -> None:
    book = f"Veya Osk publishes her third book, The Lamp and the Door, on 4 May with Almstadt Press.\n{HEALER}"
    prize = f"Veya Osk receives the Tamsweiler medal for her garden letters at a ceremony on 19 August.\n{HEALER}"
    view = compare_views(*(view_of(RawArticle(where=w, text=t, lang="en")) for w, t in (("a", book), ("b", prize))))
    changed = [(change.kind, change.was, change.now) for change in view.changes]
    assert any("third book" in was or "book" in was for _, was, _ in changed)
    assert any("medal" in now for _, _, now in changed)
    assert any(reason.code in ("facts-differ", "same-template") for reason in view.match.reasons)


def alert(company: str, ticker: str, period: str, deadline: str, claim: str, other: str) -> str:
    return f"""The law firm of Brandt Osei & Lind informs investors that a securities class action has been filed
against {company} ({ticker}). The action is on behalf of all who bought {company} shares {period}. The deadline to ask
the court to be appointed lead plaintiff is {deadline}.
The complaint alleges that, throughout the class period, the defendants made false and misleading statements and
failed to disclose that {claim}. As a result, statements about the company's business, operations and prospects
lacked a reasonable basis at all relevant times. {other}
{company} investors may, no later than {deadline}, move the court to serve as lead plaintiff through counsel of their
choice, or may choose to do nothing and remain an absent class member. A lead plaintiff is a representative party who
acts on behalf of all class members in directing the litigation. The ability to share in any recovery is not affected
by the decision of whether or not to serve as a lead plaintiff."""


MERIDAN = alert(
    "Meridan Data",
    "MRDN",
    "between March 7, 2024 and May 30, 2024",
    "September 9, 2024",
    "the restructuring of its sales incentives slowed down the work of winning new customers",
    "On May 30 Meridan cut its outlook for the fiscal year, and the shares fell 23.9 per cent to 236.06.",
)
SYMBRA = alert(
    "Symbra Robotics",
    "SYB",
    "between July 29, 2024 and November 26, 2024",
    "February 3, 2025",
    "cost overruns on certain deployments had not been recognised in the quarter in which they arose",
    "On November 27 Symbra restated four quarters, and the shares fell 35.9 per cent to 24.76.",
)


def test_a6_alerts_of_one_law_firm_on_two_matters_are_one_template() -> None:
    match = look(MERIDAN, SYMBRA)
    assert match.match_class is MatchClass.TEMPLATE
    slots = next(reason for reason in match.reasons if reason.code == "same-template").data["slots"]
    named = str(slots).lower()
    assert "meridan" in named
    assert "symbra" in named


def test_a6_the_same_alert_sent_again_is_the_same_text() -> None:
    reminder = "REMINDER: " + MERIDAN.replace("informs investors", "reminds investors")
    match = look(MERIDAN, reminder)
    assert match.match_class in (MatchClass.VERBATIM, MatchClass.EDITED)
    assert match.joins


def plate(title: str, year: str, place: str, note: str) -> str:
    return f"""{title}
{title}, {year}. Photograph by A. Harrow Lindqvist, from the series A County by Water. {note}
Harrow Lindqvist ({1901}–{1969}) photographed the county for the Sunday magazine of the Norhaven Courier for forty-three
years. He prepared each picture with the patience of a painter, added clouds and moons from his own store of negatives,
and carried a compass, a machete and a tin of talcum powder in the boot of his car. Prints of this and other pictures
are kept at the Museum of the Sound in {place}, where a room is given to his work. The photographer's daughter, who
looks after the archive of fifty thousand negatives, writes this column each week for readers of the Courier."""


def test_a7_a_photo_series_is_no_story() -> None:
    oyster = plate(
        "Oyster Dredgers at Dawn",
        "1948",
        "Okonora",
        "Three boats lie becalmed off Brindle Point. The skipper of the nearest had lost his brother the winter before"
        " and asked that no face be shown; the photographer waited two hours for the haze.",
    )
    pea = plate(
        "Pea Pickers at Noon",
        "1936",
        "Duneholm",
        "Whole families followed the harvest up the coast. The girl with the hat later became a judge and hung this"
        " very picture in her chambers, next to the statute that forbade such work to children under twelve.",
    )
    match = look(oyster, pea)
    assert not match.joins


PRESSER = [
    "“We will open the plant in May, and every one of the two hundred and forty people who work in it will come from "
    "this valley,” said Mayor Inga Torvald.",
    "“The bank has told us in writing that the loan stands, whatever the newspapers may have heard from whoever was "
    "thrown out of the negotiations,” she added.",
    "“If anybody wants to see the contract, it lies in room eleven of the town hall, between nine and four, next to "
    "the coffee machine,” said Torvald.",
    "“I was born here when the old mill still ran three shifts, and I do not intend to be buried before the new one "
    "does,” the mayor said.",
]
ONE_PAPER = [
    "Questions outnumbered answers when the municipality of Velmira laid out its plan for the empty mill on Tuesday.",
    "Several of those present had lost their jobs there seven years ago, and some had brought the letters with them.",
    "Officials handed out a single sheet with a drawing of the site and no figures at all.",
    "The opposition wants a second audit of the books before the council votes on the guarantee next month.",
    "Local traders were divided: the baker expects more customers, the innkeeper fears for his view of the river.",
]
OTHER_PAPER = [
    "VELMIRA – An optimistic head of the town presented herself to about three hundred citizens in the sports hall.",
    "It rained through the roof into a bucket beside the lectern, which she moved without interrupting herself.",
    "Union secretary Pavel Roth called the promise a beginning and asked for it to be put into a collective agreement.",
    "A bank spokesman said on the phone that its board decides on the credit in March and that nothing is signed.",
    "Environmental groups have announced a complaint because herons nest on the chimney of the boiler house.",
]


def woven(narration: list[str], quotes: list[str], order: list[int]) -> str:
    parts = [narration[0]]
    for number, quote in enumerate(order):
        parts += [quotes[quote], narration[number + 1]]
    return "\n\n".join(parts)


def test_a8_two_reports_of_one_press_conference_share_quotes_and_are_no_copies() -> None:
    match = look(woven(ONE_PAPER, PRESSER, [0, 1, 2, 3]), woven(OTHER_PAPER, PRESSER, [2, 0, 3, 1]))
    assert 0.3 < match.share_a < 0.6
    assert match.match_class is MatchClass.RELATED
    assert "quotes-only" in codes(match)
    assert derivations(match) == (Derivation.NON, Derivation.NON)


def test_a8_one_long_statement_quoted_by_both_is_no_copy_either() -> None:
    statement = " ".join(quote.strip("“”").split("”")[0] for quote in PRESSER)
    one = f"{' '.join(ONE_PAPER[:3])}\n\n“{statement}” the mayor said.\n\n{' '.join(ONE_PAPER[3:])}"
    other = f"{' '.join(OTHER_PAPER[:2])}\n\nSaid Torvald: “{statement}”\n\n{' '.join(OTHER_PAPER[2:])}"
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED
    assert "quotes-only" in codes(match)


def test_a8_all_quotes_and_the_narration_between_them_are_a_copy() -> None:
    source = woven(ONE_PAPER, PRESSER, [0, 1, 2, 3])
    copy = source.replace("on Tuesday", "this week").replace("seven years ago", "in 2019") + "\n\n" + OTHER_PAPER[3]
    match = look(source, copy)
    assert match.joins
    assert derivations(match)[0] is Derivation.WHOLLY


RESOLUTION = """WHEREAS the harbour of Okonora has served the county since its charter of the year 1611, and
WHEREAS the dredging of its northern basin has been postponed four times by administrations of all colours, and
WHEREAS two hundred and eleven families live by what is landed on its quays before six in the morning,
NOW THEREFORE be it resolved that the assembly calls upon the government to release the sum set aside for the basin
without further delay, to lay the soundings of the past ten years before this house, to invite the skippers of the
northern fleet to every meeting at which the depth of the fairway is discussed, and to report on the progress of the
work on the first Monday of each quarter until the basin can be entered at all tides by vessels of four metres."""


@pytest.mark.parametrize("text", [BRIDGE, MARKET])
def test_a9_two_papers_print_the_same_resolution(text: str) -> None:
    one = f"{text}\nThe assembly passed the following text by 31 votes to 9:\n\n{RESOLUTION}\n\n{SCHOOL}"
    other = (
        f"{' '.join(ONE_PAPER[:2])}\n\nWhat the members agreed on in the small hours, in full:\n\n{RESOLUTION}\n\n"
        + " ".join(OTHER_PAPER)
    )
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED
    assert "quoted-document" in codes(match)


def test_a9_who_copies_the_report_copies_its_introduction_too() -> None:
    report = f"{' '.join(ONE_PAPER)}\n\nThe assembly passed the following text by 31 votes to 9:\n\n{RESOLUTION}\n"
    match = look(report, f"{report}\n{MARKET}")
    assert match.joins


TABLE = "\n".join(
    f"{town} {n * 7 % 31} {n * 3 % 17}.{n % 10} {1000 + n * 37} +{n % 9}.{n * 7 % 10} {900 + n * 11}"
    for n, town in enumerate(
        "Norrvik Almstadt Velmira Portasol Kesteren Duneholm Iravelle Tamsweiler Okonora Brindle Sandvik Varga".split(),
        2,
    )
)


def test_a10_the_same_table_under_two_reports_is_weak_evidence() -> None:
    one = f"{' '.join(ONE_PAPER)}\n\nClosing prices\n{TABLE}"
    other = f"{' '.join(OTHER_PAPER)}\n\nMarkets today\n{TABLE}"
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED
    assert "listing" in codes(match)


def test_a11_what_stands_under_every_article_of_a_paper_is_in_no_share() -> None:
    furniture = """

About the author: Nele Marsh has covered courts and harbours for the Norhaven Courier since 2009. She lives in Brindle.

Recommended for you
Five walks along the river
Why the clock of the town hall is always late

Sign up for our newsletter and get the most important news every morning at seven.
We use cookies to personalise content and ads, to provide social media features and to analyse our traffic.
"""
    match = compare(BRIDGE + furniture, SCHOOL + furniture, lang="en")
    assert not match.joins
    kept = compare(BRIDGE + furniture, BRIDGE, lang="en")
    assert kept.share_b == 1.0
    assert kept.joins
    marked = {mark.type for mark in find_marks(BRIDGE + furniture, lang="en")}
    assert "page_chrome" in marked


def test_a12_one_paragraph_under_120_releases_of_one_issuer_over_300_days_is_boilerplate(tmp_path: Path) -> None:
    paragraph = (
        "Lindholm Marine builds and repairs ferries, pilot boats and workboats for harbours on both sides of the sound."
        " Founded in 1931, it employs people at two yards and belongs to its staff, who hold all of its shares."
    )
    first = date(2025, 3, 1)
    records = [
        newsroom.record(
            n,
            f"{newsroom.text(9000 + n, 3)}\n\n{paragraph}",
            "lindholm-marine.example",
            str(first + timedelta(days=n * 300 // 119)),
            title=" ".join(newsroom.text(9000 + n).split()[:6]),
        )
        for n in range(120)
    ]
    path = ingested(tmp_path / "issuer.db", records)
    assert stories_of(path) == ()
    with Database(path, write=True) as database:
        (block,) = learn_database(database)
        assert (block.text, block.stories, block.outlets, block.edge) == (paragraph, 120, 1, "tail")
        assert block.days == 120
        bodies = database.connection.execute("SELECT count(*) FROM marks WHERE type = 'recurring_block'").fetchone()
        assert bodies == (120,)
    assert stories_of(path) == ()


def test_slots_name_whole_decimals() -> None:
    form = """The trust reported that the share of its stores that are let rose to {} percent while the average rent was
{} dollars a square foot at the end of the month, and its manager said in a statement that the fund would pay {} dollars
a share to holders of record on the last day of {}. The trust owns shopping centres in eleven states and leases them to
a chain of department stores, and the report is filed each month with the regulator as the law requires."""
    match = look(form.format("45.1", "4.45", "0.12", "April"), form.format("41.5", "4.15", "0.17", "July"))
    slots = next(reason for reason in match.reasons if "slots" in reason.data).data["slots"]
    named = {fact for slot in slots for side in ("shorter", "longer") for fact in slot[side]}
    assert {"45.1", "41.5", "4.45", "4.15", "0.12", "0.17"} <= named
    assert not named & {"45", "41", "5", "1", "15", "12", "17"}


def test_a13_a_notice_on_300_releases_makes_no_story(tmp_path: Path) -> None:
    notice = " ".join(newsroom.paragraphs(4242, 2))
    records = [
        newsroom.record(
            n, f"{newsroom.text(7000 + n, 2)}\n\n{notice}", f"o{n % 9}.example", f"2026-03-{1 + n % 28:02d}"
        )
        for n in range(300)
    ]
    found = stories_of(ingested(tmp_path / "chain.db", records))
    assert [members(story) for story in found] == []


NAMES = ", ".join(
    f"{first} {last}"
    for first, last in zip(
        "Ada Bo Cleo Dag Edda Finn Greta Hugo Ines Jarl Karin Leif Mona Nils Olga Per Runa Sven Tilde Ulf".split() * 2,
        "Aker Berg Cole Dahl Ek Falk Gran Holm Isak Juhl Kvist Lund Moe Nord Ost Palm Quist Rask Sund Tran".split()
        + "Ulv Vik Wang Yng Zander Abel Brun Carl Dorn Elm Frost Gade Hjort Ibsen Jung Krog Lie Munk Nyg Orre".split(),
        strict=True,
    )
)


def test_a14_a_list_of_names_in_two_reports_is_weak_evidence() -> None:
    one = f"{' '.join(ONE_PAPER)}\n\nThe squad: {NAMES}."
    other = f"{' '.join(OTHER_PAPER)}\n\nNominated were {NAMES}."
    match = look(one, other)
    assert match.match_class is MatchClass.RELATED
    assert "listing" in codes(match)


def test_a_figure_exchanged_in_a_copy_is_told_first() -> None:
    view = compare_views(
        *(
            view_of(RawArticle(where=w, text=t, lang="en"))
            for w, t in (("a", BRIDGE), ("b", BRIDGE.replace("2.3 million", "3.2 million").replace("asked", "begged")))
        )
    )
    assert view.changes[0].kind is ChangeKind.NUMBER
    assert (view.changes[0].was, view.changes[0].now) == ("2.3", "3.2")
