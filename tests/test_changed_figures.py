"""What changed where a text is full of figures: each by its value, however it is written, and nothing falls over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicheck.matching.changes import MOST, what_changed
from syndicheck.matching.reuse import prepare
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
    [
        ("$\u200b100 million", "$100 million"),
        ("12\u200b% of them", "12% of them"),
        ("€\u00a0\ufeff5 a week", "€ 5 a week"),
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


WRITTEN = {
    "ar": "قال رئيس البلدية 123 ١٢٣ مليون دولار 5% يوم الاثنين في مارس 3 2026 لم لا اثنين كيلومتر ١٬٢٠٠ ٫٥ إن.".split(),
    "de": (
        "der Rat sagte nicht 5 € 5% Prozent 1.234,5 3½ −5 2–3 Millionen zwei zweiundzwanzig hundert und März Mai 3."
        " 5.3.2026 03.04.26 20.30 Uhr Montag km Mrd. Euro Mio. ● @ Müller Schmidt. Berlin, kein etwa ½ 1,5km"
    ).split(),
    "en": (
        "the mayor said not $5 5 % percent 1,234.5 1.2bn 3½ ½ −5 –5 minus degrees 2–3 million half a two twenty-two"
        " hundred and March May 3 3rd 2026 2026-03-05 5/3/2026 8:30 p.m. Monday km miles m metres U.S. O'Brien Ⅳ x² m²"
        " ● *** @ Miller Smith. Berlin, ( ) “ ” no up about £3m 10k °C 20 to or € 5 $\u200b6 12\u200b%"
    ).split(),
    "hi": "महापौर ने १२३ करोड़ 1 करोड़ 90 लाख रुपये 5% सोमवार को मार्च 3 2026 नहीं कहा कि दो किलोमीटर।".split(),
    "ja": [
        *"市長は五月三日に１２３億円を二十三人が月曜日３兆５０００億6月１日約％。、「」千万ない",
        "2026年",
        "12.5%",
        "1,234円",
    ],
    "ko": "시장은 5월 3일 월요일 1억 4천 2백만 원 5% 두 명 12.5 2026년 킬로미터 않았다 서울에서 말했다.".split(),
    "th": ["นายกเทศมนตรี", "กล่าวว่า", "5", "ล้าน", "บาท", "วันจันทร์", "มีนาคม", "3", "2569", "12.5%", " ", "๑๒๓"],
}


@settings(max_examples=300)
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
    blank = "" if lang in ("ja", "th") else " "
    one, other_text = blank.join(source), blank.join(copy)
    found = changes(one, other_text, lang)
    assert len(found) <= MOST
    for change in found:
        for text, span, words_there in ((one, change.a, change.was), (other_text, change.b, change.now)):
            assert words_there == (text[span.start : span.end] if span else "")
            assert words_there == words_there.strip()
