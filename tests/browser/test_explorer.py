"""The explorer as its readers use it: by mouse, by keyboard alone, without JavaScript, on a telephone, in Spanish."""

import pytest

from fictional_case import HOSTILE
from firsthand.report.screens import LISTS

pytestmark = pytest.mark.browser


def count_of(page, selector, n):
    """Wait until a page has so many of these."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_count(n, timeout=20_000)


SCREENS = ("", *LISTS, "check", "search?q=dragado", "?once=1&sort=date")


def links(page, prefix):
    """Addresses of links on a page that begin so."""
    return page.eval_on_selector_all(f"a[href^='{prefix}']", "links => links.map(a => a.getAttribute('href'))")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_opens_fits_and_asks_nobody_else(open_page, explorers, screen, width):
    page = open_page(f"{explorers['affair']}/{screen}", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    assert all(url.startswith(explorers["affair"]) for url in page.asked_for)
    assert page.complaints == []


def test_a_claim_leads_to_its_words_and_back_to_its_line(open_page, explorers):
    page = open_page(explorers["affair"])
    line = page.locator(".line .what > a").nth(1)
    address = line.get_attribute("href")
    line.click()
    page.locator(".tree blockquote a").first.click()
    page.wait_for_selector("mark#here")
    page.go_back()
    page.wait_for_selector("article.claim")
    page.keyboard.press("Escape")
    page.wait_for_selector(".entries")
    assert page.evaluate("document.activeElement.getAttribute('href')") == address


def test_keys_alone_reach_everything(open_page, explorers):
    page = open_page(explorers["affair"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator(".line .what > a").first.get_attribute("href")
    assert page.evaluate("document.activeElement.getAttribute('href')") == first
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("cuatro")
    count_of(page, ".line", 1)
    assert "q=cuatro" in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("article.claim")
    page.keyboard.press("Escape")
    page.wait_for_selector(".entries")
    assert "q=cuatro" in page.url


def test_lists_are_narrowed_while_one_chooses_and_the_address_says_how(open_page, explorers):
    page = open_page(explorers["affair"])
    page.locator("summary", has_text="Narrow").click()
    page.locator("[name=contradictory]").check()
    count_of(page, ".line", 1)
    assert "contradictory=1" in page.url
    again = open_page(page.url)
    assert again.locator("[name=contradictory]").is_checked()
    assert again.locator(".line").count() == 1
    again.locator(".reset").click()
    count_of(again, ".line", 4)


def test_without_javascript_everything_can_be_read_narrowed_and_checked(open_page, explorers):
    page = open_page(explorers["affair"], java_script_enabled=False)
    page.locator("summary", has_text="Narrow").click()
    page.locator("[name=contradictory]").check()
    page.locator(".apply").click()
    assert page.locator(".line").count() == 1
    page.locator(".line .what > a").first.click()
    assert page.locator("svg.lineage").count() == 1
    page.locator(".tree blockquote a").first.click()
    assert page.locator("mark#here").count() == 1
    for screen in LISTS:
        page.goto(f"{explorers['affair']}/{screen}")
        assert page.locator("h1").count() == 1


def test_the_drawing_leads_to_its_tellings(open_page, explorers):
    page = open_page(explorers["affair"])
    page.locator(".line .what > a", has_text="dredging").click()
    page.wait_for_selector("svg.lineage")
    assert page.locator("svg.lineage a.node-link title").count() == page.locator(".tree .node").count()
    page.locator("svg.lineage a.node-link").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#row-2")
    assert page.evaluate("document.activeElement.id") == "row-2"


def test_the_browser_s_language_chooses_the_words(open_page, explorers):
    page = open_page(explorers["affair"], locale="es-AR")
    assert "afirmaciones" in page.locator("h1").inner_text()
    assert page.locator("html").get_attribute("lang") == "es"
    page.locator("footer a", has_text="English").click()
    page.wait_for_selector("html[lang=en]")
    assert "claims" in page.locator("h1").inner_text()
    page.locator("nav a", has_text="Facts").click()
    page.wait_for_selector("article.facts-list")
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_that_documents_say_runs(open_page, explorers, screen):
    page = open_page(f"{explorers['hostile']}/{screen}")
    _harmless(page, explorers["hostile"])


@pytest.mark.parametrize("kind", ["/claim/", "/source/", "/document/", "/pair/"])
def test_nothing_runs_on_the_pages_of_hostile_things(open_page, explorers, kind):
    lists = {"/claim/": "", "/source/": "sources", "/document/": "documents", "/pair/": "passages"}
    page = open_page(f"{explorers['hostile']}/{lists[kind]}")
    for address in sorted(set(links(page, kind)))[:12]:
        page.goto(explorers["hostile"] + address)
        assert page.locator("h1").count() == 1
        _harmless(page, explorers["hostile"])


@pytest.mark.parametrize("query", [*HOSTILE[:6], "100%", "a/b", "a@1-2"])
def test_any_words_can_be_searched_for(open_page, explorers, query):
    page = open_page(explorers["hostile"])
    page.locator(".texts input").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_selector("h1 bdi")
    _harmless(page, explorers["hostile"])


def _harmless(page, address):
    assert page.evaluate("window.ran") is None
    assert not page.title().startswith("ran")
    assert page.locator("main img, main iframe, main object, main link, main script").count() == 0
    assert page.evaluate("Array.from(document.links).every(a => /^(\\/|#|\\?|https?:)/.test(a.getAttribute('href')))")
    assert all(url.startswith(address) for url in page.asked_for)
    assert [c for c in page.complaints if "404" not in c] == []


@pytest.mark.parametrize("screen", SCREENS)
def test_an_empty_case_has_pages_of_its_own(open_page, explorers, screen):
    page = open_page(f"{explorers['empty']}/{screen}")
    assert page.locator("h1").inner_text()
    assert page.complaints == []


def test_what_is_not_there_is_said_with_a_way_back(open_page, explorers):
    page = open_page(f"{explorers['affair']}/claim/nothing")
    assert "nothing of this name" in page.locator("main").inner_text()
    page.locator("main a").click()
    page.wait_for_selector(".entries")
