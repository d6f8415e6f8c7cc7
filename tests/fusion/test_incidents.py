"""Incidents: what is joined, what never is, and that order does not matter."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from dateline.fusion.carried import carried_claims
from dateline.fusion.facts import Fact, facts_of
from dateline.fusion.incidents import incidents_of
from dateline.fusion.origins import origins_of
from dateline.model import (
    Auxiliary,
    Coding,
    Incident,
    Judgement,
    TargetKind,
    Verdict,
)
from tests.fusion.factory import HILLTOP, REGION, Told, coding

STRIKE = Told(type="strike.air", side="AAA", words="bombs hit the market")


def all_facts(*codings: Coding) -> list[Fact]:
    return [f for c in codings for f in facts_of(c)]


def joined(*codings: Coding, judgements: tuple[Judgement, ...] = ()) -> list[Incident]:
    found = incidents_of(all_facts(*codings), origins=origins_of(codings), judgements=judgements)
    return list(found)


def test_two_outlets_on_one_strike_make_one_incident_of_two_origins() -> None:
    found = joined(coding(STRIKE, outlet="Post"), coding(STRIKE, outlet="Mail", day=7))
    assert [len(i.events) for i in found] == [2]
    assert len(found[0].origins) == 2


def test_five_outlets_with_one_ministrys_words_have_one_origin() -> None:
    told = Told(type="strike.air", side="AAA", source="B's ministry", source_side="BBB")
    outlets = [coding(told, outlet=f"outlet {n}") for n in range(5)]
    assert [len(i.origins) for i in joined(*outlets)] == [1]


@pytest.mark.parametrize(
    "other",
    [
        Told(type="strike.air", side="AAA", auxiliary=Auxiliary.NEGATED),
        Told(type="strike.air", side="AAA", day=6),
        Told(type="strike.air", side="AAA", place=HILLTOP),
        Told(type="protest.peaceful", side="AAA"),
        Told(type="strike.shelling", side="AAA"),
        Told(type="strike.air", side="AAA", day=2, until=28),
    ],
    ids=[
        "its denial",
        "the next day's",
        "another town's",
        "another thing",
        "another of its family",
        "some time that month",
    ],
)
def test_never_joined(other: Told) -> None:
    found = joined(coding(STRIKE), coding(other, outlet="Mail"))
    assert [len(i.events) for i in found] == [1, 1]


def test_a_judgement_overrides_the_linkage_until_it_is_withdrawn() -> None:
    left, right = coding(STRIKE), coding(STRIKE, outlet="Mail", day=7)
    judgement = Judgement(
        id="jdg-1", target_kind=TargetKind.EVENT, target=left.events[0].id,
        verdict=Verdict.DIFFERENT, author="me", made_at="2020-01-09T00:00:00Z",
        other=right.events[0].id,
    )  # fmt: skip
    assert len(joined(left, right, judgements=(judgement,))) == 2
    withdrawn = Judgement(
        **{f: getattr(judgement, f) for f in judgement.__struct_fields__}
        | {"withdrawn_at": "2020-01-10T00:00:00Z"}
    )
    assert len(joined(left, right, judgements=(withdrawn,))) == 1


def test_telling_of_ones_own_loss_is_against_interest() -> None:
    told = Told(type="territory.left", side="AAA", source="A's ministry", source_side="AAA")
    assert len(joined(coding(told))[0].against_interest) == 1


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_reports_does_not_matter(seed: int) -> None:
    reports = [
        coding(STRIKE, Told(type="strike.air", side="AAA", day=6), outlet=f"o{n}", day=6 + n)
        for n in range(4)
    ]
    shuffled = reports.copy()
    random.Random(seed).shuffle(shuffled)
    assert joined(*shuffled) == joined(*reports)


def test_two_sides_movements_are_two_and_their_strikes_may_be_one() -> None:
    def sides(type_: str) -> list[int]:
        told = (Told(type=type_, side=side) for side in ("AAA", "BBB"))
        made = [coding(t, outlet=o) for t, o in zip(told, ("Post", "Mail"), strict=True)]
        return sorted(len(i.events) for i in joined(*made))

    assert sides("territory.left") == [1, 1]
    assert sides("strike.air") == [2]


def test_no_chain_of_links_joins_what_its_members_rule_out() -> None:
    """The region's strike may be the one of either town, but not both are one."""
    region = Told(type="strike.air", side="AAA", place=REGION)
    found = joined(
        coding(STRIKE), coding(region, outlet="Mail"),
        coding(Told(type="strike.air", side="AAA", place=HILLTOP), outlet="News"),
    )  # fmt: skip
    assert sorted(len(i.events) for i in found) == [1, 2]


def test_copied_words_join_what_the_weights_would_not() -> None:
    told = Told(
        type="strike.air", place=None, day=None,
        words="bombs hit the old market hall near the river on the way to the station",
    )  # fmt: skip
    pages = [coding(told, outlet=o, day=d) for o, d in (("Post", 6), ("Mail", 20))]
    facts = all_facts(*pages)
    assert len(incidents_of(facts)) == 2
    assert len(incidents_of(facts, carried=carried_claims(pages))) == 1


def test_what_a_report_tells_again_is_one() -> None:
    made = coding(STRIKE, Told(type="strike.air", place=None, day=None))
    first, second = made.events
    again = replace(made, events=(first, replace(second, same_as=first.id)))
    assert [len(i.events) for i in joined(again)] == [2]
    assert [len(i.events) for i in joined(made)] == [1, 1]
