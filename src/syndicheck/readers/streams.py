"""Bytes of one file, unpacked and bounded: the only way in which readers touch input.

A :class:`ByteStream` hides gzip, byte order marks and UTF-16, and never holds more than one record. Limits:

* :data:`RECORD_LIMIT` – one record (a line, an element of a JSON array, a whole text or page) may take this
  many bytes; a longer one is skipped without loading it.
* :data:`TOTAL_LIMIT` – one file may unpack to this many bytes in all.
* :data:`BOMB_RATIO` – a gzip file that unpacks to more than :data:`BOMB_FLOOR` bytes must not have shrunk by
  more than this factor (news text shrinks three- to tenfold, deflate can reach 1,032).
"""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

RECORD_LIMIT = 16 * 1024 * 1024
TOTAL_LIMIT = 64 * 1024**3
BOMB_RATIO = 250
BOMB_FLOOR = 256 * 1024**2
FILE_LIMIT = 16 * 1024**3
"""Bytes of a file that must be kept on the disk to be read (:meth:`ByteStream.as_file`)."""
HEAD = 8192
"""How many bytes readers are shown to recognise a format, and in which NUL bytes mean "binary"."""

_CHUNK = 128 * 1024
_GZIP = b"\x1f\x8b"


class Interrupted(Exception):
    """The stream cannot be read any further; what came before is sound. Becomes a fatal
    :class:`~syndicheck.model.articles.Problem` of the file.
    """

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


class ByteStream:
    """One input, readable once. UTF-16 and UTF-32 arrive as UTF-8, gzip unpacked, byte order marks taken
    off.

    ``transcoded`` says that the bytes were UTF-16 or UTF-32, so that a charset declared inside is void.
    ``head`` is the beginning (up to :data:`HEAD` bytes), which stays readable.
    """

    def __init__(self, raw: BinaryIO, *, record_limit: int = RECORD_LIMIT) -> None:
        self.record_limit = record_limit
        chunks = _chunks(raw)
        start, chunks = _ahead(chunks, len(_GZIP))
        if start.startswith(_GZIP):
            chunks = _unpacked(chunks)
        start, chunks = _ahead(_bounded(chunks), HEAD)
        encoding = _wide_encoding(start)
        self.transcoded = encoding is not None
        if encoding is not None:
            chunks = _as_utf8(chunks, encoding)
        elif start.startswith(codecs.BOM_UTF8):
            chunks = _without_bom(chunks)
        self.head, chunks = _ahead(chunks, HEAD)
        self.head = self.head[:HEAD]
        self._buffered = io.BufferedReader(_Joined(chunks), _CHUNK)

    def lines(self) -> Iterator[bytes | None]:
        """Every line with its line end, ``None`` in place of a line longer than the record limit."""
        limit = self.record_limit
        readline = self._buffered.readline
        while line := readline(limit):
            if len(line) < limit or line.endswith(b"\n"):
                yield line
                continue
            rest = readline(_CHUNK)
            while rest and not rest.endswith(b"\n"):
                rest = readline(_CHUNK)
            yield None

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, at least one unless the stream is at its end."""
        return self._buffered.read1(size)

    def whole(self) -> bytes:
        """Everything, for formats that hold one record a file. Raises :class:`Interrupted` beyond the
        record limit.
        """
        data = self._buffered.read(self.record_limit + 1)
        if len(data) > self.record_limit:
            raise Interrupted("too-long", f"The file is longer than {megabytes(self.record_limit)}.", TOO_LONG_REMEDY)
        return data

    def as_file(self) -> IO[bytes]:
        """Everything as a file that can be read in any order and has a ``name``, for formats that begin at their end.
        It lies on the disk and is deleted when it is closed. Raises :class:`Interrupted` beyond :data:`FILE_LIMIT`.
        """
        size = 0
        # several libraries open the file again by its name
        import tempfile

        held = tempfile.NamedTemporaryFile(prefix="syndicheck-")  # noqa: SIM115 - the caller closes it
        try:
            while chunk := self._buffered.read(_CHUNK):
                size += len(chunk)
                if size > FILE_LIMIT:
                    raise Interrupted(
                        "too-long", f"The file is longer than {megabytes(FILE_LIMIT)}.", "Split it into several files."
                    )
                held.write(chunk)
            held.flush()
            held.seek(0)
        except BaseException:
            held.close()
            raise
        return held


def within(parts: Iterable[str], limit: int) -> Iterator[str]:
    """The parts of one text, as they are taken out of a document: what is packed there once may be shown a thousand
    times. Raises :class:`Interrupted` where they have more than ``limit`` characters together.
    """
    size = 0
    for part in parts:
        size += len(part)
        if size > limit:
            raise Interrupted(
                "too-long",
                f"The text of the document is longer than {limit:,} characters.",
                "No article is that long: save the part that is one as a .txt file.",
            )
        yield part


TOO_LONG_REMEDY = "No article is that long: look whether a line break, a quote or a bracket is missing."


def megabytes(size: int) -> str:
    """A limit as people say it."""
    return f"{size / 1024**2:.4g} MB"


class _Joined(io.RawIOBase):
    """Chunks as a file object, so that the fast buffering of :mod:`io` can work on them."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        target = memoryview(buffer)
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def _chunks(raw: BinaryIO) -> Iterator[bytes]:
    while chunk := raw.read(_CHUNK):
        yield chunk


def _ahead(chunks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first ``size`` bytes or more, and the same chunks again from the start. A stream that breaks
    within them is handed on with its break still to come.
    """
    start = b""
    try:
        while len(start) < size:
            start += next(chunks)
    except StopIteration:
        pass
    except (Interrupted, OSError) as broken:
        return start, chain((start,), _raising(broken))
    return start, chain((start,), chunks)


def _raising(error: Exception) -> Iterator[bytes]:
    raise error
    yield b""


def _unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Gzip members, one after the other. Whatever comes out before a damage is handed on first."""
    packed = unpacked = 0
    member = zlib.decompressobj(wbits=31)
    fresh = True
    for chunk in chunks:
        packed += len(chunk)
        while chunk:
            if fresh and not chunk.strip(b"\0"):
                break  # tapes and some tools pad the end with zeros
            fresh = False
            try:
                data = member.decompress(chunk, _CHUNK)
            except zlib.error as error:
                raise Interrupted(
                    "bad-gzip",
                    f"The gzip data is damaged ({error}).",
                    "Fetch the file again; the articles before the damage were read.",
                ) from None
            unpacked += len(data)
            if unpacked > BOMB_FLOOR and unpacked > packed * BOMB_RATIO:
                raise Interrupted(
                    "gzip-bomb",
                    f"The file unpacks to more than {BOMB_RATIO} times its size.",
                    "No text shrinks that far. Unpack it yourself if you trust it.",
                )
            if data:
                yield data
            if member.eof:
                chunk = member.unused_data
                member, fresh = zlib.decompressobj(wbits=31), True
            else:
                chunk = member.unconsumed_tail
    if not fresh:
        # Input may be used up while output is still waiting behind the size limit.
        while data := member.decompress(b"", _CHUNK):
            yield data
        if not member.eof:
            raise Interrupted(
                "truncated",
                "The gzip file ends in the middle.",
                "Fetch the file again; the articles before the break were read.",
            )


def _bounded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > TOTAL_LIMIT:
            raise Interrupted(
                "too-long",
                f"The file unpacks to more than {TOTAL_LIMIT // 1024**3} GB.",
                "Split it; the articles so far were read.",
            )
        yield chunk


def _wide_encoding(start: bytes) -> str | None:
    """``utf-16…`` or ``utf-32…`` when the bytes begin like it: by their mark, or by zeros that stand in
    every second place only.
    """
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = start[0:512:2], start[1:512:2]
    if len(odd) >= 4:
        if odd.count(0) > 0.7 * len(odd) and not even.count(0):
            return "utf-16-le"
        if even.count(0) > 0.7 * len(even) and not odd.count(0):
            return "utf-16-be"
    return None


def _as_utf8(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Halves of surrogate pairs pass as such: the record in which they stand is then not valid UTF-8 and
    is dealt with alone.
    """
    decoder = codecs.getincrementaldecoder(encoding)(errors="surrogatepass")
    try:
        for chunk in chunks:
            if data := decoder.decode(chunk).encode("utf-8", "surrogatepass"):
                yield data
        if data := decoder.decode(b"", final=True).encode("utf-8", "surrogatepass"):
            yield data
    except UnicodeDecodeError as error:
        raise Interrupted(
            "undecodable",
            f"The file is not valid {encoding.upper()} ({error.reason}).",
            "Save it again as UTF-8; what stands before the damage was read.",
        ) from None


def _without_bom(chunks: Iterator[bytes]) -> Iterator[bytes]:
    first = next(chunks)
    yield first.removeprefix(codecs.BOM_UTF8)
    yield from chunks
