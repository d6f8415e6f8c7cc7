"""A dossier in parts: opened from disk, loaded by need, as whole as one in one piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.publish.dossier import write_dossier
from tests.browser.conftest import NO_WEBGL, Told, until
from tests.publish.factory import Draft, collection, control

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection and 120 further reports, in parts of fifty."""
    codings = collection()
    for number in range(120):
        text, day = f"The mayor said line {number} holds.", f"2022-12-{1 + number // 5:02}"
        draft = Draft(text, title=f"Report {number}", published=day)
        draft.claim(f"line {number} holds", source="The mayor", cue="said")
        codings.append(draft.coding())
    return write_dossier(
        codings, tmp_path_factory.mktemp("large"), title="Large", control=control(),
        generated_at="2022-12-31T08:00:00+00:00", parts_from=100,
    )  # fmt: skip


@pytest.fixture
def open_large(chromium: Any, large: Path) -> Iterator[Any]:
    """Opens it at an anchor; afterwards nothing outside its folder was asked for."""
    opened: list[tuple[Any, Told]] = []

    def open_(anchor: str = "") -> Any:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(NO_WEBGL)
        opened.append((page, Told(page)))
        page.goto(large.as_uri() + anchor)
        until(page, "window.dateline !== undefined")
        return page

    yield open_
    for page, told in opened:
        page.close()
        assert told.problems == []
        inside = large.parent.as_uri()
        assert [u for u in told.requests if not u.startswith((inside, "blob:", "data:"))] == []


def asked(page: Any) -> int:
    """How many claims are on the page."""
    return int(page.evaluate("dateline.data.claims.filter(Boolean).length"))


def test_nothing_is_loaded_before_it_is_needed(open_large: Any) -> None:
    page = open_large()
    assert asked(page) == 0
    assert page.locator("#rows .row").count() == 6
    assert page.locator("#reports article").count() == 0
    assert page.locator("[data-part]").count() == 3


def test_a_part_brings_its_texts_once(open_large: Any) -> None:
    page = open_large()
    page.locator("#texts > summary").click()
    page.locator("[data-part='1'] > summary").click()
    until(page, "document.querySelectorAll('#reports article').length === 50")
    page.locator("[data-part='1'] > summary").click()
    page.locator("[data-part='1'] > summary").click()
    page.locator("[data-part='1'] .m").first.click()
    page.wait_for_selector("#inspector.open")
    assert page.locator("#reports article").count() == 50
    assert "The mayor" in page.locator("#inspector").inner_text()


def test_a_link_to_a_claim_loads_its_text_alone(open_large: Any) -> None:
    page = open_large()
    link = page.locator("#timeline .said a").first.get_attribute("href")
    page.evaluate("anchor => { location.hash = anchor }", link)
    page.wait_for_selector("#inspector.open")
    assert page.evaluate(f"document.activeElement.id === '{link[1:]}'")
    assert page.locator("#reports article").count() == 50
    assert page.url.endswith(link)
    again = open_large(link)
    again.wait_for_selector("#inspector.open")


def test_one_filter_acts_on_all_parts(open_large: Any) -> None:
    page = open_large("#who&side=Russia&stance=deny")
    until(page, "document.getElementById('count').textContent === '1 claim of 132'")
    until(page, "document.querySelectorAll('#rows .row').length === 1")
    assert page.locator("[data-part]:not(.sifted)").count() == 1
    assert page.locator("#h-reports .left").text_content().strip() == "1 report of 123"


def test_words_are_found_in_texts_that_were_not_loaded(open_large: Any) -> None:
    page = open_large()
    page.locator("#filterbutton").click()
    page.get_by_role("searchbox").fill("Line 119 HOLDS")
    until(page, "document.getElementById('count').textContent === '1 claim of 132'")
    until(page, "document.querySelectorAll('#rows .row').length === 1")
    assert asked(page) < 132


def test_all_that_is_seen_is_saved(open_large: Any) -> None:
    page = open_large()
    with page.expect_download() as waiting:
        page.locator("#who .csv").click()
    text = waiting.value.path().read_text("utf-8-sig")
    assert text.count("clm-") == 132
    assert "\u202e" not in text


def test_a_part_that_was_not_sent_along_is_named(
    chromium: Any, large: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "index.html"
    alone.write_bytes(large.read_bytes())
    page = chromium.new_page()
    page.add_init_script(NO_WEBGL)
    page.goto(alone.as_uri())
    page.locator("#texts > summary").click()
    page.locator("[data-part='0'] > summary").click()
    page.get_by_role("alert").wait_for()
    assert "keep the folder parts-" in page.get_by_role("alert").inner_text()
    page.close()
