"""How much of the input has been read, of how much: what is left takes about as long as its share of the bytes."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from syndicheck.readers.addresses import is_address
from syndicheck.readers.paths import STDIN, Found, expand
from syndicheck.readers.registry import suffix_of

AT_ONCE = frozenset({".parquet", ".sqlite", ".sqlite3", ".wacz"})
"""Files that are opened as a whole: how far one has come in them their bytes do not tell."""


class Amount:
    """``total`` bytes of files behind ``paths``, as they lie on the disk, of which so many have been ``read``.

    ``total`` is ``None`` where nobody knows it: standard input, web addresses, databases and the like.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self.read = 0
        self.total = _total(paths)

    @contextmanager
    def file(self, path: str) -> Iterator[None]:
        """A file is read in here; afterwards all of it counts as read, wherever its reader has stopped."""
        before = self.read
        try:
            yield
        finally:
            self.read = before + (_size(path) or 0)

    def heard(self, raw: BinaryIO) -> BinaryIO:
        """The same file, whose bytes are counted as they are read."""
        return cast(BinaryIO, _Heard(raw, self))


class _Heard:
    def __init__(self, raw: BinaryIO, amount: Amount) -> None:
        self._raw = raw
        self._amount = amount

    def read(self, size: int) -> bytes:
        data = self._raw.read(size)
        self._amount.read += len(data)
        return data


def _total(paths: Iterable[str]) -> int | None:
    total = 0
    for path in paths:
        if path == STDIN or is_address(path) or path.startswith("sqlite:"):
            return None
        for found in expand([path]):
            if isinstance(found, Found):  # what cannot be read takes no time
                size = None if suffix_of(found.path) in AT_ONCE else _size(found.path)
                if size is None:
                    return None
                total += size
    return total


def _size(path: str) -> int | None:
    """Bytes of a file; ``None`` of a pipe or a device."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):  # it went meanwhile
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else None
