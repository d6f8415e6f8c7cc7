"""What resolving counts from, and how it says so. Published on 11 November 2022."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import TimexType
from dateline.times.context import HISTORY, NEWS
from dateline.times.state import result, year_text
from tests.times.builders import make_draft, make_state


@pytest.mark.parametrize(
    ("fields", "register", "told", "base", "why"),
    [
        pytest.param(
            {}, NEWS, "2014-04-12", date(2022, 11, 11), "counted from publication", id="news"
        ),
        pytest.param(
            {"story": True}, NEWS, "2014-04-12", date(2014, 4, 12),
            "counted from the time told of, 2014-04-12", id="the next day",
        ),
        pytest.param(
            {"same": True}, NEWS, "2014-04", date(2014, 4, 1),
            "counted from the time told of, 2014-04", id="that month",
        ),
        pytest.param(
            {}, HISTORY, "2014-04-12", date(2014, 4, 12),
            "counted from the time told of, 2014-04-12", id="a history",
        ),
        pytest.param(
            {}, HISTORY, None, date(2022, 11, 11), "counted from publication", id="nothing told"
        ),
        pytest.param(
            {"story": True}, HISTORY, "BC0480", None,
            "counted from the time told of, BC0480", id="before our era",
        ),
    ],
)  # fmt: skip
def test_the_day_counted_from_is_the_one_that_why_names(
    fields: dict[str, object], register: str, told: str | None, base: date | None, why: str
) -> None:
    state, draft = make_state(register=register, told=told), make_draft("relunit", **fields)
    assert state.base(draft) == base
    assert state.why(draft, "counted from") == why


@pytest.mark.parametrize("direction", ["later", "earlier"])
def test_later_and_earlier_count_from_the_story(direction: str) -> None:
    draft = make_draft("ago", direction=direction)
    assert make_state(told="2014-04-12").base(draft) == date(2014, 4, 12)
    assert make_state().base(draft) == date(2022, 11, 11)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2022-11-11", TimexType.DATE),
        ("2022-11-11TMO", TimexType.TIME),
        ("XXXX-XX-XXT05:00", TimexType.TIME),
        ("PAST_REF", TimexType.DATE),
        ("", TimexType.DATE),
        (None, TimexType.DATE),
    ],
)
def test_a_value_with_an_hour_is_a_time(value: str | None, kind: TimexType) -> None:
    assert result(make_draft("date"), value).type is kind
    assert result(make_draft("date"), value, kind=TimexType.SET).type is TimexType.SET


@pytest.mark.parametrize(
    ("year", "text"), [(2022, "2022"), (622, "0622"), (0, "0000"), (-480, "BC0480"), (None, "XXXX")]
)
def test_a_year_has_four_figures(year: int | None, text: str) -> None:
    assert year_text(year) == text
