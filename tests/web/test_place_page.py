"""A place by both clocks: what is shown of a day is what was known on another."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.model import ControlSpan, ControlState
from dateline.pipeline.following import Following
from dateline.publish.control_layer import ControlPlace
from dateline.web.place_page import span_on

KHERSON = "/places/geonames:706448"


def span(start: str | None, end: str | None, known: tuple[str | None, str | None]) -> ControlSpan:
    return ControlSpan(
        start=start, end=end, known_from=known[0], known_to=known[1], state=ControlState.HELD,
        controller="UKR", confidence=0.8,
    )  # fmt: skip


OLD = span(None, None, (None, "2022-11-11"))
BEFORE = span(None, "2022-11-11", ("2022-11-11", None))
AFTER = span("2022-11-11", None, ("2022-11-11", None))
PLACE = ControlPlace(
    id="x:1", name="X", lat=0, lon=0, country=None, admin1=None, spans=(OLD, BEFORE, AFTER)
)


@pytest.mark.parametrize(
    ("day", "known", "found"),
    [
        ("2022-11-12", "2022-11-10", OLD),
        ("2022-11-12", "2022-11-11", AFTER),
        ("2022-11-11", "2022-11-11", AFTER),
        ("2022-11-10", "2022-11-30", BEFORE),
    ],
)
def test_the_state_of_a_day_is_that_which_was_known(
    day: str, known: str, found: ControlSpan
) -> None:
    assert span_on(PLACE, day, known) is found


def now(page: str) -> str:
    told = re.search(r'id="now">(.*?)</p>', page, re.DOTALL)
    assert told is not None
    return re.sub("<[^>]+>", "", told[1])


def test_the_page_says_who_held_it_then_and_what_was_not_known(client: Any) -> None:
    first = client.get(KHERSON, params={"at": "2022-11-12", "known": "2022-11-08"}).text
    early = client.get(KHERSON, params={"at": "2022-11-12", "known": "2022-11-10"}).text
    late = client.get(KHERSON, params={"at": "2022-11-12", "known": "2022-11-14"}).text
    assert "nobody is known to hold it" in now(first)
    assert "held by Russia" in now(early)
    assert "held by Ukraine" in now(late)
    assert "Not known yet on 10 November 2022" in early
    assert "Not known yet" not in late


def test_the_evidence_of_what_is_shown_is_that_of_its_ledger(desk: Any, taken: Any) -> None:
    with desk.open() as opened:
        assert taken.atlas() == Following(opened).atlas()
    assert taken.atlas().left


def test_evidence_and_what_was_left_out_name_their_words_and_rule(client: Any) -> None:
    text = client.get(KHERSON).text
    assert 'id="h-evidence"' in text
    assert "<code>aside</code>" in text
    assert "the place only tells near what" in text


def test_a_change_of_hands_is_judged_where_it_is_seen(client: Any, desk: Any) -> None:
    text = client.get(KHERSON).text
    changes = text[text.index("Changes of hands") : text.index("All states by both clocks")]
    form = re.search(r'name="target" value="(clm-\w+)".*?name="back" value="([^"]+)"', changes,
                     re.DOTALL)  # fmt: skip
    assert form is not None
    sent = {"kind": "claim", "target": form[1], "verdict": "wrong", "back": form[2]}
    answer = client.post("/judgements", data={**sent, "back": form[2].replace("&amp;", "&")})
    assert answer.status_code == 200
    assert "Who holds it" in answer.text
    assert form[1] not in answer.text
    with desk.open() as opened:
        assert [j.target for j in opened.judgements()] == [form[1]]


@pytest.mark.parametrize("asked", ["at=yesterday", "known=2022-13-01"])
def test_a_day_that_cannot_be_is_refused(client: Any, asked: str) -> None:
    answer = client.get(f"{KHERSON}?{asked}")
    assert answer.status_code == 400
    assert "give a day" in answer.text


def test_a_place_that_nobody_names_is_not_there(client: Any) -> None:
    assert client.get("/places/geonames:1").status_code == 404
