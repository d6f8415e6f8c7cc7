"""A dossier of many reports is short until something of it is opened; links open what they need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.app import run
from tests.browser.conftest import NO_WEBGL, Told, until

EXAMPLE = Path(__file__).parents[2] / "examples" / "kherson"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the shipped example: twelve reports."""
    folder = tmp_path_factory.mktemp("brief")
    assert run(["build", str(EXAMPLE), "-o", str(folder)]) == 0
    return folder / "index.html"


@pytest.fixture
def page(chromium: Any, example: Path) -> Iterator[Any]:
    """The page at its own address, told of no problem."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(NO_WEBGL)
    told = Told(page)
    page.goto(example.as_uri())
    yield page
    assert told.problems == []
    page.close()


def test_it_is_short_before_anything_is_opened(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000


def test_a_link_to_words_opens_the_text_that_holds_them(page: Any) -> None:
    anchor = page.locator("#glance .said a, #who .row-words a").first.get_attribute("href")
    assert not page.locator(f"[id='{anchor[1:]}']").is_visible()
    page.evaluate(f"location.hash = '{anchor}'")
    until(page, f"document.getElementById('{anchor[1:]}').checkVisibility()")
    until(page, f"document.getElementById('{anchor[1:]}').getBoundingClientRect().top < 900")


def test_a_bar_of_the_timeline_opens_its_day(page: Any) -> None:
    bar = page.locator(".histogram a[href^='#t-']").first
    day = bar.get_attribute("href")[1:]
    bar.click()
    until(page, f"document.getElementById('{day}').checkVisibility()")


def test_every_text_and_day_is_in_the_page(page: Any) -> None:
    assert page.locator("#reports article").count() == 12
    page.locator("#texts > summary").click()
    assert page.locator("#reports article").first.is_visible()
    page.locator("#days > summary").click()
    assert page.locator("#timeline .day").first.is_visible()
