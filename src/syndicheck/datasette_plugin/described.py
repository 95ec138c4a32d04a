"""Descriptions of tables and columns, facets and queries for Datasette, from the database's own schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from syndicheck.readonly import address
from syndicheck.store import descriptions
from syndicheck.store.schema.file import APPLICATION_ID

_KNOWN: WeakKeyDictionary[Any, dict[tuple[str, str], dict[str, Any] | None]] = WeakKeyDictionary()


def described(datasette: Any, database: str) -> dict[str, Any] | None:
    """The metadata of a database of ours: tables and queries; ``None`` for others' databases. Looked at once."""
    held = datasette.databases.get(database)
    if held is None or held.path is None:
        return None
    known = _KNOWN.setdefault(datasette, {})
    key = (database, str(held.path))
    if key not in known:
        known[key] = _read(Path(held.path), database)
    return known[key]


def _read(path: Path, database: str) -> dict[str, Any] | None:
    try:
        with closing(sqlite3.connect(address(path), uri=True)) as connection:
            (owner,) = connection.execute("PRAGMA application_id").fetchone()
            if owner != APPLICATION_ID:
                return None
            found: dict[str, Any] = descriptions.metadata(connection, database)["databases"][database]
            return found
    except (sqlite3.Error, OSError):  # a file that cannot be read is Datasette's to complain of
        return None


def metadata_for_065(datasette: Any) -> dict[str, Any]:
    """What Datasette 0.65 asks for on each page."""
    found = {name: described(datasette, name) for name in list(datasette.databases)}
    said = (getattr(datasette, "_metadata_local", None) or {}).get("databases") or {}
    return {
        "databases": {
            name: {**about, "tables": _in_their_order(about["tables"], (said.get(name) or {}).get("tables") or {})}
            for name, about in found.items()
            if about
        }
    }


def _in_their_order(tables: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Without our order where the newsroom's files have one: Datasette merges the two, and takes only one."""
    return {
        name: {key: value for key, value in about.items() if key != "sort_desc"}
        if "sort" in (said.get(name) or {})
        else about
        for name, about in tables.items()
    }


async def tell_version_1(datasette: Any) -> None:
    """Datasette 1.0 keeps descriptions and queries itself; what its files say is not overwritten."""
    for name in list(datasette.databases):
        about = described(datasette, name)
        if about is None:
            continue
        _show(datasette, name, about["tables"])
        for table, said in about["tables"].items():
            if "description" in said:
                present = await datasette.get_resource_metadata(name, table)
                if "description" not in present:
                    await datasette.set_resource_metadata(name, table, "description", said["description"])
            for column, words in said.get("columns", {}).items():
                if "description" not in await datasette.get_column_metadata(name, table, column):
                    await datasette.set_column_metadata(name, table, column, "description", words)
        for query, said in about["queries"].items():
            await datasette.add_query(
                name, query, said["sql"], title=said["title"], description=said["description"], replace=False
            )


def _show(datasette: Any, database: str, tables: dict[str, Any]) -> None:
    """Facets, order and hidden tables. Datasette 1.0 looks for them in its configuration alone; there they are added,
    where the files that it was started with say nothing.
    """
    if datasette.config is None:
        datasette.config = {}
    databases = datasette.config.setdefault("databases", {})
    shown = databases.setdefault(database, {}).setdefault("tables", {})
    for table, chosen in descriptions.displayed(tables).items():
        mine = shown.setdefault(table, {})
        sorted_already = {"sort", "sort_desc"} & mine.keys()
        for key, value in chosen.items():
            if key != "sort_desc" or not sorted_already:
                mine.setdefault(key, value)
