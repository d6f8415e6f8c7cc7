"""Times counted from something else that the report tells."""

from __future__ import annotations

import pytest

from dateline.model import Basis, Report, Timex, TimexType
from dateline.model.conflicts import shipped_conflicts
from dateline.times.component import timexes

UKRAINE = next(c for c in shipped_conflicts() if c.slug == "ukraine")


def read(text: str, *, lang: str = "en") -> tuple[Timex, ...]:
    report = Report(
        id="rep-1", sha256="0" * 64, lang=lang, text=text, title=None,
        published="2022-11-11T12:51", updated=None, byline=(), outlet=None, url=None, blocks=(),
    )  # fmt: skip
    return timexes(report, conflict=UKRAINE)


@pytest.mark.parametrize(
    ("text", "words", "earliest", "latest"),
    [
        ("Two days after the invasion began, he left.", "Two days after the invasion began",
         "2022-02-26", "2022-02-26"),
        ("Ten days before the 12 October vote, he spoke.", "Ten days before the 12 October",
         "2022-10-02", "2022-10-02"),
        ("Hours after the strike on Tuesday, he came.", "Hours after the strike on Tuesday",
         "2022-11-08", "2022-11-09"),
        ("The morning after Wednesday's raid was calm.", "The morning after Wednesday",
         "2022-11-10", "2022-11-10"),
        ("A month before the 3 May 2022 talks it fell.", "A month before the 3 May 2022",
         "2022-04-01", "2022-04-30"),
    ],
)  # fmt: skip
def test_a_date_or_a_known_event_that_follows(
    text: str, words: str, earliest: str, latest: str
) -> None:
    (found,) = read(text)
    assert (found.text, found.type) == (words, TimexType.DATE)
    assert (found.earliest, found.latest, found.basis) == (earliest, latest, Basis.RELATIVE)


def test_a_day_that_another_sentence_tells_of_with_the_same_noun() -> None:
    found = read("The withdrawal was ordered on 9 November. The day after the withdrawal, he came.")
    assert (found[1].earliest, found[1].latest) == ("2022-11-10", "2022-11-10")
    assert found[1].basis is Basis.INFERRED
    assert "9 November" in str(found[1].why)


@pytest.mark.parametrize(
    "text", ["Three weeks after the ceasefire, it fell.", "A day after he was hit, he died."]
)
def test_what_nothing_dates_stays_open_and_is_not_the_day_of_publication(text: str) -> None:
    (found,) = read(text)
    assert (found.earliest, found.latest, found.date_prec) == (None, "2022-11-11", None)
    assert "not dated" in str(found.why)


def test_what_is_to_come_is_open_on_the_other_side() -> None:
    (found,) = read("They will meet two days after the funeral.")
    assert (found.earliest, found.latest) == ("2022-11-11", None)


@pytest.mark.parametrize(
    "text",
    [
        "For three days after the raid fires burned.",
        "The siege lasted two days before the army came.",
        "He had left the day before and did not return.",
        "It takes two days to a week.",
    ],
)
def test_lengths_and_days_of_their_own_are_not_counted(text: str) -> None:
    assert all("counted from what" not in str(found.why) for found in read(text))


@pytest.mark.parametrize(
    ("lang", "text", "earliest"),
    [
        ("uk", "За два дні до вторгнення посольство виїхало.", "2022-02-22"),
        ("uk", "У вівторок стався удар. Наступного дня після удару приїхали всі.", "2022-11-09"),
        ("uk", "Через два дні після штурму місто здали.", None),
        ("ru", "За день до вторжения посольство уехало.", "2022-02-23"),
        ("ru", "Через две недели после штурма город сдали.", None),
    ],
)
def test_other_languages_count_too(lang: str, text: str, earliest: str | None) -> None:
    found = read(text, lang=lang)[-1]
    assert found.earliest == earliest
    assert "counted from" in str(found.why)


def test_a_length_beside_its_day_dates_what_it_counts_from() -> None:
    friday, length = read("They took it on Friday, two days after shells hit the bridge.")
    assert (friday.earliest, friday.latest) == ("2022-11-11", "2022-11-11")
    assert (length.type, length.value) == (TimexType.DURATION, "P2D")
    assert (length.earliest, length.latest) == ("2022-11-09", "2022-11-09")


def test_a_vague_length_beside_its_day_leaves_the_beginning_open() -> None:
    _, length = read("They took it on Wednesday, days after shells hit the bridge.")
    assert (length.earliest, length.latest) == (None, "2022-11-09")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("A depot was hit on Thursday; the day after the blast, he came.", "2022-11-11", None),
        ("It was fired on Tuesday. Hours after the attack he came.", "2022-11-08", "2022-11-09"),
    ],
)
def test_hours_after_and_the_day_after_count_from_the_day_told_of_just_before(
    text: str, earliest: str, latest: str | None
) -> None:
    found = read(text)[-1]
    assert (found.earliest, found.latest) == (earliest, latest or earliest)
    assert found.basis is Basis.INFERRED


@pytest.mark.parametrize(
    "text",
    [
        "Drones came overnight into Wednesday.",
        "It was hit on the night of 8 to 9 November.",
        "Overnight November 8-9 drones flew.",
        "It came on the night of Tuesday to Wednesday.",
    ],
)
def test_a_night_into_a_day(text: str) -> None:
    (found,) = read(text)
    assert (found.earliest, found.latest) == ("2022-11-08", "2022-11-09")
