"""Recurring blocks: learned by their spread and place, never from syndication, and used like marks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database
from syndicheck.api import ingest, stories
from syndicheck.errors import InputError
from syndicheck.marks.catalogue import load
from syndicheck.marks.finder import find_marks
from syndicheck.marks.recurring import Recurring, RecurringBlock, Seen, edges, learn, wording
from syndicheck.model.spans import Span
from syndicheck.pipeline import forget, reindex
from syndicheck.pipeline import learn as learn_database
from syndicheck.store.dump import canonical_dump
from syndicheck.store.recurring import load_recurring

NOTICE = "Nordlicht Presse zweigt von jedem Abonnement einen halben Taler fuer die Seenotrettung ab, Stand 2024."
INSIDE = "The committee will meet again on the second Tuesday of the month in the old granary."


def seen(number: int, lines: Sequence[str], *, story: str | None = None, title: str | None = None) -> Seen:
    spans, at = [], 0
    for line in lines:
        spans.append((Span(at, at + len(line)), line))
        at += len(line) + 1
    return Seen(
        story=story or f"story-{number}",
        outlet=f"Outlet {number % 3}",
        title=f"Headline {chr(97 + number)}" if title is None else title,
        day=f"2026-03-{number % 28 + 1:02}",
        lang="en",
        lines=spans,
        marks=(),
    )


def article(number: int) -> list[str]:
    return newsroom.paragraphs(number, 4)


def texts(blocks: Sequence[RecurringBlock]) -> set[str]:
    return {block.text for block in blocks}


def test_a_notice_under_unrelated_stories_is_learned() -> None:
    blocks = learn(lambda: [seen(n, [*article(n), NOTICE]) for n in range(6)])
    assert texts(blocks) == {NOTICE}
    (block,) = blocks
    assert (block.stories, block.headlines, block.days, block.outlets, block.edge) == (6, 6, 6, 3, "tail")
    assert block.outlet is None
    assert block.position == 1.0


@pytest.mark.parametrize(
    ("why", "articles"),
    [
        ("four stories are too few", [seen(n, [*article(n), NOTICE]) for n in range(4)]),
        ("copies of one story count once", [seen(n, [*article(1), NOTICE], story="one") for n in range(20)]),
        ("one headline", [seen(n, [*article(n), NOTICE], title="Weather") for n in range(9)]),
        ("one day", [seen(n * 28, [*article(n), NOTICE]) for n in range(9)]),
        ("inside the story", [seen(n, [*article(n), NOTICE, *article(n + 50)]) for n in range(9)]),
        ("nothing but furniture is no article", [seen(n, [NOTICE, NOTICE + " Zwei."]) for n in range(9)]),
        ("a word is no notice", [seen(n, [*article(n), "Ende"]) for n in range(9)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_learned(why: str, articles: list[Seen]) -> None:
    assert learn(lambda: articles) == [], why


def test_numbers_in_a_notice_may_differ() -> None:
    blocks = learn(lambda: [seen(n, [*article(n), f"Call 555-01{n:02} or write to desk {n}."]) for n in range(8)])
    assert len(blocks) == 1


def test_blocks_at_the_end_hold_each_other_and_a_sentence_inside_stays() -> None:
    rows = [
        seen(n, [article(n)[0], INSIDE, *article(n)[1:], NOTICE, "Follow us on the harbour wall"]) for n in range(9)
    ]
    assert texts(learn(lambda: rows)) == {NOTICE, "Follow us on the harbour wall"}


def test_articles_that_only_the_notice_put_into_one_story_count_each() -> None:
    rows = [
        seen(n, [*newsroom.paragraphs(n, 2), NOTICE * 3], story="one", title=newsroom.text(n, 1)[:60]) for n in range(8)
    ]
    (block,) = learn(lambda: rows)
    assert block.stories == 8


def test_edited_copies_of_one_story_count_once() -> None:
    body = newsroom.paragraphs(1, 8)
    rows = [
        seen(n, [f"Own first words of outlet {chr(97 + n)}.", *body[: 8 - n % 3], NOTICE], story="one")
        for n in range(8)
    ]
    assert learn(lambda: rows) == []


def test_what_stands_between_headline_and_story_is_learned_too() -> None:
    rows = [seen(n, [f"Headline {chr(97 + n)}", "Reading aloud: press the shell", *article(n)]) for n in range(7)]
    (block,) = learn(lambda: rows)
    assert block.edge == "head"


@pytest.mark.parametrize(
    ("furniture", "titled", "expected"),
    [
        ("....", False, (0, 4)),
        ("..##", False, (0, 2)),
        ("#..#", False, (1, 3)),
        (".#.#", True, (2, 3)),
        (".#.#", False, (0, 3)),
        ("####", False, (0, 4)),
        (".###", True, (0, 4)),
        ("", False, (0, 0)),
    ],
)
def test_edges(furniture: str, titled: bool, expected: tuple[int, int]) -> None:
    assert edges(len(furniture), lambda n: furniture[n] == "#", titled) == expected


def test_a_learned_block_is_a_mark_only_at_the_edge() -> None:
    (block,) = learn(lambda: [seen(n, [*article(n), NOTICE]) for n in range(6)])
    recurring = Recurring([block])
    end = "\n".join([*article(40), NOTICE])
    middle = "\n".join([*article(40), NOTICE, *article(41)])
    (found,) = find_marks(end, lang="de", recurring=recurring)
    assert (found.type, end[found.start : found.end], found.catalogue_id) == ("recurring_block", NOTICE, block.id)
    assert find_marks(middle, lang="de", recurring=recurring) == ()
    assert find_marks(end, lang="de") == ()


def test_marks_of_the_catalogue_lie_between_a_learned_block_and_the_end() -> None:
    (block,) = learn(lambda: [seen(n, [*article(n), NOTICE]) for n in range(6)])
    text = "\n".join([*article(40), NOTICE, "###"])
    types = [mark.type for mark in find_marks(text, lang="en", recurring=Recurring([block]))]
    assert types == ["recurring_block", "end_mark"]


def test_the_wording_is_blind_to_case_blanks_and_numbers() -> None:
    assert wording("Call  +49 30 123\tNOW") == wording("call +1 22 7 now")


# ── in a database ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def noticed(tmp_path: Path) -> Path:
    """Thirty unrelated short items under one long notice, and one story in three copies."""
    long = " ".join([NOTICE] * 4)
    rows = [
        newsroom.record(
            n,
            f"{newsroom.text(n, 2)}\n{long}",
            f"Outlet {n % 5}",
            f"2026-03-{n % 28 + 1:02}",
            title=newsroom.text(n, 1)[:50],
        )
        for n in range(30)
    ]
    copied = newsroom.text(99, 6)
    rows += [newsroom.record(100 + n, copied, f"Outlet {n}", f"2026-04-0{n + 1}") for n in range(3)]
    path = tmp_path / "noticed.db"
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "in.jsonl", rows), database)
    return path


def test_what_is_learned_is_stored_used_and_forgotten(noticed: Path) -> None:
    with Database(noticed, write=True) as database:
        reindex(database)
        before = list(canonical_dump(database.connection))
        blocks = learn_database(database)
        assert [block.stories for block in blocks] == [30]
        (marks,) = database.connection.execute("SELECT count(*) FROM marks WHERE type = 'recurring_block'").fetchone()
        assert marks == 30
        assert load_recurring(database.connection).blocks.keys() == {block.key for block in blocks}
        assert [len(story.members) for story in stories(database)] == [3]
        again = learn_database(database)
        assert again == blocks
        assert forget(database) == 1
        assert list(canonical_dump(database.connection)) == before


def test_articles_that_come_later_are_marked_too(noticed: Path, tmp_path: Path) -> None:
    late = newsroom.record(500, newsroom.text(500, 2) + "\n" + " ".join([NOTICE] * 4), "Outlet 9", "2026-05-01")
    with Database(noticed, write=True) as database:
        learn_database(database)
        ingest(newsroom.jsonl(tmp_path / "late.jsonl", [late]), database)
        (marks,) = database.connection.execute("SELECT count(*) FROM marks WHERE type = 'recurring_block'").fetchone()
    assert marks == 31


def test_workers_know_what_was_learned(noticed: Path) -> None:
    with Database(noticed, write=True) as database:
        learn_database(database)
        alone = list(canonical_dump(database.connection))
        forget(database)
        learn_database(database, jobs=2)
        assert list(canonical_dump(database.connection)) == alone


def run(*arguments: str) -> tuple[int, str, str]:
    from click.testing import CliRunner

    from syndicheck.cli import cli

    done = CliRunner().invoke(cli, list(arguments))
    return done.exit_code, done.stdout, done.stderr


def test_a_dry_run_changes_nothing(noticed: Path) -> None:
    before = noticed.read_bytes()
    code, out, _ = run("learn", "--db", str(noticed), "--dry-run", "--json")
    assert code == 0
    assert json.loads(out)["stored"] is False
    assert [block["stories"] for block in json.loads(out)["blocks"]] == [30]
    assert noticed.read_bytes() == before


def test_the_terminal_says_what_was_learned_and_the_marks_say_why(noticed: Path) -> None:
    code, out, _ = run("learn", "--db", str(noticed))
    assert code == 0
    assert "Recurring blocks" in out
    assert "Nordlicht Presse" in out
    code, out, _ = run("marks", "1", "--db", str(noticed))
    assert "30 unrelated stories" in " ".join(out.split())
    code, out, _ = run("marks", "1", "--db", str(noticed), "--json")
    assert json.loads(out)["marks"][-1]["spread"]["stories"] == 30
    code, out, _ = run("marks", "1", "--db", str(noticed), "--strip")
    assert "Nordlicht" not in out


def test_proposals_are_valid_catalogue_files(noticed: Path, tmp_path: Path) -> None:
    code, _, err = run("learn", "--db", str(noticed), "--dry-run", "--propose", str(tmp_path / "proposed"))
    assert code == 0, err
    catalogue = load(tmp_path / "proposed")
    entries = [entry for owner, entry in catalogue.entries() if owner.id.startswith("learned-")]
    assert len(entries) == 1
    for entry in entries:
        assert any(mark.catalogue_id == entry.id for mark in find_marks(entry.match[0], catalogue=catalogue))


def test_what_was_mended_stays(noticed: Path, tmp_path: Path) -> None:
    command = ("learn", "--db", str(noticed), "--dry-run", "--propose", str(tmp_path / "proposed"))
    run(*command)
    (file,) = (tmp_path / "proposed").glob("*.toml")
    file.write_text(mended := file.read_text(encoding="utf-8") + "# mended\n", encoding="utf-8")
    code, _, err = run(*command)
    assert code == 0
    assert "stays as it is" in err
    assert file.read_text(encoding="utf-8") == mended


@pytest.mark.parametrize("command", [("learn",), ("learn", "--forget"), ("learn", "--dry-run"), ("reindex",)])
def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    from click.testing import CliRunner

    from syndicheck.cli import cli

    done = CliRunner().invoke(cli, [*command, "--db", str(tmp_path / "typo.db")])
    assert isinstance(done.exception, InputError)
    assert "typo.db" in str(done.exception)
    assert not (tmp_path / "typo.db").exists()


def test_forget_goes_alone(noticed: Path) -> None:
    code, _, err = run("learn", "--db", str(noticed), "--forget", "--dry-run")
    assert code == 2
    assert "--forget" in err
