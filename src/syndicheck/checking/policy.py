"""What a newsroom wants of a check, as data. :mod:`syndicheck.checking.policy_file` reads it from a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from msgspec import Struct, field

from syndicheck.checking.findings import Severity
from syndicheck.checking.rules import RULES
from syndicheck.checking.suppressions import Suppression


class Licence(Struct, frozen=True):
    """An organisation whose texts may be printed, with their credit, until a day (included); ``note`` is for people."""

    organisation: str
    until: date | None = None
    note: str = ""

    def runs(self, today: date) -> bool:
        """Whether it has not ended."""
        return self.until is None or today <= self.until


class Section(Struct, frozen=True):
    """Severities of their own for a part of the paper: drafts whose name fits ``path``, or that say they are in it."""

    name: str
    path: str | None
    severity: Mapping[str, Severity]

    def holds(self, draft: str, section: str) -> bool:
        """Whether a draft of this name, which says it is in ``section``, belongs to it."""
        return self.name.casefold() == section.casefold() or (self.path is not None and fnmatch(draft, self.path))


class Policy(Struct, frozen=True):
    """A policy that was read and found sound; the defaults are those of a newsroom that has written none.

    ``rewrites``: those without a shared run of words are looked for even where all that is held is in one language
    (elsewhere the names and figures of a draft are read anyway). ``own`` are outlets, addresses or ids of articles
    whose texts are the newsroom's; ``origins`` says of each setting that somebody made where it was made, for
    ``syndicheck config show``; ``folder`` is where its file lies.
    """

    database: str | None = None
    fail_on: Severity = Severity.ERROR
    require_comparison: bool = False
    rewrites: bool = False
    own: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    staff_notices: tuple[str, ...] = ()
    allowed_quotes: tuple[str, ...] = ()
    country: str | None = None
    label_rules: tuple[str, ...] = ()
    copied_passages: float = 0.1
    copied_whole: float = 0.8
    baseline: str | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    licences: tuple[Licence, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    origin: str = "the defaults"
    origins: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None

    def names_of(self, draft: str) -> tuple[str, ...]:
        """What the patterns of this policy see of a draft: its name as given, and its path from the policy's folder.

        ``./archive/a.md``, and ``a.md`` said in the folder ``archive``, are ``archive/a.md`` to a policy beside it.
        """
        if self.folder is None or not draft or "://" in draft:
            return (draft,)
        try:
            path = os.path.relpath(draft, self.folder).replace(os.sep, "/")
        except ValueError:  # another drive, or a name that is no path
            return (draft,)
        return (draft,) if path == draft or path.startswith("../") else (draft, path)

    def weight(self, code: str, draft: str = "", section: str = "") -> Severity:
        """The severity of a code under this policy, for a draft and the section that it says it is in.

        Of several sections that fit, the one that is written last decides.
        """
        names = self.names_of(draft) if self.sections else ()
        for part in reversed(self.sections):
            if code in part.severity and any(part.holds(name, section) for name in names):
                return part.severity[code]
        return self.severity.get(code, RULES[code].severity)

    def may_print(self, today: date) -> frozenset[str]:
        """The organisations whose texts may be printed on this day."""
        return frozenset(self.trusted) | {one.organisation for one in self.licences if one.runs(today)}

    def ended(self, today: date) -> Mapping[str, date]:
        """The organisations whose licence has ended, with its last day; not those that another entry still allows."""
        allowed = self.may_print(today)
        return {one.organisation: one.until for one in self.licences if one.until and one.organisation not in allowed}
