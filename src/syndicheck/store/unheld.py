"""What to say of an outlet of which nothing is held: most often its name is misspelled."""

from __future__ import annotations

import sqlite3
from difflib import get_close_matches

from syndicheck.errors import InputError

SHOWN = 3
"""Names that are alike of which the message tells."""


def is_held(connection: sqlite3.Connection, outlet: str) -> bool:
    """Whether an outlet of exactly this name is known here."""
    return connection.execute("SELECT 1 FROM outlets WHERE name = ?", (outlet,)).fetchone() is not None


def no_outlet(connection: sqlite3.Connection, outlet: str) -> InputError:
    """What to raise where an outlet is not known, with the names that are alike."""
    names: dict[str, str] = {}
    for (name,) in connection.execute("SELECT name FROM outlets ORDER BY name"):
        names.setdefault(name.casefold(), name)
    wanted = outlet.casefold()
    alike = get_close_matches(wanted, names, SHOWN)
    alike += [name for name in names if wanted and wanted in name and name not in alike]
    meant = f"Alike are: {', '.join(names[name] for name in alike[:SHOWN])}. " if alike else ""
    remedy = f"{meant}List the outlets with: syndicheck outlets"
    return InputError(f"No outlet named {outlet} is held here.", remedy, asks_database=True)
