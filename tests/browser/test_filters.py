"""The one filter of the page: every part follows it, and the address, and what is handed on."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.browser.conftest import Open, until

pytestmark = pytest.mark.browser


def filtering(open_page: Open, anchor: str = "") -> Any:
    """The page with its filter open."""
    page = open_page(anchor)
    page.locator("#filterbutton").click()
    until(page, "document.querySelectorAll('select[name=side] option').length > 1")
    return page


def test_filters_narrow_the_list_and_go_into_the_address(open_page: Open) -> None:
    page = filtering(open_page)
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
    assert page.locator("#seencount").inner_text() == "1 claim of 12"
    assert page.locator("#seenfilters").inner_text().split("\n") == ["Russia ×", "denies ×"]
    until(page, "Math.abs(document.getElementById('who').getBoundingClientRect().y) < 140")


def test_every_part_of_the_page_follows_the_filter(open_page: Open) -> None:
    page = filtering(open_page)
    parts = {"#contradictions .dispute": 0, "#timeline .trow": 1, "#reports article": 1,
             "#places > ol > li": 1, "#mapbox > svg a": 1}  # fmt: skip
    before = {part: page.locator(part).evaluate_all(SEEN) for part in parts}
    page.locator("select[name=outlet]").select_option("Південний вісник")
    page.locator("#filterclose").click()
    after = {part: page.locator(part).evaluate_all(SEEN) for part in parts}
    for part, least in parts.items():
        assert least <= after[part] <= before[part], part
    assert after["#reports article"] == 1
    assert after["#timeline .trow"] < before["#timeline .trow"]
    assert page.locator("#reports article:not(.sifted)").get_attribute("id") == "r-2"
    assert page.locator("#h-reports .left").inner_text().strip() == "1 report of 3"
    counted = page.locator("#places > ol > li:not(.sifted) .count").all_text_contents()
    assert sum(map(int, counted)) > 0
    claims = page.evaluate("dateline.choice.claims")
    for item in page.locator("[data-cs]:not(.sifted):not(.sifted *)").all():
        assert set(claims) & set(map(int, str(item.get_attribute("data-cs")).split()))


SEEN = "all => all.filter(e => !e.closest('.sifted')).length"


def test_bars_of_the_timeline_count_what_is_left(open_page: Open) -> None:
    page = open_page("#timeline&stance=deny")
    bars = page.locator(".histogram a").evaluate_all("all => all.map(e => e.title)")
    assert all(bar.endswith(": 0") for bar in bars)
    page.locator("#seenclear").click()
    until(page, "[...document.querySelectorAll('.histogram a')].some(e => !/: 0$/.test(e.title))")
    assert page.locator("#seen").is_hidden()
    assert page.locator(".left").count() == 0


def test_what_is_taken_off_comes_back(open_page: Open) -> None:
    page = open_page("#who&side=Russia&stance=deny")
    page.get_by_role("button", name="Without denies").click()
    until(page, "document.getElementById('count').textContent === '4 claims of 12'")
    assert page.url.endswith("#who&side=Russia")
    page.get_by_role("button", name="Without Russia").click()
    until(page, "document.getElementById('count').textContent === '12 claims'")
    assert page.locator(".sifted").count() == 0


def test_a_link_to_what_is_left_out_shows_it_and_keeps_the_filter(open_page: Open) -> None:
    page = open_page("#who&outlet=%D0%9F%D1%96%D0%B2%D0%B4%D0%B5%D0%BD%D0%BD%D0%B8%D0%B9%20"
                     "%D0%B2%D1%96%D1%81%D0%BD%D0%B8%D0%BA")  # fmt: skip
    anchor = page.locator("#r-1 .m[id]").first.get_attribute("id")
    page.evaluate("anchor => { location.hash = anchor }", anchor)
    page.wait_for_selector("#inspector.open")
    assert page.locator(f"[id='{anchor}']").is_visible()
    assert f"#{anchor}&outlet=" in page.url


def test_choices_say_how_many_they_leave(open_page: Open) -> None:
    page = filtering(open_page)
    options = page.locator("select[name=place] option").all_inner_texts()
    assert "Kherson (2)" in options
    page.locator("select[name=outlet]").select_option("Південний вісник")
    assert "Kherson (1)" in page.locator("select[name=place] option").all_inner_texts()


def test_words_are_searched_and_cleared(open_page: Open) -> None:
    page = filtering(open_page)
    page.get_by_role("searchbox").fill("100,000")
    until(page, "document.querySelectorAll('#rows .row').length === 1")
    page.locator("#filters").get_by_role("button", name="Clear").click()
    until(page, "document.querySelectorAll('#rows .row').length === 12")


@pytest.mark.parametrize("name", ["source", "place", "type", "certainty"])
def test_each_filter_has_choices_that_work(open_page: Open, name: str) -> None:
    page = filtering(open_page)
    option = page.locator(f"select[name={name}] option").nth(1)
    number = option.inner_text().rsplit("(", 1)[1].rstrip(")")
    page.locator(f"select[name={name}]").select_option(option.get_attribute("value"))
    assert page.locator("#rows .row").count() == int(number)


def test_rows_made_by_the_page_read_as_those_that_came_with_it(open_page: Open) -> None:
    page = filtering(open_page)
    text = r"e => e.textContent.replace(/[\s⟨⟩]/g, '')"
    rows = f"[...document.querySelectorAll('#rows .row')].map({text})"
    came = page.evaluate(rows)
    words = page.locator("#filters input[name=words]")
    words.fill("nothing has these words")
    until(page, "document.querySelectorAll('#rows .row').length === 0")
    words.fill("")
    until(page, f"document.querySelectorAll('#rows .row').length === {len(came)}")
    assert page.evaluate(rows) == came


def test_what_is_seen_is_saved_as_a_table_that_runs_nothing(open_page: Open) -> None:
    page = open_page("#who&side=Russia")
    with page.expect_download() as waiting:
        page.locator("#seen .csv").click()
    text = waiting.value.path().read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 4
    assert {row["side"] for row in rows} == {"Russia"}
    assert all(row["claim_id"].startswith("clm-") and row["quote"] for row in rows)
    page.locator("#seenclear").click()
    until(page, "document.getElementById('count').textContent === '12 claims'")
    with page.expect_download() as waiting:
        page.locator("#who .csv").click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == 12
    assert "\u202e" not in text


def test_a_citation_is_copied(open_page: Open) -> None:
    page = open_page()
    page.evaluate(
        "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }"
    )
    mark = page.locator(".report .m.s-estimate").first
    mark.click()
    page.get_by_role("button", name="Copy citation").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("window.copied")
    anchor = str(mark.get_attribute("id"))
    for part in ("“Russia has lost around 100,000 soldiers”", "US estimate (estimates)",
                 "The Southern Post", "2022-11-11", "https://southern-post.example/kherson",
                 anchor.removeprefix("c-")):  # fmt: skip
        assert part in copied


def test_the_filter_closes_by_key_and_gives_the_focus_back(open_page: Open) -> None:
    page = filtering(open_page)
    page.keyboard.press("Escape")
    assert page.locator("#filters").is_hidden()
    assert page.evaluate("document.activeElement.id") == "filterbutton"
