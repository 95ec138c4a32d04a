"""Connections that go only to addresses which were checked, and that end at a deadline.

A name is resolved here, every address it has is checked, and the connection goes to one of those very addresses: a
name server that answers differently the second time is never asked a second time. The name itself stays in the Host
header and in TLS, which httpcore takes from the address of the request.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """A host that must not be connected to; the text says why."""


class Unresolved(Exception):
    """A host that has no address."""


class OutOfTime(Exception):
    """The deadline has passed."""


class Deadline:
    """A moment by which everything must be done, on the clock that never goes back."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def put_off(self, seconds: float) -> None:
        """Add time that was spent on waiting for a turn, not on the work."""
        self._end += seconds

    def left(self) -> float:
        """Seconds that remain. Raises :class:`OutOfTime` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return left


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, in the system's order. Raises :class:`OSError` where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet. What carries another address inside is none of it."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # an address with a zone, or something that is no address
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None or ip.sixtofour is not None or ip.teredo is not None or ip in _NAT64:
            return False
        if ip.is_site_local or int(ip) >> 32 == 0:
            return False
    # ``is_global`` is false for private, loopback, link-local, unspecified and shared (100.64/10) addresses
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def checked(host: str, port: int, deadline: Deadline, *, allow_private: bool) -> list[str]:
    """The addresses of ``host`` to connect to. Raises :class:`Refused` when a single one of them is not public,
    :class:`Unresolved`, or :class:`OutOfTime`.
    """
    # The system's resolver knows no time limit; a thread that it keeps waiting is left behind.
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise OutOfTime from None
    if isinstance(answer, Exception) or not answer:
        raise Unresolved(f"the host {host} has no address")
    if not allow_private and not all(is_public(address) for address in answer):
        raise Refused(f"the host {host} leads into a private network")
    return answer


class Backend(httpcore.NetworkBackend):
    """httpcore's way to the network, by checked addresses only."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that answers, after all were checked."""
        addresses = checked(host, port, self._deadline, allow_private=self._allow_private)
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = self._system.connect_tcp(address, port, self._deadline.left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return _Stream(stream, self._deadline)
        self._deadline.left()
        raise failure or Unresolved(f"the host {host} has no address")


class _Stream(httpcore.NetworkStream):
    """A connection in which every wait ends at the deadline, so that a slow drip does too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
