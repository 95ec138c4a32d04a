"""Which version a copy is of: what a revision brought speaks against no time at which it was there to be copied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.test_pipeline import ingested, stories_of

from syndicheck import Database
from syndicheck.pipeline import reindex
from syndicheck.upkeep import merge
from syndicheck.view import StoryView

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
    return newsroom.record(0, text, outlet, published, **({"url": address} | more | {"lang": lang}))


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
def test_of_one_that_is_said_to_be_older_than_its_words_nobody_knows(lang: str, tmp_path: Path) -> None:
    """Its time may be false, or the correction was made by it: the clock and the text disagree."""
    verdict, reasons, _ = told(tmp_path, lang, "2026-03-05T05:00:00Z")
    assert verdict == "undetermined"
    assert "backdated" in reasons
    assert "later-by-text" not in reasons


def test_of_one_without_a_time_the_words_do_not_say_that_it_is_later(tmp_path: Path) -> None:
    verdict, reasons, _ = told(tmp_path, "de", None)
    assert verdict == "undetermined"
    assert reasons == {"missing-time"}


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


def at(hour: str) -> str:
    return f"2026-03-05T{hour}:00Z"


def judged(path: Path, *records: dict[str, Any]) -> tuple[str, set[str], set[str]]:
    """The verdict, its reasons, and who is first, of records that came one after the other."""
    for one in records:
        ingested(path, [one])
    (story,) = stories_of(path)
    return verdict_of(story)


def verdict_of(story: StoryView) -> tuple[str, set[str], set[str]]:
    first = {member.outlet for member in story.members if member.place == "first"}
    return story.origin.verdict.value, {reason.code for reason in story.origin.reasons}, first


def mended(lang: str, *, seen: bool) -> list[dict[str, Any]]:
    """A copy that prints another number at nine and mends it at eleven, as it came into a store that is watched."""
    text, (wrong, right) = TEXTS[lang]
    copy = record("copy.example", text.format(wrong), at("09:00"), lang)
    later = copy | {"text": text.format(right), "modified": at("11:00")}
    if seen:
        copy, later = copy | {"first_seen": at("09:05")}, later | {"first_seen": at("11:05")}
    return [copy, later]


@pytest.mark.parametrize("lang", TEXTS)
def test_a_copy_that_mends_its_slip_is_no_source(lang: str, tmp_path: Path) -> None:
    text, (_, right) = TEXTS[lang]
    wire = record("wire.example", text.format(right), at("08:00"), lang, first_seen=at("08:05"))
    path = tmp_path / "seen.db"
    assert judged(path, wire, *mended(lang, seen=True)) == ("first", {"first-before-all"}, {"wire.example"})
    with Database(path, write=True) as store:
        reindex(store)
    (story,) = stories_of(path)
    assert verdict_of(story) == ("first", {"first-before-all"}, {"wire.example"})


@pytest.mark.parametrize("stated", [at("08:00"), "2026-03-05", None])
def test_nor_is_it_where_nobody_saw_the_source_earlier(stated: str | None, tmp_path: Path) -> None:
    text, (_, right) = TEXTS["de"]
    verdict, reasons, first = judged(
        tmp_path / "n.db", record("wire.example", text.format(right), stated, "de"), *mended("de", seen=False)
    )
    assert verdict == ("tied" if stated == "2026-03-05" else "undetermined")
    assert first == set()
    assert ("backdated" in reasons) == (stated == at("08:00"))


@pytest.mark.parametrize("seen", [True, False])
def test_nor_one_that_prints_the_rest_later(seen: bool, tmp_path: Path) -> None:
    parts = newsroom.paragraphs(12, 8)
    looked = {"first_seen": at("08:05")} if seen else {}
    wire = record("wire.example", "\n\n".join(parts), at("08:00"), "en", **looked)
    copy = record("copy.example", "\n\n".join(parts[:5]), at("09:00"), "en")
    whole = copy | {"text": wire["text"], "modified": at("11:00")}
    verdict, _, first = judged(tmp_path / "n.db", wire, copy, whole)
    assert (verdict, first) == (("first", {"wire.example"}) if seen else ("undetermined", set()))


def test_a_look_at_an_article_before_it_had_the_text_shows_nothing(tmp_path: Path) -> None:
    """It was seen early, and changed after the correction that it has: the look may have been at another text."""
    text, (wrong, right) = TEXTS["de"]
    false = record("early.example", text.format(right), at("05:00"), "de", first_seen=at("05:05"), modified=at("10:00"))
    source = record("presse.example", text.format(wrong), at("06:00"), "de")
    verdict, reasons, _ = judged(
        tmp_path / "n.db", source, source | {"text": text.format(right), "modified": at("09:00")}, false
    )
    assert verdict == "undetermined"
    assert "backdated" in reasons


def test_that_we_came_late_makes_no_copy_of_the_correction_a_liar(tmp_path: Path) -> None:
    text, (wrong, right) = TEXTS["de"]
    agency = record("agency.example", text.format(wrong), at("06:00"), "de", first_seen=at("06:10"))
    late = agency | {"text": text.format(right), "first_seen": "2026-03-06T06:10:00Z"}
    honest = record("honest.example", text.format(right), at("09:00"), "de", first_seen=at("09:05"))
    path = tmp_path / "n.db"
    assert judged(path, agency, honest, late) == ("first", {"first-by-text"}, {"agency.example"})
    with Database(path) as store:
        edges = store.connection.execute(
            "SELECT parent_version, conflict FROM lineage l JOIN articles a ON a.id = l.article_id"
            " WHERE a.url LIKE '%honest%' AND rank = 0"
        ).fetchall()
    assert edges == [(2, "[]")]


@pytest.mark.parametrize("merged", [False, True])
def test_a_text_that_comes_back_was_there_before(merged: bool, tmp_path: Path) -> None:
    """A cached page, an edit taken back: the second look at the first text does not make it a revision of the other."""
    text, (wrong, right) = TEXTS["de"]
    wire = record("wire.example", text.format(right), at("08:00"), "de")
    copies = [
        record("copy.example", text.format(word), None, "de", first_seen=at(hour))
        for word, hour in ((right, "09:05"), (wrong, "11:05"), (right, "12:05"))
    ]
    path = tmp_path / "n.db"
    if merged:
        parts = [ingested(tmp_path / f"{n}.db", [one]) for n, one in enumerate((copies[2], wire, *copies[:2]))]
        with Database(path, write=True) as store:
            merge(store, parts)
    else:
        for one in (wire, *copies):
            ingested(path, [one])
    with Database(path, write=True) as store:
        for again in range(2):
            since = "SELECT since, dated FROM article_versions v JOIN articles a ON a.id = v.article_id"
            since += f" WHERE a.url LIKE '%copy%' AND v.text LIKE '%{right} Millionen%'"
            assert store.connection.execute(since).fetchall() == [(at("09:05"), at("12:05"))]
            if not again:
                reindex(store)
    (story,) = stories_of(path)
    verdict, reasons, first = verdict_of(story)
    assert (verdict, first) == ("undetermined", set())  # of the copy only looks are known
    assert not {"backdated", "later-by-text"} & reasons
    numbers = {version.number: version.current for member in story.members for version in member.versions}
    assert numbers == {1: True, 2: False}


BRIDGE = "The province will pay {} crowns for the bridge, under a contract that runs for fifteen years.\n\n"
BRIDGE += newsroom.text(14, 6)


@pytest.mark.parametrize(
    ("told", "seen", "found"),
    [
        ("417 million, not 471 as first stated,", None, ("first", {"source.example"})),
        ("417 million, not 471 as first stated,", at("06:05"), ("first", {"early.example"})),
        ("417 million", None, ("undetermined", set())),
        ("417 million", at("06:05"), ("first", {"early.example"})),
    ],
)
def test_who_tells_of_a_correction_is_later_than_it(
    told: str, seen: str | None, found: tuple[str, set[str]], tmp_path: Path
) -> None:
    """Before, nobody could know which number was to be printed first. Who has the right one may be the source by which
    a copy corrected itself.
    """
    new = BRIDGE.format(told)
    notice = record(
        "source.example",
        f"CORRECTING and REPLACING The bridge\n\n{new}",
        at("11:00"),
        "en",
        url="https://source.example/2",
        title="CORRECTING and REPLACING The bridge",
    )
    looked = {"first_seen": seen} if seen else {}
    early = record("early.example", new, at("06:00"), "en", **looked)
    source = record("source.example", BRIDGE.format("471 million"), at("08:00"), "en")
    verdict, reasons, first = judged(tmp_path / "n.db", source, notice, early)
    assert (verdict, first) == found
    assert ("backdated" in reasons) == (seen is None)
