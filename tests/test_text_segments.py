"""Paragraphs and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.spans import Span
from syndicheck.text import paragraphs, sentences


def parts(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


WRAPPED = """The board of Harbour Mills approved the plan
on Tuesday, three members voting against
it after a long debate.

Work is to begin in spring, said
the mill's spokesman.
"""
LONG = "A line of a paragraph that nobody wrapped, as most content systems write it, one after the other. " * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\u00a0\u200b\n", []),
        ("one line", ["one line"]),
        ("  one\ntwo \n three  ", ["one", "two", "three"]),
        (
            "one\r\ntwo\rthree\u2028four\x0bfive\x0csix\x85seven",
            ["one", "two", "three", "four", "five", "six", "seven"],
        ),
        ("one\r\n\r\ntwo\r\nstill two", ["one", "two\r\nstill two"]),
        ("one\n\u00a0\u200b\t\ntwo\nstill two", ["one", "two\nstill two"]),
        ("\n\n\nwrapped\nlines?\n\n\n", ["wrapped", "lines?"]),
        (WRAPPED, [WRAPPED.split("\n\n")[0], WRAPPED.split("\n\n")[1].strip()]),
        (f"Headline\n\n{LONG}\n{LONG}\nlast line", ["Headline", LONG.strip(), LONG.strip(), "last line"]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert parts(text, paragraphs(text)) == expected


@pytest.mark.corpora
def test_the_seed_has_one_paragraph_a_line(corpora) -> None:  # type: ignore[no-untyped-def]
    text = (corpora / "seed-seaprwire-de.txt").read_text(encoding="utf-8")
    assert parts(text, paragraphs(text)) == [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ["Dr. J. R. Smith of the U.S. Senate spoke on Jan. 5.", "It was late."]),
        ("en", ["“Why now?” he asked.", "“Because!”", "She left."]),
        ("en", ['He said: "No."', "Then he left at 10 a.m.", "Nobody saw him."]),
        (
            "en",
            ["Shares of Mills Inc. rose 3.5 percent to $12.50.", "Some (e.g. at Bank Ltd.) were surprised…", "So."],
        ),
        ("en", ["See www.mills.example.", "The U.S. Senate did.", "A Ph.D. thesis too."]),
        ("en", ["It was 1999.", "Then came 2000."]),
        ("de", ["Am 3. Oktober kam Dr. Kern u. a. nach Köln.", "Das war z. B. 2019.", "Später nicht mehr."]),
        ("de", ["„Wir kommen.“", "Er ging.", "Wie?", "So!"]),
        ("fr", ["M. Dupont est arrivé à 8 h. du matin ?", "Oui !", "Il l'a dit."]),
        ("es", ["El Sr. García vive en EE. UU. desde 2001.", "¿Por qué?", "¡Nadie sabe!"]),
        ("ru", ["В 2011 г. компания А. С. Петрова выросла.", "Прибыль составила 5 млн. руб. за год.", "Итог ясен."]),
        ("pl", ["W dn. 3. maja ul. Długa była pusta.", "Prof. Nowak wrócił."]),
        (None, ["Mr. Smith left.", "Prof. Kern stayed."]),
        ("zh", ["公司今天宣布。", "“真的吗？”", "他问！", "是的"]),
        ("ja", ["今日は晴れ。", "「明日も。」と言った。", "終わり。"]),
        ("hi", ["कंपनी ने आज घोषणा की।", "यह सच है।", "क्यों?", "पता नहीं"]),
        ("ar", ["هل هذا صحيح؟", "نعم.", "قال الوزير إن ذلك صحيح"]),
        ("ur", ["یہ خبر ہے۔", "وہ آیا۔"]),
    ],
)
def test_sentences(lang: str | None, expected: list[str]) -> None:
    between = "" if lang in ("zh", "ja") else " "
    text = between.join(expected)
    assert parts(text, sentences(text, lang)) == expected


def test_sentences_do_not_cross_paragraphs_and_wrapped_lines_do_not_end_them() -> None:
    assert parts(WRAPPED, sentences(WRAPPED, "en")) == parts(WRAPPED, paragraphs(WRAPPED))
    assert parts("Headline\nFirst. Second.", sentences("Headline\nFirst. Second.")) == ["Headline", "First.", "Second."]


def test_thai_is_cut_at_blanks() -> None:
    piece = "บริษัทประกาศแผนการลงทุนใหม่ในภาคตะวันออกของประเทศเมื่อวันจันทร์ที่ผ่านมา"
    text = f"{piece} {piece} สั้น"
    assert parts(text, sentences(text, "th")) == [piece, piece, "สั้น"]


@settings(deadline=None, max_examples=examples(300))
@given(
    st.text(alphabet='aB1 .!?…"”)\n\r\u2028。」と।؟กข\u00a0\u200bDr.'),
    st.sampled_from([None, "en", "de", "ja-JP", "x"]),
)
def test_spans_are_tight_ordered_and_lose_nothing(text: str, lang: str | None) -> None:
    for spans in (paragraphs(text), sentences(text, lang)):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        kept = "".join(parts(text, spans))
        for part in parts(text, spans):
            assert part
            assert part == part.strip()
        assert [c for c in kept if not c.isspace() and c != "\u200b"] == [
            c for c in text if not c.isspace() and c != "\u200b"
        ]
    inside = paragraphs(text)
    assert all(any(p.start <= s.start and s.end <= p.end for p in inside) for s in sentences(text, lang))


HOSTILE = [".", ". ", "?!", "a. ", "Dr. ", "a.a", "\n", " \n", '"', '."', "。", "」", "ก ", "x", "\r", "…”"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_terminates_on_hostile_input(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    paragraphs(text)
    sentences(text, "en")


def test_terminates_on_a_sea_of_blanks() -> None:
    sea = " " * 500_000
    for text in (f"ก{'x' * 80}{sea}x", f"a.{sea}b.{sea}", f"a{sea}\n{sea}\n{sea}b", f"\u200b{sea}"):
        paragraphs(text)
        sentences(text, "th")
