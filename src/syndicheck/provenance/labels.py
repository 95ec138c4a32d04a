"""Whether an article says what it is: a press release, or a text that somebody paid for.

Asked by the rules of :mod:`.label_rules`. The answer is never that something is unlawful; it is what was found, where,
and under which rule (version, source) that is too little. What a rule hangs on and a text cannot show - whether money
was paid, whether the newsroom worked on it - is taken from the caller, or from the text's own signs, and said. Pure.

A label counts where readers of this article see it: in the headline, in a line of its text, or on the page beside its
headline. Elsewhere on the page it may belong to another article; in a field of the record nobody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from syndicheck.marks.catalogue import configured
from syndicheck.model.labels import LabelFinding, LabelOutcome, LabelSign
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.matches import percent
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.label_rules import Inadequate, LabelRule, Signs, packaged, plain
from syndicheck.provenance.reasons import LABEL_REASONS

EDGE_LINES = 3
"""Lines at either end of a text in which abbreviations and sentences count as a sign."""

STATEMENT = 400
"""Longer lines are no notice that says what the text is."""

SAID = 200
"""Characters at the beginning of such a line that say it."""

BESIDE = 200
"""Characters of a page before the article's headline in which a label belongs to it."""

RELEASE_MARKS = frozenset({"distributor_footer", "third_party_disclaimer", "about_block", "forward_looking_block"})
"""Marks by which a press release is known; with the credit of a distributor and a line that names the source."""

DECLARING = ("category", "categories", "genre", "section", "articleSection", "type", "tags", "keywords")
"""Fields of a record that say what kind of text it is."""


class Labelled(Struct, frozen=True):
    """An article as rules on labels see it.

    ``marks`` are those that nobody dismissed, in body and page. ``pasted`` is the part of the body that stands in the
    text it was taken from (0…1; ``None``: not known). ``release`` and ``paid`` say that it is one, whatever the text
    shows (``None``: judge by the text); ``known_by`` says how that is known. ``senders`` are the ids of organisations
    that distribute releases. ``own`` says that the publisher is the sender itself. ``day`` is when it was published.
    """

    title: str
    text: str
    marks: Sequence[Mark] = ()
    page_text: str | None = None
    declared: Mapping[str, Any] = field(default_factory=dict)
    country: str | None = None
    pasted: float | None = None
    release: bool | None = None
    paid: bool | None = None
    known_by: str = ""
    senders: frozenset[str] = frozenset()
    own: bool = False
    day: date | None = None


def rules_for(
    country: str | None, only: Iterable[str] = (), *, rules: Sequence[LabelRule] | None = None
) -> list[LabelRule]:
    """The rules that hold in a country, generic ones included; with ``only``, those of these ids and no others.

    Raises:
        KeyError: there is no rule of such an id.
    """
    known = packaged()[0] if rules is None else rules
    wanted = list(only)
    if wanted:
        by_id = {rule.id: rule for rule in known}
        return [by_id[ident] for ident in wanted]
    return [rule for rule in known if rule.holds_in(country)]


def judge_labels(
    article: Labelled, rules: Iterable[LabelRule] | None = None, signs: Sequence[LabelSign] | None = None
) -> tuple[LabelFinding, ...]:
    """The outcome under each rule (by default those of the article's country, and the generic ones). ``signs`` are
    those of :func:`signs_of`, for a caller that has them already.
    """
    chosen = rules_for(article.country) if rules is None else list(rules)
    found = signs_of(article) if signs is None else signs
    return tuple(_judge(rule, article, found) for rule in chosen)


def is_release(article: Labelled, signs: Sequence[LabelSign] | None = None) -> str:
    """By what an article is known to be a press release, in words; empty when by nothing."""
    return _shown_by("release", article, signs_of(article) if signs is None else signs)


def signs_of(article: Labelled) -> tuple[LabelSign, ...]:
    """What in an article may count as a label, labels before what is none, in the order of the text."""
    return tuple(_signs_of(article, packaged()[1]))


def is_labelled(article: Labelled) -> bool:
    """Whether readers see a label: at the head of the headline, in the text, or beside the headline on the page."""
    signs = _signs_of(article, packaged()[1])
    return any(s.about and s.mark in ("label", "weak-label") and s.place != "elsewhere" for s in signs)


def _release_marks(article: Labelled) -> str:
    for mark in article.marks:
        if mark.strength == "strong" and mark.type in RELEASE_MARKS:
            return f"its {mark.type.replace('_', ' ').replace('third party', 'third-party')}"
        if mark.organisation in article.senders and mark.type in ("lead_credit", "end_credit", "byline_credit"):
            return "the credit of a distributor of releases"
    return ""


def _judge(rule: LabelRule, article: Labelled, signs: Sequence[LabelSign]) -> LabelFinding:
    if not rule.holds_on(article.day):
        return _finding(rule, LabelOutcome.NOT_APPLICABLE, None, "label-other-time", rule.version)
    asked = _asked(rule, article, signs)
    if asked is not None:
        return asked
    by = _known_by(rule, article, signs)
    counting = [sign for sign in signs if sign.place != "elsewhere"]
    fitting = [sign for sign in counting if _accepted(rule, sign)]
    if fitting:
        sign = fitting[0]
        return _finding(
            rule, LabelOutcome.PRESENT, sign, "label-present", f"“{_short(sign.words)}” in its {sign.place}"
        )
    for entry in rule.inadequate:
        poor = next((sign for sign in counting if _falls_under(entry, sign)), None)
        if poor is not None:
            text = f"“{_short(poor.words)}” in its {poor.place}: {entry.why} ({entry.source})"
            return _finding(rule, LabelOutcome.INADEQUATE, poor, "label-inadequate", text)
    elsewhere = next((sign for sign in signs if sign.place == "elsewhere" and rule.about in sign.about), None)
    if elsewhere is not None:
        text = f"“{_short(elsewhere.words)}” stands elsewhere on the page and may be another article's; known by {by}"
        return _finding(rule, LabelOutcome.ABSENT, elsewhere, "label-elsewhere", text)
    if said := _declared(article, rule.about):
        return _finding(
            rule,
            LabelOutcome.ABSENT,
            None,
            "label-in-data-only",
            f"“{_short(said)}” is said in a field of the record only",
        )
    return _finding(rule, LabelOutcome.ABSENT, None, "label-absent", f"known by {by}")


def _asked(rule: LabelRule, article: Labelled, signs: Sequence[LabelSign]) -> LabelFinding | None:
    """Why the rule asks nothing of this article; ``None`` when it does."""
    nothing = LabelOutcome.NOT_APPLICABLE
    if article.own:
        return _finding(rule, nothing, None, "label-own-text", "published by the sender itself")
    if not _known_by(rule, article, signs):
        code = "label-no-release" if rule.about == "release" else "label-no-payment-known"
        return _finding(rule, nothing, None, code, LABEL_REASONS[code].rstrip(".").lower())
    if rule.about == "release" and article.pasted is not None and article.pasted < rule.worked_on:
        text = f"{percent(article.pasted)} of it is taken over, less than {100 * rule.worked_on:.0f} %"
        text += f" ({rule.worked_on_source})"
        return _finding(rule, nothing, None, "label-worked-on", text)
    return None


def _known_by(rule: LabelRule, article: Labelled, signs: Sequence[LabelSign]) -> str:
    """By what the article is known to be what the rule speaks of; empty when it is not."""
    stated = article.release if rule.about == "release" else article.paid
    if stated is not None:
        return (article.known_by or "what was said of it") if stated else ""
    return _shown_by(rule.about, article, signs)


def _shown_by(about: str, article: Labelled, signs: Sequence[LabelSign]) -> str:
    """What in the article shows that it is a release, or paid for; empty when nothing does."""
    by = _release_marks(article) if about == "release" else ""
    by = by or next((f"“{_short(s.words)}”" for s in signs if about in s.about and s.place != "elsewhere"), "")
    return by or (_declared(article, about) and "a field of its record")


def _accepted(rule: LabelRule, sign: LabelSign) -> bool:
    if rule.accepts == "words":
        return "paid" in sign.about and plain(sign.words) in rule.words
    if rule.about in sign.about and sign.mark == "label":
        return True
    return sign.mark in rule.also or ("paid" in rule.also and "paid" in sign.about and sign.mark == "label")


def _falls_under(entry: Inadequate, sign: LabelSign) -> bool:
    said = plain(sign.words)
    if any(said == word or said.startswith(f"{word} ") for word in entry.words):
        return True
    return sign.mark in entry.marks or (sign.mark == "weak-label" and "label" in entry.marks)


# ── what may count as a label ─────────────────────────────────────────────────────────────────────────


def _signs_of(article: Labelled, known: Signs) -> Iterator[LabelSign]:
    """Every sign, labels before what is none, in the order of the text."""
    edges = _edges(article.text)
    found = [*_titles(article), *_marked(article, known), *_said(edges, known), *_abbreviated(edges)]
    yield from sorted(found, key=lambda sign: (not sign.about, sign.place != "headline", sign.place, sign.span))


def _marked(article: Labelled, known: Signs) -> Iterator[LabelSign]:
    for mark in article.marks:
        text = article.text if mark.kind is TextKind.BODY else article.page_text or ""
        words = text[mark.start : mark.end]
        if not words.strip():
            continue
        about = _about(mark, known)
        kind = "weak-label" if mark.type == "label" and mark.strength != "strong" else mark.type
        if mark.kind is TextKind.BODY:
            # a label inside the text that an issuer wrote into its release is still read by readers
            yield LabelSign(words, "text", mark.span, about, kind)
        elif mark.type == "label":
            yield LabelSign(words, "page" if _beside(article, mark.span) else "elsewhere", mark.span, about, kind)
        elif mark.type in ("third_party_disclaimer", "distributor_footer") and mark.layer is not Layer.ISSUER:
            yield LabelSign(words, "page", mark.span, about, kind)


def _about(mark: Mark, known: Signs) -> frozenset[str]:
    """What a mark says of the text: that it is a release, that it was paid for."""
    if mark.type != "label" or mark.catalogue_id in known.none:
        return frozenset()
    paid = any(part in mark.catalogue_id for part in known.paid)
    release = not paid or any(part in mark.catalogue_id for part in known.release)
    return frozenset(kind for kind, holds in (("paid", paid), ("release", release)) if holds)


def _beside(article: Labelled, span: Span) -> bool:
    """Whether a label of the page stands between a little before the headline and the beginning of the text."""
    page = article.page_text or ""
    head = page.find(article.title) if article.title else -1
    first = next((line.strip() for line in article.text.splitlines() if line.strip()), "")[:60]
    body = page.find(first, max(head, 0)) if first else -1
    if head < 0 and body < 0:
        return False
    start = (head if head >= 0 else body) - BESIDE
    end = body if body >= 0 else head + len(article.title) + BESIDE
    return start <= span.start and span.end <= end


def _titles(article: Labelled) -> Iterator[LabelSign]:
    """A label that opens the headline: before a colon, or in brackets."""
    title = article.title.strip()
    head = ""
    if title[:1] in "([【（［＜<":
        head = title[: next((n + 1 for n, c in enumerate(title) if c in ")]】）］＞>"), 0)]
    elif 0 < title.find(":") <= 40:
        head = title[: title.find(":") + 1]
    elif 0 < title.find("：") <= 40:
        head = title[: title.find("：") + 1]
    about = _title_labels(configured().version).get(plain(head)) if head else None
    if about:
        start = article.title.find(head)
        yield LabelSign(head, "headline", Span(start, start + len(head)), about, "label")


@lru_cache(maxsize=4)
def _title_labels(_version: str) -> Mapping[str, frozenset[str]]:
    """What may open a headline as a label, from the catalogue's entries for headlines."""
    signs = packaged()[1]
    words: dict[str, frozenset[str]] = {}
    for _, entry in configured().entries():
        if entry.type != "label" or entry.where != "title" or entry.id in signs.none:
            continue
        paid = any(part in entry.id for part in signs.paid)
        for text in entry.text:
            if "{" not in text:
                words[plain(text)] = frozenset({"paid" if paid else "release"})
    return words


def _said(edges: Sequence[tuple[int, str]], known: Signs) -> Iterator[LabelSign]:
    """Sentences at the edges that say what the text is."""
    for start, line in edges:
        if len(line) > STATEMENT or "“" in line[:1] or '"' in line[:1]:
            continue
        folded = " ".join(line[:SAID].casefold().split()).lstrip("([*_ ")
        about = frozenset(
            kind
            for kind, sentences in (("release", known.release_says), ("paid", known.paid_says))
            if folded.startswith(sentences)
        )
        if about:
            yield LabelSign(line.strip(), "text", Span(start, start + len(line.rstrip())), about, "label")


ABBREVIATIONS: Mapping[str, frozenset[str]] = {
    "pi": frozenset({"release"}),
    "red": frozenset(),
    "pr": frozenset({"paid"}),
    "promotion": frozenset({"paid"}),
    "public relations": frozenset({"paid"}),
}
"""Signs that are no labels to the catalogue, because they say nothing outside of brackets or a line of their own, with
what they mean to those who know."""


def _abbreviated(edges: Sequence[tuple[int, str]]) -> Iterator[LabelSign]:
    """``(pi)`` at the beginning or end of an edge line, ``red`` as a line of its own."""
    for start, line in edges:
        stripped = line.strip()
        at = start + (len(line) - len(line.lstrip()))
        end = at + len(stripped)
        whole = plain(stripped)
        if whole in ABBREVIATIONS:
            yield LabelSign(stripped, "text", Span(at, end), ABBREVIATIONS[whole], "abbreviation")
            continue
        if not (stripped.startswith("(") or stripped.endswith(")")):
            continue
        for short, about in ABBREVIATIONS.items():
            size = len(short) + 2
            if stripped[:size].casefold() == f"({short})":
                yield LabelSign(stripped[:size], "text", Span(at, at + size), about, "abbreviation")
            elif stripped[-size:].casefold() == f"({short})":
                yield LabelSign(stripped[-size:], "text", Span(end - size, end), about, "abbreviation")


def _edges(text: str) -> list[tuple[int, str]]:
    """The first and last lines that are not blank, each once, with their offsets."""
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            lines.append((at, line.rstrip("\r\n")))
        at += len(line)
    return lines if len(lines) <= 2 * EDGE_LINES else lines[:EDGE_LINES] + lines[-EDGE_LINES:]


def _declared(article: Labelled, about: str) -> str:
    """What a field of the record says of it; empty when nothing."""
    signs = packaged()[1]
    wanted = signs.release_declared if about == "release" else signs.paid_declared
    inner = article.declared.get("declared")
    for fields in (article.declared, inner if isinstance(inner, Mapping) else {}):
        for name in DECLARING:
            value = fields.get(name)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str) and plain(one) in wanted:
                    return one
    return ""


def _finding(rule: LabelRule, outcome: LabelOutcome, sign: LabelSign | None, code: str, text: str) -> LabelFinding:
    return LabelFinding(rule.id, rule.name, rule.version, rule.source, outcome, sign, Reason(code, f"{text}.", {}))


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= 80 else f"{one_line[:79]}…"
