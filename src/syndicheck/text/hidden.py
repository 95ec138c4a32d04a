"""Signs that a reader cannot see, or takes for others: put into a text to mark it, to hide something, or to dodge us.

Comparison does not see them either (:mod:`syndicheck.text.normal`), so they change no share; but an editor wants to
know of them. What writing really needs is left alone: joiners in Arabic, Persian and Indic words and in emoji, breaks
between words of Thai or Khmer, the presentation selectors of emoji, variants of ideographs, direction marks in a text
that is written from right to left. Soft hyphens and a byte order mark are what programs leave behind and say nothing.

Invisible selectors in a row are how the Coalition for Content Provenance and Authenticity (C2PA, technical
specification 2.1, "Embedding manifests into unstructured text") and others write data into plain text.

Letters of phonetics are left alone in transcriptions and in languages that are written with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from syndicheck.expressions import expression
from syndicheck.model.hidden import HiddenKind, HiddenText
from syndicheck.model.spans import Span
from syndicheck.text import lookalikes
from syndicheck.text.scripts import UNSPACED

HIDDEN_TEXT_VERSION = 2
"""Changes whenever the same text would give other findings."""

SHOWN = 20
"""Characters on both sides that tell where the first one stands."""

LONGEST = 12
"""Signs of a run that are written out."""

_JOINERS = "\u200c\u200d"
_SPACES = "\u200b\u2060\ufeff\u180e"
_LETTERS_UNSEEN = (
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u2061-\u2065\u206a-\u206f\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d"
_TAGS = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_OVERRIDES = "\u202d\u202e"
_DIRECTIONS = "\u202a-\u202c\u2066-\u2069\u200e\u200f\u061c"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f"  # U+0080 … 9F are broken encodings, which normalisation repairs

_BLANKS = str.maketrans("\t\n\v\f\r", "     ")
"""They are seen by what they do; ``str.isprintable`` calls them unprintable."""

_RUN = expression(f"[{_JOINERS}{_SPACES}{_LETTERS_UNSEEN}{_SELECTORS}{_TAGS}{_OVERRIDES}{_DIRECTIONS}{_CONTROLS}]+")
_KINDS = tuple(
    (kind, expression(f"[{characters}]"))
    for kind, characters in (
        (HiddenKind.ZERO_WIDTH, _JOINERS + _SPACES),
        (HiddenKind.SELECTOR, _SELECTORS + _TAGS),
        (HiddenKind.INVISIBLE_LETTER, _LETTERS_UNSEEN),
        (HiddenKind.DIRECTION, _OVERRIDES + _DIRECTIONS),
        (HiddenKind.CONTROL, _CONTROLS),
    )
)

_JOINING = expression("[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
"""Scripts whose letters are joined, or kept apart, by a sign without width."""

_SEPARATED = expression(f"[{UNSPACED}]")
_RIGHT_TO_LEFT = expression(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PICTURE = expression(
    "[\u00a9\u00ae\u203c\u2049\u20e3\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299#*0-9\U0001f000-\U0001faff]"
)
_IDEOGRAPH = expression("[\u2e80-\u2fdf\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e\U00020000-\U0003ffff]")
_TRADITIONAL = expression("[\u1000-\u109f\u1820-\u18aa\u2200-\u22ff\uaa60-\uaa7f]")
"""Myanmar, Mongolian and mathematical signs have variants of their own."""

_EMOJI_TAIL = expression("[\ufe0e\ufe0f]?\u200d?|[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f")
_SELECTOR = expression(f"[{_SELECTORS}]")
_DIRECTION = expression(f"[{_DIRECTIONS}{_JOINERS}]+")

SHORTEST = 3
"""Letters of a word that is told, and strokes in a text."""

_WORD = expression(rf"[^\W\d_]{{{SHORTEST},}}")
_SCHOLARLY = expression("[\u02b0-\u02b8\u02c8\u02cc\u02d0\u02d1\u02de\u02e0-\u02e4]")
"""Signs of phonetic transcriptions beside letters."""
_TRANSCRIBED = ("[", "/")
_OVERLAYS = "\u0334-\u0338\u20d2\u20d3\u20d8-\u20da\u20e5\u20e6\u20ea\u20eb"
"""Marks of all scripts that are drawn over the letter (``Canonical_Combining_Class`` 1); Vedic has some of its own."""
_OVERLAY = expression(f"[{_OVERLAYS}]")
_STRUCK = expression(rf"(?:[^\W\d_][{_OVERLAYS}]++)++")


class _Place(NamedTuple):
    """A run of one kind that cannot be seen, or a word with letters that stand for others, and how that reads without
    them.
    """

    span: Span
    kind: HiddenKind
    plain: str = ""


def hidden_text(text: str) -> tuple[HiddenText, ...]:
    """What is hidden in a text: one entry a kind, in the order in which the kinds first appear. Empty for most."""
    kinds: dict[HiddenKind, list[_Place]] = {}
    for place in _places(text):
        kinds.setdefault(place.kind, []).append(place)
    return tuple(
        HiddenText(
            kind,
            sum(_size(text, place) for place in places),
            len(places),
            places[0].span.start,
            _around(text, places[0]),
        )
        for kind, places in kinds.items()
    )


def hidden_spans(text: str) -> tuple[tuple[Span, HiddenKind], ...]:
    """The places behind :func:`hidden_text`: runs of one kind that cannot be seen, and words with borrowed letters."""
    return tuple((place.span, place.kind) for place in _places(text))


def _places(text: str) -> list[_Place]:
    if _all_seen(text):
        return []
    characters = "".join(set(text))  # a text has few different ones: most questions can be answered by them alone
    found: list[_Place] = []
    if _RUN.search(characters):
        found += _unseen(text)
    if lookalikes.possible(characters) and lookalikes.suspicious(text):
        found += _borrowed(text)
    phonetic, struck = lookalikes.phonetic(characters), _OVERLAY.search(characters)
    if (phonetic or struck) and not _SCHOLARLY.search(characters) and all(map(_has_double, phonetic)):
        if phonetic:
            found += _phonetic(text)
        if struck:
            found += _struck_through(text)
    return sorted(found)


def _all_seen(text: str) -> bool:
    """Whether a text has nothing but ASCII signs that are seen."""
    return text.isascii() and text.translate(_BLANKS).isprintable()


def _unseen(text: str) -> Iterator[_Place]:
    right_to_left = _RIGHT_TO_LEFT.search(text) is not None
    for run in _RUN.finditer(text):
        before = text[run.start() - 1 : run.start()] if run.start() else ""
        behind = text[run.end() : run.end() + 1]
        signs = run.group()
        if _needed(signs, before, behind, right_to_left, at_start=run.start() == 0):
            continue
        at = run.start()
        for kind, part in groupby(signs, _kind):
            size = len(tuple(part))
            yield _Place(Span(at, at + size), kind)
            at += size


def _kind(sign: str) -> HiddenKind:
    return next(kind for kind, characters in _KINDS if characters.match(sign))


def _needed(signs: str, before: str, behind: str, right_to_left: bool, *, at_start: bool) -> bool:
    """Whether a run of unseen signs is what writing needs there, or what a program leaves behind."""
    if at_start and signs == "\ufeff":
        return True
    if all(sign in _JOINERS for sign in signs) and len(signs) <= 2:
        return bool(_JOINING.match(before) or _JOINING.match(behind) or _PICTURE.match(behind))
    if len(signs) == 1 and signs in _SPACES:
        return bool(_SEPARATED.match(before) or _SEPARATED.match(behind))
    if _PICTURE.match(before) and _is_emoji_tail(signs):
        return True
    if len(signs) == 1 and _SELECTOR.match(signs):
        return bool(_IDEOGRAPH.match(before) or _TRADITIONAL.match(before))
    if right_to_left and len(signs) <= 3:
        return _DIRECTION.fullmatch(signs) is not None
    return False


def _is_emoji_tail(signs: str) -> bool:
    """A presentation selector, a joiner to the next picture, or the tags of a regional flag with their end."""
    return _EMOJI_TAIL.fullmatch(signs) is not None


def _borrowed(text: str) -> Iterator[_Place]:
    """Words in which letters of another alphabet stand for their doubles."""
    found = lookalikes.borrowed(text)
    for start, plain in found:
        if len(plain) >= SHORTEST or len(found) >= lookalikes.MANY:
            yield _Place(Span(start, start + len(plain)), HiddenKind.LOOKALIKE, plain)


def _has_double(letter: str) -> bool:
    return lookalikes.ordinary(letter) != letter


def _phonetic(text: str) -> Iterator[_Place]:
    """Words of ordinary letters in which some of phonetics stand for their doubles. In a transcription they do not:
    that has letters without doubles, or stands in brackets.
    """
    for word in _WORD.finditer(text):
        plain = "".join(map(lookalikes.ordinary, word.group()))
        letters = sum(one == other for one, other in zip(word.group(), plain, strict=True))
        if 0 < letters < len(plain) and text[word.start() - 1 : word.start()] not in _TRANSCRIBED:
            yield _Place(Span(word.start(), word.end()), HiddenKind.LOOKALIKE, plain)


def _struck_through(text: str) -> Iterator[_Place]:
    found = list(_STRUCK.finditer(text))
    if sum(len(_OVERLAY.findall(run.group())) for run in found) >= SHORTEST:
        for run in found:
            yield _Place(Span(run.start(), run.end()), HiddenKind.OVERLAY)


def _size(text: str, place: _Place) -> int:
    signs = text[place.span.start : place.span.end]
    if place.kind is HiddenKind.OVERLAY:
        return len(_OVERLAY.findall(signs))
    if place.plain:
        return sum(sign != double for sign, double in zip(signs, place.plain, strict=True))
    return len(signs)


def _around(text: str, place: _Place) -> str:
    """The first place with the words around it, and what cannot be seen written out: ``th⟨U+200B⟩e mayor``."""
    span = place.span
    before = _revealed(text[max(0, span.start - SHOWN) : span.start])
    behind = _revealed(text[span.end : span.end + SHOWN])
    cut = span.end - span.start > LONGEST and not place.plain
    signs = text[span.start : span.start + LONGEST if cut else span.end]
    if place.plain:
        shown = (sign if sign == double else _named(sign) for sign, double in zip(signs, place.plain, strict=True))
        inside = "".join(shown)
    else:
        inside = _revealed(signs) + ("…" if cut else "")
    return " ".join(f"{before}{inside}{behind}".split())


def _revealed(signs: str) -> str:
    return "".join(_named(sign) if _RUN.match(sign) or _OVERLAY.match(sign) else sign for sign in signs)


def _named(sign: str) -> str:
    return f"⟨U+{ord(sign):04X}⟩"
