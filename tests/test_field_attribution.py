"""Corrections and attribution: the pitfalls E3, E6, E7, F9, F10 and F12 of the field study.

D1 to D15 are in ``test_provenance_origin`` and ``test_provenance_time_reading``, F1 to F6 and F11 in
``test_provenance_labels``, F7 and F8 in ``test_provenance_claims``, F13 in ``test_provenance_independence``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import newsroom

from syndicheck import Database, ingest
from syndicheck.language import identify
from syndicheck.marks.catalogue import configured
from syndicheck.model.articles import RawArticle
from syndicheck.model.corrections import NoticeKind, TextState
from syndicheck.prepare import marks_of, prepare
from syndicheck.provenance.attribution import attributed
from syndicheck.provenance.notices import opening_notice
from syndicheck.store import reports
from syndicheck.view import StoryView

RELEASE = "https://www.businesswire.com/news/home/20260304005001/en"
PARTS = newsroom.paragraphs(6060, 5)
FIGURE = "The council of Norrvik will spend 1200 crowns on the northern pier before the first of May."
RIGHT = FIGURE.replace("1200", "2100")


def the_story(tmp_path: Path, *records: dict[str, Any]) -> StoryView:
    with Database(tmp_path / "f.db", write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "f.jsonl", records), store)
        (public_id,) = (row[0] for row in store.connection.execute("SELECT public_id FROM stories"))
        return attributed(store.connection, reports.story(store.connection, public_id, coverage=""))


def record(number: int, outlet: str, hour: int, *parts: str, **more: Any) -> dict[str, Any]:
    return newsroom.record(number, "\n\n".join(parts), outlet, f"2026-03-04T{hour:02d}:00:00Z", **more)


def test_e3_a_corrected_release_and_who_still_carries_the_first(tmp_path: Path) -> None:
    view = the_story(
        tmp_path,
        record(1, "wire.example", 8, FIGURE, *PARTS),
        record(2, "wire.example", 12, "CORRECTING and REPLACING", RIGHT, *PARTS, title="CORRECTING and REPLACING Pier"),
        record(3, "stale.example", 9, FIGURE, *PARTS),
        record(4, "fresh.example", 14, RIGHT, *PARTS),
    )
    (found,) = view.corrections
    outlets = {member.key: member.outlet for member in view.members}
    states = {outlets[one.article]: one.state for one in found.carried}
    assert found.notice.kind is NoticeKind.REPLACEMENT
    assert (states["stale.example"], states["fresh.example"]) == (TextState.SUPERSEDED, TextState.CORRECTED)
    parents = {edge.article: edge.parent.article for edge in view.lineage}
    key = {member.outlet: member.key for member in view.members if member.outlet != "wire.example"}
    assert parents[key["fresh.example"]] == found.article


def test_e6_a_note_at_the_foot_is_the_editors_and_no_change_of_the_release(tmp_path: Path) -> None:
    note = "An earlier version of this article gave a wrong figure for the pier."
    view = the_story(
        tmp_path,
        record(1, "wire.example", 8, FIGURE, *PARTS),
        record(2, "paper.example", 10, FIGURE, *PARTS, f"Correction: {note}"),
    )
    copy = next(member for member in view.members if member.outlet == "paper.example")
    assert copy.match is not None
    assert copy.match.share_b == 1.0
    assert [brief.mark.type for brief in copy.marks] == ["editorial_note"]


def test_e7_a_kill_withdraws_and_is_no_copy(tmp_path: Path) -> None:
    title = "Norrvik to build pier"
    view = the_story(
        tmp_path,
        record(1, "wire.example", 8, FIGURE, *PARTS, title=title),
        record(2, "paper.example", 9, FIGURE, *PARTS, title=title),
        record(
            3, "wire.example", 10, "KILL: The council has not decided. Do not use.", *PARTS[:4], title=f"KILL: {title}"
        ),
    )
    (found,) = view.corrections
    outlets = {member.key: member.outlet for member in view.members}
    assert found.notice.kind is NoticeKind.KILL
    assert {outlets[one.article] for one in found.carried} == {"wire.example", "paper.example"}


@pytest.mark.parametrize(
    ("text", "links", "sources"),
    [
        ("\n\n".join(PARTS), (RELEASE,), []),
        (
            "\n\n".join([*PARTS, "View source version on businesswire.com:", f"{RELEASE}/"]),
            (),
            ["text"],
        ),
    ],
    ids=["a link to somebody's release", "the footer's own address"],
)
def test_f9_a_release_number_and_where_it_was_read(text: str, links: tuple[str, ...], sources: list[str]) -> None:
    raw = RawArticle(where="x", text=text, title="Pier", lang="en", extra={"links": list(links)})
    from datetime import UTC, datetime

    found = prepare(raw, now=datetime(2026, 6, 1, tzinfo=UTC)).releases
    assert [one.source for one in found if one.source != "link"] == sources


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        (
            "/C O R R E C T I O N -- Corvane Systems/\n\nIn the news release, Norrvik to spend 1200 crowns on its pier,"
            " issued 04-Mar-2026 by Corvane Systems over PR Newswire, we are advised by the company that the first"
            ' sentence should read "2100 crowns" rather than "1200 crowns" as originally issued inadvertently.',
            NoticeKind.CORRECTION,
        ),
        ("(This March 4 story has been corrected to fix the number of crowns in paragraph 1)", NoticeKind.CORRECTION),
        ("STORY REMOVED: BC--Norrvik Pier. The story about the pier has been withdrawn.", NoticeKind.KILL),
    ],
    ids=["prnewswire", "reuters", "ap"],
)
def test_e3_e7_openings_over_a_full_text(tmp_path: Path, opening: str, kind: NoticeKind) -> None:
    view = the_story(
        tmp_path,
        record(1, "wire.example", 8, FIGURE, *PARTS),
        record(2, "wire.example", 12, opening, RIGHT, *PARTS),
        record(3, "stale.example", 9, FIGURE, *PARTS),
    )
    (found,) = view.corrections
    outlets = {member.key: member.outlet for member in view.members}
    states = {outlets[one.article]: one.state for one in found.carried}
    assert found.notice.kind is kind
    assert states["stale.example"] is TextState.SUPERSEDED


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister of AP, Andhra Pradesh, opened the pier in Norrvik on Monday.",
        "Officials in Harrisburg, PA, opened the pier on Monday, and in Kesteren on Tuesday.",
        "The study of the Reuters Institute counted twelve piers on Monday.",
        "Der Verband dpa Bau hat am Montag die Mole in Norrvik eröffnet.",
        "The PA system at the pier failed on Monday, and nobody heard the speech.",
        "AFP, short for alpha-fetoprotein, was measured in the hospital on Monday.",
    ],
)
def test_f10_a_code_that_is_a_word_or_a_place_is_no_credit(sentence: str) -> None:
    for text in (f"{sentence} {PARTS[0]}", f"{PARTS[0]}\n\n{sentence}\n\n{PARTS[1]}"):
        raw = RawArticle(where="x", text=text, title="Pier")
        found = [mark for mark in marks_of(raw, identify(text, None), configured()) if mark.organisation]
        assert not found, found


def test_f12_whose_original_a_page_says_it_is_decides_nothing(tmp_path: Path) -> None:
    """Every page of some outlets names itself as the original source."""
    mine = {"declared": {"original-source": "https://late.example/1"}}
    view = the_story(
        tmp_path,
        record(1, "early.example", 8, FIGURE, *PARTS, url="https://early.example/1"),
        record(2, "late.example", 12, FIGURE, *PARTS, url="https://late.example/1", **mine),
    )
    assert view.origin.articles == ("url:https://early.example/1",)
    edges = {edge.article: edge for edge in view.lineage}
    assert edges["url:https://late.example/1"].parent.article == "url:https://early.example/1"


NOTICES = [
    ("it", "CORREZIONE: il porto", "correction"),
    ("it", "Annulla e sostituisce: porto", "replacement"),
    ("pt", "CORREÇÃO: o porto", "correction"),
    ("pt", "Errata: o porto", "correction"),
    ("nl", "Rectificatie: de haven", "correction"),
    ("nl", "INGETROKKEN: haven", "kill"),
    ("sv", "Rättelse: hamnen", "correction"),
    ("sv", "ÅTERKALLAD: hamnen", "kill"),
    ("no", "Retting: havna", "correction"),
    ("da", "RETTELSE: havnen", "correction"),
    ("fi", "Oikaisu: satama", "correction"),
    ("pl", "Sprostowanie: port", "correction"),
    ("pl", "ANULOWANE: port", "kill"),
    ("cs", "OPRAVA: přístav", "correction"),
    ("sk", "Oprava – prístav", "correction"),
    ("hu", "Helyesbítés: kikötő", "correction"),
    ("tr", "DÜZELTME: liman", "correction"),
    ("uk", "ВИПРАВЛЕННЯ: порт", "correction"),
    ("ar", "تصحيح: الميناء", "correction"),
    ("vi", "ĐÍNH CHÍNH: cảng", "correction"),
    ("ms", "RALAT: pelabuhan", "correction"),
    ("id", "Koreksi: pelabuhan", "correction"),
    ("ro", "Erată: portul", "correction"),
    ("ro", "RECTIFICARE: portul", "correction"),
    ("el", "ΔΙΟΡΘΩΣΗ: το λιμάνι", "correction"),
    ("he", "תיקון: הנמל", "correction"),
    ("fa", "اصلاحیه: بندر", "correction"),
    ("hi", "भूल सुधार: बंदरगाह", "correction"),
    ("th", "แก้ไขข่าว: ท่าเรือ", "correction"),
    ("bg", "ПОПРАВКА: пристанището", "correction"),
    ("hr", "ISPRAVAK: luka", "correction"),
    ("sr", "ИСПРАВКА: лука", "correction"),
    ("ca", "CORRECCIÓ: el port", "correction"),
    ("et", "PARANDUS: sadam", "correction"),
    ("lt", "PATAISYMAS: uostas", "correction"),
    ("lv", "LABOJUMS: osta", "correction"),
    # words of the same look that begin other headlines
    ("it", "Correzione di bilancio in vista", None),
    ("nl", "Ingetrokken rijbewijs terug", None),
    ("pl", "Korekta na giełdzie", None),
    ("sv", "Rättelser görs varje dag", None),
    ("cs", "Oprava mostu začne v máji", None),
    ("id", "Koreksi pasar saham berlanjut", None),
    ("bg", "Поправка в закона мина", None),
    ("ro", "Rectificare bugetară în iulie", None),
]


@pytest.mark.parametrize(("lang", "line", "kind"), NOTICES, ids=[f"{lang} {line[:12]}" for lang, line, _ in NOTICES])
def test_notices_in_more_languages(lang: str, line: str, kind: str | None) -> None:
    found = opening_notice(line)
    assert (found and found[0].value) == kind
