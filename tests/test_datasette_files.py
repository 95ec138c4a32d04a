"""Story, article and comparison as JSON: the command line's documents, for those who may read the database."""

from __future__ import annotations

import json
import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.datasette_client import configured, get

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.datasette_plugin.stories import MEMBERS_A_PAGE

HOSTILE = "<script>alert(1)</script> \u202e=cmd"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "news.db"
    text = f"TAMSWEILER (AP) - {newsroom.text(1)}"
    records = [newsroom.record(n, text, f"o{n}.example", f"2026-03-0{n}", title=HOSTILE) for n in range(1, 4)]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def story_of(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        (public_id,) = connection.execute("SELECT public_id FROM stories").fetchone()
    return str(public_id)


def document(path: Path, address: str) -> Any:
    answer = get(path, f"/-/syndicheck/{path.stem}/{address}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert "\u202e" not in answer.text  # escaped, so that no terminal obeys it
    return json.loads(answer.text)


def test_they_are_the_documents_of_the_command_line(news: Path) -> None:
    from click.testing import CliRunner

    from syndicheck.cli import cli

    story = story_of(news)
    for address, arguments in (
        (f"story/{story}.json", ["story", story]),
        ("compare/1-2.json", ["compare", "1", "2"]),
        ("article/2.json", ["marks", "2"]),
    ):
        done = CliRunner().invoke(cli, [*arguments, "--db", str(news), "--json"])
        assert done.exit_code == 0, done.output
        assert document(news, address) == json.loads(done.stdout)


def test_they_follow_the_schema(news: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(files("syndicheck.report").joinpath("schema/report-1.json").read_text("utf-8"))
    for address in (f"story/{story_of(news)}.json", "article/1.json", "compare/2-3.json"):
        jsonschema.validate(document(news, address), schema)


@pytest.mark.parametrize(
    "address", ["story/s-none00.json", "article/99.json", "article/x.json", "compare/1.json", "compare/1-99.json"]
)
def test_what_is_not_there_is_said_in_json(news: Path, address: str) -> None:
    answer = get(news, f"/-/syndicheck/news/{address}")
    assert answer.status_code == 404
    said = answer.json()
    assert said["ok"] is False
    assert said["error"]
    assert said["remedy"]


@pytest.mark.parametrize("address", ["article/1.json", "compare/1-2.json"])
@pytest.mark.parametrize(("actor", "status"), [(None, 403), ({"id": "editor"}, 200)])
def test_permission_holds_for_the_files(news: Path, address: str, actor: dict[str, str] | None, status: int) -> None:
    closed = configured(databases={"news": {"allow": {"id": "editor"}}})
    answer = get(news, f"/-/syndicheck/news/{address}", actor, **closed)
    assert answer.status_code == status
    assert ("o1.example" in answer.text) == (status == 200)


def test_a_story_too_large_for_one_answer_comes_in_parts(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    text = newsroom.text(1)
    records = [newsroom.record(n, text, f"o{n}.example", "2026-03-01") for n in range(MEMBERS_A_PAGE + 1)]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "many.jsonl", records), database)
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(files("syndicheck.report").joinpath("schema/report-1.json").read_text("utf-8"))
    address: str | None = f"/-/syndicheck/many/story/{story_of(path)}.json"
    assert address is not None
    assert f'href="{address}"' in get(path, address.removesuffix(".json")).text
    keys: list[str] = []
    starts = []
    while address:
        found = document(path, address.removeprefix("/-/syndicheck/many/"))
        jsonschema.validate(found, schema)
        keys += [article["key"] for article in found["story"]["articles"]]
        assert {edge["article"] for edge in found["story"]["lineage"]} <= set(keys)
        starts.append(found["part"]["start"])
        assert found["part"]["articles"] == sum(found["part"]["places"].values()) == MEMBERS_A_PAGE + 1
        assert ("independence" in found["story"]) == (not found["part"]["start"])
        address = found["part"]["next"]
    with sqlite3.connect(path) as connection:
        assert sorted(keys) == [key for (key,) in connection.execute("SELECT key FROM articles ORDER BY key")]
    assert starts == [0, MEMBERS_A_PAGE]
    assert get(path, f"/-/syndicheck/many/story/{story_of(path)}.json?from=9999").status_code == 404


def test_an_older_file_says_so_in_json(news: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    older.write_bytes(news.read_bytes())
    with sqlite3.connect(older) as connection:
        connection.execute("DROP TABLE hidden_text")
    answer = get(older, "/-/syndicheck/older/article/1.json")
    assert answer.status_code == 503
    assert "reindex" in answer.json()["remedy"]
