"""Unpacking what a web server sent: gzip and deflate, damaged, nested, or made to burst."""

from __future__ import annotations

import zlib

from syndicheck.readers.replies import SAVE, Failed, too_large
from syndicheck.readers.streams import megabytes

_GZIP = b"\x1f\x8b"
_STEP = 16 * 1024


def plain(body: bytes, encodings: str, limit: int) -> bytes:
    """A body without its content encodings (the value of ``Content-Encoding``), and without the gzip of a file that is
    itself packed; at most ``limit`` bytes. Raises :class:`~syndicheck.readers.replies.Failed`.
    """
    for encoding in reversed([name.strip().lower() for name in encodings.split(",") if name.strip()]):
        if encoding in ("gzip", "x-gzip"):
            body = _unpacked(body, 31, limit)
        elif encoding == "deflate":
            # meant is zlib's format; some servers send bare deflate
            wrapped = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
            body = _unpacked(body, 15 if wrapped else -15, limit)
        elif encoding != "identity":
            raise Failed("web-encoding", "The answer is packed in a way nobody asked for.", SAVE)
    if body.startswith(_GZIP):
        body = _unpacked(body, 31, limit)
    if body.startswith(_GZIP):
        raise Failed("web-encoding", "The answer is packed more than once.", SAVE)
    return body


def _unpacked(body: bytes, wbits: int, limit: int) -> bytes:
    """Unpacked step by step, so that a bomb costs no more than the limit, and many small members no more than one."""
    parts: list[bytes] = []
    size = whole = 0
    member = None
    for start in range(0, len(body), _STEP):
        chunk = body[start : start + _STEP]
        while chunk:
            fresh = member is None
            if member is None:
                member = zlib.decompressobj(wbits)
            try:
                part = member.decompress(chunk, limit + 1 - size)
            except zlib.error:
                if fresh and whole:
                    return b"".join(parts)  # what stands behind the last member is no data
                raise Failed("web-encoding", "The answer is packed, and the packing is damaged.", SAVE) from None
            parts.append(part)
            size += len(part)
            if size > limit:
                raise too_large(f"The answer unpacks to more than {megabytes(limit)}.")
            chunk = b""
            if member.eof:
                chunk, member, whole = member.unused_data, None, whole + 1
                if wbits != 31:  # only gzip has members
                    return b"".join(parts)
    if member is not None:
        raise Failed("web-encoding", "The answer is packed, and ends in the middle.", SAVE)
    return b"".join(parts)
