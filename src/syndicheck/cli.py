"""The command line: parse, call, print. Everything heavy is imported inside the command that needs it.

Data goes to standard output; progress, summaries and errors go to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from syndicheck import __version__
from syndicheck.cli_bulk import bulk
from syndicheck.cli_bundle import bundle, replay
from syndicheck.cli_catalogue import catalogue
from syndicheck.cli_check import check
from syndicheck.cli_config import config
from syndicheck.cli_lexicon import lexicon
from syndicheck.cli_options import catalogue_option, database_option, format_options, must_exist, zone_option
from syndicheck.cli_outlets import apply_outlets, outlets
from syndicheck.cli_publish import publish
from syndicheck.cli_review import review
from syndicheck.cli_serve import serve
from syndicheck.cli_upkeep import backup, delete, merge, retain, vacuum
from syndicheck.cli_watch import watch
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNUSABLE, InputError, SyndicheckError

if TYPE_CHECKING:
    from syndicheck.marks.recurring import RecurringBlock
    from syndicheck.pipeline import IngestSummary, Progress

EXIT_INTERRUPTED = 130

EXAMPLES = """\b
Examples:
  syndicheck ingest samples/ --db news.db      read articles, find copies and stories
  syndicheck report --db news.db               who published what first, and what was copied
  syndicheck report --html > report.html       the same as one self-contained page
  syndicheck story s-4kq7m2                    one story with its timeline
  syndicheck compare draft.txt release.txt     two texts side by side
  syndicheck check draft.md --db news.db       a draft before publication
  syndicheck marks article.txt                 disclaimers, footers and credits in a text

\b
Environment:
  SYNDICHECK_DB     the database, instead of --db (default: syndicheck.db)
  SYNDICHECK_TZ     the newsroom's time zone, instead of --tz (default: UTC)
  SYNDICHECK_REVIEWER  who decides, instead of --by (default: the login name)
  SYNDICHECK_LEXICON   the compiled dictionaries, see lexicon (none: use none)
  SYNDICHECK_EMBEDDER  folder of a model, for texts in other languages (none: use none)
  NO_COLOR          no colour

\b
Exit codes:
  0  done    1  done, but something needs a look    2  wrong use, or nothing could be done
"""


class Group(click.Group):
    """Lists commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of definition."""
        return list(self.commands)


@click.group(
    cls=Group, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", prog_name="syndicheck")
def cli() -> None:
    """Find where a news text really came from.

    Reads articles from many outlets and languages, finds the copies among them, marks what is not the story,
    and says who published first - or that it cannot be told.
    """


# ── commands ──────────────────────────────────────────────────────────────────────────────────────────


@cli.command()
@click.argument("sources", nargs=-1, metavar="[PATH]...")
@database_option
@click.option(
    "--urls",
    "lists",
    multiple=True,
    metavar="FILE",
    help="Fetch the pages that FILE lists, one address a line, or a saved sitemap or feed; - for standard input.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 3600),
    help="Seconds between two requests to one host.  [default: 1, or what the host asks for]",
)
@click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(1, 64), help="Worker processes.")
@catalogue_option
@click.option("--format", "fmt", help="Read everything as this format (txt, jsonl, csv, html …).")
@click.option("--allow-private-hosts", is_flag=True, help="Fetch from hosts in private networks too.")
@click.option(
    "--fast-html",
    is_flag=True,
    expose_value=False,
    callback=lambda _ctx, _param, value: _read_pages_fast() if value else None,
    help="Read web pages several times as fast, and less exactly.",
)
@click.option(
    "--outlets",
    "outlets_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Names, owners and domains of outlets, kept in the database (see: syndicheck outlets).",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary; problems are still reported.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def ingest(
    sources: tuple[str, ...],
    database: Path,
    lists: tuple[str, ...],
    pause: float | None,
    jobs: int,
    fmt: str | None,
    allow_private_hosts: bool,
    outlets_file: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read articles into the database, and find what they share.

    PATH is a file, a folder, a glob pattern, a web address (https://...; of a sitemap: its pages), a query
    ('sqlite:cms.db?SELECT ...'), or - for standard input. docs/formats.md lists what can be read. Reading the same
    articles again changes nothing; a run that was cut off goes on where it stopped.
    """
    if not sources and not lists:
        raise click.UsageError("Name a PATH, or a list of addresses with --urls.")
    from syndicheck.pipeline import ingest as run
    from syndicheck.readers import read
    from syndicheck.readers.addresses import without_userinfo
    from syndicheck.store.database import Database

    with Database(database, write=True) as store:
        if outlets_file is not None:
            apply_outlets(store, outlets_file)
        progress = None if quiet or not sys.stderr.isatty() else _progress()
        summary = run(
            store,
            read(
                sources,
                stdin=sys.stdin.buffer,
                fmt=fmt,
                allow_private_hosts=allow_private_hosts,
                lists=lists,
                pause=pause,
            ),
            inputs=[without_userinfo(source) for source in (*sources, *lists)],
            jobs=jobs,
            progress=progress,
            on_problem=_print_problem,
        )
    if as_json:
        import json

        click.echo(json.dumps({"schema": 1, "database": str(database), **summary.as_dict()}, ensure_ascii=False))
    elif not quiet:
        _print_summary(summary, database)
    if not summary.read:
        raise SystemExit(EXIT_UNUSABLE)
    raise SystemExit(EXIT_FINDINGS if summary.left_out else EXIT_CLEAN)


@cli.command()
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
    with _writing(output) as out:
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
    with _writing(output) as out:
        render_taken(found, outlets, fmt, out, zone, bounded=since is not None or until is not None)


@contextmanager
def _writing(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file that was named instead."""
    if output is None:
        yield sys.stdout
        return
    try:
        out = output.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(
            f"{output} cannot be written: {error.strerror}.", "Name another file with --output."
        ) from error
    with out:
        yield out


@cli.command()
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


@cli.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@database_option
@catalogue_option
@format_options("json", "csv", "markdown", "html")
def compare(a: str, b: str, database: Path, fmt: str) -> None:
    """Show two texts side by side, with what one took from the other.

    A and B are files, or articles of the database: number, address, or the record's own id.
    """
    from syndicheck.comparison import compare_views, text_view
    from syndicheck.report import render_compare

    view = compare_views(text_view(a, database), text_view(b, database))
    render_compare(view, fmt, sys.stdout)


@cli.command()
@click.argument("source", metavar="FILE", required=False)
@database_option
@catalogue_option
@click.option("--strip", is_flag=True, help="Print the text without its marks.")
@click.option("--statistics", is_flag=True, help="How often which outlet prints or removes which mark.")
@click.option("--outlet", help="Statistics of this outlet only.")
@click.option("--organisation", help="Statistics of this organisation only (name or catalogue id).")
@format_options("json", "csv", "markdown", "html")
def marks(
    source: str | None,
    database: Path,
    strip: bool,
    statistics: bool,
    outlet: str | None,
    organisation: str | None,
    fmt: str,
) -> None:
    """Show what in a text is not the story: disclaimers, footers, credits, labels.

    FILE is a file, - for standard input, or an article of the database (number, address, or the record's own id).
    Blocks that the database has learned are looked for too. With --statistics instead of FILE: how often each outlet
    prints which mark, and how often it removes those of an organisation whose texts it carries.
    """
    if statistics:
        if source is not None or strip or fmt not in ("terminal", "json", "csv"):
            raise click.UsageError("--statistics goes with --json, --csv, --outlet and --organisation only.")
        _print_statistics(database, outlet, organisation, fmt)
        return
    if source is None:
        raise click.UsageError("Name a FILE, or ask for --statistics.")
    if outlet or organisation:
        raise click.UsageError("--outlet and --organisation go with --statistics.")
    from syndicheck.comparison import text_view
    from syndicheck.report import render_marks

    render_marks(text_view(source, database), fmt, sys.stdout, strip=strip)


def _print_statistics(database: Path, outlet: str | None, organisation: str | None, fmt: str) -> None:
    from syndicheck.report.statistics import render_statistics
    from syndicheck.store import reports
    from syndicheck.store.database import Database

    with Database(database) as store:
        found = reports.mark_statistics(store.connection, outlet, organisation)
    render_statistics(found, fmt, sys.stdout)


@cli.command()
@click.argument("term", required=False)
def explain(term: str | None) -> None:
    """Say what a word of the report means: a class, a verdict, a reason, a mark type, a problem.

    Without TERM, list all that can be explained.
    """
    from syndicheck.explain import explanation, terms

    if term is None:
        for group, names in terms().items():
            click.echo(f"{group}:")
            for name, first_line in names.items():
                click.echo(f"  {name:<26} {first_line}")
        return
    click.echo(explanation(term))


@cli.command()
@database_option
@click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(1, 64), help="Worker processes.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary.")
@catalogue_option
def reindex(database: Path, jobs: int, quiet: bool) -> None:
    """Derive everything again from the stored texts, with the present catalogue and code.

    Needed after an upgrade that changes signatures, marks or normalisation. Texts, times and the ids of stories stay.
    """
    from syndicheck.pipeline import reindex as run
    from syndicheck.store.database import Database

    must_exist(database)
    with Database(database, write=True) as store:
        progress = None if quiet or not sys.stderr.isatty() else _progress()
        stories = run(store, jobs=jobs, progress=progress)
    if not quiet:
        click.echo(f"{database}: everything derived again; {stories:,} stories.", err=True)


@cli.command()
@database_option
@catalogue_option
@click.option("--dry-run", is_flag=True, help="Only show what would be learned.")
@click.option("--forget", "forgets", is_flag=True, help="Take back what was learned before.")
@click.option(
    "--propose",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write them as catalogue files for review.",
)
@click.option("--jobs", "-j", default=1, show_default=True, type=click.IntRange(1, 64), help="Worker processes.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no summary.")
@format_options("json")
def learn(database: Path, dry_run: bool, forgets: bool, propose: Path | None, jobs: int, quiet: bool, fmt: str) -> None:
    """Find the paragraphs that come back in unrelated stories, and leave them out of the comparison.

    What stands at the edges of many different stories, under different headlines and on different days, is no story:
    notices, contacts and self-descriptions that the catalogue does not know. So is what most pages of a site show,
    where it was left at the end of a text from there. It is stored with its statistics and marked as recurring blocks,
    and everything is derived again. Copies of one story count once.
    """
    from syndicheck import pipeline
    from syndicheck.report.learned import render_blocks
    from syndicheck.store.database import Database

    if forgets and (dry_run or propose):
        raise click.UsageError("--forget goes with neither --dry-run nor --propose.")
    must_exist(database)
    with Database(database, write=not dry_run) as store:
        progress = None if quiet or not sys.stderr.isatty() else _progress()
        if forgets:
            count = pipeline.forget(store, jobs=jobs, progress=progress)
            if not quiet:
                click.echo(f"{database}: {count:,} learned blocks forgotten.", err=True)
            return
        blocks = pipeline.learn(store, jobs=jobs, keep=not dry_run, progress=progress)
    render_blocks(blocks, fmt, sys.stdout, stored=not dry_run)
    if propose is not None:
        _write_proposals(blocks, propose)


def _write_proposals(blocks: Sequence[RecurringBlock], folder: Path) -> None:
    from datetime import UTC, datetime

    from syndicheck.marks.proposals import proposals

    files = proposals(blocks, datetime.now(UTC).date())
    written = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if (folder / name).exists():  # somebody may have mended it
                click.echo(f"{folder / name} is there already, and stays as it is.", err=True)
            else:
                (folder / name).write_text(content, encoding="utf-8")
                written += 1
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}.", "Name another folder.") from error
    click.echo(f"{folder}: {written:,} catalogue files to review.", err=True)


@cli.command()
@database_option
def doctor(database: Path) -> None:
    """Check this installation, and the database if there is one."""
    from syndicheck.doctor import examine

    healthy = True
    for line in examine(database):
        healthy = healthy and line.ok
        click.echo(f"{'ok  ' if line.ok else 'FAIL'} {line.subject}: {line.finding}")
    raise SystemExit(EXIT_CLEAN if healthy else EXIT_FINDINGS)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: syndicheck completion bash > ~/.local/share/bash-completion/completions/syndicheck
    zsh:  syndicheck completion zsh > ~/.zfunc/_syndicheck
    fish: syndicheck completion fish > ~/.config/fish/completions/syndicheck.fish
    """  # noqa: D301 - the sign by which click leaves line breaks alone
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - the choices above are click's own
        raise click.BadParameter(shell)
    click.echo(kind(cli, {}, "syndicheck", "_SYNDICHECK_COMPLETE").source())


cli.add_command(watch)
cli.add_command(outlets)
cli.add_command(bundle)
cli.add_command(replay)
cli.add_command(check)
cli.add_command(catalogue)
cli.add_command(lexicon)
cli.add_command(config)
cli.add_command(review)
cli.add_command(serve)
cli.add_command(publish)
for upkeep in (bulk, merge, delete, retain, vacuum, backup):
    cli.add_command(upkeep)


# ── printing ──────────────────────────────────────────────────────────────────────────────────────────


def _bound(value: str | None, *, end: bool) -> str | None:
    """A day or time as a UTC bound in the stored form; a day as upper bound means its end."""
    if value is None:
        return None
    from datetime import UTC, datetime

    from syndicheck.store.encoding import iso

    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write 2026-03-04 or 2026-03-04T09:00+01:00.") from None
    if end and len(value) == len("2026-03-04"):
        moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return iso(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _read_pages_fast() -> None:
    import os
    from importlib.util import find_spec

    from syndicheck.errors import MissingExtra

    if find_spec("resiliparse") is None:
        raise MissingExtra("fast-html", "read web pages fast")
    os.environ["SYNDICHECK_FAST_HTML"] = "1"  # pages stand in archives, feeds, records and mails, too


def _progress() -> Progress:
    from syndicheck.progress import TerminalProgress

    return TerminalProgress()


def _print_problem(problem: Any) -> None:
    from syndicheck.text import printable

    kind = "left out" if problem.fatal else "note"
    click.echo(
        printable(f"{kind}: {problem.where}: {problem.message} {problem.remedy}".strip()),
        err=True,
    )


def _print_summary(summary: IngestSummary, database: Path) -> None:
    parts = [
        f"{summary.read:,} article{'' if summary.read == 1 else 's'} read",
        f"{summary.new_articles:,} new",
        f"{summary.new_versions - summary.new_articles:,} changed",
        f"{summary.unchanged:,} known",
    ]
    if summary.left_out:
        parts.append(f"{summary.left_out:,} left out")
    click.echo(f"{database}: {', '.join(parts)}; {summary.stories:,} stories.", err=True)


def fail(error: SyndicheckError) -> NoReturn:
    """Print an error the user can mend, in one line, and end with its exit code."""
    from syndicheck.text import printable

    click.echo(printable(f"syndicheck: {error}"), err=True)
    raise SystemExit(error.exit_code)


def main() -> None:
    """Entry point: errors that people can mend come without a traceback."""
    try:
        cli(standalone_mode=False)
    except SyndicheckError as error:
        fail(error)
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was committed stays; run the same command again to go on.", err=True)
        raise SystemExit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is no error of ours.
        sys.stderr.close()
        raise SystemExit(EXIT_CLEAN) from None
