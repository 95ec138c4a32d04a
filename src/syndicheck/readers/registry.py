"""Which reader reads what. A reader is imported when the first file of its kind is met, not before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from syndicheck.errors import InputError
from syndicheck.readers.announced import may_be_announced
from syndicheck.readers.interface import Reader

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINTS: Final = "syndicheck.readers"
"""Group in which other packages announce readers; the name of each entry point is a suffix without dot."""

BUILTIN: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".rss": "feed",
        ".atom": "feed",
        ".rdf": "feed",
        ".xml": "news_xml",
        ".eml": "mail",
        ".docx": "docx",
        ".warc": "warc",
        ".wacz": "wacz",
        ".sqlite": "sqlite",
        ".sqlite3": "sqlite",
        ".parquet": "parquet",
        ".pdf": "pdf",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".jsonlines": "jsonl",
        ".json": "json_document",
        ".csv": "table",
        ".tsv": "table",
        ".txt": "plain",
        ".text": "plain",
        ".md": "plain",
        ".markdown": "plain",
    }
)
"""Suffix → module of this package. Their order is the order in which they are asked to recognise a stream."""


def suffix_of(name: str) -> str:
    """The suffix that decides, lower case; ``news.JSONL.gz`` → ``.jsonl``."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".gz")
    dot = base.rfind(".")
    return base[dot:] if dot > 0 else ""


def for_suffix(suffix: str) -> Reader | None:
    """The reader of a suffix (as :func:`suffix_of` gives it). Readers of other packages go first, so that a
    newsroom can replace a built-in one. Raises :class:`~syndicheck.errors.InputError` when one of them cannot
    be loaded.
    """
    if foreign := _foreign().get(suffix):
        try:
            return cast(Reader, foreign.load())
        except Exception as error:  # another package's code
            raise InputError(
                f"The reader {foreign.value} for {suffix} cannot be loaded: {type(error).__name__}: {error}.",
                "Repair or uninstall the package it comes from.",
            ) from error
    module = BUILTIN.get(suffix)
    return None if module is None else _builtin(module)


def for_format(fmt: str) -> Reader:
    """The reader that a user names: ``jsonl``, ``.csv``, ``html`` … Raises
    :class:`~syndicheck.errors.InputError` for an unknown name.
    """
    reader = for_suffix("." + fmt.strip().lower().removeprefix("."))
    if reader is None:
        known = ", ".join(suffix.removeprefix(".") for suffix in suffixes())
        raise InputError(f"There is no reader for the format {fmt!r}.", f"Choose one of: {known}.")
    return reader


def recognise(head: bytes) -> Reader | None:
    """The first reader that takes a stream beginning with ``head`` for its own."""
    for suffix in suffixes():
        reader = for_suffix(suffix)
        if reader is not None and reader.sniff(head):
            return reader
    return None


def suffixes() -> tuple[str, ...]:
    """Every suffix that can be read, in the order of recognition (other packages' first)."""
    return tuple(dict.fromkeys([*_foreign(), *BUILTIN]))


@cache
def _foreign() -> Mapping[str, EntryPoint]:
    if not may_be_announced(ENTRY_POINTS):
        return {}
    from importlib.metadata import entry_points

    found = entry_points(group=ENTRY_POINTS)
    return {"." + point.name.lower(): point for point in sorted(found, key=lambda point: point.name)}


@cache
def _builtin(module: str) -> Reader:
    return cast(Reader, import_module(f"syndicheck.readers.{module}"))
