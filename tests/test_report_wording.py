"""What reports say: shares, times, verdicts; where highlights begin and end."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import report_views as views
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from syndicheck.errors import InputError
from syndicheck.model.matches import Match, MatchClass
from syndicheck.model.origins import Origin, Verdict
from syndicheck.model.reasons import Reason
from syndicheck.model.spans import Span
from syndicheck.model.times import Precision, Sighting, Zone
from syndicheck.provenance.intervals import Interval
from syndicheck.provenance.lengths import duration
from syndicheck.provenance.reasons import lineage_words, parent_before
from syndicheck.report import (
    formats,
    render_compare,
    render_marks,
    render_report,
    render_story,
    times,
    verdicts,
    wording,
)
from syndicheck.report.highlight import pieces, without

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (None, "–"), (0.0, "0 %"), (0.0001, "<1 %"), (0.0099, "<1 %"), (0.01, "1 %"), (0.5, "50 %"),
        (0.994, "99 %"), (0.9949, "99 %"), (0.995, "99 %"), (0.99999, "99 %"), (1.0, "100 %"),
    ],
)  # fmt: skip
def test_percent_claims_all_or_nothing_only_when_true(share, said):
    assert wording.percent(share) == said


def interval(start: str, end: str, precision: Precision, zone: Zone = Zone.GIVEN, kind: str = "published") -> Sighting:
    first, last = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end))
    return Sighting(kind, "record", "raw", first, last, precision, zone)


MOMENTS = [
    (views.at("2026-03-04 08:12"), "04 Mar 09:12", "2026-03-04 09:12 CET"),
    (views.at("2026-07-04 22:30"), "05 Jul 00:30", "2026-07-05 00:30 CEST"),
    (views.on("2026-03-04"), "04 Mar (day only)", "2026-03-04 (day only)"),
    (
        views.at("2026-03-04 23:59", zone=Zone.UNKNOWN),
        "04 Mar 23:59 (zone unknown)",
        "2026-03-04 23:59 (zone unknown)",
    ),
    (
        views.at("2026-03-04 08:12", zone=Zone.ASSUMED),
        "04 Mar 09:12 (zone assumed)",
        "2026-03-04 09:12 CET (zone assumed)",
    ),
    (
        views.at("2026-03-04 08:12", kind="first_seen"),
        "04 Mar 09:12 (first seen)",
        "2026-03-04 09:12 CET (first seen)",
    ),
    (
        interval("2026-03-04 08:12:33", "2026-03-04 08:12:33", Precision.SECOND),
        "04 Mar 09:12:33",
        "2026-03-04 09:12:33 CET",
    ),
    # A day in Berlin begins on the day before in UTC; it must stay that day.
    (interval("2026-03-03 23:00", "2026-03-04 22:59:59", Precision.DAY), "04 Mar (day only)", "2026-03-04 (day only)"),
    (
        interval("2026-02-28 10:00", "2026-04-01 11:59:59", Precision.MONTH, Zone.UNKNOWN),
        "Mar 2026 (month only)",
        "2026-03 (month only)",
    ),
    (
        interval("2025-12-31 10:00", "2027-01-01 11:59:59", Precision.YEAR, Zone.UNKNOWN),
        "2026 (year only)",
        "2026 (year only)",
    ),
    # 3/4 or 4/3: nothing finer than the two days may be shown.
    (
        interval("2026-03-04 00:00", "2026-04-03 23:59", Precision.DAY),
        "04 Mar – 03 Apr (ambiguous)",
        "2026-03-04 – 2026-04-03 (ambiguous)",
    ),
    (
        interval("2026-03-03 10:00", "2026-04-04 11:59:59", Precision.DAY, Zone.UNKNOWN),
        "04 Mar – 03 Apr (ambiguous)",
        "2026-03-04 – 2026-04-03 (ambiguous)",
    ),
    # IST is three zones: the clock time as written cannot be told from the interval.
    (
        interval("2026-03-04 03:30", "2026-03-04 08:00", Precision.MINUTE, Zone.UNKNOWN),
        "04 Mar 04:30–09:00 (ambiguous)",
        "2026-03-04 04:30–09:00 CET (ambiguous)",
    ),
    (
        replace(views.at("2026-03-04 08:12"), start=datetime.min.replace(tzinfo=UTC)),
        "by 04 Mar (ambiguous)",
        "by 2026-03-04 (ambiguous)",
    ),
]


@pytest.mark.parametrize(("sighting", "short", "full"), MOMENTS)
def test_times_are_never_finer_than_known(sighting, short, full):
    assert str(times.moment(sighting, BERLIN)) == short
    assert times.full_moment(sighting, BERLIN) == full


@pytest.mark.parametrize(
    ("sighting", "day"),
    [
        (views.on("2026-03-04"), "2026-03-04"),
        (views.at("2026-03-04 08:12"), "2026-03-04"),
        (views.at("2026-03-04 23:59", zone=Zone.UNKNOWN), "2026-03-04"),
        (interval("2026-02-28 10:00", "2026-04-01 11:59:59", Precision.MONTH, Zone.UNKNOWN), "2026-03"),
        (interval("2025-12-31 10:00", "2027-01-01 11:59:59", Precision.YEAR, Zone.UNKNOWN), "2026"),
        (interval("2026-03-03 10:00", "2026-04-04 11:59:59", Precision.DAY, Zone.UNKNOWN), "2026-03-04"),
        (replace(views.at("2026-03-04 08:12"), start=datetime.min.replace(tzinfo=UTC)), "by 2026-03-04"),
    ],
)
def test_a_day_is_the_one_that_was_written(sighting, day):
    assert times.day(sighting, UTC) == day


def test_the_terminal_counts_no_words_of_a_translation_either():
    compared = replace(views.COMPARE, match=views.copy(MatchClass.TRANSLATION, 0.0, 0.0))
    for fmt in ("terminal", "html", "markdown"):
        out = io.StringIO()
        render_compare(compared, fmt, out, width=120, colour=False)
        text = re.sub("<[^>]+>", "", out.getvalue())
        assert re.search("– +of A['’]s body is in B", text), fmt
        assert re.search("– +of B['’]s body is in A", text), fmt


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata"])
def test_a_bare_day_stays_that_day_in_every_zone(zone):
    assert times.moment(views.on("2026-03-04"), times.zone_named(zone)).clock == "04 Mar"


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "", "../etc/passwd", "x" * 300, "a\x00b"])
def test_unknown_zone_is_one_clear_line(zone):
    with pytest.raises(InputError, match="not a time zone"):
        render_report(replace(views.REPORT, zone=zone), "terminal", io.StringIO())


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(12, "12 s"), (60, "1 min"), (2460, "41 min"), (11100, "3 h 5 min"), (7200, "2 h"), (86400, "1 day"),
     (187200, "2 days 4 h"), (1_000_000, "11 days")],
)  # fmt: skip
def test_durations(seconds, said):
    assert duration(timedelta(seconds=seconds)) == said


def test_utc_times_in_our_sentences_move_to_the_zone():
    said = times.localised("Published no later than 2026-03-04 23:30 UTC; the next 2026-07-01 08:00:05 UTC.", BERLIN)
    assert said == "Published no later than 2026-03-05 00:30 CET; the next 2026-07-01 10:00:05 CEST."
    assert times.localised("0000-99-99 99:99 UTC", BERLIN) == "0000-99-99 99:99 UTC"


def verdict(*members, kind: Verdict, articles=("url:1",), reasons=()) -> str:
    origin = Origin(kind, tuple(articles), tuple(reasons), "")
    story = replace(views.HARBOUR, members=members, origin=origin)
    return str(verdicts.finding(story, BERLIN))


def one(number, sighting, **more):
    return views.member(number, f"Outlet {number}", "T", "en", sighting, **more)


def test_first_names_the_lead():
    a, b = one(1, views.at("2026-03-04 08:12")), one(2, views.at("2026-03-04 08:53"))
    assert verdict(a, b, kind=Verdict.FIRST) == "First: Outlet 1 2026-03-04 09:12 CET — 41 min before the next"


@pytest.mark.parametrize(
    ("first", "following", "told"),
    [
        ("2026-03-05 05:00", "2026-03-05 08:00", "3 h"),
        ("2026-03-05 05:00:00", "2026-03-05 08:00:00", "3 h"),
        ("2026-03-05 05:00:59", "2026-03-05 08:00:00", "2 h 59 min"),
        ("2026-03-05 05:00:59", "2026-03-05 05:01:03", "4 s"),
        ("2026-03-04 05:00", "2026-03-05 08:05", "1 day 3 h"),
    ],
)
def test_one_interval_is_told_as_one_length(first: str, following: str, told: str):
    a, b = views.at(first), views.at(following)
    if first.count(":") == 2:
        a = replace(a, end=a.start + timedelta(microseconds=999_999), precision=Precision.SECOND)
    else:
        a = replace(a, end=a.start + timedelta(microseconds=59_999_999))
    assert verdict(one(1, a), one(2, b), kind=Verdict.FIRST).endswith(f"— {told} before the next")
    reason = parent_before(Interval(a.start, a.end), b.start)
    assert reason.text == f"The parent is older, by at least {told}."
    assert lineage_words(reason.code, reason.data) == reason.text


def test_a_day_counts_to_its_end():
    day = Interval(datetime(2026, 3, 4, tzinfo=UTC), datetime(2026, 3, 4, 23, 59, 59, 999_999, tzinfo=UTC))
    assert parent_before(day, datetime(2026, 3, 5, 8, tzinfo=UTC)).text == "The parent is older, by at least 8 h."


def test_the_lead_over_a_vague_time_is_only_a_least_one():
    a, b = one(1, views.at("2026-03-04 08:12")), one(2, views.on("2026-03-06"))
    assert verdict(a, b, kind=Verdict.FIRST).endswith("— at least 1 day 1 h before the next")


def test_no_lead_is_claimed_over_an_unknown_time_or_a_round_up():
    a, b = one(1, views.at("2026-03-04 08:12")), one(2, None)
    c = one(3, views.at("2026-03-05 08:12"), role="draws-on")
    assert verdict(a, b, c, kind=Verdict.FIRST) == "First: Outlet 1 2026-03-04 09:12 CET"


def test_ties():
    a, b = one(1, views.at("2026-03-04 08:12")), one(2, views.at("2026-03-04 08:12"))
    both = ("url:1", "url:2")
    assert verdict(a, b, kind=Verdict.TIED, articles=both) == "Tied: Outlet 1 and Outlet 2, both 2026-03-04 09:12 CET"
    later = one(2, views.on("2026-03-04"))
    assert verdict(a, later, kind=Verdict.TIED, articles=both) == "Tied: Outlet 1 and Outlet 2, whose times overlap"
    soon = one(2, views.at("2026-03-04 08:13"))
    said = verdict(a, soon, kind=Verdict.TIED, articles=both)
    assert said == "Tied: Outlet 1 and Outlet 2, 1 min apart from 2026-03-04 09:12 CET on"


def test_cannot_tell_names_who_lacks_what():
    a, b = one(1, views.at("2026-03-04 08:12")), one(2, views.on("2026-03-04"))
    reason = Reason("day-only", "A date without a time.", {"articles": ["url:2"], "best_known": "url:1"})
    said = verdict(a, b, kind=Verdict.UNDETERMINED, reasons=[reason])
    assert said == "Cannot tell: Outlet 2 gives only a day; earliest known: Outlet 1 2026-03-04 09:12 CET"
    beyond = Reason("day-only", "A date without a time.", {"articles": ["url:2", "url:301"], "best_known": "url:1"})
    assert verdict(a, b, kind=Verdict.UNDETERMINED, reasons=[beyond]) == "Cannot tell: A date without a time."
    strange = Reason("never-heard-of", "The moon was in the way.")
    assert verdict(a, b, kind=Verdict.UNDETERMINED, reasons=[strange]) == "Cannot tell: The moon was in the way."
    assert verdict(a, b, kind=Verdict.UNDETERMINED) == "Cannot tell"


def test_every_reason_for_not_knowing_has_its_short_words():
    from syndicheck.provenance.reasons import ORIGIN_REASONS

    assert set(verdicts._UNTOLD) <= set(ORIGIN_REASONS)


@pytest.mark.parametrize("fmt", ["terminal", "html", "markdown"])
def test_a_report_cuts_long_timelines_and_says_so(fmt):
    long = tuple(one(number, views.at("2026-03-04 08:12")) for number in range(1, 101))
    story = replace(views.HARBOUR, members=long)
    brief, whole = io.StringIO(), io.StringIO()
    render_report(replace(views.REPORT, stories=(story,)), fmt, brief, width=80, colour=False)
    render_story(story, fmt, whole, width=80, colour=False)
    assert "Outlet 30" in brief.getvalue()
    assert "Outlet 31" not in brief.getvalue()
    assert "… and 70 more articles: syndicheck story s-0b11e4 --db" in brief.getvalue()
    assert "Outlet 100" in whole.getvalue()
    assert "more articles" not in whole.getvalue()


def spans_over(length):
    bounds = st.tuples(st.integers(-3, length + 3), st.integers(-3, length + 3))
    return st.lists(bounds.map(lambda pair: Span(min(pair), max(pair))), max_size=6)


@given(st.text(max_size=30).flatmap(lambda text: st.tuples(st.just(text), spans_over(len(text)))))
def test_pieces_join_to_the_text_and_know_their_spans(case):
    text, spans = case
    cut = list(pieces(text, spans))
    assert "".join(piece.text for piece in cut) == text
    position = 0
    for piece in cut:
        for offset in range(position, position + len(piece.text)):
            assert piece.under == tuple(n for n, span in enumerate(spans) if span.start <= offset < span.end)
        position += len(piece.text)
    visible = [n for n, span in enumerate(spans) if max(0, span.start) < min(len(text), span.end)]
    assert sorted(n for piece in cut for n in piece.opens) == visible
    assert sorted(n for piece in cut for n in piece.closes) == visible


def test_stripping_leaves_no_holes():
    text = "(XY) - First.\n\nAbout us\nWe are.\n\nLast. ###\n"
    spans = [Span(0, 6), Span(15, 31), Span(39, 42)]
    assert [text[s.start : s.end] for s in spans] == ["(XY) -", "About us\nWe are.", "###"]
    assert without(text, spans) == "First.\n\nLast."


def test_strip_prints_the_body_unwrapped():
    out = io.StringIO()
    long = "word " * 60
    render_marks(replace(views.UNMARKED, text=long), "terminal", out, strip=True, width=40)
    assert out.getvalue() == long.strip() + "\n"


def test_json_fits_its_schema():
    jsonschema = pytest.importorskip("jsonschema", reason="the schema is only checked where jsonschema is installed")
    import test_report_golden as golden

    import syndicheck.report

    file = Path(syndicheck.report.__file__).parent / "schema" / "report-1.json"
    validator = jsonschema.Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))
    for draw in (golden.report(), golden.story(), golden.compare(), golden.marks(), golden.marks(strip=True)):
        out = io.StringIO()
        draw("json", out)
        validator.validate(json.loads(out.getvalue()))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"schema": 1, "kind": "report"})


def test_json_writes_letters_as_letters():
    out = io.StringIO()
    render_report(views.REPORT, "json", out)
    assert "海辺新聞" in out.getvalue()


class Stream(io.StringIO):
    """A text stream with an encoding, as a redirected standard output has one."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self):
        return self._encoding

    def write(self, text: str) -> int:
        text.encode(self._encoding)
        return super().write(text)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_poor_encoding_gets_a_plain_drawing_not_an_error(encoding):
    out = Stream(encoding)
    render_report(views.REPORT, "terminal", out, width=160)
    assert "|-" in out.getvalue()
    assert "* First: Nordkurier" in out.getvalue()
    stripped = Stream(encoding)
    render_marks(replace(views.UNMARKED, text="漢字 – Ende"), "terminal", stripped, strip=True)
    assert "Ende" in stripped.getvalue()


def test_environment_decides_about_colour(monkeypatch):
    def drawn() -> str:
        out = io.StringIO()
        render_report(views.REPORT, "terminal", out)
        return out.getvalue()

    for variable in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "COLORTERM"):
        monkeypatch.delenv(variable, raising=False)
    assert "\x1b" not in drawn()
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;32m" in drawn()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "32m" not in drawn()
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in drawn()


def test_columns_is_honoured(monkeypatch):
    monkeypatch.setenv("COLUMNS", "137")
    out = io.StringIO()
    render_report(views.REPORT, "terminal", out, colour=False)
    assert max(map(len, out.getvalue().splitlines())) == 137


@pytest.mark.parametrize("width", [20, 40, 60, 79, 80, 99, 100, 129, 130, 160, 250])
def test_no_line_is_wider_than_the_terminal(width):
    from rich.cells import cell_len

    for view in (views.REPORT, views.EMPTY, views.UNCOPIED):
        out = io.StringIO()
        render_report(view, "terminal", out, width=width, colour=False)
        assert max(cell_len(line) for line in out.getvalue().splitlines()) <= width


def test_unknown_format_names_the_known_ones():
    with pytest.raises(InputError, match="terminal, json, csv, markdown, html"):
        render_report(views.REPORT, "pdf", io.StringIO())


@pytest.mark.parametrize("fmt", [name for name in formats() if name != "terminal"])
def test_other_formats_do_not_load_the_terminal_library(fmt):
    code = (
        "import sys, io; sys.path.insert(0, sys.argv[1]); import report_views as v\n"
        "from syndicheck.report import render_report\n"
        "assert not [m for m in sys.modules if m.startswith('syndicheck.report.') and not m.endswith('interface')]\n"
        "render_report(v.REPORT, sys.argv[2], io.StringIO())\n"
        "heavy = {'rich', 'numpy', 'scipy', 'datasketch', 'sqlite_utils', 'sqlite3', 'ftfy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent), fmt], check=True)


def test_no_words_are_counted_across_languages() -> None:
    match = Match(MatchClass.TRANSLATION, 0.0, 0.0, 0.0, 0.99, (), ())
    assert (wording.used(match), wording.pasted(match)) == ("–", "–")
    assert wording.used(replace(match, match_class=MatchClass.NONE)) != "–"
