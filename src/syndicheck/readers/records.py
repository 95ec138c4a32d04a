"""A mapping of fields → an article: which names mean what, for every reader whose records have fields.

Names are compared without case and punctuation: ``datePublished``, ``date_published`` and
``Date published`` are one. When several names of one field occur in a record, the one that stands first in
:data:`ALIASES` wins; the others are kept in ``extra`` with everything else that is not a field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from syndicheck.expressions import expression
from syndicheck.model.articles import Problem, RawArticle, RawTime
from syndicheck.readers.interface import Item

ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "_id", "guid", "uuid", "article_id", "doc_id", "document_id", "identifier"),
    "url": ("url", "link", "href", "permalink", "article_url", "source_url"),
    "canonical_url": ("canonical_url", "canonical", "canonical_link", "url_canonical"),
    "outlet": (
        *("outlet", "publisher", "publication", "newspaper", "site_name", "site", "source_name", "source"),
        *("media_name", "medium"),
    ),
    "title": ("title", "headline", "head_line", "heading"),
    "author": ("author", "authors", "byline", "by_line", "creator", "dc_creator", "writer"),
    "lang": ("lang", "language", "in_language", "lang_code", "language_code", "locale"),
    "published": (
        *("published", "published_at", "date_published", "publication_date", "publish_date", "pub_date"),
        *("date", "published_on", "published_date", "date_publish", "first_published", "publication_time"),
        "published_time",
    ),
    "modified": (
        *("modified", "modified_at", "date_modified", "updated", "updated_at", "last_modified"),
        *("date_updated", "date_modify", "modified_time", "version_created"),
    ),
    "first_seen": (
        *("first_seen", "first_seen_at", "crawled", "crawled_at", "crawl_date", "date_crawled", "fetched"),
        *("fetched_at", "date_download", "retrieved", "retrieved_at", "scraped_at", "collected_at"),
    ),
    "text": (
        *("text", "body", "content", "article_body", "body_text", "full_text", "main_text", "maintext"),
        *("article_text", "content_text", "plain_text", "raw_text", "article"),
    ),
    "html": ("html", "body_html", "content_html", "raw_html", "html_content"),
}
"""Field → its names, the surest first."""

_STATES = ("status", "post_status", "publication_status", "workflow_state")
_UNPUBLISHED = frozenset(
    {"draft", "auto-draft", "pending", "future", "scheduled", "private", "trash", "unpublished", "in review"}
)
"""States of articles in content systems that no reader sees."""

_BARE_TIME = expression(r"(?!0000)\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?")
"""A time without a zone, as machines write it; WordPress has zeros where it has none."""

_WORDY = 4
"""Letters of a word: ``Thu, 05 Mar 2026 10:00:00 GMT`` has three and three."""

_LIVE_BLOGS_OWN = frozenset({"coveragestarttime", "coverageendtime", "liveblogupdate"})
"""Properties, as they are compared, that in schema.org only a LiveBlogPosting has."""

LONGEST: Final = 1_000
"""Characters of an outlet's name, a headline or a byline; what goes on is no longer one, and every report shows it."""

TIMES: Final = ("published", "modified", "first_seen")


def _folded(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


_MEANINGS: Final = {
    _folded(alias): (field, rank) for field, names in ALIASES.items() for rank, alias in enumerate(names)
}


@lru_cache(maxsize=4096)
def meaning(name: str) -> tuple[str, int] | None:
    """The field that a name means and the rank of the name among its aliases (0 is the surest)."""
    return _MEANINGS.get(_folded(name)) if len(name) < 60 else None


def carries_text(names: list[str]) -> bool:
    """Whether records with these field names can be articles at all."""
    return any(found is not None and found[0] in ("text", "html") for found in map(meaning, names))


def article(record: Mapping[str, Any], where: str, extractor: str = "plain") -> Iterator[Item]:
    """The article in a record, with the problems met on the way; at most one article.

    Strings are kept as they are, but for line ends, which all become line feeds. A record with HTML and no
    text gets its text by the HTML reader; with both it keeps its own text and takes the page's visible text
    and metadata from the HTML. Times stay as written, numbers as their decimal digits.
    """
    fields, extra = _sorted_out(record)
    if "html" in fields:
        from syndicheck.readers import html

        yield from html.from_record(fields, extra, where)
    elif "text" in fields:
        yield assemble(fields, extra, where, extractor)
    else:
        yield no_text(where)


def assemble(fields: Mapping[str, str], extra: Mapping[str, Any], where: str, extractor: str = "plain") -> RawArticle:
    """An article of known fields, of which ``text`` must be there."""
    return RawArticle(
        where=where,
        text=fields["text"],
        url=fields.get("url"),
        canonical_url=fields.get("canonical_url"),
        source_id=fields.get("id"),
        outlet=fields.get("outlet"),
        title=fields.get("title"),
        author=fields.get("author"),
        lang=fields.get("lang"),
        times=tuple(_times(fields, extra)),
        extra=extra,
        extractor=extractor,
    )


def _times(fields: Mapping[str, str], extra: Mapping[str, Any]) -> Iterator[RawTime]:
    """The times of a record; that of what is no more than a draft or a plan is no publication."""
    states = (str(extra.get(name) or "").strip().casefold() for name in _STATES)
    published = _UNPUBLISHED.isdisjoint(states)
    for kind in TIMES:
        if kind in fields and (published or kind != "published"):
            if kind == "published":
                yield from _published(fields[kind], "live-blog" if is_live(extra) else "record")
            else:
                yield RawTime(kind, fields[kind], "record")
    for kind, string in _said_in_utc(extra):
        if published or kind != "published":
            yield RawTime(kind, string)
    if published:
        yield from _said_again(fields, extra)


def _published(raw: str, source: str) -> Iterator[RawTime]:
    """A time of publication, and what it says besides, where it has longer words than machines write into one."""
    words = "".join(letter if letter.isalpha() else " " for letter in raw[:LONGEST]).split()
    if raw.isascii() and all(len(word) < _WORDY for word in words):
        yield RawTime("published", raw, source)
        return
    from syndicheck.readers.labelled import labelled  # its tables are needed for words only

    yield from labelled(raw, source)


def is_live(data: Mapping[str, Any]) -> bool:
    """Whether data in the terms of schema.org describe a live blog: by their type, or by what nothing else has."""
    for name in ("@type", "type"):
        kinds = data.get(name)
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if isinstance(kind, str) and kind.endswith("LiveBlogPosting"):
                return True
    return any(value and _folded(name) in _LIVE_BLOGS_OWN for name, value in data.items() if len(name) < 60)


def _said_in_utc(extra: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Times whose field says their zone: ``date_gmt`` beside WordPress's ``date``, ``published_utc``."""
    for name, value in extra.items():
        stem = name[:-4] if name.lower().endswith(("_gmt", "_utc")) else ""
        known = meaning(stem) if stem else None
        if known is not None and known[0] in TIMES and isinstance(value, str) and _BARE_TIME.fullmatch(value.strip()):
            yield known[0], f"{value.strip()}Z"


def _said_again(fields: Mapping[str, str], extra: Mapping[str, Any]) -> Iterator[RawTime]:
    """Other publication times of a record, by names that mean nothing else: two that differ contradict each other."""
    told = {fields.get("published")}
    for name, value in extra.items():
        known = meaning(name)
        if known is None or known[0] != "published" or known[1] >= ALIASES["published"].index("date"):
            continue
        if (string := _first_word(value)) and string not in told:
            told.add(string)
            yield from _published(string, "record")


def no_text(where: str) -> Problem:
    """The problem of a record that has nothing to compare."""
    return Problem(
        where,
        "no-text",
        "The record has no text.",
        "Put the article into a field called text (or body, content, html).",
    )


def _sorted_out(record: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """Known fields as strings, and the rest."""
    fields: dict[str, str] = {}
    extra: dict[str, Any] = {}
    won: dict[str, tuple[int, str]] = {}
    for name, value in record.items():
        known = meaning(name)
        if known is None:
            extra[name] = value
            continue
        field, rank = known
        rendered = value.get("rendered") if isinstance(value, dict) else None
        if field == "text" and isinstance(rendered, str):
            field, value = "html", rendered  # WordPress's API: what it renders is markup
        string = _STRINGS[field](value)
        if string is None:
            if value is not None and value != "":
                extra[name] = value  # ``html: true`` and the like: not the field, but not ours to lose
            continue
        if field in won:
            other_rank, other_name = won[field]
            if other_rank <= rank:
                extra[name] = value
                continue
            extra[other_name] = record[other_name]
        won[field] = (rank, name)
        if len(string) > LONGEST and field in ("outlet", "title", "author"):
            extra[name] = value
            string = string[: LONGEST - 1].rstrip() + "…"
        fields[field] = string
    return fields, extra


def _words(value: Any) -> str | None:
    """A short value on one line: strings, numbers, ``{"name": …}``, and lists of these."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _digits(value)
    if isinstance(value, dict):
        for key in ("name", "title", "$oid", "$date", "@value", "#text", "rendered", "id"):
            if isinstance(value.get(key), str | int) and (found := _words(value[key])):
                return _unescaped(found) if key == "rendered" else found
        return None
    if isinstance(value, list):
        words = [word for item in value if not isinstance(item, list) and (word := _words(item))]
        return "; ".join(words) or None
    return None


def _unescaped(rendered: str) -> str:
    """A headline as WordPress renders it, without its entities."""
    from html import unescape  # with its table of two thousand entities it is needed here only

    return unescape(rendered)


def _first_word(value: Any) -> str | None:
    """As :func:`_words`, but of a list only the first: an address or a time is one."""
    if isinstance(value, list):
        return next((word for item in value if not isinstance(item, list) and (word := _words(item))), None)
    return _words(value)


def _digits(number: int | float) -> str | None:
    """A number in decimal digits without an exponent."""
    if isinstance(number, int):
        return str(number) if abs(number) < 10**30 else None
    if number != number or abs(number) > 1e30:
        return None
    return str(int(number)) if number.is_integer() else format(Decimal(repr(number)), "f")


def _text(value: Any) -> str | None:
    """A long value: a string, or paragraphs that are joined by blank lines."""
    if isinstance(value, list):
        value = "\n\n".join(item for item in value if isinstance(item, str))
    if not isinstance(value, str) or not value or value.isspace():
        return None
    return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value


def _markup(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


_STRINGS: Final = {
    "id": _first_word,
    "url": _first_word,
    "canonical_url": _first_word,
    "outlet": _words,
    "title": _words,
    "author": _words,
    "lang": _first_word,
    "published": _first_word,
    "modified": _first_word,
    "first_seen": _first_word,
    "text": _text,
    "html": _markup,
}
