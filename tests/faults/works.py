"""The commands that are disturbed, each on a small newsroom: what it starts from, and what must never be lost."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import newsroom
from tests.faults import desk, feeds

from syndicheck import batches, pipeline, upkeep
from syndicheck.identity import article_key
from syndicheck.model.articles import RawArticle
from syndicheck.provenance import grouping
from syndicheck.readers import read
from syndicheck.store import copies
from syndicheck.store import database as databases
from syndicheck.store.database import Database
from syndicheck.store.removal import articles_of_outlet

Ack = Callable[[int], None]
"""Called with the number of records that the program has reported as stored."""

BATCH = 6
"""Articles in one transaction here: many small steps are many places to be cut off at."""

PAGES = 30
"""Pages after which the log is written back into the database: so that this is cut off, too."""

NOTICE = (
    "Meridian Bulletin Service carries texts of its partners as they come. Questions go to the desk in Norrvik, "
    "which answers on workdays."
)

CREDIT = "Source: PR Newswire"


@dataclass(frozen=True, slots=True)
class Work:
    """``start``: the database it starts from, none for a new one. ``keeps``: may what was stored before it go?"""

    name: str
    start: Path | None
    run: Callable[[Path, Ack], None]
    promised: tuple[str, ...] = ()
    """Keys of the articles in the order in which they are acknowledged."""
    keeps: bool = True
    rebuilds: bool = False
    """Whether texts may be without what is derived from them, until it is run again."""
    settles: bool = False
    """Whether articles may come in another order when it is cut off: what it leaves is compared after a reindex."""
    besides: Callable[[Path], Iterator[str]] | None = None
    """What else must hold at any moment, given the database: what is wrong."""


def small_steps() -> None:
    """Make the program of this process take small steps, and give up soon where a lock is held."""
    batches.LEAST = BATCH
    pipeline.CHUNK = BATCH
    grouping.AT_A_TIME = BATCH
    databases.BUSY_TIMEOUT_MS = 200
    prepare = Database._prepare_for_writing

    def prepared(self: Database) -> None:
        prepare(self)
        self.connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")
        self.connection.execute("PRAGMA cache_size = 40")

    Database._prepare_for_writing = prepared  # type: ignore[method-assign]


class _Acknowledging:
    """A progress display that passes on what it is told."""

    def __init__(self, ack: Ack) -> None:
        self._ack = ack
        self._step = ""
        self._count = 0

    def step(self, name: str, total: int | None) -> None:
        self._step = name

    def advance(self, count: int) -> None:
        if self._step == "read":
            self._count += count
            self._ack(self._count)

    def close(self) -> None:
        pass


def ingest(source: Path) -> Callable[[Path, Ack], None]:
    def run(path: Path, ack: Ack) -> None:
        with Database(path, write=True) as database:
            pipeline.ingest(database, read([str(source)]), inputs=[source.name], progress=_Acknowledging(ack))

    return run


def merge(*sources: Path) -> Callable[[Path, Ack], None]:
    def run(path: Path, ack: Ack) -> None:
        with Database(path, write=True) as database:
            upkeep.merge(database, sources)

    return run


def reindex(path: Path, ack: Ack) -> None:
    with Database(path, write=True) as database:
        pipeline.reindex(database)


def learn(path: Path, ack: Ack) -> None:
    with Database(path, write=True) as database:
        pipeline.learn(database)


def delete(path: Path, ack: Ack) -> None:
    with Database(path, write=True) as database:
        upkeep.delete(database, articles_of_outlet(database.connection, "outlet1.example"))


def vacuum(path: Path, ack: Ack) -> None:
    with Database(path, write=True) as database:
        copies.vacuum(database)


def backup(path: Path, ack: Ack) -> None:
    """The copy takes the place of the database, as after a restoration; cut off, the old one is still there."""
    copy = path.with_name(desk.COPY)
    with Database(path) as database:
        copies.backup(database, copy)
    with Database(copy) as database:
        database.connection.execute("SELECT count(*) FROM articles").fetchone()


def works(folder: Path, seed: int, site: str) -> list[Work]:
    """All of them; what they start from is written into a folder. ``site``: the address of :func:`feeds.site`."""
    records = _records(seed)
    half = len(records) // 2
    first = newsroom.jsonl(folder / "first.jsonl", records[:half])
    second = newsroom.jsonl(folder / "second.jsonl", records[half - 4 :])
    both = newsroom.jsonl(folder / "both.jsonl", records)
    a, b, base, watched = folder / "a.db", folder / "b.db", folder / "base.db", folder / "watched.db"
    for path, source in ((a, first), (b, second), (base, both)):
        ingest(source)(path, lambda count: None)
    first_day = feeds.watch(folder, site, ("/pages",), feeds.DAY_ONE)
    first_day(watched, lambda count: None)
    more = feeds.watch(folder, site, ("/pages", "/texts"), feeds.DAY_TWO)
    return [
        Work("ingest", None, ingest(both), _keys(both)),
        Work("ingest more", a, ingest(second), _keys(second)),
        Work("merge", a, merge(b), rebuilds=True),
        Work("reindex", base, reindex, rebuilds=True),
        Work("learn", base, learn, rebuilds=True),
        Work("delete", base, delete, keeps=False),
        Work("vacuum", base, vacuum),
        Work("vacuum old", _with_small_pages(base, folder / "small.db"), vacuum),
        Work("backup", base, backup, besides=desk.copy_is_whole),
        Work("watch", None, first_day, settles=True),
        Work("watch more", watched, more, settles=True),
        Work("review", base, desk.review),
        Work("outlets", base, desk.outlets(folder / "outlets.toml")),
        Work("publish", base, desk.publish, besides=desk.copy_is_whole),
    ]


def _with_small_pages(base: Path, path: Path) -> Path:
    """A database as older versions made it: vacuum writes it anew without a log, once."""
    shutil.copyfile(base, path)
    with closing(sqlite3.connect(path)) as connection:
        for statement in ("journal_mode = DELETE", "page_size = 4096"):
            connection.execute(f"PRAGMA {statement}").fetchall()
        connection.execute("VACUUM")
    return path


def _keys(source: Path) -> tuple[str, ...]:
    return tuple(article_key(record) for record in read([str(source)]) if isinstance(record, RawArticle))


def _records(seed: int) -> list[dict[str, Any]]:
    """News with copies, revised texts, the same record twice, and one that cannot be used."""
    records = newsroom.week_of_news(7, seed)
    for number, record in enumerate(records):
        if number % 3 == 0:
            record["text"] += f"\n\n{NOTICE}"
        elif number % 3 == 1:
            record["text"] += f"\n\n{CREDIT}"
    rng = random.Random(seed)
    url = "https://revised.example/1"
    for day in (4, 6):
        body = newsroom.text(seed * 1000) + "\n\nMore." * (day > 4)
        records.append(newsroom.record(900, body, "revised.example", f"2026-03-0{day}", url=url))
    records.append(dict(records[0]))
    records.append({"id": "empty", "outlet": "a.example", "text": ""})
    rng.shuffle(records)
    return records


def begin(work: Work, folder: Path) -> Path:
    """The database of a work before it runs, in a folder of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    path = folder / "news.db"
    if work.start is not None:
        shutil.copyfile(work.start, path)
    return path
