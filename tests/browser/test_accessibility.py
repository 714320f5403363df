"""Every screen held against WCAG 2.2 AA by axe-core: light, dark, on a telephone, in Spanish; explorer and report."""

from importlib.resources import files

import pytest

from firsthand.report.screens import LISTS

pytestmark = pytest.mark.browser

LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 360},
    "spanish": {"locale": "es-ES"},
}
KINDS = (
    ("/", "/claim/"),
    ("/facts", "/fact/"),
    ("/sources", "/source/"),
    ("/documents", "/document/"),
    ("/passages", "/pair/"),
)
RUN = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"


@pytest.fixture(scope="session")
def axe():
    """The script of axe-core."""
    try:
        return (files("axe_playwright_python") / "axe.min.js").read_text("utf8")
    except ImportError:
        pytest.fail("these tests need axe-core: pip install axe-playwright-python")


def violations(page, axe):
    """What axe finds on a page, in words."""
    page.evaluate(axe)
    found = page.evaluate(RUN)["violations"]
    return [f"{v['id']}: {n['target']} {n['failureSummary'][:300]}" for v in found for n in v["nodes"][:3]]


def screens(page, address):
    """Addresses of all lists, and of one page of each kind."""
    found = ["/", *(f"/{name}" for name in (*LISTS, "check", "search?q=river"))]
    for start, kind in KINDS:
        page.goto(address + start)
        found += page.eval_on_selector_all(f"a[href^='{kind}']", "links => links.map(a => a.getAttribute('href'))")[:1]
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_the_explorer_has_no_fault_that_axe_finds(open_page, demo, axe, look):
    page = open_page(f"{demo}/?token=a-token", **LOOKS[look])
    found = {}
    for screen in [*screens(page, demo), "/add", "/claim/nothing"]:
        page.goto(demo + screen)
        if faults := violations(page, axe):
            found[screen] = faults
    assert found == {}


@pytest.mark.parametrize("look", LOOKS)
def test_the_report_has_no_fault_that_axe_finds(open_page, reports, axe, look):
    page = open_page(reports["spanish" if look == "spanish" else "affair"], **LOOKS[look])
    found = {}
    for path in ("", *LISTS):
        page.evaluate("path => { location.hash = '#/' + path }", path)
        page.wait_for_timeout(60)
        if faults := violations(page, axe):
            found[path] = faults
    assert found == {}


@pytest.mark.parametrize("look", LOOKS)
def test_what_a_decision_would_do_has_no_fault_that_axe_finds(open_page, demo, axe, look):
    page = open_page(f"{demo}/?token=a-token", **LOOKS[look])
    page.context.set_default_timeout(180_000)
    page.locator(".line .what > a").first.click()
    page.locator(".node .decide button").first.click()
    page.wait_for_selector(".change-page.here .counts")
    found = violations(page, axe)
    page.locator(".here [data-discard]").click()
    page.wait_for_selector("article.claim:not(:has(.change-page))")
    assert found == []
