"""A match of two prepared texts in different languages, by the anchors of their bodies.

What :mod:`matching.translation` decides becomes a ``Match`` with its evidence as reasons: the anchors that agree with
their spans in both texts, and numbers that one text has and the other lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from syndicheck.embedding.interface import configured as embedder_configured
from syndicheck.embedding.interface import cosine
from syndicheck.fingerprint.anchors import Anchor, anchors
from syndicheck.lexicon.anchoring import pivot_anchors
from syndicheck.lexicon.compiled import configured
from syndicheck.matching import pivots
from syndicheck.matching.evidence import Prepared
from syndicheck.matching.notices import translation_notice
from syndicheck.matching.translation import (
    UNKNOWN,
    AnchoredText,
    Background,
    Translation,
    anchored,
    compare,
    primary,
    standing_background,
)
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.reasons import Reason

if TYPE_CHECKING:
    from syndicheck.matching.contrast import Contrasted

SHOWN = 12
"""Anchors named in a reason's text; its data hold up to :data:`KEPT`."""

KEPT = 60

NOTICE_CHARACTERS = 160
"""Of a translator's notice so much is quoted."""

_KINDS = "NDWGKABI"
"""Kinds shown as evidence; single words that begin alike (``L``) mean something to the model, little to a reader."""

_CLASSES = {
    "translation": MatchClass.TRANSLATION,
    "related": MatchClass.RELATED,
    "none": MatchClass.NONE,
    "too-short": MatchClass.TOO_SHORT,
}


def comparable(a: Prepared, b: Prepared) -> bool:
    """Whether both languages are known and differ."""
    one, other = primary(a.lang), primary(b.lang)
    return UNKNOWN not in (one, other) and one != other


def body(prepared: Prepared) -> str:
    """The text with its marks blanked out, so that every offset stays true and no notice speaks for the story."""
    text = prepared.text
    for mark in prepared.marks:
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def anchored_body(prepared: Prepared, background: Background) -> AnchoredText:
    """The anchors of a body, weighed; its pivot words among them where this process works with a lexicon."""
    text = body(prepared)
    found: tuple[Anchor, ...] = anchors(text, prepared.lang)
    if (lexicon := configured()) is not None:
        found += pivot_anchors(text, prepared.lang, lexicon)
    return anchored(found, prepared.lang, len(text.strip()), background)


def compare_languages(a: Prepared, b: Prepared, background: Background | None = None) -> Match:
    """Compare two texts of different languages. Without a collection's statistics those of the package are used."""
    background = background or standing_background()
    return match_of(anchored_body(a, background), anchored_body(b, background), a, b)


def match_of(
    left: AnchoredText, right: AnchoredText, a: Prepared, b: Prepared, among: Contrasted | None = None
) -> Match:
    """The match of two texts whose anchors are weighed already; ``among``: what was said of them beside others."""
    found = compare(left, right)
    if among is not None:
        found = replace(found, verdict=among.verdict, probability=among.probability)
    match_class = _CLASSES[found.verdict]
    joined = match_class in (MatchClass.TRANSLATION, MatchClass.RELATED)
    beside = among.beside if among is not None else 0
    reasons = _reasons(found, a, b, beside) + _words(left, right, a, b) if joined else ()
    return Match(match_class, 0.0, 0.0, 0.0, found.probability if joined else 0.0, (), reasons)


def _words(left: AnchoredText, right: AnchoredText, a: Prepared, b: Prepared) -> tuple[Reason, ...]:
    """Words that mean the same by the user's dictionaries, the rarest first; nothing without any."""
    if left.words is None or right.words is None or not (agreeing := pivots.agreeing(left.words, right.words)):
        return ()
    one_first = (primary(a.lang), a.text) <= (primary(b.lang), b.text)
    pairs = []
    for key in agreeing[:KEPT]:
        words = (a.text[slice(*left.words.spans[key][0])], b.text[slice(*right.words.spans[key][0])])
        pairs.append(" = ".join(f"“{word}”" for word in (words if one_first else words[::-1])))
    return (
        Reason(
            "words-agree",
            f"Words mean the same by the installed dictionaries ({len(agreeing)} of them): "
            + ", ".join(list(dict.fromkeys(pairs))[:SHOWN])
            + ".",
            {
                "words": [
                    {"key": key, "a": list(left.words.spans[key][0]), "b": list(right.words.spans[key][0])}
                    for key in agreeing[:KEPT]
                ]
            },
        ),
    )


def _reasons(found: Translation, a: Prepared, b: Prepared, beside: int) -> tuple[Reason, ...]:
    shown = [one for one in found.agreements if one.key[0] in _KINDS][:KEPT]
    one_first = (primary(a.lang), a.text) <= (primary(b.lang), b.text)  # the same sentence from either side
    names = (a.lang or "?", b.lang or "?")
    pairs = []
    for agreement in shown:
        if agreement.key[0] != "B":
            words = (a.text[slice(*agreement.left[0])], b.text[slice(*agreement.right[0])])
            pairs.append(" = ".join(f"“{word}”" for word in (words if one_first else words[::-1])))
    order = " = ".join(names if one_first else names[::-1])
    reasons = [
        Reason(
            "anchors-agree",
            f"Names, numbers, dates and places agree ({len(shown)} of them, probability {found.probability:.2f};"
            f" {order}): "
            + ", ".join(dict.fromkeys(pairs[:SHOWN]))
            + "."
            + (f" Weighed against {beside} other {'text' if beside == 1 else 'texts'} like them." if beside else ""),
            {
                "probability": round(found.probability, 4),
                "order": round(found.features["order"], 3),
                "coverage": round(found.features["coverage"], 3),
                "beside": beside,
                "anchors": [{"key": one.key, "a": list(one.left[0]), "b": list(one.right[0])} for one in shown],
            },
        )
    ]
    sides = [("a", a, found.missing_left), ("b", b, found.missing_right)]
    sides = sides if one_first else sides[::-1]
    if found.verdict == "translation" and (found.missing_left or found.missing_right):
        reasons.append(
            Reason(
                "numbers-differ",
                "Numbers that only one of the two has: "
                + "; ".join(f"{side.lang}: {', '.join(numbers[:8])}" for _, side, numbers in sides if numbers)
                + ".",
                {"a": list(found.missing_left), "b": list(found.missing_right)},
            )
        )
    if (embedder := embedder_configured()) is not None:
        near = cosine(*(embedder.encode([body(side)], side.lang)[0] for side in (a, b)))
        reasons.append(
            Reason(
                "meaning-near",
                f"The embedding model finds the two texts alike by {near:.2f} (1: the same); it decided nothing.",
                {"cosine": round(near, 4)},
            )
        )
    for key, side, _ in sides:
        if (notice := translation_notice(side.text, side.marks)) is not None:
            said = " ".join(side.text[notice.start : notice.end].split())[:NOTICE_CHARACTERS]
            reasons.append(
                Reason(
                    "says-translated",
                    f"The text in {side.lang} says that it is a translation: “{said}”.",
                    {key: [notice.start, notice.end]},
                )
            )
    return tuple(reasons)
