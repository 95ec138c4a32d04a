"""An article with everything that can be derived from it alone."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from syndicheck.model.articles import Problem, RawArticle
from syndicheck.model.hidden import HiddenText
from syndicheck.model.marks import Mark, ReleaseId
from syndicheck.model.sketches import Sketch
from syndicheck.model.times import Sighting


class PreparedArticle(Struct, frozen=True):
    """An article with everything that can be derived from it alone, ready to be stored in one transaction.

    ``key`` is its identity, ``text_hash`` that of this version (title, text and page text). ``problems`` are
    what was wrong without costing us the article (an unreadable date …). ``dismissed`` says which of the ``marks`` (by
    position) a person has dismissed, and the number of that review: they are part of the body.
    """

    raw: RawArticle
    key: str
    text_hash: str
    outlet: str
    title: str
    lang: str
    lang_source: str
    marks: tuple[Mark, ...]
    sketch: Sketch
    sightings: tuple[Sighting, ...]
    problems: tuple[Problem, ...] = ()
    releases: tuple[ReleaseId, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    dismissed: Mapping[int, int] = field(default_factory=dict)
    anchors: Mapping[str, int] = field(default_factory=dict)
