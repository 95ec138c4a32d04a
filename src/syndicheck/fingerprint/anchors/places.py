"""Territories and their peoples, by CLDR's names in the text's language, with endings (``Deutschlands``)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from syndicheck.fingerprint.anchors.written import BLANKLESS, HAN_SCRIPTS, Tongue, _row, even

_FORMER = {
    "en": {"america": "US", "britain": "GB", "british": "GB", "england": "GB", "u.s.": "US", "u.k.": "GB", "holland": "NL",
           "the us ": "US", "us": "US", "usa": "US", "uk": "GB", "dutch": "NL", "macedonia": "MK", "north korea": "KP", "south korea": "KR", "czech": "CZ"},
    "de": {"usa": "US", "amerika": "US", "britisch": "GB", "britannien": "GB", "england": "GB", "china": "CN"},
    "fr": {"états-unis": "US", "etats-unis": "US", "américain": "US", "britanni": "GB", "angleterre": "GB"},
    "es": {"ee. uu": "US", "ee.uu": "US", "eeuu": "US", "estadounidense": "US", "británic": "GB", "inglaterra": "GB"},
    "ru": {"сша": "US", "америк": "US", "британ": "GB", "англи": "GB", "кндр": "KP", "китай": "CN", "кита": "CN"},
    "zh": {"美": "US", "英国": "GB", "英": "GB", "朝鲜": "KP", "北韩": "KP", "韩": "KR", "日": "JP", "马其顿": "MK"},
    "zh-Hant": {"英國": "GB", "北韓": "KP", "南韓": "KR", "朝鮮": "KP", "馬其頓": "MK"},
    "ja": {"米国": "US", "米": "US", "英国": "GB", "英": "GB", "北朝鮮": "KP", "中国": "CN", "マケドニア": "MK"},
    "ko": {"미국": "US", "영국": "GB", "북한": "KP", "한국": "KR", "마케도니아": "MK"},
    "ar": {"امریک": "US", "الامریک": "US", "بریطان": "GB"}, "fa": {"امریکا": "US", "آمریکا": "US", "انگلیس": "GB", "بریتانیا": "GB"},
    "he": {"ארה\"ב": "US", "אמריק": "US", "בריטי": "GB"}, "hi": {"अमेरिक": "US", "ब्रिटेन": "GB", "ब्रिटिश": "GB"},
    "th": {"สหรัฐ": "US", "อังกฤษ": "GB", "เกาหลีเหนือ": "KP"},
    "pt": {"eua": "US", "american": "US", "britânic": "GB", "inglaterra": "GB"}, "it": {"usa": "US", "american": "US", "britannic": "GB"},
    "id": {"amerika": "US", "inggris": "GB"}, "ms": {"amerika": "US", "british": "GB"}, "vi": {"mỹ": "US", "hoa kỳ": "US", "anh": "GB"},
    "ro": {"sua": "US", "americanul": "US", "statele unite": "US", "britanic": "GB", "marea britanie": "GB", "anglia": "GB"},
    "lt": {"jav": "US", "amerikie": "US", "amerikos": "US", "britų": "GB", "britanij": "GB"},
    "hr": {"sad": "US", "američk": "US", "britansk": "GB", "britanij": "GB"}, "sr": {"сад": "US", "америчк": "US", "британ": "GB", "sad": "US", "američk": "US", "britan": "GB"},
    "bg": {"сащ": "US", "американ": "US", "британс": "GB", "англия": "GB"}, "af": {"vsa": "US", "amerikaan": "US", "brits": "GB"},
    "ca": {"eua": "US", "estats units": "US", "nord-americ": "US", "britànic": "GB", "anglaterra": "GB"},
    "et": {"usa": "US", "ameerik": "US", "briti ": "GB", "suurbritan": "GB", "inglis": "GB"},
    "fi": {"usa": "US", "yhdysval": "US", "amerikkal": "US", "brittil": "GB", "britannia": "GB", "saksal": "DE"},
    "hu": {"usa": "US", "amerikai": "US", "egyesült államok": "US", "brit": "GB", "egyesült királyság": "GB"},
    "pl": {"usa": "US", "stanów zjedn": "US", "stanach zjedn": "US", "ameryk": "US", "brytyj": "GB", "brytani": "GB", "niemcz": "DE"},
    "cs": {"usa": "US", "americk": "US", "britsk": "GB", "britán": "GB", "německ": "DE"}, "sk": {"usa": "US", "americk": "US"},
    "da": {"usa": "US", "amerikansk": "US", "britisk": "GB", "tyskland": "DE", "england": "GB"},
    "nb": {"noreg": "NO", "usa": "US", "amerikansk": "US", "britisk": "GB", "england": "GB"},
    "sv": {"usa": "US", "amerikansk": "US", "brittisk": "GB", "england": "GB"},
    "nl": {"vs": "US", "amerikaan": "US", "britse": "GB", "engeland": "GB"}, "sw": {"marekani": "US", "uingereza": "GB"},
    "is": {"bandarík": "US", "bretland": "GB", "bresk": "GB", "þýskaland": "DE"},
    "el": {"ηπα": "US", "αμερικ": "US", "βρεταν": "GB", "αγγλία": "GB"}, "ur": {"امریک": "US", "برطان": "GB"},
    "bn": {"আমেরিকা": "US", "মার্কিন": "US", "যুক্তরাষ্ট্র": "US", "ব্রিট": "GB", "যুক্তরাজ্য": "GB"},
    "ta": {"அமெரிக்க": "US", "பிரிட்டி": "GB", "பிரிட்டன்": "GB"},
    "ka": {"აშშ": "US", "ამერიკ": "US", "ბრიტან": "GB"}, "hy": {"ամն": "US", "ամերիկ": "US", "բրիտան": "GB"},
    "tr": {"abd": "US", "ingiliz": "GB", "britan": "GB", "amerika": "US"}, "uk": {"сша": "US", "америк": "US", "британ": "GB"},
}  # fmt: skip
"""Names that papers use and CLDR does not list as a territory's name."""
_ENGLISH_ENDINGS = frozenset(("", "s", "n", "ns", "an", "ans", "ian", "ians", "ean", "eans", "ese", "i", "is"))
"""What may follow a name whose own ending is cut: Chilean is from Chile, children are not."""

_SINGLE = {"美", "英", "韩", "日", "米"}
_SINGLE_NEXT = set("军軍方媒籍元总總政")


@lru_cache(maxsize=32)
def _finder(code: str, spaced: bool) -> tuple[Any, tuple[tuple[str, str, int, str], ...]]:
    from syndicheck.automata import Automaton

    stems: dict[str, tuple[str, str, int, str]] = {}
    further = {even(name): territory for name, territory in _FORMER.get(code, {}).items()}
    for name, territory in {**_row(code).get("places", {}), **further}.items():
        if not spaced:
            stem, slack = name, 99
        elif len(name) <= 4:
            stem, slack = name, 0
        else:
            last = name.rsplit(" ", 1)[-1]
            stem, slack = name[: len(name) - min(2 if len(last) > 7 else 1, max(0, len(last) - 4))], 4
        if len(stem) > 1 or stem in _SINGLE:
            stems.setdefault(stem, (stem, territory, slack + len(name) - len(stem), name))
    rows = tuple(stems.values())
    return Automaton([row[0] for row in rows], longest=True), rows


def find(text: str, tongue: Tongue, found: list[tuple[int, int, str]]) -> None:
    """Add the territories named."""
    if not tongue.row:
        return
    spaced = tongue.script not in (*HAN_SCRIPTS, *BLANKLESS, "Kore")
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    finder, rows = _finder(tongue.code, spaced)
    cased = tongue.script in ("Latn", "Cyrl", "Grek", "Armn")
    proclitics = 2 if tongue.script in ("Arab", "Hebr") else 0
    for index, start, end in finder.matches(lowered):
        stem, territory, slack, name = rows[index]
        if spaced:
            before = start
            while before > 0 and lowered[before - 1].isalpha() and start - before <= proclitics:
                before -= 1
            stop = end
            while stop < len(lowered) and stop - end <= slack and lowered[stop].isalpha():
                stop += 1
            if start - before > proclitics or stop - end > slack:
                continue
            if cased and text[start].islower() and (len(stem) < 5 or not lowered.startswith(name, start)):
                continue  # "political" is not Poland; "syrisch" is Syria
            if (
                tongue.code == "en"
                and not lowered.startswith(name, start)
                and lowered[end:stop] not in _ENGLISH_ENDINGS
            ):
                continue
            end = stop
        elif len(stem) == 1 and lowered[end : end + 1] not in _SINGLE_NEXT:
            continue
        found.append((start, end, f"G:{territory}"))
