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
    Basis,
    Coding,
    Incident,
    IncidentKind,
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
        Told(type="strike.intercepted", side="AAA"),
        Told(type="strike.air", side="AAA", place=REGION),
        Told(type="strike.air", side="AAA", place=None),
        Told(type="strike.air", side="AAA", day=2, until=28),
    ],
    ids=[
        "its denial",
        "the next day's",
        "another town's",
        "another thing",
        "another of its family",
        "the region's",
        "one without a place",
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
    """A telling of the report's own day may be of either day's strike, but not both are one."""
    loose = Told(type="strike.air", side="AAA", day=6, basis=Basis.DOCUMENT, words=STRIKE.words)
    days = [
        coding(Told(type="strike.air", side="AAA", day=day, words=STRIKE.words), outlet=f"o{day}")
        for day in (4, 6)
    ]
    found = joined(*days, coding(loose, outlet="Mail"))
    assert sorted(len(i.events) for i in found) == [1, 2]


def test_a_region_or_no_place_makes_a_situation_that_nothing_corroborates() -> None:
    region = Told(type="strike.air", side="AAA", place=REGION)
    (found,) = joined(coding(region), coding(region, outlet="Mail", day=7))
    assert (found.kind, len(found.events), found.origins) == (IncidentKind.SITUATION, 2, ())


def test_what_lasts_is_a_situation_wherever_it_is() -> None:
    there = Told(type="force.present", side="AAA")
    kinds = {i.kind for i in joined(coding(there), coding(there, outlet="Mail", day=7))}
    assert kinds == {IncidentKind.SITUATION}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Told(type="territory.taken", side="AAA"), Told(type="territory.flag", side="AAA")),
        (STRIKE, Told(type="civilians.attacked", killed=(3, 3, 3))),
        (STRIKE, Told(type="strike.shelling", side="AAA", words="bombs hit the market hall")),
        (STRIKE, Told(type="damage.infrastructure", words="the market was hit by bombs")),
    ],
    ids=["taken and a flag raised", "a strike and its victims", "two weapons", "what it damaged"],
)
def test_a_family_tells_one_deed(first: Told, second: Told) -> None:
    found = joined(coding(first), coding(second, outlet="Mail"))
    assert [len(i.events) for i in found] == [2]


def test_a_count_of_many_deeds_is_one_with_the_same_number_only() -> None:
    def toll(number: float, day: int = 5) -> Told:
        return Told(
            type="civilians.attacked", place=REGION, killed=(number, number, number), day=day
        )

    pages = [coding(toll(7)), coding(toll(7), outlet="Mail", day=7), coding(toll(9), outlet="News")]
    found = sorted(joined(*pages), key=lambda i: len(i.events))
    assert [(i.kind, len(i.events)) for i in found] == [
        (IncidentKind.COUNT, 1),
        (IncidentKind.COUNT, 2),
    ]


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


def test_a_region_is_place_enough_for_what_is_cut_in_it() -> None:
    dark = Told(type="damage.utility", place=REGION)
    (found,) = joined(coding(dark), coding(dark, outlet="Mail", day=7))
    assert (found.kind, len(found.origins)) == (IncidentKind.DEED, 2)
