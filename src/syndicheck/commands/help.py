"""``syndicheck explain``, ``doctor`` and ``completion``: help for those who use the program."""

from __future__ import annotations

from pathlib import Path

import click

from syndicheck.commands.options import database_option
from syndicheck.errors import EXIT_CLEAN, EXIT_FINDINGS


@click.command()
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


@click.command()
@database_option
def doctor(database: Path) -> None:
    """Check this installation, and the database if there is one."""
    from syndicheck.doctor import examine

    healthy = True
    for line in examine(database):
        healthy = healthy and line.ok
        click.echo(f"{'ok  ' if line.ok else 'FAIL'} {line.subject}: {line.finding}")
    raise SystemExit(EXIT_CLEAN if healthy else EXIT_FINDINGS)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash: syndicheck completion bash > ~/.local/share/bash-completion/completions/syndicheck
    zsh:  syndicheck completion zsh > ~/.zfunc/_syndicheck
    fish: syndicheck completion fish > ~/.config/fish/completions/syndicheck.fish
    """  # noqa: D301 - the sign by which click leaves line breaks alone
    from click.shell_completion import get_completion_class

    from syndicheck.cli import cli

    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - the choices above are click's own
        raise click.BadParameter(shell)
    click.echo(kind(cli, {}, "syndicheck", "_SYNDICHECK_COMPLETE").source())
