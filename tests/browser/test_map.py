"""The live map: drawn without a network, precise where the words are, and a way to the words."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.browser.conftest import Open, until

pytestmark = pytest.mark.browser

READY = "#mapbox.mapready"


def _map(open_page: Open, anchor: str = "#map", **options: Any) -> Any:
    page = open_page(anchor, first="", **options)
    page.locator("#mapbox").scroll_into_view_if_needed()
    page.wait_for_selector(READY, timeout=20_000)
    return page


def test_the_map_is_drawn_from_the_page_alone(open_page: Open) -> None:
    page = _map(open_page)
    colours = page.evaluate(
        """() => {
          const from = document.querySelector('#mapcanvas canvas');
          const to = document.createElement('canvas');
          [to.width, to.height] = [from.width, from.height];
          const pen = to.getContext('2d');
          pen.drawImage(from, 0, 0);
          const pixels = pen.getImageData(0, 0, to.width, to.height).data;
          const seen = new Set();
          for (let i = 0; i < pixels.length; i += 4)
            seen.add([pixels[i], pixels[i + 1], pixels[i + 2]].join());
          return [...seen];
        }"""
    )
    assert {"220,230,238", "246,245,241"} <= set(colours)  # water and land
    assert len(colours) > 100  # and words, which are drawn with the reader's own fonts


def test_a_click_on_the_map_opens_the_words(open_page: Open) -> None:
    page = _map(open_page)
    page.locator("#mapcanvas canvas").scroll_into_view_if_needed()
    box = page.locator("#mapcanvas").bounding_box()
    dot = page.locator("svg a[href='#p-1'] circle").evaluate(
        "e => [e.cx.baseVal.value / 960, e.cy.baseVal.value / 560]"
    )
    page.mouse.click(box["x"] + box["width"] * dot[0], box["y"] + box["height"] * dot[1])
    page.wait_for_selector("#places details[open]")
    assert "Kherson" in page.locator("#places li.chosen summary").inner_text()
    page.locator("#places li.chosen .placewords a").first.click()
    page.wait_for_selector("#inspector.open")


def test_control_shows_what_was_so_and_what_was_known(open_page: Open) -> None:
    page = _map(open_page, "#map&view=control&at=2022-11-12&asof=2022-11-11")
    row = page.locator("#controltable tr", has_text="Kherson")
    assert "Russia" in row.inner_text()
    page.locator("#asof").focus()
    page.keyboard.press("End")
    assert "Ukraine" in row.inner_text()
    assert page.locator("#asof-out").inner_text() == "2022-11-14"
    assert "asof=2022-11-14" in page.url
    page.locator("#at").focus()
    page.keyboard.press("Home")
    assert "Russia" in row.inner_text()
    assert "contested" in page.locator("#control").inner_text()


def test_control_plays_and_stops(open_page: Open) -> None:
    page = _map(open_page, "#map&view=control&at=2022-11-12&asof=2022-11-14")
    page.get_by_role("button", name="Play").click()
    until(page, "document.querySelector('#at-out').textContent === '2022-11-14'")
    page.wait_for_selector("#play[aria-pressed=false]")


def test_a_row_of_control_leads_to_its_words(open_page: Open) -> None:
    page = _map(open_page, "#map&view=control")
    page.locator("#controltable tr", has_text="Kherson").locator("a").first.click()
    page.wait_for_selector("#inspector.open")
    assert "flags were raised" in page.locator("#inspector").inner_text()


@pytest.mark.parametrize("anchor", ["#map", "#map&view=control&at=2022-11-12"])
def test_the_map_can_be_kept_as_a_picture_of_a_chosen_size(open_page: Open, anchor: str) -> None:
    page = _map(open_page, anchor)
    page.locator("#mapform").select_option("4800")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save picture").click()
    download = waiting.value
    assert download.suggested_filename == "map.png"
    picture = download.path().read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 4800
    page.locator("#mapform").select_option("svg")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save picture").click()
    assert waiting.value.suggested_filename == "map.svg"
    drawing = ElementTree.parse(waiting.value.path()).getroot()
    words = [str(one.text) for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert any(re.fullmatch(r"\d+ km", word) for word in words)
    assert any("Natural Earth" in word and "GeoNames" in word for word in words)
    assert "Kherson" in words
    if "control" in anchor:
        assert any("as known on 2022-11-14" in word for word in words)
        assert {"Russia", "Ukraine"} <= set(words)


def test_the_list_beside_the_map_has_what_the_view_shows(open_page: Open) -> None:
    page = _map(open_page)
    until(page, "/^\\d+ places of \\d+ in view$/.test(inview.textContent)")
    every = page.locator("#places li[data-p]").count()
    assert page.locator("#inview").inner_text() == f"{every} places of {every} in view"
    page.locator("#places summary", has_text="Snihurivka").click()
    for _ in range(8):  # a click while the map still moves zooms less far
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(500)
        if page.locator("#places li.beyond").count():
            break
    until(page, "document.querySelectorAll('#places li.beyond').length > 0")
    shown = page.locator("#places li[data-p]:not(.beyond)").count()
    assert page.locator("#inview").inner_text().startswith(f"{shown} place")
    page.get_by_role("button", name="Whole map").click()
    until(page, "document.querySelectorAll('#places li.beyond').length === 0")


def test_the_live_map_follows_the_filter(open_page: Open) -> None:
    page = _map(open_page, "#map&stance=demand")
    until(page, "/^1 place of 1 in view$/.test(inview.textContent)")


def test_sliders_speak_their_days(open_page: Open) -> None:
    page = _map(open_page, "#map&view=control&at=2022-11-12&asof=2022-11-11")
    assert page.locator("#at").get_attribute("aria-valuetext") == "2022-11-12"
    page.locator("#asof").focus()
    page.keyboard.press("End")
    assert page.locator("#asof").get_attribute("aria-valuetext") == "2022-11-14"


def test_the_map_can_be_made_larger(open_page: Open) -> None:
    page = _map(open_page)
    before = page.locator("#mapcanvas canvas").bounding_box()
    page.get_by_role("button", name="Larger").click()
    until(page, f"document.querySelector('#mapcanvas canvas').clientWidth > {before['width']} + 99")
    page.get_by_role("button", name="Larger").click()
    until(page, f"document.querySelector('#mapcanvas canvas').clientWidth < {before['width']} + 9")


def test_without_webgl_the_drawn_map_stays(open_page: Open) -> None:
    page = open_page()
    page.locator("#mapbox").scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    assert page.locator(READY).count() == 0
    assert page.locator("#mapbox > svg .dot").first.is_visible()


def test_the_map_shows_where_the_focus_is(open_page: Open) -> None:
    page = _map(open_page)
    page.locator("#mapreset").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_the_country_in_view_is_named_and_kept_through_a_change_of_theme(open_page: Open) -> None:
    page = _map(open_page)
    assert page.evaluate("dateline.data.map.names.map(n => n.name)") == ["Ukraine"]
    page.get_by_role("button", name="Dark").click()
    page.wait_for_timeout(600)
    assert page.locator(READY).count() == 1
