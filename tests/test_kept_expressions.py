"""Expressions from the cache are those that Python compiles, and nothing in the cache can do harm."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.regexes.collect import patterns, some

from syndicheck import expressions
from syndicheck.kept_expressions import KeptExpressions, use

TEXTS = [
    "NORRVIK (AP) — By Jane Doe, Jan. 5, 2026: 3,500 people … \u200b“quoted” Straße",
    "東京、3月5日(時事)― 内閣府は5日、発表した。",
    "https://wire.example/a?b=c\n\n## About Wire\nContact: +49 30 123456, press@wire.example",
    "",
]

ODD = [
    (r"(?P<year>\d{4})-(?P<rest>(a|b)*)", 0),
    (r"(?i)straße|ÄÖ", 0),
    ("a # comment\n b", re.VERBOSE),
    (r"^\w+$", re.MULTILINE | re.ASCII),
    ("[\ud800-\udfff\x00]", 0),
    (r"(?:x(?=y)|(?<!z)q)++\Z", re.DOTALL),
    ("", 0),
]


def same(one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return (one, one.flags, one.groups, dict(one.groupindex)) == (
        other,
        other.flags,
        other.groups,
        dict(other.groupindex),
    )


def found(pattern: re.Pattern[str], text: str) -> list[tuple[object, ...]]:
    return [(match.span(), match.groups(), match.groupdict(), match.lastgroup) for match in pattern.finditer(text)]


def through_the_cache(path: Path, patterns: list[tuple[str, int]]) -> list[re.Pattern[str]]:
    """The patterns as a second run of the program has them, none of which it may compile."""
    first = KeptExpressions(path)
    for pattern in patterns:
        first.compile(*pattern)
    first.keep()
    second = KeptExpressions(path)
    made = [second.compile(*pattern) for pattern in patterns]
    assert second._new == {}
    return made


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 10], ids=["every", "every tenth"])
def test_every_expression_of_the_package_is_the_same(tmp_path: Path, step: int) -> None:
    expressions = some(step) if step > 1 else (one.pattern for one in patterns().values())
    # those of bytes are few, and are not kept
    written = [(one.pattern, one.flags) for one in expressions if isinstance(one.pattern, str)]
    assert len(written) > 150 // step
    for (pattern, flags), made in zip(written, through_the_cache(tmp_path / "kept", written), strict=True):
        compiled = re.compile(pattern, flags)
        assert same(made, compiled), pattern
        for text in TEXTS:
            assert found(made, text) == found(compiled, text), pattern


@pytest.mark.parametrize(("pattern", "flags"), ODD)
def test_odd_ones(tmp_path: Path, pattern: str, flags: int) -> None:
    (made,) = through_the_cache(tmp_path / "kept", [(pattern, flags)])
    compiled = re.compile(pattern, flags)
    assert same(made, compiled)
    for text in (*TEXTS, "2026-abab", "STRASSE straße", "xyq", "a\x00\ud800", "ab"):
        assert found(made, text) == found(compiled, text)


@given(data=st.data())
def test_a_damaged_file_changes_nothing(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("kept") / "kept"
    through_the_cache(path, ODD)
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.sampled_from(["cut", "byte", "gone", "rubbish"]))
    changed = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
    path.write_bytes({"cut": whole[:place], "byte": changed, "gone": b"", "rubbish": os.urandom(100)}[damage])
    kept = KeptExpressions(path)
    for pattern, flags in ODD:
        assert same(kept.compile(pattern, flags), re.compile(pattern, flags))


def test_no_more_than_so_many_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndicheck.kept_expressions.MOST", 3)
    path = tmp_path / "kept"
    for letter in "abcde":
        kept = KeptExpressions(path)
        kept.compile(letter, 0)
        kept.keep()
    assert {pattern for pattern, _ in KeptExpressions(path)._known} == {b"d", b"e"}


@pytest.fixture
def untouched() -> Iterator[None]:
    before = expressions.compiler
    yield
    expressions.compiler = before


@pytest.mark.usefixtures("untouched")
def test_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    kept = use()
    assert kept is not None
    assert expressions.compiled("a+").fullmatch("aa")
    kept.keep()
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert use() is None


def test_a_second_check_compiles_hardly_anything(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("The ferry to Norrvik was cancelled, the harbour office said. " * 9)
    program = (
        "import re._compiler as c, sys; compiled = []; made = c.compile\n"
        "def compile(*given):\n"
        "    compiled.append(sys._getframe(3).f_code.co_filename)\n"
        "    return made(*given)\n"
        "c.compile = compile\n"
        "sys.argv = ['syndicheck', 'check', 'draft.txt']\n"
        "import syndicheck.__main__ as m; m._end = lambda code: None\n"
        "try: m.main()\n"
        "except SystemExit: pass\n"
        "print(sum('syndicheck' in file for file in compiled), file=sys.stderr)"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    counts = []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        counts.append(int(done.stderr.split()[-1]))
    assert counts[0] > 10
    assert counts[1] <= 2  # those that are put together of the characters of a text
