"""The bytes of one JSON object → one article."""

from __future__ import annotations

import json
from collections.abc import Iterator

from syndicheck.expressions import expression
from syndicheck.model.articles import Problem
from syndicheck.readers import ninjs
from syndicheck.readers.decoding import scratched_utf8, storable
from syndicheck.readers.depth import MAX_DEPTH, deeper_than
from syndicheck.readers.interface import Item
from syndicheck.readers.records import article
from syndicheck.readers.values import finite

_decode = json.JSONDecoder(parse_float=finite, parse_constant=finite).decode

_SUSPICIOUS = expression(r"\\u(?:[dD][89a-fA-F]|0000)")
"""Escapes that can make halves of surrogate pairs or NUL; only a record with one is walked through."""


def read(data: bytes, place: str) -> Iterator[Item]:
    """The article in one JSON value; ``place`` names the record."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        healed = scratched_utf8(data)
        if healed is None:
            yield Problem(
                place,
                "undecodable",
                f"The record is not UTF-8 (byte 0x{data[error.start]:02x} at {error.start + 1}).",
                "JSON is always UTF-8: convert the file, for example with iconv -f CP1252 -t UTF-8.",
            )
            return
        text = healed.text
        yield Problem(place, healed.code, healed.doubt, "The rest of the record was read.", fatal=False)
    try:
        record = _decode(text)
    except RecursionError:
        yield _too_deep(place)
        return
    except json.JSONDecodeError as error:
        yield Problem(
            place,
            "bad-json",
            f"Not valid JSON: {error.msg} at character {error.pos + 1}.",
            "Mend or delete the record; the others were read.",
        )
        return
    except ValueError:
        # int() refuses numbers of more than 4,300 digits
        yield Problem(place, "bad-json", "A number has too many digits.", "Mend or delete the record.")
        return
    if not isinstance(record, dict):
        yield Problem(
            place,
            "not-a-record",
            f"The value is {_KINDS.get(type(record), 'not an object')}, not an object with fields.",
            'Write each article as {"text": "…", "url": "…"}.',
        )
        return
    if text.count("[") + text.count("{") > MAX_DEPTH and deeper_than(record, MAX_DEPTH):
        yield _too_deep(place)
        return
    if _SUSPICIOUS.search(text) is not None:
        record, replaced = storable(record)
        if replaced:
            yield unstorable(place)
    yield from article(ninjs.as_record(record) if ninjs.is_ninjs(record) else record, place)


def unstorable(place: str) -> Problem:
    """The note that characters had to be replaced."""
    return Problem(
        place,
        "bad-characters",
        "Halves of surrogate pairs or NUL characters were replaced by U+FFFD.",
        "Look whether the program that wrote the file cuts characters in two.",
        fatal=False,
    )


def _too_deep(place: str) -> Problem:
    return Problem(
        place,
        "too-deep",
        f"The record is nested deeper than {MAX_DEPTH} levels.",
        "Take the nested field out; an article needs only text and a few plain fields.",
    )


_KINDS = {
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}
