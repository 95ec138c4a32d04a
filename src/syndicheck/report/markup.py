"""HTML that is escaped by construction: text becomes markup only through :func:`tag`.

A plain ``str`` is always text and is cleaned and escaped; only :class:`Safe`, which nothing but this module
makes, passes as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
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
    return Safe(f"<{name}{written}>{_joined(content)}</{name}>{end}")


def join(content: Content) -> Safe:
    """Contents one after the other."""
    return Safe(_joined(content))


def _joined(content: Content) -> str:
    """The same as a plain string: a page has tens of thousands of pieces, and making each one safe costs as much again
    as escaping it.
    """
    if isinstance(content, str):
        return content if isinstance(content, Safe) else _escaped(content, newlines=True)
    if content is None:
        return ""
    return "".join([part if type(part) is Safe else _joined(part) for part in content])


def _escaped(text: str, *, newlines: bool = False) -> str:
    return escape(printable(text, newlines=newlines))


def _attribute(key: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    return _kept(key, value) if key in _FEW_VALUES else _attribute_anew(key, value)


def _attribute_anew(key: str, value: str | int | float | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    text = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f' {name}="{_escaped(text)}"'


_FEW_VALUES = frozenset(
    "class_ dir lang role rel rx width height viewBox x y x1 x2 y1 y2 scope tabindex aria_hidden".split()
)
"""Attributes that have the same value again and again on one page."""

_kept = lru_cache(maxsize=1_000, typed=True)(_attribute_anew)


def raw_style(css: str) -> Safe:
    """A style element around our own style sheet, which must not be escaped."""
    return Safe(f"<style>{css}</style>")
