"""What a person does on the pages of places, contradictions, sources and watches."""

# ruff: noqa: F811 - fixtures are named by the tests that ask for them

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.cli.app import run
from tests.browser.conftest import serving
from tests.browser.test_axe import axe, check  # noqa: F401
from tests.browser.test_workbench import desk_page, made, served, site, until  # noqa: F401
from tests.ingest.pdf_maker import made_pdf
from tests.web.conftest import filled, ledger  # noqa: F401
from tests.web.test_report_pages import PAGES, VERSIONS

KHERSON = "/places/geonames:706448"


def test_a_place_is_asked_of_another_day_and_a_change_of_hands_judged(
    desk_page: Any, ledger: Path
) -> None:  # fmt: skip
    page = desk_page
    page.goto(site(page) + KHERSON)
    assert "held by Ukraine" in page.locator("#now").inner_text()
    page.locator("input[name=known]").fill("2022-11-10")
    page.get_by_role("button", name="Show").click()
    until(page, "location.search.includes('known=2022-11-10')")
    assert "held by Russia" in page.locator("#now").inner_text()
    page.goto(f"{site(page)}{KHERSON}?at=2022-11-14&known=2022-11-14")
    form = page.locator("#h-held ~ ol form.judge").first
    target = form.locator("input[name=target]").get_attribute("value")
    form.get_by_role("button", name="Right").click()
    until(page, "location.search.includes('known=2022-11-14')")
    assert made(ledger) == [(target, "right")]


def test_a_contradiction_is_read_side_by_side_and_judged_by_key(
    desk_page: Any, ledger: Path
) -> None:  # fmt: skip
    page = desk_page
    page.goto(site(page) + "/contradictions")
    page.locator(".records .row-who a[href^='/contradictions/']").first.click()
    until(page, "location.pathname.startsWith('/contradictions/con-')")
    boxes = [column.bounding_box() for column in page.locator("section.column").all()]
    assert len(boxes) == 2
    assert boxes[0]["y"] == boxes[1]["y"]
    assert page.locator("tr.apart .chip").count() > 0
    page.keyboard.press("y")
    until(page, "document.querySelector('.decisions') !== null")
    assert [verdict for _, verdict in made(ledger)] == ["right"]


def test_a_source_leads_to_who_contradicted_it(desk_page: Any) -> None:
    page = desk_page
    page.goto(site(page) + "/contradictions")
    page.locator(".records .row-who a[href^='/contradictions/']").first.click()
    until(page, "location.pathname.startsWith('/contradictions/con-')")
    point = page.url
    names = [b.text_content() for b in page.locator("section.column .row-who .name").all()]
    page.goto(f"{site(page)}/sources")
    page.locator(".records a", has_text=re.compile(f"^{re.escape(names[0])}$")).first.click()
    until(page, "location.pathname.startsWith('/sources/')")
    found = page.locator(".answers a[href^='/contradictions/']").all()
    assert point in [page.evaluate("a => a.href", link.element_handle()) for link in found]


def test_a_search_is_tried_watched_muted_and_woken(desk_page: Any) -> None:
    page = desk_page
    page.goto(site(page))
    page.keyboard.press("g")
    page.keyboard.press("w")
    until(page, "location.pathname === '/watches'")
    page.locator("input[name=tried]").fill("place:Kherson")
    page.locator("input[name=tried]").press("Enter")
    until(page, "document.getElementById('hits') !== null")
    told = page.locator("#hits").inner_text()
    found = re.fullmatch(r"Came into the ledger in the last 1d: (\d+) claims\.", told)
    assert found is not None, told
    assert int(found[1]) > 10
    page.get_by_role("button", name="Watch this search").click()
    until(page, "location.pathname.startsWith('/watches/wat-')")
    page.goto(site(page) + "/watches")
    page.get_by_role("button", name="Mute").click()
    until(page, "document.querySelector('.watches b')?.textContent === 'muted'")
    page.get_by_role("button", name="Wake").click()
    until(page, "document.querySelector('.watches b')?.textContent === 'new'")


def test_on_a_phone_no_page_scrolls_sideways(desk_page: Any) -> None:
    page = desk_page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site(page) + "/contradictions")
    point = page.locator(".records .row-who a").first.get_attribute("href")
    for path in (KHERSON, point, "/watches?tried=Kherson", "/settings", "/help"):
        page.goto(site(page) + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_pages_of_a_pdf_and_versions_break_no_rule_of_axe(
    chromium: Any, axe: str, tmp_path: Path
) -> None:
    (tmp_path / "one.pdf").write_bytes(made_pdf(PAGES))
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, VERSIONS)), encoding="utf-8")
    ledger_ = str(tmp_path / "ledger.sqlite")
    given = [str(tmp_path / name) for name in ("one.pdf", "two.jsonl")]
    assert run(["ingest", *given, "--ledger", ledger_]) == 0
    with serving(ledger_) as (_, address):
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        page.goto(address)
        rows = page.evaluate("fetch('/reports.json').then(r => r.json())")
        pdf = next(r["id"] for r in rows if r["url"] is None)
        later = max((r for r in rows if r["url"]), key=lambda r: str(r["published"]))["id"]
        for path in (f"/originals/{pdf}/1", f"/revisions/{later}", f"/reports/{pdf}"):
            page.goto(address.split("/?")[0] + path)
            assert check(page, axe) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.close()
