"""Who holds what, as reports come: evidence by report, and the phases of the places it touches.

Invariant: the phases that `territory` gives without maps. A place hangs on its own evidence, and on
which sides there are; where these change, all places are reckoned anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from dateline.control.atlas import Atlas, Ground, ground_of
from dateline.control.carry import current
from dateline.control.contiguity import Point
from dateline.control.evidence import Evidence
from dateline.control.holders import Phase
from dateline.control.left_out import LeftOut
from dateline.control.parameters import shipped_parameters
from dateline.pipeline.control_rows import HoldingRow, holdings
from dateline.pipeline.standing import stand_by
from dateline.pipeline.territory import Told, point, points_of, read_coding, sides_of
from dateline.pipeline.upkeep.reading import Prepared
from dateline.store import DerivedTables

STEP = 60
"""Places read at a time."""


class Holding:
    """Takes what changed reports say of places for what they said."""

    def __init__(self, tables: DerivedTables) -> None:
        self._tables = tables

    def replace_evidence(self, reports: Iterable[Prepared]) -> None:
        """Reads reports for control, and reckons the places that they speak or spoke of anew."""
        before = self._tables.sides()
        places: set[str] = set()
        for report in reports:
            places |= self._replace(report)
        sides = self._tables.sides()
        if sides != before:
            places |= self._tables.places_told()
        for place in sorted(places):
            self._reckon(place, sides)

    def _replace(self, report: Prepared) -> set[str]:
        coding = stand_by(report.whole, report.judged.rulings)
        right = report.judged.rulings.right
        confirmed = frozenset(
            e.id for e in coding.events if not right.isdisjoint({coding.report.id, e.claim, e.id})
        )
        used, left = read_coding(coding, confirmed=confirmed, parameters=shipped_parameters())
        sides = {side for item in used for side in item.parties} | set(sides_of([coding]))
        return self._tables.replace_evidence(
            report.number,
            [(item.assertion.place, msgspec.json.encode(item)) for item in used],
            [(item.place or item.name, msgspec.json.encode(item)) for item in left],
            sides,
        )

    def _reckon(self, place: str, sides: list[str]) -> None:
        ground = ground_at(self._tables, place, sides)
        phases = ground.atlas().phases.get(place)
        self._tables.keep_phases(
            place,
            None if phases is None else msgspec.json.encode(phases),
            [msgspec.json.encode(item) for item in ground.left_out()],
        )


def ground_at(tables: DerivedTables, place: str, sides: list[str]) -> Ground:
    """One place, with all that is said of it."""
    told = [msgspec.json.decode(row, type=Evidence) for row in tables.evidence_at(place)]
    return ground_of(
        told, points=points_of(told, with_all=False), starts={}, sides=sides,
        parameters=shipped_parameters(),
    )  # fmt: skip


def list_holdings(tables: DerivedTables, instant: datetime) -> Iterator[HoldingRow]:
    """Every place with a phase at an instant of valid time, by id, from what is kept."""
    after = ""
    while rows := tables.phases_after(after, STEP):
        for place, payload in rows:
            phases = msgspec.json.decode(payload, type=tuple[Phase, ...])
            if current(phases, instant) is not None:
                yield from holdings(Atlas({place: _point(place)}, {place: phases}), instant)
        after = rows[-1][0]


def all_evidence(tables: DerivedTables) -> Told:
    """All that claims say of who holds what, and what was left out when they were read."""
    return (
        [msgspec.json.decode(row, type=Evidence) for row in tables.all_evidence()],
        [msgspec.json.decode(row, type=LeftOut) for row in tables.all_omissions()],
    )


def _point(place: str) -> Point:
    from dateline.places.gazetteer import gazetteer

    found = gazetteer().by_id(place)
    assert found is not None
    return point(found)
