"""Credits by place, wordings by likeness, blocks by heading; and what only looks like them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import newsroom
from tests.examples import examples

from syndicheck.marks.finder import find_marks
from syndicheck.marks.layers import hands
from syndicheck.model.marks import MARK_TYPES, Layer
from syndicheck.model.spans import TextKind

STORY = newsroom.text(3, 4)


def found(text: str, lang: str | None = None) -> list[tuple[str, str | None, str]]:
    """Type, organisation and words of every mark."""
    return [(m.type, m.organisation, text[m.start : m.end]) for m in find_marks(text, lang=lang)]


@pytest.mark.corpora
def test_the_seed_to_the_letter(corpora: Path) -> None:
    text = (corpora / "seed-seaprwire-de.txt").read_text(encoding="utf-8")
    marks = find_marks(text, lang="de")
    assert [(m.type, m.start, m.end, m.organisation, m.kind) for m in marks] == [
        ("lead_credit", 0, 13, "seaprwire", TextKind.BODY),
        ("third_party_disclaimer", 2266, 2423, "seaprwire", TextKind.BODY),
        ("category_line", 2424, 2461, "seaprwire", TextKind.BODY),
        ("distributor_footer", 2462, 2975, "seaprwire", TextKind.BODY),
    ]
    body = text
    for mark in reversed(marks):
        body = body[: mark.start] + body[mark.end :]
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    assert len(paragraphs) == 9
    digest = hashlib.sha256("\n".join(paragraphs).encode()).hexdigest()
    assert digest == hashlib.sha256(text[13:2266].strip().encode()).hexdigest()


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        # the ugly ones first: full width, blanks inside brackets, other dashes, lost dashes, invisible characters
        ("【ワシントン共同】", [("lead_credit", "kyodo", "【ワシントン共同】")]),
        (
            "SAN JOSE, Calif.--( BUSINESS WIRE )--",
            [("dateline", None, "SAN JOSE, Calif."), ("lead_credit", "businesswire")],
        ),
        (
            "SAN JOSE, Calif.–(BUSINESS WIRE)–",
            [("dateline", None, "SAN JOSE, Calif."), ("lead_credit", "businesswire")],
        ),
        ("(Sea\u200bPRwire)\u00a0– ", [("lead_credit", "seaprwire")]),
        ("（SeaPRwire） — ", [("lead_credit", "seaprwire")]),
        (
            "ALBRIDGE, Feb. 17, 2026 /PRNewswire/ -- ",
            [("dateline", None, "ALBRIDGE, Feb. 17, 2026"), ("lead_credit", "prnewswire")],
        ),
        ("SOUNDHAVN (AP) — ", [("dateline", None, "SOUNDHAVN"), ("lead_credit", "ap", "(AP) —")]),
        (
            "SOUNDHAVN, South Korea (AP) - ",
            [("dateline", None, "SOUNDHAVN, South Korea"), ("lead_credit", "ap", "(AP) -")],
        ),
        ("Berlin (dpa) - ", [("dateline", None, "Berlin"), ("lead_credit", "dpa")]),
        ("Puertoclaro, 12 mar (EFE).- ", [("dateline", None, "Puertoclaro, 12 mar"), ("lead_credit", "efe")]),
        ("LONDON (Reuters) - ", [("dateline", None, "LONDON"), ("lead_credit", "reuters")]),
        ("BERLIN, 4. März 2026 – ", [("dateline", None, "BERLIN, 4. März 2026")]),
    ],
)
def test_beginnings(beginning: str, expected: list[tuple[str, ...]]) -> None:
    text = f"{beginning}{STORY}"
    marks = found(text)
    assert [mark[: len(want)] for mark, want in zip(marks, expected, strict=True)] == expected
    assert find_marks(text)[-1].end <= len(beginning)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Party (AP) voted against it on Monday.",
        "He joined the pediatricians' academy (AAP) and left it again.",
        "Die Demokratische Partei (DPA) trat zur Wahl an.",
        "About 40,000 people came to the fair on Sunday.",
        "In an unusual move, the mayor - who had been ill - came too.",
        "Reuters Institute researchers said on Monday that readers were tired.",
        "The footer of the page says who is responsible for it.",
        "Sie suchte nach einem Pressekontakt und fand keinen.",
        "Der Verein hatte Anzeige erstattet.",
        "NASA in 2024 launched a small rocket - and lost it.",
        "The Beta (version) of the programme was withdrawn.",
    ],
)
def test_what_only_looks_like_a_mark(sentence: str) -> None:
    text = f"{STORY}\n\n{sentence}\n\n{newsroom.text(4, 2)}"
    assert found(text) == []
    assert found(f"{sentence} {STORY}") == []


DISCLAIMER = (
    "Der Artikel wird von einem Drittanbieter bereitgestellt. SeaPRwire (https://www.seaprwire.com/) gibt"
    " diesbezüglich keine Zusicherungen oder Darstellungen ab."
)


@pytest.mark.parametrize(
    "printed",
    [
        DISCLAIMER,
        DISCLAIMER.replace("https://www.seaprwire.com/", "https://seaprwire.example/de/2026"),
        DISCLAIMER.replace("keine Zusicherungen oder Darstellungen", "keinerlei Zusicherungen oder Darstellungen"),
        DISCLAIMER.replace("Drittanbieter", "Dritt\u00adan\u200bbieter"),
        DISCLAIMER.replace(" ", "\u00a0", 6),
        DISCLAIMER.upper(),
    ],
)
@pytest.mark.parametrize("break_", ["\n\n", "\r\n", "\n"])
def test_a_disclaimer_in_all_its_dresses(printed: str, break_: str) -> None:
    text = f"{STORY}{break_}{printed}{break_}"
    assert found(text, "de") == [("third_party_disclaimer", "seaprwire", printed)]


def test_a_disclaimer_glued_to_the_last_paragraph_leaves_that_alone() -> None:
    text = f"{STORY} {DISCLAIMER}"
    ((kind, organisation, words),) = found(text, "de")
    assert (kind, organisation) == ("third_party_disclaimer", "seaprwire")
    assert words == DISCLAIMER


def test_an_english_mark_is_found_in_a_text_of_another_language() -> None:
    text = f"{STORY}\n\nSOURCE Acme Works"
    assert ("source_line", None, "SOURCE Acme Works") in found(text, "de")


def test_blocks_begin_at_their_heading_and_end_before_the_next_mark() -> None:
    about = "About Corvantis Cells\nCorvantis Cells builds batteries for ferries. It was founded in Albridge."
    safe = "Forward-Looking Statements\nThis release contains statements about the future, which may err."
    contact = "Media Contact:\nJane Doe\npress@corvantis.example\n+1 555 010 9999"
    source = "SOURCE Corvantis Cells"
    text = "\n\n".join([STORY, safe, about, contact, source])
    assert found(text, "en") == [
        ("forward_looking_block", None, safe),
        ("about_block", None, about),
        ("contact_block", None, contact),
        ("source_line", None, source),
    ]


def test_about_at_the_beginning_is_a_story() -> None:
    text = f"About Corvantis Cells\n\n{STORY}\n\n{newsroom.text(5, 12)}"
    assert "about_block" not in {mark[0] for mark in found(text)}


def test_two_agencies_in_one_bracket_are_two_marks_in_order() -> None:
    text = f"PECHINO (XINHUA/ITALPRESS) – {STORY}"
    credits = [m for m in find_marks(text, lang="it") if m.type == "lead_credit"]
    assert [m.organisation for m in credits] == ["xinhua", "italpress"]
    assert [m.layer for m in credits] == [Layer.CARRIED, Layer.OWN]
    assert credits[0].end == credits[1].start


def test_the_text_of_a_page_is_searched_behind_its_navigation() -> None:
    page = "\n".join(["Home", "Sport", "Weather", *["Teaser"] * 20, f"SOUNDHAVN (AP) — {STORY}", "Imprint"])
    assert "ap" in {m.organisation for m in find_marks(page, kind=TextKind.PAGE)}
    assert all(m.kind is TextKind.PAGE for m in find_marks(page, kind=TextKind.PAGE))


@pytest.mark.parametrize("text", ["", "   ", "\n\n\n", "(", "–", "(AP)", "###", "\u200b\ufeff"])
def test_next_to_nothing(text: str) -> None:
    for mark in find_marks(text):
        assert 0 <= mark.start < mark.end <= len(text)


PIECES = st.sampled_from(
    [
        "SOUNDHAVN (AP) — ",
        "(SeaPRwire) – ",
        f"\n\n{DISCLAIMER}\n",
        "\n\nAbout Acme\nAcme makes brushes.\n",
        "\n\nMedia Contact:\nJane Doe, +1 555 010 9999\n",
        "\n\n###\n",
        "\n\nSOURCE Acme\n",
        "\r\n",
        "\u200b",
        " ",
        f"{newsroom.paragraphs(8, 1)[0]}\n",
        "これは物語の一文である。",
        "هذه جملة من القصة.",
    ]
)


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_spans_are_tight_ordered_and_do_not_overlap(text: str) -> None:
    end = 0
    for mark in find_marks(text):
        assert mark.type in MARK_TYPES
        assert end <= mark.start < mark.end <= len(text)
        words = text[mark.start : mark.end]
        assert words == words.strip()
        assert 0 < mark.score <= 1
        end = mark.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ROMA (XINHUA/ITALPRESS) - Il porto di Norrvik riapre lunedì mattina.", ("xinhua", "italpress")),
        (
            "SOUNDHAVN (AP) — The harbour board met on Monday.\n\nThe article is provided by a third-party content "
            "provider. "
            "SeaPRwire (https://www.seaprwire.com/) makes no warranties or representations in connection therewith.",
            ("ap", "seaprwire"),
        ),
        ("SOUNDHAVN (AP) — The harbour board met on Monday.", ("ap",)),
        ("The harbour board met on Monday.", ()),
    ],
)
def test_who_carried_whom(text: str, expected: tuple[str, ...]) -> None:
    marks = find_marks(text)
    assert hands(marks) == expected
    own = {mark.organisation for mark in marks if mark.layer is Layer.OWN and mark.organisation}
    assert own <= set(expected[-1:])
