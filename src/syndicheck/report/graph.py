"""A story's lineage as a graph for other programs: GraphViz's language, and GraphML.

Nodes are the versions of articles, and one for a text that is not held; edges lead from parent to child, alternatives
are dashed (GraphViz) or have ``alternative`` true (GraphML).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from syndicheck.errors import InputError
from syndicheck.expressions import expression
from syndicheck.report import descent
from syndicheck.report.times import utc
from syndicheck.text import printable
from syndicheck.view import StoryView

FORMATS = ("graphviz", "graphml")

_NOT_XML = expression("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_KEYS = {
    "outlet": "string", "title": "string", "url": "string", "lang": "string", "version": "int", "not_before": "string",
    "not_after": "string", "held": "boolean",
}  # fmt: skip
_EDGE_KEYS = {"probability": "double", "alternative": "boolean", "evidence": "string", "conflict": "string"}


class _Node(Struct, frozen=True):
    id: str
    data: dict[str, str | int | bool]


class _Edge(Struct, frozen=True):
    source: str
    target: str
    probability: float
    sure: str
    alternative: bool
    evidence: str
    conflict: str


def write_graph(story: StoryView, fmt: str, out: TextIO) -> None:
    """Write the lineage of a story.

    Raises:
        InputError: there is no such format.
    """
    if fmt not in FORMATS:
        raise InputError(f"There is no graph format {fmt!r}.", f"Choose from: {', '.join(FORMATS)}.")
    out.write(_graphviz(story) if fmt == "graphviz" else _graphml(story))


def _nodes(story: StoryView) -> Iterator[_Node]:
    yield _Node("not-held", {"held": False, "outlet": descent.NOT_HELD})
    by_key = {member.key: member for member in story.members}
    for edge in sorted(story.lineage, key=lambda one: (one.article, one.version)):
        member = by_key.get(edge.article)
        data: dict[str, str | int | bool] = {"held": True, "version": edge.version}
        if member is not None:
            data |= {"outlet": member.outlet, "title": member.title, "lang": member.lang}
            data |= {"url": member.url} if member.url else {}
            if member.sighting is not None:
                data |= {"not_before": utc(member.sighting.start), "not_after": utc(member.sighting.end)}
        yield _Node(_id(edge.article, edge.version), data)


def _edges(story: StoryView) -> Iterator[_Edge]:
    for edge in sorted(story.lineage, key=lambda one: (one.article, one.version)):
        for alternative, parent in ((False, edge.parent), *((True, other) for other in edge.others)):
            yield _Edge(
                "not-held" if parent.article is None else _id(parent.article, parent.version),
                _id(edge.article, edge.version),
                parent.probability,
                descent.sure(parent),
                alternative,
                descent.because(parent),
                edge.conflict.text if edge.conflict and not alternative else "",
            )


def _id(article: str, version: int) -> str:
    return article if version == 1 else f"{article}#{version}"


def _graphviz(story: StoryView) -> str:
    lines = [f"digraph {_quoted(story.public_id)} {{", "  rankdir=LR;", "  node [shape=box];"]
    for node in _nodes(story):
        if not node.data["held"]:
            lines.append(f"  {_quoted(node.id)} [label={_quoted(str(node.data['outlet']))}, style=dashed];")
            continue
        label = [str(node.data.get("outlet", node.id)), str(node.data.get("not_before", "no usable time"))]
        label += [f"version {node.data['version']}"] if node.data["version"] != 1 else []
        lines.append(f"  {_quoted(node.id)} [label={_quoted(chr(10).join(label))}];")
    for edge in _edges(story):
        style = ", style=dashed, constraint=false" if edge.alternative else ""
        colour = ", color=red" if edge.conflict else ""
        tip = _quoted(edge.conflict or edge.evidence)
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.target)}"
        lines.append(f"  {ends} [label={_quoted(edge.sure)}, tooltip={tip}{style}{colour}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(text: str) -> str:
    """A GraphViz string: what an outlet is called cannot end it, nor become markup."""
    cleaned = printable(text, newlines=True).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{cleaned}"'


def _graphml(story: StoryView) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    for domain, keys in (("node", _KEYS), ("edge", _EDGE_KEYS)):
        lines += [
            f'  <key id="{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>' for name, kind in keys.items()
        ]
    lines.append(f'  <graph id={_attribute(story.public_id)} edgedefault="directed">')
    for node in _nodes(story):
        lines.append(f"    <node id={_attribute(node.id)}>")
        lines += [f'      <data key="{name}">{_content(value)}</data>' for name, value in node.data.items()]
        lines.append("    </node>")
    for edge in _edges(story):
        lines.append(f"    <edge source={_attribute(edge.source)} target={_attribute(edge.target)}>")
        values: dict[str, str | float | bool] = {
            "probability": edge.probability,
            "alternative": edge.alternative,
            "evidence": edge.evidence,
            "conflict": edge.conflict,
        }
        lines += [f'      <data key="{name}">{_content(value)}</data>' for name, value in values.items() if value != ""]
        lines.append("    </edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>"]) + "\n"


def _content(value: str | int | float | bool) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(_NOT_XML.sub("\ufffd", printable(text)))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", printable(text)))
