"""The pages in Chromium: nobody is kept out, nothing is loaded, and three questions are answered by clicking."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.screenshots import LOOKS, draft, page_text
from tests.browser.server import addresses, browser, missing, samples, served

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "everything is here")

KINDS = (
    "stories story story-asian article article-right-to-left article-asian compare outlets outlet organisations"
    " organisation search search-nothing check reviews reviews-story reviews-article terms findings catalogue nothing"
).split()


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return samples(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def base(held: Path) -> Iterator[str]:
    with served(held, everybody_decides=True) as address:
        yield address


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as opened:
        yield opened


def test_every_kind_of_page_is_looked_at(held: Path) -> None:
    assert sorted(addresses(held)) == sorted(KINDS)


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_axe_finds_nothing_serious(chrome: Any, base: str, held: Path, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # axe itself is a script, which our policy forbids; what the policy does is tested below
    context = chrome.new_context(**LOOKS[look], bypass_csp=True)
    page = context.new_page()
    found = []
    for kind, address in [*addresses(held).items(), ("check-report", None)]:
        if address is None:
            draft(page, base, page_text(held))
        else:
            page.goto(base + address)
        for one in Axe().run(page).response["violations"]:
            where = [node["target"] for node in one["nodes"]][:3]
            found.append((kind, one["impact"], one["id"], where))
    context.close()
    assert [one for one in found if one[1] in ("moderate", "serious", "critical")] == []


@pytest.mark.parametrize("look", list(LOOKS))
def test_nothing_is_loaded_complained_of_or_wider_than_the_screen(
    chrome: Any, base: str, held: Path, look: str
) -> None:
    context = chrome.new_context(**LOOKS[look])
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for kind, address in addresses(held).items():
        asked.clear()
        page.goto(base + address)
        assert [url for url in asked if not url.endswith("/favicon.ico")] == [page.url], kind
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, kind
    context.close()
    assert [text for text in said if "404" not in text] == []


def test_no_page_at_all_is_wider_than_a_phone(chrome: Any, base: str) -> None:
    context = chrome.new_context(**LOOKS["phone"])
    page = context.new_page()
    waiting, seen, wide = [base], {base}, []
    while waiting and len(seen) < 600:
        address = waiting.pop()
        answer = page.goto(address)
        assert answer.status == 200, address
        over, links = page.evaluate(
            "[document.documentElement.scrollWidth - document.documentElement.clientWidth,"
            " [...document.links].map(link => link.href.split('#')[0])]"
        )
        if over > 0:
            wide.append((address, over))
        new = dict.fromkeys(link for link in links if link.startswith(base) and link not in seen)
        seen.update(new)
        waiting += new
    context.close()
    assert wide == []
    assert not waiting
    assert len(seen) > 150


def test_the_keyboard_skips_the_navigation(chrome: Any, base: str) -> None:
    page = chrome.new_page()
    page.goto(base)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.close()


@pytest.fixture
def reader(chrome: Any) -> Iterator[Any]:
    """A new reader: no script runs, and nothing but links is clicked."""
    context = chrome.new_context(**LOOKS["light"], java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_who_published_this_first(reader: Any, base: str) -> None:
    reader.goto(base)
    reader.click("text=Last steam ferry crosses the Kesteren strait")
    assert reader.inner_text(".verdict").startswith("First: Soundhavn Post")
    reader.click("text=its timeline")
    assert "story_timeline" in reader.url
    assert "Soundhavn Post" in reader.inner_text("table")


def test_where_did_this_release_appear_without_its_disclaimer(reader: Any, base: str) -> None:
    reader.goto(base)
    reader.click("text=What can be found out here")
    reader.click("dd >> text=Agencies and distributors")
    reader.click("main >> text=PR TIMES")
    row = reader.locator("tr", has_text="市民の寄付で国内最大の望遠鏡").last
    assert "星空タイムズ: no label and third-party disclaimer" in row.inner_text()
    row.locator("a", has_text="beside").first.click()
    assert "/compare/" in reader.url
    assert reader.locator("h1").inner_text() == "Comparison"
    assert "PR TIMES" in reader.content()
    reader.click("text=its copied passages")
    assert reader.locator("q").count() > 0


def test_from_a_story_to_whose_mark_it_is_and_where_it_is_missing(reader: Any, base: str) -> None:
    reader.goto(base)
    reader.click("text=Lumenarc Water switches on first solar")
    reader.click("main >> text=PR Newswire lead credit")
    assert "/organisation/prnewswire" in reader.url
    assert "The Early Gull: no credit" in reader.locator("tr", has_text="Lumenarc Water switches on").inner_text()


def test_which_outlets_translate_it(reader: Any, base: str) -> None:
    reader.goto(base)
    reader.click("text=What can be found out here")
    reader.click("dd >> text=Outlets")
    reader.click("main >> text=Soundhavn Post")
    taken = reader.locator("section", has_text="Who takes over its texts")
    rows = taken.locator("tr", has_text="translation").all_inner_texts()
    assert any("Hafenblick" in row for row in rows)
    taken.locator("text=all pairs of outlets with it").click()
    assert "translation" in reader.inner_text("table")


def test_a_search_is_narrowed_down_by_the_keyboard_alone(reader: Any, base: str) -> None:
    reader.goto(f"{base}/search")
    reader.locator("#q").press_sequentially("harbour")
    with reader.expect_navigation():
        reader.keyboard.press("Enter")
    assert "13 articles with all these words" in reader.inner_text("main")
    reader.locator("dl.narrow a", has_text="en-GB").focus()
    with reader.expect_navigation():
        reader.keyboard.press("Enter")
    assert "1 article with all these words" in reader.inner_text("main")
    assert "lang=en-GB" in reader.url


def test_a_decision_is_made_and_taken_back_without_script(reader: Any, base: str) -> None:
    reader.goto(base)
    reader.click("text=Brindle Moor Brewery moves bottling to Oakhanger")
    reader.click("text=beside the source")
    reader.click("text=Say whether these two are one story")
    reader.fill("#by-confirm", "Ada Quill")
    reader.fill("#why-confirm", "two releases")
    reader.click("text=They are never in one story")
    assert "in effect" in reader.inner_text("[role=status]")
    reader.fill("[id^=by-undo]", "Ben")
    reader.click("text=Take review 1 back")
    assert "withdrawn" in reader.inner_text("[role=status]")
