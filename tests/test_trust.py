"""``trust.txt``: who controls whom, as far as both ends say so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests import newsroom

from syndicheck import Database, ingest
from syndicheck.cli import cli
from syndicheck.errors import InputError
from syndicheck.outlets import Outlet, Outlets
from syndicheck.trust import BELONGS, CONTROLLED, Tie, load_trust, ties_of, with_trust

GROUP = "# Tarn Media\ncontrol=https://www.herald.example/\ncontrol=https://ledger.example/\n"
HERALD = "controlledby=https://tarnmedia.example/\nbelongto=https://press.example/\n"


def owners(texts: dict[str, str], known: Outlets = Outlets(), *, one_sided: bool = False) -> dict[str, str | None]:  # noqa: B008
    found = with_trust(known, ties_of(texts), one_sided=one_sided)
    return {outlet.name: outlet.owner for outlet in found.outlets if outlet.owner}


@pytest.mark.parametrize(
    "line",
    [
        "controlledby=https://tarnmedia.example/",
        "controlledby=http://tarnmedia.example",
        "ControlledBy = https://www.tarnmedia.example/about?x=1   # our group",
        "controlledby=tarnmedia.example",
        "\ufeffcontrolledby=https://TARNMEDIA.example/\r\n",
        "# first\n\n  controlledby=https://tarnmedia.example:443/\n",
    ],
)
def test_how_a_line_may_be_written(line: str) -> None:
    text = line.encode("utf-8").decode("utf-8-sig")
    assert ties_of({"herald.example": text}).ties == (Tie("herald.example", CONTROLLED, "tarnmedia.example", "itself"),)


@pytest.mark.parametrize(
    "line",
    [
        "controlledby=",
        "controlledby=the group",
        "controlledby=mailto:a@b.example",
        "controlledby=javascript:alert(1)",
        "controlledby=https://[::1",
        "controlledby=https://com/",
        "controlledby=https://herald.example/other-page",
        "#controlledby=https://tarnmedia.example/",
        "social=https://social.example/herald",
        "<!DOCTYPE html><a href=https://tarnmedia.example>",
    ],
)
def test_lines_that_tie_nobody(line: str) -> None:
    assert ties_of({"herald.example": line}).ties == ()


def test_a_page_saved_in_its_place_is_told() -> None:
    (remark,) = ties_of({"herald.example": "<!DOCTYPE html>\n<title>404</title>"}).remarks
    assert "herald.example" in remark


def test_both_ends_make_an_owner() -> None:
    texts = {"tarnmedia.example": GROUP, "herald.example": HERALD}
    assert owners(texts) == {"herald.example": "tarnmedia.example", "tarnmedia.example": "tarnmedia.example"}
    assert {(tie.kind, tie.said_by) for tie in ties_of(texts).ties} == {
        (CONTROLLED, "both"),
        (CONTROLLED, "other"),  # the ledger's own file is not held
        (BELONGS, "itself"),
    }


def test_nobody_owns_by_saying_so() -> None:
    """A claim counts one-sided only on request, and never against a file that is silent on it."""
    claim = {"fake.example": "control=https://herald.example/\n", "herald.example": "social=https://s.example/h\n"}
    assert owners(claim) == owners(claim, one_sided=True) == {}
    assert owners({"tarnmedia.example": GROUP}) == {}
    assert owners({"tarnmedia.example": GROUP}, one_sided=True)["ledger.example"] == "tarnmedia.example"
    boast = {"blog.example": "controlledby=https://herald.example/\n", "herald.example": HERALD}
    assert "blog.example" not in owners(boast, one_sided=True)


def chain(*pairs: tuple[str, str]) -> dict[str, str]:
    """Files in which both ends of every pair (below, above) say it."""
    found: dict[str, str] = {}
    for below, above in pairs:
        found[below] = found.get(below, "") + f"controlledby=https://{above}/\n"
        found[above] = found.get(above, "") + f"control=https://{below}/\n"
    return found


def test_chains_circles_and_two_masters() -> None:
    assert owners(chain(("a.example", "b.example"), ("b.example", "c.example"))) == dict.fromkeys(
        ("a.example", "b.example", "c.example"), "c.example"
    )
    assert owners(chain(("a.example", "b.example"), ("b.example", "a.example"))) == {}
    assert owners(chain(("a.example", "b.example"), ("a.example", "c.example"))) == {}


def test_what_a_person_says_stands() -> None:
    known = Outlets(
        (
            Outlet("Herald", "Somebody else", ("herald.example",)),
            Outlet("The Ledger", None, ("ledger.example",)),
            Outlet("Tarn Media House", None, ("tarnmedia.example",)),
        )
    )
    texts = {"tarnmedia.example": GROUP, "herald.example": HERALD, "ledger.example": HERALD}
    assert owners(texts, known) == {
        "Herald": "Somebody else",
        "The Ledger": "Tarn Media House",
        "Tarn Media House": "Tarn Media House",
    }


@given(st.dictionaries(st.sampled_from(["a.example", "b.example", "c.example"]), st.text(max_size=300)))
def test_any_text(texts: dict[str, str]) -> None:
    found = ties_of(texts)
    assert with_trust(Outlets(), found, one_sided=True).hosting == ()
    assert all("\n" not in tie.other and "=" not in tie.other for tie in found.ties)


def folder(path: Path) -> Path:
    (path / "trust" / "herald.example" / ".well-known").mkdir(parents=True)
    (path / "trust" / "herald.example" / ".well-known" / "trust.txt").write_text(HERALD, encoding="utf-8")
    (path / "trust" / "tarnmedia.example.txt").write_text(GROUP, encoding="utf-8-sig")
    (path / "trust" / "notes.txt").write_text("to do", encoding="utf-8")
    return path / "trust"


def test_whose_a_file_is(tmp_path: Path) -> None:
    found = load_trust([folder(tmp_path)])
    assert found.held == {"herald.example", "tarnmedia.example"}
    assert any("notes.txt" in remark for remark in found.remarks)
    (tmp_path / "notes.txt").write_text(HERALD, encoding="utf-8")
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError, match="does not tell whose"):
        load_trust([tmp_path / "notes.txt"])
    with pytest.raises(InputError, match=r"has no trust\.txt"):
        load_trust([tmp_path / "none"])
    (tmp_path / "big.example.txt").write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(InputError, match="larger"):
        load_trust([tmp_path / "big.example.txt"])


def test_in_the_database(tmp_path: Path) -> None:
    files, held = folder(tmp_path), tmp_path / "t.db"
    (files / "press.example.txt").write_text("member=https://herald.example/\n", encoding="utf-8")
    records = [
        newsroom.record(1, newsroom.text(5), "herald.example", "2026-03-01T08:00:00Z"),
        newsroom.record(2, newsroom.text(5), "tarnmedia.example", "2026-03-01T09:00:00Z"),
    ]
    with Database(held, write=True) as store:
        ingest(newsroom.jsonl(tmp_path / "i.jsonl", records), store)
    done = CliRunner().invoke(cli, ["outlets", "--trust", str(files), "--db", str(held), "--json"])
    assert done.exit_code == 0, done.output
    assert "3 trust.txt: 3 ties, 2 of them told by both ends." in done.stderr
    found = {one["outlet"]: one for one in json.loads(done.stdout)["outlets"]}
    assert found["herald.example"]["owner"] == found["tarnmedia.example"]["owner"] == "tarnmedia.example"
    assert {tie["other"]: tie["said_by"] for tie in found["herald.example"]["ties"]} == {
        "tarnmedia.example": "both",
        "press.example": "both",
    }
    listed = CliRunner().invoke(cli, ["outlets", "--db", str(held)]).stdout
    assert "herald.example  (tarnmedia.example)  belongs to: press.example" in listed
    with Database(held) as store:
        assert store.connection.execute("SELECT owner, outlets FROM stories_of_one_owner").fetchall() == [
            ("tarnmedia.example", 2)
        ]


@pytest.mark.parametrize("options", [("--one-sided",), ("--scorecard", "--trust", ".")])
def test_wrong_use(options: tuple[str, ...]) -> None:
    assert CliRunner().invoke(cli, ["outlets", *options]).exit_code == 2
