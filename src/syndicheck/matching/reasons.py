"""Why a pair got its class: one sentence for people, figures for machines, under a code that stays.

The sentences do not say which text is which side, because a match reads the same from both; where it matters they say
"the shorter" and "the longer" (by body).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from syndicheck.matching.facts import SHOWN, Contrast, Substitution
from syndicheck.matching.layout import Block
from syndicheck.matching.rewrite import Alignment, Shuffled
from syndicheck.model.reasons import Reason

WHOLE = 1 - 1e-9
"""From this share on it is the whole: a share is counted, and only the division may be inexact."""

NEARLY = 0.99


def _percent(value: float) -> str:
    """In whole per cent; all is only said where nothing is left."""
    return f"{100 * value if value > WHOLE else min(99, round(100 * value)):.0f} %"


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


def template(found: Contrast, places: Sequence[Substitution]) -> Reason:
    """The same form, filled in differently. Of the slots between copied runs, and the ``places`` word by word, those
    are told that say more.
    """
    slots = max(found.substitutions, places, key=len)
    shown = [{"shorter": list(s.a), "longer": list(s.b)} for s in slots[:SHOWN]]
    data = {"places": len(slots), "recurring": found.recurring, "slots": shown}
    return Reason("same-template", _template(data), data)


def _template(data: Mapping[str, Any]) -> str:
    first = data["slots"][0]
    return (
        f"The same wording around different facts in {data['places']} places, such as "
        f"“{' '.join(first['shorter'][:4])}” and “{' '.join(first['longer'][:4])}”."
    )


def facts_differ(found: Contrast) -> Reason:
    """A few facts differ inside what is otherwise copied: an update, a correction or an error."""
    data = {
        "places": len(found.substitutions),
        "slots": [{"shorter": list(s.a), "longer": list(s.b)} for s in found.substitutions[:SHOWN]],
    }
    return Reason("facts-differ", _facts_differ(data), data)


def _facts_differ(data: Mapping[str, Any]) -> str:
    if data["places"] == 1:
        return "1 place in the copied text has other facts."
    return f"{data['places']} places in the copied text have other facts."


def one_name(shorter: str, longer: str, places: int) -> Reason:
    """One name stands for one other, and nothing else that can be told: a correction, or two subjects of one story."""
    data = {"shorter": shorter, "longer": longer, "places": places}
    return Reason("one-name-differs", _one_name(data), data)


def _one_name(data: Mapping[str, Any]) -> str:
    where = "1 place" if data["places"] == 1 else f"{data['places']} places"
    return (
        f"One name differs, in {where}: “{data['shorter']}” and “{data['longer']}”; a correction, an error, or the same"
        " told of two."
    )


def whole(least: float, resemblance: float) -> Reason:
    """Both are copied whole."""
    # passages close over short gaps, so all of a text may lie in them though a word is another
    return Reason(
        "copied-whole",
        f"At least {_percent(least if resemblance > WHOLE else min(least, NEARLY))} of each text is in the other.",
        {"least_share": least, "resemblance": resemblance},
    )


def edited(least: float, resemblance: float) -> Reason:
    """Both are mostly copied."""
    data = {"least_share": least, "resemblance": resemblance}
    return Reason("mostly-copied", _edited(data), data)


def _edited(data: Mapping[str, Any]) -> str:
    return f"Most of each text is in the other (at least {_percent(min(data['least_share'], NEARLY))}), with changes."


def followed(least: float, equal: float) -> Reason:
    """Word follows word, and single ones are exchanged everywhere."""
    data = {"least_share": least, "equal": equal}
    return Reason("word-by-word", _followed(data), data)


def _followed(data: Mapping[str, Any]) -> str:
    return (
        f"Each text follows the other word by word (at least {_percent(data['least_share'])} of it);"
        f" {_percent(data['equal'])} of the words are the same, and single ones are exchanged between them."
    )


def other_news(share: float, shorter: str, longer: str) -> Reason:
    """Each has news of its own, and the rest, which is the same, does not know of it."""
    data = {"share": share, "shorter": shorter, "longer": longer}
    return Reason("other-news", _other_news(data), data)


def _other_news(data: Mapping[str, Any]) -> str:
    return (
        f"Each has news of its own (“{data['shorter']}” and “{data['longer']}”); what they share (at most"
        f" {_percent(data['share'])}) takes up neither: a series, or one issuer on two occasions."
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


def beginning(share: float) -> Reason:
    """What is shared is how the longer text begins."""
    data = {"share": share}
    return Reason("beginning", _beginning(data), data)


def _beginning(data: Mapping[str, Any]) -> str:
    return f"It is the first {_percent(data['share'])} of the longer text."


def block(found: Block) -> Reason:
    """One connected part stands in both."""
    data = {"tokens": found.equal, "density": found.density}
    return Reason("one-block", _block(data), data)


def _block(data: Mapping[str, Any]) -> str:
    return f"A connected part of {data['tokens']} equal tokens stands in both, with other text around it."


def closing(found: Block) -> Reason:
    """Only the end is the same, as where two releases of one issuer close with the same notice."""
    data = {"tokens": found.equal}
    return Reason("closing-part-only", _closing(data), data)


def _closing(data: Mapping[str, Any]) -> str:
    return f"Only the closing part is the same ({data['tokens']} tokens); what comes before differs."


def quotes_only(share: float) -> Reason:
    """Both quote the same words and tell the rest in their own."""
    data = {"share": share}
    return Reason("quotes-only", _quotes_only(data), data)


def _quotes_only(data: Mapping[str, Any]) -> str:
    return (
        f"What they share (at most {_percent(data['share'])}) is quoted speech; each text tells the rest in its own"
        " words."
    )


def listing(share: float) -> Reason:
    """Both print the same table or list."""
    return Reason(
        "listing",
        f"What they share (at most {_percent(share)}) is a table or a list: weak evidence.",
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


def shuffled(found: Shuffled) -> Reason:
    """Nearly all sentences say the same, in another order, with the same facts."""
    return Reason(
        "sentences-shuffled",
        f"{found.sentences} sentences, at least {_percent(found.share)} of each text, say the same in another order and"
        f" have {len(found.agreed)} names and numbers in common.",
        {
            "sentences": found.sentences,
            "share": found.share,
            "facts": list(found.agreed[:SHOWN]),
            "agreement": found.agreement,
        },
    )


def boilerplate(share_short: float, share_long: float) -> Reason:
    """What is shared lies in the marks."""
    data = {"share_shorter": share_short, "share_longer": share_long}
    return Reason("only-marks-shared", _boilerplate(data), data)


def _boilerplate(data: Mapping[str, Any]) -> str:
    share = max(data["share_shorter"], data["share_longer"])
    return f"What the texts share ({_percent(share)}) is in their notices, credits and the like; the bodies differ."


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


def same_facts(facts: Sequence[str], agreement: float) -> Reason:
    """Both name the same, in wholly other words."""
    return Reason(
        "same-facts",
        f"{len(facts)} names and numbers are the same. A report of one's own on the same matter and a paraphrase that"
        " keeps no wording cannot be told apart.",
        {"facts": list(facts[:SHOWN]), "agreement": agreement},
    )


_WORDED: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "same-template": _template,
    "facts-differ": _facts_differ,
    "one-name-differs": _one_name,
    "mostly-copied": _edited,
    "word-by-word": _followed,
    "other-news": _other_news,
    "beginning": _beginning,
    "one-block": _block,
    "closing-part-only": _closing,
    "quotes-only": _quotes_only,
    "only-marks-shared": _boilerplate,
}


def worded(code: str, data: Mapping[str, Any]) -> str | None:
    """The sentence that says these figures; ``None`` where they do not make the whole of it, or are not those of the
    code.
    """
    try:
        return _WORDED[code](data)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return None
