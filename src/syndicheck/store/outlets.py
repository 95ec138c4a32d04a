"""Outlets as the newsroom knows them: names, owners, domains, kept in the database for every later run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from syndicheck.outlets import Names, Outlet, Outlets
from syndicheck.store.sketches import COMPARED, look_again
from syndicheck.trust import Tie

ALIAS, DOMAIN, HOSTING = "alias", "domain", "hosting"


def outlet_id_of(connection: sqlite3.Connection, name: str) -> int:
    """The row of an outlet, made when it is missing."""
    connection.execute("INSERT OR IGNORE INTO outlets (name) VALUES (?)", (name,))
    return int(connection.execute("SELECT id FROM outlets WHERE name = ?", (name,)).fetchone()[0])


def load_known(connection: sqlite3.Connection) -> Outlets:
    """What :func:`replace_known` has stored."""
    rows = connection.execute(
        "SELECT n.kind, n.value, o.name, o.owner FROM outlet_names n LEFT JOIN outlets o ON o.id = n.outlet_id"
        " ORDER BY o.name, n.kind, n.value"
    ).fetchall()
    named: dict[str, tuple[str | None, list[str], list[str]]] = {}
    for kind, value, name, owner in rows:
        if name is not None:
            _, domains, aliases = named.setdefault(name, (owner, [], []))
            (domains if kind == DOMAIN else aliases).append(value)
    return Outlets(
        tuple(Outlet(name, owner, tuple(domains), tuple(aliases)) for name, (owner, domains, aliases) in named.items()),
        tuple(value for kind, value, _, _ in rows if kind == HOSTING),
    )


def load_names(connection: sqlite3.Connection) -> Names:
    """Finds outlets by what is stored of them."""
    return Names(load_known(connection))


def replace_known(connection: sqlite3.Connection, known: Outlets) -> int:
    """Put a file of outlets in place of the one before, and assign every article anew; the caller holds the
    transaction.

    Returns the number of articles whose outlet is another one now. Their stories wait to be formed again.
    """
    connection.execute("DELETE FROM outlet_names")
    connection.execute("UPDATE outlets SET owner = NULL")
    for outlet in known.outlets:
        outlet_id = outlet_id_of(connection, outlet.name)
        connection.execute("UPDATE outlets SET owner = ? WHERE id = ?", (outlet.owner, outlet_id))
        connection.executemany(
            "INSERT INTO outlet_names (kind, value, outlet_id) VALUES (?, ?, ?)",
            [
                # its own name stands there too, so that an outlet without aliases and domains is known
                *((ALIAS, name, outlet_id) for name in dict.fromkeys((outlet.name, *outlet.aliases))),
                *((DOMAIN, domain, outlet_id) for domain in outlet.domains),
            ],
        )
    connection.executemany(
        "INSERT INTO outlet_names (kind, value) VALUES ('hosting', ?)", [(d,) for d in known.hosting]
    )
    return reassign(connection)


def replace_ties(connection: sqlite3.Connection, ties: Iterable[Tie]) -> None:
    """Put what files of ``trust.txt`` say in place of what is there; the caller holds the transaction."""
    connection.execute("DELETE FROM outlet_ties")
    connection.executemany(
        "INSERT INTO outlet_ties (domain, kind, other, said_by) VALUES (?, ?, ?, ?)",
        [(tie.domain, tie.kind, tie.other, tie.said_by) for tie in ties],
    )


def ties_of_outlets(connection: sqlite3.Connection) -> dict[str, list[Tie]]:
    """The ties of each outlet, by its name."""
    names = load_names(connection)
    found: dict[str, list[Tie]] = {}
    for row in connection.execute(
        "SELECT domain, kind, other, said_by FROM outlet_ties ORDER BY domain, kind DESC, other"
    ):
        tie = Tie(*row)
        found.setdefault(names.resolve(tie.domain, None), []).append(tie)
    return found


def reassign(connection: sqlite3.Connection) -> int:
    """Give every article the outlet that it has by what is known now; returns how many have changed."""
    names = load_names(connection)
    moved = []
    for article_id, present, as_read, address in connection.execute(
        "SELECT a.id, o.name, a.outlet_as_read, coalesce(a.url, a.canonical_url) FROM articles a"
        " JOIN outlets o ON o.id = a.outlet_id ORDER BY a.id"
    ).fetchall():
        name = names.resolve(as_read, address)
        if name != present:
            moved.append((outlet_id_of(connection, name), article_id))
    connection.executemany("UPDATE articles SET outlet_id = ? WHERE id = ?", moved)
    forget_unused(connection)
    for _, article_id in moved:
        sketches = connection.execute(
            "SELECT s.id FROM sketches s JOIN article_versions v ON v.id = s.version_id WHERE v.article_id = ?",
            (article_id,),
        )
        look_again(connection, [row[0] for row in sketches], COMPARED)
    return len(moved)


def forget_unused(connection: sqlite3.Connection) -> None:
    """Delete outlets that have no articles any more, and that nobody named."""
    connection.execute(
        "DELETE FROM outlets WHERE id NOT IN (SELECT outlet_id FROM articles)"
        " AND id NOT IN (SELECT outlet_id FROM outlet_names WHERE outlet_id IS NOT NULL)"
    )


def listed(connection: sqlite3.Connection) -> list[tuple[str, str | None, int, tuple[str, ...]]]:
    """Every outlet: name, owner, number of articles, and the domains and aliases it is known by."""
    known = {outlet.name: (*outlet.domains, *outlet.aliases) for outlet in load_known(connection).outlets}
    return [
        (name, owner, articles, tuple(value for value in known.get(name, ()) if value != name))
        for name, owner, articles in connection.execute(
            "SELECT o.name, o.owner, count(a.id) FROM outlets o LEFT JOIN articles a ON a.outlet_id = o.id"
            " GROUP BY o.id ORDER BY o.owner IS NULL, o.owner, o.name"
        )
    ]
