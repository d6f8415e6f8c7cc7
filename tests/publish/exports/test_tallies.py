"""Tolls of incidents: one scope, the whole of a claim, the latest of a source."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.model import Coding, Quantity, QuantityOf, Scope
from dateline.publish.exports.material import material_of, occurrences
from dateline.publish.exports.tables import Row
from dateline.publish.exports.tallies import Tally, tally_of
from dateline.publish.exports.totals import TOTALS
from tests.publish.factory import KHERSON, Draft, day


def _told(*counts: tuple[float, Scope | None], until: str | None = None) -> Coding:
    """A strike whose claim gives these numbers of killed."""
    draft = Draft("Shells hit Kherson on Monday and killed three people, the governor said.")
    claim = draft.claim("Shells hit Kherson on Monday and killed three people", source="governor")
    draft.event(
        claim, "strike.shelling", "hit", at=[(KHERSON, "Kherson")],
        time=day("2022-11-14", until),
    )  # fmt: skip
    coding = draft.coding()
    where = draft.span("three")
    numbers = tuple(
        Quantity(
            where.start, where.end, where.text, of=QuantityOf.KILLED, low=None, best=n, high=None,
            scope=scope,
        )
        for n, scope in counts
    )  # fmt: skip
    return replace(coding, events=(replace(coding.events[0], quantities=numbers),))


def tally(coding: Coding) -> Tally:
    views = material_of([coding]).views
    (found,) = occurrences(views)
    return tally_of(found, views)


def totals(coding: Coding) -> list[Row]:
    return list(TOTALS.rows(material_of([coding])))


def test_a_part_of_a_count_is_not_the_lowest_toll() -> None:
    counts = (9, Scope.INCIDENT), (3, Scope.INCIDENT)
    assert tally(_told(*counts)) == Tally(9, 9, 9)


@pytest.mark.parametrize("scope", [Scope.PERIOD, Scope.CONFLICT])
def test_a_wars_total_is_no_incidents_toll_but_a_row_of_the_totals(scope: Scope) -> None:
    coding = _told((330_000, scope))
    assert tally(coding) == Tally(0, 0, 0)
    (row,) = totals(coding)
    assert (row["best"], row["scope"], row["location"]) == (330_000, scope, "Kherson")


def test_a_count_of_months_is_no_incidents() -> None:
    coding = _told((300, Scope.INCIDENT), until="2023-02-14")
    assert tally(coding) == Tally(0, 0, 0)
    assert len(totals(coding)) == 1


def test_an_incidents_count_is_in_no_total() -> None:
    coding = _told((3, Scope.INCIDENT), (4, None))
    assert tally(coding) == Tally(4, 4, 4)
    assert not totals(coding)
