"""A policy as people write it: ``syndicheck.toml``, or ``[tool.syndicheck.check]`` in ``pyproject.toml``.

::

    [check]
    database = "news.db"           # beside this file
    fail_on = "error"              # error, warning, note
    require_comparison = true      # without a database nothing passes
    rewrites = true                # look for texts in other words too, where all that is held is in one language
    own = ["nordkurier.example"]   # outlets whose texts are yours
    trusted = ["dpa", "ap"]        # organisations whose texts you may print, with their credit
    staff_notices = ["This article was produced by our advertising department."]
    allowed_quotes = ["We hold these truths to be self-evident"]
    country = "DE"                 # whose rules on labels hold (ISO 3166) …
    label_rules = ["newsroom-origin"] # … or these, by id
    copied_passages = 0.1          # part of the draft from which on copied passages are told
    copied_whole = 0.8
    baseline = "syndicheck-baseline.json"

    [check.severity]
    SYN304 = "note"

    [[check.section]]
    name = "opinion"               # drafts that say section: opinion …
    path = "opinion/*"             # … or lie there
    severity = { SYN104 = "off" }

    [[check.licence]]
    organisation = "reuters"
    until = 2027-12-31
    note = "contract 12/2024"

    [[check.suppress]]
    code = "SYN102"
    path = "archive/*"
    reason = "reprints with permission"
    expires = 2027-01-31
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from syndicheck.checking.findings import ORDER, Severity
from syndicheck.checking.policy import Licence, Policy, Section
from syndicheck.checking.rules import RULES
from syndicheck.checking.suppressions import Suppression
from syndicheck.errors import InputError

FILES = ("syndicheck.toml", "pyproject.toml")
"""Where a policy is looked for, in the working folder and above, the nearest first."""

_VALUES = (
    "database",
    "fail_on",
    "require_comparison",
    "rewrites",
    "own",
    "trusted",
    "staff_notices",
    "allowed_quotes",
    "country",
    "label_rules",
    "copied_passages",
    "copied_whole",
    "baseline",
)
_TABLES = ("severity", "section", "licence", "suppress")


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

    Paths in it are meant from the folder of the file.

    Raises:
        InputError: see :func:`find_policy`.
    """
    try:
        written = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"There is no policy {path}.", "Name a TOML file with --policy.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.", "Name another file with --policy.") from error
    if not explicit and path.name == "pyproject.toml" and "syndicheck" not in written and "\\" not in written:
        return None  # of other programs: there is nothing for us in it, however it is written
    import tomllib  # most folders have no policy

    try:
        document = tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is no valid TOML: {error}.", "Mend the line, or name another file.") from error
    if path.name == "pyproject.toml":
        tool = document.get("tool")
        document = tool.get("syndicheck") if isinstance(tool, dict) else None  # type: ignore[assignment]
        if not isinstance(document, dict):
            document = {}
    for key in document:
        if key != "check":
            raise InputError(
                f"{path}: there is no table {key}.",
                "Settings stand below [check] (in pyproject.toml: [tool.syndicheck.check]).",
            )
    table = document.get("check")
    if table is None and not explicit:
        return None
    return _policy(table or {}, str(path), path.absolute().parent)


def _policy(table: Any, where: str, folder: Path) -> Policy:
    if not isinstance(table, dict):
        raise InputError(f"{where}: check is no table.", "Write [check] and its settings below it.")
    for key in table:
        if key not in (*_VALUES, *_TABLES):
            raise InputError(
                f"{where}: check has no setting {key}.", f"Known are: {', '.join(sorted((*_VALUES, *_TABLES)))}."
            )
    fail_on = _severity(table.get("fail_on", "error"), f"{where}: check.fail_on")
    if fail_on not in ORDER:
        raise InputError(f"{where}: check.fail_on cannot be off.", "Choose error, warning or note.")
    return Policy(
        database=_path(table, "database", where, folder),
        fail_on=fail_on,
        require_comparison=bool(_of(bool, table, "require_comparison", False, where)),
        rewrites=bool(_of(bool, table, "rewrites", False, where)),
        own=_names(table, "own", where),
        trusted=_organisations(_names(table, "trusted", where), where),
        staff_notices=_wordings(table, "staff_notices", where),
        allowed_quotes=_wordings(table, "allowed_quotes", where),
        country=_country(table, where),
        label_rules=_label_rules(table, where),
        copied_passages=_share(table, "copied_passages", 0.1, where),
        copied_whole=_share(table, "copied_whole", 0.8, where),
        baseline=_path(table, "baseline", where, folder),
        severity=_severities(_of(dict, table, "severity", {}, where), where, "check.severity"),
        sections=tuple(_section(entry, where) for entry in _of(list, table, "section", [], where)),
        licences=tuple(_licence(entry, where) for entry in _of(list, table, "licence", [], where)),
        suppress=tuple(_suppression(entry, where) for entry in _of(list, table, "suppress", [], where)),
        origin=where,
        origins=dict.fromkeys(table, where),
        folder=folder,
    )


def _of(kind: type, table: Mapping[str, Any], key: str, default: Any, where: str) -> Any:
    value = table.get(key, default)
    if value is not default and not isinstance(value, kind):
        raise InputError(f"{where}: check.{key} is {value!r}.", f"It must be a {kind.__name__}.")
    return value


def _path(table: Mapping[str, Any], key: str, where: str, folder: Path) -> str | None:
    value = _of(str, table, key, None, where)
    return None if value is None else str(folder / value)


def _names(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    names = _of(list, table, key, [], where)
    if not all(isinstance(name, str) for name in names):
        raise InputError(f"{where}: check.{key} must be a list of names.", 'For example: ["nordkurier.example"].')
    return tuple(names)


def _wordings(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    names = _names(table, key, where)
    if names:
        from syndicheck.checking.wordings import LEAST_WORDS
        from syndicheck.text import tokenise

        for name in names:
            if len(tokenise(name).keys) < LEAST_WORDS:
                raise InputError(
                    f"{where}: check.{key}: “{name}” would be found everywhere.", f"Write {LEAST_WORDS} words or more."
                )
    return names


def _only(entry: Mapping[str, Any], known: tuple[str, ...], name: str, where: str) -> None:
    """A misspelled key would widen what an entry allows: without ``path`` it is for all drafts."""
    for key in entry:
        if key not in known:
            raise InputError(f"{where}: an entry of check.{name} has no {key}.", f"Known are: {', '.join(known)}.")


def _organisations(names: tuple[str, ...], where: str) -> tuple[str, ...]:
    """The names as they are; one that the catalogue does not know would allow nothing, and nobody would notice."""
    if names:
        from syndicheck.marks.catalogue import configured

        known = configured().organisations
        for name in names:
            if name not in known:
                meant = f" Do you mean {name.casefold()}?" if name.casefold() in known else ""
                raise InputError(
                    f"{where}: there is no organisation {name}.{meant}",
                    "List their ids with: syndicheck catalogue list (your own files: --catalogue).",
                )
    return names


def _country(table: Mapping[str, Any], where: str) -> str | None:
    value = _of(str, table, "country", None, where)
    if value is not None and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise InputError(f"{where}: check.country is {value!r}.", 'Write two letters (ISO 3166): "DE".')
    return None if value is None else str(value).upper()


def _label_rules(table: Mapping[str, Any], where: str) -> tuple[str, ...]:
    names = _names(table, "label_rules", where)
    if names:
        from syndicheck.provenance.label_rules import packaged

        known = [rule.id for rule in packaged()[0]]
        for name in names:
            if name not in known:
                raise InputError(f"{where}: there is no label rule {name}.", f"Known are: {', '.join(known)}.")
    return names


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


def _severities(table: Any, where: str, name: str) -> dict[str, Severity]:
    if not isinstance(table, dict):
        raise InputError(f"{where}: {name} is {table!r}.", 'Write it as a table: { SYN304 = "note" }.')
    return {_code(code, where): _severity(value, f"{where}: {name}.{code}") for code, value in table.items()}


def _code(code: Any, where: str) -> str:
    if not isinstance(code, str) or code not in RULES:
        raise InputError(f"{where}: there is no finding {code}.", "List them with: syndicheck explain")
    return str(code)


def _day(value: Any, key: str, where: str) -> date | None:
    if isinstance(value, datetime):
        value = value.date()
    if value is not None and not isinstance(value, date):
        raise InputError(f"{where}: {key} = {value!r} is no day.", "Write it as 2027-01-31, without quotes.")
    return value


def _suppression(entry: Any, where: str) -> Suppression:
    if not isinstance(entry, dict) or not str(entry.get("reason", "")).strip() or "code" not in entry:
        raise InputError(f"{where}: an entry of check.suppress lacks its code or its reason.", "Give both.")
    _only(entry, ("code", "path", "reason", "expires"), "suppress", where)
    for key in ("path", "reason"):
        if not isinstance(entry.get(key, ""), str):  # a list would be read as one pattern that fits nothing
            raise InputError(
                f"{where}: check.suppress {entry['code']}: {key} is {entry[key]!r}.",
                "Write one text; of several paths each has an entry.",
            )
    expires = _day(entry.get("expires"), "expires", where)
    return Suppression(_code(entry["code"], where), str(entry["reason"]), str(entry.get("path", "*")), expires)


def _licence(entry: Any, where: str) -> Licence:
    if not isinstance(entry, dict) or not isinstance(entry.get("organisation"), str):
        raise InputError(
            f"{where}: an entry of check.licence names no organisation.",
            "Give its id; list them with: syndicheck catalogue list",
        )
    _only(entry, ("organisation", "until", "note"), "licence", where)
    _organisations((entry["organisation"],), where)
    return Licence(entry["organisation"], _day(entry.get("until"), "until", where), str(entry.get("note", "")))


def _section(entry: Any, where: str) -> Section:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise InputError(f"{where}: an entry of check.section has no name.", 'For example: name = "opinion".')
    _only(entry, ("name", "path", "severity"), "section", where)
    path = entry.get("path")
    if path is not None and not isinstance(path, str):
        raise InputError(f"{where}: check.section {entry['name']}: path is {path!r}.", "Write a pattern: opinion/*")
    return Section(
        entry["name"], path, _severities(entry.get("severity", {}), where, f"check.section {entry['name']}.severity")
    )
