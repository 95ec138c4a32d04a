"""What other programs make of the findings: readers of SARIF and JUnit that are not ours, the official validator."""

from __future__ import annotations

import json
import os
import subprocess
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import junitparser
import pytest
from msgspec.structs import replace
from sarif_pydantic import Sarif
from tests import newsroom

from syndicheck.checking.check import check
from syndicheck.checking.findings import CheckReport, Finding, Held, Severity, Source, StoryOrigin
from syndicheck.checking.policy import Policy
from syndicheck.checking.suppressions import Suppression
from syndicheck.model.articles import RawArticle
from syndicheck.model.matches import Match, MatchClass, Passage
from syndicheck.model.spans import Span
from syndicheck.report.check import render_check
from syndicheck.report.check.verdict import record_of

HOSTILE = "Mayor </failure><script>alert(1)</script> ]]> ::error::x \x1b[31m %0A | `x` <img src=x> \ud83d\ude00 𝒳"
MULTITOOL = os.environ.get("SYNDICHECK_SARIF_MULTITOOL")


@pytest.fixture(scope="module")
def reports() -> list[CheckReport]:
    """A draft with every kind of finding: with a place and without, with a source, silenced, over several lines."""
    text = f"{HOSTILE}\n\nFirst paragraph.\nSecond one.\n"
    held = Held(7, "url:https://wire.example/a", "wire.example", HOSTILE, "en", "https://wire.example/a", "2026-03-01")
    match = Match(MatchClass.VERBATIM, 1.0, 1.0, 1.0, 1.0, (Passage(Span(0, 40), Span(3, 43), 9),))
    start = text.index("First")
    findings = (
        Finding("SYN101", Severity.ERROR, HOSTILE, "Credit it.", Span(start, len(text)), held, Span(3, 43)),
        Finding("SYN102", Severity.WARNING, "two", "b", Span(0, 5), held),
        Finding("SYN901", Severity.NOTE, "no place", "c"),
        Finding("SYN204", Severity.WARNING, "four", "d", suppressed="known | <b>", suppressed_by="draft"),
        Finding("SYN201", Severity.ERROR, "five", "e", suppressed="licensed", suppressed_by="policy"),
    )
    whole = CheckReport("drafts/ü b:c,d.txt", "T", "en", text, findings, (Source(held, match, text),), 1.0, 3, "Of 3.")
    own = check(RawArticle(where="own.txt", text=newsroom.text(8), lang="en"), None, Policy())
    silent = check(
        RawArticle(where="x.txt", text=newsroom.text(8)), None, Policy(suppress=(Suppression("SYN901", "no database"),))
    )
    return [whole, own, silent]


def written(reports: list[CheckReport], fmt: str) -> str:
    out = StringIO()
    render_check(reports, fmt, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("share", "said"), [(0.004, "less than 1 %"), (0.994, "99 %"), (0.9996, "99 %"), (1.0, "100 %")]
)
def test_all_and_nothing_are_only_said_where_they_are_true(reports: list[CheckReport], share: float, said: str) -> None:
    (source,) = reports[0].sources
    match = replace(source.match, share_a=share, share_b=share)
    report = replace(reports[0], copied=share, sources=(replace(source, match=match),))
    page = written([report], "html")
    assert f"; {said} of the draft is copied" in written([report], "terminal")
    assert page.count(f'<td class="number">{said.replace("less than ", "&lt;")}</td>') == 2


def test_who_looks_further_is_told_in_which_database(reports: list[CheckReport]) -> None:
    report = replace(reports[0], origins=(StoryOrigin("s-7f3a2c", "T", "first", ("wire.example",), 2, 2, (), (7,)),))
    out = StringIO()
    render_check([report], "terminal", out, "news.db")
    assert "See: syndicheck story s-7f3a2c --db news.db\n" in out.getvalue()


def test_sarif_is_read_by_another_reader(reports: list[CheckReport]) -> None:
    sarif = Sarif.model_validate(json.loads(written(reports, "sarif")))
    (run,) = sarif.runs
    assert run.tool.driver.name == "syndicheck"
    results = run.results or []
    assert [r.rule_id for r in results] == [f.code for report in reports for f in report.findings]
    first = results[0].locations[0].physical_location  # type: ignore[index,union-attr]
    region = first.region  # type: ignore[union-attr]
    assert (region.start_line, region.start_column, region.end_line) == (3, 1, 5)  # type: ignore[union-attr]
    kinds = [
        s["kind"]
        for r in json.loads(written(reports, "sarif"))["runs"][0]["results"]
        for s in r.get("suppressions", ())
    ]
    assert kinds == ["inSource", "external", "external"]


@pytest.mark.skipif(not MULTITOOL, reason="the SARIF Multitool is not here: make test-sarif installs and uses it")
def test_the_official_validator_finds_no_error(reports: list[CheckReport], tmp_path: Path) -> None:
    def errors(document: str) -> list[str]:
        path, log = tmp_path / "in.sarif", tmp_path / "log.sarif"
        path.write_text(document, encoding="utf-8")
        command = [str(MULTITOOL), "validate", str(path), "-o", str(log), "--log", "ForceOverwrite", "--level", "Error"]
        subprocess.run(command, capture_output=True, text=True, timeout=300)
        results = json.loads(log.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
        return [result["ruleId"] for result in results if result.get("level", "warning") == "error"]

    good = written(reports, "sarif")
    assert errors(good) == []
    assert errors(good.replace('"version": "2.1.0"', '"version": "9"').replace('"startLine"', '"begin"')) != []


def test_junit_is_read_by_another_reader(reports: list[CheckReport]) -> None:
    xml = junitparser.JUnitXml.fromstring(written(reports, "junit").encode())
    suites = list(xml)
    assert [suite.name for suite in suites] == [report.name for report in reports]
    for suite, report in zip(suites, reports, strict=True):
        assert suite.tests == max(1, len(report.findings))
        assert suite.failures == report.count(Severity.ERROR)
        assert suite.skipped == sum(bool(f.suppressed) for f in report.findings)
        failed = [case for case in suite if any(isinstance(r, junitparser.Failure) for r in case.result)]
        assert len(failed) == suite.failures


def test_html_shows_the_words_and_runs_nothing(reports: list[CheckReport]) -> None:
    page = written(reports, "html")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "default-src 'none'" in page
    assert 'href="#finding-1-1"' in page
    assert 'id="finding-1-1"' in page
    assert "silenced in the draft: known | &lt;b&gt;" in page
    assert page.count("<h2>") == len(reports)


def test_html_of_nothing_is_a_page() -> None:
    assert "0 drafts checked" in written([], "html")


@pytest.mark.parametrize(
    ("name", "file", "line"),
    [
        ("export.jsonl:5", "export.jsonl", 5),
        ("in/day 1.JSONL.gz:12", "in/day 1.JSONL.gz", 12),
        ("C:/drafts/list.csv:3", "C:/drafts/list.csv", 3),
        ("feed.xml#4", "feed.xml", 1),
        ("post.eml#a.txt", "post.eml", 1),
        ("page.html", "page.html", 1),
        ("drafts/Bericht 4.docx", "drafts/Bericht 4.docx", 1),
        ("post.eml", "post.eml", 1),
        ("draft.txt", None, 0),
        ("draft:5", None, 0),
        ("a.jsonl:5.txt", None, 0),
        ("issue#3.md", None, 0),
        ("https://paper.example/a.json#top", None, 0),
        ("-", None, 0),
    ],
)
def test_records_stand_in_a_file_at_a_line(reports: list[CheckReport], name: str, file: str | None, line: int) -> None:
    assert record_of(name) == (None if file is None else (file, line))
    report = replace(reports[0], name=name)
    result = json.loads(written([report], "sarif"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    annotation = written([report], "github").splitlines()[0]
    if file is None:
        assert "col=" in annotation
        if "://" in name:
            assert result == {"artifactLocation": {"uri": name}}
        else:
            assert "startColumn" in result["region"]
    else:
        assert annotation.startswith(f"::error file={file.replace(':', '%3A')},line={line},title=SYN101::")
        assert result["artifactLocation"]["uri"] == quote(file)
        assert result["region"] == {"startLine": line}
