"""The catalogue keeps its own promises, and says clearly what is wrong with a file."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from syndicheck.errors import CatalogueError
from syndicheck.marks.catalogue import Catalogue, load
from syndicheck.marks.entries import Entry
from syndicheck.marks.finder import find_marks
from syndicheck.marks.kept import KEPT, Shelf

ENTRIES = [entry for _, entry in load().entries() if entry.strength != "hint"]
"""Hints are recorded facts; they are too weak to mark anything."""


def language(entry: Entry) -> str | None:
    return None if entry.lang == "*" else entry.lang


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.match], ids=lambda e: e.id)
def test_an_entry_is_found_in_its_own_examples(entry: Entry) -> None:
    for example in entry.match:
        found = find_marks(example, lang=language(entry))
        assert entry.type in {mark.type for mark in found} or entry.id in {mark.catalogue_id for mark in found}, example


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.no_match], ids=lambda e: e.id)
def test_an_entry_is_not_found_where_it_must_not_be(entry: Entry) -> None:
    for example in entry.no_match:
        found = find_marks(example, lang=language(entry))
        assert entry.id not in {mark.catalogue_id for mark in found}, example


def test_every_organisation_has_a_name_and_ids_are_unique() -> None:
    catalogue = load()
    ids = [entry.id for _, entry in catalogue.entries()]
    assert len(ids) == len(set(ids))
    for known in catalogue.organisations.values():
        assert known.name
        assert catalogue.name(known.id) == known.name
    assert catalogue.name("nobody") == "nobody"


GOOD = """
id = "acme"
kind = "distributor"
names = { en = "Acme Wire" }

[[marks]]
id = "acme.lead"
type = "lead_credit"
how = "template"
where = "lead"
lang = "*"
layer = "own"
strength = "strong"
text = ["({NAME}) {DASH}"]
"""


def write(folder: Path, content: str | bytes, name: str = "acme.toml") -> Path:
    folder.mkdir(exist_ok=True)
    data = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(data)
    return folder


def loaded(folder: Path) -> Catalogue:
    load.cache_clear()
    return load(folder)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('type = "lead_credit"', 'type = "slogan"'), "acme.lead: type is 'slogan'"),
        (('type = "lead_credit"\n', ""), "acme.lead: type is None"),
        (('how = "template"', 'how = "magic"'), "acme.lead: how is 'magic'"),
        (('where = "lead"', 'where = "everywhere"'), "acme.lead: where is 'everywhere'"),
        (('layer = "own"', 'layer = "mine"'), "acme.lead: layer is 'mine'"),
        (("{DASH}", "{HYPHEN}"), "acme.lead: unknown class {HYPHEN}"),
        (('text = ["({NAME}) {DASH}"]', "text = []"), "acme.lead: text is missing"),
        (('text = ["({NAME}) {DASH}"]', "text = [7]"), "acme.lead: text must be a list of texts"),
        (('id = "acme.lead"', 'id = "lead"'), "lead: the id must begin with acme."),
        (('strength = "strong"', 'strength = "strong"\ncolour = "red"'), "acme.lead: unknown field colour"),
        (('kind = "distributor"', 'kind = "company"'), "acme: kind is 'company'"),
        (('names = { en = "Acme Wire" }\n', ""), "acme: an organisation needs at least one name"),
        (('id = "acme"\n', ""), "id is missing"),
        (("[[marks]]", "[marks]"), "marks must be a list"),
    ],
)
def test_a_wrong_file_names_entry_and_reason(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    broken = GOOD.replace(*change)
    assert broken != GOOD
    with pytest.raises(CatalogueError) as caught:
        loaded(write(tmp_path / "mine", broken))
    assert "acme.toml" in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize("content", [b"id = 'acme", b"\xff\xfe\x00", b"= =", b"id = 1\nid = 2"])
def test_what_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CatalogueError, match=r"acme\.toml: not valid TOML"):
        loaded(write(tmp_path / "mine", content))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("[[marks]]") :]
    with pytest.raises(CatalogueError, match=r"acme\.lead: the id is used twice"):
        loaded(write(tmp_path / "mine", twice))


def test_a_users_file_adds_and_overrides(tmp_path: Path) -> None:
    plain = load()
    mine = loaded(write(tmp_path / "mine", GOOD))
    assert set(mine.organisations) == {*plain.organisations, "acme"}
    assert mine.version != plain.version
    (mark,) = find_marks("(Acme Wire) – The bridge is open again.", catalogue=mine)
    assert (mark.organisation, mark.start, mark.end) == ("acme", 0, 13)
    (mark,) = find_marks("(Acme Wire) – The bridge is open again.", catalogue=plain)
    assert (mark.organisation, mark.catalogue_id) == (None, "builtin.code")  # told by its shape, of whom nobody knows

    other = GOOD.replace('id = "acme', 'id = "reuters')
    override = loaded(write(tmp_path / "other", other, "reuters.toml"))
    assert override.name("reuters") == "Acme Wire"
    assert len(override.organisations) == len(plain.organisations)


def test_a_broken_users_file_is_left_out_when_somebody_hears_of_it(tmp_path: Path) -> None:
    folder = write(write(tmp_path / "mine", GOOD), "id = ", "broken.toml")
    heard: list[CatalogueError] = []
    load.cache_clear()
    catalogue = load(folder, heard.append)
    assert "acme" in catalogue.organisations
    assert len(heard) == 1
    assert "broken.toml" in str(heard[0])


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", GOOD)
    first = loaded(folder).version
    assert loaded(folder).version == first
    write(folder, GOOD.replace("Acme Wire", "Acme Newswire"))
    assert loaded(folder).version != first


def test_what_was_made_of_files_is_kept_and_a_damaged_or_forbidden_cache_is_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "a.toml").write_text("1")
    built: list[Entry] = []

    def made() -> Entry:
        def build() -> Entry:
            built.append(ENTRIES[len(built)])
            return built[-1]

        return Shelf([folder], (".toml",)).kept("entry", Entry, build)

    assert made() == made() == ENTRIES[0]
    assert len(built) == 1
    (path,) = (tmp_path / "cache/syndicheck").glob("*/entry.pickle")
    path.write_bytes(path.read_bytes()[:-20])
    assert made() == made() == ENTRIES[1]
    path.write_bytes(pickle.dumps(os.system))  # a cache that somebody else wrote must not name what it likes
    assert made() == ENTRIES[2]
    path.write_bytes(pickle.dumps(("not", "an entry")))
    assert made() == ENTRIES[3]
    (folder / "notes.md").write_text("no source")
    assert made() == ENTRIES[3]
    for count, change in enumerate(("longer", "as lang", None), 5):  # by size, by time alone, by name
        if change is None:
            (folder / "a.toml").rename(folder / "b.toml")
        else:
            (folder / "a.toml").write_text(change[:6])
            os.utime(folder / "a.toml", (count, count))
        made()
        made()
        assert len(built) == count
    monkeypatch.setenv("XDG_CACHE_HOME", str(path))
    assert made() == ENTRIES[7]
    assert len(built) == 8


def test_only_the_newest_caches_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for number in range(8):
        source = tmp_path / "a.toml"
        source.write_text("x" * number)
        Shelf([tmp_path], (".toml",)).kept("entry", Entry, lambda: ENTRIES[0])
        for age, folder in enumerate(sorted((tmp_path / "cache/syndicheck").iterdir(), key=os.path.getmtime)):
            os.utime(folder, (age, age))
    assert len(list((tmp_path / "cache/syndicheck").iterdir())) == KEPT + 1


def test_a_finder_from_the_cache_finds_what_a_new_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(example for entry in ENTRIES for example in entry.match[:1])
    new = find_marks(text, lang="en", catalogue=Catalogue("new", load().organisations))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for _ in range(2):
        load.cache_clear()
        assert find_marks(text, lang="en") == new
    assert [path.name for path in (tmp_path / "cache").glob("*/*/finder-*")] == ["finder-en.pickle"]
    load.cache_clear()


@pytest.mark.parametrize("lang", ["sw", "../../../escaped", "x" * 300, "q\0r"])
def test_a_language_that_the_catalogue_does_not_know_is_no_name_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    text = "\n\n".join(example for entry in ENTRIES for example in entry.match[:1])
    new = find_marks(text, lang=lang, catalogue=Catalogue("new", load().organisations))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load.cache_clear()
    assert find_marks(text, lang=lang) == new
    kept = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert kept == {"contents.pickle", "summary.pickle", "finder-en.pickle"}
    load.cache_clear()
