"""``syndicheck check``: drafts before publication."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicheck.cli_options import catalogue_option
from syndicheck.cli_output import writing
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNUSABLE, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from syndicheck.checking.baseline import Baseline
    from syndicheck.checking.findings import CheckReport
    from syndicheck.checking.policy import Policy
    from syndicheck.model.articles import RawArticle
    from syndicheck.store.database import Database

_EXAMPLES = """\b
Examples:
  syndicheck check draft.md --db news.db
  syndicheck check drafts/*.txt --db news.db --format sarif > findings.sarif
  syndicheck check https://paper.example/news/4711 --db news.db
  cms-export 4711 | syndicheck check --stdin --path 4711.txt --db news.db --format json
  syndicheck explain SYN101
"""


@click.command(epilog=_EXAMPLES)
@click.argument("drafts", nargs=-1, metavar="DRAFT|URL...")
@click.option(
    "--db",
    "database",
    envvar="SYNDICHECK_DB",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Compare with the articles of this database (also: policy, SYNDICHECK_DB).",
)
@click.option("--stdin", "from_stdin", is_flag=True, help="Read the draft from standard input.")
@click.option("--path", "name", default="-", metavar="NAME", help="What to call the draft of standard input.")
@click.option(
    "--own",
    multiple=True,
    metavar="OUTLET|URL|ID",
    help="An outlet, or a single article by address, number or its record's id, whose text is yours; may be repeated.",
)
@click.option(
    "--policy", "policy_path", type=click.Path(dir_okay=False, path_type=Path), help="Instead of syndicheck.toml."
)
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "note"]), help="Exit with 1 from this severity on (error)."
)
@click.option(
    "--baseline",
    "baseline_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tell only what this file does not accept already (also: policy).",
)
@click.option(
    "--write-baseline",
    "accepted",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Accept what is found: write it to this file, and exit with 0.",
)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["terminal", "json", "sarif", "junit", "github", "markdown", "html"]),
    default="terminal",
    show_default=True,
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--allow-private-hosts", is_flag=True, help="Fetch addresses in private networks too.")
@catalogue_option
def check(
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
) -> None:
    """Check drafts before they are published.

    What in a draft is copied or translated from where, which credit or label is missing, what was changed on the way,
    what was left in it by mistake or by design. Without a database only marks and hidden characters are looked at, and
    the report says so.

    \b
    Exit codes:
      0  nothing at or above --fail-on    1  findings    2  wrong use, or a draft could not be checked
    """  # noqa: D301 - the sign by which click leaves line breaks alone
    from syndicheck.checking.check import check as run
    from syndicheck.checking.findings import Severity

    if from_stdin == bool(drafts):
        raise click.UsageError("Name drafts, or read one with --stdin.")
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
    finally:
        if store is not None:
            store.close()
    if accepted is not None:
        _accept(reports, accepted, policy)
    _write(reports, fmt, output)
    if baseline is not None:
        _tell_unused(reports, baseline)
    at = Severity(fail_on) if fail_on else policy.fail_on
    fails = accepted is None and any(report.fails(at) for report in reports)
    raise SystemExit(EXIT_UNUSABLE if left_out else EXIT_FINDINGS if fails else EXIT_CLEAN)


def _write(reports: Sequence[CheckReport], fmt: str, output: Path | None) -> None:
    from syndicheck.report.check import render_check

    with writing(output) as out:
        render_check(reports, fmt, out)


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
    """Write a baseline; what people wrote in an older one at the same place stays."""
    from datetime import date

    from syndicheck.checking.baseline import read_baseline, write_baseline

    old = read_baseline(path) if path.exists() else None
    try:
        with path.open("w", encoding="utf-8", newline="") as out:
            count = write_baseline(reports, out, "accepted when the baseline was written", old, date.today())
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}.", "Name another file.") from error
    hint = "" if policy.baseline else ' Name it with --baseline, or as baseline = "…" in the policy.'
    click.echo(f"{count} findings are accepted in {path}.{hint}", err=True)


def _tell_unused(reports: Sequence[CheckReport], baseline: Baseline) -> None:
    from syndicheck.checking.baseline import unused

    if idle := unused(reports, baseline):
        click.echo(
            f"note: {idle} of {len(baseline.entries)} entries of {baseline.where} fit nothing in these drafts.",
            err=True,
        )


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
            click.echo(printable(f"syndicheck: {found.where}: {found.message} {found.remedy}".strip()), err=True)
        else:
            records.append(found if name is None else replace(found, where=name))
    return records, broken
