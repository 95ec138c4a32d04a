"""The page that this project started from: four marks with exact spans, and nine paragraphs left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.eval.gate import Figure

INPUTS = ("seed-seaprwire-de.txt",)

FIGURES = {
    "exact": Figure("min", "acceptance: lead credit, disclaimer, category line, boilerplate", limit=4),
    "superfluous": Figure("max", "acceptance: the body paragraphs are left alone", limit=0),
}


def measure(corpora: Path) -> dict[str, float]:
    """Expected spans follow from the page's lines: the credit before the first, then the last three whole."""
    path = corpora / INPUTS[0]
    text = path.read_text(encoding="utf-8")
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line.rstrip())))
        start += len(line) + 1
    expected = {
        ("lead_credit", 0, text.index("–") + 1),
        ("third_party_disclaimer", *lines[-3]),
        ("category_line", *lines[-2]),
        ("distributor_footer", *lines[-1]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "syndicheck", "marks", str(path), "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = {
        (mark["type"], mark["start"], mark["end"])
        for mark in json.loads(done.stdout)["marks"]
        if mark.get("organisation") == "seaprwire"
    }
    everything = {(mark["type"], mark["start"], mark["end"]) for mark in json.loads(done.stdout)["marks"]}
    for mark in sorted(expected - found):
        print(f"   missing: {mark}")
    for mark in sorted(everything - expected):
        print(f"   superfluous: {mark}")
    return {"exact": len(expected & found), "superfluous": len(everything - expected)}
