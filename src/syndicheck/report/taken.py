"""Who took our texts: for the terminal, as JSON, CSV, and as an RSS feed."""

from __future__ import annotations

import csv
from datetime import UTC
from email.utils import format_datetime
from typing import Any, TextIO
from xml.sax.saxutils import escape

from syndicheck.expressions import expression
from syndicheck.report import wording
from syndicheck.report.csv_ import cell
from syndicheck.report.interface import Page
from syndicheck.report.json_ import written
from syndicheck.report.times import fine, full_moment, utc, zone_named
from syndicheck.text import printable
from syndicheck.view import Taken

FORMATS = ("terminal", "json", "csv", "rss")

_NOT_XML = expression("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HOW = {
    "directly": "taken from it",
    "through": "taken from it through others",
    "perhaps": "perhaps taken from it",
    "round-up": "a round-up that draws on it",
}


def render_taken(
    found: tuple[Taken, ...],
    outlets: tuple[str, ...],
    fmt: str,
    out: TextIO,
    zone: str = "UTC",
    *,
    bounded: bool = False,
) -> None:
    """Write the list; ``fmt`` is one of :data:`FORMATS`. ``bounded``: only stories of some time were looked at."""
    if fmt == "json":
        out.write(_document(found, outlets, zone))
    elif fmt == "csv":
        _csv(found, out)
    elif fmt == "rss":
        _rss(found, outlets, out)
    else:
        _terminal(found, outlets, out, zone, bounded)


def message(found: tuple[Taken, ...], outlets: tuple[str, ...]) -> str:
    """The JSON that a webhook is sent: that of ``report --ours --json``, with a sentence in ``text`` for chats. The
    sentence has counts and our own names only, because chats take what stands there for markup.
    """
    counted = wording.count(len(found), "article")
    names = printable(wording.listed(outlets))
    verb = "has" if len(found) == 1 else "have"
    return _document(found, outlets, "UTC", text=f"{counted} elsewhere {verb}, or may have, a text of {names}.")


def _document(found: tuple[Taken, ...], outlets: tuple[str, ...], zone: str, **more: str) -> str:
    taken = [_json(one) for one in found]
    return written("taken", {**more, "outlets": list(outlets), "zone": zone, "taken": taken})


def said(one: Taken) -> str:
    """``taken from it through Quayside, 87 %; verbatim, used 100 %, pasted 98 %; credit not found``."""
    how = _HOW[one.how]
    if one.via:
        how = f"taken from it through {wording.listed(one.via)}"
    if one.how != "round-up":
        how += f", {wording.percent(min(one.probability, 0.99))}"
    parts = [how]
    if one.match is not None:
        shares = f", used {wording.used(one.match)}, pasted {wording.pasted(one.match)}"
        parts.append(str(one.match.match_class) + (shares if wording.counts_words(one.match) else ""))
    credit = {"linked": "links to it", "named": "names the outlet", "not found": "no credit of the outlet found"}
    return "; ".join([*parts, credit[one.credited]])


def _ident(one: Taken) -> str:
    """The same for as long as both articles are: by it readers see each take-over once."""
    return f"{one.source.key} {one.taker.key}"


def _json(one: Taken) -> dict[str, Any]:
    def side(member: Any) -> dict[str, Any]:
        seen = member.sighting
        return {
            "article_id": member.article_id,
            "key": member.key,
            "outlet": member.outlet,
            "title": member.title,
            "url": member.url,
            "lang": member.lang,
            "not_before": utc(seen.start) if seen else None,
            "not_after": utc(seen.end) if seen else None,
        }

    return {
        "id": _ident(one),
        "story": one.story,
        "ours": side(one.source),
        "theirs": side(one.taker),
        "how": one.how,
        "via": list(one.via),
        "probability": round(one.probability, 3),
        "class": one.match.match_class.value if one.match else None,
        "used": one.match.share_a if one.match and wording.counts_words(one.match) else None,
        "pasted": one.match.share_b if one.match and wording.counts_words(one.match) else None,
        "credit": one.credited,
    }


def _csv(found: tuple[Taken, ...], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    heads = (
        "story,our_outlet,our_title,our_url,outlet,title,url,lang,not_before,not_after,how,via,probability,class,used"
    )
    writer.writerow([*heads.split(","), "pasted", "credit"])
    for one in found:
        row = _json(one)
        ours, theirs = row["ours"], row["theirs"]
        writer.writerow(
            cell(value)
            for value in (
                *(one.story, ours["outlet"], ours["title"], ours["url"], theirs["outlet"], theirs["title"]),
                *(theirs["url"], theirs["lang"], theirs["not_before"], theirs["not_after"], one.how),
                *(", ".join(one.via), row["probability"], row["class"], row["used"], row["pasted"], one.credited),
            )
        )


def _rss(found: tuple[Taken, ...], outlets: tuple[str, ...], out: TextIO) -> None:
    """RSS 2.0, the newest first; an entry is known by story and article, so that readers see each once."""
    names = ", ".join(outlets)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0"><channel>',
        f"<title>{_xml(f'Texts of {names} elsewhere')}</title>",
        "<link>https://www.rssboard.org/rss-specification</link>",
        f"<description>{_xml(f'Where texts of {names} appeared, as far as it is held')}</description>",
    ]
    for one in reversed(found):
        taker = one.taker
        lines.append("<item>")
        lines.append(f"<title>{_xml(f'{taker.outlet}: {wording.headline(taker.title)}')}</title>")
        address = wording.web_address(taker.url)
        lines += [f"<link>{_xml(address)}</link>"] if address else []
        seen = taker.sighting
        dated = seen is not None and fine(seen) and seen.kind == "published"
        when = f"; {full_moment(seen, UTC)}" if seen and not dated else ""
        text = f"{one.source.outlet}, “{wording.headline(one.source.title)}”: {said(one)}{when}."
        lines.append(f"<description>{_xml(_xml(text))}</description>")  # readers take it for HTML
        lines.append(f'<guid isPermaLink="false">{_xml(_ident(one))}</guid>')
        if seen and dated:  # it has no words for a day, nor for a doubt
            lines.append(f"<pubDate>{format_datetime(seen.start.replace(microsecond=0))}</pubDate>")
        lines.append("</item>")
    out.write("\n".join([*lines, "</channel></rss>"]) + "\n")


def _xml(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", printable(text)))


def _terminal(found: tuple[Taken, ...], outlets: tuple[str, ...], out: TextIO, zone: str, bounded: bool) -> None:
    from rich.text import Text

    from syndicheck.report.terminal.canvas import Canvas

    canvas = Canvas.on(Page(out, zone))
    canvas.put_heading(f"Texts of {wording.listed(outlets)} elsewhere", wording.count(len(found), "article"))
    if not found:
        when = " in the time asked for" if bounded else ""
        line = f"Nobody whose articles are held took any of them{when}, as far as can be told."
        canvas.put(canvas.text(line), 2)
    for one in found:
        taker = one.taker
        when = full_moment(taker.sighting, zone_named(zone)) if taker.sighting else "no usable time"
        canvas.put()
        head = Text.assemble((f"{taker.article_id}  ", "dim"), canvas.text(taker.outlet, "bold"))
        canvas.put(head.append_text(canvas.text(f"  {when}", "dim")), 2)
        canvas.put(canvas.text(wording.headline(taker.title)), 4)
        whose = f"{one.source.outlet} ({one.source.article_id}), “{wording.headline(one.source.title)}”, {one.story}"
        for line in (whose, said(one)):
            canvas.put_bullet(Text(canvas.glyphs.bullet, "dim"), canvas.text(line), 4)
