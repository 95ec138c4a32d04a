"""Regular expressions as the engine runs them, kept between runs of the program.

Python compiles an expression by a program in Python, at every start anew; one check needs some sixty, which takes as
long as all its questions to the database. What comes out is a list of numbers for the engine (``_sre``), and depends on
the expression and the version of Python alone. So the lists are kept in the user's cache, by version.

Only the program uses this (:func:`use`), and only for expressions of :mod:`syndicheck.expressions`. Wherever something
is not as expected (another Python, a damaged file, no place to write) expressions are compiled as ever. The engine
checks the lists that it is given, so that no file can make it leave its bounds.
"""

from __future__ import annotations

import re
import sys
from array import array
from contextlib import suppress
from pathlib import Path
from typing import Any

from syndicheck import expressions
from syndicheck.cache import cache_folder, keep

MOST = 2_000
"""Expressions that are kept; those of a catalogue that changed are never asked for again."""

_DIGEST = 16


Code = tuple[int, int, dict[str, int], bytes]
"""What the engine needs besides the expression: flags, number of groups, their names, and the list of numbers."""

Known = dict[tuple[bytes, int], Code]
"""By expression and the flags that it was written with."""


class KeptExpressions:
    """The kept ones of a file, and those that were compiled since."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self._new: dict[tuple[bytes, int], re.Pattern[str]] = {}

    def compile(self, pattern: str, flags: int) -> re.Pattern[str]:
        """What ``re.compile`` gives."""
        key = pattern.encode("utf-8", "surrogatepass"), int(flags)
        code = self._known.get(key)
        if code is not None:
            with suppress(Exception):  # whatever another version of the engine thinks of it
                return _made(pattern, code)
        made = re.compile(pattern, flags)
        self._new[key] = made
        return made

    def keep(self) -> None:
        """Write what was compiled in this run, if anything was, beside what is known."""
        if not self._new:
            return
        known = {} if len(self._known) + len(self._new) > MOST else dict(self._known)
        with suppress(Exception):  # the next run compiles them again
            known.update((key, _code_of(made, key[1])) for key, made in self._new.items())
            keep(self._path, _written(known))
        self._new = {}


def use() -> KeptExpressions | None:
    """Let the program's expressions come from the cache; ``None`` where there is none."""
    try:
        kept = KeptExpressions(cache_folder() / f"expressions-{_engine()}.msgpack")
    except (RuntimeError, OSError, ImportError, AttributeError):
        return None
    expressions.compiler = kept.compile
    return kept


def _engine() -> str:
    """All that the lists depend on besides the expressions: Python's version, that of its engine, and the machine."""
    import _sre  # type: ignore[import-not-found]

    return f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{_sre.MAGIC}-{_sre.CODESIZE}-{sys.byteorder}"


def _made(pattern: str, code: Code) -> re.Pattern[str]:
    import _sre

    flags, groups, names, numbers = code
    name_of: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        name_of[number] = name
    found: re.Pattern[str] = _sre.compile(pattern, flags, array("I", numbers).tolist(), groups, names, tuple(name_of))
    return found


def _code_of(made: re.Pattern[str], flags: int) -> Code:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    numbers = array("I", _compiler._code(_parser.parse(made.pattern, flags), flags))
    return made.flags, made.groups, dict(made.groupindex), numbers.tobytes()


def _written(known: Known) -> bytes:
    from msgspec import msgpack

    from syndicheck.digests import blake2b

    content = msgpack.encode([(*key, *code) for key, code in known.items()])
    return blake2b(content, digest_size=_DIGEST).digest() + content


def _read(path: Path) -> Known:
    """What a file holds; nothing when it is not there, or not whole."""
    from msgspec import msgpack

    from syndicheck.digests import blake2b

    try:
        written = path.read_bytes()
        digest, content = written[:_DIGEST], written[_DIGEST:]
        if blake2b(content, digest_size=_DIGEST).digest() != digest:
            return {}
        rows: list[Any] = msgpack.decode(content)
        return {(pattern, flags): tuple(code) for pattern, flags, *code in rows}
    except (OSError, ValueError, TypeError):
        return {}
