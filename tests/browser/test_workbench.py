"""What a person does in the workbench: sign in, search, read, judge by keys, take back."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.store import Role, open_ledger
from tests.browser.conftest import Told, playwright, serving
from tests.web.conftest import TOKEN, filled, ledger  # noqa: F401


@pytest.fixture
def served(ledger: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:  # noqa: F811
    """`dateline serve` as a user runs it: the process and its address."""
    with serving(ledger, "--author", "Ada") as (running, address):
        yield running, address
        running.send_signal(signal.SIGINT)
        running.wait(10)


@pytest.fixture
def desk_page(chromium: Any, served: tuple[subprocess.Popen[str], str]) -> Iterator[Any]:
    """A signed-in page; it must have told of no problem and asked no other host."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    told = Told(page)
    page.goto(served[1])
    yield page
    page.close()
    host = served[1].split("/?")[0]
    assert told.problems == []
    assert all(request.startswith((host, "data:")) for request in told.requests)


def until(page: Any, expression: str, *, seconds: float = 20) -> None:
    """Waits until an expression holds in a page that is whole, also while it goes to another."""
    for _ in range(int(seconds * 20)):
        try:
            # The address is the next page's before the script that hears its keys has run.
            if page.evaluate(f"document.readyState === 'complete' && ({expression})"):
                return
        except playwright.Error:
            pass
        page.wait_for_timeout(50)
    pytest.fail(f"after {seconds} s not yet: {expression}")


def site(page: Any) -> str:
    return str(page.evaluate("location.origin"))


def made(path: Path) -> list[tuple[str, str]]:
    with open_ledger(path) as opened:
        return [(j.target, j.verdict.value) for j in opened.judgements()]


def test_the_token_leaves_the_address(desk_page: Any) -> None:
    assert desk_page.url.endswith("/")
    assert TOKEN not in desk_page.content()


def test_search_then_open_then_the_words_in_their_report(desk_page: Any) -> None:
    desk_page.keyboard.press("/")
    desk_page.keyboard.type("Antonivka")
    desk_page.keyboard.press("Enter")
    until(desk_page, "location.pathname === '/claims'")
    assert desk_page.locator(".records > li").count() > 0
    desk_page.keyboard.press("j")
    desk_page.keyboard.press("Enter")
    until(desk_page, "location.pathname.startsWith('/claims/')")
    words = desk_page.locator("h1.quote").inner_text()
    assert desk_page.locator(".m.chosen").first.inner_text().strip("✕ ") in words
    desk_page.locator(".kicker a").click()
    until(desk_page, "location.pathname.startsWith('/reports/')")
    assert desk_page.evaluate("document.querySelector(':target').getBoundingClientRect().top < 900")


def test_a_queue_is_judged_by_keys_and_taken_back(
    desk_page: Any, ledger: Path  # noqa: F811
) -> None:  # fmt: skip
    desk_page.goto(site(desk_page) + "/review/contradictions")
    first = desk_page.locator("input[name=target]").first.get_attribute("value")
    desk_page.keyboard.press("n")
    until(desk_page, f"document.querySelector('input[name=target]')?.value !== '{first}'")
    assert made(ledger) == [(first, "wrong")]
    desk_page.keyboard.press("u")
    until(desk_page, f"document.querySelector('input[name=target]')?.value === '{first}'")
    assert made(ledger) == []


def test_space_leaves_a_card_for_later(desk_page: Any) -> None:
    desk_page.goto(site(desk_page) + "/review/contradictions")
    first = desk_page.locator("input[name=target]").first.get_attribute("value")
    desk_page.keyboard.press(" ")
    until(desk_page, f"document.querySelector('input[name=target]')?.value !== '{first}'")
    assert "skip=1" in desk_page.url


def test_keys_do_nothing_while_one_writes(desk_page: Any, ledger: Path) -> None:  # noqa: F811
    desk_page.goto(site(desk_page) + "/review/claims")
    desk_page.locator("input[name=reason]").fill("")
    desk_page.locator("input[name=reason]").press_sequentially("yes, nobody knows")
    assert made(ledger) == []
    desk_page.keyboard.press("Escape")


def test_keys_can_be_switched_off(desk_page: Any, ledger: Path) -> None:  # noqa: F811
    desk_page.goto(site(desk_page) + "/help")
    desk_page.locator("#keys").click()
    assert desk_page.locator("#keys").get_attribute("aria-pressed") == "false"
    desk_page.goto(site(desk_page) + "/review/claims")
    desk_page.keyboard.press("y")
    desk_page.wait_for_timeout(300)
    assert made(ledger) == []


def test_two_browsers_on_one_queue_lose_nothing(
    desk_page: Any, chromium: Any, served: Any, ledger: Path  # noqa: F811
) -> None:  # fmt: skip
    second = chromium.new_page()
    second.goto(served[1])
    for page in (desk_page, second):
        page.goto(site(page) + "/review/contradictions")
    target = desk_page.locator("input[name=target]").first.get_attribute("value")
    assert second.locator("input[name=target]").first.get_attribute("value") == target
    desk_page.keyboard.press("n")
    until(desk_page, f"document.querySelector('input[name=target]')?.value !== '{target}'")
    second.keyboard.press("n")
    until(second, f"document.querySelector('input[name=target]')?.value !== '{target}'")
    assert made(ledger) == [(target, "wrong")]
    second.close()


def test_a_server_that_is_killed_keeps_what_was_decided(
    desk_page: Any, served: tuple[subprocess.Popen[str], str], ledger: Path  # noqa: F811
) -> None:  # fmt: skip
    desk_page.goto(site(desk_page) + "/review/claims")
    target = desk_page.locator("input[name=target]").first.get_attribute("value")
    desk_page.keyboard.press("y")
    until(desk_page, f"document.querySelector('input[name=target]')?.value !== '{target}'")
    desk_page.goto("about:blank")  # a page that listens would tell of the lost connection
    os.kill(served[0].pid, signal.SIGKILL)
    served[0].wait(10)
    assert made(ledger) == [(target, "right")]


def test_an_open_page_learns_of_news_and_keeps_what_is_written(
    desk_page: Any, ledger: Path  # noqa: F811
) -> None:  # fmt: skip
    desk_page.goto(site(desk_page) + "/review/claims")
    desk_page.locator("input[name=reason]").fill("half a thought")
    desk_page.wait_for_timeout(1500)
    with open_ledger(ledger, who="Grace") as opened:
        opened.case_book().make_case("Oleshky")
    until(desk_page, "!document.getElementById('news').hidden")
    assert "New since this page was opened: 1." in desk_page.locator("#news").inner_text()
    assert desk_page.locator("input[name=reason]").input_value() == "half a thought"
    desk_page.locator("#news a").click()
    until(desk_page, "document.getElementById('news').hidden")


def test_two_people_sign_in_and_get_two_cards(
    desk_page: Any, chromium: Any, ledger: Path  # noqa: F811
) -> None:  # fmt: skip
    with open_ledger(ledger) as opened:
        book = opened.user_book()
        tokens = [book.add_user(name, Role.REVIEWER, days=1) for name in ("Grace", "Lise")]
    shown = set()
    for token in tokens:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(site(desk_page) + "/review/contradictions")
        assert "/login" in page.url
        page.locator("input[name=token]").fill(token)
        page.locator("button").click()
        until(page, "location.pathname === '/review/contradictions'")
        shown.add(page.locator("input[name=target]").first.get_attribute("value"))
        context.close()
    assert len(shown) == 2


def test_a_record_is_put_into_a_case_by_a_key(desk_page: Any) -> None:
    desk_page.goto(site(desk_page) + "/claims")
    desk_page.locator(".row-words a").first.click()
    until(desk_page, "location.pathname.startsWith('/claims/')")
    desk_page.keyboard.press("b")
    until(desk_page, "location.pathname === '/cases/add'")
    desk_page.locator("input[name=title]").fill("Oleshky")
    desk_page.keyboard.press("Enter")
    until(desk_page, "location.pathname.startsWith('/cases/case-')")
    desk_page.locator("textarea[name=words]").fill("who says so?")
    desk_page.locator("text=Say it").click()
    until(desk_page, "document.body.innerText.includes('who says so?')")


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(desk_page: Any, width: int) -> None:
    desk_page.set_viewport_size({"width": width, "height": 800})
    for name in ("", "claims", "review", "review/contradictions", "control", "sources", "help",
                 "audit", "users", "cases", "judgements", "review/agreement"):  # fmt: skip
        desk_page.goto(f"{site(desk_page)}/{name}")
        assert desk_page.evaluate("document.documentElement.scrollWidth") <= width, name
