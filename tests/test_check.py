"""Drafts before publication: a table of drafts with the findings they must have, then policy, formats and bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner
from msgspec.structs import replace
from tests import newsroom, program
from tests.test_field_repeated import HEALER, ONE_PAPER, OTHER_PAPER, PRESSER, woven
from tests.test_matching_reuse import BRIDGE, MARKET, OWN_WORDS, REWRITTEN, SCHOOL
from tests.test_pipeline import ingested

from syndicheck import Database
from syndicheck.checking.check import check
from syndicheck.checking.findings import CheckReport, Severity
from syndicheck.checking.policy import Policy
from syndicheck.checking.policy_file import find_policy, read_policy
from syndicheck.checking.rules import RULES
from syndicheck.checking.suppressions import Suppression
from syndicheck.cli import cli
from syndicheck.commands.outlets import apply_outlets
from syndicheck.errors import InputError
from syndicheck.explain import explanation
from syndicheck.model.articles import RawArticle
from syndicheck.readers import read
from syndicheck.report.check import FORMATS, render_check
from syndicheck.report.check.verdict import verdict

CREDITED = f"NORHAVEN (AP) — {BRIDGE}"
PAID = (
    f"{MARKET}\n\nThe article is provided by a third-party content provider. SeaPRwire (https://www.seaprwire.com/)"
    " makes no warranties or representations in connection therewith."
)
EMBARGOED = f"EMBARGOED UNTIL 18:00 GMT, 4 MARCH 2026\n\n{SCHOOL}\n\n{' '.join(ONE_PAPER)}"
SERIES = woven(ONE_PAPER, PRESSER, [0, 1, 2, 3])
OWN = newsroom.text(4711, 4)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = [
        newsroom.record(1, CREDITED, "wire.example", "2026-03-01T08:00:00Z", url="https://wire.example/bridge"),
        newsroom.record(2, CREDITED, "paper.example", "2026-03-01T10:00:00Z", url="https://paper.example/bridge"),
        newsroom.record(3, PAID, "portal.example", "2026-03-02T08:00:00Z", url="https://portal.example/frost"),
        newsroom.record(4, EMBARGOED, "office.example", "2026-03-03T08:00:00Z", url="https://office.example/school"),
        newsroom.record(5, SERIES, "valley.example", "2026-03-03T20:00:00Z", url="https://valley.example/mill"),
        newsroom.record(6, newsroom.text(99), "alone.example", "2026-03-03T20:00:00Z"),
        newsroom.record(8, HARBOUR, "minato.example", "2026-03-04T08:00:00Z", lang="ja"),
        newsroom.record(7, OWN, "ours.example", "2026-03-04T08:00:00Z", url="https://ours.example/own"),
    ]
    return ingested(tmp_path_factory.mktemp("check") / "held.db", records)


def checked(held: Path | None, draft: RawArticle | str, policy: Policy | None = None) -> CheckReport:
    if held is None:
        return check(draft, None, policy, today=date(2026, 3, 5))
    with Database(held) as database:
        return check(draft, database, policy, today=date(2026, 3, 5))


def codes(report: CheckReport) -> set[str]:
    return {finding.code for finding in report.standing}


def test_a_draft_with_other_news_over_a_text_that_is_held_is_told_how_much_of_it_stands_there(tmp_path: Path) -> None:
    held = f"Veya Osk publishes her third book, The Lamp and the Door, on 4 May with Almstadt Press.\n{HEALER}"
    draft = f"Veya Osk receives the Tamsweiler medal for her garden letters at a ceremony on 19 August.\n{HEALER}"
    path = ingested(tmp_path / "healer.db", [newsroom.record(1, held, "office.example", "2026-03-01T08:00:00Z")])
    report = checked(path, draft)
    assert codes(report) & {"SYN101", "SYN102"}
    assert report.copied > 0.8


def changed(text: str, **words: str) -> str:
    for was, now in words.items():
        assert was.replace("_", " ") in text
        text = text.replace(was.replace("_", " "), now)
    return text


HARBOUR = (
    "港湾局は火曜日、九十年の歴史を持つ古い魚市場を閉鎖することを決めた。十一人の商人は駅のそばの建物に移る予定で、"
    "家賃は三分の一高くなる。四行の手紙で知らされたと蟹を売ってきた女性は語った。屋根の修理には大金がかかるという。"
)
OTHERS = "地元の漁師たちは反対している。署名も集まった。しかし議会は動かない。市民は不満を抱いている。"
ZERO_WIDTH = OWN.replace(" the ", " t\u200bhe ")

ALONE, STRANGER = newsroom.text(99).split(), newsroom.text(31340).split()

CASES = [
    pytest.param(CREDITED, {"SYN101"}, id="copied whole, with its credit"),
    pytest.param(BRIDGE, {"SYN101", "SYN201"}, id="copied whole, credit removed"),
    pytest.param(f"BERLIN (dpa) - {BRIDGE}", {"SYN101", "SYN202"}, id="credit exchanged"),
    pytest.param("\n".join(BRIDGE.split("\n")[:6]), {"SYN101", "SYN201"}, id="cut, credit removed"),
    pytest.param(f"{BRIDGE}\n\n{OWN}", {"SYN102", "SYN201"}, id="a third of the draft is copied"),
    pytest.param(changed(CREDITED, **{"2.3_million": "3.2 million"}), {"SYN101", "SYN301"}, id="a number changed"),
    pytest.param(changed(CREDITED, from_3_March="from 8 March"), {"SYN101", "SYN302"}, id="a date changed"),
    pytest.param(
        changed(CREDITED, The_council_rejected="The council had not rejected"),
        {"SYN101", "SYN303"},
        id="a negation put in",
    ),
    pytest.param(changed(CREDITED, Behrens="Bertram"), {"SYN101", "SYN304"}, id="a name changed"),
    pytest.param(changed(CREDITED, **{"2.3_million": "2.3 billion"}), {"SYN101", "SYN305"}, id="a unit changed"),
    pytest.param("\n".join([*CREDITED.split("\n")[4:], *CREDITED.split("\n")[:4]]), {"SYN101"}, id="paragraphs moved"),
    pytest.param(
        changed(CREDITED, six_weeks="6 weeks", from_3_March="from March 3", **{"2.3_million": "2,300,000"}),
        {"SYN101"},
        id="numbers in another dress",
    ),
    pytest.param(
        changed(CREDITED, is_expected_to_cost="will cost"), {"SYN101"}, id="other words", marks=pytest.mark.loose
    ),
    pytest.param(MARKET, {"SYN101", "SYN203"}, id="disclaimer removed"),
    pytest.param(PAID, {"SYN101", "SYN204"}, id="a release without a label"),
    pytest.param(f"Press release\n\n{PAID}", {"SYN101"}, id="a release with its label"),
    pytest.param(EMBARGOED.partition("\n\n")[2], {"SYN101", "SYN401"}, id="embargo line left out"),
    pytest.param(EMBARGOED, {"SYN101", "SYN401"}, id="embargo line left in"),
    pytest.param(woven(OTHER_PAPER, PRESSER, [2, 0, 3, 1]), {"SYN104"}, id="own report with the same quotations"),
    pytest.param(newsroom.text(31337), set(), id="own text"),
    pytest.param(
        f"{newsroom.text(31338)}\n\n###\n\nMedia contact:\nAda Holm\nada@works.example", {"SYN205"}, id="leftovers"
    ),
    pytest.param(ZERO_WIDTH.replace(OWN[:40], ""), {"SYN101", "SYN501"}, id="zero-width characters"),
    pytest.param(newsroom.text(31339).replace("a", "а", 3), {"SYN502"}, id="Cyrillic letters"),
    pytest.param("Bridge closed. More soon.", {"SYN901"}, id="too short"),
    pytest.param(" ".join(ALONE[40:66]), {"SYN101"}, id="a brief of 26 words, all copied"),
    pytest.param(" ".join([*ALONE[:26], *STRANGER[:12]]), {"SYN102"}, id="three quarters of a brief"),
    pytest.param(" ".join([*ALONE[:16], *STRANGER[:16]]), set(), id="16 words of a brief"),
    pytest.param(HARBOUR[:80] + OTHERS, {"SYN102"}, id="two thirds of a short draft, in Japanese"),
    pytest.param(HARBOUR[:40] + OTHERS, set(), id="a sentence of a short draft, in Japanese"),
]


@pytest.mark.parametrize(("draft", "expected"), CASES)
def test_a_draft_has_its_findings(request: pytest.FixtureRequest, held: Path, draft: str, expected: set[str]) -> None:
    found = codes(checked(held, RawArticle(where="draft.txt", text=draft, lang="en")))
    if request.node.get_closest_marker("loose"):
        assert expected <= found
    else:
        assert found == expected


def test_a_word_that_was_put_in_stands_where_nothing_stood(held: Path) -> None:
    draft = changed(CREDITED, The_council_rejected="The council had not rejected")
    (found,) = (one for one in checked(held, draft).findings if one.code == "SYN303")
    assert found.message == "Nothing in wire.example (article 1, 2026-03-01 08:00 UTC), “had not” in the draft."


def test_of_copies_the_earliest_is_named(held: Path) -> None:
    report = checked(held, BRIDGE)
    first = report.standing[0]
    assert first.code == "SYN101"
    assert first.source is not None
    assert first.source.outlet == "wire.example"
    assert "2026-03-01 08:00" in first.message
    assert report.compared == 8
    assert report.copied == 1.0


def test_spans_point_into_draft_and_source(held: Path) -> None:
    draft = CREDITED.replace("2.3 million", "3.2 million")
    report = checked(held, RawArticle(where="draft.txt", text=draft, lang="en"))
    number = next(finding for finding in report.standing if finding.code == "SYN301")
    assert number.span is not None
    assert number.source_span is not None
    assert draft[number.span.start : number.span.end] == "3.2"
    assert report.sources[0].text[number.source_span.start : number.source_span.end] == "2.3"


def test_a_draft_is_no_copy_of_its_own_stored_version_or_outlet(held: Path) -> None:
    stored = RawArticle(where="d", text=OWN, lang="en", url="https://ours.example/own?utm_source=x")
    assert codes(checked(held, stored)) == set()
    assert codes(checked(held, OWN)) == {"SYN101"}
    assert codes(checked(held, OWN, Policy(own=("Ours.example",)))) == set()


def test_own_outlets_by_the_names_that_the_file_of_outlets_knows(tmp_path: Path) -> None:
    kept = ingested(tmp_path / "named.db", [newsroom.record(1, OWN, "Ours Daily", "2026-03-04T08:00:00Z")])
    (tmp_path / "outlets.toml").write_text('[[outlet]]\nname = "Ours Daily"\naliases = ["The Daily"]\n')
    with Database(kept, write=True) as store:
        apply_outlets(store, tmp_path / "outlets.toml")
    assert codes(checked(kept, OWN, Policy(own=("the daily",)))) == set()
    assert codes(checked(kept, OWN, Policy(own=("the weekly",)))) == {"SYN101"}


def test_the_same_words_of_an_unknown_outlet_are_a_copy(tmp_path: Path) -> None:
    """A folder of plain texts says neither addresses nor outlets; that words are the same makes nobody their owner."""
    kept = ingested(tmp_path / "plain.db", [{"text": BRIDGE}, {"text": MARKET, "outlet": "Ours"}])
    assert codes(checked(kept, BRIDGE)) == {"SYN101"}
    assert codes(checked(kept, MARKET)) == {"SYN101"}
    assert codes(checked(kept, RawArticle(where="d", text=MARKET, outlet="Ours"))) == set()


FISH = [
    "The harbour board of Quill Bay voted on Tuesday to close the old fish market after ninety years of trading there.",
    "Eleven traders will move to a hall beside the railway station, where rents are a third higher than before.",
    "A petition with 3,100 names was handed over on Monday, and the mayor has asked for a second opinion.",
    "The last day of trade is planned for 30 September, after the herring season ends.",
]
AMENDED = [*FISH[:3], "The last day of trade is planned for 15 October, after the herring season ends."]

OURS = "https://ours.example/fish"


@pytest.mark.parametrize(
    ("ours", "draft", "own", "expected"),
    [
        ("08:00", FISH, "ours.example", set()),
        ("08:00", FISH, "https://www.ours.example/", set()),
        ("08:00", FISH, OURS, set()),
        ("08:00", [*FISH[:3], "The rest is a matter for the courts, as the board said in the evening."], OURS, set()),
        ("08:00", FISH, "elsewhere.example", {"SYN101"}),
        ("08:00", FISH, "http://[ours.example", {"SYN101"}),  # no address
        ("12:00", FISH, "ours.example", {"SYN101"}),  # the other was first
        ("08:00", [*FISH, *newsroom.paragraphs(7, 4)], "ours.example", set()),  # background from an earlier text
        ("12:00", [*FISH, *newsroom.paragraphs(7, 4)], "ours.example", {"SYN102"}),
    ],
)
def test_who_copied_from_us_is_no_source(
    tmp_path: Path, ours: str, draft: list[str], own: str, expected: set[str]
) -> None:
    records = [
        newsroom.record(1, "\n\n".join(FISH), "Ours Daily", f"2026-03-01T{ours}:00Z", url=OURS),
        newsroom.record(2, "\n\n".join(FISH), "taker.example", "2026-03-01T10:00:00Z", url="https://taker.example/f"),
        newsroom.record(3, "\n\n".join(FISH[:3]), "cut.example", "2026-03-01T11:00:00Z", url="https://cut.example/f"),
    ]
    kept = ingested(tmp_path / "ours.db", records)
    report = checked(kept, "\n\n".join(draft), Policy(own=(own,)))
    assert codes(report) == expected
    assert bool(report.copied) is bool(expected)


def test_a_patchwork_of_many_sources_is_told(tmp_path: Path) -> None:
    records = [
        newsroom.record(n, newsroom.text(600 + n, 4), f"s{n}.example", f"2026-03-02T{n:02}:00:00Z") for n in range(14)
    ]
    draft = "\n\n".join("\n\n".join(newsroom.paragraphs(600 + n, 4)[:2]) for n in range(14))
    report = checked(ingested(tmp_path / "patches.db", records), draft)
    assert report.copied == 1.0
    told = {f.source.outlet for f in report.standing if f.code == "SYN102" and f.source}
    assert len(told) == 14  # each holds a fourteenth of it
    assert not any(f.data["now"] == "" for f in report.standing if f.code == "SYN301")  # what was cut is not changed


def test_of_a_hundred_copies_the_first_is_named_though_it_was_read_last(tmp_path: Path) -> None:
    copies = [
        newsroom.record(n, BRIDGE, f"copy{n}.example", f"2026-03-02T{n % 24:02}:{n % 60:02}:00Z") for n in range(1, 100)
    ]
    first = newsroom.record(100, BRIDGE, "first.example", "2026-03-01T08:00:00Z")
    report = checked(ingested(tmp_path / "hundred.db", [*copies, first]), BRIDGE)
    (origin,) = report.origins
    assert origin.outlets == ("first.example",)
    assert report.standing[0].source is not None
    assert report.standing[0].source.outlet == "first.example"


def test_copies_of_one_source_do_not_hide_another(tmp_path: Path) -> None:
    copies = [
        newsroom.record(n, f"{BRIDGE}\n\n{newsroom.text(100 + n, 1)}", f"paper{n}.example", f"2026-03-01T{n:02}:00:00Z")
        for n in range(1, 13)
    ]
    other = newsroom.record(20, MARKET, "other.example", "2026-03-02T08:00:00Z")
    kept = ingested(tmp_path / "many.db", [*copies, other])
    report = checked(kept, f"{BRIDGE}\n\n{MARKET}")
    assert report.copied == 1.0
    assert {f.source.outlet for f in report.standing if f.source} == {"paper1.example", "other.example"}


@pytest.mark.parametrize(
    ("then", "now", "draft", "told"),
    [
        (FISH, AMENDED, FISH, True),
        (FISH, AMENDED, FISH[:3], False),  # what was changed is not in it
        (FISH, AMENDED, AMENDED, False),
        (FISH, FISH, FISH, False),  # a new headline only
        (FISH, FISH[1:], FISH, True),
    ],
)
def test_that_a_source_has_changed_is_told_of_its_earlier_words_only(
    tmp_path: Path, then: list[str], now: list[str], draft: list[str], told: bool
) -> None:
    first = newsroom.record(1, "\n\n".join(then), "q.example", "2026-03-01T08:00:00Z", url="https://q.example/fish")
    kept = ingested(tmp_path / "fish.db", [first])
    ingested(kept, [first | {"text": "\n\n".join(now), "title": "Old market to go"}])
    assert ("SYN404" in codes(checked(kept, "\n\n".join(draft)))) is told


@pytest.mark.parametrize(
    ("was", "now", "code", "severity"),
    [
        ("2.3 million", "2.3 million (4.1 million two years ago)", "SYN301", Severity.WARNING),
        ("Behrens", "Behrens, 54,", "SYN301", Severity.WARNING),
        ("2.3 million", "3.2 million", "SYN301", Severity.ERROR),
        ("from 3 March", "from Tuesday, 3 March", "SYN302", Severity.WARNING),
        ("from 3 March", "from 8 March", "SYN302", Severity.ERROR),
    ],
)
def test_what_was_only_added_is_no_error(held: Path, was: str, now: str, code: str, severity: Severity) -> None:
    assert was in CREDITED
    draft = CREDITED.replace(was, now, 1)
    found = [one for one in checked(held, draft, Policy(trusted=("ap",))).standing if one.code == code]
    assert {one.severity for one in found} == {severity}
    noted = checked(held, draft, Policy(trusted=("ap",), severity={code: Severity.NOTE}))
    assert {one.severity for one in noted.standing if one.code == code} == {Severity.NOTE}


@pytest.mark.parametrize(
    ("behind", "own", "told"),
    [
        (f"***\n\n{newsroom.text(31343)}", "", False),  # a break, as Markdown draws it
        ("***", "", True),
        ("***\n\nMedia contact:\nAda Holm\nada@works.example", "", True),
        (f"-30-\n\n{newsroom.text(31343)}", "", True),
        ("Contact the reporter: ann.bo@ours.example or 555-0101", "ours.example", False),
        ("Contact the reporter: ann.bo@ours.example or 555-0101", "", True),
        ("Contact: ann.bo@ours.example, press@works.example", "ours.example", True),
        ("Media contact: Ada Holm, 555-0101", "ours.example", True),
    ],
)
def test_what_is_meant_for_readers_is_no_leftover(behind: str, own: str, told: bool) -> None:
    draft = f"{newsroom.text(31342)}\n\n{behind}"
    assert ("SYN205" in codes(checked(None, draft, Policy(own=(own,) if own else ())))) is told
    address = RawArticle(where="d", text=draft, url=f"https://www.{own}/a/1" if own else None)
    assert ("SYN205" in codes(checked(None, address))) is told


@pytest.mark.parametrize(
    ("fields", "lines", "said"),
    [
        ({}, "EMBARGOED UNTIL 18:00 GMT, 4 MARCH 2026\n\n", "It is over: 2026-03-04 18:00 UTC."),
        ({}, "EMBARGOED UNTIL 18:00 GMT, 14 MARCH 2026\n\n", "It is not over: 2026-03-14 18:00 UTC."),
        ({}, "EMBARGOED until Thursday 18:00 GMT\n\n", "“EMBARGOED until Thursday 18:00 GMT”."),
        ({}, "**EMBARGOED UNTIL 18:00 GMT, 14 MARCH 2026**\n\n", "It is not over: 2026-03-14 18:00 UTC."),
        ({}, "Not for publication before 14 March 2026, 18:00 UTC\n\n", "It is not over: 2026-03-14 18:00 UTC."),
        ({}, "Not for publication before 4 March 2026, 18:00 UTC\n\n", ""),
        ({}, "Nicht vor 2030 fertig: Bad bleibt zu\n\n", ""),
        ({"embargo_until": "2026-03-14T18:00:00Z"}, "", "It is not over: 2026-03-14 18:00 UTC."),
        ({"Sperrfrist": "14. März 2026, 18 Uhr"}, "", "It is not over: 2026-03-14 18:00 (hour only, zone unknown)."),
        ({"embargo_until": "2026-03-04T18:00:00Z"}, "", ""),
        ({"embargo": "yes"}, "", ""),
    ],
)
def test_whether_an_embargo_is_over(tmp_path: Path, fields: dict[str, str], lines: str, said: str) -> None:
    def told(report: CheckReport) -> str:
        return " ".join(finding.message for finding in report.standing if finding.code == "SYN401")

    own = RawArticle(where="d", text=f"{lines}{BRIDGE}", lang="en", extra=fields)
    assert bool(told(checked(None, own))) is bool(said)
    assert told(checked(None, own)).endswith(said)
    record = newsroom.record(1, f"{lines}{BRIDGE}", "office.example", "2026-03-03T08:00:00Z") | fields
    copied = checked(ingested(tmp_path / "embargo.db", [record]), BRIDGE)
    assert "SYN101" in codes(copied)
    assert bool(told(copied)) is bool(said)
    assert told(copied).endswith(said)


def test_a_trusted_agency_may_be_printed_with_its_credit_only(held: Path) -> None:
    policy = Policy(trusted=("ap",))
    assert codes(checked(held, CREDITED, policy)) == set()
    assert codes(checked(held, BRIDGE, policy)) == {"SYN101", "SYN201"}
    assert codes(checked(held, changed(CREDITED, **{"14,000": "41,000"}), policy)) == {"SYN301"}


@pytest.mark.parametrize(
    ("draft", "credited"),
    [
        ("{}\n\nWith material from The Associated Press.", True),
        ("*NORHAVEN (AP)* — {}", True),
        ("**By Ann Bo, Associated Press**\n\n{}", True),
        ("(kos/AP) {}", True),
        ("AP | {}", True),
        ("{}\n\n[AP](https://apnews.example/article/4)", True),
        ("{}\n\nCredit: AP", True),
        ("{}\n\nDieser Text beruht auf einer Meldung der ASSOCIATED PRESS.", True),
        ("{}\n\n_Avec l'AP_", True),
        ("---\nauthor: Associated Press\n---\n{}", True),
        ("---\nauthor: Ann Bo\nsource: [AP, own research]\n---\n{}", True),
        ("---\nauthor: Ann Bo\n---\n{}", False),
        ("{}\n\nPhoto: AP", False),
        ("(AP Photo/Ann Bo)\n\n{}", False),
        ("{}\n\nSee https://wire.example/AP/bridge for more.", False),
        ("{}\n\nAPARTMENTS (ap)art from the bridge stay open.", False),
        ("By Ann Bo, our correspondent\n\n{}", False),
    ],
)
def test_a_credit_in_any_form_is_a_credit_and_that_of_a_photo_is_none(
    held: Path, tmp_path: Path, draft: str, credited: bool
) -> None:
    (tmp_path / "d.md").write_text(draft.format(BRIDGE), encoding="utf-8")
    (raw,) = read([str(tmp_path / "d.md")])
    assert isinstance(raw, RawArticle)
    assert codes(checked(held, raw)) == ({"SYN101"} if credited else {"SYN101", "SYN201"})
    assert codes(checked(held, raw, Policy(trusted=("ap",)))) == (set() if credited else {"SYN101", "SYN201"})


def test_an_agency_that_the_source_itself_speaks_of_is_no_credit(tmp_path: Path) -> None:
    told = BRIDGE.replace("\n", " “It was the salt,” a diver told The Associated Press.\n", 1)
    kept = ingested(
        tmp_path / "told.db", [newsroom.record(1, f"NORHAVEN (AP) — {told}", "wire.example", "2026-03-01T08:00:00Z")]
    )
    assert codes(checked(kept, told)) == {"SYN101", "SYN201"}
    assert codes(checked(kept, f"{told}\n\nThis story was first published by AP.")) == {"SYN101"}


@pytest.mark.parametrize(
    ("title", "page", "told"),
    [
        ("Frost in the valley", None, True),
        ("Press release: Frost in the valley", None, False),
        ("Frost in the valley", "Home News\nFrost in the valley\n{text}\nImprint", True),
        ("Frost in the valley", "Home News\nPress release\nFrost in the valley\n{text}\nImprint", False),
        # a list of other articles at the end of the page says nothing of this one
        ("Frost in the valley", "Home\nFrost in the valley\n{text}\nMore\nOther\nPress release\nImprint", True),
    ],
)
@pytest.mark.parametrize("rules", [(), ("newsroom-origin",)])
def test_where_a_label_is_seen(title: str, page: str | None, told: bool, rules: tuple[str, ...]) -> None:
    draft = RawArticle(where="d", text=PAID, lang="en", title=title, page_text=page and page.format(text=PAID))
    assert ("SYN204" in codes(checked(None, draft, Policy(label_rules=rules)))) is told


def test_without_a_database_the_report_says_so() -> None:
    report = checked(None, CREDITED)
    assert codes(report) == {"SYN901"}
    assert report.compared is None
    assert "no database" in report.coverage


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("Bridge closed. More soon.", "1 note; compared with nothing"),
        (
            f"{HARBOUR[:40]}{OTHERS}来年の春まで待つべきだという声もある。観光客は減っている。",
            "nothing found; no copy, but single passages are the same (compared with 8 articles)",
        ),
        (newsroom.text(31337), "nothing found; nothing of it is copied (compared with 8 articles)"),
        (f"{newsroom.text(31337)}<!-- syndicheck: allow SYN501: no -->a\u200bb", "1 warning, 1 note; nothing of it is"),
        (
            f"{newsroom.text(31337)}<!-- SyndiCheck: Allow SYN501: <b>ours</b> -->a\u200bb",
            "1 silenced; nothing of it is",
        ),
        (
            f"{newsroom.text(31337)}<!-- syndicheck: allow SYN501: {'as ' * 200} -->a\u200bb",
            "1 warning, 1 note; nothing",
        ),
        (f"{newsroom.text(31337)}<!-- syndicheck: allow SYN501: open <!-- other -->a\u200bb", "1 warning; nothing"),
        (f"{newsroom.text(31337)}<!-- syndicheck: allow SYN501: as sent -->a\u200bb", "1 silenced; nothing of it is"),
    ],
)
def test_the_line_that_stands_first(held: Path, draft: str, said: str) -> None:
    assert verdict(checked(held, draft)).startswith(said)


def test_severities_and_suppressions(held: Path) -> None:
    policy = Policy(
        severity={"SYN201": Severity.OFF},
        suppress=(Suppression("SYN101", "licensed", "draft*", date(2026, 3, 5)),),
    )
    report = checked(held, RawArticle(where="draft.txt", text=BRIDGE, lang="en"), policy)
    assert codes(report) == set()
    assert [finding.suppressed for finding in report.findings] == ["licensed"]
    assert not report.fails(Severity.NOTE)
    over = Policy(suppress=(Suppression("SYN101", "licensed", "draft*", date(2026, 3, 4)),))
    assert "SYN101" in codes(checked(held, RawArticle(where="draft.txt", text=BRIDGE, lang="en"), over))


def test_policy_files(tmp_path: Path) -> None:
    path = tmp_path / "syndicheck.toml"
    path.write_text(
        '\ufeff[check]\nfail_on = "warning"\nown = ["ours.example"]\ncopied_passages = 0.2\n'
        '[check.severity]\nSYN304 = "note"\n'
        '[[check.suppress]]\ncode = "SYN102"\nreason = "reprint"\nexpires = 2027-01-31\n'
    )
    policy = read_policy(path)
    assert policy is not None
    assert (policy.fail_on, policy.own, policy.copied_passages) == (Severity.WARNING, ("ours.example",), 0.2)
    assert policy.weight("SYN304") is Severity.NOTE
    assert policy.suppress[0].expires == date(2027, 1, 31)
    inner = tmp_path / "drafts" / "today"
    inner.mkdir(parents=True)
    assert find_policy(inner) == policy


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[check\n", "no valid TOML"),
        ("[check]\nfail_on = 'fatal'\n", "Choose error"),
        ("[check]\nfail_on = 'off'\n", "cannot be off"),
        ("[check]\nfailon = 'error'\n", "no setting failon"),
        ("[check]\nown = 'ours'\n", "must be a list"),
        ("[check]\nown = [1]\n", "list of names"),
        ("[check]\ncopied_whole = 80\n", "part of the draft"),
        ("[check.severity]\nSYN999 = 'note'\n", "no finding SYN999"),
        ("[[check.suppress]]\ncode = 'SYN101'\n", "lacks its code or its reason"),
        ("[[check.suppress]]\ncode = 'SYN101'\nreason = 'x'\nexpires = 'soon'\n", "is no day"),
        ("[[check.suppress]]\ncode = ['SYN101', 'SYN102']\nreason = 'x'\n", "there is no finding ['SYN101', 'SYN102']"),
        ("[[check.suppress]]\ncode = 'SYN101'\nreason = 'x'\npath = ['a/*', 'b/*']\n", "path is ['a/*', 'b/*']"),
        ("check = 1\n", "no table"),
        ("fail_on = 'note'\n", "below [check]"),
        ("[[check.suppress]]\ncode = 'SYN101'\nreason = '  '\n", "lacks its code or its reason"),
        ("[[check.suppress]]\ncode = 'SYN101'\nreason = 'x'\nexpire = 2020-01-01\n", "has no expire"),
        ("[[check.licence]]\norganisation = 'ap'\nuntill = 2020-01-01\n", "has no untill"),
        ("[[check.section]]\nname = 'x'\npaths = '*'\n", "has no paths"),
        ("[check]\nstaff_notices = ['Anzeige']\n", "would be found everywhere"),
        ("[chekc]\nfail_on = 'note'\n", "no table chekc"),
        ("[check]\ntrusted = ['AP']\n", "Do you mean ap?"),
        ("[[check.licence]]\norganisation = 'no-such-agency'\n", "no organisation no-such-agency"),
    ],
)
def test_broken_policies_are_told_with_file_and_remedy(tmp_path: Path, toml: str, said: str) -> None:
    path = tmp_path / "syndicheck.toml"
    path.write_text(toml)
    with pytest.raises(InputError) as error:
        read_policy(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    "name", ["archive/a.md", "./archive/a.md", "today/../archive/a.md", "{folder}/archive/a.md", "ARCHIVE"]
)
def test_patterns_of_a_policy_are_meant_from_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "syndicheck.toml").write_text(
        '[[check.section]]\nname = "old"\npath = "archive/*"\nseverity = { SYN901 = "warning" }\n'
        '[[check.suppress]]\ncode = "SYN502"\npath = "archive/*"\nreason = "of its time"\n'
    )
    monkeypatch.chdir(tmp_path / "archive" if name == "ARCHIVE" else tmp_path)
    draft = "a.md" if name == "ARCHIVE" else name.format(folder=tmp_path)
    report = checked(None, RawArticle(where=draft, text="M\u0430yor"), find_policy(Path.cwd()))
    assert {(f.code, str(f.severity), f.suppressed) for f in report.findings} == {
        ("SYN901", "warning", ""),
        ("SYN502", "warning", "of its time"),
    }


HOSTILE = "Mayor </failure><script>alert(1)</script> ::error::x \x1b[31m %0A | `x` <img src=x>"


@pytest.fixture
def reports(held: Path) -> list[CheckReport]:
    draft = f"{HOSTILE}\n\n" + BRIDGE.replace("2.3 million", "3.2 million").replace("Behrens", "Be\u200bhrens")
    return [
        checked(held, RawArticle(where="drafts/a,b:c.txt", text=draft, lang="en")),
        checked(held, RawArticle(where="own.txt", text=newsroom.text(8), lang="en")),
    ]


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_is_written_and_obeys_nobody(reports: list[CheckReport], fmt: str) -> None:
    out = StringIO()
    render_check(reports, fmt, out)
    written = out.getvalue()
    assert "SYN301" in written
    assert "\x1b" not in written
    assert "\u200b" not in written
    assert written.endswith("\n")


def test_sarif_names_rules_places_and_levels(reports: list[CheckReport]) -> None:
    out = StringIO()
    render_check(reports, "sarif", out)
    (run,) = json.loads(out.getvalue())["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "drafts/a%2Cb%3Ac.txt"
        region = place["physicalLocation"].get("region")
        if region:
            assert region["endLine"] >= region["startLine"] >= 1


def test_junit_is_xml_with_a_failure_for_each_error(reports: list[CheckReport]) -> None:
    out = StringIO()
    render_check(reports, "junit", out)
    root = ET.fromstring(out.getvalue())
    assert len(root.findall("testsuite")) == 2
    assert len(root.findall(".//failure")) == sum(report.count(Severity.ERROR) for report in reports)


def test_github_shows_ten_of_a_level_and_counts_the_rest(held: Path) -> None:
    report = checked(held, RawArticle(where="d.txt", text=BRIDGE, lang="en"))
    out = StringIO()
    render_check([report] * 12, "github", out)
    few = StringIO()
    one = replace(report, findings=report.findings[:1])
    render_check([one] * 11, "github", few)
    assert "1 more finding is not shown here." in few.getvalue()
    lines = out.getvalue().splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert any("more findings" in line for line in lines)


def test_each_code_is_explained() -> None:
    for code, rule in RULES.items():
        assert rule.summary in explanation(code)
        assert explanation(rule.name) == explanation(code.lower())


def run(*arguments: str, stdin: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("SYNDICHECK_")]:
            patch.delenv(name)
        return program.run("check", *arguments, stdin=stdin, folder=folder)


def test_exit_codes(held: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(BRIDGE, encoding="utf-8")
    assert run(str(draft), "--db", str(held), folder=tmp_path).returncode == 1
    own = run("--stdin", "--path", "own.txt", "--db", str(held), stdin=newsroom.text(31337), folder=tmp_path)
    assert own.returncode == 0, own.stderr
    assert own.stdout.startswith("own.txt: ")
    assert run("--stdin", "--fail-on", "note", stdin=newsroom.text(31337), folder=tmp_path).returncode == 1


def test_several_records_of_standard_input_keep_their_numbers(tmp_path: Path) -> None:
    records = "".join(json.dumps({"text": newsroom.text(n)}) + "\n" for n in (31337, 31338))
    for stdin, names in ((records, ["cms.jsonl:1", "cms.jsonl:2"]), (newsroom.text(31337), ["cms.jsonl"])):
        done = run("--stdin", "--path", "cms.jsonl", "--format", "json", stdin=stdin, folder=tmp_path)
        assert [draft["name"] for draft in json.loads(done.stdout)["drafts"]] == names


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        ((), "", "Name drafts"),
        (("missing.txt",), "", "missing.txt"),
        (("--stdin",), "", "is empty"),
        (("--stdin", "--db", "missing.db"), "text", "missing.db"),
        (("--stdin", "--policy", "missing.toml"), "text", "missing.toml"),
        (("--stdin", "--format", "pdf"), "text", "pdf"),
    ],
)
def test_what_cannot_be_checked_ends_with_two_and_a_clear_line(
    tmp_path: Path, arguments: tuple[str, ...], stdin: str, said: str
) -> None:
    done = run(*arguments, stdin=stdin, folder=tmp_path)
    assert done.returncode == 2
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_a_draft_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("M\u0430yor", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1")
    done = run("b.txt", "a.txt", "missing.txt", folder=tmp_path)
    assert done.returncode == 2
    assert "SYN502" in done.stdout
    assert "b.txt" in done.stderr
    assert "missing.txt" in done.stderr


@pytest.mark.parametrize(
    ("name", "before", "place"),
    [
        ("d.md", "", "1:1"),
        ("d.md", "---\ntitle: Fish\nlang: en\n---\n", "5:1"),
        ("d.md", "---\r\ntitle: Fish\r\n---\r\n\r\n\r\n", "6:1"),
        ("d.txt", "+++\ntitle = 'Fish'\n+++\n\nOne line. ", "5:11"),
    ],
)
def test_lines_are_those_of_the_file(tmp_path: Path, name: str, before: str, place: str) -> None:
    (tmp_path / name).write_text(f"{before}M\u0430yor", encoding="utf-8", newline="")
    assert f"  {place} warning SYN502" in run(name, folder=tmp_path).stdout
    line, column = map(int, place.split(":"))
    assert (
        f"file={name},line={line},endLine={line},col={column},"
        in run(name, "--format", "github", folder=tmp_path).stdout
    )
    (result,) = (
        one
        for one in json.loads(run(name, "--format", "sarif", folder=tmp_path).stdout)["runs"][0]["results"]
        if one["ruleId"] == "SYN502"
    )
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (line, column)
    assert "charOffset" not in region  # line ends of the file may be others


def test_what_nobody_sees_in_the_markup_is_told_though_it_was_left_behind(tmp_path: Path) -> None:
    paragraphs = newsroom.paragraphs(31341, 5)
    paragraphs[1] = paragraphs[1].replace(" the ", " t&#8203;he ")
    page = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    (tmp_path / "d.html").write_text(
        f"<html><body><nav><a href=/>Ho\u200bme</a></nav><article><h1>Ferry</h1>{page}</article></body></html>",
        encoding="utf-8",
    )
    (raw,) = read([str(tmp_path / "d.html")])
    assert isinstance(raw, RawArticle)
    assert "\u200b" not in raw.text
    (finding,) = (one for one in checked(None, raw).standing if one.code == "SYN501")
    assert finding.data["count"] == newsroom.paragraphs(31341, 5)[1].count(" the ")
    assert finding.span is None
    clean = replace(raw, page_text=(raw.page_text or "").replace("t\u200bhe", "the"))
    assert "Ho\u200bme" in (clean.page_text or "")
    assert codes(checked(None, clean)) == {"SYN901"}


def test_a_broken_database_is_told_in_a_line(held: Path, tmp_path: Path) -> None:
    whole = held.read_bytes()
    broken = tmp_path / "broken.db"
    broken.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    done = run("--stdin", "--db", str(broken), stdin=BRIDGE, folder=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "broken.db" in done.stderr


@pytest.mark.parametrize("command", [name for name in cli.list_commands(Context(cli)) if name != "serve"])
def test_no_sign_for_the_layout_is_left_in_a_help_page(command: str) -> None:
    assert "\\b" not in CliRunner().invoke(cli, [command, "--help"]).output


def test_a_policy_may_ask_for_a_comparison(tmp_path: Path) -> None:
    (tmp_path / "syndicheck.toml").write_text("[check]\nrequire_comparison = true\n")
    done = run("--stdin", stdin=BRIDGE, folder=tmp_path)
    assert done.returncode == 2
    assert "asks for a comparison" in done.stderr


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    import sqlite3

    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE x (y)")
    done = run("--stdin", "--db", "other.db", stdin=BRIDGE, folder=tmp_path)
    assert done.returncode == 2
    assert "not made by syndicheck" in done.stderr


def test_json_follows_its_schema(reports: list[CheckReport]) -> None:
    import jsonschema

    from syndicheck.report import check as package

    schema = json.loads((Path(package.__file__).parents[1] / "schema/check-1.json").read_text(encoding="utf-8"))
    out = StringIO()
    render_check(reports, "json", out)
    jsonschema.Draft202012Validator(schema).validate(json.loads(out.getvalue()))


def test_the_git_hook_of_the_documentation_stops_a_copied_draft(held: Path, tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs/check.md").read_text(encoding="utf-8")
    hook = page.partition("```sh\n")[2].partition("```")[0].replace("--db news.db", f"--db '{held}'")
    hook = hook.replace("syndicheck check", f"'{sys.executable}' -m syndicheck check")

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        names = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
        return subprocess.run(["git", *names, *arguments], cwd=tmp_path, capture_output=True, text=True)

    assert git("init", "-q").returncode == 0
    path = tmp_path / ".git/hooks/pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(hook, encoding="utf-8")
    path.chmod(0o755)
    (tmp_path / "own.md").write_text(newsroom.text(31337), encoding="utf-8")
    git("add", "own.md")
    assert git("commit", "-qm", "own").returncode == 0
    (tmp_path / "copied.md").write_text(BRIDGE, encoding="utf-8")
    git("add", "copied.md")
    stopped = git("commit", "-qm", "copied")
    assert stopped.returncode != 0
    assert "SYN101" in stopped.stdout + stopped.stderr


# ── in other words, without a run of words in common ──────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("draft", "policy", "expected"),
    [
        pytest.param(REWRITTEN, Policy(rewrites=True), "SYN103", id="sentence by sentence"),
        pytest.param(REWRITTEN, Policy(), "", id="one language, and nobody asked"),
        pytest.param(REWRITTEN, Policy(rewrites=True, own=("source.example",)), "", id="of our own text"),
        pytest.param(OWN_WORDS, Policy(rewrites=True), "", id="an independent report"),
    ],
)
def test_a_text_in_other_words(tmp_path: Path, draft: str, policy: Policy, expected: str) -> None:
    records = [newsroom.record(1, BRIDGE, "source.example"), *newsroom.week_of_news(6, 5)]
    with Database(ingested(tmp_path / "news.db", records)) as database:
        report = check(draft, database, policy)
    found = [one for one in report.standing if one.code.startswith(("SYN1", "SYN6"))]
    assert [one.code for one in found] == expected.split()
    assert all(one.source is not None and one.source.outlet == "source.example" for one in found)
