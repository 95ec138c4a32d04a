"""The Spark job gives what ``ingest`` gives, in a session of this machine (``make test-spark``)."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.faults.examine import everything

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.errors import InputError, StoreError
from syndicheck.upkeep import merge

pytest.importorskip("pyspark")

SAMPLES = Path(__file__).parent.parent / "samples"
NOTICE = "The desk in Norrvik was not involved in the creation of this content, and answers no questions about it."


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from syndicheck.bulk.spark import session

    found = session("local[2]")
    yield found
    found.stop()


def newsroom_folder(folder: Path, stories: int, seed: int, copies: int = 24) -> Path:
    """Files of several formats: copies, revised and repeated records, a hot notice, equal bodies, other languages."""
    folder.mkdir()
    records = newsroom.week_of_news(stories, seed)
    rng = random.Random(seed)
    for record in records:
        if rng.random() < 0.4:
            record["text"] += f"\n\n{NOTICE}"
    one = newsroom.text(seed * 7000)
    records += [newsroom.record(10_000 + n, one, f"copy{n}.example", f"2026-03-{1 + n % 28:02}") for n in range(copies)]
    url = "https://revised.example/1"
    for day in (4, 6):
        body = newsroom.text(seed * 1000) + "\n\nMore." * (day > 4)
        records.append(newsroom.record(900, body, "revised.example", f"2026-03-0{day}", url=url))
    records += [dict(record, author="Somebody Else") for record in rng.sample(records, 9)]
    records.append({"id": "empty", "outlet": "a.example", "text": ""})
    records.append(newsroom.record(901, newsroom.text(3), "odd.example", "the day before"))
    rng.shuffle(records)
    third = len(records) // 3
    newsroom.jsonl(folder / "a.jsonl", records[:third])
    newsroom.jsonl(folder / "b.jsonl", records[third : 2 * third])
    _parquet(folder / "c.parquet", records[2 * third :])
    _warc(folder / "d.warc", [record for record in records if record.get("text")][:20])
    for name in ("desalination", "pass"):  # in several languages, with translations among them
        shutil.copytree(SAMPLES / name, folder / name)
    return folder


def _parquet(path: Path, records: list[dict[str, Any]]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(records, schema=_columns(records)), path)


def _columns(records: list[dict[str, Any]]) -> Any:
    import pyarrow as pa

    return pa.schema([(name, pa.string()) for name in dict.fromkeys(name for record in records for name in record)])


def _warc(path: Path, records: list[dict[str, Any]]) -> None:
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        for number, record in enumerate(records):
            paragraphs = "".join(f"<p>{part}</p>" for part in record["text"].split("\n\n"))
            head = f"<title>{record['title']}</title>"
            page = f"<html><head>{head}</head><body><article>{paragraphs}</article></body></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"https://archive{number}.example/page",
                    "response",
                    payload=BytesIO(page.encode()),
                    http_headers=headers,
                    warc_headers_dict={"WARC-Date": "2026-04-01T00:00:00Z"},
                )
            )


def alone(path: Path, source: Path | list[str]) -> list[str]:
    with Database(path, write=True) as database:
        ingest(str(source) if isinstance(source, Path) else source, database)
    return everything(path)


def told(path: Path) -> list[tuple[str, str]]:
    """Place and code of what could not be read."""
    with Database(path) as database:
        return sorted(database.connection.execute("SELECT place, code FROM problems"))


@pytest.fixture(scope="module")
def thousands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return newsroom_folder(tmp_path_factory.mktemp("input") / "news", 480, 5, copies=320)


def test_thousands_of_articles_give_the_database_that_ingest_makes(spark: Any, thousands: Path, tmp_path: Path) -> None:
    from syndicheck.bulk.spark import run

    tables = tmp_path / "tables"
    done = run(spark, [str(thousands)], tmp_path / "spark.db", tmp_path / "work", parquet=tables)
    lines = everything(tmp_path / "spark.db")
    assert done.articles > 2_000
    assert done.stories > 480
    assert lines == alone(tmp_path / "alone.db", thousands)
    counted = {name: spark.read.parquet(str(tables / name)) for name in ("articles", "marks", "matches", "stories")}
    assert counted["articles"].select("key").distinct().count() == done.articles
    assert counted["matches"].count() == done.matches
    assert counted["marks"].count() == sum(line.startswith('["mark"') for line in lines)
    assert {row["verdict"] for row in counted["stories"].select("verdict").distinct().collect()} <= {
        "first",
        "tied",
        "undetermined",
    }


def test_parts_hold_whole_stories_and_make_one_database_together(spark: Any, tmp_path: Path) -> None:
    from syndicheck.bulk.spark import run

    source = newsroom_folder(tmp_path / "news", 12, 3)
    done = run(spark, [str(source)], tmp_path / "part.db", tmp_path / "work", parts=3)
    assert [path.name for path in done.databases] == ["part-00000.db", "part-00001.db", "part-00002.db"]
    stories = sorted(line for path in done.databases for line in everything(path) if line.startswith('["story"'))
    lines = alone(tmp_path / "alone.db", source)
    assert stories == sorted(line for line in lines if line.startswith('["story"'))
    with Database(tmp_path / "merged.db", write=True) as database:
        assert merge(database, done.databases).stories == done.stories


def test_objects_are_read_through_spark_as_files_are(spark: Any, tmp_path: Path) -> None:
    """A folder under a name with a scheme goes the same way as a bucket: Hadoop's file systems."""
    from syndicheck.bulk.spark import run

    source = newsroom_folder(tmp_path / "news [1]", 4, 6)
    (source / "notes.tmp").write_text("nothing to read", encoding="utf-8")
    (source / "_started").touch()
    (source / "broken.jsonl").write_text('{"text": ', encoding="utf-8")
    single = newsroom.jsonl(tmp_path / "one more.jsonl", newsroom.week_of_news(1, 9))
    run(spark, [f"file://{source}", str(single)], tmp_path / "spark.db", tmp_path / "work")
    with Database(tmp_path / "alone.db", write=True) as database:
        ingest([str(source), str(single)], database)
    assert everything(tmp_path / "spark.db") == everything(tmp_path / "alone.db")
    with Database(tmp_path / "spark.db") as database:
        places = {place for (place,) in database.connection.execute("SELECT place FROM article_versions")}
        (broken,) = database.connection.execute("SELECT place FROM problems WHERE place LIKE '%broken%'").fetchone()
    assert any(place.startswith("file:") and "news [1]/a.jsonl:" in place for place in places)
    assert broken.startswith("file:")
    assert not any("syndicheck-" in place for place in (*places, broken))


@pytest.mark.parametrize("name", ["file:///nowhere/news", "nonsense://bucket/news"])
def test_objects_that_cannot_be_reached(spark: Any, tmp_path: Path, name: str) -> None:
    from syndicheck.bulk.spark import run

    with pytest.raises(InputError, match="cannot be read"):
        run(spark, [name], tmp_path / "new.db", tmp_path / "work")


def test_a_job_that_is_cut_off_goes_on_with_the_stage_that_is_missing(
    spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from syndicheck.bulk import components, matching, placing, preparation
    from syndicheck.bulk.spark import run

    source = newsroom_folder(tmp_path / "news", 6, 4)
    target, work = tmp_path / "spark.db", tmp_path / "work"

    def cut_off(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    for module, name in ((matching, "matched"), (components, "components")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, cut_off)
            with pytest.raises(KeyboardInterrupt):
                run(spark, [str(source)], target, work)
        assert not target.exists()
    with monkeypatch.context() as patch:
        patch.setattr(placing.shutil, "move", full_disk)
        with pytest.raises(StoreError, match="No space left on device"):
            run(spark, [str(source)], target, work)
    monkeypatch.setattr(preparation, "prepared", cut_off)  # what is there is not made again
    run(spark, [str(source)], target, work)
    assert everything(target) == alone(tmp_path / "alone.db", source)


VERSIONS = (
    "number bigint, lang string, tokens int, representative bigint, fingerprints array<bigint>,"
    " bands array<bigint>, anchors array<struct<hash: bigint, weight: double, step: int>>, releases array<string>"
)
"""What stage 3 asks of stage 2."""


def full_disk(*arguments: object, **named: object) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "news.db.partial")


def test_whatever_stops_a_job_is_told_in_one_line(spark: Any, tmp_path: Path) -> None:
    """A disk that Java finds full is told of in the same way as one of which it may not be written to."""
    from syndicheck.bulk import explaining

    def refused(batches: object) -> Any:  # in here: workers do not know this module
        raise OSError(errno.ENOSPC, "No space left on device")

    def killed(batches: object) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)

    (tmp_path / "file").touch()
    table = spark.range(4)
    for said, job in {
        "No space left on device": lambda: table.mapInArrow(refused, "id bigint").write.parquet(f"{tmp_path}/a"),
        "crashed": lambda: table.mapInArrow(killed, "id bigint").write.parquet(f"{tmp_path}/b"),
        "not a directory": lambda: table.write.parquet(f"file://{tmp_path}/file/c"),
        "news.db.partial: No space left on device": full_disk,
        "PATH_NOT_FOUND": lambda: spark.read.parquet(f"{tmp_path}/nothing"),
    }.items():
        with pytest.raises(StoreError, match=said) as told, explaining.explained(tmp_path / "work"):
            job()
        assert "the same command goes on" in str(told.value)
        assert "\n" not in str(told.value)
        assert len(str(told.value)) < 600


def test_tables_do_not_take_the_place_of_what_is_there(spark: Any, tmp_path: Path) -> None:
    """The input itself lies where the table of articles would go."""
    from syndicheck.bulk.spark import run

    source = newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(1))
    (tmp_path / "articles").mkdir()
    source = source.rename(tmp_path / "articles" / "news.jsonl")
    with pytest.raises(InputError, match="articles exists already"):
        run(spark, [str(source.parent)], tmp_path / "new.db", tmp_path / "work", parquet=tmp_path)
    assert source.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles"]


def test_a_job_in_its_own_input_reads_what_ingest_reads_there(
    spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder with brackets in its name; with a database that lies there by chance; cut off in the middle."""
    from syndicheck.bulk import matching
    from syndicheck.bulk.spark import run

    archive = tmp_path / "Archiv {1}"
    archive.mkdir()
    newsroom.jsonl(archive / "a.jsonl", newsroom.week_of_news(2))
    for name, text in (("places", "Visited, and nobody else's concern."), ("posts", newsroom.text(7))):
        with sqlite3.connect(archive / f"{name}.sqlite") as connection:
            connection.execute("CREATE TABLE visits (id, title, text)")
            connection.execute("INSERT INTO visits VALUES (1, 'A', ?)", (text,))
        connection.close()
    (archive / "empty.txt").touch()
    monkeypatch.chdir(archive)
    posts = f"sqlite:{archive}/posts.sqlite?SELECT id, text FROM visits"
    lines = alone(tmp_path / "alone.db", [str(archive), posts, str(tmp_path / "nowhere.txt")])
    sources = [".", posts, str(tmp_path / "nowhere.txt")]
    target, work = Path("news[2026].db"), archive / "news[2026].db.work"
    with monkeypatch.context() as patch:
        patch.setattr(matching, "matched", full_disk)
        with pytest.raises(StoreError, match="No space left"):
            run(spark, sources, target, work, parquet=archive)
    run(spark, sources, target, work, parquet=archive)
    assert everything(target) == lines
    assert told(target) == told(tmp_path / "alone.db")
    assert [code for _, code in told(target)].count("database-in-folder") == 2
    assert spark.read.parquet(str(archive / "articles").replace("{", "\\{").replace("}", "\\}")).count() > 4


def test_objects_that_spark_passes_over_are_told_of(spark: Any, tmp_path: Path) -> None:
    from syndicheck.bulk.objects import listed

    for name, content in (("_2025.jsonl", "{}"), ("empty.jsonl", ""), ("a.jsonl", "{}")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "nothing").mkdir()
    hidden = listed(spark, f"file://{tmp_path}/_2025.jsonl")
    assert [one.problem and one.problem.code for one in hidden] == ["hidden"]
    found = listed(spark, f"file://{tmp_path}")
    assert [(one.name.rsplit("/", 1)[-1], one.problem and one.problem.code) for one in found] == [
        ("a.jsonl", None),
        ("empty.jsonl", "empty"),
    ]
    assert [one.problem and one.problem.code for one in listed(spark, f"file://{tmp_path}/nothing")] == ["no-articles"]


def test_a_job_of_nothing_says_so_before_it_begins(spark: Any, tmp_path: Path) -> None:
    from syndicheck.bulk.spark import run

    (tmp_path / "nothing").mkdir()
    with pytest.raises(InputError, match="nothing: There is no object that can be read"):
        run(spark, [f"file://{tmp_path}/nothing"], tmp_path / "new.db", tmp_path / "work")
    assert not (tmp_path / "work").exists()


def test_stages_of_other_input_are_not_used(spark: Any, tmp_path: Path) -> None:
    from syndicheck.bulk.sources import Source
    from syndicheck.bulk.spark import run
    from syndicheck.bulk.work import begin

    first = newsroom.jsonl(tmp_path / "first.jsonl", newsroom.week_of_news(1))
    begin(tmp_path / "work", [str(first)], [Source(str(first))], {})
    with pytest.raises(InputError, match="other input"):
        run(spark, [str(first)], tmp_path / "new.db", tmp_path / "work")
    (tmp_path / "old.db").touch()
    with pytest.raises(InputError, match="exists already"):
        run(spark, [str(first)], tmp_path / "old.db", tmp_path / "else")


def test_no_task_is_handed_all_bearers_of_a_hot_key(spark: Any) -> None:
    """Spark takes the first of them before the shuffle only up to a limit, which is a setting."""
    from syndicheck.bulk.proposing import proposed

    plan = proposed(spark.createDataFrame([], VERSIONS))._jdf.queryExecution().executedPlan().toString()
    assert plan.count("row_number()") >= 4
    limits = [line for line in plan.splitlines() if "WindowGroupLimit" in line and "Partial" in line]
    assert sorted(int(line.split("row_number(), ")[1].split(",")[0]) for line in limits) == [30, 200, 200, 256, 1_024]


def test_candidates_are_those_of_the_index_for_families_too(spark: Any) -> None:
    """Half of 1,600 texts are of a family; some of the others have two of its phrases among many of their own."""
    from syndicheck.bulk.proposing import proposed
    from syndicheck.linking import MOST_COMPARED
    from syndicheck.store import candidates

    rng = random.Random(8)
    family = [rng.randrange(1 << 31) for _ in range(20)]
    prints = {}
    for number in range(1, 1_601):
        own = [rng.randrange(1 << 31) for _ in range(5)] + [rng.randrange(400) for _ in range(3)]
        if rng.random() < 0.5:
            own += rng.sample(family, 18)
        elif rng.random() < 0.5:
            own += [*rng.sample(family, 2), *(rng.randrange(1 << 31) for _ in range(30))]
        prints[number] = sorted(set(own))
    rows = [(number, "en", 200, number, keys, [], [], []) for number, keys in prints.items()]
    found = {row["number"]: row["earlier"] for row in proposed(spark.createDataFrame(rows, VERSIONS)).collect()}
    bearers: dict[int, list[int]] = {}
    further = 0
    for number, keys in prints.items():
        before = [bearers.get(key, []) for key in keys]
        postings = [numbers[: candidates.POSTINGS] for numbers in before]
        for place in candidates.common_places(postings):
            postings[place] = before[place][: candidates.FAMILY_POSTINGS]
            further += len(before[place]) > candidates.POSTINGS
        sizes = {one: (200, len(prints[one])) for one in prints}
        ranked = candidates.ranked(
            200, [list(one) for one in postings], set(), lambda ids, sizes=sizes: {one: sizes[one] for one in ids}
        )
        assert found[number] == [one.sketch_id for one in ranked][:MOST_COMPARED], number
        for key in keys:
            bearers.setdefault(key, []).append(number)
    assert further > 1_000


def test_the_first_round_sends_what_says_whether_there_is_more_to_see(spark: Any) -> None:
    """An article in a collection of ten languages: hundreds of texts would go along that nobody looks at."""
    from syndicheck.bulk.matching import FIRST, sent_along
    from syndicheck.bulk.proposing import SCHEMA

    languages = [(list(range(1_000 * n, 1_000 * n + 36)), n % 4) for n in range(1, 10)]
    rows = [
        (9_999, [1, 2], [2, *range(3, 200)], [7, 900], languages, list(range(100, 136))),
        (9_998, [], [], [], [([500, 501], 0)], []),
        (9_997, [], [], [], [], []),
    ]
    proposed = spark.createDataFrame(rows, SCHEMA)
    first, second = (
        {row[0]: row[1] for row in proposed.select("number", sent_along(first=one)).collect()} for one in (True, False)
    )
    promising = [number for ids, count in languages for number in ids[:count]]
    assert sorted(first[9_999]) == sorted({1, 2, *range(3, FIRST + 2), 7, 900, *promising})
    assert set(second[9_999]) == {number for row in rows[:1] for ids in row[1:4] for number in ids} | {
        *range(100, 136),
        *(number for ids, _ in languages for number in ids),
    }
    assert (first[9_998], second[9_998]) == ([], [500, 501])


def test_components_are_those_of_a_union_find(spark: Any, tmp_path: Path) -> None:
    from syndicheck.bulk.components import components

    rng = random.Random(1)
    edges = [(rng.randrange(400), rng.randrange(400)) for _ in range(230)]
    edges += [(n, n + 1) for n in range(1_000, 1_090)]  # a chain
    edges += [(2_000 + n, 2_000) for n in range(300)]  # a star
    rng.shuffle(edges)
    parent = {vertex: vertex for edge in edges for vertex in edge if edge[0] != edge[1]}

    def root(vertex: int) -> int:
        while parent[vertex] != vertex:
            vertex = parent[vertex]
        return vertex

    for a, b in edges:
        if a != b and root(a) != root(b):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    found = components(spark.createDataFrame(edges, "a bigint, b bigint"), tmp_path / "steps").collect()
    assert {row["vertex"]: row["component"] for row in found} == {vertex: root(vertex) for vertex in parent}
    assert len(found) == len(parent)


def by_python(folder: Path) -> list[str]:
    return [sys.executable, "-m", "syndicheck", "bulk", "--master", "local[1]"]


def by_spark_submit(folder: Path) -> list[str]:
    """As docs/bulk.md says. Its script wants a Python file, and the environment's Python first in the path."""
    program = folder / "submit.py"
    program.write_text("from syndicheck.cli import main; main()\n", encoding="utf-8")
    submit = Path(sys.executable).with_name("spark-submit")
    return [str(submit), "--master", "local[1]", str(program), "bulk"]


@pytest.mark.parametrize("started", [by_python, by_spark_submit])
def test_the_command(tmp_path: Path, started: Callable[[Path], list[str]]) -> None:
    source = newsroom.jsonl(tmp_path / "news.jsonl", newsroom.week_of_news(2))
    with source.open("a", encoding="utf-8") as file:
        file.write("{no record\n")
    command = [*started(tmp_path), str(source), "--engine", "spark", "--db", str(tmp_path / "news.db")]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PATH": path}
    )
    assert done.returncode == 1, done.stderr
    # spark-submit passes on what its program says, wherever it said it, as its own output
    said = done.stderr if started is by_python else done.stdout
    assert "stories." in said
    assert "left out: " in said
    assert everything(tmp_path / "news.db") == alone(tmp_path / "alone.db", source)
    assert not (tmp_path / "news.db.work").exists()
    assert started is by_spark_submit or done.stdout == ""
