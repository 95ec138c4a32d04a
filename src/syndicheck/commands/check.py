"""``syndicheck check``: drafts before publication."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from syndicheck.commands.check_arguments import DATABASE, FORMATS, LEVELS
from syndicheck.commands.options import catalogue_option

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
    envvar=DATABASE,
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
@click.option("--fail-on", type=click.Choice(LEVELS), help="Exit with 1 from this severity on (error).")
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
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--allow-private-hosts", is_flag=True, help="Fetch addresses in private networks too.")
@catalogue_option
def check(drafts: tuple[str, ...], from_stdin: bool, **given: Any) -> None:
    """Check drafts before they are published.

    What in a draft is copied or translated from where, which credit or label is missing, what was changed on the way,
    what was left in it by mistake or by design. Without a database only marks and hidden characters are looked at, and
    the report says so.

    \b
    Exit codes:
      0  nothing at or above --fail-on    1  findings    2  wrong use, or a draft could not be checked
    """  # noqa: D301 - the sign by which click leaves line breaks alone
    if from_stdin == bool(drafts):
        raise click.UsageError("Name drafts, or read one with --stdin.")
    from syndicheck.commands.check_run import check_drafts

    check_drafts(drafts=drafts, from_stdin=from_stdin, **given)
