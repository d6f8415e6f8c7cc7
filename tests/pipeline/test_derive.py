"""What follows from claims, as rows."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.model import Auxiliary, Coding
from dateline.pipeline.derive import (
    contradiction_rows,
    derive,
    incident_rows,
    origin_rows,
    revision_rows,
)
from tests.fusion.factory import HILLTOP, Told, coding

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


def test_a_page_fetched_twice_counts_once_and_is_said_to_be_unchanged() -> None:
    pages = [
        replace(c, report=replace(c.report, url="https://post.example/a?token=1"))
        for c in (coding(LEFT, outlet="Post"), coding(LEFT, outlet="Post "))
    ]
    (incident,) = incident_rows(pages, derive(pages))
    assert incident.reports == 1
    (row,) = revision_rows(pages)
    assert row.change == "unchanged"


TOLD = st.builds(
    Told, type=st.sampled_from(["territory.left", "territory.held", "force.present"]),
    side=st.sampled_from(["AAA", None]), source=st.sampled_from([None, "A", "B"]),
    place=st.sampled_from([HILLTOP, None]), day=st.integers(4, 6),
    words=st.sampled_from(["they left", "the town is theirs and nobody else is in it now"]),
    auxiliary=st.sampled_from([Auxiliary.ASSERTED, Auxiliary.NEGATED]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TOLD, min_size=1, max_size=3), min_size=2, max_size=5), st.randoms())
def test_what_follows_does_not_depend_on_the_order_of_ingestion(
    told: list[list[Told]], chance: random.Random
) -> None:
    codings: list[Coding] = [coding(*t, outlet=f"o{n}", day=5 + n % 3) for n, t in enumerate(told)]
    shuffled = codings.copy()
    chance.shuffle(shuffled)
    assert derive(shuffled) == derive(codings)
