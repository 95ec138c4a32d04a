"""Where the values of a JSON file end, found in one pass with bounded memory."""

from __future__ import annotations

import re

from syndicheck.expressions import expression
from syndicheck.readers.streams import ByteStream

_BLANKS = expression(rb"[ \t\r\n]*+")
_SCALAR = expression(rb"[^,\]} \t\r\n]*+")
_STRING = expression(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_STRUCTURE = expression(rb'[^"\[\]{}]*+')
_OPENING = expression(rb"[\[{]++")
_CLOSING = expression(rb"[\]}]++")
_READ = 256 * 1024


class JsonScanner:
    """Finds where JSON values end, in one pass and without understanding them. Holds one value at most,
    and of a value beyond the record limit only its last piece.
    """

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        self._buffer = b""
        self._at = 0

    def peek(self) -> bytes:
        """The next byte that is not blank, ``b""`` at the end. It stays the next."""
        while True:
            self._at = self._end_of(_BLANKS)
            if self._at < len(self._buffer):
                return self._buffer[self._at : self._at + 1]
            if not self._refill():
                return b""

    def skip(self) -> None:
        """Leave the byte that :meth:`peek` showed behind."""
        self._at += 1

    def opens_records(self) -> bool:
        """Whether an array of objects (or an empty one) starts here. Looks ahead one buffer at most."""
        while True:
            ahead = self._buffer[self._at : self._at + _READ]
            found = re.match(rb"\[[ \t\r\n]*+([{\]])?", ahead)
            if found is None or found.group(1) is not None:
                return found is not None
            if found.end() < len(ahead) or len(ahead) >= _READ:
                return False
            self._buffer, self._at = ahead, 0
            more = self._stream.read(_READ)
            if not more:
                return False
            self._buffer += more

    def value(self, depth: int = 0) -> bytes | None:
        """The bytes of the value that starts here, ``None`` if it is beyond the record limit. With a
        ``depth`` the rest of a value that was entered that deep. Cut short when the stream ends.
        """
        limit = self._stream.record_limit
        parts: list[bytes] = []
        size = 0
        quoted = False
        scalar = depth == 0 and self.peek() not in b'"{['
        begin = self._at
        while True:
            if scalar:
                self._at = self._end_of(_SCALAR)
                done = self._at < len(self._buffer)
            else:
                quoted, depth, done = self._advance(quoted, depth)
            if done or size <= limit:
                parts.append(self._buffer[begin : self._at])
            size += self._at - begin
            if size > limit:
                parts.clear()
            if done or not self._refill():
                return b"".join(parts) if size <= limit else None
            begin = self._at

    def _advance(self, quoted: bool, depth: int) -> tuple[bool, int, bool]:
        """Go on in the buffer to the end of the value or of the buffer: (in a string, depth, at the end)."""
        buffer = self._buffer
        while self._at < len(buffer):
            if quoted:
                self._at = self._end_of(_STRING)
                if buffer[self._at : self._at + 1] != b'"':
                    break  # the string, or the escape at the very end of the buffer, goes on behind it
                self._at += 1
                quoted = False
                if depth == 0:
                    return False, 0, True
                continue
            self._at = self._end_of(_STRUCTURE)
            mark = buffer[self._at : self._at + 1]
            if not mark:
                break
            if mark == b'"':
                self._at += 1
                quoted = True
            elif mark in b"[{":
                run = self._end_of(_OPENING) - self._at
                self._at += run
                depth += run
            else:
                run = min(self._end_of(_CLOSING) - self._at, depth)
                self._at += run
                depth -= run
                if depth == 0:
                    return False, 0, True
        return quoted, depth, False

    def _end_of(self, pattern: re.Pattern[bytes]) -> int:
        found = pattern.match(self._buffer, self._at)
        return self._at if found is None else found.end()

    def _refill(self) -> bool:
        """Put the next piece of the stream behind what is not yet passed; false at the end."""
        more = self._stream.read(_READ)
        if not more:
            return False
        self._buffer = self._buffer[self._at :] + more
        self._at = 0
        return True
