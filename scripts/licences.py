"""What syndicheck installs, with versions and licences: ``make licences``.

Walks the requirements of the installed package with all extras. Fails (1) where a licence is unknown or does not go
with Apache-2.0 in a program that people install as a whole.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|ISC|Apache|PSF|Python Software Foundation|HPND|Zlib|Unlicense|CC0|0BSD|Public Domain)",
    re.IGNORECASE,
)
WEAK = re.compile(r"\bLGPL|Lesser General|\bMPL|Mozilla Public", re.IGNORECASE)
"""Used as libraries that people can exchange: allowed, and listed as such."""
STRONG = re.compile(r"\b(?:A?GPL|Affero|General Public)", re.IGNORECASE)

LEFT_OUT = {"dev", "all"}
"""Extras of the project that users do not install, or that only name others."""


def walk(root: str) -> dict[str, Distribution]:
    """Every installed distribution that the package, with its extras, leads to."""
    found: dict[str, Distribution] = {}
    waiting = [(root, frozenset(set(distribution(root).metadata.get_all("Provides-Extra") or ()) - LEFT_OUT))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue  # an extra that is not installed here
        found[_folded(name)] = one
        waiting += list(_required(one, extras))
    return found


def _required(one: Distribution, extras: frozenset[str]) -> Iterable[tuple[str, frozenset[str]]]:
    for line in one.requires or ():
        needed, _, marker = line.partition(";")
        asked = re.search(r"extra\s*==\s*['\"]([^'\"]+)['\"]", marker)
        if asked and asked[1] not in extras:
            continue
        match = re.match(r"\s*([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?", needed)
        if match:
            inner = frozenset(extra.strip() for extra in (match[2] or "").split(",") if extra.strip())
            yield match[1], inner


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


def verdict(text: str) -> str:
    """``permissive``, ``weak copyleft``, or what is wrong."""
    if PERMISSIVE.search(text):  # of several licences one may choose
        return "permissive"
    if WEAK.search(text):
        return "weak copyleft"
    return "DOES NOT GO" if STRONG.search(text) else "UNKNOWN"


def main() -> int:
    """Print the list."""
    wrong = 0
    for name, one in sorted(walk("syndicheck").items()):
        text = licence(one)
        judged = verdict(text)
        wrong += judged in ("DOES NOT GO", "UNKNOWN")
        print(f"{name:<26} {one.version:<14} {judged:<14} {text}")
    if wrong:
        print(f"\n{wrong} of them need a look.", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
