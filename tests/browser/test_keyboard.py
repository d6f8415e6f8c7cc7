"""Everything can be done without a mouse."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement"


def test_the_first_stop_skips_to_the_content(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "content"


def test_a_report_is_one_stop_and_arrows_go_from_mark_to_mark(open_page: Open) -> None:
    page = open_page()
    report = page.locator(".report").first
    assert report.locator(".m[tabindex='0']").count() == 1
    report.locator(".m[tabindex='0']").focus()
    order = [page.evaluate(f"{FOCUSED}.id")]
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        order.append(page.evaluate(f"{FOCUSED}.id"))
    marks = report.locator(".m[id]").evaluate_all("all => all.map(e => e.id)")
    assert order == marks[:4]
    page.keyboard.press("End")
    assert page.evaluate(f"{FOCUSED}.id") == marks[-1]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{FOCUSED}.id") == marks[-1]
    page.keyboard.press("Home")
    assert page.evaluate(f"{FOCUSED}.id") == marks[0]
    assert report.locator(".m[tabindex='0']").count() == 1


def test_focus_names_the_source(open_page: Open) -> None:
    page = open_page()
    page.locator(".report .m.s-deny[id]").first.focus()
    assert page.locator("#tip").is_visible()
    described = page.evaluate(f"{FOCUSED}.getAttribute('aria-describedby')")
    assert page.locator(f"#{described}").inner_text() == "The Kremlin: denies; certain"


def test_enter_opens_and_escape_returns(open_page: Open) -> None:
    page = open_page()
    page.locator(".report .m.s-deny[id]").first.focus()
    was = page.evaluate(f"{FOCUSED}.id")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "inspector"
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.id") == was
    assert page.locator("#inspector.open").count() == 0


def test_what_has_focus_can_be_seen(open_page: Open) -> None:
    page = open_page()
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle")
        assert style != "none", page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 200)")


def test_places_open_by_keyboard(open_page: Open) -> None:
    page = open_page()
    page.locator("#places summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#places details[open] a").first.is_visible()


@pytest.mark.parametrize(
    ("box", "item"), [(".histogram", "a"), ("#places", "summary"), ("#rows", ".row-words a")]
)
def test_a_list_is_one_stop_and_arrows_go_through_it(open_page: Open, box: str, item: str) -> None:
    page = open_page()
    items = page.locator(f"{box} {item}")
    assert page.locator(f"{box} {item}[tabindex='0']").count() == 1
    items.first.focus()
    page.keyboard.press("ArrowDown")
    assert items.nth(1).evaluate("e => e === document.activeElement")
    page.keyboard.press("End")
    assert items.last.evaluate("e => e === document.activeElement")
    assert page.locator(f"{box} {item}[tabindex='0']").count() == 1
    page.keyboard.press("Tab")
    assert not page.evaluate(f"document.activeElement.matches('{box} {item}')")
