"""Parts of a hundred that no sign says: 三成, 3割5分, 百分之九; and the half of something, which is 50 %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from syndicheck.expressions import expression
from syndicheck.fingerprint.anchors import numbers
from syndicheck.fingerprint.anchors.written import Tongue
from syndicheck.matching.particles import Percents, percents
from syndicheck.matching.said import NUMBER, UNIT, Said

PERCENT = frozenset(("concentr-percent",))

_DIGIT = r"(?:\d|[一二三四五六七八九])"


def in_signs(even: str, start: int, end: int, tongue: Tongue) -> Iterator[Said]:
    """What ``even[start:end]`` counts in tenths and hundredths by signs of the language."""
    words = percents(tongue.code.partition("-")[0])
    if words is None:
        return
    if words.tenths:
        for match in _of_tenths(words).finditer(even, start, end):
            value = _value(match["n"]) * 10 + (_value(match["h"]) if match["h"] else 0)
            yield _said(match, value, match.end("n"))
    if words.before:
        for match in _behind(words).finditer(even, start, end):
            value = _value(match["n"]) + (float("0." + str(int(_value(match["f"])))) if match["f"] else 0)
            yield _said(match, value, match.end())


def of_hundred(value: float) -> str:
    """A part of a hundred, to be set against the same part in other words."""
    return f"{value:g}%"


def is_of_hundred(said: Said) -> bool:
    """Whether a number says by itself that it is a part of a hundred."""
    return any(isinstance(value, str) and value.endswith("%") for value in said.values)


def unit(said: Said) -> Said:
    """The per cent that such a number says; of the half of something it counts where the other text has it, too."""
    halved = any(isinstance(value, float) and value < 1 for value in said.values)
    return Said(UNIT, said.start, said.end, PERCENT, said.end, (said.start, said.end), weak=halved)


def _said(match: re.Match[str], value: float, figures: int) -> Said:
    values: frozenset[float | str] = frozenset((value, of_hundred(value)))
    return Said(NUMBER, match.start(), match.end(), values, figures, match.span())


def _value(written: str) -> float:
    return float(written) if written[0].isdigit() else numbers.han_value(written)


@cache
def _of_tenths(words: Percents) -> re.Pattern[str]:
    more = rf"(?P<h>{_DIGIT}){words.hundredths}" if words.hundredths else rf"(?P<h>{_DIGIT})(?![\d年月日个個])"
    after = f"(?![{words.not_before}])" if words.not_before else ""
    return expression(rf"(?<![\d.,一二三四五六七八九十])(?P<n>\d(?:\.\d)?|{_DIGIT}){words.tenths}(?:{more})?{after}")


@cache
def _behind(words: Percents) -> re.Pattern[str]:
    han = "[〇零一二三四五六七八九十百两兩]{1,6}"
    after_point = "(?:[点點](?P<f>[一二三四五六七八九]{1,4}))?"
    return expression(rf"{words.before}(?P<n>\d{{1,4}}(?:\.\d{{1,4}})?|{han}){after_point}")
