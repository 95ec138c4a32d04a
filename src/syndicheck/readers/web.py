"""One web address → the bytes behind it, for the readers of files.

The address comes from a person, everything behind it from strangers. Only ``http`` and ``https`` are fetched; a host
that leads into a private network is refused, at every redirect (:mod:`syndicheck.readers.hosts`); ``robots.txt`` is
respected; proxies and passwords of the environment are not used. Limits are in
:class:`~syndicheck.readers.replies.Limits`.

Every failure is one :class:`~syndicheck.model.articles.Problem`: ``web-refused``, ``web-robots``, ``web-status``,
``web-redirects``, ``web-timeout``, ``web-too-large``, ``web-encoding``, ``web-unreachable``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.message import Message
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from syndicheck import __version__
from syndicheck.errors import MissingExtra
from syndicheck.model.articles import Problem
from syndicheck.readers import headers, packing
from syndicheck.readers.addresses import without_userinfo
from syndicheck.readers.replies import NO_VALIDATORS, SAVE, Answer, Failed, Limits, Reply, Validators, too_large
from syndicheck.readers.streams import megabytes

try:
    import httpcore
    import httpx
    import protego  # noqa: F401 - named here so that one message tells what is missing
except ImportError:
    raise MissingExtra("web", "read web addresses") from None

from syndicheck.readers import hosts
from syndicheck.readers.robots import Remembered, Robots

if TYPE_CHECKING:
    import ssl

AGENT: Final = f"syndicheck/{__version__}"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_READ = 512 * 1024
"""So much of a ``robots.txt`` counts (RFC 9309 asks for 500 KiB at least)."""


class _Response(Struct, frozen=True):
    status: int
    headers: Message
    body: bytes


class _Way(Struct):
    """What a request met on its way, known also when it failed."""

    status: int | None = None
    retry_after: float | None = None
    moved: str | None = None
    forbidden: bool = False
    fresh: float | None = None
    moving: Callable[[str], float] | None = None


class Web:
    """Fetches addresses. What ``robots.txt`` says is kept in ``robots``; one ``Web`` may be used by several threads."""

    def __init__(
        self, *, allow_private: bool = False, limits: Limits | None = None, robots: Robots | None = None
    ) -> None:
        self._allow_private = allow_private
        self._limits = limits or Limits()
        self._robots = robots or Robots()
        self._tls: ssl.SSLContext | None = None

    def fetch(self, address: str, *, moving: Callable[[str], float] | None = None) -> Answer | Problem:
        """What is behind an address, or why it cannot be had; ``moving`` as for :meth:`ask`. Raises nothing."""
        reply = self.ask(address, moving=moving)
        # without validators nothing is ever "unchanged"
        return reply.answer or reply.problem or Problem(without_userinfo(address), "web-status", _NOT_ASKED, SAVE)

    def ask(
        self, address: str, validators: Validators = NO_VALIDATORS, *, moving: Callable[[str], float] | None = None
    ) -> Reply:
        """Ask for an address, with ``validators`` only for what has changed since. Raises nothing.

        ``moving`` is called before a redirect is followed to another host, with that host (and its port, if one is
        named); it may wait there, and returns the seconds for which it did: they do not count as the server's.
        """
        asked = _now()
        way = _Way(moving=moving)
        try:
            deadline = hosts.Deadline(self._limits.seconds)
            url, response = self._follow(_parsed(address), deadline, robots=True, validators=validators, way=way)
            if response.status == 304 and validators != NO_VALIDATORS:
                return Reply(asked, _now(), status=304, validators=validators, moved=way.moved, fresh=way.fresh)
            if response.status != 200:
                raise _bad_status(response.status)
            media_type = str(response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
            body = packing.plain(
                response.body, str(response.headers.get("Content-Encoding") or ""), self._limits.unpacked
            )
            answered = _now()
            answer = Answer(
                address=str(url),
                body=body,
                media_type=media_type,
                charset=headers.charset(response.headers),
                modified=response.headers.get("Last-Modified"),
                fetched=answered,
            )
            given = Validators(
                headers.short(response.headers, "ETag"), headers.short(response.headers, "Last-Modified")
            )
            return Reply(asked, answered, answer, status=200, validators=given, moved=way.moved, fresh=way.fresh)
        except Failed as failed:
            problem = Problem(without_userinfo(address), failed.code, failed.message, failed.remedy)
        except Exception as error:  # hostile headers and foreign parsers; one address must not end the batch
            problem = Problem(
                without_userinfo(address),
                "web-unreachable",
                f"The answer cannot be understood ({type(error).__name__}).",
                SAVE,
            )
        return Reply(
            asked, _now(), problem=problem, status=way.status, retry_after=way.retry_after, forbidden=way.forbidden
        )

    def post(self, address: str, body: bytes) -> Reply:
        """Send JSON to an address that its owner has named: ``robots.txt`` is not asked, and no redirect is followed,
        because nobody knows who is behind it. Neither ``answer`` nor ``problem``: it was taken. Raises nothing.
        """
        asked = _now()
        way = _Way()
        try:
            url = _parsed(address)
            response = self._get(url, hosts.Deadline(self._limits.seconds), robots=False, body=body)
            way.status = response.status
            way.retry_after = headers.retry_after(response.headers.get("Retry-After"))
            if 200 <= response.status < 300:
                return Reply(asked, _now(), status=response.status)
            if response.status in _REDIRECTS:
                raise Failed("web-redirects", "The address redirects.", "Name the address that it leads to.")
            raise Failed(
                "web-status", f"The server did not take it (status {response.status}).", "Look at its own log."
            )
        except Failed as failed:
            problem = Problem(_parsed_host(address), failed.code, failed.message, failed.remedy)
        except Exception as error:  # hostile headers and foreign parsers
            problem = Problem(
                _parsed_host(address),
                "web-unreachable",
                f"The answer cannot be understood ({type(error).__name__}).",
                "Look at the server's own log.",
            )
        return Reply(asked, _now(), problem=problem, status=way.status, retry_after=way.retry_after)

    def delay(self, address: str) -> float:
        """Seconds that the host of an address wants between two requests, as far as its rules are known."""
        try:
            return self._robots.delay(_origin(_parsed(address)), AGENT)
        except Failed:
            return 0.0

    def _follow(
        self,
        url: httpx.URL,
        deadline: hosts.Deadline,
        *,
        robots: bool,
        validators: Validators = NO_VALIDATORS,
        way: _Way | None = None,
    ) -> tuple[httpx.URL, _Response]:
        """The first answer that is no redirect, and its address."""
        seen: set[str] = set()
        way = way or _Way()
        lasting = True
        while True:
            if str(url) in seen:
                raise Failed("web-redirects", "The redirects go in a circle.", "Open the address in a browser.")
            if len(seen) > self._limits.redirects:
                raise Failed(
                    "web-redirects",
                    f"The address redirects more than {self._limits.redirects} times.",
                    "Name the address at which the article stands.",
                )
            seen.add(str(url))
            if robots and not self._allowed(url, deadline, way):
                way.status = None
                raise Failed(
                    "web-robots",
                    f"The robots.txt of {url.host} does not allow programs to read this address.",
                    "Save the page with a browser and read the file, or ask the publisher.",
                )
            response = self._get(url, deadline, robots=not robots, validators=validators)
            way.status = response.status
            way.retry_after = headers.retry_after(response.headers.get("Retry-After"))
            way.fresh = headers.max_age(response.headers)
            target = response.headers.get("Location")
            if response.status not in _REDIRECTS or not target:
                return url, response
            before, url = url, _parsed(target, url)
            if way.moving is not None and url.netloc != before.netloc:
                deadline.put_off(way.moving(url.netloc.decode("ascii")))
            lasting = lasting and response.status in (301, 308)
            way.moved = str(url) if lasting else way.moved

    def _allowed(self, url: httpx.URL, deadline: hosts.Deadline, way: _Way) -> bool:
        """Whether ``robots.txt`` lets us read ``url``: none there is a yes, a server in trouble a no (RFC 9309)."""
        origin = _origin(url)
        found = self._robots.recall(origin) or self._rules(origin, deadline)
        if found.failure is not None:
            raise Failed(*found.failure)
        allowed = self._robots.allow(found, str(url), AGENT)
        way.forbidden = not allowed and found.text is not None
        return allowed

    def _rules(self, origin: str, deadline: hosts.Deadline) -> Remembered:
        try:
            _, response = self._follow(httpx.URL(f"{origin}/robots.txt"), deadline, robots=False)
        except Failed as failed:
            if failed.code == "web-redirects":
                return self._robots.keep(origin, "")
            if failed.code == "web-refused":
                raise  # costs nothing to find out again
            return self._robots.keep(origin, None, (failed.code, failed.message, failed.remedy))
        if response.status >= 500 or response.status == 429:
            return self._robots.keep(origin, None)
        if response.status != 200:
            return self._robots.keep(origin, "")
        try:
            body = packing.plain(
                response.body, str(response.headers.get("Content-Encoding") or ""), self._limits.unpacked
            )
        except Failed:
            return self._robots.keep(origin, None)
        return self._robots.keep(origin, body[:_ROBOTS_READ].decode("utf-8", "replace"))

    def _get(
        self,
        url: httpx.URL,
        deadline: hosts.Deadline,
        *,
        robots: bool,
        validators: Validators = NO_VALIDATORS,
        body: bytes | None = None,
    ) -> _Response:
        """One request (with a ``body`` a POST, whose answer is not read), one answer. A connection of its own, so that
        none is reused for an unchecked host.
        """
        limit = _ROBOTS_READ if robots else self._limits.received
        if self._tls is None and url.scheme == "https":
            self._tls = httpx.create_ssl_context(trust_env=False)
        sent = [
            (b"Host", url.netloc),
            (b"User-Agent", AGENT.encode()),
            (b"Accept", b"*/*"),
            (b"Accept-Encoding", b"gzip, deflate"),
            (b"Connection", b"close"),
        ]
        if validators.etag:
            sent.append((b"If-None-Match", validators.etag.encode("latin-1", "ignore")))
        if validators.modified:
            sent.append((b"If-Modified-Since", validators.modified.encode("latin-1", "ignore")))
        if body is not None:
            sent += [(b"Content-Type", b"application/json"), (b"Content-Length", str(len(body)).encode())]
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        backend = hosts.Backend(deadline, allow_private=self._allow_private)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend, max_connections=1) as pool,
                pool.stream("GET" if body is None else "POST", target, headers=sent, content=body) as answer,
            ):
                received = Message()
                for name, value in answer.headers:
                    received[name.decode("latin-1")] = value.decode("latin-1")
                parts: list[bytes] = []
                size = 0
                if answer.status == 200 and body is None:  # nobody reads the pages of redirects and errors
                    for part in answer.iter_stream():
                        size += len(part)
                        parts.append(part)
                        if size > limit and robots:
                            break
                        if size > limit:
                            raise too_large(f"The address sends more than {megabytes(limit)}.")
                return _Response(answer.status, received, b"".join(parts))
        except Failed:
            raise
        except hosts.Refused as refused:
            raise Failed(
                "web-refused",
                f"The address was not fetched: {refused}.",
                "If the host is yours and you trust the address, add --allow-private-hosts.",
            ) from None
        except (hosts.OutOfTime, httpcore.TimeoutException):
            raise Failed(
                "web-timeout",
                f"The address did not answer in full within {self._limits.seconds:g} seconds.",
                "Try again later, or save the page and read the file.",
            ) from None
        except Exception as error:  # two libraries, TLS and hostile bytes: one address must not end the batch
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise Failed(
                "web-unreachable",
                f"The address cannot be read: {without_userinfo(reason)}.",
                "Look at its spelling and at the network, or open it in a browser.",
            ) from None


_NOT_ASKED = "The server says that nothing has changed, which nobody had asked."


def _parsed(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address that may be asked for, without its fragment."""
    try:
        url = httpx.URL(address) if base is None else base.join(address)
        url = url.copy_with(fragment=None)
        fine = url.scheme in ("http", "https") and bool(url.host)
    except Exception:  # the parser's own errors, and those of the codecs it uses
        raise Failed("web-refused", "This is no web address.", "Look at its spelling.") from None
    if not fine:
        raise Failed(
            "web-refused",
            f"The address leads to {url.scheme or 'nothing'}:, only http: and https: are fetched.",
            "Save the article and read the file.",
        )
    if url.userinfo:
        raise Failed(
            "web-refused",
            "The address holds a name or password, which are not sent on.",
            "Take out what stands before the @.",
        )
    return url


def _parsed_host(address: str) -> str:
    """Whom an address is of; its path may be a secret."""
    try:
        return httpx.URL(address).host or "the address"
    except Exception:  # the parser's own errors, and those of the codecs it uses
        return "the address"


def _bad_status(status: int) -> Failed:
    if status in (404, 410):
        return Failed("web-status", f"There is nothing at the address (status {status}).", "Look at its spelling.")
    if status in (401, 402, 403, 451):
        remedy = "Save the page with a browser in which you may read it, and read the file."
        return Failed("web-status", f"The server does not let us read it (status {status}).", remedy)
    return Failed("web-status", f"The server answered with status {status}.", "Try again later.")


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
