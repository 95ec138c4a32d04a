"""Bulk hashing: the same bits as the path for one text, whatever the script."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.fingerprint import minhash
from syndicheck.fingerprint.bulk import CHARACTERS_AT_ONCE, _lenders, band_keys, hash_texts, signatures, slots
from syndicheck.fingerprint.shingles import shingle_hashes
from syndicheck.text import tokenise

UGLY = [
    "",
    " ",
    "one",
    "don't 'quote' rock''n''roll it's' 'tis a'b'c",
    "snake_case and under_scores 12.5 3,000",
    "Straße STRASSE ǅ İstanbul ısı",
    "Ёлка и ёж, совсем ёлка и совсем не ёж",
    "中新社北京一月五日电 东盟与中国的贸易在去年增长了百分之七点八",
    "東京・大阪で17日、ABC社が新製品を発表した。価格は1,980円。",
    "ประเทศไทยรวมเลือดเนื้อชาติเชื้อไทย",
    "שָׁלוֹם עוֹלָם וְעוֹד מִלִּים רַבּוֹת",
    "العَرَبِيَّة لغة جميلة جدا وفيها كلمات كثيرة",
    "Vie\u0323\u0302t Nam cafe\u0301 na\u00efve",
    "zero\u200bwidth soft\u00adhyphen joi\u2060ner words and words",
    "pаypаl with two cyrillic letters in it, and more words",
    "itâ€™s broken â€” badly, isnâ€™t it, dear reader of this",
    "½ cup ² ㎏ ﬁne ﬂow Ⅳ ｆｕｌｌ ｗｉｄｔｈ",
    "한국어 문장입니다 그리고 더 많은 단어가 있습니다 오늘",
    "emoji 😀 between 😀 words 😀 of a 😀 sentence",
    "curly ‘single’ “double” quotes — dashes – and … dots",
    "\ud800 lone surrogate between words of a text",
    "a\x00b\x01c control\tcharacters\nand\r\nbreaks in it",
    "Gօօgle and Евrора with օne letter Ꭼach of an ɑlphɑbet that is ɴot theirs 𐐬r is",
    "Գիրքը լույս է տեսել, հեղինակը ուրախ է այսօր և վաղը Երևանում ու Գյումրիում",
    "Аօрта и ρоза, теaтр и poща, c ними сад и лес, a также рeка",
    "کتاب علی در شهر است و یک مرد به کویت می\u200cرود على كتاب قدیم",
    "за\u0301мок и замо\u0301к s\u0336t\u0336r\u0336u\u0336ck \u2065out\ue000 of\U0001d173 words",
    "Președinţia a anunţat știri de 27 ٢٧ २७ ๒๗ și اقوال ۀ ھ ګ",
    "أعلنت إدارة آسيا ٱلأخبار ا\u0654ن ا\u0655لى ٲ سئل مسؤول",
    "Чӑваш çĕршывĕ аҧсуа ӕмӕ цӀе ᎠӀ Ðà Nẵng dövlǝt",
    "അവന്‍ കടല്‍ উত্‍সব वार्‍या װײַס נײ ஶ்ரீ நகர்",
    "นํ้าตํ่า เเปล E̩gbé̩ o̩mo̩ ñ̩ ໍ້າ",
    "ӐӑҊҋ Ἀθῆναι ΣΊΣΥΦΟΣ σίσυφος Ὀδυσσεύς και άλλα",
]


either_way = pytest.mark.parametrize(
    "compiled",
    [
        False,
        pytest.param(True, marks=pytest.mark.skipif(find_spec("numba") is None, reason="needs the extra compiled")),
    ],
)


def plain(text: str) -> list[int]:
    return sorted(set(shingle_hashes(tokenise(text))))


def bulk(texts: list[str], compiled: bool = False) -> list[list[int]]:
    found = []
    for hashed in hash_texts(texts, compiled=compiled):
        for i in range(len(hashed)):
            found.append(hashed.values[hashed.offsets[i] : hashed.offsets[i + 1]].tolist())
    return found


@either_way
def test_ugly_texts_alone_and_together(compiled: bool) -> None:
    assert bulk(UGLY, compiled) == [plain(text) for text in UGLY]
    for text in UGLY:
        assert bulk([text], compiled) == [plain(text)]


MIXED = "aoexСоерοανօքɑɡᴇꓔᎬⴹ𐐬ی يىکكہہهە \u0301\u0336\u2065\ue000 "
"""Letters that stand for each other, and what is not seen."""


@either_way
@given(texts=st.lists(st.text(alphabet=MIXED, max_size=80), max_size=6))
def test_texts_in_which_letters_stand_for_others(texts: list[str], compiled: bool) -> None:
    assert bulk(texts, compiled) == [plain(text) for text in texts]


@either_way
@given(texts=st.lists(st.text(max_size=120), max_size=6))
def test_any_texts(texts: list[str], compiled: bool) -> None:
    assert bulk(texts, compiled) == [plain(text) for text in texts]


@either_way
@given(texts=st.lists(st.text(alphabet="ab'_ .é中文ß\n", max_size=60), max_size=6))
def test_texts_of_few_characters(texts: list[str], compiled: bool) -> None:
    assert bulk(texts, compiled) == [plain(text) for text in texts]


@either_way
def test_every_character_between_words(compiled: bool) -> None:
    """Each character of the basic plane, inside a word and next to one."""
    for start in range(0, 0x10000, 0x800):
        texts = [f"the old{chr(code)}granary {chr(code)} of the town" for code in range(start, start + 0x800, 5)]
        assert bulk(texts, compiled) == [plain(text) for text in texts]


@either_way
def test_batches_and_texts_longer_than_one(compiled: bool) -> None:
    sentence = "The harbour board of Norrvik has leased the old granary to brewers number {}. "
    long = "".join(sentence.format(n) for n in range(CHARACTERS_AT_ONCE // 60))
    texts = [sentence.format(1), long, sentence.format(2), "", long[: CHARACTERS_AT_ONCE - 1], sentence.format(3)]
    assert bulk(texts, compiled) == [plain(text) for text in texts]


def test_signatures_and_bands_are_those_of_one_text() -> None:
    texts = [text for text in UGLY if "\ud800" not in text] + ["the harbour board leased the granary to brewers " * 20]
    row = 0
    for hashed in hash_texts(texts):
        rows = signatures(hashed)
        keys = band_keys(rows)
        for i in range(len(hashed)):
            expected = minhash.signature(shingle_hashes(tokenise(texts[row])))
            assert rows[i].astype("<u4").tobytes() == expected
            if expected != minhash.EMPTY:
                assert tuple(keys[i].tolist()) == minhash.bands(expected)
            row += 1
    assert row == len(texts)


def test_signatures_are_datasketchs() -> None:
    from datasketch import MinHash

    texts = ["The harbour board of Norrvik has leased the old granary to brewers.", UGLY[7], UGLY[3]]
    for hashed in hash_texts(texts):
        for text, row in zip(texts, signatures(hashed), strict=True):
            peer = MinHash(num_perm=128, scheme="affine32", hashfunc=lambda value: value)
            for value in plain(text):
                peer.update(value)
            assert np.array_equal(np.array(peer.hashvalues, dtype=np.uint32), row)


@either_way
@pytest.mark.parametrize("count", [0, 1])
def test_nothing(count: int, compiled: bool) -> None:
    assert bulk([""] * count, compiled) == [[]] * count


def one_permutation(values: list[int]) -> list[int]:
    """A row of :func:`slots`, the obvious way."""
    ranges: list[list[int]] = [[value for value in values if value >> 25 == number] for number in range(128)]
    row = [min(found, default=None) for found in ranges]
    attempts = [range(128), *_lenders().tolist()]
    return [
        next((row[lenders[slot]] for lenders in attempts if row[lenders[slot]] is not None), 0xFFFFFFFF)
        for slot in range(128)
    ]


@either_way
def test_slots_are_least_of_their_range_or_borrowed(compiled: bool) -> None:
    texts = [text for text in UGLY if plain(text)]
    texts += [" ".join(f"word{n * step}" for n in range(size)) for step, size in ((1, 30), (3, 200), (7, 1_500))]
    rows = np.concatenate([slots(hashed, compiled=compiled) for hashed in hash_texts(texts, compiled=compiled)])
    for text, row in zip(texts, rows.tolist(), strict=True):
        assert row == one_permutation(plain(text))


def test_slots_agree_as_often_as_texts_resemble_each_other() -> None:
    apart = []
    for shared in range(20, 300, 4):
        one, other = ([f"{own}{n}in{shared}" for n in range(300 - shared)] for own in "ab")
        common = [f"common{n}in{shared}" for n in range(shared)]
        (hashed,) = hash_texts([" ".join([*common, *one]), " ".join([*common, *other])])
        sets = [set(hashed.values[hashed.offsets[i] : hashed.offsets[i + 1]].tolist()) for i in (0, 1)]
        left, right = slots(hashed)
        apart.append(float((left == right).mean()) - len(sets[0] & sets[1]) / len(sets[0] | sets[1]))
    assert abs(np.mean(apart)) < 0.015  # no bias
    assert np.std(apart) < 0.045  # datasketch's 128 permutations have 0.044 at most
