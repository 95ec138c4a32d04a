"""A real server over the samples, and a real browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def chromium() -> str | None:
    """The installed Chromium; ``SYNDICHECK_CHROMIUM`` names another one."""
    named = os.environ.get("SYNDICHECK_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


def missing() -> str:
    """What is not here to run a browser, and how to get it; empty when everything is."""
    if not os.environ.get("SYNDICHECK_BROWSER"):
        return "Run: make test-browser"
    if not (find_spec("playwright") and find_spec("axe_playwright_python")):
        return "Playwright is not installed: pip install 'syndicheck[browser]'"
    return "" if chromium() else "There is no Chromium: apt install chromium, or set SYNDICHECK_CHROMIUM to its path."


def samples(folder: Path) -> Path:
    """A database made of the samples, in an empty folder."""
    path = folder / "samples.db"
    command = [sys.executable, "-m", "syndicheck", "ingest", str(ROOT / "samples"), "--db", str(path), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: one of the samples is odd on purpose
        raise RuntimeError(done.stderr)
    return path


@contextmanager
def served(path: Path, *, everybody_decides: bool = False) -> Iterator[str]:
    """The address of a Datasette that serves this file with our plugin."""
    from datasette.app import Datasette

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = path.with_suffix(".settings.json")
    settings.write_text(json.dumps({"plugins": {"syndicheck": {"allow_review": everybody_decides}}}), encoding="utf-8")
    option = "--config" if hasattr(Datasette, "allowed") else "--metadata"
    command = [sys.executable, "-m", "datasette", "serve", str(path), "--port", str(port), option, str(settings)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError("Datasette ended before it answered.") from None
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/-/syndicheck/{path.stem}"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium(), args=SWITCHES)
        try:
            yield opened
        finally:
            opened.close()


def addresses(path: Path) -> dict[str, str]:
    """One address for each kind of page, below the first: a widely carried story, its texts, an outlet, an agency."""
    with closing(sqlite3.connect(path)) as connection:

        def one(sql: str) -> Any:
            return connection.execute(sql).fetchone()

        (story,) = one("SELECT public_id FROM stories ORDER BY outlets DESC, public_id LIMIT 1")
        a, b = one("SELECT a_id, b_id FROM matches WHERE class = 'edited' ORDER BY resemblance DESC, 1 LIMIT 1")
        (release,) = one("SELECT version_id FROM marks GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
        (outlet,) = one("SELECT outlet FROM outlet_activity ORDER BY first DESC, articles DESC, outlet LIMIT 1")
        (agency,) = one(
            "SELECT organisation_id FROM mark_removal GROUP BY 1 ORDER BY sum(kept) * sum(removed) DESC, 1 LIMIT 1"
        )
        (arabic,) = one("SELECT id FROM articles WHERE lang = 'ar' LIMIT 1")
        (japanese,) = one("SELECT id FROM articles WHERE lang = 'ja' ORDER BY id LIMIT 1")
        (asian,) = one(
            "SELECT public_id FROM stories WHERE languages LIKE '%\"ja\"%' OR languages LIKE '%\"zh\"%' LIMIT 1"
        )
    return {
        "stories": "",
        "story": f"/story/{story}",
        "story-asian": f"/story/{asian}",
        "article": f"/article/{release}",
        "article-right-to-left": f"/article/{arabic}",
        "article-asian": f"/article/{japanese}",
        "compare": f"/compare/{a}-{b}",
        "outlets": "/outlets",
        "outlet": f"/outlet?name={outlet}",
        "organisations": "/organisations",
        "organisation": f"/organisation/{agency}",
        "search": "/search?q=harbour",
        "search-nothing": "/search?q=harbour+xylophone",
        "check": "/check",
        "reviews": "/reviews",
        "reviews-story": f"/reviews?story={story}",
        "reviews-article": f"/reviews?article={release}",
        "terms": "/reference",
        "findings": "/reference?part=findings",
        "catalogue": "/reference?part=catalogue",
        "nothing": "/article/999999",
    }
