"""The sample articles as drafts: each as if it were about to be printed by somebody who does not hold it yet, and then
changed in the ways in which drafts are changed. The expected findings were written down after reading each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from syndicheck import Database
from syndicheck.checking.baseline import Baseline, read_baseline, silenced, unused, write_baseline
from syndicheck.checking.check import check
from syndicheck.checking.findings import CheckReport, Finding, Severity
from syndicheck.checking.policy import Licence, Policy, Section
from syndicheck.errors import InputError
from syndicheck.model.articles import RawArticle, RawTime
from syndicheck.model.spans import Span
from syndicheck.report.check.verdict import verdict

TODAY = date(2026, 4, 5)


@dataclass
class Newsroom:
    """The samples, ingested, and their texts by record id or key."""

    database: Database
    texts: dict[str, RawArticle]

    def check(self, name: str, text: str | None = None, **settings: object) -> CheckReport:
        """A sample as a draft (or ``text`` in its language); the sample itself is not held."""
        held = self.texts[name]
        own = settings.pop("own", (name,))
        policy = Policy(own=own, **settings)  # type: ignore[arg-type]
        return check(replace(held, text=held.text if text is None else text), self.database, policy, today=TODAY)


@pytest.fixture(scope="module")
def room(samples_database: Path) -> Iterator[Newsroom]:
    with Database(samples_database) as database:
        rows = database.connection.execute(
            "SELECT coalesce(a.source_id, a.key), v.text, a.lang, v.title FROM articles a"
            " JOIN article_versions v ON v.id = a.current_version_id"
        )
        yield Newsroom(database, {k: RawArticle(where=k, text=t, lang=lang, title=h) for k, t, lang, h in rows})


def codes(report: CheckReport) -> set[str]:
    return {finding.code for finding in report.standing}


AS_THEY_ARE = [
    # the sample, its findings, whose text it is found in
    ("archive-abendblatt-bremscheid", "SYN101", "Moorland-Kurier"),
    ("archive-heidekreis-heute", "SYN103 SYN201", "Moorland-Kurier"),
    ("archive-hollersteder-anzeiger", "SYN101", "Moorland-Kurier"),
    ("archive-lokalfenster", "SYN102 SYN201", "Moorland-Kurier"),
    ("archive-moorland-kurier", "SYN101", "Hollersteder Anzeiger"),
    ("archive-nordwest-bote", "SYN103 SYN201", "Moorland-Kurier"),
    ("depot-diario-puertoclaro", "SYN101", "La Voz del Sur"),
    ("depot-la-voz-del-sur", "SYN101", "Diario de Puertoclaro"),
    ("depot-comarca-al-dia", "SYN101", "Diario de Puertoclaro"),
    ("depot-coastline-review", "", ""),
    ("depot-grid-and-harbour", "", ""),
    ("depot-southern-coast-monitor", "SYN201 SYN601", "La Voz del Sur"),
    ("desalination-early-gull", "SYN101 SYN201", "tidewire.example"),
    ("url:https://harbour-daybook.example/2026/02/17/first-solar-raft", "SYN101 SYN402", "tidewire.example"),
    ("desalination-correction", "SYN101 SYN301", "tidewire.example"),
    (
        "url:https://newsroom.tidewire.example/releases/lumenarc-first-raft",
        "SYN101 SYN203 SYN402",
        "harbour-daybook.example",
    ),
    ("desalination-voltline", "SYN101 SYN201 SYN402", "tidewire.example"),
    ("observatory-aose-shimpo", "", ""),  # it was first, and took its words from nobody
    ("observatory-hoshizora-times", "SYN101 SYN203", "青瀬新報"),
    ("observatory-takahara-net", "SYN101 SYN204", "青瀬新報"),
    ("stargazing-yunxi-daily", "SYN101", "临海在线"),
    ("stargazing-linhai-online", "SYN101", "云溪日报"),
    ("brewery-wick-and-vale", "SYN101 SYN204 SYN205 SYN306", "Castle Wick Echo"),
    ("brewery-castle-wick-echo", "SYN101 SYN201 SYN306", "Wick & Vale Business"),
    ("tramline-wexholm-herald", "SYN102", "Railday"),
    ("tramline-railday", "SYN101 SYN201", "Wexholm Herald"),
    ("week-the-digest", "SYN102 SYN201 SYN401", "Lanternside Museum Newsroom"),
    ("harbour-fire-basin-bulletin", "SYN101", "Tarnwick Mail"),
    ("harbour-fire-skerry-news", "SYN101", "Basin Bulletin"),
    ("harbour-fire-tarnwick-mail", "SYN101", "Basin Bulletin"),
    ("museum-estuary-post", "SYN101 SYN401", "Lanternside Museum Newsroom"),
    ("museum-harrow-and-tide", "SYN101 SYN401 SYN501", "Lanternside Museum Newsroom"),
    ("museum-lanternside-museum", "SYN101 SYN204 SYN205 SYN401", "The Estuary Post"),
    ("museum-northbank-courier", "SYN101 SYN401", "Lanternside Museum Newsroom"),
    ("odd-terminal-gazette", "", ""),
    ("odd-quick-brief", "", ""),
    ("odd-nahr-al-yawm", "", ""),
    ("odd-kelvar-list", "", ""),
    ("odd-sand-and-slate", "", ""),
    ("url:https://courrier-cimes.example/vallees/col-verniere-bergers", "SYN101", "gazette-orsonne.example"),
    ("url:https://gazette-orsonne.example/alpages-le-col-rouvrira", "SYN101", "courrier-cimes.example"),
    ("pass-sentiers-magazine", "SYN101", "gazette-orsonne.example"),
    ("notice-drill", "SYN204 SYN205", ""),
    ("notice-appointment", "SYN204 SYN205", ""),
    ("fund-january", "", ""),
    ("fund-february", "", ""),
    ("ferry-soundhavn-post", "SYN101", "Norrvik Ledger"),
    ("ferry-norrvik-ledger", "SYN101", "Soundhavn Post"),
    ("ferry-strait-observer", "SYN101 SYN201", "Soundhavn Post"),
    ("ferry-quayside", "SYN101", "Soundhavn Post"),
    ("ferry-lantern-weekly", "SYN101 SYN201", "Soundhavn Post"),
    ("ferry-hafenblick", "SYN202 SYN204 SYN601", "Soundhavn Post"),
    ("ferry-detroit-matin", "SYN201 SYN601", "Soundhavn Post"),
]


@pytest.mark.parametrize(("name", "expected", "outlet"), AS_THEY_ARE, ids=[row[0] for row in AS_THEY_ARE])
def test_each_sample_as_a_draft(room: Newsroom, name: str, expected: str, outlet: str) -> None:
    report = room.check(name)
    assert codes(report) == set(expected.split())
    sources = [
        f.source.outlet for f in report.standing if f.code in ("SYN101", "SYN102", "SYN103", "SYN601") and f.source
    ]
    assert (sources[:1] or [""])[0] == outlet or outlet in sources


def cut(text: str, paragraphs: int) -> str:
    return "\n\n".join(text.split("\n\n")[:paragraphs])


FERRY, DEPOT, ICE = "ferry-soundhavn-post", "depot-la-voz-del-sur", "harbour-fire-tarnwick-mail"

CHANGED = [
    pytest.param(FERRY, lambda t: t.partition(" — ")[2] or t.partition(") ")[2], "SYN101 SYN201", id="credit cut off"),
    pytest.param(FERRY, lambda t: cut(t, 2), "SYN101", id="two paragraphs of it"),
    pytest.param(FERRY, lambda t: t.upper(), "SYN101", id="in capitals"),
    pytest.param(FERRY, lambda t: t.replace('"', "«").replace("“", "«").replace("”", "»"), "SYN101", id="other quotes"),
    pytest.param(FERRY, lambda t: t.replace("e", "е", 5), "SYN101 SYN502", id="five Cyrillic letters"),
    pytest.param(ICE, lambda t: t.replace(" ", " \u200b", 9), "SYN101 SYN501", id="zero-width blanks"),
    pytest.param(DEPOT, lambda t: f"Publicidad\n\n{t}", "SYN101", id="a label in Spanish"),
    pytest.param("ferry-hafenblick", lambda t: f"Anzeige\n\n{t}", "SYN202 SYN601", id="a translation with a label"),
    pytest.param("ferry-detroit-matin", lambda t: cut(t, 3), "SYN201 SYN601", id="the beginning of a translation"),
    pytest.param("odd-quick-brief", lambda t: " ".join(t.split()[:20]), "SYN901", id="twenty words"),
]


@pytest.mark.parametrize(("name", "change", "expected"), CHANGED)
def test_changed_samples(room: Newsroom, name: str, change: Callable[[str], str], expected: str) -> None:
    report = room.check(name, change(room.texts[name].text))
    assert codes(report) == set(expected.split())


def test_the_words_of_a_source_are_those_of_the_draft(room: Newsroom) -> None:
    """Articles with one body have it at other offsets: behind a longer credit, a dateline."""
    for name in room.texts:
        report = room.check(name)
        for source in report.sources:
            for passage in source.match.passages:
                mine = report.text[passage.a.start : passage.a.end].split()
                theirs = source.text[passage.b.start : passage.b.end].split()
                assert mine[:1] == theirs[:1] or source.match.share_a < 1.0, (name, source.held.outlet)


def test_the_report_says_who_was_first_in_the_story_of_the_source(room: Newsroom) -> None:
    (origin,) = room.check("ferry-lantern-weekly").origins
    assert (origin.verdict, origin.outlets) == ("first", ("Soundhavn Post",))
    assert origin.members == 7
    assert "11:30 UTC" in origin.reasons[0]


def test_a_copy_that_was_dated_back_is_not_named_as_the_source(room: Newsroom) -> None:
    report = room.check("desalination-voltline")
    assert next(f for f in report.standing if f.code == "SYN101").source.outlet == "tidewire.example"  # type: ignore[union-attr]


def test_a_draft_with_the_corrected_words_carries_nothing_superseded(room: Newsroom) -> None:
    text = room.texts["desalination-voltline"].text
    assert "1.95" in text
    wrong = next(f for f in room.check("desalination-voltline").standing if f.code == "SYN402")
    assert wrong.span is not None
    assert "1.95" in text[wrong.span.start : wrong.span.end]
    corrected = room.texts["desalination-correction"].text
    assert "SYN402" not in codes(room.check("desalination-correction", corrected))


def test_a_draft_dated_before_its_source(room: Newsroom) -> None:
    text = room.texts["ferry-lantern-weekly"].text
    for stated, told in (("2026-03-01T10:00:00Z", True), ("2026-03-04", False), ("2026-03-06T09:00:00Z", False)):
        draft = RawArticle(where="d", text=text, lang="en", times=(RawTime("published", stated),))
        report = check(draft, room.database, Policy(own=("ferry-lantern-weekly",)), today=TODAY)
        assert ("SYN405" in codes(report)) is told, stated


def test_the_first_line_of_a_translation_does_not_call_it_free(room: Newsroom) -> None:
    said = verdict(room.check("ferry-detroit-matin"))
    assert said.startswith("1 error, 1 warning; no copy, but it tells what a text in another language tells (")


def test_own_texts_by_outlet_address_number_and_record(room: Newsroom) -> None:
    text = room.texts["odd-sand-and-slate"].text
    (number,) = room.database.connection.execute(
        "SELECT id FROM articles WHERE source_id = 'odd-sand-and-slate'"
    ).fetchone()
    draft = RawArticle(where="d", text=text, lang="en")
    assert codes(check(draft, room.database, today=TODAY)) == {"SYN101"}
    for own in (
        "Sand & Slate",
        "https://sandandslate.example/walks/44?utm_source=x",
        str(number),
        "ODD-sand-and-slate",
    ):
        assert codes(check(draft, room.database, Policy(own=(own,)), today=TODAY)) == set(), own


def test_translations_of_ones_own_texts_are_none(room: Newsroom) -> None:
    mine = (
        "ferry-detroit-matin",
        "Soundhavn Post",
        "Norrvik Ledger",
        "Strait Observer",
        "Quayside",
        "Lantern Weekly",
        "Hafenblick",
    )
    assert codes(room.check("ferry-detroit-matin", own=mine)) == set()


def test_licences_end(room: Newsroom) -> None:
    runs = Policy(own=(FERRY,), licences=(Licence("ap", date(2026, 4, 5)),))
    over = Policy(own=(FERRY,), licences=(Licence("ap", date(2026, 4, 4)),))
    draft = room.texts[FERRY]
    assert codes(check(draft, room.database, runs, today=TODAY)) == set()
    report = check(draft, room.database, over, today=TODAY)
    assert codes(report) == {"SYN101", "SYN105"}
    assert "2026-04-04" in next(f for f in report.standing if f.code == "SYN105").message


def test_a_staff_notice_is_a_label_and_is_not_compared(room: Newsroom) -> None:
    notice = "Diese Veröffentlichung stammt nicht aus unserer Redaktion und ist bezahlt."
    text = f"{room.texts['ferry-hafenblick'].text}\n\n{notice}"
    assert "SYN204" in codes(room.check("ferry-hafenblick", text))
    assert "SYN204" not in codes(room.check("ferry-hafenblick", text, staff_notices=(notice.upper(),)))


def test_allowed_quotes_are_no_copies(room: Newsroom) -> None:
    passage = " ".join(room.texts[FERRY].text.split()[8:60])
    own = " ".join(
        f"The committee of row {n} heard that plan {n * 7} was put off again until spring." for n in range(6)
    )
    draft = RawArticle(where="d", text=f"{own}\n\n{passage}\n\n{own[::-1]}", lang="en")
    assert "SYN102" in codes(check(draft, room.database, today=TODAY))
    assert "SYN102" not in codes(check(draft, room.database, Policy(allowed_quotes=(passage,)), today=TODAY))


def test_sections_have_severities_of_their_own(room: Newsroom) -> None:
    policy = Policy(
        own=(FERRY,),
        sections=(
            Section("wire", "wire/*", {"SYN101": Severity.NOTE}),
            Section("opinion", None, {"SYN101": Severity.OFF}),
        ),
    )
    held = room.texts[FERRY]

    def weight(where: str, **extra: str) -> list[Severity]:
        draft = replace(held, where=where, extra=extra)
        return [f.severity for f in check(draft, room.database, policy, today=TODAY).standing if f.code == "SYN101"]

    assert weight("news/a.md") == [Severity.ERROR]
    assert weight("wire/a.md") == [Severity.NOTE]
    assert weight("news/a.md", section="Opinion") == []


INLINE = [
    # what the draft says, is the finding silenced, is the comment told as idle
    ("<!-- syndicheck: allow SYN101: reprint by permission -->", True, False),
    ("<!-- syndicheck: allow syn101, SYN102 reprint by permission, until 2026-04-05 -->", True, False),
    ("<!--syndicheck:allow SYN101 – Vertrag 12 (until 2027-01-31)-->", True, False),
    ("<!-- syndicheck: allow SYN101: reprint, until 2026-04-04 -->", False, True),
    ("<!-- syndicheck: allow SYN101: reprint, until 2026-02-31 -->", False, True),
    ("<!-- syndicheck: allow SYN101: reprint until 2027-01-31, contract 12 -->", True, False),
    ("<!-- syndicheck: allow SYN101: reprint Until 2026-04-04, contract 12 -->", False, True),
    ("<!-- syndicheck: allow SYN101: reprint until 4.4.2027 -->", False, True),
    ("<!-- syndicheck: allow SYN101: reprint, until January 2027 -->", False, True),
    ("<!-- syndicheck: allow SYN101: reprint until further notice, contract 12 -->", True, False),
    ("<!-- syndicheck: allow SYN101 -->", False, True),
    ("<!-- syndicheck: allow SYN999: whatever it is -->", False, True),
    ("<!-- syndicheck: allow everything -->", False, True),
    ("<!-- syndicheck: allow SYN102: another finding -->", False, False),
    ("<!-- syndicheck allow SYN101: no colon -->", False, False),
]


@pytest.mark.parametrize(("comment", "silent", "idle"), INLINE)
def test_comments_in_the_draft(room: Newsroom, comment: str, silent: bool, idle: bool) -> None:
    text = room.texts[FERRY].text
    report = room.check(FERRY, f"{comment}\n\n{text}")
    copied = next(f for f in report.findings if f.code == "SYN101")
    assert (copied.suppressed_by == "draft") is silent
    assert ("SYN902" in codes(report)) is idle
    assert copied.span is not None
    assert report.text[copied.span.start : copied.span.end] in text
    assert report.text.startswith(comment)


def test_a_field_of_the_draft_says_the_same(room: Newsroom) -> None:
    draft = replace(room.texts[FERRY], extra={"syndicheck_allow": ["SYN101: reprint by permission", "SYN201"]})
    report = check(draft, room.database, Policy(own=(FERRY,)), today=TODAY)
    assert codes(report) == {"SYN902"}


def test_a_baseline_accepts_what_was_found_and_tells_what_is_new(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    report = room.check(FERRY)
    with path.open("w", encoding="utf-8") as out:
        assert write_baseline([report], out, "as we began") == len(report.findings) == 1
    baseline = read_baseline(path)
    quiet = silenced(
        room.check(FERRY, f"Another first line of no weight.\n\n{room.texts[FERRY].text}"), baseline, TODAY
    )
    assert codes(quiet) == set()
    assert quiet.findings[0].suppressed_by == "baseline"
    assert unused([quiet], baseline) == 0
    worse = silenced(room.check(FERRY, room.texts[FERRY].text.replace("e", "е", 5)), baseline, TODAY)
    assert "SYN502" in codes(worse)
    assert unused([room.check("odd-quick-brief")], baseline) == 1


def written_baseline(path: Path, report: CheckReport) -> Baseline:
    with path.open("w", encoding="utf-8-sig") as out:  # editors put a byte order mark before what they save
        write_baseline([report], out, "as we began", where=path)
    return read_baseline(path)


def test_a_baseline_knows_a_draft_from_wherever_it_is_checked(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drafts").mkdir()
    draft = tmp_path / "drafts" / "ferry.txt"
    draft.write_text(room.texts[FERRY].text, encoding="utf-8")
    report = room.check(FERRY)
    monkeypatch.chdir(draft.parent)
    baseline = written_baseline(tmp_path / "baseline.json", replace(report, name="ferry.txt"))
    names = [("drafts", "ferry.txt"), ("drafts", "./ferry.txt"), (".", "drafts/ferry.txt"), (".", str(draft))]
    for folder, name in names:
        monkeypatch.chdir(tmp_path / folder)
        again = silenced(replace(report, name=name), baseline, TODAY)
        assert codes(again) == set(), (folder, name)
        assert unused([again], baseline) == 0
    assert codes(silenced(replace(report, name="drafts/other.txt"), baseline, TODAY)) == codes(report)
    named = written_baseline(tmp_path / "baseline.json", replace(report, name="4711.txt"))  # of standard input
    monkeypatch.chdir(draft.parent)
    assert codes(silenced(replace(report, name="4711.txt"), named, TODAY)) == set()


def test_a_baseline_hides_no_second_finding_with_the_same_words(room: Newsroom, tmp_path: Path) -> None:
    text = "The board did not agree, the mayor did not agree."
    first, second = (
        Finding("SYN303", Severity.ERROR, "", "", span=Span(at, at + 7))
        for at in (text.index("did"), text.rindex("did"))
    )
    report = replace(room.check(FERRY), text=text, findings=(first,))
    baseline = written_baseline(tmp_path / "baseline.json", report)
    worse = silenced(replace(report, findings=(first, second)), baseline, TODAY)
    assert [bool(one.suppressed) for one in worse.findings] == [False, True]
    assert unused([worse], baseline) == 0
    both = written_baseline(tmp_path / "baseline.json", replace(report, findings=(first, second)))
    assert not silenced(replace(report, findings=(first, second)), both, TODAY).standing
    assert unused([report], both) == 1


@pytest.mark.parametrize(
    ("code", "then", "now"),
    [
        ("SYN303", {"was": "not yet ", "now": ""}, {"was": "never", "now": ""}),
        ("SYN602", {"numbers": ["46000000"], "missing": []}, {"numbers": ["46000000", "124000"], "missing": []}),
    ],
)
def test_a_baseline_tells_what_points_at_no_words_by_its_figures(
    room: Newsroom, tmp_path: Path, code: str, then: dict[str, object], now: dict[str, object]
) -> None:
    old, new = (Finding(code, Severity.ERROR, "", "", data=data) for data in (then, now))
    report = replace(room.check(FERRY), findings=(old,))
    baseline = written_baseline(tmp_path / "baseline.json", report)
    assert not silenced(report, baseline, TODAY).standing
    assert silenced(replace(report, findings=(new,)), baseline, TODAY).standing


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "cannot be read"),
        ("[]", "no baseline"),
        ('{"schema": 2, "kind": "baseline", "findings": []}', "no baseline of this version"),
        ('{"schema": 1, "kind": "baseline"}', "lists no findings"),
        ('{"schema": 1, "kind": "baseline", "findings": [{"fingerprint": "a"}]}', "finding 1 lacks"),
        (
            '{"schema": 1, "kind": "baseline", "findings": [{"fingerprint": "a", "reason": "b", "expires": "soon"}]}',
            "is no day",
        ),
        ("[" * 100_000, "cannot be read"),
    ],
)
def test_broken_baselines_are_told(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(InputError) as error:
        read_baseline(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)


LABELS = [
    # the sample, what stands before it, settings, and of each finding on labels its code and some of its words
    ("ferry-hafenblick", "", {}, ["SYN204 no label"]),
    ("ferry-hafenblick", "", {"country": "DE"}, ["SYN206 de-press-code-1.3"]),
    ("ferry-hafenblick", "Pressemitteilung\n\n", {"country": "DE"}, []),
    ("ferry-hafenblick", "Sponsored\n\n", {"country": "DE"}, ["SYN206 de-press-laws", "SYN206 de-press-code-1.3"]),
    ("ferry-hafenblick", "Anzeige\n\n", {"label_rules": ("de-press-laws-advertisement",)}, []),
    ("ferry-soundhavn-post", "", {"country": "DE"}, []),
    ("desalination-early-gull", "", {"country": "DE"}, ["SYN204 de-press-code-1.3", "SYN204 newsroom-origin"]),
]


@pytest.mark.parametrize(("name", "before", "settings", "expected"), LABELS)
def test_rules_on_labels(
    room: Newsroom, name: str, before: str, settings: dict[str, object], expected: list[str]
) -> None:
    report = room.check(name, before + room.texts[name].text, **settings)
    found = [f for f in report.standing if f.code in ("SYN204", "SYN206")]
    assert len(found) == len(expected), found
    for finding, said in zip(found, expected, strict=True):
        code, _, words = said.partition(" ")
        assert finding.code == code
        assert words in finding.message
