"""Catalogue files written from learned blocks, for a person to read, mend and keep."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from syndicheck.expressions import expression
from syndicheck.marks.recurring import RecurringBlock
from syndicheck.marks.sitelines import PAGE

_CONTACT = expression(r"@|https?://|www\.|\+?\d[\d ()./-]{6,}")
_ADVICE = expression(
    r"\b(?:disclaimer|advice|solicitation|responsib\w+|liab\w+|haftung|verantwort\w+)\b", re.IGNORECASE
)
_ABOUT = expression(r"(?:about|über|à propos|acerca de|sobre|informazioni su|о компании)\b", re.IGNORECASE)
_SLUG = expression(r"[^a-z0-9]+")
LONGEST_ADDRESS_LINE = 80
"""Characters; a longer line with an address in it is a sentence."""


def proposals(blocks: Sequence[RecurringBlock], on: date) -> Mapping[str, str]:
    """Catalogue files (TOML) by file name, one for each owner, in the form of :mod:`syndicheck.marks.entries`.

    The types are guesses from the wording and say so. ``on`` is the day they were learned.
    """
    by_owner: defaultdict[str, list[RecurringBlock]] = defaultdict(list)
    for block in blocks:
        if block.edge == PAGE:
            continue  # counts on pages of its site only, which no catalogue file can say
        by_owner[block.organisation or block.outlet or "several-outlets"].append(block)
    files = {}
    for owner, owned in sorted(by_owner.items()):
        ident = f"learned-{_slug(owner)}"
        lines = [
            f"# Proposed on {on.isoformat()} from {len(owned)} learned blocks: read, mend, leave out story text.",
            f"id = {_quoted(ident)}",
            'kind = "outlet"',
            f"names = {{ en = {_quoted(owner)} }}",
        ]
        for block in owned:
            lines += ["", *_entry(ident, block, on)]
        files[f"{ident}.toml"] = "\n".join(lines) + "\n"
    return files


def _entry(owner: str, block: RecurringBlock, on: date) -> list[str]:
    number = block.id.removeprefix("learned.")
    return [
        f"# {block.stories} stories, {block.outlets} outlets, {block.days} days, {block.edge}; the type is a guess",
        "[[marks]]",
        f"id = {_quoted(f'{owner}.{number}')}",
        f"type = {_quoted(_guessed(block))}",
        'how = "phrase"' if len(block.text.split()) > 1 else 'how = "template"',
        'where = "line"',
        f"lang = {_quoted('*' if block.lang == 'und' else block.lang)}",
        'layer = "own"',
        'strength = "weak"',
        f"text = [{_quoted(_plain(block.text))}]",
        'sure = "seen"',
        f"source = {_quoted(f'learned on {on.isoformat()}')}",
        f"match = [{_quoted(block.text)}]",
    ]


def _guessed(block: RecurringBlock) -> str:
    if _ADVICE.search(block.text):
        return "issuer_disclaimer"
    if _ABOUT.match(block.text):
        return "about_block"
    if _CONTACT.search(block.text) and len(block.text) <= LONGEST_ADDRESS_LINE:
        return "contact_block"
    return "distributor_footer" if block.organisation else "page_chrome"


def _plain(text: str) -> str:
    """Text in which no brace can be taken for a class of a template."""
    return text.replace("{", " ").replace("}", " ")


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's."""
    return json.dumps("".join(c for c in text if c.isprintable()), ensure_ascii=False)


def _slug(name: str) -> str:
    return _SLUG.sub("-", name.casefold()).strip("-") or "unnamed"
