"""``watch``: feeds asked again and again, what is new in them stored."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from syndicheck.commands.options import catalogue_option, database_option
from syndicheck.counted import counted
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS

if TYPE_CHECKING:
    from syndicheck.watching.loop import Watch


@click.command()
@click.argument("feeds", metavar="FEEDS.toml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
@catalogue_option
@click.option("--once", is_flag=True, help="Ask what is due now, store what is new, and end.")
@click.option("--check", "only_check", is_flag=True, help="Only say whether the file is right.")
@click.option("--allow-private-hosts", is_flag=True, help="Fetch from hosts in private networks too.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON at the end.")
def watch(
    feeds: Path,
    database: Path,
    once: bool,
    only_check: bool,
    allow_private_hosts: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Ask feeds again and again, and store what is new in them.

    FEEDS.toml names the feeds and news sitemaps, how often each is asked, and whether articles are taken from the feed
    or from their own pages; docs/watch.md shows one. Only what has changed is sent; robots.txt and the wishes of busy
    servers are respected; every request is kept in the database, so that gaps are known. Stopped or killed at any
    moment, it goes on where it was. A webhook named in the file is sent JSON when somebody takes over a text of your
    outlets. With --once it ends with 1 if a feed or the webhook did not answer.
    """
    from syndicheck.text import printable
    from syndicheck.watching.settings import load_settings

    settings = load_settings(feeds)
    if only_check:
        hook = settings.webhook
        told = f" A webhook is told of texts of {', '.join(hook.outlets)}." if hook else ""
        click.echo(printable(f"{feeds}: {counted(len(settings.feeds), 'feed')}.{told}"), err=True)
        return
    from syndicheck.commands.progress import print_problem
    from syndicheck.errors import MissingExtra
    from syndicheck.report.taken import message
    from syndicheck.store.alone import alone
    from syndicheck.store.database import Database

    try:
        from syndicheck.watching.loop import Watch
    except ImportError:
        raise MissingExtra("web", "watch feeds") from None

    def say(line: str) -> None:
        if not quiet:
            click.echo(printable(line), err=True)

    with Database(database, write=True) as store, alone(database):
        work = Watch(
            store,
            settings,
            allow_private=allow_private_hosts,
            say=say,
            on_problem=print_problem,
            message=message,
        )
        with _ended_by_signals(work):
            summary = work.run(once=once)
    if as_json:
        from syndicheck.report.json_text import json_text

        click.echo(json_text({"schema": 1, "database": str(database), **summary.as_dict()}))
    elif not quiet:
        click.echo(
            f"{database}: {counted(summary.feeds_asked, 'feed')} asked ({summary.feeds_unchanged:,} unchanged,"
            f" {summary.feeds_failed:,} failed), {counted(summary.pages_read, 'page')} read,"
            f" {counted(summary.new_articles, 'new article')}"
            + (f", {counted(summary.take_overs_told, 'take-over')} told." if settings.webhook else "."),
            err=True,
        )
    raise SystemExit(
        EXIT_FINDINGS if once and (summary.feeds_failed or summary.left_out or summary.webhook_failed) else EXIT_CLEAN
    )


@contextmanager
def _ended_by_signals(work: Watch) -> Iterator[None]:
    """The first signal lets the present step end, a second one does not wait for it."""

    def end(number: int, _frame: FrameType | None) -> None:
        work.stop()
        signal.signal(number, signal.default_int_handler)

    numbers = [signal.SIGINT, signal.SIGTERM]
    if sys.platform != "win32":
        numbers.append(signal.SIGHUP)
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
