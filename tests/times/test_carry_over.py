"""Named years that go on in the sentences after them."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Basis, Report, Timex
from dateline.times.component import timexes

MONTHS = tuple(calendar.month_name)[1:]


def read(text: str, *, lang: str = "en", published: str = "2024-05-10") -> list[Timex]:
    report = Report(
        id="rep-1", sha256="0" * 64, lang=lang, text=text, title=None, published=published,
        updated=None, byline=(), outlet=None, url=None, blocks=(),
    )  # fmt: skip
    return list(timexes(report))


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("In 2014 they took Sanaa. On 21 September they entered the palace.", "en", "2014-09-21"),
        ("They took Sanaa in 2014. In November they entered Aden.", "en", "2014-11"),
        ("In 2014 they took Sanaa and on 21 September entered the palace.", "en", "2014-09-21"),
        ("In November 2014 they took Sanaa. In February they took Aden.", "en", "2015-02"),
        ("У 2014 році вони взяли Сану. 21 вересня вони увійшли до палацу.", "uk", "2014-09-21"),
        ("Торік у листопаді загинули двоє.", "uk", "2023-11"),
        ("В 2014 году они взяли Сану. 21 сентября они вошли во дворец.", "ru", "2014-09-21"),
    ],
)
def test_a_year_goes_on_in_what_follows(text: str, lang: str, value: str) -> None:
    found = read(text, lang=lang)[-1]
    assert (found.value, found.basis) == (value, Basis.INFERRED)


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 they took Sanaa.\n\nOn 21 March they entered Aden.",
        "In 2014 they took Sanaa. On Friday they shelled Taiz. On 21 March they entered Aden.",
        "Since 2014 they have held Sanaa. On 21 March they entered Aden.",
        "The 2014 accord failed. On 21 March they entered Aden.",
        "Omar, who fled in 2014, came back. On 21 March they entered Aden.",
        "Rebels, founded in 2014, attacked Aden on 21 March.",
        "In 2014 they took Sanaa. They hold it. It is big. It is old. On 21 March they left Aden.",
    ],
)
def test_a_year_does_not_go_on_past_a_break(text: str) -> None:
    found = read(text)[-1]
    assert (found.value, found.basis) == ("2024-03-21", Basis.RELATIVE)


def test_a_year_is_not_carried_into_the_future() -> None:
    found = read("In 2014 they took Sanaa. The vote will be held in July.")[-1]
    assert found.value == "2024-07"


@settings(deadline=None, max_examples=100)
@given(st.integers(1950, 2023), st.integers(1, 12), st.integers(1, 28), st.dates(date(2024, 1, 1)))
def test_a_carried_day_is_of_its_year_and_not_after_the_report(
    year: int, month: int, day: int, published: date
) -> None:
    text = f"In {year} they took Sanaa. On {day} {MONTHS[month - 1]} they entered the palace."
    found = read(text, published=published.isoformat()[:10])[-1]
    assert found.value == date(year, month, day).isoformat()
    assert str(found.earliest) <= published.isoformat()


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 12), st.integers(1, 28), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_deed_of_the_past_has_a_day_up_to_publication(
    month: int, day: int, published: date
) -> None:
    for text in (
        "Rebels took it on {}.",
        "On {} rebels took it.",
        "They said rebels took it on {}.",
    ):
        found = read(text.format(f"{day} {MONTHS[month - 1]}"), published=published.isoformat())
        assert len(found) == 1
        assert str(found[0].earliest) <= published.isoformat()


def told(text: str) -> list[str | None]:
    """Values of a text that has no day of publication, which is read as a history."""
    report = Report(
        id="rep-1", sha256="0" * 64, lang="en", text=text, title=None, published=None,
        updated=None, byline=(), outlet=None, url=None, blocks=(),
    )  # fmt: skip
    return [t.value for t in timexes(report)]


def test_the_year_of_a_heading_is_told_in_a_history() -> None:
    text = (
        "In May 1915 they took the town.\n\nEnd of the war in 1921\n\nIn March they left it again."
    )
    assert told(text) == ["1915-05", "1921", "1921-03"]


def test_a_far_year_within_a_paragraph_is_only_compared_with() -> None:
    text = "In May 1915 they took the town, lost like that of 1871. In June they left it again."
    assert told(text) == ["1915-05", "1871", "1915-06"]


def test_the_previous_year_is_only_compared_with() -> None:
    text = "In May 1942 they took back what they had lost the previous year. In June they left."
    assert told(text) == ["1942-05", "1941", "1942-06"]


@pytest.mark.parametrize(
    "aside",
    [
        "the treaty, which had been signed in 1911, failed",
        "they had plans that would end in 1917",
        "they held it until 1917",
    ],
)
def test_a_year_told_by_the_way_does_not_move_a_history(aside: str) -> None:
    assert told(f"In May 1915 they took the town; {aside}. In June they left it.")[-1] == "1915-06"


def test_a_year_that_a_deed_is_told_in_moves_a_history() -> None:
    assert told("In May 1915 they took the town. They lost it in 1917. In June they won.")[-1] == (
        "1917-06"
    )
