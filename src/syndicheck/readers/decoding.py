"""Bytes of one record → text, with a word about it whenever that took a guess."""

from __future__ import annotations

import codecs
from typing import Any

from msgspec import Struct

from syndicheck.expressions import expression

_HEALED_SHARE = 0.01
"""Up to this share of damaged places among the characters beyond ASCII, UTF-8 counts as UTF-8 with
scratches."""

_BEYOND_ASCII = bytes(range(128, 256))
_CONTROL = expression(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp874"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
]
"""The encodings in which news text without Unicode is still met. Guessing among all that exist is right
less often."""

_WHATWG = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
"""Labels that in practice mean a larger set (https://encoding.spec.whatwg.org/#names-and-labels)."""


class Decoded(Struct, frozen=True):
    """A text and how it was had. ``doubt`` is a sentence when ``encoding`` was guessed or bytes had to be
    replaced, with its problem code in ``code``.
    """

    text: str
    encoding: str
    code: str = ""
    doubt: str = ""


class Undecodable(ValueError):
    """The bytes are no text in any encoding that was tried."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode one text: UTF-8 if it is that, else the ``declared`` charset, else UTF-8 with few scratches,
    else a guess.

    UTF-8 comes before the declaration because saved pages are often re-encoded and keep their old label,
    while text in another encoding practically never is valid UTF-8. The exceptions are the escape-driven
    encodings, which look like ASCII.

    Raises :class:`Undecodable`.
    """
    name = _codec(declared)
    if name is not None and name.startswith("iso2022") and b"\x1b" in data:
        try:
            return Decoded(data.decode(name), name)
        except UnicodeDecodeError:
            pass
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if name is not None and name != "utf-8":
        try:
            return Decoded(data.decode(name), name)
        except UnicodeDecodeError:
            pass
    if (healed := scratched_utf8(data)) is not None:
        return healed
    return _guessed(data)


def scratched_utf8(data: bytes) -> Decoded | None:
    """UTF-8 in which a few bytes are damaged, each replaced by U+FFFD; ``None`` if it is not mostly
    UTF-8.
    """
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if damaged > max(1, _HEALED_SHARE * beyond_ascii) or beyond_ascii <= damaged:
        return None
    places = "one place" if damaged == 1 else f"{damaged} places"
    return Decoded(text, "utf-8", "undecodable", f"Bytes that are not UTF-8 were replaced in {places}.")


def _guessed(data: bytes) -> Decoded:
    name = "cp1252"
    telling = len(data) - len(data.translate(None, _BEYOND_ASCII))
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        pass  # comes with syndicheck[html]; without it the most frequent case is assumed
    else:
        few = telling < 12 and telling < 0.3 * len(data)  # a few accents could be anybody's
        found = [] if few else list(from_bytes(data, cp_isolation=_CANDIDATES))
        if found:
            best = found[0]
            for other in found:
                # Western text is often as good Central European; the former is more frequent.
                if other.encoding == "cp1252" and other.chaos <= best.chaos and other.coherence >= best.coherence:
                    best = other
            name = best.encoding
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        raise Undecodable("The bytes are not text in UTF-8 or any encoding that could be guessed.") from None
    if len(_CONTROL.findall(text[:20000])) * 100 > len(text[:20000]):
        raise Undecodable("The bytes are not text.")
    return Decoded(text, name, "guessed-encoding", f"Not UTF-8; read as {name}, which is a guess.")


def _codec(declared: str | None) -> str | None:
    if not declared or len(declared) > 40:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    return _WHATWG.get(name, name) if _CHARSET.match(name) else None


_CHARSET = expression(r"(?:ascii|big5|cp\d|euc|gb|hz|iso2022|iso8859|johab|koi8|kz1048|mac|shift|tis|utf-8)")
"""Python's names of charsets, as against its other codecs (``zlib``, ``rot13`` …), which a page must not be
able to call. UTF-16 is left out: a page whose declaration could be read as ASCII is not in it.
"""

_UNSTORABLE = expression("[\ud800-\udfff\x00]")


def storable(value: Any) -> tuple[Any, int]:
    """A JSON value in which everything that SQLite cannot store or tools cut at (halves of surrogate pairs,
    NUL) is replaced by U+FFFD, and how many strings had any.

    The value must not be nested deeper than Python's stack (readers check that before).
    """
    if isinstance(value, str):
        replaced, hits = _UNSTORABLE.subn("\ufffd", value)
        return replaced, min(hits, 1)
    if isinstance(value, list):
        items = [storable(item) for item in value]
        return [item for item, _ in items], sum(hits for _, hits in items)
    if isinstance(value, dict):
        members = [(*storable(key), *storable(item)) for key, item in value.items()]
        return {key: item for key, _, item, _ in members}, sum(k + v for _, k, _, v in members)
    return value, 0
