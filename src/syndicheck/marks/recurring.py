"""Blocks that come back in unrelated stories: learned from the articles themselves, without a catalogue.

A paragraph that many articles share is either syndicated text or furniture. Two things tell them apart. *Spread*:
copies of a story are counted once, so furniture is what many different stories have, under different headlines and on
different days. *Place*: furniture stands at the edges of a text, with nothing but marks and other furniture between it
and the end (or the beginning); a sentence that an issuer repeats in the middle of its texts is left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from syndicheck.digests import blake2b
from syndicheck.expressions import expression
from syndicheck.marks.coverage import covered
from syndicheck.marks.lines import fold
from syndicheck.model.marks import Mark
from syndicheck.model.spans import Span
from syndicheck.text import normalise

LEAST_STORIES = 5
"""Stories of which a paragraph must be part to be learned …"""

LEAST_HEADLINES = 5
"""… and different headlines under which it stands …"""

LEAST_DAYS = 2
"""… and different days, as far as days are known."""

LEAST_AT_EDGE = 0.6
"""Part of its articles in which it must stand at the edge."""

LEAST_OF_ONE = 0.9
"""Part of its articles from which an outlet or organisation counts as its owner."""

EDGE_LINES = 40
"""Lines looked at from either end of a text; furniture does not reach further into one."""

LEAST_CHARACTERS = 6
"""A shorter line is a word, not a notice."""

KNOWN = 0.5
"""A paragraph that is a mark already in more than this part of its articles need not be learned."""

NEARLY_ALL = 0.8
"""Part of a story's members that must have a line for it to be set aside when they are told apart."""

LEAST_OWN = 0.25
"""Part of a text that must then be left for it to be a story of its own."""

SAME_HEADLINE = 0.5
"""Shared words of two headlines (Jaccard) from which they tell of the same thing."""

LEAST_SHARED_LINE = 40
"""Characters of a line that makes two rests the same story."""

_DIGITS = expression(r"\d+")


class RecurringBlock(Struct, frozen=True):
    """A paragraph that comes back, with what was counted.

    ``key`` is its wording as compared: folded, every number as ``0``; ``text`` one of its printed forms. ``position``
    is the mean place of its line in its texts (0 first, 1 last), ``edge`` ``head``, ``tail`` or ``page``
    (:mod:`.sitelines`; there ``outlet`` is the site's domain). ``outlet`` and
    ``organisation`` (a catalogue id) are given when nearly all its articles are theirs.
    """

    key: str
    text: str
    edge: str
    articles: int
    stories: int
    headlines: int
    days: int
    outlets: int
    position: float
    lang: str
    outlet: str | None = None
    organisation: str | None = None

    @property
    def id(self) -> str:
        """``learned.`` and a hash of the wording: the same in every database."""
        return f"learned.{blake2b(self.key.encode('utf-8', 'replace'), digest_size=5).hexdigest()}"


class Seen(Struct, frozen=True):
    """What learning needs to know of an article.

    ``story`` is the same for all copies of a story; ``day`` ISO, ``""`` when unknown; ``lines`` its non-empty lines
    with their span, ``marks`` those found without anything learned.
    """

    story: str
    outlet: str
    title: str
    day: str
    lang: str
    lines: Sequence[tuple[Span, str]]
    marks: Sequence[Mark]


class Recurring:
    """Learned blocks, ready to be found. ``version`` tells one set from another; empty when there are none."""

    def __init__(self, blocks: Iterable[RecurringBlock] = ()) -> None:
        self.blocks: Mapping[str, RecurringBlock] = {block.key: block for block in blocks}
        digest = blake2b(digest_size=6)
        for key in sorted(self.blocks):
            block = self.blocks[key]
            place = f"page\0{block.outlet}\0" if block.edge == "page" else ""
            digest.update(f"{key}\0{block.organisation}\0{place}".encode("utf-8", "replace"))
        self.version = digest.hexdigest() if self.blocks else ""

    @cached_property
    def by_id(self) -> Mapping[str, RecurringBlock]:
        """The blocks by the id that their marks carry."""
        return {block.id: block for block in self.blocks.values()}

    def at_edges(
        self,
        lines: Sequence[str],
        accounted: Callable[[int], bool],
        title: str | None,
        site: str | None = None,
    ) -> list[tuple[int, RecurringBlock]]:
        """The (normalised) lines that are learned blocks and stand at an edge, by number.

        ``accounted`` tells which lines are marks already, ``site`` whose page the text is from: lines that were learned
        from pages count at the end of texts from there, and nowhere else.
        """
        if not self.blocks:
            return []
        keys = _EdgeKeys(lines)

        def learned(number: int, *, at_end: bool) -> RecurringBlock | None:
            block = self.blocks.get(keys[number])
            if block is None or block.edge != "page":
                return block
            return block if at_end and site is not None and block.outlet in (None, site) else None

        head, tail = edges(
            len(lines),
            lambda n: accounted(n) or learned(n, at_end=False) is not None,
            _titled(keys, title),
            at_end=lambda n: accounted(n) or learned(n, at_end=True) is not None,
        )
        ranges = ((range(head), False), (range(tail, len(lines)), True))
        numbers = ((n, at_end) for span, at_end in ranges for n in span if not accounted(n))
        return [(n, block) for n, at_end in numbers if (block := learned(n, at_end=at_end)) is not None]


class _EdgeKeys:
    """The wordings of lines near either end, worked out when asked for."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._known: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, number: int) -> str:
        if number not in self._known:
            self._known[number] = wording(self._lines[number])
        return self._known[number]


def edges(
    count: int, furniture: Callable[[int], bool], titled: bool, *, at_end: Callable[[int], bool] | None = None
) -> tuple[int, int]:
    """Of ``count`` lines, the ends of both edges: ``[0, head)`` and ``[tail, count)`` are furniture.

    ``at_end`` tells furniture of the end where that is another question.

    The headline, when it is the first line, may stand before the furniture of the head. A text that is nothing but
    furniture has no edges: there is no story that they could be the edges of.
    """
    tail = count
    ends = at_end or furniture
    while tail > max(0, count - EDGE_LINES) and ends(tail - 1):
        tail -= 1
    head = 1 if titled and count else 0
    while head < min(tail, EDGE_LINES) and furniture(head):
        head += 1
    if tail <= (1 if titled else 0):
        return 0, count
    return (0 if titled and head == 1 else head), tail


def wording(line: str) -> str:
    """A line as it is compared: case-folded, blanks single, every run of digits ``0``. ``line`` is normalised text."""
    return " ".join(_DIGITS.sub("0", fold(line)).split())


def _titled(keys: _EdgeKeys, title: str | None) -> bool:
    return bool(len(keys) and title and keys[0] == wording(normalise(title).text))


# ── learning ──────────────────────────────────────────────────────────────────────────────────────────


class _Tally(Struct):
    """What is counted of one wording."""

    text: str = ""
    articles: int = 0
    marked: int = 0
    at_tail: int = 0
    at_head: int = 0
    places: float = 0.0
    stories: set[str] = field(default_factory=set)
    headlines: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    outlets: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    organisations: Counter[str] = field(default_factory=Counter)


def learn(articles: Callable[[], Iterable[Seen]]) -> list[RecurringBlock]:
    """The recurring blocks of a collection, most frequent first.

    ``articles`` is called for each of a few passes; articles of one story must come one after the other. Memory grows
    with the number of different lines near the edges of texts, about 100 bytes each.
    """
    frequent = _spread(_told_apart(articles()))
    for _ in range(3):
        tallies = _tally(_told_apart(articles()), frequent)
        learned = {key for key, tally in tallies.items() if _is_furniture(tally)}
        if learned == frequent:
            break
        frequent = learned
    found = [_block(key, tallies[key]) for key in frequent if key in tallies]
    return sorted(found, key=lambda block: (-block.stories, -block.articles, block.key))


def _told_apart(articles: Iterable[Seen]) -> Iterator[Seen]:
    """The articles, with those of one story that nothing but furniture holds together as stories of their own.

    A long notice under short texts can have put unrelated articles into one story; counted as one story they would
    hide the notice. What nearly all members have is set aside: if most of a text is left, shares no line with the
    other members' rests, and has a headline of its own, it is another story.
    """
    for story, group in groupby(articles, key=lambda seen: seen.story):
        members = list(group)
        if len(members) == 1:
            yield members[0]
            continue
        for seen, part in zip(members, _parts(members), strict=True):
            yield replace(seen, story=f"{story}/{part}")


def _parts(members: Sequence[Seen]) -> list[int]:
    """For each member, the number of the first member that it tells the same story as."""
    lines = [{wording(line): len(line) for _, line in seen.lines} for seen in members]
    shared_by = Counter(key for keys in lines for key in keys)
    common = {key for key, count in shared_by.items() if count >= NEARLY_ALL * len(members)}
    rests = [{key: length for key, length in keys.items() if key not in common} for keys in lines]
    titles = [set(wording(seen.title).split()) for seen in members]
    parts: list[int] = []
    for number, (keys, rest) in enumerate(zip(lines, rests, strict=True)):
        own = sum(rest.values()) >= LEAST_OWN * max(1, sum(keys.values()))
        same = (
            other
            for other in range(number)
            if not own or _alike(titles[number], titles[other]) or _shares_line(rest, rests[other])
        )
        found = next(same, number)
        parts.append(parts[found] if found < number else number)
    return parts


def _alike(a: set[str], b: set[str]) -> bool:
    return len(a & b) >= SAME_HEADLINE * len(a | b) if a and b else False


def _shares_line(a: Mapping[str, int], b: Mapping[str, int]) -> bool:
    return any(len(key) >= LEAST_SHARED_LINE for key in a.keys() & b.keys())


def _spread(articles: Iterable[Seen]) -> set[str]:
    """The wordings near an edge that enough stories have."""
    first: dict[int, str] = {}
    more: defaultdict[int, set[str]] = defaultdict(set)
    keys: dict[int, str] = {}
    for seen in articles:
        for _, line in _near_edges(seen.lines):
            if len(line) < LEAST_CHARACTERS:
                continue
            key = wording(line)
            number = hash(key)
            known = first.setdefault(number, seen.story)
            if known != seen.story and len(more[number]) < LEAST_STORIES:
                more[number].update((known, seen.story))
                keys[number] = key
    return {keys[number] for number, stories in more.items() if len(stories) >= LEAST_STORIES}


def _near_edges(lines: Sequence[tuple[Span, str]]) -> Iterator[tuple[int, str]]:
    for number, (_, line) in enumerate(lines):
        if number < EDGE_LINES or number >= len(lines) - EDGE_LINES:
            yield number, line


def _tally(articles: Iterable[Seen], frequent: set[str]) -> dict[str, _Tally]:
    tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
    for seen in articles:
        keys = _EdgeKeys([line for _, line in seen.lines])
        marked = covered([span for span, _ in seen.lines], [mark.span for mark in seen.marks])
        head, tail = edges(len(keys), _either(marked, keys, frequent), _titled(keys, seen.title))
        organisations = {mark.organisation for mark in seen.marks if mark.organisation}
        counted: set[str] = set()
        for number, line in _near_edges(seen.lines):
            key = keys[number]
            if key not in frequent or key in counted:
                continue
            counted.add(key)
            tally = tallies[key]
            tally.text = min(tally.text or line, line)
            tally.articles += 1
            tally.marked += marked[number]
            tally.at_tail += number >= tail
            tally.at_head += number < head
            tally.places += number / max(1, len(keys) - 1)
            tally.stories.add(seen.story)
            tally.headlines.add(wording(seen.title))
            tally.days.add(seen.day)
            tally.outlets[seen.outlet] += 1
            tally.languages[seen.lang] += 1
            tally.organisations.update(organisations)
    return tallies


def _either(marked: Sequence[bool], keys: _EdgeKeys, frequent: set[str]) -> Callable[[int], bool]:
    return lambda number: marked[number] or keys[number] in frequent


def _is_furniture(tally: _Tally) -> bool:
    if tally.at_head > tally.at_tail and tally.text.endswith((":", "：")):
        return False  # the heading of what follows, which is the story
    return (
        len(tally.stories) >= LEAST_STORIES
        and len(tally.headlines) >= LEAST_HEADLINES
        and (len(tally.days) >= LEAST_DAYS or tally.days == {""})
        and max(tally.at_tail, tally.at_head) >= LEAST_AT_EDGE * tally.articles
        and tally.marked <= KNOWN * tally.articles
    )


def _block(key: str, tally: _Tally) -> RecurringBlock:
    return RecurringBlock(
        key=key,
        text=tally.text,
        edge="tail" if tally.at_tail >= tally.at_head else "head",
        articles=tally.articles,
        stories=len(tally.stories),
        headlines=len(tally.headlines),
        days=len(tally.days - {""}),
        outlets=len(tally.outlets),
        position=round(tally.places / tally.articles, 3),
        lang=_owner(tally.languages, tally.articles) or "und",
        outlet=_owner(tally.outlets, tally.articles),
        organisation=_owner(tally.organisations, tally.articles),
    )


def _owner(counts: Counter[str], articles: int) -> str | None:
    if not counts:
        return None
    name, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return name if count >= LEAST_OF_ONE * articles else None
