"""Drafts before publication: a form for people, and the same for programs (``POST``, JSON in and out)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from syndicheck.datasette_plugin import access
from syndicheck.datasette_plugin.addresses import article_path, outlet_path, page_path
from syndicheck.datasette_plugin.bodies import form_fields
from syndicheck.datasette_plugin.frame import Asked, Drawn, bar, drawn, form_token
from syndicheck.datasette_plugin.pages import sorry
from syndicheck.datasette_plugin.serving import answer, named, opened
from syndicheck.datasette_plugin.workers import SECONDS, worker_of
from syndicheck.errors import InputError
from syndicheck.model.spans import Span
from syndicheck.report import wording
from syndicheck.report.check.verdict import excerpt
from syndicheck.report.highlight import pieces
from syndicheck.report.html_story import table, written
from syndicheck.report.markup import Content, Safe, tag

_COLOURS = "abcd"
_FIELDS = ("title", "lang", "url", "text")


class Sent(Struct, frozen=True):
    """What a form was sent with. ``record`` has the fields of an article, ``own`` names outlets."""

    record: dict[str, Any]
    own: tuple[str, ...] = ()


async def serve_check(request: Any, datasette: Any) -> Any:
    """The form, the report of a draft that was sent with it, or the report as JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and kind != "application/x-www-form-urlencoded":
        return await _serve_json(request, datasette, kind)
    asked, path = await opened(request, datasette)
    if not asked.checkable:
        from datasette import Forbidden

        raise Forbidden(access.CHECK)
    token = form_token(request)
    if request.method != "POST":
        return answer(_page(asked, token, Sent({}), None))
    try:
        sent = _read_form(await request.post_body())
    except InputError as error:
        return answer(sorry(asked, str(error), 400))
    if not str(sent.record.get("text", "")).strip():
        said = {"error": "There is no text in it.", "remedy": "Paste the draft into the form.", "status": 422}
    else:
        said = await _checked(datasette, asked.database, str(path), sent)
    return answer(_page(asked, token, sent, said))


async def _serve_json(request: Any, datasette: Any, kind: str) -> Any:
    name = unquote(request.url_vars["database"])
    held = datasette.databases.get(name)
    if not access.bears_token(datasette, name, request.headers.get("authorization", "")):
        allowed = held is not None and await access.may_view(datasette, request.actor, name)
        if not allowed or not await access.may(datasette, request.actor, access.CHECK, name):
            return _json(
                403, "You may not check drafts here.", "Send Authorization: Bearer with a token that is set up."
            )
    if held is None or held.path is None:
        return _json(404, f"No database file is called {name}.", "")
    if kind != "application/json":
        return _json(415, "JSON is expected.", "Send Content-Type: application/json.")
    try:
        record = json.loads(await request.post_body())
    except (ValueError, RecursionError):
        return _json(400, "This is no JSON.", 'Send an object: {"text": "…", "title": "…", "lang": "de"}.')
    if not isinstance(record, dict):
        return _json(400, "This is no JSON object.", 'Send an object: {"text": "…", "title": "…", "lang": "de"}.')
    own = record.pop("own", [])
    if not isinstance(own, list) or not all(isinstance(one, str) for one in own):
        return _json(400, "own is no list of names.", 'Send "own": ["nordkurier.example"], or leave it out.')
    said = await _checked(datasette, name, held.path, Sent(record, tuple(own)))
    if "document" not in said:
        return _json(said["status"], said["error"], said["remedy"])
    return _response(200, said["document"])


async def _checked(datasette: Any, database: str, path: str, sent: Sent) -> dict[str, Any]:
    settings = access.settings(datasette, database)
    seconds = settings.get("seconds")
    question = {"database": path, "record": sent.record, "own": sent.own, "policy": settings.get("policy")}
    limit = float(seconds) if isinstance(seconds, (int, float)) and seconds > 0 else SECONDS
    said = await worker_of(datasette).ask(question, limit)
    return said | {key: named(said[key], path) for key in ("error", "remedy") if key in said}


def _json(status: int, error: str, remedy: str) -> Any:
    return _response(status, {"ok": False, "error": error, "remedy": remedy})


def _response(status: int, document: dict[str, Any]) -> Any:
    from datasette import Response

    headers = {"X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}
    return Response.json(document, status=status, headers=headers)


def _read_form(body: bytes) -> Sent:
    fields = form_fields(body, blank=True)
    record = {name: fields[name][0].replace("\r\n", "\n") for name in _FIELDS if fields.get(name, [""])[0].strip()}
    own = (one.strip() for one in fields.get("own", [""])[0].split(","))
    return Sent(record, tuple(one for one in own if one))


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────


def _page(asked: Asked, token: str, sent: Sent, said: dict[str, Any] | None) -> Drawn:
    content: list[Content] = [tag("header", tag("h1", "Check a draft"))]
    status = 200
    if said is None:
        content.append(
            tag(
                "p",
                "What in it is copied, which credit is missing, what was changed. Nothing is stored.",
                class_="quiet",
            )
        )
    elif "document" in said:
        (document,) = said["document"]["drafts"]
        content += _report(document, str(sent.record.get("text", "")), asked)
    else:
        status = said["status"]
        content.append(tag("section", tag("p", f"{said['error']} {said['remedy']}", class_="note", role="alert")))
    page = drawn(asked, "Check a draft", *content, _form(asked, token, sent), here="check", forms=True)
    return Drawn(page.html, page.forms, status)


def _form(asked: Asked, token: str, sent: Sent) -> Safe:
    def line(name: str, label: str, value: str, **more: Any) -> Safe:
        return tag(
            "p", tag("label", label, for_=name), tag("input", id=name, name=name, value=value, maxlength=2_000, **more)
        )

    given = {name: str(sent.record.get(name, "")) for name in _FIELDS}
    return tag(
        "form",
        tag("input", type="hidden", name="csrftoken", value=token) if token else None,
        line("title", "Headline", given["title"], class_="wide"),
        # the parser of a browser drops one line break at the start of a text area
        tag(
            "p",
            tag("label", "Text", for_="text"),
            tag("textarea", "\n", given["text"], id="text", name="text", required=True, spellcheck="false"),
        ),
        tag(
            "div",
            line("lang", "Language, if known (en, de …)", given["lang"], size=6),
            line("url", "Its own address, if it is online already", given["url"], inputmode="url"),
            line("own", "Outlets whose texts are yours, with commas between", ", ".join(sent.own)),
            class_="row",
        ),
        tag("p", tag("button", "Check", type="submit")),
        method="post",
        action=asked.base + page_path(asked.database, "check"),
    )


def _report(document: dict[str, Any], text: str, asked: Asked) -> list[Content]:
    sources = {one["article_id"]: one for one in document["sources"]}
    found = [_finding(one, text, sources, asked) for one in document["findings"]]
    return [
        tag(
            "section",
            tag("h2", "Result"),
            tag("p", tag("b", document["verdict"]), class_="verdict"),
            tag("p", document["coverage"], class_="quiet"),
            tag("ol", found, class_="findings") if found else None,
        ),
        _sources(document["sources"], asked) if sources else None,
        _text(document, text) if any(one["passages"] for one in document["sources"]) else None,
    ]


def _finding(one: dict[str, Any], text: str, sources: dict[int, dict[str, Any]], asked: Asked) -> Safe:
    weight = "silenced" if one["suppressed"] else one["severity"]
    where = f" · line {one['line']}, column {one['column']}" if one["line"] else ""
    words = excerpt(text, Span(*one["span"])) if one["span"] else ""
    source = sources.get(one["source"])
    reference = f"{page_path(asked.database, 'reference', part='findings')}#{one['code']}"
    return tag(
        "li",
        tag("span", weight, class_=weight),
        " ",
        asked.link(one["code"], reference),
        tag("span", where, class_="quiet"),
        tag("p", one["message"]),
        tag("p", "Draft: ", tag("q", words, dir="auto")) if words else None,
        tag("p", "Source: ", asked.link(source["title"], article_path(asked.database, source["article_id"])))
        if source
        else None,
        tag("p", f"Silenced by policy: {one['suppressed']}" if one["suppressed"] else one["remedy"], class_="quiet"),
    )


def _sources(sources: list[dict[str, Any]], asked: Asked) -> Safe:
    rows = (
        tag(
            "tr",
            tag("td", asked.link(tag("bdi", one["outlet"]), outlet_path(asked.database, one["outlet"]))),
            tag(
                "td",
                asked.link(
                    written("span", wording.headline(one["title"]), one["lang"]),
                    article_path(asked.database, one["article_id"]),
                ),
            ),
            tag("td", one["published"] or "time unknown"),
            tag("td", one["class"]),
            [
                # a translation has no words of its source, however much it tells of it
                tag("td", bar(share, wording.percent(share)) if one["passages"] else "–")
                for share in (one["share_of_draft"], one["share_of_source"])
            ],
        )
        for one in sources
    )
    heads = ("Outlet", "Article", "Published", "Class", "Of the draft", "Of the source")
    return tag("section", tag("h2", "What it shares text with"), table("What the draft shares text with", heads, rows))


def _text(document: dict[str, Any], text: str) -> Safe:
    """The draft with what is copied in it, a colour and a number for each source."""
    spans = [
        (number, Span(*passage["draft"]))
        for number, source in enumerate(document["sources"])
        if source["joins"]
        for passage in source["passages"]
    ]
    drawn_ = [
        tag(
            "mark",
            [tag("sup", str(spans[one][0] + 1)) for one in piece.opens],
            piece.text,
            class_=_COLOURS[spans[piece.under[0]][0] % len(_COLOURS)],
        )
        if piece.under
        else piece.text
        for piece in pieces(text, [span for _, span in spans])
    ]
    return tag(
        "section",
        tag("h2", "The draft, copied passages marked"),
        tag("p", "Numbers are those of the rows above.", class_="quiet"),
        written("div", drawn_, document["lang"], "text"),
    )
