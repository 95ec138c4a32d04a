"""The codes that explain times and verdicts: one table each, for reports, ``explain`` and the documentation.

Codes are stable; the wording may improve.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from syndicheck.model.reasons import Reason
from syndicheck.provenance.intervals import Interval
from syndicheck.provenance.lengths import MINUTE, duration, lead

ORIGIN_REASONS: Mapping[str, str] = {
    "first-before-all": "The latest moment at which this article can have appeared lies before the earliest"
    " moment at which any article of another outlet can have appeared.",
    "first-by-text": "The text shows every article of another outlet to be later.",
    "tied-within-precision": "The times are known, but overlap within their precision.",
    "simultaneous": "The times differ by no more than the clocks of two servers may; texts released at a set"
    " time (an embargo, a scheduled release) look like this.",
    "backdated": "The stated time is contradicted by the text, or by a look at the outlet when the article was"
    " not there yet.",
    "published-after-seen": "The stated date of publication lies after a moment at which the article had been seen.",
    "published-after-modified": "The stated date of publication lies after the stated last change.",
    "claims-disagree": "The article's own statements of its date exclude each other; the widest interval counts.",
    "earlier-deleted": "An article that shared this text was held, and has been deleted since; by when it can have"
    " appeared it may have been the first.",
    "missing-time": "At least one article has no usable time and may have been earlier.",
    "only-first-seen": "Of at least one article we only know when it was seen, which bounds its appearance"
    " from above: it may have been published long before.",
    "only-modified": "Of at least one article we only know a change, which says nothing of its appearance: a text may"
    " be changed before it goes out.",
    "weak-source": "The only time comes from a feed, a sitemap or an HTTP header, which are rewritten when a"
    " page is touched, stands above the headline, where pages show today's date, or does not say what it is of; it"
    " bounds the appearance from above only.",
    "only-onset": "The only date goes with the text wherever it is printed (a dateline, a notice of where it first"
    " stood); it bounds the appearance from below only.",
    "in-pieces": "It is a live blog, published in pieces: it began at the stated time, and what it shares with the"
    " story may have come hours later.",
    "extended-later": "It was changed hours after it appeared, and goes far beyond what it shares with the story, which"
    " may have come with the change.",
    "zone-unknown": "A time or a day is given without a zone; zones lie up to 26 hours apart.",
    "zone-assumed": "The order depends on a zone that was assumed from the outlet's country, not given.",
    "zone-ambiguous": "The name of the zone has several meanings (IST, CST, BST …), does not fit the season, or"
    " is UTC beside the same time without a zone.",
    "clock-change": "The time lies in the hour that the change of clocks skips or repeats.",
    "date-ambiguous": "The date can be read in more than one way (day and month, century, weekday, half of the day).",
    "coarse-date": "At least one of the articles carries only a month or a year.",
    "day-only": "At least one of the articles carries a date without a time of day.",
    "future": "A stated time lies after the moment at which it was read, when the text was there, and was not used.",
    "implausible-time": "A stated time is a placeholder or of an unsupported calendar and was not used.",
    "later-by-text": "The text shows that this article is later than another one of the story; it cannot be the first.",
    "updated-later": "The article was changed long after it appeared; its first appearance counts.",
    "single-outlet": "All articles of the story belong to one outlet; there is nobody to be first against.",
    "no-articles": "There is nothing to judge.",
    "coverage-gap": "Nothing was collected during a stretch of time that matters here.",
}
"""Why a verdict on the origin is what it is: code → meaning; among doubts, the gravest first."""

TIME_FLAGS: Mapping[str, str] = {
    "zone-unknown": "No zone was given: the interval spans all zones of the world.",
    "zone-assumed": "No zone was given: that of the outlet was assumed.",
    "zone-ambiguous": "The zone's name has several meanings, or its sign may be the wrong one: the interval spans all.",
    "zone-by-place": "The zone's name has several meanings: the outlet's place decided.",
    "zone-season": "The zone's name does not fit the season (EST in July): the interval spans both readings.",
    "zone-unreadable": "Something like a zone was given that we do not know; treated as unknown.",
    "dst-gap": "The clock was put forward over this time: the interval spans both readings.",
    "dst-fold": "The clock showed this time twice: the interval spans both.",
    "day-month-ambiguous": "Day and month cannot be told apart: the interval spans both readings.",
    "day-month-assumed": "Day and month were told apart by the language or region.",
    "month-ambiguous": "The month's name has several meanings: the interval spans all of them.",
    "two-digit-year": "The year has two digits: the century was assumed.",
    "century-ambiguous": "A two-digit year may be of the Buddhist or of the common era: the interval spans both.",
    "midnight-default": "Exactly midnight, or the second beside it, as programs write a date without time:"
    " treated as the whole day.",
    "midnight-ambiguous": "“Midnight” may begin or end the day: the interval spans both.",
    "half-day-ambiguous": "The hour may be of the morning or of the afternoon: the interval spans both.",
    "weekday-contradicts": "The weekday does not fit the date: the interval spans the date and the nearest such day.",
    "hour-24": "24:00 was read as the first moment of the next day.",
    "leap-second": "A 60th second was read as the 59th.",
    "buddhist-year": "A year of the Buddhist era was converted.",
    "era-year": "A year of a Japanese era or of the Republic of China was converted.",
    "epoch-digits": "Digits were read as seconds (or smaller units) since 1970.",
    "epoch-ambiguous": "Digits that may count seconds since 1970, or since 2001 as Apple's programs do: the"
    " interval spans both.",
    "epoch-default": "The beginning of 1970: what programs write when they know no time. Not used.",
    "placeholder": "A date that programs write when they know none. Not used.",
    "calendar-unsupported": "A year of the Persian, Islamic or Ethiopian calendar, not converted. Not used.",
    "guessed": "A search of the whole page, or a name in its address, gives this day: it may be another article's, or"
    " that of what is told. Not used.",
    "future": "After the moment at which it was read first, in whatever zone: the text was there already. Not used.",
}
"""What was noticed or assumed when a time was read: code → meaning."""

CREDIT_REASONS: Mapping[str, str] = {
    "credit-printed": "The article prints a credit, and none that is expected is missing.",
    "credit-in-notice": "There is no credit line, but another notice of the article names the expected organisation.",
    "credit-own": "The article is the organisation's own publication.",
    "credit-abbreviated": "The credit consists of initials; another article of the story spells the name out.",
    "credit-swapped": "The source credits an organisation that this copy does not name; the copy names another one.",
    "credit-missing": "No credit was found in the article; the source, or other articles of the story, print one."
    " A credit outside of the text, as in a field of the page, is not seen.",
    "credit-not-expected": "No credit was found in the article, nor in those it is compared with.",
    "credit-not-judged": "A round-up: it draws on several texts, so nothing is said of a credit that it lacks.",
}
"""What was found of an article's credit: code → meaning."""

CORRECTION_REASONS: Mapping[str, str] = {
    "correction-compared": "The notice's article was compared with the earlier text that it corrects.",
    "correction-no-earlier-text": "No earlier text of the corrected article is held, so nothing is said of copies.",
    "correction-in-part": "The correction repeats too little of the earlier text to tell what it replaces.",
    "text-killed": "The story was withdrawn by this notice.",
    "carries-superseded": "The version held carries words that the correction replaced.",
    "carries-corrected": "The version held carries words that only the correction brought.",
    "carries-both": "The version held carries both replaced and corrected words.",
    "carries-killed": "The version held carries the text that was withdrawn.",
    "carries-untold": "The version held carries neither the replaced nor the corrected words.",
    "carries-other-language": "The article is in another language than the correction; the words cannot be compared.",
    "carries-not-compared": "The story has too many texts to compare all of them for a page; the command line does.",
}
"""What was found of corrections and kills: code → meaning."""

LABEL_REASONS: Mapping[str, str] = {
    "label-present": "A label that the rule asks for was found where readers see it.",
    "label-inadequate": "Something was found that says what the text is, and under the rule it is too little.",
    "label-absent": "No label was found in the headline, in the text, or beside the headline on the page.",
    "label-elsewhere": "A label was found elsewhere on the page only, where it may belong to another article.",
    "label-in-data-only": "A field of the record (category, genre, section) says it; readers do not see such fields.",
    "label-own-text": "The publisher is the sender itself; the rule speaks of those who print what others send.",
    "label-no-release": "Nothing shows that this is a press release.",
    "label-no-payment-known": "Nothing shows that anybody paid for this text. Whether somebody did cannot be seen.",
    "label-worked-on": "Less of the text is taken over than the rule's measure of a text that was not worked on.",
    "label-other-time": "The rule was not in force, in this version, when the article was published.",
}
"""What was found when a label was looked for: code → meaning."""

CLAIM_REASONS: Mapping[str, str] = {
    "claim-holds": "The text bears the claim out.",
    "claim-holds-but-headline": "The text is as it was; the headline is another.",
    "claim-changed": "The text was changed where it matters.",
    "claim-reworded": "Parts of it are not in the text that it was taken from.",
    "claim-shortened": "Nothing was added, but it was shortened.",
    "claim-undercredited": "More than a contribution.",
    "claim-nothing-found": "Nothing of the credited text was found in it.",
    "claim-other-source": "The text it was compared with credits somebody else.",
    "claim-no-source": "The text that it was taken from is not held, or not certain.",
}
"""What came of testing what an article claims of its own text: code → meaning."""

LINEAGE_REASONS: Mapping[str, str] = {
    "earlier-version": "It is the next version of the same article.",
    "same-text": "Word for word the same.",
    "cut-short": "The beginning of the parent's text, with nothing of its own.",
    "cut": "The parent's text with parts left out, and nothing of its own.",
    "extended": "All of the parent's text, and more.",
    "edited": "The parent's text with changes.",
    "only-these-two": "The two share wordings that no other text has.",
    "slip-made": "It misspells a word that is spelled rightly at this place of the parent, and elsewhere in both.",
    "slip-mended": "The parent misspells a word that is spelled rightly here; copies seldom mend what they copy.",
    "units-converted": "It adds conversions of units in brackets that the parent has not.",
    "translated": "One text in two languages.",
    "reads-original": "By what it tells of and how long it is, the parent reads like the original of the two.",
    "reads-translated": "By what it tells of and how long it is, the parent reads like a translation of the two.",
    "says-translated": "A notice says that it is a translation.",
    "names-parent": "It names the parent's publisher as its source, or links to the parent.",
    "carries-revised-words": "It carries words that came into the parent by a revision.",
    "credit-added": "It credits whom the parent does not credit.",
    "credit-dropped": "The parent credits whom it does not credit.",
    "notice-added": "It bears a notice that somebody else wrote it, and the parent none.",
    "credited-by-others": "Other texts of the story credit its publisher.",
    "credits-not-held": "It credits whose own text is not held.",
    "common-source-not-held": "It shares passages with another text that neither can have from the other, nor from any"
    " text held.",
    "parent-before": "The parent certainly appeared earlier.",
    "order-open": "The stated times overlap.",
    "order-unknown": "At least one of the two has no usable time.",
    "earliest-held": "It certainly appeared before every other text held.",
    "text-against-clock": "The text says that it comes from one that, by the stated times, certainly appeared later:"
    " one of the times is wrong.",
}
"""Why a text is taken for the parent of another: code → meaning."""


def lineage_reason(code: str, **data: object) -> Reason:
    """One of :data:`LINEAGE_REASONS` with its data."""
    return Reason(code, LINEAGE_REASONS[code], data) if data else _plain(code)


@cache
def _plain(code: str) -> Reason:
    """One that its code says alone: a large story has hundreds of thousands of them."""
    return Reason(code, LINEAGE_REASONS[code], {})


def parent_before(parent: Interval, not_earlier: datetime) -> Reason:
    """A parent appeared at some time of the interval, its child no earlier than the moment, which is later."""
    data = {"parent_no_later_than": parent.end.isoformat(), "not_earlier_than": not_earlier.isoformat()}
    if timedelta(seconds=1) <= parent.end - parent.start < MINUTE:
        data["parent_not_earlier_than"] = parent.start.isoformat()
    return Reason("parent-before", _by_how_much(data), data)


def _by_how_much(data: Mapping[str, object]) -> str:
    no_later, not_earlier = (datetime.fromisoformat(str(data[name])) for name in _MOMENTS)
    start = data.get("parent_not_earlier_than")
    before = lead(no_later, not_earlier, datetime.fromisoformat(str(start)) if start else None)
    return f"The parent is older, by at least {duration(before)}."


_MOMENTS = ("parent_no_later_than", "not_earlier_than")


def lineage_words(code: str, data: Mapping[str, object]) -> str | None:
    """The words of a reason of the lineage that its code, or its code and data, say; ``None`` where they say more."""
    if code == "parent-before":
        return _by_how_much(data) if all(map(data.get, _MOMENTS)) else None
    return LINEAGE_REASONS.get(code)
