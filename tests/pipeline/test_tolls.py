"""The toll of one incident, by claimant over time."""

from __future__ import annotations

from dateline.pipeline.derive import derive
from dateline.pipeline.tolls import toll_rows
from tests.fusion.factory import Told, coding


def strike(source: str, killed: tuple[float | None, float | None, float | None]) -> Told:
    return Told(type="strike.air", side="AAA", source=source, killed=killed)


def test_each_claimants_number_as_it_grew_and_no_repeat() -> None:
    codings = [
        coding(strike("B", (10, 10, 10)), outlet="Post", day=6),
        coding(strike("B", (10, 10, 10)), outlet="Mail", day=7),
        coding(strike("B", (14, 14, 14)), outlet="Post", day=8),
        coding(strike("A", (2, None, None)), outlet="News", day=8),
    ]
    rows = list(toll_rows(codings, derive(codings)))
    assert {r.of for r in rows} == {"killed"}
    told = [(r.published, r.claimant, r.low, r.best) for r in rows]
    assert sorted(told) == [
        ("2020-01-06T12:00:00", "B", 10, 10),
        ("2020-01-08T12:00:00", "A", 2, None),
        ("2020-01-08T12:00:00", "B", 14, 14),
    ]
