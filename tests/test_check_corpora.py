"""Drafts made from real wire texts, releases and news, in the ways in which drafts are made: the right verdict, and the
right source. Needs the development corpora; nothing of them is kept here but the names of documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

import pytest
from tests import newsroom
from tests.test_pipeline import ingested

from syndicheck import Database
from syndicheck.checking.check import check
from syndicheck.checking.findings import CheckReport
from syndicheck.checking.policy import Policy
from syndicheck.model.articles import RawArticle

pytestmark = pytest.mark.corpora

AP = "https://highergroundtimes.com/higher-ground/2024/apr/12/top-chinese-official-talks-with-north-korean-count"
SOLA = "https://www.24-7pressrelease.com/press-release/526264/sola-salon-studios-joins-lineup-at-1200-white-street"
ROTH = "https://www.newmediawire.com/news/b2i-digital-announced-as-marketing-partner-for-roth-s-13th-annual-technology-conference-7076429"
NEPAL = "https://www.reuters.com/business/aerospace-defense/nepal-says-no-proof-flydubai-plane-suffered-bird-strike-2023-04-25/"
KIT = "https://www.postgresql.org/about/press/presskit"


class Held:
    """What is held, and the texts that drafts are made of."""

    def __init__(self, database: Database, texts: dict[str, dict[str, Any]], names: dict[int, str]) -> None:
        self.database, self.texts, self.names = database, texts, names

    def check(self, name: str, change: Callable[[str], str]) -> tuple[CheckReport, set[str]]:
        """The report of a draft, and the documents that it names as sources."""
        row = self.texts[name]
        draft = RawArticle(where="draft", text=change(row["text"]), lang=row["lang"])
        own = (name,) if name.startswith(KIT) else ()
        report = check(draft, self.database, Policy(own=own), today=date(2026, 11, 1))
        copied = ("SYN101", "SYN102", "SYN103", "SYN601")
        return report, {self.names[f.source.article_id] for f in report.standing if f.code in copied and f.source}


@pytest.fixture(scope="module", params=["drafts", pytest.param("more", marks=pytest.mark.slow)])
def held(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    corpus_rows: Callable[[str], Iterator[dict[str, Any]]],
) -> Iterator[Held]:
    """What the drafts are made of is held among a few others, or among all of the news and more releases."""
    more = request.param == "more"
    press = {
        row["url"]: {**row, "id": row["url"]}
        for number, row in enumerate(corpus_rows("press-texts/docs"))
        if more or number % 4 == 0 or row["url"].startswith((AP, SOLA, ROTH, NEPAL, KIT))
    }
    senate = {
        row["id"]: row
        for row in islice(corpus_rows("senate/docs"), 200 if more else 130)
        if len(row["text"].split()) > 200
    }
    news = list(corpus_rows("ntrex/docs"))
    stories = sorted({row["story"] for row in news})
    of_drafts = stories[:8]
    english = {row["id"]: row for row in news if row["lang"] == "en" and (more or row["story"] in of_drafts)}
    stored = [
        {"id": key, **{field: row.get(field) for field in ("outlet", "lang", "title", "text", "published")}}
        for key, row in [*press.items(), *senate.items(), *english.items()]
    ]
    texts = {**press, **senate, **{row["id"]: row for row in news if row["system"] != "ref-2"}}
    texts |= {f"senate {number}": row for number, row in enumerate(senate.values())}
    texts |= {f"news {n} {row['lang']}": row for n, s in enumerate(of_drafts) for row in news if row["story"] == s}
    path = ingested(tmp_path_factory.mktemp("corpora") / "held.db", [r for r in stored if r["text"].strip()])
    with Database(path) as database:
        yield Held(database, texts, dict(database.connection.execute("SELECT id, source_id FROM articles")))


def whole(text: str) -> str:
    return text


def half(text: str) -> str:
    return " ".join(text.split()[: max(90, len(text.split()) // 2)])


def uncredited(text: str) -> str:
    return re.sub(r"^[^\n]{0,60}?\((?:AP|Reuters)\)\s*[-–—]+\s*|\((?:AP|Reuters)\)", "", text, count=1).strip()


def wrapped(text: str) -> str:
    return f"{newsroom.text(71, 2)}\n\n{text}\n\n{newsroom.text(72, 2)}"


def edited(text: str) -> str:
    return " ".join("perhaps" if n % 11 == 10 else word for n, word in enumerate(text.split(" ")))


def refigured(text: str) -> str:
    """The first figure of a certain kind is another."""
    return re.sub(r"\$(\d)", lambda m: f"${(int(m[1]) + 3) % 9 + 1}", text, count=1)


def in_a_line(text: str) -> str:
    return " ".join(text.split())


def quoted(text: str) -> str:
    """A report of one's own with a sentence of the source in quotation marks."""
    sentence = max(re.split(r"(?<=[.!?])\s+", text), key=lambda s: len(s) if len(s) < 220 else 0)
    return f"{newsroom.text(81, 3)}\n\n“{sentence}”\n\n{newsroom.text(82, 3)}"


CASES = [
    # document, what was done with it, findings that must be there, findings that must not, may others be named
    (AP, whole, "SYN101", "SYN201 SYN202"),
    (AP, uncredited, "SYN101 SYN201", "SYN202"),
    (AP, lambda t: f"SEOUL (dpa) - {uncredited(t)}", "SYN101 SYN202", "SYN201"),
    (AP, half, "SYN101", ""),
    (AP, wrapped, "SYN102", "SYN101"),
    (AP, lambda t: t.replace("the ", "th\u200be ", 6), "SYN101 SYN501", ""),
    (NEPAL, whole, "SYN101", ""),
    (NEPAL, in_a_line, "SYN101", ""),
    (SOLA, whole, "SYN101", ""),
    (SOLA, half, "SYN101", ""),
    (SOLA, edited, "SYN101", ""),
    (ROTH, whole, "SYN101", ""),
    (ROTH, wrapped, "SYN102", "SYN101"),
    (f"{KIT}18/de/", whole, "SYN601", "SYN101 SYN102"),
    (f"{KIT}18/ja/", whole, "SYN601", "SYN101 SYN102"),
    (f"{KIT}18/ko/", half, "SYN601", "SYN101 SYN102"),
    (f"{KIT}10/vi/", whole, "SYN601", "SYN101 SYN102"),
    ("senate 3", whole, "SYN101", ""),
    ("senate 17", half, "SYN101", ""),
    ("senate 40", wrapped, "SYN102", "SYN101"),
    ("senate 55", edited, "SYN101", ""),
    ("senate 80", in_a_line, "SYN101", ""),
    ("senate 91", str.upper, "SYN101", ""),
    ("news 0 de", whole, "SYN601", "SYN101 SYN102"),
    ("news 1 ja", whole, "SYN601", "SYN101 SYN102"),
    ("news 2 ar", whole, "SYN601", "SYN101 SYN102"),
    ("news 3 ru", whole, "SYN601", "SYN101 SYN102"),
    ("news 4 zh-CN", whole, "SYN601", "SYN101 SYN102"),
    ("news 5 th", whole, "SYN601", "SYN101 SYN102"),
    ("news 6 fr", half, "SYN601", "SYN101 SYN102"),
    ("news 7 es", whole, "SYN601", "SYN101 SYN102"),
    ("news 1 en", whole, "SYN101", "SYN601"),
]


@pytest.mark.parametrize(
    ("name", "change", "there", "absent"), CASES, ids=[f"{row[0][-24:]} {row[1].__name__}" for row in CASES]
)
def test_a_draft_from_a_real_text(held: Held, name: str, change: Callable[[str], str], there: str, absent: str) -> None:
    report, sources = held.check(name, change)
    found = {finding.code for finding in report.standing}
    assert set(there.split()) <= found, [f.message for f in report.standing]
    assert not set(absent.split()) & found, [f.message for f in report.standing]
    row = held.texts[name]
    named = {held.texts[source].get("story") or source for source in sources}
    assert (row.get("story") or row.get("id") or name) in named, sources


@pytest.mark.parametrize("number", range(0, 60, 5))
def test_quotations_alone_are_no_copy(held: Held, number: int) -> None:
    report, _ = held.check(f"senate {number}", quoted)
    assert not {f.code for f in report.standing} & {"SYN101", "SYN102", "SYN103", "SYN601"}, report.findings


def test_a_changed_figure_is_told(held: Held) -> None:
    with_figures = [name for name, row in held.texts.items() if name.startswith("senate ") and "$" in row["text"]][:10]
    assert len(with_figures) == 10
    told = 0
    for name in with_figures:
        report, _ = held.check(name, refigured)
        told += any(finding.code == "SYN301" for finding in report.standing)
    assert told >= 9


def test_own_reports_pass(held: Held) -> None:
    for seed in range(900, 930):
        report = check(RawArticle(where="own", text=newsroom.text(seed), lang="en"), held.database)
        assert not report.standing, (seed, report.findings)
