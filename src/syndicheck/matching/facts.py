"""Facts in the words of one language: numbers and names, and where two texts put different ones in the same place.

A *fact* is a token with a digit, or one that is written with a capital where no sentence begins. Scripts without
capitals have numbers only, and so have texts in capitals throughout. German writes every noun with one: there it tells
that two sentences speak of the same things, but not that a form was filled in anew, for which only numbers and
acronyms count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count, filterfalse, product
from typing import TYPE_CHECKING
from unicodedata import category

from msgspec import Struct

from syndicheck.expressions import expression
from syndicheck.matching.layout import Slot
from syndicheck.text.scripts import IGNORABLE

if TYPE_CHECKING:
    from syndicheck.text import Tokens

_SENTENCE_ENDS = frozenset('.!?:;\n\r"“”„«»‹›。！？…•*|/')

_NUMBER_JOINTS = ".,'\u2019\u066b\u066c"

MINUS = frozenset("-\u2212–")
_UNIT_SIGNS = "%‰°℃℉٪"
_NARROW_BLANKS = " \u00a0\u202f"
_UNSEEN = expression(f"[{IGNORABLE}]")

MOST_SIGNS = 2
"""Signs before a number that are read: a minus and a currency."""

_WINDOW = 24
"""Characters behind a number among which its sign is looked for, unseen ones included."""

SHOWN = 12
"""Substitutions listed in a reason, and fillings of one slot whose spelling is compared."""


class Substitution(Struct, frozen=True):
    """Facts of the one text that stand where the other has different ones."""

    a: tuple[str, ...]
    b: tuple[str, ...]


class Contrast(Struct, frozen=True):
    """How the facts of two texts differ where they are not copied. Each count is that of the side that has fewer.

    ``substitutions`` are the slots that are filled with facts of their own on both sides. ``recurring`` counts the own
    facts that fill a slot and come back elsewhere: a form names its subject again and again, and both forms do.
    ``repeated`` is the number of substitutions that have one and the same own fact in them. ``figures`` is the part of
    all numbers of a text (0…1) that the other does not have. ``inside`` counts the substitutions behind the head.
    """

    substitutions: tuple[Substitution, ...] = ()
    recurring: int = 0
    repeated: int = 0
    figures: float = 0.0
    inside: int = 0


NOUN_CAPITALS = frozenset({"de", "lb", "nds", "gsw"})
"""Languages that write every noun with a capital."""

NO_FACT, NOUN, FACT = 0, 1, 2

SHOUTED = 0.9
"""From this part of a body's words on that are in capitals throughout, capitals say nothing."""

PARTS = 4
"""Neighbouring tokens that may be one word elsewhere."""

LETTERS_AN_ERROR = 5
"""A name of so many letters may have one wrong and still be that name."""

_CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_CONFUSED_LETTERS = str.maketrans("01i5cb", "ollseh")


class FactIndex(Struct, frozen=True):
    """Where the facts of a body are. ``kinds`` has for each token :data:`NO_FACT`, :data:`NOUN` (a capital in a
    language that gives one to every noun) or :data:`FACT`, the ``positions`` of the latter; ``stems`` each token
    without its genitive, ``vocabulary`` the different ones, ``facts`` those of them that are facts somewhere and
    ``numbers`` those that are nothing but digits. ``joints`` names the sign behind tokens that are one number with the
    next: the point of 4.15.
    """

    kinds: bytes
    stems: tuple[str, ...]
    vocabulary: frozenset[str]
    positions: tuple[int, ...]
    facts: frozenset[str]
    numbers: frozenset[str]
    joints: Mapping[int, str]

    def written(self, place: int) -> str:
        """The fact at a place, a number with all of its parts."""
        first = last = place
        while first - 1 in self.joints:
            first -= 1
        while last in self.joints:
            last += 1
        return "".join(self.stems[at] + (self.joints[at] if at < last else "") for at in range(first, last + 1))


def index_facts(text: str, tokens: Tokens, lang: str | None) -> FactIndex:
    """Look at every token of a body once."""
    capital = NOUN if (lang or "").partition("-")[0].lower() in NOUN_CAPITALS else FACT
    keys, starts, ends = tokens.keys, list(tokens.starts), list(tokens.ends)
    kinds = bytearray(len(keys))
    # most words are in small letters: only the others are looked at one by one
    capitals = list(compress(count(), map(str.isupper, map(text.__getitem__, starts))))
    for index in () if _is_shouted(text, tokens, capitals) else capitals:
        start, end = starts[index], ends[index]
        if index and end - start > 1:
            between = text[ends[index - 1] : start]
            if between == " " or _SENTENCE_ENDS.isdisjoint(between):
                kinds[index] = FACT if capital == FACT or text[start + 1].isupper() else capital
    different = frozenset(keys)
    others = list(filterfalse(str.isalpha, different))  # few words are more than letters
    numeric = {key for key in others if any(map(str.isdigit, key))}
    numbers = list(compress(count(), map(numeric.__contains__, keys))) if numeric else []
    for index in numbers:
        kinds[index] = FACT
    shortened = {key: _stem(key) for key in others if "'" in key}
    stems = list(keys)
    for index in compress(count(), map(shortened.__contains__, keys)) if shortened else ():
        stems[index] = shortened[keys[index]]
    facts = kinds if capital == FACT else map(FACT.__eq__, kinds)
    positions = tuple(compress(count(), facts))
    last = len(keys) - 1
    return FactIndex(
        bytes(kinds),
        tuple(stems),
        frozenset(stems) if shortened else different,
        positions,
        frozenset(map(stems.__getitem__, positions)),
        frozenset([stem for key in numeric if (stem := shortened.get(key, key)).isdigit()]),
        {
            index: text[ends[index]]
            for index in numbers
            if index < last
            and starts[index + 1] - ends[index] == 1
            and text[ends[index]] in _NUMBER_JOINTS
            and stems[index].isdigit()
            and stems[index + 1].isdigit()
        },
    )


def _is_shouted(text: str, tokens: Tokens, capitals: Sequence[int]) -> bool:
    """Whether a body is in capitals, as bulletins are; ``capitals`` are its tokens that begin with one. What is mostly
    figures is not.
    """
    starts, ends = tokens.starts, tokens.ends
    if 2 * len(capitals) < len(starts):
        return False
    small = sum(text[start].islower() for start in starts)
    shouted = sum(text[starts[index] : ends[index]].isupper() for index in capitals)
    return shouted >= SHOUTED * (len(capitals) + small)


def is_sign(char: str) -> bool:
    """Whether a character says what a number counts: a currency, per cent, degrees."""
    return char in _UNIT_SIGNS or category(char) == "Sc"


def signs_from(text: str, at: int) -> int:
    """Where the signs directly before a number begin that stands at ``at``: a currency, a minus that is no hyphen;
    ``at`` where there are none. What is not seen between them is nothing.
    """
    end = seen_end(text, at)
    if end and text[end - 1] in _NARROW_BLANKS:
        ahead = seen_end(text, end - 1)
        if ahead and category(text[ahead - 1]) == "Sc":
            end = ahead
    signs: list[int] = []
    while end and len(signs) < MOST_SIGNS and (text[end - 1] in MINUS or is_sign(text[end - 1])):
        signs.append(end - 1)
        end = seen_end(text, end - 1)
    if signs and text[signs[-1]] in MINUS and end and not text[end - 1].isspace() and text[end - 1] != "(":
        signs.pop()  # a hyphen
    return signs[-1] if signs else at


def seen_end(text: str, end: int) -> int:
    """Where a stretch of text that ends at ``end`` does so without what is not seen."""
    while end and _is_unseen(text[end - 1]):
        end -= 1
    return end


def seen_start(text: str, start: int) -> int:
    """Likewise where one begins."""
    while start < len(text) and _is_unseen(text[start]):
        start += 1
    return start


def _is_unseen(char: str) -> bool:
    return char > "\u007f" and _UNSEEN.match(char) is not None


def signs_beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The signs before and behind a number at ``text[start:end]``."""
    before, behind = text[signs_from(text, start) : start], text[end : end + 2]
    if not (before + behind).isascii():
        before, behind = _UNSEEN.sub("", before), _UNSEEN.sub("", text[end : end + _WINDOW])[:2]
    behind = behind.lstrip(_NARROW_BLANKS)[:1]
    return before.strip(), behind if behind and is_sign(behind) else ""


def contrast(a: FactIndex, b: FactIndex, covered: tuple[bytes, bytes], slots: Sequence[Slot]) -> Contrast:
    """Compare the facts of two texts outside of what they share. ``covered`` says for each token whether it lies in a
    run of equal ones.
    """
    fresh_a, fresh_b = a.facts - b.vocabulary, b.facts - a.vocabulary
    if not (fresh_a and fresh_b):
        return Contrast()
    own_a, own_b = _own(a, covered[0], fresh_a), _own(b, covered[1], fresh_b)
    if not (own_a and own_b):
        return Contrast()
    filled_a: set[str] = set()
    filled_b: set[str] = set()
    substitutions = []
    fillings: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    inside = 0
    for slot in slots:
        if slot.short:
            here = own_a[bisect_left(own_a, slot.a) : bisect_left(own_a, slot.a_end)]
            there = own_b[bisect_left(own_b, slot.b) : bisect_left(own_b, slot.b_end)]
            one = tuple(dict.fromkeys(map(a.stems.__getitem__, here)))
            two = tuple(dict.fromkeys(map(b.stems.__getitem__, there)))
            if one and two:
                respelt = _respelt(a.stems[slot.a : slot.a_end], b.stems[slot.b : slot.b_end], one, two)
                if respelt:
                    one = tuple(key for key in one if key not in respelt)
                    two = tuple(key for key in two if key not in respelt)
            filled_a.update(one)
            filled_b.update(two)
            if one and two:
                fillings.append((one, two))
                substitutions.append(Substitution(_written(a, here, one), _written(b, there, two)))
                inside += not slot.head
    if not substitutions:
        return Contrast()
    recurring = _recurring(a, covered[0], own_a, filled_a)
    return Contrast(
        substitutions=tuple(substitutions),
        recurring=recurring and min(recurring, _recurring(b, covered[1], own_b, filled_b)),
        repeated=min(_most_frequent(one for one, _ in fillings), _most_frequent(two for _, two in fillings)),
        inside=inside,
        figures=min(_missing(a.numbers, b.vocabulary), _missing(b.numbers, a.vocabulary)),
    )


def _written(index: FactIndex, places: Iterable[int], stems: Sequence[str]) -> tuple[str, ...]:
    """The facts at some places as somebody reads them, those that are none of the ``stems`` left out."""
    return tuple(dict.fromkeys(index.written(place) for place in places if index.stems[place] in stems))


def _respelt(slot_a: Sequence[str], slot_b: Sequence[str], one: Sequence[str], two: Sequence[str]) -> set[str]:
    """The fillings of a slot that are the same fact in another spelling: run together or torn apart (3,500 and 3500,
    U.S. and US), misread by a scanner, or with a letter wrong.
    """
    found = _torn(slot_a, slot_b, {*one, *two}) if _may_be_torn(slot_a, slot_b, one, two) else set()
    words, others = _words(one), _words(two)
    for key, other in product(words, others):
        if alike(key, other):
            found.update((key, other))
    return found


def _may_be_torn(slot_a: Sequence[str], slot_b: Sequence[str], one: Iterable[str], two: Iterable[str]) -> bool:
    """Whether the letters of a filling, which is no word of the other slot, stand there at all: in a longer word, or in
    several. Seldom, and what then is asked of every place takes far longer.
    """
    if len(slot_a) < 2 and len(slot_b) < 2:
        return False
    letters_a, letters_b = "".join(slot_a), "".join(slot_b)
    return any(key.removesuffix("s") in letters_b for key in one) or any(
        key.removesuffix("s") in letters_a for key in two
    )


def _torn(slot_a: Sequence[str], slot_b: Sequence[str], asked: set[str]) -> set[str]:
    """What is run together in one slot and torn apart in the other, as far as it is asked for."""
    found: set[str] = set()
    beginnings = {key[:length] for key in asked for length in range(1, len(key))}
    for parts, whole in ((slot_a, slot_b), (slot_b, slot_a)):
        wholes = {*whole, *(key.removesuffix("s") for key in whole)}
        for start in range(len(parts) - 1):
            # only what is asked for counts: a window must begin like one of those, or have one in it
            if parts[start] not in beginnings and asked.isdisjoint(parts[start : start + PARTS]):
                continue
            for end in range(start + 2, min(start + PARTS, len(parts)) + 1):
                pieces = parts[start:end]
                joined = "".join(pieces)
                if joined in wholes:
                    found.update(pieces, (joined, joined + "s"))
    return found


def _words(fillings: Sequence[str]) -> list[str]:
    """The first few fillings that may be misread or misspelt: numbers only have themselves."""
    return [key for key in fillings[:SHOWN] if key.isascii() and not key.isdigit()]


def alike(one: str, other: str) -> bool:
    """Whether two different words look like one word printed or read twice."""
    # a genitive may have lost its apostrophe
    if _as_scanned(one).removesuffix("s") == _as_scanned(other).removesuffix("s"):
        return True
    most = min(len(one), len(other)) // LETTERS_AN_ERROR
    if not most or abs(len(one) - len(other)) > most or any(map(str.isdigit, one + other)):
        return False
    if max(len(set(one) - set(other)), len(set(other) - set(one))) > most:
        return False  # as most pairs; what tells the others has to be loaded
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=most) <= most


@lru_cache(maxsize=1 << 16)
def _as_scanned(word: str) -> str:
    """A word as all of its misreadings: letters that scanners confuse are one letter."""
    for read, printed in _CONFUSED:
        word = word.replace(read, printed)
    return word.translate(_CONFUSED_LETTERS)


def _most_frequent(fillings: Iterable[tuple[str, ...]]) -> int:
    return max(Counter(key for filling in fillings for key in filling).values(), default=0)


def _missing(numbers: frozenset[str], others: frozenset[str]) -> float:
    return len(numbers - others) / len(numbers) if numbers else 0.0


def _stem(key: str) -> str:
    """A name without its genitive: the other text may have lost its apostrophes."""
    return key.partition("'")[0]


def _own(index: FactIndex, covered: bytes, fresh: frozenset[str]) -> list[int]:
    """Where the facts stand that the other text has nowhere, outside of what both share."""
    stems = index.stems
    return [place for place in index.positions if stems[place] in fresh and not covered[place]]


def _recurring(index: FactIndex, covered: bytes, own: Sequence[int], fillings: set[str]) -> int:
    """How many own facts fill a slot and come back in another place, at least once amid the copied text (a fact of a
    foreign beginning may well come back at the foreign end). A place is one stretch between copied tokens.
    """
    stems = index.stems
    counted = Counter(map(stems.__getitem__, own))
    found, all_copied = 0, covered.count(1)
    for key in fillings:
        if counted[key] > 1:
            copied_before = {covered.count(1, 0, place) for place in own if stems[place] == key}
            found += len(copied_before) > 1 and any(0 < copied < all_copied for copied in copied_before)
    return found
