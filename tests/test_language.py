"""Declared languages understood, contradictions seen, unknown said to be unknown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicheck.language import Language, identify, language_tag, primary

ENGLISH = "The board of Harbour Mills approved the plan on Tuesday after a long debate about money and time. " * 3
GERMAN = "Der Vorstand der Hafenmühle hat den Plan am Dienstag nach einer langen Aussprache über Geld gebilligt. " * 3
KOREAN = "항구 제분소 이사회는 화요일에 오랜 논의 끝에 계획을 승인했다고 대변인이 밝혔다. " * 6
RUSSIAN = "Совет директоров мельницы во вторник одобрил план после долгого обсуждения расходов и сроков. " * 3

SIMPLIFIED = (
    "柏林——德国总理和法国总统周四呼吁在乌克兰迅速停火，"
    "并表示将向基辅派遣一个联合代表团。会谈后，他们对记者说，欧洲不能等待。"
)
TRADITIONAL = (
    "柏林——德國總理和法國總統週四呼籲在烏克蘭迅速停火，"
    "並表示將向基輔派遣一個聯合代表團。會談後，他們對記者說，歐洲不能等待。"
)


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("en", "en"),
        ("EN_us", "en-US"),
        ("en-uk", "en-GB"),
        ("german", "de"),
        ("Deutsch", "de"),
        ("German (Austria)", "de"),
        ("deu", "de"),
        ("ger", "de"),
        ("de-de-1996", "de-DE-1996"),
        ("zh_cn", "zh-CN"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("cmn", "zh"),
        ("中文", "zh"),
        ("sr-latn", "sr-Latn"),
        ("sh", "sr-Latn"),
        ("iw", "he"),
        ("cz", "cs"),
        ("es-419", "es-419"),
        ("en_US.UTF-8", "en-US"),
        ("de@euro", "de"),
        ("en, de;q=0.8", "en"),
        (" pt-BR ", "pt-BR"),
        ("ar-u-nu-latn", "ar"),
        ("haw", "haw"),
        ("xx", None),
        ("und", None),
        ("mul", None),
        ("x-klingon", None),
        ("", None),
        ("-", None),
        ("12", None),
        ("unknown", None),
    ],
)
def test_tags(declared: str, tag: str | None) -> None:
    assert language_tag(declared) == tag


@pytest.mark.parametrize(
    ("text", "declared", "tag", "source"),
    [
        ("", "de", "de", "declared"),
        ("Short.", "de", "de", "declared"),
        (ENGLISH, "en_GB", "en-GB", "declared"),
        (ENGLISH, "de", "de", "declared"),
        ("12 345 %", "ko", "ko", "declared"),
        (KOREAN, "en", "ko", "detected"),
        (KOREAN, None, "ko", "detected"),
        (KOREAN[:100], "en", "ko", "detected"),
        (KOREAN[:30], None, "ko", "detected"),
        ("市長は認めなかった。", None, "ja", "detected"),
        ("Ο δήμαρχος δεν υπέγραψε.", None, "el", "detected"),
        ("הנמל לא ייסגר.", "unknown", "und", "unknown"),
        ("서울 시장은 CNN 인터뷰를 거절했다.", None, "ko", "detected"),
        ("The mayor of 서울 (Seoul) said no.", None, "und", "unknown"),
        ("μ-metal: Ω, λ, π", None, "und", "unknown"),
        ("市长没有承认。", None, "und", "unknown"),
        ("索尼（ソニー）星期二宣布，将在上海建设一座新工厂，投资约五十亿元。", None, "und", "unknown"),
        ("Мэр не подписал договор.", None, "und", "unknown"),
        (RUSSIAN, "en", "ru", "detected"),
        (RUSSIAN.encode("cp1251").decode("latin-1"), "ru", "ru", "declared"),
        (ENGLISH, "ru-Latn", "ru-Latn", "declared"),
        ("서울 CNN", "en", "en", "declared"),
        (SIMPLIFIED, "zh", "zh", "declared"),
        (TRADITIONAL, "zh", "zh-Hant", "declared"),
        (TRADITIONAL + SIMPLIFIED * 2, "chinese", "zh", "declared"),
        (SIMPLIFIED + TRADITIONAL * 2, "中文", "zh-Hant", "declared"),
        (TRADITIONAL, "zh-CN", "zh-CN", "declared"),
        (SIMPLIFIED, "zh-TW", "zh-TW", "declared"),
        (TRADITIONAL, "ja", "ja", "declared"),
        ("柏林", "zh", "zh", "declared"),
        (GERMAN, None, "de", "detected"),
        (GERMAN, "nonsense", "de", "detected"),
        (GERMAN[:199], None, "und", "unknown"),
        ("1 2 3 " * 100, None, "und", "unknown"),
        ("", None, "und", "unknown"),
    ],
)
def test_identify(text: str, declared: str | None, tag: str, source: str) -> None:
    if (tag, source) in (("de", "detected"), ("ru", "detected")):
        pytest.importorskip("gcld3")
    found = identify(text, declared)
    assert (found.tag, found.source) == (tag, source)
    assert (found.confidence == 0.0) == (source == "unknown")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh", "zh"), ("zh-CN", "zh"), ("zh-SG", "zh"), ("zh-Hans", "zh"), ("zh-Hans-HK", "zh"), ("zh-Hans-TW", "zh"),
        ("zh-TW", "zh-hant"), ("zh_HK", "zh-hant"), ("zh-MO", "zh-hant"), ("zh-Hant", "zh-hant"),
        ("zh-Hant-TW", "zh-hant"), ("zh-hant-hk", "zh-hant"), ("ZH-HANT-CN", "zh-hant"),
        ("en-HK", "en"), ("pt-MO", "pt"), ("sr-Latn", "sr"), ("und", "und"), (None, "und"), ("", "und"),
    ],
)  # fmt: skip
def test_chinese_keeps_its_script_apart_however_it_is_written_down(tag: str | None, expected: str) -> None:
    assert primary(tag) == expected


def test_without_the_detector_the_script_decides_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndicheck.language._detector", lambda: None)
    assert identify(KOREAN, None).tag == "ko"
    assert identify(GERMAN, None) == Language("und", "unknown", 0.0)


@settings(deadline=None)
@given(st.text())
def test_any_declaration_is_refused_or_understood_for_good(declared: str) -> None:
    tag = language_tag(declared)
    assert tag is None or language_tag(tag) == tag


@settings(deadline=None)
@given(st.text(), st.one_of(st.none(), st.text(max_size=12)))
def test_never_raises(text: str, declared: str | None) -> None:
    assert 0.0 <= identify(text * 50, declared).confidence <= 1.0


@pytest.mark.corpora
def test_real_declarations_stand_and_real_text_is_detected(corpus_rows) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("gcld3")
    rows = [row for number, row in enumerate(corpus_rows("ntrex/docs")) if number % 5 == 0]
    assert all(identify(row["text"], row["lang"]).source == "declared" for row in rows)
    detected = [(row["lang"], identify(row["text"], None)) for row in rows if len(row["text"]) >= 400]
    wrong = [(lang, found.tag) for lang, found in detected if found.tag != "und" and found.tag[:2] != lang[:2]]
    assert len(wrong) <= 0.01 * len(detected), wrong
    assert sum(found.tag == "und" for _, found in detected) <= 0.05 * len(detected)
