"""A story as one file: whole, replayed to the same verdict elsewhere, and refused when it was tampered with."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database, ingest
from syndicheck.bundle import MANIFEST, STORE, compared, replay, result_of, write_bundle
from syndicheck.errors import InputError
from syndicheck.pipeline import reindex

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


@pytest.fixture(scope="module")
def database(samples_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(samples_database, tmp_path_factory.mktemp("bundle") / "samples.db"))
    with Database(path, write=True) as store:
        reindex(store)
    return path


def ids(database: Path) -> list[str]:
    with Database(database) as store:
        return [row[0] for row in store.connection.execute("SELECT public_id FROM stories ORDER BY public_id")]


def made(database: Path, tmp_path: Path, number: int = 0) -> Path:
    with Database(database) as store:
        write_bundle(store, ids(database)[number], tmp_path / "b.zip")
    return tmp_path / "b.zip"


def test_every_story_of_the_samples_by_itself(database: Path, tmp_path: Path) -> None:
    with Database(database) as store:
        for public_id in ids(database):
            manifest = write_bundle(store, public_id, tmp_path / "b.zip")
            assert manifest["differs_from_database"] == [], public_id
            done = replay(tmp_path / "b.zip")
            assert (done.differences, done.notes) == ((), ())
            assert done.articles == len(manifest["result"]["articles"])


def test_only_the_story_is_in_it(database: Path, tmp_path: Path) -> None:
    path = made(database, tmp_path)
    with zipfile.ZipFile(path) as archive:
        archive.extract(STORE, tmp_path)
        manifest = json.loads(archive.read(MANIFEST))
        page = archive.read("story.html").decode()
    with Database(tmp_path / STORE) as store:
        (articles,) = store.connection.execute("SELECT count(*) FROM articles").fetchone()
    assert articles == len(manifest["result"]["articles"])
    assert "http-equiv" in page
    assert "<script" not in page


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_what_was_begun_does_not_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    """On a full disk it would keep the room that somebody needs."""
    whole = zipfile.ZipFile.writestr

    def full(archive: zipfile.ZipFile, named: zipfile.ZipInfo, *more: object) -> None:
        if named.filename != MANIFEST:
            raise failure
        whole(archive, named, *more)  # type: ignore[arg-type]

    records = [newsroom.record(n, newsroom.text(1), f"o{n}.example", "2026-03-04") for n in range(2)]
    source = newsroom.jsonl(tmp_path / "news.jsonl", records)
    folder = tmp_path / "bundles"
    folder.mkdir()
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with Database(tmp_path / "news.db", write=True) as store:
        ingest(source, store)
        (public_id,) = store.connection.execute("SELECT public_id FROM stories").fetchone()
        with pytest.raises(InputError if isinstance(failure, OSError) else KeyboardInterrupt):
            write_bundle(store, public_id, folder / "b.zip", texts=False)
    assert list(folder.iterdir()) == []


def test_decisions_of_people_go_with_it(tmp_path: Path) -> None:
    from syndicheck.reviewing import confirm, signature

    own = newsroom.paragraphs(1, 5)
    records = [
        newsroom.record(1, "\n\n".join(own), "a.example", "2026-03-04T08:00:00Z"),
        newsroom.record(2, "\n\n".join(own[:4]), "b.example", "2026-03-04T09:00:00Z"),
        newsroom.record(3, newsroom.text(2, 5), "c.example", "2026-03-04T10:00:00Z"),
    ]
    with Database(tmp_path / "r.db", write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "r.jsonl", records), store)
        confirm(store, "n1", "n3", signature("ada", "both from the council", datetime(2026, 3, 5, tzinfo=UTC)))
    with Database(tmp_path / "r.db") as store:
        (public_id,) = (row[0] for row in store.connection.execute("SELECT public_id FROM stories"))
        manifest = write_bundle(store, public_id, tmp_path / "r.zip")
    assert len(manifest["result"]["articles"]) == 3
    assert replay(tmp_path / "r.zip").differences == ()


def rewritten(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    files[name] = content
    with zipfile.ZipFile(path, "w") as archive:
        for known, kept in files.items():
            archive.writestr(known, kept)


def test_a_changed_file_is_refused(database: Path, tmp_path: Path) -> None:
    path = made(database, tmp_path)
    rewritten(path, "story.html", b"<p>nothing happened</p>")
    with pytest.raises(InputError, match=r"story\.html was changed"):
        replay(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff", b'{"kind": "syndicheck-bundle", "schema": 1, "files": {}}', b"[" * 100_000],
    ids=["empty", "no kind", "a list", "no text", "no result", "too deep"],
)
def test_a_broken_manifest_is_no_bundle(database: Path, tmp_path: Path, content: bytes) -> None:
    path = made(database, tmp_path)
    rewritten(path, MANIFEST, content)
    with pytest.raises(InputError, match="no bundle"):
        replay(path)


def test_a_verdict_that_the_articles_do_not_give_is_seen(database: Path, tmp_path: Path) -> None:
    """Whoever changes the verdict has to change the manifest, which has no hash: the replay finds it."""
    path = made(database, tmp_path)
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
    manifest["result"]["verdict"] = "tied" if manifest["result"]["verdict"] != "tied" else "first"
    rewritten(path, MANIFEST, json.dumps(manifest).encode())
    done = subprocess.run(
        [sys.executable, "-m", "syndicheck", "replay", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "differs: verdict" in done.stdout


def test_other_files_and_folders(database: Path, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_text("no archive")
    for path, message in ((tmp_path / "no.zip", "no bundle"), (tmp_path / "missing.zip", "There is no file")):
        with pytest.raises(InputError, match=message):
            replay(path)
    with Database(database) as store, pytest.raises(InputError, match="No story has the id"):
        write_bundle(store, "s-000000", tmp_path / "x.zip")
    with Database(database) as store, pytest.raises(InputError, match="folder that exists"):
        write_bundle(store, ids(database)[0], tmp_path / "no" / "x.zip")


def test_a_bundle_that_cannot_be_written(database: Path, tmp_path: Path) -> None:
    (tmp_path / "x.zip.partial").mkdir()
    with Database(database) as store, pytest.raises(InputError, match="another folder"):
        write_bundle(store, ids(database)[0], tmp_path / "x.zip")


@pytest.mark.parametrize(
    "times", [b"", b"[]", b"{}", b'{"contradicted": [], "articles": [{}]}', b'{"contradicted": 1, "articles": []}']
)
def test_times_that_are_none(database: Path, tmp_path: Path, times: bytes) -> None:
    """Whoever makes a bundle gives the hashes, too: that they fit says nothing of what the file has."""
    path = tmp_path / "t.zip"
    with Database(database) as store:
        manifest = write_bundle(store, ids(database)[0], path, texts=False)
    manifest["files"]["times.json"] = hashlib.sha256(times).hexdigest()
    rewritten(path, "times.json", times)
    rewritten(path, MANIFEST, json.dumps(manifest).encode())
    with pytest.raises(InputError, match=r"times\.json"):
        replay(path)


def test_a_change_of_lineage_is_told_in_words() -> None:
    same = {"verdict": "first", "first": ["url:a"], "reasons": [], "articles": {}}
    one = {**same, "lineage": {"url:b#1": ["url:a", 1], "url:c#1": [None, 0]}}
    other = {**same, "first": [], "lineage": {"url:b#1": ["url:c", 2], "url:c#1": ["url:a", 1]}}
    assert compared(one, other) == [
        "first: url:a before, none now",
        "lineage of url:b#1: url:a#1 before, url:c#2 now",
        "lineage of url:c#1: none before, url:a#1 now",
    ]


def test_results_that_differ_are_told(database: Path, tmp_path: Path) -> None:
    from syndicheck.store import reports

    with Database(database) as store:
        one = result_of(reports.story(store.connection, ids(database)[0], coverage=""))
    other = json.loads(json.dumps(one))
    key = next(iter(other["articles"]))
    other["articles"][key]["place"] = "nowhere"
    (found,) = compared(one, other)
    assert key in found
    assert "nowhere" in found


def test_hashes_in_place_of_texts(database: Path, tmp_path: Path) -> None:
    """No word of an article is in it, and the verdict is reached again from the times."""
    with Database(database) as store:
        words = [row[0].split()[5:8] for row in store.connection.execute("SELECT text FROM article_versions")]
        for public_id in ids(database):
            manifest = write_bundle(store, public_id, tmp_path / "h.zip", texts=False)
            done = replay(tmp_path / "h.zip")
            assert done.differences == ()
            assert done.notes
            if not any("contradict" in note for note in done.notes):
                assert done.verdict == manifest["result"]["verdict"]
    with zipfile.ZipFile(tmp_path / "h.zip") as archive:
        assert set(archive.namelist()) == {MANIFEST, "times.json"}
        written = archive.read("times.json").decode()
    assert not any(" ".join(found) in written for found in words if len(found) == 3)
    hashes = {digest for one in json.loads(written)["articles"] for digest in one["versions"]}
    assert all(len(digest) == 32 for digest in hashes)


def test_another_time_gives_another_verdict(tmp_path: Path) -> None:
    parts = newsroom.paragraphs(1, 5)
    records = [
        newsroom.record(n, "\n\n".join(parts), f"{name}.example", f"2026-03-04T{8 + n:02d}:00:00Z")
        for n, name in enumerate("ab")
    ]
    with Database(tmp_path / "t.db", write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "t.jsonl", records), store)
    path = tmp_path / "t.zip"
    with Database(tmp_path / "t.db") as store:
        write_bundle(store, ids(tmp_path / "t.db")[0], path, texts=False)
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        times = archive.read("times.json").replace(b"T08:00", b"T23:00")
    manifest["files"]["times.json"] = hashlib.sha256(times).hexdigest()
    rewritten(path, "times.json", times)
    rewritten(path, MANIFEST, json.dumps(manifest).encode())
    assert any(line.startswith("first") for line in replay(path).differences)
