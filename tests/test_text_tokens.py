"""Words, their places, and a slow obvious twin of the tokeniser."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.spans import Span
from syndicheck.text import normalise, tokenise, tokens
from syndicheck.text.scripts import MARKS


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("", []),
        ("Don't stop — don’t!", ["don't", "stop", "don't"]),
        ("'quoted' words' l’homme rock'n'roll", ["quoted", "words", "l'homme", "rock'n'roll"]),
        ("snake_case a@b.example #tag", ["snake", "case", "a", "b", "example", "tag"]),
        ("$3,500.25 3.500,25 €", ["3", "500", "25", "3", "500", "25"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("DIŞ dış İZMİR izmir", ["diș", "diș", "izmir", "izmir"]),
        ("ΟΔΟΣ οδος", ["οδοσ", "οδοσ"]),
        ("Ещё еще", ["еще", "еще"]),
        ("Việt Vie\u0323\u0302t", ["việt", "việt"]),
        ("हिन्दी में समाचार।", ["हिन्दी", "में", "समाचार"]),
        ("বাংলা ভাষা", ["বাংলা", "ভাষা"]),
        ("தமிழ் மொழி", ["தமிழ்", "மொழி"]),
        ("مُحَمَّد محمد مــحــمد", ["محمد", "محمد", "محمد"]),
        ("می\u200cخواهم ميخواهم", ["ميخواهم", "ميخواهم"]),
        ("کتاب كتاب علی علي على یہ", ["كتاب", "كتاب", "علي", "علي", "علي", "يه"]),
        ("за\u0301мок замок g\u0303uahu", ["замок", "замок", "guahu"]),
        ("s\u0336t\u0338r\u20d2u\u0363ck", ["struck"]),
        ("ọ\u0300nà ọnà", ["ọnà", "ọnà"]),
        ("שָׁלוֹם שלום צה״ל", ["שלום", "שלום", "צה", "ל"]),
        ("대한민국 정부는", ["대한민국", "정부는"]),
        ("п’ять п'ять", ["п'ять", "п'ять"]),
        ("新华社CNN报道2024年", ["新", "华", "社", "cnn", "报", "道", "2024", "年"]),
        ("データが、", ["デ", "ー", "タ", "が"]),
        ("か\u3099 ｶﾞ", ["が", "ガ"]),
        ("น้ำใจ ที่", ["น\u0e49\u0e4d", "า", "ใ", "จ", "ที่"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("½ cup, 5½ cups", ["1", "2", "cup", "5", "1", "2", "cups"]),
        ("so\u00adft", ["soft"]),
        ("\u0301 \u094d alone", ["alone"]),
    ],
)
def test_words(text: str, keys: list[str]) -> None:
    assert tokenise(text).keys == keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Președinția a anunțat ȘTIRI", "Preşedinţia a anunţat ŞTIRI"),  # Romanian, cedillas for commas
        ("Azərbaycan dövləti ƏN", "Azǝrbaycan dövlǝti ƎN"),
        ("Đà Nẵng ĐẦU", "Ðà Nẵng ÐẦU"),  # Vietnamese, with the letter of Icelandic
        ("Ẹgbẹ́ ọmọ ṣe", "E̩gbé̩ o̩mo̩ s̩e"),  # Yoruba
        ("цӀе ЦӀЕ къонахӀ", "цIе ЦIЕ къонахI"),  # Chechen, with the I of Latin
        ("ӕмӕ Ӕз", "æмæ Æз"),  # Ossetic
        ("Чӑваш ҫӗршывӗ тӳре", "Чăваш çĕршывĕ тÿре"),  # Chuvash
        ("аԥсуа ӷба", "аҧсуа ҕба"),  # Abkhaz
        ("هەولێر دەهێنێت", "ھەولێر دەھێنێت"),  # Sorani
        ("خانهٔ ما", "خانۀ ما"),
        ("أعلنت إدارة آسيا أن ٱلأخبار", "اعلنت ادارة اسيا ان الاخبار"),  # hamza on alef is often left out
        ("أعلنت إدارة آسيا", "ا\u0654علنت ا\u0655دارة ا\u0653سيا"),
        ("جګړه", "جگړه"),  # Pashto
        ("װײַס װאָס הױז", "ווייס וואס הויז"),  # Yiddish
        ("അവൻ അവർ കടൽ", "അവന്‍ അവര്‍ കടല്‍"),
        ("উৎসব হঠাৎ", "উত্‍সব হঠাত্‍"),
        ("वाऱ्याच्या", "वार्‍याच्या"),
        ("น้ำ ต่ำ", "นํ้า ตํ่า"),
        ("ນ້ຳ", "ນໍ້າ"),
        ("ஸ்ரீ", "ஶ்ரீ"),
        ("col·lectiu Ŀ", "coŀlectiu L·"),
        ("ĳs ǆep", "ijs džep"),
        *(
            ("27 of 3500, 16", "".join(digits[int(char)] if char.isdigit() else char for char in "27 of 3500, 16"))
            for digits in (
                "٠١٢٣٤٥٦٧٨٩",
                "۰۱۲۳۴۵۶۷۸۹",
                "०१२३४५६७८९",
                "๐๑๒๓๔๕๖๗๘๙",
                "០១២៣៤៥៦៧៨៩",
                "၀၁၂၃၄၅၆၇၈၉",
                "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
            )
        ),
    ],
)
def test_one_letter_in_two_codes(one: str, other: str) -> None:
    assert one != other
    assert tokenise(one).keys == tokenise(other).keys
    for text in (one, other):
        assert normalise(normalise(text).text).text == normalise(text).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("അവൻ", "അവന്"),
        ("वाऱ्या", "वार्या"),
        ("Øre", "Ore"),
        ("שװ", "שו"),
        ("ґ", "г"),
        ("12", "21"),
        ("سأل", "سئل"),
        ("سماء", "سما"),
    ],
)
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert tokenise(one).keys != tokenise(other).keys


def test_the_short_expression_finds_what_the_long_one_finds() -> None:
    """Every character beside letters, where a text is taken for one of a script with spaces."""
    spaced = [
        text
        for text in (f"a{chr(point)}b {chr(point)}'c" for point in range(0x3_2000))
        if tokens._are_spaced(set(text))
    ]
    assert 0xD00 < len(spaced) < 0x4000
    for text in spaced:
        assert tokens._SPACED_TOKEN.findall(text) == tokens._TOKEN.findall(text)
        assert not tokens._UNITS.search(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今日は晴れです。", True),
        ("ภาษาไทย", True),
        ("新华社 reports from Beijing today at noon", False),
        ("대한민국 정부는", False),
        ("हिन्दी में", False),
        ("a b c d", False),
        ("", False),
    ],
)
def test_unspaced(text: str, expected: bool) -> None:
    assert tokenise(text).unspaced is expected


def test_offsets_count_in_the_original() -> None:
    text = "Die „Grüße“ … so\u00adft e\u0301te\u0301 GrÃ¼ÃŸe ½"
    tokens = tokenise(text)
    parts = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert parts == ["Die", "Grüße", "so\u00adft", "e\u0301te\u0301", "GrÃ¼ÃŸe", "½", "½"]


def test_tokens_that_touch_an_excluded_span_are_left_out() -> None:
    text = "one two three four five"
    assert tokenise(text, [Span(5, 6)]).keys == ["one", "three", "four", "five"]
    assert tokenise(text, [Span(3, 4)]).keys == ["one", "two", "three", "four", "five"]
    assert tokenise(text, [Span(18, 23), Span(0, 9), Span(2, 5)]).keys == ["four"]
    assert tokenise("中文新闻", [Span(1, 3)]).keys == ["中", "闻"]


def test_all_marks_of_the_first_plane_are_known() -> None:
    """The table is written by hand for speed; Unicode's own data is the judge."""
    import re

    known = re.compile(f"[{MARKS}]")
    everything = map(chr, range(0x10000))
    letters_inside = [char for char in everything if known.match(char) and unicodedata.category(char)[0] in "PSZ"]
    assert not letters_inside
    missing = [
        char
        for char in map(chr, range(0x10000))
        if unicodedata.category(char) in ("Mn", "Mc") and not known.match(char) and normalise(char).text
    ]
    assert not missing, [f"U+{ord(char):04X} {unicodedata.name(char)}" for char in missing]


# ── the slow twin ─────────────────────────────────────────────────────────────────────────────────────

_UNSPACED_NAMES = ("CJK UNIFIED", "CJK COMPAT", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "BOPOMOFO")


def _kind(char: str) -> str:
    if unicodedata.category(char)[0] == "M":
        return "mark"
    if not char.isalnum():
        return "'" if char == "'" else "other"
    name = unicodedata.name(char, "")
    digit = char.isdigit() and not name.startswith("CJK")
    return "single" if name.startswith(_UNSPACED_NAMES) and not digit else "letter"


SAME = dict(zip("ёıیىکہە", "еiييكهه", strict=True))


def slow_twin(text: str, exclude: list[Span]) -> list[tuple[str, int, int]]:
    """One character at a time, no tables, no regular expressions."""
    normal = normalise(text)
    words: list[tuple[int, int]] = []
    at, line = 0, normal.text
    while at < len(line):
        kind, end = _kind(line[at]), at + 1
        if kind == "single":
            while end < len(line) and _kind(line[end]) == "mark":
                end += 1
            words.append((at, end))
        elif kind == "letter":
            while end < len(line) and (
                _kind(line[end]) in ("letter", "mark")
                or (line[end] == "'" and end + 1 < len(line) and _kind(line[end + 1]) == "letter")
            ):
                end += 1
            words.append((at, end))
        at = end
    found = []
    for start, end in words:
        span = normal.span(start, end)
        key = "".join(SAME.get(c, c) for c in line[start:end].casefold() if not _is_point(c))
        if not any(span.overlaps(other) for other in exclude):
            found.append((key, span.start, span.end))
    return found


def _is_point(char: str) -> bool:
    name = unicodedata.name(char, "")
    if name.startswith("COMBINING ") and not {"CYRILLIC", "KATAKANA-HIRAGANA"} & set(name.split()):
        return True
    return char == "\u0307" or (
        unicodedata.category(char) == "Mn" and name.startswith(("HEBREW POINT", "ARABIC FATHA", "ARABIC SHADDA"))
    )


ALPHABET = "aBzIİıßЁё'’ -_.9٣é\u0301\u0323हि\u094dन中文のター\u3099กี้ำ한글שׁ\u05b8م\u064e\u0651ñ½…\u00ad\u200b!。"


@settings(deadline=None, max_examples=examples(600))
@given(
    st.text(alphabet=ALPHABET, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=4),
)
def test_agrees_with_the_slow_twin(text: str, exclude: list[Span]) -> None:
    tokens = tokenise(text, exclude)
    assert list(zip(tokens.keys, tokens.starts, tokens.ends, strict=True)) == slow_twin(text, exclude)


SPREAD = "aZ09 \n'’-_.½²ªéßİĳσΣжй\u0301\u0483\u05d0\u05b0\u0638\u064b\u0915\u093f\u2028\U0001f600"
"""Characters that the quick way treats differently: letters, figures, marks, apostrophes, what separates."""


@settings(deadline=None, max_examples=examples(400))
@given(st.text(alphabet=SPREAD, max_size=60))
def test_dividing_at_blanks_finds_what_the_expressions_find(text: str) -> None:
    import numpy  # noqa: F401 without it the quick way is not taken

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_VECTOR_FROM", 0)
        for folded in (text.lower(), text.lower().replace("\u0301", "").replace("\u093f", "")):
            found = tokens._scan_spaced(folded)
            assert tuple(map(list, found)) == tokens.scan(tokens._SPACED_TOKENS, folded)
        plain = text.encode("ascii", "ignore").decode()
        wanted = tokens.scan(tokens._ASCII_WORDS, plain.lower())
        assert tuple(map(list, tokens._scan_plain(plain))) == wanted
        assert tokens.words_of(plain) == wanted[0]


@settings(deadline=None, max_examples=examples(400))
@given(st.text(alphabet=SPREAD.translate(str.maketrans("", "", "\u05b0\u064b\u0307İ")), max_size=60))
def test_words_without_places_are_those_of_the_expression(text: str) -> None:
    folded = text.casefold()
    found = tokens._SPACED_TOKEN.findall(folded)
    assert tokens.words_of(folded) == ["".join(char for char in key if not _is_point(char)) for key in found]


@pytest.mark.parametrize("few", [0, 10_000])
def test_many_different_signs_are_blanks_like_few(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(tokens, "FEW", few)
    for text in ("„Größe“ … ärger/übel–öl ★ a★b", "«Порт» — Ёлка… №7, порт: №7"):
        folded = normalise(text).text.casefold()
        assert tokens.words_of(folded) == plainly(folded.replace("ё", "е"))


def plainly(folded: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in folded).split()


def test_thousands_of_different_signs_take_no_longer() -> None:
    signs = [char for char in map(chr, range(0x2010, 0x1FB00)) if category(char)[0] in "PS" and not char.isalnum()]
    text = "".join(f"słowo{n % 977} {signs[n % len(signs)]} " for n in range(40_000))
    started = time.process_time()
    assert len(tokenise(text)) >= 40_000
    tokens.words_of(text)
    many = time.process_time() - started
    few = "".join(f"słowo{n % 977} {signs[n % 20]} " for n in range(40_000))
    started = time.process_time()
    tokenise(few)
    tokens.words_of(few)
    assert len(signs) > 4_000
    assert many < 0.5 + 3 * (time.process_time() - started)


@settings(deadline=None, max_examples=examples(400))
@given(st.text())
def test_places_are_in_order_and_hold_their_words(text: str) -> None:
    tokens = tokenise(text)
    assert len(tokens.keys) == len(tokens.starts) == len(tokens.ends) == len(tokens)
    assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert all(a <= b for a, b in pairwise(tokens.starts))
    assert all(a <= b for a, b in pairwise(tokens.ends))
    assert all(tokens.keys)


@settings(deadline=None, max_examples=examples(300))
@given(st.text(alphabet=ALPHABET, max_size=60))
def test_the_place_of_a_word_holds_that_word_alone(text: str) -> None:
    tokens = tokenise(text)
    for key, start, end in zip(tokens.keys, tokens.starts, tokens.ends, strict=True):
        assert key in tokenise(text[start:end]).keys


@settings(deadline=None, max_examples=examples(200))
@given(st.text(alphabet=ALPHABET.translate(str.maketrans("", "", "Ёё")), max_size=60))
def test_case_does_not_matter_where_it_can_be_undone(text: str) -> None:
    lower = normalise(text).text.lower()
    if lower.upper().lower() == lower:
        assert tokenise(lower.upper()).keys == tokenise(lower).keys


def test_terminates_on_hostile_input() -> None:
    for piece in ("a'", "'", "\u0301", "कि", "a\u0301", "ก\u0e49", "中", "_", "ßé'", "1.", "\u17d2ក"):
        tokenise(piece * (200_000 // len(piece)))
