"""Why a pair got its class: one sentence for people, figures for machines, under a code that stays.

The sentences do not say which text is which side, because a match reads the same from both; where it matters they say
"the shorter" and "the longer" (by body).
"""

from __future__ import annotations

from syndicheck.matching.facts import SHOWN, Contrast
from syndicheck.matching.layout import Block
from syndicheck.matching.rewrite import Alignment
from syndicheck.model.reasons import Reason


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def copied(share_short: float, share_long: float, passages: int) -> Reason:
    """How much is copied."""
    return Reason(
        "copied",
        f"{_percent(share_short)} of the shorter and {_percent(share_long)} of the longer text are copied, in "
        f"{passages} passage{'s' if passages != 1 else ''}.",
        {"share_shorter": share_short, "share_longer": share_long, "passages": passages},
    )


def too_short(words: float, least: int) -> Reason:
    """Too little text."""
    return Reason(
        "too-short",
        f"The shorter text has about {words:.0f} words; fewer than {least} prove nothing.",
        {"words": round(words), "least": least},
    )


def template(found: Contrast) -> Reason:
    """The same form, filled in differently."""
    shown = [{"shorter": list(s.a), "longer": list(s.b)} for s in found.substitutions[:SHOWN]]
    first = found.substitutions[0]
    return Reason(
        "same-template",
        f"The same wording around different facts in {len(found.substitutions)} places, such as "
        f"“{' '.join(first.a[:4])}” and “{' '.join(first.b[:4])}”.",
        {"places": len(found.substitutions), "recurring": found.recurring, "slots": shown},
    )


def facts_differ(found: Contrast) -> Reason:
    """A few facts differ inside what is otherwise copied: an update, a correction or an error."""
    places = len(found.substitutions)
    return Reason(
        "facts-differ",
        f"{places} place{'s' if places != 1 else ''} in the copied text "
        f"{'have' if places != 1 else 'has'} other facts.",
        {
            "places": places,
            "slots": [{"shorter": list(s.a), "longer": list(s.b)} for s in found.substitutions[:SHOWN]],
        },
    )


def whole(least: float, resemblance: float) -> Reason:
    """Both are copied whole."""
    return Reason(
        "copied-whole",
        f"At least {_percent(least)} of each text is in the other.",
        {"least_share": least, "resemblance": resemblance},
    )


def edited(least: float, resemblance: float) -> Reason:
    """Both are mostly copied."""
    return Reason(
        "mostly-copied",
        f"Most of each text is in the other (at least {_percent(least)}), with changes.",
        {"least_share": least, "resemblance": resemblance},
    )


def contained(share_short: float, share_long: float) -> Reason:
    """One text stands in the other."""
    which = "shorter" if share_short >= share_long else "longer"
    share, rest = max(share_short, share_long), min(share_short, share_long)
    return Reason(
        "contained",
        f"{_percent(share)} of the {which} text is in the other, which has more ({_percent(rest)} shared).",
        {"which": which, "share": share},
    )


def block(found: Block) -> Reason:
    """One connected part stands in both."""
    return Reason(
        "one-block",
        f"A connected part of {found.equal} equal tokens stands in both, with other text around it.",
        {"tokens": found.equal, "density": found.density},
    )


def closing(found: Block) -> Reason:
    """Only the end is the same, as where two releases of one issuer close with the same notice."""
    return Reason(
        "closing-part-only",
        f"Only the closing part is the same ({found.equal} tokens); what comes before differs.",
        {"tokens": found.equal},
    )


def quotes_only(share: float) -> Reason:
    """Both quote the same words and tell the rest in their own."""
    return Reason(
        "quotes-only",
        f"What they share (at most {_percent(share)}) is quoted speech; each text tells the rest in its own words.",
        {"share": share},
    )


def listing(share: float) -> Reason:
    """Both print the same table or list."""
    return Reason(
        "listing",
        f"What they share (at most {_percent(share)}) is a table or list of numbers and names: weak evidence.",
        {"share": share},
    )


def quoted_document(found: Block) -> Reason:
    """Both print the same document."""
    return Reason(
        "quoted-document",
        f"Both announce and print the same document ({found.equal} equal tokens) and tell the rest in their own words.",
        {"tokens": found.equal, "density": found.density},
    )


def rewrite(found: Alignment) -> Reason:
    """Sentences follow each other in the same order with the same facts."""
    return Reason(
        "sentences-in-order",
        f"{len(found.pairs)} sentences say the same in the same order and have {len(found.agreed)} names and numbers "
        "in common.",
        {
            "sentences": len(found.pairs),
            "share_shorter": found.share_a,
            "share_longer": found.share_b,
            "in_order": found.in_order,
            "facts": list(found.agreed[:SHOWN]),
            "agreement": found.agreement,
        },
    )


def boilerplate(share_short: float, share_long: float) -> Reason:
    """What is shared lies in the marks."""
    return Reason(
        "only-marks-shared",
        f"What the texts share ({_percent(max(share_short, share_long))}) is in their notices, credits and the like; "
        "the bodies differ.",
        {"share_shorter": share_short, "share_longer": share_long},
    )


def too_little(most: float) -> Reason:
    """Something is copied, too little or too scattered to say that one text comes from the other."""
    return Reason(
        "scattered",
        f"Single passages are the same (at most {_percent(most)}), with other text between them in both.",
        {"share": most},
    )


def nothing() -> Reason:
    """No copied passage, no sentences in order."""
    return Reason("nothing-shared", "No passage of eight or more words is the same.", {})
