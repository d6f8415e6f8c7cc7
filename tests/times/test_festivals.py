"""Days that calendars name: found by name, dated by rule or table."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.times.festivals import Festival, festivals, find_festivals


@pytest.mark.parametrize(
    ("slug", "year", "first", "last"),
    [
        ("thanksgiving", 2023, date(2023, 11, 23), date(2023, 11, 23)),
        ("thanksgiving", 2018, date(2018, 11, 22), date(2018, 11, 22)),
        ("memorial-day", 2023, date(2023, 5, 29), date(2023, 5, 29)),
        ("memorial-day", 2021, date(2021, 5, 31), date(2021, 5, 31)),
        ("ramadan", 2023, date(2023, 3, 23), date(2023, 4, 20)),
        ("christmas", 2022, date(2022, 12, 25), date(2022, 12, 25)),
    ],
)
def test_festivals_have_their_days(slug: str, year: int, first: date, last: date) -> None:
    assert festivals()[slug].days(year) == (first, last)


def test_a_year_that_the_table_lacks_has_no_day() -> None:
    assert festivals()["ramadan"].days(1900) is None


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ({"month": 3, "nth": 1, "wd": 3}, 2023, date(2023, 3, 1)),
        ({"month": 3, "nth": 2, "wd": 3}, 2023, date(2023, 3, 8)),
        ({"month": 12, "nth": -1, "wd": 7}, 2022, date(2022, 12, 25)),
        ({"month": 12, "nth": -1, "wd": 6}, 2022, date(2022, 12, 31)),
        ({"easter": -2}, 2023, date(2023, 4, 7)),
        ({"easter": 1, "orthodox": True}, 2023, date(2023, 4, 17)),
        ({"month": 2, "day": 29}, 2024, date(2024, 2, 29)),
        ({"month": 5}, 2023, date(2023, 5, 1)),
    ],
)
def test_each_kind_of_rule(rule: dict[str, int], year: int, day: date) -> None:
    festival = Festival(slug="x", names={}, **rule)  # type: ignore[arg-type]
    assert festival.days(year) == (day, day)


def test_a_day_that_the_year_lacks_is_unknown() -> None:
    assert Festival(slug="x", names={}, month=2, day=29).days(2023) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At Christmas 2007 and New Year’s Day.", [("christmas", 2007), ("new-year", None)]),
        ("Since Christmas, 2007 men left.", [("christmas", 2007)]),
        ("At Christmas of 2007 they left.", [("christmas", 2007)]),
        ("The Christmases passed.", []),
        ("at christmas", []),
    ],
)
def test_a_festival_is_read_with_the_year_beside_it(
    text: str, found: list[tuple[str, int | None]]
) -> None:
    drafts = list(find_festivals(text, "en"))
    assert [(draft.value, draft.year) for draft in drafts] == found
    assert all(text[draft.start : draft.end] == draft.text for draft in drafts)


def test_a_language_without_names_finds_none() -> None:
    assert list(find_festivals("Christmas 2007", "xx")) == []
