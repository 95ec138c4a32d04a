"""``publish``: a copy of the database for others, with what Datasette needs to explain it."""

from __future__ import annotations

from pathlib import Path

import click

from syndicheck.commands.options import database_option

_EXAMPLES = """\b
Examples:
  syndicheck publish news-2026.db --db news.db
  syndicheck publish open.db --db news.db --without-texts --redact
  datasette --immutable open.db --metadata open.metadata.json
"""


@click.command(epilog=_EXAMPLES)
@click.argument("target", metavar="OUT.db", type=click.Path(dir_okay=False, path_type=Path))
@database_option
@click.option("--without-texts", is_flag=True, help="Leave out texts, excerpts and every index of words.")
@click.option(
    "--redact",
    is_flag=True,
    help="Blacken contacts (mail, telephone, contact blocks); leave out authors and reviewers.",
)
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def publish(target: Path, database: Path, without_texts: bool, redact: bool, quiet: bool) -> None:
    """Write a compact copy for others: one file without a journal, checked, ready to be served read-only.

    Beside OUT.db two files for Datasette are written: OUT.metadata.json (descriptions, facets, queries; 0.65 and 1.0)
    and OUT.datasette.yaml (1.0). Paths of this machine and notes about its files never go along. A file without texts
    still shows headlines, stories, times, shares and marks; drafts cannot be compared with it. With --redact, names in
    the running text stay. Of files that are there already only one made with `publish` is replaced.
    """
    import json
    from contextlib import closing
    from datetime import UTC, datetime

    from syndicheck.store import descriptions, publishing
    from syndicheck.store.database import Database
    from syndicheck.store.published import Choice

    choice = Choice(texts=not without_texts, redacted=redact)
    with Database(database) as store, store.explained():
        size = publishing.publish(store, target, choice, datetime.now(UTC))
    with closing(Database(target)) as made:
        about = descriptions.metadata(made.connection, target.stem)
    tables = about["databases"][target.stem]["tables"]
    written = []
    for suffix, document in (
        (".metadata.json", about),
        (".datasette.yaml", descriptions.configuration(target.stem, tables)),
    ):
        path = target.with_suffix(suffix)
        # JSON is YAML
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        written.append(path.name)
    if not quiet:
        beside = " and ".join(written)
        click.echo(f"{database} → {target}: {size / 1e6:,.1f} MB, checked; beside it {beside}.", err=True)
