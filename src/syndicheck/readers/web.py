"""One web address → the bytes behind it, for the readers of files.

The address comes from a person, everything behind it from strangers. Only ``http`` and ``https`` are fetched; a host
that leads into a private network is refused, at every redirect (:mod:`syndicheck.readers.hosts`); ``robots.txt`` is
respected; proxies and passwords of the environment are not used. Limits are in :class:`Limits`.

Every failure is one :class:`~syndicheck.model.Problem`: ``web-refused``, ``web-robots``, ``web-status``,
``web-redirects``, ``web-timeout``, ``web-too-large``, ``web-encoding``, ``web-unreachable``.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final

from msgspec import Struct
from msgspec.structs import replace

from syndicheck import __version__
from syndicheck.errors import MissingExtra
from syndicheck.expressions import expression
from syndicheck.model import Problem, RawArticle, RawTime
from syndicheck.readers import html
from syndicheck.readers.addresses import is_address, without_userinfo
from syndicheck.readers.interface import Item, Reader
from syndicheck.readers.registry import for_suffix, recognise, suffix_of
from syndicheck.readers.streams import HEAD, ByteStream, megabytes

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
_GZIP = b"\x1f\x8b"
_STEP = 16 * 1024
_MAX_AGE = expression(r"(?:^|[,\s])max-age\s?=\s?\"?(\d{1,9})(?!\d)", re.IGNORECASE)
_UNCACHED = expression(r"(?:^|[,\s])no-(?:store|cache)\b", re.IGNORECASE)
_LONGEST_WAIT = 7 * 24 * 3600.0
_ROBOTS_READ = 512 * 1024
"""So much of a ``robots.txt`` counts (RFC 9309 asks for 500 KiB at least)."""

_SUFFIXES: Final = MappingProxyType(
    {
        "application/rss+xml": ".rss",
        "application/atom+xml": ".atom",
        "application/rdf+xml": ".rdf",
        "application/pdf": ".pdf",
        "application/json": ".json",
        "application/feed+json": ".json",
        "application/ld+json": ".json",
        "application/x-ndjson": ".jsonl",
        "application/jsonl": ".jsonl",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
        "application/warc": ".warc",
        "message/rfc822": ".eml",
        "text/csv": ".csv",
        "text/tab-separated-values": ".tsv",
        "text/markdown": ".md",
        "application/xhtml+xml": ".xhtml",
    }
)
"""Media types that are taken at their word. ``text/html``, ``text/plain`` and ``text/xml`` are declared for
everything, so there the content is looked at first.
"""
_LOOSE: Final = MappingProxyType(
    {"text/html": ".html", "text/plain": ".txt", "text/xml": ".xml", "application/xml": ".xml"}
)
_ONE_TEXT = frozenset({".html", ".htm", ".xhtml", ".pdf", ".docx", ".txt", ".md"})


class Limits(Struct, frozen=True):
    """What one address may cost: seconds in all, bytes received, bytes after unpacking, redirects."""

    seconds: float = 60.0
    received: int = 32 * 1024**2
    unpacked: int = 64 * 1024**2
    redirects: int = 10


class Answer(Struct, frozen=True):
    """What an address answered. ``address`` is the last one, after redirects; ``fetched`` our own clock in UTC."""

    address: str
    body: bytes
    media_type: str
    charset: str | None
    modified: str | None
    fetched: str


class Validators(Struct, frozen=True):
    """What a server gave along with an answer, to be asked later whether that still holds (RFC 9110 §8.8)."""

    etag: str | None = None
    modified: str | None = None


NO_VALIDATORS: Final = Validators()


class Reply(Struct, frozen=True):
    """How a request ended: with an ``answer``, with a ``problem``, or with neither (``unchanged``: what we know still
    holds). ``status`` is that of the last response, ``None`` when there was none; ``retry_after`` the seconds that the
    server wants to be left alone, ``fresh`` those for which it says that the answer holds; ``moved`` the address that
    it says is to be used from now on; ``forbidden`` that its rules for programs, which were read, do not allow the
    request.
    """

    asked: str
    answered: str
    answer: Answer | None = None
    problem: Problem | None = None
    status: int | None = None
    validators: Validators = NO_VALIDATORS
    retry_after: float | None = None
    moved: str | None = None
    forbidden: bool = False
    fresh: float | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the server said that nothing has changed."""
        return self.answer is None and self.problem is None


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


class _Failed(Exception):
    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


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
        return reply.answer or reply.problem or Problem(without_userinfo(address), "web-status", _NOT_ASKED, _SAVE)

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
            body = self._plain(response.body, str(response.headers.get("Content-Encoding") or ""))
            answered = _now()
            answer = Answer(
                address=str(url),
                body=body,
                media_type=media_type,
                charset=_charset(response.headers),
                modified=response.headers.get("Last-Modified"),
                fetched=answered,
            )
            given = Validators(_short(response.headers, "ETag"), _short(response.headers, "Last-Modified"))
            return Reply(asked, answered, answer, status=200, validators=given, moved=way.moved, fresh=way.fresh)
        except _Failed as failed:
            problem = Problem(without_userinfo(address), failed.code, failed.message, failed.remedy)
        except Exception as error:  # hostile headers and foreign parsers; one address must not end the batch
            problem = Problem(
                without_userinfo(address),
                "web-unreachable",
                f"The answer cannot be understood ({type(error).__name__}).",
                _SAVE,
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
            way.retry_after = _seconds(response.headers.get("Retry-After"))
            if 200 <= response.status < 300:
                return Reply(asked, _now(), status=response.status)
            if response.status in _REDIRECTS:
                raise _Failed("web-redirects", "The address redirects.", "Name the address that it leads to.")
            raise _Failed(
                "web-status", f"The server did not take it (status {response.status}).", "Look at its own log."
            )
        except _Failed as failed:
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
        except _Failed:
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
                raise _Failed("web-redirects", "The redirects go in a circle.", "Open the address in a browser.")
            if len(seen) > self._limits.redirects:
                raise _Failed(
                    "web-redirects",
                    f"The address redirects more than {self._limits.redirects} times.",
                    "Name the address at which the article stands.",
                )
            seen.add(str(url))
            if robots and not self._allowed(url, deadline, way):
                way.status = None
                raise _Failed(
                    "web-robots",
                    f"The robots.txt of {url.host} does not allow programs to read this address.",
                    "Save the page with a browser and read the file, or ask the publisher.",
                )
            response = self._get(url, deadline, robots=not robots, validators=validators)
            way.status = response.status
            way.retry_after = _seconds(response.headers.get("Retry-After"))
            way.fresh = _max_age(response.headers)
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
            raise _Failed(*found.failure)
        allowed = self._robots.allow(found, str(url), AGENT)
        way.forbidden = not allowed and found.text is not None
        return allowed

    def _rules(self, origin: str, deadline: hosts.Deadline) -> Remembered:
        try:
            _, response = self._follow(httpx.URL(f"{origin}/robots.txt"), deadline, robots=False)
        except _Failed as failed:
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
            body = self._plain(response.body, str(response.headers.get("Content-Encoding") or ""))
        except _Failed:
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
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", AGENT.encode()),
            (b"Accept", b"*/*"),
            (b"Accept-Encoding", b"gzip, deflate"),
            (b"Connection", b"close"),
        ]
        if validators.etag:
            headers.append((b"If-None-Match", validators.etag.encode("latin-1", "ignore")))
        if validators.modified:
            headers.append((b"If-Modified-Since", validators.modified.encode("latin-1", "ignore")))
        if body is not None:
            headers += [(b"Content-Type", b"application/json"), (b"Content-Length", str(len(body)).encode())]
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        backend = hosts.Backend(deadline, allow_private=self._allow_private)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend, max_connections=1) as pool,
                pool.stream("GET" if body is None else "POST", target, headers=headers, content=body) as answer,
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
                            raise _too_large(f"The address sends more than {megabytes(limit)}.")
                return _Response(answer.status, received, b"".join(parts))
        except _Failed:
            raise
        except hosts.Refused as refused:
            raise _Failed(
                "web-refused",
                f"The address was not fetched: {refused}.",
                "If the host is yours and you trust the address, add --allow-private-hosts.",
            ) from None
        except (hosts.OutOfTime, httpcore.TimeoutException):
            raise _Failed(
                "web-timeout",
                f"The address did not answer in full within {self._limits.seconds:g} seconds.",
                "Try again later, or save the page and read the file.",
            ) from None
        except Exception as error:  # two libraries, TLS and hostile bytes: one address must not end the batch
            reason = " ".join(str(error).split())[:120] or type(error).__name__
            raise _Failed(
                "web-unreachable",
                f"The address cannot be read: {without_userinfo(reason)}.",
                "Look at its spelling and at the network, or open it in a browser.",
            ) from None

    def _plain(self, body: bytes, encodings: str) -> bytes:
        """A body without its content encodings, and without the gzip of a file that is itself packed."""
        for encoding in reversed([name.strip().lower() for name in encodings.split(",") if name.strip()]):
            if encoding in ("gzip", "x-gzip"):
                body = _unpacked(body, 31, self._limits.unpacked)
            elif encoding == "deflate":
                # meant is zlib's format; some servers send bare deflate
                wrapped = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
                body = _unpacked(body, 15 if wrapped else -15, self._limits.unpacked)
            elif encoding != "identity":
                raise _Failed("web-encoding", "The answer is packed in a way nobody asked for.", _SAVE)
        if body.startswith(_GZIP):
            body = _unpacked(body, 31, self._limits.unpacked)
        if body.startswith(_GZIP):
            raise _Failed("web-encoding", "The answer is packed more than once.", _SAVE)
        return body


_NOT_ASKED = "The server says that nothing has changed, which nobody had asked."
_SAVE = "Save the page with a browser and read the file."


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
                raise _Failed("web-encoding", "The answer is packed, and the packing is damaged.", _SAVE) from None
            parts.append(part)
            size += len(part)
            if size > limit:
                raise _too_large(f"The answer unpacks to more than {megabytes(limit)}.")
            chunk = b""
            if member.eof:
                chunk, member, whole = member.unused_data, None, whole + 1
                if wbits != 31:  # only gzip has members
                    return b"".join(parts)
    if member is not None:
        raise _Failed("web-encoding", "The answer is packed, and ends in the middle.", _SAVE)
    return b"".join(parts)


def _parsed(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address that may be asked for, without its fragment."""
    try:
        url = httpx.URL(address) if base is None else base.join(address)
        url = url.copy_with(fragment=None)
        fine = url.scheme in ("http", "https") and bool(url.host)
    except Exception:  # the parser's own errors, and those of the codecs it uses
        raise _Failed("web-refused", "This is no web address.", "Look at its spelling.") from None
    if not fine:
        raise _Failed(
            "web-refused",
            f"The address leads to {url.scheme or 'nothing'}:, only http: and https: are fetched.",
            "Save the article and read the file.",
        )
    if url.userinfo:
        raise _Failed(
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


def _too_large(message: str) -> _Failed:
    return _Failed("web-too-large", message, "No article is that long; save a large file and read it from the disk.")


def _bad_status(status: int) -> _Failed:
    if status in (404, 410):
        return _Failed("web-status", f"There is nothing at the address (status {status}).", "Look at its spelling.")
    if status in (401, 402, 403, 451):
        remedy = "Save the page with a browser in which you may read it, and read the file."
        return _Failed("web-status", f"The server does not let us read it (status {status}).", remedy)
    return _Failed("web-status", f"The server answered with status {status}.", "Try again later.")


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _short(headers: Message, name: str) -> str | None:
    """A header that is sent back one day; one that is longer than any sensible one is not kept."""
    value = str(headers.get(name) or "").strip()
    return value if 0 < len(value) <= 500 else None


def _seconds(value: str | None) -> float | None:
    """How long ``Retry-After`` says to wait: a number of seconds, or a date."""
    text = str(value or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST_WAIT)
    try:
        wanted = parsedate_to_datetime(text)
        moment = wanted if wanted.tzinfo else wanted.replace(tzinfo=UTC)
        return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _max_age(headers: Message) -> float | None:
    """For how many seconds from now an answer holds (``Cache-Control: max-age``, less its ``Age``; RFC 9111 §4.2)."""
    said = ",".join(str(value) for value in headers.get_all("Cache-Control", []))
    found = _MAX_AGE.search(said)
    if found is None or _UNCACHED.search(said):
        return None
    age = str(headers.get("Age") or "").strip()
    return max(0.0, float(found[1]) - (float(age) if age.isascii() and age.isdigit() and len(age) <= 9 else 0.0))


def _charset(headers: Message) -> str | None:
    found = headers.get_content_charset()
    return found[:40] if found else None


# ── the reader of an answer ───────────────────────────────────────────────────────────────────────────


class _Page:
    """The reader of web pages, told by the server which charset they have."""

    suffixes = html.suffixes

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def sniff(self, head: bytes) -> bool:
        return html.sniff(head)

    def read(self, stream: ByteStream, where: str) -> Iterator[Item]:
        charset = "utf-8" if stream.transcoded else self._answer.charset
        yield from html.from_bytes(stream.whole(), {"url": self._answer.address}, where, charset)


def reader_of(answer: Answer, forced: Reader | None = None) -> Reader | None:
    """Who reads an answer: by the user's word, else by its media type, its content, the end of its address."""
    reader = forced
    if reader is None and answer.media_type in _SUFFIXES:
        reader = for_suffix(_SUFFIXES[answer.media_type])
    if reader is None:
        reader = recognise(ByteStream(io.BytesIO(answer.body[:HEAD])).head)
    if reader is None:
        reader = for_suffix(suffix_of(httpx.URL(answer.address).path))
    if reader is None and answer.media_type in _LOOSE:
        reader = for_suffix(_LOOSE[answer.media_type])
    return _Page(answer) if reader is not None and ".html" in reader.suffixes else reader


def opened(answer: Answer) -> BinaryIO:
    """The answer as a file."""
    return io.BytesIO(answer.body)


def stamped(item: Item, answer: Answer, reader: Reader | None) -> Item:
    """An article with what the fetch knows of it: that it was there by now, and where. Records of feeds and
    collections keep the addresses they name.
    """
    if not isinstance(item, RawArticle):
        return item
    alone = reader is not None and not _ONE_TEXT.isdisjoint(reader.suffixes)
    times = (*item.times, RawTime("first_seen", answer.fetched, "fetch"))
    if answer.modified and alone and all(time.kind != "modified" for time in item.times):
        times += (RawTime("modified", answer.modified.strip()[:100], "http-header"),)
    return replace(item, times=times, url=answer.address if alone else absolute(answer, item.url))


def absolute(answer: Answer, address: str | None) -> str | None:
    """An address as it was meant where it stands: feeds name their entries by path, too."""
    if not address or is_address(address):
        return address
    try:
        joined = str(httpx.URL(answer.address).join(address.strip()))
    except Exception:  # the parser's own errors, and those of the codecs it uses
        return address
    return joined if is_address(joined) else address
