"""What is sent to our pages: read up to a limit, in time, and only from our own pages or from no page at all.

This stands before Datasette itself, whose protection of forms would read a body of any size.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from syndicheck.datasette_plugin import access
from syndicheck.errors import InputError

PREFIX = "/-/syndicheck/"
MOST_BYTES = 1_000_000
"""Bytes of a request's body; the setting ``most_bytes`` overrides it."""

DRAINED = 3
"""So many times that is received at most, for a client to learn that it was too much."""

SECONDS = 20.0
"""Time for a body to arrive."""

MOST_FIELDS = 320
"""Fields of a form: more than any of ours has, that for splitting a story too."""

App = Callable[[Any, Any, Any], Awaitable[None]]


def guarded(app: App, datasette: Any) -> App:
    """The application behind a guard for what is posted to our addresses."""

    async def guard(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            access.note_request(scope)
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD") or PREFIX not in scope["path"]:
            await app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if not _ours(headers):
            await _refuse(send, 403, "This was sent from another site's page.", "Send it from here, or by a program.")
            return
        most = _most(datasette)
        try:
            body = await asyncio.wait_for(_read(receive, headers, most), SECONDS)
        except TimeoutError:
            await _refuse(send, 408, f"The text did not arrive within {SECONDS:.0f} seconds.", "Send it again.")
            return
        if body is None:
            await _refuse(send, 413, f"The text is longer than {most:,} bytes.", "Check it in parts.")
            return
        messages = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Any:
            return messages.pop() if messages else await receive()

        await app(scope, again, send)

    return guard


def form_fields(body: bytes, *, blank: bool = False) -> dict[str, list[str]]:
    """The fields of a form that was sent, those too that are empty if ``blank``.

    Raises:
        InputError: it has more fields than any of ours.
    """
    try:
        return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=blank, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise InputError(
            f"The form has more than {MOST_FIELDS} fields: none of ours has.", "Send one of the forms on these pages."
        ) from None


def _most(datasette: Any) -> int:
    value = access.settings(datasette).get("most_bytes")
    return value if isinstance(value, int) and value > 0 else MOST_BYTES


def _ours(headers: dict[str, str]) -> bool:
    """Whether a request comes from our own pages, or from no browser: a browser says where it comes from."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


async def _read(receive: Any, headers: dict[str, str], most: int) -> bytes | None:
    """The body; ``None`` when it is too long, whatever its head said of its length.

    A little of what is too long is still received, and thrown away: a client that is cut off in the middle of sending
    does not read why.
    """
    said = headers.get("content-length", "")
    if said.isdecimal() and int(said[:18]) > DRAINED * most:
        return None
    body, received = bytearray(), 0
    while True:
        message = await receive()
        if message["type"] == "http.request":
            received += len(message.get("body", b""))
            if received <= most:
                body += message.get("body", b"")
            if received <= DRAINED * most and message.get("more_body", False):
                continue
        return bytes(body) if received <= most else None


async def _refuse(send: Any, status: int, error: str, remedy: str) -> None:
    body = json.dumps({"ok": False, "error": error, "remedy": remedy}).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
