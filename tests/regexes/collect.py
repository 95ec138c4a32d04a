"""Every regular expression that the package can use: those that are compiled, and those that stand in its code."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, TypeGuard

import syndicheck
from syndicheck.expressions import Expression

CALLS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
NEEDS_SPARK = "syndicheck.bulk"
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, and whether it is only ever tried at one place of a text (``match``, ``fullmatch``)."""

    pattern: re.Pattern[str]
    anchored: bool


def patterns() -> dict[str, Found]:
    """By where they were found; each pattern with its flags once."""
    found: dict[tuple[str, int], list[str]] = {}
    for where, pattern in _all():
        text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        found.setdefault((text, pattern.flags & ~re.UNICODE), []).append(where)
    uses = _uses()
    return {
        f"{places[0]} {text[:60]!r}": Found(re.compile(text, flags), all(_is_anchored(place, uses) for place in places))
        for (text, flags), places in found.items()
    }


def _uses() -> dict[str, set[str]]:
    """By the name of a variable what is done with it anywhere, of a private one (with its module) in that module; its
    mere mention counts as ``?``.
    """
    uses: dict[str, set[str]] = {}
    package = Path(syndicheck.__path__[0])
    for path in package.rglob("*.py"):
        module = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {id(node.func.value): node.func.attr for node in ast.walk(tree) if _is_method(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                name = f"{module}.{node.id}" if node.id.startswith("_") else node.id
                uses.setdefault(name, set()).add(called.get(id(node), "?"))
    return uses


def _is_method(node: ast.AST) -> TypeGuard[Any]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


def _is_anchored(place: str, uses: dict[str, set[str]]) -> bool:
    module, _, name = place.rpartition(".")
    if ":" in name:
        return name.endswith((":match", ":fullmatch"))
    known = uses.get(place if name.startswith("_") else name)
    return bool(module) and known is not None and known <= {"match", "fullmatch"}


def modules() -> Iterator[tuple[str, ModuleType]]:
    """Every module of the package, by its name."""
    for info in pkgutil.walk_packages(syndicheck.__path__, "syndicheck."):
        if info.name == "syndicheck.__main__":
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:
            if info.name.startswith(NEEDS_SPARK):
                continue
            raise
        yield info.name, module


def some(step: int) -> Iterator[re.Pattern[Any]]:
    """Every ``step``-th of those that stand in variables; none of the others is compiled for it."""
    kept = (pattern for name, module in modules() for _, pattern in _kept(name, module))
    yield from map(_compiled, islice(kept, 0, None, step))


def _compiled(pattern: re.Pattern[Any] | Expression[Any]) -> re.Pattern[Any]:
    return pattern.compiled() if isinstance(pattern, Expression) else pattern


def _kept(module_name: str, module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any] | Expression[Any]]]:
    for name, value in vars(module).items():
        for pattern in _inside(value, 0):
            yield f"{module_name}.{name}", pattern


def _all() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for module_name, module in modules():
        for where, pattern in _kept(module_name, module):
            yield where, _compiled(pattern)
        if module.__file__ is not None:
            yield from _written(module_name, Path(module.__file__))


def _inside(value: object, depth: int) -> Iterator[re.Pattern[Any] | Expression[Any]]:
    if isinstance(value, re.Pattern | Expression):
        yield value
    elif depth < DEEPEST and isinstance(value, dict):
        for inner in value.values():
            yield from _inside(inner, depth + 1)
    elif depth < DEEPEST and isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _inside(inner, depth + 1)


def _written(module: str, path: Path) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """``re.sub("…", …)`` in functions, which no module keeps."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
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
            if node.func.attr == "compile" and node.col_offset and _at_top(node, tree):
                continue  # a variable of the module: found as such, with what is done with it
            flags = [arg for arg in node.args[1:] if node.func.attr == "compile"]
            value = eval(ast.unparse(flags[0]), {"re": re}) if flags else 0
            yield f"{module}.:{node.lineno}:{node.func.attr}", re.compile(node.args[0].value, value)


def _at_top(call: ast.Call, tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Assign | ast.AnnAssign) and node.lineno <= call.lineno <= (node.end_lineno or 0)
        for node in tree.body
    )
