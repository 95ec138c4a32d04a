"""Lines of a terminal are as wide as it is, in cells, and lose nothing."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicheck.report.check.wrapping import cells, columns, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("東京都は五日、新しい橋の建設を発表した。", 22, ["東京都は五日、新しい橋", "の建設を発表した。"]),
        ("東京都は五日、新しい橋を発表した。", 16, ["東京都は五日、新", "しい橋を発表し", "た。"]),  # 。 begins no line
        ("発表「新しい橋」完成", 8, ["発表「新", "しい橋」", "完成"]),  # 「 ends none, 」 begins none
        ("Der Bericht aus 東京 nennt 3 Namen", 18, ["Der Bericht aus 東", "京 nennt 3 Namen"]),
        ("서울시는 새 다리를 발표했다", 14, ["서울시는 새", "다리를", "발표했다"]),  # Korean has blanks
        (
            "Ce\u0301le\u0301ste a parle\u0301",
            9,
            ["Ce\u0301le\u0301ste a", "parle\u0301"],
        ),  # combining marks fill no cell
        ("漢" * 5, 4, ["漢漢", "漢漢", "漢"]),
        ("ａｂｃｄｅｆ", 6, ["ａｂｃ", "ｄｅｆ"]),
        ("", 20, [""]),
        ("京", 1, ["京"]),  # no line holds it: it gets one
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, "", width) == "".join(f"{line}\n" for line in lines)


def test_text_of_single_cells_is_wrapped_as_ever() -> None:
    text = "A well-known text, with https://paper.example/" + "long-" * 30 + "address in it. " * 5
    expected = textwrap.fill(text, 60, initial_indent="    ", subsequent_indent="    ")
    assert wrapped(text, "    ", 60) == f"{expected}\n"


@given(
    text=st.text(st.sampled_from("ab 東京、。「」é\u0301ｗ한.…"), max_size=80),
    width=st.integers(6, 30),
    indent=st.sampled_from(["", "  ", "    "]),
)
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int, indent: str) -> None:
    out = wrapped(text, indent, width)
    assert out.endswith("\n")
    lines = out[:-1].split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    room = max(width, len(indent) + 2)
    assert all(sum(map(cells, line)) <= room for line in lines)
    assert all(line.startswith(indent) or not line for line in lines)


@pytest.mark.parametrize(("named", "expected"), [("73", 73), ("0", 100), ("-4", 100), ("wide", 100), ("", 100)])
def test_columns(monkeypatch: pytest.MonkeyPatch, named: str, expected: int) -> None:
    monkeypatch.setenv("COLUMNS", named)
    monkeypatch.setattr("sys.__stdout__", None)
    assert columns() == expected
