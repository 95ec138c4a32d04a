"""Copies for others: nothing too much goes along, and plain Datasette shows them without our plugin."""

from __future__ import annotations

import html
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests import newsroom

from syndicheck import Database, pipeline
from syndicheck.api import ingest
from syndicheck.cli import cli
from syndicheck.errors import InputError, VersionMismatch
from syndicheck.model.articles import RawArticle
from syndicheck.model.lineage import LineageEdge, LineageParent
from syndicheck.model.reasons import Reason
from syndicheck.provenance.reasons import LINEAGE_REASONS
from syndicheck.report.descent import Row, because, notes
from syndicheck.reviewing import dismiss, signature
from syndicheck.store import publishing
from syndicheck.store.database import check_versions
from syndicheck.store.lineage import load_lineage
from syndicheck.store.published import Choice, choice_of

NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
CONTACT = "Media contact:\nMarit Quillfeather\nmarit.quillfeather@harbour.example\nTel: 040 1234567\n+44 20 7946 0000"
CHINESE = "北港市政府昨日宣布，新渡轮码头将于明年春天开放，预计每天可接待两千名乘客。"
SECRETS = (
    "Quillfeather",
    "marit.quill",
    "1234567",
    "20 7946",
    "Ada Reviewer",
    "Hidden Author",
    "desk-secret",
    "/home/",
)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("publish")
    release = f"NORRVIK, March 1, 2026 (AP) - {newsroom.text(1)}\n\nCall 1 200 000 000 people.\n\n{CONTACT}"
    records = [
        newsroom.record(1, release, "wire.example", "2026-03-01", author="Hidden Author", note="desk-secret"),
        newsroom.record(2, newsroom.text(1) + " It was 7 per cent.", "copy.example", "2026-03-02"),
        newsroom.record(3, newsroom.text(1).replace("after", "before"), "other.example", "2026-03-03"),
        newsroom.record(4, newsroom.text(5) + " z\u200bero", "own.example", "no date at all"),
        newsroom.record(
            5, "北港市政府昨日宣布，新渡轮码头将于明年春天开放，预计每天可接待两千名乘客。" * 3, "zh.example", lang="zh"
        ),
    ]
    path = folder / "news.db"
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(folder / "news.jsonl", records), database)
        dismiss(database, "1", "1", signature("Ada Reviewer", "because of Ada Reviewer", NOW))
    return path


def published(news: Path, target: Path, choice: Choice) -> Path:
    with Database(news) as source:
        assert publishing.publish(source, target, choice, NOW) == target.stat().st_size
    return target


def every_value(path: Path) -> list[str]:
    """All text in all tables, the shadow tables of the index too."""
    values: list[str] = []
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                values += [
                    v if isinstance(v, str) else v.decode("utf-8", "replace")
                    for v in row
                    if isinstance(v, (str, bytes))
                ]
    return values


def test_without_texts_no_words_are_left(news: Path, tmp_path: Path) -> None:
    out = published(news, tmp_path / "out.db", Choice(texts=False))
    with closing(sqlite3.connect(news)) as connection:
        texts = [text for (text,) in connection.execute("SELECT text FROM article_versions")]
    kept = "\n".join(every_value(out))
    raw = out.read_bytes()
    for text in texts:
        for start in range(0, len(text) - 24, 12):
            piece = text[start : start + 24]
            assert piece not in kept, piece
            assert piece.encode() not in raw, piece
    words = {word for text in texts for word in text.split() if len(word) > 8 and word.isalpha()}
    assert len(words) > 15
    assert not [word for word in words if word.lower() in kept.lower()]
    with closing(sqlite3.connect(out)) as connection:
        (found,) = connection.execute("SELECT count(*) FROM article_versions_fts('harbour')").fetchone()
        assert found == 0
        (titles,) = connection.execute("SELECT count(*) FROM article_versions_fts('report')").fetchone()
        assert titles == 5
        (marks,) = connection.execute("SELECT count(*) FROM marks WHERE end > start AND excerpt = ''").fetchone()
        assert marks > 2


@pytest.mark.parametrize("fmt", [[], ["--markdown"], ["--html"], ["--json"], ["--format", "graphviz"]])
def test_without_texts_the_lineage_says_what_each_code_means(news: Path, tmp_path: Path, fmt: list[str]) -> None:
    out = published(news, tmp_path / "out.db", Choice(texts=False))
    with closing(sqlite3.connect(out)) as connection:
        (story,) = connection.execute("SELECT public_id FROM stories ORDER BY members DESC LIMIT 1").fetchone()
        codes = {
            one["code"]
            for row in connection.execute(
                "SELECT text_reasons, clock_reasons FROM lineage JOIN stories ON stories.id = story_id"
                " WHERE rank = 0 AND public_id = ?",
                (story,),
            )
            for reasons in row
            for one in json.loads(reasons)
        }
    assert "order-open" in codes
    assert len(codes) > 1
    done = CliRunner().invoke(cli, ["story", story, "--db", str(out), *fmt])
    assert done.exit_code == 0, done.output
    told = " ".join(re.sub(r"[│├─└|]", "", html.unescape(done.stdout.replace("\\", "").lower())).split())
    for code in codes:
        assert LINEAGE_REASONS[code].lower().rstrip(".") in told, code
    assert not re.search(r"\b(text|clock): ?(;|·|<|\.|clock:)|\bconflict: ?<", told)


def test_a_length_of_time_that_was_left_out_is_not_told(news: Path, tmp_path: Path) -> None:
    out = published(news, tmp_path / "out.db", Choice(texts=False))
    with Database(out) as database:
        ids = [story_id for (story_id,) in database.connection.execute("SELECT DISTINCT story_id FROM lineage")]
    with closing(sqlite3.connect(out)) as connection, connection:
        connection.execute("""UPDATE lineage SET clock_reasons = '[{"code":"parent-before","data":{},"text":""}]'""")
    with Database(out) as database:
        edges = [edge for story_id in ids for edge in load_lineage(database.connection, story_id)]
    assert {because(edge.parent).partition("clock: ")[2] for edge in edges} == {"the parent certainly appeared earlier"}


@pytest.mark.parametrize("told", ["", "One of the times is wrong."])
def test_reasons_without_words_leave_no_ruins(told: str) -> None:
    """A code that a later program may bring."""
    silent = (Reason("of-tomorrow", "", {}),)
    parent = LineageParent("a", 1, 0.7, silent, (*silent, Reason("order-open", "The stated times overlap.", {})))
    assert because(parent) == "clock: the stated times overlap"
    edge = LineageEdge("b", 1, parent, (), Reason("of-tomorrow", told, {}))
    assert list(notes(Row(edge, None, 1, (), True))) == [f"conflict: {told}" if told else "conflict"]


def test_without_texts_the_beginning_of_a_text_is_no_headline(tmp_path: Path) -> None:
    long, short = newsroom.text(7), "A flash of nine words that has no headline."
    raws = [RawArticle(f"{n}", text, outlet=f"o{n}.example", lang="en") for n, text in enumerate((long, long, short))]
    raws.append(RawArticle("4", f"Harbour opens\n\n{long}", outlet="o4.example", title="Harbour opens", lang="en"))
    with Database(tmp_path / "news.db", write=True) as database:
        pipeline.ingest(database, raws)
    out = published(tmp_path / "news.db", tmp_path / "out.db", Choice(texts=False))
    kept = "\n".join(every_value(out))
    assert long[:30] not in kept
    assert short not in kept
    with closing(sqlite3.connect(out)) as connection:
        titles = connection.execute("SELECT title FROM articles ORDER BY id").fetchall()
        assert titles == [("",), ("",), ("",), ("Harbour opens",)]
        assert connection.execute("SELECT count(*) FROM stories").fetchone() == (1,)


def test_redacted_nobody_is_named_and_offsets_hold(news: Path, tmp_path: Path) -> None:
    out = published(news, tmp_path / "out.db", Choice(redacted=True))
    kept, raw = "\n".join(every_value(out)), out.read_bytes()
    for secret in SECRETS:
        assert secret not in kept
        assert secret.lower().encode() not in raw.lower()
    with closing(sqlite3.connect(news)) as before, closing(sqlite3.connect(out)) as after:
        query = "SELECT id, text, page_text FROM article_versions ORDER BY id"
        for old, new in zip(before.execute(query), after.execute(query), strict=True):
            assert len(old[1]) == len(new[1])
            assert [c for c, d in zip(old[1], new[1], strict=True) if c != d and d != "█"] == []
        (text,) = after.execute("SELECT text FROM article_versions WHERE id = 1").fetchone()
    assert "Call 1 200 000 000 people" in text
    assert newsroom.paragraphs(1)[2] in text


@pytest.mark.parametrize("texts", [True, False])
def test_redacted_no_guess_of_what_is_blackened_is_confirmed(tmp_path: Path, texts: bool) -> None:
    """Neither of a whole text nor of a few words of it, by nothing that was made from them."""
    from syndicheck.fingerprint.bodies import body_anchors
    from syndicheck.fingerprint.sketch import sketch
    from syndicheck.identity import article_key, text_digest, version_hash
    from syndicheck.store import hash_rows
    from syndicheck.store.anchors import anchor_hash
    from syndicheck.store.sketches import load_sketch
    from syndicheck.text import tokenise

    secret = "\n\n".join(f"{one} Write to marit.quillfeather@harbour.example of it." for one in newsroom.paragraphs(9))
    other = secret.replace("marit", "jorun")  # differs in what is blackened, and in nothing else
    raws = [
        RawArticle("1", secret, outlet="first.example", lang="en", title="Harbour"),
        RawArticle("2", other, outlet="first.example", lang="en", title="Harbour"),
        RawArticle("3", secret, outlet="copy.example", lang="en", title="Port"),
        RawArticle("4", newsroom.text(10), outlet="own.example", lang="de", title="Else"),
    ]
    path = tmp_path / "news.db"
    with_all_anchors = "SELECT version_id FROM anchored_versions WHERE packed IS NOT NULL"
    with Database(path, write=True) as database:
        pipeline.ingest(database, raws)
        assert (1,) in database.connection.execute(with_all_anchors).fetchall()
        words = {one for row in database.connection.execute("SELECT key FROM articles WHERE id < 4") for one in row}
        stories = database.connection.execute("SELECT public_id, members FROM stories").fetchall()
    assert words == {article_key(raw) for raw in raws[:3]}
    out = published(path, tmp_path / "out.db", Choice(texts=texts, redacted=True))
    kept, raw = "\n".join(every_value(out)), out.read_bytes()
    sketches = [sketch(tokenise(text)) for text in (secret, other)]
    for text, made in zip((secret, other), sketches, strict=True):
        assert text_digest(text) not in kept
        assert version_hash("Harbour", text, None) not in kept
        assert bytes.fromhex(made.body_hash) not in raw
    with Database(out) as database:
        connection = database.connection
        assert connection.execute("SELECT public_id, members FROM stories").fetchall() == stories
        hashes = {value for value, _ in hash_rows.every(connection, "fingerprints")}
        left = connection.execute("SELECT text FROM article_versions WHERE id = 1").fetchone()[0]
        told = set(sketches[0].fingerprints) - set(sketch(tokenise(left)).fingerprints)
        assert told
        assert not told & hashes
        assert connection.execute("SELECT count(*) FROM sketches WHERE state < 2").fetchone() == (0,)
        gone = {anchor_hash(key) for key in body_anchors(secret, "en", ())}
        kept_texts = (left, "en"), (raws[3].text, "de")
        gone -= {anchor_hash(key) for text, lang in kept_texts for key in body_anchors(text, lang, ())}
        assert gone
        assert not gone & {value for (value,) in connection.execute("SELECT hash FROM anchor_postings")}
        assert connection.execute(with_all_anchors).fetchall() == ([(4,)] if texts else [])
        if texts:
            assert load_sketch(connection, 1) == sketch(tokenise(left))
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("text", "page", "sql"),
    [
        pytest.param(f"{newsroom.text(8)}\n\n{CONTACT}", f"Home\n\n{newsroom.text(8)}\n\n{CONTACT}", "", id="page"),
        pytest.param(
            newsroom.text(8) + "\n\n" + CONTACT.replace("feather", "fea\u200bther"), None, "", id="beside a hidden sign"
        ),
        pytest.param(
            f"{newsroom.text(8)}\n\n{CONTACT}",
            None,
            "INSERT INTO recurring_blocks SELECT 'learned.1', 'by Quillfeather', 'w', 'tail', 9, 9, 9, 9, 9, 1.0, 'en',"
            " NULL, NULL, '2026-03-09T08:00:00Z';"
            "INSERT INTO marks (version_id, type, excerpt, text_kind, start, end, layer, strength, score, catalogue_id)"
            " SELECT version_id, 'recurring_block', 'Quillfeather', text_kind, start + 21, start + 33, 'own', 'exact',"
            " 1.0, 'learned.1' FROM marks WHERE type = 'contact_block'",
            id="under a learned block",
        ),
        pytest.param(
            f"{newsroom.text(8)}\n\n{CONTACT}",
            None,
            "INSERT INTO reviews (kind, reviewer, why, decided, stories, together, mark_type, mark_wording)"
            " VALUES ('dismiss', 'r', '', '2026-03-09T08:00:00Z', '[]', 0, 'contact_block', 'Marit Quillfeather')",
            id="in a decision",
        ),
    ],
)
def test_a_contact_block_is_redacted_wherever_it_is_repeated(
    tmp_path: Path, text: str, page: str | None, sql: str
) -> None:
    raw = RawArticle("a.html", text, page_text=page, outlet="wire.example", source_id="1", lang="en")
    with Database(tmp_path / "news.db", write=True) as database:
        pipeline.ingest(database, [raw])
        database.connection.executescript(sql)
    out = published(tmp_path / "news.db", tmp_path / "out.db", Choice(redacted=True))
    values = every_value(out)
    assert not [value for value in values if "Marit" in value or "Quill" in value]
    assert [value for value in values if newsroom.paragraphs(8)[5] in value]
    with closing(sqlite3.connect(out)) as connection:
        for kind, start, end, excerpt in connection.execute("SELECT text_kind, start, end, excerpt FROM marks"):
            column = "text" if kind == "body" else "page_text"
            (held,) = connection.execute(f"SELECT {column} FROM article_versions").fetchone()
            assert excerpt == held[start:end]


def test_no_learned_block_bears_a_hash_of_what_was_blackened(tmp_path: Path) -> None:
    lines = [
        "Marit Quillfeather looks after this series, and reads what you send to marit.quillfeather@desk.example.",
        "The Early Gull is made by eleven people above the fish market, and has never had an owner from elsewhere.",
    ]
    texts = [f"{newsroom.text(n)}\n\n" + "\n\n".join(lines) for n in range(30, 42)]
    raws = [
        RawArticle("a.jsonl", text, outlet="wire.example", source_id=str(n), lang="en", title=text[:60])
        for n, text in enumerate(texts)
    ]
    with Database(tmp_path / "news.db", write=True) as database:
        pipeline.ingest(database, raws)
        (told, kept) = sorted(pipeline.learn(database), key=lambda block: "desk" not in block.text)
        assert (told.text, kept.text) == tuple(lines)
    out = published(tmp_path / "news.db", tmp_path / "out.db", Choice(redacted=True))
    values = "\n".join(every_value(out))
    assert told.id not in values
    assert kept.id in values
    with Database(out) as database:
        marked = "SELECT count(*) FROM marks JOIN recurring_blocks b ON b.id = marks.catalogue_id"
        assert database.connection.execute(marked).fetchone() == (2 * len(raws),)


@pytest.mark.parametrize("choice", [Choice(), Choice(texts=False), Choice(redacted=True), Choice(False, True)])
def test_one_sound_file(news: Path, tmp_path: Path, choice: Choice) -> None:
    out = published(news, tmp_path / "out.db", choice)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.db"]
    kept = "\n".join(every_value(out))
    assert "news.jsonl" not in kept
    assert str(news.parent) not in kept
    with closing(sqlite3.connect(f"{out.as_uri()}?immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] in ("delete", "off")
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("SELECT * FROM outlet_activity").fetchall()
        assert choice_of(connection) == choice
    with Database(out) as database:
        if choice.texts:
            check_versions(database)
        else:
            with pytest.raises(VersionMismatch, match="without its texts"):
                check_versions(database)


@pytest.mark.parametrize("work", [["reindex"], ["learn"], ["learn", "--forget"], ["compare", "1", "2"]], ids=" ".join)
def test_what_needs_the_texts_leaves_a_file_without_them_as_it_is(news: Path, tmp_path: Path, work: list[str]) -> None:
    source = tmp_path / "learned.db"
    with Database(news) as held, closing(sqlite3.connect(source)) as copy:
        held.connection.backup(copy)
        copy.execute(
            "INSERT INTO recurring_blocks SELECT 'learned.1', 'A line', 'a line', 'tail', 9, 9, 9, 9, 9, 1.0, 'en',"
            " NULL, NULL, '2026-03-09T08:00:00Z'"
        )
        copy.commit()
    out = published(source, tmp_path / "out.db", Choice(texts=False))
    before = every_value(out)
    done = CliRunner().invoke(cli, [*work, "--db", str(out)])
    assert isinstance(done.exception, VersionMismatch)
    assert every_value(out) == before


def test_of_every_table_it_is_known_whether_it_goes_along(news: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(news)) as connection:
        every = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = {name for name in every if not name.startswith(("sqlite_", "_sqlite_", "article_versions_fts"))}
    assert tables == publishing.PUBLIC | publishing.PRIVATE
    source = tmp_path / "news.db"
    with Database(news) as held, closing(sqlite3.connect(source)) as copy:
        held.connection.backup(copy)
        copy.execute("CREATE TABLE later (secret TEXT)")
        copy.execute("INSERT INTO later VALUES ('a table that publishing has never heard of')")
        copy.execute("INSERT INTO robots VALUES ('https://desk.example', 'rules', '', '')")
        copy.commit()
    out = published(source, tmp_path / "out.db", Choice())
    assert "never heard of" not in "".join(every_value(out))
    assert "https://desk.example" not in "".join(every_value(out))


def test_the_source_is_as_it_was(news: Path, tmp_path: Path) -> None:
    before = every_value(news)
    published(news, tmp_path / "out.db", Choice(False, True))
    assert every_value(news) == before
    with Database(news) as source:
        assert choice_of(source.connection) is None


def test_where_it_cannot_be_written(news: Path, tmp_path: Path) -> None:
    with Database(news) as source:
        for target in (news, tmp_path, tmp_path / "no" / "out.db"):
            with pytest.raises(InputError):
                publishing.publish(source, target, Choice(), NOW)
    assert list(tmp_path.iterdir()) == []


def test_the_command_and_its_files(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "open.db"
    done = CliRunner().invoke(cli, ["publish", str(out), "--db", str(news), "--without-texts"])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["open.datasette.yaml", "open.db", "open.metadata.json"]
    about = json.loads((tmp_path / "open.metadata.json").read_text(encoding="utf-8"))["databases"]["open"]
    with closing(sqlite3.connect(out)) as connection:
        names = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        }
        for table, said in about["tables"].items():
            columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
            named = {
                *said.get("columns", {}),
                *said.get("facets", []),
                *([said["sort_desc"]] if "sort_desc" in said else []),
            }
            assert named <= columns, table
        assert {name for name in names if name not in about["tables"] and not name.startswith("sqlite_")} == set()
        for query in about["queries"].values():
            connection.execute(query["sql"], {"organisation": "ap", "outlet": ""}).fetchall()
    checked = CliRunner().invoke(cli, ["check", str(news.parent / "news.jsonl"), "--db", str(out)])
    assert "published without its texts" in str(checked.exception)


PLAIN = """
import asyncio, json, sys
from datasette.app import Datasette
from datasette.plugins import pm
for plugin in list(pm.get_plugins()):
    if "syndicheck" in (pm.get_name(plugin) or ""):
        pm.unregister(plugin)
version_1 = hasattr(Datasette, "allowed")
metadata = json.load(open(sys.argv[2]))
more = {"config": json.load(open(sys.argv[3]))} if version_1 else {}
async def run():
    datasette = Datasette([], immutables=[sys.argv[1]], metadata=metadata, **more)
    await datasette.invoke_startup()
    answers = {}
    for address in sys.argv[4:]:
        answer = await datasette.client.get(address)
        answers[address] = [answer.status_code, answer.text]
    print(json.dumps(answers))
asyncio.run(run())
"""


def test_plain_datasette_without_the_plugin(news: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasette")
    out = tmp_path / "open.db"
    assert CliRunner().invoke(cli, ["publish", str(out), "--db", str(news), "-q"]).exit_code == 0
    out.chmod(0o444)
    tmp_path.chmod(0o555)
    addresses = [
        "/",
        "/open",
        "/open/stories",
        "/open/articles",
        "/open/articles/1",
        "/open/story_timeline",
        "/open/mark_removal",
        "/open/articles.json?_shape=array",
        "/open/who_takes_from_whom",
        "/open/without_the_mark?organisation=ap",
        "/open/article_versions?_search=harbour",
        "/-/syndicheck/open",
    ]
    try:
        files = [str(out), str(tmp_path / "open.metadata.json"), str(tmp_path / "open.datasette.yaml")]
        done = subprocess.run(
            [sys.executable, "-c", PLAIN, *files, *addresses], capture_output=True, text=True, check=False
        )
    finally:
        tmp_path.chmod(0o755)
    assert done.returncode == 0, done.stderr[-2_000:]
    answers: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert {address: status for address, (status, _) in answers.items() if status != 200} == {"/-/syndicheck/open": 404}
    assert "A text and its descendants" in answers["/open/stories"][1]
    assert "wire.example" in answers["/open/articles"][1]  # the label of a foreign key, not its number
    assert "Who takes over from whom" in answers["/open"][1]
    assert "lsh_bands" not in answers["/"][1]
    assert "BCP 47" in answers["/open/articles"][1]
    assert "copy.example" in answers["/open/without_the_mark?organisation=ap"][1]
    assert json.loads(answers["/open/articles.json?_shape=array"][1])[0]["id"] == 1


@given(st.text(alphabet="abc @.+-1234567890()\n█é", max_size=200))
def test_redaction_keeps_the_length_and_every_other_character(text: str) -> None:
    done = publishing._without_contacts(text)
    assert len(done) == len(text)
    assert all(new in (old, "█") for old, new in zip(text, done, strict=True))
    assert publishing._without_contacts(done) == done


def test_redaction_is_linear() -> None:
    import re

    for hostile in (
        "a" * 200_000,
        "a@" * 100_000,
        "+1" * 100_000,
        "tel " * 50_000,
        "1 " * 100_000,
        "a." * 100_000 + "@",
    ):
        assert len(publishing._without_contacts(hostile)) == len(hostile)
    assert re.search("█", publishing._without_contacts("x" * 100_000 + " a@b.example"))
