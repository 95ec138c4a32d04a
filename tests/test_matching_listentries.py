"""Entries of a list: short lines with a time or a head, and rows of items between commas, in any script."""

from __future__ import annotations

from itertools import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.matching.listentries import entries_of_lists
from syndicheck.text import tokenise

PROSE = "The board met in the town hall and heard eleven residents, who had come on foot."


def listed(text: str) -> list[str]:
    tokens = tokenise(text)
    return list(compress(tokens.keys, entries_of_lists(text, tokens)))


JAPANESE = "市は火曜日、老朽化したガス管の撤去計画を発表した。対象は北部の住宅地である。"
ARABIC = "أعلنت البلدية يوم الثلاثاء خطة لإزالة أنابيب الغاز القديمة في الحي الشمالي."


@pytest.mark.parametrize(
    ("prose", "entries"),
    [
        (PROSE, "18.00 The Lamplighter\n19:30 News of the hour\n20h15 A fish called Edward"),
        (
            PROSE,
            "Quay Street, 11.40 p.m.: two bicycles stolen\n\nMill Square, 1 a.m.: a car scratched\nVarga: an alarm",
        ),
        (PROSE, "Ada Aker, Bo Berg, Cleo Cole, Dag Dahl, Edda Ek, Finn Falk, Greta Gran, Hugo Holm"),
        (JAPANESE, "東区：曇り時々雨\n西区：晴れのち曇り\n南区：霧のち晴れ"),
        (JAPANESE, "佐藤健一、鈴木美咲、高橋翔太、田中陽子、伊藤大輔、渡辺直樹、山本恵子、中村真由"),
        (
            ARABIC,
            "كريم اليازجي، سامي الحداد، ليلى النجار، هدى العطار، نادر الصباغ، رامي اليازجي، سلمى الحداد، فادي النجار",
        ),
    ],
)
def test_a_list_between_two_paragraphs(prose: str, entries: str) -> None:
    assert listed(f"{prose}\n\n{entries}\n\n{prose}") == tokenise(entries).keys


def test_a_row_of_names_within_a_sentence() -> None:
    names = "Ada Aker, Bo Berg, Cleo Cole, Dag Dahl, Edda Ek, Finn Falk, Greta Gran, Hugo Holm"
    assert (
        listed(f"The squad: {names}. They leave on Monday, and nobody knows when they will be back.")
        == tokenise(names).keys
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE,
        "18.00 The Lamplighter\n19:30 News of the hour",
        f"He said: no.\n{PROSE}\nShe said: yes.\n{PROSE}\nThey said: perhaps.",
        "Bread, milk, eggs, butter, salt and pepper were sold out in the shops of the quarter by noon.",
        "Losses of 1,204, 3,310, 4,177 and 9,001 crowns were told one after the other by the man from the bank.",
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert listed(text) == []


@given(st.text(alphabet="aB1 ,、.:。\n", max_size=300))
def test_there_is_a_mark_for_each_token(text: str) -> None:
    tokens = tokenise(text)
    assert len(entries_of_lists(text, tokens)) == len(tokens.keys)


@pytest.mark.parametrize(
    "block",
    [
        "\n".join(
            f"{who}: {said}"
            for who, said in zip(
                ["Q", "A"] * 4,
                ["How long will the bridge be closed?", "Until the cables are replaced, which takes nine weeks.",
                 "Who pays for it?", "The county, and the port for a third of it.",
                 "Was the damage seen before?", "A diver told us in May, and we ordered a survey.",
                 "Why was traffic not stopped then?", "Because the survey found the load to be safe."],
                strict=True,
            )
        ),
        "\n".join(
            f"{number}. {step}"
            for number, step in enumerate(
                ["Turn off the water at the main valve", "Open the highest tap of the house", "Let the pipes run dry",
                 "Unscrew the old filter with both hands", "Wipe the thread with a dry cloth",
                 "Put the new seal into its groove", "Screw the filter in until it stops"],
                1,
            )
        ),
    ],
)  # fmt: skip
def test_people_who_speak_in_turn_and_steps_are_no_list(block: str) -> None:
    assert not any(entries_of_lists(block, tokenise(block)))
