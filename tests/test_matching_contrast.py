"""One issuer's releases: the translation is found among them, and none of the others is taken for it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.issuers import NEWS, News, release

from syndicheck.fingerprint.anchors import Anchor, anchors
from syndicheck.matching.contrast import (
    FEATURES,
    LEAST_OTHERS,
    Contrasted,
    _verdict,
    contrast,
    judge_among,
    model,
)
from syndicheck.matching.looks import ASKED, Look, first_look
from syndicheck.matching.translation import AnchoredText, anchored, compare, judge, standing_background
from syndicheck.matching.translation import model as first_model

PLAIN = (
    "LISSABON, 9. Juni - Beim Fußballturnier in Porto gewann Portugal am Samstag mit 3:1 gegen Dänemark.\n"
    "Trainer Joao Bento lobte vor 41.000 Zuschauern seinen Torwart Rui Salgado, 19.\n"
    "Das Finale findet am 17. Juni in Madrid statt, der Sieger erhält 2,4 Millionen Euro."
)


def weighed(text: str, language: str) -> AnchoredText:
    return anchored(anchors(text, language), language, len(text), standing_background())


def text_of(news: News, language: str) -> AnchoredText:
    return weighed(release(news, language), language)


def said(own: News, others: Sequence[News]) -> list[Contrasted]:
    return judge_among(text_of(own, "en"), [text_of(one, "de") for one in others])


def test_two_texts_alone_do_not_show_it() -> None:
    """Why the contrast is needed: of the two only, every release of the issuer looks like the translation, but for its
    figures.
    """
    own = text_of(NEWS[0], "en")
    judged = [judge(own, text_of(other, "de")) for other in NEWS]
    assert min(chance for _, chance in judged) > first_model().translation
    assert [verdict for verdict, _ in judged] == ["translation"] + ["related"] * (len(NEWS) - 1)


@pytest.mark.parametrize("own", NEWS, ids=lambda news: news.place)
def test_the_translation_is_found_among_the_issuers_releases(own: News) -> None:
    verdicts = [one.verdict for one in said(own, NEWS)]
    assert [news for news, verdict in zip(NEWS, verdicts, strict=True) if verdict == "translation"] == [own]


@pytest.mark.parametrize("own", NEWS, ids=lambda news: news.place)
def test_where_the_translation_is_not_there_no_other_release_is_it(own: News) -> None:
    assert not any(one.verdict == "translation" for one in said(own, [news for news in NEWS if news != own]))


@pytest.mark.parametrize("count", range(1, LEAST_OTHERS + 1))
def test_with_too_few_beside_it_a_text_is_judged_alone(count: int) -> None:
    own, others = text_of(NEWS[0], "en"), [text_of(one, "de") for one in NEWS[:count]]
    for found, other in zip(judge_among(own, others), others, strict=True):
        verdict, chance = judge(own, other)
        assert (found.verdict, found.probability) == (verdict, chance)


@pytest.mark.parametrize(
    ("figures", "other_figures", "expected"),
    [
        (("N:240", "N:85", "D:3-4"), ("N:240", "N:7"), "translation"),
        (("N:240", "N:85", "D:3-4"), ("N:31", "N:7"), "related"),
        (("N:240", "N:85", "D:3-4"), (), "related"),
        (("N:240", "N:85"), ("N:31", "N:7"), "translation"),  # two figures are lost by accident
    ],
)
@pytest.mark.parametrize(("short", "long"), [(500, 2_000), (2_000, 500)])
def test_a_beginning_has_figures_of_its_whole_and_two_whole_texts_the_same(
    figures: tuple[str, ...], other_figures: tuple[str, ...], expected: str, short: int, long: int
) -> None:
    def text(keys: tuple[str, ...], language: str, length: int) -> AnchoredText:
        return anchored([Anchor(9, 12, key) for key in keys], language, length, standing_background())

    sides = (figures, other_figures) if short < long else (other_figures, figures)
    own, other = text(sides[0], "en", short), text(sides[1], "de", long)
    sure = Look(3.0, {"length_gap": abs(math.log(short / long))}, None)
    assert _verdict(0.99, sure, own, other) == expected
    lengths = (1_900, 2_000) if short < long else (2_000, 1_900)
    own, other = text(sides[0], "en", lengths[0]), text(sides[1], "de", lengths[1])
    assert _verdict(0.99, Look(3.0, {"length_gap": 0.1}, None), own, other) == expected


@pytest.mark.parametrize(
    ("languages", "logit", "expected"),
    [
        (("ar", "fa"), 0.3, "translation"),
        (("ar", "fa"), -0.3, "related"),  # the first model would rather say no
        (("ar", "de"), 0.3, "related"),
    ],
)
def test_where_nothing_tells_names_a_whole_text_needs_less(
    languages: tuple[str, str], logit: float, expected: str
) -> None:
    own, other = (anchored([Anchor(9, 12, "N:240")], language, 900, standing_background()) for language in languages)
    assert _verdict(0.6, Look(logit, {"length_gap": 0.1}, None), own, other) == expected


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_what_is_told_rises_with_the_score(share: float) -> None:
    told = [model().told(score, share) for score in range(-8, 9)]
    assert told == sorted(set(told))
    assert 0 < told[0] < 0.05
    assert 0.95 < told[-1] < 1


def test_versions_of_the_translation_do_not_take_its_weight() -> None:
    """Four papers that printed the German text, each with another end: all are translations."""
    whole = release(NEWS[0], "de")
    ends = [f"{whole}\nMehr dazu im Wirtschaftsteil.", f"Eilmeldung\n{whole}", whole[:-120], whole]
    others = [weighed(text, "de") for text in ends] + [text_of(one, "de") for one in NEWS[1:]]
    verdicts = [one.verdict for one in judge_among(text_of(NEWS[0], "en"), others)]
    assert verdicts[:4] == ["translation"] * 4
    assert "translation" not in verdicts[4:]


LOCAL = (
    "Auch in Oldenburg wird die Nachricht aufmerksam verfolgt: Der Stadtrat hatte am Montag mit 41 zu 12 Stimmen eine"
    " Haushaltssperre beschlossen, Bürgermeisterin Anna Wittfeld sprach von 300 gefährdeten Stellen in Niedersachsen."
    " Firmen aus der Region sagten dieser Zeitung, sie rechneten mit einem schwierigen Winter. Die Handelskammer tagt"
    " am 3. Dezember, und die Gewerkschaft ruft zu einer Kundgebung vor dem Rathaus auf.\n"
)


def test_below_a_lead_no_other_release_is_found_among_the_issuers() -> None:
    for own in NEWS:
        others = [weighed(LOCAL * (news == own) + release(news, "de"), "de") for news in NEWS]
        verdicts = [one.verdict for one in judge_among(text_of(own, "en"), others)]
        joined = [news for news, verdict in zip(NEWS, verdicts, strict=True) if verdict == "translation"]
        assert joined in ([own], [])


@pytest.mark.parametrize("own", NEWS, ids=lambda news: news.place)
def test_below_a_lead_no_other_release_is_it(own: News) -> None:
    others = [weighed(LOCAL + release(news, "de"), "de") for news in NEWS if news != own]
    for mine in (text_of(own, "en"), weighed("LEEDS - Nobody here knows of it yet.\n" * 6 + release(own, "en"), "en")):
        assert not any(one.verdict == "translation" for one in judge_among(mine, others))


def test_what_the_guards_forbid_stays_forbidden() -> None:
    others = [weighed("gar nichts", "de"), *(text_of(one, "de") for one in NEWS)]
    assert judge_among(text_of(NEWS[0], "en"), others)[0].verdict == "too-short"


def test_a_text_of_something_else_is_none() -> None:
    others = [weighed(PLAIN, "de"), *(text_of(one, "de") for one in NEWS)]
    assert judge_among(text_of(NEWS[0], "en"), others)[0].verdict == "none"


def test_nothing_beside_nothing() -> None:
    assert judge_among(text_of(NEWS[0], "en"), []) == []


@settings(max_examples=examples(20), deadline=None)
@given(st.permutations(range(len(NEWS))))
def test_the_order_of_the_others_decides_nothing(order: list[int]) -> None:
    plain = said(NEWS[2], NEWS)
    turned = said(NEWS[2], [NEWS[at] for at in order])
    for place, at in enumerate(order):
        assert turned[place].verdict == plain[at].verdict
        assert turned[place].score == pytest.approx(plain[at].score)


def test_the_model_knows_its_features_and_no_others() -> None:
    assert tuple(model().coefficients) == FEATURES
    own, others = text_of(NEWS[0], "en"), [text_of(one, "de") for one in NEWS]
    looks = first_look(own, others)
    bearers = {key: sum(key in other.numbers for other in others) for other in others for key in other.numbers}
    facts = contrast(own, others, looks, 0, bearers)
    assert facts is not None
    assert tuple(facts) == FEATURES
    assert looks[0].logit > ASKED


def test_shares_stay_shares() -> None:
    own, others = text_of(NEWS[0], "en"), [text_of(one, "de") for one in NEWS]
    looks = first_look(own, others)
    bearers = {key: sum(key in other.numbers for other in others) for other in others for key in other.numbers}
    for at in range(len(others)):
        facts = contrast(own, others, looks, at, bearers)
        assert facts is not None
        for name, value in facts.items():
            if name.endswith(("covered", "lesser", "alone", "once", "placed", "few")):
                assert 0 <= value <= 1, name


def test_what_agrees_with_one_only_weighs_more_than_what_agrees_with_all() -> None:
    own, others = text_of(NEWS[0], "en"), [text_of(one, "de") for one in NEWS]
    looks = first_look(own, others)
    bearers = {key: sum(key in other.numbers for other in others) for other in others for key in other.numbers}
    right, wrong = contrast(own, others, looks, 0, bearers), contrast(own, others, looks, 1, bearers)
    assert right is not None
    assert wrong is not None
    for name in ("numbers_covered", "names_covered", "places_covered", "names_alone", "above"):
        assert right[name] > wrong[name], name
    assert compare(own, others[1]).probability > 0.8
