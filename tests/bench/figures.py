"""Figures of a benchmark: by name, or by name for each tool; printed for people, as JSON, and as a Markdown table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

Figures = Mapping[str, float] | Mapping[str, Mapping[str, float]]


def number(value: float) -> str:
    """Large ones whole, small ones with three digits that count."""
    if value == 0 or abs(value) >= 100 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3g}"


def print_figures(figures: Figures, *, as_json: bool) -> None:
    """To standard output."""
    if as_json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        if isinstance(value, Mapping):
            shown = ", ".join(f"{figure} {number(one)}" for figure, one in value.items())
            print(f"{name:<28} {shown}")
        else:
            print(f"{name:<40} {number(value):>12}")


def table(figures: Figures) -> Iterator[str]:
    """The lines of a Markdown table."""
    rows = {name: value for name, value in figures.items() if isinstance(value, Mapping)}
    columns = list(dict.fromkeys(column for row in rows.values() for column in row)) if rows else ["figure"]
    yield f"| | {' | '.join(columns)} |"
    yield f"|---|{'---|' * len(columns)}"
    for name, value in figures.items():
        row = value if isinstance(value, Mapping) else {"figure": value}
        yield f"| {name} | {' | '.join(number(row[c]) if c in row else '' for c in columns)} |"
