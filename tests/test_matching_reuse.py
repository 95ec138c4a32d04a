"""What two texts are to each other: the pitfalls of the field (all texts invented), then properties."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from syndicheck.matching import excerpts, templates, verdict
from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.spans import TextKind

BRIDGE = """The city of Norhaven will close the Kettle Bridge for six weeks from 3 March, the roads office said Tuesday.
Inspectors found cracks in two of the eleven steel hangers during a routine check in January.
"We would rather close it now than be forced to close it in summer," said Anna Behrens, who heads the office.
Some 14,000 cars and 900 lorries cross the river there on a working day.
Buses of lines 4 and 17 will turn round at Mill Square, and a ferry will carry cyclists free of charge.
The repair is expected to cost 2.3 million crowns, of which the region pays a third.
Shopkeepers on the northern bank asked for a later date because the spring market opens on 21 March.
The council rejected that by 19 votes to 12 after a debate that lasted until midnight.
Lorries heavier than 7.5 tonnes must use the motorway bridge at Sandvik, a detour of 22 kilometres.
The bridge was built in 1962 and last renewed in 1998, when its deck was replaced."""

MARKET = """Farmers in the Orle valley expect the smallest apple harvest in a decade after two nights of frost in April.
The growers' union counted losses of up to 70 per cent in orchards close to the river.
Its chairman Tomas Lindqvist called for an emergency fund such as the one the government set up in 2017.
Cider makers said they would buy fruit from abroad, which they have not done since the war.
Prices at the wholesale market rose by a fifth within a week, and supermarkets have begun to limit special offers.
Beekeepers were hit as well, because the trees blossomed while it was too cold for bees to fly.
The weather service said that late frost had become likelier, since trees blossom eleven days earlier than in 1980.
Insurance covers hail but not frost in most contracts, a survey among 300 farms showed last year."""

SCHOOL = """Pupils at the Varga school will start lessons at nine instead of eight from next autumn, its head said.
A trial with four classes showed that fewer children came late and that marks in mathematics improved slightly.
Parents voted for the change by a narrow majority after three meetings in the gymnasium.
The teachers' union warned that afternoon clubs would suffer and that buses would have to run twice.
The ministry wants to wait for results from two other towns before it changes the rules for everybody.
Doctors have recommended a later start for years because teenagers fall asleep later than adults do."""

ABOUT = """About Fernlake. Fernlake Industries is a maker of pumps, valves and measuring devices for water works in more
than forty countries. Founded in 1921 as a family workshop, it employs 3,400 people at nine sites and has been listed on
the Norhaven exchange since 1987. Its products serve one household in seven on the continent. For further information
visit the company's website or write to the press office. Forward-looking statements: this release contains statements
about expectations that involve risks and uncertainties, and actual results may differ materially from those expressed
or implied by such statements because of changes in demand, prices of raw materials, exchange rates, regulation, the
weather and other factors that the company cannot control. Fernlake undertakes no obligation to update any statement."""

ZH = (
    "市政府星期二宣布，凯特尔大桥将从三月三日起封闭六个星期，以便更换两根出现裂缝的钢索。检查人员在一月份的例行检查中发现了"
    "这些裂缝。道路局局长表示，与其在夏天被迫关闭大桥，不如现在就关闭。每个工作日约有一万四千辆汽车通过这座桥。公共汽车将在"
    "磨坊广场掉头，渡船将免费运送骑自行车的人。维修费用预计为二百三十万，其中三分之一由大区承担。北岸的店主要求推迟，因为春季"
    "集市将在三月下旬开幕。"
)
ZH_OTHER = (
    "奥尔勒山谷的果农预计今年的苹果收成将是十年来最少的，因为四月份连续两个夜晚出现霜冻。果农协会统计，靠近河流的果园损失高达"
    "百分之七十。协会主席呼吁设立紧急基金。批发市场的价格在一个星期内上涨了五分之一。养蜂人也受到影响，因为树木开花时天气太冷，"
    "蜜蜂无法飞行。"
)


def look(a: str, b: str, marks_a: tuple[Mark, ...] = (), marks_b: tuple[Mark, ...] = ()) -> Match:
    return compare(prepare(a, marks_a), prepare(b, marks_b))


def mark(text: str, part: str) -> Mark:
    start = text.index(part)
    return Mark("about_block", start, start + len(part), TextKind.BODY, None, "test", Layer.ISSUER, "strong", 1.0)


def codes(match: Match) -> set[str]:
    return {reason.code for reason in match.reasons}


def lines(text: str, *numbers: int) -> str:
    every = text.split("\n")
    return "\n".join(every[n] for n in numbers)


def every_twelfth(text: str) -> str:
    words = text.split(" ")
    return " ".join("perhaps" if n % 12 == 11 else word for n, word in enumerate(words))


def form(town: str, county: str, sum_: str, chief: str) -> str:
    """A release as offices write it by the dozen."""
    head = f"{town.upper()} FIRE BRIGADE RECEIVES GRANT\n\n"
    body = f"""Senator Ada Holm today announced that the {town} fire brigade will receive {sum_} crowns from the fund
for volunteer brigades. The money is for breathing apparatus, hoses and a thermal camera. I am glad that the brigade
in {town} gets what it needs to protect the people of {county}, Holm said. The programme was set up seven years ago
and pays for training and equipment where municipalities cannot. Chief {chief} thanked the senator and said that the
brigade of {town} had waited for the apparatus for years. Applications for the next round are open until the end of
the month and can be sent to the office of the programme by letter or through its website, where all conditions are
explained in detail."""
    return head + body.replace("\n", " ")


REWRITTEN = """From 3 March, the Kettle Bridge in Norhaven stays shut for six weeks, the office said Tuesday.
Two of its eleven steel hangers have cracks, which inspectors discovered in January in a routine check.
Better to close now than to be forced to in summer, is how Anna Behrens, head of the office, puts it.
On a working day about 14,000 cars and 900 lorries use the crossing over the river.
Mill Square is where buses of lines 4 and 17 will turn; cyclists may take a ferry without charge.
For the repair 2.3 million crowns are expected to be spent, a third of them by the region.
The spring market opens on 21 March, so shopkeepers on the northern bank had asked for a later date.
After debate until midnight the council said no to that, with 19 votes against 12.
For lorries of more than 7.5 tonnes the detour by the Sandvik motorway bridge is 22 kilometres long."""
"""The text on the bridge in other words."""

OWN_WORDS = """Norhaven faces a hard spring. The Kettle Bridge, lifeline of the northern quarter, will be shut.
"My customers come over that bridge or they do not come at all," said Jonas Weil, who sells cheese on Quay Street.
The roads office points to damage found this winter; its head Anna Behrens speaks of a necessary evil.
Work begins on 3 March. How the ferry is to cope with school traffic, nobody could say at Tuesday's press conference.
In 1998, residents recall, a closure planned for a month took half a year."""
"""Another newsroom on the same event."""

# ── copying that looks unlike (field.md §5 B), and the plain cases ────────────────────────────────────────

RELATED_FORMS = [
    pytest.param(BRIDGE, BRIDGE, MatchClass.VERBATIM, id="the same"),
    pytest.param(BRIDGE, BRIDGE.upper().replace(",", " –"), MatchClass.VERBATIM, id="case and punctuation"),
    pytest.param(
        BRIDGE,
        BRIDGE.replace("e", "e\u200b").replace('"', "“").replace(" ", "\u00a0"),
        MatchClass.VERBATIM,
        id="B7 zero-width, quotes, no-break spaces",
    ),
    pytest.param(BRIDGE, every_twelfth(BRIDGE), MatchClass.EDITED, id="every twelfth word exchanged"),
    pytest.param(
        BRIDGE, lines(BRIDGE, 8, 9, 4, 5, 6, 7, 0, 1, 2, 3), MatchClass.VERBATIM, id="B5 paragraphs reordered"
    ),
    pytest.param(BRIDGE, lines(BRIDGE, 0, 1, 2), MatchClass.EXCERPT, id="B1 stub of a paywall"),
    pytest.param(BRIDGE, lines(BRIDGE, 0, 2, 3, 5, 7, 9), MatchClass.EXCERPT, id="paragraphs left out"),
    pytest.param(BRIDGE, f"{MARKET}\n{BRIDGE}\n{SCHOOL}", MatchClass.EXCERPT, id="B4 one story of a round-up"),
    pytest.param(
        BRIDGE,
        f"{lines(MARKET, 0, 1, 2)}\n{lines(BRIDGE, 2, 3, 4, 5, 6)}\n{lines(SCHOOL, 0, 1, 2)}",
        MatchClass.EXCERPT,
        id="half of it, wrapped in other text",
    ),
    pytest.param(
        f"{BRIDGE}\n{ABOUT}",
        f"{BRIDGE}\n{lines(SCHOOL, 0, 1)}",
        MatchClass.EXCERPT,
        id="B2 each distributor adds its own notice",
    ),
    pytest.param(ZH, ZH, MatchClass.VERBATIM, id="B8 Chinese, the same"),
    pytest.param(ZH, ZH[:125], MatchClass.EXCERPT, id="B8 Chinese, cut"),
    pytest.param(ZH, ZH_OTHER[:60] + ZH + ZH_OTHER[60:], MatchClass.EXCERPT, id="B8 Chinese, wrapped"),
]


@pytest.mark.parametrize(("a", "b", "expected"), RELATED_FORMS)
def test_copies_are_recognised(a: str, b: str, expected: MatchClass) -> None:
    match = look(a, b)
    assert match.match_class is expected
    assert match.joins
    assert match.reasons


def test_a_rewrite_keeps_sentences_order_and_facts() -> None:
    match = look(BRIDGE, REWRITTEN)
    assert match.match_class is MatchClass.REWRITE
    assert "sentences-in-order" in codes(match)
    assert match.share_b < 0.3


def test_the_same_event_in_own_words_is_not_a_rewrite() -> None:
    match = look(BRIDGE, OWN_WORDS)
    assert match.match_class in (MatchClass.NONE, MatchClass.RELATED)


# ── repeated text that is not copying (field.md §5 A) ─────────────────────────────────────────────────────


def test_a2_two_releases_of_one_issuer_with_the_same_notice_unmarked() -> None:
    match = look(f"{MARKET}\n{ABOUT}", f"{SCHOOL}\n{ABOUT}")
    assert match.match_class is MatchClass.RELATED
    assert "closing-part-only" in codes(match)


def test_a1_two_releases_with_the_same_notice_marked() -> None:
    a, b = f"{MARKET}\n{ABOUT}", f"{SCHOOL}\n{ABOUT}"
    match = look(a, b, (mark(a, ABOUT),), (mark(b, ABOUT),))
    assert match.match_class is MatchClass.BOILERPLATE_ONLY
    assert (match.share_a, match.share_b) == (0.0, 0.0)
    assert codes(match) == {"only-marks-shared"}


def test_a5_a_form_with_other_towns() -> None:
    match = look(
        form("Greenfield", "Alder County", "63,127", "Rosa Lind"), form("Eastham", "Birch County", "80,750", "Karl Moe")
    )
    assert match.match_class is MatchClass.TEMPLATE
    assert not match.joins
    (reason,) = (r for r in match.reasons if r.code == "same-template")
    listed = {word for slot in reason.data["slots"] for side in slot.values() for word in side}
    assert {"greenfield", "eastham"} <= listed


def test_a4_a_monthly_notice_with_other_figures() -> None:
    def month(*numbers: str) -> str:
        notice = """The trust reports for the month as follows. It sold {} properties for {} crowns in total, paid {}
crowns to holders on the last day and kept {} crowns in reserve for repairs and taxes. The occupancy of the remaining
sites was {} per cent on average, and rents of {} crowns were collected in time by the manager of the estate. The next
report will be published on the usual day on the website of the trust for all holders."""
        return notice.replace("\n", " ").format(*numbers)

    match = look(month("12", "4,310", "2,204", "96", "88", "710"), month("7", "2,985", "1,871", "103", "91", "655"))
    assert match.match_class is MatchClass.TEMPLATE


def test_e2_one_other_name_is_an_alarm_and_still_a_copy() -> None:
    match = look(BRIDGE, BRIDGE.replace("Anna Behrens", "Ingrid Sommer"))
    assert match.match_class is MatchClass.VERBATIM
    (reason,) = (r for r in match.reasons if r.code == "facts-differ")
    assert reason.data["places"] == 1


def test_f7_a_few_altered_numbers_do_not_make_a_template() -> None:
    altered = BRIDGE.replace("14,000", "15,000").replace("2.3", "3.2").replace("19 votes", "18 votes")
    match = look(BRIDGE, altered)
    assert match.joins
    assert "facts-differ" in codes(match)


def test_a8_shared_quotes_in_independent_reports() -> None:
    quote = '"We would rather close it now than be forced to close it in summer," said Anna Behrens.'
    match = look(f"{MARKET}\n{quote}", f"{SCHOOL}\n{quote}")
    assert match.match_class is MatchClass.RELATED
    assert len(match.passages) == 1


def test_unrelated_texts() -> None:
    match = look(BRIDGE, MARKET)
    assert match.match_class is MatchClass.NONE
    assert (match.share_a, match.share_b, match.resemblance, match.passages) == (0.0, 0.0, 0.0, ())


# ── arithmetic and bounds (field.md §5 C) ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("short", ["", "x", "Norhaven, 3 March", "\u200b\u00ad", "!!!", lines(BRIDGE, 0)])
def test_c5_b10_too_little_text(short: str) -> None:
    for a, b in ((short, BRIDGE), (BRIDGE, short), (short, short)):
        match = look(a, b)
        assert match.match_class is MatchClass.TOO_SHORT
        assert not match.joins


def test_c5_nothing_left_beside_the_marks() -> None:
    assert look(ABOUT, BRIDGE, (mark(ABOUT, ABOUT),)).match_class is MatchClass.TOO_SHORT


def test_b10_a_brief_is_compared_with_its_equal_only() -> None:
    brief = lines(BRIDGE, 0, 1)  # 36 words
    assert look(brief, brief).match_class is MatchClass.VERBATIM
    assert look(brief, BRIDGE).match_class is MatchClass.TOO_SHORT


def test_c1_shares_are_of_each_text_by_itself() -> None:
    long = f"{BRIDGE}\n{MARKET}\n{SCHOOL}"
    match = look(long, BRIDGE)
    assert match.share_b == 1.0
    assert match.share_a == pytest.approx(len(BRIDGE) / len(long), abs=0.02)


def test_c11_marks_are_not_in_the_denominator() -> None:
    a = f"{BRIDGE}\n{ABOUT}"
    match = look(a, BRIDGE, (mark(a, ABOUT),))
    assert match.match_class is MatchClass.VERBATIM
    assert (match.share_a, match.share_b, match.resemblance) == (1.0, 1.0, 1.0)
    assert all(passage.a.end <= a.index("About Fernlake") for passage in match.passages)


def test_passages_point_into_the_originals() -> None:
    b = f"{lines(SCHOOL, 0, 1)}\n{BRIDGE}"
    for passage in look(BRIDGE, b).passages:
        assert BRIDGE[passage.a.start : passage.a.end] == b[passage.b.start : passage.b.end]


TEXTS = [BRIDGE, MARKET, SCHOOL, ABOUT, ZH, ZH_OTHER, form("Greenfield", "Alder County", "63,127", "Rosa Lind")]


@settings(max_examples=examples(120), deadline=None)
@given(st.integers(0, 10**6))
def test_symmetric_bounded_and_repeatable(seed: int) -> None:
    rng = random.Random(seed)

    def text() -> str:
        sentences = [s for t in rng.sample(TEXTS, rng.randrange(1, 4)) for s in t.split("\n")]
        rng.shuffle(sentences)
        words = " ".join(sentences[: rng.randrange(1, 14)]).split(" ")
        return " ".join(rng.choice(["Rook", "17", "late", w, w, w]) if rng.random() < 0.1 else w for w in words)

    a, b = prepare(text(), ()), prepare(text(), ())
    match = compare(a, b)
    assert compare(b, a) == match.swapped()
    assert compare(b, a).swapped() == match
    assert compare(prepare(a.text, ()), b) == match
    for value in (match.share_a, match.share_b, match.resemblance, match.score):
        assert 0.0 <= value <= 1.0
    assert match.reasons


def test_thresholds_are_ordered() -> None:
    assert verdict.LEAST_WORDS < verdict.BRIEF_WORDS < excerpts.BLOCK_WORDS
    assert verdict.EDITED_RESEMBLANCE < templates.TEMPLATE_RESEMBLANCE < verdict.VERBATIM_RESEMBLANCE


@pytest.mark.corpora
def test_the_seed_story_joins_its_uncredited_rewrite(corpus_rows) -> None:
    story = [
        d for d in corpus_rows("press-texts/docs") if d.get("story") == "zhao-leji-dprk-2024" and d["lang"] == "en"
    ]
    by_outlet = {d["outlet"].split(" ")[0]: prepare(d["text"], (), None, "en") for d in story}
    wire, rewrite = by_outlet["highergroundtimes.com"], by_outlet["Morning"]
    assert compare(wire, rewrite).joins
    assert not compare(rewrite, by_outlet["irishexaminer.com"]).joins
