"""What a new user comes for, done in a browser on the demo with the links that are there."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 180_000


def test_the_claim_most_repeated_from_one_voice_is_the_first_line(open_page, demo):
    line = open_page(demo).locator(".line").first.inner_text()
    assert "1 source" in line
    assert "Marta Quiroga" in line


def test_who_said_a_figure_first_is_found_by_a_word_of_it(open_page, demo):
    page = open_page(demo)
    page.locator(".controls input[type=search]").fill("valves")
    page.wait_for_url("**q=valves*")
    page.locator(".line .what > a").first.click()
    answer = page.locator(".answer").inner_text()
    assert "informe de inspección" in answer
    assert "first here" in answer


def test_how_many_died_and_who_contradicts_whom(open_page, demo):
    page = open_page(demo)
    page.locator("a", has_text="have killed").first.click()
    sides = page.locator(".sides li").all_inner_texts()
    assert [side.split(":")[0] for side in sides] == ["Irene Salvat", "Teresa Moura"]
    assert "two" in sides[0]
    assert sides[0].index("two") < sides[0].index("Tres") < sides[0].index("five")
    assert "seven" in sides[1]


def test_what_changed_between_two_states_of_a_page(open_page, demo):
    page = open_page(f"{demo}/documents")
    page.locator("a", has_text="what changed").first.click()
    heads = page.locator(".pair-row.head > div").all_inner_texts()
    assert "08:00" in heads[0]
    assert "18:00" in heads[1]
    assert "Corrección" in page.locator(".pair-row.gap").first.inner_text()


def test_a_new_article_is_checked_and_the_evidence_handed_over(open_page, demo):
    page = open_page(f"{demo}/check")
    page.locator("textarea").fill("The fumes from the Ossana plant have killed nine people in Valdoro.")
    page.locator("form.drop button").click()
    page.wait_for_selector(".finding", timeout=PATIENCE)
    said = page.locator(".finding").first.inner_text()
    assert "told before in" in said
    assert "It differs" in said
    assert "nine" in said
    with page.expect_download(timeout=PATIENCE) as download:
        page.locator("a[href='/download/bundle']").click()
    assert download.value.suggested_filename
