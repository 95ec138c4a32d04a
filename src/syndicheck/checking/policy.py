"""What a newsroom wants of a check, as data: ``syndicheck.toml``, or ``[tool.syndicheck]`` in ``pyproject.toml``.

::

    [check]
    database = "news.db"
    fail_on = "error"              # error, warning, note
    require_comparison = true      # without a database nothing passes
    own = ["nordkurier.example"]   # outlets whose texts are yours
    trusted = ["dpa", "ap"]        # organisations whose texts you may print, with their credit
    copied_passages = 0.1          # part of the draft from which on copied passages are told
    copied_whole = 0.8

    [check.severity]
    SYN304 = "note"

    [[check.suppress]]
    code = "SYN102"
    path = "archive/*"
    reason = "reprints with permission"
    expires = 2027-01-31
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from syndicheck.checking.findings import ORDER, Severity
from syndicheck.checking.rules import RULES
from syndicheck.errors import InputError

FILES = ("syndicheck.toml", "pyproject.toml")
"""Where a policy is looked for, in the working folder and above, the nearest first."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that people accept: a code, for drafts whose name fits ``path``, with the reason, until a day."""

    code: str
    reason: str
    path: str = "*"
    expires: date | None = None

    def holds(self, code: str, name: str, today: date) -> bool:
        """Whether it silences a finding of this code in this draft on this day (its last day included)."""
        return self.code == code and fnmatch(name, self.path) and (self.expires is None or today <= self.expires)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy that was read and found sound; the defaults are those of a newsroom that has written none."""

    database: str | None = None
    fail_on: Severity = Severity.ERROR
    require_comparison: bool = False
    own: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    copied_passages: float = 0.1
    copied_whole: float = 0.8
    severity: Mapping[str, Severity] = field(default_factory=dict)
    suppress: tuple[Suppression, ...] = ()
    origin: str = "the defaults"

    def weight(self, code: str) -> Severity:
        """The severity of a code under this policy."""
        return self.severity.get(code, RULES[code].severity)


def find_policy(start: Path) -> Policy:
    """The policy that holds in a folder: of the nearest file that has one, else the defaults.

    Raises:
        InputError: a policy cannot be read, or says something that cannot be.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        for name in FILES:
            path = folder / name
            if path.is_file() and (found := read_policy(path, explicit=False)) is not None:
                return found
    return Policy()


def read_policy(path: Path, *, explicit: bool = True) -> Policy | None:
    """The policy of a file; ``None`` for a ``pyproject.toml`` that has none and was not asked for.

    Raises:
        InputError: see :func:`find_policy`.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"There is no policy {path}.", "Name a TOML file with --policy.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Name another file with --policy.") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is no valid TOML: {error}.", "Mend the line, or name another file.") from error
    if path.name == "pyproject.toml":
        document = document.get("tool", {}).get("syndicheck", {})
    table = document.get("check")
    if table is None and not explicit:
        return None
    return _policy(table or {}, str(path))


def _policy(table: Any, where: str) -> Policy:
    if not isinstance(table, dict):
        raise InputError(f"{where}: check is no table.", "Write [check] and its settings below it.")
    known = {"database", "fail_on", "require_comparison", "own", "trusted", "copied_passages", "copied_whole"}
    for key in table:
        if key not in known | {"severity", "suppress"}:
            raise InputError(f"{where}: check has no setting {key}.", f"Known are: {', '.join(sorted(known))}.")
    fail_on = _severity(table.get("fail_on", "error"), f"{where}: check.fail_on")
    if fail_on not in ORDER:
        raise InputError(f"{where}: check.fail_on cannot be off.", "Choose error, warning or note.")
    return Policy(
        database=_of(str, table, "database", None, where),
        fail_on=fail_on,
        require_comparison=bool(_of(bool, table, "require_comparison", False, where)),
        own=_names(table, "own", where),
        trusted=_names(table, "trusted", where),
        copied_passages=_share(table, "copied_passages", 0.1, where),
        copied_whole=_share(table, "copied_whole", 0.8, where),
        severity={
            _code(code, where): _severity(value, f"{where}: check.severity.{code}")
            for code, value in _of(dict, table, "severity", {}, where).items()
        },
        suppress=tuple(_suppression(entry, where) for entry in _of(list, table, "suppress", [], where)),
        origin=where,
    )


def _of(kind: type, table: Mapping[str, Any], key: str, default: Any, where: str) -> Any:
    value = table.get(key, default)
    if value is not default and not isinstance(value, kind):
        raise InputError(f"{where}: check.{key} is {value!r}.", f"It must be a {kind.__name__}.")
    return value


def _names(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    names = _of(list, table, key, [], where)
    if not all(isinstance(name, str) for name in names):
        raise InputError(f"{where}: check.{key} must be a list of names.", 'For example: ["nordkurier.example"].')
    return tuple(names)


def _share(table: Mapping[str, Any], key: str, default: float, where: str) -> float:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise InputError(f"{where}: check.{key} is {value!r}.", "It must be a part of the draft, for example 0.1.")
    return float(value)


def _severity(value: Any, where: str) -> Severity:
    try:
        return Severity(value)
    except ValueError:
        raise InputError(f"{where} is {value!r}.", "Choose error, warning, note or off.") from None


def _code(code: str, where: str) -> str:
    if code not in RULES:
        raise InputError(f"{where}: there is no finding {code}.", "List them with: syndicheck explain")
    return code


def _suppression(entry: Any, where: str) -> Suppression:
    if not isinstance(entry, dict) or not entry.get("reason") or "code" not in entry:
        raise InputError(f"{where}: an entry of check.suppress lacks its code or its reason.", "Give both.")
    expires = entry.get("expires")
    if isinstance(expires, datetime):
        expires = expires.date()
    if expires is not None and not isinstance(expires, date):
        raise InputError(f"{where}: expires = {expires!r} is no day.", "Write it as 2027-01-31, without quotes.")
    return Suppression(_code(entry["code"], where), str(entry["reason"]), str(entry.get("path", "*")), expires)
