"""``watch``, to be disturbed: feeds and pages on loopback, served by a process of their own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests import newsroom
from tests.webserver import Site, serving

from syndicheck.errors import StoreLocked
from syndicheck.readers import web
from syndicheck.store.database import Database
from syndicheck.watching import loop
from syndicheck.watching.settings import load_settings

Ack = Callable[[int], None]

DAY_ONE = datetime(2026, 3, 9, 8, tzinfo=UTC)
DAY_TWO = DAY_ONE + timedelta(days=1)


@contextmanager
def site(seed: int) -> Iterator[str]:
    """The address of a site with two feeds. The process ends with this one, however that ends."""
    stays, ends = os.pipe()
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(ends)
            with serving() as held:
                _fill(held, seed)
                os.write(says, held.base.encode())
                os.close(says)
                os.read(stays, 1)
            code = 0
        finally:
            os._exit(code)
    os.close(says)
    os.close(stays)
    with os.fdopen(hears) as pipe:
        base = pipe.read()
    try:
        yield base
    finally:
        os.close(ends)
        os.waitpid(child, 0)


def _fill(held: Site, seed: int) -> None:
    """A feed of teasers, whose pages hold the texts (one is gone), and a feed of whole texts, partly the same."""
    shared = [newsroom.text(seed * 9000 + number) for number in range(3)]
    items = []
    for number in range(5):
        body = shared[number] if number < 2 else newsroom.text(seed * 9100 + number)
        paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
        page = f"<html lang='en'><head><title>Story {number}</title></head><body><article>{paragraphs}</article></body>"
        if number != 4:
            held.put(f"/a/{number}", page, Content_Type="text/html")
        items.append(_item(held, f"/a/{number}", number, "A teaser …"))
    _feed(held, "/pages", items)
    _feed(held, "/texts", [_item(held, f"/b/{number}", number, shared[number]) for number in range(3)])
    held.put("/robots.txt", "User-agent: *\nAllow: /\n", Content_Type="text/plain")


def _item(held: Site, path: str, number: int, text: str) -> str:
    return (
        f"<item><title>Story {number}</title><link>{held.base}{path}</link><guid>{path}</guid>"
        f"<description>{text}</description><pubDate>Mon, 09 Mar 2026 0{number}:30:00 +0100</pubDate></item>"
    )


def _feed(held: Site, path: str, items: list[str]) -> None:
    body = f"<rss version='2.0'><channel><title>Tarn</title>{''.join(items)}</channel></rss>"
    held.put(path, body, Content_Type="application/rss+xml", ETag='"1"')


def watch(folder: Path, base: str, paths: tuple[str, ...], now: datetime) -> Callable[[Path, Ack], None]:
    """``watch --once`` on a day on which the clock stands still, so that two runs leave the same times."""
    feeds = "".join(f'[[feed]]\nurl = "{base}{path}"\noutlet = {json.dumps(path[1:])}\n' for path in paths)
    file = folder / f"feeds{'-'.join(paths).replace('/', '')}.toml"
    file.write_text(f"[watch]\npause = 0\n{feeds}", encoding="utf-8")
    settings = load_settings(file)

    def run(path: Path, ack: Ack) -> None:
        loop._now = lambda: now
        web._now = lambda: now.isoformat(timespec="seconds")
        waited = 0

        def say(line: str) -> None:
            nonlocal waited
            waited += line.endswith("Waiting.")
            if waited > 1:  # it would wait for ever, and somebody stops it
                raise StoreLocked("The database is locked.", "Wait for it to finish.")

        with Database(path, write=True) as database:
            loop.Watch(database, settings, allow_private=True, say=say).run(once=True)

    return run
