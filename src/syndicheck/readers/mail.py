"""E-mails (``.eml``): press releases as newsrooms get them, read by the standard library.

The body is the plain part, or the text of the HTML part where there is none. A mail is no publication: the time at
which the newsroom's own server took it in (the topmost ``Received:``) counts as a first sight, and only where no
server left one, the sender's ``Date:``. Of a message that passes another one on ("Fwd:") neither counts: whoever sends
it is not whose text it is.

Attachments that are documents (Word, PDF, web pages, text, further messages) are articles of their own, behind the
message: the release is often there, and the message says only "please find attached". They have the message's times
and sender, are named ``mail.eml#release.docx``, and ``extra["mail"]["attachment"]`` says which they are. Every
attachment is named in ``extra["mail"]["attachments"]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from email import policy
from email.errors import MessageError
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, Message
from email.parser import BytesParser
from io import BytesIO
from typing import Any

from msgspec.structs import replace

from syndicheck.expressions import expression
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers import fragment
from syndicheck.readers.broken import guarded
from syndicheck.readers.decoding import storable
from syndicheck.readers.interface import Item
from syndicheck.readers.registry import for_suffix, suffix_of
from syndicheck.readers.streams import ByteStream

suffixes = (".eml",)

DOCUMENTS = (".docx", ".pdf", ".html", ".htm", ".txt", ".md", ".eml")
"""Attachments that are read, by the end of their name or by their media type."""
MOST = 20
"""Attachments of one message that are read."""
DEEPEST = 3
"""Messages within messages that are read."""
LONGEST_HEADER = 2_000
"""Characters of a header that are read: the standard parser takes a minute for 80,000, four for twice as many. Nothing
that is asked for here is that long."""

_TYPES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
}

_HEADER = expression(rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To): ", re.I)

_PASSED_ON = expression(
    r"\s{0,3}(?:\[[^\]]{1,40}\]\s?)?(?:fwd?|wg|tr|rv|enc|vb|vs|vl|pd|fs|továbbítás|πρθ|пер|перес|转发|轉寄|転送|전달)\s?[:：]",
    re.IGNORECASE,
)
_PASSED_ON_BELOW = expression(
    r"^[->*_ ]{2,40}\s?(?:forwarded (?:message|by)|(?:ursprüngliche|weitergeleitete) nachricht|original message"
    r"|message (?:transféré|d'origine)|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht"
    r"|пересылаемое сообщение)|^begin forwarded message",
    re.IGNORECASE | re.MULTILINE,
)

_made = HeaderRegistry()


def _header_of(name: str, value: str) -> Any:
    return _made(name, value[:LONGEST_HEADER])


_POLICY = policy.default.clone(header_factory=_header_of)


def sniff(head: bytes) -> bool:
    """At least three header lines of a message before anything else."""
    lines = head[:8192].splitlines()
    begun = [line for line in lines[:40] if _HEADER.match(line)]
    return bool(lines) and _HEADER.match(lines[0]) is not None and len(begun) >= 3


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """The article of a message, and those that are attached to it."""
    yield from _message(stream.whole(), where, stream.record_limit, DEEPEST)


def _message(data: bytes, where: str, limit: int, depth: int) -> Iterator[Item]:
    try:
        message = BytesParser(policy=_POLICY).parsebytes(data)
        text, links = _body(message)
        headers = {name: _header(message, name) for name in ("subject", "from", "date", "message-id")}
        parts = list(message.iter_attachments())
        attached = [name for part in parts if (name := part.get_filename())]
        documents = list(_documents(parts)) if depth else []
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # the standard parser raises all of these for headers and charsets that no standard knows, and for brackets in
        # brackets
        yield Problem(
            where,
            "broken-mail",
            f"The message cannot be read: {type(error).__name__}: {' '.join(str(error).split())[:120]}.",
            "Open it in your mail program and save its text as a .txt file.",
        )
        return
    about = {"from": headers["from"], "date": headers["date"], "attachments": attached}
    seen = None if _is_passed_on(headers["subject"], text) else _taken_in(message) or headers["date"]
    times = (RawTime("first_seen", seen, "mail"),) if seen else ()
    found = 0
    if text.strip():
        found += 1
        fields, _ = storable(
            {
                "text": text.replace("\r\n", "\n").replace("\r", "\n"),
                "source_id": headers["message-id"],
                "title": headers["subject"],
                "outlet": _sender(headers["from"]),
            }
        )
        extra: dict[str, Any] = {"mail": about}
        if links:
            extra["links"] = list(links)
        yield RawArticle(where=where, times=times, extra=storable(extra)[0], extractor="mail", **fields)
    for name, suffix, content in documents[:MOST]:
        for item in _document(content, suffix, f"{where}#{name}", limit, depth):
            found += isinstance(item, RawArticle)
            yield _sent(item, headers, about, name, times)
    if not found:
        yield Problem(
            where,
            "no-text",
            "The message has no text of its own" + (f"; attached: {', '.join(attached[:5])}." if attached else "."),
            "Save the attachment and read that.",
        )


def _documents(parts: Iterable[Message]) -> Iterator[tuple[str, str, bytes]]:
    """Name, suffix and content of the attachments that can be articles."""
    for number, part in enumerate(parts, 1):
        name = " ".join((part.get_filename() or "").replace("/", " ").split())[:200]
        suffix = suffix_of(name)
        if suffix not in DOCUMENTS:
            suffix = _TYPES.get(part.get_content_type(), "")
        named = bool(name) or part.get_content_disposition() == "attachment" or suffix == ".eml"
        if not suffix or not named:  # what a mailing list hangs below a message has no name
            continue
        inner = part.get_payload()
        if suffix == ".eml" and isinstance(inner, list):
            content = b"".join(bytes(one) for one in inner[:1] if isinstance(one, Message))
        else:
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
        if content.strip():
            yield name or f"attachment {number}", suffix, content


def _document(content: bytes, suffix: str, where: str, limit: int, depth: int) -> Iterator[Item]:
    """The articles of an attachment; what is wrong with it is a note, for the message itself is fine."""
    if suffix == ".eml":
        yield from _message(content, where, limit, depth - 1)
        return
    reader = for_suffix(suffix)
    if reader is not None:
        for item in guarded(reader.read(ByteStream(BytesIO(content), record_limit=limit), where), where):
            yield item if isinstance(item, RawArticle) else replace(item, fatal=False)


def _sent(
    item: Item, headers: Mapping[str, str | None], about: Mapping[str, Any], name: str, times: tuple[RawTime, ...]
) -> Item:
    """An attached article with what its message says of it; one of a message within says it itself."""
    if not isinstance(item, RawArticle) or "mail" in item.extra:
        return item
    ident = f"{headers['message-id']}#{name}" if headers["message-id"] else None
    extra = {**item.extra, "mail": {**about, "attachment": name}}
    return replace(
        item,
        outlet=storable(item.outlet or _sender(headers["from"]))[0],
        source_id=storable(item.source_id or ident)[0],
        # programs write "untitled" or "Microsoft Word - Document1" into the documents they make
        title=storable(headers["subject"])[0] or item.title,
        times=(*item.times, *times),
        extra=storable(extra)[0],
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


def _is_passed_on(subject: str | None, text: str) -> bool:
    """Whether a message passes another one on: whoever does so is not its sender, and had the text from there."""
    return _PASSED_ON.match(subject or "") is not None or _PASSED_ON_BELOW.search(text[:2_000]) is not None


def _sender(line: str | None) -> str | None:
    """Who sent it: the domain of the address, else the line as it is."""
    if line is None:
        return None
    found = re.search(r"@([A-Za-z0-9.-]{3,253})", line)
    return found[1].lower().rstrip(".") if found else line
