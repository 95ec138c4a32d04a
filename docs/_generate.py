"""Generated parts of the documentation; cog calls these functions (``make docs-update``).

Each prints Markdown that depends on the code alone: not on the terminal, the environment or the clock.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

WIDTH = 90
INTERNAL = re.compile(r"^(sqlite_|_sqlite|article_versions_fts|_?migrations)")


def cli() -> None:
    """Every command's help, as the command line prints it."""
    from syndicheck.cli import cli as root

    for context in _contexts(root, "syndicheck", None):
        path = context.command_path
        print(f"\n{'#' * (2 + path.count(' '))} {path}\n")
        print("```text")
        print("\n".join(line.rstrip() for line in context.get_help().splitlines()))
        print("```")
    print()


def _contexts(command: click.Command, name: str, parent: click.Context | None) -> Iterator[click.Context]:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield context
    if isinstance(command, click.Group):
        for inner_name in command.list_commands(context):
            inner = command.get_command(context, inner_name)
            if inner is not None and not inner.hidden:
                yield from _contexts(inner, inner_name, context)


def schema() -> None:
    """Tables and views of a fresh database, with the comments that stand in its own SQL."""
    from syndicheck.store.database import Database

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fresh.db"
        with Database(path, write=True):
            pass
        connection = sqlite3.connect(path)
        try:
            print()
            print("### Tables\n")
            for name, sql in _objects(connection, "table"):
                _table(connection, name, sql)
            print("### Views\n")
            for name, _ in _objects(connection, "view"):
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info([{name}])")]
                print(f"**`{name}`**: {', '.join(f'`{column}`' for column in columns)}\n")
        finally:
            connection.close()


def _objects(connection: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = ? ORDER BY rowid", (kind,))
    return [(name, sql) for name, sql in rows if not INTERNAL.match(name)]


def _table(connection: sqlite3.Connection, name: str, sql: str) -> None:
    from syndicheck.store.descriptions import column_words

    comments = column_words(name, sql)
    targets = {
        row[3]: f"→ `{row[2]}.{row[4] or 'id'}`" for row in connection.execute(f"PRAGMA foreign_key_list([{name}])")
    }
    print(f"**`{name}`**\n")
    print("| column | type | |\n|---|---|---|")
    for _, column, kind, not_null, _, key in connection.execute(f"PRAGMA table_info([{name}])"):
        remarks = [targets[column]] if column in targets else []
        if key:
            remarks.append("primary key")
        elif not not_null:
            remarks.append("may be empty")
        if column in comments:
            remarks.append(comments[column].strip().replace("|", "\\|"))
        print(f"| `{column}` | {kind.lower()} | {'; '.join(remarks)} |")
    print()


def findings() -> None:
    """Every finding of a check: the text of ``syndicheck explain``, as a page."""
    from syndicheck.checking.rules import RULES

    families = {
        "SYN1": "Copied passages",
        "SYN2": "Credit, disclaimer and label",
        "SYN3": "Facts changed against the source",
        "SYN4": "Origin and time",
        "SYN5": "Text integrity",
        "SYN6": "Translations",
        "SYN9": "The check itself",
    }
    family = ""
    for rule in RULES.values():
        if rule.code[:4] != family:
            family = rule.code[:4]
            print(f"\n## {families[family]}")
        print(f"\n### {rule.code} {rule.name}\n")
        print(f"{rule.summary} Weight: {rule.severity}.\n")
        print(f"* **Why it matters**: {rule.why}")
        print(f"* **Where it errs**: {rule.errs}")
        print(f"* **Example**: {rule.example}")
        print(f"* **What to do**: {rule.remedy}")
    print()


def benchmarks() -> None:
    """The figures that ``python -m tests.bench.page`` has kept."""
    from tests.bench.page import markdown

    for line in markdown():
        print(line)
    print()
