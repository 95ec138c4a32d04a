"""``syndicheck check``: drafts before publication."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syndicheck.cli_options import catalogue_option
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNUSABLE, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syndicheck.checking.policy import Policy
    from syndicheck.model import RawArticle
    from syndicheck.store.database import Database

_EXAMPLES = """\b
Examples:
  syndicheck check draft.md --db news.db
  syndicheck check drafts/*.txt --db news.db --format sarif > findings.sarif
  cms-export 4711 | syndicheck check --stdin --path 4711.txt --db news.db --format json
  syndicheck explain SYN101
"""


@click.command(epilog=_EXAMPLES)
@click.argument("drafts", nargs=-1, metavar="DRAFT...")
@click.option(
    "--db",
    "database",
    envvar="SYNDICHECK_DB",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Compare with the articles of this database (also: policy, SYNDICHECK_DB).",
)
@click.option("--stdin", "from_stdin", is_flag=True, help="Read the draft from standard input.")
@click.option("--path", "name", default="-", metavar="NAME", help="What to call the draft of standard input.")
@click.option("--own", multiple=True, metavar="OUTLET", help="An outlet whose texts are yours; may be repeated.")
@click.option(
    "--policy", "policy_path", type=click.Path(dir_okay=False, path_type=Path), help="Instead of syndicheck.toml."
)
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "note"]), help="Exit with 1 from this severity on (error)."
)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["terminal", "json", "sarif", "junit", "github", "markdown"]),
    default="terminal",
    show_default=True,
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@catalogue_option
def check(
    drafts: tuple[str, ...],
    database: Path | None,
    from_stdin: bool,
    name: str,
    own: tuple[str, ...],
    policy_path: Path | None,
    fail_on: str | None,
    fmt: str,
    output: Path | None,
) -> None:
    r"""Check drafts before they are published.

    What in a draft is copied from where, which credit or label is missing, what was changed on the way, what was left
    in it by mistake or by design. Without a database only marks and hidden characters are looked at, and the report
    says so.

    \b
    Exit codes: 0  nothing at or above --fail-on    1  findings    2  wrong use, or nothing was checked
    """
    from syndicheck.checking.draft import check as run
    from syndicheck.checking.findings import Severity
    from syndicheck.report.check import render_check

    if from_stdin == bool(drafts):
        raise click.UsageError("Name drafts, or read one with --stdin.")
    policy = _policy(policy_path, own)
    database = database or (Path(policy.database) if policy.database else None)
    store = _opened(database, policy)
    try:
        records = list(_records(("-",) if from_stdin else drafts, name if from_stdin else None))
        if not records:
            raise SystemExit(EXIT_UNUSABLE)
        reports = [run(raw, store, policy) for raw in records]
    finally:
        if store is not None:
            store.close()
    if output is None:
        render_check(reports, fmt, sys.stdout)
    else:
        with output.open("w", encoding="utf-8", newline="") as out:
            render_check(reports, fmt, out)
    at = Severity(fail_on) if fail_on else policy.fail_on
    raise SystemExit(EXIT_FINDINGS if any(report.fails(at) for report in reports) else EXIT_CLEAN)


def _policy(path: Path | None, own: tuple[str, ...]) -> Policy:
    from dataclasses import replace

    from syndicheck.checking.policy import Policy, find_policy, read_policy

    policy = find_policy(Path.cwd()) if path is None else read_policy(path) or Policy()
    return replace(policy, own=(*policy.own, *own)) if own else policy


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


def _records(sources: tuple[str, ...], name: str | None) -> Iterator[RawArticle]:
    """The drafts; what cannot be read is told in a line each, and ends the check with 2."""
    from dataclasses import replace

    from syndicheck.model import Problem
    from syndicheck.readers import read
    from syndicheck.text import printable

    broken = False
    for found in read(sources, stdin=sys.stdin.buffer, web=False):
        if isinstance(found, Problem):
            broken = broken or found.fatal
            click.echo(printable(f"syndicheck: {found.where}: {found.message} {found.remedy}".strip()), err=True)
        else:
            yield found if name is None else replace(found, where=name)
    if broken:
        raise SystemExit(EXIT_UNUSABLE)
