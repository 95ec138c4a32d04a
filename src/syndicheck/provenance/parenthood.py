"""What it costs to have a text from another one, and why: the possible parents of every text of a story.

The witnesses of :mod:`syndicheck.provenance.lineage` are heard here, each with its weight; all weights were fitted on
invented stories with known parents (``python -m tests.eval lineage``). Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from msgspec import Struct, field

from syndicheck.model.reasons import Reason
from syndicheck.provenance.directions import Reading, first_probability, known, read
from syndicheck.provenance.likelihood import likelihood
from syndicheck.provenance.reasons import LINEAGE_REASONS, lineage_reason, parent_before
from syndicheck.provenance.slips import Spelling, slips, spelling
from syndicheck.provenance.windows import Window, before
from syndicheck.provenance.wordings import Key, Share, Text, Wordings
from syndicheck.text import Tokens

NEW, LOST = 1.0, 0.01
"""Cost of a child's text that the parent lacks, and of the parent's that the child lacks (parts of either text)."""

ADDED, TAKEN = 0.062, 0.132
"""Cost of every place where something was added or exchanged, and of every further place where something was taken out:
nobody else makes the same cut by chance, so whoever has it has it from its maker."""

MOST_PLACES = 0.45
"""All places together cost no more."""

COMMON = 0.1
"""What it costs that the child's wording is the more usual one in the story: most copies are made of the original."""

OTHER_LANGUAGE = 0.3
"""Cost of a translation; with it goes what its score lacks to 1, and what of its words an earlier text of its own
language has: nobody translates into the words of another."""

TRANSLATED = 0.2
"""Cost of a translation that reads as if it were the original."""

TELLING = 0.2
"""How far from even a probability must be to be told of."""

CUT = 1.6
"""Lengths, in characters of English, that differ by more than this are no two whole texts."""

OTHER_TITLE = 0.14
CREDIT_GAINED, CREDIT_LOST = 0.5, 0.005
NAMED = 0.6
"""Relief of the parent that the child names as its source."""

SLIP = 0.15
CONVERSION = 0.1
LAYER = 0.06

UNHELD = 0.7
"""Cost of coming from a text that is not held."""

UNCOVERED = 0.5
"""What the text of others that it does not have makes it dearer: an original has what its copies have."""

PRIVATE = 0.48
"""What text that nobody else has makes it dearer still: it was added."""

HUB = 0.3
"""What it costs a parent to be far from what the texts have in common: most copies are made of the original."""

DERIVED = 0.88
"""The same for notices that say that somebody else wrote it."""

COLLECTS = 0.5
"""What it costs a live blog to be the parent of another text: it prints what others send out. What else it has is of
other entries, and costs it nothing as a child.
"""

CLOCK = 0.21
"""Cost of an order that is as good as impossible, by intervals that overlap."""

MOST_PARENTS = 12
"""Texts that are looked at as parents of one, and copies of one text among them."""
SAME_TEXT = 3

LOOKED_AT = 200
"""Texts of one body that are looked at for one that can be a parent."""

MOST_ALIGNED = 2_000
"""Pairs of different texts whose changes are counted place by place: beyond, fewer parents of each are looked at."""

DERIVED_NOTICES = frozenset({"third_party_disclaimer", "translation_disclaimer"})

REPLACED = 0.5
"""New part of a later version from which on its earlier version need not be where it comes from."""

Kinship = Mapping[tuple[str, str], float]
"""How sure it is that two articles of different languages are one text, by their keys; 0…1."""


class Considered(Struct):
    """A possible parent (``None``: a text not held) with its cost, and why by the texts. What the clock says, where it
    was ``asked``, is put into words for the few that are told of (:meth:`Parenthood.by_clock`).
    """

    parent: Text | None
    cost: float
    text: list[Reason] = field(default_factory=list)
    asked: bool = False


class Parenthood:
    """The possible parents of a story's texts. Without ``clock`` only the texts speak."""

    def __init__(self, wordings: Wordings, kinship: Kinship, clock: bool, names: Mapping[str, str]) -> None:
        self.wordings, self.texts = wordings, wordings.texts
        self.clock, self.names = clock, names
        self.languages = {text.key: text.language for text in self.texts}
        self.kinship = self._by_language(kinship)
        self.readings: dict[int, Reading] = {}
        self.spellings: dict[int, Spelling] = {}
        self.said_before: dict[Key, float] = {}
        self.most_parents = max(4, min(MOST_PARENTS, MOST_ALIGNED // max(1, len(wordings.bodies))))
        self.held = frozenset(ident for text in self.texts for ident in text.own)
        self.credited = frozenset(ident for text in self.texts for ident in text.credits)
        self.starts = sorted((text.window.possible.start, text.key) for text in self.texts if text.version == 1)[:2]

    def considered(self, text: Text) -> list[Considered]:
        """The possible parents of a text, that it comes from none of them included."""
        previous = self.wordings.by_id.get((text.key, text.version - 1))
        if previous is not None and not self._replaced(previous, text):
            return [Considered(previous, 0.0, [lineage_reason("earlier-version")])]
        found = [self._from_nowhere(text) if previous is None else self._from(previous, text)]
        for parent in self._candidates(text):
            found.append(self._from(parent, text))
        return found

    def _replaced(self, previous: Text, text: Text) -> bool:
        """Whether most of a later version is new: then it may have been taken over from elsewhere."""
        one, other = self.wordings.body_of[text.id], self.wordings.body_of[previous.id]
        return self.wordings.share(one, other).new > REPLACED

    def _candidates(self, text: Text) -> list[Text]:
        """The texts that share most with it, of equal ones the earliest; those that it names in any case."""
        body = self.wordings.body_of[text.id]
        wordings = self.wordings
        grams, language = wordings.grams, wordings.language(body)
        scored: list[tuple[float, int]] = []
        for other in wordings.pool if body in wordings.pool else [*wordings.pool, body]:
            if other == body:
                if len(wordings.bodies[other]) > 1:
                    scored.append((-NEW - 1.0, other))
                continue
            if wordings.language(other) != language:
                kin = max((self._kin(text.key, one.key) for one in wordings.bodies[other]), default=0.0)
                scored.append((-kin * NEW, other))
                continue
            shared = wordings.shared(body, other)
            if shared:
                # the exact cost, places included, is reckoned of the best only
                new, lost = 1 - shared / len(grams[body]), 1 - shared / len(grams[other])
                scored.append((NEW * new + LOST * lost - NEW, other))
        scored.sort()
        found: list[Text] = []
        for _, other in scored[: self.most_parents]:
            earliest = self._earliest(self.wordings.bodies[other], text, SAME_TEXT)
            found += dict.fromkeys([*earliest, *self._alike(other, text)])
        found += [one for one in self.named(text) if one not in found and self._possible(one, text)]
        return found

    def _earliest(self, texts: Iterable[Text], child: Text, most: int) -> list[Text]:
        """The first few that a text can come from. Texts are in the order of time, so that the search ends soon."""
        found: list[Text] = []
        for looked, one in enumerate(texts):
            if len(found) == most or looked > LOOKED_AT:
                break
            if one.key != child.key and self._possible(one, child):
                found.append(one)
        return found

    def _alike(self, body: int, child: Text) -> list[Text]:
        """The first of a body that has the same headline too."""
        return self._earliest(self.wordings.titled.get((body, child.title), ()), child, 1) if child.title else []

    def named(self, text: Text) -> list[Text]:
        """The texts that it names as its source, or whose revised words it carries."""
        keys = text.names | text.links | text.after
        return [one for one in self.texts if one.key in keys and one.key != text.key] if keys else []

    def _possible(self, parent: Text, child: Text) -> bool:
        return not self.clock or before(child.window, parent.window) is not True

    def _from(self, parent: Text, child: Text) -> Considered:
        found = Considered(parent, 0.0)
        if parent.language == child.language:
            self._hear_text(found, parent, child)
        else:
            kin = self._kin(parent.key, child.key)
            found.cost += OTHER_LANGUAGE + (1 - kin) * NEW + NEW * self._said_before(child)
            found.text.append(lineage_reason("translated", kinship=round(kin, 3)))
            one, other = self._reading(parent), self._reading(child)
            if known(one, other) and not self._cut(parent, child):
                likely = first_probability(one, other)
                found.cost += TRANSLATED * (1 - likely)
                if abs(likely - 0.5) >= TELLING:
                    code = "reads-original" if likely > 0.5 else "reads-translated"
                    found.text.append(lineage_reason(code, probability=round(likely, 3)))
            if "translation_disclaimer" in child.notices:
                found.cost -= LAYER
                found.text.append(lineage_reason("says-translated"))
            if "translation_disclaimer" in parent.notices:
                found.cost += LAYER
        self._hear_layers(found, parent, child)
        if self.clock:
            found.asked = True
            found.cost += CLOCK * (1 - _earlier(parent.window, child.window))
        return found

    def _said_before(self, text: Text) -> float:
        """The largest part of a text's wording that an earlier one of its language has, as far as that is sure to be
        earlier; 0…1. Of two that may each have been the first, neither counts for more than the clocks tell: somebody
        must be left who translated. What a live blog says may have been added to it at any time.
        """
        if not self.clock:
            return 0.0
        if text.id not in self.said_before:
            wordings, body = self.wordings, self.wordings.body_of[text.id]
            size, found = len(wordings.grams[body]), 0.0
            for other in wordings.pool if body in wordings.pool else [*wordings.pool, body]:
                if wordings.language(other) != wordings.language(body) or not size:
                    continue
                part = 1.0 if other == body else wordings.shared(body, other) / size
                if part <= found:
                    continue
                for one in self._earliest(wordings.bodies[other], text, SAME_TEXT):
                    if not _is_live(one):
                        found = max(found, part * (2 * _earlier(one.window, text.window) - 1))
            self.said_before[text.id] = found
        return self.said_before[text.id]

    def _spelling(self, text: Text) -> Spelling:
        body = self.wordings.body_of[text.id]
        if body not in self.spellings:
            self.spellings[body] = spelling(text.tokens)
        return self.spellings[body]

    def _reading(self, text: Text) -> Reading:
        body = self.wordings.body_of[text.id]
        if body not in self.readings:
            self.readings[body] = read(text.body, text.lang)
        return self.readings[body]

    def _cut(self, one: Text, other: Text) -> bool:
        """Whether one of the two is so much shorter that it must be a part: then lengths tell nothing of its making."""
        sizes = sorted((self._reading(one).size, self._reading(other).size))
        return sizes[1] > CUT * sizes[0]

    def _hear_text(self, found: Considered, parent: Text, child: Text) -> None:
        one, other = self.wordings.body_of[child.id], self.wordings.body_of[parent.id]
        share = self.wordings.share(one, other)
        if _is_live(child) and not _is_live(parent):
            found.cost += _cost(share._replace(new=0.0, added=0))
        else:
            found.cost += _cost(share) + COLLECTS * (_is_live(parent) and not _is_live(child))
        found.cost += COMMON * self.wordings.more_common(one, other) + HUB * self.wordings.remote(other)
        data = {"new": round(share.new, 3), "lost": round(share.lost, 3)}
        if one == other:
            found.text.append(lineage_reason("same-text"))
            return
        if not share.new and share.lost:
            code = "cut-short" if _is_beginning(child.tokens, parent.tokens) else "cut"
            found.text.append(lineage_reason(code, **data))
        elif share.new and not share.lost:
            found.text.append(lineage_reason("extended", **data))
        else:
            found.text.append(lineage_reason("edited", **data))
        if len(self.wordings.bodies) > 2 and (only := self.wordings.only_these(one, other)):
            found.text.append(lineage_reason("only-these-two", runs=only))
        made = slips(self._spelling(parent), self._spelling(child)) if share.added else []
        for original, slip, side in made[:3]:
            if side == "b":
                found.cost -= SLIP / len(made)
                found.text.append(lineage_reason("slip-made", original=original, slip=slip))
            else:
                found.cost += SLIP / len(made)
                found.text.append(lineage_reason("slip-mended", original=original, slip=slip))
        if gained := child.conversions - parent.conversions:
            found.cost -= CONVERSION
            found.text.append(lineage_reason("units-converted", conversions=sorted(gained)[:5]))
        elif parent.conversions - child.conversions:
            found.cost += CONVERSION / 2

    def _hear_layers(self, found: Considered, parent: Text, child: Text) -> None:
        if child.title != parent.title:
            found.cost += OTHER_TITLE
        if parent.key in child.names | child.links:
            found.cost -= NAMED
            found.text.append(lineage_reason("names-parent"))
        if child.key in parent.names | parent.links:
            found.cost += NAMED
        if parent.key in child.after:
            found.text.append(lineage_reason("carries-revised-words"))
        gained = child.credits - parent.credits - parent.own - child.own
        lost = parent.credits - child.credits
        found.cost += CREDIT_GAINED * min(2, len(gained)) + CREDIT_LOST * min(2, len(lost))
        for code, orgs in (("credit-added", gained), ("credit-dropped", lost)):
            if orgs:
                found.text.append(self._of_organisations(code, orgs))
        laid, taken = (
            len(x & DERIVED_NOTICES) for x in (child.notices - parent.notices, parent.notices - child.notices)
        )
        if laid:
            found.cost -= LAYER
            found.text.append(
                lineage_reason("notice-added", notices=sorted((child.notices - parent.notices) & DERIVED_NOTICES))
            )
        elif taken:
            found.cost += LAYER / 2

    def by_clock(self, one: Considered, child: Text) -> tuple[Reason, ...]:
        """What the clock says of a text and one that was considered as its parent."""
        if not one.asked:
            return ()
        parent = one.parent
        if parent is None:
            others = [start for start, key in self.starts if key != child.key]
            earliest = child.version == 1 and (not others or child.window.possible.end < others[0])
            return (lineage_reason("earliest-held"),) if earliest and child.window.dated else ()
        if before(parent.window, child.window):
            return (parent_before(parent.window.possible, child.window.possible.start),)
        code = "order-open" if parent.window.dated and child.window.dated else "order-unknown"
        return (lineage_reason(code, likelihood=round(_earlier(parent.window, child.window), 3)),)

    def _from_nowhere(self, text: Text) -> Considered:
        found = Considered(None, UNHELD)
        body = self.wordings.body_of[text.id]
        found.cost += UNCOVERED * (1 - self.wordings.covered(body)) + PRIVATE * self.wordings.private(body)
        foreign = text.credits - text.own
        if text.notices & DERIVED_NOTICES:
            found.cost += DERIVED
        if text.own & self.credited:
            found.cost -= DERIVED
            found.text.append(lineage_reason("credited-by-others"))
        if not_held := foreign - self.held:
            found.text.append(self._of_organisations("credits-not-held", not_held))
        if text.names | text.links:
            found.cost += NAMED / 2
        if self.clock:
            found.asked = True
            found.cost += CLOCK * self._late(text)
        return found

    def _late(self, text: Text) -> float:
        """How likely another text appeared before this one."""
        late: float | None = None
        # those that may be earlier are among the first in the order of time
        dated = (other for other in self.texts[:LOOKED_AT] if other.key != text.key and other.window.dated)
        for other in islice(dated, MOST_PARENTS):
            late = max(late or 0.0, likelihood(other.window, text.window))
            if late == 1.0:
                break
        return 0.5 if late is None else late

    def _of_organisations(self, code: str, idents: Iterable[str]) -> Reason:
        """A reason that names organisations."""
        names = sorted(self.names.get(ident, ident) for ident in idents)
        return Reason(code, f"{LINEAGE_REASONS[code].rstrip('.')}: {', '.join(names)}.", {"organisations": names})

    def _kin(self, one: str, other: str) -> float:
        """How sure it is that two articles of different languages are one text: as sure as of the copies of either. Of
        which of these a match is stored is a matter of the order in which they came.
        """
        found = (self.kinship.get((one, self.languages[other])), self.kinship.get((other, self.languages[one])))
        return max((sure for sure in found if sure is not None), default=0.5)

    def _by_language(self, kinship: Kinship) -> dict[tuple[str, str], float]:
        """How sure it is of an article that any text of another language is its translation."""
        best: dict[tuple[str, str], float] = {}
        for pair, sure in kinship.items():
            for one, other in (pair, pair[::-1]):
                if other in self.languages:
                    to = one, self.languages[other]
                    best[to] = max(best.get(to, 0.0), sure)
        return best


def _earlier(one: Window, other: Window) -> float:
    """How likely the one appeared before the other; 1 where their intervals leave no doubt."""
    return 1.0 if before(one, other) else likelihood(one, other)


def _is_live(text: Text) -> bool:
    return "in-pieces" in text.window.doubts


def _cost(share: Share) -> float:
    """What it costs to make the child of the parent."""
    places = min(MOST_PLACES, ADDED * share.added + TAKEN * share.taken)
    return NEW * share.new + LOST * share.lost + places


def _is_beginning(child: Tokens, parent: Tokens) -> bool:
    return list(parent.keys[: len(child.keys)]) == list(child.keys)
