"""Who was first and who took it from whom, on invented stories with known truth; no corpus is needed.

A parent is right when it is the true one, or when its text is the same as the true one's. Edges of later versions,
which are certain, are not counted. Where another text that was out explains every word of a copy as well as the true
parent does, nobody can tell: a cut of a cut may be a cut of the whole. The figures leave such edges out, those called
``_all`` do not.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta
from difflib import SequenceMatcher
from pathlib import Path

from tests import lineages
from tests.eval.gate import Figure

from syndicheck.language import identify
from syndicheck.marks.catalogue import configured
from syndicheck.model.articles import RawArticle
from syndicheck.model.lineage import LineageEdge
from syndicheck.model.origins import Verdict
from syndicheck.model.spans import TextKind
from syndicheck.prepare import marks_of
from syndicheck.provenance.lineage import trace
from syndicheck.provenance.origin import CLOCK_TOLERANCE, judge
from syndicheck.provenance.timeline import read_time
from syndicheck.provenance.windows import Witness, window
from syndicheck.provenance.wordings import Text
from syndicheck.text import tokenise

SEEDS = 3_000
TEXT_SEEDS = 300

_SOURCE = "issue 7: who was first, who took it from whom"
FIGURES = {
    "stories": Figure("min", f"{_SOURCE}: thousands of seeds", 2_000),
    "wrong_first": Figure("max", f"{_SOURCE}: never a wrong first", 0),
    "decided_when_intervals_suffice": Figure("min", f"{_SOURCE}: first where the intervals suffice", 0.99),
    "ties_when_simultaneous": Figure("min", f"{_SOURCE}: a tie where known times cannot be told apart"),
    "parents_text_and_clock": Figure("min", f"{_SOURCE}: right parents", 0.9),
    "parents_text_and_clock_all": Figure("min", f"{_SOURCE}: those included that no words tell apart"),
    "parents_text_alone": Figure("min", f"{_SOURCE}: right parents", 0.75),
    "parents_text_alone_all": Figure("min", f"{_SOURCE}: those included that no words tell apart"),
    "against_the_clock": Figure("max", f"{_SOURCE}: no edge contradicts an interval", 0),
    "probability_off": Figure("max", f"{_SOURCE}: mean stated probability against the part that is right"),
}


def witnesses(made: list[lineages.Made]) -> list[Witness]:
    """What the judge hears of each article."""
    found = []
    for one in made:
        sightings = [read_time(raw, lang="en", now=lineages.NOW) for raw in one.times]
        found.append(Witness(one.key, one.outlet, tuple(s for s in sightings if s), one.absent_at))
    return found


def texts(made: list[lineages.Made], *, clock: bool) -> list[Text]:
    """The versions of each article as lineage takes them."""
    found = []
    for one, witness in zip(made, witnesses(made), strict=True):
        at = window(witness if clock else Witness(one.key, one.outlet))
        for number, body in enumerate([one.paragraphs, *(paragraphs for _, paragraphs in one.versions)], 1):
            text = one.written(body)
            marks = [
                mark
                for mark in marks_of(
                    RawArticle(where=one.key, text=text, title=one.title), identify(text, "en"), configured()
                )
                if mark.kind is TextKind.BODY
            ]
            found.append(
                Text(
                    key=one.key,
                    outlet=one.outlet,
                    lang="en",
                    title=one.title,
                    tokens=tokenise(text, sorted(mark.span for mark in marks)),
                    window=at,
                    version=number,
                    credits=frozenset(m.organisation for m in marks if m.organisation and m.type == "lead_credit"),
                    notices=frozenset(mark.type for mark in marks),
                )
            )
    return found


def right(edge: LineageEdge, made: dict[str, lineages.Made], by_id: dict[tuple[str, int], Text]) -> bool:
    """Whether the parent is the true one, or one that has the same text."""
    truth = made[edge.article]
    named = edge.parent.article
    if truth.parent is None or named is None:
        return truth.parent == named
    if (named, edge.parent.version) == (truth.parent, truth.parent_version):
        return True
    return by_id[named, edge.parent.version].tokens.keys == by_id[truth.parent, truth.parent_version].tokens.keys


def told(child: Text, truth: tuple[str, int], others: list[Text], by_id: dict[tuple[str, int], Text]) -> bool:
    """Whether the words of a text tell its true parent from every other: no other explains as much of it with as few
    places changed.
    """
    parent = by_id[truth]
    best = _explained(child, parent)
    for other in others:
        if other.id in (truth, child.id) or other.tokens.keys == parent.tokens.keys:
            continue
        if all(new <= old for new, old in zip(_explained(child, other), best, strict=True)):
            return False
    return True


def _explained(child: Text, parent: Text) -> tuple[int, int]:
    """Words of the child that stand in no equal run of the parent, and in how many places it changed the parent."""
    matcher = SequenceMatcher(None, parent.tokens.keys, child.tokens.keys, autojunk=False)
    changes = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    return sum(op[4] - op[3] for op in changes), len(changes)


def sufficient(made: list[lineages.Made]) -> str | None:
    """The outlet whose stated interval ends before any other begins, by plain arithmetic; ``None`` when there is none
    or some article has no honest interval.
    """
    if any(one.interval is None for one in made):
        return None
    ordered = sorted(made, key=lambda one: one.interval[1] if one.interval else lineages.NOW)
    first = ordered[0]
    rest = [one.interval[0] for one in ordered[1:] if one.interval]
    end = first.interval[1] if first.interval else lineages.NOW
    return first.outlet if rest and end + CLOCK_TOLERANCE + timedelta(seconds=2) < min(rest) else None


def measure(corpora: Path) -> dict[str, float]:
    seeds = int(os.environ.get("SYNDICHECK_LINEAGE_SEEDS", SEEDS))
    counts: Counter[str] = Counter()
    for seed in range(seeds):
        made = lineages.story(seed)
        if len(made) < 2:
            continue
        counts["stories"] += 1
        origin = judge(witnesses(made))
        outlets = {one.key: one.outlet for one in made}
        truly = made[0].outlet
        if origin.verdict is Verdict.FIRST:
            counts["first"] += 1
            counts["wrong_first"] += any(outlets[key] != truly for key in origin.articles)
        enough = sufficient(made)
        if enough is not None:
            counts["sufficient"] += 1
            counts["decided"] += origin.verdict is Verdict.FIRST and outlets[origin.articles[0]] == enough
        counts.update(_tie(seed))
    stated = 0.0
    for seed in range(min(TEXT_SEEDS, seeds)):
        made = lineages.story(seed)
        if len(made) < 2:
            continue
        by_key = {one.key: one for one in made}
        for clock in (True, False):
            known = texts(made, clock=clock)
            by_id = {text.id: text for text in known}
            mode = "clock" if clock else "text"
            for edge in trace(known, clock=clock):
                if edge.version > 1:
                    continue
                is_right = right(edge, by_key, by_id)
                counts[f"{mode}.edges"] += 1
                counts[f"{mode}.right"] += is_right
                truth = by_key[edge.article]
                others = [t for t in known if not clock or by_key[t.key].published <= truth.published]
                parent_id = (truth.parent, truth.parent_version) if truth.parent else None
                if parent_id is None or told(by_id[edge.article, 1], parent_id, others, by_id):
                    counts[f"{mode}.told"] += 1
                    counts[f"{mode}.told_right"] += is_right
                if clock:
                    stated += edge.parent.probability
                    if edge.parent.article is not None:
                        parent, child = by_id[edge.parent.article, edge.parent.version], by_id[edge.article, 1]
                        counts["against"] += child.window.possible.end < parent.window.possible.start
    print(
        f"   {counts['stories']} stories: {counts['first']} first, {counts['sufficient']} with intervals that suffice"
    )
    for mode in ("clock", "text"):
        print(
            f"   {mode}: {counts[f'{mode}.right']} of {counts[f'{mode}.edges']} parents right;"
            f" {counts[f'{mode}.told_right']} of the {counts[f'{mode}.told']} that the words can tell"
        )
    return {
        "stories": counts["stories"],
        "wrong_first": counts["wrong_first"],
        "decided_when_intervals_suffice": counts["decided"] / max(1, counts["sufficient"]),
        "ties_when_simultaneous": counts["tied"] / max(1, counts["simultaneous"]),
        "parents_text_and_clock": counts["clock.told_right"] / max(1, counts["clock.told"]),
        "parents_text_and_clock_all": counts["clock.right"] / max(1, counts["clock.edges"]),
        "parents_text_alone": counts["text.told_right"] / max(1, counts["text.told"]),
        "parents_text_alone_all": counts["text.right"] / max(1, counts["text.edges"]),
        "against_the_clock": counts["against"],
        "probability_off": abs(stated - counts["clock.right"]) / max(1, counts["clock.edges"]),
    }


def _tie(seed: int) -> Counter[str]:
    """The same story released to all at one minute: an embargo."""
    made = [one for one in lineages.story(seed) if one.interval is not None][:4]
    if len(made) < 2:
        return Counter()
    moment = made[0].published.replace(second=0, microsecond=0)
    found = [
        Witness(
            one.key,
            one.outlet,
            tuple(
                sighting
                for raw in [lineages.RawTime("published", (moment + timedelta(seconds=7 * n)).isoformat())]
                if (sighting := read_time(raw, lang="en", now=lineages.NOW))
            ),
        )
        for n, one in enumerate(made)
    ]
    return Counter(simultaneous=1, tied=int(judge(found).verdict is Verdict.TIED))
