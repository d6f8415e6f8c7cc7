"""What each kind of expression means, in news and in histories."""

from __future__ import annotations

from datetime import datetime

import pytest

from dateline.times.context import HISTORY, NEWS, Document
from dateline.times.reader import read_times

FRIDAY = Document(published=datetime(2022, 11, 11, 12, 51), timed=True)


def values(
    text: str, *, document: Document = FRIDAY, register: str = NEWS
) -> list[tuple[str, str, str | None]]:
    found = read_times(text, lang="en", document=document, register=register)
    return [(r.draft.text, r.type.value, r.value) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 3 September 1939 it began.", ("3 September 1939", "DATE", "1939-09-03")),
        ("On October 27, 1939 it began.", ("October 27, 1939", "DATE", "1939-10-27")),
        ("In May 1940 it ended.", ("May 1940", "DATE", "1940-05")),
        ("It was 2022-03-02 then.", ("2022-03-02", "DATE", "2022-03-02")),
        ("In the 1990s.", ("the 1990s", "DATE", "199")),
        ("In the eighteenth century.", ("the eighteenth century", "DATE", "17")),
        ("In the summer of 2014.", ("the summer of 2014", "DATE", "2014-SU")),
        ("In the third quarter of 2021.", ("the third quarter of 2021", "DATE", "2021-Q3")),
        ("In 264 BC.", ("264 BC", "DATE", "BC0264")),
        ("They left today.", ("today", "DATE", "2022-11-11")),
        ("He spoke last night.", ("last night", "TIME", "2022-11-10TNI")),
        ("It fell last week.", ("last week", "DATE", "2022-W44")),
        ("It was hit on Tuesday.", ("Tuesday", "DATE", "2022-11-08")),
        ("He will come on Tuesday.", ("Tuesday", "DATE", "2022-11-15")),
        ("It was hit last Friday.", ("last Friday", "DATE", "2022-11-04")),
        ("It ended at 5am on Friday.", ("5am on Friday", "TIME", "2022-11-11T05:00")),
        ("They left two days ago.", ("two days ago", "DATE", "2022-11-09")),
        ("A fortnight ago.", ("A fortnight ago", "DATE", "2022-W43")),
        ("It took three months.", ("three months", "DURATION", "P3M")),
        ("Shelled for several days.", ("several days", "DURATION", "PXD")),
        ("The train leaves every Monday.", ("every Monday", "SET", "XXXX-WXX-1")),
        ("It is shelled daily.", ("daily", "SET", "P1D")),
        ("It recently moved.", ("recently", "DATE", "PAST_REF")),
        ("The attack came in March.", ("March", "DATE", "2022-03")),
        ("The attack came in December.", ("December", "DATE", "2021-12")),
        ("The army will get it in March.", ("March", "DATE", "2023-03")),
        ("It was shut at Christmas.", ("Christmas", "DATE", "2022-12-25")),
    ],
)
def test_one_expression(text: str, expected: tuple[str, str, str]) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old boy and a man who is 40 years old.",
        "About 1,500 men, 1900 soldiers and a quarter of the tanks.",
        "They may march on the town; three quarters of the city fell.",
        "Nothing at all.",
        "",
    ],
)
def test_numbers_that_are_no_times(text: str) -> None:
    assert values(text) == []


def test_ranges_share_month_year_and_era() -> None:
    assert [v for _, _, v in values("From 10 to 12 May 1940.")] == ["1940-05-10", "1940-05-12"]
    assert [v for _, _, v in values("It was fought in 1939-45.")] == ["1939", "1945"]
    assert [v for _, _, v in values("The war of 499-493 BC.")] == ["BC0499", "BC0493"]
    lent = values("Between 3 September and 5 October 1939.")
    assert [v for _, _, v in lent] == ["1939-09-03", "1939-10-05"]


def test_histories_count_from_the_time_told_of() -> None:
    text = "In December 1941 it began. In January they left. The next month it fell."
    told = [v for _, _, v in values(text, register=HISTORY)]
    assert told == ["1941-12", "1942-01", "1942-02"]
    ancient = values("In 490 BC they came. By 480 they were back.", register=HISTORY)
    assert [v for _, _, v in ancient] == ["BC0490", "BC0480"]


def test_news_counts_from_the_time_told_of_where_it_says_so() -> None:
    told = values("Kyiv was hit on 10 October. The next day Lviv was hit.")
    assert [v for _, _, v in told] == ["2022-10-10", "2022-10-11"]


def test_a_late_hour_of_the_weekday_of_publication_was_a_week_before() -> None:
    assert values("The blast came at 9pm on Friday.")[0][2] == "2022-11-04T21:00"


def test_register_is_told_by_the_years_named() -> None:
    history = "In 1939 it began; in 1940, 1941 and 1943 it went on. By March it was over."
    assert values(history, register=NEWS)[-1][2] == "2022-03"
    found = read_times(history, lang="en", document=FRIDAY)
    assert found[-1].value == "1943-03"


def test_without_a_day_of_publication_nothing_is_made_up() -> None:
    nowhere = Document(published=None)
    found = read_times("They left on Friday.", lang="en", document=nowhere)
    assert [r.value for r in found] == ["XXXX-WXX-5"]


def test_modifiers() -> None:
    found = read_times(
        "In early June 2022, around May 2014, nearly two weeks.", lang="en", document=FRIDAY
    )
    assert [r.mod for r in found] == ["START", "APPROX", "LESS_THAN"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vote is in the week of March 6.", ("the week of March 6", "DATE", "2022-W09")),
        ("The March offensive failed.", ("March", "DATE", "2022-03")),
        ("He may go to the United States Thursday.", ("Thursday", "DATE", "2022-11-17")),
        ("He will be moved to Kyiv Thursday.", ("Thursday", "DATE", "2022-11-17")),
        ("They were planning a march on Monday.", ("Monday", "DATE", "2022-11-14")),
        ("Talks may come as soon as Tuesday.", ("Tuesday", "DATE", "2022-11-15")),
        ("Sales for the full year rose.", ("the full year", "DATE", "2022")),
    ],
)
def test_more_of_news(text: str, expected: tuple[str, str, str]) -> None:
    assert values(text)[0] == expected


def test_an_hour_with_another_zone_in_brackets_has_the_day_after_them() -> None:
    found = values("The blast came at 10:35 a.m. (0735 GMT) Thursday.")
    assert [value for _, _, value in found] == [
        "2022-11-10T10:35",
        "2022-11-10T07:35",
        "2022-11-10",
    ]


def test_now_as_a_first_word_with_a_comma_is_no_time() -> None:
    assert values("Now, he says, it is over.") == []
    assert values("It is now over.") == [("now", "DATE", "PRESENT_REF")]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("uk", "У 480 р. до н. е. перси прийшли.", ["BC0480"]),
        ("uk", "у 264—241 рр. до н. е. тривала війна", ["BC0264", "BC0241"]),
        ("uk", "Навесні 479 року до нашої ери вони відступили.", ["BC0479-SP"]),
        ("uk", "Після невдачі березневого наступу.", ["2022-03"]),
        ("ru", "Во II веке до н. э. и в 146 г. до н. э.", ["BC01", "BC0146"]),
        ("ru", "Мартовское наступление провалилось.", ["2022-03"]),
    ],
)
def test_eras_and_adjectives_of_months(lang: str, text: str, expected: list[str]) -> None:
    found = read_times(text, lang=lang, document=FRIDAY)
    assert [one.value for one in found] == expected


def test_a_text_of_antiquity_is_a_history() -> None:
    text = "In 264 BC war began. In 241 BC it ended. In 218 BC it went on. In 202 BC it ended."
    found = read_times(f"{text} In 146 the city fell.", lang="en", document=FRIDAY)
    assert found[-1].value == "BC0146"
