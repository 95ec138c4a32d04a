"""Untrusted text made safe to print."""

from __future__ import annotations

import unicodedata
from re import Match

from syndicheck.expressions import expression
from syndicheck.text.scripts import IGNORABLE

# A whole escape sequence goes at once, so that no "[31m" is left behind. (ECMA-48 §5.4, 8.3.89)
_ESCAPES = expression(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\\\|\x9c)"
)
_BLANKS = expression("\r\n|[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS_BUT_BREAKS = expression("[\t\v\f\x1c-\x1e]")
_BREAKS = expression("\r\n|[\r\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f"
_PICTURES = "\u2300-\u2bff\U0001f000-\U0001faff"
_INVISIBLE = expression(
    f"(?<=[{_JOINED}])([{_JOINERS}])(?=[{_JOINED}])|(?<=[{_PICTURES}])\ufe0f?(\u200d)(?=[{_PICTURES}])|[{IGNORABLE}]+"
)
_NOT_PRINTABLE = ("Cc", "Cf", "Cn")
_NO_CHARACTER = ("Cs", "Co")


def printable(text: str, newlines: bool = False) -> str:
    r"""The text without anything that a terminal would obey or a reader could not see.

    Control characters, escape sequences, bidirectional overrides and other invisible characters are
    removed, lone surrogates and private-use characters become U+FFFD, tabs and line breaks become blanks;
    with ``newlines`` line breaks stay, as ``\n``. Joiners and non-joiners stay where letters of Arabic, Indic and other
    such scripts, or pictures, change their form by them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPES.sub("", text)
    if newlines:
        text = _BLANKS_BUT_BREAKS.sub(" ", _BREAKS.sub("\n", text))
    else:
        text = _BLANKS.sub(" ", text)
    if text.isprintable():
        return _INVISIBLE.sub("", text)
    replacements: dict[int, str] = {}
    for char in set(text):
        category = unicodedata.category(char)
        if category in _NO_CHARACTER:
            replacements[ord(char)] = "\N{REPLACEMENT CHARACTER}"
        elif category == "Zs":
            replacements[ord(char)] = " "
        elif category in _NOT_PRINTABLE and char != "\n" and char not in _JOINERS:
            replacements[ord(char)] = ""
    return _INVISIBLE.sub(_joining, text.translate(replacements))


def _joining(found: Match[str]) -> str:
    return found[1] or found[2] or ""
