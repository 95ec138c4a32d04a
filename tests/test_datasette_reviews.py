"""Decisions in the browser: by those who may, from our own forms, with the effect of the command."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests import newsroom
from tests.datasette_client import VERSION_1, ask, get, plugin

from syndicheck import Database
from syndicheck.api import ingest

REVIEWS = "/-/syndicheck/news/reviews"
EDITORS = plugin(allow_review={"id": ["ada", "ben"]})
ADA = {"id": "ada", "name": "Ada <b>Quill</b>"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reviews") / "news.db"
    records = [
        newsroom.record(1, f"BRINDLE (AP) - {newsroom.text(1)}", "wire.example", "2026-03-01T08:00:00Z"),
        newsroom.record(2, newsroom.text(1), "copy.example", "2026-03-01T12:00:00Z"),
        newsroom.record(3, newsroom.text(1), "third.example", "2026-03-02T12:00:00Z"),
        newsroom.record(4, newsroom.text(2), "own.example", "2026-03-02"),
        newsroom.record(5, newsroom.text(3), "a.example", "2026-03-02"),
        newsroom.record(6, newsroom.text(3), "b.example", "2026-03-03"),
    ]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


@pytest.fixture
def news(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "news.db"))


def query(path: Path, sql: str) -> list[Any]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


def decide(
    path: Path,
    fields: dict[str, Any],
    *,
    query: str = "",
    actor: dict[str, Any] | None = ADA,
    token: bool = True,
    settings: dict[str, Any] = EDITORS,
    **headers: str,
) -> tuple[Any, Any]:
    """Fill in a form of the page and send it; the answer, and the page that it leads to."""

    async def run() -> tuple[Any, Any]:
        from datasette.app import Datasette

        datasette = Datasette([str(path)], **settings)
        await datasette.invoke_startup()
        cookies = {"ds_actor": datasette.sign({"a": actor}, "actor")} if actor else {}
        page = await datasette.client.get(REVIEWS + query, cookies=cookies)
        found = re.search(r'name="csrftoken" value="([^"]*)"', page.text)
        data = {**({"csrftoken": unescape(found[1])} if found and token else {}), **fields}
        if token:
            cookies = {**cookies, **dict(page.cookies)}
        answer = await datasette.client.post(REVIEWS, data=data, cookies=cookies, headers=headers)
        then = answer
        if answer.status_code == 303:
            then = await datasette.client.get(answer.headers["location"], cookies=cookies)
        return answer, then

    return asyncio.run(run())


def test_a_story_is_split_and_the_decision_taken_back(news: Path) -> None:
    ((story,),) = query(news, "SELECT public_id FROM stories WHERE members = 3")
    page = get(news, f"/-/syndicheck/news/story/{story}", ADA, **EDITORS)
    (form,) = {unescape(link) for link in re.findall(rf'href="({REVIEWS}\?story=[^"]+)"', page.text)}
    boxes = re.findall(r'name="leaving" value="(\d+)"', get(news, form, ADA, **EDITORS).text)
    assert len(boxes) == 3
    answer, then = decide(news, {"action": "split", "story": story, "leaving": [boxes[0]], "why": "<i>other</i>"})
    assert answer.status_code == 303
    assert "in effect" in then.text
    assert "<b>Quill" not in then.text
    assert "<i>other" not in then.text
    assert query(news, "SELECT reviewer, why, kind FROM reviews") == [("Ada <b>Quill</b>", "<i>other</i>", "split")]
    assert query(news, "SELECT members FROM stories ORDER BY 1") == [(2,), (2,)]
    answer, then = decide(news, {"action": "undo", "number": "1", "why": "no"}, actor={"id": "ben"})
    assert answer.status_code == 303
    assert "withdrawn" in then.text
    assert query(news, "SELECT members FROM stories ORDER BY 1") == [(2,), (3,)]
    assert query(news, "SELECT withdrawn_by FROM reviews") == [("ben",)]


def test_two_articles_confirmed_and_rejected(news: Path) -> None:
    assert decide(news, {"action": "confirm", "a": "1", "b": "4"})[0].status_code == 303
    assert query(news, "SELECT max(members) FROM stories") == [(4,)]
    answer, then = decide(news, {"action": "reject", "a": "1", "b": "4"}, query="?a=1&b=4")
    assert answer.status_code == 303
    assert "superseded" in then.text
    assert query(news, "SELECT max(members) FROM stories") == [(3,)]


def test_stories_merged(news: Path) -> None:
    ids = " ".join(row[0] for row in query(news, "SELECT public_id FROM stories"))
    assert decide(news, {"action": "merge", "stories": ids})[0].status_code == 303
    assert query(news, "SELECT members FROM stories") == [(5,)]


def test_a_mark_dismissed_and_restored(news: Path) -> None:
    page = get(news, "/-/syndicheck/news/article/1", ADA, **EDITORS)
    assert f"{REVIEWS}?article=1" in page.text
    form = get(news, f"{REVIEWS}?article=1", ADA, **EDITORS).text
    assert form.count('name="mark"') == len(query(news, "SELECT 1 FROM marks WHERE version_id = 1"))
    assert decide(news, {"action": "dismiss", "article": "1", "mark": "1"})[0].status_code == 303
    assert query(news, "SELECT count(*) FROM marks WHERE dismissed_by = 1") == [(1,)]
    assert decide(news, {"action": "restore", "article": "1", "mark": "1"})[0].status_code == 303
    assert query(news, "SELECT count(*) FROM marks WHERE dismissed_by IS NOT NULL") == [(0,)]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"action": "drop"},
        {"action": "confirm"},
        {"action": "confirm", "a": "1", "b": "1"},
        {"action": "confirm", "a": "1", "b": "/etc/passwd"},
        {"action": "reject", "a": "1", "b": "x" * 5_000},
        {"action": "merge", "stories": "s-none00 s-none01"},
        {"action": "split", "story": "s-none00"},
        {"action": "split", "story": "s-none00", "leaving": ["1"]},
        {"action": "dismiss", "article": "1", "mark": "99"},
        {"action": "undo", "number": "99"},
        {"action": "undo", "number": "٣"},
        {"action": "undo", "number": "9" * 40},
        {"action": "confirm", "a": "1", "b": "4", "why": "w" * 3_000},
    ],
)
def test_what_cannot_be_decided_is_said(news: Path, fields: dict[str, Any]) -> None:
    answer, _ = decide(news, fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "root:" not in answer.text
    assert query(news, "SELECT count(*) FROM reviews") == [(0,)]


def test_what_was_filled_in_is_not_lost_with_the_decision(news: Path) -> None:
    ((story,),) = query(news, "SELECT public_id FROM stories WHERE members = 3")
    why = 'same "release", <retyped>'
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"action": "confirm", "a": "1", "b": "77"}, ['name="a" value="1"', 'name="b" value="77"']),
        ({"action": "merge", "stories": f"{story} s-none00"}, [f'name="stories" value="{story} s-none00"']),
        ({"action": "split", "story": story, "leaving": ["1", "2", "3"]}, ['value="2" id="leaving-2" checked']),
        ({"action": "split", "story": "s-none00", "leaving": ["1"]}, []),
        ({"action": "restore", "article": "1", "mark": "1"}, ['id="mark-1" required checked']),
    ]
    for fields, kept in cases:
        answer, _ = decide(news, {**fields, "why": why})
        assert answer.status_code == 422
        assert all(one in answer.text for one in kept), fields
        if kept:
            assert answer.text.count("&quot;release&quot;, &lt;retyped&gt;") == 1
    anybody = plugin(allow_review=True)
    answer, _ = decide(news, {"action": "confirm", "a": "1", "b": "1", "by": "Eve"}, actor=None, settings=anybody)
    assert answer.text.count('name="by" value="Eve"') == 1


def test_what_broke_while_the_stories_were_formed_is_told(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from syndicheck import reviewing
    from syndicheck.model.articles import Problem

    def broken(database: Any, *, on_problem: Any) -> None:
        on_problem(Problem("url:<b>1", "broken-story", "These 4 articles break the program.", "Report it."))

    monkeypatch.setattr(reviewing, "link_and_group", broken)
    answer, _ = decide(news, {"action": "confirm", "a": "1", "b": "4", "why": "seen"})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert "url:&lt;b&gt;1: These 4 articles break the program. Report it." in answer.text
    assert "Review 1: in effect" in answer.text
    assert 'value="seen"' not in answer.text


def test_why_a_decision_was_taken_back_is_told(news: Path) -> None:
    decide(news, {"action": "confirm", "a": "1", "b": "4"})
    _, then = decide(news, {"action": "undo", "number": "1", "why": "was <i>another</i>"})
    assert ": was &lt;i&gt;another&lt;/i&gt;" in then.text


@pytest.mark.parametrize(("actor", "status"), [(None, 403), ({"id": "eve"}, 403), ({"id": "ben"}, 303)])
def test_only_those_who_may(news: Path, actor: dict[str, Any] | None, status: int) -> None:
    page = get(news, REVIEWS, actor, **EDITORS)
    assert page.status_code == 200
    assert ("<form" in page.text) == (status == 303)
    assert ("form-action 'self'" in page.headers["content-security-policy"]) == (status == 303)
    answer, _ = decide(news, {"action": "confirm", "a": "1", "b": "4"}, actor=actor)
    assert answer.status_code == status
    assert query(news, "SELECT count(*) FROM reviews") == [(int(status == 303),)]
    for address in ("article/1", "compare/1-2"):
        text = get(news, f"/-/syndicheck/news/{address}", actor, **EDITORS).text
        assert ("/reviews?" in text) == (status == 303)


def test_without_configuration_only_root_decides(news: Path) -> None:
    more = {} if not VERSION_1 else {"settings": {}}
    assert "<form" not in get(news, REVIEWS, ADA).text
    answer, _ = decide(news, {"action": "confirm", "a": "1", "b": "4"}, actor=ADA, settings=more)
    assert answer.status_code == 403
    if not VERSION_1:  # 1.0 knows a root actor only with --root
        assert "<form" in get(news, REVIEWS, {"id": "root"}).text


def test_forged_forms_decide_nothing(news: Path) -> None:
    anybody = plugin(allow_review=True)
    fields = {"action": "confirm", "a": "1", "b": "4", "by": "Eve"}
    attempts = [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
    for headers in attempts:
        assert decide(news, fields, actor=None, settings=anybody, **headers)[0].status_code == 403
        assert decide(news, fields, **headers)[0].status_code == 403
    if not VERSION_1:  # an old browser that says nothing of where it comes from
        assert decide(news, fields, actor=None, settings=anybody, token=False)[0].status_code != 303
        assert decide(news, fields, token=False)[0].status_code == 403
    assert query(news, "SELECT count(*) FROM reviews") == [(0,)]
    assert decide(news, fields, actor=None, settings=anybody)[0].status_code == 303
    assert query(news, "SELECT reviewer FROM reviews") == [("Eve",)]


def test_a_file_that_is_immutable_or_read_only_offers_no_decision(news: Path) -> None:
    (page,) = ask(news, ("get", REVIEWS, {}), actor={"id": "ben"}, immutable=True, **EDITORS)
    assert page.status_code == 200
    assert "<form" not in page.text


def test_a_database_that_is_being_written_says_so(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from syndicheck.store import database

    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    writer = sqlite3.connect(news, isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("BEGIN IMMEDIATE")
    try:
        answer, _ = decide(news, {"action": "confirm", "a": "1", "b": "4"})
        assert answer.status_code == 503
        assert "news.db is locked: another process is writing" in answer.text
        assert str(news.parent) not in answer.text
        assert get(news, "/-/syndicheck/news").status_code == 200
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_a_decision_in_the_middle_of_a_run_is_not_stored(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from syndicheck.store import database
    from syndicheck.store.writers import one_run

    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    with one_run(news, 1):
        answer, _ = decide(news, {"action": "confirm", "a": "1", "b": "4"})
    assert answer.status_code == 503
    assert query(news, "SELECT count(*) FROM reviews") == [(0,)]
