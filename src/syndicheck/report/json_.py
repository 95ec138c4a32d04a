r"""Reports as JSON for programs: every field of the views under stable names, ``"schema": 1``.

The document is described by ``schema/report-1.json`` beside this module. Within one schema number fields may
be added, never renamed, removed or given another meaning. Shares are fractions, times ISO 8601 in UTC,
offsets count Unicode code points.

Article text is passed on unchanged, since offsets refer to it. Characters that a terminal or an editor
might act upon (controls, bidi overrides, line separators, lone surrogates) are written as ``\u`` escapes;
everything else is plain UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from syndicheck.marks.layers import hands
from syndicheck.matching.derivation import derivations
from syndicheck.model.changes import Change
from syndicheck.model.claims import ClaimFinding
from syndicheck.model.corrections import Correction
from syndicheck.model.credits import Credit
from syndicheck.model.hidden import HiddenText
from syndicheck.model.labels import LabelFinding
from syndicheck.model.lineage import LineageEdge, LineageParent
from syndicheck.model.marks import Mark
from syndicheck.model.matches import Match
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span
from syndicheck.model.times import Sighting
from syndicheck.records import as_dict
from syndicheck.report import wording
from syndicheck.report.highlight import stripped, without
from syndicheck.report.interface import Format, Page
from syndicheck.report.json_text import json_text
from syndicheck.report.times import utc
from syndicheck.view import (
    CompareView,
    Independence,
    MarkBrief,
    MemberView,
    OutletLine,
    ReportView,
    ReviewNote,
    StoryPart,
    StoryView,
    TextView,
    VersionBrief,
)

SCHEMA = 1


class Json:
    """One JSON document a view; see :class:`~syndicheck.report.interface.Format`."""

    def report(self, view: ReportView, page: Page) -> None:
        """Write the report."""
        document = {
            "database": view.database,
            "zone": view.zone,
            "filters": list(view.filters),
            "coverage": view.coverage,
            "totals": as_dict(view.totals),
            "stories": [_story(story) for story in view.stories],
            "stories_left_out": view.stories_left_out,
            "marks": [as_dict(use) for use in view.marks],
            "outlets": [_outlet(line) for line in view.outlets],
        }
        _write(page, "report", document)

    def story(self, view: StoryView, page: Page) -> None:
        """Write one story."""
        _write(page, "story", {"zone": page.zone, "story": _story(view)})

    def story_part(self, part: StoryPart, following: str | None, page: Page) -> None:
        """Write a part of a story that has too many articles for one document; ``following`` is the address of the
        next one.
        """
        placed = {
            "start": part.start,
            "articles": part.total,
            "outlets": part.outlets,
            "round_ups": part.round_ups,
            "places": part.places,
            "next": following,
        }
        _write(page, "story", {"zone": page.zone, "part": placed, "story": _story(part.view)})

    def compare(self, view: CompareView, page: Page) -> None:
        """Write two texts and their match; passages are offsets into ``a.text`` and ``b.text``."""
        _write(
            page,
            "compare",
            {
                "a": _text(view.a),
                "b": _text(view.b),
                "match": _match(view.match) | {"joins": view.joins},
                "breakdown": None if view.breakdown is None else as_dict(view.breakdown),
                "marks_in_common": [as_dict(shared) for shared in view.marks_in_common],
                "changes": [_change(change) for change in view.changes],
            },
        )

    def marks(self, view: TextView, page: Page, *, strip: bool = False) -> None:
        """Write a text with its marks; stripped, ``body`` instead of ``text``, and no marks."""
        document = _text(view)
        if strip:
            document = {key: document[key] for key in ("label", "outlet", "title", "lang")}
            document["body"] = without(view.text, stripped(view.marks))
        _write(page, "body" if strip else "marks", document)


def _outlet(line: OutletLine) -> dict[str, Any]:
    found = as_dict(line) | {"languages": list(line.languages)}
    if line.owner is None:
        del found["owner"]
    return found


def _write(page: Page, kind: str, document: Mapping[str, Any]) -> None:
    page.out.write(written(kind, document))


def written(kind: str, document: Mapping[str, Any]) -> str:
    """A document with its schema number and kind, as it is printed."""
    return json_text({"schema": SCHEMA, "kind": kind, **document}, indent=2) + "\n"


def _story(story: StoryView) -> dict[str, Any]:
    return {
        "id": story.public_id,
        "title": story.title,
        "languages": list(story.languages),
        "origin": {
            "verdict": story.origin.verdict.value,
            "articles": list(story.origin.articles),
            "reasons": _reasons(story.origin.reasons),
            "coverage": story.origin.coverage,
        },
        "notes": list(story.notes),
        **({"reviews": [review_note(note) for note in story.reviews]} if story.reviews else {}),
        **({"corrections": [_correction(found) for found in story.corrections]} if story.corrections else {}),
        **({} if story.independence is None else {"independence": _layers(story.independence)}),
        **({"lineage": [_edge(edge) for edge in story.lineage]} if story.lineage else {}),
        "articles": [_member(member) for member in story.members],
    }


def _layers(found: Independence) -> dict[str, Any]:
    return {**as_dict(found), "transport": list(found.transport)}


def _edge(edge: LineageEdge) -> dict[str, Any]:
    """Where a text most probably comes from; ``article`` of a parent is null for a text that is not held."""
    return {
        "article": edge.article,
        "version": edge.version,
        "parent": _parent(edge.parent),
        "others": [_parent(other) for other in edge.others],
        "conflict": None if edge.conflict is None else _reasons([edge.conflict])[0],
    }


def _parent(parent: LineageParent) -> dict[str, Any]:
    return {
        "article": parent.article,
        "version": parent.version,
        "probability": parent.probability,
        "text": _reasons(parent.text),
        "clock": _reasons(parent.clock),
    }


def _correction(found: Correction) -> dict[str, Any]:
    return {
        "article": found.article,
        "kind": found.notice.kind.value,
        "place": found.notice.place,
        "words": found.notice.words,
        "span": _range(found.notice.span),
        "supersedes": found.supersedes,
        "carried": [
            {
                "article": one.article,
                "state": one.state.value,
                "span": _range(one.span),
                "reason": _reasons([one.reason])[0],
            }
            for one in found.carried
        ],
        "reason": _reasons([found.reason])[0],
    }


def _credit(credit: Credit | None) -> dict[str, Any]:
    """An article's credit; nothing where it was not judged."""
    if credit is None:
        return {}
    return {
        "credit": {
            "status": credit.status.value,
            "printed": [
                {
                    "organisation": line.organisation,
                    "type": line.type,
                    "kind": line.kind.value,
                    "span": _range(line.span),
                }
                for line in credit.printed
            ],
            "expected": list(credit.expected),
            "carriers": list(credit.carriers),
            "reason": _reasons([credit.reason])[0],
        }
    }


def _labels(labels: Iterable[LabelFinding]) -> dict[str, Any]:
    """The outcome under each rule on labels; nothing where none was judged."""
    found = [
        {
            "rule": one.rule,
            "name": one.name,
            "version": one.version,
            "source": one.source,
            "outcome": one.outcome.value,
            "sign": None
            if one.sign is None
            else {"words": one.sign.words, "place": one.sign.place, "span": _range(one.sign.span)},
            "reason": _reasons([one.reason])[0],
        }
        for one in labels
    ]
    return {"labels": found} if found else {}


def _claims(claims: Iterable[ClaimFinding]) -> dict[str, Any]:
    """What an article claims of its own text, tested; nothing where it claims nothing."""
    found = [
        {
            "kind": one.kind,
            "words": one.words,
            "span": _range(one.span),
            "outcome": one.outcome.value,
            "reason": _reasons([one.reason])[0],
        }
        for one in claims
    ]
    return {"claims": found} if found else {}


def _range(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _member(member: MemberView) -> dict[str, Any]:
    return {
        "article_id": member.article_id,
        "key": member.key,
        "outlet": member.outlet,
        "title": member.title,
        "lang": member.lang,
        "url": member.url,
        **({"addresses": list(member.addresses)} if member.addresses else {}),
        "role": member.role,
        "place": member.place,
        "is_source": member.is_source,
        "sighting": _sighting(member.sighting) if member.sighting else None,
        "match": _match(member.match) if member.match else None,
        "marks": [_brief(brief) for brief in member.marks],
        **_hidden(member.hidden),
        **_versions(member.versions),
        **_credit(member.credit),
        **_labels(member.labels),
        **_claims(member.claims),
    }


def _sighting(sighting: Sighting) -> dict[str, Any]:
    return {
        "kind": sighting.kind,
        "source": sighting.source,
        "raw": sighting.raw,
        "start": utc(sighting.start),
        "end": utc(sighting.end),
        "precision": sighting.precision.value,
        "zone": sighting.zone.value,
        "zone_name": sighting.zone_name,
        "flags": list(sighting.flags),
        "usable": sighting.usable,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "weight": change.weight,
        "a": None if change.a is None else [change.a.start, change.a.end],
        "b": None if change.b is None else [change.b.start, change.b.end],
        "was": change.was,
        "now": change.now,
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "class": match.match_class.value,
        "joins": match.joins,
        "derivation": dict(zip(("a", "b"), derivations(match), strict=True)),
        "share_a": match.share_a,
        "share_b": match.share_b,
        "resemblance": match.resemblance,
        "score": match.score,
        "passages": [
            {"a": [passage.a.start, passage.a.end], "b": [passage.b.start, passage.b.end], "tokens": passage.tokens}
            for passage in match.passages
        ],
        "reasons": _reasons(match.reasons),
    }


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"code": reason.code, "text": reason.text, "data": dict(reason.data)} for reason in reasons]


def _brief(brief: MarkBrief) -> dict[str, Any]:
    mark: Mark = brief.mark
    spread = {} if brief.spread is None else {"spread": as_dict(brief.spread)}
    return {
        "type": mark.type,
        "start": mark.start,
        "end": mark.end,
        "kind": mark.kind.value,
        "organisation": mark.organisation,
        "organisation_name": brief.organisation_name,
        "catalogue_id": mark.catalogue_id,
        "layer": mark.layer.value,
        "strength": mark.strength,
        "score": mark.score,
        "excerpt": brief.excerpt,
        **spread,
        **({} if brief.dismissed is None else {"dismissed": review_note(brief.dismissed)}),
    }


def review_note(note: ReviewNote) -> dict[str, Any]:
    """A person's decision."""
    return {
        "number": note.number,
        "code": note.code,
        "by": note.by,
        "when": utc(note.when),
        "why": note.why,
        "text": note.text,
    }


def _versions(versions: Iterable[VersionBrief]) -> dict[str, Any]:
    """The versions of an article that was changed; nothing for any other."""
    found = [
        {
            "number": version.number,
            "current": version.current,
            "match": _match(version.match) if version.match else None,
        }
        for version in versions
    ]
    return {"versions": found} if found else {}


def _hidden(hidden: Iterable[HiddenText]) -> dict[str, Any]:
    """What is hidden in a text; nothing where nothing is."""
    found = [{**as_dict(one), "kind": one.kind.value} for one in hidden]
    return {"hidden": found} if found else {}


def _text(view: TextView) -> dict[str, Any]:
    return {
        "label": view.label,
        "outlet": view.outlet,
        "title": view.title,
        "lang": view.lang,
        "text": view.text,
        "page_text": view.page_text,
        "marks": [{"number": number, **_brief(brief)} for number, brief in enumerate(view.marks, 1)],
        **_hidden(view.hidden),
        "hands": list(hands(brief.mark for brief in wording.standing(view.marks))),
    }


FORMAT: Format = Json()
