"""What a newsroom knows of outlets: names, owners, aliases, editions on sub-domains, hosting platforms.

Pure but for :func:`load_outlets`, which reads the user's file (``outlets.toml``). An outlet is named by what its
records say and by the hosts of its addresses; the file says which of those are one, and whose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from syndicheck.errors import InputError
from syndicheck.expressions import expression
from syndicheck.identity import host_name

_OUTLET = frozenset({"name", "owner", "domains", "aliases"})
_DOMAIN = expression(r"(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}|localhost")


class Outlet(Struct, frozen=True):
    """One outlet: its name, who owns it, the hosts that are its own (with all below them), its other names."""

    name: str
    owner: str | None = None
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Outlets(Struct, frozen=True):
    """The outlets that are known, and the platforms on which each sub-domain is an outlet of its own."""

    outlets: tuple[Outlet, ...] = ()
    hosting: tuple[str, ...] = ()


class Names:
    """Finds the outlet that a name and an address belong to."""

    def __init__(self, known: Outlets) -> None:
        self._names = {
            _folded(name): outlet.name for outlet in known.outlets for name in (outlet.name, *outlet.aliases)
        }
        self._domains = {domain: outlet.name for outlet in known.outlets for domain in outlet.domains}
        self._hosting = frozenset(known.hosting)

    def resolve(self, name: str, address: str | None) -> str:
        """The outlet's name for what was read as ``name`` (a declared name, or a domain) at ``address``.

        A name that is known goes first. A name that is a domain is looked for with the host of the address, where that
        lies in it: the most special entry counts. A declared name that nobody knows stays as it is.
        """
        if not (self._names or self._hosting):
            return name
        known = self._names.get(_folded(name))
        if known is not None:
            return known
        domain = host_name(name) if "." in name and not any(map(str.isspace, name)) else None
        if domain is None:
            return name
        host = (host_name(address) if address else None) or domain
        if host != domain and not host.endswith(f".{domain}"):
            host = domain
        labels = host.split(".")
        for start in range(len(labels)):
            place = ".".join(labels[start:])
            if place in self._domains:
                return self._domains[place]
            if place in self._hosting and start:
                return ".".join(labels[start - 1 :])
        return name


def load_outlets(path: Path) -> Outlets:
    """Read a file of outlets. Raises :class:`~syndicheck.errors.InputError` for what cannot be meant."""
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", "See docs/outlets.md for an example.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not TOML: {error}.", "See docs/outlets.md for an example.") from error
    return outlets_of(data, str(path))


def outlets_of(data: Mapping[str, Any], where: str) -> Outlets:
    """The outlets in a parsed file; ``where`` names it in messages."""
    _only(data, frozenset({"outlet", "hosting"}), where)
    entries = data.get("outlet", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(f"{where}: outlet is not a list of tables.", "Write [[outlet]] before each.")
    outlets = [_outlet(entry, f"{where}, outlet {number}") for number, entry in enumerate(entries, 1)]
    hosting = _domains(data.get("hosting", []), f"{where}, hosting")
    # an alias that is the name in other letters is no second outlet
    names = ({_folded(name): name for name in (*one.aliases, one.name)} for one in outlets)
    _distinct((pair for several in names for pair in several.items()), where)
    _distinct(((domain, domain) for one in outlets for domain in one.domains), where)
    return Outlets(tuple(outlets), hosting)


def _outlet(entry: Mapping[str, Any], where: str) -> Outlet:
    _only(entry, _OUTLET, where)
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{where} has no name.", 'Write for example: name = "Tarn Herald"')
    where = f"{where} ({name.strip()[:60]})"
    owner = entry.get("owner")
    if owner is not None and (not isinstance(owner, str) or not owner.strip()):
        raise InputError(f"{where}: owner is not a name.", 'Write for example: owner = "Tarn Media"')
    aliases = entry.get("aliases", [])
    if not _is_list_of_strings(aliases):
        raise InputError(f"{where}: aliases is not a list of names.", 'Write for example: aliases = ["The Herald"]')
    return Outlet(
        name=_one_line(name),
        owner=_one_line(owner) if owner else None,
        domains=_domains(entry.get("domains", []), where),
        aliases=tuple(alias for given in aliases if (alias := _one_line(given))),
    )


def _domains(values: object, where: str) -> tuple[str, ...]:
    if not _is_list_of_strings(values):
        raise InputError(f"{where}: the domains are not a list.", 'Write for example: ["herald.example"]')
    found: list[str] = []
    for value in values if isinstance(values, list) else ():
        domain = host_name(value.strip()) if "/" not in value else None
        if domain is None or not _DOMAIN.fullmatch(domain):
            raise InputError(f"{where}: {value[:80]!r} is not a domain.", "Write the host only: herald.example")
        found.append(domain)
    return tuple(dict.fromkeys(found))


def _distinct(values: Iterable[tuple[str, str]], where: str) -> None:
    seen: set[str] = set()
    for folded, value in values:
        if folded in seen:
            raise InputError(f"{where}: {value!r} stands for two outlets.", "Leave it to one of them.")
        seen.add(folded)


def _is_list_of_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _only(table: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if unknown := sorted(set(table) - known):
        raise InputError(
            f"{where}: {unknown[0]!r} is not known there.", f"Known: {', '.join(sorted(known))}; see docs/outlets.md."
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _folded(name: str) -> str:
    return _one_line(name).casefold()


def owners(outlets: Sequence[Outlet]) -> int:
    """How many owners are named."""
    return len({outlet.owner for outlet in outlets if outlet.owner})
