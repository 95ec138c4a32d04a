"""Web archive collections (``.wacz``): a ZIP file whose ``archive/`` folder holds WARC files; see :mod:`.warc`."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from syndicheck.model.articles import Problem
from syndicheck.readers import warc
from syndicheck.readers.interface import Item
from syndicheck.readers.streams import BOMB_FLOOR, BOMB_RATIO, ByteStream, Interrupted

suffixes = (".wacz",)
binary = True


def sniff(head: bytes) -> bool:
    """A ZIP archive that names the collection's parts early."""
    return head.startswith(b"PK\x03\x04") and (b"datapackage.json" in head or b"archive/" in head[:200])


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """Every page of every archive in the collection; they are named ``crawl.wacz/data.warc.gz#ADDRESS``."""
    with stream.as_file() as held:
        try:
            with zipfile.ZipFile(held) as collection:
                yield from _archives(collection, where, stream.record_limit)
        except Interrupted:
            raise
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            ValueError,
            OSError,
            EOFError,
        ) as error:
            # all of these the standard library raises for archives that are damaged, encrypted or packed strangely
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            yield Problem(
                where,
                "broken-wacz",
                f"The collection cannot be read (any further): {reason}.",
                "Fetch it again; what came before was read.",
            )


def _archives(collection: zipfile.ZipFile, where: str, limit: int) -> Iterator[Item]:
    found = False
    for part in sorted(collection.infolist(), key=lambda one: one.filename):
        name = part.filename.rpartition("/")[2]
        if not part.filename.startswith("archive/") or not name.endswith((".warc", ".warc.gz")):
            continue
        found = True
        place = f"{where}/{name}"
        if part.file_size > BOMB_FLOOR and part.file_size > part.compress_size * BOMB_RATIO:
            yield Problem(
                place, "zip-bomb", f"It unpacks to more than {BOMB_RATIO} times its size.", "Unpack it yourself."
            )
            continue
        with collection.open(part) as raw:
            try:
                yield from warc.read(ByteStream(cast(BinaryIO, raw), record_limit=limit), place)
            except Interrupted as stop:
                yield Problem(place, stop.code, stop.message, stop.remedy)
    if not found:
        yield Problem(where, "no-archive", "There is no WARC file in its folder archive/.", "Look what the file is.")
