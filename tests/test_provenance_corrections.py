"""Corrections and kills: known by where and how they open, and what the other articles of a story still carry."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from syndicheck.model.corrections import Notice, NoticeKind, TextState
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.corrections import Copy, find_corrections
from syndicheck.provenance.notices import may_open_notice, notice_of, opening_notice
from syndicheck.provenance.reasons import CORRECTION_REASONS
from syndicheck.text import tokenise
from syndicheck.view import MarkBrief

LINES = [
    ("CORRECTING and REPLACING Acme opens a plant", "replacement"),
    ("/CORRECTION -- Acme Corp/", "correction"),
    ("CORRECTED-Harbour opens in May", "correction"),
    ("Correction: An earlier version named the wrong mayor.", "correction"),
    ("KORREKTUR: Hafen öffnet im Mai", "correction"),
    ("Berichtigung - Hafen öffnet im Mai", "correction"),
    ("(Berichtigung) Hafen öffnet im Mai", "correction"),
    ("Ersetzt Meldung von 10.30 Uhr", "replacement"),
    ("RECTIFICATIF : le port ouvre en mai", "correction"),
    ("Annule et remplace la version précédente", "replacement"),
    ("Fe de errores: el puerto abre en mayo", "correction"),
    ("RETIRA: El puerto abre en mayo", "kill"),
    ("KILL: Harbour to open in May", "kill"),
    ("*** KILL *** Harbour to open in May", "kill"),
    ("BULLETIN KILL Harbour story", "kill"),
    ("ZURÜCKGEZOGEN: Hafen öffnet im Mai", "kill"),
    ("【訂正】港は5月に開く", "correction"),
    ("訂正：港は5月に開く", "correction"),
    ("（差し替え）港は5月に開く", "replacement"),
    ("【配信取り消し】港は5月に開く", "kill"),
    ("更正：港口五月开放", "correction"),
    ("【更正】港口五月开放", "correction"),
    ("撤稿：港口五月开放", "kill"),
    ("[정정] 항구 5월 개방", "correction"),
    ("ИСПРАВЛЕНИЕ: порт откроется в мае", "correction"),
    ("Kill Bill returns to the Odeon", None),
    ("Kill: a novel about a harbour", None),
    ("Retira: la alcaldesa deja el cargo", None),
    ("Correction of the river bed began in May.", None),
    ("Die Korrektur des Flussbetts begann im Mai.", None),
    ("KILLER WHALES seen off the coast", None),
    ("Correctional facility opens", None),
    ("訂正案が可決された", None),
    ("更正后的数据显示", None),
    ("Editor's note: the author sits on the board.", None),
    # as agencies and distributors send them
    ("/C O R R E C T I O N -- Acme Corp/", "correction"),
    ("C O R R E C T I O N - ACME CORP", "correction"),
    ("K O R R E K T U R: Hafen öffnet im Mai", "correction"),
    ("CORRECTION FROM SOURCE: Acme opens a plant", "correction"),
    ("REPEAT/CORRECTION: Acme opens a plant", "correction"),
    ("UPDATE 2-CORRECTED-Harbour opens in May", "correction"),
    ("OFFICIAL CORRECTION-Harbour opens in May", "correction"),
    ("CORRECTED-(OFFICIAL)-Harbour opens in May", "correction"),
    ("(This March 3 story has been corrected to fix the number in paragraph 2)", "correction"),
    ("(This version of the Aug. 14 story corrects the name of the harbour)", "correction"),
    ("(This story has been refiled to correct a typo in the headline)", "correction"),
    ("Eds: CORRECTS number of jobs to 1,510.", "correction"),
    (
        "In a release issued under the same headline earlier today by Acme Corp (Nasdaq: ACME), please note",
        "correction",
    ),
    (
        "In the news release, Acme opens a plant in Brindle, issued 03-Mar-2026 by Acme Corp over PR Newswire",
        "correction",
    ),
    ("KILL KILL KILL: please kill story BC-Harbour.", "kill"),
    ("KILL -- Please kill story BC-Harbour.", "kill"),
    ("STORY REMOVED: BC--Harbour. The story about a harbour is withdrawn.", "kill"),
    ("STORY WITHDRAWN: Harbour", "kill"),
    ("ADVISORY-Story withdrawn: harbour", "kill"),
    ("BC-Norrvik-Harbour, KILL", "kill"),
    ("ACHTUNG: Meldung zurückgezogen", "kill"),
    ("Retiro de nota: el puerto abre en mayo", "kill"),
    ("/DISREGARD RELEASE: Acme Corp/", "kill"),
    ("We are advised by Acme Corp that journalists and other readers should disregard the news release", "kill"),
    ("ADVISORY: Please disregard the release below.", "kill"),
    ("(This March 3 story has been withdrawn)", "kill"),
    ("EILT Berichtigung", "correction"),
    ("EILT (Berichtigung: Zahl der Stellen)", "correction"),
    ("(Korr: Zahl der Stellen)", "correction"),
    ("(KORR) Hafen öffnet im Mai", "correction"),
    ("(Korrigiert Zahl im 2. Absatz)", "correction"),
    ("ACHTUNG Redaktionen: Bitte verwenden Sie die Meldung über den Hafen nicht.", "kill"),
    ("ACHTUNG: ZURÜCKZIEHUNG", "kill"),
    ("ATTENTION - CORRIGE le nombre de navires ///", "correction"),
    ("(Corrige le nombre de navires)", "correction"),
    ("ATTENTION - ANNULE la dépêche sur le port ///", "kill"),
    ("ATENCIÓN: CORRIGE: el puerto abre en mayo", "correction"),
    ("(Corregge il numero delle navi)", "correction"),
    ("ATTENZIONE - ANNULLARE: il porto", "kill"),
    ("++ RETTIFICA ++ Il porto apre a maggio", "correction"),
    ("(Rättar antalet fartyg)", "correction"),
    ("Ersätter tidigare version", "replacement"),
    ("UTGÅR: hamnen", "kill"),
    ("STORNO - přístav", "kill"),
    ("ВНИМАНИЕ! ПОПРАВКА: порт", "correction"),
    ("АННУЛИРУЕТСЯ: порт", "kill"),
    ("ΟΡΘΗ ΕΠΑΝΑΛΗΨΗ: το λιμάνι", "replacement"),
    ("تصويب: الميناء", "correction"),
    ("＜訂正＞港は5月に開く", "correction"),
    ("◎訂正＝港は5月に開く", "correction"),
    ("[고침] 지방(항구 5월 개방)", "correction"),
    ("<고침> 항구 5월 개방", "correction"),
    ("[전문 취소] 항구 5월 개방", "kill"),
    ("C O R D O V A opens its harbour", None),
    ("C O R R E C T I O N S of the river bed began in May.", None),
    ("Update: the harbour opens in May", None),
    ("Repeat offenders: Correction centres are full", None),
    ("Achtung, Autofahrer: Korrektur der Straße beginnt", None),
    ("Attention: correction of the river bed begins", None),
    ("This story has been told for a hundred years.", None),
    ("This March 3 march has been corrected by history.", None),
    ("In the news release, Acme said it would open a plant in Brindle.", None),
    ("In a release issued on Monday, the council said the harbour opens in May.", None),
    ("We are advised by doctors that readers should drink more water.", None),
    ("Please disregard the sign at the harbour, says the mayor.", None),
    ("Bitte verwenden Sie das Wasser im Hafen nicht, rät die Stadt.", None),
    ("Corrige el rumbo: el puerto abre en mayo", None),
    ("Stories removed from the harbour museum", None),
    ("Story withdrawn after protests at the harbour", None),
    ("Der Minister hat seine Meldung zurückgezogen", None),
    ("KILL THE LIGHTS, says the harbour master", None),
    ("", None),
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_notice_is_known_by_its_opening(line: str, kind: str | None) -> None:
    found = opening_notice(line)
    assert (found and found[0]) == kind


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_the_quick_look_misses_no_notice(line: str, kind: str | None) -> None:
    for spelled in (line, line.lower(), line.title(), f" \n*** {line}"):
        if opening_notice(spelled) is not None:
            assert may_open_notice(spelled)


def note(words: str, start: int) -> MarkBrief:
    found = Mark("editorial_note", start, start + len(words), TextKind.BODY, None, "x", Layer.OWN, "strong", 1.0)
    return MarkBrief(found, None, words)


def test_a_notice_says_where_it_stands() -> None:
    assert notice_of("KORREKTUR: Hafen", "Der Hafen", ()) == Notice(NoticeKind.CORRECTION, "title", "KORREKTUR", None)
    assert notice_of("Hafen", "\n  KILL: Hafen\nText", ()) == Notice(NoticeKind.KILL, "text", "KILL", Span(3, 7))
    found = notice_of("Harbour", "The harbour", [note("Correction: it opens in May.", 500)])
    assert found == Notice(NoticeKind.CORRECTION, "text", "Correction", Span(500, 510))
    assert notice_of("Harbour", "The harbour\nCorrection: no mark says so", [note("Editor's note: x", 20)]) is None


def test_a_notice_in_spaced_capitals_says_where_it_stands() -> None:
    line = "/C O R R E C T I O N -- Acme Corp/"
    found = notice_of("Acme", line, ())
    assert found == Notice(NoticeKind.CORRECTION, "text", "C O R R E C T I O N", Span(1, 20))


def test_a_kill_outranks_a_correction() -> None:
    found = notice_of("CORRECTION: Harbour", "KILL: Harbour", ())
    assert found is not None
    assert found.kind is NoticeKind.KILL


def test_a_hostile_line_takes_no_time() -> None:
    assert opening_notice("[" * 1_000_000 + "x") is None


TEXTS = {
    "en": (
        "The harbour authority said on Monday that the new pier will cost {} million dollars and open in the spring"
        " of next year, as planned. Fishermen along the coast had asked for a wider basin and a second crane, which the"
        " authority refused for lack of money and of room between the two old walls of the inner port.",
        "fourteen", "forty",
    ),
    "de": (
        "Die Hafenbehörde teilte am Montag mit, dass die neue Mole {} Millionen Euro kosten und im Frühjahr des"
        " nächsten Jahres öffnen wird, wie es geplant war. Fischer entlang der Küste hatten ein breiteres Becken und"
        " einen zweiten Kran verlangt, was die Behörde aus Mangel an Geld und an Platz zwischen den Mauern ablehnte.",
        "vierzehn", "vierzig",
    ),
    "ja": (
        "港湾局は月曜日、新しい桟橋の建設費が{}億円になり、来年の春に予定どおり開業すると発表した。沿岸の漁業者はより広い泊地と"
        "二基目のクレーンを求めていたが、局は資金と古い防波堤の間の場所が足りないとして認めなかった。",
        "十四", "四十",
    ),
    "zh": (
        "港务局星期一宣布，新码头的建设费用将达到{}亿元，并将按计划于明年春季启用。沿海渔民曾要求扩大港池并增设第二台起重机，"
        "但港务局以资金不足和两道旧堤之间空间有限为由予以拒绝，渔民代表对此表示失望并将继续协商。",
        "十四", "四十",
    ),
}  # fmt: skip
CORRECTION = Notice(NoticeKind.CORRECTION, "title", "CORRECTION", None)
KILL = Notice(NoticeKind.KILL, "title", "KILL", None)


def copy(key: str, *texts: str, lang: str = "en", **more: object) -> Copy:
    more.setdefault("outlet", key)
    return Copy(key, lang=lang, versions=tuple(tokenise(text) for text in texts), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", TEXTS)
def test_who_still_carries_what_a_correction_replaced(lang: str) -> None:
    form, wrong, right = TEXTS[lang]
    old, new = form.format(wrong), form.format(right)
    start = old.index(wrong)
    (found,) = find_corrections(
        [
            copy("wire", old, lang=lang, outlet="Wire"),
            copy("fixed", new, lang=lang, outlet="Wire", notice=CORRECTION),
            copy("stale", old, lang=lang),
            copy("fresh", new, lang=lang),
            copy("elsewhere", "x", lang="fr"),
        ]
    )
    assert (found.article, found.supersedes) == ("fixed", "wire")
    assert {one.article: one.state for one in found.carried} == {
        "wire": TextState.SUPERSEDED,
        "stale": TextState.SUPERSEDED,
        "fresh": TextState.CORRECTED,
        "elsewhere": TextState.UNKNOWN,
    }
    for one in found.carried:
        assert one.reason.code in CORRECTION_REASONS
        if one.state is not TextState.UNKNOWN:
            assert one.span is not None
            assert one.span.start <= start < one.span.end


FORM, WRONG, RIGHT = TEXTS["en"]
OLD, NEW = FORM.format(WRONG), FORM.format(RIGHT)


def test_an_earlier_version_of_the_article_is_what_it_corrects() -> None:
    (found,) = find_corrections([copy("a", OLD, NEW, notice=CORRECTION), copy("b", OLD)])
    assert found.supersedes == "a"
    assert [one.state for one in found.carried] == [TextState.SUPERSEDED]


def test_a_copy_of_both_texts_carries_both() -> None:
    (found,) = find_corrections([copy("a", OLD, NEW, notice=CORRECTION), copy("b", f"{OLD}\n\n{NEW}")])
    assert [one.state for one in found.carried] == [TextState.BOTH]


def test_a_cut_copy_without_the_place_cannot_be_told() -> None:
    (found,) = find_corrections([copy("a", OLD, NEW, notice=CORRECTION), copy("b", OLD[OLD.index("Fishermen") :])])
    assert [one.reason.code for one in found.carried] == ["carries-untold"]


def test_a_text_of_the_same_agency_is_what_a_correction_elsewhere_corrects() -> None:
    hands = frozenset({"ap"})
    (found,) = find_corrections(
        [copy("a", OLD, hands=hands), copy("b", NEW, notice=CORRECTION, hands=hands), copy("c", OLD)]
    )
    assert found.supersedes == "a"


def test_what_appeared_later_is_not_what_was_corrected() -> None:
    early, late = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
    (found,) = find_corrections(
        [
            copy("a", OLD, outlet="Wire", start=late, end=late),
            copy("b", NEW, outlet="Wire", notice=CORRECTION, start=early, end=early),
        ]
    )
    assert (found.supersedes, found.carried, found.reason.code) == (None, (), "correction-no-earlier-text")


def test_a_mere_note_does_not_replace_what_it_leaves_out() -> None:
    short = "The pier will cost forty million dollars, not fourteen million as we wrote on Monday."
    (found,) = find_corrections([copy("a", OLD, outlet="W"), copy("b", short, outlet="W", notice=CORRECTION)])
    assert (found.carried, found.reason.code) == ((), "correction-in-part")


def test_a_kill_names_every_article_that_carries_the_text() -> None:
    (found,) = find_corrections(
        [
            copy("a", OLD, notice=KILL),
            copy("b", OLD, passage=Span(0, 99)),
            copy("c", "la jetée", lang="fr"),
            copy("d", "Round-up", carries=False),
        ]
    )
    assert [(one.article, one.span, one.reason.code) for one in found.carried] == [
        ("b", Span(0, 99), "carries-killed"),
        ("c", None, "carries-killed"),
    ]


def test_without_a_notice_nothing_is_said() -> None:
    assert find_corrections([copy("a", OLD, NEW), copy("b", OLD)]) == ()
