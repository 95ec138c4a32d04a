"""A stored sketch is what was saved, wherever its hashes are had from, and the indexes hold what the texts have."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests import newsroom
from tests.faults.examine import state
from tests.test_broken import rows

from syndicheck import Database, pipeline, reviewing
from syndicheck.api import ingest
from syndicheck.bulk.writing import write_part
from syndicheck.matching.bodies import body_sketch
from syndicheck.model.articles import RawArticle
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.sketches import Sketch
from syndicheck.model.spans import TextKind
from syndicheck.prepare import prepare
from syndicheck.store import articles, hash_rows, runs, sketches, waiting_hashes
from syndicheck.store.candidates import _sizes
from syndicheck.store.dump import canonical_dump
from syndicheck.store.published import Choice
from syndicheck.store.publishing import publish
from syndicheck.store.sketches import load_sketch, remove_sketch, replace_sketch
from syndicheck.upkeep import delete

NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
ABOUT = f"About Velmira Group\n\n{newsroom.paragraphs(303, 1)[0]}"
"""A block that is marked."""

PIECES = [
    "The harbour board of Norrvik postponed the ferry, and nobody was told why.",
    "Der Rat hat die Brücke in Tamsweiler gesperrt; über die Kosten schweigt er sich aus.",
    "Η γέφυρα έκλεισε την Τρίτη για όλα τα οχήματα, ανακοίνωσε ο δήμος.",
    "Мост закрыт для движения с понедельника, сообщили в мэрии.",
    "Мост је затворен од понедељка, саопштили су из града. Људи чекају.",
    "أغلقت المدينة الجسر يوم الثلاثاء بعد أشهر من التأخير.",
    "העירייה סגרה את הגשר ביום שלישי לכל כלי הרכב.",
    "शहर ने मंगलवार को पुल बंद कर दिया और कारण नहीं बताया।",
    "市政府周二宣布关闭大桥,所有车辆须绕行,工程预计持续三个月。",
    "市は火曜日に橋を閉鎖し、すべての車両に迂回を求めると発表した。",
    "เทศบาลประกาศปิดสะพานตั้งแต่วันอังคารเป็นต้นไป",
    "시는 화요일 다리를 폐쇄하고 모든 차량에 우회를 요청했다.",
    "Don\u2019t — “quote” \u00ad soft\u200bly 1 200 000 ％ ① ﬁnal Ǆ",
    "…",
    "\U0001f6a2\U0001f6a2",
    "",
]
DRAWN = st.lists(st.sampled_from(PIECES) | st.integers(1, 9).map(newsroom.text), max_size=6)


def mark(start: int, end: int, kind: TextKind = TextKind.BODY) -> Mark:
    return Mark("notice", start, end, kind, None, "builtin.test", Layer.OWN, "strong", 0.9)


def kept_nowhere(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM waiting_hashes")


def unlike_its_text(connection: sqlite3.Connection) -> None:
    """As in a file of an older release, whose marks were others: neither kept, nor to be had from the text."""
    kept_nowhere(connection)
    connection.execute(
        "INSERT INTO marks (version_id, type, excerpt, text_kind, start, end, layer, strength, score, catalogue_id)"
        " SELECT id, 'notice', '', 'body', 0, 30, 'own', 'strong', 0.9, 'builtin.test' FROM article_versions"
    )


def kept(connection: sqlite3.Connection) -> None:
    kept_nowhere(connection)
    indexed = connection.execute("SELECT id FROM sketches WHERE representative_id = id AND tokens > 0").fetchall()
    waiting_hashes.keep(connection, [waiting_hashes.row_of(one, load_sketch(connection, one)) for (one,) in indexed])


WAYS = [kept, kept_nowhere, unlike_its_text]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database(tmp_path_factory.mktemp("sketches") / "news.db", write=True) as database:
        yield database


@given(DRAWN, st.lists(st.tuples(st.integers(0, 900), st.integers(1, 400), st.sampled_from("bdp")), max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_made_again_it_is_what_was_saved(empty: Database, pieces: list[str], spans: list[tuple[int, int, str]]) -> None:
    text = "\n\n".join(pieces)
    connection = empty.connection
    marks = tuple(
        mark(start, min(start + length, len(text)), TextKind.PAGE if how == "p" else TextKind.BODY)
        for start, length, how in spans
        if start < len(text)
    )
    dismissed = {place: 1 for place, (_, _, how) in enumerate(spans[: len(marks)]) if how == "d"}
    sketch = body_sketch(text, (one for place, one in enumerate(marks) if place not in dismissed))
    article = prepare(RawArticle("1", text, outlet="o.example", title="Bridge", page_text=text), now=NOW)
    article = replace(article, marks=marks, dismissed=dismissed, sketch=sketch)
    connection.execute("BEGIN")
    try:
        connection.execute("PRAGMA defer_foreign_keys = ON")  # nobody has dismissed anything
        run_id = runs.begin_run(connection, "ingest", [])
        articles.save(connection, run_id, [article])
        assert load_sketch(connection, 1) == sketch
        assert waiting_hashes.load(connection, 1) == ((sketch.fingerprints, sketch.bands) if sketch.tokens else None)
        kept_nowhere(connection)
        assert load_sketch(connection, 1) == sketch
        indexed = as_indexed(connection, 1)
        assert indexed == (list(sketch.fingerprints), sorted(set(sketch.bands)))
    finally:
        connection.execute("ROLLBACK")


def as_indexed(connection: sqlite3.Connection, sketch_id: int) -> tuple[list[int], list[int]]:
    fingerprints, bands = (
        [value for value, one in hash_rows.every(connection, table) if one == sketch_id] for table in hash_rows.TABLES
    )
    return fingerprints, bands


def test_what_somebody_else_compared_waits_for_nothing(empty: Database) -> None:
    article = prepare(RawArticle("1", newsroom.text(1), outlet="o.example"), now=NOW)
    connection = empty.connection
    for to_be_compared in (True, False):
        connection.execute("BEGIN")
        try:
            run_id = runs.begin_run(connection, "bulk", [])
            articles.save(connection, run_id, [article], to_be_compared=to_be_compared)
            assert (waiting_hashes.load(connection, 1) is not None) == to_be_compared
            assert as_indexed(connection, 1)[0] == list(article.sketch.fingerprints)
        finally:
            connection.execute("ROLLBACK")


def test_a_bulk_job_keeps_nothing_for_a_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_rows: list[waiting_hashes.Row] = []
    monkeypatch.setattr(waiting_hashes, "keep", lambda _, rows: kept_rows.extend(rows))
    write_part(tmp_path / "part.db", iter(rows(tmp_path)), ["news.jsonl"])
    with Database(tmp_path / "part.db") as database:
        assert database.connection.execute("SELECT count(*) FROM sketches WHERE tokens").fetchone() == (2,)
    assert kept_rows == []


# ── what leaves the index ─────────────────────────────────────────────────────────────────────────────


def copies(path: Path) -> Path:
    """Three articles of equal body (1, 3, 4), one of its own (2), one that holds half of the first (5), one without
    words (6).
    """
    body = newsroom.text(11)
    texts = [body, newsroom.text(12), body, f"{body}\n\n{ABOUT}", "\n\n".join(newsroom.paragraphs(11)[:3]), "…"]
    records = [newsroom.record(number, text, f"o{number}.example") for number, text in enumerate(texts, 1)]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
        found = database.connection.execute("SELECT representative_id FROM sketches ORDER BY id").fetchall()
    assert [one for (one,) in found] == [1, 2, 1, 1, 5, 6]
    return path


def held_by(connection: sqlite3.Connection) -> dict[str, dict[int, set[int]]]:
    """What the indexes hold, by table and sketch."""
    found: dict[str, dict[int, set[int]]] = {table: {} for table in hash_rows.TABLES}
    for table, of_table in found.items():
        for value, sketch_id in hash_rows.every(connection, table):
            of_table.setdefault(sketch_id, set()).add(value)
    return found


def same(one: Sketch, other: Sketch) -> bool:
    """But for the order of the bands."""
    return replace(one, bands=tuple(sorted(one.bands))) == replace(other, bands=tuple(sorted(other.bands)))


def no_longer(*_: object) -> None:
    raise AssertionError("the indexes were gone through as a whole")


@pytest.fixture
def never_the_slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketches, "_as_indexed", no_longer)
    monkeypatch.setattr(hash_rows, "remove_everywhere", no_longer)


@pytest.mark.parametrize("way", WAYS)
def test_it_is_loaded_in_each_way(tmp_path: Path, way: Callable[[sqlite3.Connection], None]) -> None:
    with Database(copies(tmp_path / "news.db"), write=True) as database, database.transaction() as connection:
        before = {number: load_sketch(connection, number) for number in range(1, 7)}
        way(connection)
        assert all(same(load_sketch(connection, number), sketch) for number, sketch in before.items())
        with pytest.raises(KeyError):
            load_sketch(connection, 7)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("sketch_id", "leads"), [(1, 3), (2, None), (3, None), (5, None), (6, None)])
def test_what_leaves_is_in_no_index_and_the_next_of_its_equals_takes_its_place(
    tmp_path: Path, way: Callable[[sqlite3.Connection], None], sketch_id: int, leads: int | None
) -> None:
    with Database(copies(tmp_path / "news.db"), write=True) as database, database.transaction() as connection:
        before, sketch = held_by(connection), load_sketch(connection, sketch_id)
        way(connection)
        again = remove_sketch(connection, sketches.version_of(connection, sketch_id))
        expected = {table: dict(of_table) for table, of_table in before.items()}
        for of_table in expected.values():
            left = of_table.pop(sketch_id, None)
            if leads is not None and left is not None:
                of_table[leads] = left
        assert held_by(connection) == expected
        assert again == ({3, 4} if leads else set())
        assert waiting_hashes.load(connection, sketch_id) is None
        if leads is not None:
            assert {sketches.representative_of(connection, one) for one in again} == {leads}
            assert all(same(load_sketch(connection, one), sketch) for one in again)
            assert _sizes(connection, [leads]) == {leads: (sketch.tokens, len(sketch.fingerprints))}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("told", [True, False], ids=["before", "not-what-it-was"])
def test_what_is_replaced_stands_in_the_index_with_its_new_body_alone(
    tmp_path: Path, way: Callable[[sqlite3.Connection], None], told: bool
) -> None:
    """Also where who replaces it does not know what it was."""
    with Database(copies(tmp_path / "news.db"), write=True) as database, database.transaction() as connection:
        before, sketch = held_by(connection), load_sketch(connection, 1)
        new = body_sketch(newsroom.text(13), ())
        way(connection)
        assert replace_sketch(connection, 1, new, lambda: sketch if told else new) == {1, 3, 4}
        after = held_by(connection)
        for table, hashes in zip(hash_rows.TABLES, (new.fingerprints, new.bands), strict=True):
            assert after[table] == {**before[table], 1: set(hashes), 3: before[table][1]}
        # … and back again: it speaks for its equals, of which the first has spoken since
        assert replace_sketch(connection, 1, sketch, lambda: new) == {1, 3, 4}
        assert held_by(connection) == before


def test_an_index_that_has_others_under_a_sketch_is_searched_for_it(tmp_path: Path) -> None:
    """As that of a release that cut the words otherwise, whose bodies are the same."""
    with Database(copies(tmp_path / "news.db"), write=True) as database, database.transaction() as connection:
        before = held_by(connection)
        for table in hash_rows.TABLES:
            first, *_ = sorted(before[table][2])
            hash_rows.remove(connection, table, [(first, 2)])
            hash_rows.add_entries(connection, table, [hash_rows.entry(first ^ 1, 2)])
        remove_sketch(connection, 2)
        assert held_by(connection) == {
            table: {one: hashes for one, hashes in of_table.items() if one != 2} for table, of_table in before.items()
        }


def test_equal_bodies_that_are_cut_otherwise_leave_nothing_behind(tmp_path: Path) -> None:
    """Whether a script has spaces is asked of the whole text: under a long notice in English the same Chinese body has
    other shingles than alone, and the indexes have those of the first.
    """
    body = "\n\n".join([PIECES[8]] * 2 + [PIECES[8][::-1]])
    notice = newsroom.text(3)
    with Database(tmp_path / "news.db", write=True) as database, database.transaction() as connection:
        run_id = runs.begin_run(connection, "ingest", [])
        for outlet, text in (("a.example", body), ("b.example", f"{body}\n\n{notice}")):
            article = prepare(RawArticle("1", text, outlet=outlet, lang="zh"), now=NOW)
            marks = (mark(len(body), len(text)),) if text != body else ()
            article = replace(article, marks=marks, sketch=body_sketch(text, marks))
            articles.save(connection, run_id, [article])
        kept_nowhere(connection)
        assert sketches.representative_of(connection, 2) == 1
        first = load_sketch(connection, 1)
        assert article.sketch.body_hash == first.body_hash
        assert len(article.sketch.fingerprints) != len(first.fingerprints)
        remove_sketch(connection, 1)
        assert same(replace(load_sketch(connection, 2), shingles=first.shingles), first)
        assert _sizes(connection, [2]) == {2: (first.tokens, len(first.fingerprints))}
        remove_sketch(connection, 2)
        assert held_by(connection) == {table: {} for table in hash_rows.TABLES}


def week(path: Path, further: str = "") -> Path:
    """News of a week with copies to the letter, some with a block that is marked; ``further`` ends every text."""
    records = newsroom.week_of_news(12, 5)
    for one in records:
        one["text"] += further
    records += [
        newsroom.record(1_000 + n, f"{records[n * 3]['text']}\n\n{ABOUT}", f"copy{n}.example", "2026-03-20")
        for n in range(8)
    ]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    assert state(path, path.parent / "scratch").wrong == []
    return path


@pytest.mark.usefixtures("never_the_slow_way")
def test_many_deleted_leave_exact_indexes(tmp_path: Path) -> None:
    path = week(tmp_path / "news.db")
    rng = random.Random(3)
    for _ in range(2):
        with Database(path, write=True) as database:
            ids = [one for (one,) in database.connection.execute("SELECT id FROM articles ORDER BY id")]
            delete(database, rng.sample(ids, len(ids) // 3))
            assert waiting(database) == []
        assert state(path, tmp_path / "scratch").wrong == []


@pytest.mark.usefixtures("never_the_slow_way")
def test_marks_dismissed_and_restored_leave_exact_indexes(tmp_path: Path) -> None:
    path = week(tmp_path / "news.db")
    signed = reviewing.signature("Ada Quill", "news", NOW)
    with Database(path, write=True) as database:
        query = "SELECT DISTINCT v.article_id FROM marks m JOIN article_versions v ON v.id = m.version_id"
        marked = [one for (one,) in database.connection.execute(f"{query} WHERE m.type = 'about_block' ORDER BY 1")]
        assert len(marked) > 3
    before = indexes(path)
    for restore in (False, True):
        for one in marked:
            with Database(path, write=True) as database:
                reviewing.dismiss(database, str(one), "1", signed, restore=restore)
                assert waiting(database) == []
        assert state(path, tmp_path / "scratch").wrong == []
        assert (indexes(path) == before) == restore


@pytest.mark.usefixtures("never_the_slow_way")
@pytest.mark.parametrize("redacted", [True, False])
def test_what_is_published_has_exact_indexes(tmp_path: Path, redacted: bool) -> None:
    path = week(tmp_path / "news.db", f"\n\n{newsroom.sentence(random.Random(1))} Tel. +49 30 1234567")
    with Database(path, write=True) as database, database.transaction() as connection:
        kept(connection)  # as if the run had been cut off before anything was compared
    with Database(path) as database:
        publish(database, tmp_path / "out.db", Choice(redacted=redacted), NOW)
    with Database(tmp_path / "out.db") as copy:
        assert waiting(copy) == []
        assert ("1234567" in str(copy.connection.execute("SELECT text FROM article_versions").fetchall())) != redacted
    wrong = state(tmp_path / "out.db", tmp_path / "scratch").wrong
    assert [one for one in wrong if "index" in one or "sketch" in one] == []


def waiting(database: Database) -> list[int]:
    return [one for (one,) in database.connection.execute("SELECT sketch_id FROM waiting_hashes ORDER BY sketch_id")]


def indexes(path: Path) -> dict[str, dict[int, set[int]]]:
    with Database(path) as database:
        return held_by(database.connection)


# ── between stored and compared ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lost", [False, True], ids=["kept", "lost"])
def test_cut_off_before_it_is_compared_no_text_is_sketched_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    """Where what is kept until then is lost, it is made again, and all ends the same."""
    records = newsroom.week_of_news(6, 5)
    source = newsroom.jsonl(tmp_path / "news.jsonl", records)
    with Database(tmp_path / "undisturbed.db", write=True) as database:
        ingest(source, database)
        assert waiting(database) == []
        expected = list(canonical_dump(database.connection))
    with Database(tmp_path / "news.db", write=True) as database:
        with monkeypatch.context() as patched:
            patched.setattr(pipeline, "_compare", no_longer)
            with pytest.raises(AssertionError):
                ingest(source, database)
        of_all = "SELECT id FROM sketches WHERE representative_id = id AND tokens > 0 ORDER BY id"
        assert waiting(database) == [one for (one,) in database.connection.execute(of_all)] != []
        if lost:
            with database.transaction() as connection:
                kept_nowhere(connection)
    again: list[int] = []
    monkeypatch.setattr(sketches, "_of_the_text", counted(again, sketches._of_the_text))
    with Database(tmp_path / "news.db", write=True) as database:
        ingest(source, database)
        assert waiting(database) == []
        assert list(canonical_dump(database.connection)) == expected
    assert (again != []) == lost


def counted(calls: list[int], function: Callable[..., Sketch]) -> Callable[..., Sketch]:
    def counting(connection: sqlite3.Connection, version_id: int) -> Sketch:
        calls.append(version_id)
        return function(connection, version_id)

    return counting


@pytest.mark.usefixtures("never_the_slow_way")
def test_a_rebuild_keeps_hashes_until_texts_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = week(tmp_path / "news.db")
    monkeypatch.setattr(sketches, "_of_the_text", no_longer)
    with Database(path, write=True) as database:
        pipeline.reindex(database)
        assert waiting(database) == []
    assert state(path, tmp_path / "scratch").wrong == []


# ── what is told of the indexes ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("table", hash_rows.TABLES)
@pytest.mark.parametrize("damage", ["lost", "another", "of nobody", "beyond all", "of one that is not indexed"])
def test_the_dump_tells_an_index_that_does_not_hold_what_it_should(tmp_path: Path, table: str, damage: str) -> None:
    with Database(copies(tmp_path / "news.db"), write=True) as database:
        connection = database.connection
        sound = list(canonical_dump(connection))
        value = next(value for value, one in hash_rows.every(connection, table) if one == 2)
        gone = {"lost": [(value, 2)], "another": [(value, 2)]}.get(damage, [])
        strange = {"another": 2, "of nobody": 7, "beyond all": 2**31 - 1, "of one that is not indexed": 3}.get(damage)
        with database.transaction():
            assert hash_rows.remove(connection, table, [*gone, (value ^ 1, 2)]) == len(gone)
            if strange is not None:
                hash_rows.add_entries(connection, table, [hash_rows.entry(value ^ 1, strange)])
        assert list(canonical_dump(connection)) != sound
        with database.transaction():
            hash_rows.remove(connection, table, [(value ^ 1, strange or 2)])
            hash_rows.add_entries(connection, table, [hash_rows.entry(value, 2)])
        assert list(canonical_dump(connection)) == sound


def test_sizes_are_those_of_the_bodies(tmp_path: Path) -> None:
    with Database(week(tmp_path / "news.db")) as database:
        connection = database.connection
        leading = [one for (one,) in connection.execute("SELECT id FROM sketches WHERE representative_id = id")]
        expected = {}
        for one in leading:
            sketch = load_sketch(connection, one)
            expected[one] = (sketch.tokens, len(sketch.fingerprints))
            assert as_indexed(connection, one)[0] == list(sketch.fingerprints)
        assert _sizes(connection, leading) == expected
