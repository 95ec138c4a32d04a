"""Labels on releases and paid texts, under dated rules. The ugly real cases (F1 to F6) first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from syndicheck.language import identify
from syndicheck.marks.catalogue import configured
from syndicheck.model.articles import RawArticle
from syndicheck.prepare import marks_of
from syndicheck.provenance.label_rules import packaged
from syndicheck.provenance.labels import LabelFinding, Labelled, LabelOutcome, is_release, judge_labels, rules_for

EN = "The harbour council in Norrvik approved the new ferry on Tuesday after many months of delay. " * 4
DE = "Der Hafenrat in Norrvik hat am Dienstag die neue Fähre nach Monaten der Verzögerung genehmigt. " * 4
PRESENT, POOR, ABSENT, NONE = (
    LabelOutcome.PRESENT,
    LabelOutcome.INADEQUATE,
    LabelOutcome.ABSENT,
    LabelOutcome.NOT_APPLICABLE,
)
CODE, LAW, AUSTRIA, UNION, ROOM = (
    "de-press-code-1.3",
    "de-press-laws-advertisement",
    "at-mediengesetz-26",
    "eu-ucpd-annex-1-11",
    "newsroom-origin",
)


def article(text: str, title: str = "Fähre genehmigt", page: str | None = None, **known: Any) -> Labelled:
    raw = RawArticle(where="test", text=text, title=title, page_text=page)
    marks = marks_of(raw, identify(text, None), configured())
    senders = frozenset(i for i, one in configured().organisations.items() if one.kind == "distributor")
    return Labelled(title=title, text=text, marks=marks, page_text=page, senders=senders, **known)


def under(rule: str, found: Labelled) -> LabelFinding:
    (finding,) = judge_labels(found, rules_for(None, [rule]))
    return finding


CASES = [
    # F1: a sentence that says it
    ("F1", f"This content is a press release from our partner Acme.\n\n{EN}", {}, ROOM, PRESENT),
    ("F1 German", f"{DE}\n\nBei diesem Text handelt es sich um eine Pressemitteilung des Vereins.", {}, CODE, PRESENT),
    # F2: what insiders understand
    ("F2 (pi) in front", f"(pi) {DE}", {}, CODE, POOR),
    ("F2 (pi) behind", f"{DE}\n\n(pi)", {}, CODE, POOR),
    ("F2 (pi) in the last line", f"{DE.strip()} (pi)", {}, CODE, POOR),
    ("F2 dateline", f"NORRVIK, March 3, 2026 /PRNewswire/ -- {EN}", {}, ROOM, POOR),
    ("byline of the newsroom", f"{DE}\n\nred", {"release": True}, CODE, POOR),
    # F3: words that are no label
    ("F3 sponsored by", f"The match, sponsored by Adidas, ended two to one. {EN}", {}, UNION, NONE),
    ("F3 Anzeige erstattet", f"Der Verein hat Anzeige erstattet. {DE}", {}, LAW, NONE),
    ("F3 a place called Pi", f"Die Pi-Konferenz begann. {DE}", {}, CODE, NONE),
    # F6: denials and other people's notices
    ("F6 denial", f"This is not a press release.\n\n{EN}", {}, ROOM, NONE),
    ("F6 German denial", f"Dies ist keine Pressemitteilung.\n\n{DE}", {}, CODE, NONE),
    ("F6 quoted", f"“This is a press release,” said the mayor of the note.\n\n{EN}", {}, ROOM, NONE),
    # the words that a law names
    ("Anzeige", f"Anzeige\n\n{DE}", {}, LAW, PRESENT),
    ("Anzeige in dashes", f"- Anzeige -\n\n{DE}", {}, LAW, PRESENT),
    ("another word", f"Sponsored Post\n\n{DE}", {}, LAW, POOR),
    ("Advertorial", f"Advertorial\n\n{DE}", {}, LAW, POOR),
    ("Austria: Anzeige", f"Anzeige\n\n{DE}", {}, AUSTRIA, PRESENT),
    ("Austria: Entgeltliche Einschaltung", f"Entgeltliche Einschaltung\n\n{DE}", {}, AUSTRIA, PRESENT),
    ("Austria: PR", f"PR\n\n{DE}", {}, AUSTRIA, POOR),
    ("Austria: Promotion", f"{DE}\n\n(Promotion)", {}, AUSTRIA, POOR),
    ("Austria: Advertorial", f"Advertorial\n\n{DE}", {}, AUSTRIA, POOR),
    ("EU: sponsored content", f"Sponsored content\n\n{EN}", {}, UNION, PRESENT),
    ("EU: PR", f"PR\n\n{EN}", {}, UNION, POOR),
    ("paid, and nothing says so", EN, {"paid": True}, UNION, ABSENT),
    ("not paid, whatever the label", f"Anzeige\n\n{DE}", {"paid": False}, LAW, NONE),
    # releases
    ("label", f"Pressemitteilung\n\n{DE}", {}, CODE, PRESENT),
    ("no label", f"{DE}\n\nÜber die Beispielwerke\nDie Beispielwerke stellen Bürsten her.", {}, CODE, ABSENT),
    ("worked on", f"{DE}\n\nred", {"release": True, "pasted": 0.2}, CODE, NONE),
    ("barely edited", DE, {"release": True, "pasted": 0.9}, CODE, ABSENT),
    ("own newsroom", f"Pressemitteilung\n\n{DE}", {"own": True}, CODE, NONE),
    ("no release", DE, {}, CODE, NONE),
    ("nothing at all", "", {}, CODE, NONE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "known", "rule", "outcome"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_outcome(text: str, known: dict[str, Any], rule: str, outcome: LabelOutcome) -> None:
    found = under(rule, article(text, **known))
    assert found.outcome is outcome, found.reason
    assert found.source
    if outcome in (PRESENT, POOR):
        assert found.sign is not None
        assert text[found.sign.span.start : found.sign.span.end] == found.sign.words


def test_a_label_that_opens_the_headline_counts() -> None:
    found = under(CODE, article(DE, title="Pressemitteilung: Fähre genehmigt"))
    assert (found.outcome, found.sign and found.sign.place) == (PRESENT, "headline")
    assert under(CODE, article(DE, title="Pressemitteilung der Stadt sorgt für Streit")).outcome is NONE


def test_f4_a_label_elsewhere_on_the_page_is_not_counted() -> None:
    page = f"Nordbote\n\nFähre genehmigt\n\n{DE}\n\nMehr zum Thema\n\nAnzeige\n\nJetzt Matratzen kaufen\n\nImpressum"
    found = under(LAW, article(DE, page=page, paid=True))
    assert (found.outcome, found.reason.code) == (ABSENT, "label-elsewhere")
    assert under(LAW, article(DE, page=page)).outcome is NONE


def test_a_label_beside_the_headline_of_the_page_is_the_articles() -> None:
    page = f"Nordbote\n\nAnzeige\n\nFähre genehmigt\n\n{DE}\n\nImpressum"
    found = under(LAW, article(DE, page=page))
    assert (found.outcome, found.sign and found.sign.place) == (PRESENT, "page")


@pytest.mark.parametrize(
    "declared",
    [
        {"category": "Pressemitteilung"},
        {"genre": "Advertiser Supplied"},
        {"declared": {"articleSection": "Press Release"}},
    ],
)
def test_f5_a_label_in_a_field_is_seen_by_nobody(declared: dict[str, Any]) -> None:
    found = under(CODE, article(DE, declared=declared))
    assert (found.outcome, found.reason.code) == (ABSENT, "label-in-data-only")


def test_f11_declared_and_measured_are_told_apart() -> None:
    """Declared an advertiser's text, and yet mostly rewritten: the rule on unedited releases asks nothing."""
    found = under(CODE, article(DE, declared={"genre": "advertiser supplied"}, pasted=0.1))
    assert (found.outcome, found.reason.code) == (NONE, "label-worked-on")


def test_rules_go_by_country() -> None:
    assert [rule.id for rule in rules_for(None)] == [ROOM]
    assert {rule.id for rule in rules_for("DE")} == {CODE, LAW, UNION, ROOM}
    assert {rule.id for rule in rules_for("at")} == {AUSTRIA, UNION, ROOM}
    with pytest.raises(KeyError):
        rules_for("DE", ["no-such-rule"])


def test_a_rule_asks_nothing_before_it_held() -> None:
    found = under(LAW, article(f"Sponsored Post\n\n{DE}", day=date(2013, 5, 1)))
    assert (found.outcome, found.reason.code) == (NONE, "label-other-time")


def test_every_rule_is_dated_and_has_its_source() -> None:
    rules, _ = packaged()
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.source
        assert rule.version
        assert rule.says
        assert rule.read >= date(2026, 1, 1)
        assert all(entry.why and entry.source and (entry.words or entry.marks) for entry in rule.inadequate)


def test_no_finding_calls_anything_unlawful() -> None:
    for text in (f"(pi) {DE}", f"PR\n\n{DE}", EN):
        for finding in judge_labels(replace(article(text), country="DE", release=True, paid=True)):
            said = f"{finding.outcome} {finding.reason.text}".casefold()
            assert not any(word in said for word in ("illegal", "unlawful", "breach", "verstoß"))


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=300))
def test_any_text_gets_an_outcome_under_every_rule(text: str, title: str, page: str) -> None:
    found = judge_labels(Labelled(title, text, page_text=page, country="DE", release=True, paid=True))
    assert len(found) == len(rules_for("DE"))
    for finding in found:
        if finding.sign is not None and finding.sign.place == "text":
            assert text[finding.sign.span.start : finding.sign.span.end] == finding.sign.words


def test_a_release_is_known_by_its_notices() -> None:
    assert is_release(article(f"NORRVIK, March 3, 2026 /PRNewswire/ -- {EN}"))
    assert not is_release(article(EN))
