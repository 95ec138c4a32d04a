"""Dictionary files → entries. One module a format; :func:`read` looks at name and content.

Every format gives the same: (language, word, English meanings). Dictionaries without English are left out: they could
only be used by way of a third language.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from syndicheck.errors import InputError
from syndicheck.lexicon.entry import Entry
from syndicheck.lexicon.formats import dictd, ding, slashed

PLACES = (
    "/usr/share/dictd",
    "/usr/local/share/dictd",
    "/usr/share/trans",
    "/usr/share/edict",
    "/usr/share/cedict",
)
"""Where Debian's packages (dict-freedict-*, trans-*, edict) and dictd's own installation put dictionaries."""

LARGEST = 512 * 1024 * 1024
"""Bytes of one dictionary, unpacked: the largest known one has a fifth."""


def files_in(folder: Path) -> list[Path]:
    """The files of a folder (and those below) that may be dictionaries, by name."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith((".dict", ".dict.dz")) and looks_like_one(path)
    )


def looks_like_one(path: Path) -> bool:
    """Whether the beginning of a file is that of a format that can be read."""
    if path.suffix == ".index":
        return dictd.data_of(path) is not None
    return ding.is_one(path) or slashed.is_one(path)


def read(path: Path) -> Iterator[Entry]:
    """The entries of a dictionary.

    :raises InputError: no format that is known, languages that the name does not tell, no English, or broken.
    """
    if path.name.endswith((".dict", ".dict.dz")):
        path = path.with_name(path.name.removesuffix(".dz").removesuffix(".dict") + ".index")
    if path.suffix == ".index":
        return dictd.read(path, LARGEST)
    if ding.is_one(path):
        return ding.read(path)
    if slashed.is_one(path):
        return slashed.read(path)
    raise InputError(
        f"{path}: no dictionary that can be read.",
        "Known are dictd/FreeDict (.index with .dict or .dict.dz beside it), Ding, EDICT and CC-CEDICT.",
    )
