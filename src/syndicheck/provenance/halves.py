"""Which half of the day a clock of twelve hours shows, in other words than a.m. and p.m.

Only what stands directly beside the clock and means nothing else there is read (3:00 μ.μ. is 15:00). A word that tells
a part of the day some other way (*sore*, *da tarde*), or that nobody knows, in a script that has no *p.m.*, leaves
both halves open: 3:00 may be 15:00. Reading it as the morning would make its article twelve hours older than it is.
"""

from __future__ import annotations

import re

from syndicheck.expressions import expression
from syndicheck.provenance.months import fold, month_numbers
from syndicheck.provenance.weekdays import weekday_numbers

_BEFORE_NOON = frozenset("ص صباحا صباحًا قظ قبلازظهر πμ öö pg sa pd dop vorm fm am nu үө".split())
_AFTER_NOON = frozenset(
    "م مساء مساءً بظ بعدازظهر μμ ös ptg ch md odp nachm em pm nh eh ip nm tk pop popol apm үх".split()
)
_LEADING = {
    "am": "a",
    "a.m.": "a",
    "de.": "a",
    "öö": "a",
    "ү.ө.": "a",
    "pm": "p",
    "p.m.": "p",
    "du.": "p",
    "ös": "p",
    "ү.х.": "p",
}
"""Halves that stand before the clock. Hungarian *de.* is known by its dot: without it, it is a Romance *of*."""

_PARTS = frozenset(
    fold(word)
    for word in (
        "morning afternoon evening night tonight noon manhã manha tarde noite madrugada mañana noche mattina mattino "
        "pomeriggio sera notte matin après-midi soir nuit morgens vormittags mittags nachmittags abends nachts früh "
        "ochtends middags avonds nachts morgonen förmiddagen eftermiddagen kvällen natten morgenen formiddagen "
        "ettermiddagen eftermiddagen kvelden aftenen natta iltapäivällä aamulla illalla yöllä aamupäivällä rano "
        "południu południem wieczorem nocy ráno dopoledne odpoledne večer poobede doobeda predpoludním popoludní "
        "popoldne dopoldne zjutraj zvečer jutro ujutro prijepodne poslijepodne prepodne popodne uveče navečer noću "
        "délelőtt délután reggel este éjjel hajnal dimineața dimineata amiaza seara noaptea sabah öğleden akşam gece "
        "akşamüstü pagi siang sore petang malam tengah sáng trưa chiều tối đêm umaga hapon gabi asubuhi alasiri mchana "
        "jioni usiku alfajiri mesditës pasdites paradites mbrëmjes natës matí tarda vespre nit goiz arratsalde gau "
        # as they are named by themselves, and shortened
        "nachmittag vormittag abend nacht middag avond ochtend aften natt nat kveld kväll kvöld kvöldi nótt nóttu "
        "morgon morgunn morgni eftermiddag förmiddag formiddag ettermiddag efterm etterm aamu aamupäivä iltapäivä ilta "
        "iltap dopoldan popoldan dopoludnia dopoludnie popoludnie popołudnie przedpołudnie popoł poł podne "
        "ponoći noć noći noč ponoči zveč več veče wieczór wiecz noc pasdite paradite mbrëmje mëngjes mëngjesit "
        "popietė perpiet naktis "
        "vakars nakts naktī pēcpusd pēcp priekšpusdienā pärastlõuna õhtu hommik öösel axşam axşamüstü gecə gündüz "
        "günorta səhər sübh kechqurun kunduzi kechasi ertalab öğle mañá matinada migdia hádegi yö natë "
        "hommikul pärastlõunal õhtul rytas rytą popiet vakaras vakarą ryto rīts pēcpusdienā vakarā síðdegis árdegis"
    ).split()
)
"""Parts of the day in languages of Latin letters, which have many other words beside a clock."""

_HARMLESS = frozenset(
    "в у о об на ў во г года год р ч час часа στισ στη τισ ώρα ωρα ساعت الساعة ساعة بساعة שעה בשעה น बजे".split()
)
"""Words beside a clock, in other letters, that say nothing of the half of the day."""

_GLUED = expression(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,12}$")
"""Words of scripts without spaces directly before a clock: 3月5日*中午*1:05."""
_OF_THE_DAY = "日号號일"
"""With what the day before the clock ends there."""

_WORD = expression(r"[^\s\d,;()\[\]|/:·•+-]+")
_APART = expression(r"(?<![^\W_])([ap])\.\s?m\.?\s?$", re.IGNORECASE)
"""``p. m. 3:05``"""
_ZONE_LIKE = expression(r"[A-Z]{3,5}")


def half_beside(before: str, after: str) -> str | None:
    """``"a"`` or ``"p"`` by the text directly before and after a clock, ``"?"`` where it may be either, or ``None``."""
    following = _WORD.match(after.removeprefix(" ").removeprefix("\u00a0"))
    leading = before.removesuffix(" ").rpartition(" ")[2] if before and not before.rstrip().endswith(",") else ""
    if leading.casefold() in _LEADING:
        return _LEADING[leading.casefold()]
    if following is not None:
        word = _bare(following[0])
        if word in _BEFORE_NOON:
            return "a"
        if word in _AFTER_NOON:
            return "p"
        if word == "p" or following[0].casefold() in ("du.", "de."):
            return "?"  # 3:05 p, and 3:05 P. Quill; 3:05 du. in Hungarian
    if apart := _APART.search(before):
        return apart[1].casefold()
    if _bare(leading) in _BEFORE_NOON | _AFTER_NOON:
        return "?"
    glued = _GLUED.search(before)
    if glued is not None and _unknown(glued[0].lstrip(_OF_THE_DAY)):
        return "?"
    tokens = [_bare(token) for token in _WORD.findall(f"{before} {after}")]
    if any(fold(token) in _PARTS for token in tokens):
        return "?"
    beside = [*([following[0]] if following else []), *([leading] if _WORD.fullmatch(leading) else [])]
    return "?" if any(map(_unknown, beside)) else None


def _unknown(word: str) -> bool:
    """Whether a word in another script than Latin may tell the half of the day, for all that is known of it."""
    bare = _bare(word)
    first = next((c for c in bare if c.isalpha()), "")
    if first < "\u0370" or bare in _HARMLESS or _ZONE_LIKE.fullmatch(word):
        return False
    return not month_numbers(word.strip("."), None) and not weekday_numbers(word)


def _bare(word: str) -> str:
    """A word without its dots and its case."""
    return word.casefold().replace(".", "").strip("׳״'’\"")
