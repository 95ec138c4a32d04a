"""What syndicheck installs, with versions and licences: ``make licences``.

``python scripts/licences.py [EXTRA ...]`` walks the requirements of the installed package with these extras, all that
users install if none is named; ``--but EXTRA`` leaves one out, which another environment has. Fails (1) where a
licence is unknown or does not go with Apache-2.0 in a program that people install as a whole, and where something is
not installed: what nobody looked at is not known to be right.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|ISC|Apache|PSF|Python Software Foundation|CNRI-Python|HPND|Zlib|Unlicense|CC0|0BSD|Public Domain)",
    re.IGNORECASE,
)
WEAK = re.compile(r"\bLGPL|Lesser General|\bMPL|Mozilla Public", re.IGNORECASE)
"""Used as libraries that people can exchange: allowed, and listed as such."""
STRONG = re.compile(r"\b(?:A?GPL|Affero|General Public)", re.IGNORECASE)

LEFT_OUT = {"dev", "all", "browser", "fuzz"}
"""Extras of the project that only its own tests use, or that only name others."""


def extras_of(root: str) -> set[str]:
    """The extras that users install."""
    return set(distribution(root).metadata.get_all("Provides-Extra") or ()) - LEFT_OUT


def walk(root: str, extras: Iterable[str]) -> dict[str, Distribution | None]:
    """Every distribution that the package, with these extras, leads to here; ``None`` for what is not installed."""
    found: dict[str, Distribution | None] = {}
    waiting = [(root, frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            one = distribution(name)
        except PackageNotFoundError:
            found[_folded(name)] = None
            continue
        found[_folded(name)] = one
        waiting += _required(one, wanted)
    return found


def _required(one: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """What it asks for on this machine: other systems and versions of Python have requirements of their own."""
    for line in one.requires or ():
        needed = Requirement(line)
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield needed.name, frozenset(needed.extras)


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(one: Distribution) -> str:
    """What the metadata say, else how the licence file begins, in one line."""
    fields = one.metadata
    said = [fields.get("License-Expression") or ""]
    said += [line.rpartition("::")[2].strip() for line in fields.get_all("Classifier") or () if "License ::" in line]
    said += [] if any(said) else (fields.get("License") or "").strip().splitlines()[:1]
    said += [] if any(said) else [_beginning(one)]
    return "; ".join(dict.fromkeys(part for part in said if part))[:80]


def _beginning(one: Distribution) -> str:
    for path in one.files or ():
        if path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            return " ".join(path.read_text(encoding="utf-8").split())[:60]
    return ""


VERDICTS = ("permissive", "weak copyleft", "UNKNOWN", "DOES NOT GO")
"""From the best to the worst."""


def verdict(text: str) -> str:
    """``permissive``, ``weak copyleft``, or what is wrong. Of an SPDX expression: of licences joined by ``OR`` one may
    choose, of those joined by ``AND`` all hold (https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions).
    """
    for operator, decides in (("OR", min), ("AND", max)):
        parts = _parts(text, operator)
        if len(parts) > 1:
            return decides(map(verdict, parts), key=VERDICTS.index)
    inner = text.strip()
    if inner.startswith("(") and inner.endswith(")"):
        return verdict(inner[1:-1])
    return _of_one(text)


def _parts(text: str, operator: str) -> list[str]:
    """What stands between the operators that stand in no brackets."""
    parts, depth = [""], 0
    for word in re.split(rf"([()]|\b{operator}\b)", text):
        depth += (word == "(") - (word == ")")
        if word == operator and depth == 0:
            parts.append("")
        else:
            parts[-1] += word
    return parts


def _of_one(text: str) -> str:
    if PERMISSIVE.search(text):  # of several licences one may choose
        return "permissive"
    if WEAK.search(text):
        return "weak copyleft"
    return "DOES NOT GO" if STRONG.search(text) else "UNKNOWN"


def main(arguments: Sequence[str]) -> int:
    """Print the list."""
    parser = argparse.ArgumentParser()
    parser.add_argument("extras", nargs="*", metavar="EXTRA")
    parser.add_argument("--but", action="append", default=[], metavar="EXTRA")
    given = parser.parse_args(arguments)
    if unknown := {*given.extras, *given.but} - extras_of("syndicheck"):
        parser.error(f"no such extra: {', '.join(sorted(unknown))}")
    wrong = 0
    for name, one in sorted(walk("syndicheck", set(given.extras or extras_of("syndicheck")) - set(given.but)).items()):
        text = licence(one) if one is not None else "install it with the extra that asks for it"
        judged = verdict(text) if one is not None else "NOT INSTALLED"
        wrong += judged in ("DOES NOT GO", "UNKNOWN", "NOT INSTALLED")
        print(f"{name:<26} {one.version if one is not None else '':<14} {judged:<14} {text}")
    if wrong:
        print(f"\n{wrong} of them need a look.", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
