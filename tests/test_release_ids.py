"""Release numbers: read where they name the text's own release, and used as evidence across languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests import newsroom

from syndicheck import Database
from syndicheck.api import ingest, stories
from syndicheck.marks.catalogue import Catalogue, load
from syndicheck.marks.entries import ReleaseForm
from syndicheck.marks.finder import find_marks
from syndicheck.marks.releases import find_release_ids, values_in
from syndicheck.matching.release import common_release, linked, raised
from syndicheck.matching.reuse import compare, prepare
from syndicheck.model.marks import ReleaseId
from syndicheck.model.matches import MatchClass
from syndicheck.upkeep import delete

FORMS = [form for owner in load().organisations.values() for form in owner.releases]
EXAMPLES = [pytest.param(form, text, value, id=f"{form.id}: {text}") for form in FORMS for text, value in form.match]
NO_EXAMPLES = [pytest.param(form, text, id=f"{form.id}: {text}") for form in FORMS for text in form.no_match]


@pytest.mark.parametrize(("form", "text", "value"), EXAMPLES)
def test_a_form_reads_its_own_examples(form: ReleaseForm, text: str, value: str) -> None:
    assert values_in(form, text) == [value.casefold()]


@pytest.mark.parametrize(("form", "text"), NO_EXAMPLES)
def test_a_form_reads_nothing_where_it_must_not(form: ReleaseForm, text: str) -> None:
    assert values_in(form, text) == []


def test_ids_are_unique_and_every_form_has_an_example() -> None:
    assert len({form.id for form in FORMS}) == len(FORMS)
    assert all(form.match for form in FORMS)


BODY = "The harbour board of Norrvik has leased the old granary to a cooperative of brewers for thirty years. " * 8
BW = "https://www.businesswire.com/news/home/20240105005001/en/"
BW_DE = "https://www.businesswire.com/news/home/20240105005001/de/"
OTHER = "https://www.businesswire.com/news/home/20231231005009/en/"
PRN = "https://www.prnewswire.com/news-releases/norrvik-leases-granary-302012345.html"


def found(text: str, *, urls: tuple[str, ...] = (), links: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    ids = find_release_ids(text, find_marks(text, lang="en"), urls=urls, links=links, catalogue=load())
    return [(release.scheme, release.value, release.source) for release in ids]


BUSINESSWIRE = ("businesswire.release", "20240105005001")


@pytest.mark.parametrize(
    ("why", "text", "more", "expected"),
    [
        ("own address", BODY, {"urls": (BW,)}, [(*BUSINESSWIRE, "url")]),
        ("footer", f"{BODY}\n\nView source version on businesswire.com: {BW}", {}, [(*BUSINESSWIRE, "text")]),
        ("glued footer", f"{BODY}View source version on businesswire.com: {BW}Contacts", {}, [(*BUSINESSWIRE, "text")]),
        ("mentioned early", f"In an earlier release ({OTHER}) it said so. {BODY}", {}, []),
        ("a list of releases", f"{BODY} {OTHER} {BW}", {}, []),
        (
            "mention and footer: the footer counts",
            f"Earlier: {OTHER}. {BODY}\n\nView source version on businesswire.com: {BW}",
            {},
            [(*BUSINESSWIRE, "text")],
        ),
        ("one link", BODY, {"links": (BW, "https://press.example/2024/12345")}, [(*BUSINESSWIRE, "link")]),
        ("several links are a list", BODY, {"links": (BW, OTHER)}, []),
        ("own address before links", BODY, {"urls": (BW,), "links": (OTHER,)}, [(*BUSINESSWIRE, "url")]),
        ("another site's path", BODY, {"urls": ("https://notbusinesswire.com/news/home/20240105005001/",)}, []),
        ("a longer number is another number", BODY, {"urls": (BW.replace("5001", "5001999"),)}, []),
    ],
)
def test_where_a_number_names_the_release(
    why: str, text: str, more: dict[str, tuple[str, ...]], expected: list[tuple[str, str, str]]
) -> None:
    assert found(text, **more) == expected, why


# ── what a number does to a match ─────────────────────────────────────────────────────────────────────

ENGLISH = "Acme leased 4,250 square metres for 31 years at 17.80 euros, 62 percent more than in 2019, to 140 brewers. "
GERMAN = "Acme pachtet 4.250 Quadratmeter auf 31 Jahre zu 17,80 Euro, 62 Prozent mehr als 2019, für 140 Brauer. "
UNRELATED = "Der Verband zählte 911 Boote, 87 Segler, 4.003 Gäste und 55 Helfer im Sommer 2021 an 12 Tagen. "
RELEASE = (ReleaseId(*BUSINESSWIRE, "url"), ReleaseId(*BUSINESSWIRE, "text"))


def test_one_number_links_a_translation() -> None:
    match = linked(RELEASE, prepare(ENGLISH * 5, (), None, "en"), prepare(GERMAN * 5, (), None, "de"))
    assert match.match_class is MatchClass.TRANSLATION
    assert match.reasons[0].code == "same-release-id"
    assert match.reasons[0].data["value"] == "20240105005001"


def test_figures_in_the_digits_of_another_script_agree() -> None:
    persian = "آکمه ۴٬۲۵۰ متر مربع را برای ۳۱ سال به بهای ۱۷٫۸۰ یورو اجاره کرد، ۶۲ درصد بیش از ۲۰۱۹، برای ۱۴۰ آبجوساز. "
    match = linked(RELEASE, prepare(ENGLISH * 5, (), None, "en"), prepare(persian * 5, (), None, "fa"))
    assert match.match_class is MatchClass.TRANSLATION


def test_figures_that_contradict_it_do_not() -> None:
    match = linked(RELEASE, prepare(ENGLISH * 5, (), None, "en"), prepare(UNRELATED * 5, (), None, "de"))
    assert match.match_class is MatchClass.RELATED
    assert [reason.code for reason in match.reasons] == ["same-release-id", "figures-contradict"]


def test_a_text_many_times_as_long_is_no_translation() -> None:
    match = linked(RELEASE, prepare(ENGLISH, (), None, "en"), prepare(GERMAN * 9, (), None, "de"))
    assert match.match_class is MatchClass.RELATED


def test_it_raises_what_words_leave_open_and_only_adds_to_what_they_show() -> None:
    a = prepare(newsroom.text(1, 6), (), None, "en")
    other = prepare(re.sub(r"\d+", "many", newsroom.text(2, 6)), (), None, "en")
    contradicting = prepare(newsroom.text(2, 6), (), None, "en")
    assert raised(compare(a, other), RELEASE, a, other).match_class is MatchClass.REWRITE
    assert raised(compare(a, contradicting), RELEASE, a, contradicting).match_class is MatchClass.NONE
    same = raised(compare(a, a), RELEASE, a, a)
    assert same.match_class is MatchClass.VERBATIM
    assert same.reasons[-1].code == "same-release-id"


def test_common_release_needs_scheme_and_value() -> None:
    a = (ReleaseId("businesswire.release", "1234", "url"),)
    assert common_release(a, (ReleaseId("prnewswire.release", "1234", "url"),)) is None
    assert common_release(a, (ReleaseId("businesswire.release", "1234", "link"),)) is not None


# ── in a database ─────────────────────────────────────────────────────────────────────────────────────


BARE = """
id = "fjordwire"
kind = "distributor"
names = { en = "FjordWire" }
domains = ["fjordwire.example"]

[[releases]]
id = "fjordwire.release"
where = ["text"]
text = ["{ID}"]
alphabet = "digits"
length = [12, 14]
match = { "Meldung 2045180000001" = "2045180000001" }
"""


@pytest.mark.parametrize("with_ours", [True, False])
def test_a_template_may_be_an_id_and_nothing_else(tmp_path: Path, with_ours: bool) -> None:
    """Nothing can be looked for in its stead: such a form is tried in every text."""
    (tmp_path / "fjordwire.toml").write_text(BARE, encoding="utf-8")
    catalogue = load(tmp_path)
    if not with_ours:
        only = {"fjordwire": catalogue.organisations["fjordwire"]}
        catalogue = Catalogue("own", only)
    text = f"{BODY}\n\nMeldung 2045180000001"
    found = find_release_ids(text, (), catalogue=catalogue)
    assert [(one.scheme, one.value) for one in found] == [("fjordwire.release", "2045180000001")]
    assert not find_release_ids(BODY, (), catalogue=catalogue)


def test_halves_of_characters_hide_no_number() -> None:
    """No reader lets them pass; a program that calls us may."""
    half = "\ud83d"
    (in_text,) = find_release_ids(f"{BODY}{half}\n\n{BW}", (), catalogue=load())
    assert in_text.value == "20240105005001"
    urls, links = (f"https://a.example/{half}",), (f"https://b.example/{half}", PRN)
    (linked,) = find_release_ids(BODY, (), urls=urls, links=links, catalogue=load())
    assert linked.value == "302012345"
    assert find_marks(f"Der Hafen {half} schließt.\n\nSource: Business Wire", lang="en")


def database_with(tmp_path: Path, *records: dict[str, object]) -> Path:
    path = tmp_path / "releases.db"
    with Database(path, write=True) as database:
        ingest(newsroom.jsonl(tmp_path / "in.jsonl", records), database)
    return path


def test_two_languages_under_one_number_are_one_story(tmp_path: Path) -> None:
    path = database_with(
        tmp_path,
        newsroom.record(1, ENGLISH * 5, "wire.example", "2024-01-05T08:00:00+00:00", url=BW, lang="en"),
        newsroom.record(2, f"{GERMAN * 5}\n\n{BW_DE}", "blatt.example", "2024-01-05T12:00:00+00:00", lang="de"),
        newsroom.record(3, UNRELATED * 5, "woche.example", "2024-01-06T12:00:00+00:00", lang="de"),
    )
    with Database(path) as database:
        (story,) = stories(database)
        assert {member.outlet for member in story.members} == {"wire.example", "blatt.example"}
        rows = database.connection.execute("SELECT scheme, value, source FROM release_ids ORDER BY source").fetchall()
        (reasons,) = database.connection.execute("SELECT reasons FROM matches WHERE class = 'translation'").fetchone()
    assert rows == [(*BUSINESSWIRE, "text"), (*BUSINESSWIRE, "url")]
    assert "same-release-id" in reasons


def test_a_brief_under_a_number_joins_its_release(tmp_path: Path) -> None:
    brief = "Norrvik leases its granary to brewers for thirty years, the harbour board said."
    path = database_with(
        tmp_path,
        newsroom.record(1, newsroom.text(5, 6), "wire.example", "2024-01-05T08:00:00+00:00", url=PRN),
        newsroom.record(2, brief, "brief.example", "2024-01-05T09:00:00+00:00", links=[PRN]),
    )
    with Database(path) as database:
        (story,) = stories(database)
    assert len(story.members) == 2


def test_a_number_still_joins_when_what_stood_between_is_gone(tmp_path: Path) -> None:
    """The first and the last article have other words; of both, and of those in between, the number is one."""
    between = [newsroom.text(2) + "\n\n" + newsroom.text(50 + n, 1) for n in range(6)]
    bodies = [newsroom.text(1), *between, newsroom.text(2)]
    records = [
        newsroom.record(
            n, f"{re.sub(r' [0-9]+', '', body)}\n\n{PRN}", f"o{n}.example", published=f"2026-03-0{1 + n}T09:00:00Z"
        )
        for n, body in enumerate(bodies)
    ]
    path = database_with(tmp_path, *records)
    with Database(path, write=True) as database:
        ends = (
            "SELECT m.class, s.match_id IS NOT NULL FROM matches m LEFT JOIN story_matches s ON s.match_id = m.id"
            " WHERE m.a_version_id = 1 AND m.b_version_id = 8"
        )
        assert database.connection.execute(ends).fetchall() == [("rewrite", 1)], "made for the story alone"
        delete(database, range(2, 8))
        assert database.connection.execute(ends).fetchall() == [("rewrite", 0)]
        (story,) = stories(database)
    assert {member.outlet for member in story.members} == {"o0.example", "o7.example"}


def test_numbers_survive_a_reindex(tmp_path: Path) -> None:
    from syndicheck.pipeline import reindex

    path = database_with(tmp_path, newsroom.record(1, BODY, "wire.example", url=BW, links=[PRN]))
    with Database(path, write=True) as database:
        before = database.connection.execute("SELECT * FROM release_ids").fetchall()
        reindex(database)
        assert database.connection.execute("SELECT * FROM release_ids").fetchall() == before
    assert len(before) == 2


def test_a_page_gives_its_links_to_numbered_pages_elsewhere(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Granary</title><link rel=canonical href='https://blatt.example/granary'></head><body>"
        f"<article><h1>Granary leased</h1>{''.join(f'<p>{BODY}</p>' for _ in range(3))}"
        f"<p><a href='{PRN}'>Original</a> <a href='https://blatt.example/archive/20240105'>More</a>"
        " <a href='https://social.example/share'>Share</a></p></article></body></html>",
        encoding="utf-8",
    )
    from syndicheck.model.articles import RawArticle
    from syndicheck.readers import read

    (article,) = [item for item in read([str(page)]) if isinstance(item, RawArticle)]
    assert article.links == (PRN,)
