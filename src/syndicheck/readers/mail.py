"""E-mails (``.eml``): press releases as newsrooms get them, read by the standard library.

The body is the plain part, or the text of the HTML part where there is none. A mail is no publication: the time at
which the newsroom's own server took it in (the topmost ``Received:``) counts as a first sight, and only where no
server left one, the sender's ``Date:``. Attachments are named in ``extra["mail"]``, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import Any

from syndicheck.model import Problem, RawArticle, RawTime
from syndicheck.readers import fragment
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.streams import ByteStream

suffixes = (".eml",)

_HEADER = re.compile(rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To): ", re.I)


def sniff(head: bytes) -> bool:
    """At least three header lines of a message before anything else."""
    lines = head[:8192].splitlines()
    begun = [line for line in lines[:40] if _HEADER.match(line)]
    return bool(lines) and _HEADER.match(lines[0]) is not None and len(begun) >= 3


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """The one article of a message."""
    data = stream.whole()
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        text, links = _body(message)
        headers = {name: _header(message, name) for name in ("subject", "from", "date", "message-id")}
        attached = [name for part in message.iter_attachments() if (name := part.get_filename())]
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # the standard parser raises all of these for headers and charsets that no standard knows
        yield Problem(
            where,
            "broken-mail",
            f"The message cannot be read: {type(error).__name__}: {' '.join(str(error).split())[:120]}.",
            "Open it in your mail program and save its text as a .txt file.",
        )
        return
    if not text.strip():
        yield Problem(
            where,
            "no-text",
            "The message has no text of its own" + (f"; attached: {', '.join(attached[:5])}." if attached else "."),
            "Save the attachment and read that.",
        )
        return
    extra: dict[str, Any] = {"mail": {"from": headers["from"], "date": headers["date"], "attachments": attached}}
    if links:
        extra["links"] = list(links)
    fields, _ = storable(
        {
            "text": text.replace("\r\n", "\n").replace("\r", "\n"),
            "source_id": headers["message-id"],
            "title": headers["subject"],
            "outlet": _sender(headers["from"]),
        }
    )
    seen = _taken_in(message) or headers["date"]
    yield RawArticle(
        where=where,
        times=(RawTime("first_seen", seen, "mail"),) if seen else (),
        extra=storable(extra)[0],
        extractor="mail",
        **fields,
    )


def _body(message: EmailMessage) -> tuple[str, tuple[str, ...]]:
    """The text of a message and what it links to; the plain part is what the sender's own program wrote."""
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if part is None:
            continue
        content = _content(part)
        if not content.strip():
            continue
        if kind == "html":
            shown = fragment.shown(content)
            return shown.text, shown.links
        return content, ()
    return "", ()


def _content(part: Message) -> str:
    """The decoded text of a part, in UTF-8 or as Windows-1252 where its charset is unknown or a lie."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(part.get_payload() or "").encode("utf-8", "surrogateescape")
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _taken_in(message: EmailMessage) -> str | None:
    """The time in the newest ``Received:`` line; the sender can write older ones, not this one."""
    newest = _header(message, "received")
    return newest.rpartition(";")[2].strip() or None if newest and ";" in newest else None


def _sender(line: str | None) -> str | None:
    """Who sent it: the domain of the address, else the line as it is."""
    if line is None:
        return None
    found = re.search(r"@([A-Za-z0-9.-]{3,253})", line)
    return found[1].lower().rstrip(".") if found else line
