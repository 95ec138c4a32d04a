"""What a catalogue file may say, and the errors that name file, entry and reason when it says something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct, field

from syndicheck.errors import CatalogueError
from syndicheck.expressions import expression
from syndicheck.model.marks import MARK_TYPES, Layer

_T = TypeVar("_T")

KINDS = ("distributor", "agency", "content_feed", "outlet", "aggregator", "issuer", "generic")
HOW = ("phrase", "template", "heading")
IN_TEXT = ("lead", "tail", "line", "title", "anywhere")
WHERE = (*IN_TEXT, "author", "meta", "link")
"""The last three are no places of a text: such entries are kept as knowledge, and not looked for in one."""

STRENGTHS = ("strong", "weak", "hint")
SURE = ("seen", "recalled")
CLASSES = ("NAME", "CITY", "DATE", "DASH", "ISSUER", "URL", "N", "ANY", "CODE", "NAMES", "PERSON", "TEXT", "WHEN")

RELEASE_PLACES = ("url", "link", "text")
ALPHABETS = {"digits": "0-9", "hex": "0-9A-Fa-f", "dotted": "0-9.", "word": "0-9A-Za-z_-"}
RELEASE_CLASSES = ("ID", "SLUG", "N")

_CLASS = expression(r"\{([^{}]*)\}")
_SEEN_ON = expression(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_FILE_KEYS = {"id", "extends", "drop", "kind", "names", "aliases", "domains", "network", "relays", "marks", "releases"}
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
    "seen_on",
    "match",
    "no_match",
}


class Entry(Struct, frozen=True):
    """One thing an organisation prints.

    ``text`` holds variants; ``how`` they are recognised: ``template`` to the letter (with classes such as ``{DATE}``),
    ``phrase`` fuzzily as whole sentences or paragraphs, ``heading`` as the first line of a block. ``where`` says at
    which place of a text it counts. ``requires`` and ``unless`` are words of which one must, or none may, stand in the
    same line. ``sure`` tells what was seen in print from what was only recalled, ``source`` and ``seen_on`` (a year,
    month or day) where and when.
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
    seen_on: str = ""
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class ReleaseForm(Struct, frozen=True):
    """How an organisation numbers its releases, so that a number is a deterministic key.

    ``text`` holds templates with one ``{ID}`` each; ``{SLUG}`` stands for any part of an address without a slash,
    ``{N}`` for digits. ``where`` says where it counts: ``url`` the article's own address, ``link`` an address in its
    links, ``text`` words or an address printed in it. An id has ``length`` characters of ``alphabet``. ``match`` gives
    examples with the ids that they yield.
    """

    id: str
    where: tuple[str, ...]
    text: tuple[str, ...]
    alphabet: str
    length: tuple[int, int]
    sure: str = "seen"
    source: str = ""
    match: tuple[tuple[str, str], ...] = ()
    no_match: tuple[str, ...] = ()


class Organisation(Struct, frozen=True):
    """Who prints marks: a catalogue file. ``kind`` ``generic`` stands for a language, not for an organisation."""

    id: str
    kind: str
    names: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    marks: tuple[Entry, ...] = field(default=())
    releases: tuple[ReleaseForm, ...] = ()

    @property
    def name(self) -> str:
        """The English name, else the first there is."""
        return self.names.get("en") or next(iter(self.names.values()), self.id)

    @property
    def spellings(self) -> tuple[str, ...]:
        """All names and aliases, longest first."""
        return tuple(sorted({*self.names.values(), *self.aliases}, key=lambda n: (-len(n), n)))


def organisation(data: Mapping[str, Any], file: str, base: Organisation | None = None) -> Organisation:
    """A catalogue file as parsed from TOML.

    With ``extends = true`` it adds to ``base``, the organisation of its id that is known already: entries of the same
    id replace those of ``base``, ``drop`` takes entries out, names and domains are added.

    Raises:
        CatalogueError: names the file, and every entry with what is wrong with it.
    """
    _only(data, _FILE_KEYS, file, "the file")
    ident = _text(data, "id", file, "the file")
    extends = data.get("extends", False)
    if extends and (base is None or base.id != ident):
        raise _wrong(file, ident, "extends an organisation that is not known")
    if extends and base is not None:
        data = {"kind": base.kind, **data, "names": {**base.names, **data.get("names", {})}}
    kind = _one_of(data, "kind", KINDS, file, ident)
    names = data.get("names", {})
    if not isinstance(names, Mapping) or not all(isinstance(v, str) and v for v in names.values()):
        raise _wrong(file, ident, 'names must be a table of language = "name"')
    if not names and kind != "generic":
        raise _wrong(file, ident, "an organisation needs at least one name")
    marks = data.get("marks", [])
    if not isinstance(marks, list):
        raise _wrong(file, ident, "marks must be a list of [[marks]] tables")
    releases = _tables(data, "releases", file, ident)
    wrong: list[str] = []
    found = Organisation(
        id=ident,
        kind=kind,
        names=dict(names),
        aliases=_texts(data, "aliases", file, ident),
        domains=_texts(data, "domains", file, ident),
        network=_texts(data, "network", file, ident),
        marks=tuple(_good(lambda mark: _entry(mark, ident, file), marks, wrong)),
        releases=tuple(_good(lambda release: _release(release, ident, file), releases, wrong)),
    )
    if wrong:
        raise CatalogueError("\n".join(wrong), "Mend the entry, or take it out.")
    return _extended(base, found, _texts(data, "drop", file, ident)) if extends and base is not None else found


def _good(read: Callable[[Any], _T], tables: Iterable[Any], wrong: list[str]) -> Iterator[_T]:
    """What can be read; what cannot is told in ``wrong``, all of it."""
    for table in tables:
        try:
            yield read(table)
        except CatalogueError as error:
            wrong.append(error.message)


def _extended(base: Organisation, more: Organisation, drop: Sequence[str]) -> Organisation:
    own = {entry.id for entry in more.marks} | set(drop)
    forms = {form.id for form in more.releases} | set(drop)
    return Organisation(
        id=base.id,
        kind=more.kind,
        names=more.names,
        aliases=tuple(dict.fromkeys((*base.aliases, *more.aliases))),
        domains=tuple(dict.fromkeys((*base.domains, *more.domains))),
        network=tuple(dict.fromkeys((*base.network, *more.network))),
        marks=(*(entry for entry in base.marks if entry.id not in own), *more.marks),
        releases=(*(form for form in base.releases if form.id not in forms), *more.releases),
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
        seen_on=_seen_on(data, file, ident),
        match=_texts(data, "match", file, ident),
        no_match=_texts(data, "no_match", file, ident),
    )


def _seen_on(data: Mapping[str, Any], file: str, entry: str) -> str:
    value = str(data.get("seen_on", ""))
    if value and not _SEEN_ON.fullmatch(value):
        raise _wrong(file, entry, f"seen_on is {value!r}; write 2024, 2024-04 or 2024-04-12")
    return value


_RELEASE_KEYS = {"id", "where", "text", "alphabet", "length", "sure", "source", "match", "no_match"}


def _release(data: Mapping[str, Any], owner: str, file: str) -> ReleaseForm:
    ident = _text(data, "id", file, owner)
    _only(data, _RELEASE_KEYS, file, ident)
    if not ident.startswith(f"{owner}."):
        raise _wrong(file, ident, f"the id must begin with {owner}.")
    text = _texts(data, "text", file, ident)
    for variant in text:
        classes = _CLASS.findall(variant)
        if classes.count("ID") != 1 or not set(classes) <= set(RELEASE_CLASSES):
            raise _wrong(file, ident, f"{variant!r} needs {{ID}} once, and no classes but {{SLUG}} and {{N}}")
    where = _texts(data, "where", file, ident)
    if not text or not where or not set(where) <= set(RELEASE_PLACES):
        raise _wrong(file, ident, f"text and where are needed; where is a list of {', '.join(RELEASE_PLACES)}")
    length = data.get("length")
    if not (
        isinstance(length, list)
        and len(length) == 2
        and all(isinstance(n, int) and not isinstance(n, bool) for n in length)
        and 2 <= length[0] <= length[1] <= 64
    ):
        raise _wrong(file, ident, "length must be [least, most], from 2 to 64")
    match = data.get("match", {})
    if not isinstance(match, Mapping) or not all(isinstance(v, str) for v in match.values()):
        raise _wrong(file, ident, "match must be a table of example = id")
    return ReleaseForm(
        id=ident,
        where=where,
        text=text,
        alphabet=_one_of(data, "alphabet", tuple(ALPHABETS), file, ident),
        length=(length[0], length[1]),
        sure=_one_of({"sure": "seen", **data}, "sure", SURE, file, ident),
        source=str(data.get("source", "")),
        match=tuple(match.items()),
        no_match=_texts(data, "no_match", file, ident),
    )


def _tables(data: Mapping[str, Any], key: str, file: str, entry: str) -> list[Mapping[str, Any]]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise _wrong(file, entry, f"{key} must be a list of [[{key}]] tables")
    return value


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
