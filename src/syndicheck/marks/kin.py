"""Languages whose outlets print each other's marks: one language under two codes, or neighbours in one market.

A page in Bokmål says it is ``nb``, and its marks are Norwegian; what a Slovak outlet prints is partly Czech, since one
agency's releases go to both, and a Kazakh one's partly Russian.
"""

from __future__ import annotations

SAME = {
    "nb": "no",
    "nn": "no",
    "bs": "hr",
    "sh": "sr",
    "cnr": "sr",
    "cmn": "zh",
    "yue": "zh",
    "prs": "fa",
    "iw": "he",
    "in": "id",
}
"""Codes of what the catalogue has under another one."""

NEIGHBOURS = {
    "sk": ("cs",),
    "cs": ("sk",),
    "hr": ("sr", "sl"),
    "sr": ("hr",),
    "sl": ("hr",),
    "mk": ("bg", "sr"),
    "id": ("ms",),
    "ms": ("id",),
    "ca": ("es",),
    "gl": ("es", "pt"),
    "eu": ("es",),
    "lb": ("de", "fr"),
    "be": ("ru",),
    "kk": ("ru",),
    "ky": ("ru",),
    "uk": ("ru",),
    "da": ("no",),
    "no": ("da",),
}
"""Of each language those in which its outlets print marks as well."""


def catalogue_language(code: str) -> str:
    """The code under which the catalogue has a (primary) language."""
    return SAME.get(code, code)


def spoken(code: str) -> frozenset[str]:
    """The languages whose marks a text in this one may have: its own, its neighbours', and English."""
    return frozenset((code, "en", *NEIGHBOURS.get(code, ())))
