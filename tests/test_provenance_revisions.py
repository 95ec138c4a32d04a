"""Which version a copy is of: what a revision brought speaks against no time at which it was there to be copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.test_pipeline import ingested, stories_of

TEXTS = {
    "de": (
        "Beim Brand einer Lagerhalle im Gewerbegebiet von Teichlingen ist in der Nacht ein Schaden von {} Millionen"
        " Kronen entstanden.\n\nNeun Wehren waren mit 140 Leuten im Einsatz, verletzt wurde niemand.\n\nIn der Halle"
        " lagerten Möbel eines Versandhändlers und mehrere Hundert Fahrräder.\n\nDer Rauch zog über die Autobahn, die"
        " bis gegen fünf Uhr in beiden Richtungen gesperrt blieb.\n\nAnwohner sollten die Fenster schließen; Messungen"
        " ergaben später keine erhöhten Werte.",
        ("zwölf", "zwei"),
    ),
    "fr": (
        "L'incendie d'un entrepôt dans la zone artisanale de Tamsille a causé cette nuit des dégâts de {} millions de"
        " couronnes.\n\nNeuf casernes et cent quarante pompiers sont intervenus, et personne n'a été blessé.\n\nLe"
        " bâtiment abritait les meubles d'un marchand et plusieurs centaines de bicyclettes.\n\nLa fumée a gagné"
        " l'autoroute, qui est restée fermée dans les deux sens jusqu'à cinq heures.\n\nLes riverains ont dû fermer"
        " leurs fenêtres ; les mesures n'ont ensuite rien montré d'anormal.",
        ("douze", "deux"),
    ),
    "zh": (
        "特姆斯韦勒工业区一座仓库昨夜起火，造成损失约{}万克朗。\n\n九支消防队共一百四十人赶到现场扑救，没有人员受伤。\n\n"
        "仓库里存放着一家邮购商的家具和数百辆自行车。\n\n浓烟飘过高速公路，双向车道一直封闭到清晨五点左右。\n\n"
        "附近居民被要求关好门窗，随后的测量没有发现数值升高。",
        ("一千二百", "二百"),
    ),
}


def record(outlet: str, text: str, published: str | None, lang: str, **more: Any) -> dict[str, Any]:
    address = f"https://{outlet}/fire"
    return newsroom.record(0, text, outlet, published, url=address, **(more | {"lang": lang}))


def told(folder: Path, lang: str, copy_at: str | None) -> tuple[str, set[str], list[str]]:
    """The verdict, its reasons, and who is first, of a text that was corrected at nine and a copy of the correction."""
    text, (wrong, right) = TEXTS[lang]
    records = [
        record("presse.example", text.format(wrong), "2026-03-05T06:00:00Z", lang),
        record("zeitung.example", text.format(wrong), "2026-03-05T07:00:00Z", lang),
        record("presse.example", text.format(right), "2026-03-05T06:00:00Z", lang, modified="2026-03-05T09:00:00Z"),
        record("kurier.example", text.format(right), copy_at, lang),
    ]
    (story,) = stories_of(ingested(folder / "n.db", records))
    outlets = {member.key: member.outlet for member in story.members}
    first = [outlets[key] for key in story.origin.articles]
    return story.origin.verdict.value, {reason.code for reason in story.origin.reasons}, first


@pytest.mark.parametrize("lang", TEXTS)
def test_a_copy_of_the_later_version_contradicts_nothing(lang: str, tmp_path: Path) -> None:
    assert told(tmp_path, lang, "2026-03-05T11:00:00Z") == ("first", {"first-before-all"}, ["presse.example"])


@pytest.mark.parametrize("lang", TEXTS)
def test_one_that_is_said_to_be_older_than_its_words_does(lang: str, tmp_path: Path) -> None:
    verdict, reasons, first = told(tmp_path, lang, "2026-03-05T05:00:00Z")
    assert (verdict, first) == ("first", ["presse.example"])
    assert {"backdated", "later-by-text"} <= reasons


def test_of_one_without_a_time_the_words_say_that_it_is_later(tmp_path: Path) -> None:
    verdict, reasons, first = told(tmp_path, "de", None)
    assert (verdict, first) == ("first", ["presse.example"])
    assert "later-by-text" in reasons
    assert "backdated" not in reasons


def test_a_day_that_holds_the_moment_is_no_contradiction(tmp_path: Path) -> None:
    assert "backdated" not in told(tmp_path, "de", "2026-03-05")[1]


def test_who_had_the_words_before_they_were_taken_over_is_not_accused(tmp_path: Path) -> None:
    """A report that is extended by an agency's paragraphs: the agency has these words, and nothing of the report."""
    own, wire = newsroom.paragraphs(3, 9), newsroom.paragraphs(4, 4)
    early = record("report.example", "\n\n".join(own), "2026-03-05T06:00:00Z", "en")
    later = early | {"text": "\n\n".join([*own, *wire]), "modified": "2026-03-05T11:00:00Z"}
    agency = record("agency.example", "\n\n".join(wire), "2026-03-05T10:00:00Z", "en")
    (story,) = stories_of(ingested(tmp_path / "n.db", [early, later, agency]))
    about = {key for reason in story.origin.reasons for key in reason.data.get("articles", ())}
    assert "url:https://agency.example/fire" not in about
