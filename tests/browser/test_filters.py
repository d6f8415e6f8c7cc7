"""The list of who says what."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, until

pytestmark = pytest.mark.browser


def test_filters_narrow_the_list_and_go_into_the_address(open_page: Open) -> None:
    page = open_page()
    assert page.locator("#count").inner_text() == "12 claims"
    page.locator("select[name=side]").select_option("Russia")
    assert page.locator("#count").inner_text() == "4 claims of 12"
    page.locator("select[name=stance]").select_option("deny")
    assert page.locator("#count").inner_text() == "1 claim of 12"
    assert page.locator("#rows .row").count() == 1
    assert page.url.endswith("#who&side=Russia&stance=deny")


def test_an_address_with_filters_shows_what_was_sent(open_page: Open) -> None:
    page = open_page("#who&side=Russia&stance=deny")
    assert page.locator("#count").inner_text() == "1 claim of 12"
    assert page.locator("select[name=side]").input_value() == "Russia"
    until(page, "Math.abs(document.getElementById('who').getBoundingClientRect().y) < 90")


def test_choices_say_how_many_they_leave(open_page: Open) -> None:
    page = open_page()
    options = page.locator("select[name=place] option").all_inner_texts()
    assert "Kherson (2)" in options
    page.locator("select[name=outlet]").select_option("Південний вісник")
    assert "Kherson (1)" in page.locator("select[name=place] option").all_inner_texts()


def test_words_are_searched_and_cleared(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("searchbox").fill("100,000")
    assert page.locator("#rows .row").count() == 1
    page.get_by_role("button", name="Clear").click()
    until(page, "document.querySelectorAll('#rows .row').length === 12")


@pytest.mark.parametrize("name", ["source", "place", "type", "certainty"])
def test_each_filter_has_choices_that_work(open_page: Open, name: str) -> None:
    page = open_page()
    option = page.locator(f"select[name={name}] option").nth(1)
    number = option.inner_text().rsplit("(", 1)[1].rstrip(")")
    page.locator(f"select[name={name}]").select_option(option.get_attribute("value"))
    assert page.locator("#rows .row").count() == int(number)


def test_rows_made_by_the_page_read_as_those_that_came_with_it(open_page: Open) -> None:
    page = open_page()
    text = r"e => e.textContent.replace(/[\s⟨⟩]/g, '')"
    rows = f"[...document.querySelectorAll('#rows .row')].map({text})"
    came = page.evaluate(rows)
    words = page.locator("#filters input[name=words]")
    words.fill("nothing has these words")
    until(page, "document.querySelectorAll('#rows .row').length === 0")
    words.fill("")
    until(page, f"document.querySelectorAll('#rows .row').length === {len(came)}")
    assert page.evaluate(rows) == came
