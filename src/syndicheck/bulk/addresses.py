"""How files and folders are named to Spark: a path without a scheme may be anywhere to it, and brackets a pattern."""

from __future__ import annotations

import re
from pathlib import Path


def to_write(path: Path) -> str:
    """The folder of this machine, or of a file system that all machines have mounted, whatever Hadoop's own default."""
    return f"file://{path.absolute()}"


def to_read(path: Path) -> str:
    """The same to be read from."""
    return escaped(to_write(path))


def escaped(name: str) -> str:
    """A name of which nothing is a pattern to Spark."""
    return re.sub(r"([\\{}\[\]*?])", r"\\\1", name)
