"""What it means for a match that both texts bear the number of one release.

The number is deterministic: whoever prints it took that release. Texts of one language are still compared, and the
number joins what the words alone would leave open. Texts of different languages share no words; the number links them,
unless their figures contradict it, as when a page links to another release than the one it prints.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from syndicheck.matching.evidence import Prepared
from syndicheck.model.marks import ReleaseId
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.reasons import Reason

RAISED = frozenset(
    {MatchClass.RELATED, MatchClass.TEMPLATE, MatchClass.BOILERPLATE_ONLY, MatchClass.NONE, MatchClass.TOO_SHORT}
)
"""Classes of one language that the number may raise."""

LEAST_COMMON = 0.3
"""Part of the figures of the text with fewer of them that the other must have too …"""

ENOUGH_FIGURES = 4
"""… if it has at least so many different ones; fewer prove nothing."""

LENGTHS = 6.0
"""A text this many times as long as the other is no translation of it."""

RAISED_SCORE = 0.4
LINKED_SCORE = 0.9


def common_release(a: Sequence[ReleaseId], b: Sequence[ReleaseId]) -> tuple[ReleaseId, ReleaseId] | None:
    """The first number that both bear, as read on either side."""
    known = {(release.scheme, release.value): release for release in b}
    for release in a:
        other = known.get((release.scheme, release.value))
        if other is not None:
            return release, other
    return None


def same_language(a: Prepared, b: Prepared) -> bool:
    """Whether two texts can share words at all; texts of unknown language may."""
    primary = [(tag or "und").partition("-")[0].casefold() for tag in (a.lang, b.lang)]
    return "und" in primary or primary[0] == primary[1]


def raised(match: Match, release: tuple[ReleaseId, ReleaseId], a: Prepared, b: Prepared) -> Match:
    """A match of one language, with the number as a reason; what the words leave open becomes a rewrite."""
    reason = _reason(release)
    if match.match_class not in RAISED or not _figures_agree(a, b):
        return replace(match, reasons=(*match.reasons, reason))
    score = max(match.score, RAISED_SCORE)
    return replace(match, match_class=MatchClass.REWRITE, score=score, reasons=(reason, *match.reasons))


def linked(release: tuple[ReleaseId, ReleaseId], a: Prepared, b: Prepared) -> Match:
    """The match of two texts in different languages that bear one number."""
    lengths = sorted((max(1, len(a.text)), max(1, len(b.text))))
    agree = lengths[1] <= LENGTHS * lengths[0] and _figures_agree(a, b)
    found = MatchClass.TRANSLATION if agree else MatchClass.RELATED
    reasons = [_reason(release)]
    if not agree:
        reasons.append(
            Reason("figures-contradict", "Their lengths or figures are too different for one text and its translation.")
        )
    return Match(found, 0.0, 0.0, 0.0, LINKED_SCORE if agree else 0.0, (), tuple(reasons))


def _reason(release: tuple[ReleaseId, ReleaseId]) -> Reason:
    a, b = release
    return Reason(
        "same-release-id",
        f"Both bear the release number {a.value} ({a.scheme.partition('.')[0]}).",
        {"scheme": a.scheme, "value": a.value, "sources": sorted({a.source, b.source})},
    )


def _figures_agree(a: Prepared, b: Prepared) -> bool:
    """Whether the numbers of two bodies (two digits and more, as written) can be those of one text."""
    few, many = sorted((_figures(a), _figures(b)), key=len)
    return len(few) < ENOUGH_FIGURES or len(few & many) >= LEAST_COMMON * len(few)


def _figures(prepared: Prepared) -> frozenset[str]:
    return frozenset(key for key in prepared.tokens.keys if len(key) > 1 and key.isdecimal())
