"""Times seen from the report or from the time told of. Published on Friday, 11 November 2022."""

from __future__ import annotations

from datetime import datetime

import pytest

from dateline.model import Basis
from dateline.times.context import HISTORY
from dateline.times.draft import Draft
from dateline.times.relative import deictic, distance, relunit, weekday
from tests.times.builders import FRIDAY, make_draft, make_state


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"shift": 0}, "2022-11-11"),
        ({"shift": -1}, "2022-11-10"),
        ({"shift": 1, "part": "MO"}, "2022-11-12TMO"),
        ({"shift": -1, "part": "ON"}, "2022-11-10TNI"),
    ],
)
def test_today_and_its_neighbours(fields: dict[str, object], value: str) -> None:
    found = deictic(make_state(), make_draft("deictic", **fields))
    assert found is not None
    assert (found.value, found.basis) == (value, Basis.RELATIVE)


def test_today_in_a_history_is_the_day_told_of() -> None:
    found = deictic(make_state(told="1943-07-12", register=HISTORY), make_draft("deictic", shift=1))
    assert found is not None
    assert found.value == "1943-07-13"


@pytest.mark.parametrize(("shift", "value"), [(0, "PRESENT_REF"), (-1, None)])
def test_without_a_day_of_publication_today_is_now_and_yesterday_unknown(
    shift: int, value: str | None
) -> None:
    found = deictic(make_state(published=None), make_draft("deictic", shift=shift))
    assert found is not None
    assert (found.value, found.basis) == (value, Basis.UNKNOWN)


@pytest.mark.parametrize(
    ("fields", "tense", "value"),
    [
        pytest.param({"wd": 4}, 0, "2022-11-10", id="the last Thursday"),
        pytest.param({"wd": 5}, 0, "2022-11-11", id="Friday is today"),
        pytest.param({"wd": 6}, 0, "2022-11-05", id="the last Saturday"),
        pytest.param({"wd": 6}, 1, "2022-11-12", id="will leave on Saturday"),
        pytest.param({"wd": 5}, 1, "2022-11-11", id="will leave on Friday"),
        pytest.param({"wd": 5, "shift": -1}, 0, "2022-11-04", id="last Friday is not today"),
        pytest.param({"wd": 5, "shift": 1}, 0, "2022-11-18", id="next Friday is not today"),
        pytest.param({"wd": 6, "shift": 1}, 0, "2022-11-12", id="next Saturday"),
        pytest.param({"wd": 4, "shift": -1}, 1, "2022-11-10", id="last Thursday, said ahead"),
        pytest.param({"wd": 6, "shift": 0}, -1, "2022-11-12", id="this Saturday"),
        pytest.param({"wd": 1, "unit": "W", "shift": -1}, 0, "2022-10-31", id="Monday last week"),
        pytest.param({"wd": 7, "unit": "W", "shift": 0}, 0, "2022-11-13", id="Sunday this week"),
        pytest.param({"wd": 5, "hour": 20}, 0, "2022-11-04", id="Friday at 8 p.m., not come yet"),
        pytest.param({"wd": 5, "hour": 12, "minute": 51}, 0, "2022-11-11", id="this very minute"),
        pytest.param({"wd": 5, "hour": 12, "minute": 52}, 0, "2022-11-04", id="a minute later"),
        pytest.param({"wd": 4, "hour": 20}, 0, "2022-11-10", id="Thursday at 8 p.m."),
    ],
)
def test_a_weekday_by_its_words_and_tense(
    fields: dict[str, object], tense: int, value: str
) -> None:
    found = weekday(make_state(tense=tense), make_draft("weekday", **fields))
    assert found is not None
    assert found.value == value


def test_a_weekday_without_a_day_to_count_from_keeps_its_name() -> None:
    found = weekday(make_state(published=None), make_draft("weekday", wd=5, part="NI"))
    assert found is not None
    assert (found.value, found.basis) == ("XXXX-WXX-5TNI", Basis.UNKNOWN)


@pytest.mark.parametrize(
    ("fields", "told", "value"),
    [
        pytest.param({"unit": "W", "shift": -1}, None, "2022-W44", id="last week"),
        pytest.param({"unit": "M", "shift": 1}, None, "2022-12", id="next month"),
        pytest.param({"unit": "Y", "shift": 0}, "2014", "2022", id="this year"),
        pytest.param(
            {"unit": "D", "shift": 1, "story": True}, "2014-04-12", "2014-04-13", id="the next day"
        ),
        pytest.param(
            {"unit": "D", "shift": 1, "story": True}, "2014-04", "XXXX-XX-XX", id="of no day named"
        ),
        pytest.param(
            {"unit": "D", "same": True, "part": "EV"}, None, "2022-11-11TEV", id="that evening"
        ),
        pytest.param({"unit": "SU", "shift": 0}, None, "2022-SU", id="this summer"),
        pytest.param(
            {"unit": "WE", "flags": frozenset({"the"})}, None, "2022-W44-WE", id="the weekend"
        ),
        pytest.param({"unit": "WE", "shift": 0}, None, "2022-W45-WE", id="this weekend"),
        pytest.param({"unit": "Q", "shift": 0}, None, "2022-Q4", id="this quarter"),
        pytest.param(
            {"unit": "Q", "shift": 0, "flags": frozenset({"latest"})},
            None,
            "2022-Q4",
            id="the latest quarter, none named",
        ),
    ],
)
def test_this_last_and_next(fields: dict[str, object], told: str | None, value: str) -> None:
    found = relunit(make_state(told=told), make_draft("relunit", **fields))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("published", "tense", "value"),
    [
        (datetime(2022, 11, 11), 0, "2022-W44-WE"),
        (datetime(2022, 11, 11), 1, "2022-W45-WE"),
        (datetime(2022, 11, 12), 0, "2022-W45-WE"),
        (datetime(2022, 11, 13), 0, "2022-W45-WE"),
        (datetime(2022, 11, 14), 0, "2022-W45-WE"),
    ],
)
def test_the_weekend_is_the_last_one_unless_it_is_now_or_ahead(
    published: datetime, tense: int, value: str
) -> None:
    draft = make_draft("relunit", unit="WE", flags=frozenset({"the"}))
    found = relunit(make_state(published=published, tense=tense), draft)
    assert found is not None
    assert found.value == value


YEAR_AGO = make_draft("relunit", unit="Y", flags=frozenset({"yearago"}))


@pytest.mark.parametrize(
    ("quarter", "draft", "value"),
    [
        (None, YEAR_AGO, "2021"),
        ("2022-Q3", YEAR_AGO, "2021-Q3"),
        (None, make_draft("relunit", year=2019, flags=frozenset({"yearago"})), "2019"),
        ("2022-Q3", make_draft("relunit", year=2019, flags=frozenset({"yearago"})), "2019-Q3"),
    ],
)
def test_a_year_ago_is_of_the_quarter_that_was_named(
    quarter: str | None, draft: Draft, value: str
) -> None:
    state = make_state()
    state.story.quarter = quarter
    found = relunit(state, draft)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("fields", "told", "value"),
    [
        pytest.param({"num": 2, "direction": "ago"}, None, "2022-11-09", id="two days ago"),
        pytest.param({"num": 2, "direction": "ago"}, "2014-04-12", "2022-11-09", id="from today"),
        pytest.param({"num": 2, "direction": "hence"}, None, "2022-11-13", id="in two days"),
        pytest.param({"num": 2, "direction": "later"}, "2014-04-12", "2014-04-14", id="later"),
        pytest.param({"num": 2, "direction": "earlier"}, "2014-04-12", "2014-04-10", id="earlier"),
        pytest.param({"num": 2, "direction": "later"}, None, None, id="later than what"),
        pytest.param({"num": 2, "direction": "later"}, "2014", "2014-XX-XX", id="of a whole year"),
        pytest.param(
            {"num": 3, "unit": "W", "direction": "ago"}, None, "2022-W42", id="three weeks ago"
        ),
        pytest.param(
            {"num": 3, "unit": "TH", "direction": "ago"}, None, "2022-11-11TXX", id="hours ago"
        ),
        pytest.param({"some": True, "direction": "ago"}, None, "PAST_REF", id="some days ago"),
        pytest.param({"some": True, "direction": "hence"}, None, "FUTURE_REF", id="in some days"),
        pytest.param(
            {"num": 20, "unit": "Y", "direction": "later"}, "BC0480", "BC0460", id="before our era"
        ),
    ],
)
def test_so_many_days_away(fields: dict[str, object], told: str | None, value: str | None) -> None:
    found = distance(make_state(told=told), make_draft("ago", **fields))
    assert found is not None
    assert found.value == value


def test_two_days_later_is_ahead_of_today_where_the_tense_says_so() -> None:
    draft = make_draft("ago", num=2, direction="later")
    found = distance(make_state(published=FRIDAY, tense=1), draft)
    assert found is not None
    assert found.value == "2022-11-13"
