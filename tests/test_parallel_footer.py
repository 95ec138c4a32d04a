"""One distributor's block under many unrelated articles in two languages: it neither matches nor joins anything."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.pipeline import learn

KNOWN = {
    "en": "The article is provided by a third-party content provider. SeaPRwire (https://www.seaprwire.com/) makes no warranties or "
    "representations in connection therewith.\n\nSectors: Top Story, Daily News\n\nSeaPRwire delivers real-time press release "
    "distribution for companies and institutions, reaching more than 6,500 media outlets, 86,000 editors and journalists, and "
    "3.5 million professional desktops across 90 countries. SeaPRwire supports press release distribution in English, Korean, "
    "Japanese, Arabic, Simplified Chinese, Traditional Chinese, Vietnamese, Thai, Indonesian, Malay, German, Russian, French, "
    "Spanish, Portuguese and other languages.",
    "de": "Der Artikel wird von einem Drittanbieter bereitgestellt. SeaPRwire (https://www.seaprwire.com/) gibt diesbezüglich keine "
    "Zusicherungen oder Darstellungen ab.\n\nBranchen: Top-Story, Tagesnachrichten\n\nSeaPRwire liefert Echtzeit-Pressemitteilungs"
    "verteilung für Unternehmen und Institutionen mit mehr als 6.500 Medienshops, 86.000 Redakteuren und Journalisten sowie "
    "3,5 Millionen professionellen Desktops in 90 Ländern. SeaPRwire unterstützt die Verteilung von Pressemitteilungen in "
    "Englisch, Koreanisch, Japanisch, Arabisch, vereinfachtem Chinesisch, traditionellem Chinesisch, Vietnamesisch, Thailändisch, "
    "Indonesisch, Malaiisch, Deutsch, Russisch, Französisch, Spanisch, Portugiesisch und anderen Sprachen.",
}
UNKNOWN = {
    "en": "Norderlicht Dispatch carries announcements of 4,120 cooperatives to 310 harbour towns in 17 countries, every weekday at "
    "half past six. It has done so since 1987, when three ferry captains in Velmira agreed to share one teleprinter and its "
    "paper. Whoever sends a text answers for it; the dispatch corrects spelling and nothing else, and it keeps each page for "
    "ninety years in a granary that is open to visitors on Sundays between ten and four. Subscriptions cost eleven crowns a "
    "month, or nothing for schools, lighthouses and hospitals, and can be ended by a postcard without giving any reason.",
    "de": "Norderlicht Dispatch bringt die Bekanntmachungen von 4.120 Genossenschaften in 310 Hafenstädte in 17 Ländern, an jedem "
    "Werktag um halb sieben. Das tut er seit 1987, als drei Fährkapitäne in Velmira beschlossen, sich einen Fernschreiber und "
    "sein Papier zu teilen. Wer einen Text schickt, steht für ihn ein; der Dienst berichtigt die Schreibung und sonst nichts, "
    "und er verwahrt jedes Blatt neunzig Jahre in einem Speicher, der sonntags von zehn bis vier offen steht. Ein Abonnement "
    "kostet elf Kronen im Monat, für Schulen, Leuchttürme und Krankenhäuser nichts, und endet mit einer Postkarte.",
}


def story(number: int) -> str:
    """Four paragraphs of words that no other story has."""
    rng = random.Random(number)
    words = [
        "".join(rng.choices("bdfgklmnprstvz", k=1) + rng.choices("aeiou", k=1) + rng.choices("lmnrst", k=1))
        for _ in range(180)
    ]
    sentences = [
        " ".join([words[i] + words[i + 1], *words[i + 2 : i + 15]]).capitalize() + "." for i in range(0, 165, 15)
    ]
    return "\n\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))


def records(articles: int, block: dict[str, str] | None) -> list[dict[str, object]]:
    rows = []
    for number in range(articles):
        lang = "en" if number % 2 else "de"
        body = story(number)
        text = body if block is None else f"{body}\n\n{block[lang]}"
        day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        rows.append(newsroom.record(number, text, f"o{number % 40}.example", day, title=body[:60], lang=lang))
    return rows


def found(
    tmp_path: Path, articles: int, name: str, block: dict[str, str] | None, *, learned: bool = False
) -> tuple[set[str], int, int]:
    """The matches (as pairs of articles with their class), how many of them join, and the stories."""
    with Database(tmp_path / f"{name}.db", write=True) as database:
        ingest(newsroom.jsonl(tmp_path / f"{name}.jsonl", records(articles, block)), database)
        if learned:
            assert len(learn(database)) == 2
        rows = database.connection.execute(
            "SELECT a.source_id || ' ' || b.source_id || ' ' || m.class FROM matches m JOIN articles a ON a.id = m.a_id"
            " JOIN articles b ON b.id = m.b_id"
        ).fetchall()
        joining = ("verbatim", "edited", "excerpt", "rewrite", "translation")
        (stories,) = database.connection.execute("SELECT count(*) FROM stories").fetchone()
        return {row[0] for row in rows}, sum(row[0].rpartition(" ")[2] in joining for row in rows), stories


@pytest.fixture(scope="module", params=[40, pytest.param(130, marks=pytest.mark.slow)])
def articles(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def bare(articles: int, tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], int, int]:
    nothing = found(tmp_path_factory.mktemp("bare"), articles, "bare", None)
    assert nothing == (set(), 0, 0)
    return nothing


def test_the_blocks_are_long_enough() -> None:
    assert min(len(text) for block in (KNOWN, UNKNOWN) for text in block.values()) >= 500
    assert sum(len(text) for text in KNOWN.values()) >= 1300


def test_a_known_block_makes_not_one_new_match_or_story(
    tmp_path: Path, articles: int, bare: tuple[set[str], int, int]
) -> None:
    assert found(tmp_path, articles, "known", KNOWN) == bare


def test_an_unknown_block_joins_nothing(tmp_path: Path, articles: int, bare: tuple[set[str], int, int]) -> None:
    _, joining, stories = found(tmp_path, articles, "unknown", UNKNOWN)
    assert (joining, stories) == bare[1:]


def test_once_learned_an_unknown_block_makes_not_one_new_match(
    tmp_path: Path, articles: int, bare: tuple[set[str], int, int]
) -> None:
    assert found(tmp_path, articles, "learned", UNKNOWN, learned=True) == bare
