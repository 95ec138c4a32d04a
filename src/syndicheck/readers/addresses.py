"""Which of a command's sources are web addresses, and how they may be shown. Loads no network code."""

from __future__ import annotations

import re

from syndicheck.expressions import expression

_ADDRESS = expression(r"https?://", re.IGNORECASE)
_USERINFO = expression(r"^([a-z][a-z0-9+.-]{0,30}:)?([/\\]{2})[^/\\?#]*@", re.IGNORECASE)
_SCHEME = expression(r"[a-z][a-z0-9+.-]*://|file:/", re.IGNORECASE)
"""Hadoop writes local files with one slash."""


def is_address(source: str) -> bool:
    """Whether a source is fetched from the web: such a source is never a path or a glob."""
    return _ADDRESS.match(source) is not None


def is_object_name(source: str) -> bool:
    """Whether a source is in a storage that Spark reads: not a path, no glob, no address of the web."""
    return _SCHEME.match(source) is not None and not is_address(source) and not source.startswith("sqlite:")


def without_userinfo(source: str) -> str:
    """The source as it may be printed and stored: a name and password before the host are taken out."""
    return _USERINFO.sub(r"\1\2", source)
