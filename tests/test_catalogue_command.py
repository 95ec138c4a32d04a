"""``syndicheck catalogue`` and a user's own folder: looked up, checked, used, and never in the way of a run."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from syndicheck.cli import cli
from syndicheck.errors import CatalogueError, InputError
from syndicheck.marks.catalogue import VARIABLE, configured, load, retired_ids, unknown_references
from syndicheck.marks.finder import find_marks
from syndicheck.marks.search import search
from syndicheck.marks.validation import validate

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "catalogue.md"
LEAD = """
[[marks]]
id = "{id}.lead"
type = "lead_credit"
how = "template"
where = "lead"
lang = "*"
layer = "own"
strength = "strong"
text = ["({{NAME}}) {{DASH}}"]
"""
ACME = 'id = "acme"\nkind = "distributor"\nnames = { en = "Acme Wire" }\n' + LEAD.format(id="acme")
STORY = "SOUNDHAVN (Acme Wire) - The harbour board has leased the old granary to a cooperative of brewers.\n"


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")  # put back afterwards, whatever --catalogue sets


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def folder(tmp_path: Path, **files: str) -> Path:
    for name, content in files.items():
        (tmp_path / f"{name}.toml").write_text(content, encoding="utf-8")
    return tmp_path


# ── looking things up ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ap", "ap"),
        ("Associated Press", "ap"),
        ("associated  PRESS", "ap"),
        ("美聯社", "ap"),
        ("seaprwire.com", "seaprwire"),
        ("ＳｅａＰＲｗｉｒｅ", "seaprwire"),
        ("seaprwire.disclaimer.de", "seaprwire"),
        ("Укринформ", "ukrinform"),
    ],
)
def test_the_best_hit_comes_first(words: str, first: str) -> None:
    assert search(load(), words)[0].organisation.id == first


def test_wordings_are_searched_too() -> None:
    assert any(
        hit.entry and hit.entry.id == "seaprwire.disclaimer.de" for hit in search(load(), "von einem Drittanbieter")
    )


def test_list_is_plain_in_a_pipe_and_filtered() -> None:
    code, out, err = run("catalogue", "list", "--kind", "agency", "--lang", "ja", "--type", "lead_credit")
    assert code == 0
    assert {line.split("\t")[0] for line in out.splitlines()} >= {"ap", "kyodo", "jiji"}
    assert "organisations" in err
    assert run("catalogue", "list", "--kind", "shop")[0] == 2


def test_json_everywhere() -> None:
    organisations = json.loads(run("catalogue", "list", "--json")[1])["organisations"]
    assert len(organisations) == len(load().organisations)
    assert json.loads(run("catalogue", "show", "ap", "--json")[1])["id"] == "ap"
    assert json.loads(run("catalogue", "search", "ap", "--json")[1])[0]["id"] == "ap"


def test_show_an_organisation_an_entry_a_number_and_nothing() -> None:
    assert "(AP) {DASH}" in run("catalogue", "show", "ap")[1]
    assert "Drittanbieter" in run("catalogue", "show", "seaprwire.disclaimer.de")[1]
    assert "businesswire.com/news/home/{ID}" in run("catalogue", "show", "businesswire.release")[1]
    with pytest.raises(InputError, match="The catalogue has no nobody"):
        run("catalogue", "show", "nobody")


def test_a_line_is_named() -> None:
    code, out, _ = run("catalogue", "search", "--line", "The board has leased the granary.")
    assert (code, out) == (1, "")
    code, out, _ = run("catalogue", "search", "--line", STORY.replace("Acme Wire", "AP"))
    assert code == 0
    assert "ap.lead" in out


# ── a folder of one's own ─────────────────────────────────────────────────────────────────────────────


def test_the_guide_works_as_it_is_printed(tmp_path: Path) -> None:
    first, second = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    own = folder(tmp_path, fjordwire=first, ap=second)
    checked = validate(own)
    assert checked.faults == ()
    catalogue = load(own)
    (dateline, lead) = find_marks(STORY.replace("Acme Wire", "Fjordtråden"), catalogue=catalogue)
    assert (dateline.type, lead.organisation) == ("dateline", "fjordwire")
    ap = catalogue.organisations["ap"]
    assert "ap.end" not in {entry.id for entry in ap.marks}
    assert "ap.lead" in {entry.id for entry in ap.marks}
    assert "ap.example" in ap.domains
    assert "apnews.com" in ap.domains


def test_every_field_is_in_the_guide() -> None:
    from syndicheck.marks import entries

    guide = GUIDE.read_text(encoding="utf-8")
    names = entries._FILE_KEYS | entries._MARK_KEYS | entries._RELEASE_KEYS - {"marks", "releases"}
    assert [name for name in sorted(names) if f"`{name}`" not in guide and f"[[{name}]]" not in guide] == []


def test_an_override_takes_the_place_of_one_entry(tmp_path: Path) -> None:
    more = 'id = "ap"\nextends = true\n' + LEAD.format(id="ap").replace("({{NAME}})", "").replace(
        "({NAME})", "<{NAME}>"
    )
    catalogue = load(folder(tmp_path, ap=more))
    (entry,) = [entry for entry in catalogue.organisations["ap"].marks if entry.id == "ap.lead"]
    assert entry.text == ("<{NAME}> {DASH}",)
    assert catalogue.version != load().version


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('id = "nobody"\nextends = true\n', "nobody: extends an organisation that is not known"),
        (ACME.replace('"lead"', '"somewhere"'), "acme.lead: where is 'somewhere'"),
        (ACME + 'seen_on = "last year"\n', "acme.lead: seen_on is 'last year'"),
        (ACME + '\n[[releases]]\nid = "acme.r"\n', "acme.r: text and where are needed"),
        (
            ACME + '\n[[releases]]\nid = "acme.r"\nwhere = ["url"]\ntext = ["acme.example/"]\n',
            "acme.r: 'acme.example/' needs {ID} once",
        ),
        (
            ACME + '\n[[releases]]\nid = "acme.r"\nwhere = ["url"]\ntext = ["a.example/{ID}"]\nlength = [9, 1]\n',
            "acme.r: length must be",
        ),
        (ACME.replace("[[marks]]", "[marks]"), "acme: marks must be a list"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_entry(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load(folder(tmp_path, broken=content))
    assert f"broken.toml: {says}" in caught.value.message


def test_validate_tells_all_faults_at_once(tmp_path: Path) -> None:
    two = ACME.replace('"lead"', '"here"') + LEAD.format(id="acme").replace("acme.lead", "acme.two").replace(
        '"own"', '"x"'
    )
    good = ACME.replace("acme", "zenith").replace("Acme", "Zenith") + 'match = ["Nothing of the kind."]\n'
    code, out, err = run("catalogue", "validate", str(folder(tmp_path, a=two, b="id = [", c=good)))
    assert code == 1
    assert "a.toml: acme.lead: where is 'here'" in out
    assert "a.toml: acme.two: layer is 'x'" in out
    assert "b.toml: not valid TOML" in out
    assert "zenith.lead: is not found in its example" in out
    assert "4 faults" in err


def test_validate_of_nothing_is_unusable(tmp_path: Path) -> None:
    assert run("catalogue", "validate", str(tmp_path))[0] == 2
    with pytest.raises(InputError, match="There is no folder"):
        run("catalogue", "validate", str(tmp_path / "missing"))


def test_the_packaged_catalogue_is_valid() -> None:
    assert validate().faults == ()
    assert unknown_references(load()) == []


def test_a_retired_id_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from syndicheck.marks import catalogue

    assert all("." in ident for ident in retired_ids())
    monkeypatch.setattr(catalogue, "retired_ids", lambda: frozenset({"acme.lead"}))
    with pytest.raises(CatalogueError, match="retired"):
        load.__wrapped__(folder(tmp_path, acme=ACME))


# ── in a run ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_run_uses_the_folder_and_leaves_out_what_is_broken(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    own = tmp_path / "own"
    own.mkdir()
    folder(own, acme=ACME, broken=ACME.replace("acme", "evil").replace('"lead"', '"\\u001b[31mred"'))
    (tmp_path / "story.txt").write_text(STORY * 3, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        code, out, _ = run("marks", str(tmp_path / "story.txt"), "--catalogue", str(own), "--json")
    assert code == 0
    assert {mark["organisation"] for mark in json.loads(out)["marks"] if mark["type"] == "lead_credit"} == {"acme"}
    (warning,) = [record.getMessage() for record in caplog.records]
    assert "broken.toml: evil.lead: where is" in warning
    assert "\x1b" not in warning


def test_workers_use_it_too(tmp_path: Path) -> None:
    from tests import newsroom

    own = tmp_path / "own"
    own.mkdir()
    folder(own, acme=ACME)
    rows = [newsroom.record(n, STORY + newsroom.text(n), f"o{n % 9}.example") for n in range(80)]
    source = newsroom.jsonl(tmp_path / "in.jsonl", rows)
    code, _, err = run("ingest", str(source), "--db", str(tmp_path / "x.db"), "--jobs", "2", "--catalogue", str(own))
    assert code == 0, err
    from syndicheck import Database

    with Database(tmp_path / "x.db") as database:
        (count,) = database.connection.execute("SELECT count(*) FROM marks WHERE organisation_id = 'acme'").fetchone()
    assert count == 80


def test_a_missing_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(InputError, match="There is no catalogue folder"):
        configured()
