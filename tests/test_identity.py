"""Addresses, outlets, and when two records are the same article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicheck.identity import article_key, canonical_url, outlet_domain, outlet_name
from syndicheck.model.articles import RawArticle

STORY = "https://news.example/2024/a-story"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2024/a-story",
        "http://news.example/2024/a-story",
        " HTTPS://User:pw@NEWS.Example:443/2024/a-story/ ",
        "http://news.example:80/2024/a-story",
        "//news.example/2024/a-story",
        "https://news.example./2024/a-story",
        "https://www.news.example/2024/a-story",
        "https://m.news.example/2024/a-story",
        "https://mobile.news.example/2024/a-story",
        "https://amp.news.example/2024/a-story",
        "https://news.example/2024/a-story/amp",
        "https://news.example/2024/a-story/amp/",
        "https://news.example/2024/a-story.amp",
        "https://news.example/amp/2024/a-story",
        "https://news.example/2024/a-story?amp=1",
        "https://news.example/2024/a-story?amp",
        "https://news.example/2024/a-story?outputType=amp",
        "https://www-news-example.cdn.ampproject.org/c/s/www.news.example/2024/a-story/amp",
        "https://cdn.ampproject.org/v/s/news.example/2024/a-story?amp_js_v=0.1&usqp=mq331AQ",
        "https://news.example/2024/a-story?utm_source=x&utm_medium=y&UTM_Campaign=z",
        "https://news.example/2024/a-story?fbclid=1&gclid=2&mc_cid=3&mc_eid=4&msclkid=5",
        "https://news.example/2024/a-story?wt_mc=1&wt_zmc=2&WT_ref=3",
        "https://news.example/2024/a-story?ref=home&ref_src=twsrc%5Etfw",
        "https://news.example/2024/a-story?utm%5fsource=x",
        "https://news.example/2024/a-story?",
        "https://news.example/2024/a-story?&&",
        "https://news.example/2024/a-story#comments",
        "https://news.example/2024/./b/../a-story",
        "https://news.example/2024/a%2Dstory",
        "https://news.example/2024/\ta-st\nory",
    ],
)
def test_all_these_are_one_address(url: str) -> None:
    assert canonical_url(url) == STORY


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example", "https://news.example/"),
        ("https://news.example/?b=2&a=1", "https://news.example/?a=1&b=2"),
        ("https://news.example/?a=2&b=0&a=1", "https://news.example/?a=2&a=1&b=0"),
        ("https://news.example/?id=7&utm_id=9", "https://news.example/?id=7"),
        ("https://news.example/ferry-to-the-island?s=09", "https://news.example/ferry-to-the-island"),
        ("https://news.example/ferry-123456.html?s=20&page=2", "https://news.example/ferry-123456.html?page=2"),
        ("https://news.example/article.php?s=12", "https://news.example/article.php?s=12"),
        ("https://news.example/ferry-to-the-island?s=ferry", "https://news.example/ferry-to-the-island?s=ferry"),
        ("https://news.example/app/#!/story/7", "https://news.example/app#!/story/7"),
        ("https://news.example:8080/x", "https://news.example:8080/x"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("https://XN--BCHER-KVA.example/x", "https://xn--bcher-kva.example/x"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://例え。example/新闻", "https://xn--r8jz45g.example/%E6%96%B0%E9%97%BB"),
        ("https://news.example/%e6%96%b0%7e a", "https://news.example/%E6%96%B0~%20a"),
        ("https://news.example/a%2Fb%2fc", "https://news.example/a%2Fb%2Fc"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/Case/Matters", "https://news.example/Case/Matters"),
        ("https://en.m.encyclopedia.example/x", "https://en.encyclopedia.example/x"),
        ("https://m.example/x", "https://m.example/x"),
        ("https://news.example/amp", "https://news.example/amp"),
        ("https://news.example/amplifier/", "https://news.example/amplifier"),
        ("https://news.example/a.amp.html", "https://news.example/a.html"),
        ("https://www.google.com/amp/s/amp.news.example/a", "https://news.example/a"),
        ("https://news.example/../../x", "https://news.example/x"),
        ("http://127.0.0.1:8000/x", "https://127.0.0.1:8000/x"),
        ("http://[2001:DB8:0::1]/x", "https://[2001:db8::1]/x"),
        ("http://localhost/x", "https://localhost/x"),
        ("https://a_b.news.example/x", "https://a_b.news.example/x"),
    ],
)
def test_canonical_address(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        " ",
        "not a url",
        "news.example/x",
        "/relative/path",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:desk@news.example",
        "ftp://news.example/x",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://[",
        "http://[::1",
        "http://[zz]/",
        "http://news..example/",
        "http://-news-.exa mple/",
        "http://news.example:99999/",
        "http://news.example:port/",
        "http://\ud800.example/",
        "http://" + "a" * 64 + ".example/",
        "http://news.example/" + "a" * 10_000,
        "http://<script>/",
        "https://例.\u2100.example/",
    ],
)
def test_rubbish_has_no_address(rubbish: str) -> None:
    assert canonical_url(rubbish) is None


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.text(alphabet="htps:/.?&=#%@[]!aAü\u3002\ud800 amp1w").map("https://news.example/".__add__))
)
def test_never_raises_and_is_its_own_canonical_form(url: str) -> None:
    found = canonical_url(url)
    assert found is None or (found.isascii() and canonical_url(found) == found)
    outlet_domain(url)


@settings(deadline=None)
@given(st.text(alphabet="htps:/.?&=#%@[]!aAü\u3002\ud800 -_"))
def test_any_host_is_refused_or_stable(host: str) -> None:
    found = canonical_url(f"https://{host}")
    assert found is None or canonical_url(found) == found
    domain = outlet_domain(host)
    assert domain is None or outlet_domain(domain) == domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.news.example/a", "news.example"),
        ("https://sport.news.co.uk/a", "news.co.uk"),
        ("https://alice.github.io/a", "alice.github.io"),
        ("https://bob.blogspot.com/a", "bob.blogspot.com"),
        ("news.example", "news.example"),
        ("www.news.example:8080", "news.example"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("https://github.io/", "github.io"),
        ("co.uk", "co.uk"),
        ("http://127.0.0.1:80/", "127.0.0.1"),
        ("http://[::1]/", "[::1]"),
        ("localhost", "localhost"),
        ("https://www-news-example.cdn.ampproject.org/c/s/www.news.example/a", "news.example"),
        ("", None),
        ("Daily Planet", None),
        ("http://[", None),
        ("mailto:desk@news.example", None),
    ],
)
def test_outlet_domain(url: str, domain: str | None) -> None:
    assert outlet_domain(url) == domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://ada.substack.com/p/harbour", "ada.substack.com"),
        ("https://eastmere.wordpress.com/2026/03/02/harbour", "eastmere.wordpress.com"),
        ("https://m.eastmere.wordpress.com/x", "eastmere.wordpress.com"),
        ("https://www.wordpress.com/x", "wordpress.com"),
        ("https://support.wordpress.com/x", "wordpress.com"),
        ("https://substack.com/home", "substack.com"),
        ("https://ada.notsubstack.com/", "notsubstack.com"),
    ],
)
def test_on_hosting_platforms_the_sub_domain_is_the_outlet(url: str, domain: str) -> None:
    assert outlet_domain(url) == domain
    assert outlet_domain(domain) == domain


# ── articles ──────────────────────────────────────────────────────────────────────────────────────────


def article(**fields: str | None) -> RawArticle:
    return RawArticle(where="test:1", text=fields.pop("text", None) or "A text.", **fields)  # type: ignore[arg-type]


def test_the_address_comes_first_however_it_is_written() -> None:
    keys = {
        article_key(article(url=url, source_id=source_id, title=title))
        for url, source_id, title in [
            (STORY, "1", "One headline"),
            ("http://m.news.example/2024/a-story/amp/?utm_source=feed", "2", "Another headline"),
            ("https://www.news.example/2024/a-story#top", None, None),
        ]
    }
    assert keys == {f"url:{STORY}"}


@pytest.mark.parametrize(
    ("url", "canonical", "key"),
    [
        ("https://news.example/?p=7", STORY, STORY),
        ("https://edition.news.example/x", STORY, STORY),
        # A canonical link to another outlet says where the text is from, not what this article is.
        ("https://copy.example/x", STORY, "https://copy.example/x"),
        ("https://a.github.io/x", "https://b.github.io/x", "https://a.github.io/x"),
        # A fault of many systems: every article names the front page.
        ("https://news.example/x", "https://news.example/", "https://news.example/x"),
        ("https://news.example/x", "not a url", "https://news.example/x"),
        (None, STORY, STORY),
    ],
)
def test_the_canonical_link_counts_only_on_its_own_ground(url: str | None, canonical: str, key: str) -> None:
    assert article_key(article(url=url, canonical_url=canonical)) == f"url:{key}"


def test_a_canonical_link_alone_does_not_beat_a_declared_domain() -> None:
    assert article_key(article(canonical_url=STORY, outlet="copy.example", source_id="7")) == "id:copy.example:7"
    assert article_key(article(canonical_url=STORY, outlet="Daily News")) == f"url:{STORY}"
    assert article_key(article(canonical_url=STORY, outlet="Herald", source_id="7")) == "id:herald:7"


def test_without_address_the_records_own_id_and_without_that_the_text() -> None:
    assert article_key(article(outlet="Daily News", source_id="7")) == "id:daily news:7"
    assert article_key(article(outlet="a:b", source_id="c")) != article_key(article(outlet="a", source_id="b:c"))
    assert article_key(article(source_id="7", url="not a url")) == "id:unknown:7"
    by_text = article_key(article(outlet="Daily News", text="Some “text”\n here"))
    assert by_text.startswith("text:daily news:")
    assert by_text == article_key(article(outlet="daily  news", text='Some "text" here', title="Other"))
    assert by_text != article_key(article(outlet="Daily News", text="Some other text"))
    assert by_text != article_key(article(outlet="Weekly News", text="Some text here"))


def test_outlet_name() -> None:
    assert outlet_name(article(outlet="  Daily \n News ", url=STORY)) == "Daily News"
    assert outlet_name(article(outlet="https://www.news.example/")) == "news.example"
    assert outlet_name(article(outlet="www.news.example")) == "news.example"
    assert outlet_name(article(url="https://m.news.example/x", canonical_url="https://o.example/x")) == "news.example"
    assert outlet_name(article(url="nothing", canonical_url=STORY)) == "news.example"
    assert outlet_name(article()) == "unknown"


def test_texts_that_cannot_be_encoded_have_a_key_too() -> None:
    assert article_key(article(text="\ud800 broken \udfff")).startswith("text:unknown:")


@pytest.mark.parametrize(
    ("outlet", "domain", "own"),
    [
        ("The Early Gull", "early-gull.example", True),
        ("Süddeutsche Zeitung", "sueddeutsche.de", True),
        ("Süddeutsche Zeitung", "süddeutsche.de", True),
        ("Le Monde", "lemonde.fr", True),
        ("El País", "elpais.com", True),
        ("新华网", "新华网.中国", True),
        ("Правда", "правда.рф", True),
        ("unknown", "wire.example", True),
        (None, "wire.example", True),
        ("Herald", "wire.example", False),
        ("Herald", "herald-wire.example", False),
        ("The Herald Wire", "herald-wire.example", True),
        ("Правда", "wire.example", False),
        ("Правда", "pravda.ru", True),
        ("Το Βήμα", "tovima.gr", True),
        ("Gazeta Łódzka", "gazetalodzka.pl", True),
        ("The New York Times", "nytimes.com", True),
        ("Los Angeles Times", "latimes.com", True),
        ("Frankfurter Allgemeine Zeitung", "faz.net", True),
        ("Dagens Nyheter", "dn.se", True),
        ("New York Post", "nytimes.com", False),
        ("a " * 50_000, "a" * 62 + "b.example", False),
        ("...", "wire.example", False),
        ("A" * 5_000, "wire.example", False),
        ("a - " * 50_000, "aaaa.example", True),
        ("a - " * 50_000, "wire.example", False),
    ],
)
def test_a_canonical_link_is_the_address_of_whom_it_is_named_after(outlet: str | None, domain: str, own: bool) -> None:
    """Without an address of its own; else it says from where the text was taken over."""
    key = article_key(article(canonical_url=f"https://{domain}/a", outlet=outlet, source_id="7"))
    assert key.startswith("url:" if own else "id:")
