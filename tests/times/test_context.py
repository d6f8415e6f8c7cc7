"""The time told of, and whether a text is news or a history."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dateline.times.context import HISTORY, NEWS, Document, Story, register_of
from dateline.times.grammar import grammar

NOW = datetime(2022, 11, 11, 12, 51)


@pytest.mark.parametrize(
    ("published", "updated", "last"),
    [
        (NOW, None, NOW),
        (NOW, datetime(2022, 11, 12, 8), datetime(2022, 11, 12, 8)),
        (datetime(2022, 11, 12), NOW, datetime(2022, 11, 12)),
        (None, NOW, NOW),
        (None, None, None),
    ],
)
def test_a_text_cannot_speak_of_what_came_after_its_last_stamp(
    published: datetime | None, updated: datetime | None, last: datetime | None
) -> None:
    assert Document(published=published, updated=updated).last == last


@pytest.mark.parametrize(
    ("told", "year", "month", "day", "first"),
    [
        (["2022-03-12"], 2022, 3, date(2022, 3, 12), date(2022, 3, 12)),
        (["2022-03-12TMO"], 2022, 3, date(2022, 3, 12), date(2022, 3, 12)),
        (["2022-03"], 2022, 3, None, date(2022, 3, 1)),
        (["2022-Q3"], 2022, None, None, date(2022, 7, 1)),
        (["2022-03", "2022"], 2022, 3, None, date(2022, 1, 1)),
        (["2022-03", "2023"], 2023, None, None, date(2023, 1, 1)),
        (["BC0480"], -480, None, None, None),
        (["199"], None, None, None, date(1990, 1, 1)),
    ],
)
def test_the_time_told_of_is_the_last_one_named(
    told: list[str], year: int | None, month: int | None, day: date | None, first: date | None
) -> None:
    story = Story()
    for value in told:
        story.tell(value)
    assert (story.year, story.month, story.day, story.within()) == (year, month, day, first)


@pytest.mark.parametrize("value", ["PAST_REF", "XXXX-XX-XX", "P3D", "2022-02-30"])
def test_what_names_no_days_leaves_the_time_told_of_as_it_was(value: str) -> None:
    story = Story()
    story.tell("2014-04-12")
    story.tell(value)
    assert story.day == date(2014, 4, 12)


YEARS = "It began in 1914. By 1915, 1916 and 1917 it had spread."


@pytest.mark.parametrize(
    ("text", "published", "register"),
    [
        pytest.param(YEARS, NOW, HISTORY, id="four years, no day seen from today"),
        pytest.param("It began in 1914, 1915 and 1916.", NOW, NEWS, id="three years are too few"),
        pytest.param(f"{YEARS} On Friday they left.", NOW, NEWS, id="four years to one weekday"),
        pytest.param(
            f"{YEARS} It ended in 1918. On Friday they left.", NOW, HISTORY, id="five to one"
        ),
        pytest.param("In 2021, 2022, 2022 and 2022.", NOW, NEWS, id="last year is no history"),
        pytest.param("In 2020, 2020, 2020 and 2020.", NOW, HISTORY, id="the year before is"),
        pytest.param("They left on Friday.", None, HISTORY, id="no day of publication"),
    ],
)
def test_a_history_counts_in_years_and_news_from_today(
    text: str, published: datetime | None, register: str
) -> None:
    lexicon = grammar("en").lexicon
    document = Document(published=published)
    assert register_of(lexicon.lex(text), lexicon, document) == register
