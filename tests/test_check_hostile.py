"""What a draft may try to do to the reader of its check: every payload through every format of findings."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from test_report_hostile import PAYLOADS

from syndicheck.checking.findings import CheckReport, Finding, Held, Severity, Source
from syndicheck.model.matches import Match, MatchClass, Passage
from syndicheck.model.spans import Span
from syndicheck.report.check import render_check

ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
FORMATS = ("terminal", "json", "sarif", "junit", "github", "markdown")
COMMANDS = {
    "workflow command": "::error file=x::owned",
    "workflow command on a line": "a\n::add-mask::b\n::stop-commands::c",
    "workflow command at a return": "a\r::set-output name=x::y",
    "old workflow command": "##[error]owned",
    "end of CDATA": "]]><failure/>",
    "entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hosts">]>&e;',
    "URI": "javascript:alert(1)",
    "path upwards": "../../../etc/passwd",
    "percent": "%0A::error::x %25 %",
}
ALL = {**PAYLOADS, **COMMANDS}


def hostile(text: str) -> CheckReport:
    """A report with a payload in every field that a draft, its name, or a source may reach."""
    body = f"{text}\nA second line.\n"
    held = Held(7, text, text, text, text[:12], text, text)
    match = Match(MatchClass.VERBATIM, 1.0, 1.0, 1.0, 1.0, (Passage(Span(0, 1), Span(0, 1), 9),))
    findings = (
        Finding("SYN101", Severity.ERROR, text, text, Span(0, max(1, len(text))), held, Span(0, 1)),
        Finding("SYN204", Severity.WARNING, text, text, suppressed=text, suppressed_by="policy"),
        Finding("SYN901", Severity.NOTE, f"{text} {text}", text),
    )
    return CheckReport(text or "x", text, text[:12], body, findings, (Source(held, match, body),), 1.0, 3, text)


def rendered(fmt: str, text: str) -> str:
    out = io.StringIO()
    render_check([hostile(text)], fmt, out)
    return out.getvalue()


payloads = pytest.mark.parametrize("text", ALL.values(), ids=ALL.keys())


@payloads
@pytest.mark.parametrize("fmt", FORMATS)
def test_nothing_active_comes_out(fmt: str, text: str) -> None:
    page = rendered(fmt, text)
    assert not ACTIVE.search(page)
    page.encode("utf-8")


@payloads
def test_a_ci_log_has_only_our_commands(text: str) -> None:
    lines = rendered("github", text).splitlines()
    calm = rendered("github", "calm words").splitlines()
    commands = [line for line in lines if re.match(r"\s*(?:::|##\[)", line)]
    assert len(commands) == sum(line.startswith("::") for line in calm)
    assert all(re.match(r"::(?:error|warning|notice)[ :]", line) for line in commands)


@payloads
def test_junit_has_only_our_elements(text: str) -> None:
    tags = {element.tag for element in ET.fromstring(rendered("junit", text)).iter()}
    assert tags <= {element.tag for element in ET.fromstring(rendered("junit", "calm words")).iter()}


@payloads
def test_sarif_and_json_keep_their_shape(text: str) -> None:
    for fmt in ("sarif", "json"):
        calm, found = (json.loads(rendered(fmt, one)) for one in ("calm words", text))
        assert _keys(found) <= _keys(calm) | {"line", "column"}
    for result in json.loads(rendered("sarif", text))["runs"][0]["results"]:
        for location in result.get("locations", ()):
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert not re.match(r"(?i)\s*(?:javascript|data|file|vbscript):", uri)
            assert re.fullmatch(r"[!-~]+", uri)


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values())) if value else set()
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


@payloads
def test_markdown_has_no_link_image_or_markup_of_the_draft(text: str) -> None:
    def kinds(page: str) -> set[str]:
        tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page)
        return {token.type for token in tokens} | {inner.type for t in tokens for inner in t.children or ()}

    assert kinds(rendered("markdown", text)) <= kinds(rendered("markdown", "calm words")) | {"softbreak"}


def test_the_payloads_are_what_they_claim_to_be() -> None:
    """Written carelessly, they would do what they say: the checks above can fail."""
    careless = io.StringIO()
    csv.writer(careless).writerow([ALL["formula"]])
    assert careless.getvalue().lstrip('"').startswith("=")
    assert ACTIVE.search(ALL["colour"])
    assert "::error" in ALL["workflow command"]
    with pytest.raises(ET.ParseError):
        ET.fromstring(f"<a>{ALL['end of CDATA']}<b></a>")
