"""``syndicheck report`` and ``story``: what was found in the database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from syndicheck.commands.options import database_option, format_options, zone_option
from syndicheck.commands.output import writing


@click.command()
@database_option
@zone_option
@format_options("json", "csv", "markdown", "html")
@click.option("--ours", multiple=True, metavar="OUTLET", help="Who took this outlet's texts; may be repeated.")
@click.option("--rss", is_flag=True, help="With --ours: print an RSS feed.")
@click.option("--story", "story_ids", multiple=True, metavar="ID", help="Only this story; may be repeated.")
@click.option("--outlet", help="Only stories in which this outlet takes part.")
@click.option("--lang", help="Only stories with an article in this language.")
@click.option("--since", callback=lambda c, p, v: _bound(v, end=False), metavar="DATE", help="Not all over before.")
@click.option("--until", callback=lambda c, p, v: _bound(v, end=True), metavar="DATE", help="Begun by then.")
@click.option("--limit", type=click.IntRange(1), help="At most this many stories.")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
def report(
    database: Path,
    zone: str,
    fmt: str,
    ours: tuple[str, ...],
    rss: bool,
    story_ids: tuple[str, ...],
    outlet: str | None,
    lang: str | None,
    since: str | None,
    until: str | None,
    limit: int | None,
    output: Path | None,
) -> None:
    """Print the stories: who was first, who copied what, which marks were found.

    With --ours instead: where the texts of your outlets appear elsewhere, since when, how much of them, and whether
    they are credited.
    """
    if ours:
        if fmt not in ("terminal", "json", "csv") or story_ids or outlet or lang or limit:
            raise click.UsageError("--ours goes with --json, --csv, --rss, --since, --until, --tz and --output only.")
        if rss and fmt != "terminal":
            raise click.UsageError("Choose --rss, --json or --csv.")
        _print_taken(database, ours, "rss" if rss else fmt, zone, since, until, output)
        return
    if rss:
        raise click.UsageError("--rss goes with --ours.")
    from syndicheck.provenance.held import coverage_of
    from syndicheck.report import render_report
    from syndicheck.store import reports
    from syndicheck.store.database import Database

    filters = reports.Filters(story_ids, outlet, lang, since, until, limit or reports.NO_LIMIT)
    with Database(database) as store, store.one_look():
        sentence = coverage_of(store.connection).sentence()
        view = reports.report(store.connection, database, filters, coverage=sentence, zone=zone)
    with writing(output) as out:
        render_report(view, fmt, out)


def _print_taken(
    database: Path,
    outlets: tuple[str, ...],
    fmt: str,
    zone: str,
    since: str | None,
    until: str | None,
    output: Path | None,
) -> None:
    from syndicheck.provenance.ours import taken_from
    from syndicheck.report.taken import render_taken
    from syndicheck.store.database import Database

    with Database(database) as store, store.one_look():
        found = taken_from(store.connection, outlets, since=since, until=until)
    with writing(output) as out:
        render_taken(found, outlets, fmt, out, zone, bounded=since is not None or until is not None)


@click.command()
@click.argument("public_id", metavar="ID")
@database_option
@zone_option
@format_options("json", "csv", "markdown", "html")
@click.option(
    "--country", metavar="CC", help="Rules on labels for outlets whose address names no country (DE, AT, FR ...)."
)
@click.option("--format", "graph", type=click.Choice(["graphviz", "graphml"]), help="Print the lineage as a graph.")
def story(public_id: str, database: Path, zone: str, fmt: str, country: str | None, graph: str | None) -> None:
    """Print one story: who was first and why, who took it from whom, what each outlet changed, credits and labels.

    ID is the story's id in the report. Ids never die: those of merged or split stories lead to the present one.
    """
    if graph is not None and fmt != "terminal":
        raise click.UsageError(f"Choose --format {graph} or --{fmt}.")
    from syndicheck.provenance.attribution import attributed
    from syndicheck.provenance.held import coverage_of
    from syndicheck.report import render_story
    from syndicheck.store import reports
    from syndicheck.store.database import Database

    with Database(database) as store, store.one_look():
        sentence = coverage_of(store.connection).sentence()
        view = attributed(store.connection, reports.story(store.connection, public_id, coverage=sentence), country)
    if graph is not None:
        from syndicheck.report.graph import write_graph

        write_graph(view, graph, sys.stdout)
        return
    render_story(view, fmt, sys.stdout, zone=zone)


def _bound(value: str | None, *, end: bool) -> str | None:
    """A day or time as a UTC bound in the stored form; a day as upper bound means its end."""
    if value is None:
        return None
    from datetime import UTC, datetime

    from syndicheck.store.encoding import iso

    try:
        moment = datetime.fromisoformat(value)
        if end and len(value) <= len("2026-03-04"):  # also 20260304 and 2026-W10-3
            moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
        return iso(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):  # there is no UTC for the first hours of the year 1 in Kiribati
        raise click.BadParameter(f"{value!r} is no date; write 2026-03-04 or 2026-03-04T09:00+01:00.") from None
