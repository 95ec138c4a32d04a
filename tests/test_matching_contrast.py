"""One issuer's releases: the translation is found among them, and none of the others is taken for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.issuers import NEWS, News, release

from syndicheck.fingerprint.anchors import anchors
from syndicheck.matching.contrast import (
    FEATURES,
    LEAST_OTHERS,
    Contrasted,
    contrast,
    judge_among,
    model,
)
from syndicheck.matching.looks import ASKED, first_look
from syndicheck.matching.translation import AnchoredText, anchored, compare, judge, standing_background

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
    """Why the contrast is needed: of the two only, every release of the issuer looks like the translation."""
    own = text_of(NEWS[0], "en")
    assert all(judge(own, text_of(other, "de"))[0] == "translation" for other in NEWS)


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


def test_versions_of_the_translation_do_not_take_its_weight() -> None:
    """Four papers that printed the German text, each with another end: all are translations."""
    whole = release(NEWS[0], "de")
    ends = [f"{whole}\nMehr dazu im Wirtschaftsteil.", f"Eilmeldung\n{whole}", whole[:-120], whole]
    others = [weighed(text, "de") for text in ends] + [text_of(one, "de") for one in NEWS[1:]]
    verdicts = [one.verdict for one in judge_among(text_of(NEWS[0], "en"), others)]
    assert verdicts[:4] == ["translation"] * 4
    assert "translation" not in verdicts[4:]


def test_what_the_guards_forbid_stays_forbidden() -> None:
    others = [weighed("gar nichts", "de"), *(text_of(one, "de") for one in NEWS)]
    assert judge_among(text_of(NEWS[0], "en"), others)[0].verdict == "too-short"


def test_a_text_of_something_else_is_none() -> None:
    others = [weighed(PLAIN, "de"), *(text_of(one, "de") for one in NEWS)]
    assert judge_among(text_of(NEWS[0], "en"), others)[0].verdict == "none"


def test_nothing_beside_nothing() -> None:
    assert judge_among(text_of(NEWS[0], "en"), []) == []


@settings(max_examples=20, deadline=None)
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
