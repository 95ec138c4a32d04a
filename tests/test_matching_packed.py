"""Anchors that are kept in few bytes against those that were looked for in the text."""

from __future__ import annotations

import random
import zlib
from typing import Any

import numpy as np  # noqa: F401  the arrays are only used where numpy is loaded
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack
from msgspec.structs import replace
from tests.examples import examples
from tests.issuers import NEWS, release
from tests.test_matching_looks import drawn

from syndicheck.fingerprint import ANCHORS_VERSION
from syndicheck.fingerprint.anchors import anchors
from syndicheck.matching.contrast import judge_among
from syndicheck.matching.leads import without_lead
from syndicheck.matching.looks import first_look
from syndicheck.matching.packed import packed, unpacked
from syndicheck.matching.translation import AnchoredText, anchored, judge, standing_background

UGLY = {
    "nothing": ("", "en"),
    "no anchors": ("…!", "en"),
    "one letter": ("x", "zh"),
    "no blanks": ("東京都知事の小池百合子氏は12日、2026年度の予算案を発表した。", "ja"),
    "nothing, in a dense script": ("", "ar"),
    "signs of other planes": ("🙂 Müller 🙂 zahlt 3,5 Mio. Euro 🙂 an Müller", "de"),
    "an address": ("Mehr unter https://who.int/a?b=c\nund who.int, sagt die WHO.", "de"),
    "a long way between": ("Paris" + " " * 70_000 + "Paris, 7 mai 2026", "fr"),
    "right to left": ("قال رئيس الوزراء محمد شياع السوداني في بغداد إن 12 شخصا قتلوا", "ar"),
    "no known language": ("Berlin, 12.03.2026: 4,5 % mehr", None),
}


def read(text: str, language: str | None) -> AnchoredText:
    return anchored(anchors(text, language), language, len(text.strip()), standing_background())


def again(text: AnchoredText) -> AnchoredText:
    found = unpacked(packed(text, text.language), text.language, standing_background())
    assert found is not None
    return found


def assert_same(kept: AnchoredText, text: AnchoredText) -> None:
    for field in AnchoredText.__struct_fields__:
        if field != "ends":
            assert getattr(kept, field) == getattr(text, field), field
    assert list(kept.numbers) == list(text.numbers)
    assert kept.whole == (not text.starts)


@pytest.mark.parametrize(("text", "language"), UGLY.values(), ids=UGLY)
def test_what_is_kept_is_what_stands_in_the_text(text: str, language: str | None) -> None:
    assert_same(again(read(text, language)), read(text, language))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("news", NEWS)
def test_releases(news: tuple[str, ...], language: str) -> None:
    text = read(release(news, language), language)
    assert len(text.starts) > len(text.numbers), "some stand in several places"
    assert_same(again(text), text)


@given(seed=st.integers(0, 1 << 32))
@settings(max_examples=examples(200), deadline=None)
def test_texts_that_are_kept_are_judged_as_before(seed: int) -> None:
    rng = random.Random(seed)
    story = [f"{rng.choice('NDWGKBLAIC')}:{rng.randrange(60)}" for _ in range(rng.randrange(4, 60))]
    own, *others = (drawn(rng, language, story, rng.random(), rng.randrange(40)) for language in ("en", *["de"] * 7))
    kept = list(map(again, others))
    for one, text in zip(kept, others, strict=True):
        assert_same(one, text)
        assert judge(own, one) == judge(own, text)
        lead, lead_of_text = without_lead(own, one), without_lead(own, text)
        assert (lead is None) == (lead_of_text is None)
    assert first_look(own, kept) == first_look(own, others)
    assert judge_among(own, kept, list) == judge_among(own, others, list)


def test_what_is_kept_is_small() -> None:
    texts = [release(one, "en") for one in NEWS]
    assert len(packed(read("\n\n".join(texts), "en"), "en")) < 0.6 * sum(map(len, texts))


SOUND: dict[str, Any] = {
    "version": ANCHORS_VERSION,
    "lang": "en",
    "length": 100.0,
    "kinds": "NL",
    "names": "12\nparis",
    "steps": [3, 20],
    "further": [1, 1, 17],
}


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "7"},
        {"version": ANCHORS_VERSION - 1},
        {"version": ANCHORS_VERSION + 1},
        {"lang": "de"},
        {"lang": "en-GB"},
        {"steps": [3]},
        {"steps": [3, 20, 4]},
        {"steps": [-3, 20]},
        {"steps": [3, 1 << 40]},
        {"kinds": "NLK"},
        {"names": "12\nparis\nberlin"},
        {"kinds": "NN", "names": "12\n12"},
        {"further": [0, -2]},
        {"further": [1]},
        {"further": [5, 1, 1]},
        {"further": [0, -1]},
        {"further": [1, 1, 17, 0, 1, 2]},
        {"further": None},
    ],
    ids=str,
)
def test_what_another_program_kept_is_read_from_the_text(changed: dict[str, Any]) -> None:
    data = zlib.compress(msgpack.encode(list((SOUND | changed).values())))
    assert unpacked(data, "en", standing_background()) is None


def test_the_changed_ones_began_as_a_sound_one() -> None:
    data = zlib.compress(msgpack.encode(list(SOUND.values())))
    found = unpacked(data, "en", standing_background())
    assert found is not None
    assert list(found.numbers) == ["N:12", "L:paris"]
    assert list(found.starts) == [3, 23, 40]
    assert unpacked(data, None, standing_background()) is None


@pytest.mark.parametrize("data", [b"", b"\0", b"no deflate at all", zlib.compress(b""), zlib.compress(b"\xc1" * 9)])
def test_what_is_nothing(data: bytes) -> None:
    assert unpacked(data, "en", standing_background()) is None


def test_what_was_damaged_is_not_believed() -> None:
    text = read(release(NEWS[0], "en"), "en")
    data = packed(text, "en")
    rng = random.Random(3)
    for _ in range(400):
        at, bit = rng.randrange(2, len(data)), 1 << rng.randrange(8)
        damaged = data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
        found = unpacked(damaged, "en", standing_background())
        if found is not None:  # a bit that means nothing
            assert_same(found, text)
        assert unpacked(data[:at], "en", standing_background()) is None


def test_what_grows_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    text = read(release(NEWS[0], "en"), "en")
    monkeypatch.setattr("syndicheck.matching.packed.MOST", 600)
    assert unpacked(packed(text, "en"), "en", standing_background()) is None


def test_where_the_ends_are_missing_no_span_is_told() -> None:
    text = read(release(NEWS[0], "en"), "en")
    with pytest.raises(ValueError, match="zip"):
        again(text).spans(next(iter(text.numbers)))
    key = next(iter(text.numbers))
    assert replace(again(text), ends=text.ends).spans(key) == text.spans(key)
