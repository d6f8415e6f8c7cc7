"""Facts: what of a report's words places an event and tells its hour."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.facts import facts_of, is_attribute, is_list, part_of_day
from dateline.model import Toponym, ToponymKind
from tests.fusion.factory import RIVERTON, Told, coding


def named(text: str, word: str, *, known: bool = True) -> bool:
    start = text.index(word)
    place = RIVERTON if known else None
    toponym = Toponym(
        start=start, end=start + len(word), text=word, id="top-1", kind=ToponymKind.LITERAL,
        place=place,
    )  # fmt: skip
    return is_attribute(toponym, text)


def test_the_first_part_of_a_compound_is_no_place_of_a_deed() -> None:
    assert named("the Riverton-controlled plant was shut", "Riverton")
    assert named("blasts in Riverton-held Hilltop", "Riverton-held", known=False)
    assert not named("the Riverton-Hilltop road was cut", "Riverton")
    assert not named("a strike on Riverton", "Riverton")


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("2020-01-05TNI", "NI"), ("2020-01-05TAF", "AF"), ("2020-01-05T03:41", "NI"),
        ("2020-01-05T09:00", "MO"), ("2020-01-05T18", "EV"), ("2020-01-05", None),
        ("PT72H", None), ("", None),
    ],
)  # fmt: skip
def test_the_part_of_the_day_is_read_from_its_value(value: str, part: str | None) -> None:
    assert part_of_day(value) == part


def test_short_lines_each_a_paragraph_are_a_list_of_headlines() -> None:
    lines = coding(*(Told(type="strike.air", words="the town was hit") for _ in range(5)))
    assert is_list(lines.report)
    assert all(f.listed for f in facts_of(lines))
    long = coding(*(Told(type="strike.air", words="the town was hit " * 12) for _ in range(5)))
    assert not is_list(long.report)
    assert not is_list(coding(Told(type="strike.air")).report)


def test_an_event_that_names_no_known_place_has_the_one_before_it_near() -> None:
    made = coding(Told(type="strike.air"))
    (event,) = made.events
    unknown = Toponym(
        start=0, end=1, text="City", id="top-city", kind=ToponymKind.LITERAL, place=None
    )
    (known,) = made.toponyms
    before = replace(known, start=2, end=2 + len(known.text))
    told = replace(
        made,
        toponyms=(before, unknown),
        events=(replace(event, toponyms=("top-city",), trigger=made.report.span(12, 14)),),
    )
    (fact,) = facts_of(told)
    assert fact.near is not None
    assert fact.near.place == RIVERTON
