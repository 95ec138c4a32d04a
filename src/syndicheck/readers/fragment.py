"""A piece of HTML that holds nothing but an article (an entry of a feed, the body of an e-mail) → its lines.

No extractor looks at it: there is no page around the text to take away, and what an extractor takes for chrome is
often the credit or the disclaimer that this program marks.
"""

from __future__ import annotations

import html
import re

from msgspec import Struct

from syndicheck.errors import MissingExtra
from syndicheck.expressions import expression

_MARKUP = expression(r"</?[A-Za-z][^<>]{0,2000}>|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class Fragment(Struct, frozen=True):
    """The visible text of a piece, one line a block, and the addresses it links to."""

    text: str
    links: tuple[str, ...] = ()


def looks_marked_up(value: str) -> bool:
    """Whether a string holds a tag or a character reference."""
    return _MARKUP.search(value) is not None


def shown(markup: str) -> Fragment:
    """What a reader sees of a piece of HTML.

    Raises:
        MissingExtra: the parser is not installed.
    """
    try:
        from syndicheck.readers import page
    except ImportError:
        raise MissingExtra("html", "read HTML") from None
    tree, _ = page.parse(f"<html><body>{markup}</body></html>")
    links = dict.fromkeys(
        str(one.get("href")).strip() for one in tree.iter("a") if str(one.get("href") or "").startswith("http")
    )
    return Fragment(page.visible_text(tree), tuple(links))


def one_line(value: str) -> str:
    """A headline or name that may hold references or tags, on one line."""
    if looks_marked_up(value):
        value = html.unescape(re.sub(r"</?[A-Za-z][^<>]{0,2000}>", "", value))
    return " ".join(value.split())
