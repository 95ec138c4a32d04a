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
