"""Quotations in all scripts, and what two texts share apart from them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.matching.breakdown import break_down
from syndicheck.matching.reuse import compare, prepare
from syndicheck.text.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "We will open the plant in May." Then he left.', ['"We will open the plant in May."']),
        ("He said: “We will open the plant in May.” Then he left.", ["“We will open the plant in May.”"]),
        ("„Wir öffnen das Werk im Mai“, sagte er. Dann ging er.", ["„Wir öffnen das Werk im Mai“"]),
        ("»Wir öffnen das Werk im Mai«, sagte er.", ["»Wir öffnen das Werk im Mai«"]),
        ("Il a dit : « Nous ouvrirons l’usine en mai », puis il est parti.", ["« Nous ouvrirons l’usine en mai »"]),
        ("Il a dit : «Nous ouvrirons l’usine en mai», puis il est parti.", ["«Nous ouvrirons l’usine en mai»"]),
        ("社長は「工場は五月に開業する予定です」と述べた。", ["「工場は五月に開業する予定です」"]),
        ("他说：“我们将在五月份开设这家工厂。”随后离开。", ["“我们将在五月份开设这家工厂。”"]),
        ("‘We will open the plant in May,’ she said, and she didn’t smile.", ["‘We will open the plant in May,’"]),
        ("It’s the board’s plan; it’s the town’s plant, and it’s not theirs.", []),
        ('The "Sea" and the so-called "old granary" stand there.', []),
        ("《红楼梦》和《三国演义》是两部小说。", []),
        ('A 12" pipe and a 6" pipe lay on the pier of the town.', []),
        ("He said “we do not know when the plant will open and left the room.", []),
        (
            "“We will open the plant in May.\n\n“And we will hire 240 people for it,” he said.",
            ["“We will open the plant in May.", "“And we will hire 240 people for it,”"],
        ),
        (
            "„Er sagte ‚wir öffnen im Mai‘ und ging dann“, berichtet sie.",
            ["„Er sagte ‚wir öffnen im Mai‘ und ging dann“"],
        ),
        ("”Vi öppnar fabriken i maj”, sade hon och gick.", ["”Vi öppnar fabriken i maj”"]),
        ("»Vi öppnar fabriken i maj», sade hon och gick.", ["»Vi öppnar fabriken i maj»"]),
        ("Hon gick. »Vi öppnar fabriken i maj.» Sedan kom hon åter.", ["»Vi öppnar fabriken i maj.»"]),
        ('„Wir öffnen das Werk im Mai", sagte er. Dann ging er.', ['„Wir öffnen das Werk im Mai"']),
        ("‚Wir öffnen das Werk im Mai‘, sagte er. Dann ging er.", ["‚Wir öffnen das Werk im Mai‘"]),
        ("›Wir öffnen das Werk im Mai‹, sagte er. Dann ging er.", ["›Wir öffnen das Werk im Mai‹"]),
        ("‹Wir öffnen das Werk im Mai›, sagte er. Dann ging er.", ["‹Wir öffnen das Werk im Mai›"]),
        ("Er rief: »Nein.« Sie sagte: »Wir öffnen das Werk im Mai.«", ["»Wir öffnen das Werk im Mai.«"]),
        ("וכך אמר: ״נפתח את המפעל במאי, וצה״ל יעזור״. אחר כך הלך.", ["״נפתח את המפעל במאי, וצה״ל יעזור״"]),
        ("وقال: ”سنفتتح المصنع في مايو المقبل“، ثم غادر.", ["”سنفتتح المصنع في مايو المقبل“"]),
        ("社長は〝工場は五月に開業する予定です〟と述べた。", ["〝工場は五月に開業する予定です〟"]),
        ("社長は﹁工場は五月に開業する予定です﹂と述べた。", ["﹁工場は五月に開業する予定です﹂"]),
        ("그는 《우리는 오월에 공장을 열 것이다》라고 말하였다.", ["《우리는 오월에 공장을 열 것이다》"]),
        ("Il a dit : “ Nous ouvrirons l’usine en mai ”, puis il est parti.", ["“ Nous ouvrirons l’usine en mai ”"]),
        ("Il a dit : «\u202fNous ouvrirons l’usine en mai\u202f».", ["«\u202fNous ouvrirons l’usine en mai\u202f»"]),
        (
            "'We had a letter, written \"no\" on it, from them,' she said. The workers' plan went on.",
            ["'We had a letter, written \"no\" on it, from them,'"],
        ),
        ("Rock 'n' roll is \"dead\" in the '90s and the workers' rights were not.", []),
        (
            "'He told us \"we are not coming back here\" and left,' she said.",
            ['"we are not coming back here"'],
        ),
        ('Im \'Morgenblatt stand: "我们五月份开放工厂大家等着", so wörtlich.', ['"我们五月份开放工厂大家等着"']),
        (
            "'In 《红楼梦研究集刊》 we found what we wanted,' she said.",
            ["'In 《红楼梦研究集刊》 we found what we wanted,'"],
        ),
        ("'The 「工場」 will not be opened in May,' she said.", ["'The 「工場」 will not be opened in May,'"]),
        ("'We will open the plant in May,' she said. 'No.'", ["'We will open the plant in May,'"]),
        ("She said 'we will open the plant in May', then left.", ["'we will open the plant in May'"]),
        ("It's the workers' plan since the '90s; rock 'n' roll is the boys' game, not the dogs' one.", []),
        ("Rock 'n' roll, he said: “We will open the plant in May.”", ["“We will open the plant in May.”"]),
        ("他说工厂将开业。”随后离开，大家都很高兴地回家去了。”", []),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab “”„«»‹›\"'‘’‚״「」〝〟《》\n.", max_size=200))
def test_quotations_lie_in_the_text_and_apart(text: str) -> None:
    spans = quotations(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_hundred_thousand_marks_take_no_time() -> None:
    assert quotations("“ab " * 50_000) == ()
    assert quotations("'ab ”ab »ab " * 30_000) == ()
    assert quotations("the 'a b c d " + "brewers' x " * 30_000) == ()
    assert len(quotations('"one two three four" ' * 5_000)) == 5_000


QUOTES = (
    "“We will open the plant in the old granary before the winter comes to the coast of Norrvik,” said Jane Doe.",
    "“Nobody will lose a job because of the machines that we are going to buy next year,” she added on Monday.",
)


def test_quotes_and_narration_are_told_apart() -> None:
    a = f"The board met in the town hall and heard eleven residents. {QUOTES[0]} The ferry stays. {QUOTES[1]}"
    b = f"Brewers have plans for the pier, people in the market said. {QUOTES[0]} Others waited outside. {QUOTES[1]}"
    one, other = prepare(a, (), None, "en"), prepare(b, (), None, "en")
    match = compare(one, other)
    found = break_down(one, other, match.passages)
    assert found.quotes_copied_a > 0.5 > 0.25 > found.narration_copied_a
    assert found.quotes_copied_a + found.narration_copied_a == pytest.approx(match.share_a)
    assert found.quotes_copied_b + found.narration_copied_b == pytest.approx(match.share_b)
    assert found.quotes_copied_a <= found.quoted_a


def test_nothing_quoted() -> None:
    one = prepare("The board met in the town hall and heard eleven residents on Monday.", ())
    assert break_down(one, one, compare(one, one).passages).quotes_copied_a == 0


def test_a_name_in_single_quotes_opens_no_quotation() -> None:
    told = (
        "'Tarnlink X' is a small box that joins a telephone to the radio of a car. Its makers in Norrvik sold it to"
        " taxi firms"
        " first, and the boatmen of the harbour use it to hear the tides. It needs no cable, starts in nine seconds"
        " and costs"
        " as much as two tanks of fuel. The firm has eleven workers now and looks for more, since 'Tarnlink'"
        " was shown at the fair."
    )
    assert not quotations(told)
    a, b = f"The fair opened on Monday.\n\n{told}\n\nIt ends on Friday.", f"Boats get radios.\n\n{told}\n\nMore soon."
    assert compare(prepare(a, ()), prepare(b, ())).joins
