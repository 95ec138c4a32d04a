"""The rules on labels, as dated data: what each asks, where it holds, and what has been found inadequate under it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec import Struct


class Inadequate(Struct, frozen=True):
    """A sign that is there and does not suffice: ``words`` to the letter, or any mark of these types; with the reason
    and where that was decided or said.
    """

    why: str
    source: str
    words: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


class LabelRule(Struct, frozen=True):
    """One rule, in one version.

    ``about`` is ``release`` (a press release) or ``paid`` (a text somebody paid for). ``countries`` are ISO 3166 codes;
    none means everywhere. ``since`` and ``until`` bound when it holds, as far as it is known; ``read`` is the day we
    read it at ``source``. ``accepts`` is ``label`` (any label of the kind) or ``words`` (only ``words``); ``also`` are
    other signs that do. A text of which less than ``worked_on`` is pasted was worked on, and the rule asks nothing.
    """

    id: str
    name: str
    about: str
    countries: frozenset[str]
    version: str
    read: date
    source: str
    says: str
    accepts: str
    words: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    inadequate: tuple[Inadequate, ...] = ()
    worked_on: float = 0.0
    worked_on_source: str = ""
    since: date | None = None
    until: date | None = None

    def holds_in(self, country: str | None) -> bool:
        """Whether it is a rule of this country; a rule without countries holds everywhere."""
        return not self.countries or (country is not None and country.upper() in self.countries)

    def holds_on(self, day: date | None) -> bool:
        """Whether it was in force on a day; of an unknown day it is taken to be."""
        return day is None or ((self.since is None or self.since <= day) and (self.until is None or day <= self.until))


class Signs(Struct, frozen=True):
    """By what labels are known: parts of catalogue ids, sentences, and values of a record's fields."""

    paid: tuple[str, ...]
    release: tuple[str, ...]
    none: tuple[str, ...]
    release_says: tuple[str, ...]
    paid_says: tuple[str, ...]
    release_declared: frozenset[str]
    paid_declared: frozenset[str]


@lru_cache(maxsize=1)
def packaged() -> tuple[tuple[LabelRule, ...], Signs]:
    """The rules and signs that come with the program."""
    import tomllib

    text = files("syndicheck.provenance").joinpath("label_rules.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    return tuple(_rule(table) for table in document["rules"]), _signs(document["signs"])


def plain(words: str) -> str:
    """A wording as rules compare it: without case, and without brackets, dashes, colons and blanks around it."""
    return " ".join(words.split()).strip(" \t\n\r()[]{}【】〔〕（）［］<>＜＞*_#|:：.-–—=~").casefold()


def _rule(table: Mapping[str, Any]) -> LabelRule:
    return LabelRule(
        id=table["id"],
        name=table["name"],
        about=table["about"],
        countries=frozenset(table["countries"]),
        version=table["version"],
        read=table["read"],
        source=table["source"],
        says=table["says"],
        accepts=table["accepts"],
        words=frozenset(plain(word) for word in table.get("words", ())),
        also=frozenset(table.get("also", ())),
        inadequate=tuple(
            Inadequate(
                why=one["why"],
                source=one["source"],
                words=frozenset(plain(word) for word in one.get("words", ())),
                marks=frozenset(one.get("marks", ())),
            )
            for one in table.get("inadequate", ())
        ),
        worked_on=table.get("worked_on", 0.0),
        worked_on_source=table.get("worked_on_source", ""),
        since=table.get("since"),
        until=table.get("until"),
    )


def _signs(table: Mapping[str, Any]) -> Signs:
    return Signs(
        paid=tuple(table["paid"]),
        release=tuple(table["release"]),
        none=tuple(table["none"]),
        release_says=tuple(table["release_says"]),
        paid_says=tuple(table["paid_says"]),
        release_declared=frozenset(plain(value) for value in table["release_declared"]),
        paid_declared=frozenset(plain(value) for value in table["paid_declared"]),
    )
