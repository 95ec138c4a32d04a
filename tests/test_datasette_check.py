"""Drafts checked in the browser and by programs: form, JSON, limits, permissions."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests import newsroom
from tests.datasette_client import VERSION_1, ask, configured, get, plugin

from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.cli import cli
from syndicheck.datasette_plugin.workers import stop_worker, worker_of

CHECK = "/-/syndicheck/news/check"
COPY = newsroom.text(1)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "news.db"
    records = [
        newsroom.record(1, f"BRINDLE (AP) - {COPY}", "wire.example", "2026-03-01", title="<script>x</script> first"),
        newsroom.record(2, newsroom.text(2), "own.example", "2026-03-02"),
    ]
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(path.with_suffix(".jsonl"), records), database)
    return path


def post(path: Path, body: Any, headers: dict[str, str] | None = None, **more: Any) -> Any:
    sent = {"content": body if isinstance(body, (bytes, str)) or hasattr(body, "__aiter__") else json.dumps(body)}
    kinds = {"Content-Type": "application/json", **(headers or {})}
    return ask(path, ("post", CHECK, {**sent, "headers": kinds}), **more)[0]


def test_the_answer_is_that_of_the_command(news: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(COPY, encoding="utf-8")
    printed = CliRunner().invoke(cli, ["check", str(draft), "--db", str(news), "--format", "json"]).output
    wanted = json.loads(printed.replace(json.dumps(str(draft)), '"4711"'))
    said = post(news, {"text": COPY, "name": "4711"})
    assert said.status_code == 200
    found = said.json()
    for one in (found, wanted):
        one["drafts"][0].pop("title")
    assert found == wanted
    assert {one["code"] for one in found["drafts"][0]["findings"]} >= {"SYN101", "SYN201"}


def test_no_words_of_a_translation_are_counted() -> None:
    from syndicheck.datasette_plugin.drafts import _sources
    from syndicheck.datasette_plugin.frame import Asked

    source = {"outlet": "es.example", "title": "Puerto", "lang": "es", "article_id": 1, "published": None}
    shares = {"class": "translation", "passages": [], "share_of_draft": 0.0, "share_of_source": 0.0}
    page = str(_sources([{**source, **shares}], Asked("news")))
    assert page.count("<td>–</td>") == 2
    assert "0 %" not in page


def test_own_outlets_are_left_out(news: Path) -> None:
    said = post(news, {"text": newsroom.text(2)}).json()["drafts"][0]
    assert said["copied"] == pytest.approx(1)
    assert post(news, {"text": newsroom.text(2), "own": ["own.example"]}).json()["drafts"][0]["copied"] == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 400),
        (b"null", 400),
        (b'"text"', 400),
        (b"{}", 422),
        (b'{"text": ""}', 422),
        (b'{"text": 5}', 422),
        (b'{"text": "short", "name": ["x"]}', 200),
        (b'{"text": "short", "own": "x"}', 400),
        (b'{"text": "short", "own": [1]}', 400),
        (b'{"text": "short \\ud800 \\u0000"}', 200),
        (b'{"text": "short", "x": ' + b'{"x":' * 90 + b"1" + b"}" * 90 + b"}", 422),
        (b'{"text": "short", "url": "http://[", "lang": "' + b"x" * 9_000 + b'"}', 200),
    ],
)
def test_whatever_is_sent_is_answered(news: Path, body: bytes, status: int) -> None:
    said = post(news, body)
    assert said.status_code == status
    if status != 200:
        assert said.json()["ok"] is False
        assert said.json()["error"]


def test_only_json(news: Path) -> None:
    assert post(news, b"text", {"Content-Type": "text/plain"}).status_code == 415
    assert post(news, b"x", {"Content-Type": "multipart/form-data; boundary=x"}).status_code == 415
    assert ask(news, ("post", "/-/syndicheck/nowhere/check", {"json": {"text": "x"}}))[0].status_code in (403, 404)


# ── limits ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_body_without_end_is_cut_while_it_arrives(news: Path) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 1
            yield b"x" * 10_000

    said = post(news, endless(), **plugin(most_bytes=55_000))
    assert said.status_code == 413
    assert "55,000" in said.json()["error"]
    assert sent <= 18


def test_a_form_without_end_too(news: Path) -> None:
    form = {"content": b"text=" + b"x" * 60_000, "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
    (said,) = ask(news, ("post", CHECK, form), **plugin(most_bytes=55_000))
    assert said.status_code == 413


def test_a_draft_that_takes_too_long_is_stopped_and_the_next_one_is_not(news: Path) -> None:
    from syndicheck.datasette_plugin.workers import Worker

    question = {"database": str(news), "record": {"text": COPY}}

    async def both() -> list[int]:
        worker = Worker()
        try:
            late = await worker.ask(question, 0.001)
            return [late["status"], (await worker.ask(question, 60))["status"]]
        finally:
            await worker.stop()

    assert asyncio.run(both()) == [504, 200]


def test_too_many_at_once_are_sent_away(news: Path) -> None:
    from syndicheck.datasette_plugin.workers import MOST_WAITING, Worker

    question = {"database": str(news), "record": {"text": "short"}}

    async def crowd() -> list[int]:
        worker = Worker()
        asked = (worker.ask(question, 60) for _ in range(MOST_WAITING + 2))
        try:
            return sorted([said["status"] for said in await asyncio.gather(*asked)])
        finally:
            await worker.stop()

    assert asyncio.run(crowd()) == [200] * MOST_WAITING + [503, 503]


# ── who may ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
def test_other_sites_send_nothing_here(news: Path, headers: dict[str, str], kind: str) -> None:
    assert post(news, {"text": COPY}, {"Content-Type": kind, **headers}).status_code == 403


def test_permission_to_check(news: Path) -> None:
    only = plugin(allow_check={"id": "editor"})
    for actor, status in ((None, 403), ({"id": "other"}, 403), ({"id": "editor"}, 200)):
        assert get(news, CHECK, actor, **only).status_code == status
        assert post(news, {"text": "short"}, actor=actor, **only).status_code == status
        home = get(news, "/-/syndicheck/news", actor, **only)
        assert ("Check a draft" in home.text) == (status == 200)


def test_a_token_checks_and_sees_nothing_else(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMS_TOKEN", "t0ken-ä")
    closed = configured(allow={"id": "editor"}, plugins={"syndicheck": {"tokens": [{"$env": "CMS_TOKEN"}, "", None]}})
    for token, status in (("t0ken-ä", 200), ("t0ken", 403), ("", 403), ("None", 403)):
        bearer = {"Authorization": f"Bearer {token}".encode()}
        assert post(news, {"text": "short"}, bearer, **closed).status_code == status  # type: ignore[arg-type]
    headers = {"Authorization": "Bearer t0ken-ä".encode()}
    (page,) = ask(news, ("get", "/-/syndicheck/news", {"headers": headers}), **closed)
    assert page.status_code == 403


# ── the form ──────────────────────────────────────────────────────────────────────────────────────────


def fill(path: Path, fields: dict[str, str], *, forged: bool = False) -> Any:
    async def run() -> Any:
        from datasette.app import Datasette

        datasette = Datasette([str(path)])
        await datasette.invoke_startup()
        page = await datasette.client.get(CHECK)
        token = re.search(r'name="csrftoken" value="([^"]*)"', page.text)
        data = {**({"csrftoken": unescape(token[1])} if token and not forged else {}), **fields}
        try:
            return await datasette.client.post(CHECK, data=data, cookies=dict(page.cookies))
        finally:
            await stop_worker(datasette)

    return asyncio.run(run())


def test_form_and_report(news: Path) -> None:
    page = fill(news, {"text": COPY.replace("\n", "\r\n"), "title": "<b>Mine</b>"})
    assert page.status_code == 200
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert "SYN101" in page.text
    assert "reference?part=findings#SYN101" in page.text
    assert "<b>Mine" not in page.text
    assert "<script" not in page.text
    assert page.text.count('<mark class="a">') >= 1
    assert unescape(page.text.split("<textarea")[1].split("</textarea>")[0]).endswith(COPY)
    assert "wire.example" in page.text


def test_a_form_with_more_fields_than_any_of_ours(news: Path) -> None:
    body = b"&".join(b"f%d=1" % number for number in range(1_000))
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for page in ("check", "reviews"):
        address = f"/-/syndicheck/news/{page}"
        settings = {**plugin(allow_review=True)}
        answer = ask(news, ("post", address, {"content": body, "headers": headers}), **settings)[0]
        assert answer.status_code == 400
        assert "more than 320 fields" in answer.text


def test_form_without_text(news: Path) -> None:
    page = fill(news, {"text": " \r\n"})
    assert page.status_code == 422
    assert "There is no text in it" in page.text


@pytest.mark.skipif(VERSION_1, reason="Datasette 1.0 looks at where a form comes from, not at a token")
def test_forged_form(news: Path) -> None:
    assert fill(news, {"text": COPY}, forged=True).status_code == 403


def test_database_of_another_catalogue(news: Path, tmp_path: Path) -> None:
    import sqlite3

    other = Path(shutil.copy(news, tmp_path / "news.db"))
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'catalogue_version'")
    said = post(other, {"text": COPY})
    assert said.status_code == 503
    assert "reindex" in said.json()["remedy"]


# ── over HTTP ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def server(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server, as ``syndicheck serve`` starts it, with a token for a content system."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = tmp_path_factory.mktemp("settings") / "datasette.json"
    settings.write_text(json.dumps({"plugins": {"syndicheck": {"tokens": ["s3cret"], "allow_check": False}}}))
    command = [sys.executable, "-m", "datasette", "serve", str(news), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--config" if VERSION_1 else "--metadata", str(settings)], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def recipe(heading: str) -> str:
    """The block of code under a heading of the documentation."""
    text = (Path(__file__).parents[1] / "docs" / "datasette.md").read_text(encoding="utf-8")
    return text.split(heading)[1].split("```")[1].partition("\n")[2]


def test_the_recipe_of_the_documentation(server: str, tmp_path: Path) -> None:
    command = recipe("**Any program.**").replace("https://desk.example", server).replace("$TOKEN", "s3cret")
    (tmp_path / "draft.json").write_text(json.dumps({"text": COPY}), encoding="utf-8")
    arguments = shlex.split(command.replace("\\\n", " "))
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["drafts"][0]["errors"] >= 1


@pytest.mark.skipif(shutil.which("php") is None, reason="PHP is not installed")
def test_the_wordpress_recipe_of_the_documentation(server: str, tmp_path: Path) -> None:
    (tmp_path / "recipe.php").write_text(recipe("**WordPress.**"), encoding="utf-8")
    (tmp_path / "copy.txt").write_text(COPY, encoding="utf-8")
    (tmp_path / "own.txt").write_text(newsroom.text(77), encoding="utf-8")

    def publish(draft: str, token: str) -> str:
        command = ["php", str(Path(__file__).parent / "wordpress.php"), str(tmp_path / "recipe.php"), draft]
        environment = {**os.environ, "BASE": server, "TOKEN": token}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    assert publish("copy.txt", "s3cret").startswith("refused: ")
    assert publish("own.txt", "s3cret") == "published"
    assert publish("copy.txt", "wrong") == "published"  # a check that is not there keeps no news from readers


def test_over_http_from_a_python_program(server: str) -> None:
    def send(token: str, body: bytes) -> tuple[int, dict[str, Any]]:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{server}{CHECK}", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as said:
                return said.status, json.loads(said.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    status, document = send("s3cret", json.dumps({"text": COPY, "title": "Größe"}).encode())
    assert status == 200
    assert document["drafts"][0]["title"] == "Größe"
    assert send("wrong", b'{"text": "x"}')[0] == 403
    assert send("s3cret", b"x" * 1_000_001)[0] == 413


def test_over_http_a_body_that_never_ends(server: str) -> None:
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        head = f"POST {CHECK} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        connection.sendall((head + "Transfer-Encoding: chunked\r\n\r\n").encode())
        sent, chunk = 0, b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        try:
            while sent < 400:
                connection.sendall(chunk)
                sent += 1
        except OSError:
            pass
        try:
            answer = connection.recv(4_096)
        except ConnectionError:
            answer = b""
    assert sent < 400 or b" 413 " in answer


def test_a_server_that_is_stopped_leaves_no_process(news: Path) -> None:
    from datasette.app import Datasette

    kinds = {"Content-Type": "application/json"}

    async def run() -> tuple[int | None, int | None]:
        datasette = Datasette([str(news)])
        await datasette.invoke_startup()
        await datasette.client.post(CHECK, content=json.dumps({"text": "short"}), headers=kinds)
        process = worker_of(datasette)._process
        assert process is not None
        before = process.returncode
        await stop_worker(datasette)
        await stop_worker(datasette)  # twice is no error
        return before, process.returncode

    before, after = asyncio.run(run())
    assert before is None
    assert after is not None
