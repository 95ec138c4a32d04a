"""A page's HTML → its tree, its visible text and its body. Needs ``syndicheck[html]``."""

from __future__ import annotations

import logging
import re
from collections.abc import Set as AbstractSet
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import trafilatura
from lxml import etree

from syndicheck.expressions import expression

# Without a handler its remarks on odd pages would reach the terminal; ours are problems.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

EXTRACTOR = f"trafilatura {trafilatura.__version__}"

_HIDDEN = frozenset(
    {
        *("script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "math", "canvas"),
        *("object", "iframe", "audio", "video", "select", "datalist", "textarea"),
    }
)
_LINE = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    }
)
_CELL = frozenset({"td", "th"})
LEAST_WITHOUT_SCRIPTS = 300
"""Characters that may be an article where they are all that stands on a page, and stand in ``<noscript>``."""
_HIDING_STYLE = expression(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_STRANGERS = ("figcaption", "blockquote")
_OF_OTHERS = expression(
    r"(?<![a-z])(?:captions?|tweet|twitter|instagram|related|teasers?|recommend\w{0,6}|most-?read|more-from|read-?next"
    r"|ticker|comments?-(?:list|body|meta|area))(?![a-z])",
    re.IGNORECASE,
)
_STRANGE_CLASSES = (
    "//body//*["
    + " or ".join(
        f"contains(@class,'{stem}')"
        for stem in (
            "caption",
            "tweet",
            "twitter",
            "instagram",
            "elated",
            "easer",
            "ecommend",
            "read",
            "more-from",
            "ticker",
            "comment",
        )
    )
    + "]"
)
"""A first, wide choice of the elements whose classes are looked at."""
_BLANKS = expression(r"[^\S\u00a0]+|\u00a0")


def parse(html: str) -> tuple[Any, bool]:
    """The page's tree (an lxml element), and whether the parser gave up on nesting.

    lxml by default silently drops what is nested deeper than 256 elements; ``huge_tree`` raises that to
    2,048, and beyond it only the parser's log tells.
    """
    parser = lxml.html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    data = html.encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(data or b"<html></html>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        tree = lxml.html.document_fromstring(b"<html></html>")  # nothing but blanks or comments
    cut = any("depth" in entry.message for entry in parser.error_log)
    return tree, cut


def visible_text(tree: Any) -> str:
    """All text that a browser would show, one line for each block, blanks as in the browser.

    ``<noscript>`` and elements styled away are hidden, unless the page has nothing else: some pages put all
    they have in there, or wait for a script to show them.
    """
    return _shown(tree, _HIDDEN, styles=True) or _shown(tree, _HIDDEN - {"noscript"}, styles=False)


def dated_text(tree: Any, visible: str) -> str:
    """The visible text in which an article's dates are looked for: without captions, quotations and what belongs to
    other articles, whose dates are of something else. ``visible`` is that of the whole page.
    """
    left_out = {one for one in tree.iter(*_STRANGERS) if next(one.iter("h1"), None) is None} | {
        one
        for one in tree.xpath(_STRANGE_CLASSES)
        if _OF_OTHERS.search(_names(one)) and next(one.iter("h1"), None) is None
    }
    text = _shown(tree, _HIDDEN, styles=True, left_out=left_out) if left_out else visible
    # where nothing is marked as the headline, a class may be that of all around it
    whole = next(tree.iter("h1"), None) is None and len(text) < len(visible) / 2
    return visible if whole or not text else text


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:1000]


def asks_for_scripts(tree: Any, visible: str) -> bool:
    """Whether all that a page has are a few words to those whose browser runs no scripts. ``visible`` is its text: none
    where a broken page has all of it in places that are hidden.
    """
    return 0 < len(visible) < LEAST_WITHOUT_SCRIPTS and not _shown(tree, _HIDDEN, styles=False)


def _shown(tree: Any, hidden: frozenset[str], *, styles: bool, left_out: AbstractSet[Any] = frozenset()) -> str:
    lines: list[str] = []
    line: list[str] = []

    def end_line() -> None:
        if line:
            if text := _BLANKS.sub(" ", "".join(line)).strip():
                lines.append(text)
            line.clear()

    skipped = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag
        if event == "start" and skipped is None:
            if name in hidden or (styles and _is_styled_away(element)) or (left_out and element in left_out):
                skipped = element
            else:
                if name in _LINE:
                    end_line()
                elif name in _CELL:
                    line.append(" ")
                if element.text:
                    line.append(element.text)
        elif event != "start":
            if skipped is element:
                skipped = None
            elif skipped is None and name in _LINE:
                end_line()
            if skipped is None and element.tail and element is not tree:
                line.append(element.tail)
    end_line()
    return "\n".join(lines)


def _is_styled_away(element: Any) -> bool:
    attributes = element.attrib
    if "hidden" in attributes:
        return bool(attributes["hidden"] != "until-found")
    return "style" in attributes and _HIDING_STYLE.search(attributes["style"]) is not None


DEEP, LEVELS = 250, 3_000_000
"""A page that is nested deeper than ``DEEP`` levels and whose elements lie below more than ``LEVELS`` others, all told,
is made to cost time: trafilatura makes the path of each element. What is not closed nests as deep in poor real pages,
which have fewer elements."""

MOST_ELEMENTS, MOST_CHILDREN = 60_000, 10_000
"""A page with more elements, or more of them directly in one, is a list or made to cost time, not an article: for each
cell of a row trafilatura counts all the others."""

MOST_BLOCKS = 4_000
"""Of pages with more blocks trafilatura's own way is taken alone, without the libraries that it asks where that finds
little: one of these looks for the neighbours of each block among all others."""


def _too_much(tree: Any) -> tuple[str, int]:
    """Why a page would cost too much time, empty where it would not; how many blocks it has."""
    depth = deepest = levels = elements = blocks = widest = 0
    children = [0]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            levels += depth
            deepest = max(deepest, depth)
            elements += 1
            blocks += element.tag in _LINE
            children[-1] += 1
            children.append(0)
        else:
            depth -= 1
            widest = max(widest, children.pop())
    if deepest > DEEP and levels > LEVELS:
        return "nested too deeply", blocks
    return ("too many elements" if elements > MOST_ELEMENTS or widest > MOST_CHILDREN else ""), blocks


def body_text(tree: Any) -> tuple[str, str]:
    """The article's body as trafilatura finds it, and why it could not if it failed. Changes the tree."""
    why_not, blocks = _too_much(tree)
    if why_not:
        return "", why_not
    try:
        document = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=False, fast=blocks > MOST_BLOCKS
        )
    except Exception as error:  # hostile pages find the gaps of a large library; one page must not end the batch
        return "", type(error).__name__
    return (getattr(document, "text", None) or "", "") if document is not None else ("", "")
