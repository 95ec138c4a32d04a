"""``serve``: the database in a browser, by Datasette."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from syndicheck.commands.options import database_option


@click.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", "-p", default=8001, show_default=True, type=click.IntRange(0, 65535), help="Port; 0: any.")
def serve(database: Path, host: str, port: int) -> None:
    """Show the database in a browser: stories, articles and comparisons, and all tables.

    Needs the extra `datasette`: pip install 'syndicheck[datasette]'. Stop it with Ctrl-C. By default nobody but this
    machine can reach it; article texts are other people's, so think before you choose another --host.
    """
    from importlib.util import find_spec

    from syndicheck.errors import InputError
    from syndicheck.store.database import Database

    if find_spec("datasette") is None:
        raise InputError("Datasette is not installed.", "Run: pip install 'syndicheck[datasette]'")
    with Database(database):
        pass  # a missing, foreign or older file is named here, with its remedy
    page = f"/-/syndicheck/{database.stem}"
    click.echo(f"Stories: http://{host}:{port}{page}" if port else f"Stories lie under {page}", err=True)
    arguments = ["datasette", "serve", str(database), "--host", host, "--port", str(port)]
    os.execv(sys.executable, [sys.executable, "-m", *arguments])
