"""The sample texts are to each other what their truth says, measured without the program's own matcher.

``test_samples.py`` holds the program to the truth; this file holds the truth to the texts. Runs are found by
``difflib`` over plain words (single characters for Han and Kana). Marks are not taken out: a copy is measured
between its first and its last shared run, so that credits, labels and notices around the body do not count.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from syndicheck.model.articles import RawArticle
from syndicheck.readers import read

HERE = Path(__file__).resolve().parent
TRUTHS = [json.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("samples_expected_*.json"))]
STORIES: dict[str, Any] = {name: story for truth in TRUTHS for name, story in truth["stories"].items()}
STRANGERS = [tuple(row) for truth in TRUTHS for row in truth["must_not_match"]]

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
NOTICE = re.compile(r"^About ", re.MULTILINE)


def pairs_of(kind: str) -> list[tuple[str, str]]:
    """Pairs (source, copy) of one class: those listed, and members of that role beside their story's source."""
    listed = {(one, other) for truth in TRUTHS for one, other, what in truth.get("classes", ()) if what == kind}
    for story in STORIES.values():
        roles: dict[str, str] = story["members"]
        sources = [article for article, role in roles.items() if role == "source"]
        listed |= {(source, article) for source in sources for article, role in roles.items() if role == kind}
    return sorted(listed)


@cache
def articles() -> dict[str, RawArticle]:
    found = [item for item in read([str(HERE.parent / "samples")]) if isinstance(item, RawArticle)]
    return {item.source_id or item.url or item.canonical_url or item.where: item for item in found}


def raw_times(article: RawArticle) -> dict[str, str]:
    """What an article says of its times, as written."""
    return {str(time.kind): time.raw for time in reversed(article.times)}  # the most trusted of each kind


def plain(text: str) -> str:
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def words(text: str) -> list[str]:
    return WORD.findall(plain(text))


def numbers(text: str) -> list[str]:
    """The numbers of a text in its order, without separators."""
    return [re.sub(r"\D", "", found) for found in NUMBER.findall(plain(text))]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share in runs of ≥ 8 words (20 characters), as shares of the part from first run to last."""

    longest: int
    in_source: float
    in_copy: float
    of_source: float
    of_copy: float


def overlap(source: str, copy: str) -> Overlap:
    one, other = words(source), words(copy)
    shortest = 20 if UNSPACED.search(source) else 8
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    longest = max((block.size for block in blocks), default=0)
    runs = [block for block in blocks if block.size >= shortest]
    if not runs:
        return Overlap(longest, 0.0, 0.0, 0.0, 0.0)
    shared = sum(run.size for run in runs)
    last = runs[-1]
    hull_one = last.a + last.size - runs[0].a
    hull_other = last.b + last.size - runs[0].b
    return Overlap(longest, shared / hull_one, shared / hull_other, shared / len(one), shared / len(other))


def in_order(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items of one sequence come back in the other, in the same order."""
    return sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())


@pytest.mark.parametrize(("source", "copy"), pairs_of("verbatim"))
def test_verbatim_copies_differ_only_around_the_body(source: str, copy: str) -> None:
    found = overlap(articles()[source].text, articles()[copy].text)
    assert min(found.in_source, found.in_copy) >= 0.95, found
    assert max(found.of_source, found.of_copy) >= 0.85, found


@pytest.mark.parametrize(("source", "copy"), pairs_of("excerpt"))
def test_excerpts_are_parts_of_their_source(source: str, copy: str) -> None:
    found = overlap(articles()[source].text, articles()[copy].text)
    assert found.in_copy >= 0.9, found
    assert found.of_source <= 0.85, found


def test_one_excerpt_is_a_paywall_stub() -> None:
    shares = [overlap(articles()[source].text, articles()[copy].text).of_source for source, copy in pairs_of("excerpt")]
    assert min(shares) <= 0.25


@pytest.mark.parametrize(("source", "copy"), pairs_of("edited"))
def test_edited_copies_are_neither_verbatim_nor_other_texts(source: str, copy: str) -> None:
    found = overlap(articles()[source].text, articles()[copy].text)
    assert found.of_copy >= 0.6, found
    assert words(articles()[copy].text) != words(articles()[source].text)


@pytest.mark.parametrize(("source", "copy"), pairs_of("rewrite"))
def test_rewrites_keep_the_facts_in_order_and_few_words(source: str, copy: str) -> None:
    one, other = articles()[source].text, articles()[copy].text
    assert overlap(one, other).of_copy <= 0.2
    wanted = numbers(other)
    assert in_order(numbers(one), wanted) >= 0.8 * len(wanted)


@pytest.mark.parametrize(
    ("source", "copy"),
    [(story["articles"][0], copy) for story in STORIES.values() for copy in story["translations"]],
)
def test_translations_keep_the_numbers_in_order_in_another_language(source: str, copy: str) -> None:
    one, other = articles()[source], articles()[copy]
    assert one.lang != other.lang
    assert overlap(one.text, other.text).longest < 8
    wanted = numbers(one.text)
    assert in_order(wanted, numbers(other.text)) >= 0.7 * len(wanted)


@pytest.mark.parametrize(("one", "other", "why"), STRANGERS)
def test_strangers_share_no_run_of_words_outside_notices_and_forms(one: str, other: str, why: str) -> None:
    texts = [NOTICE.split(articles()[article].text, maxsplit=1)[0] for article in (one, other)]
    if re.search(r"\bform\b", why):
        shared = in_order(numbers(texts[0]), numbers(texts[1]))
        assert shared <= 0.5 * len(numbers(texts[0])), "a form has other figures each month"
        return
    limit = 20 if UNSPACED.search(texts[0] + texts[1]) else 8
    assert overlap(*texts).longest < limit


def test_two_releases_share_only_a_long_notice() -> None:
    (one, other), *_ = [row[:2] for row in STRANGERS if "notices" in row[2]]
    assert overlap(articles()[one].text, articles()[other].text).longest >= 100


@pytest.mark.parametrize(
    ("article", "name"),
    [(article, name) for truth in TRUTHS for article, names in truth["round_ups"].items() for name in names],
)
def test_round_up_takes_whole_paragraphs_of_each_story(article: str, name: str) -> None:
    paragraphs = set(map(plain, articles()[article].text.split("\n")))
    sources = STORIES[name]["articles"]
    most = max(len(paragraphs & set(map(plain, articles()[source].text.split("\n")))) for source in sources)
    longest = max(overlap(articles()[source].text, articles()[article].text).longest for source in sources)
    assert most >= 1
    assert longest >= 40


def test_invisible_characters_and_curly_quotes_stand_inside_a_copy() -> None:
    text = articles()["museum-harrow-and-tide"].text
    assert len(INVISIBLE.findall(text)) >= 5
    assert "\u201c" in text
    assert "\u2019" in text


def test_a_hostile_title_and_a_brief_are_there() -> None:
    title = articles()["odd-terminal-gazette"].title or ""
    assert all(part in title for part in ("[/]", "\x1b", "[sic]"))
    assert len(words(articles()["odd-quick-brief"].text)) == 35


def test_the_backdated_copy_claims_to_precede_the_correction_it_carries() -> None:
    early, corrected = articles()["desalination-early-gull"], articles()["desalination-correction"]
    original = articles()[STORIES["desalination"]["articles"][0]]
    sentence = "not 1.95 as first stated"
    assert sentence in early.text
    assert sentence in corrected.text
    assert sentence not in original.text
    claimed, first = (datetime.fromisoformat(raw_times(item)["published"]) for item in (early, original))
    assert claimed < first
    assert datetime.fromisoformat(raw_times(early)["first_seen"]) > first
