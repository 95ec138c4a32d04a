"""Marks of many houses, as they print them: agencies, distributors, networks, labels and notices in forty languages.

The tables are ``data/marks``: invented stories (``stories.json``: headline and two paragraphs a language) with real
forms of marks around them (``houses.txt``), and sentences that look like marks and are story (``only_story.txt``). A
case is ``== gist | language`` over its text, in which ``{T}``, ``{1}``, ``{2}`` stand for the story and
``⟦type@organisation|…⟧`` for a mark: ``a/b`` either type, ``*`` any, ``-`` no organisation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from syndicheck.marks.finder import find_marks
from syndicheck.marks.kin import NEIGHBOURS, SAME, catalogue_language, spoken

DATA = Path(__file__).parent / "data" / "marks"
STORIES: dict[str, list[str]] = json.loads((DATA / "stories.json").read_text(encoding="utf-8"))
MARK = re.compile(r"⟦(?P<types>[^@⟧]*)@(?P<owner>[^|⟧]*)\|(?P<text>[^⟧]*)⟧")

Expected = tuple[str, str, int, int]
"""Types, organisation and span of a mark."""


def cases(name: str) -> Iterator[tuple[str, str, str]]:
    """Gist, language and text of each case of a table."""
    for block in re.split(r"^== ", (DATA / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, text = block.partition("\n")
        gist, _, language = head.rpartition(" | ")
        yield gist, language, text.rstrip("\n")


def written(language: str, text: str) -> tuple[str, list[Expected]]:
    """The text of a case, and the marks that it has."""
    for sign, part in zip(("{T}", "{1}", "{2}"), STORIES[language], strict=True):
        text = text.replace(sign, part)
    expected: list[Expected] = []
    plain, at = "", 0
    for mark in MARK.finditer(text):
        plain += text[at : mark.start()]
        said = mark["text"]
        start = len(plain) + len(said) - len(said.lstrip())
        plain += said
        expected.append((mark["types"], mark["owner"], start, start + len(said.strip())))
        at = mark.end()
    return plain + text[at:], expected


HOUSES = list(cases("houses.txt"))
ONLY_STORY = list(cases("only_story.txt"))


@pytest.mark.parametrize(("language", "text"), [case[1:] for case in HOUSES], ids=[case[0] for case in HOUSES])
def test_what_a_house_prints_is_marked_to_the_letter(language: str, text: str) -> None:
    plain, expected = written(language, text)
    found = find_marks(plain, lang=language)
    for types, owner, start, end in expected:
        here = [mark for mark in found if mark.start < end and start < mark.end]
        if types == "*":
            continue
        said = [(mark.type, plain[mark.start : mark.end]) for mark in here]
        exact = [mark for mark in here if (mark.start, mark.end) == (start, end) and mark.type in types.split("/")]
        assert exact, (types, plain[start:end], said)
        assert owner in ("*", "-") or exact[0].organisation == owner
    beside = [mark for mark in found if not any(mark.start < end and start < mark.end for _, _, start, end in expected)]
    assert not beside


@pytest.mark.parametrize(("language", "text"), [case[1:] for case in ONLY_STORY], ids=[case[0] for case in ONLY_STORY])
def test_what_looks_like_a_mark_and_is_story_is_left(language: str, text: str) -> None:
    plain, _ = written(language, text)
    assert find_marks(plain, lang=language) == ()


def test_the_tables_are_all_here() -> None:
    assert len({case[0] for case in HOUSES}) == len(HOUSES) > 350
    assert len({case[0] for case in ONLY_STORY}) == len(ONLY_STORY) > 140
    assert len({language for _, language, _ in HOUSES}) >= 40


@pytest.mark.parametrize(
    ("lang", "line", "type_"),
    [
        ("nb-NO", "Annonsørinnhold", "label"),
        ("nn", "Annonsørinnhold", "label"),
        ("bs", "Sponzorirani sadržaj", "label"),
        ("sk", "Komerční sdělení", "label"),
        ("kk", "На правах рекламы", "label"),
        ("gl", "Contenido patrocinado", "label"),
        ("fr", "Annonsørinnhold", None),
    ],
)
def test_a_language_has_the_marks_of_its_other_codes_and_its_neighbours(
    lang: str, line: str, type_: str | None
) -> None:
    title, first, second = STORIES["en"]
    found = find_marks(f"{line}\n{title}\n\n{first}\n\n{second}", lang=lang)
    assert [mark.type for mark in found] == ([type_] if type_ else [])


def test_kin_is_no_loop() -> None:
    assert not set(SAME) & set(SAME.values())
    assert not set(SAME) & set(NEIGHBOURS)
    assert catalogue_language("nb") == "no"
    assert spoken("de") == {"de", "en"}
