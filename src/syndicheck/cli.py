"""The command line: which command lives where, and how errors end.

A module of a command is imported when the command is called; in it, everything heavy is imported inside the command.
Data goes to standard output; progress, summaries and errors go to standard error.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from syndicheck import __version__
from syndicheck.commands.options import DATABASE
from syndicheck.endings import interrupted, told
from syndicheck.errors import SyndicheckError

COMMANDS = {
    "ingest": "ingest",
    "report": "stories",
    "story": "stories",
    "compare": "texts",
    "marks": "texts",
    "explain": "help",
    "reindex": "derive",
    "learn": "derive",
    "doctor": "help",
    "completion": "help",
    "watch": "watch",
    "outlets": "outlets",
    "bundle": "bundle",
    "replay": "bundle",
    "check": "check",
    "catalogue": "catalogue",
    "lexicon": "lexicon",
    "config": "config",
    "review": "review",
    "serve": "serve",
    "publish": "publish",
    "bulk": "bulk",
    "merge": "upkeep",
    "delete": "upkeep",
    "retain": "upkeep",
    "vacuum": "upkeep",
    "backup": "upkeep",
}
"""Command → the module in which it is defined under its own name, in the order of the work."""

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
    """Loads a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the work, not of the alphabet."""
        return list(COMMANDS)

    def invoke(self, ctx: click.Context) -> Any:
        """Call a command. What to do about its errors is told with the database that it was given."""
        try:
            return super().invoke(ctx)
        except SyndicheckError as error:
            if DATABASE in ctx.meta:
                error.name_database(ctx.meta[DATABASE])
            raise

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; ``None`` for one that there is not."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"syndicheck.commands.{COMMANDS[cmd_name]}"), cmd_name)
        assert isinstance(found, click.Command)
        return found


@click.group(
    cls=Group, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", prog_name="syndicheck")
def cli() -> None:
    """Find where a news text really came from.

    Reads articles from many outlets and languages, finds the copies among them, marks what is not the story,
    and says who published first - or that it cannot be told.
    """


def main() -> None:
    """Entry point."""
    with told():
        try:
            cli(standalone_mode=False)
        except click.ClickException as error:
            with suppress(BrokenPipeError):  # that nobody hears of it makes it no better
                error.show()
            raise SystemExit(error.exit_code) from None
        except click.Abort:
            interrupted()
