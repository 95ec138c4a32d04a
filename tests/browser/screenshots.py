"""``python -m tests.browser.screenshots FOLDER [--docs docs/images]``: pictures of every page, to be looked at.

Each page as on a desk (light and dark), on a phone and printed; with ``--docs`` also the few small ones that the
documentation shows.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from tests.browser.server import addresses, browser, missing, samples, served

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "print": {"viewport": {"width": 800, "height": 1100}, "color_scheme": "light"},
}

DOCS = {
    "story": ("light", 700),
    "compare": ("light", 1000),
    "organisation": ("light", 1200),
    "check-report": ("dark", 700),
}
"""What the documentation shows: the look, and how much of the page from its top, in pixels."""


def draft(page: Any, base: str, text: str) -> None:
    """Fill in the form for drafts, and wait for the report."""
    page.goto(f"{base}/check")
    page.fill("#title", "Ferry makes its last crossing")
    page.fill("#text", text)
    page.click("main button[type=submit]")
    page.wait_for_selector("ol.findings")


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to put them; made if it is not there")
    parser.add_argument("--docs", type=Path)
    options = parser.parse_args()
    if why := missing():
        print(f"screenshots: skipped. {why}")
        return 0
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        path = samples(Path(name))
        named = addresses(path)
        with served(path, everybody_decides=True) as base, browser() as chrome:
            for look, settings in LOOKS.items():
                context = chrome.new_context(**settings)
                page = context.new_page()
                draft(page, base, page_text(path))  # before printing: paper has no forms
                if look == "print":
                    page.emulate_media(media="print")
                page.screenshot(path=options.folder / f"check-report-{look}.png", full_page=True)
                for title, address in named.items():
                    page.goto(base + address)
                    page.screenshot(path=options.folder / f"{title}-{look}.png", full_page=True)
                context.close()
            if options.docs:
                for_the_docs(chrome, base, path, named, options.docs)
    print(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}")
    return 0


def for_the_docs(chrome: Any, base: str, path: Path, named: dict[str, str], folder: Path) -> None:
    """The pictures of the documentation: the tops of a few pages, small enough for a repository."""
    folder.mkdir(parents=True, exist_ok=True)
    for title, (look, height) in DOCS.items():
        settings = {**LOOKS[look], "viewport": {"width": 1060, "height": height}}
        context = chrome.new_context(**settings)
        page = context.new_page()
        if title == "check-report":
            draft(page, base, page_text(path))
        else:
            page.goto(base + named[title])
        page.screenshot(path=folder / f"{title}.png")
        context.close()


def page_text(path: Path) -> str:
    """A draft that was copied: a text of the samples without its credit, and with another number."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        (text,) = connection.execute(
            "SELECT v.text FROM stories s JOIN articles a ON a.id = s.source_id"
            " JOIN article_versions v ON v.id = a.current_version_id ORDER BY s.outlets DESC, s.public_id LIMIT 1"
        ).fetchone()
    return str(text).partition("(AP)")[2].lstrip(" -–—") or str(text)


if __name__ == "__main__":
    raise SystemExit(main())
