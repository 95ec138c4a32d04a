"""What readers hand over: articles as they were found, and what could not be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field


class RawTime(Struct, frozen=True):
    """A time as it was written, before anybody interpreted it.

    ``kind`` is what the time is said to be: ``published``, ``modified``, ``first_seen`` (our own or another
    collector's first sight of it), ``captured`` (archive). ``source`` is where it was written: ``record``
    (a field of the input), ``json-ld``, ``meta``, ``visible``, ``url``, ``feed`` …
    """

    kind: str
    raw: str
    source: str = "record"


class RawArticle(Struct, frozen=True):
    """One article as a reader found it: nothing normalised, nothing guessed.

    ``where`` names the record for messages (``news.jsonl:17``). ``url`` and ``canonical_url`` are as given.
    ``source_id`` is the record's own id. ``lang`` is the declared language (a BCP 47 tag or whatever the
    record says). ``extra`` keeps every unknown field, JSON-ready; its ``links``, if it is a list of addresses, are
    those that the article links to. ``extractor`` says which program and version made the text. ``first_line`` is the
    line of the file in which the text begins, where the text is the rest of its file (a header stands before it).
    """

    where: str
    text: str
    page_text: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    source_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    lang: str | None = None
    times: tuple[RawTime, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    extractor: str = "plain"
    first_line: int = 1

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses that the article links to, as far as its record says."""
        links = self.extra.get("links")
        return tuple(link for link in links if isinstance(link, str)) if isinstance(links, list) else ()


class Problem(Struct, frozen=True):
    """A record (or file) that could not be used, or only in part; two articles that cannot be compared, or a story that
    cannot be formed, for that breaks the program.

    ``code`` is stable (``undecodable``, ``empty``, ``no-text``, ``too-long``, ``bad-json``, ``bad-date``
    …); ``fatal`` says that it was left out. ``where`` names the record, or an article by its key, ``remedy`` tells a
    tired person what to do.
    """

    where: str
    code: str
    message: str
    remedy: str = ""
    fatal: bool = True
