"""What a catalogue file may say, and the errors that name file, entry and reason when it says something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from syndicheck.errors import CatalogueError
from syndicheck.model import MARK_TYPES, Layer

KINDS = ("distributor", "agency", "content_feed", "outlet", "aggregator", "issuer", "generic")
HOW = ("phrase", "template", "heading")
WHERE = ("lead", "tail", "line", "title", "anywhere")
STRENGTHS = ("strong", "weak", "hint")
SURE = ("seen", "recalled")
CLASSES = ("NAME", "CITY", "DATE", "DASH", "ISSUER", "URL", "N", "ANY", "CODE")

_CLASS = re.compile(r"\{([^{}]*)\}")
_FILE_KEYS = {"id", "kind", "names", "aliases", "domains", "network", "relays", "marks"}
_MARK_KEYS = {
    "id",
    "type",
    "how",
    "where",
    "lang",
    "layer",
    "strength",
    "text",
    "same_as",
    "requires",
    "unless",
    "sure",
    "source",
    "match",
    "no_match",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing an organisation prints.

    ``text`` holds variants; ``how`` they are recognised: ``template`` to the letter (with classes such as ``{DATE}``),
    ``phrase`` fuzzily as whole sentences or paragraphs, ``heading`` as the first line of a block. ``where`` says at
    which place of a text it counts. ``requires`` and ``unless`` are words of which one must, or none may, stand in the
    same line. ``sure`` tells what was seen in print from what was only recalled.
    """

    id: str
    type: str
    how: str
    where: str
    lang: str
    layer: Layer
    strength: str
    text: tuple[str, ...]
    same_as: str | None = None
    requires: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    sure: str = "seen"
    source: str = ""
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who prints marks: a catalogue file. ``kind`` ``generic`` stands for a language, not for an organisation."""

    id: str
    kind: str
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    marks: tuple[Entry, ...] = field(default=())

    @property
    def name(self) -> str:
        """The English name, else the first there is."""
        return self.names.get("en") or next(iter(self.names.values()), self.id)

    @property
    def spellings(self) -> tuple[str, ...]:
        """All names and aliases, longest first."""
        return tuple(sorted({*self.names.values(), *self.aliases}, key=lambda n: (-len(n), n)))


def organisation(data: Mapping[str, Any], file: str) -> Organisation:
    """A catalogue file as parsed from TOML.

    Raises:
        CatalogueError: names the file, the entry and what is wrong with it.
    """
    _only(data, _FILE_KEYS, file, "the file")
    ident = _text(data, "id", file, "the file")
    kind = _one_of(data, "kind", KINDS, file, ident)
    names = data.get("names", {})
    if not isinstance(names, Mapping) or not all(isinstance(v, str) and v for v in names.values()):
        raise _wrong(file, ident, 'names must be a table of language = "name"')
    if not names and kind != "generic":
        raise _wrong(file, ident, "an organisation needs at least one name")
    marks = data.get("marks", [])
    if not isinstance(marks, list):
        raise _wrong(file, ident, "marks must be a list of [[marks]] tables")
    return Organisation(
        id=ident,
        kind=kind,
        names=dict(names),
        aliases=_texts(data, "aliases", file, ident),
        domains=_texts(data, "domains", file, ident),
        network=_texts(data, "network", file, ident),
        marks=tuple(_entry(mark, ident, file) for mark in marks),
    )


def _entry(data: Any, owner: str, file: str) -> Entry:
    if not isinstance(data, Mapping):
        raise _wrong(file, owner, "a mark must be a table")
    ident = _text(data, "id", file, owner)
    _only(data, _MARK_KEYS, file, ident)
    if not ident.startswith(f"{owner}."):
        raise _wrong(file, ident, f"the id must begin with {owner}.")
    text = _texts(data, "text", file, ident)
    if not text:
        raise _wrong(file, ident, "text is missing")
    for variant in text:
        for name in _CLASS.findall(variant):
            if name.removesuffix("?") not in CLASSES:
                raise _wrong(file, ident, f"unknown class {{{name}}}; known are {', '.join(CLASSES)}")
    return Entry(
        id=ident,
        type=_one_of(data, "type", MARK_TYPES, file, ident),
        how=_one_of(data, "how", HOW, file, ident),
        where=_one_of(data, "where", WHERE, file, ident),
        lang=_text(data, "lang", file, ident),
        layer=Layer(_one_of(data, "layer", tuple(layer.value for layer in Layer), file, ident)),
        strength=_one_of(data, "strength", STRENGTHS, file, ident),
        text=text,
        same_as=data.get("same_as"),
        requires=_texts(data, "requires", file, ident),
        unless=_texts(data, "unless", file, ident),
        sure=_one_of({"sure": "seen", **data}, "sure", SURE, file, ident),
        source=str(data.get("source", "")),
        match=_texts(data, "match", file, ident),
        no_match=_texts(data, "no_match", file, ident),
    )


def _wrong(file: str, entry: str, reason: str) -> CatalogueError:
    return CatalogueError(f"{file}: {entry}: {reason}.", "Mend the entry, or take it out.")


def _only(data: Mapping[str, Any], known: set[str], file: str, entry: str) -> None:
    unknown = sorted(set(data) - known)
    if unknown:
        raise _wrong(file, entry, f"unknown field {', '.join(unknown)}")


def _text(data: Mapping[str, Any], key: str, file: str, entry: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(file, entry, f"{key} is missing or no text")
    return value


def _texts(data: Mapping[str, Any], key: str, file: str, entry: str) -> tuple[str, ...]:
    value = data.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(v, str) and v for v in values):
        raise _wrong(file, entry, f"{key} must be a list of texts")
    return tuple(values)


def _one_of(data: Mapping[str, Any], key: str, known: tuple[str, ...], file: str, entry: str) -> str:
    value = data.get(key)
    if value not in known:
        raise _wrong(file, entry, f"{key} is {value!r}; it must be one of {', '.join(known)}")
    return str(value)
