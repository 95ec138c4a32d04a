"""Options that several commands share, so that they are the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


DATABASE = "syndicheck.database"
"""Where the context of a command line keeps which database it names."""


def _note_database(ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    ctx.meta[DATABASE] = value
    return value


def database_option(command: Command) -> Command:
    """``--db``, the same everywhere."""
    return click.option(
        "--db",
        "database",
        envvar="SYNDICHECK_DB",
        default="syndicheck.db",
        show_default=True,
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_note_database,
        help="The database file.",
    )(command)


def jobs_option(command: Command) -> Command:
    """``--jobs``, wherever there may be much to derive."""
    return click.option(
        "--jobs",
        "-j",
        type=click.IntRange(1, 64),
        help="Worker processes, from some hundred articles on.  [default: one for each processor, at most 8]",
    )(command)


def zone_option(command: Command) -> Command:
    """``--tz``, the same everywhere."""
    return click.option(
        "--tz",
        "zone",
        envvar="SYNDICHECK_TZ",
        default="UTC",
        show_default=True,
        callback=_check_zone,
        help="Show times in this zone, for example Europe/Berlin.",
    )(command)


def _use_catalogue(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        import os

        # the variable, not a global: worker processes must find the same marks
        os.environ["SYNDICHECK_CATALOGUE"] = str(value)


def catalogue_option(command: Command) -> Command:
    """``--catalogue``, wherever marks are looked for."""
    return click.option(
        "--catalogue",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=_use_catalogue,
        expose_value=False,
        metavar="DIR",
        help="Your own catalogue files, over ours (also: SYNDICHECK_CATALOGUE).",
    )(command)


def format_options(*names: str) -> Callable[[Command], Command]:
    """``--json``, ``--csv`` … as flags that exclude one another; the parameter is called ``fmt``."""

    def decorate(command: Command) -> Command:
        for name in reversed(names):
            command = click.option(
                f"--{name}",
                "fmt",
                flag_value=name,
                help={"json": "Print JSON (stable, versioned).", "html": "Print one self-contained page."}.get(
                    name, f"Print {name.upper() if name == 'csv' else name.capitalize()}."
                ),
            )(command)
        return click.option("--terminal", "fmt", flag_value="terminal", default=True, hidden=True)(command)

    return decorate


def _check_zone(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.BadParameter(f"{value!r} is no time zone; use a name such as Europe/Berlin.") from None
    return value


def must_exist(database: Path) -> None:
    """Refuse a database that is not there, where opening it for writing would make an empty one."""
    if not database.exists():
        from syndicheck.errors import InputError

        raise InputError(f"No database at {database}.", "Name it with --db.")
