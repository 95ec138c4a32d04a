"""Writing systems: which characters belong to which, and which one a text is written in."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import lru_cache

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u07fd"
    "\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d\u0859-\u085b\u0898-\u089f\u08ca-\u08e1\u08e3-\u0903"
    "\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09e2\u09e3\u09fe"
    "\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0ae2\u0ae3\u0afa-\u0aff"
    "\u0b01-\u0b03\u0b3c\u0b3e-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c\u0c3e-\u0c56"
    "\u0c62\u0c63\u0c81-\u0c83\u0cbc\u0cbe-\u0cd6\u0ce2\u0ce3\u0cf3\u0d00-\u0d03\u0d3b\u0d3c\u0d3e-\u0d4d\u0d57"
    "\u0d62\u0d63\u0d81-\u0d83\u0dca-\u0ddf\u0df2\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc"
    "\u0ec8-\u0ece\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u0fc6"
    "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d"
    "\u135d-\u135f\u1712-\u1715\u1732-\u1734\u1752\u1753\u1772\u1773\u17b4-\u17d3\u17dd\u1885\u1886\u18a9\u1920-\u193b"
    "\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1ace\u1b00-\u1b04\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad"
    "\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1ce8\u1ced\u1cf4\u1cf7-\u1cf9\u1dc0-\u1dff\u20d0-\u20f0"
    "\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua672\ua674-\ua67d\ua69e\ua69f\ua6f0\ua6f1"
    "\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880\ua881\ua8b4-\ua8c5\ua8e0-\ua8f1\ua8ff\ua926-\ua92d\ua947-\ua953"
    "\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa29-\uaa36\uaa43\uaa4c\uaa4d\uaa7b-\uaa7d\uaab0\uaab2-\uaab4\uaab7\uaab8"
    "\uaabe\uaabf\uaac1\uaaeb-\uaaef\uaaf5\uaaf6\uabe3-\uabea\uabec\uabed\ufb1e\ufe20-\ufe2f"
)
"""Combining marks that belong to the letter before them, as the inside of a regex class. Python's ``\\w`` does
not match them, so that without this words of most Asian scripts would fall apart."""

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that are not shown, also those that are reserved for such (Unicode's ``Default_Ignorable_Code_Point``), as
the inside of a regex class."""

UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"  # Thai, Lao
    "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"  # Myanmar
    "\ua9e0-\ua9e4\ua9e6-\ua9ef\uaa60-\uaa76\uaa7a\uaa7e\uaa7f\u1780-\u17b3\u17d7\u17dc"  # and Khmer
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u312f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
"""Letters of scripts that leave no space between words, as the inside of a regex class."""

_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0041, "Latn"), (0x005B, ""), (0x0061, "Latn"), (0x007B, ""), (0x00AA, "Latn"), (0x00AB, ""),
    (0x00BA, "Latn"), (0x00BB, ""), (0x00C0, "Latn"), (0x00D7, ""), (0x00D8, "Latn"), (0x00F7, ""),
    (0x00F8, "Latn"), (0x02B9, ""), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"),
    (0x0600, "Arab"), (0x0700, "Syrc"), (0x0750, "Arab"), (0x0780, "Thaa"), (0x07C0, "Nkoo"), (0x0800, ""),
    (0x0870, "Arab"), (0x0900, "Deva"), (0x0964, ""), (0x0966, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"),
    (0x0A80, "Gujr"), (0x0B00, "Orya"), (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"),
    (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, "Tibt"),
    (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"), (0x1200, "Ethi"), (0x13A0, "Cher"),
    (0x1400, "Cans"), (0x1680, ""), (0x1780, "Khmr"), (0x1800, "Mong"), (0x18B0, "Cans"), (0x1900, ""),
    (0x19E0, "Khmr"), (0x1A00, ""), (0x1C80, "Cyrl"), (0x1C90, "Geor"), (0x1CC0, ""), (0x1D00, "Latn"),
    (0x1DC0, ""), (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, ""), (0x2C60, "Latn"), (0x2C80, ""),
    (0x2D00, "Geor"), (0x2D30, "Tfng"), (0x2D80, "Ethi"), (0x2DE0, "Cyrl"), (0x2E00, ""), (0x2E80, "Hani"),
    (0x2FE0, ""), (0x3005, "Hani"), (0x3008, ""), (0x3021, "Hani"), (0x302A, ""), (0x3038, "Hani"),
    (0x303C, ""), (0x3041, "Kana"), (0x30FB, ""), (0x30FC, "Kana"), (0x3100, "Bopo"), (0x3130, "Hang"),
    (0x3190, ""), (0x31A0, "Bopo"), (0x31C0, ""), (0x31F0, "Kana"), (0x3200, ""), (0x3400, "Hani"),
    (0x4DC0, ""), (0x4E00, "Hani"), (0xA000, "Yiii"), (0xA4D0, ""), (0xA640, "Cyrl"), (0xA6A0, ""),
    (0xA722, "Latn"), (0xA800, ""), (0xA960, "Hang"), (0xA980, ""), (0xAA60, "Mymr"), (0xAA80, ""),
    (0xAB01, "Ethi"), (0xAB30, "Latn"), (0xAB70, "Cher"), (0xABC0, ""), (0xAC00, "Hang"), (0xD800, ""),
    (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB13, "Armn"), (0xFB1D, "Hebr"), (0xFB50, "Arab"), (0xFE00, ""),
    (0xFE70, "Arab"), (0xFEFF, ""), (0xFF21, "Latn"), (0xFF3B, ""), (0xFF41, "Latn"), (0xFF5B, ""),
    (0xFF66, "Kana"), (0xFFA0, "Hang"), (0xFFDD, ""), (0x1B000, "Kana"), (0x1B170, ""), (0x20000, "Hani"),
    (0x40000, ""),
)  # fmt: skip
_BLOCK_STARTS = [start for start, _ in _BLOCKS]

_WEIGHT = {"Hani": 2, "Kana": 2, "Bopo": 2, "Hang": 2}
"""A Han or Hangul character says as much as two letters or more: without this, Chinese text full of Latin names
would count as Latin."""
_KANA_SHARE = 0.05
"""Japanese is never without kana for long; Chinese quotes a Japanese name at most."""


_USES = 16
"""Times that a text uses a character, from which on it is quicker to count it alone."""

_ASCII = frozenset(map(chr, range(128)))
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


@lru_cache(maxsize=8_192)
def script_of(char: str) -> str:
    """The ISO 15924 code of a letter's script ("Kana" for both kana), "" for what is common to all."""
    at = bisect_right(_BLOCK_STARTS, ord(char)) - 1
    return _BLOCKS[at][1] if at >= 0 and char.isalpha() else ""


def script(text: str) -> str:
    """The ISO 15924 code of the script most letters of a text are written in.

    "Jpan" for Han with kana, "Kore" for Hangul with or without Han, "Hani" for Han alone, "Zyyy" when
    there are no letters (or of no script we tell apart).
    """
    if text.isascii():
        return "Zyyy" if text.upper() == text.lower() else "Latn"
    letters: Counter[str] = Counter()
    letters["Latn"] = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    different = set(text) - _ASCII
    # in an alphabet it is quicker to count one character after the other
    counts = Counter(text) if len(different) * _USES > len(text) else None
    for char in different:
        if name := script_of(char):
            letters[name] += (text.count(char) if counts is None else counts[char]) * _WEIGHT.get(name, 1)
    kana = letters.pop("Kana", 0)
    han = letters.pop("Hani", 0) + letters.pop("Bopo", 0)
    if kana > _KANA_SHARE * (kana + han):
        letters["Jpan"] = kana + han
    elif han and letters["Hang"] > han:
        letters["Kore"] = letters.pop("Hang") + han
    elif han:
        letters["Hani"] = han
    if hangul := letters.pop("Hang", 0):
        letters["Kore"] = hangul
    best = max(letters, key=lambda name: (letters[name], name), default="")
    return best if best and letters[best] else "Zyyy"
