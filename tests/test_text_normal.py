"""The normal form and the way back to the original."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.model.spans import Span
from syndicheck.text import normalise


def as_cp1252(text: str) -> str:
    """UTF-8 read as cp1252, its five gaps as latin-1: what browsers and careless scripts do."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or bytes([byte]).decode("latin-1") for byte in text.encode()
    )


def cyrillic_as_cp1252(text: str) -> str:
    return text.encode("cp1251").decode("latin-1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain\tASCII -- stays 'as' it is\r\n", "plain\tASCII -- stays 'as' it is\r\n"),
        ("so\u00adft hy\u00adphens", "soft hyphens"),
        ("zero\u200bwidth\u200d and \ufeffBOM", "zerowidth and BOM"),
        ("bidi \u202eoverride\u202c \u2066isolate\u2069", "bidi override isolate"),
        ("a tag\U000e0061\U000e0062 and C2PA\ufe00\U000e0100\U000e01ef", "a tag and C2PA"),
        ("❤\ufe0f", "❤"),
        ("ＡＢＣ　１２３，！", "ABC 123,!"),
        ("„so“ – «so» — ‘so’ ‚so‘ “so”", '"so" - "so" - \'so\' \'so\' "so"'),
        ("10\u202f000\u00a0€ − 3\u2009%", "10 000 € - 3 %"),
        ("non‑breaking‐hyphen", "non-breaking-hyphen"),
        ("line\u2028paragraph\u2029next\u0085", "line\nparagraph\nnext\n"),
        ("ﬁn ﬂ ½ …", "fin fl  1/2 ..."),
        ("5½", "5 1/2"),
        ("e\u0301te\u0301 Vie\u0323\u0302t", "été Việt"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("क\u093c\u0958", "क\u093cक\u093c"),
        ("Brand™ and Mark℠", "Brand™ and Mark℠"),
        ("¨ alone, rock´n´roll", "¨ alone, rock'n'roll"),
        ("مــحــمد", "محمد"),
        ("\u0080\u0099 é", " é"),
        # letters borrowed from another alphabet
        ("Рayраl and Аpple", "Paypal and Apple"),
        ("Мoсквa", "Москва"),
        ("ΑΙ in the word ΝATO", "ΑΙ in the word NATO"),
        ("TNFα, µm, SMSка, Россия", "TNFα, μm, SMSка, Россия"),
        ("Вo дворе, Сo льда: Россия", "Во дворе, Со льда: Россия"),  # the text's own alphabet, where either would do
        ("Gօօgle Eurօ Ꭼuro ꓔHE", "Google Euro Euro THE"),
        ("օրը, Հայաստան, Տop", "օրը, Հայաստան, Sop"),
        ("ɡut ɑlt ᴄᴀᴘꜱ 𐐬ft", "gut alt caps oft"),
        ("kɔm ɛyaa ŋkeke şəhər ısı", "kɔm ɛyaa ŋkeke şəhər ısı"),
        # what is not seen, and what strikes letters through
        (
            "un\u2065assigned\ufff8 shorthand\U0001bca0 beam\U0001d173 private\ue000",
            "unassigned shorthand beam private",
        ),
        ("s\u0336t\u0338r\u20d2uck ẹ ọ", "struck ẹ ọ"),
        ("کتاب كتاب می\u200cروم", "کتاب كتاب میروم"),
    ],
)
def test_normal_form(text: str, expected: str) -> None:
    assert normalise(text).text == expected


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        ("so\u00adft cover", "soft", "so\u00adft"),
        ("so\u00adft cover", "so", "so"),
        ("Grüße … Ende", "...", "…"),
        ("Grüße … Ende", "Ende", "Ende"),
        ("e\u0301te\u0301.", "été", "e\u0301te\u0301"),
        ("½ cup", "/", "½"),
        ("✔\ufe0f done", "✔", "✔"),
        ("\u200b\u200bé\u200b\u200b", "é", "é"),
        (as_cp1252("Grüße „aus“ Köln – heute"), '"aus"', as_cp1252("„aus“")),
        (as_cp1252("Grüße „aus“ Köln – heute"), "Köln", as_cp1252("Köln")),
    ],
)
def test_ranges_lead_back_to_the_original(text: str, part: str, original: str) -> None:
    normal = normalise(text)
    start = normal.text.index(part)
    span = normal.span(start, start + len(part))
    assert text[span.start : span.end] == original


def test_empty_ranges_and_ranges_outside() -> None:
    normal = normalise("é…é")
    assert normal.span(0, 0) == Span(0, 0)
    assert normal.span(5, 5) == Span(3, 3)
    assert normal.span(0, 5) == Span(0, 3)
    for start, end in ((-1, 0), (0, 6), (3, 2)):
        with pytest.raises(IndexError):
            normal.span(start, end)


# ── mojibake ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Größe über Straßenbahn",
        "L'été à la plage, où ça ?",
        "Привет, мир и все остальные",
        "新华社北京十一月",
        "हिन्दी समाचार",
        "a price of 5 € in London",
    ],
)
def test_utf8_read_as_cp1252_is_undone(text: str) -> None:
    assert normalise(as_cp1252(text)).text == normalise(text).text
    assert normalise(text.encode().decode("latin-1")).text == normalise(text).text
    assert normalise(as_cp1252(as_cp1252(text))).text == normalise(text).text


def test_only_the_broken_part_of_a_text_is_repaired() -> None:
    mixed = "Grüße und " + as_cp1252("Grüße") + " und CAFÉ… “naïve”"
    assert normalise(mixed).text == 'Grüße und Grüße und CAFÉ... "naïve"'


@pytest.mark.parametrize(
    "sound",
    ["CAFÉ… SÍ”", "LA MAÑANA”", "À–B", "«É™»", "100 % Â", "RÉSUMÉ®", "ÀÉÈÙ ÇÀ ÉTÉ", "ångström öl æøå ÆØÅ", "þæðÿ"],
)
def test_unusual_but_sound_text_is_left_alone(sound: str) -> None:
    letters = [char for char in sound if char.isalpha()]
    assert [char for char in normalise(sound).text if char.isalpha()] == letters


RUSSIAN = "Совет директоров утвердил годовой отчёт компании. Её выручка выросла на 12 %, сообщил ведомству NordPress."
UKRAINIAN = "Рада директорів затвердила річний звіт компанії, повідомив її голова і власник."


@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN])
def test_cp1251_read_as_cp1252_is_undone(text: str) -> None:
    assert normalise(cyrillic_as_cp1252(text)).text == text
    assert normalise(cyrillic_as_cp1252(text)).starts is None, "a byte is a letter: nothing moves"


def test_greek_in_the_wrong_character_set_is_not_made_russian() -> None:
    greek = "Το διοικητικό συμβούλιο ενέκρινε την ετήσια έκθεση".encode("iso8859-7").decode("latin-1")
    assert not any("\u0400" <= char <= "\u04ff" for char in normalise(greek).text)


@pytest.mark.slow  # reads all of two corpora
@pytest.mark.corpora
def test_real_mojibake_is_found_and_nothing_else_touched(corpus_rows) -> None:  # type: ignore[no-untyped-def]
    from syndicheck.text import mojibake

    broken = {row["id"] for row in corpus_rows("senate/docs") if mojibake.repairs(row["text"])}
    assert broken == {"sen:Bennett/14Dec2005Bennett174", "sen:Boxer/9Dec2005Boxer326"}
    assert not [row["id"] for row in corpus_rows("ntrex/docs") if mojibake.repairs(row["text"])]


# ── properties ────────────────────────────────────────────────────────────────────────────────────────

NASTY = "eаАoο\u0301\u0308\u200b\u00ad\ufe0f\u0640ßı½…ﬁ“’–\u00a0ＡÃ©â€™Ðа\u1100\u1161\u11a8´¨\u2028ำ\u0e31กक\u094d한"
texts = st.one_of(st.text(), st.text(alphabet=NASTY))


@settings(deadline=None, max_examples=examples(400))
@given(texts)
def test_every_character_has_its_place_and_none_goes_back(text: str) -> None:
    normal = normalise(text)
    spans = [normal.span(i, i + 1) for i in range(len(normal.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))
    if spans:
        assert normal.span(0, len(normal.text)) == Span(spans[0].start, spans[-1].end)


@pytest.mark.parametrize("text", ["e\u0300™¡", "x e\u0300™¡ y", "\u212b\u201c", "A\u030a™", "\u1100\u1161e\u0300™¡"])
def test_what_is_broken_only_when_composed_is_repaired_at_once(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@settings(deadline=None, max_examples=examples(400))
@given(texts)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(max_codepoint=126, exclude_categories=["Cc"]) | st.sampled_from("\t\n\v\f\r\x1c"))
)
def test_ascii_is_its_own_normal_form(text: str) -> None:
    normal = normalise(text)
    assert normal.text == text
    assert normal.starts is None


@settings(deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_control_characters_are_left_out(text: str) -> None:
    normal = normalise(text)
    assert normal.text == "".join(c for c in text if (c >= " " and c != "\x7f") or c in "\t\n\v\f\r\x1c\x1d\x1e\x1f")


COMPOSING = (
    "aeiouAnNsc\u0300\u0301\u0302\u0308\u0323\u0327éủﬁＡㄱ\u1100\u1161\u11a8가각कड\u093c\u094d\u0958กำ\u0e49אשׁלוֹﷺﻻ豈ﾊﾟ①"
)


@settings(deadline=None, max_examples=examples(400))
@given(st.text(alphabet=COMPOSING))
def test_composes_like_unicode_itself(text: str) -> None:
    """The twin: NFKC over the whole text at once, for an alphabet that nothing else applies to."""
    assert normalise(text).text == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("size", [40_000, pytest.param(200_000, marks=pytest.mark.slow)])
def test_terminates_on_hostile_input(size: int) -> None:
    assert normalise("".join(map(chr, range(0x80, 0x20000)))).text
    for piece in ("\u200b", "Ã©", "Ã", "â€", "aа", "e\u0301", "\u0301", "é\u00ad", "ïðèâåò ", "½"):
        assert normalise(piece * (size // len(piece))).original
