"""Invented stories whose truth is known: who had it first, who took it from whom, when, and what each outlet says of
it.

A story begins with one text and grows by copies of any text that is already out: verbatim, cut, edited, extended, with
slips, with credits and notices laid on or taken off, with later versions. Every article states its time in one of the
ways in which outlets do: exactly, in other zones, without a zone, by day, in a feed only, not at all - or falsely, and
then the story holds what gives it away.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from tests import newsroom

from syndicheck.model.articles import RawTime

NOW = datetime(2026, 6, 1, tzinfo=UTC)

CREDITS = ("", "", "(Reuters) - ", "(AP) — ", "(dpa) – ")


@dataclass(slots=True)
class Made:
    """An invented article: what it says, and what is true of it."""

    key: str
    outlet: str
    title: str
    paragraphs: list[str]
    published: datetime
    parent: str | None
    parent_version: int = 1
    credit: str = ""
    foot: str = ""
    times: list[RawTime] = field(default_factory=list)
    absent_at: datetime | None = None
    versions: list[tuple[datetime, list[str]]] = field(default_factory=list)
    interval: tuple[datetime, datetime] | None = None
    """Where its stated time lies, if it is honest and bounds it on both sides."""
    false: bool = False

    @property
    def text(self) -> str:
        """The first version's text, with its layers."""
        return self.written(self.paragraphs)

    def written(self, paragraphs: list[str]) -> str:
        """Paragraphs with the credit before and the notice behind them."""
        return "\n\n".join([self.credit + paragraphs[0], *paragraphs[1:], *([self.foot] if self.foot else [])])


def story(seed: int, *, least: int = 2, most: int = 9, revised: bool = True) -> list[Made]:
    """One story, in the true order of publication."""
    rng = random.Random(seed)
    moment = datetime(2026, 3, rng.randint(1, 28), rng.randint(0, 23), rng.randint(0, 59), tzinfo=UTC)
    first = Made(
        "a0", "outlet0.example", _title(rng), newsroom.paragraphs(900_000 + seed, rng.randint(4, 8)), moment, None
    )
    first.credit = rng.choice(CREDITS)
    made = [first]
    if revised and rng.random() < 0.3:
        later = moment + timedelta(minutes=rng.randint(20, 600))
        first.versions.append((later, _edited(rng, list(first.paragraphs))))
    for number in range(1, rng.randint(least, most)):
        made.append(_copy(rng, made, number))
    made.sort(key=lambda one: (one.published, one.key))
    for one in made:
        _state_time(rng, one, made[0])
    return made


def _copy(rng: random.Random, made: list[Made], number: int) -> Made:
    parent = made[0] if rng.random() < 0.6 else rng.choice(made)
    base, version, earliest = parent.paragraphs, 1, parent.published
    for n, (later, paragraphs) in enumerate(parent.versions):
        if rng.random() < 0.5:
            base, version, earliest = paragraphs, n + 2, later
    when = earliest + timedelta(minutes=rng.choice([2, 5, 15, 40, 90, 240, 900, 2000]) + rng.randint(0, 9))
    body = list(base)
    for change in rng.choices(("none", "cut", "edit", "extend", "slip", "drop"), (3, 3, 3, 2, 2, 2), k=2):
        body = _changed(rng, body, change)
    one = Made(f"a{number}", f"outlet{number}.example", parent.title, body, when, parent.key, version)
    if rng.random() < 0.4:
        one.title = _title(rng)
    one.credit = "" if rng.random() < 0.25 else parent.credit
    if rng.random() < 0.2:
        one.foot = "This content is provided by a third party. The publisher takes no responsibility for it."
    return one


def _changed(rng: random.Random, body: list[str], change: str) -> list[str]:
    if change == "cut" and len(body) > 2:
        return body[: rng.randint(2, len(body) - 1)]
    if change == "drop" and len(body) > 2:
        gone = rng.randrange(1, len(body))
        return body[:gone] + body[gone + 1 :]
    if change == "edit":
        return _edited(rng, body)
    if change == "extend":
        return [*body, " ".join(newsroom.sentence(rng) for _ in range(rng.randint(1, 3)))]
    if change == "slip":
        return _with_slip(rng, body)
    return body


def _edited(rng: random.Random, body: list[str]) -> list[str]:
    at = rng.randrange(len(body))
    sentences = body[at].split(". ")
    sentences[rng.randrange(len(sentences))] = newsroom.sentence(rng).rstrip(".")
    return [*body[:at], ". ".join(sentences), *body[at + 1 :]]


def _with_slip(rng: random.Random, body: list[str]) -> list[str]:
    at = rng.randrange(len(body))
    words = body[at].split(" ")
    long = [n for n, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if long:
        n = rng.choice(long)
        cut = rng.randrange(2, len(words[n]) - 2)
        words[n] = words[n][:cut] + words[n][cut + 1 :]
    return [*body[:at], " ".join(words), *body[at + 1 :]]


def _title(rng: random.Random) -> str:
    return " ".join(newsroom.sentence(rng).split()[:6])


# ── what is said of the time ──────────────────────────────────────────────────────────────────────────

_MANNERS = ("utc", "offset", "naive", "day", "day-zone", "minute", "missing", "seen", "feed", "false")
_OFTEN = (30, 20, 7, 6, 0, 20, 4, 4, 4, 5)


def _state_time(rng: random.Random, one: Made, origin: Made) -> None:
    manner = rng.choices(_MANNERS, _OFTEN)[0]
    when = one.published
    exact = when.replace(microsecond=0)
    if manner == "utc":
        one.times.append(RawTime("published", exact.strftime("%Y-%m-%dT%H:%M:%SZ")))
        one.interval = (exact, exact + timedelta(seconds=1))
    elif manner == "offset":
        zone = timezone(timedelta(minutes=rng.choice([-480, -300, -240, 0, 60, 120, 330, 540])))
        one.times.append(RawTime("published", exact.astimezone(zone).isoformat()))
        one.interval = (exact, exact + timedelta(seconds=1))
    elif manner == "minute":
        one.times.append(RawTime("published", exact.strftime("%Y-%m-%dT%H:%MZ")))
        start = exact.replace(second=0)
        one.interval = (start, start + timedelta(minutes=1))
    elif manner == "naive":
        local = exact.astimezone(timezone(timedelta(hours=rng.choice([-8, -5, 0, 1, 2, 9]))))
        one.times.append(RawTime("published", local.strftime("%Y-%m-%d %H:%M:%S")))
    elif manner == "day":
        one.times.append(RawTime("published", when.strftime("%Y-%m-%d")))
        start = when.replace(hour=0, minute=0, second=0, microsecond=0)
        one.interval = (start - timedelta(hours=14), start + timedelta(hours=36))
    elif manner == "seen":
        one.times.append(RawTime("first_seen", (exact + timedelta(minutes=rng.randint(0, 300))).isoformat()))
    elif manner == "feed":
        one.times.append(RawTime("published", (exact + timedelta(hours=rng.randint(0, 9))).isoformat(), "feed"))
    elif manner == "false":
        _lie(rng, one, origin)


def _lie(rng: random.Random, one: Made, origin: Made) -> None:
    """A time that is too early, and what gives it away: nobody can see through a lie that leaves no trace."""
    stated = origin.published - timedelta(hours=rng.randint(1, 72))
    one.times.append(RawTime("published", stated.strftime("%Y-%m-%dT%H:%M:%SZ")))
    one.false = True
    if one is origin:  # its own first, however early it says
        one.false = False
        one.interval = (stated, one.published)
    elif rng.random() < 0.5:
        one.absent_at = one.published - timedelta(minutes=rng.randint(1, 30))
    else:
        one.times.append(RawTime("modified", (stated - timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M:%SZ")))
