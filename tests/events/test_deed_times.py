"""The time that a reader gives a deed, and what stands in for it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.events.deed_times import find_time
from dateline.events.nearby import InOrder
from dateline.model import Auxiliary, Basis, Claim, Coding, Interval, RawDeed, RawSlot
from dateline.pipeline.code import code
from dateline.pipeline.stages import components
from tests.claims.reading import report_of


def _coded(text: str) -> tuple[Coding, Claim]:
    report = replace(report_of(text), published="2024-05-10T12:00:00+00:00")
    coding = code(report, components(reader=False))
    return coding, coding.claims[0]


def _time(text: str, when: str | None, aux: Auxiliary = Auxiliary.ASSERTED) -> Interval:
    coding, claim = _coded(text)
    start = text.index(when) if when else 0
    slots = (RawSlot(name="when", start=start, end=start + len(when), score=0.9),) if when else ()
    deed = RawDeed(
        start=0, end=6, type="battle", auxiliary=aux.value, aspect="done", score=0.9, slots=slots
    )
    return find_time(deed, coding, aux, claim, InOrder(coding.timexes))[0]


def test_the_readers_own_time_is_taken_of_two() -> None:
    text = "Rebels took Oru on Monday and Tavor on Wednesday."
    assert _time(text, "on Monday").earliest == "2024-05-06"
    assert _time(text, "on Wednesday").earliest == "2024-05-08"


def test_the_day_of_the_saying_is_not_the_deeds() -> None:
    text = "The governor said Wednesday that rebels captured Harad."
    assert _time(text, "Wednesday").basis is Basis.DOCUMENT


@pytest.mark.parametrize("aux", list(Auxiliary))
def test_without_a_time_only_what_has_happened_has_the_reports_day(aux: Auxiliary) -> None:
    day = _time("Rebels took Oru.", None, aux)
    happened = aux in (Auxiliary.ASSERTED, Auxiliary.NEGATED)
    assert (day.basis is Basis.DOCUMENT) == happened
    assert day.earliest == ("2024-05-10" if happened else None)
