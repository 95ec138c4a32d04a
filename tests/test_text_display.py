"""Untrusted text on a terminal, and scripts."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.text import printable, script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain [/] text", "plain [/] text"),
        ("\x1b[31mred\x1b[0m \x1b[2J\x1b[1;1Hhome", "red home"),
        ("\x9b31mred\x9b0m", "red"),
        ("\x1b]0;your title is mine\x07news", "news"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPq#0;2;0;0;0#0~~@@vv@@~~\x1b\\sixel", "sixel"),
        ("\x1b]0;never closed", "]0;never closed"),
        ("half \x1b[", "half ["),
        ("tab\tand\r\nbreak\u2028s\x0b.", "tab and break s ."),
        ("a\x00b\x07c\x7fd\x85e\x9ff", "abcd ef"),
        ("\u202etxt.exe\u202c \u2066x\u2069 \u200f\u061c", "txt.exe x "),
        ("zero\u200bwidth\ufeff so\u00adft", "zerowidth soft"),
        ("❤\ufe0f \U000e0041\U000e0101", "❤ "),
        ("\u3164\u115fhidden", "hidden"),
        ("\ud800 \ue000 \U0010fffd", "\ufffd \ufffd \ufffd"),
        ("no\u00a0break\u3000wide", "no break wide"),
        ("naïve — “quotes” 新闻 हिन्दी", "naïve — “quotes” 新闻 हिन्दी"),
        # what joins letters, or keeps them apart, is a part of how a word is written, and a sign that cannot be seen
        ("می\u200cرود، نمی\u200cبرند", "می\u200cرود، نمی\u200cبرند"),
        ("क्\u200dष क्\u200cष", "क्\u200dष क्\u200cष"),
        ("👩\u200d🚒 and 👩\u200d⚕\ufe0f", "👩\u200d🚒 and 👩\u200d⚕"),
        ("🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥 👩\u200d❤\ufe0f\u200d👨", "🏳\u200d🌈 ❤\u200d🔥 👩\u200d❤\u200d👨"),
        ("می\u200c رود\u200c", "می رود"),
        ("می\u200c\u200cرود می\u200c\u202eرود", "میرود می\u200cرود"),
        ("pay\u200cpal 新\u200d闻 при\u200cвет", "paypal 新闻 привет"),
        ("क\u200c\u0984 क\u200c\u0600क", "क क\u200cक"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


def test_line_breaks_stay_when_asked_for() -> None:
    assert printable("one\r\ntwo\rthree\u2029four\tfive\x1b[0m", newlines=True) == "one\ntwo\nthree\nfour five"


@settings(deadline=None, max_examples=examples(500))
@given(
    st.one_of(
        st.text(), st.text(alphabet="\x1b[]m0;\x07\\\n\r\x9b\x9d\x9ca\ud800\u202e\ue000\u200c\u200dیक👩\u0984\u061c")
    ),
    st.booleans(),
)
def test_nothing_is_left_that_a_terminal_obeys(text: str, newlines: bool) -> None:
    shown = printable(text, newlines)
    if newlines:
        shown = shown.replace("\n", "")
    shown = re.sub("(?<=[\u0600-\u109f])[\u200c\u200d](?=[\u0600-\u109f])", "", shown)
    shown = re.sub("(?<=[\u2300-\U0001faff])\u200d(?=[\u2300-\U0001faff])", "", shown)
    assert shown.isprintable()
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    shown.encode()
    assert printable(printable(text, newlines), newlines) == printable(text, newlines)


def test_printable_terminates_on_hostile_input() -> None:
    for piece in ("\x1b[", "\x1b]", "\x1b]a", "\x9b0", "\x1bP;", "\u202e", "\x00"):
        printable(piece * (500_000 // len(piece)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Zyyy"),
        ("12 % — 2024!", "Zyyy"),
        ("News from Harbour Mills", "Latn"),
        ("Новости из Москвы, CNN", "Cyrl"),
        ("Ειδήσεις", "Grek"),
        ("新华社北京电", "Hani"),
        ("我在东京看の" + "我们今天在北京" * 9, "Hani"),
        ("他在Facebook和Instagram上宣布加入Liverpool足球俱乐部的消息", "Hani"),
        ("A report that appeared in 新华社 and 人民日报", "Latn"),
        ("東京で発表した", "Jpan"),
        ("カタカナ", "Jpan"),
        ("대한민국 정부는 CNN", "Kore"),
        ("大韓民國 정부는 오늘 발표했다", "Kore"),
        ("الأخبار", "Arab"),
        ("חדשות", "Hebr"),
        ("समाचार", "Deva"),
        ("বাংলা", "Beng"),
        ("தமிழ்", "Taml"),
        ("ภาษาไทย", "Thai"),
        ("ພາສາລາວ", "Laoo"),
        ("မြန်မာ", "Mymr"),
        ("ខ្មែរ", "Khmr"),
        ("ქართული", "Geor"),
        ("Հայերեն", "Armn"),
        ("አማርኛ", "Ethi"),
    ],
)
def test_script(text: str, expected: str) -> None:
    assert script(text) == expected


@pytest.mark.corpora
def test_scripts_of_real_text(corpus_rows) -> None:  # type: ignore[no-untyped-def]
    known = {"ru": "Cyrl", "uk": "Cyrl", "bg": "Cyrl", "el": "Grek", "ar": "Arab", "fa": "Arab", "ur": "Arab"}
    known |= {"he": "Hebr", "hi": "Deva", "bn": "Beng", "ta": "Taml", "th": "Thai", "ja": "Jpan", "ko": "Kore"}
    known |= {"zh-CN": "Hani", "zh-TW": "Hani"}
    wrong = [row["id"] for row in corpus_rows("ntrex/docs") if script(row["text"]) != known.get(row["lang"], "Latn")]
    assert not wrong
