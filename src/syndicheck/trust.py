"""``trust.txt``: what outlets say of who controls them and to whom they belong (JournalList; draft-org-trust-…-01).

A line is ``name=address``; ``control`` and ``controlledby``, ``member`` and ``belongto`` say the same from both ends.
Anybody may claim to own anybody, so a tie counts only when both ends say it. Pure but for :func:`load_trust`, which
reads files that were saved from the web: nothing in them is believed to be right, or of sensible size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from syndicheck.errors import InputError
from syndicheck.identity import host_name, outlet_domain
from syndicheck.outlets import Names, Outlet, Outlets

CONTROLLED, BELONGS = "controlled-by", "belongs-to"

_SAID: Final = {
    "controlledby": (CONTROLLED, False),
    "control": (CONTROLLED, True),
    "belongto": (BELONGS, False),
    "member": (BELONGS, True),
}
"""What a line says, and whether it says it of the other end."""
_OTHERS: Final = frozenset({"vendor", "customer", "social", "contact", "disclosure", "datatrainingallowed"})

LARGEST = 1024 * 1024
"""Bytes of a file; the largest associations name some thousand members."""
MOST_GENERATIONS = 8


class Tie(Struct, frozen=True, order=True):
    """``domain`` is controlled by, or belongs to, ``other`` (a domain); ``said_by`` is ``both``, ``itself`` or
    ``other``.
    """

    domain: str
    kind: str
    other: str
    said_by: str


class Trust(Struct, frozen=True):
    """The ties that some files tell of, the domains whose files they are, and remarks on lines that say nothing."""

    ties: tuple[Tie, ...] = ()
    held: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()


def load_trust(paths: Iterable[Path]) -> Trust:
    """Read files, and folders of them. Whose a file is tells its name (``herald.example.txt``), or, where it is called
    ``trust.txt``, that of its folder (``herald.example/trust.txt``, ``herald.example/.well-known/trust.txt``).

    Raises:
        InputError: a path has no file of this kind, cannot be read, or does not tell whose it is.
    """
    texts: dict[str, str] = {}
    remarks: list[str] = []
    for path in paths:
        files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
        if not files:
            raise InputError(
                f"{path} has no trust.txt.", "Save them as herald.example.txt or herald.example/trust.txt."
            )
        for file in files:
            domain = _whose(file)
            if domain is None and path.is_dir():
                remarks.append(f"{file}: left out, neither its name nor its folder's is a domain.")
            elif domain is None:
                raise InputError(f"{file} does not tell whose it is.", "Call it by its domain: herald.example.txt")
            else:
                texts[domain] = _text(file)
    trust = ties_of(texts)
    return replace(trust, remarks=(*remarks, *trust.remarks))


def ties_of(texts: Mapping[str, str]) -> Trust:
    """What some files say, by the domain whose each is."""
    said: dict[tuple[str, str, str], set[str]] = {}
    remarks: list[str] = []
    for domain in sorted(texts):
        lines = list(_lines(texts[domain]))
        if not any(name in _SAID or name in _OTHERS for _, name, _ in lines):
            remarks.append(f"{domain}: no line of a trust.txt; was a page saved in its place?")
            continue
        for number, name, value in lines:
            if name not in _SAID:
                continue
            other = _domain(value)
            if other is None:
                remarks.append(f"{domain}, line {number}: {name} names no web address.")
            elif other != domain:
                kind, of_other = _SAID[name]
                tie = (other, kind, domain) if of_other else (domain, kind, other)
                said.setdefault(tie, set()).add("other" if of_other else "itself")
    ties = (Tie(*tie, "both" if len(ends) == 2 else next(iter(ends))) for tie, ends in said.items())
    return Trust(tuple(sorted(ties)), frozenset(texts), tuple(remarks))


def with_trust(known: Outlets, trust: Trust, *, one_sided: bool = False) -> Outlets:
    """The outlets with the owners that the files tell of; an owner that a person has named stands.

    An owner is called as the outlet with its domain is, else by its domain. With ``one_sided`` a tie counts too that
    only one end tells of, as long as no file of the other end is held, which would be silent on it.
    """
    names = Names(known)
    above: dict[str, set[str]] = {}
    for tie in trust.ties:
        if tie.kind == CONTROLLED and _counts(tie, trust, one_sided):
            above.setdefault(tie.domain, set()).add(tie.other)
    owned = {outlet.name: outlet for outlet in known.outlets}
    tops = {domain: top for domain in above if (top := _top(domain, above)) is not None}
    for domain, top in sorted({**tops, **{top: top for top in tops.values()}}.items()):
        name, owner = names.resolve(domain, None), names.resolve(top, None)
        outlet = owned.get(name) or Outlet(name, domains=(domain,))
        if outlet.owner is None:
            chief = owned.get(owner)
            owned[name] = replace(outlet, owner=(chief.owner if chief else None) or owner)
    return replace(known, outlets=tuple(owned.values()))


def _counts(tie: Tie, trust: Trust, one_sided: bool) -> bool:
    silent = tie.other if tie.said_by == "itself" else tie.domain
    return tie.said_by == "both" or (one_sided and silent not in trust.held)


def _top(domain: str, above: Mapping[str, set[str]]) -> str | None:
    """Who controls a domain at last; ``None`` where two do, or each other."""
    seen = {domain}
    for _ in range(MOST_GENERATIONS):
        if domain not in above:
            return domain
        if len(above[domain]) > 1:
            return None
        (domain,) = above[domain]
        if domain in seen:
            return None
        seen.add(domain)
    return None


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        name, sign, value = line.partition("=")
        if sign and not line.lstrip().startswith("#"):
            yield number, name.strip().lower(), value.partition("#")[0].strip()


def _domain(value: str) -> str | None:
    """The host of an address, without ``www``; files also name bare hosts."""
    bare = "://" not in value
    if "@" in value or (not bare and not value.lower().startswith(("http://", "https://"))):
        return None
    try:
        host = urlsplit(f"//{value}" if bare else value).hostname
    except ValueError:
        return None
    found = host_name(host) if host and "." in host else None
    return found.removeprefix("www.") if found and outlet_domain(found) else None


def _whose(file: Path) -> str | None:
    if file.name.lower() == "trust.txt":
        folder = file.parent.parent if file.parent.name == ".well-known" else file.parent
        return _domain(folder.absolute().name)
    return _domain(file.name.lower().removesuffix(".txt"))


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.", "Name files that you may read.") from error
    if len(data) > LARGEST:
        raise InputError(f"{file} is larger than a trust.txt can be.", "Look at what was saved, and leave it out.")
    return data.decode("utf-8-sig", "replace")
