"""What changed where a text is full of figures: each by its value, however it is written, and nothing falls over."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.examples import examples

from syndicheck.matching.agreement import unmatched
from syndicheck.matching.changes import MOST, what_changed
from syndicheck.matching.quantities import Quantities
from syndicheck.matching.reuse import prepare
from syndicheck.matching.said import UNIT, Said
from syndicheck.matching.wholenumbers import _whole_number
from syndicheck.model.changes import Change
from syndicheck.provenance.months import months_named


def changes(a: str, b: str, lang: str = "en") -> list[Change]:
    return list(what_changed(prepare(a, (), None, lang), prepare(b, (), None, lang), months_named))


def told(a: str, b: str, lang: str = "en") -> set[tuple[str, str, str]]:
    return {(change.kind.value, change.was, change.now) for change in changes(a, b, lang)}


@pytest.mark.parametrize(
    ("frame", "was", "now"),
    [
        ("Tickets will cost {} next year, said the ferry company of the island.", "$5 to $6", "$7"),
        ("The tax {} in January, as the ministry had planned for years.", "rises from 19% to 21%", "falls to 19%"),
        ("The tax rises {} in January, as planned for years.", "from 19% to 21%", "from 21% to 19%"),
        ("Der Zoll steigt im Januar {} an, wie es seit Jahren geplant war.", "von 5 Euro auf 6 Euro", "um 1 Euro"),
    ],
)
def test_like_units_against_fewer(frame: str, was: str, now: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert "number" in {change.kind.value for change in changes(frame.format(one), frame.format(other))}


@pytest.mark.parametrize(
    ("was", "now"),
    [("5-6 dollars", "$5-$6"), ("5–6 percent", "5%–6%"), ("five-six percent", "5%-6%"), ("5-6 dollars", "$5-6")],
)
def test_one_unit_of_two_numbers_is_that_of_both(was: str, now: str) -> None:
    frame = "The county wrote that {} had been asked for a ticket by the end of the year."
    assert told(frame.format(was), frame.format(now)) == told(frame.format(now), frame.format(was)) == set()


UNITS = st.lists(
    st.builds(
        lambda at, code: Said(UNIT, at, at + 1, frozenset((code,)), at + 1, (at, at + 1)),
        st.integers(),
        st.sampled_from("€$%"),
    ),
    max_size=5,
)


@given(UNITS, UNITS)
def test_units_are_unmatched_in_the_same_way_from_either_side(here: list[Said], there: list[Said]) -> None:
    assert unmatched(here, there) == unmatched(there, here)[::-1]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("$\u200b100 million", "$100 million"),
        ("12\u200b% of them", "12% of them"),
        ("€\u00a0\ufeff5 a week", "€ 5 a week"),
        ("12\u200b% of them", "12 percent of them"),
        ("$\u200b5 million", "5 million dollars"),
        ("(\u2212\u20603 degrees)", "(\u22123 degrees)"),
        ("12\u2060\u00a0\u2060% of them", "12 % of them"),
        ("\u200e-\u200e$5 a share", "-$5 a share"),
    ],
)
def test_what_is_not_seen_beside_a_figure_is_no_change(was: str, now: str) -> None:
    frame = "The county wrote that {} had been set aside for the new ferry by the end of the year."
    assert told(frame.format(was), frame.format(now)) == set()
    assert told(frame.format(now), frame.format(was)) == set()


@pytest.mark.parametrize(
    ("was", "now"),
    [("€ 5", "€ 6"), ("$5", "$6"), ("-€ 5", "-€ 6"), ("US$5", "US$6"), ("£\u200b5", "£\u200b6"), ("5 %", "6 %")],
)
def test_a_figure_is_shown_with_its_sign(was: str, now: str) -> None:
    frame = "The ferry company of the island asks {} for a ticket, its director wrote in a letter."
    shown = was.removeprefix("US"), now.removeprefix("US")
    assert told(frame.format(was), frame.format(now)) == {("number", *shown)}


@pytest.mark.parametrize(
    ("lang", "was", "now", "kind", "shown"),
    [
        ("en", "$1.2bn", "$1.2m", "unit", ("$1.2bn", "$1.2m")),
        ("en", "$1.2bn", "$1.3bn", "number", ("$1.2bn", "$1.3bn")),
        ("de", "1,5km", "1,6km", "number", ("1,5km", "1,6km")),
        ("de", "2,3 Millionen", "2,3 Milliarden", "unit", ("Millionen", "Milliarden")),
        ("en", "12bn", "1.2bn", "number", ("12bn", "1.2bn")),
        ("en", "½ a mile", "¼ a mile", "number", ("½", "¼")),
        ("en", "3½ miles", "3¼ miles", "number", ("3½", "3¼")),
        ("en", "3½ miles", "4½ miles", "number", ("3½", "4½")),
        ("en", "5 degrees", "minus 5 degrees", "number", ("5", "minus 5")),
        ("en", "3.5 degrees", "minus 3.5 degrees", "number", ("3.5", "minus 3.5")),
        ("en", "minus 5 degrees", "minus 6 degrees", "number", ("5", "6")),
        ("fr", "moins 5 degrés", "5 degrés", "number", ("moins 5", "5")),
        ("en", "on 3/4/2026", "on 3/5/2026", "date", ("4", "5")),
        ("fi", "5 astetta", "miinus 5 astetta", "number", ("5", "miinus 5")),
        ("de", "am 03.04.26", "am 03.05.26", "date", ("04", "05")),
        ("de", "am 3.4.26", "am 4.4.26", "date", ("3", "4")),
        ("en", "on 4/13/26", "on 4/14/26", "date", ("13", "14")),
        ("fr", "au 06.12.34.56.78", "au 06.12.34.57.78", "number", None),
        ("en", "5 m people", "5 bn people", "unit", ("m", "bn")),
        ("en", "2.4m people", "2.4 people", "unit", ("2.4m", "2.4")),
        ("en", "a wall 5 m long", "a wall 5 million long", "unit", ("m", "million")),
        ("en", "the 100 m", "the 100 km", "unit", ("m", "km")),
        ("en", "$5m", "$5 metres", "unit", None),
    ],
)
def test_other_figures(lang: str, was: str, now: str, kind: str, shown: tuple[str, str] | None) -> None:
    frame = "Lindholm told county members {} in that letter, which reached harbour offices last winter."
    (change,) = changes(frame.format(was), frame.format(now), lang)
    assert change.kind.value == kind
    assert shown is None or (change.was, change.now) == shown


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "5 percent", "0.5 percent"),
        ("en", "12 percent", "12.5 percent"),
        ("en", "1,200 euros", "1,200,000 euros"),
        ("en", "$1,200", "$1,200,000"),
        ("en", "200 euros", "1,200 euros"),
        ("en", "3.5 million", "33.5 million"),
        ("de", "1 200 Menschen", "1 300 Menschen"),
        ("fr", "1 200 personnes", "2 200 personnes"),
        ("fr", "1\u00a0200 personnes", "1\u00a0300 personnes"),
        ("fr", "1\u202f200 personnes", "1\u202f300 personnes"),
        ("fr", "1\u202f200 personnes", "1\u202f200\u202f000 personnes"),
        ("fr", "200 personnes", "1 200 personnes"),
        ("fr", "1 200,5 km", "1 200,7 km"),
        ("ru", "14 000 машин", "15 000 машин"),
    ],
)
def test_numbers_are_shown_whole_on_both_sides(lang: str, was: str, now: str) -> None:
    frame = "Lindholm told county members {} in that letter, which reached harbour offices last winter."
    for one, other in ((was, now), (now, was)):
        (change,) = changes(frame.format(one), frame.format(other), lang)
        assert change.kind.value == "number"
        whole = tuple(
            "".join(c for c in words if c.isdigit() or c in "., \u00a0\u202f").strip() for words in (one, other)
        )
        assert (change.was.lstrip("$"), change.now.lstrip("$")) == whole


FERRY = "The last ferry of the island leaves at {} on Friday, as the harbour office of the county said in a letter."


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("10 a.m.", "10 p.m.", ("10 a.m.", "10 p.m.")),
        ("10am", "10pm", ("10am", "10pm")),
        ("10 AM", "10 P.M.", ("10 AM", "10 P.M.")),
        ("10.30 a.m.", "10.30 p.m.", ("10.30 a.m.", "10.30 p.m.")),
        ("10:30 a.m.", "10:30 p.m.", ("10:30 a.m.", "10:30 p.m.")),
        ("10 a.m.", "11 p.m.", ("10 a.m.", "11 p.m.")),
        ("10 a.m.", "22:00", ("10 a.m.", "22:00")),
        ("12 noon", "12 midnight", ("12 noon", "12 midnight")),
        ("noon", "midnight", ("noon", "midnight")),
        ("noon", "12 a.m.", ("noon", "12 a.m.")),
    ],
)
def test_the_other_half_of_the_day_is_another_time(was: str, now: str, shown: tuple[str, str]) -> None:
    assert told(FERRY.format(was), FERRY.format(now)) == {("number", *shown)}
    assert told(FERRY.format(now), FERRY.format(was)) == {("number", *shown[::-1])}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("10 p.m.", "22:00"),
        ("10 a.m.", "10 am"),
        ("10 a.m.", "10:00 AM"),
        ("12 a.m.", "0:00"),
        ("12 noon", "noon"),
        ("noon", "12 p.m."),
        ("noon", "12:00"),
        ("midnight", "12 midnight"),
    ],
)
def test_the_same_time_of_day(was: str, now: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert told(FERRY.format(one), FERRY.format(other)) == set()


@pytest.mark.parametrize(
    ("lang", "frame", "was", "now"),
    [
        ("fr", "Le dernier bac de l'île part à {} le vendredi, selon le bureau du port du comté.", "midi", "minuit"),
        (
            "de",
            "Die letzte Fähre der Insel fährt am Freitag um {} ab, teilte das Hafenamt mit.",
            "Mittag",
            "Mitternacht",
        ),
        ("es", "El último barco de la isla sale a {} el viernes, según la oficina.", "mediodía", "medianoche"),
        ("zh", "港务局在信中表示，岛上的末班渡轮星期五{}开出，请乘客提前到达码头。", "上午10点", "下午10点"),
        ("zh", "港务局在信中表示，岛上的末班渡轮星期五{}开出，请乘客提前到达码头。", "上午十点", "下午十点"),
        ("ja", "港湾局は書簡で、島の最終フェリーは金曜日の{}に出ると発表した。", "午前10時", "午後10時"),
        ("ja", "港湾局は書簡で、島の最終フェリーは金曜日の{}に出ると発表した。", "午前十時", "午後十時"),
        ("ko", "항만국은 편지에서 섬의 마지막 배가 금요일 {} 떠난다고 밝혔다.", "오전 10시에", "오후 10시에"),
    ],
)
def test_halves_of_the_day_in_other_languages(lang: str, frame: str, was: str, now: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert {kind for kind, _, _ in told(frame.format(one), frame.format(other), lang)} == {"number"}


def test_words_before_a_number_are_no_part_of_it() -> None:
    frame = "O conselho do porto escreveu que {} pessoas vivem nas ilhas e que a ponte será fechada."
    assert told(frame.format("mais de 25 000"), frame.format("25 mil"), "pt") == {("wording", "mais de", "")}


def test_noon_says_nothing_where_no_other_time_stands() -> None:
    assert told(FERRY.format("noon"), FERRY.format("dusk")) == {("wording", "noon", "dusk")}
    assert told(FERRY.format("that noon"), FERRY.format("that")) == {("wording", "noon", "")}
    assert told(FERRY.format("that"), FERRY.format("that midnight")) == {("wording", "", "midnight")}


UNION = {
    "cs": "Přístavní úřad v dopise napsal, že {} začne u starého mola oprava lodí.",
    "de": "Die Reederei schrieb der Stadt, dass am {} die neue Fähre zum ersten Mal fährt.",
    "en": "The ferry company of the island met the union on {} in the hall, its director wrote in a letter.",
    "es": "El consejo del puerto escribió que el {} se cerrará el puente del río por obras de la ciudad.",
    "pt": "O conselho do porto escreveu que em {} a ponte sobre o rio será fechada para obras.",
}


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "14 May 2026", "2026-05-14"),
        ("en", "May 14, 2026", "14/05/2026"),
        ("de", "3. März", "3.3."),
        ("de", "3. März", "03.03."),
        ("de", "3. März 2026", "3.3.2026"),
        ("cs", "3. května", "3. 5."),
        ("es", "14 de mayo de 2026", "14/05/2026"),
        ("es", "14 de mayo de 2026", "14.5.2026"),
        ("pt", "14 de maio de 2026", "14/05/2026"),
    ],
)
def test_equal_dates_are_no_change(lang: str, was: str, now: str) -> None:
    for one, other in ((was, now), (now, was)):
        assert told(UNION[lang].format(one), UNION[lang].format(other), lang) == set()


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "14 May 2026", "2026-05-15"),
        ("en", "14 May 2026", "2026-06-14"),
        ("en", "1 May", "2026-05-01"),  # the year is new
        ("de", "3. März", "4.3."),
        ("de", "3.3.", "3.4."),
        ("es", "14 de mayo de 2026", "14/06/2026"),
        ("es", "14 de mayo de 2026", "14 de junio de 2026"),
    ],
)
def test_other_dates_are_changes(lang: str, was: str, now: str) -> None:
    for one, other in ((was, now), (now, was)):
        (change,) = changes(UNION[lang].format(one), UNION[lang].format(other), lang)
        assert change.kind.value == "date"
        assert change.was
        assert change.now


def test_a_month_is_no_hedge_and_a_hedge_beside_a_date_is_one() -> None:
    frame = "The ferry company of the island said {} the new pier, its director wrote in a letter."
    was, now = "on 14 May 2026 it opens", "on 2026-05-14 it may open"
    assert "hedge" in {change.kind.value for change in changes(frame.format(was), frame.format(now))}


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (
            "Monday, gaining 31.2",
            "Tuesday, losing 13.5",
            {("date", "Monday", "Tuesday"), ("wording", "gaining", "losing"), ("number", "31.2", "13.5")},
        ),
        (
            "31.2 by Monday",
            "13.5 until Tuesday",
            {("date", "Monday", "Tuesday"), ("wording", "by", "until"), ("number", "31.2", "13.5")},
        ),
    ],
)
def test_a_date_swallows_no_number(was: str, now: str, expected: set[tuple[str, str, str]]) -> None:
    frame = "The share of the company closed at the exchange {} points, as the paper of the island wrote in its report."
    assert told(frame.format(was), frame.format(now)) == expected


@pytest.mark.parametrize(
    ("lang", "text", "was", "now", "kind"),
    [
        (
            "ja",
            "政府は予算を３兆５０００億円とし、来年４月から実施する方針を決めた。",
            "５０００",
            "６０００",
            "number",
        ),
        ("ja", "政府は予算を三兆五千億円とし、来年４月から実施する方針を決めた。", "五千", "六千", "number"),
        ("ja", "政府は予算を３兆５０００億円とし、来年４月から実施する方針を決めた。", "億", "万", "unit"),
        (
            "ja",
            "気象庁は十日、山頂の気温が５度まで下がったと発表し注意を呼びかけた。",
            "５度",
            "マイナス５度",
            "number",
        ),
        ("ko", "기상청은 화요일 밤 산 정상의 기온이 5도까지 내려갔다고 발표했다.", "5도", "영하 5도", "number"),
        (
            "ru",
            "Ночью на вершине горы было 5 градусов, сообщила во вторник служба погоды.",
            "5",
            "минус пять",
            "number",
        ),
        ("zh", "气象台表示，山顶气温星期三降至5度，预计本周末将继续下降。", "5度", "零下5度", "number"),
        ("hi", "महापौर ने कहा कि नगर को पुल के लिए 1 करोड़ 90 लाख रुपये मिले हैं।", "90", "80", "number"),
        ("hi", "महापौर ने कहा कि नगर को पुल के लिए 1 करोड़ 90 लाख रुपये मिले हैं।", "लाख", "हजार", "unit"),
        ("hi", "महापौर ने कहा कि नगर को पुल के लिए १२ करोड़ रुपये मिले हैं।", "१२", "13", "number"),
    ],
)
def test_other_figures_in_running_text(lang: str, text: str, was: str, now: str, kind: str) -> None:
    assert was in text
    (change,) = changes(text, text.replace(was, now), lang)
    assert change.kind.value == kind


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "3½ miles", "3.5 miles"),
        ("en", "£3½ million", "£3.5m"),
        ("de", "3 ½ Stunden", "3,5 Stunden"),
        ("en", "\u22125 degrees", "minus 5 degrees"),
        ("en", "-5 degrees", "minus five degrees"),
        ("es", "-5 grados", "menos 5 grados"),
        ("de", "am 03.04.26", "am 3.4.2026"),
        ("en", "on 4/13/26", "on 13/4/2026"),
        ("en", "the 100 m", "the 100 metres"),
        ("en", "the 100m", "the 100-metre"),
        ("en", "5m people", "5 million people"),
        ("en", "5 m people", "5,000,000 people"),
        ("en", "$5m", "$5 million"),
        ("en", "5m euros", "5 million euros"),
        ("hi", "१२ करोड़", "12 करोड़"),
    ],
)
def test_the_same_figures(lang: str, was: str, now: str) -> None:
    frame = "Lindholm told county members {} in that letter, which reached harbour offices last winter."
    for one, other in ((was, now), (now, was)):
        assert told(frame.format(one), frame.format(other), lang) == set()


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "1,200 miles", "1.2 miles"),
        ("en", "3,500 workers", "3.5 workers"),
        ("en", "1,200 million euros", "1.2 million euros"),
        ("en", "0.500 grams", "500 grams"),
        ("de", "1.200 Millionen Euro", "1,2 Millionen Euro"),
        ("de", "1.200 Menschen", "1,2 Menschen"),
        ("de", "0,500 Gramm", "500 Gramm"),
        ("es", "1.200 millones", "1,2 millones"),
        ("tr", "1.200 kilometre", "1,2 kilometre"),
        ("hi", "1,200 किलोमीटर", "1.2 किलोमीटर"),
        ("ja", "1,200キロ", "1.2キロ"),
    ],
)
def test_a_factor_of_a_thousand(lang: str, was: str, now: str) -> None:
    frame = "Lindholm told county members {} in that letter, which reached harbour offices last winter."
    for one, other in ((was, now), (now, was)):
        assert {kind for kind, _, _ in told(frame.format(one), frame.format(other), lang)} == {"number"}


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "US$5,000", "A$5,000"),
        ("en", "CAD$5,000", "US$5,000"),
        ("en", "CN¥5 million", "JP¥5 million"),
        ("en", "5,000 US dollars", "5,000 Canadian dollars"),
        ("en", "5,000 American dollars", "5,000 Canadian dollars"),
        ("en", "HK$5,000", "5,000 US dollars"),
        ("en", "5,000 Swedish crowns", "5,000 Danish crowns"),
        ("en", "5,000 Indian rupees", "5,000 Pakistani rupees"),
        ("en", "5 million Swiss francs", "5 million CFA francs"),
        ("de", "5.000 kanadischen Dollar", "5.000 australischen Dollar"),
        ("de", "5.000 US-Dollar", "5.000 kanadische Dollar"),
        ("es", "5.000 dólares estadounidenses", "5.000 dólares canadienses"),
        ("fr", "5 000 $US", "5 000 $CA"),
        ("fr", "5 000 $ US", "5 000 $ CAN"),
        ("tr", "5 ABD doları", "5 Kanada doları"),
    ],
)
def test_the_money_of_another_country(lang: str, was: str, now: str) -> None:
    frame = "Lindholm told county members {} in that letter, which reached harbour offices last winter."
    for one, other in ((was, now), (now, was)):
        assert {kind for kind, _, _ in told(frame.format(one), frame.format(other), lang)} == {"unit"}


def test_the_money_of_another_country_in_korean() -> None:
    frame = "시장은 편지에서 섬의 다리를 위해 {}를 받았다고 밝혔다. 공사는 봄에 시작한다."
    (change,) = changes(frame.format("5천 미국 달러"), frame.format("5천 캐나다 달러"), "ko")
    assert (change.kind.value, change.was, change.now) == ("unit", "미국", "캐나다")


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "$5,000", "US$5,000"),
        ("en", "US$5,000", "5,000 US dollars"),
        ("en", "US$5,000", "5,000 American dollars"),
        ("en", "HK$5,000", "5,000 Hong Kong dollars"),
        ("en", "C$5,000", "CA$5,000"),
        ("en", "C$5,000", "CAD 5,000"),
        ("en", "5 Swedish crowns", "5 Swedish kronor"),
        ("en", "a 5-mile-long wall", "a 5 mile long wall"),
        ("de", "5.000 US-Dollar", "5.000 $"),
        ("de", "5.000 kanadischen Dollar", "5.000 kanadische Dollar"),
        ("de", "5 Mio. CHF", "5 Mio. Franken"),
        ("de", "5.000 EUR", "5.000 Euro"),
        ("fr", "5 000 $ US", "5 000 dollars américains"),
    ],
)
def test_the_same_money(lang: str, was: str, now: str) -> None:
    frame = "Lindholm told county members {} in that letter, which reached harbour offices last winter."
    for one, other in ((was, now), (now, was)):
        assert told(frame.format(one), frame.format(other), lang) == set()


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "1,200 million euros", "1.2 billion euros"),
        ("en", "1,250 kg", "1.250 kg"),
        ("de", "1.250 kg", "1,250 kg"),
        ("de", "1.200 Millionen", "1,2 Milliarden"),
        ("es", "1.200 millones", "1,2 mil millones"),
        ("es", "1,200 pesos", "1.200 pesos"),
        ("zu", "1.234", "1,234"),
    ],
)
def test_thousands_in_another_form(lang: str, was: str, now: str) -> None:
    frame = "Lindholm told county members {} in that letter, which reached harbour offices last winter."
    for one, other in ((was, now), (now, was)):
        assert told(frame.format(one), frame.format(other), lang) == set()


def test_an_account_is_another_one_by_its_last_figure() -> None:
    frame = "The county wrote that the money went to account {} by the end of the year."
    for length in (12, 15, 16, 18, 22, 34):
        was, now = "1234567890" * 3 + "1234", "1234567890" * 3 + "1235"
        was, now = was[-length:], now[-length:]
        assert told(frame.format(was), frame.format(now)) == {("number", was, now)}
        assert told(frame.format(was), frame.format(was)) == set()


@pytest.mark.parametrize(("lang", "sign"), [("ja", "千"), ("zh", "万"), ("ko", "천"), ("ja", "万千")])
def test_a_number_of_nothing_but_powers_of_ten_is_none(lang: str, sign: str) -> None:
    frame = FIVE[lang] + "5" + sign * 200
    assert told(frame.format("5"), frame.format("6"), lang) == {("number", "5", "6")}


FIVE = {
    "ja": "港湾局は書簡で、島の最終フェリーは{}隻になると発表した。残りは",
    "ko": "항만국은 편지에서 섬의 배가 {} 척이 된다고 밝혔다. 나머지는 ",
    "zh": "港务局在信中表示，岛上的末班渡轮将有{}艘，请乘客提前到达码头。其余",
}


class _Keys(list[str]):
    """The keys of tokens, and how often they were looked at."""

    looked = 0

    def __getitem__(self, at: Any) -> Any:
        type(self).looked += 1
        return super().__getitem__(at)


def test_of_a_table_without_blanks_no_difference_takes_all() -> None:
    text = ",".join(["7"] * 5_000)
    prepared = prepare(text, (), None, "en")
    keys = _Keys(prepared.tokens.keys)
    watched = replace(prepared, tokens=replace(prepared.tokens, keys=keys))
    assert _whole_number(watched, 2_500, 2_501) == (2_500, 2_501)
    assert _Keys.looked < 200


def test_a_night_ends_with_its_twelfth_hour() -> None:
    frame = "港务局在信中表示，岛上的末班渡轮星期五{}开出，请乘客提前到达码头。"
    assert {kind for kind, _, _ in told(frame.format("晚上12点"), frame.format("中午12点"), "zh")} == {"number"}
    assert told(frame.format("晚上8点"), frame.format("20点"), "zh") == set()
    assert told(frame.format("晚上12点"), frame.format("0点"), "zh") == set()


WRITTEN = {
    "ar": "قال رئيس البلدية 123 ١٢٣ مليون دولار 5% يوم الاثنين في مارس 3 2026 لم لا اثنين كيلومتر ١٬٢٠٠ ٫٥ إن.".split(),
    "de": (
        "der Rat sagte nicht 5 € 5% Prozent 1.234,5 3½ −5 2–3 Millionen zwei zweiundzwanzig hundert und März Mai 3."
        " 5.3.2026 03.04.26 20.30 Uhr Mitternacht 3.3. Montag km Mrd."
        " Euro Mio. ● @ Müller Schmidt. Berlin, kein etwa ½ 1,5km"
    ).split(),
    "en": (
        "the mayor said not $5 5 % percent 1,234.5 1.2bn 3½ ½ −5 –5 minus degrees 2–3 million half a two twenty-two"
        " hundred and March May 3 3rd 2026 2026-03-05 5/3/2026 8:30 p.m. 10 a.m. noon Monday"
        " km miles m metres U.S. O'Brien Ⅳ x² m²"
        " ● *** @ Miller Smith. Berlin, ( ) “ ” no up about £3m 10k °C 20 to or € 5 $\u200b6 12\u200b%"
    ).split(),
    "fr": (
        "le maire a dit que dix-sept soixante et onze quatre-vingt-douze mille deux cents cent un une 5 pour cent % la"
        " moitié des vingtaine de millions $US 5 $ CA 1 000 plus moins ne pas [1] le 1er mars 2026 midi."
    ).split(),
    "hi": "महापौर ने १२३ करोड़ 1 करोड़ 90 लाख रुपये 5% सोमवार को मार्च 3 2026 नहीं कहा कि दो किलोमीटर।".split(),
    "ja": [
        *"市長は五月三日に１２３億円を二十三人が月曜日３兆５０００億6月１日約午後10時なかった％。、「」千万ない",
        "2026年",
        "12.5%",
        "1,234円",
    ],
    "ko": "시장은 5월 3일 월요일 1억 4천 2백만 원 5% 두 명 12.5 2026년 킬로미터 않았다 서울에서 말했다.".split(),
    "zh": "市长 三成 九成五 百分之 三十五 点五 3万 5千 5000 1,2 亿 元 不 。 % 5月3日".split(),
    "th": ["นายกเทศมนตรี", "กล่าวว่า", "5", "ล้าน", "บาท", "วันจันทร์", "มีนาคม", "3", "2569", "12.5%", " ", "๑๒๓"],
}


@settings(max_examples=examples(300))
@given(st.data())
def test_any_two_texts_full_of_figures(data: st.DataObject) -> None:
    lang = data.draw(st.sampled_from(sorted(WRITTEN)))
    words = st.sampled_from(WRITTEN[lang])
    source = data.draw(st.lists(words, min_size=6, max_size=50))
    copy = list(source)
    for _ in range(data.draw(st.integers(1, 6))):
        at, action = (
            data.draw(st.integers(0, len(copy) - 1)),
            data.draw(st.sampled_from(["put", "add", "take", "swap"])),
        )
        if action == "put":
            copy[at] = data.draw(words)
        elif action == "add":
            copy.insert(at, data.draw(words))
        elif action == "take" and len(copy) > 1:
            del copy[at]
        else:
            other = data.draw(st.integers(0, len(copy) - 1))
            copy[at], copy[other] = copy[other], copy[at]
    blank = "" if lang in ("ja", "th", "zh") else " "
    one, other_text = blank.join(source), blank.join(copy)
    found = changes(one, other_text, lang)
    assert len(found) <= MOST
    for change in found:
        assert change.was or change.now
        assert change.was != change.now
        for text, span, words_there in ((one, change.a, change.was), (other_text, change.b, change.now)):
            assert words_there == (text[span.start : span.end] if span else "")
            assert words_there == words_there.strip()


def test_what_stands_around_a_difference_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many passes go over the differences, and however many there are."""
    reading = Quantities._read
    read: list[tuple[int, int, int]] = []

    def noted(self: Quantities, start: int, end: int) -> list[Said]:
        read.append((id(self), start, end))
        return reading(self, start, end)

    monkeypatch.setattr(Quantities, "_read", noted)
    lines = [f"The port of Tarn paid {n}.50 euros for {n + 7} tonnes, and {n} people were there." for n in range(200)]
    a = "\n".join(lines)
    found = changes(a, a.replace("paid", "gave"))
    assert len(found) > 32
    assert len(read) > 200
    assert len(read) == len(set(read))
