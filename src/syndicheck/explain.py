"""What the words of a report mean: one entry a term, for `syndicheck explain` and the documentation."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from difflib import get_close_matches

from syndicheck.errors import InputError
from syndicheck.provenance.reasons import (
    CLAIM_REASONS,
    CORRECTION_REASONS,
    CREDIT_REASONS,
    LABEL_REASONS,
    LINEAGE_REASONS,
    ORIGIN_REASONS,
    TIME_FLAGS,
)

CLASSES: Mapping[str, str] = {
    "verbatim": "Both bodies are the same text, apart from a few characters. Marks (credits, footers, notices) are"
    " left out before comparing.",
    "edited": "Most of each body is copied from the other or from a common source; words, sentences or paragraphs"
    " were changed, cut or added.",
    "excerpt": "One body is contained in the other, which goes on: a cut copy, a paywall stub, the beginning of a"
    " longer release, the item of a round-up. Two texts do not show where the rest of one comes from: whether an"
    " article is a round-up is told by its role in the stories.",
    "rewrite": "Sentences and facts follow each other in the same order, in other words. Joined only on firm evidence.",
    "translation": "The same text in another language.",
    "template": "The same skeleton with other facts in its slots: monthly notices, legal alerts, city editions. Not"
    " one story; the differing slots are listed.",
    "boilerplate-only": "What the texts share stands in notices only (about, safe harbour, distributor footer). Not"
    " one story.",
    "related": "Some shared text or facts, too little to be a copy, or none of the news: the same event, the same"
    " quotes, the same background. Joins nothing.",
    "none": "No text in common worth mentioning; names and figures may be the same.",
    "too-short": "A body is too short to be judged.",
}

ROLES: Mapping[str, str] = {
    "member": "The article is this story, or what was made of it.",
    "draws-on": "A round-up: text from several stories stands in one article. It is attached to each of them and never"
    " joins them. Compared with one of its sources alone it is an excerpt.",
    "composite": "Another word for a round-up, an article whose role is draws-on. No class of a match: two texts do not"
    " show where the rest of one comes from.",
}

VERDICTS: Mapping[str, str] = {
    "first": "The latest moment at which this article can have appeared lies before the earliest moment of every"
    " other outlet's. Said only when the intervals do not overlap, and only among the outlets held.",
    "tied": "Several outlets published within what their stated times can tell apart.",
    "undetermined": "It cannot be told: a time is missing, has no zone, is only a day, or contradicts another. The"
    " reasons are listed.",
}

SHARES: Mapping[str, str] = {
    "copied": "Equal normalised runs of at least 8 words (20 characters in scripts without spaces), joined over gaps"
    " of at most 3 words. Every percentage counts such text.",
    "used": "Release used: the share of the source's body, in characters, that is found in the copy.",
    "pasted": "Article pasted: the share of the copy's body, in characters, that is copied from the source.",
    "resemblance": "Broder's resemblance: shingles that both bodies have, divided by shingles that either has.",
}

MARKS: Mapping[str, str] = {
    "lead_credit": "The agency's or distributor's credit at the start: (SeaPRwire) –, /PRNewswire/ --.",
    "dateline": "Place and date before the credit.",
    "byline_credit": "A byline that names an agency or the staff.",
    "end_credit": "The agency's credit at the end: (dpa/gem), (PTI).",
    "photo_credit": "A caption or photo credit that names a source.",
    "third_party_disclaimer": "Provided by a third party; no editorial responsibility.",
    "outlet_disclaimer": "The outlet's own notice on opinions, responsibility or sponsoring.",
    "issuer_disclaimer": "The issuer's notice that is not safe harbour: exchange, fund risk, trademarks.",
    "translation_disclaimer": "Only the original language is binding; the translator's notice.",
    "distributor_footer": "A distributor's footer, self-description or link lines.",
    "category_line": "Sectors, keywords, categories.",
    "source_line": "SOURCE Acme; Quelle: …",
    "about_block": "About Acme: heading and text.",
    "contact_block": "Media, press or investor contact with its lines.",
    "forward_looking_block": "Safe-harbour text on forward-looking statements.",
    "ticker_line": "A line of stock tickers only.",
    "embargo_line": "Embargo and release lines.",
    "end_mark": "### or -30-: here the release ends.",
    "label": "Press release, sponsored, advertisement.",
    "copyright": "Copyright and no-reuse notices.",
    "editorial_note": "A correction or a note of the editors.",
    "page_chrome": "Navigation, sharing, teasers: not part of the article.",
    "recurring_block": "Comes back in unrelated stories; learned, not in the catalogue.",
}

MATCH_REASONS: Mapping[str, str] = {
    "copied": "How much of either body is copied, and in how many passages.",
    "same-template": "The same wording around different facts, again and again: one form, filled in anew.",
    "facts-differ": "A few facts differ inside what is copied: an update, a correction, or an error.",
    "one-name-differs": "In all places where facts differ one name stands for one other: a correction, an error, or the"
    " same told of two.",
    "copied-whole": "Both bodies are copied nearly whole.",
    "mostly-copied": "Most of each body is in the other, with changes.",
    "word-by-word": "Each body follows the other word by word from beginning to end, with single words exchanged so"
    " often that little of it is copied in runs.",
    "other-news": "Each has a passage of its own in the place of the other's, and what both share takes up neither: a"
    " series, or two releases of one issuer on two occasions, over what he always says of himself. Joins nothing.",
    "contained": "One body stands nearly whole in the other, which goes on.",
    "beginning": "What is copied is how the longer body begins: a stub before a paywall, the first paragraphs of a"
    " release.",
    "one-block": "One connected part stands in both, with other text around it.",
    "closing-part-only": "Only the end is the same, where notices stand. Joins nothing.",
    "sentences-in-order": "Sentence follows sentence in other words, with the same names and figures.",
    "sentences-shuffled": "Nearly every sentence has one in the other body that says the same with the same names and"
    " figures, in another order.",
    "only-marks-shared": "What the texts share lies in their marks; the bodies differ.",
    "quotes-only": "Both quote the same words, and each tells the rest in its own: two reports of one occasion. Joins"
    " nothing.",
    "quoted-document": "Both announce and print the same document (a resolution, a letter, a law), and each tells the"
    " rest in its own words. Joins nothing.",
    "listing": "What both have is a table or a list of numbers and names, which have no wording of their own. Joins"
    " nothing.",
    "scattered": "Single passages are the same, with other text between them.",
    "nothing-shared": "No passage of eight or more words is the same.",
    "same-facts": "Names and numbers are the same, and no passage is: a report of one's own on the same matter, or a"
    " paraphrase that keeps no wording; the texts do not tell which.",
    "anchors-agree": "Names, numbers, dates and places agree across two languages, and stand in like order and at like"
    " places. Each is named with its span in both texts.",
    "meaning-near": "How alike the vectors of two texts in different languages are, by a model that the user has named"
    " in SYNDICHECK_EMBEDDER. Told beside the other evidence; it decides nothing.",
    "words-agree": "Words of two texts in different languages mean the same by the dictionaries that the user has"
    " compiled (syndicheck lexicon). They count beside names, numbers, dates and places, never alone.",
    "numbers-differ": "A number of one text is not in its translation, whatever way it may be written there.",
    "says-translated": "One of the texts says of itself that it is a translation, by a notice of the catalogue or a"
    " short line at one of its ends. A hint of the direction, no proof.",
    "same-release-id": "Both bear the number that a distributor gave one release: in their own address, in a link, or"
    " in a footer. It joins translations, and texts of one language whose words leave it open.",
    "figures-contradict": "Both bear one release number, but their lengths or figures are too different for one text"
    " and its translation. Joins nothing.",
}

REVIEWS: Mapping[str, str] = {
    "review-confirmed": "A person says that these articles are one story. What matches one of them matches all.",
    "review-merged": "A person made one story of several.",
    "review-rejected": "A person says that these articles are in no story together. A rejection wins over any"
    " confirmation of other pairs that contradicts it.",
    "review-split": "A person took articles out of a story. They are a story of their own if they match each other.",
    "review-dismissed": "A person says that this mark is none: its words are part of the body and are compared.",
    "review-restored": "A person says that a dismissed mark is one after all.",
    "not-applicable-now": "The articles or the mark that a decision names are not in the database. It is kept, and"
    " holds again when they come back.",
    "superseded": "A later decision says otherwise about the same articles or the same mark.",
    "overruled": "A confirmation that a rejection of another pair leaves no room: both cannot hold, and the"
    " rejection wins.",
}

DERIVATIONS: Mapping[str, str] = {
    "wholly-derived": "If this text comes from the other, nothing to speak of in it comes from elsewhere.",
    "partially-derived": "If this text comes from the other, it has text from elsewhere, too.",
    "non-derived": "This text was not made from the other.",
}

HIDDEN: Mapping[str, str] = {
    "zero-width": "Blanks or joiners that have no width, where writing needs none.",
    "selector": "Variation selectors and tags that select nothing: data can be written into a text with them.",
    "invisible-letter": "Fillers that count as letters and print nothing.",
    "direction": "Signs that change the direction of writing where nothing runs from right to left.",
    "control": "Control characters other than tabs and line breaks.",
    "lookalike": "Letters of another alphabet or of phonetics in a word, which look like its own.",
    "overlay": "Marks that strike letters through, so that words are no longer found.",
}

PROBLEMS: Mapping[str, str] = {
    "bad-date": "A time that cannot be read. The article is kept without it.",
    "bad-json": "A line or file that is not valid JSON. It is left out.",
    "binary": "The file is no text.",
    "empty": "There is nothing in the file.",
    "no-text": "The record has no text.",
    "too-long": "A line or record beyond the size limit. It is left out; nothing else is.",
    "undecodable": "The bytes are no text in any encoding that could be told.",
}

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Classes of a match": CLASSES,
    "Roles in a story": ROLES,
    "Derivation (METER's view)": DERIVATIONS,
    "Hidden in the text": HIDDEN,
    "Verdicts on the origin": VERDICTS,
    "Shares": SHARES,
    "Reasons of a match": MATCH_REASONS,
    "Reasons of a verdict": ORIGIN_REASONS,
    "Notes on a time": TIME_FLAGS,
    "Credit": CREDIT_REASONS,
    "Corrections and kills": CORRECTION_REASONS,
    "Labels": LABEL_REASONS,
    "Claims of an article about its text": CLAIM_REASONS,
    "Lineage": LINEAGE_REASONS,
    "Mark types": MARKS,
    "Decisions of people": REVIEWS,
    "Problems of a record": PROBLEMS,
}


def terms() -> dict[str, dict[str, str]]:
    """All terms by group, each with the first sentence of its meaning."""
    from syndicheck.checking.rules import RULES

    known = {
        group: {name: text.split(". ")[0].rstrip(".") for name, text in entries.items()}
        for group, entries in GROUPS.items()
    }
    return known | {"Findings of a check": {rule.code: rule.summary.rstrip(".") for rule in RULES.values()}}


def explanation(term: str, width: int = 80) -> str:
    """The meaning of a term, wrapped; a term of several groups is explained in each.

    Raises:
        InputError: the term is unknown; names those that are near.
    """
    wanted = term.strip().lower().replace(" ", "-")
    from syndicheck.checking.rules import RULES, help_text

    rule = next((one for one in RULES.values() if wanted in (one.code.lower(), one.name)), None)
    if rule is not None:
        return help_text(rule)
    found = [
        f"{name} ({group})\n" + textwrap.fill(text, width, initial_indent="  ", subsequent_indent="  ")
        for group, entries in GROUPS.items()
        for name, text in entries.items()
        if name.replace("_", "-") == wanted.replace("_", "-")
    ]
    if found:
        return "\n\n".join(found)
    names = [name for entries in terms().values() for name in entries]
    near = get_close_matches(wanted, names, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "List all terms with: syndicheck explain"
    raise InputError(f"No term {term!r}.", hint)
