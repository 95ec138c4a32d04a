"""The findings a check can have: their codes, weight and meaning. Codes are never given a second meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from syndicheck.checking.findings import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One code: what it means, why it matters, where it errs, an example, and what to do."""

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    errs: str
    example: str
    remedy: str


_RULES = (
    Rule(
        "SYN101",
        "copied-whole",
        Severity.ERROR,
        "The draft is, as a whole, a text that somebody published before.",
        "Readers take it for your own work, and its rights are somebody's.",
        "A licensed agency text is meant to be copied: list the agency under [check] trusted.",
        "A press release pasted under a reporter's name.",
        "Credit the source, or write the story.",
    ),
    Rule(
        "SYN102",
        "copied-passages",
        Severity.WARNING,
        "Passages of the draft stand word for word in a text published before.",
        "Each passage has an author whom the reader does not see.",
        "Laws, speeches and results are printed alike by everybody; so are standing phrases of a series.",
        "Three paragraphs of background taken from another paper.",
        "Quote and credit the passages, or put them in your own words.",
    ),
    Rule(
        "SYN103",
        "rewritten",
        Severity.WARNING,
        "Sentence by sentence the draft says what another text says, in other words.",
        "A rewrite is a copy with the seams hidden; its facts are as good as its source's, which is not named.",
        "Short chronicles of one event may keep the same order by themselves.",
        "An agency report with every sentence turned around.",
        "Name the source.",
    ),
    Rule(
        "SYN104",
        "shared-quotations",
        Severity.NOTE,
        "The draft and another text share quotations, and tell the rest in their own words.",
        "Quotations may be shared; whether they were heard or taken over only you know.",
        "Both may have been at the same press conference.",
        "Four sentences of the minister in both reports.",
        "If the quotation was taken from the other text, say so.",
    ),
    Rule(
        "SYN201",
        "credit-missing",
        Severity.ERROR,
        "The source prints the credit of an agency or distributor; the draft, copied from it, does not.",
        "Without the credit nobody knows whose text it is, and licences ask for it.",
        "A credit that stands in a field of the content system, not in the text, is not seen here.",
        "“(AP)” removed from the first line.",
        "Put the credit back.",
    ),
    Rule(
        "SYN202",
        "credit-exchanged",
        Severity.ERROR,
        "The draft credits somebody else than the text it is copied from.",
        "A distributor's name in place of the agency's hides where the text comes from.",
        "A text may be carried by one and written by another: then name both.",
        "A distributor's credit where the source says AP.",
        "Name the origin that the source names, or find out which is right.",
    ),
    Rule(
        "SYN203",
        "disclaimer-missing",
        Severity.WARNING,
        "The source says that a third party provided it and answers for it; the draft, copied from it, does not.",
        "The disclaimer is how readers learn that the text is no journalism of the outlet.",
        "A label of your own (“advertisement”, “press release”) may say the same; then silence this one.",
        "“The article is provided by a third-party content provider” removed.",
        "Keep the disclaimer, or label the text.",
    ),
    Rule(
        "SYN204",
        "label-missing",
        Severity.WARNING,
        "The draft reads like a press release (its notices say so), and nothing in it says that it is one.",
        "Readers must be able to tell advertising and releases from reporting.",
        "A label in a field of the content system is not seen here.",
        "A distributor's footer under a text without “press release”.",
        "Label it as what it is.",
    ),
    Rule(
        "SYN205",
        "leftover",
        Severity.WARNING,
        "Something that was meant for the newsroom is still in the draft.",
        "Embargo lines, end marks and contacts of the press office are not for readers.",
        "A press review prints such lines on purpose.",
        "“### Media contact: …” at the end of a story.",
        "Take it out.",
    ),
    Rule(
        "SYN301",
        "number-changed",
        Severity.ERROR,
        "A number differs from the source of the copied text.",
        "One digit changes the story.",
        "You may know better than the source; then silence this finding, with the reason.",
        "2.3 million in the source, 3.2 million in the draft.",
        "Check the number.",
    ),
    Rule(
        "SYN302",
        "date-changed",
        Severity.ERROR,
        "A date differs from the source of the copied text.",
        "The reader stands before a closed door.",
        "“Today” and a date may mean the same day.",
        "12 December in the source, 19 December in the draft.",
        "Check the date.",
    ),
    Rule(
        "SYN303",
        "negation-changed",
        Severity.ERROR,
        "A “not” was put into the copied text, or dropped from it.",
        "The sentence says the opposite.",
        "Two negations may cancel each other.",
        "“did not confirm” in the source, “confirmed” in the draft.",
        "Check the sentence.",
    ),
    Rule(
        "SYN304",
        "name-changed",
        Severity.WARNING,
        "A name differs from the source of the copied text.",
        "Wrong names are the most frequent corrections.",
        "Spellings of foreign names differ between houses.",
        "Parkhaven Capital in the source, Pineford Capital in the draft.",
        "Check the name.",
    ),
    Rule(
        "SYN305",
        "unit-changed",
        Severity.WARNING,
        "A unit or currency differs from the source of the copied text.",
        "Millions are not billions, and dollars not euros.",
        "A conversion changes the number too.",
        "million in the source, billion in the draft.",
        "Check the figure with its unit.",
    ),
    Rule(
        "SYN306",
        "hedge-changed",
        Severity.WARNING,
        "A word of doubt was put into the copied text, or dropped from it.",
        "“allegedly” is what stands between a report and a verdict.",
        "Style guides replace one such word by another.",
        "“allegedly stole” in the source, “stole” in the draft.",
        "Put the doubt back, or know better.",
    ),
    Rule(
        "SYN401",
        "embargo",
        Severity.WARNING,
        "The draft, or the text it is copied from, bears an embargo line.",
        "An embargo is a promise.",
        "The embargo may be over: the line does not always say until when.",
        "“EMBARGOED until Thursday 18:00 GMT”.",
        "Publish after the embargo, without the line.",
    ),
    Rule(
        "SYN501",
        "hidden-characters",
        Severity.WARNING,
        "There are characters in the draft that nobody sees.",
        "They mark where a text was taken from, hide words, or make a search miss it.",
        "Some editors and messengers leave them behind.",
        "Zero-width spaces inside of words.",
        "Remove them; ask where the text comes from.",
    ),
    Rule(
        "SYN502",
        "lookalike-letters",
        Severity.WARNING,
        "There are words with letters of another alphabet that look like their own.",
        "Readers do not notice, searches and comparisons are meant to miss it.",
        "A brand may be spelled so, and keyboards with two layouts slip.",
        "“Mаyor” with a Cyrillic а.",
        "Write the words anew; ask where the text comes from.",
    ),
    Rule(
        "SYN901",
        "not-compared",
        Severity.NOTE,
        "The draft was not compared with other texts.",
        "No copy can be found where nothing is held.",
        "None.",
        "No database, or fewer than 25 words.",
        "Name a database with --db; make one with syndicheck ingest.",
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _RULES})
"""All rules by code, in the order in which they are listed."""


def help_text(rule: Rule) -> str:
    """What ``syndicheck explain`` prints, and SARIF shows as help."""
    return "\n".join(
        (
            f"{rule.code} {rule.name} ({rule.severity} unless the policy says otherwise)",
            "",
            rule.summary,
            f"Why it matters: {rule.why}",
            f"Where it errs: {rule.errs}",
            f"Example: {rule.example}",
            f"What to do: {rule.remedy}",
            f'To silence it, in syndicheck.toml: {rule.code} = "off" under [check.severity], or an entry of',
            "[[check.suppress]] with its reason and the day on which it ends.",
        )
    )
