"""What articles say of where their texts come from, and what it does to "first"."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import Mock

import pytest
from tests import newsroom

from syndicheck import Database, ingest
from syndicheck.checking import timing
from syndicheck.provenance.admissions import Named, embargo_lines, first_publication, sources_in
from syndicheck.provenance.neighbourhoods import Article, Neighbourhood
from syndicheck.provenance.objections import not_tied

BODY = newsroom.paragraphs(4711, 5)
TEXT = "\n\n".join(BODY)
OTHER = "\n\n".join(newsroom.paragraphs(9001, 4))
POST, TIMES = "Aurel Post", "Birk Times"
OUTLETS = Named.of({"url:https://aurel.example/ferry": POST, "url:https://birk.example/ferry": TIMES})


@pytest.mark.parametrize(
    "line",
    [
        "This article was first published by Aurel Post on 4 March 2026.",
        "This article originally appeared in the Aurel Post.",
        "Republished with permission from Aurel Post.",
        "This story was produced by Aurel Post and reviewed and distributed by Wirehouse.",
        "Read the original article at https://aurel.example/ferry?utm_source=x",
        "Der Text ist zuerst bei Aurel Post erschienen.",
        "Mit freundlicher Genehmigung von Aurel Post",
        "Cet article a été publié initialement par Aurel Post.",
        "Este artículo se publicó originalmente en Aurel Post.",
        "Впервые опубликовано: Aurel Post",
        "转载自Aurel Post",
        "Aurel Postから転載",
        "© 2026 Aurel Post. All rights reserved.",
        "(Aurel Post)",
        "AUREL POST",
        "via Aurel Post",
        *(f"{label}: Aurel Post" for label in ("Source", "Quelle", "Nguồn", "ที่มา", "स्रोत", "Πηγή", "Lähde", "출처")),
    ],
)
def test_a_line_at_an_end_names_the_source(line: str) -> None:
    for text in (f"{TEXT}\n\n{line}", f"{line}\n\n{TEXT}"):
        assert sources_in(text, (), OUTLETS) == {"url:https://aurel.example/ferry"}


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Aurel Post",
        "Foto: Aurel Post",
        "Follow Aurel Post",
        "Read more: Aurel Post",
        "Aurel Post was not involved in this report, which is our own.",
        "The Aurel Post had asked the harbour office for comment.",
        "The toll was first reported by the harbour office.",
        "An aurel post stood at the end of the pier.",
    ],
)
def test_other_lines_name_none(line: str) -> None:
    assert sources_in(f"{TEXT}\n\n{line}", (), OUTLETS) == frozenset()


def test_a_name_within_the_story_is_no_source() -> None:
    inside = "\n\n".join([*BODY, "It was first published by Aurel Post, the mayor said.", *newsroom.paragraphs(5, 6)])
    assert sources_in(inside, (), OUTLETS) == frozenset()


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("This article was first published on 3 May 2019.", True),
        ("Originally published May 3, 2019", True),
        ("Dieser Artikel erschien zuerst am 3. Mai 2019.", True),
        ("Cet article a été publié pour la première fois le 3 mai 2019.", True),
        ("Впервые опубликовано 3 мая 2019 года.", True),
        ("From our archive: this report appeared in the issue of 3 May 2019.", True),
        ("This article was first published by Aurel Post on 3 May 2019.", False),
        ("Dieser Artikel erschien zuerst am 3. Mai 2019 in der Aurel Post.", False),
        ("The bridge was first opened on 3 May 2019.", False),
        ("First published in spring.", False),
    ],
)
def test_a_line_dates_the_first_publication(line: str, dates: bool) -> None:
    assert first_publication(f"{TEXT}\n\n{line}") == (line if dates else None)


HOLDING = (
    "EMBARGOED UNTIL 06:00 GMT, 6 March 2026",
    "Sperrfrist: 6. März 2026, 6.00 Uhr",
    "Sous embargo jusqu'au 6 mars 2026 à 6h",
    "EMBARGO HASTA EL 6 DE MARZO DE 2026",
    "For release March 6, 2026, 9 a.m. ET",
    "Strictly embargoed for release at 00.01 hours BST on Friday 6 March 2026",
    "Эмбарго до 6 марта 2026 года, 10:00 МСК",
    "Julkaisuvapaa 6.3.2026 klo 10.00",
    "Embargado hasta el 6 de marzo de 2026",
    "Embargada até 6 de março de 2026",
    "Ембарго до 6 березня 2026 року",
    "Publiceras tidigast 6 mars 2026",
    "Hold for release until 6 March 2026",
    "Not for publication before 6 March 2026",
    "À ne pas diffuser avant le 6 mars 2026",
    "No difundir antes del 6 de marzo de 2026",
    "Nicht vor dem 6. März 2026",
)


@pytest.mark.parametrize("line", HOLDING)
def test_a_check_looks_closer_at_lines_that_hold_a_text_back(line: str) -> None:
    assert list(embargo_lines(f"{line}\n\n{TEXT}")) == [line]
    assert any(word in line.casefold() for word in timing.EMBARGO_WORDS)


@pytest.mark.parametrize(
    "line",
    [
        "FOR IMMEDIATE RELEASE",
        "Embargo for arms was lifted on 6 March 2026.",
        "The oil embargo begins on 6 March 2026.",
        "Embargoes hurt the islands, the mayor said in 2026.",
    ],
)
def test_other_lines_hold_nothing_back(line: str) -> None:
    assert list(embargo_lines(f"{line}\n\n{TEXT}")) == []


def record(outlet: str, published: str | None, text: str = TEXT, **more: Any) -> dict[str, Any]:
    host = "aurel.example" if outlet == POST else "birk.example"
    told = {"published": published} if published else {}
    return (
        {"url": f"https://{host}/ferry", "outlet": outlet, "title": "Ferry", "lang": "en", "text": text} | told | more
    )


def verdict(folder: Path, *runs: list[dict[str, Any]]) -> tuple[str, str]:
    """The verdict and its reasons after some runs."""
    for number, records in enumerate(runs):
        with Database(folder / "n.db", write=True) as store:
            ingest(newsroom.jsonl(folder / f"{number}.jsonl", records), store)
    with Database(folder / "n.db") as store:
        rows = store.connection.execute("SELECT verdict, reasons FROM stories").fetchall()
    ((found, reasons),) = rows
    return str(found), str(reasons)


EARLY, LATE = "2026-03-05T09:00:00Z", "2026-03-05T12:00:00Z"


@pytest.mark.parametrize(
    ("early", "why"),
    [
        ({"text": f"{TEXT}\n\nSource: Aurel Post"}, "names-later-source"),
        ({"text": f"{TEXT}\n\nThis article originally appeared in the Aurel Post."}, "names-later-source"),
        ({"canonical_url": "https://aurel.example/ferry"}, "names-later-source"),
        ({"declared": {"isBasedOn": "https://aurel.example/ferry?ref=x"}}, "names-later-source"),
        ({"declared": {"syndication-source": "https://www.aurel.example/ferry"}}, "names-later-source"),
        ({"text": f"EMBARGOED UNTIL 10:00 GMT, 5 March 2026\n\n{TEXT}"}, "under-embargo"),
        ({"embargo_until": "2026-03-05T10:00:00Z"}, "under-embargo"),
        ({"declared": {"embargoed": "2026-03-05T10:00:00+00:00"}}, "under-embargo"),
        ({"text": f"SPERRFRIST 05.03.2026, 11:00 Uhr MEZ\n\n{TEXT}"}, "under-embargo"),
        (
            {"text": f"Strictly embargoed for release at 10.01 hours GMT on Thursday 5 March 2026\n\n{TEXT}"},
            "under-embargo",
        ),
        ({"text": f"EMBARGOED UNTIL 1001 HRS GMT, 5 MARCH 2026\n\n{TEXT}"}, "under-embargo"),
        ({"text": f"ONDER EMBARGO tot donderdag 5 maart 2026 om 11.00 uur CET\n\n{TEXT}"}, "under-embargo"),
        ({"text": f"Julkaisuvapaa 5.3.2026 klo 12.00 EET\n\n{TEXT}"}, "under-embargo"),
    ],
)
def test_nobody_is_first_by_a_time_that_the_own_text_contradicts(
    early: dict[str, Any], why: str, tmp_path: Path
) -> None:
    found, reasons = verdict(tmp_path, [record(TIMES, EARLY, **early), record(POST, LATE)])
    assert (found, why in reasons) == ("undetermined", True)


@pytest.mark.parametrize(
    ("until", "late", "found"),
    [
        ("2026-03-06T00:00:00Z", "2026-03-06T00:00:30Z", "undetermined"),  # midnight is a time here, and no day
        ("2026-03-06T00:00:00+01:00", "2026-03-05T23:00:30Z", "undetermined"),
        ("2026-03-05T23:59:59Z", "2026-03-06T00:01:00Z", "undetermined"),
        ("2026-03-05T00:00:00Z", "2026-03-06T00:00:30Z", "first"),  # over when it was published
    ],
)
def test_an_embargo_may_end_at_midnight(until: str, late: str, found: str, tmp_path: Path) -> None:
    early = record(TIMES, "2026-03-05T15:00:00Z", embargo_until=until)
    assert verdict(tmp_path, [early, record(POST, late)])[0] == found


def test_an_embargo_that_only_the_first_version_bore_counts(tmp_path: Path) -> None:
    first = record(TIMES, EARLY, embargo_until="2026-03-05T10:00:00Z")
    then = record(TIMES, EARLY, f"{TEXT}\n\nMore is to follow.", modified="2026-03-05T11:00:00Z")
    found, reasons = verdict(tmp_path, [first, record(POST, LATE)], [then])
    assert (found, "under-embargo" in reasons) == ("undetermined", True)
    (tmp_path / "late").mkdir()
    late = [then | {"embargo_until": "2026-03-05T11:30:00Z"}, record(POST, LATE)]
    assert verdict(tmp_path / "late", [record(TIMES, EARLY)], late)[0] == "first"


@pytest.mark.parametrize(
    "early",
    [
        {},
        {"links": ["https://aurel.example/ferry"]},  # it may link to those who took it over
        {"text": f"{TEXT}\n\nPhoto: Aurel Post"},
        {"text": f"{TEXT}\n\nFirst published on 5 March 2026."},
        {"text": f"EMBARGOED UNTIL 09:00 GMT, 5 March 2026\n\n{TEXT}"},
        {"declared": {"original-source": "https://birk.example/ferry"}},
        {"embargo_until": "2026-03-05T09:00:00Z", "embargoed": True, "embargo_reason": "the court sits at ten"},
    ],
)
def test_but_somebody_is_by_one_that_nothing_contradicts(early: dict[str, Any], tmp_path: Path) -> None:
    late = record(POST, LATE, f"{TEXT}\n\nThis article originally appeared in the Birk Times on 5 March 2026.")
    assert verdict(tmp_path, [record(TIMES, EARLY, **early), late])[0] == "first"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((EARLY, OTHER), (EARLY, TEXT)),  # a page for the latest news
        ((EARLY, OTHER), (None, TEXT)),
        ((EARLY, OTHER), (EARLY, f"{OTHER}\n\n{TEXT}")),  # a report that was extended by this one
    ],
)
def test_an_address_may_be_older_than_its_text(
    first: tuple[str, str], then: tuple[str | None, str], tmp_path: Path
) -> None:
    runs = [record(TIMES, *first)], [record(TIMES, *then), record(POST, LATE)]
    found, reasons = verdict(tmp_path, *runs)
    assert (found, "text-came-later" in reasons) == ("undetermined", True)


THE_SECOND = "2026-03-05T12:03:27Z"


@pytest.mark.parametrize(
    ("copy", "time", "found"),
    [
        # its page declares whose text it is, and bears that one's time
        ({"canonical_url": "https://aurel.example/ferry"}, LATE, "undetermined"),
        ({"canonical_url": "https://aurel.example/ferry"}, "2026-03-05", "undetermined"),
        ({"declared": {"isBasedOn": "https://aurel.example/ferry"}}, LATE, "undetermined"),
        ({"text": f"{TEXT}\n\nSource: Aurel Post"}, THE_SECOND, "undetermined"),
        # to the full minute it may be scheduled, with its credit
        ({"text": f"{TEXT}\n\nSource: Aurel Post"}, LATE, "tied"),
        ({}, LATE, "tied"),
        ({}, "2026-03-05", "tied"),
        ({"canonical_url": "https://birk.example/ferry"}, LATE, "tied"),
    ],
)
def test_who_has_the_text_from_another_does_not_tie_with_it(
    copy: dict[str, Any], time: str, found: str, tmp_path: Path
) -> None:
    runs = [record(TIMES, time, **copy), record(POST, time)]
    said, reasons = verdict(tmp_path, runs)
    assert (said, "names-equal-source" in reasons) == (found, found == "undetermined")


def test_the_others_still_tie(tmp_path: Path) -> None:
    third = record("Cove Mail", LATE) | {"url": "https://cove.example/ferry"}
    copy = record(TIMES, LATE, canonical_url="https://aurel.example/ferry")
    said, reasons = verdict(tmp_path, [copy, record(POST, LATE), third])
    assert (said, "later-by-text" in reasons) == ("tied", True)


def test_thousands_of_round_ups_at_the_time_of_thousands_of_copies() -> None:
    copies, round_ups = ([head(f"{kind}{number}") for number in range(5_000)] for kind in ("copy", "round-up"))
    held = Mock(spec=Neighbourhood, pointing=Mock(return_value={}))
    begun = perf_counter()
    found = not_tied(held, [*copies, *round_ups], copies, ())
    assert perf_counter() - begun < 4
    assert found.keys() == {one.key for one in round_ups}
    assert {reason.data["after"] for reason in found.values()} == {"copy0"}


def head(name: str) -> Article:
    return Article(1, 1, name, name, "", "en", ())


def test_an_agency_is_not_later_than_those_who_credit_it(tmp_path: Path) -> None:
    wire = record(TIMES, EARLY, f"EASTMERE, March 5, 2026 /PRNewswire/ -- {TEXT}")
    agency = record(POST, LATE) | {"outlet": "PR Newswire"}
    found, reasons = verdict(tmp_path, [wire, agency])
    assert (found, "names-later-source" in reasons) == ("undetermined", True)


def test_what_a_later_version_admits_holds_for_the_first(tmp_path: Path) -> None:
    runs = [record(TIMES, EARLY), record(POST, LATE)], [record(TIMES, EARLY, f"{TEXT}\n\nSource: Aurel Post")]
    found, reasons = verdict(tmp_path, *runs)
    assert (found, "names-later-source" in reasons) == ("undetermined", True)


def test_a_draft_is_not_published(tmp_path: Path) -> None:
    assert verdict(tmp_path, [record(TIMES, EARLY, status="Draft"), record(POST, LATE)])[0] == "undetermined"


def test_a_text_that_was_extended_is_as_old_as_it_was(tmp_path: Path) -> None:
    runs = [record(TIMES, EARLY)], [record(TIMES, EARLY, f"{TEXT}\n\n{OTHER[:300]}"), record(POST, LATE)]
    assert verdict(tmp_path, *runs)[0] == "first"


def test_a_record_with_two_dates_contradicts_itself(tmp_path: Path) -> None:
    twice = record(TIMES, EARLY, pubDate="2026-03-05T15:00:00Z")
    found, reasons = verdict(tmp_path, [twice, record(POST, LATE)])
    assert (found, "claims-disagree" in reasons) == ("undetermined", True)
