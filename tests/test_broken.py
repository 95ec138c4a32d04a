"""A pair of articles, or a story, that breaks the program: left out, told and kept; the rest goes on."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests import newsroom
from tests.issuers import NEWS, release

from syndicheck import Database, linking
from syndicheck.api import ingest, stories
from syndicheck.bulk.matching import Held, compared
from syndicheck.bulk.numbering import packed
from syndicheck.bulk.writing import write_part
from syndicheck.cli import cli
from syndicheck.errors import InputError
from syndicheck.linking import TextCache
from syndicheck.matching import reuse
from syndicheck.model.articles import RawArticle
from syndicheck.pipeline import reindex
from syndicheck.prepare import body_sketch, prepare
from syndicheck.provenance import grouping
from syndicheck.store.dump import canonical_dump
from syndicheck.store.runs import problems
from syndicheck.workers import Workers, held

NOW = datetime(2026, 3, 9, tzinfo=UTC)

PAIR = "left out: id:o0.example:n0: The comparison with id:o1.example:n1 breaks syndicheck (ZeroDivisionError)."


def news(folder: Path) -> Path:
    """One story of three articles, of which two break the program together, and one of two."""
    words = ("poison left", "poison right", "", "", "")
    texts = [newsroom.text(1 if number < 3 else 2) + f"\n\n{more}\n\n(dpa)" for number, more in enumerate(words)]
    records = [newsroom.record(n, text, f"o{n}.example", f"2026-03-0{n + 1}") for n, text in enumerate(texts)]
    return newsroom.jsonl(folder / "news.jsonl", records)


def poison(error: BaseException) -> Callable[..., Any]:
    """A matcher that two texts break, in either order."""

    def gather(a: reuse.Prepared, b: reuse.Prepared) -> Any:
        if all(any(words in one.text for one in (a, b)) for words in ("poison left", "poison right")):
            raise error
        return whole(a, b)

    whole = reuse.gather
    return gather


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


def told(done: Result) -> list[str]:
    return [line.partition(" Please")[0] for line in done.stderr.splitlines() if line.startswith("left out")]


def kept(path: Path) -> list[tuple[str, str]]:
    with Database(path) as database:
        return [(one.code, one.where) for one in problems(database.connection)]


def outlets(path: Path) -> set[frozenset[str]]:
    with Database(path) as database:
        return {frozenset(member.outlet for member in story.members) for story in stories(database)}


def canonical(path: Path) -> list[str]:
    with Database(path) as database:
        return list(canonical_dump(database.connection))


SOUND = frozenset({"o3.example", "o4.example"})
WHOLE = {frozenset({"o0.example", "o1.example", "o2.example"}), SOUND}


class Elsewhere(Executor):
    """A pool whose work and results travel as they do to another process and back."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **more: Any) -> Future[Any]:
        done: Future[Any] = Future()
        there, given = pickle.loads(pickle.dumps((work, arguments)))
        done.set_result(pickle.loads(pickle.dumps(there(*given, **more))))
        return done


@pytest.mark.parametrize("command", ["ingest", "bulk", "ingest by workers"])
def test_a_pair_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    path = tmp_path / "news.db"
    if command == "ingest by workers":
        Database(path, write=True).close()
        there = Database(path)
        monkeypatch.setitem(held, "database", there)
        monkeypatch.setitem(held, "cache", TextCache(there.connection))
        monkeypatch.setattr(Workers, "for_", lambda *_: Elsewhere())
        monkeypatch.setattr(grouping, "CHUNK", 1)
    with monkeypatch.context() as patched:
        patched.setattr(reuse, "gather", poison(ZeroDivisionError()))
        done = run(command.partition(" ")[0], news(tmp_path), "--db", path)
    assert (done.exit_code, told(done)) == (1, [PAIR])
    assert "5 article" in done.stderr
    assert kept(path) == [("internal-error", "id:o0.example:n0")]
    assert SOUND in outlets(path)
    done = run("reindex", "--db", path)
    assert (done.exit_code, told(done)) == (0, [])
    assert outlets(path) == WHOLE


@pytest.mark.parametrize(
    "command",
    [
        ("reindex", "--db", "news.db"),
        ("merge", "news.db", "--into", "all.db"),
        ("delete", "3", "--db", "news.db"),
        ("delete", "--outlet", "o2.example", "--db", "news.db"),
        ("review", "dismiss", "1", "1", "--by", "Ada", "--db", "news.db"),
    ],
    ids=" ".join,
)
def test_whatever_compares_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("ingest", news(tmp_path), "--db", "news.db").exit_code == 0
    monkeypatch.setattr(reuse, "gather", poison(ZeroDivisionError()))
    for _ in range(2 if command[0] == "reindex" else 1):
        done = run(*command)
        assert (done.exit_code, told(done)) == (1, [PAIR])
    path = Path("all.db" if command[0] == "merge" else "news.db")
    assert kept(path) == [("internal-error", "id:o0.example:n0")]
    assert SOUND in outlets(path)


def test_what_is_left_out_depends_on_no_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuse, "gather", poison(ZeroDivisionError()))
    lines = news(tmp_path).read_text(encoding="utf-8").splitlines()
    found = []
    for number, order in enumerate((lines, lines[::-1])):
        source = tmp_path / f"{number}.jsonl"
        source.write_text("\n".join(order), encoding="utf-8")
        with Database(tmp_path / f"{number}.db", write=True) as database:
            ingest(source, database)
            reindex(database)
        found.append((outlets(database.path), kept(database.path)))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt(),
        MemoryError(),
        OSError(28, "No space left on device"),
        sqlite3.OperationalError("disk I/O error"),
        InputError("Something to be mended."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_is_no_fault_of_a_pair_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(reuse, "gather", poison(error))
    with Database(tmp_path / "news.db", write=True) as database, pytest.raises(type(error)):
        ingest(news(tmp_path), database)
    assert kept(tmp_path / "news.db") == []


# ── articles that only later code breaks on ───────────────────────────────────────────────────────────

ARTICLE = "left out: news.jsonl:1: The article breaks syndicheck (ZeroDivisionError)."


def sketch_of(text: str, marks: Any) -> Any:
    if "poison left" in text:
        raise ZeroDivisionError
    return WHOLE_SKETCH(text, marks)


WHOLE_SKETCH = body_sketch


def test_an_article_that_breaks_later_code_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    monkeypatch.chdir(tmp_path)
    assert run("ingest", news(tmp_path).name, "--db", path).exit_code == 0
    before = canonical(path)
    with monkeypatch.context() as patched:
        patched.setattr("syndicheck.prepare.body_sketch", sketch_of)
        for command in (("reindex",), ("reindex",), ("ingest", "news.jsonl")):
            done = run(*command, "--db", path)
            assert (done.exit_code, told(done)) == (1, [ARTICLE])
            assert outlets(path) == {frozenset({"o1.example", "o2.example"}), SOUND}
        for command in (("report",), ("doctor",), ("report", "--outlet", "o0.example"), ("vacuum",)):
            assert run(*command, "--db", path).exit_code == 0
        assert run("check", "news.jsonl", "--db", path).exit_code in (0, 1)
    assert kept(path) == [("internal-error", "news.jsonl:1")]
    assert run("ingest", "news.jsonl", "--db", path).exit_code == 0
    assert outlets(path) == WHOLE
    assert run("reindex", "--db", path).exit_code == 0
    assert canonical(path) == before


# ── translations ──────────────────────────────────────────────────────────────────────────────────────


def translated(path: Path, monkeypatch: pytest.MonkeyPatch, broken: Mapping[str, Any]) -> tuple[list[str], set[str]]:
    """What is told where these functions of the comparison break, and the matches of the translation."""
    english = release(NEWS[0], "en")
    records = [
        newsroom.record(1, english, "wire.example", "2026-03-04", lang="en"),
        newsroom.record(
            2, english.replace(". ", ". Poison is no matter there. ", 1), "copy.example", "2026-03-04", lang="en"
        ),
        newsroom.record(3, release(NEWS[0], "de"), "zeitung.example", "2026-03-05", lang="de"),
    ]
    for name, function in broken.items():
        monkeypatch.setattr(name, function)
    found: list[str] = []
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records[1::-1]), database)
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records[2:]), database)
        found = [f"{one.where}: {one.message}" for one in problems(database.connection)]
        rows = database.connection.execute(
            "SELECT a.source_id, b.source_id FROM matches JOIN articles a ON a.id = a_id JOIN articles b ON b.id = b_id"
            " WHERE class = 'translation'"
        ).fetchall()
    return found, {name for row in rows for name in row} - {"n3"}


def match_of(_a: Any, _b: Any, one: reuse.Prepared, other: reuse.Prepared, *_: Any) -> Any:
    if "Poison" in one.text + other.text:
        raise ZeroDivisionError
    return WHOLE_MATCH(_a, _b, one, other, *_)


WHOLE_MATCH = linking.match_of


def breaks(*_: Any) -> Any:
    raise ZeroDivisionError


def test_a_translation_that_breaks_the_program_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert translated(tmp_path / "whole.db", monkeypatch, {}) == ([], {"n2"})
    found = translated(tmp_path / "broken.db", monkeypatch, {"syndicheck.linking.match_of": match_of})
    pair = "id:copy.example:n2: The comparison with id:zeitung.example:n3 breaks syndicheck (ZeroDivisionError)."
    assert found == ([pair], {"n1"})


@pytest.mark.parametrize("name", ["syndicheck.linking.Stored.translations", "syndicheck.linking.judge_among"])
def test_a_search_for_translations_that_breaks_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    found, matches = translated(tmp_path / "broken.db", monkeypatch, {name: breaks})
    assert matches == set()
    assert "id:zeitung.example:n3: The search for its translations breaks syndicheck (ZeroDivisionError)." in found


# ── stories ───────────────────────────────────────────────────────────────────────────────────────────

STORY = (
    "left out: id:o0.example:n0: The stories of 3 articles, of which this is one, break syndicheck (ZeroDivisionError)."
)


def form(connection: Any, cache: Any, around: Any, *more: Any) -> Any:
    if 1 in around[0]:
        raise ZeroDivisionError
    return WHOLE_FORM(connection, cache, around, *more)


WHOLE_FORM = grouping.form


def test_a_story_that_cannot_be_formed_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with monkeypatch.context() as patched:
        patched.setattr(grouping, "form", form)
        done = run("ingest", news(tmp_path), "--db", path)
    assert (done.exit_code, [line.partition(" What")[0] for line in told(done)]) == (1, [STORY])
    assert outlets(path) == {SOUND}
    assert kept(path) == [("internal-error", "id:o0.example:n0")]
    assert run("reindex", "--db", path).exit_code == 0
    assert outlets(path) == WHOLE


def test_a_story_that_cannot_be_formed_anew_keeps_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"

    def named() -> set[tuple[str, int]]:
        with Database(path) as database:
            return {(story.public_id, len(story.members)) for story in stories(database)}

    run("ingest", news(tmp_path), "--db", path)
    before = named()
    with monkeypatch.context() as patched:
        patched.setattr(grouping, "form", form)
        assert run("reindex", "--db", path).exit_code == 1
        assert named() == before
        assert run("doctor", "--db", path).exit_code == 0
        assert run("report", "--db", path).exit_code == 0
    assert run("reindex", "--db", path).exit_code == 0
    assert named() == before


# ── bulk ──────────────────────────────────────────────────────────────────────────────────────────────


def rows(folder: Path) -> list[dict[str, Any]]:
    """Records as stage 1 gives them, numbered."""
    raws = [
        RawArticle(
            f"news.jsonl:{n}", newsroom.text(1) + f"\n\npoison {side}", outlet=f"o{n}.example", source_id=f"n{n}"
        )
        for n, side in enumerate(("left", "right"))
    ]
    articles = [prepare(raw, now=NOW) for raw in raws]
    return [
        {"kind": 0, "key": a.key, "text_hash": a.text_hash, "number": n, "payload": pickle.dumps(a)}
        for n, a in enumerate(articles, 1)
    ]


def proposed(records: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """What is proposed for the second of them."""
    texts = [
        {"number": one["number"], "text": packed(one["number"], one["number"], "en", one["payload"])} for one in records
    ]
    nothing = {"same": [], "earlier": [], "retold": [], "translations": [], "siblings": []}
    return {"number": 2, "texts": texts, **nothing, **more}


def test_a_pair_costs_no_other_in_bulk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = rows(tmp_path)
    (match,) = compared(proposed(records, earlier=[1]), Held())
    monkeypatch.setattr(reuse, "gather", poison(ZeroDivisionError()))
    (broken,) = compared(proposed(records, earlier=[1]), Held())
    assert (match["a"], match["b"]) == (2, 1)
    assert sorted(broken) == ["a", "payload", "place"]
    path = tmp_path / "part.db"
    write_part(path, iter([*records, {**broken, "kind": 2}]), ["news.jsonl"])
    assert kept(path) == [("internal-error", "id:o0.example:n0")]


def test_a_text_that_was_not_sent_is_no_fault(tmp_path: Path) -> None:
    records = rows(tmp_path)
    wanted = [{"sketch_ids": [1], "promising": 1}]
    assert list(compared(proposed(records[1:], translations=wanted), Held())) == [{"a": 2}]
