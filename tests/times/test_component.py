"""The stage: intervals, precision and basis of a report's expressions."""

from __future__ import annotations

import msgspec
import pytest

from dateline.model import (
    Analysis,
    Basis,
    Block,
    BlockKind,
    CalendarEntry,
    Coding,
    Conflict,
    Layer,
    Report,
    Timex,
)
from dateline.times.component import TimeReader, timexes

WAR = Conflict(
    slug="x", name="X", countries=("UA",), start="2014-02-20", zone="Europe/Kyiv",
    calendar=(
        CalendarEntry(names=("war", "invasion"), start="2022-02-24"),
        CalendarEntry(names=("war",), start="2014-04-12", end="2015-02-18"),
        CalendarEntry(names=("вторгнення", "вторжения"), start="2022-02-24"),
    ),
)  # fmt: skip


def report(
    text: str, *, lang: str | None = "en", published: str | None = "2022-11-11T12:51"
) -> Report:
    return Report(
        id="rep-1", sha256="0" * 64, lang=lang, text=text, title=None, published=published,
        updated="2022-11-11T18:11", byline=(), outlet=None, url=None, blocks=(),
    )  # fmt: skip


def one(text: str, *, lang: str = "en") -> Timex:
    found = timexes(report(text, lang=lang), conflict=WAR)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "basis"),
    [
        ("Flags went up today.", "2022-11-11", "2022-11-11", 1, Basis.RELATIVE),
        ("They left early this morning.", "2022-11-11", "2022-11-11", 1, Basis.RELATIVE),
        ("Announced earlier this week.", "2022-11-07", "2022-11-10", 2, Basis.RELATIVE),
        ("He spoke last night.", "2022-11-10", "2022-11-10", 1, Basis.RELATIVE),
        ("The first since the invasion began.", "2022-02-24", "2022-11-11", 5, Basis.RELATIVE),
        ("Before the war it was calm.", None, "2022-02-23", None, Basis.RELATIVE),
        (
            "It ended at 5am on Friday.",
            "2022-11-11T05:00:00",
            "2022-11-11T05:00:00",
            1,
            Basis.RELATIVE,
        ),
        ("The eight-month-old war.", "2022-03-11", "2022-11-11", 5, Basis.RELATIVE),
        ("The recent loss.", None, "2022-11-11", None, Basis.RELATIVE),
        ("It is now calm.", "2022-11-11", "2022-11-11", 1, Basis.DOCUMENT),
        ("It fell in March 2022.", "2022-03-01", "2022-03-31", 4, Basis.STATED),
        ("It fell in late March 2022.", "2022-03-22", "2022-03-31", 4, Basis.STATED),
        ("Annexed in 2014.", "2014-01-01", "2014-12-31", 5, Basis.STATED),
        ("Held in the 1990s.", "1990-01-01", "1999-12-31", None, Basis.STATED),
        ("It lasted 86 days.", None, None, None, Basis.UNKNOWN),
        ("Shelled every Monday.", None, None, None, Basis.UNKNOWN),
        ("Shelled since Monday.", "2022-11-07", "2022-11-11", 2, Basis.RELATIVE),
        ("They must leave by Sunday.", None, "2022-11-13", None, Basis.RELATIVE),
        ("Hit in the past 24 hours.", "2022-11-10", "2022-11-11", 2, Basis.RELATIVE),
        ("It may fall in the coming days.", "2022-11-11", None, None, Basis.RELATIVE),
        ("The last week of August 2022.", "2022-08-25", "2022-08-31", 3, Basis.STATED),
    ],
)
def test_intervals(
    text: str, earliest: str | None, latest: str | None, precision: int | None, basis: Basis
) -> None:
    found = one(text)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert (found.date_prec, found.basis) == (precision, basis)
    assert found.why


@pytest.mark.parametrize(
    "text", ["They stormed it before dawn on Thursday.", "They left after nightfall on Thursday."]
)
def test_before_a_point_of_a_day_is_still_that_day(text: str) -> None:
    found = one(text)
    assert (found.earliest, found.latest) == ("2022-11-10", "2022-11-10")


def test_sunday_ahead_needs_the_future() -> None:
    assert one("They will leave on Sunday.").earliest == "2022-11-13"
    assert one("They left on Sunday.").earliest == "2022-11-06"


def test_zones() -> None:
    assert one("At 5am local time.").earliest == "2022-11-11T05:00:00+02:00"
    assert one("At 0430 GMT.").earliest == "2022-11-11T04:30:00+00:00"
    assert one("At 10 a.m. Moscow time.").earliest == "2022-11-11T10:00:00+03:00"


def test_both_ends_of_a_range_have_the_whole_of_it() -> None:
    found = timexes(report("Fighting from 3 to 10 March 2022."))
    assert {(t.earliest, t.latest) for t in found} == {("2022-03-03", "2022-03-10")}


@pytest.mark.parametrize(
    ("text", "lang", "earliest", "latest"),
    [
        ("Місто залишили вчора.", "uk", "2022-11-10", "2022-11-10"),
        ("Удар стався в ніч на п'ятницю.", "uk", "2022-11-10", "2022-11-11"),
        ("Від початку вторгнення минув час.", "uk", "2022-02-24", "2022-11-11"),
        ("Місто взяли 2 березня 2022 року.", "uk", "2022-03-02", "2022-03-02"),
        ("Бій почався о 5-й ранку.", "uk", "2022-11-11T05:00:00", "2022-11-11T05:00:00"),
        ("Город оставили вчера.", "ru", "2022-11-10", "2022-11-10"),
        ("С начала вторжения прошло время.", "ru", "2022-02-24", "2022-11-11"),
        ("На прошлой неделе был бой.", "ru", "2022-10-31", "2022-11-06"),
        ("Бой был два дня назад.", "ru", "2022-11-09", "2022-11-09"),
    ],
)
def test_other_languages(text: str, lang: str, earliest: str, latest: str) -> None:
    found = one(text, lang=lang)
    assert (found.earliest, found.latest) == (earliest, latest)


def test_a_language_without_rules_has_no_timexes() -> None:
    assert timexes(report("Heute ist Freitag.", lang="de")) == ()


def test_the_stage_keeps_what_it_does_not_write() -> None:
    coding = Coding(
        report=report("They left today."), analysis=Analysis(lang="en", tokens=(), sentences=())
    )
    stage = TimeReader()
    coded = stage(coding)
    assert stage.writes == {Layer.TIMEXES}
    assert [t.text for t in coded.timexes] == ["today"]
    assert coded.report is coding.report
    assert stage(coded) == coded


def test_a_broken_stamp_is_no_day() -> None:
    found = timexes(report("They left on Friday.", published="yesterday"))
    assert found[0].earliest is None


def test_today_of_a_page_updated_later_may_be_a_later_day() -> None:
    page = msgspec.structs.replace(report("They left today."), updated="2022-11-12T08:00")
    found = timexes(page)[0]
    assert (found.earliest, found.latest) == ("2022-11-11", "2022-11-12")
    old = msgspec.structs.replace(page, updated="2023-05-01T08:00")
    assert timexes(old)[0].latest == "2022-11-11"


def blog(*posts: tuple[str | None, str]) -> Report:
    """A report of posts, each with its stamp."""
    text, blocks = "", []
    for stamp, words in posts:
        start = len(text)
        text += f"{words}\n\n"
        blocks.append(
            Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(words), published=stamp)
        )
    return msgspec.structs.replace(report(text, published="2022-11-11"), blocks=tuple(blocks))


def test_each_post_counts_from_its_own_stamp() -> None:
    made = blog(
        (None, "Flags went up today."),
        ("2022-11-13T00:10:00+00:00", "They left on Saturday and came back yesterday."),
        ("2022-11-12T23:50:00+00:00", "They left today."),
    )
    found = timexes(made)
    assert [(t.text, (t.earliest or "")[:10]) for t in found] == [
        ("today", "2022-11-11"), ("Saturday", "2022-11-12"), ("yesterday", "2022-11-12"),
        ("today", "2022-11-12"),
    ]  # fmt: skip
    assert all(made.text[t.start : t.end] == t.text for t in found)
    assert len({t.id for t in found}) == 4


def test_posts_of_one_stamp_are_one_text() -> None:
    stamp = "2022-11-11T12:51"
    words = ("On 2 March 2021 they left.", "The next day they came back.")
    whole = timexes(msgspec.structs.replace(blog(*((None, w) for w in words)), updated=None))
    posts = timexes(blog(*((stamp, w) for w in words)))
    assert [(t.text, t.earliest) for t in posts] == [(t.text, t.earliest) for t in whole]
    assert posts[1].earliest == "2021-03-03"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The winter of '45 was hard.", "1945-12-01"),
        ("It fell in March '22.", "2022-03-01"),
    ],
)
def test_a_year_of_two_figures_is_the_last_one_that_it_can_be(text: str, first: str) -> None:
    assert one(text).earliest == first


def test_a_date_with_its_weekday_takes_the_year_that_fits_and_not_the_one_before_it() -> None:
    found = timexes(report("In 2014 they took Sanaa. On Friday, 4 November they left."))
    assert [(t.text, t.earliest) for t in found][-1][1] == "2022-11-04"
