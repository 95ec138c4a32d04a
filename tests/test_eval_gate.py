"""The gate must be able to fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.eval.gate import (
    Figure,
    Floor,
    Floors,
    RegressionRefused,
    fingerprint,
    judge,
    judge_inputs,
    repin,
    table,
)

RECALL = Figure("min", "agreed in spring", limit=0.9)


def floors() -> Floors:
    return Floors(
        {"m.recall": Floor(0.95, "min", "agreed in spring", 0.9), "m.wrong": Floor(3, "max", "read by hand")},
        {"m/docs.jsonl": {"sha256": "aa", "lines": 2}},
    )


@pytest.mark.parametrize(
    ("measured", "failed"),
    [
        ({"m.recall": 0.95, "m.wrong": 3}, []),
        ({"m.recall": 0.99, "m.wrong": 0}, []),
        ({"m.recall": 0.95 - 1e-12, "m.wrong": 3}, []),
        ({"m.recall": 0.95 - 4e-5, "m.wrong": 3}, []),
        ({"m.recall": 0.95 - 6e-5, "m.wrong": 3}, ["m.recall"]),
        ({"m.recall": 0.9499, "m.wrong": 3}, ["m.recall"]),
        ({"m.recall": 0.95, "m.wrong": 4}, ["m.wrong"]),
        ({"m.recall": float("nan"), "m.wrong": 3}, ["m.recall"]),
        ({"m.wrong": 3}, ["m.recall"]),
        ({"m.recall": 1, "m.wrong": 3, "m.new": 7}, []),
    ],
)
def test_judge(measured: dict[str, float], failed: list[str]) -> None:
    lines = judge(floors(), measured)
    assert [line.name for line in lines if line.state == "FAIL"] == failed


def test_part_of_the_measures_does_not_miss_the_others() -> None:
    assert [line.state for line in judge(floors(), {"m.recall": 1.0}, partial=True)] == ["ok"]


def test_other_input_fails() -> None:
    assert not judge_inputs(floors(), {"m/docs.jsonl": {"sha256": "aa", "lines": 2}})
    assert [x.state for x in judge_inputs(floors(), {"m/docs.jsonl": {"sha256": "bb", "lines": 2}})] == ["FAIL"]


def test_floor_rises_silently() -> None:
    pinned = floors()
    assert repin(pinned, {"m.recall": 0.97}, {}, {}) == ["m.recall: 0.9500 → 0.9700"]
    assert pinned.figures["m.recall"].floor == 0.97
    assert not pinned.regressions


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_floor_does_not_fall_without_a_reason(reason: str | None) -> None:
    pinned = floors()
    with pytest.raises(RegressionRefused, match=r"m\.wrong"):
        repin(pinned, {"m.recall": 0.99, "m.wrong": 5}, {}, {}, reason=reason)
    assert pinned == floors()


def test_floor_falls_with_a_reason_and_the_reason_stays() -> None:
    pinned = floors()
    repin(pinned, {"m.recall": 0.91}, {}, {}, reason="two labels were wrong")
    assert pinned.figures["m.recall"].floor == 0.91
    assert pinned.regressions == [{"figure": "m.recall", "from": 0.95, "to": 0.91, "reason": "two labels were wrong"}]


def test_no_reason_passes_the_limit() -> None:
    with pytest.raises(RegressionRefused, match="limit"):
        repin(floors(), {"m.recall": 0.89}, {}, {}, reason="please")
    with pytest.raises(RegressionRefused, match="limit"):
        repin(Floors(), {"m.recall": 0.89}, {"m.recall": RECALL}, {})


def test_only_declared_figures_begin_to_be_pinned() -> None:
    pinned = Floors()
    repin(pinned, {"m.recall": 0.93, "m.seconds": 12.0}, {"m.recall": RECALL}, {"f": {"sha256": "x", "lines": 1}})
    assert pinned.figures == {"m.recall": Floor(0.93, "min", "agreed in spring", 0.9)}
    assert pinned.inputs == {"f": {"sha256": "x", "lines": 1}}


def test_other_input_is_not_repinned_without_a_reason() -> None:
    changed = {"m/docs.jsonl": {"sha256": "bb", "lines": 3}}
    with pytest.raises(RegressionRefused, match="docs"):
        repin(floors(), {}, {}, changed)
    pinned = floors()
    repin(pinned, {}, {}, changed, reason="corpus grew")
    assert pinned.inputs == changed


def test_file_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors().save(path)
    assert Floors.load(path) == floors()
    assert Floors.load(tmp_path / "absent.json") == Floors()
    raw = json.loads(path.read_text())
    raw["figures"]["m.recall"]["direction"] = "up"
    path.write_text(json.dumps(raw))
    with pytest.raises(ValueError, match="direction"):
        Floors.load(path)


def test_fingerprint_counts_lines(tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_text("{}\n{}\n")
    assert fingerprint(path)["lines"] == 2


def test_table_shows_the_margin() -> None:
    text = table(judge(floors(), {"m.recall": 0.9, "m.wrong": 1}))
    assert "-0.05" in text
    assert "+2" in text
    assert "FAIL  agreed in spring" in text


def test_absent_corpora_are_skipped_in_clear_words(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.eval", "--corpora", str(tmp_path / "nowhere")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parent.parent,
    )
    assert done.returncode == 0
    assert "skipped" in done.stdout
    assert "SYNDICHECK_CORPORA" in done.stdout
