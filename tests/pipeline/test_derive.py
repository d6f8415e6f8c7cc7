"""What follows from claims, as rows."""

from __future__ import annotations

from dateline.model import Auxiliary
from dateline.pipeline.derive import (
    contradiction_rows,
    derive,
    incident_rows,
    origin_rows,
    revision_rows,
)
from tests.fusion.factory import Told, coding

LEFT = Told(type="territory.left", side="AAA", source="A's ministry", source_side="AAA")
STILL = Told(type="force.present", side="AAA", source="B's ministry", source_side="BBB", until=8)


def test_five_outlets_with_one_statement_are_five_reports_and_one_origin() -> None:
    codings = [coding(LEFT, outlet=f"outlet {n}") for n in range(5)]
    derived = derive(codings)
    (row,) = incident_rows(codings, derived)
    assert row.reports == 5
    assert row.origins == ("A's ministry (statement)",)
    assert row.against_interest == row.origins
    (origin,) = origin_rows(codings, derived)
    assert len(origin.reports) == 5
    assert origin.why == ("A's ministry is named as the source",)


def test_contradictions_across_reports_name_both_sides_words() -> None:
    codings = [coding(LEFT, outlet="Post"), coding(STILL, outlet="Mail", day=7)]
    (row,) = contradiction_rows(codings, derive(codings))
    assert row.kind == "presence"
    assert {row.source, row.other_source} == {"A's ministry", "B's ministry"}
    assert len(row.reports) == 2


def test_a_denial_is_another_incident() -> None:
    strike = Told(type="strike.air", side="AAA")
    denial = Told(type="strike.air", side="AAA", auxiliary=Auxiliary.NEGATED, source="A")
    codings = [coding(strike), coding(denial, outlet="Mail")]
    assert len(list(incident_rows(codings, derive(codings)))) == 2


def test_reports_without_an_address_have_no_revisions() -> None:
    assert not list(revision_rows([coding(LEFT)]))
