"""Later versions of one page, claim by claim."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.versions import address_of, editions, revisions
from dateline.model import Coding
from tests.fusion.factory import Told, coding

BRIDGE = Told(type="damage.infrastructure", words="the old bridge was destroyed overnight")
FLAG = Told(type="territory.flag", words="flags were raised over the council building")
TROOPS = Told(type="force.present", words="thousands of soldiers were said to be there still")


def page(*told: Told, updated: str) -> Coding:
    made = coding(*told, outlet=f"Post {updated}")
    url = "https://post.example/a?x=1" if updated.endswith("10") else "https://post.example/a/"
    return replace(made, report=replace(made.report, url=url, updated=updated))


def test_added_dropped_and_kept() -> None:
    first = page(BRIDGE, TROOPS, updated="2020-01-06T10:10")
    second = page(BRIDGE, FLAG, updated="2020-01-06T18:11")
    (found,) = revisions([second, first])
    assert (found.earlier, found.later) == (first.report.id, second.report.id)
    assert found.kept == ((first.claims[0].id, second.claims[0].id),)
    assert found.added == (second.claims[1].id,)
    assert found.dropped == (first.claims[1].id,)


def test_a_reworded_claim_is_changed_not_added() -> None:
    reworded = Told(type="x", words="the old bridge was badly damaged overnight")
    (found,) = revisions(
        [page(BRIDGE, updated="2020-01-06T10:10"), page(reworded, updated="2020-01-06T18:11")]
    )
    assert len(found.changed) == 1
    assert not found.added
    assert not found.dropped


def test_reports_without_an_address_are_no_versions() -> None:
    assert not revisions([coding(BRIDGE), coding(BRIDGE, outlet="Mail")])


def test_a_page_fetched_again_with_the_same_words_is_no_new_telling() -> None:
    first = page(BRIDGE, updated="2020-01-06T10:10")
    again = page(BRIDGE, updated="2020-01-06T18:11")
    later = page(BRIDGE, FLAG, updated="2020-01-07T18:12")
    assert editions([later, again, first]) == {again.report.id: first.report.id}


@pytest.mark.parametrize(
    "url",
    [
        "http://www.post.example/a/",
        "https://m.post.example/a?utm_source=feed",
        "https://amp.post.example/a",
        "https://post.example/a/amp/#top",
    ],
)
def test_one_page_has_one_address(url: str) -> None:
    assert address_of(url) == "post.example/a"


def test_one_item_at_two_addresses_of_an_outlet_is_one_telling() -> None:
    first = page(BRIDGE, updated="2020-01-06T10:10")
    report = replace(
        first.report, id="rep-2", url="https://news.example/x", updated="2020-01-06T11"
    )
    again = replace(first, report=report)
    assert editions([first, again]) == {"rep-2": first.report.id}
    other = replace(again, report=replace(report, outlet="Mail"))
    assert editions([first, other]) == {}
