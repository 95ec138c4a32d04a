"""Names across scripts: romanised, folded to consonant classes, cut so that endings do not matter.

In scripts with capitals only capitalised words are names; in others every word may be one, and what is common in a
language gets no weight later (document frequencies are counted per language).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from syndicheck.expressions import expression
from syndicheck.text.tokens import scan

_WORDS = expression(
    r"([A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0370-\u03ff\u0400-\u052f]{2,40}"
    r"|[\u0590-\u05ff](?:'?[\u0590-\u05ff]){1,40}|[\u0620-\u065f\u066e-\u06ef]{2,40}|[\u0900-\u0dff]{2,60}|[\u10a0-\u10ff\u0530-\u058f]{2,40}|[\u1200-\u135a]{2,40}"
    r"|[\uac00-\ud7af]{2,20}|[\u30a1-\u30fa\u30fc]{2,30}|[\u0e01-\u0e4e]{3,400}|[\u4e00-\u9fff]{2,200})"
)
_ASCII_WORDS = expression(r"([A-Za-z]{2,40})")
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("bpfvw", "P"), **dict.fromkeys("dt", "T"), **dict.fromkeys("gkqcx", "K"),
        **dict.fromkeys("szj", "S"), **dict.fromkeys("rl", "R"), **dict.fromkeys("mn", "N"),
        **dict.fromkeys("aeiouyh'-` ", ""),
    }
)  # fmt: skip
_DIGRAPHS = (("dzh", "s"), ("tz", "s"), ("x", "ks"), ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("zh", "s"), ("ts", "s"), ("dj", "s"),
             ("ph", "f"), ("ck", "k"), ("kh", "h"), ("ce", "se"), ("ci", "si"), ("ge", "se"), ("gi", "si"), ("ng", "n"))  # fmt: skip
_ANY_DIGRAPH = expression("|".join(written for written, _ in _DIGRAPHS))
_DOUBLED = expression(r"(.)\1+")
_SILENT_BEGINNINGS = frozenset("aeiouhy")
_TRANSLITERATING = frozenset(
    "阿埃艾爱安奥澳巴白班邦贝本比彼别宾波伯博布查达戴丹道得德登邓狄迪蒂丁杜敦多厄恩尔法凡范菲费芬夫弗福富盖甘冈戈哥格古瓜圭哈汉豪赫亨胡华霍基吉加贾杰金卡凯坎康考科克肯库夸拉莱赖兰朗劳勒雷里理利莉丽力历列林琳隆卢鲁路伦罗洛吕马玛麦迈曼芒毛梅门蒙孟米密敏莫默姆穆纳娜尼妮涅宁努诺欧帕潘庞培佩彭皮平普齐奇恰强乔切琴琼让热荣瑞若萨塞森瑟沙莎尚绍舍申圣施什史士斯丝思松苏孙索塔泰坦汤唐陶特滕提田铁廷图托瓦万汪旺威维韦魏温翁沃乌伍武西希锡夏香肖谢辛欣休修徐许雅亚延扬杨耶叶伊因英尤于约泽扎詹珍芝朱兹佐"
    "愛奧貝別賓達鄧爾費蓋岡漢華賈傑凱庫萊賴蘭勞裡裏麗歷盧魯倫羅呂馬瑪麥邁門納寧諾歐龐齊強喬瓊讓熱榮薩聖紹絲蘇孫湯鐵圖萬維韋溫烏錫謝許亞揚楊葉約澤茲"
    "翰撒娅奈彻莲珊婭徹蓮昂拜鲍毕蔡茨措楚黛顿冯佛葛根贡洪侯惠捷津喀柯奎黎连廉龙娄缪摩内瑙纽嫩蓬珀蒲契丘屈赛桑舒朔腾逊兴雪祖宗頓馮貢連龍賽騰遜興紐內繆"
)
_PINYIN = str.maketrans({"q": "s", "x": "s"})
LONG_RUN = 5
"""Characters of a Chinese run from which on it may be two names, or a word and a name."""

_SILENT_R = expression(r"(?<=[aeiou])r(?![aeiouy])")
"""English r after a vowel, which Chinese, Japanese and Korean do not write: Carter is カーター."""
_IN_RUNS = expression("[\u0e01-\u0e4e\u4e00-\u9fff]")
"""Scripts in which names stand within runs of characters."""
_HAN_RUN = expression(f"[{''.join(sorted(_TRANSLITERATING))}]{{2,8}}")


@lru_cache(maxsize=200_000)
def romanised(word: str) -> str:
    """A word in lower-case ASCII letters."""
    if word.isascii():
        return word.lower()
    from anyascii import anyascii

    if "\u05d0" <= word[0] <= "\u05ea":
        for letter, sound in _WITH_GERESH:
            word = word.replace(letter, sound)
        word = word[0] + word[1:].replace("ו", "")  # a vowel more often than a v
    roman = re.sub(r"[^a-z]", "", str(anyascii(word)).lower())
    if "\u0900" <= word[0] <= "\u0dff":
        roman = roman.replace("c", "s")  # as in Church, or near it
    elif word[0] in "Χχ" and roman[:2] == "ch" and roman[2:3] in _VOWELS:
        roman = "h" + roman[2:]
    elif "\u0370" <= word[0] <= "\u03ff" and roman[:2] in _GREEK_BEGINNINGS:
        roman = _GREEK_BEGINNINGS[roman[:2]] + roman[2:]
    if "\u4e00" <= word[0] <= "\u9fff":
        roman = roman.translate(_PINYIN)
    return "a" + roman if word[0] in "אעع" and roman[:1] not in _VOWELS else roman


_VOWELS = frozenset("aeiou")
_WITH_GERESH = (("ג'", "j"), ("צ'", "s"), ("ז'", "s"), ("ץ'", "s"), ("ת'", "t"))
_GREEK_BEGINNINGS = {"mp": "b", "nt": "d", "gk": "g"}
_CYRILLIC_G = "ГгҐґ"


def _otherwise(word: str, roman: str) -> list[str]:
    """How else a name in Latin letters may sound: g before e and i, ch and th are heard otherwise from language to language."""
    if word[0] in _CYRILLIC_G:
        return ["h" + roman[1:]]  # Гамбург
    if word[0] in "Χχ" and roman[0] == "h":
        return ["k" + roman[1:]]  # Χαλκίδα
    if word[0] > "\u024f":
        return []
    found = []
    if "ge" in roman or "gi" in roman:
        found.append(roman.replace("ge", "ke").replace("gi", "ki"))
    if "ch" in roman:
        found.append(roman.replace("ch", "k"))
    if "th" in roman:
        found.append(roman.replace("th", "s"))
    return found


@lru_cache(maxsize=200_000)
def skeleton(roman: str) -> str:
    """The classes of a romanised word's consonants, doubles made one: ``putin`` → ``PTN``."""
    roman = roman[1:] if roman.startswith("kh") else roman  # Харрис, خامنئی, Khamenei: H
    roman = ("s" if roman[:1] == "x" else roman[:1]) + roman[1:].replace(
        "w", ""
    )  # in Arabic and its like a vowel, in English hardly heard
    initial = "H" if roman[:1] in _SILENT_BEGINNINGS else ""
    if _ANY_DIGRAPH.search(roman):
        for written, sound in _DIGRAPHS:
            roman = roman.replace(written, sound)
    return initial + _DOUBLED.sub(r"\1", roman.translate(_CLASSES))


def _keys(roman: str, name: bool) -> list[str]:
    keys = [f"L:{roman[:5]}"] if len(roman) >= 4 else []
    if name:
        bones = skeleton(roman)
        if len(bones) >= 3:
            keys.append(f"K:{bones[:3]}")
            if (
                "r" in roman
                and len(roman) > 4
                and len(less := skeleton(_SILENT_R.sub("", roman))) == len(bones) - 1 > 2
            ):
                keys.append(f"K:{less[:3]}")
            if len(bones) >= 4:
                keys.append(f"K:{bones[:4]}")
        elif len(bones) == 2 and len(roman) >= 3:
            keys.append(f"K:{bones}.")
    return keys


@lru_cache(maxsize=200_000)
def word_keys(word: str) -> tuple[tuple[str, ...], str]:
    """The keys of one written word, and the first consonants of a name ("": it is none, or has too few)."""
    first = word[0]
    if first >= "\u0590" and (first < "\u1e00" or first >= "\u2000"):
        forms = [word]
        if "\u0590" <= first < "\u0700":  # proclitics of Arabic and Hebrew
            bare = word[2:] if word.startswith("ال") else word[1:] if first in "وبلفکבלמהושכ" else ""
            if bare.startswith("ال"):
                bare = bare[2:]
            if len(bare) > 2:
                forms.append(bare)
        keys: list[str] = []
        for form in forms:
            keys.extend(_keys(romanised(form), True))
            for other in _otherwise(form, romanised(form)):
                keys.extend(_bone_keys(other))
        return tuple(dict.fromkeys(keys)), _first_bones(word)
    if first.islower():
        return tuple(_keys(romanised(word), False)), ""
    keys = _keys(romanised(word), True)
    for other in _otherwise(word, romanised(word)):
        keys.extend(_bone_keys(other))
    return tuple(dict.fromkeys(keys)), _first_bones(word)


def _bone_keys(roman: str) -> list[str]:
    bones = skeleton(roman)
    return [f"K:{bones[:size]}" for size in (3, 4) if len(bones) >= size]


def _first_bones(word: str) -> str:
    bones = skeleton(romanised(word))[:3]
    return bones if len(bones) > 1 else ""


def find(text: str, found: list[tuple[int, int, str]]) -> None:
    """Add the keys of names, of words that may be cognates, and of two names in a row (``B:TNT+TRN``)."""
    append = found.append
    named: list[tuple[int, int, str]] = []
    for word, start, end in zip(*scan(_ASCII_WORDS if text.isascii() else _WORDS, text), strict=True):
        first = word[0]
        if first < "\u0e01" or first > "\u9fff" or "\u0e4e" < first < "\u4e00":  # a word is one run
            keys, bones = word_keys(word)
            for key in keys:
                append((start, end, key))
            named.append((start, end, bones))
            continue
        if first <= "\u0e4e":
            continue
        for run in _HAN_RUN.finditer(word):
            keys, bones = word_keys(run.group())
            at, stop = start + run.start(), start + run.end()
            for key in keys:
                append((at, stop, key))
            for later in range(1, stop - at - 2 if stop - at >= LONG_RUN else 0):  # another name may begin within
                for key in _bone_keys(romanised(run.group()[later:]))[:1]:
                    append((at + later, stop, key))
            named.append((at, stop, bones))
    found.extend(in_a_row(named))


def in_a_row(words: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The keys of two names in a row, of words in their order with where each starts and ends and the first consonants
    of the name ("": it is none). They stand beside each other with at most two characters between.
    """
    before, last = "", -9
    for start, end, bones in words:
        if bones and before and start - last <= 2:
            yield start, end, f"B:{before}+{bones}"
        before, last = bones, end


def first_places(text: str) -> dict[str, int]:
    """The distinct keys that :func:`find` would add, and where each stands first. Where every word is one run each
    different word is looked at once.
    """
    places: dict[str, int] = {}
    if not text.isascii() and _IN_RUNS.search(text):
        found: list[tuple[int, int, str]] = []
        find(text, found)
        for start, _, key in found:
            places.setdefault(key, start)
        return places
    words, starts, ends = scan(_ASCII_WORDS if text.isascii() else _WORDS, text)
    first = dict(zip(reversed(words), reversed(starts), strict=True))
    named: dict[str, str] = {}
    for word, start in sorted(first.items(), key=itemgetter(1)):
        of_word, bones = word_keys(word)
        for key in of_word:
            places.setdefault(key, start)
        named[word] = bones
    for start, _, key in in_a_row(zip(starts, ends, map(named.__getitem__, words), strict=True)):
        places.setdefault(key, start)
    return places
