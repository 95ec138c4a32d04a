"""Bulletins in capitals throughout: a capital says nothing there, so that only numbers are facts."""

from __future__ import annotations

import pytest

from syndicheck.matching.facts import FACT
from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.matches import MatchClass

FIRE = (
    "A fire tore through a furniture warehouse on the southern edge of the port city early on Monday, killing at least"
    " 12 people and injuring 34 others, officials said. The blaze began shortly after the night shift had started and"
    " spread within minutes to a workshop where paint was stored, the fire brigade said. More than two hundred"
    " firefighters worked through the night while residents of nearby streets were taken to a school. The mayor, Helena"
    " Okoro, told reporters at the scene that the building had been inspected. Witnesses described hearing a"
    " loud bang before smoke rose, and several said the emergency exits had been locked. The death toll"
    " may rise because several of the wounded are in a critical condition, a spokeswoman for the clinic said."
)


@pytest.mark.parametrize(
    ("lang", "text", "edits"),
    [
        ("en", FIRE, {"said": "stated", "fire brigade": "fire service"}),
        (
            "ru",
            "Пожар охватил склад мебели на южной окраине портового города в понедельник, сообщили власти. Погибли"
            " 12 человек, 34 пострадали, сообщила пожарная охрана города. Огонь за минуты перекинулся на соседнюю"
            " мастерскую, где хранилась краска, сообщили очевидцы. Мэр города заявила, что здание проверяли весной, и"
            " нарушений тогда не нашли, сообщили в мэрии. Жителей соседних улиц разместили в школе.",
            {"сообщили": "рассказали", "пожарная охрана": "пожарная служба"},
        ),
    ],
)
def test_a_word_that_was_exchanged_makes_no_template_of_a_bulletin(lang: str, text: str, edits: dict[str, str]) -> None:
    copy = text
    for was, now in edits.items():
        assert was in text
        copy = copy.replace(was, now)
    small = compare(prepare(text, (), None, lang), prepare(copy, (), None, lang))
    large = compare(prepare(text.upper(), (), None, lang), prepare(copy.upper(), (), None, lang))
    assert large.match_class is small.match_class
    assert large.match_class in (MatchClass.VERBATIM, MatchClass.EDITED)


def test_numbers_stay_facts_and_so_do_names_beside_a_headline_in_capitals() -> None:
    shouted = prepare(FIRE.upper(), (), None, "en")
    assert {shouted.tokens.keys[place] for place in shouted.facts.positions} == {"12", "34"}
    mixed = prepare(f"FIRE KILLS TWELVE IN PORT CITY\n\n{FIRE}", (), None, "en")
    named = {mixed.tokens.keys[place] for place, kind in enumerate(mixed.facts.kinds) if kind == FACT}
    assert {"12", "34", "helena", "okoro", "monday"} <= named
