"""Records as plain dictionaries, for JSON and for rows.

The records that travel through the program are frozen ``msgspec.Struct`` classes and not dataclasses: a dataclass is
compiled from source text that is made up at every start, a hundred of them cost more than everything else a check of
one draft does. They compare, hash, print and pickle like frozen dataclasses with slots;
``msgspec.structs.replace`` is their ``dataclasses.replace``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


def as_dict(record: Struct) -> dict[str, Any]:
    """The fields of a record by name; records inside it, also those in lists and mappings, become dictionaries too."""
    return {name: _plain(getattr(record, name)) for name in record.__struct_fields__}


def _plain(value: Any) -> Any:
    if isinstance(value, Struct):
        return as_dict(value)
    if isinstance(value, list | tuple):
        return type(value)(map(_plain, value))
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in value.items()}
    return value
