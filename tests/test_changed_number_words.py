"""What changed in numbers that are written out: the same number in words and in figures is no change."""

from __future__ import annotations

import pytest

from syndicheck.matching.changes import what_changed
from syndicheck.matching.reuse import prepare
from syndicheck.provenance.months import months_named

FRAMES = {
    "de": "Der Rat der Stadt schrieb, dass es {} waren, wie das Hafenamt seit vielen Jahren gefordert hatte.",
    "en": "Lindholm told county members of {} in that letter, which reached harbour offices last winter.",
    "es": "El pleno de la ciudad dijo que son {} en aquella carta, que llegó al puerto como todo el mundo sabe.",
    "fr": "Le conseil de la ville disait que ce sont {} dans sa lettre, qui est arrivée au port comme on le sait.",
    "it": "Il consiglio della città disse che sono {} in quella lettera, che arrivò al porto come si sa bene.",
    "ja": "港町の新浜市は旧埠頭地区に施設を建設すると発表した。{}。市長はこの日を長く待ったと述べた。",
    "ko": "신빈시는 옛 부두 지역에 시설을 건설한다고 발표했다. {} 시장은 이날을 오래 기다렸다고 말했다.",
    "pt": "O conselho da cidade disse que são {} naquela carta, que chegou ao porto como todos sabem bem.",
    "zh": "港口城市新滨市宣布将在旧码头地区建设设施。{}。市长说，居民们等待这一天已经很久了。",
}


def told(lang: str, was: str, now: str) -> list[tuple[str, str, str]]:
    frame = FRAMES.get(lang, FRAMES["en"])
    a, b = prepare(frame.format(was), (), None, lang), prepare(frame.format(now), (), None, lang)
    return [(change.kind.value, change.was, change.now) for change in what_changed(a, b, months_named)]


def same(lang: str, was: str, now: str) -> None:
    assert told(lang, was, now) == []
    assert told(lang, now, was) == []


def other(lang: str, was: str, now: str) -> None:
    for one, two in ((was, now), (now, was)):
        assert [kind for kind, _, _ in told(lang, one, two)] == ["number"]


@pytest.mark.parametrize(
    ("lang", "was", "now"),
    [
        ("es", "un 5 por ciento", "un 5%"),
        ("es", "cinco por ciento", "5 %"),
        ("it", "5 per cento", "5%"),
        ("pt", "5 por cento", "5%"),
        ("fr", "5 pour cent", "5 %"),
        ("fr", "cinq pour cent", "5 %"),
        ("ca", "5 per cent", "5%"),
        ("gl", "5 por cento", "5%"),
        ("ro", "5 la sută", "5%"),
    ],
)
def test_per_cent_has_no_hundred(lang: str, was: str, now: str) -> None:
    same(lang, was, now)


@pytest.mark.parametrize(
    ("lang", "was", "now"), [("es", "5 por ciento", "6%"), ("fr", "cent maisons", "5 maisons"), ("it", "100", "cinque")]
)
def test_a_hundred_and_per_cent_are_told_apart(lang: str, was: str, now: str) -> None:
    other(lang, was, now)
