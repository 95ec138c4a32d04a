"""HTML that is escaped by construction: text becomes markup only through :func:`tag`.

A plain ``str`` is always text and is cleaned and escaped; only :class:`Safe`, which nothing but this module
makes, passes as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from syndicheck.text import printable

_VOID = frozenset({"meta", "rect", "line", "input"})
"""Tags without content. The slash of ``<rect/>`` matters: inside SVG an open tag would swallow the next."""


_BLOCKS = frozenset(
    {
        "p",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "table",
        "thead",
        "caption",
        "ul",
        "section",
        "div",
        "header",
        "details",
        "summary",
    }
)
"""Tags that end their line: a page that can be read and compared as text."""


class Safe(str):
    """A piece of finished markup."""

    __slots__ = ()


Content = str | None | Iterable["Content"]
"""What can stand inside a tag: text, markup, nothing, or a sequence of these."""


def tag(name: str, /, *content: Content, **attributes: str | int | float | bool | None) -> Safe:
    """``<name …>content</name>``.

    Attributes: a trailing ``_`` is dropped (``class_``), other ``_`` become ``-``; ``None`` and ``False``
    leave the attribute out, ``True`` writes its bare name.
    """
    written = "".join([_attribute(key, value) for key, value in attributes.items()]) if attributes else ""
    if name in _VOID:
        return Safe(f"<{name}{written}/>")
    end = "\n" if name in _BLOCKS else ""
    return Safe(f"<{name}{written}>{join(content)}</{name}>{end}")


def join(content: Content) -> Safe:
    """Contents one after the other."""
    if content is None:
        return Safe("")
    if isinstance(content, Safe):
        return content
    if isinstance(content, str):
        return Safe(escape(printable(content, newlines=True)))
    return Safe("".join([part if type(part) is Safe else join(part) for part in content]))


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f' {name}="{escape(printable(text))}"'


def raw_style(css: str) -> Safe:
    """A style element around our own style sheet, which must not be escaped."""
    return Safe(f"<style>{css}</style>")
