"""What every page has around its content: head, navigation, style, and the headers that keep a browser in check."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct, field

from syndicheck.datasette_plugin.addresses import page_path
from syndicheck.report.html_ import style_sheet
from syndicheck.report.markup import Content, Safe, raw_style, tag

PAGES = (
    ("", "Stories"),
    ("search", "Search"),
    ("outlets", "Outlets"),
    ("organisations", "Agencies and distributors"),
    ("check", "Check a draft"),
    ("reviews", "Reviews"),
    ("reference", "Reference"),
)
"""What the navigation leads to, on every page."""


class Asked(Struct, frozen=True):
    """A request for a page: of which database, for which thing (``rest``), with which arguments.

    ``base`` is Datasette's ``base_url`` without its last slash, ``tables`` the address of its own page of the database.
    ``editable`` says that the person may decide
    (permission ``syndicheck-review``), ``checkable`` that they may check drafts.
    """

    database: str
    rest: str = ""
    arguments: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    tables: str = ""
    editable: bool = False
    checkable: bool = False

    def argument(self, name: str, most: int = 500) -> str:
        """One argument of the address, cut at ``most`` characters; empty when it is missing."""
        return self.arguments.get(name, "")[:most]

    def start(self) -> int:
        """From which row on a list is shown: the argument ``from``."""
        value = self.argument("from")
        return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0

    def link(self, content: Content, path: str, **attributes: Any) -> Safe:
        """A link to one of our pages."""
        return tag("a", content, href=self.base + path, **attributes)

    def rows(self, content: Content, table: str, **filters: str | int) -> Safe:
        """A link to the rows of a table or view that have these values, as Datasette shows them."""
        query = f"?{urlencode(filters)}" if filters else ""
        return tag("a", content, href=f"{self.tables}/{table}{query}")

    def source(self, name: str, table: str, **filters: str | int) -> Safe:
        """The same for what a page says, with the rows as files beside it: those that a spreadsheet opens (CSV), and
        those for programs (JSON, the first 1,000).
        """
        files = [
            tag(
                "a",
                kind,
                href=f"{self.tables}/{table}.{kind.lower()}?{urlencode({**filters, **form})}",
                aria_label=f"{kind}: {name}",
            )
            for kind, form in (("CSV", {"_stream": "on"}), ("JSON", {"_shape": "array", "_size": "max"}))
        ]
        return tag("span", self.rows(name, table, **filters), " (", files[0], ", ", files[1], ")", class_="source")

    def document(self, name: str, path: str, start: int = 0) -> Safe:
        """A page of ours as the JSON document that the command line writes, too; from article number ``start`` on."""
        address = f"{path}.json?from={start}" if start else f"{path}.json"
        return tag("span", name, " (", self.link("JSON", address, aria_label=f"JSON: {name}"), ")", class_="source")


class Drawn(Struct, frozen=True):
    """A finished page. ``forms``: it has a form that is sent to this server."""

    html: str
    forms: bool = False
    status: int = 200


@cache
def own_style() -> tuple[str, str]:
    """The reports' style sheet with what only pages have, and its hash for the content security policy."""
    css = style_sheet()[0] + files("syndicheck.datasette_plugin").joinpath("assets/pages.css").read_text("utf-8")
    return css, b64encode(sha256(css.encode()).digest()).decode()


def headers(*, forms: bool) -> dict[str, str]:
    """Nothing but the page's own style sheet may be loaded, nobody may frame the page, no robot may keep it."""
    action = "'self'" if forms else "'none'"
    policy = f"default-src 'none'; style-src 'sha256-{own_style()[1]}'; base-uri 'none'; form-action {action}"
    return {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin" if forms else "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
    }


def drawn(asked: Asked, title: str, *content: Content, here: str | None = None, forms: bool = False) -> Drawn:
    """A page around ``content``; ``here`` is the entry of the navigation that it belongs to."""
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex, nofollow"),
        tag("title", f"{' '.join(title.split())} · syndicheck"),
        raw_style(own_style()[0]),
    ]
    skip = tag("a", "Skip to the content", href="#content", class_="skip")
    main = tag("main", "\n", content, id="content")
    body = tag("body", "\n", skip, "\n", _navigation(asked, here), "\n", main, "\n")
    html = tag("html", "\n", tag("head", ([Safe("\n"), part] for part in head)), "\n", body, "\n", lang="en")
    return Drawn(f"<!doctype html>\n{html}\n", forms)


def _navigation(asked: Asked, here: str | None) -> Safe:
    links = []
    for page, name in PAGES:
        if page == "check" and not asked.checkable:
            continue
        links.append(
            tag("li", asked.link(name, page_path(asked.database, page), aria_current="page" if page == here else None))
        )
    links.append(tag("li", tag("a", "Tables", href=asked.tables)))
    return tag("nav", tag("ul", links), aria_label="Pages", class_="pages")


def form_token(request: Any) -> str:
    """Datasette's token against forged forms; 1.0 gives one that it does not need."""
    made = request.scope.get("csrftoken")
    return str(made()) if made else ""


def known(*links: Safe | None) -> Safe:
    """How do we know? Links to the rows behind what a page says."""
    said = [[" · " if number else " ", link] for number, link in enumerate(one for one in links if one)]
    return tag("p", "How do we know?", said, class_="known")


def further(asked: Asked, page: str, shown: int, total: int, step: int, **arguments: str) -> Content:
    """Links to the rows before and after those that are shown."""
    return placed(page_path(asked.database, page), asked, shown, total, step, "rows", start=None, **arguments)


def placed(
    path: str, asked: Asked, shown: int, total: int, step: int, what: str, *, start: int | None = None, **arguments: str
) -> Content:
    """Where in a long list the page is, and links to its other pages: the first, the neighbours, the last. ``start`` is
    that of the request unless it is given.
    """
    start = asked.start() if start is None else start
    last = max(0, (total - 1) // step * step)

    def link(name: str, at: int, **more: str) -> Content:
        query = urlencode({**arguments, **({"from": at} if at else {})})
        return [" · ", asked.link(name, f"{path}?{query}" if query else path, **more)]

    links: list[Content] = []
    if start:
        before = max(0, start - step)
        links += [link("First", 0) if before else None, link("Previous", before, rel="prev")]
    if start + shown < total:
        links += [link("Next", start + step, rel="next"), link("Last", last) if last > start + step else None]
    if not links:
        return None
    place = f"{what[:1].upper()}{what[1:]} {start + 1:,}–{start + shown:,} of {total:,}"
    if not shown:
        place = f"No {what} from here on: {total:,} in all"
    return tag("nav", tag("p", place, links), aria_label=f"More {what}", class_="more")


def bar(share: float, words: str) -> Safe:
    """A share as a bar with its words beside it; the bar itself says nothing more."""
    width = max(0.0, min(1.0, share)) * 60
    drawing = tag(
        "svg",
        tag("rect", x=0, y=0, width=60, height=8, class_="track"),
        tag("rect", x=0, y=0, width=width, height=8, class_="span"),
        aria_hidden="true",
        width=60,
        height=8,
        viewBox="0 0 60 8",
    )
    return tag("span", tag("span", drawing, class_="share"), " ", words, class_="measured")
