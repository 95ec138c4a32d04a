"""``bundle`` and ``replay``: a story's evidence as one file, and its verdict reached again from that file alone."""

from __future__ import annotations

from pathlib import Path

import click

from syndicheck.commands.options import catalogue_option, database_option
from syndicheck.counted import counted
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS


@click.command()
@click.argument("public_id", metavar="STORY")
@click.argument("target", metavar="OUT.zip", type=click.Path(dir_okay=False, path_type=Path))
@database_option
@catalogue_option
@click.option(
    "--without-texts", is_flag=True, help="Hashes in place of texts; only the verdict on the first is replayed."
)
def bundle(public_id: str, target: Path, database: Path, without_texts: bool) -> None:
    """Write a story's evidence to one file that another machine can check.

    OUT.zip gets the articles with all versions, times and decisions (story.db), the story's page (story.html,
    story.json), all times and the hashes of all texts (times.json) and a manifest with the verdict, the versions of
    code and catalogue, and the hash of every file. It holds the full texts: mind whose they are before you pass it on.
    """
    from syndicheck.bundle import write_bundle
    from syndicheck.store.database import Database
    from syndicheck.text import printable

    with Database(database) as store:
        manifest = write_bundle(store, public_id, target, texts=not without_texts)
    result = manifest["result"]
    click.echo(
        f"{target}: story {manifest['story']}, {counted(len(result['articles']), 'article')}, {result['verdict']}.",
        err=True,
    )
    for line in manifest["differs_from_database"]:
        click.echo(printable(f"note: by themselves these articles give another result: {line}"), err=True)
    if manifest["differs_from_database"]:
        remedy = f"syndicheck reindex --db {database}"
        click.echo(
            "note: other articles of the database may be the reason, or that it was filled in several runs, of which"
            f" the order tells in translations. The second is mended by: {printable(remedy)}",
            err=True,
        )


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@catalogue_option
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def replay(file: Path, as_json: bool) -> None:
    """Reach the verdict of a bundle again, from its texts and times alone.

    \b
    Exit codes:
      0  the same verdict, places, shares, credits and lineage
      1  something differs
      2  the file is no bundle, or was changed
    """  # noqa: D301 - the sign by which click leaves line breaks alone
    from syndicheck.bundle import replay as run
    from syndicheck.text import printable

    done = run(file)
    if as_json:
        from syndicheck.records import as_dict
        from syndicheck.report.json_text import json_text

        click.echo(json_text({"schema": 1, "kind": "replay", **as_dict(done)}))
    else:
        same = "the same result" if not done.differences else counted(len(done.differences), "difference")
        click.echo(printable(f"story {done.story}: {done.verdict}, {counted(done.articles, 'article')}: {same}."))
        for line in done.differences:
            click.echo(printable(f"  differs: {line}"))
        for line in done.notes:
            click.echo(printable(f"  note: {line}"))
    raise SystemExit(EXIT_FINDINGS if done.differences else EXIT_CLEAN)
