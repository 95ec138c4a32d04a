"""What changed in dates: a day and a month do not change places, whatever the form or the script."""

from __future__ import annotations

import pytest

from syndicheck.matching.changes import what_changed
from syndicheck.matching.reuse import prepare
from syndicheck.provenance.months import months_named

FRAMES = {
    "de": "Der Rat der Stadt schrieb, dass der Bau {} in Linz beginnt, wie das Hafenamt seit Jahren gefordert hatte.",
    "en": "Lindholm told county members {} in that letter, which reached harbour offices last winter.",
    "fr": "Le conseil de la ville écrit que le chantier ouvre {} à Lyon, comme le port le demandait depuis des années.",
    "ja": "港町の新浜市は、旧埠頭地区に淡水化施設を建設すると発表した。工事は{}に始まる。市長はこの日を待った。",
    "ko": "신빈시는 옛 부두 지역에 담수화 시설을 짓는다고 했다. 공사는 {}에 시작한다. 시장은 이날을 기다렸다.",
    "ru": "Совет города сообщил, что строительство начнётся {} в порту, как много лет требовало управление гавани.",
    "zh": "港口城市新滨市宣布将在旧码头地区建设海水淡化设施。工程{}开始。市长说，居民们等待这一天已经很久了。",
}


def kinds(lang: str, was: str, now: str) -> list[str]:
    frame = FRAMES[lang]
    a, b = prepare(frame.format(was), (), None, lang), prepare(frame.format(now), (), None, lang)
    return sorted(change.kind.value for change in what_changed(a, b, months_named))


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "4 June", "6 April"),
        ("en", "June 4, 2026", "April 6, 2026"),
        ("en", "3 May to 7 May", "5 March to 7 May"),
        ("en", "2026-04-06", "2026-06-04"),
        ("en", "2026-04-06", "June 4, 2026"),
        ("de", "am 04.06.2026", "am 06.04.2026"),
        ("de", "am 4.6.", "am 6.4."),
        ("de", "am 4. Juni", "am 6. April"),
        ("fr", "le 4 juin", "le 6 avril"),
        ("ru", "4 июня", "6 апреля"),
        ("ko", "4월 6일", "6월 4일"),
        ("ja", "4月6日", "6月4日"),
        ("ja", "四月六日", "六月四日"),
        ("zh", "4月6日", "6月4日"),
    ],
)
def test_a_day_and_a_month_that_changed_places(lang: str, was: str, now: str) -> None:
    assert kinds(lang, was, now) == ["date"]
    assert kinds(lang, now, was) == ["date"]


def test_a_number_and_a_day_that_changed_places() -> None:
    for one, other in (("12 came on 7 May", "7 came on 12 May"), ("7 came on 12 May", "12 came on 7 May")):
        assert kinds("en", one, other) == ["date", "number"]


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("en", "3 March", "March 3"),
        ("en", "2026-03-05", "3/5/2026"),
        ("en", "3/4/2026", "3 April 2026"),
        ("en", "2026-04-06", "April 6, 2026"),
        ("de", "am 4. Juni", "am 4.6."),
        ("de", "am 04.06.2026", "am 4. Juni 2026"),
        ("ja", "4月6日", "四月六日"),
        ("zh", "4月6日", "四月六日"),
    ],
)
def test_the_same_date_in_another_form(lang: str, was: str, now: str) -> None:
    assert kinds(lang, was, now) == []
    assert kinds(lang, now, was) == []


WORDS = {
    "az": "Lindholm şirkəti axşam {} gəmi aldı və limandan getdi, direktor dünən iclasda dedi.",
    "cs": "Přístavní úřad v dopise napsal, že {} začne u starého mola oprava lodí.",
    "de": "Die Reederei der Insel hat {} ein Schiff bestellt, schrieb ihr Direktor in einem Brief an den Kreis.",
    "en": "The ferry company of the island {} in the hall, its director wrote in a letter to the county.",
    "fa": "شورای شهر {} اعلام کرد که کارگران آب ندارند و مردم بندر سال‌ها منتظر این روز بودند.",
    "hi": "लिंडहोम कंपनी {} अपनी शाम की नौका सेवा बंद करेगी, निदेशक ने बताया। कंपनी के पास नावें हैं।",
    "id": "Perusahaan kapal di pulau itu {} untuk itu, kata direkturnya dalam surat kepada kabupaten kemarin.",
    "it": "La compagnia dell'isola ha visto {} secondo una lettera del direttore alla provincia.",
    "ja": FRAMES["ja"],
    "ko": FRAMES["ko"],
    "nb": "Rederiet på øya skrev at {} får den nye ferjen, som havna har bedt om i mange år.",
    "pl": "Zarząd portu napisał w liście, że {} trafią na nowy prom, o który miasto prosiło od lat.",
    "ro": "Directorul portului a scris într-o scrisoare că {} pleacă noul feribot, cerut de oraș de ani de zile.",
    "ru": "Совет города сообщил, что {} в порту были рабочие, как много лет требовало управление гавани.",
    "tr": "Adadaki vapur şirketi {} için gemi aldı, dedi müdürü ilçeye yazdığı mektupta dün akşam.",
    "zh": FRAMES["zh"],
}


@pytest.mark.parametrize(
    ("lang", "was", "now", "kind"),
    [
        ("en", "met Sundar Pillai", "met Thomas Pillai", "name"),
        ("en", "met Walter Mondale", "met Walter Reagan", "name"),
        ("en", "met two Mondays", "met two Fridays", "date"),
        ("en", "lost by 5. May told members", "lost by 6. May told members", "number"),
        ("en", "met on Jan. 5", "met on Jan. 6", "date"),
        ("de", "am 5. Mai", "am 6. Mai", "date"),
        ("de", "aus Montana", "aus Dakota", "wording"),
        ("de", "des Montags", "des Freitags", "date"),
        ("it", "Domenico Rossi", "Federico Rossi", "name"),
        ("it", "le 10 maggiori navi", "le 12 maggiori navi", "number"),
        ("it", "il 10 maggio le navi", "il 12 maggio le navi", "date"),
        ("id", "menunjuk jaksa senior", "menunjuk jaksa baru", "wording"),
        ("id", "tutup dua minggu", "tutup dua bulan", "unit"),
        ("id", "tutup hari Minggu", "tutup hari Senin", "date"),
        ("nb", "Mandal", "Bergen", "name"),
        ("nb", "mandagen", "fredagen", "date"),
        ("pl", "środki z Unii", "fundusze z Unii", "wording"),
        ("pl", "w środę", "w piątek", "date"),
        ("pl", "w piątku", "w sobocie", "date"),
        ("ro", "peste cinci luni", "peste cinci ani", "unit"),
        ("ro", "luni seara", "joi seara", "date"),
        ("ru", "среди погибших", "кроме погибших", "wording"),
        ("ru", "в среду", "в пятницу", "date"),
        ("cs", "střední škola", "základní škola", "wording"),
        ("tr", "balık pazarı", "balık piyasası", "wording"),
        ("tr", "pazar günü", "salı günü", "date"),
        ("az", "neft bazarı", "neft sahəsi", "wording"),
        ("az", "bazar ertəsi", "cümə axşamı", "date"),
        ("hi", "3 सितम्बर से", "3 दिसम्बर से", "date"),
        ("ja", "5日間", "7日間", "number"),
        ("ja", "三日連続", "四日連続", "number"),
        ("ja", "5日ぶり", "7日ぶり", "number"),
        ("ja", "5日", "7日", "date"),
        ("ko", "5일간", "7일간", "number"),
        ("ko", "5일", "7일", "date"),
        ("zh", "每周三次", "每周四次", "number"),
        ("zh", "周三", "周四", "date"),
        ("fa", "سه\u200cشنبه", "شنبه", "date"),
    ],
)
def test_what_only_looks_like_a_day_is_none(lang: str, was: str, now: str, kind: str) -> None:
    frame = WORDS[lang]
    for one, other in ((was, now), (now, was)):
        a, b = prepare(frame.format(one), (), None, lang), prepare(frame.format(other), (), None, lang)
        assert {change.kind.value for change in what_changed(a, b, months_named)} == {kind}


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("ja", "月曜日", "月曜"),
        ("ko", "월요일", "월요일 오전"),
        ("ko", "월요일", "월요일엔"),
        ("fa", "پنج\u200cشنبه", "پنجشنبه"),
        ("fa", "سه شنبه", "سه\u200cشنبه"),
        ("zh", "星期日", "周日"),
    ],
)
def test_a_weekday_is_the_same_in_a_longer_form(lang: str, was: str, now: str) -> None:
    frame = WORDS[lang]
    for one, other in ((was, now), (now, was)):
        a, b = prepare(frame.format(one), (), None, lang), prepare(frame.format(other), (), None, lang)
        assert {change.kind.value for change in what_changed(a, b, months_named)} <= {"wording"}
