"""Whose credit is printed, missing, swapped or shortened: a table of invented stories."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from syndicheck.marks.catalogue import load
from syndicheck.model.credits import CreditStatus
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.spans import Span, TextKind
from syndicheck.provenance.credits import CARRIERS_NAMED, CREDITS, Bearer, judge_credits, lost_credit
from syndicheck.provenance.reasons import CREDIT_REASONS
from syndicheck.view import MarkBrief

KNOWN = load().organisations


def brief(owner: str | None, kind: str, words: str, where: TextKind = TextKind.BODY, start: int = 0) -> MarkBrief:
    found = Mark(kind, start, start + len(words), where, owner, "x", Layer.OWN, "strong", 1.0)
    return MarkBrief(found, owner and KNOWN[owner].name, words)


def article(key: str, *marks: MarkBrief, **more: object) -> Bearer:
    return Bearer(key, f"Outlet {key}", marks, **more)  # type: ignore[arg-type]


AP = brief("ap", "lead_credit", "(AP) —")
AP_NAME = brief("ap", "byline_credit", "By The Associated Press")
DPA = brief("dpa", "end_credit", "(dpa/kl)", start=900)
REUTERS = brief("reuters", "lead_credit", "(Reuters) -")
SEAPR = brief("seaprwire", "lead_credit", "(SeaPRwire) –")
SEAPR_DISCLAIMER = brief("seaprwire", "third_party_disclaimer", "Der Artikel wird von einem Dritten bereitgestellt.")
XINHUA = brief("xinhua", "lead_credit", "新华社云溪3月18日电")
KYODO = brief("kyodo", "end_credit", "(共同)")
KYODO_NAME = brief("kyodo", "lead_credit", "【共同通信】")
EFE_NOTICE = brief("efe", "copyright", "(c) Agencia EFE")
EFE = brief("efe", "lead_credit", "(EFE).-")
ISSUER = brief(None, "source_line", "SOURCE Acme")

TABLE = [
    ("printed", AP, (AP,), "printed", "credit-printed"),
    ("missing in English", AP, (), "missing", "credit-missing"),
    ("missing in German", DPA, (), "missing", "credit-missing"),
    ("missing in Chinese", XINHUA, (), "missing", "credit-missing"),
    ("missing in Japanese", KYODO, (), "missing", "credit-missing"),
    ("a distributor in the agency's place", AP, (SEAPR,), "swapped", "credit-swapped"),
    ("only the distributor's disclaimer", AP, (SEAPR_DISCLAIMER,), "swapped", "credit-swapped"),
    ("another agency's", REUTERS, (AP,), "swapped", "credit-swapped"),
    ("Chinese to distributor", XINHUA, (SEAPR,), "swapped", "credit-swapped"),
    ("both named", AP, (AP, SEAPR_DISCLAIMER), "printed", "credit-printed"),
    ("initials where the source has the name", AP_NAME, (AP,), "abbreviated", "credit-abbreviated"),
    ("the name where the source has initials", AP, (AP_NAME,), "printed", "credit-printed"),
    ("short in Japanese", KYODO_NAME, (KYODO,), "abbreviated", "credit-abbreviated"),
    ("in a notice only", EFE, (EFE_NOTICE,), "printed", "credit-in-notice"),
    ("an issuer's line is no agency's", ISSUER, (), "none", "credit-not-expected"),
    ("a page's frame expects nothing", replace(AP, mark=replace(AP.mark, kind=TextKind.PAGE)), (), "none",
     "credit-not-expected"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "copy", "status", "code"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
def test_the_credit_of_a_copy(source: MarkBrief, copy: tuple[MarkBrief, ...], status: str, code: str) -> None:
    found = judge_credits([article("a", source, source=True), article("b", *copy)], KNOWN)["b"]
    assert (found.status, found.reason.code) == (status, code)
    assert code in CREDIT_REASONS
    assert [line.span for line in found.printed] == [one.mark.span for one in copy][: len(found.printed)]
    assert "stolen" not in found.reason.text


def test_a_credit_has_the_span_of_its_mark() -> None:
    (line,) = judge_credits([article("a", DPA, source=True)], KNOWN)["a"].printed
    assert (line.organisation, line.type, line.span) == ("dpa", "end_credit", Span(900, 908))


def test_the_other_members_make_a_credit_expected_where_the_source_has_none() -> None:
    found = judge_credits([article("a", source=True), article("b", DPA), article("c", DPA), article("d")], KNOWN)
    assert {key: credit.status for key, credit in found.items()} == {
        "a": CreditStatus.MISSING,
        "b": CreditStatus.PRINTED,
        "c": CreditStatus.PRINTED,
        "d": CreditStatus.MISSING,
    }
    assert found["a"].carriers == ("b", "c")
    assert found["a"].expected == ("dpa",)


def test_copies_that_name_different_hands_accuse_nobody() -> None:
    found = judge_credits([article("a", source=True), article("b", DPA), article("c", SEAPR)], KNOWN)
    assert found["b"].status is found["c"].status is CreditStatus.PRINTED


def test_a_name_spelled_out_by_a_copy_does_not_shorten_the_source() -> None:
    found = judge_credits([article("a", AP, source=True), article("b", AP_NAME)], KNOWN)
    assert found["a"].status is CreditStatus.PRINTED


def test_an_agency_on_its_own_pages_needs_no_credit() -> None:
    found = judge_credits([article("a", own=frozenset({"ap"})), article("b", AP, source=True)], KNOWN)["a"]
    assert found.reason.code == "credit-own"


def test_of_a_round_up_no_credit_is_missed_and_none_is_expected_of_others() -> None:
    found = judge_credits([article("a", source=True), article("b", AP, draws=True), article("c", draws=True)], KNOWN)
    assert found["a"].status is CreditStatus.NONE
    assert [found[key].reason.code for key in "bc"] == ["credit-not-judged"] * 2


def test_what_a_swap_put_in_place_is_named() -> None:
    found = judge_credits([article("a", AP, source=True), article("b", SEAPR)], KNOWN)["b"]
    assert found.reason.data == {"instead": ["seaprwire"]}
    assert "(agency)" in found.reason.text
    assert "(distributor)" in found.reason.text


def test_an_unknown_organisation_stands_for_itself() -> None:
    gone = MarkBrief(replace(AP.mark, organisation="gone"), None, "(GONE) —")
    found = judge_credits([article("a", gone, source=True), article("b")], KNOWN)["b"]
    assert found.expected == ("gone",)


@pytest.mark.parametrize(
    ("copy", "instead"), [((), ()), ((SEAPR,), ("seaprwire",)), ((AP,), None), ((EFE_NOTICE,), ())]
)
def test_what_a_draft_lost(copy: tuple[MarkBrief, ...], instead: tuple[str, ...] | None) -> None:
    lost = lost_credit([AP.mark], [one.mark for one in copy], CREDITS)
    assert (lost and lost.instead) == instead


def test_of_many_carriers_the_first_are_named() -> None:
    many = [article(f"c{n:03}", DPA) for n in range(3 * CARRIERS_NAMED)]
    found = judge_credits([article("a", source=True), *many], KNOWN)
    assert found["a"].carriers == tuple(one.key for one in many[:CARRIERS_NAMED])
    assert found["c001"].carriers == ("c000", *(one.key for one in many[2 : CARRIERS_NAMED + 1]))
    assert f"and {len(many) - 3} more" in found["a"].reason.text


@given(st.lists(st.tuples(st.sampled_from("PQRS"), st.lists(st.sampled_from((AP, DPA, SEAPR, ISSUER)))), max_size=6))
def test_everybody_is_compared_with_all_others(rows: list[tuple[str, list[MarkBrief]]]) -> None:
    """What is summed up once says what asking everybody about everybody would."""
    bearers = [replace(article(f"k{n}", *marks), outlet=outlet) for n, (outlet, marks) in enumerate(rows)]
    found = judge_credits(bearers, KNOWN)
    for bearer in bearers:
        others = [one for one in bearers if one is not bearer and {b.mark.organisation for b in one.marks} - {None}]
        credited = [b.mark.organisation for one in others for b in one.marks if b is not ISSUER]
        if found[bearer.key].reason.code in ("credit-not-expected", "credit-own") or not credited:
            continue
        assert found[bearer.key].expected == tuple(dict.fromkeys(credited))
        assert found[bearer.key].carriers == tuple(one.key for one in others)
