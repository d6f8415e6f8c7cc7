"""What days an expression denotes. Published on Friday, 11 November 2022, at 12:51."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Basis, TimexType
from dateline.times.context import Document
from dateline.times.interval import document_of, interval_of
from dateline.times.state import Resolved
from tests.times.builders import FRIDAY, make_draft

REPORT = Document(published=FRIDAY, timed=True)
UNDATED = Document(published=None)


def resolve_as(value: str | None, *, make: str = "date", **fields: object) -> Resolved:
    """A resolved expression: fields of Resolved by their names, all others of its draft."""
    outer = {name: fields.pop(name) for name in ("mod", "anchor", "days", "offset", "type")
             if name in fields}  # fmt: skip
    draft = make_draft(make, **fields)
    return Resolved(draft=draft, value=value, **{"type": TimexType.DATE, **outer})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("resolved", "first", "last", "precision"),
    [
        (resolve_as("2022-03-02"), "2022-03-02", "2022-03-02", 1),
        (resolve_as("2022-03"), "2022-03-01", "2022-03-31", 4),
        (resolve_as("2022-W44"), "2022-10-31", "2022-11-06", 3),
        (resolve_as("2022-03", mod="START"), "2022-03-01", "2022-03-10", 4),
        (resolve_as("2022-03", mod="MID"), "2022-03-11", "2022-03-21", 4),
        (resolve_as("2022-03", mod="END"), "2022-03-22", "2022-03-31", 4),
        (resolve_as("2022-W44", mod="START"), "2022-10-31", "2022-11-01", 2),
        (resolve_as("2022-03-02", mod="START"), "2022-03-02", "2022-03-02", 1),
        (resolve_as("2022-03", mod="APPROX"), "2022-03-01", "2022-03-31", 4),
        (resolve_as("2022-11", flow="earlier"), "2022-11-01", "2022-11-10", 4),
        (resolve_as("2022-11", flow="later"), "2022-11-11", "2022-11-30", 4),
        (resolve_as("2022-10", flow="earlier"), "2022-10-01", "2022-10-31", 4),
        (resolve_as("2022-11-11", flow="earlier"), "2022-11-11", "2022-11-11", 1),
        (resolve_as("2022-11-11", flow="later"), "2022-11-11", "2022-11-11", 1),
        (resolve_as("2022-11-10TNI", part="ON"), "2022-11-10", "2022-11-11", 2),
        (resolve_as("2022-11-10TMO", part="MO"), "2022-11-10", "2022-11-10", 1),
        (resolve_as("2022-11-10T24:00"), "2022-11-11T00:00:00", "2022-11-11T00:00:00", 1),
        (
            resolve_as("2022-11-10T05:00", offset="Z"),
            "2022-11-10T05:00:00+00:00",
            "2022-11-10T05:00:00+00:00",
            1,
        ),
        (
            resolve_as("2022-11-10T05:00", offset="+02"),
            "2022-11-10T05:00:00+02:00",
            "2022-11-10T05:00:00+02:00",
            1,
        ),
        (resolve_as(None), None, None, None),
        (resolve_as("XXXX-XX-XX"), None, None, None),
        (resolve_as("XXXX-WXX-1", type=TimexType.SET), None, None, None),
        (resolve_as("PRESENT_REF"), "2022-11-11", "2022-11-11", 1),
        (resolve_as("PAST_REF"), None, "2022-11-11", None),
        (resolve_as("FUTURE_REF"), "2022-11-11", None, None),
        (resolve_as("PAST_REF", anchor=date(2014, 4, 12)), None, "2014-04-12", None),
        (
            resolve_as("P2W", days=(date(2022, 3, 1), date(2022, 3, 14))),
            "2022-03-01",
            "2022-03-14",
            4,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Resolved) else None,
)
def test_the_days_of_an_expression(
    resolved: Resolved, first: str | None, last: str | None, precision: int | None
) -> None:
    found = interval_of(resolved, REPORT)
    assert (found.earliest, found.latest, found.date_prec) == (first, last, precision)
    if first is None and last is None:
        assert found.basis is Basis.UNKNOWN


def lasting(**fields: object) -> Resolved:
    return resolve_as("P2D", type=TimexType.DURATION, make="duration", **fields)


@pytest.mark.parametrize(
    ("resolved", "first", "last"),
    [
        pytest.param(lasting(num=2), None, None, id="two days"),
        pytest.param(
            lasting(num=2, shift=-1, anchor=FRIDAY.date()), "2022-11-09", "2022-11-11", id="last"
        ),
        pytest.param(
            lasting(num=2, shift=1, anchor=FRIDAY.date()), "2022-11-11", "2022-11-13", id="next"
        ),
        pytest.param(
            lasting(some=True, shift=-1, anchor=FRIDAY.date()), None, "2022-11-11", id="recent days"
        ),
        pytest.param(
            lasting(some=True, shift=1, anchor=FRIDAY.date()), "2022-11-11", None, id="coming days"
        ),
        pytest.param(
            lasting(num=8, unit="M", flags=frozenset({"age"}), anchor=FRIDAY.date()),
            "2022-03-11",
            "2022-11-11",
            id="the eight-month-old war",
        ),
        pytest.param(lasting(num=2, anchor=FRIDAY.date()), None, None, id="neither last nor next"),
        pytest.param(lasting(num=2, shift=-1), None, None, id="counted from nothing"),
    ],
)
def test_the_days_of_a_length(resolved: Resolved, first: str | None, last: str | None) -> None:
    found = interval_of(resolved, REPORT)
    assert (found.earliest, found.latest) == (first, last)


@pytest.mark.parametrize(
    ("word", "resolved", "first", "last"),
    [
        ("since", resolve_as("2022-11-07"), "2022-11-07", "2022-11-11"),
        ("since", resolve_as("2022-11-12"), "2022-11-12", None),
        ("since", resolve_as("2022-11-11"), "2022-11-11", "2022-11-11"),
        ("until", resolve_as("2022-11-07"), None, "2022-11-07"),
        ("by", resolve_as("2022-11-07"), None, "2022-11-07"),
        ("before", resolve_as("2022-11"), None, "2022-10-31"),
        ("after", resolve_as("2022-10"), "2022-11-01", None),
        ("after", resolve_as("2022-02-24", make="calendar"), "2022-02-24", "2022-11-11"),
        ("before", resolve_as("PAST_REF"), None, "2022-11-11"),
        ("since", resolve_as("P2D", type=TimexType.DURATION), None, None),
        (
            "before",
            resolve_as("2022-11-10T05:00", type=TimexType.TIME, offset="Z"),
            "2022-11-10T00:00:00+00:00",
            "2022-11-10T05:00:00+00:00",
        ),
        (
            "after",
            resolve_as("2022-11-10T05:00", type=TimexType.TIME),
            "2022-11-10T05:00:00",
            "2022-11-10T23:59:59",
        ),
        (
            "since",
            resolve_as("2022-11-10T05:00", type=TimexType.TIME),
            "2022-11-10T05:00:00",
            "2022-11-11",
        ),
        ("before", resolve_as("2022-11-10TMO", type=TimexType.TIME), None, "2022-11-09"),
    ],
    ids=lambda value: f"{value.value}" if isinstance(value, Resolved) else None,
)
def test_a_word_before_it_opens_an_interval(
    word: str, resolved: Resolved, first: str | None, last: str | None
) -> None:
    found = interval_of(resolved, REPORT, relation=word)
    assert (found.earliest, found.latest) == (first, last)


def test_why_says_which_word_opened_it() -> None:
    assert interval_of(resolve_as("2022-11-07"), REPORT, relation="since").why == (
        "as stated; since this"
    )
    assert interval_of(resolve_as("PAST_REF"), REPORT, relation="since").why == "as stated"


@pytest.mark.parametrize(
    ("begin", "end", "first", "last"),
    [
        ("2022-03-03", "2022-03-10", "2022-03-03", "2022-03-10"),
        ("2022-03-03", "2022-03-03", "2022-03-03", "2022-03-03"),
        ("2022-03-10", "2022-03-03", "2022-03-10", "2022-03-10"),
        ("2022-03", "2022-05", "2022-03-01", "2022-05-31"),
        ("2022-03-03", "XXXX-XX-XX", "2022-03-03", "2022-03-03"),
    ],
)
def test_a_range_goes_on_to_its_end(begin: str, end: str, first: str, last: str) -> None:
    found = interval_of(resolve_as(begin), REPORT, until=resolve_as(end))
    assert (found.earliest, found.latest) == (first, last)


@pytest.mark.parametrize(
    ("updated", "last"),
    [
        (None, "2022-11-11"),
        (datetime(2022, 11, 11, 23), "2022-11-11"),
        (datetime(2022, 11, 12, 1), "2022-11-12"),
        (datetime(2022, 11, 18, 1), "2022-11-18"),
        (datetime(2022, 11, 19, 1), "2022-11-11"),
        (datetime(2022, 11, 10, 1), "2022-11-11"),
    ],
)
def test_today_reaches_to_an_update_within_a_week(updated: datetime | None, last: str) -> None:
    page = Document(published=FRIDAY, updated=updated)
    today = resolve_as("2022-11-11", make="deictic")
    assert interval_of(today, page).latest == last
    assert interval_of(resolve_as("2022-11-11"), page).latest == "2022-11-11"


def test_without_a_day_of_publication_now_is_unknown() -> None:
    assert interval_of(resolve_as("PRESENT_REF"), UNDATED).earliest is None
    since = interval_of(resolve_as("2022-11-07"), UNDATED, relation="since")
    assert (since.earliest, since.latest) == ("2022-11-07", None)


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.sampled_from(["", "START", "MID", "END"]),
    st.sampled_from([4, 7, 10]),
)
def test_a_part_lies_within_the_whole(day: date, mod: str, width: int) -> None:
    value = day.isoformat()[:width]
    whole = interval_of(resolve_as(value), REPORT)
    part = interval_of(resolve_as(value, mod=mod or None), REPORT)
    assert whole.earliest is not None
    assert whole.latest is not None
    assert part.earliest is not None
    assert part.latest is not None
    assert whole.earliest <= part.earliest <= part.latest <= whole.latest


@pytest.mark.parametrize(
    ("published", "stamp", "timed"),
    [
        ("2022-11-11T12:51", datetime(2022, 11, 11, 12, 51), True),
        ("2022-11-11T12:51+02:00", datetime(2022, 11, 11, 12, 51), True),
        ("2022-11-11", datetime(2022, 11, 11), False),
        ("yesterday", None, False),
        ("0999-12-31", None, False),
        ("1000-01-01", datetime(1000, 1, 1), False),
        ("8999-12-31", datetime(8999, 12, 31), False),
        ("9000-01-01", None, False),
        (None, None, False),
    ],
)
def test_the_stamps_of_a_report(
    *, published: str | None, stamp: datetime | None, timed: bool
) -> None:
    found = document_of(published, None)
    assert (found.published, found.timed, found.updated) == (stamp, timed, None)
