"""The key under which words of all languages meet: an English word without its ending.

No linguist's stem; it only has to be the same for ``wages`` in a text and ``wage`` in a dictionary.
"""

from __future__ import annotations

import re
from functools import lru_cache

from syndicheck.expressions import expression

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "began:begin begun:begin bought:buy brought:bring built:build caught:catch chose:choose chosen:choose"
        " children:child died:die dying:die fell:fall fallen:fall felt:feel fought:fight found:find froze:freeze"
        " gave:give given:give grew:grow grown:grow held:hold hidden:hide kept:keep knew:know known:know laid:lay"
        " led:lead left:leave lost:lose lying:lie made:make meant:mean met:meet men:man paid:pay ran:run rose:rise"
        " risen:rise said:say saw:see seen:see sent:send shot:shoot shown:show slept:sleep sold:sell spent:spend"
        " spoke:speak spoken:speak stole:steal stolen:steal stood:stand struck:strike swam:swim taken:take taught:teach"
        " thought:think threw:throw thrown:throw told:tell took:take women:woman won:win wore:wear written:write"
        " wrote:write feet:foot teeth:tooth wives:wife lives:life knives:knife leaves:leaf better:good best:good"
        " worse:bad worst:bad"
    ).split()
)

STOP = frozenset(
    "a about after again all also although am an and another any are as at away be been before being but by can could"
    " did do does done down each else etc even ever for from get go goes gone got had has have he her here him his how"
    " i if in into is it its just like many may me more most much must my no not now of off on one only or other our"
    " out over own per same shall she should so some something somebody someone sb sth such than that the their them"
    " then there these they this those through thus to too under up upon us used very was we went were what when where"
    " which while who whom whose why will with without would yet you your".split()
)
"""Words that say nothing of a story, and those that dictionaries use to explain."""

_WORD = expression(r"[a-z]+")


@lru_cache(maxsize=100_000)
def pivot(word: str) -> str:
    """The key of an English word; "" for one that says nothing, or is none."""
    word = word.lower()
    if word in STOP or len(word) < 3 or not _WORD.fullmatch(word):
        return ""
    return _without_ending(_IRREGULAR.get(word, word))


def _without_ending(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ied", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and re.search("[aeiouy]", word[: -len(ending)]):
            word = word[: -len(ending)] + ("y" if ending == "ied" else "")
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word
