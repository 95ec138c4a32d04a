"""Anchors: what one fact looks like in many languages, and that nothing hostile upsets the finders."""

from __future__ import annotations

import json
import random
import re
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.data import __file__ as data_file
from syndicheck.data.build_anchor_names import LOCALES
from syndicheck.fingerprint.anchors import Anchor, anchors, first_places, identifiers, numbers, remembered, words
from syndicheck.fingerprint.anchors.names import romanised, skeleton
from syndicheck.fingerprint.anchors.written import even


def keys(text: str, language: str | None) -> set[str]:
    return {one.key for one in anchors(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Rund 3,5 Millionen Menschen"),
        ("en", "about 3.5 million people"),
        ("en", "some 35 lakh people"),
        ("fr", "3,5 millions de personnes"),
        ("ru", "около 3,5 миллионов человек"),
        ("ru", "около 3,5 млн человек"),
        ("zh-CN", "约350万人"),
        ("zh-TW", "約350萬人"),
        ("zh-CN", "三百五十万人"),
        ("ja", "約350万人"),
        ("ko", "약 350만 명"),
        ("th", "ประมาณ 3.5 ล้านคน"),
        ("th", "ประมาณ ๓.๕ ล้านคน"),
        ("lo", "ປະມານ 3,5 ລ້ານຄົນ"),
        ("km", "ប្រហែល៣,៥លាននាក់"),
        ("my", "လူ၃.၅သန်းခန့်"),
        ("hi", "लगभग ३५ लाख लोग"),
        ("ar", "حوالي ٣٫٥ مليون شخص"),
        ("fa", "حدود ۳٫۵ میلیون نفر"),
        ("de", "3.500.000 Menschen"),
        ("en", "3,500,000 people"),
        ("en", "35,00,000 people"),
        ("fr", "3 500 000 personnes"),
        ("de", "3’500’000 Menschen"),
    ],
)
def test_one_number_in_many_languages(language: str, text: str) -> None:
    assert "N:3500000" in keys(text, language)


@pytest.mark.parametrize(
    ("language", "text", "wanted", "unwanted"),
    [
        ("de", "1.000 Stück", "N:1000", "N:1"),
        ("en", "1,000 pieces", "N:1000", "N:1"),
        ("en", "12,3456 and 7", "N:12.35", "N:123456"),
        ("de", "um 2,75 Prozent", "N:2.75", "N:275"),
        ("th", "ปี 2567", "N:2024", "N:2567"),
        ("en", "call +49 30 123456 now", "I:+4930123456", "N:123456"),
        ("en", "see https://news.example/2024/77 today", "I:news.example/2024/77", "N:77"),
        ("en", "mail desk@news2024.example", "I:desk@news2024.example", "N:2024"),
        ("zh-CN", "一起去", "", "N:2"),
        ("en", "worth $1.125 billion", "N:1120000000", "N:1130000000000"),
        ("en", "worth $1.001 billion", "N:1000000000", "N:1001000000000"),
        ("de", "1,125 Milliarden Euro", "N:1120000000", "N:1130000000000"),
        ("de", "11.15 Millionen", "N:11200000", "N:11"),
        ("en", "page 7\n250 people", "N:250", "N:7250"),
        ("en", "in 2024 240 million", "N:2024", "N:2020000000"),
        ("en", "in 2024 240 million", "N:240000000", "N:240"),
        ("en", "twenty-three dead", "", "N:3"),
        ("fr", "vingt-trois morts", "", "N:3"),
        ("th", "2,500 คน", "N:2500", "N:1957"),
        ("th", "2.5 พันคน", "N:2500", "N:1957"),
        ("es", "500 tn de acero", "N:500", "N:500000000000000"),
        ("zh-CN", "投入3万 2024年", "N:30000", "N:32024"),
        ("zh-CN", "二十" + "万" * 80, "N:20", ""),
        ("ja", "20" + "億" * 60, "N:20", ""),
    ],
)  # fmt: skip
def test_numbers_that_are_read_wrongly_by_the_naive(language: str, text: str, wanted: str, unwanted: str) -> None:
    found = keys(text, language)
    assert not wanted or wanted in found
    assert unwanted not in found


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ko", "약 6억 4,900만 명", "N:649000000"), ("ko", "1억 4천 2백만 명", "N:142000000"),
        ("ko", "22 억 5 천만 명", "N:2250000000"), ("ko", "370 억 달러", "N:37000000000"),
        ("ja", "約6億4900万人", "N:649000000"), ("ja", "22億5000万人以上", "N:2250000000"),
        ("zh-TW", "近 6.49 億人口", "N:649000000"), ("zh-TW", "$3,500 萬", "N:35000000"),
        ("hi", "1 करोड़ 90 लाख लोग", "N:19000000"), ("hi", "2.25 बिलियन लोग", "N:2250000000"),
        ("bn", "২৫ কোটি", "N:250000000"), ("bn", "১ লাখ কোটি", "N:1000000000000"), ("bn", "৫ লাখ", "N:500000"),
        ("ro", "37 de miliarde de dolari", "N:37000000000"), ("ro", "20 de ani", "N:20"),
        ("es", "20 mil personas", "N:20000"), ("es", "3 mil millones de euros", "N:3000000000"),
        ("ca", "3 milers de milions", "N:3000000000"), ("it", "2 mila miliardi", "N:2000000000000"),
        ("vi", "5 nghìn tỷ đồng", "N:5000000000000"), ("sw", "watu milioni 19 milioni", "N:19000000"),
        ("el", "2,25 δισεκατομμυρίων", "N:2250000000"), ("ms", "37 bilion", "N:37000000000"),
        ("ru", "двух человек", "N:2"), ("pl", "czterech osób", "N:4"),
        ("sw", "watu watatu", "N:3"), ("bn", "তিনজন", "N:3"),
        ("th", "สองคน", "N:2"), ("ko", "세 명", "N:3"), ("he", "שלוש שנים", "N:3"), ("ur", "چار افراد", "N:4"),
        ("ja", "1万2400人", "N:12400"), ("ko", "1만 2,400명", "N:12400"), ("ja", "計1万2400。", "N:12400"),
        ("ar", "12 ألفا و400 شخص", "N:12400"), ("tr", "12 bin 400 kişi", "N:12400"), ("es", "2 mil 300", "N:2300"),
        ("ru", "3 млн 500 тыс. рублей", "N:3500000"), ("pl", "3 mln 500 tys. osób", "N:3500000"),
        ("vi", "3,5 tỉ đồng", "N:3500000000"), ("vi", "20 ngàn người", "N:20000"),
        ("sw", "dola milioni 3.5", "N:3500000"), ("ha", "dala miliyan 3.5", "N:3500000"),
        ("el", "3,5 εκατ. ευρώ", "N:3500000"), ("ka", "3,5 მილიონ ლარს", "N:3500000"), ("bn", "৫ লক্ষ", "N:500000"),
        ("ta", "5 லட்சம்", "N:500000"), ("ta", "2 கோடி", "N:20000000"), ("en", "a $2tn plan", "N:2000000000000"),
        ("sv", "på 1800-talet", "N:19"), ("da", "i 1800-tallet", "N:19"), ("fi", "1800-luvulla", "N:19"),
        ("am", "3.5 ሚሊዮን ሰዎች", "N:3500000"), ("sr", "milijardi pet", "N:5"), ("nn", "seks personar", "N:6"),
        ("ar", "3 تريليون دولار", "N:3000000000000"),
        ("de", "um 11.15 Uhr", "N:15"), ("fi", "kello 9.30", "N:9"),
    ],
)  # fmt: skip
def test_numbers_of_several_parts_and_in_words(language: str, text: str, value: str) -> None:
    assert value in keys(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("th", "สามารถ"), ("ko", "세계 네이버"), ("ro", "2013 de"), ("en", "x 5. 5.")],
)
def test_what_only_looks_like_a_number_in_words(language: str, text: str) -> None:
    assert not keys(text, language) & {"N:2", "N:3", "N:4", "D:5", "N:2013000"}


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("de", "am 29.9.1918", "D:9-29"), ("fi", "29.9. klo", "D:9-29"), ("vi", "ngày 29/9/1918", "D:9-29"),
        ("fr", "le 3/4/2020", "D:4-3"), ("en", "on 2024-09-29", "D:9-29"), ("zh-CN", "九月三十日", "D:9-30"),
        ("zh-TW", "十二月", "D:12"), ("vi", "tháng Sáu", "D:6"),
        ("vi", "tháng mười hai", "D:12"), ("vi", "Thứ Sáu", "W:4"),
        ("zh-TW", "禮拜六", "W:5"), ("zh-CN", "星期天", "W:6"), ("ja", "土曜の朝", "W:5"), ("ko", "토요일에", "W:5"),
        ("he", "ביום שבת", "W:5"), ("pt", "na sexta-feira", "W:4"), ("ta", "சனிக்கிழமை", "W:5"),
        ("pl", "w piątku", "W:4"), ("cs", "do pátku", "W:4"), ("cs", "ve středou", "W:2"), ("ru", "в среду", "W:2"),
        ("ru", "субботней", "W:5"), ("hu", "szerdán", "W:2"), ("fi", "maanantaina", "W:0"), ("sv", "måndagens", "W:0"),
        ("nl", "zondagse", "W:6"), ("de", "Montags", "W:0"), ("en", "Tuesday's", "W:1"), ("es", "sábados", "W:5"),
        ("uk", "п'ятницю", "W:4"), ("tr", "ağustosta", "D:8"), ("el", "Αυγούστου", "D:8"), ("ka", "მარტში", "D:3"),
        ("hi", "5 मई को", "D:5-5"), ("bn", "৫ মে", "D:5-5"), ("ta", "மே 5", "D:5-5"), ("mr", "5 मे रोजी", "D:5-5"),
        ("hi", "28 फरवरी", "D:2-28"), ("bn", "২ জানুয়ারি", "D:1-2"), ("fa", "۵ مه ۲۰۲۴", "D:5-5"),
        ("ro", "pe 5 mai", "D:5-5"),
        ("fa", "روز پنج\u200cشنبه", "W:3"), ("fa", "پنجشنبه", "W:3"), ("fa", "سه شنبه", "W:1"), ("fa", "شنبه", "W:5"),
        ("fa", "۱۲ مرداد ۱۴۰۳", "D:8-2"), ("fa", "۳۰ اسفند ماه ۱۴۰۳", "D:3-20"), ("fa", "۱ آبان", "D:10-23"),
        ("fa", "۱۲ مرداد ۱۴۰۳", "N:2024"), ("fa", "در سال ۱۴۰۰", "N:2021"), ("fa", "۱۴/۲ درصد", "N:14.2"),
        ("ar", "في 14 تموز/يوليو", "D:7-14"), ("ar", "30 كانون الثاني", "D:1-30"), ("ar", "تشرين الأول", "D:10"),
        ("ar", "آذار 2023", "D:3"), ("ja", "令和6年", "N:2024"), ("ja", "令和元年", "N:2019"),
        ("zh-TW", "民國113年", "N:2024"), ("sr", "u četvrtak, 5. avgusta", "D:8-5"), ("sr-Latn", "u četvrtak", "W:3"),
        ("sr", "у четвртак", "W:3"), ("nn", "5. mars", "D:3-5"),
    ],
)  # fmt: skip
def test_days_as_papers_write_them(language: str, text: str, day: str) -> None:
    assert day in keys(text, language)


@pytest.mark.parametrize(
    ("language", "text", "unwanted"),
    [("en", "it may rain", "D:5"), ("en", "they march on", "D:3"), ("en", "by 3/4 of all", "D:4-3"),
     ("de", "um 11.15 Uhr", "D:15"), ("zh-CN", "三个月", "D:3"), ("de", "Kapitel 3.4.5", "D:4-3"),
     ("hu", "szerint", "W:2"), ("ru", "среди них", "W:2"), ("ru", "средства", "W:2"), ("uk", "серед них", "W:2"),
     ("uk", "середина", "W:2"), ("pl", "środki", "W:2"), ("pl", "środek", "W:2"), ("cs", "střelba", "W:2"),
     ("cs", "střední", "W:2"), ("de", "der Dienst", "W:1"), ("de", "in Montana", "W:0"), ("de", "die Montage", "W:0"),
     ("nl", "zonder", "W:6"), ("nl", "maanden", "W:0"), ("da", "manden", "W:0"), ("en", "Marco", "D:3"),
     ("en", "Marching", "D:3"), ("en", "Augusta", "D:8"), ("es", "energía", "D:1"), ("es", "abrió", "D:4"),
     ("es", "Martín", "W:1"), ("it", "maggiore", "D:5"), ("ro", "mai mult", "D:5"), ("fa", "مه غلیظ", "D:5"),
     ("fa", "پنج\u200cشنبه", "W:5"), ("fa", "پنج\u200cشنبه", "N:5"), ("fa", "۱۳۵۰ نفر", "N:1971"),
     ("ar", "سيارة نيسان", "D:4"), ("ar", "قال أب", "D:8"), ("zh-CN", "十二月", "D:2")],
)  # fmt: skip
def test_what_is_no_day(language: str, text: str, unwanted: str) -> None:
    assert unwanted not in keys(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on August 5"), ("en", "5 August"), ("de", "am 5. August"), ("cs", "5. srpna"), ("ru", "5 августа"),
        ("ja", "8月5日"), ("ko", "8월 5일"), ("zh-CN", "8月5日"), ("vi", "ngày 5 tháng 8"), ("ar", "5 أغسطس"),
        ("hi", "5 अगस्त"), ("th", "5 สิงหาคม"), ("lo", "ວັນທີ 5 ສິງຫາ"), ("km", "ថ្ងៃទី៥ ខែសីហា"), ("my", "ဩဂုတ် ၅ ရက်"),
        ("th", "ในวันที่๕สิงหาคมนี้"),
        ("es", "el 5 de agosto"), ("pt", "5 de agosto"), ("el", "5 Αυγούστου"),
    ],
)  # fmt: skip
def test_one_day_in_many_languages(language: str, text: str) -> None:
    assert {"D:8", "D:8-5"} <= keys(text, language)


@pytest.mark.parametrize(
    ("language", "text", "territory"),
    [
        ("de", "Deutschlands Kanzler", "DE"), ("en", "the German chancellor", "DE"),
        ("de", "die russische Armee", "RU"),
        ("ru", "в Германии", "DE"), ("zh-CN", "德国总理", "DE"), ("zh-TW", "德國總理", "DE"),
        ("zh-Hant-TW", "南韓總統", "KR"), ("zh-MO", "南韓總統", "KR"),
        ("ja", "ドイツの首相", "DE"),
        ("ko", "독일 총리", "DE"), ("ar", "والمانيا ألمانيا", "DE"), ("th", "เยอรมนี", "DE"),
        ("th", "นายกรัฐมนตรีเยอรมนีกล่าวว่า", "DE"),
        ("lo", "ນາຍົກເຢຍລະມັນກ່າວວ່າ", "DE"), ("km", "នាយករដ្ឋមន្ត្រីអាល្លឺម៉ង់បាន", "DE"), ("my", "ဂျာမနီဝန်ကြီးချုပ်က", "DE"),
        ("vi", "ở Việt Nam", "VN"), ("en", "two Chileans", "CL"), ("en", "the US and", "US"), ("ro", "în SUA", "US"),
        ("lt", "JAV prezidentas", "US"), ("hr", "SAD je", "US"), ("bg", "в САЩ", "US"), ("el", "στις ΗΠΑ", "US"),
        ("bn", "মার্কিন যাত্রী", "US"), ("hu", "az amerikai", "US"), ("sv", "den brittiska", "GB"),
        ("ko", "북한은", "KP"), ("ja", "北朝鮮が", "KP"), ("zh-CN", "朝鲜", "KP"), ("en", "North Korea", "KP"),
        ("he", "ארה״ב", "US"), ("he", "ארה\"ב", "US"), ("ka", "აშშ-ის ელჩი", "US"), ("hy", "ԱՄՆ նախագահը", "US"),
        ("ar", "القوات الأمريكية", "US"), ("ar", "والأمريكيين", "US"), ("ar", "في إيران", "IR"), ("ar", "ايران", "IR"),
        ("sr", "nemački kancelar", "DE"), ("sr", "SAD i EU", "US"), ("sr", "САД и ЕУ", "US"), ("nn", "i Noreg", "NO"),
        ("hi", "अफ\u093cगानिस्तान", "AF"), ("hi", "अफगानिस्तान", "AF"), ("hi", "अ\u095eगानिस्तान", "AF"),
        ("bn", "রাশি\u09dfা", "RU"), ("bn", "রাশি\u09af\u09bcা", "RU"),
    ],
)  # fmt: skip
def test_territories(language: str, text: str, territory: str) -> None:
    assert f"G:{territory}" in keys(text, language)


@pytest.mark.parametrize(
    ("language", "text", "territory"),
    [("en", "police and political believers", "PL"), ("en", "two children", "CL"),
     ("en", "Children of Palace Row", "CL"),
     ("en", "Children of Palace Row", "PW"), ("en", "tell us", "US"), ("es", "las personas", "IR"),
     ("de", "im letzten Monat", "MC")],
)  # fmt: skip
def test_words_that_only_begin_like_a_territory(language: str, text: str, territory: str) -> None:
    assert f"G:{territory}" not in keys(text, language)


@pytest.mark.parametrize(
    "forms",
    [
        ("Merkel", "Меркель", "メルケル", "메르켈"), ("Trump", "Трампа", "トランプ", "트럼프", "ترامب", "ट्रम्प"),
        ("Johnson", "ג'ונסון", "Джонсон", "جونسون", "Τζόνσον"), ("Michael", "מייקל", "マイケル", "마이클"),
        ("Donald", "Ντόναλντ", "Дональд", "ドナルド", "도널드"), ("Smith", "スミス", "스미스", "史密斯"),
        ("Gerhard", "גרהרד"), ("Google", "גוגל", "गूगल"), ("Church", "चर्च"), ("Fritz", "Фриц"),
        ("Bush", "Μπους", "بوش"), ("Alex", "Алекс"), ("Trump", "唐纳德特朗普"),
        ("Harris", "Харрис", "Χάρις"), ("Houston", "Хьюстон"), ("Khamenei", "Хаменеи", "خامنئي"), ("Habeck", "Хабек"),
        ("Hamburg", "Гамбург"), ("Gorbachev", "Горбачёв"), ("Khrushchev", "Хрущёв"), ("Christos", "Χρήστος"),
        ("Chalkida", "Χαλκίδα"), ("Merkel", "ሜርክል"), ("Trump", "ትራምፕ"), ("Clinton", "克林顿", "克林頓"),
        ("Netanyahu", "内塔尼亚胡"),
    ],
)  # fmt: skip
def test_a_name_in_many_scripts_shares_a_key(forms: tuple[str, ...]) -> None:
    shared = set.intersection(*({k for k in keys(form, None) if k[0] == "K"} for form in forms))
    assert shared, {form: skeleton(romanised(form)) for form in forms}


@pytest.mark.parametrize(
    ("thing", "forms"),
    [
        ("police", {"en": "Police said", "de": "die Polizei", "ru": "сообщила полиция", "ko": "경찰은", "he": "המשטרה",
                    "fi": "poliisin mukaan", "zh-CN": "当地警察", "hi": "पुलिस ने"}),
        ("ballot", {"ar": "وقال إن الانتخابات", "ko": "투표를", "zh-CN": "选举", "zh-TW": "投票", "hi": "मतदान",
                    "ru": "голосования"}),
        ("news", {"en": "a newspaper", "de": "der Zeitung", "ar": "لصحيفة", "he": "לעיתון", "ko": "신문에",
                  "zh-CN": "报纸"}),
        ("hospital", {"en": "hospitals", "de": "des Krankenhauses", "vi": "ở bệnh viện", "th": "ในโรงพยาบาล",
                      "ja": "病院で"}),
        ("rescue", {"hi": "बचाव"}),
    ],
)  # fmt: skip
def test_one_thing_in_many_languages(thing: str, forms: dict[str, str]) -> None:
    assert {language: f"C:{thing}" in keys(text, language) for language, text in forms.items()} == dict.fromkeys(
        forms, True
    )


def test_a_thing_is_where_its_word_stands() -> None:
    text = "Der Zeuge rief: „Polizei!“"
    assert [text[one.start : one.end] for one in anchors(text, "de") if one.key == "C:police"] == ["Polizei"]


@pytest.mark.parametrize(
    ("language", "text", "unwanted"),
    [("en", "a policy", "C:police"), ("ko", "경", "C:police"), ("vi", "bệnhviện", "C:hospital"), ("ar", "ال", "C:the"),
     ("xx", "police", "C:police")],
)  # fmt: skip
def test_what_only_looks_like_the_word_for_a_thing(language: str, text: str, unwanted: str) -> None:
    assert unwanted not in keys(text, language)


def test_the_nukta_may_be_written_or_not() -> None:
    assert keys("गिरफ़्तार", "hi") & {"C:police"} == keys("गिरफ्तार", "hi") & {"C:police"}
    assert keys("\u095e़ैक्टरी", "hi") >= {key for key in keys("फ़ैक्टरी", "hi") if key[0] == "C"} != set()


def test_every_table_of_things_names_its_source() -> None:
    tables = sorted((Path(data_file).parent / "concepts").glob("*.json"))
    assert {one.stem for one in tables} == set(LOCALES)
    for one in tables:
        raw = json.loads(one.read_text(encoding="utf-8"))
        assert "Unicode-3.0" in raw["licence"]
        assert raw["built"] > "2026"
        assert len(raw["concepts"]) > 500


@given(st.text(max_size=300), st.sampled_from(["de", "en", "zh", "ja", "ar", "th", "vi", "xx", "", None]))
@settings(max_examples=examples(150), deadline=None)
def test_any_text_gives_anchors_inside_it(text: str, language: str | None) -> None:
    assert len(even(text)) == len(text)
    for one in anchors(text, language):
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(max_size=300), st.sampled_from(["de", "zh", "ar", "th", "ko", None]))
@settings(max_examples=examples(100), deadline=None)
def test_first_places_are_those_of_all_anchors(text: str, language: str | None) -> None:
    assert first_places(text, language) == _first(anchors(text, language))


def _first(found: tuple[Anchor, ...]) -> dict[str, int]:
    return {one.key: one.start for one in reversed(found)}


WORDS = st.sampled_from(
    [*"Anna Lind O'Brien O'Neil 'tis dogs' Jo'Burg May 4 März two million Émile Ωραία Москва a I St. U.S. 3,5".split(),
     "Müller-Lüdenscheidt", "“America”", "×", "½", "º", "—", "...", "   ", "''", "\n", "Łódź’s", "x" * 41, "Ab" * 21]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30), st.sampled_from(["", " ", "  "]), st.sampled_from(["de", "en", "vi", "ru", None]))
@settings(max_examples=examples(400), deadline=None)
def test_first_places_of_words_in_alphabets(words: list[str], between: str, language: str | None) -> None:
    text = between.join(words)
    assert first_places(text, language) == _first(anchors(text, language))


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lind met Anna Lind, then Jonas; Anna",
        "Von Anna Lind. anna lind Lind Anna Lind",
        "メルケル Merkel メルケル",
    ],
)
def test_first_places_of_names_that_come_back(text: str) -> None:
    assert first_places(text, "en") == _first(anchors(text, "en"))


@pytest.mark.parametrize("few", [0, 10_000])
def test_many_different_numbers_are_found_like_few(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Looked for one after the other, or in one walk through the text."""
    monkeypatch.setattr(words, "_FEW", few)
    for text, language in (
        ("Anna Lind counted two, three and seven boats in May. 'two' O'Brien: seven!", "en"),
        ("Am Montag, dem 3. März, zwei von fünf; am Dienstag zwei. März?", "de"),
        ("В марте два, в мае пять и два; в марте – семь", "ru"),
    ):
        found = first_places(text, language)
        assert len([key for key in found if key[:2] in ("N:", "D:", "W:")]) >= 3
        assert found == _first(anchors(text, language))


def test_what_is_forgotten_in_the_middle_of_a_text_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Anna O'Brien met two million Danes in May. O'Brien, Anna"
    wanted = _first(anchors(text, "en"))
    for most in (1, 2, 3, 5, 8):
        monkeypatch.setattr(remembered, "MOST", most)
        assert first_places("Nothing of May O'Neil", "en")
        assert first_places(text, "en") == wanted


def test_all_languages_together_remember_so_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 100)
    newest = [
        first_places(" ".join(f"Wort{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(60)), language)
        for language in ("de", "en", "fr", "sv", "it", "cs", "pl")
    ]
    assert all(newest)
    held = [len(table) for one in remembered._tables if (table := one()) is not None]
    assert len(held) >= 7
    assert 0 < sum(held) <= 100


def test_threads_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Datasette checks drafts in several threads, which know the same words and forget them for each other."""
    monkeypatch.setattr(remembered, "MOST", 30)
    rng = random.Random(3)
    known = "two three four five March May Monday O'Brien D'Angelo Anna Lind".split()
    texts = [
        " ".join(rng.choice(known) if rng.random() < 0.3 else "".join(rng.choices("abcdefgh", k=6)) for _ in range(150))
        for _ in range(40)
    ]
    wanted = [_first(anchors(text, "en")) for text in texts]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            for _ in range(4):
                assert list(pool.map(first_places, texts, repeat("en"))) == wanted
    finally:
        sys.setswitchinterval(before)


@pytest.mark.parametrize("end", [0x20000, pytest.param(sys.maxunicode + 1, marks=pytest.mark.slow)], ids=hex)
def test_texts_are_made_even_as_each_of_their_characters_is(end: int) -> None:
    """By default those of the first two planes: behind them are ideographs of which nothing is changed."""
    every = "".join(map(chr, range(end)))
    single = "".join(map(even, every))
    for size in (end, 200):  # with many that change, and with few
        made = "".join(even(every[start : start + size]) for start in range(0, len(every), size))
        assert made == single
    assert even(single) == single


@pytest.mark.parametrize(
    ("quick", "slow", "before"),
    [
        (identifiers._ACRONYM, r"(?<![A-Za-z])[A-Z](?:\.?[A-Z0-9&-]){1,6}(?![A-Za-z])", 0),
        (numbers._DAY_OF_YEAR, r"(?<!\d)(?:19|20)\d\d-(\d\d)-(\d\d)(?!\d)", 4),
        (
            numbers._WRITTEN_DATE,
            r"(?<![\d./-])(\d{1,2})([./])\s?(\d{1,2})\2(?:\s?(?:19|20)\d\d(?!\d)|(?!\s?\d))",
            0,
        ),
    ],
)
@given(st.text(alphabet="ABz190-./& ", max_size=24), st.sampled_from(["", "1918-09-29", " 29.9.1918", "U.S.A"]))
def test_expressions_find_what_those_that_look_back_first_find(
    quick: re.Pattern[str], slow: str, before: int, text: str, whole: str
) -> None:
    for one in (text + whole, whole + text):
        found = [(match.start() - before, match.end(), match.groups()) for match in quick.finditer(one)]
        assert found == [(*match.span(), match.groups()) for match in re.finditer(slow, one, re.ASCII)]


@given(st.integers(2, 99_999))
def test_a_whole_number_is_its_own_value_whatever_separates_the_thousands(value: int) -> None:
    for language, written in (
        ("en", f"{value:,}"),
        ("de", f"{value:,}".replace(",", ".")),
        ("fr", f"{value:,}".replace(",", " ")),
    ):
        assert f"N:{value}" in keys(f"x {written} x", language)


@pytest.mark.parametrize(
    "text",
    [
        "1," * 8_000,
        "A." * 8_000,
        "+1 " * 8_000,
        "www." * 8_000,
        "a@" * 8_000,
        "十" * 8_000,
        "क" * 8_000,
        "ก" * 8_000,
    ],
)
@pytest.mark.parametrize("language", ["en", "zh", "hi", "th"])
def test_hostile_text_takes_linear_time(text: str, language: str) -> None:
    started = time.perf_counter()
    anchors(text, language)
    assert time.perf_counter() - started < 2


def test_a_label_that_contradicts_the_script_is_not_believed() -> None:
    assert "N:3500000" in keys("約350万人がドイツで", "de")


def test_every_character_there_is_made_even() -> None:
    """Digits of all scripts become ASCII; of the rest only what is listed changes; no offset moves."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for start in range(0, len(every), 50_000):
        text = every[start : start + 50_000]
        made = even(text)
        assert len(made) == len(text)
        for char, other in zip(text, made, strict=True):
            if char.isdecimal():
                assert other == str(unicodedata.decimal(char))
            elif char != other:
                assert "\uff01" <= char <= "\uff5e" or char in "ёЁİيىكهۀة٫٬，’ʼ׳״أإآٱ\u00a0\u202f\u2009"
    assert even("٣٬٥٠٠ ｋｍ — ５月") == "3,500 km — 5月"
