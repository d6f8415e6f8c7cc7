"""Incidents as rows: in the order in which they are listed, with their numbers in theirs."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from dateline.fusion.facts import facts_of
from dateline.model import UNKNOWN_INTERVAL, Incident, IncidentKind
from dateline.pipeline.derive import derive
from dateline.pipeline.tolls import TollRow, numbers_told
from dateline.pipeline.upkeep.packing import pack_incident, pack_tolls
from tests.fusion.factory import Told, coding

STRIKE = coding(Told(type="strike.air", killed=(10, 10, 10)))


def incident() -> Incident:
    (made,) = derive([STRIKE]).incidents
    return made


def test_what_has_no_day_stands_after_what_has_one() -> None:
    dated = incident()
    undated = replace(dated, time=UNKNOWN_INTERVAL, kind=IncidentKind.SITUATION)
    first = pack_incident(dated, reports=1, sets=())
    last = pack_incident(undated, reports=2, sets=("ACLED", "UCDP GED"))
    assert first[:5] == (dated.id, 0, dated.time.earliest, 1, "[]")
    assert last[:5] == (dated.id, 1, "~", 2, '["ACLED","UCDP GED"]')
    assert first[2] < last[2]
    assert msgspec.json.decode(last[5], type=Incident) == undated


def test_numbers_are_counted_through() -> None:
    (fact,) = facts_of(STRIKE)
    (number,) = numbers_told(fact)
    more = msgspec.structs.replace(number, claimant="B", best=14, high=14)
    rows = list(pack_tolls(incident(), [number, more, number]))
    assert [row[:2] for row in rows] == [(incident().id, 0), (incident().id, 1)]
    tolls = [msgspec.json.decode(row[2], type=TollRow) for row in rows]
    assert {(t.claimant, t.best) for t in tolls} == {(number.claimant, 10), ("B", 14)}
