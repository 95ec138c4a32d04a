"""One run of ``syndicheck check``: drafts in, a report out.

Apart from the definition of the command (:mod:`syndicheck.commands.check`), because a plain command line is read
without the library behind that (:mod:`syndicheck.commands.check_arguments`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from syndicheck.commands.output import writing
from syndicheck.endings import say
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNUSABLE, InputError
from syndicheck.workflow_commands import below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicheck.checking.baseline import Baseline
    from syndicheck.checking.findings import CheckReport
    from syndicheck.checking.policy import Policy
    from syndicheck.model.articles import RawArticle
    from syndicheck.store.database import Database


def check_drafts(
    *,
    drafts: tuple[str, ...],
    database: Path | None,
    from_stdin: bool,
    name: str,
    own: tuple[str, ...],
    policy_path: Path | None,
    fail_on: str | None,
    baseline_path: Path | None,
    accepted: Path | None,
    fmt: str,
    output: Path | None,
    allow_private_hosts: bool,
) -> NoReturn:
    """Check drafts, print what was found, and end with the exit code that says so."""
    from syndicheck.checking.check import check as run
    from syndicheck.checking.findings import Severity

    policy = _policy(policy_path, own)
    database = database or (Path(policy.database) if policy.database else None)
    store = _opened(database, policy)
    try:
        baseline = _baseline(baseline_path, policy) if accepted is None else None
        sources = ("-",) if from_stdin else drafts
        records, left_out = _records(sources, name if from_stdin else None, allow_private_hosts)
        if not records:
            raise SystemExit(EXIT_UNUSABLE)
        reports = [run(raw, store, policy, baseline=baseline) for raw in records]
        if store is not None:
            store.check_undisturbed()
    finally:
        if store is not None:
            store.close()
    if accepted is not None:
        _accept(reports, accepted, policy)
    _write(reports, fmt, output, database)
    if baseline is not None:
        _tell_unused(reports, baseline)
    at = Severity(fail_on) if fail_on else policy.fail_on
    fails = accepted is None and any(report.fails(at) for report in reports)
    raise SystemExit(EXIT_UNUSABLE if left_out else EXIT_FINDINGS if fails else EXIT_CLEAN)


def _write(reports: Sequence[CheckReport], fmt: str, output: Path | None, database: Path | None) -> None:
    from syndicheck.report.check import render_check

    with writing(output) as out:
        render_check(reports, fmt, below(out) if fmt == "github" else out, str(database or ""))


def _policy(path: Path | None, own: tuple[str, ...]) -> Policy:
    from msgspec.structs import replace

    from syndicheck.checking.policy import Policy
    from syndicheck.checking.policy_file import find_policy, read_policy

    policy = find_policy(Path.cwd()) if path is None else read_policy(path) or Policy()
    return replace(policy, own=(*policy.own, *own)) if own else policy


def _baseline(path: Path | None, policy: Policy) -> Baseline | None:
    path = path or (Path(policy.baseline) if policy.baseline else None)
    if path is None:
        return None
    from syndicheck.checking.baseline import read_baseline

    return read_baseline(path)


def _accept(reports: Sequence[CheckReport], path: Path, policy: Policy) -> None:
    """Write a baseline; what people wrote in an older one at the same place stays, also where the disk is full, and of
    a new one nothing is left then.
    """
    from datetime import date

    from syndicheck.checking.baseline import read_baseline, write_baseline
    from syndicheck.counted import counted

    old = read_baseline(path) if path.exists() else None
    target = path.resolve()
    # a device or a pipe is written to, and keeps its name
    partial = target if target.exists() and not target.is_file() else target.with_name(f"{target.name}.partial")
    try:
        try:
            with partial.open("w", encoding="utf-8", newline="") as out:
                reason = "accepted when the baseline was written"
                count = write_baseline(reports, out, reason, old, date.today(), path)
            if partial != target:
                if target.exists():
                    partial.chmod(target.stat().st_mode & 0o7777)
                partial.replace(target)
        except BaseException:
            if partial != target:
                partial.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", "Name another file.") from error
    hint = "" if policy.baseline else ' Name it with --baseline, or as baseline = "…" in the policy.'
    say(f"{counted(count, 'finding')} {'is' if count == 1 else 'are'} accepted in {path}.{hint}")


def _tell_unused(reports: Sequence[CheckReport], baseline: Baseline) -> None:
    from syndicheck.checking.baseline import unused
    from syndicheck.counted import counted

    if idle := unused(reports, baseline):
        entries = f"{idle} of {counted(len(baseline.entries), 'entry')} of {baseline.where}"
        say(f"note: {entries} {'fits' if idle == 1 else 'fit'} nothing in these drafts.")


def _opened(path: Path | None, policy: Policy) -> Database | None:
    if path is None:
        if policy.require_comparison:
            raise InputError(
                f"The policy ({policy.origin}) asks for a comparison, and no database is named.",
                "Name one with --db, or set check.database.",
            )
        return None
    from syndicheck.store.database import Database, check_versions

    store = Database(path)
    try:
        check_versions(store)
    except BaseException:
        store.close()
        raise
    return store


def _records(sources: tuple[str, ...], name: str | None, allow_private: bool) -> tuple[list[RawArticle], bool]:
    """The drafts, and whether one was left out: what cannot be read is told in a line each, and stops no other."""
    from msgspec.structs import replace

    from syndicheck.model.articles import Problem
    from syndicheck.readers import read
    from syndicheck.text import printable

    records: list[RawArticle] = []
    broken = False
    for found in read(sources, stdin=sys.stdin.buffer, allow_private_hosts=allow_private):
        if isinstance(found, Problem):
            broken = broken or found.fatal
            say(printable(f"syndicheck: {found.where}: {found.message} {found.remedy}".strip()))
        else:
            records.append(found)
    if name is not None:  # of several records each keeps its number, as in a file
        several = len(records) > 1
        records = [replace(one, where=name + one.where.removeprefix("-") * several) for one in records]
    return records, broken
