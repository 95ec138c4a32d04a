"""Reviews: what people decided, and forms to decide for those who may.

The functions are those of ``syndicheck review``. The person is who Datasette says it is; a name is asked for only where
it does not know one.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from syndicheck.datasette_plugin import access
from syndicheck.datasette_plugin.addresses import article_path, page_path, story_path
from syndicheck.datasette_plugin.bodies import form_fields
from syndicheck.datasette_plugin.frame import Asked, Drawn, drawn, form_token, known
from syndicheck.datasette_plugin.pages import sorry
from syndicheck.datasette_plugin.serving import answer, draw, named, opened
from syndicheck.errors import InputError, SyndicheckError
from syndicheck.report import wording
from syndicheck.report.html_story import written
from syndicheck.report.markup import Content, Safe, tag

if TYPE_CHECKING:
    from syndicheck.model.articles import Problem
    from syndicheck.reviewing import Outcome
    from syndicheck.store.database import Database
    from syndicheck.store.reviews import Review
    from syndicheck.store.standing import Standing

LISTED = 200
"""Decisions that the page lists, the latest first; the table has all."""

MEMBERS = 300
"""Articles of a story that the form for a split lists."""

_WORDS = 80

Fields = Mapping[str, list[str]]


async def serve_reviews(request: Any, datasette: Any) -> Any:
    """The page, or a decision that was sent with one of its forms."""
    asked, path = await opened(request, datasette)
    token, person = form_token(request), _person(request.actor)
    said, status = "", 200
    fields: Fields = {}
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        from datasette import Forbidden

        if not asked.editable:
            raise Forbidden(access.REVIEW)
        try:
            fields = form_fields(await request.post_body())
        except InputError as error:
            return answer(sorry(asked, str(error), 400))
        if not _our_form(datasette, fields, token):
            raise Forbidden("the form is too old, or not ours")
        try:
            outcome = await asyncio.to_thread(_decide, path, fields, person)
        except InputError as error:
            said, status = named(str(error), path), 422
        except SyndicheckError as error:
            said, status = named(str(error), path), 503
        else:
            done = {"done": str(outcome.review.number)}
            if not outcome.problems:
                from datasette import Response

                return Response.redirect(asked.base + page_path(asked.database, "reviews", **done), 303)
            # nothing else knows of them later: they are told at once
            asked, problems = replace(asked, arguments=done), outcome.problems
    forms = _Forms(asked, token, person, fields if said else {})
    page = await asyncio.to_thread(draw, path, asked, lambda store, _: _page(store, forms, said, problems))
    return answer(Drawn(page.html, page.forms, status if page.status == 200 else page.status))


def _our_form(datasette: Any, fields: Fields, token: str) -> bool:
    """Whether the token was sent along. Datasette 0.65 asks for it only where there is a cookie; without one, the form
    of another site could be sent by an old browser. 1.0 looks at where a form comes from instead.
    """
    return hasattr(datasette, "allowed") or hmac.compare_digest(_one(fields, "csrftoken").encode(), token.encode())


def _person(actor: Any) -> str:
    """What an actor is called; empty when nobody is logged in."""
    if not isinstance(actor, dict):
        return ""
    return next((str(actor[key]) for key in ("name", "display", "id") if actor.get(key)), "")


def _one(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0].strip()


def _decide(path: Path, fields: Fields, person: str) -> Outcome:
    from syndicheck import reviewing
    from syndicheck.store.database import Database

    signed = reviewing.signature(person or _one(fields, "by"), _one(fields, "why"), datetime.now(UTC))
    with Database(path, write=True) as store, store.run():
        match _one(fields, "action"):
            case "confirm":
                return reviewing.confirm(store, _one(fields, "a"), _one(fields, "b"), signed)
            case "reject":
                return reviewing.reject(store, _one(fields, "a"), _one(fields, "b"), signed)
            case "merge":
                return reviewing.merge(store, _one(fields, "stories").replace(",", " ").split(), signed)
            case "split":
                together = bool(_one(fields, "together"))
                leaving = fields.get("leaving", [])
                if not leaving:
                    raise InputError("No article was chosen.", "Choose those that leave the story.")
                return reviewing.split(store, _one(fields, "story"), leaving, signed, together=together)
            case "dismiss":
                return reviewing.dismiss(store, _one(fields, "article"), _one(fields, "mark"), signed)
            case "restore":
                return reviewing.dismiss(store, _one(fields, "article"), _one(fields, "mark"), signed, restore=True)
            case "undo":
                number = _one(fields, "number")
                return reviewing.undo(store, int(number[:18]) if number.isascii() and number.isdecimal() else 0, signed)
    raise InputError("It is not said what is to be decided.", "Use one of the forms.")


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────


def _page(store: Database, forms: _Forms, said: str, problems: tuple[Problem, ...]) -> Drawn:
    from syndicheck.store.standing import standings

    asked, found = forms.asked, standings(store.connection)
    what = "People's decisions outrank the machine's, and survive everything. Nothing is deleted."
    content: list[Content] = [
        tag(
            "header",
            tag("h1", "Reviews"),
            tag("p", what, class_="quiet"),
        ),
        tag("p", said, class_="note", role="alert") if said else None,
        _done(found, asked),
        _broken(problems),
    ]
    if asked.editable:
        content += _chosen(store, forms)
    shown = list(reversed(found))[:LISTED]
    content.append(
        tag(
            "section",
            tag("h2", "Decisions"),
            tag("ol", [_listed(review, standing, asked, forms) for review, standing in shown], class_="findings")
            if shown
            else tag("p", "Nobody has decided anything yet."),
            known(asked.source("all decisions", "reviews"), asked.source("their articles", "reviewed_articles")),
        )
    )
    return drawn(asked, "Reviews", *content, here="reviews", forms=asked.editable)


def _done(found: list[tuple[Review, Standing]], asked: Asked) -> Content:
    from syndicheck.report.reviews import conflict

    number = asked.argument("done")
    pair = next(((r, s) for r, s in found if str(r.number) == number), None)
    if pair is None:
        return None
    review, standing = pair
    return tag(
        "section",
        tag("h2", f"Review {review.number}: {standing.state}"),
        tag("p", _sentence(review)),
        [tag("p", conflict(review.number, other), class_="note") for other in standing.conflicts],
        role="status",
    )


def _broken(problems: tuple[Problem, ...]) -> Content:
    """What broke the program when the stories were formed anew."""
    if not problems:
        return None
    items = [tag("li", f"{one.where}: {one.message} {one.remedy}".strip()) for one in problems]
    return tag("section", tag("p", "The decision is stored, but this was left out:"), tag("ul", items), role="alert")


def _sentence(review: Review) -> str:
    from syndicheck.store.review_notes import note_of, signature

    mark = review.decision.mark
    if mark is None:
        return note_of(review).text
    (article,) = review.decision.articles
    words = " ".join(mark.wording.split())
    whose = f"{article.outlet} ({article.article_id})" if article.article_id is not None else article.key
    cut = words if len(words) <= _WORDS else f"{words[:_WORDS].rstrip()} …"
    return f"{wording.mark_type(mark.type)} “{cut}” of {whose}: {signature(review)}"


def _listed(review: Review, standing: Standing, asked: Asked, forms: _Forms) -> Safe:
    from syndicheck.store.standing import State

    state = str(standing.state)
    if standing.by:
        state += f" because of {wording.listed(f'review {number}' for number in standing.by)}"
    if review.withdrawn is not None:
        gone = review.withdrawn
        state += f" by {gone.by} on {gone.when:%Y-%m-%d}{f': {gone.why}' if gone.why else ''}"
    articles = [
        [" · ", asked.link(f"article {one.article_id}", article_path(asked.database, one.article_id))]
        for one in review.decision.articles[:6]
        if one.article_id is not None
    ]
    return tag(
        "li",
        tag("b", f"{review.number}. {review.decision.kind.value}"),
        tag("p", _sentence(review)),
        tag("p", state if standing.state is not State.IN_EFFECT else "in effect", articles, class_="quiet"),
        forms.undo(review.number) if asked.editable and review.withdrawn is None else None,
    )


def _chosen(store: Database, forms: _Forms) -> list[Content]:
    """The forms for what was chosen on the page that led here; else those that name everything."""
    story, article = forms.given("story"), forms.given("article")
    try:
        if story:
            return [_split(store, story, forms), forms.merge(story)]
        if article.isascii() and article.isdecimal():
            return [_marks(store, int(article[:18]), forms)]
    except InputError:
        if not forms.sent:  # else the page says already what is wrong
            raise
    return [forms.pair(forms.given("a"), forms.given("b")), forms.merge(forms.given("stories"))]


def _split(store: Database, public_id: str, forms: _Forms) -> Content:
    from syndicheck.store.stories import resolve_public_id

    present = resolve_public_id(store.connection, public_id)
    if present is None:
        raise InputError(f"No story has the id {public_id}.", "Find it in the list of stories.")
    members = store.connection.execute(
        "SELECT a.id, o.name, a.title, a.lang FROM stories s JOIN story_articles sa ON sa.story_id = s.id"
        " JOIN articles a ON a.id = sa.article_id JOIN outlets o ON o.id = a.outlet_id"
        " WHERE s.public_id = ? AND sa.role = 'member' ORDER BY o.name, a.id LIMIT ?",
        (present, MEMBERS),
    ).fetchall()
    boxes = [
        tag(
            "li",
            tag(
                "input",
                type="checkbox",
                name="leaving",
                value=number,
                id=f"leaving-{number}",
                checked=str(number) in forms.sent.get("leaving", ()),
            ),
            " ",
            tag(
                "label",
                f"{number} · ",
                tag("bdi", outlet),
                ": ",
                written("span", wording.headline(title), lang),
                for_=f"leaving-{number}",
                class_="inline",
            ),
        )
        for number, outlet, title, lang in members
    ]
    return forms.form(
        "These articles leave the story",
        ("split", "Take them out"),
        tag("p", "Story ", forms.asked.link(present, story_path(forms.asked.database, present))),
        forms.hidden("story", present),
        tag("ul", boxes, class_="boxes"),
        tag(
            "p",
            tag(
                "input",
                type="checkbox",
                name="together",
                value="1",
                id="together",
                checked=bool(forms.given("together")),
            ),
            " ",
            tag(
                "label", "They are one story of their own, even if they do not match", for_="together", class_="inline"
            ),
        ),
    )


def _marks(store: Database, article_id: int, forms: _Forms) -> Content:
    from syndicheck.store.reports import article_text

    held = store.connection.execute(
        "SELECT 1 FROM articles WHERE id = ? AND current_version_id IS NOT NULL", (article_id,)
    ).fetchone()
    if held is None:
        raise InputError(f"No article has the number {article_id}.", "Find it in the table articles.")
    view = article_text(store.connection, article_id)
    if not view.marks:
        return tag("section", tag("h2", "Marks"), tag("p", "The article has no marks."))
    rows = [
        tag(
            "li",
            tag(
                "input",
                type="radio",
                name="mark",
                value=number,
                id=f"mark-{number}",
                required=True,
                checked=forms.given("mark") == str(number),
            ),
            " ",
            tag(
                "label",
                f"{number}. {wording.mark(brief)}: ",
                tag("q", " ".join(brief.excerpt.split())[:_WORDS], dir="auto"),
                for_=f"mark-{number}",
                class_="inline",
            ),
        )
        for number, brief in enumerate(view.marks, 1)
    ]
    return forms.form(
        "A mark that is none",
        ("dismiss", "Its words are part of the story"),
        tag("p", "Article ", forms.asked.link(str(article_id), article_path(forms.asked.database, article_id))),
        forms.hidden("article", article_id),
        tag("ul", rows, class_="boxes"),
        also=("restore", "It is a mark after all"),
    )


class _Forms:
    """The forms of one page, all sent to the same address with the same token. ``sent`` is what one of them was sent
    with in vain: nobody shall write it twice.
    """

    def __init__(self, asked: Asked, token: str, person: str, sent: Fields) -> None:
        self.asked, self.token, self.person, self.sent = asked, token, person, sent

    def given(self, name: str) -> str:
        """What was sent, or else chosen on the page that led here."""
        return _one(self.sent, name) or self.asked.argument(name)

    def form(self, title: str, button: tuple[str, str], *content: Content, also: tuple[str, str] | None = None) -> Safe:
        """A form of its own, with reason and signature; each button is an action and what it says."""
        ident, buttons = button[0], [one for one in (button, also) if one]
        sent = self.sent if _one(self.sent, "action") in dict(buttons) else {}
        why = {"value": _one(sent, "why") or None, "class_": "wide", "maxlength": 2_000}
        return self._around(
            tag("h2", title),
            content,
            self._field(f"why-{ident}", "why", "Reason, shown with the decision", **why),
            self._name(ident, _one(sent, "by")),
            tag("p", [[self._button(*one), " "] for one in buttons]),
        )

    def pair(self, a: str, b: str) -> Safe:
        """Two articles: one story, or never one."""
        return self.form(
            "Two articles",
            ("confirm", "They are one story"),
            tag(
                "div",
                self._field("a", "a", "First article (number or address)", value=a, required=True, maxlength=2_000),
                self._field("b", "b", "Second article", value=b, required=True, maxlength=2_000),
                class_="row",
            ),
            also=("reject", "They are never in one story"),
        )

    def merge(self, story: str) -> Safe:
        """Several stories that are one."""
        return self.form(
            "Stories that are one",
            ("merge", "Make them one"),
            self._field("stories", "stories", "Ids of the stories", value=story, required=True, maxlength=2_000),
        )

    def undo(self, number: int) -> Safe:
        """A button beside a decision."""
        label = f"Take review {number} back"
        content = [self.hidden("number", number), self._name(f"undo-{number}"), self._button("undo", label)]
        return tag("form", self._token(), content, method="post", action=self._action())

    def hidden(self, name: str, value: str | int) -> Safe:
        """A value that the form carries along."""
        return tag("input", type="hidden", name=name, value=value)

    def _around(self, *content: Content) -> Safe:
        return tag("section", tag("form", self._token(), content, method="post", action=self._action()))

    def _action(self) -> str:
        return self.asked.base + page_path(self.asked.database, "reviews")

    def _token(self) -> Content:
        return self.hidden("csrftoken", self.token) if self.token else None

    def _name(self, ident: str, value: str = "") -> Content:
        if self.person:
            return None
        return self._field(f"by-{ident}", "by", "Your name", value=value or None, required=True, maxlength=200)

    def _field(self, ident: str, name: str, label: str, **more: Any) -> Safe:
        return tag("p", tag("label", label, for_=ident), tag("input", id=ident, name=name, **more))

    def _button(self, action: str, label: str) -> Safe:
        return tag("button", label, type="submit", name="action", value=action)
