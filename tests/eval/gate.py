"""Compare measured figures with pinned floors. A floor may rise silently; it falls only with a written reason."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SLACK = 1e-9
"""Floats that differ by less are the same figure."""

UNSEEN = 5e-5
"""How far below its floor a figure may be: what the four printed digits cannot show. A floor itself moves only by
``--update``, so that small losses do not add up unseen."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How a figure is judged. ``direction``: ``min`` (must not fall below), ``max`` (must not rise above).

    ``source`` says where the demand comes from. ``limit`` is a demand from outside, such as an acceptance
    criterion: the floor never moves beyond it to the lenient side, not even with a reason.
    """

    direction: str
    source: str
    limit: float | None = None


@dataclass(slots=True)
class Floor:
    """One pinned figure."""

    floor: float
    direction: str
    source: str
    limit: float | None = None

    def margin(self, measured: float) -> float:
        """How far the measured figure is on the good side; negative is a failure."""
        return measured - self.floor if self.direction == "min" else self.floor - measured


@dataclass(slots=True)
class Floors:
    """The contents of ``floors.json``."""

    figures: dict[str, Floor] = field(default_factory=dict)
    inputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    regressions: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> Floors:
        """Read the file; an absent one pins nothing."""
        if not path.exists():
            return cls()
        raw = json.loads(path.read_text(encoding="utf-8"))
        figures = {name: Floor(**value) for name, value in raw["figures"].items()}
        for name, floor in figures.items():
            if floor.direction not in ("min", "max"):
                raise ValueError(f"{path}: {name}: direction must be min or max, not {floor.direction!r}")
        return cls(figures, raw["inputs"], raw["regressions"])

    def save(self, path: Path) -> None:
        """Write the file so that a change of one figure is a change of one line."""
        raw = {
            "figures": {name: asdict(self.figures[name]) for name in sorted(self.figures)},
            "inputs": {name: self.inputs[name] for name in sorted(self.inputs)},
            "regressions": self.regressions,
        }
        path.write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the gate's table. ``state``: ``ok``, ``FAIL``, ``info`` (not pinned)."""

    name: str
    measured: float | None
    floor: Floor | None
    state: str
    remark: str = ""


def judge(floors: Floors, measured: Mapping[str, float], *, partial: bool = False) -> list[Line]:
    """Compare. A pinned figure that was not measured fails, unless only a part was asked for."""
    lines: list[Line] = []
    for name in sorted({*floors.figures, *measured}):
        floor, value = floors.figures.get(name), measured.get(name)
        if value is None:
            if not partial:
                lines.append(Line(name, None, floor, "FAIL", "pinned but not measured"))
        elif floor is None:
            lines.append(Line(name, value, None, "info"))
        elif floor.margin(value) >= -UNSEEN:  # NaN compares false and so fails
            lines.append(Line(name, value, floor, "ok"))
        else:
            lines.append(Line(name, value, floor, "FAIL", floor.source))
    return lines


def judge_inputs(floors: Floors, found: Mapping[str, Mapping[str, Any]]) -> list[Line]:
    """Figures on other data are other figures: every pinned input must be what it was."""
    return [
        Line(
            f"input {name}", None, None, "FAIL", f"differs from what was pinned: {dict(now)} was {floors.inputs[name]}"
        )
        for name, now in sorted(found.items())
        if name in floors.inputs and dict(now) != floors.inputs[name]
    ]


class RegressionRefused(Exception):
    """``--update`` would make a floor more lenient and nobody said why."""


def repin(
    floors: Floors,
    measured: Mapping[str, float],
    figures: Mapping[str, Figure],
    inputs: Mapping[str, Mapping[str, Any]],
    *,
    reason: str | None = None,
) -> list[str]:
    """Move the floors to what was measured, in place; returns what changed, one sentence each.

    Raises:
        RegressionRefused: a floor would become more lenient without a ``reason``, or pass its ``limit`` at all.
    """
    changes: list[str] = []
    looser: list[str] = []
    moved = Floors(dict(floors.figures), dict(floors.inputs), list(floors.regressions))
    for name, value in sorted(measured.items()):
        old = floors.figures.get(name)
        if old is None:
            if name not in figures:
                continue
            figure = figures[name]
            new = Floor(value, figure.direction, figure.source, figure.limit)
            changes.append(f"{name}: pinned at {shown(value)}")
        else:
            if abs(value - old.floor) <= SLACK:
                continue
            new = Floor(value, old.direction, old.source, old.limit)
            changes.append(f"{name}: {shown(old.floor)} → {shown(value)}")
            if old.margin(value) < 0:
                looser.append(name)
                moved.regressions.append({"figure": name, "from": old.floor, "to": value, "reason": reason})
        if new.limit is not None and Floor(new.limit, new.direction, "").margin(value) < -SLACK:
            raise RegressionRefused(f"{name}: {shown(value)} misses the limit {shown(new.limit)} ({new.source})")
        moved.figures[name] = new
    for name, now in inputs.items():
        if name in floors.inputs and floors.inputs[name] != dict(now):
            looser.append(f"input {name}")
            moved.regressions.append({"figure": f"input {name}", "reason": reason})
        moved.inputs[name] = dict(now)
    if looser and not (reason and reason.strip()):
        raise RegressionRefused(
            f"more lenient or on other data: {', '.join(looser)}. If that is meant, say why: --allow-regression REASON"
        )
    floors.figures, floors.inputs, floors.regressions = moved.figures, moved.inputs, moved.regressions
    return changes


def fingerprint(path: Path) -> dict[str, Any]:
    """Hash of a corpus file's bytes and number of its lines."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        count = sum(1 for _ in lines)
    return {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "lines": count}


def table(lines: Iterable[Line]) -> str:
    """The lines as aligned text."""
    rows = [("figure", "measured", "floor", "margin", "")]
    for line in lines:
        floor = ""
        margin = ""
        if line.floor is not None:
            floor = f"{'≥' if line.floor.direction == 'min' else '≤'} {shown(line.floor.floor)}"
            if line.measured is not None:
                margin = f"{line.floor.margin(line.measured):+.4g}"
        measured = "" if line.measured is None else shown(line.measured)
        rows.append((line.name, measured, floor, margin, f"{line.state}  {line.remark}".rstrip()))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}}  {floor:>{widths[2]}}  {margin:>{widths[3]}}  {state}".rstrip()
        for name, value, floor, margin, state in rows
    )


def shown(value: float) -> str:
    """A figure for people: whole numbers whole, others with four digits."""
    return f"{value:,.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.4f}"
