"""Map and timeline of the workbench: one filter, which a rectangle on the map can be part of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from tests.browser.conftest import Told, serving, until
from tests.web.conftest import filled  # noqa: F401

BOX = "32.1,46.2,33.5,47.1"
"""Around Kherson: Kyiv, Moscow and the regions to the east lie outside."""


@pytest.fixture(scope="module")
def address(filled: Path) -> Iterator[str]:  # noqa: F811
    """Where a workbench is served; nobody writes to it."""
    with serving(filled) as (_, found):
        yield found


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    """Opens a page, signed in; it must tell of no problem and ask no other host."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    told, site = Told(page), address.split("/?")[0]
    page.goto(address)

    def opened(path: str) -> Any:
        page.goto(site + path)
        return page

    yield opened
    context.close()
    assert told.problems == []
    assert all(r.startswith((site, f"blob:{site}", "data:")) for r in told.requests)


def claims_of(page: Any) -> int:
    """How many claims the page says it shows."""
    return int(page.locator("h1").inner_text().split()[0].replace(",", ""))


def wait_for_map(page: Any) -> None:
    until(page, "document.querySelector('.mapready') !== null", seconds=40)
    until(page, "document.getElementById('inview').textContent !== ''", seconds=40)


def test_the_list_beside_the_map_counts_what_the_view_shows(visit: Any) -> None:
    page = visit("/map")
    wait_for_map(page)
    every = page.locator("#places li[data-p]:visible").count()
    for _ in range(4):
        page.locator(".maplibregl-ctrl-zoom-in").click()
        page.wait_for_timeout(400)
    until(page, f"document.querySelectorAll('#places li[data-p]:not(.beyond)').length < {every}")
    left = page.locator("#places li[data-p]:visible").count()
    assert page.locator("#inview").inner_text().startswith(f"{left} place")


def test_a_drawn_rectangle_becomes_part_of_the_query(visit: Any) -> None:
    page = visit("/map?stance=assert")
    wait_for_map(page)
    before = claims_of(page)
    page.locator("#draw").click()
    box = page.locator("#mapcanvas canvas").bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(middle[0] - 60, middle[1] - 60)
    page.mouse.down()
    page.mouse.move(middle[0] + 40, middle[1] + 40, steps=4)
    page.mouse.up()
    page.wait_for_url("**within=**")
    asked = parse_qs(urlsplit(page.url).query)
    west, south, east, north = map(float, asked["within"][0].split(","))
    assert west < east
    assert south < north
    assert asked["stance"] == ["assert"]
    assert 0 <= claims_of(page) < before
    assert page.locator("#within").input_value() == asked["within"][0]


def test_by_keyboard_the_view_becomes_the_rectangle(visit: Any) -> None:
    page = visit("/map")
    wait_for_map(page)
    page.locator("#viewed").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**within=**")


def test_one_filter_drives_list_map_timeline_and_counts(visit: Any) -> None:
    page = visit(f"/map?within={BOX}&side=Ukraine")
    on_map = claims_of(page)
    assert on_map > 0
    counted = page.evaluate(
        "[...document.querySelectorAll('.facets details')].find(d => "
        "d.querySelector('summary').textContent === 'certainty')?.innerText ?? ''"
    )
    page.locator(".tabs a", has_text="Timeline").click()
    page.wait_for_load_state()
    assert page.url.endswith("/timeline?" + urlsplit(page.url).query)
    assert claims_of(page) == on_map
    days = page.locator(".trow").count()
    page.locator(".tabs a", has_text="Claims").click()
    page.wait_for_load_state()
    assert page.locator(".records > li").count() == on_map
    listed = page.evaluate("fetch('/events.json' + location.search).then(r => r.json())")
    assert 0 < days <= len(listed)
    assert counted.split() == page.evaluate(
        "[...document.querySelectorAll('.facets details')].find(d => "
        "d.querySelector('summary').textContent === 'certainty')?.innerText ?? ''"
    ).split()  # fmt: skip


def test_two_sliders_speak_the_days_of_control(visit: Any) -> None:
    page = visit("/map#map&view=control")
    wait_for_map(page)
    for name in ("at", "asof"):
        slider = page.locator(f"#{name}")
        day = slider.get_attribute("aria-valuetext")
        assert day == page.locator(f"#{name}-out").inner_text()
        slider.press("Home")
        assert slider.get_attribute("aria-valuetext") < day
    assert "as known on" in page.locator("#control h3").inner_text()
    page.locator("#asof").press("End")
    page.locator("#at").press("End")
    page.locator("#controltable tbody td a").first.click()
    page.wait_for_url("**/claims/clm-*")


def test_a_filter_is_taken_apart_piece_by_piece(visit: Any) -> None:
    page = visit(f"/timeline?within={BOX}&stance=deny")
    few = claims_of(page)
    page.get_by_label("Without stance", exact=True).click()
    page.wait_for_load_state()
    assert "stance" not in page.url
    assert "within" in page.url
    assert claims_of(page) > few


@pytest.mark.parametrize("path", ["/map", "/timeline", f"/places?within={BOX}"])
def test_no_sideways_scroll_on_a_phone(visit: Any, path: str) -> None:
    page = visit(path)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_live_map_the_drawn_one_stays(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.goto(address.split("/?")[0] + f"/map?within={BOX}")
    assert page.locator(".mapbox > svg .dot").count() > 2
    assert page.locator("#places li").count() > 2
    context.close()
