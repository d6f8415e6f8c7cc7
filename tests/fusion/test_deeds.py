"""Deeds: a place each, what kind of thing, and when it may have been."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.deed_places import Grade
from dateline.fusion.deeds import Deed, deeds_of, family_of, roots_of, shipped_rules
from dateline.fusion.facts import facts_of
from dateline.model import (
    Auxiliary,
    Basis,
    Candidate,
    EventPlace,
    IncidentKind,
    Place,
    PlaceRole,
    QuantityOf,
)
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

BRIDGE = Place(
    id="t:7", name="Long Bridge", lat=10.0, lon=20.0, country="XX", admin1="01", feature="BDG",
    where_prec=1,
)  # fmt: skip


def deeds(*told: Told) -> list[Deed]:
    return deeds_of(facts_of(coding(*told)))


def test_a_list_of_towns_is_a_deed_at_each() -> None:
    made = coding(Told(type="strike.air"), Told(type="strike.air", place=HILLTOP))
    first, second = made.events
    both = replace(made, events=(replace(first, toponyms=first.toponyms + second.toponyms),))
    assert {d.spot.place for d in deeds_of(facts_of(both))} == {RIVERTON, HILLTOP}


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (Told(type="strike.air"), IncidentKind.DEED),
        (Told(type="strike.air", place=REGION), IncidentKind.SITUATION),
        (Told(type="strike.air", place=None), IncidentKind.SITUATION),
        (Told(type="strike.air", until=25), IncidentKind.SITUATION),
        (Told(type="force.present"), IncidentKind.SITUATION),
        (Told(type="civilians.attacked", place=REGION, killed=(3, 3, 3)), IncidentKind.COUNT),
        (Told(type="damage.utility", place=REGION), IncidentKind.DEED),
        (
            Told(type="strike.air", auxiliary=Auxiliary.HISTORICAL, basis=Basis.DOCUMENT),
            IncidentKind.SITUATION,
        ),
    ],
)
def test_what_kind_of_thing_is_told(told: Told, kind: IncidentKind) -> None:
    assert [d.kind for d in deeds(told)] == [kind]


def test_what_names_no_place_has_that_of_what_is_told_before_it() -> None:
    made = coding(Told(type="strike.air"), Told(type="civilians.attacked", place=None))
    first, second = made.events
    again = replace(made, events=(first, replace(second, same_as=first.id)))
    assert [d.spot.grade for d in deeds_of(facts_of(again))] == [Grade.OWN, Grade.BEFORE]
    assert [d.spot.grade for d in deeds_of(facts_of(made))] == [Grade.OWN, Grade.ABOUT]


def test_a_report_tells_of_its_day_or_those_before_never_of_the_next() -> None:
    (stated,) = deeds(Told(type="strike.air", day=5))
    (reported,) = deeds(Told(type="strike.air", day=5, basis=Basis.DOCUMENT))
    assert stated.days is not None
    day = stated.days[0]
    assert stated.window == (day, day)
    assert reported.window == (day - 2, day)
    (carried,) = deeds(Told(type="strike", basis=Basis.INFERRED))
    assert carried.window == (day - 2, day), "a day taken from another sentence"


def test_what_happens_to_a_town_or_a_site_once_in_a_while_may_be_told_days_later() -> None:
    (taken,) = deeds(Told(type="territory.taken"))
    (bridge,) = deeds(Told(type="strike", place=BRIDGE))
    (town,) = deeds(Told(type="strike"))
    assert [d.rare > 0 for d in (taken, bridge, town)] == [True, True, False]


def test_families_by_code() -> None:
    assert family_of("strike.air") == family_of("civilians.attacked") == "harm"
    assert family_of("strike.intercepted") == "strike.intercepted"
    assert family_of("force.advanced", into=True) == family_of("territory.left") == "hands"
    assert family_of("force.advanced") == "force.advanced"
    assert family_of("territory.held") == "territory.held"


def test_who_gains_a_place_and_who_loses_it() -> None:
    (taken,) = deeds(Told(type="territory.taken", side="AAA"))
    (left,) = deeds(Told(type="territory.left", side="BBB"))
    assert (set(taken.gain), set(taken.loss)) == ({"AAA"}, set())
    assert (set(left.gain), set(left.loss)) == (set(), {"BBB"})
    both = replace(taken.fact, sides=frozenset({"AAA", "BBB"}))
    assert [d.gain for d in deeds_of([both])] == [frozenset()]


def test_a_headline_takes_the_day_and_hour_of_the_sentence_below_it() -> None:
    made = coding(Told(type="strike.air", basis=Basis.DOCUMENT, day=6), Told(type="strike.air"))
    first, second = facts_of(made)
    below = replace(second, block=first.block, hour="EV")
    head, body = deeds_of([first, below])
    assert head.days == body.days
    assert (head.fact.hour, head.of_report, head.exact) == ("EV", False, True)
    apart = deeds_of([first, second])
    assert apart[0].days != apart[1].days


def test_what_is_told_towards_a_town_is_not_in_it() -> None:
    made = coding(Told(type="territory.taken"))
    (event,) = made.events
    for role, grade in ((PlaceRole.AT, Grade.OWN), (PlaceRole.TOWARDS, Grade.ABOUT),
                        (PlaceRole.NEAR, Grade.ABOUT)):  # fmt: skip
        told = replace(event, places=(EventPlace(role, event.toponyms[0]),))
        (deed,) = deeds_of(facts_of(replace(made, events=(told,))))
        assert deed.spot.grade is grade


def test_a_cut_in_several_regions_is_one_deed() -> None:
    other = replace(REGION, id="t:8", admin1="02")
    made = coding(
        Told(type="damage.utility", place=REGION), Told(type="damage.utility", place=other)
    )
    first, second = made.events
    both = replace(made, events=(replace(first, toponyms=first.toponyms + second.toponyms),))
    (deed,) = deeds_of(facts_of(both))
    assert {p.id for p in deed.areas} == {REGION.id, other.id}


def test_one_sided_attack_on_a_named_town_may_be_a_strike() -> None:
    (attack,) = deeds(Told(type="battle.clash", side="AAA", words="attacked it"))
    (clash,) = deeds(Told(type="battle.clash", side="AAA", words="fought in it"))
    assert (attack.family, clash.family) == ("harm", "battle.clash")
    assert set(roots_of("battle.clash")) == {"battle", *roots_of("strike")}


def test_many_settlements_in_the_area_of_a_town_are_no_taking_of_it() -> None:
    made = coding(Told(type="territory.taken", killed=(20, 20, 20)))
    (event,) = made.events
    (number,) = event.quantities
    for best, kind in ((20.0, IncidentKind.COUNT), (1.0, IncidentKind.DEED)):
        counted = replace(number, of=QuantityOf.SETTLEMENTS, low=best, best=best, high=best)
        told = replace(made, events=(replace(event, quantities=(counted,)),))
        assert [d.kind for d in deeds_of(facts_of(told))] == [kind]


def test_a_district_that_is_taken_is_the_town_that_it_is_named_after() -> None:
    district = replace(REGION, id="t:7", name="Riverton", feature="ADM2")
    town = Candidate(id=RIVERTON.id, name="Riverton", score=0.1)
    for kind, name, seat in (
        ("territory.taken", "Riverton district", True),
        ("strike.air", "Riverton", True),
        ("strike.air", "Riverton district", False),
    ):
        made = coding(Told(type=kind, place=district))
        (top,) = made.toponyms
        renamed = replace(made, toponyms=(replace(top, text=name, candidates=(town,)),))
        (deed,) = deeds_of(facts_of(renamed))
        assert deed.spot.seat is seat
        assert (RIVERTON.id in deed.spot.possible) is seat


def test_the_one_place_that_its_claim_names_is_its_place() -> None:
    made = coding(Told(type="strike.air"))
    (event,) = made.events
    unread = replace(made, events=(replace(event, toponyms=(), places=()),))
    (deed,) = deeds_of(facts_of(unread))
    assert (deed.spot.grade, deed.spot.place) == (Grade.CLAIM, RIVERTON)
    beside = replace(event, toponyms=(), places=(EventPlace(PlaceRole.BESIDE, event.toponyms[0]),))
    (apart,) = deeds_of(facts_of(replace(made, events=(beside,))))
    assert apart.spot.grade is not Grade.CLAIM


@pytest.mark.parametrize(
    ("hour", "basis", "first", "last"),
    [
        pytest.param(None, Basis.STATED, 0, 0, id="a day that words give"),
        pytest.param("MO", Basis.STATED, 0, 0, id="its morning"),
        pytest.param("NI", Basis.STATED, -1, 1, id="its night, told as of either day"),
        pytest.param(None, Basis.DOCUMENT, -2, 0, id="the day of the report"),
        pytest.param("NI", Basis.DOCUMENT, -1, 0, id="the night before the report"),
    ],
)
def test_the_days_on_which_it_may_have_been(
    hour: str | None, basis: Basis, first: int, last: int
) -> None:
    (fact,) = facts_of(coding(Told(type="strike.air", day=5, basis=basis)))
    (deed,) = deeds_of([replace(fact, hour=hour)])
    assert deed.days is not None
    day = deed.days[0]
    assert deed.window == (day + first, day + last)


def test_what_is_undated_is_looked_for_before_its_report() -> None:
    (deed,) = deeds(Told(type="strike.air", day=None))
    assert deed.days is None
    assert deed.begins is not None
    assert deed.window == (deed.begins - shipped_rules().untold, deed.begins)


@pytest.mark.parametrize(
    ("day", "until", "dated"), [(5, 5, True), (5, 7, True), (5, 28, False), (None, None, False)]
)
def test_what_takes_too_long_is_no_deed_of_days(
    *, day: int | None, until: int | None, dated: bool
) -> None:
    (deed,) = deeds(Told(type="strike.air", day=day, until=until))
    assert (deed.days is not None) is dated


def test_no_family_shares_a_code_with_another() -> None:
    families = shipped_rules().families
    listed = [code for codes in families.values() for code in codes]
    assert sorted(listed) == sorted(set(listed))
    assert all(family_of(code) == name for name in families for code in families[name]
               if family_of(code) in families)  # fmt: skip
