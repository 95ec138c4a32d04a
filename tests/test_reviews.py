"""Reviews: a person's word outranks the machine's, survives everything, and can be taken back."""

from __future__ import annotations

import itertools
import json
import random
import re
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests import newsroom, program
from tests.examples import examples

from syndicheck import reviewing
from syndicheck.api import ingest, stories
from syndicheck.cli import cli
from syndicheck.errors import InputError, SyndicheckError
from syndicheck.explain import REVIEWS
from syndicheck.marks.dismissals import Dismissal, Dismissals
from syndicheck.model.marks import Layer, Mark
from syndicheck.model.matches import MatchClass
from syndicheck.model.spans import Span, TextKind
from syndicheck.pipeline import reindex
from syndicheck.provenance.clusters import ROUNDS, cluster
from syndicheck.provenance.edges import Edge
from syndicheck.provenance.rulings import Ruling, Rulings
from syndicheck.store import database as database_module
from syndicheck.store import hash_rows, postings
from syndicheck.store.database import Database
from syndicheck.store.dump import canonical_dump
from syndicheck.store.review_notes import CODES
from syndicheck.store.reviews import Decision, Kind, ReviewedArticle, save_review
from syndicheck.store.schema.core import VIEWS
from syndicheck.store.schema.marks import MARK_VIEWS
from syndicheck.store.schema.reviews import REVIEW_VIEWS
from syndicheck.store.standing import State, standings

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
SIGNED = reviewing.signature("Ada Quill", "the figures were retyped", NOW)

PARTS, OTHER = newsroom.paragraphs(301), newsroom.paragraphs(302)
ABOUT = f"About Velmira Group\n\n{newsroom.paragraphs(303, 1)[0]}"
"""A block that is marked, and whose words are most of what articles 7 and 8 have in common when it is not."""


def desk() -> list[dict[str, Any]]:
    """Two stories (n1 n2 n3, n4 n5), one article alone (n6), two that share only a block which is marked (n7 n8)."""
    bodies = [
        "\n\n".join(PARTS),
        "\n\n".join(PARTS),
        "\n\n".join([*PARTS, newsroom.sentence(random.Random(304))]),
        "\n\n".join(OTHER),
        "\n\n".join(OTHER),
        newsroom.text(305),
        f"{newsroom.sentence(random.Random(306))}\n\n{ABOUT}",
        f"{newsroom.sentence(random.Random(307))}\n\n{ABOUT}",
    ]
    return [
        newsroom.record(n, body, f"o{n}.example", f"2026-03-04T{8 + n:02d}:00:00Z") for n, body in enumerate(bodies, 1)
    ]


@pytest.fixture(scope="module")
def fresh_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "desk.db"
    add(path, desk())
    assert groups(path) == [{"n1", "n2", "n3"}, {"n4", "n5"}]
    return path


@pytest.fixture
def held(fresh_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(fresh_desk, tmp_path / "news.db"))


def add(path: Path, records: Iterable[dict[str, Any]]) -> None:
    source = newsroom.jsonl(path.with_suffix(".jsonl"), records)
    with Database(path, write=True) as database:
        ingest(source, database)


def groups(path: Path) -> list[set[str]]:
    """The members of every story, by the records' own ids, the largest story first."""
    with Database(path) as database:
        found = [{m.key.rpartition(":")[2] for m in s.members if m.role == "member"} for s in stories(database)]
    return sorted(found, key=lambda members: (-len(members), min(members)))


def story_of(path: Path, name: str) -> str:
    with Database(path) as database:
        (found,) = [s.public_id for s in stories(database) if name in {m.key.rpartition(":")[2] for m in s.members}]
    return found


def dump(path: Path) -> list[str]:
    with Database(path) as database:
        return list(canonical_dump(database.connection))


def rebuilt(path: Path) -> list[str]:
    with Database(path, write=True) as database:
        reindex(database)
    return dump(path)


def conclusions(lines: Iterable[str]) -> list[str]:
    """What a dump says of bodies, marks, reviews, members and verdicts.

    Not which matches were kept, nor which of several equal ones is named: that depends on the order of arrival.
    """
    kept = []
    for line in lines:
        kind, *facts = json.loads(line)
        if kind == "story":
            kept.append(json.dumps([facts[0], facts[2]]))
        elif kind in ("version", "mark", "review"):
            kept.append(line)
    return sorted(kept)


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(path: Path, *arguments: str) -> Done:
    """A command as the program runs it: errors that people can mend end it with their code and one line."""
    result = CliRunner(env={"SYNDICHECK_DB": str(path), "SYNDICHECK_REVIEWER": None, "COLUMNS": "300"}).invoke(
        cli, arguments
    )
    if isinstance(result.exception, SyndicheckError):
        return Done(result.exception.exit_code, result.stdout, str(result.exception))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def review(path: Path, *arguments: str) -> Done:
    named = () if "--by" in arguments or arguments[0] == "list" else ("--by", "Ada Quill")
    return run(path, "review", *arguments, *named)


# ── confirm and reject ────────────────────────────────────────────────────────────────────────────────


def test_a_confirmed_pair_is_one_story_whatever_the_comparison_says(held: Path) -> None:
    done = review(held, "confirm", "1", "n6", "--why", "retyped from paper")
    assert done.code == 0, done.err
    assert "confirmed by Ada Quill on " in done.out
    assert groups(held) == [{"n1", "n2", "n3", "n6"}, {"n4", "n5"}]
    story = run(held, "story", story_of(held, "n6"), "--json").json["story"]
    (note,) = story["reviews"]
    assert (note["code"], note["by"], note["why"]) == ("review-confirmed", "Ada Quill", "retyped from paper")
    (match,) = [a["match"] for a in story["articles"] if a["key"].endswith("n6")]
    assert match["class"] == "none"
    assert match["reasons"][-1]["code"] == "review-confirmed"
    assert match["reasons"][-1]["data"]["why"] == "retyped from paper"


def test_what_a_person_confirmed_outlives_reindex_and_ingest(held: Path) -> None:
    review(held, "confirm", "n1", "n6")
    before = conclusions(dump(held))
    assert conclusions(rebuilt(held)) == before
    add(held, desk())
    assert conclusions(dump(held)) == before


def test_what_matches_one_of_a_confirmed_pair_comes_along(held: Path) -> None:
    review(held, "confirm", "n3", "n5")
    assert groups(held) == [{"n1", "n2", "n3", "n4", "n5"}]
    add(held, [newsroom.record(9, "\n\n".join(OTHER[:4]), "o9.example")])
    assert groups(held) == [{"n1", "n2", "n3", "n4", "n5", "n9"}]
    assert conclusions(dump(held)) == conclusions(rebuilt(held))


@pytest.mark.parametrize("pair", [("n1", "n2"), ("n2", "n1"), ("n1", "n3"), ("n3", "n2")])
def test_a_rejected_pair_is_in_no_story_together(held: Path, pair: tuple[str, str]) -> None:
    assert review(held, "reject", *pair, "--why", "independent").code == 0
    assert not any(set(pair) <= members for members in groups(held))
    assert {"n4", "n5"} in groups(held)
    assert len(groups(held)[0]) == 2, "the third article stays with one of them"
    assert conclusions(dump(held)) == conclusions(rebuilt(held))


def test_the_one_that_matches_less_leaves(held: Path) -> None:
    review(held, "reject", "n1", "n3")
    assert groups(held)[0] == {"n1", "n2"}


def test_a_rejected_pair_stays_apart_when_a_copy_of_both_arrives(held: Path) -> None:
    review(held, "reject", "n4", "n5")
    assert groups(held) == [{"n1", "n2", "n3"}]
    add(held, [newsroom.record(9, "\n\n".join(OTHER), "o9.example")])
    assert not any({"n4", "n5"} <= members for members in groups(held))
    assert any("n9" in members for members in groups(held))
    assert conclusions(dump(held)) == conclusions(rebuilt(held))


def test_the_later_decision_on_one_pair_stands(held: Path) -> None:
    for decision, together in (("reject", False), ("confirm", True), ("reject", False)):
        done = review(held, decision, "n4", "n5")
        assert done.code == 0, done.err
        assert ({"n4", "n5"} in groups(held)) is together
    states = [r["state"] for r in review(held, "list", "--json").json["reviews"]]
    assert states == ["superseded", "superseded", "in effect"]


def test_a_conflict_across_pairs_is_reported_and_the_rejection_wins(held: Path) -> None:
    review(held, "confirm", "n4", "n6")
    review(held, "confirm", "n6", "n1")
    done = review(held, "reject", "n1", "n4", "--json")
    assert done.code == 1
    assert done.json["conflicts"] == [{"overruled": 1, "by": 3}], "the older confirmation gives way"
    assert "conflict: review 1 cannot hold beside review 3" in done.err
    assert [r["state"] for r in review(held, "list", "--json").json["reviews"]] == [
        "overruled",
        "in effect",
        "in effect",
    ]
    assert groups(held) == [{"n1", "n2", "n3", "n6"}, {"n4", "n5"}]
    assert conclusions(dump(held)) == conclusions(rebuilt(held))
    assert review(held, "undo", "3").code == 0
    assert groups(held) == [{"n1", "n2", "n3", "n4", "n5", "n6"}]


def test_a_conflict_between_older_decisions_is_reported_by_the_one_that_brings_it_about(held: Path) -> None:
    review(held, "reject", "n1", "n4")
    assert review(held, "confirm", "n1", "n6").code == 0
    done = review(held, "confirm", "n6", "n4", "--json")
    assert done.code == 1, "the older confirmation gives way to the rejection because of this one"
    assert done.json["conflicts"] == [{"overruled": 2, "by": 1}]
    assert "conflict: review 2 cannot hold beside review 1" in done.err
    assert groups(held) == [{"n1", "n2", "n3"}, {"n4", "n5", "n6"}]
    unrelated = review(held, "confirm", "n7", "n8", "--json")
    assert (unrelated.code, unrelated.json["conflicts"]) == (0, []), "it is not said again"
    assert review(held, "undo", "3").code == 0
    assert groups(held)[0] == {"n1", "n2", "n3", "n6"}


def test_a_conflict_that_comes_back_with_an_undone_decision_is_reported(held: Path) -> None:
    review(held, "confirm", "n1", "n6")
    review(held, "confirm", "n6", "n4")
    assert review(held, "reject", "n1", "n4").code == 1
    assert review(held, "reject", "n1", "n6").code == 0
    done = review(held, "undo", "4", "--json")
    assert (done.code, done.json["conflicts"]) == (1, [{"overruled": 1, "by": 3}])


def test_a_confirmed_round_up_joins_without_bridging(tmp_path: Path) -> None:
    sources = [newsroom.paragraphs(seed, 5) for seed in (331, 332, 333)]
    records = [
        newsroom.record(10 * number + copy, "\n\n".join(parts), f"o{number}{copy}.example")
        for number, parts in enumerate(sources, 1)
        for copy in (1, 2)
    ]
    records.append(newsroom.record(90, "\n\n".join("\n\n".join(p[:2]) for p in sources), "week.example"))
    path = tmp_path / "week.db"
    add(path, records)
    separate = [{"n11", "n12"}, {"n21", "n22"}, {"n31", "n32"}]
    assert groups(path) == separate
    review(path, "confirm", "n90", "n11")
    assert groups(path) == [{"n11", "n12", "n90"}, *separate[1:]]
    review(path, "undo", "1")
    review(path, "reject", "n90", "n11")
    with Database(path) as database:
        drawn = {s.public_id for s in stories(database) if any(m.role == "draws-on" for m in s.members)}
    assert drawn == {story_of(path, "n21"), story_of(path, "n31")}
    assert conclusions(dump(path)) == conclusions(rebuilt(path))


def test_what_matches_nothing_is_no_source_and_the_count_is_that_of_the_table(tmp_path: Path) -> None:
    """An outlet's earlier article, joined by a person with its later one, of which another outlet has a copy."""
    path = tmp_path / "fire.db"
    add(
        path,
        [
            newsroom.record(8, newsroom.text(8), "kurier.example", "2026-03-02T06:00:00Z"),
            newsroom.record(11, newsroom.text(11), "kurier.example", "2026-03-05T05:00:00Z"),
            newsroom.record(12, newsroom.text(11), "post.example", "2026-03-05T08:00:00Z"),
        ],
    )
    review(path, "confirm", "n8", "n11")
    (shown,) = run(path, "report", "--json").json["stories"]
    classes = {one["key"].rpartition(":")[2]: (one["match"] or {}).get("class") for one in shown["articles"]}
    assert classes == {"n8": "none", "n11": None, "n12": "verbatim"}
    assert shown["origin"]["verdict"] == "first"
    assert shown["origin"]["articles"] == ["id:kurier.example:n8"], "a person said that it is the same story"
    told = run(path, "report").out
    assert "1 of the other 2 members matches one text of kurier.example directly." in " ".join(told.split())
    assert "1 of 3 members is here because a person has decided so, or because it matches what" in " ".join(
        told.split()
    )
    assert conclusions(dump(path)) == conclusions(rebuilt(path))


def test_of_two_that_match_nothing_the_first_is_the_source(held: Path) -> None:
    review(held, "confirm", "n6", "n7")
    (shown,) = [
        one
        for one in run(held, "report", "--json").json["stories"]
        if len(one["articles"]) == 2 and one["articles"][0]["key"].endswith("n6")
    ]
    assert [(one["match"] or {}).get("class") for one in shown["articles"]] == [None, "too-short"]
    assert "directly" not in " ".join(shown["notes"])


# ── merge and split ───────────────────────────────────────────────────────────────────────────────────


def test_merged_stories_are_one_and_both_ids_lead_there(held: Path) -> None:
    ids = [story_of(held, "n1"), story_of(held, "n4")]
    assert review(held, "merge", *ids).code == 0
    assert groups(held) == [{"n1", "n2", "n3", "n4", "n5"}]
    assert {run(held, "story", public_id, "--json").json["story"]["id"] for public_id in ids} == {ids[0]}
    assert conclusions(dump(held)) == conclusions(rebuilt(held))
    assert {run(held, "story", public_id, "--json").json["story"]["id"] for public_id in ids} == {ids[0]}
    review(held, "undo", "1")
    assert groups(held) == [{"n1", "n2", "n3"}, {"n4", "n5"}]
    assert [story_of(held, "n1"), story_of(held, "n4")] == ids


def led_to(path: Path, public_id: str) -> set[str]:
    return {m["key"].rpartition(":")[2] for m in run(path, "story", public_id, "--json").json["story"]["articles"]}


@pytest.mark.parametrize("kind", ["merge", "confirm"])
def test_after_an_undone_merge_ids_lead_where_they_led(held: Path, kind: str) -> None:
    ids = [story_of(held, "n1"), story_of(held, "n4")]
    review(held, kind, *(ids if kind == "merge" else ["n2", "n5"]))
    body = "\n\n".join(OTHER)
    times = [f"2026-03-05T{8 + n:02d}:00:00Z" for n in range(3)]
    add(held, [newsroom.record(20 + n, body, f"o{20 + n}.example", when) for n, when in enumerate(times)])
    assert len(groups(held)) == 1
    review(held, "undo", "1")
    later = {"n4", "n5", "n20", "n21", "n22"}
    assert groups(held) == [later, {"n1", "n2", "n3"}]
    assert led_to(held, ids[0]) == {"n1", "n2", "n3"}
    assert led_to(held, ids[1]) == later
    assert conclusions(dump(held)) == conclusions(rebuilt(held))
    assert [story_of(held, "n1"), story_of(held, "n4")] == ids


def test_after_an_undone_split_both_ids_lead_to_the_whole(held: Path) -> None:
    ids = [story_of(held, "n1"), story_of(held, "n4")]
    review(held, "merge", *ids)
    review(held, "split", ids[0], "n4", "n5")
    parted = story_of(held, "n4")
    review(held, "undo", "2")
    whole = {"n1", "n2", "n3", "n4", "n5"}
    assert [led_to(held, one) for one in (*ids, parted)] == [whole] * 3
    review(held, "undo", "1")
    assert [story_of(held, "n1"), story_of(held, "n4")] == ids


def test_a_member_can_be_taken_out_of_what_was_merged(held: Path) -> None:
    review(held, "merge", story_of(held, "n1"), story_of(held, "n4"))
    done = review(held, "reject", "n1", "n5", "--json")
    assert done.code == 0, "a later word on the same articles is no conflict"
    assert groups(held)[0] == {"n1", "n2", "n3", "n4"}
    (merged,) = review(held, "list", "--kind", "merge", "--json").json["reviews"]
    assert (merged["state"], merged["limited_by"]) == ("in effect in part", [2])


def test_what_was_split_off_is_a_story_if_it_matches(held: Path) -> None:
    ids = [story_of(held, "n1"), story_of(held, "n4")]
    review(held, "merge", *ids)
    assert review(held, "split", ids[0], "n4", "n5", "--why", "two releases").code == 0
    assert groups(held) == [{"n1", "n2", "n3"}, {"n4", "n5"}]
    assert story_of(held, "n1") == ids[0]
    assert "split by Ada Quill" in run(held, "story", ids[0]).out
    assert conclusions(dump(held)) == conclusions(rebuilt(held))


@pytest.mark.parametrize("together", [False, True])
def test_what_does_not_match_stays_together_only_if_told_so(held: Path, together: bool) -> None:
    review(held, "confirm", "n1", "n6")
    review(held, "confirm", "n1", "n7")
    option = ["--together"] if together else []
    assert review(held, "split", story_of(held, "n1"), "n6", "n7", *option).code == 0
    assert groups(held)[0] == {"n1", "n2", "n3"}
    assert ({"n6", "n7"} in groups(held)) is together
    assert conclusions(dump(held)) == conclusions(rebuilt(held))


@pytest.mark.parametrize(
    ("leaving", "left"),
    [(("n1",), []), (("n1", "n6"), [{"n1", "n6"}]), (("n5", "n6"), [{"n5", "n6"}]), (("n2",), [])],
    ids=["the first", "the first and the last", "the last two", "the second"],
)
def test_copies_of_one_text_stay_stories_whoever_leaves(
    tmp_path: Path, leaving: tuple[str, ...], left: list[set[str]]
) -> None:
    """They are stored as matches of the first of them alone."""
    text = (
        "Στο λιμάνι του Βελμίρα έφτασαν χθες τρία πλοία με 4.200 τόνους σιτηρών, ανακοίνωσε η λιμενική αρχή.\n\n"
        "Η εκφόρτωση θα διαρκέσει έως την Παρασκευή, καθώς μόνο ένας από τους δύο γερανούς λειτουργεί μετά τη βλάβη "
        "του περασμένου μήνα.\n\nΟι μύλοι της περιοχής είχαν ζητήσει να δοθεί προτεραιότητα στο φορτίο."
    )
    path = tmp_path / "copies.db"
    add(path, [newsroom.record(n, text, f"o{n}.example", f"2026-03-04T{8 + n:02d}:00:00Z") for n in range(1, 7)])
    public_id = story_of(path, "n3")
    assert review(path, "split", public_id, *leaving).code == 0
    staying = {f"n{n}" for n in range(1, 7)}.difference(leaving)
    assert groups(path) == [staying, *left]
    assert story_of(path, "n3") == public_id
    assert conclusions(dump(path)) == conclusions(rebuilt(path))
    add(path, [newsroom.record(n, text, f"o{n}.example", f"2026-03-05T{n:02d}:00:00Z") for n in (0, 7, 8)])
    assert groups(path) == [staying | {"n0", "n7", "n8"}, *left], "a further copy goes where most are"
    assert conclusions(dump(path)) == conclusions(rebuilt(path))


def test_a_later_merge_wins_over_a_split(held: Path) -> None:
    ids = [story_of(held, "n1"), story_of(held, "n4")]
    review(held, "merge", *ids)
    review(held, "split", ids[0], "n4", "n5")
    done = review(held, "merge", story_of(held, "n1"), story_of(held, "n4"), "--json")
    assert (done.code, done.json["conflicts"]) == (0, [])
    assert groups(held) == [{"n1", "n2", "n3", "n4", "n5"}]
    assert [r["state"] for r in review(held, "list", "--json").json["reviews"]] == [
        "in effect",
        "superseded",
        "in effect",
    ]


# ── marks ─────────────────────────────────────────────────────────────────────────────────────────────


def marks(path: Path, article: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(path, "marks", article, "--json").json["marks"]
    return found


def test_a_comparison_shows_what_was_decided_about_the_two(held: Path, tmp_path: Path) -> None:
    def compared(a: str, b: str) -> tuple[bool, list[str], str]:
        match = run(held, "compare", a, b, "--json").json["match"]
        texts = [reason["text"] for reason in match["reasons"] if reason["code"].startswith("review-")]
        return match["joins"], texts, match["class"]

    assert compared("n1", "n2") == (True, [], "verbatim")
    assert review(held, "reject", "n1", "n2", "--why", "two editions").code == 0
    rejected = "Rejected by Ada Quill on 2026-03-09: two editions"
    joins, texts, found = compared("n2", "n1")
    assert (joins, found) == (False, "verbatim")
    assert [re.sub(r"\d{4}-\d\d-\d\d", "2026-03-09", text) for text in texts] == [rejected]
    for fmt in ((), ("--csv",), ("--markdown",), ("--html",)):
        assert "two editions" in run(held, "compare", "n1", "n2", *fmt).out
    draft = tmp_path / "draft.txt"
    draft.write_text("\n\n".join(PARTS), encoding="utf-8")
    assert compared("n1", str(draft)) == (True, [], "verbatim"), "nobody said anything about this file"
    assert review(held, "confirm", "n1", "n2", "--why", "one text after all").code == 0
    joins, texts, _ = compared("n1", "n2")
    assert joins
    assert [text.partition(": ")[2] for text in texts] == ["one text after all"]
    assert review(held, "confirm", "n1", "n6").code == 0
    joins, texts, found = compared("n6", "n1")
    assert (joins, len(texts)) == (True, 1)
    assert found not in ("verbatim", "edited")


def test_a_dismissed_mark_is_part_of_the_body_and_still_shown(held: Path) -> None:
    (about,) = marks(held, "n7")
    assert (about["type"], about["number"]) == ("about_block", 1)
    assert review(held, "dismiss", "n7", "1", "--why", "this is the news").code == 0
    (second,) = marks(held, "n8")
    assert review(held, "dismiss", "n8", f"about_block@{second['start']}").code == 0
    (about,) = marks(held, "n7")
    assert about["dismissed"]["why"] == "this is the news"
    assert "Dismissed by Ada Quill" in run(held, "marks", "n7", "--markdown").out
    assert "dismissed about block" in run(held, "marks", "n7").out
    assert "About Velmira" in run(held, "marks", "n7", "--strip").out
    assert {"n7", "n8"} in groups(held), "their bodies are compared with these words now"
    assert conclusions(dump(held)) == conclusions(rebuilt(held))
    assert "dismissed" in marks(held, "n7")[0]


def test_a_restored_mark_stands_again(held: Path) -> None:
    before = conclusions(dump(held))
    for article in ("n7", "n8"):
        review(held, "dismiss", article, "1")
    assert {"n7", "n8"} in groups(held)
    assert review(held, "dismiss", "n7", "1", "--restore").code == 0
    assert {"n7", "n8"} not in groups(held)
    assert "dismissed" not in marks(held, "n7")[0]
    assert [r["state"] for r in review(held, "list", "--json").json["reviews"]] == [
        "superseded",
        "in effect",
        "in effect",
    ]
    assert conclusions(dump(held)) == conclusions(rebuilt(held))
    for number in ("3", "2", "1"):
        assert review(held, "undo", number).code == 0
    assert [line for line in conclusions(dump(held)) if '"review"' not in line] == before


def test_a_mark_is_what_was_said_of_it_last_whatever_number_that_has(held: Path) -> None:
    """As after a merge with a database whose decisions are older."""
    with Database(held, write=True) as database:
        later = reviewing.signature("Ada Quill", "news", NOW)
        earlier = reviewing.signature("Ben Pike", "no news", NOW - timedelta(days=90))
        reviewing.dismiss(database, "n7", "1", later)
        outcome = reviewing.dismiss(database, "n7", "1", earlier, restore=True)
        assert (outcome.standing.state, outcome.standing.by) == (State.SUPERSEDED, (1,))
    assert "dismissed" in marks(held, "n7")[0]
    assert conclusions(dump(held)) == conclusions(rebuilt(held))


def anchors(path: Path) -> set[tuple[int, int]]:
    """Under which anchors which version can be found as a translation."""
    with closing(sqlite3.connect(path)) as connection:
        return {(value, version) for value, versions in postings.every(connection) for version in versions}


@pytest.mark.parametrize("first", ["n1", "n2", "n3"])
def test_dismissing_a_mark_of_one_of_many_copies_is_what_a_rebuild_would_give(tmp_path: Path, first: str) -> None:
    """The first of equal bodies stands in the indexes for the others; when it leaves them, another must."""
    body = newsroom.text(341)
    records = [newsroom.record(n, f"{body}\n\n{ABOUT}", f"o{n}.example") for n in (1, 2, 3)]
    records.append(newsroom.record(4, f"{newsroom.paragraphs(341)[0]}\n\n{ABOUT}", "o4.example"))
    records.append(newsroom.record(5, f"{body}\n\n{ABOUT.replace('About', 'Now')}", "o5.example"))
    path = tmp_path / "copies.db"
    add(path, records)
    for article in (first, "n2" if first != "n2" else "n3"):
        assert review(path, "dismiss", article, "1").code == 0
        again = Path(shutil.copy(path, tmp_path / "rebuilt.db"))
        assert conclusions(rebuilt(again)) == conclusions(dump(path))
        assert anchors(again) == anchors(path)
    with closing(sqlite3.connect(path)) as connection:
        lost = connection.execute(
            "SELECT count(*) FROM sketches s WHERE s.id = s.representative_id AND s.tokens > 0"
            f" AND s.id NOT IN ({', '.join(str(one) for _, one in hash_rows.every(connection, 'lsh_bands'))})"
        ).fetchone()
        doubled = connection.execute(
            "SELECT count(*) FROM (SELECT body_hash FROM sketches GROUP BY body_hash"
            " HAVING count(DISTINCT representative_id) > 1 OR min(representative_id) <> min(id))"
        ).fetchone()
    assert (lost, doubled) == ((0,), (0,))


def test_a_dismissal_holds_in_a_new_version_with_the_same_words(held: Path) -> None:
    review(held, "dismiss", "n7", "1")
    changed = desk()[6]
    changed["text"] = f"{newsroom.sentence(random.Random(350))}\n\n{changed['text']}"
    changed["modified"] = "2026-03-07T09:00:00Z"
    add(held, [changed])
    (about,) = marks(held, "n7")
    assert "dismissed" in about
    assert conclusions(dump(held)) == conclusions(rebuilt(held))


def test_a_decision_whose_mark_or_article_is_gone_is_kept_and_said_not_to_apply(held: Path) -> None:
    review(held, "dismiss", "n7", "1")
    gone = Decision(
        Kind.REJECT, "Ada", "", NOW, (ReviewedArticle("id:o1.example:n1", "a"), ReviewedArticle("id:x.example:z", "b"))
    )
    with Database(held, write=True) as database, database.transaction() as connection:
        save_review(connection, gone)
        connection.execute("DELETE FROM marks")
    assert [r["state"] for r in review(held, "list", "--json").json["reviews"]] == ["not applicable now"] * 2
    assert "not applicable now" in review(held, "list").out
    rebuilt(held)
    add(held, [newsroom.record(0, "\n\n".join(PARTS), "x.example") | {"id": "z"}])
    assert [r["state"] for r in review(held, "list", "--json").json["reviews"]] == ["in effect"] * 2
    assert not any({"n1", "z"} <= members for members in groups(held))


def test_dismissed_marks_are_not_counted(held: Path) -> None:
    def used() -> list[tuple[Any, ...]]:
        with Database(held) as database:
            return [
                row
                for view in ("mark_usage", "outlet_marks")
                for row in database.connection.execute(f"SELECT type, articles FROM {view} WHERE type = 'about_block'")
            ]

    assert used() == [("about_block", 2), ("about_block", 1), ("about_block", 1)]
    review(held, "dismiss", "n7", "1")
    assert used() == [("about_block", 1), ("about_block", 1)]


def _mark(start: int, end: int, kind: str = "label") -> Mark:
    return Mark(kind, start, end, TextKind.BODY, None, "x", Layer.OWN, "strong", 1.0)


@pytest.mark.parametrize(
    ("mark", "text_hash", "applies"),
    [
        (_mark(10, 20), "seen", True),
        (_mark(10, 24), "seen", True),
        (_mark(10, 31), "seen", False),  # less than half of it was meant
        (_mark(30, 40), "seen", False),  # the same words, but at another place of the text that the person saw
        (_mark(10, 20, "copyright"), "seen", False),
        (_mark(30, 40), "later", True),
        (_mark(10, 20), "later", True),
        (_mark(11, 20), "later", False),
    ],
)
def test_which_marks_a_dismissal_means(mark: Mark, text_hash: str, applies: bool) -> None:
    text = "0123456789ADVERTORIA0123456789ADVERTORIA"
    decision = Dismissal(1, "k", "label", TextKind.BODY, "seen", 10, 20, "ADVERTORIA")
    assert bool(Dismissals([decision]).dismissed("k", text_hash, {TextKind.BODY: text}, [mark])) is applies
    assert not Dismissals([decision]).dismissed("another", text_hash, {TextKind.BODY: text}, [mark])


# ── undo, list, and what goes wrong ───────────────────────────────────────────────────────────────────


def test_undo_takes_back_and_keeps_the_history(held: Path) -> None:
    before = groups(held)
    review(held, "confirm", "n1", "n6")
    done = review(held, "undo", "1", "--by", "Ben", "--why", "wrong article", "--json")
    assert done.code == 0
    assert done.json["review"]["withdrawn"]["by"] == "Ben"
    assert groups(held) == before
    (only,) = review(held, "list", "--json").json["reviews"]
    assert (only["state"], only["by"], only["withdrawn"]["why"]) == ("withdrawn", "Ada Quill", "wrong article")
    assert "withdrawn by Ben" in review(held, "list").out
    with Database(held) as database, pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.connection.execute("DELETE FROM reviews")


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ([], [1, 2, 3, 4]),
        (["--kind", "reject"], [2]),
        (["--article", "n6"], [1]),
        (["--article", "n4"], [2, 4]),
        (["--by", "ben"], [2]),
        (["--story", "STORY"], [1, 2, 4]),
        (["--kind", "merge"], []),
    ],
)
def test_the_list_can_be_filtered(held: Path, filters: list[str], numbers: list[int]) -> None:
    review(held, "confirm", "n1", "n6")
    review(held, "reject", "n4", "n5", "--by", "Ben")
    review(held, "dismiss", "n7", "1")
    review(held, "confirm", "n4", "n2")
    story = story_of(held, "n6")
    chosen = [story if word == "STORY" else word for word in filters]
    assert [r["number"] for r in review(held, "list", *chosen, "--json").json["reviews"]] == numbers
    assert bool(re.search(r"\bconfirmed by\b", review(held, "list", *chosen).out)) is (1 in numbers or 4 in numbers)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["confirm", "n1", "nobody"], "No article nobody is held here."),
        (["confirm", "n1", "1"], "are one article"),
        (["reject", "99999999999999999999999", "1"], "No article 9999"),
        (["confirm", "\udcff", "1"], "No article"),
        (["confirm", "n1", "n6", "--by", " \u200b "], "not known who decides"),
        (["confirm", "n1", "n6", "--why", "x" * 2001], "2,000"),
        (["merge", "STORY", "s-nobody"], "No story has the id s-nobody"),
        (["merge", "STORY", "STORY"], "one story already"),
        (["merge", "STORY"], "at least two"),
        (["split", "STORY", "n4"], "is not in story"),
        (["split", "STORY", "n4", "--together"], "become one story with: syndicheck review confirm A B"),
        (["split", "STORY", "n1", "n2", "n3"], "No article would stay"),
        (["split", "s-nobody", "n1"], "No story has the id"),
        (["dismiss", "n7", "0"], "has no mark 0"),
        (["dismiss", "n7", "2"], "has no mark 2"),
        (["dismiss", "n7", "9" * 40], "has no mark 9"),
        (["dismiss", "n7", "label@0"], "has no mark label@0"),
        (["dismiss", "n7", "1", "--restore"], "is not dismissed"),
        (["undo", "7"], "There is no review 7"),
        (["undo", "0"], "range"),
    ],
)
def test_what_cannot_be_done_changes_nothing_and_says_why(held: Path, arguments: list[str], says: str) -> None:
    before = dump(held)
    story = story_of(held, "n1")
    done = review(held, *(story if word == "STORY" else word for word in arguments))
    assert done.code == 2
    assert says in done.err
    assert dump(held) == before


@pytest.mark.parametrize("again", [["dismiss", "n7", "1"], ["undo", "2"]])
def test_nothing_is_done_twice(held: Path, again: list[str]) -> None:
    review(held, "dismiss", "n7", "1")
    review(held, "confirm", "n1", "n6")
    review(held, "undo", "2")
    done = review(held, *again)
    assert done.code == 2
    assert "already" in done.err


def test_who_decides_comes_from_option_environment_or_login(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ada")
    assert run(held, "review", "confirm", "n1", "n6", "--json").json["review"]["by"] == "ada"
    runner = CliRunner(env={"SYNDICHECK_DB": str(held), "SYNDICHECK_REVIEWER": "The Desk"})
    assert json.loads(runner.invoke(cli, ["review", "undo", "1", "--json"]).stdout)["review"]["withdrawn"]["by"] == (
        "The Desk"
    )
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(OSError("no login name")))
    done = run(held, "review", "confirm", "n1", "n6")
    assert (done.code, "--by" in done.err) == (2, True)


def test_a_missing_database_is_not_made(tmp_path: Path) -> None:
    done = review(tmp_path / "none.db", "confirm", "1", "2")
    assert done.code == 2
    assert "No database at" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    done = review(path, "confirm", "1", "2")
    assert (done.code, "was not made by syndicheck" in done.err) == (2, True)
    assert path.read_bytes() == before


def test_a_locked_database_is_named_and_nothing_is_half_done(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 50)
    with closing(sqlite3.connect(held, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = review(held, "confirm", "n1", "n6")
        assert (done.code, "is locked" in done.err) == (2, True)
        other.execute("ROLLBACK")
    assert review(held, "list", "--json").json["reviews"] == []
    assert groups(held) == [{"n1", "n2", "n3"}, {"n4", "n5"}]


def test_the_program_itself_ends_with_the_documented_codes(held: Path) -> None:
    def command(*arguments: str) -> CompletedProcess[str]:
        return program.run("review", *arguments, "--db", held)

    assert command("confirm", "n4", "n6", "--by", "Ada").returncode == 0
    assert command("confirm", "n6", "n1", "--by", "Ada").returncode == 0
    contradicting = command("reject", "n1", "n4", "--by", "Ada")
    assert contradicting.returncode == 1
    assert contradicting.stderr.startswith("conflict: ")
    wrong = command("undo", "9", "--by", "Ada")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("syndicheck: There is no review 9.")
    assert wrong.stderr.count("\n") == 1


def test_a_decision_whose_process_was_killed_takes_effect_with_the_next_command(held: Path) -> None:
    with Database(held, write=True) as database:
        connection = database.connection
        articles = [ReviewedArticle(f"id:o{n}.example:n{n}", side) for n, side in ((1, "a"), (6, "b"))]
        with database.transaction():  # what the command commits first; here it is cut off
            save_review(connection, Decision(Kind.CONFIRM, "Ada", "", NOW, tuple(articles)))
            reviewing._touch_articles(connection, [a.key for a in articles])
    assert {"n1", "n2", "n3"} in groups(held)
    add(held, desk()[:1])
    assert {"n1", "n2", "n3", "n6"} in groups(held)


def _without_reviews(path: Path) -> None:
    """The file as the release before this one left it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name in REVIEW_VIEWS:
            connection.execute(f"DROP VIEW {name}")
        connection.execute("DROP INDEX marks_dismissed")
        connection.execute("ALTER TABLE marks DROP COLUMN dismissed_by")
        connection.execute("DROP TABLE review_articles")
        connection.execute("DROP TABLE reviews")
        for name, query in {**VIEWS, **MARK_VIEWS}.items():
            connection.execute(f"CREATE VIEW IF NOT EXISTS {name} AS {query}")
        connection.execute(
            "DELETE FROM _sqlite_migrations WHERE name IN ('m003_reviews', 'm020_what_refers_to_what_is_deleted')"
        )


def test_a_database_of_an_older_release_gets_the_tables(held: Path) -> None:
    before = dump(held)
    _without_reviews(held)
    done = run(held, "report")
    assert (done.code, "syndicheck reindex" in done.err) == (2, True)
    assert review(held, "confirm", "n1", "n6").code == 0
    assert review(held, "undo", "1").code == 0
    assert [line for line in rebuilt(held) if not line.startswith('["review"')] == [
        line for line in before if not line.startswith('["review"')
    ]


# ── hostile words ─────────────────────────────────────────────────────────────────────────────────────

HOSTILE = (
    "[/] \x1b]0;owned\x07<script>alert(1)</script> \u202egnirts =1+1 | `x` [click](https://evil.example)\nnext line"
)


@pytest.mark.parametrize("option", ["--json", "--csv", "--markdown", "--html", "--terminal"])
def test_names_and_reasons_are_as_harmless_as_article_text(held: Path, option: str) -> None:
    assert review(held, "confirm", "n1", "n6", "--why", HOSTILE, "--by", HOSTILE[:60]).code == 0
    assert review(held, "dismiss", "n7", "1", "--why", HOSTILE, "--by", HOSTILE[:60]).code == 0
    outputs = [run(held, "story", story_of(held, "n6"), option).out, run(held, "marks", "n7", option).out]
    outputs += [run(held, "report", option).out]
    if option in ("--json", "--terminal"):
        outputs.append(review(held, "list", *([option] if option == "--json" else [])).out)
    for out in outputs:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
        if option == "--html":
            assert "<script>" not in out
        if option == "--markdown":
            assert "<script>" not in out
            assert "[click](" not in out
    if option == "--terminal":
        assert all("[/] <script>alert(1)</script> gnirts" in " ".join(out.split()) for out in outputs[:1])


def test_every_reason_code_is_explained() -> None:
    assert set(CODES.values()) <= set(REVIEWS)
    assert {str(state).replace(" ", "-") for state in State} - set(REVIEWS) == {
        "in-effect",
        "in-effect-in-part",
        "withdrawn",
    }


def test_the_json_fits_its_schema(held: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the schema is only checked where jsonschema is installed")
    import syndicheck.report

    file = Path(syndicheck.report.__file__).parent / "schema" / "report-1.json"
    validator = jsonschema.Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))
    documents = [
        review(held, "confirm", "n1", "n6", "--json").json,
        review(held, "dismiss", "n7", "1", "--json").json,
        review(held, "split", story_of(held, "n1"), "n6", "--json").json,
        run(held, "story", story_of(held, "n1"), "--json").json,
        run(held, "marks", "n7", "--json").json,
        run(held, "report", "--json").json,
        review(held, "undo", "1", "--json").json,
        review(held, "list", "--json").json,
    ]
    for document in documents:
        validator.validate(document)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"schema": 1, "kind": "reviews"})


# ── any sequence of reviews ───────────────────────────────────────────────────────────────────────────

NAMES = [f"n{n}" for n in range(1, 9)]

names = st.sampled_from(NAMES)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("confirm"), names, names),
        st.tuples(st.just("reject"), names, names),
        st.tuples(st.just("merge"), names, names),
        st.tuples(st.just("split"), names, names, st.booleans()),
        st.tuples(st.just("dismiss"), names, st.booleans()),
        st.tuples(st.just("undo"), st.integers(1, 6)),
    ),
    min_size=1,
    max_size=6,
)


def replay(path: Path, sequence: Sequence[tuple[Any, ...]]) -> None:
    """Do what can be done of it."""

    def story(database: Database, name: str) -> str:
        found = [s.public_id for s in stories(database) if any(m.key.endswith(f":{name}") for m in s.members)]
        return found[0] if found else "s-nobody"

    with Database(path, write=True) as database:
        for step in sequence:
            try:
                match step:
                    case ("confirm", a, b):
                        reviewing.confirm(database, a, b, SIGNED)
                    case ("reject", a, b):
                        reviewing.reject(database, a, b, SIGNED)
                    case ("merge", a, b):
                        reviewing.merge(database, [story(database, a), story(database, b)], SIGNED)
                    case ("split", a, b, together):
                        reviewing.split(database, story(database, a), [a, b], SIGNED, together=together)
                    case ("dismiss", a, restore):
                        reviewing.dismiss(database, a, "1", SIGNED, restore=restore)
                    case ("undo", number):
                        reviewing.undo(database, number, SIGNED)
            except InputError:
                continue


@pytest.fixture(scope="module")
def shuffled_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shuffled") / "desk.db"
    for record in reversed(desk()):
        add(path, [record])
    rebuilt(path)  # which article a merge is centred on may hang on the order of arrival until then
    return path


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=steps)
def test_any_sequence_of_reviews_gives_what_a_rebuild_gives(
    fresh_desk: Path, shuffled_desk: Path, tmp_path: Path, sequence: list[tuple[Any, ...]]
) -> None:
    for leftover in tmp_path.iterdir():
        leftover.unlink()
    path = Path(shutil.copy(fresh_desk, tmp_path / "one.db"))
    replay(path, sequence)
    at_once = conclusions(dump(path))
    assert_decisions_hold(path)
    whole = rebuilt(path)
    assert conclusions(whole) == at_once
    assert rebuilt(path) == whole
    other = Path(shutil.copy(shuffled_desk, tmp_path / "two.db"))
    replay(other, sequence)
    assert rebuilt(other) == whole


def assert_decisions_hold(path: Path) -> None:
    together = groups(path)
    with Database(path) as database:
        found = standings(database.connection)
    rulings = Rulings(r.ruling() for r, standing in found if standing.state is not State.WITHDRAWN)
    for members in together:
        for a, b in itertools.combinations(sorted(members), 2):
            assert rulings.apart(key_of(a), key_of(b)) is None
    for _, standing in found:
        united = {key.rpartition(":")[2] for key in standing.united}
        assert len(united) < 2 or any(united <= members for members in together)


def key_of(name: str) -> str:
    return f"id:o{name[1:]}.example:{name}"


# ── rulings and clusters, pure ────────────────────────────────────────────────────────────────────────

KEYS = "abcdef"
groups_of_keys = st.lists(st.sampled_from(KEYS), unique=True, max_size=4)


@st.composite
def rulings_lists(draw: st.DrawFn) -> list[Ruling]:
    """In the order in which they were decided; those that came from elsewhere by a merge bear any number."""
    found = []
    numbers = draw(st.permutations(range(1, draw(st.integers(1, 6)) + 1)))
    for place, number in enumerate(numbers):
        decided = NOW + timedelta(hours=place)
        left, right = draw(groups_of_keys), draw(groups_of_keys)
        if draw(st.booleans()):
            found.append(Ruling(number, joined=tuple(left), decided=decided))
        else:
            others = frozenset(right) - set(left)
            joined = tuple(left) if draw(st.booleans()) else ()
            found.append(Ruling(number, joined=joined, apart=(frozenset(left), others), decided=decided))
    return found


def latest_word(rulings: Iterable[Ruling], a: str, b: str) -> str | None:
    """The slow twin: walk through all decisions, remember the last that speaks of the pair."""
    said = None
    for ruling in rulings:
        left, right = ruling.apart
        if (a in left and b in right) or (b in left and a in right):
            said = "apart"
        if a in ruling.joined and b in ruling.joined:
            said = "joined"
    return said


@given(rulings_lists(), st.randoms(use_true_random=False))
def test_of_two_rulings_on_one_pair_the_later_stands(found: list[Ruling], rng: random.Random) -> None:
    shuffled = list(found)
    rng.shuffle(shuffled)
    rulings, units = Rulings(found), Rulings(shuffled).units(KEYS)
    assert units == rulings.units(KEYS)
    for a, b in itertools.permutations(KEYS, 2):
        assert (rulings.apart(a, b) is not None) == (latest_word(found, a, b) == "apart")
        assert (b in rulings.rejected(a)) == (latest_word(found, a, b) == "apart")
        if units.unit(a) == units.unit(b):
            assert latest_word(found, a, b) != "apart", "a rejection wins"
    overruled = {(o.number, o.b) for o in units.overruled}
    for ruling in found:
        for key in ruling.joined[1:]:
            assert (units.unit(key) == units.unit(ruling.joined[0])) or (ruling.number, key) in overruled


def test_a_decision_on_one_article_is_no_way_in_for_all_its_neighbours() -> None:
    def copy(a: str, b: str, score: float = 0.9) -> Edge:
        return Edge(a, b, score, score, score, (Span(0, 900),), (Span(0, 900),), MatchClass.EDITED)

    edges = [copy("m", key) for key in ("a", "b", "c", "x")] + [
        copy("x", "w", 0.6),
        copy("y", "z"),
        copy("z", "v", 0.6),
    ]
    result = cluster("mabcxwyzv", edges, lambda a, b: None, Rulings([Ruling(1, joined=("x", "y"))]))
    assert set("mabcxyz") in [set(c.members) for c in result.clusters]
    assert set(result.singles) == {"w", "v"}, "w matches x alone, which matches the medoid; v matches z alone"


def copied(a: str, b: str) -> Edge:
    return Edge(a, b, 1.0, 1.0, 1.0, (Span(0, 900),), (Span(0, 900),), MatchClass.VERBATIM)


@example(
    [
        Ruling(1, apart=(frozenset({"a"}), frozenset({"b"}))),
        Ruling(2, apart=(frozenset({"c"}), frozenset({"d"}))),
    ]
)
@given(rulings_lists())
def test_of_copies_of_one_text_only_those_told_apart_are_alone(found: list[Ruling]) -> None:
    """Stored are the matches of the first alone; that any two of them match is seen when they are compared."""
    rulings = Rulings(found)
    result = cluster(KEYS, [copied(KEYS[0], key) for key in KEYS[1:]], copied, rulings)
    for a, b in itertools.combinations(result.singles, 2):
        assert rulings.apart(a, b) is not None


@given(st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS)))
def test_which_of_many_copies_the_others_are_stored_with_does_not_matter(left: set[str], right: set[str]) -> None:
    left = left - right
    assume(len(left) != len(right))
    rulings = Rulings([Ruling(1, apart=(frozenset(left), frozenset(right)))])
    found = [cluster(KEYS, [copied(hub, key) for key in KEYS if key != hub], copied, rulings) for hub in KEYS]
    stories = [{c.members for c in one.clusters} | {(key,) for key in one.singles} for one in found]
    assert all(one == stories[0] for one in stories)
    assert len(stories[0]) == (2 if left and right else 1)


def test_what_a_split_leaves_is_compared_with_what_it_was_nearest_to() -> None:
    """However many strangers stay, a few comparisons find the copies among them."""
    leaving = [f"a{n:02d}" for n in range(20)]
    strangers = [f"b{n:02d}" for n in range(20)]
    copies = [f"c{n:02d}" for n in range(20)]
    edges = [copied("a00", key) for key in copies]
    edges += [replace(copied("a00", key), score=0.5) for key in (*leaving[1:], *strangers)]
    asked = []

    def verify(a: str, b: str) -> Edge | None:
        asked.append((a, b))
        return copied(a, b) if {a, b} <= set(copies) else None

    apart = Ruling(1, apart=(frozenset(leaving), frozenset((*strangers, *copies))))
    result = cluster((*leaving, *strangers, *copies), edges, verify, Rulings([apart]))
    assert [list(story.members) for story in result.clusters] == [leaving, copies]
    assert len(asked) <= ROUNDS * 60


@st.composite
def graphs(draw: st.DrawFn) -> list[Edge]:
    edges = []
    for a, b in itertools.combinations(KEYS, 2):
        kind = draw(st.sampled_from([None, MatchClass.VERBATIM, MatchClass.EDITED, MatchClass.TEMPLATE]))
        if kind is not None:
            score = draw(st.sampled_from([0.5, 0.7, 0.9]))
            edges.append(Edge(a, b, score, score, score, (Span(0, 900),), (Span(0, 900),), kind))
    return edges


@settings(deadline=None)
@given(graphs(), rulings_lists(), st.randoms(use_true_random=False))
def test_clusters_obey_rulings_in_any_order(edges: list[Edge], found: list[Ruling], rng: random.Random) -> None:
    rulings = Rulings(found)
    result = cluster(KEYS, edges, lambda a, b: None, rulings)
    placed = [set(c.members) for c in result.clusters] + [{key} for key in result.singles]
    assert sorted(key for members in placed for key in members) == list(KEYS)
    for members in placed:
        for a, b in itertools.combinations(sorted(members), 2):
            assert rulings.apart(a, b) is None
    units = rulings.units(KEYS)
    for parts in units.parts.values():
        assert any(set(parts) <= members for members in placed)
    shuffled, keys = list(edges), list(KEYS)
    rng.shuffle(shuffled)
    rng.shuffle(keys)
    assert cluster(keys, shuffled, lambda a, b: None, rulings) == result
