"""Plain text and Markdown: one article a file, with front matter if it has any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from syndicheck.expressions import expression
from syndicheck.model.articles import Problem
from syndicheck.readers import front_matter
from syndicheck.readers.decoding import Undecodable, decode, storable
from syndicheck.readers.depth import MAX_DEPTH, deeper_than
from syndicheck.readers.interface import Item
from syndicheck.readers.records import article, no_text
from syndicheck.readers.streams import ByteStream

suffixes = (".txt", ".md", ".markdown", ".text")

_HEADING = expression(r"\n{0,20}#[ \t]+([^\n]{1,500})")


def sniff(head: bytes) -> bool:
    """Anything without NUL bytes; asked last."""
    return b"\0" not in head


def read(stream: ByteStream, where: str) -> Iterator[Item]:
    """The file's text, without its front matter. A Markdown file that begins with a first-level heading and
    has no other title takes that for one (it stays in the text, too).
    """
    try:
        decoded = decode(stream.whole())
    except Undecodable as error:
        yield Problem(where, "undecodable", str(error), "Save the file again as UTF-8.")
        return
    if decoded.doubt:
        yield Problem(where, decoded.code, decoded.doubt, "Save the file again as UTF-8.", fatal=False)
    text, replaced = storable(decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    if replaced:
        from syndicheck.readers.json_record import unstorable

        yield unstorable(where)
    header = front_matter.split(text)
    fields = header.fields
    if deeper_than(fields, MAX_DEPTH):
        header = front_matter.FrontMatter({}, 0, "The header is nested too deeply.")
        fields = {}
    if header.doubt:
        yield Problem(
            where,
            "bad-front-matter",
            f"{header.doubt} It was left in the text.",
            "Close the header with a line like the one that opens it.",
            fatal=False,
        )
    body = text[header.start :].lstrip("\n") if header.start else text
    if not body.strip():
        yield (
            no_text(where) if fields else Problem(where, "empty", "The file has no text.", "Take it out of the input.")
        )
        return
    record: dict[str, Any] = {**fields, "text": body}
    if (heading := _HEADING.match(body)) is not None and where.removesuffix(".gz").endswith((".md", ".markdown")):
        record = {"heading": heading.group(1).rstrip("# \t"), **record}
    before = text.count("\n", 0, len(text) - len(body))
    for item in article(record, where):
        if before and not isinstance(item, Problem) and item.text == body:
            item = replace(item, first_line=before + 1)
        yield item
