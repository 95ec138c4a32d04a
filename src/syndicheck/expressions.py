"""Regular expressions that are compiled when they are first used.

Hundreds are written down in the program, and one text needs some dozens of them: compiling all at import took a fifth
of the time in which a draft is checked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, AnyStr, Generic, cast

compiler: Callable[[str, int], re.Pattern[str]] = re.compile
"""What compiles expressions of texts; the program puts :mod:`syndicheck.kept_expressions` here."""


class Expression(Generic[AnyStr]):
    """Stands for a compiled pattern; what is asked of it is asked of the pattern once, and kept."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self.flags = flags

    def compiled(self) -> re.Pattern[AnyStr]:
        """The pattern itself."""
        if isinstance(self.pattern, str):
            return compiler(self.pattern, self.flags)
        return re.compile(self.pattern, self.flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy and pickle look for methods that a pattern need not have
            raise AttributeError(name)
        value = getattr(self.compiled(), name)
        setattr(self, name, value)
        return value


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern for a variable of a module, used like what ``re.compile`` returns.

    Functions of :mod:`re` do not take it; its own methods do their work. A mistake in it shows at its first use; a test
    compiles every one.
    """
    return cast("re.Pattern[AnyStr]", Expression(pattern, flags))


class IgnoringCase(Expression[str]):
    """An expression for which case does not matter. What it finds in an ASCII text is in lower case there.

    Where case matters the engine passes by what cannot begin a match; where it does not it tries every branch at every
    character, which takes three times as long. Put in lower case, an ASCII text needs no such care. So the pattern
    names letters in lower case only.
    """

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern, re.IGNORECASE)

    @cached_property
    def in_lower_case(self) -> re.Pattern[str]:
        """What finds the same in an ASCII text in lower case."""
        return compiler(self.pattern.translate(_OTHERWISE_ASCII), 0)

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See :meth:`re.Pattern.search`."""
        if text.isascii():
            return self.in_lower_case.search(text.lower(), pos, endpos)
        return self.whole.search(text, pos, endpos)

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See :meth:`re.Pattern.match`."""
        if text.isascii():
            return self.in_lower_case.match(text.lower(), pos, endpos)
        return self.whole.match(text, pos, endpos)

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See :meth:`re.Pattern.fullmatch`."""
        if text.isascii():
            return self.in_lower_case.fullmatch(text.lower(), pos, endpos)
        return self.whole.fullmatch(text, pos, endpos)

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """See :meth:`re.Pattern.finditer`."""
        if text.isascii():
            return self.in_lower_case.finditer(text.lower(), pos, endpos)
        return self.whole.finditer(text, pos, endpos)

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """What finds the same in any text."""
        return self.compiled()


_OTHERWISE_ASCII = str.maketrans("ıİſ\u212a", "iisk")
"""Letters that the engine takes for ASCII ones where case does not matter."""


def ignoring_case(pattern: str) -> re.Pattern[str]:
    """A pattern like that of :func:`expression` for which case does not matter, written in lower case. Only for those
    who ask whether and where: what it finds in an ASCII text is in lower case.
    """
    return cast("re.Pattern[str]", IgnoringCase(pattern))


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is put together while the program runs, and used at once."""
    return compiler(pattern, flags)
