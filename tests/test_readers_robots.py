"""How long the rules of a host are remembered, what they allow, and how long servers want to be left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("httpx")
pytest.importorskip("protego")

from syndicheck.readers import headers, web
from syndicheck.readers.robots import FAILED_SECONDS, KEPT_SECONDS, LONGEST_DELAY, Robots

ORIGIN = "https://herald.example"


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_rules_are_kept_for_a_day_and_failures_for_a_while() -> None:
    clock = Clock()
    robots = Robots(clock=clock)
    robots.keep(ORIGIN, "User-agent: *\nDisallow: /a\n")
    robots.keep("https://other.example", None, ("web-timeout", "No answer.", "Later."))
    clock.now += FAILED_SECONDS + 1
    assert robots.recall("https://other.example") is None
    found = robots.recall(ORIGIN)
    assert found is not None
    assert not robots.allow(found, f"{ORIGIN}/a/1", web.AGENT)
    assert robots.allow(found, f"{ORIGIN}/b", web.AGENT)
    clock.now += KEPT_SECONDS
    assert robots.recall(ORIGIN) is None


@pytest.mark.parametrize("text", ["User-agent: *\nDisallow: /a\n", None])
def test_what_a_clock_that_was_ahead_has_noted(text: str | None) -> None:
    clock = Clock()
    robots = Robots(clock=clock)
    clock.now += 10 * 365 * 86400
    robots.keep(ORIGIN, text, None if text else ("web-timeout", "No answer.", "Later."))
    assert robots.recall(ORIGIN) is not None
    clock.now -= 10 * 365 * 86400
    assert robots.recall(ORIGIN) is None
    robots.keep(ORIGIN, text)
    clock.now -= 2  # put right
    assert robots.recall(ORIGIN) is not None


def test_what_was_learned_is_told_once_and_can_be_given_back() -> None:
    clock = Clock()
    first = Robots(clock=clock)
    first.keep(ORIGIN, "User-agent: *\nDisallow: /\n")
    learned = first.news()
    assert first.news() == ()
    second = Robots(learned, clock)
    found = second.recall(ORIGIN)
    assert found is not None
    assert not second.allow(found, f"{ORIGIN}/", web.AGENT)
    assert second.news() == ()


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        ("", 0.0),
        ("User-agent: *\nCrawl-delay: 7\n", 7.0),
        ("User-agent: syndicheck\nCrawl-delay: 2\nUser-agent: *\nCrawl-delay: 7\n", 2.0),
        ("User-agent: *\nCrawl-delay: 86400\n", LONGEST_DELAY),
        ("User-agent: *\nCrawl-delay: -5\n", 0.0),
        ("User-agent: *\nCrawl-delay: soon\n", 0.0),
        ("User-agent: *\nCrawl-delay: 1e999\n", 0.0),
        ("User-agent: *\nCrawl-delay: nan\n", 0.0),
    ],
)
def test_delay(rules: str, seconds: float) -> None:
    robots = Robots()
    robots.keep(ORIGIN, rules)
    assert robots.delay(ORIGIN, web.AGENT) == seconds
    assert robots.delay("https://unknown.example", web.AGENT) == 0.0


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=60))
def test_any_rules(rules: str, path: str) -> None:
    robots = Robots()
    found = robots.keep(ORIGIN, rules)
    assert robots.allow(found, f"{ORIGIN}/{path}", web.AGENT) in (True, False)
    assert 0.0 <= robots.delay(ORIGIN, web.AGENT) <= LONGEST_DELAY


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("120", 120.0),
        (" 120 ", 120.0),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("9" * 5000, 7 * 24 * 3600.0),
        ("Mon, 02 Mar 2020 10:00:00 GMT", 0.0),
        ("Mon, 02 Mar 2020 10:00:00", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 7 * 24 * 3600.0),
        ("\u0661\u0662", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert headers.retry_after(value) == seconds


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_retry_after(value: str) -> None:
    found = headers.retry_after(value)
    assert found is None or 0.0 <= found <= 7 * 24 * 3600.0
