"""Which side of publication a date without a year, or a weekday, lies on."""

from __future__ import annotations

import pytest

from dateline.model import Report, Timex
from dateline.times.component import timexes
from dateline.times.language import TenseData
from dateline.times.tense import Tense


def read(text: str, *, lang: str = "en", published: str = "2024-05-10") -> list[Timex]:
    report = Report(
        id="rep-1", sha256="0" * 64, lang=lang, text=text, title=None, published=published,
        updated=None, byline=(), outlet=None, url=None, blocks=(),
    )  # fmt: skip
    return list(timexes(report))


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("In July rebels took Bunagana, the UN said.", "en", "2023-07"),
        ("In late July, the rebel group overran the town.", "en", "2023-07"),
        ("Rebels seized the town on 12 May.", "en", "2023-05-12"),
        ("The town was taken on July 3.", "en", "2023-07-03"),
        ("The UN said rebels in July took the town.", "en", "2023-07"),
        ("У липні повстанці взяли Бунагану, повідомила ООН.", "uk", "2023-07"),
        ("Підрозділ захопив місто 3 липня.", "uk", "2023-07-03"),
        ("В июле повстанцы взяли Бунагану, сообщила ООН.", "ru", "2023-07"),
        ("Город был захвачен 3 июля.", "ru", "2023-07-03"),
    ],
)
def test_a_deed_of_the_past_is_never_after_publication(text: str, lang: str, value: str) -> None:
    assert [t.value for t in read(text, lang=lang)] == [value]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("The vote will be held in July.", "en", "2024-07"),
        ("The UN said the vote takes place in July.", "en", "2024-07"),
        ("The vote was to be held in July.", "en", "2024-07"),
        ("Elections set for July were cancelled.", "en", "2024-07"),
        ("The court ordered him to testify in July.", "en", "2024-07"),
        ("The firm will buy preferred shares on July 3.", "en", "2024-07-03"),
        ("The elections in the besieged city in July matter.", "en", "2024-07"),
        ("Вибори відбудуться у липні.", "uk", "2024-07"),
        ("Місія працюватиме в липні.", "uk", "2024-07"),
        ("Выборы пройдут в июле.", "ru", "2024-07"),
    ],
)
def test_what_is_to_come_stays_ahead(text: str, lang: str, value: str) -> None:
    assert [t.value for t in read(text, lang=lang)] == [value]


@pytest.mark.parametrize(
    ("text", "lang", "latest"),
    [
        ("The talks were put off until Thursday.", "en", "2024-05-16"),
        ("The army extended the truce until Monday.", "en", "2024-05-13"),
        ("The truce runs until Monday.", "en", "2024-05-13"),
        ("The truce lasted until Monday.", "en", "2024-05-06"),
        ("Rebels held the town until 3 May.", "en", "2024-05-03"),
        ("Переговори відкладено до четверга.", "uk", "2024-05-16"),
        ("Повстанці утримували місто до 3 травня.", "uk", "2024-05-03"),
        ("Переговоры отложены до четверга.", "ru", "2024-05-16"),
        ("Перемирие длилось до понедельника.", "ru", "2024-05-06"),
    ],
)
def test_until_ends_on_the_side_that_is_told(text: str, lang: str, latest: str) -> None:
    found = read(text, lang=lang)[0]
    assert (found.earliest, found.latest) == (None, latest)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("An ambush near Gao on 2 November last year killed two.", "2023-11-02"),
        ("They fell on November 2 last year.", "2023-11-02"),
        ("They fell last 2 November.", "2023-11-02"),
        ("It ended on 3 May this year.", "2024-05-03"),
        ("It ends on May 3 next year.", "2025-05-03"),
    ],
)
def test_a_day_of_last_year_is_one_expression(text: str, value: str) -> None:
    assert [t.value for t in read(text)] == [value]


def test_a_possessive_weekday_is_that_day() -> None:
    text = "The death toll from Tuesday's strike rose to 13, it said on Friday."
    assert [t.value for t in read(text, published="2023-06-30")] == ["2023-06-27", "2023-06-30"]


def test_a_named_year_is_no_length() -> None:
    assert [t.value for t in read("В 2014 году они взяли Сану.", lang="ru")] == ["2014"]


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        pytest.param("He said that they will leave on ", "", 1, id="will stands nearest"),
        pytest.param("They will leave, he said to us on ", "", -1, id="said stands nearer"),
        pytest.param("It started on ", "", -2, id="a past ending"),
        pytest.param("He said on ", "", -2, id="nothing but said"),
        pytest.param("On ", " the army will leave", 1, id="will stands after"),
        pytest.param("On ", " a b c d will leave", 0, id="will stands too far after"),
    ],
)
def test_tense_is_that_of_the_nearest_word(before: str, after: str, direction: int) -> None:
    tense = Tense(TenseData(saying="said", past_endings="ed", future="will"))
    assert tense.direction(before, after) == direction
