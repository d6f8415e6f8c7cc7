"""Times told by the conflict's own calendar."""

from __future__ import annotations

from datetime import datetime

import pytest

from dateline.model import CalendarEntry, Conflict
from dateline.times.context import Document
from dateline.times.events import event_calendar

WAR = Conflict(
    slug="x", name="X", countries=("UA",), start="2014-02-20", zone="Europe/Kyiv",
    calendar=(
        CalendarEntry(names=("war", "full-scale invasion"), start="2022-02-24"),
        CalendarEntry(names=("war",), start="2014-04-12", end="2015-02-18"),
        CalendarEntry(names=("вторгнення",), start="2022-02-24"),
    ),
)  # fmt: skip
QUIET = Conflict(slug="y", name="Y", countries=(), start="2014-02-20", zone="UTC", calendar=())


@pytest.mark.parametrize(
    ("text", "published", "words", "value"),
    [
        pytest.param("calm before the war", 2022, "before the war", "2022-02-24", id="latest"),
        pytest.param("calm before the war", 2021, "before the war", "2014-04-12", id="then known"),
        pytest.param("calm after the war", 2021, "after the war", "2015-02-18", id="its end"),
        pytest.param("calm after the war", 2022, "after the war", "2022-02-24", id="no end yet"),
        pytest.param(
            "since the start of the war", 2022, "since the start of the war", "2022-02-24",
            id="its beginning",
        ),
        pytest.param(
            "since the full-scale  invasion began", 2022,
            "since the full-scale  invasion began", "2022-02-24", id="began",
        ),
        pytest.param(
            "before the war in 2014", 2022, "before the war", "2014-04-12", id="of a year"
        ),
    ],
)  # fmt: skip
def test_an_event_of_the_calendar_dates_what_is_told_by_it(
    text: str, published: int, words: str, value: str
) -> None:
    document = Document(published=datetime(published, 11, 11))
    found = list(event_calendar(WAR, "en").find(text, document))
    assert [(one.draft.text, one.value) for one in found] == [(words, value)]
    assert text[found[0].draft.start : found[0].draft.end] == words


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("before the war", "BEFORE"),
        ("after the war", "AFTER"),
        ("since the war began", "ON_OR_AFTER"),
    ],
)
def test_the_side_of_the_event_is_kept(text: str, mod: str) -> None:
    (found,) = event_calendar(WAR, "en").find(text, Document(published=datetime(2022, 11, 11)))
    assert found.mod == mod


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("the war goes on", 2022),
        ("before the warning", 2022),
        ("before the war in 1999", 2022),
        ("before the war", 2013),
    ],
)
def test_what_is_not_dated_by_the_calendar(text: str, published: int) -> None:
    document = Document(published=datetime(published, 11, 11))
    assert list(event_calendar(WAR, "en").find(text, document)) == []


def test_a_conflict_without_a_calendar_dates_nothing() -> None:
    assert list(event_calendar(QUIET, "en").find("before the war", Document(published=None))) == []
