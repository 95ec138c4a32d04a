"""Where two texts differ, word by word; copies with altered facts, parts left out and put in, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.test_matching_reuse import ABOUT, BRIDGE, MARKET, SCHOOL

from syndicheck.matching.derivation import derivations
from syndicheck.matching.evidence import Evidence, gather
from syndicheck.matching.gaps import in_order
from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.shares import Derivation

COPPER = [
    "Hallmere Minerals Inc. today reported the results of nineteen holes drilled at its Sorvik copper project in the"
    " Okonora hills between October and January.",
    "The best hole returned 38.4 metres at 1.64 per cent copper from a depth of 187 metres, the company said.",
    "“We did not expect to meet the lens so close to the old shaft,” said Ines Vandal, who leads exploration at"
    " Hallmere. “It may change where we put the decline, and it certainly changes what we drill next.”",
    "The programme cost 3.2 million crowns, of which the regional fund paid 800,000 crowns.",
    "A second phase of 7,500 metres is to begin on 15 April, once the licence for the northern block has been renewed.",
    "Environmental monitoring at six wells found no change in the level of the aquifer during the work.",
    "The company employs 41 people at the site, most of them from the villages of Aldgate and Monk Novar.",
]
SHARES = "Shares in the company rose by a tenth in Norhaven on Wednesday after the announcement was made."
HEADLINE = "Copper find near the old shaft surprises miner"

HEIZUNG = [
    "Die Stadtwerke Ulmenau wollen bis 2029 alle 62 Kilometer ihrer alten Gasleitungen stilllegen.",
    "Werkleiterin Petra Hausmann sagte bei der Vorstellung des Plans, die Umstellung auf Fernwärme sei kein"
    " Spaziergang, aber günstiger als jedes weitere Jahr mit Rohren aus den sechziger Jahren.",
    "Betroffen sind rund 3.100 Haushalte in der Nordstadt und im Viertel am Güterbahnhof.",
    "Die Kosten von 48 Millionen Euro sollen zur Hälfte aus einem Förderprogramm des Landes kommen.",
    "Vermieter erhalten einen Zuschuss von 1.500 Euro je Wohnung, wenn sie sich vor Ende 2027 anschließen lassen.",
    "Der Mieterbund kritisierte, dass für Bewohner keine Obergrenze der Heizkosten vereinbart worden sei.",
    "Der Rat stimmt am 9. März über den Plan ab, der auch die Schule am Wehr und zwei Turnhallen einschließt.",
]
WEHR = "Die Feuerwehr übt am Sonnabend auf dem Marktplatz und zeigt dort ihr neues Löschfahrzeug."

MOST = [
    "Городской совет Вельмиры закрывает старый мост на шесть недель, начиная с 3 марта.",
    "Инженеры нашли трещины в двух из одиннадцати подвесок во время плановой проверки в январе.",
    "Начальница дорожной службы Анна Беренс сказала, что лучше закрыть мост сейчас, чем делать это летом.",
    "В будний день через реку здесь проезжают около 14 000 машин и 900 грузовиков.",
    "Ремонт обойдётся в 2,3 миллиона крон, треть этой суммы заплатит область.",
    "Торговцы северного берега просили перенести работы, потому что весенний рынок открывается 21 марта.",
    "Совет отклонил это 19 голосами против 12 после прений, которые продолжались до полуночи.",
]
RYNOK = "На рынке в субботу впервые продавали мёд с горных пасек, и очередь стояла до самой площади."

ALTERED = {
    "en": (COPPER, SHARES, HEADLINE, [("38.4", "34.8"), ("15 April", "15 May"), ("41 people", "14 people")]),
    "de": (HEIZUNG, WEHR, "Ulmenau dreht den Hahn zu", [("3.100", "1.300"), ("48", "84"), ("9. März", "9. Mai")]),
    "ru": (MOST, RYNOK, "Вельмира остаётся без моста", [("14 000", "41 000"), ("2,3", "3,2"), ("19", "17")]),
}


def judged(lang: str, a: str, b: str) -> Match:
    return compare(prepare(a, (), None, lang), prepare(b, (), None, lang))


def evidence(a: str, b: str) -> Evidence:
    return gather(*sorted((prepare(a, ()), prepare(b, ())), key=lambda one: len(one.tokens.keys)))


@pytest.mark.parametrize("lang", ALTERED)
@pytest.mark.parametrize("out", [1, 3, 5])
def test_a_copy_with_three_facts_altered_a_paragraph_out_one_in_and_its_own_headline(lang: str, out: int) -> None:
    source, addition, headline, edits = ALTERED[lang]
    copy = "\n\n".join([headline, *source[:out], *source[out + 1 :], addition])
    for was, now in edits:
        copy = copy.replace(was, now)
    match = judged(lang, "\n\n".join(source), copy)
    assert match.match_class is MatchClass.EDITED, match.reasons
    assert derivations(match) == (Derivation.WHOLLY, Derivation.WHOLLY)


def test_a_fourth_fact_altered_makes_no_template() -> None:
    copy = "\n\n".join([HEADLINE, *COPPER[:5], COPPER[6]])
    for was, now in (*ALTERED["en"][3], ("Ines Vandal", "Irma Vandel"), ("Aldgate", "Oldgate")):
        copy = copy.replace(was, now)
    match = judged("en", "\n\n".join(COPPER), copy)
    assert match.match_class is MatchClass.EDITED, match.reasons
    assert any(reason.code == "facts-differ" for reason in match.reasons)


def test_the_same_release_with_all_its_figures_exchanged_is_a_template() -> None:
    copy = "\n\n".join(COPPER)
    for was, now in (
        ("38.4", "12.9"), ("1.64", "0.87"), ("187", "402"), ("3.2", "5.1"), ("800,000", "950,000"), ("7,500", "4,200"),
        ("15 April", "28 June"), ("41", "63"), ("Sorvik", "Brankov"), ("Aldgate and Monk Novar", "Tarn and Eskdale"),
    ):  # fmt: skip
        copy = copy.replace(was, now)
    match = judged("en", "\n\n".join(COPPER), copy)
    assert match.match_class is MatchClass.TEMPLATE, match.reasons


def test_figures_written_another_way_are_the_same_figures() -> None:
    text = "\n".join(MOST)
    other = text.replace("14 000", "14000").replace("2,3", "2.3").replace("900", "900,0").replace("21", "21-го")
    assert judged("ru", text, other).joins


def test_words_exchanged_everywhere_are_told_as_such_and_not_as_copied_whole() -> None:
    words = BRIDGE.split()
    copy = " ".join("else" if n % 9 in (3, 8) and n % 40 > 12 else word for n, word in enumerate(words))
    match = judged("en", BRIDGE, copy)
    assert match.match_class is MatchClass.EDITED
    assert match.share_a < 0.5
    (reason,) = (r for r in match.reasons if r.code == "word-by-word")
    assert 0.7 < reason.data["equal"] < 0.95


def test_reports_that_say_other_things_in_one_place_are_apart() -> None:
    one = "\n".join([BRIDGE, MARKET.split("\n")[0], ABOUT])
    other = "\n".join([BRIDGE, SCHOOL.split("\n")[0], ABOUT])
    assert 0.05 < evidence(one, other).gaps.apart < 0.1
    assert evidence(BRIDGE, f"{BRIDGE}\n{MARKET}").gaps.apart == 0


def test_a_paragraph_left_out_beside_an_exchanged_word_is_no_contradiction() -> None:
    lines = BRIDGE.split("\n")
    copy = "\n".join([*lines[:3], *lines[4:]]).replace("head of the office.", "head.").replace("Buses of", "Trams of")
    found = evidence(BRIDGE, copy).gaps
    assert found.apart == 0
    assert 0 < found.edited < 0.02
    assert any(not gap.exchanged and gap.most > 10 for gap in found.each)


def test_places_of_one_slot_are_found_word_by_word() -> None:
    stem = "the trust sold {} houses for {} crowns and paid {} crowns to the holders who asked for it in time"
    frame = "{} " + BRIDGE.split("\n")[0] + " " + stem + " " + BRIDGE.split("\n")[1]
    one, other = frame.format("", "12", "4310", "220"), frame.format("", "7", "2985", "187")
    found = evidence(one, other)
    assert len(found.contrast.substitutions) == 1
    assert [gap.most for gap in found.gaps.each if gap.exchanged] == [1, 1, 1]
    assert found.fillings.numbers == 3
    assert len(found.fillings.places) == 3


@given(st.lists(st.sampled_from("abcd"), max_size=9), st.lists(st.sampled_from("abcd"), max_size=9))
def test_in_order_is_a_longest_common_subsequence(a: list[str], b: list[str]) -> None:
    pieces = in_order(a, b)
    assert all(a[i : i + n] == b[j : j + n] for i, j, n in pieces)
    ends = [(0, 0), *((i + n, j + n) for i, j, n in pieces)]
    assert all(i >= end and j >= other for (i, j, _), (end, other) in zip(pieces, ends, strict=False))
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, one in enumerate(a):
        for j, two in enumerate(b):
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if one == two else max(lengths[i][j + 1], lengths[i + 1][j])
    assert sum(n for *_, n in pieces) == lengths[-1][-1]


REWORDED = [
    ("wollen bis", "möchten bis"),
    ("sagte bei", "erklärte bei"),
    ("Betroffen sind", "Gemeint sind"),
    ("zur Hälfte aus", "zum halben Teil aus"),
    ("erhalten einen", "bekommen einen"),
    ("kritisierte", "bemängelte"),
    ("stimmt am", "entscheidet am"),
    ("einschließt", "umfasst"),
]


@pytest.mark.parametrize("words", range(3, len(REWORDED) + 1))
def test_single_words_exchanged_in_the_whole_text_make_no_part_of_it(words: int) -> None:
    source = "\n\n".join(HEIZUNG)
    copy = source
    for was, now in REWORDED[:words]:
        assert was in copy
        copy = copy.replace(was, now)
    match = judged("de", source, copy)
    assert match.match_class is MatchClass.EDITED, match.reasons
    assert derivations(match) == (Derivation.WHOLLY, Derivation.WHOLLY)


def test_a_block_with_other_text_behind_it_is_a_part_of_both() -> None:
    match = judged("de", "\n\n".join(HEIZUNG), "\n\n".join([*HEIZUNG[:5], WEHR, WEHR.upper(), SHARES]))
    assert match.match_class is MatchClass.EXCERPT, match.reasons
