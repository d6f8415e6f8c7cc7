"""Reading: marks, their sources, and the way from every item to its words."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_hovering_a_mark_names_its_source(open_page: Open) -> None:
    page = open_page()
    page.locator(".report .m.s-deny").first.hover()
    assert page.locator("#tip").inner_text() == "The Kremlin: denies; certain"
    assert page.locator(".src.lit").inner_text() == "The Kremlin"
    assert page.locator(".cue.lit").inner_text() == "denied"
    page.locator("h1").hover()
    assert page.locator("#tip").is_hidden()


def test_choosing_a_mark_shows_what_was_coded(open_page: Open) -> None:
    page = open_page()
    page.locator(".report .m.s-estimate").first.click()
    box = page.locator("#inspector")
    words = box.inner_text()
    assert "Russia has lost around 100,000 soldiers" in words
    assert "100,000 lost" in words
    assert "around" in words
    anchor = page.locator(".report .m.s-estimate").first.get_attribute("id")
    assert page.url.endswith(f"#{anchor}")
    box.get_by_label("Close").click()
    assert page.locator(".chosen").count() == 0


def test_an_inner_mark_is_chosen_and_not_the_one_around_it(open_page: Open) -> None:
    page = open_page()
    page.locator(".report .m .m").first.click()
    assert "there had been “no losses of equipment”" in page.locator("#inspector").inner_text()
    assert "partly quoted" in page.locator("#inspector").inner_text()


def test_an_address_with_a_claim_opens_its_words(open_page: Open) -> None:
    first = open_page()
    anchor = first.locator(".report .m.s-demand").first.get_attribute("id")
    page = open_page(f"#{anchor}")
    page.wait_for_selector("#inspector.open")
    assert page.locator(f"#{anchor}").evaluate("e => e === document.activeElement")
    assert "the mines be cleared" in page.locator("#inspector").inner_text()
    box = page.locator(f"#{anchor}").bounding_box()
    assert 0 < box["y"] < 900


@pytest.mark.parametrize(
    "link", ["#contradictions blockquote a", "#timeline .twhat a", "#rows .row-words a"]
)
def test_every_list_leads_to_the_words(open_page: Open, link: str) -> None:
    page = open_page()
    found = page.locator(link).first
    target = found.get_attribute("href")
    found.click()
    page.wait_for_selector("#inspector.open")
    assert page.url.endswith(target)
    box = page.locator(target).bounding_box()
    assert 0 < box["y"] < 900


def test_stances_differ_by_sign_and_line_and_not_by_colour_alone(open_page: Open) -> None:
    page = open_page()
    sign = "e => getComputedStyle(e, '::before').content"
    signs = {
        s: page.locator(f".report .m.s-{s}[id]").first.evaluate(sign)
        for s in ("deny", "estimate", "predict", "demand")
    }
    assert len({re.sub(r"\s", "", v) for v in signs.values()}) == 4
    line = "e => getComputedStyle(e).textDecorationStyle"
    assert page.locator(".report .m.hedged").first.evaluate(line) == "dotted"
    assert page.locator(".report .m.s-deny").first.evaluate(line) == "solid"
