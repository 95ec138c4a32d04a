"""Templates to regular expressions over normalised text.

Comparison happens on :func:`syndicheck.text.normalise`'s form, in which dashes, quotation marks and blanks have one
shape each; a template therefore names a dash once. Every class is bounded and no quantifier stands inside another, so
that matching is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from msgspec import Struct

from syndicheck.expressions import compiled, expression
from syndicheck.marks.entries import Entry, Organisation
from syndicheck.marks.lines import fold
from syndicheck.text import normalise

DASH = r"[ \t]*(?:\.?[ \t]?-{1,3}|:)"
"""What joins a credit to its text: ``-``, ``--``, ``.-`` (EFE), ``:`` (ANI). All dashes are ``-`` by now."""

OPENING_DASH = r"-{1,3}"

DATES = ("DATE", "WHEN")
"""Classes whose first match is the group ``date`` of an expression."""

_NAME = r"(?-i:[^\W\d_a-zß-ÿ])[\w'.-]{0,20}"
"""A word that begins with a capital letter, whatever else the template's case is worth."""

_CLASSES = {
    "CITY": r"[^\W\d_][^\n\d()/:]{1,40}?",
    "DATE": r"[^\n()/]{3,40}?",
    "TEXT": r"[^\n]{0,380}?",
    "WHEN": r"[^\n()]{3,70}?",
    "DASH": DASH,
    "ISSUER": r"[^\n]{1,80}?",
    "URL": r"(?:https?://)?[\w-]+(?:\.[\w-]+){1,6}(?:/[^\s)]{0,200})?",
    "N": r"\d[\d.,]{0,20}",
    "ANY": r"[^\n]{0,80}?",
    "CODE": r"\w{2,12}",
    "NAMES": r"[^\n()]{2,80}?",
    "PERSON": _NAME + r"(?:[ \t]" + _NAME + r"){1,3}",
}
_PIECE = expression(r"\{([A-Z]+)(\??)\}")
_WORD = expression(r"\b[^\W\d_](?: [^\W\d_]){2,}\b|\w+")
"""A word, its letters side by side or, as in ``C O R R E C T I O N``, apart: one letter stands in every text."""

_PART = expression(r"(?<!\S)[^\w\s]*[^\W\d_](?: [^\W\d_]){2,}(?!\S)|\S+")
_LONG_CODE = expression(r"(?<![\w\\])[A-ZÀ-Þ]{4,6}(?![\w])")
_LABEL = expression(r"[(\[]?[^\W\d_][A-Z]*[^\W\d_A-Z][^\W\d_]*:")
_TWO_WORDS = expression(r"[^\W\d_][^\W\d_A-ZÀ-Þ]{1,5} [^\W\d_][^\W\d_A-ZÀ-Þ]{1,5}")
"""Two ordinary words alone, a heading or a button: ``Paid post`` is ``PAID POST`` as well."""

_LONGEST_CODE = 6


class Needle(Struct, frozen=True):
    """How a template is looked for.

    ``key`` is a case-folded word that must stand alone in the line, ``None`` if there is none (scripts without
    blanks, signs only); ``text`` the longest case-folded piece of text that must stand in it anyhow; ``offset`` how far
    the one that is looked for stands behind the beginning, as far as the template is fixed there.
    """

    key: str | None
    text: str
    offset: int


def needle_of(template: str) -> Needle:
    """How a template with its name filled in is looked for."""
    key, text = _key(template), _needle(template)
    head = fold(normalise(template.partition("{")[0]).text)
    return Needle(key, text, -1 if template.startswith("{") else head.find(key or text))


class Pattern(Struct, frozen=True, dict=True):
    """A template with the name filled in; ``needle`` is what it is looked for by."""

    entry: Entry
    organisation: Organisation
    template: str
    needle: Needle

    @property
    def place(self) -> str:
        """Where it counts: ``heading``, or the entry's ``where``."""
        return "heading" if self.entry.how == "heading" else self.entry.where

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled when it is first needed: most of a catalogue never is."""
        return _regex(self.template, self.entry.how != "heading" and _is_code(self.template))

    @property
    def offset(self) -> int:
        """How far its key stands behind its beginning; -1 when that is not certain or it opens no line.

        A key that touches no letter before it may be glued to the text before: only such patterns can be told from
        a lost line break.
        """
        return self.needle.offset if self.place in ("heading", "line") else -1

    @property
    def takes_name(self) -> bool:
        """Whether a name of the text's own stands in it."""
        return "{ISSUER}" in self.template


def variants(owner: Organisation, entry: Entry) -> Iterator[str]:
    """The templates of an entry, the organisation's names filled in."""
    for variant in entry.text:
        for name in owner.spellings if "{NAME}" in variant else ("",):
            yield variant.replace("{NAME}", name)


def compile_entry(owner: Organisation, entry: Entry, needles: Mapping[str, Needle]) -> list[Pattern]:
    """All variants of a template or heading entry; ``needles`` are those known already, by template."""
    return [
        Pattern(entry, owner, template, needles.get(template) or needle_of(template))
        for template in variants(owner, entry)
    ]


@lru_cache(maxsize=20_000)
def _regex(template: str, cased: bool) -> re.Pattern[str]:
    parts: list[str] = []
    position = 0
    for piece in _PIECE.finditer(template):
        name, optional = piece.groups()
        literal = template[position : piece.start()]
        parts.append(_literal(literal.rstrip() if name == "DASH" else literal))
        if name == "N" and literal.endswith("© "):
            parts[-1] = _literal(literal.rstrip()) + r"[ \t]*"  # "©2026 Acme"; "©NTB" is a credit
        # before a credit the full stop belongs to the place: "Calif.--(BUSINESS WIRE)--"
        inner = OPENING_DASH if name == "DASH" and not piece.start() else _CLASSES[name]
        group = "?P<date>" if name in DATES and f"{{{name}" not in template[: piece.start()] else "?:"
        parts.append(f"({group}{inner})?" if optional else f"({group}{inner})")
        position = piece.end()
    rest = template[position:]
    if parts and position and template[:position].endswith(("{DASH}", "{DASH?}")) and rest.startswith(" "):
        parts.append(r"[ \t]*")
        rest = rest.lstrip()
    parts.append(_literal(rest))
    pattern = "".join(parts)
    if cased and "(" in template:  # "(ANSA)" and "(Ansa)"; what is shorter is a word
        pattern = _LONG_CODE.sub(lambda code: f"(?:{code.group()}|{code.group().capitalize()})", pattern)
    return compiled(pattern, re.NOFLAG if cased else re.IGNORECASE)


_COLON = expression(r"(?:\\ ){0,3}:(?:\\ )+")
_BLANKS = expression(r"(?:\\ )+")
_OPENING_BRACKET = expression(r"(\\\(|\\\[)(?:\[ \\t\]\+)?")
_CLOSING_BRACKET = expression(r"(?:\[ \\t\]\+)?(\\\)|\\\])")


def _literal(text: str) -> str:
    """Escaped text in which a blank is any blanks; those inside brackets and at a colon are optional."""
    folded = normalise(text).text
    escaped = re.escape(folded)
    escaped = _COLON.sub(r"[ \\t]*[:|][ \\t]*", escaped)  # "Sumber : Acme", "Foto:Acme", "Text | Doe"
    escaped = _BLANKS.sub(r"[ \\t]+", escaped)
    escaped = _OPENING_BRACKET.sub(r"\1[ \\t]*", escaped)
    return _CLOSING_BRACKET.sub(r"[ \\t]*\1", escaped)


def _is_code(template: str) -> bool:
    """Whether case decides: a short credit in capitals (``(AP)``, ``(SID)``) is a word otherwise, ``Foto:`` is not."""
    words = _WORD.findall(_PIECE.sub(" ", template))
    letters = [word for word in words if not word.isdigit()]
    if _LABEL.match(template) is not None or _TWO_WORDS.fullmatch(template) is not None:
        return False
    return bool(letters) and all(len(word) <= _LONGEST_CODE for word in letters) and len(letters) <= 2


def _key(template: str) -> str | None:
    """The longest word that must stand alone in the line; one that touches a class may be glued to what fills it."""
    words = _WORD.findall(fold(normalise(_PIECE.sub("_", template)).text))
    alone = [word for word in words if "_" not in word and not _may_be_glued(word)]
    return max(alone, key=lambda word: (len(word), word), default=None)


def _needle(template: str) -> str:
    """The longest piece without blanks that every match has; blanks and their number are the reader's."""
    pieces = _PART.findall(fold(normalise(_PIECE.sub("\n", template)).text))
    return max(pieces, key=lambda piece: (len(piece), piece), default="")


def _may_be_glued(word: str) -> bool:
    """Whether the script of a word has no blanks, so that it need not stand alone among the words of a line."""
    return any("\u0e00" <= c <= "\u0eff" or "\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in word)
