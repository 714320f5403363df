import pytest

from fictional_case import HOSTILE, hostile_case, the_case
from firsthand.case import CaseReader
from firsthand.report.views import Views

pytestmark = pytest.mark.browser

LISTS = ("#/", "#/sources", "#/documents", "#/passages", "#/originals", "#/problems")


def routes(case, n=1):
    """The lists of a report of `case`, and its first `n` pages of each kind."""
    paths = list(Views(CaseReader.of(case)).paths())
    kinds = ("claim/", "source/", "document/", "pair/")
    return [*LISTS, *(f"#/{path}" for kind in kinds for path in [p for p in paths if p.startswith(kind)][:n])]


ROUTES = routes(the_case())
CLAIM = next(route for route in ROUTES if route.startswith("#/claim/"))


def text(browser, selector):
    return browser.run(f"document.querySelector({selector!r})?.textContent ?? null")


def count(browser, selector):
    return browser.run(f"document.querySelectorAll({selector!r}).length")


def test_the_first_screen_answers_the_question(browser, pages):
    browser.open(pages["affair"])
    assert "4 claims are told more than once" in text(browser, "#answer").replace("\xa0", " ")
    assert count(browser, ".entry") == 4
    assert browser.run("document.querySelector('.entry').getBoundingClientRect().top") < 900


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_view_opens_fits_and_asks_nobody(browser, pages, route, width):
    browser.open(pages["affair"] + route, width=width)
    browser.wait("document.querySelector('#view h1') || !document.querySelector('#ledger').hidden")
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(("file:", "about:")) for url in browser.asked_for())
    assert browser.complaints() == []


def test_search_sort_and_filters_work_together(browser, pages):
    browser.open(pages["affair"])
    browser.run("document.querySelector('[name=q]').focus()")
    browser.call("Input.insertText", text="ines carballo CUATRO veces")
    browser.wait("document.querySelectorAll('.entry').length === 1")
    assert "dredging" in text(browser, ".entry")
    browser.run("document.querySelector('[name=q]').value = ''; document.querySelector('[name=once]').click()")
    browser.wait("document.querySelectorAll('.entry').length === 5")
    browser.run("document.querySelector('[data-verdict=\"lineage unknown\"]').click()")
    browser.wait("document.querySelectorAll('.entry').length === 1")
    assert "cannot tell" in text(browser, ".entry")
    browser.run("document.querySelector('[name=q]').focus()")
    browser.call("Input.insertText", text="no such words")
    browser.wait("!document.querySelector('.nothing').hidden")
    browser.run("document.querySelector('.reset').click()")
    browser.wait("document.querySelectorAll('.entry').length === 4")


@pytest.mark.parametrize(("sort", "first"), [("date", "Officials"), ("origins", "dredging"), ("deficit", "dredging")])
def test_the_ledger_can_be_sorted(browser, pages, sort, first):
    browser.open(pages["affair"])
    browser.run("window.sort = document.querySelector('[name=sort]')")
    browser.run(f"sort.value = '{sort}'; sort.dispatchEvent(new Event('input', {{bubbles: true}}))")
    browser.wait(f"document.querySelector('.entry').textContent.includes('{first}')")


@pytest.mark.parametrize("make", [the_case, hostile_case], ids=["affair", "hostile"])
def test_every_link_to_characters_highlights_exactly_those(browser, pages, make):
    case = make()
    browser.open(pages["affair" if make is the_case else "hostile"])
    views = Views(CaseReader.of(case))
    spans = [a.span for claim in case.claims[:4] for a in claim.assertions][:14] + [q.span for q in case.quotations]
    for span in spans:
        route = views.link(span)
        browser.go(route)
        browser.wait("document.querySelector('mark.here')")
        shown = browser.run("Array.from(document.querySelectorAll('mark.here'), (m) => m.textContent).join('')")
        assert shown == span.exact.replace("\0", "␀"), route


def test_the_tree_leads_to_the_words(browser, pages):
    browser.open(pages["affair"] + CLAIM)
    browser.wait("document.querySelector('.tree')")
    assert "without this edge, 1 origin would become 2" in text(browser, ".tree")
    assert browser.run("document.querySelector('.tree mark.changed').textContent") == "five"
    browser.run("document.querySelector('.tree blockquote a').click()")
    browser.wait("document.querySelector('mark.here')")
    assert text(browser, "mark.here").startswith("four times more")


@pytest.mark.parametrize("route", routes(hostile_case(), 3))
def test_nothing_that_documents_say_runs(browser, pages, route):
    browser.open(pages["hostile"] + route)
    browser.wait("document.querySelector('#view h1') || !document.querySelector('#ledger').hidden")
    assert browser.run("window.ran") is None
    assert browser.run("document.title") != "ran"
    assert count(browser, "main img, main iframe, main object, main link, main script") == 0
    assert browser.run("Array.from(document.links).every((a) => /^(#|http)/.test(a.getAttribute('href')))")
    assert all(url.startswith(("file:", "about:")) for url in browser.asked_for())
    assert browser.complaints() == []


def test_hostile_words_are_shown_as_they_are(browser, pages):
    browser.open(pages["hostile"])
    shown = browser.run("Array.from(document.querySelectorAll('.entry .words'), (a) => a.textContent)")
    assert HOSTILE[0] in shown
    assert HOSTILE[5] in shown


def test_ten_thousand_claims_open_quickly(browser, pages):
    browser.open(pages["huge"])
    assert browser.cpu_seconds() < 3  # about half a second on an idle machine
    assert count(browser, ".entry") == 60
    browser.run("document.querySelector('[name=q]').focus()")
    browser.call("Input.insertText", text="ship number 7777 ")
    browser.wait("document.querySelectorAll('.entry').length === 1")
    browser.go("#/claim/1")
    assert count(browser, ".node") > 2


def test_what_was_left_out_of_a_huge_page_is_said(browser, pages):
    browser.open(pages["huge"] + "#/claim/9999")
    assert "firsthand serve" in text(browser, "#view")


def test_an_empty_case_has_a_page_of_its_own(browser, pages):
    for route in ("#/", "#/sources", "#/documents", "#/passages", "#/originals", "#/problems"):
        browser.open(pages["empty"] + route)
        assert browser.complaints() == []
    browser.open(pages["empty"])
    assert text(browser, "#answer") == "Nothing could be read."


def test_keyboard_alone_reaches_everything(browser, pages):
    browser.open(pages["affair"])
    browser.press("Tab")
    assert browser.run("document.activeElement.className") == "skip"
    browser.press("/")
    browser.wait("document.activeElement.name === 'q'")
    browser.run("document.querySelector('.entry a.words').focus()")
    browser.press("Enter")
    browser.wait("document.querySelector('#view h1')")
    browser.wait("document.activeElement.tagName === 'H1'")
    browser.press("Escape")
    browser.wait("!document.querySelector('#ledger').hidden")


def test_a_screen_reader_finds_landmarks_and_names(browser, pages):
    browser.open(pages["affair"])
    for landmark in ("main", "header", "footer", "nav[aria-label]", "form[role=search][aria-label]", "[role=status]"):
        assert count(browser, landmark) >= 1
    assert browser.run(
        "Array.from(document.querySelectorAll('svg[role=img]')).every((s) => s.getAttribute('aria-label'))"
    )
    named = "Array.from(document.querySelectorAll('a, button')).every((e) => e.textContent.trim() || e.ariaLabel)"
    for route in ROUTES:
        browser.go(route)
        assert browser.run(named)
        assert browser.run("document.querySelectorAll('h1:not([hidden] *)').length") == 1
