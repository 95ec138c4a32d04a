"""The findings a check can have: their codes, weight and meaning. Codes are never given a second meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from syndicheck.checking.findings import Severity


class Rule(Struct, frozen=True):
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
        "A licensed agency text is meant to be copied: list the agency under [check] trusted. A brief of 25 words"
        " may be a stock sentence.",
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
        "SYN105",
        "licence-ended",
        Severity.WARNING,
        "The licence for the agency whose text is copied has ended.",
        "Without a licence its texts are somebody else's again.",
        "The policy may not know of the new contract yet.",
        "[[check.licence]] for dpa with until = 2026-12-31, and a dpa text in January 2027.",
        "Renew the entry under [[check.licence]], or do not print the text.",
    ),
    Rule(
        "SYN201",
        "credit-missing",
        Severity.ERROR,
        "The source prints the credit of an agency or distributor; the draft, copied from it, does not.",
        "Without the credit nobody knows whose text it is, and licences ask for it.",
        "A credit without a name (“agencies”), or in a field that is called neither author, source, credit nor agency,"
        " is not seen here.",
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
        "SYN206",
        "label-inadequate",
        Severity.WARNING,
        "The draft has a label, and a rule of the policy says that it is too little, or in the wrong place.",
        "Readers must be able to tell advertising and releases from reporting.",
        "Whether money was paid is not seen in a text; the rules are data (label_rules.toml), no legal advice.",
        "“Sponsored” over a paid text in Germany, where “Anzeige” is asked for.",
        "Use the wording that the rule asks for, before the text.",
    ),
    Rule(
        "SYN301",
        "number-changed",
        Severity.ERROR,
        "A number differs from the source of the copied text.",
        "One digit changes the story.",
        "You may know better than the source; then silence this finding, with the reason. One that was only added is a"
        " warning.",
        "2.3 million in the source, 3.2 million in the draft.",
        "Check the number.",
    ),
    Rule(
        "SYN302",
        "date-changed",
        Severity.ERROR,
        "A date differs from the source of the copied text.",
        "The reader stands before a closed door.",
        "“Today” and a date may mean the same day. A date that was only added is a warning.",
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
        "Spellings of foreign names differ between houses; scripts without capitals do not show what is a name.",
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
        "The draft, or the text it is copied from, bears an embargo line, or its record an embargo that is not over.",
        "An embargo is a promise.",
        "The embargo may be over: the line does not always say until when.",
        "“EMBARGOED until Thursday 18:00 GMT”.",
        "Publish after the embargo, without the line.",
    ),
    Rule(
        "SYN402",
        "source-superseded",
        Severity.ERROR,
        "The draft carries words that its source has since corrected or replaced.",
        "An error that was corrected at its origin would be published anew.",
        "The newsroom may have the corrected words, and quote the wrong ones on purpose.",
        "A number from the first version, after “CORRECTING and REPLACING”.",
        "Take over the correction.",
    ),
    Rule(
        "SYN403",
        "source-killed",
        Severity.ERROR,
        "The story that the draft is copied from was withdrawn.",
        "A kill means that the text must not be used.",
        "Another story of the same day may be meant: read the notice.",
        "“KILL: Please do not use the story on …” from the agency.",
        "Do not publish; read the notice.",
    ),
    Rule(
        "SYN404",
        "source-changed",
        Severity.WARNING,
        "The source has published another version of the text since, and the draft has words of the earlier one.",
        "What was changed may be what was wrong.",
        "Most changes are additions and typing errors.",
        "A copy of the morning's text, when the source changed it at noon.",
        "Compare with the present version.",
    ),
    Rule(
        "SYN405",
        "dated-before-source",
        Severity.WARNING,
        "The draft is dated before its source is known to have been published.",
        "Either the draft is where the text comes from, or its date is wrong.",
        "The date may be that of the event, or of the first note in the content system.",
        "A copy with the date of the day before.",
        "Correct the date, or name the draft's outlet as your own (own, --own).",
    ),
    Rule(
        "SYN501",
        "hidden-characters",
        Severity.WARNING,
        "There are characters in the draft that nobody sees, or that strike its letters through.",
        "They mark where a text was taken from, hide words, or make a search miss it.",
        "Some editors and messengers leave them behind.",
        "Zero-width spaces inside of words.",
        "Remove them; ask where the text comes from.",
    ),
    Rule(
        "SYN502",
        "lookalike-letters",
        Severity.WARNING,
        "There are words with letters of another alphabet, or of phonetics, that look like their own.",
        "Readers do not notice, searches and comparisons are meant to miss it.",
        "A brand may be spelled so, and keyboards with two layouts slip.",
        "“Mаyor” with a Cyrillic а.",
        "Write the words anew; ask where the text comes from.",
    ),
    Rule(
        "SYN601",
        "translation",
        Severity.WARNING,
        "The draft tells what a text in another language tells, in its order, with its names and figures.",
        "A translation is a copy; readers cannot see it, searches do not find it.",
        "Two translations of a third text, which is not held, look alike. Lists of figures may agree by themselves."
        " Of an issuer whose other releases are not held, another release may be taken for the source.",
        "An agency report, translated, without the agency's name.",
        "Name the source, and that it is a translation.",
    ),
    Rule(
        "SYN602",
        "translated-number",
        Severity.NOTE,
        "The draft has numbers that the text it was translated from does not have.",
        "Figures go wrong in translations: billions, decimal signs, dates.",
        "Numbers written in words, conversions and additions of your own differ rightly.",
        "3.5 million in the source, 35 million in the translation.",
        "Check the numbers against the source.",
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
    Rule(
        "SYN902",
        "suppression-idle",
        Severity.NOTE,
        "Something should silence a finding and does not: its code is unknown, its reason missing, or its day over.",
        "People believe a warning silenced that is not, or one that came back unnoticed.",
        "None.",
        "“syndicheck: allow SYN102” in a comment without a reason.",
        "Give code, reason and a day that lies ahead, or take it out.",
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
            "[[check.suppress]] with its reason and the day on which it ends. In one draft, a comment:",
            f"<!-- syndicheck: allow {rule.code}: the reason, until 2027-01-31 -->",
        )
    )
