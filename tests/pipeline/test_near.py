"""The incidents of one report are the same from its neighbourhood as from the whole ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.model import Auxiliary, Coding, Original, Reading
from dateline.pipeline.derive import Derived, derive, incident_rows
from dateline.pipeline.near import neighbourhood
from dateline.store import open_ledger
from tests.fusion.factory import HILLTOP, REGION, Told, coding


def reading(made: Coding) -> Reading:
    report = made.report
    data = report.text.encode()
    return Reading(
        report=report,
        original=Original(
            sha256=report.sha256, data=data, media_type="text/plain", location="memory"
        ),
    )


def reports() -> list[Coding]:
    strike = Told(type="strike.air", side="AAA")
    return [
        coding(strike, outlet="a"),
        coding(strike, Told(type="strike.air", side="AAA", place=REGION), outlet="b", day=7),
        coding(Told(type="strike.air", side="AAA", day=6), outlet="c", day=7),
        coding(Told(type="strike.air", auxiliary=Auxiliary.NEGATED), outlet="d"),
        coding(Told(type="territory.left", side="AAA", place=HILLTOP, day=20), outlet="e", day=21),
        coding(Told(type="force.present", side="AAA", place=HILLTOP, day=20), outlet="f", day=21),
        coding(Told(type="protest.peaceful", place=HILLTOP), outlet="g"),
    ]


def listed(codings: list[Coding], derived: Derived, report: str) -> set[str]:
    """The ids of a report's incidents and situations."""
    both = (incident_rows(codings, derived, of=report, situations=s) for s in (False, True))
    return {row.id for rows in both for row in rows}


@pytest.mark.parametrize("number", range(7))
def test_the_neighbourhood_gives_the_same_incidents(number: int, tmp_path: Path) -> None:
    codings = reports()
    whole = derive(codings)
    one = codings[number].report.id
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for made in codings:
            ledger.add(reading(made), made, program="test")
        near = neighbourhood(ledger, one)
        assert neighbourhood(ledger, "rep-unknown") == []
    expected = listed(codings, whole, one)
    assert listed(near, derive(near), one) == expected
    assert expected


def test_reports_on_other_days_are_not_read(tmp_path: Path) -> None:
    codings = reports()
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        for made in codings:
            ledger.add(reading(made), made, program="test")
        near = neighbourhood(ledger, codings[4].report.id)
    assert {c.report.outlet for c in near} == {"e", "f"}
