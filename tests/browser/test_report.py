"""The report in a browser: with JavaScript and without, from ten thousand claims to none."""

import pytest

from fictional_case import HOSTILE, hostile_case, the_case
from firsthand.case import CaseReader
from firsthand.report.addresses import PlacesInReport
from firsthand.report.screens import LISTS, paths
from firsthand.report.views import Views

pytestmark = pytest.mark.browser


def count_of(page, selector, n):
    """Wait until a page has so many of these."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_count(n, timeout=20_000)


VISIBLE = "h1:visible"


def routes(case, n=1):
    """The lists of a report of `case`, and its first `n` views of each kind."""
    found = list(paths(Views(CaseReader.of(case))))
    kinds = ("claim/", "fact/", "source/", "document/", "pair/")
    return ["", *LISTS, *(path for kind in kinds for path in [p for p in found if p.startswith(kind)][:n])]


def go(page, path):
    page.evaluate("path => { location.hash = '#/' + path }", path)
    page.wait_for_timeout(60)


@pytest.mark.parametrize("path", routes(the_case()))
@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_view_opens_fits_and_asks_nobody(open_page, reports, path, scripted, width):
    page = open_page(f"{reports['affair']}#/{path}", width, java_script_enabled=scripted)
    assert page.locator(VISIBLE).count() == 1
    if scripted:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith("file:") for url in page.asked_for)
    assert page.complaints == []


@pytest.mark.parametrize("make", [the_case, hostile_case], ids=["affair", "hostile"])
def test_every_link_to_characters_highlights_exactly_those(open_page, reports, make):
    case = make()
    page = open_page(reports["affair" if make is the_case else "hostile"])
    views = Views(CaseReader.of(case), to=PlacesInReport())
    spans = [a.span for claim in case.claims[:4] for a in claim.assertions][:14] + [q.span for q in case.quotations]
    for span in spans:
        go(page, views.link(span)[2:])
        shown = page.evaluate("Array.from(document.querySelectorAll('mark.here'), m => m.textContent).join('')")
        assert shown == span.exact.replace("\0", "␀"), views.link(span)


def test_without_javascript_a_claim_leads_to_its_words(open_page, reports):
    page = open_page(reports["affair"], java_script_enabled=False)
    assert page.locator(".home").is_visible()
    page.locator(".line .what > a:visible", has_text="dredging").first.click()
    assert page.locator("svg.lineage:visible").count() == 1
    page.locator(".tree blockquote a:visible").first.click()
    assert page.locator(".anchor:target").count() == 1
    assert page.locator("article.document:visible").count() == 1
    assert not page.locator(".home").is_visible()


def test_search_sort_and_facets_work_together(open_page, reports):
    page = open_page(reports["affair"])
    page.locator("[name=q]").fill("ines carballo CUATRO veces")
    assert page.locator(".line").count() == 1
    page.locator("[name=q]").fill("")
    page.locator("summary", has_text="Narrow").click()
    page.locator("[name=once]").check()
    assert page.locator(".line").count() == 5
    page.locator(".pill", has_text="cannot tell").click()
    assert page.locator(".line").count() == 1
    page.locator("[name=q]").fill("no such words")
    assert page.locator(".line").count() == 0
    assert "No claim fits" in page.locator(".status").inner_text()


@pytest.mark.parametrize(("sort", "first"), [("date", "Officials"), ("origins", "dredging"), ("deficit", "dredging")])
def test_the_ledger_can_be_sorted(open_page, reports, sort, first):
    page = open_page(reports["affair"])
    page.locator("[name=sort]").select_option(sort)
    assert first in page.locator(".line").first.inner_text()


def test_keys_alone(open_page, reports):
    page = open_page(reports["affair"])
    page.keyboard.press("j")
    page.keyboard.press("j")
    address = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#view article")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Escape")
    page.wait_for_selector("#view", state="hidden")
    assert page.evaluate("document.activeElement.getAttribute('href')") == address
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


@pytest.mark.parametrize("path", routes(hostile_case(), 3))
def test_nothing_that_documents_say_runs(open_page, reports, path):
    for scripted in (True, False):
        page = open_page(f"{reports['hostile']}#/{path}", java_script_enabled=scripted)
        assert not page.title().startswith("ran")
        assert page.locator("main img, main iframe, main object, main link, main script").count() == 0
        assert all(url.startswith("file:") for url in page.asked_for)
        assert page.complaints == []


def test_hostile_words_are_shown_as_they_are(open_page, reports):
    page = open_page(reports["hostile"])
    shown = page.eval_on_selector_all(".line .what > a", "links => links.map(a => a.textContent)")
    assert HOSTILE[0] in shown
    assert HOSTILE[5] in shown


def test_ten_thousand_claims_open_and_are_searched(open_page, reports):
    page = open_page(reports["huge"])
    assert page.locator(".line").count() == 60
    page.locator("[name=q]").fill("ship number 7777 ")
    count_of(page, ".line", 1)
    page.locator("[name=q]").fill("")
    count_of(page, ".line", 60)
    page.locator(".line .what > a").first.click()
    page.wait_for_selector(".node")
    go(page, "claim/c9999")
    assert "firsthand serve" in page.locator("#view").inner_text()


def test_printing_prints_every_claim(open_page, reports):
    page = open_page(reports["affair"])
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article.claim").count() == 5
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article.claim").count() == 0


def test_a_report_in_spanish_and_one_of_nothing(open_page, reports):
    assert "afirmaciones" in open_page(reports["spanish"]).locator("h1").inner_text()
    empty = open_page(reports["empty"])
    assert empty.locator("h1").inner_text() == "Nothing could be read."
    for path in LISTS:
        go(empty, path)
        assert empty.locator(VISIBLE).count() == 1
    assert empty.complaints == []
