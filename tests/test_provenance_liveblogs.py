"""Texts published in pieces: live blogs, and reports that were extended hours after they appeared."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from tests import newsroom
from tests.test_matching_translation import ENGLISH, GERMAN
from tests.test_pipeline import ingested, stories_of

from syndicheck import Database, pipeline
from syndicheck.api import ingest
from syndicheck.bundle import replay, write_bundle
from syndicheck.model.articles import RawArticle, RawTime
from syndicheck.pipeline import reindex
from syndicheck.provenance.liveblogs import entry_at, live_entries
from syndicheck.provenance.windows import ELSEWHERE, WEAK_SOURCES
from syndicheck.report.times import zone_named
from syndicheck.report.verdicts import finding
from syndicheck.store import reports
from syndicheck.view import StoryView

WIRE = "\n\n".join(
    (
        "The waterworks of Ulmenau want to close all 62 kilometres of their old gas pipes by 2029.",
        "Their head Petra Hausmann said when she presented the plan that the change would be “no walk in the park, but"
        " cheaper than every further year with pipes from the sixties”.",
        "Some 3,100 households in the northern town and near the goods station will be connected to district heating.",
        "Half of the costs of 48 million crowns is to come from a fund of the province.",
        "Landlords receive 1,500 crowns for each flat that is connected before the end of 2027.",
        "The tenants' union criticised that no upper limit of the costs of heating had been agreed on.",
    )
)
QUOTED = " ".join(WIRE.split("\n\n")[:3])
OWN = newsroom.paragraphs(77, 12)

TOLD = {
    "de": "Der Krisenstab tagt seit dem Morgen im Rathaus der Stadt, sagt die Feuerwehr. {n} Helfer sind im Einsatz.",
    "fr": "La cellule de crise siège depuis le matin à la mairie, dit la préfète. {n} secouristes sont sur place.",
    "fi": "Kriisiryhmä on kokoontunut aamusta asti kaupungintalolla, kertoo johtaja. {n} auttajaa on paikalla.",
    "ko": "시청에서는 아침부터 비상대책회의가 열리고 있다고 소방서가 밝혔다. 구조대원 {n}명이 투입됐다.",
    "zh": "救援指挥部自清晨起在市政府大楼内开会，消防部门表示，目前已有{n}名救援人员在现场工作。",
    "ar": "تجتمع خلية الأزمة منذ الصباح في مبنى البلدية، كما قالت رئيسة الإطفاء. يعمل {n} من رجال الإنقاذ هناك.",
    "en": "The crisis team has met in the town hall since the morning, says the fire service. {n} helpers are there.",
}
HOURS = ((8, 15), (9, 5), (10, 30), (11, 45), (14, 10))


def blog(form: str, told: str, *, newest_first: bool = False) -> str:
    entries = [form.format(h=h, m=f"{m:02d}") + TOLD[told].format(n=n) for n, (h, m) in enumerate(HOURS, 20)]
    return "\n\n".join(entries[::-1] if newest_first else entries)


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("{h}:{m} Uhr\n", "de"),
        ("{h}.{m} Uhr: ", "de"),
        ("+++ {h}.{m} Uhr +++\n", "de"),
        ("## Mittwoch, 4. März, {h}:{m} Uhr: Suppe\n", "de"),
        ("**{h}h{m}** - ", "fr"),
        ("{h} h {m}\n", "fr"),
        ("Klo {h}.{m}\n", "fi"),
        ("klo {h}.{m}: ", "fi"),
        ("{h}시 {m}분\n", "ko"),
        ("{h}时{m}分 ", "zh"),
        ("[{h}:{m}] ", "zh"),
        ("{h}:{m}\n", "ar"),
        ("• {h}:{m} GMT | ", "en"),
        ("Update {h}:{m}\n", "en"),
    ],
)
def test_entries_are_known_by_the_times_they_begin_with(form: str, told: str, newest_first: bool) -> None:
    text = "What we know.\n\n" + blog(form, told, newest_first=newest_first)
    entries = live_entries(text)
    minutes = [60 * h + m for h, m in HOURS]
    assert [entry.minute for entry in entries] == (minutes[::-1] if newest_first else minutes)
    assert all(text[entry.start - 2 : entry.start] == "\n\n" for entry in entries)
    entry = entry_at(entries, text.index("22"))
    assert entry is not None
    assert entry.minute == 10 * 60 + 30
    assert entry_at(entries, 3) is None


def test_half_days_are_counted_on() -> None:
    times = ("9.05am", "10.30am", "11:45 a.m.", "2:10 pm", "3.20pm")
    text = "\n\n".join(f"{time} {TOLD['en'].format(n=n)}" for n, time in enumerate(times, 20))
    assert [entry.minute for entry in live_entries(text)] == [545, 630, 705, 850, 920]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(f"{h}:{m:02d} Nachrichten aus Ulmenau" for h, m in HOURS), id="a listing"),
        pytest.param(
            "\n\n".join(f"{h}:{m:02d} - {h + 1}:{m:02d} {TOLD['de'].format(n=h)}" for h, m in HOURS), id="a programme"
        ),
        pytest.param(
            "\n\n".join(f"Um {h}:{m:02d} Uhr begann die Sitzung. {TOLD['de'].format(n=h)}" for h, m in HOURS),
            id="a report that tells the time",
        ),
        pytest.param(
            "\n".join(f"{h - 8:02d}:{m:02d} - {TOLD['en'].format(n=h)}" for h, m in ((8, 0), *HOURS)), id="a recording"
        ),
        pytest.param("\n".join(f"* ${h}.{m:02d} {TOLD['en'].format(n=h)}" for h, m in HOURS), id="sums of money"),
        pytest.param("\n\n".join(f"12.{n:02d} {TOLD['en'].format(n=n)}" for n in range(1, 7)), id="numbered sections"),
        pytest.param(
            "\n\n".join(f"{h}:{m:02d} {TOLD['en'].format(n=h)}" for h, m in (HOURS[n] for n in (3, 0, 4, 1, 2))),
            id="times in no order",
        ),
        pytest.param(
            f"{newsroom.text(5, 8)}\n\n" + "\n\n".join(f"{h}:{m:02d} {TOLD['en'].format(n=h)}" for h, m in HOURS[:3]),
            id="a report that ends in a chronicle",
        ),
        pytest.param(blog("{h}:{m}\n", "en").split("\n\n", 2)[0], id="one entry"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_live_blog(text: str) -> None:
    assert live_entries(text) == ()


def test_a_hostile_text_takes_no_time() -> None:
    begun = process_time()
    for text in ("1:00\n" * 600_000, "1:00 " * 600_000, "1" * 3_000_000, "1:0\n0h" * 500_000):
        live_entries(text)
    assert process_time() - begun < 5


BLOG = "\n\n".join(
    f"{8 + n // 2}:{n % 2 * 30:02d} Uhr\n{QUOTED if n == 5 else paragraph}" for n, paragraph in enumerate(OWN)
)


def record(outlet: str, text: str, published: str, **more: Any) -> dict[str, Any]:
    return newsroom.record(0, text, outlet, published, url=f"https://{outlet}/{more.pop('at', 'gas')}", **more)


TICKER = record("ticker.example", BLOG, "2026-03-04T07:30:00Z", title="Ulmenau live")
AGENCY = record("agency.example", WIRE, "2026-03-04T08:00:00Z")
COPY = record("copy.example", WIRE, "2026-03-04T12:00:00Z")


def story(folder: Path, *records: dict[str, Any]) -> StoryView:
    folder.mkdir(exist_ok=True)
    (found,) = stories_of(ingested(folder / "pieces.db", list(records)))
    return found


def said(view: StoryView) -> dict[str, Any]:
    return {reason.code: reason.data for reason in view.origin.reasons}


def source(view: StoryView) -> list[str]:
    return [member.outlet for member in view.members if member.match is None]


@pytest.mark.parametrize("copies", [0, 1])
def test_a_live_blog_is_not_first_with_what_it_got_later(copies: int, tmp_path: Path) -> None:
    view = story(tmp_path, TICKER, AGENCY, *[COPY][:copies])
    line = finding(view, zone_named("UTC"))
    assert line.label == "Cannot tell"
    assert "ticker.example is a live blog" in line.text
    assert "earliest known: agency.example" in line.text
    assert source(view) == ["agency.example"]
    (shape,) = said(view)["in-pieces"]["shapes"]
    assert (shape["entries"], shape["from"], shape["to"]) == (12, "8:00 Uhr", "13:30 Uhr")
    assert shape["shared"] == "10:30 Uhr"
    if copies:
        match = next(member.match for member in view.members if member.outlet == "copy.example")
        assert match is not None
        assert match.share_b == 1.0
    with Database(tmp_path / "pieces.db") as store:
        lineage = reports.story(store.connection, view.public_id, coverage="").lineage
    assert [edge.article for edge in lineage if edge.parent.article is None] == ["url:https://agency.example/gas"]


def test_the_shape_stands_in_the_database_and_outlives_reindex(tmp_path: Path) -> None:
    with Database(ingested(tmp_path / "pieces.db", [TICKER, AGENCY, COPY]), write=True) as store:
        rows = "SELECT source, raw FROM sightings WHERE kind = 'published' AND article_id IN"
        rows += " (SELECT id FROM articles WHERE title = 'Ulmenau live') ORDER BY source"
        before = store.connection.execute(rows).fetchall()
        assert before == [("live-entries", "2026-03-04T07:30:00Z"), ("record", "2026-03-04T07:30:00Z")]
        reasons = store.connection.execute("SELECT reasons FROM stories").fetchall()
        reindex(store)
        assert store.connection.execute(rows).fetchall() == before
        assert store.connection.execute("SELECT reasons FROM stories").fetchall() == reasons
        assert "in-pieces" in {one["code"] for one in json.loads(reasons[0][0])}


def test_a_live_blog_that_was_last_changed_before_all_others_is_first(tmp_path: Path) -> None:
    view = story(
        tmp_path,
        TICKER | {"modified": "2026-03-04T07:50:00Z"},
        AGENCY,
        COPY,
    )
    line = finding(view, zone_named("UTC"))
    assert str(line).startswith("First: ticker.example, no later than 2026-03-04 07:50 UTC — at least 10 min before")
    assert source(view) == ["agency.example"]  # beside the blog a whole copy would look like an excerpt


FEED = """<rss version="2.0"><channel><title>t</title><item><title>Ulmenau live</title><pubDate>{date}</pubDate>
<link>https://ticker.example/gas</link><description>{text}</description></item></channel></rss>"""


def fed(path: Path, date: str) -> Path:
    """A live blog as its feed has it."""
    items = path.with_suffix(".rss")
    items.write_text(
        FEED.format(date=date, text="".join(f"&lt;p&gt;{p}&lt;/p&gt;" for p in BLOG.split("\n\n"))), "utf-8"
    )
    with Database(path, write=True) as database:
        ingest(items, database)
        (source,) = database.connection.execute(
            "SELECT source FROM sightings WHERE source <> 'live-entries'"
        ).fetchone()
    assert source in WEAK_SOURCES
    return path


@pytest.mark.parametrize("page", [None, "2026-03-04T07:30:00Z"])
@pytest.mark.parametrize("hour", ["06", "14"])
def test_the_date_of_a_feed_is_no_beginning_of_a_live_blog(hour: str, page: str | None, tmp_path: Path) -> None:
    """It is rebuilt when an entry is added, or is that of the beginning."""
    path = fed(tmp_path / "n.db", f"Wed, 04 Mar 2026 {hour}:00:00 GMT")
    copy = COPY | {"first_seen": "2026-03-04T12:05:00Z"}
    (view,) = stories_of(ingested(path, [TICKER | {"published": page}, copy] if page else [copy]))
    assert view.origin.verdict.value == "undetermined"
    assert view.origin.reasons[0].code == "in-pieces"


def test_nor_is_the_later_of_two_dates(tmp_path: Path) -> None:
    view = story(tmp_path, TICKER, TICKER | {"published": "2026-03-04T14:00:00Z"}, COPY)
    assert view.origin.verdict.value == "undetermined"


def test_nor_is_a_date_that_is_another_articles(tmp_path: Path) -> None:
    """One of another article on its page does not make it older than who printed the text before."""
    ticker = RawArticle(
        where="t",
        text=BLOG,
        lang="en",
        outlet="ticker.example",
        url="https://ticker.example/live",
        times=(RawTime("published", "2026-03-01", ELSEWHERE), RawTime("published", "2026-03-04T13:00:00Z", "record")),
    )
    path = ingested(tmp_path / "n.db", [COPY])
    with Database(path, write=True) as database:
        pipeline.ingest(database, [ticker])
    (view,) = stories_of(path)
    assert view.origin.verdict.value == "first"
    assert [m.outlet for m in view.members if m.place == "first"] == ["copy.example"]


def test_a_feed_that_was_rebuilt_later_may_have_brought_what_is_shared(tmp_path: Path) -> None:
    path = fed(tmp_path / "n.db", "Wed, 04 Mar 2026 14:00:00 GMT")
    (view,) = stories_of(ingested(path, [TICKER | {"modified": "2026-03-04T07:50:00Z"}, COPY]))
    assert view.origin.verdict.value == "undetermined"


def test_what_an_older_program_saw_in_a_text_goes_with_reindex(tmp_path: Path) -> None:
    with Database(ingested(tmp_path / "n.db", [AGENCY, COPY]), write=True) as store:
        for source in ("live-entries", "notice"):
            store.connection.execute(
                "INSERT INTO sightings (article_id, kind, source, raw, start, end, precision, zone, zone_name, flags,"
                " usable) SELECT article_id, kind, ?, raw, start, end, precision, zone, zone_name, flags, usable"
                " FROM sightings WHERE article_id = 1 AND source = 'record'",
                (source,),
            )
        reindex(store)
        assert store.connection.execute("SELECT DISTINCT source FROM sightings").fetchall() == [("record",)]
        (view,) = stories_of(tmp_path / "n.db")
    assert view.origin.verdict.value == "first"


def test_what_its_own_record_calls_a_live_blog_is_one(tmp_path: Path) -> None:
    text = f"{WIRE}\n\n" + "\n\n".join(OWN[:3])
    early = record("ticker.example", text, "2026-03-04T07:30:00Z")
    assert finding(story(tmp_path / "a", early, AGENCY), zone_named("UTC")).label == "First"
    for number, more in enumerate(({"@type": "LiveBlogPosting"}, {"coverageStartTime": "2026-03-04T07:00:00Z"})):
        view = story(tmp_path / str(number), early | more, AGENCY)
        assert view.origin.reasons[0].code == "in-pieces"


def test_older_versions_of_a_live_blog_accuse_nobody(tmp_path: Path) -> None:
    """What it took over came into it by a change: that is no revision that others carry, and no contradiction."""
    before = TICKER | {"text": BLOG.replace(QUOTED, "The waterworks have called the press.")}
    view = story(tmp_path, before, TICKER | {"modified": "2026-03-04T11:00:00Z"}, AGENCY, COPY)
    assert set(said(view)) == {"in-pieces"}


def test_of_a_copy_of_the_whole_no_entry_is_named(tmp_path: Path) -> None:
    view = story(tmp_path, TICKER, record("mirror.example", BLOG, "2026-03-04T20:00:00Z"))
    assert view.origin.verdict.value == "undetermined"
    assert not any("shared" in shape for shape in said(view)["in-pieces"]["shapes"])


def test_of_the_traces_of_a_live_blog_none_need_be_of_its_present_text(tmp_path: Path) -> None:
    """Seen early, without what it took over later, and nothing says when that was."""
    before = TICKER | {
        "text": BLOG.replace(QUOTED, "The waterworks have called."),
        "first_seen": "2026-03-04T07:40:00Z",
    }
    path = ingested(tmp_path / "pieces.db", [before])
    (view,) = stories_of(ingested(path, [TICKER | {"published": None}, AGENCY, COPY]))
    assert view.origin.verdict.value == "undetermined"
    assert view.origin.reasons[0].code == "in-pieces"


LONG = f"{WIRE}\n\n" + "\n\n".join(OWN[:6])


@pytest.mark.parametrize(
    ("text", "modified", "verdict"),
    [
        (LONG, "2026-03-04T12:00:00Z", "undetermined"),
        (LONG, "2026-03-04T08:10:00Z", "first"),  # within the hour: a slip was mended
        (LONG, None, "first"),
        (f"{WIRE}\n\n{OWN[0]}", "2026-03-04T12:00:00Z", "first"),  # most of it is the story
    ],
)
def test_a_text_extended_hours_later_is_not_first_by_its_first_date(
    text: str, modified: str | None, verdict: str, tmp_path: Path
) -> None:
    early = record("early.example", text, "2026-03-04T07:30:00Z", **({"modified": modified} if modified else {}))
    view = story(tmp_path, early, AGENCY)
    assert view.origin.verdict.value == verdict
    assert ("extended-later" in said(view)) == (verdict == "undetermined")


def test_unless_an_older_version_shows_that_it_was_there_or_all_came_after_the_change(tmp_path: Path) -> None:
    early = record("early.example", LONG, "2026-03-04T07:30:00Z")
    changed = early | {"modified": "2026-03-04T12:00:00Z", "text": f"{LONG}\n\n{OWN[7]}"}
    assert story(tmp_path / "held", early, changed, AGENCY).origin.verdict.value == "first"
    view = story(tmp_path / "late", changed, AGENCY | {"published": "2026-03-04T13:00:00Z"})
    line = finding(view, zone_named("UTC"))
    assert str(line).startswith("First: early.example, no later than 2026-03-04 12:00 UTC — at least 1 h before")


def test_replayed_from_times_alone(tmp_path: Path) -> None:
    early = record("early.example", LONG, "2026-03-04T07:30:00Z", modified="2026-03-04T12:00:00Z")
    for number, records in enumerate(([TICKER, AGENCY], [early, AGENCY])):
        path = ingested(tmp_path / f"{number}.db", records)
        (view,) = stories_of(path)
        with Database(path) as store:
            write_bundle(store, view.public_id, tmp_path / f"{number}.zip", texts=False)
        assert replay(tmp_path / f"{number}.zip").differences == ()


def test_of_a_translation_no_share_says_how_much_of_the_text_it_is(tmp_path: Path) -> None:
    early = record("early.example", ENGLISH, "2026-03-04T07:30:00Z", modified="2026-03-04T12:00:00Z")
    late = record("spaet.example", GERMAN, "2026-03-04T09:00:00Z") | {"lang": "de"}
    assert story(tmp_path, early, late).origin.verdict.value == "first"
