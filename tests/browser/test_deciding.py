"""Deciding, undoing, checking and adding in the browser, on the demo collection."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 180_000


def opened(open_page, demo):
    page = open_page(f"{demo}/?token=a-token")
    page.context.set_default_timeout(PATIENCE)
    return page


def proposed(page):
    """Wait until a change has been worked out."""
    page.wait_for_selector("[data-keep], main a[href='/add']", timeout=PATIENCE)


def kept(page, demo):
    """Wait until the case has the decision: it is kept at once, or as soon as the whole case has been worked out."""
    page.wait_for_selector("article.claim:not(:has(.change-page))", timeout=PATIENCE)
    page.goto(f"{demo}/audit")


def undo_last(page, demo):
    page.goto(f"{demo}/audit")
    page.locator(".decisions button").last.click()
    proposed(page)
    page.keyboard.press("a")
    page.wait_for_selector("article.audit")


def test_a_tie_is_cut_the_count_changes_and_it_is_undone(open_page, demo):
    page = opened(open_page, demo)
    page.locator(".line .what > a", has_text="ruptured pipe").first.click()
    before = page.locator(".verdict-line").inner_text()
    page.locator(".node", has_text="Castrel Daily").locator(".decide button").first.click()
    page.wait_for_selector(".here .counts", timeout=PATIENCE)
    assert "/claim/" in page.url
    page.keyboard.press("a")
    kept(page, demo)
    assert "not copied" in page.locator(".decisions").inner_text()
    undo_last(page, demo)
    page.goto(demo)
    page.locator(".line .what > a", has_text="ruptured pipe").first.click()
    assert page.locator(".verdict-line").inner_text() == before


def test_two_names_are_merged_and_what_is_discarded_changes_nothing(open_page, demo):
    page = opened(open_page, demo)
    page.goto(f"{demo}/sources")
    page.locator(".cards a", has_text="Marta Quiroga").first.click()
    page.locator("input[name=subject]:not([type=hidden])").fill("Bruno Salas")
    page.locator(".decide button").click()
    proposed(page)
    page.keyboard.press("r")
    page.wait_for_selector("article.audit")
    assert page.locator(".decisions").count() == 0


def test_a_text_is_checked(open_page, demo):
    page = open_page(f"{demo}/check")
    page.locator("textarea").fill(
        "The leak was stopped at dawn, and the river will need months to recover.\n\nA heron was seen on the quay."
    )
    page.locator("form.drop button").click()
    page.wait_for_selector(".finding", timeout=PATIENCE)
    assert page.locator(".finding.echo, .finding.told").count() >= 1


def test_a_file_is_added_with_the_keyboard_alone(open_page, demo, tmp_path):
    text = "The Estuary, 9 March 2031\n\nThe leak was stopped at dawn, and the river will need months to recover, an "
    (tmp_path / "estuary.txt").write_text(text + "angler said.\n", "utf8")
    page = opened(open_page, demo)
    page.goto(f"{demo}/add")
    page.locator("input[type=file]").set_input_files(tmp_path / "estuary.txt")
    page.locator("form.drop button").focus()
    page.keyboard.press("Enter")
    proposed(page)
    assert "1 document was added" in page.locator("main").inner_text()


def test_two_voices_are_merged_where_the_claim_stands_and_thrown_away_again(open_page, demo):
    page = opened(open_page, demo)
    page.locator(".line .what > a", has_text="fish").first.click()
    page.locator("form.wide button").first.click()
    page.wait_for_selector(".here .counts, .here .empty, .here [data-keep]", timeout=PATIENCE)
    page.keyboard.press("r")
    page.wait_for_selector("article.claim:not(:has(.change-page))", timeout=PATIENCE)
    assert page.complaints == []


def test_without_javascript_a_cut_is_shown_on_a_page_of_its_own(open_page, demo):
    page = open_page(f"{demo}/?token=a-token", java_script_enabled=False)
    page.locator(".line .what > a", has_text="ruptured pipe").first.click()
    page.locator(".node .decide button").first.click()
    page.wait_for_selector(".change-page .counts", timeout=PATIENCE)
    page.locator("[data-discard]").click()
    page.wait_for_selector("article.claim", timeout=PATIENCE)


def test_who_has_no_token_sees_no_form(open_page, demo):
    page = open_page(f"{demo}/audit")
    assert page.locator("form[method=post]").count() == 0
