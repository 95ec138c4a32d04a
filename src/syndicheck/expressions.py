"""Regular expressions that are compiled when they are first used.

Two hundred are written down in the program, and one text needs some dozens of them: compiling all at import took a
fifth of the time in which a draft is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is put together while the program runs, and used at once."""
    return compiler(pattern, flags)
