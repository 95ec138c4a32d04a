"""What articles and people may write to reach the database past the statement that was meant."""

from __future__ import annotations

import ast
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests import newsroom

import syndicheck
from syndicheck import Database
from syndicheck.api import ingest
from syndicheck.store.dump import canonical_dump

PAYLOADS = {
    "quote": "x'; DROP TABLE articles; --",
    "double quote": 'x"; DELETE FROM stories; --',
    "union": "1 UNION SELECT sql FROM sqlite_master",
    "always": "' OR '1'='1",
    "attach": "'; ATTACH DATABASE '/x.example/evil.db' AS evil; --",
    "pragma": "'; PRAGMA writable_schema = ON; --",
    "parameters": "? :name @name $name ?1",
    "like": "%_%\\",
    "glob": "*[a-z]?",
    "brackets": "[articles]; `stories`",
    "comment": "/* x */ -- y",
    "search operators": 'NEAR(a b) AND "c" OR title:* ^d - "',
    "search unbalanced": '"""',
    "backslash": "\\'; --",
    "full width quote": "＇; DROP TABLE articles; --",
    "nothing": "",
    "number": "0x7fffffffffffffffffff",
}

FIELDS = ("id", "outlet", "title", "author", "url", "published", "lang", "unknown'; DROP TABLE runs; --")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose articles have a payload in every field."""
    folder = tmp_path_factory.mktemp("held")
    records = []
    for number, payload in enumerate(PAYLOADS.values()):
        record = newsroom.record(
            number, f"{newsroom.text(number // 2)}\n\n{payload}", f"o{number}.example", "2026-03-04"
        )
        record.update(dict.fromkeys(FIELDS, payload or "x"))
        record["url"] = f"https://o{number}.example/{payload}"
        record["id"] = f"{number}{payload}"
        records.append(record)
    path = folder / "held.db"
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(folder / "held.jsonl", records), database)
    return path


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return list(canonical_dump(connection))


def test_everything_is_stored_as_it_was_written(held: Path) -> None:
    with closing(sqlite3.connect(held)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert {"articles", "stories", "runs"} <= tables
        texts = [row[0] for row in connection.execute("SELECT text FROM article_versions")]
        assert all(any(text.endswith(payload.rstrip()) for text in texts) for payload in PAYLOADS.values())
        titles = {row[0] for row in connection.execute("SELECT title FROM articles")}
        assert {payload for payload in PAYLOADS.values() if payload} <= titles
        extra = json.loads(connection.execute("SELECT extra FROM article_versions LIMIT 1").fetchone()[0])
        assert "unknown'; DROP TABLE runs; --" in extra
    assert any(line.startswith('["story"') for line in dump(held))


COMMANDS = (
    "report --outlet {}",
    "report --lang {}",
    "report --since {}",
    "report --story {}",
    "story {}",
    "compare {} 1",
    "marks {}",
    "marks --statistics --outlet {}",
    "marks --statistics --organisation {}",
    "outlets --scorecard --outlet {}",
    "report --ours {}",
    "delete --dry-run --outlet {}",
    "delete --dry-run --before {}",
    "delete --dry-run {}",
    "review reject {} 1",
    "review merge {} {}",
    "review undo {}",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_arguments_are_values(held: Path, command: str) -> None:
    """All payloads of one command in one process; none may change the database, or end in a traceback."""
    before = dump(held)
    arguments = [
        [payload if part == "{}" else part for part in [*command.split(), "--db", str(held)]]
        for payload in PAYLOADS.values()
        if payload
    ]
    code = (
        "import json, sys, traceback\n"
        "from syndicheck.cli import main\n"
        "for arguments in json.loads(sys.stdin.read()):\n"
        "    sys.argv = ['syndicheck', *arguments]\n"
        "    try:\n        main()\n"
        "    except SystemExit as end:\n        assert end.code in (None, 0, 1, 2), (arguments, end.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(arguments), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert dump(held) == before


def test_statements_are_made_of_our_own_words() -> None:
    """What is put into SQL, by the room that writes it: places for values and variables, no field of a record."""
    store = Path(syndicheck.__path__[0]) / "store"
    strange = [
        f"{path.name}:{line}: {part}"
        for path in store.glob("*.py")
        for line, part in put_in(path.read_text(encoding="utf-8"))
    ]
    assert not strange, strange


@pytest.mark.parametrize(
    "part", ["record.title", "str(title)", "row[0]", "title.replace('a', 'b')", "comparable(row[0])"]
)
def test_a_field_that_is_put_in_is_noticed(part: str) -> None:
    assert put_in(f"""execute(f"SELECT id FROM articles WHERE title = '{{{part}}}'")""")


def put_in(code: str) -> list[tuple[int, str]]:
    """What is put into the statements of some code that is not made of places or a plain variable."""
    return [
        (node.lineno, ast.unparse(part.value))
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.JoinedStr) and _is_statement(node)
        for part in node.values
        if isinstance(part, ast.FormattedValue) and not _harmless(part.value)
    ]


def _is_statement(node: ast.JoinedStr) -> bool:
    words = ("SELECT ", "DELETE ", "UPDATE ", "INSERT ", " IN (")
    return any(word in str(part.value) for part in node.values if isinstance(part, ast.Constant) for word in words)


def _harmless(value: ast.expr) -> bool:
    """A plain variable, names of attached databases, ``','.join(…)`` of places, or one of these or our own words made
    comparable.
    """
    text = ast.unparse(value)
    if text.startswith("comparable(") and isinstance(value, ast.Call):
        return all(isinstance(one, ast.Constant) or _harmless(one) for one in value.args)
    return isinstance(value, ast.Name) or text.startswith(("','.join(", "', '.join(", "names["))
