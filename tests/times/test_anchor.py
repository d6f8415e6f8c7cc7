"""An event's interval from the expressions of its clause."""

from __future__ import annotations

from dateline.model import Basis, Timex, TimexType
from dateline.times.anchor import event_interval


def timex(kind: TimexType, earliest: str | None, precision: int | None, basis: Basis) -> Timex:
    return Timex(
        start=0, end=5, text="there", id=f"tmx-{earliest}", type=kind, value=None, mod=None,
        earliest=earliest, latest=earliest, date_prec=precision, basis=basis,
    )  # fmt: skip


def test_the_narrowest_expression_says_when() -> None:
    month = timex(TimexType.DATE, "2022-11-01", 4, Basis.RELATIVE)
    day = timex(TimexType.DATE, "2022-11-09", 1, Basis.RELATIVE)
    vague = timex(TimexType.DATE, "2022-11-11", None, Basis.DOCUMENT)
    found = event_interval([month, vague, day], published="2022-11-11")
    assert (found.earliest, found.timex) == ("2022-11-09", day.id)


def test_repeated_times_say_nothing_of_one_event() -> None:
    weekly = timex(TimexType.SET, None, None, Basis.UNKNOWN)
    found = event_interval([weekly], published="2022-11-11T12:51")
    assert (found.earliest, found.latest) == (None, "2022-11-11")
    assert (found.date_prec, found.basis) == (None, Basis.DOCUMENT)


def test_nothing_is_known_of_what_is_not_past_or_not_dated() -> None:
    assert event_interval([], published="2022-11-11", past=False).basis is Basis.UNKNOWN
    assert event_interval([], published=None).basis is Basis.UNKNOWN
