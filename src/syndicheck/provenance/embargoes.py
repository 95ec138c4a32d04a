"""Until when the record of an article keeps it back: ``embargo_until`` and its kin, in whatever system it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_BEGINNINGS = ("embargo", "sperrfrist")
"""What the name of such a field begins with, as names of fields are compared."""

LONGEST = 100
"""Characters of a time."""


def declared_embargoes(fields: Mapping[str, object]) -> Iterator[str]:
    """The values, as written, of fields that may say when an embargo ends: of the record itself, and of what it says
    that its source declares.
    """
    declared = fields.get("declared")
    for several in (fields, declared if isinstance(declared, dict) else {}):
        for name, value in several.items():
            bare = "".join(filter(str.isalnum, name.casefold()))
            if bare.startswith(_BEGINNINGS) and isinstance(value, str) and 0 < len(value) <= LONGEST:
                yield value
