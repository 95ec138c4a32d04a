"""Every regular expression that the package can use: those that are compiled, and those that stand in its code."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import syndicheck

CALLS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
NEEDS_SPARK = "syndicheck.bulk"
DEEPEST = 4


def patterns() -> dict[str, re.Pattern[str]]:
    """By where they were found; each pattern with its flags once."""
    found: dict[tuple[str, int], str] = {}
    for where, pattern in _all():
        text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        found.setdefault((text, pattern.flags & ~re.UNICODE), where)
    return {f"{where} {text[:60]!r}": re.compile(text, flags) for (text, flags), where in found.items()}


def _all() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for info in pkgutil.walk_packages(syndicheck.__path__, "syndicheck."):
        if info.name == "syndicheck.__main__":
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:
            if info.name.startswith(NEEDS_SPARK):
                continue
            raise
        for name, value in vars(module).items():
            for pattern in _inside(value, 0):
                yield f"{info.name}.{name}", pattern
        if module.__file__ is not None:
            yield from _written(info.name, Path(module.__file__))


def _inside(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < DEEPEST and isinstance(value, dict):
        for inner in value.values():
            yield from _inside(inner, depth + 1)
    elif depth < DEEPEST and isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _inside(inner, depth + 1)


def _written(module: str, path: Path) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """``re.sub("…", …)`` in functions, which no module keeps."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in CALLS
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str | bytes)
        ):
            yield f"{module}:{node.lineno}", re.compile(node.args[0].value)
