"""The first screen: what happened, who holds what, what is in dispute, and the way to the words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.model import Incident
from dateline.publish.dossier import write_dossier
from tests.browser.conftest import Open, until
from tests.publish.factory import KHERSON, collection, control, day

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection with one incident, in a folder of its own."""
    codings = collection()
    first, second = codings[0].claims[0], codings[1].claims[0]
    incident = Incident(
        id="inc-1", type="territory.taken", events=(*first.events[1:], *second.events),
        claims=(first.id, second.id), place=KHERSON.id, time=day("2022-11-11"),
        origins=("org-1", "org-2"), sides=("UKR",),
    )  # fmt: skip
    return write_dossier(
        codings, tmp_path_factory.mktemp("told"), title="Kherson",
        generated_at="2022-11-14T08:00:00+00:00", incidents=[incident], control=control(),
    )  # fmt: skip


def _above_the_fold(page: Any, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    return bool(box and box["y"] + box["height"] < 900)


def test_the_first_screen_answers_what_who_and_how_sure(open_page: Open, told: Path) -> None:
    page = open_page(path=told, viewport={"width": 1440, "height": 900})
    for part in (".lines li", ".changes .state", ".changes .point"):
        assert _above_the_fold(page, part)
    line = page.locator(".lines li").first.inner_text()
    assert "11 November 2022" in line
    assert "Place taken" in line or "place taken" in line
    assert "2 independent origins" in line
    assert "Kherson" in line


@pytest.mark.parametrize("link", [".lines .said a", ".changes a >> text=the words"])
def test_a_line_leads_to_its_words(open_page: Open, told: Path, link: str) -> None:
    page = open_page(path=told)
    page.locator(link).first.click()
    page.wait_for_selector("#inspector.open")
    assert "#c-" in page.url


def test_the_number_of_origins_leads_to_the_incident(open_page: Open, told: Path) -> None:
    page = open_page(path=told)
    page.locator(".lines .row-meta a").first.click()
    until(page, "document.querySelector('#i-1').getBoundingClientRect().y < 300")
    assert "Kherson" in page.locator("#i-1 h3").inner_text()


def test_a_dispute_leads_to_both_sides(open_page: Open, told: Path) -> None:
    page = open_page(path=told)
    page.locator(".changes .point").first.click()
    until(page, "document.querySelector('#d-1').getBoundingClientRect().y < 300")
    assert page.locator("#d-1 .column").count() == 2
    page.locator("#d-1 .whys summary").click()
    assert "thousands still" in page.locator("#d-1 .whys li").inner_text()


def test_a_change_opens_the_map_of_that_day(open_page: Open, told: Path) -> None:
    page = open_page(path=told, first="")
    page.get_by_role("link", name="on the map").first.click()
    page.wait_for_selector("#mapbox.mapready", timeout=20_000)
    until(page, "document.querySelector('input[value=control]').checked")
    assert page.locator("#at-out").inner_text() == "2022-11-11"


def test_the_timeline_can_leave_out_what_did_not_happen(open_page: Open) -> None:
    page = open_page()
    rows = page.locator("#timeline .day .trow:visible")
    before = rows.count()
    assert before > 3
    page.get_by_label("happened (6)", exact=False).uncheck()
    assert rows.count() == 0
    assert page.locator("#timeline .day:visible").count() == 0
    page.get_by_label("happened (6)", exact=False).check()
    assert rows.count() == before


def test_claims_are_found_by_how_their_events_are_told(open_page: Open) -> None:
    page = open_page()
    page.locator("#filterbutton").click()
    page.locator("select[name=auxiliary] option").nth(1).wait_for(state="attached")
    page.locator("select[name=auxiliary]").select_option("future")
    assert page.locator("#rows .row").count() == 1
    assert "to come" in str(page.locator("#rows .row").text_content())
