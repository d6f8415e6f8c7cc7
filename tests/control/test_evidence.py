"""Control evidence: from events, never from fears, metonyms or a region that holds a town."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as told_as

import pytest
from msgspec.structs import replace

from dateline.control.evidence import Evidence, Reader
from dateline.control.parameters import shipped_parameters
from dateline.control.scene import Scene
from dateline.model import (
    Aspect,
    Auxiliary,
    Coding,
    ControlState,
    Event,
    EventPlace,
    Mention,
    MentionKind,
    Place,
    PlaceRole,
    Stance,
    ToponymKind,
)
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

TAKEN = Told(type="territory.taken", side="BBB")


def read(whole: Coding, *area: str) -> list[Evidence]:
    reader = Reader(
        shipped_parameters(),
        spread=lambda _area, _towns: area,
        belligerents=frozenset({"AAA", "BBB"}),
    )
    return list(reader.evidence_of(whole))


def test_a_taken_town_is_held_by_its_taker() -> None:
    (found,) = read(coding(TAKEN))
    assert (found.assertion.place, found.assertion.controller) == (RIVERTON.id, "BBB")
    assert found.assertion.state is ControlState.HELD
    assert found.claimant_kind == "third"
    assert found.assertion.claim == coding(TAKEN).claims[0].id


def test_who_leaves_no_longer_holds_and_a_denial_turns_it_round() -> None:
    left = Told(type="territory.left", side="AAA")
    assert read(coding(left))[0].assertion.not_controller == "AAA"
    absent = Told(type="force.present", side="AAA", auxiliary=Auxiliary.NEGATED)
    assert read(coding(absent))[0].assertion.not_controller == "AAA"


@pytest.mark.parametrize(
    "auxiliary",
    [Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL, Auxiliary.DEMANDED, Auxiliary.HISTORICAL],
)
def test_what_did_not_happen_now_says_nothing(auxiliary: Auxiliary) -> None:
    assert not read(coding(Told(type="territory.taken", side="BBB", auxiliary=auxiliary)))


def test_a_demand_says_nothing() -> None:
    demand = Told(type="territory.left", side="AAA", stance=Stance.DEMAND)
    assert not read(coding(demand))


def test_a_metonym_locates_nothing() -> None:
    whole = coding(TAKEN)
    metonym = replace(whole.toponyms[0], kind=ToponymKind.METONYMIC)
    assert not read(replace(whole, toponyms=(metonym,)))


@pytest.mark.parametrize(
    ("side", "told", "kind"),
    [
        ("BBB", TAKEN, "gain"),
        ("AAA", TAKEN, "loss"),
        ("CCC", TAKEN, "third"),
        ("AAA", Told(type="territory.left", side="AAA"), "loss"),
        ("BBB", Told(type="territory.left", side="AAA"), "gain"),
    ],
)
def test_claimants_are_weighed_by_their_interest(side: str, told: Told, kind: str) -> None:
    whole = coding(Told(type=told.type, side=told.side, source="somebody", source_side=side))
    assert read(whole)[0].claimant_kind == kind


def read_at_home(told: Told) -> list[str | None]:
    reader = Reader(
        shipped_parameters(), spread=lambda _area, _towns: (), home=lambda _country: "AAA",
        belligerents=frozenset({"AAA", "BBB"}),
    )  # fmt: skip
    return [found.assertion.controller for found in reader.evidence_of(coding(told))]


def test_liberated_is_given_back_to_its_country_unless_its_taker_says_so() -> None:
    freed = Told(type="territory.taken", words="liberated")
    assert read_at_home(freed) == ["AAA"]
    assert read_at_home(told_as(freed, source="a spokesman", source_side="BBB")) == ["BBB"]
    assert read_at_home(told_as(freed, source="a spokesman", source_side="CCC")) == ["AAA"]


def test_who_does_not_fight_takes_nothing() -> None:
    assert not read(coding(Told(type="territory.taken", side="CCC")))


def test_a_proxy_speaks_for_its_patron() -> None:
    told = Told(type="territory.taken", side="BBB", source="a proxy", source_side="PPP")
    reader = replace_reader(lambda side: {"PPP": "BBB"}.get(side, side))
    (found,) = reader.evidence_of(coding(told))
    assert found.claimant_kind == "gain"


def replace_reader(holds_for: Callable[[str], str]) -> Reader:
    return told_as(at_home(), holds_for=holds_for)


def test_what_is_dated_after_its_report_is_still_to_come() -> None:
    whole = coding(Told(type="territory.taken", side="BBB", day=20), day=6)
    event = whole.events[0]
    assert not read(replace(whole, events=(dated(event),)))


def dated(event: Event) -> Event:
    return replace(event, time=replace(event.time, timex="t1"))


def test_a_namesake_far_from_all_that_is_named_beside_it_says_nothing() -> None:
    far = replace_place(RIVERTON, "t:5", lat=14.0)
    beside = [Told(type="other", place=RIVERTON), Told(type="other", place=HILLTOP)]
    whole = coding(Told(type="territory.taken", side="BBB", place=far), *beside)
    assert not read(whole)
    assert read(coding(Told(type="territory.taken", side="BBB", place=far), beside[0]))


def replace_place(place: Place, key: str, *, lat: float) -> Place:
    return replace(place, id=key, lat=lat)


def at_home() -> Reader:
    return Reader(
        shipped_parameters(), spread=lambda _area, _towns: (), home=lambda _country: "AAA",
        belligerents=frozenset({"AAA", "BBB"}),
    )  # fmt: skip


def placed(told: Told, role: PlaceRole, *, aspect: Aspect | None = None) -> Coding:
    """A coding of one event whose place has this role."""
    whole = coding(told)
    place = EventPlace(role, whole.toponyms[0].id)
    event = replace(whole.events[0], places=(place,), aspect=aspect)
    return replace(whole, events=(event,))


@pytest.mark.parametrize(
    ("type_", "role", "says"),
    [
        ("territory.taken", PlaceRole.AT, "holds"),
        ("territory.taken", PlaceRole.INTO, "holds"),
        ("territory.taken", PlaceRole.WHOLE_OF, "holds"),
        ("territory.taken", PlaceRole.PART_OF, "fights"),
        ("territory.left", PlaceRole.FROM, "gone"),
        ("force.advanced", PlaceRole.INTO, "there"),
        ("territory.held", PlaceRole.AT, "there"),
    ],
)
def test_the_role_of_a_place_says_what_is_told_of_it(
    type_: str, role: PlaceRole, says: str
) -> None:
    (found,) = read(placed(Told(type=type_, side="BBB"), role))
    assert found.says == says


@pytest.mark.parametrize(
    ("type_", "change"),
    [("territory.taken", True), ("territory.held", False), ("force.present", False)],
)
def test_a_state_is_no_change(type_: str, *, change: bool) -> None:
    (found,) = read(placed(Told(type=type_, side="BBB"), PlaceRole.AT))
    assert found.change is change


def test_what_is_meant_says_nothing_and_what_has_begun_less() -> None:
    taken, left = Told(type="territory.taken", side="BBB"), Told(type="territory.left", side="AAA")
    assert not read(placed(taken, PlaceRole.AT, aspect=Aspect.MEANT))
    (begun,) = read(placed(taken, PlaceRole.AT, aspect=Aspect.BEGUN))
    assert begun.says == "fights"
    (leaving,) = read(placed(left, PlaceRole.AT, aspect=Aspect.BEGUN))
    (gone,) = read(placed(left, PlaceRole.AT, aspect=Aspect.DONE))
    assert leaving.weight < gone.weight


def test_what_is_done_counts_though_its_sentence_goes_on_to_predict() -> None:
    told = Told(type="territory.left", side="AAA", stance=Stance.PREDICT)
    assert not read(placed(told, PlaceRole.AT))
    (found,) = read(placed(told, PlaceRole.AT, aspect=Aspect.DONE))
    assert found.assertion.not_controller == "AAA"


def test_a_denied_or_supposed_report_carries_nothing() -> None:
    for told in (
        told_as(TAKEN, stance=Stance.DENY),
        told_as(TAKEN, auxiliary=Auxiliary.NEGATED),
        told_as(TAKEN, auxiliary=Auxiliary.HYPOTHETICAL),
    ):
        assert not read(placed(told, PlaceRole.AT))


def test_who_has_not_left_is_still_there() -> None:
    (found,) = read(coding(Told(type="territory.left", side="AAA", auxiliary=Auxiliary.NEGATED)))
    assert found.assertion.controller == "AAA"


def test_from_whom_it_was_taken_names_who_held_it_before() -> None:
    parties = frozenset({"AAA", "BBB", "CCC"})
    reader = Reader(shipped_parameters(), spread=lambda _area, _towns: (), belligerents=parties)
    plain = coding(TAKEN)
    (found,) = reader.evidence_of(plain)
    assert found.former is None
    loser = replace(plain.actors[0], id="act-2", side="CCC")
    event = replace(plain.events[0], recipients=("act-2",))
    told = replace(plain, actors=(*plain.actors, loser), events=(event,))
    (found,) = reader.evidence_of(told)
    assert found.former == "CCC"
    nobody = replace(told, events=(replace(event, actors=()),))
    (found,) = reader.evidence_of(nobody)
    assert (found.assertion.not_controller, found.former) == ("CCC", "CCC")


def test_of_two_parties_the_other_held_it_before() -> None:
    (found,) = read(coding(TAKEN))
    assert found.former == "AAA"


def test_both_sides_as_doers_tell_neithers_hold() -> None:
    whole = coding(TAKEN)
    other = replace(whole.actors[0], id="act-2", side="AAA")
    event = replace(whole.events[0], actors=(*whole.events[0].actors, "act-2"))
    assert not read(replace(whole, actors=(*whole.actors, other), events=(event,)))


def test_a_nameless_army_is_of_its_own_country_or_of_the_places() -> None:
    whole = coding(TAKEN)
    army = replace(whole.actors[0], side=None, sector="MIL")
    (found,) = at_home().evidence_of(replace(whole, actors=(army,)))
    assert (found.assertion.controller, found.weight < 1.0) == ("AAA", True)
    theirs = replace(army, country="BBB")
    (found,) = at_home().evidence_of(replace(whole, actors=(theirs,)))
    assert found.assertion.controller == "BBB"
    crowd = replace(army, sector="CVL")
    assert not list(at_home().evidence_of(replace(whole, actors=(crowd,))))


def test_long_past_is_dated_by_its_words_or_left_out() -> None:
    old = coding(told_as(TAKEN, auxiliary=Auxiliary.HISTORICAL), day=20)
    assert not read(old)
    (found,) = read(replace(old, events=(dated(old.events[0]),)))
    assert str(found.assertion.valid.earliest).startswith("2020-01-05")


def test_all_of_a_region_is_marked_as_such() -> None:
    all_of = told_as(TAKEN, place=REGION, words="they took all of it, the entire land")
    found = read(placed(all_of, PlaceRole.WHOLE_OF), "p:1", "p:2")
    assert [f.assertion.place for f in found] == ["p:1", "p:2"]
    assert all(f.area and f.whole and f.weight < 1.0 for f in found)
    assert not read(placed(all_of, PlaceRole.WHOLE_OF, aspect=Aspect.BEGUN), "p:1", "p:2")
    assert not read(placed(told_as(TAKEN, place=REGION), PlaceRole.WHOLE_OF), "p:1")


def test_what_was_taken_beside_a_name_that_nobody_knows_is_not_its_area() -> None:
    all_of = told_as(TAKEN, place=REGION, words="they took the entire land")
    whole = coding(all_of, Told(type="other", place=HILLTOP))
    unknown = replace(whole.toponyms[1], place=None)
    listed = replace(whole.events[0], toponyms=tuple(t.id for t in whole.toponyms))
    named = replace(whole, toponyms=(whole.toponyms[0], unknown), events=(listed,))
    assert not read(named, "p:1")
    assert read(replace(whole, events=whole.events[:1]), "p:1")


def after_trigger(words: str, trigger: str, actor: str | None) -> Coding:
    """A coding whose event's trigger are these of its words, and whose doer is named where told."""
    whole = coding(told_as(TAKEN, words=words))
    text = whole.report.text
    at = text.index(trigger)
    event = replace(whole.events[0], trigger=whole.report.span(at, at + len(trigger)))
    if actor is None:
        return replace(whole, events=(event,))
    start = text.index(actor)
    mention = Mention(
        start=start, end=start + len(actor), text=actor, id="men-1", actor=event.actors[0],
        kind=MentionKind.FORCE, score=1.0,
    )  # fmt: skip
    return replace(whole, events=(event,), mentions=(mention,))


@pytest.mark.parametrize(
    ("words", "trigger", "actor"),
    [
        ("liberated from the Ashland army", "liberated", "Ashland army"),
        ("звільнили від військ Яснії", "звільнили", "військ Яснії"),
        ("освободили от войск Ясении", "освободили", "войск Ясении"),
        ("the Ashland army lost control of it", "control", None),
        ("армія втратила контроль над ним", "контроль", None),
        ("армия потеряла контроль над ним", "контроль", None),
    ],
)
def test_from_whom_it_was_liberated_or_who_lost_it_holds_it_no_longer(
    words: str, trigger: str, actor: str | None
) -> None:
    (found,) = read(after_trigger(words, trigger, actor))
    assert found.assertion.not_controller == "BBB"


@pytest.mark.parametrize(
    ("words", "trigger", "actor"),
    [
        ("liberated by the Ashland army", "liberated", "Ashland army"),
        ("the Ashland army took control of it", "control", None),
        ("звільнили війська Яснії", "звільнили", "війська Яснії"),
    ],
)
def test_who_takes_it_holds_it(words: str, trigger: str, actor: str | None) -> None:
    (found,) = read(after_trigger(words, trigger, actor))
    assert found.assertion.controller == "BBB"


def test_an_attack_that_was_repelled_tells_less_than_a_hold() -> None:
    whole = coding(Told(type="territory.held", side="BBB"))
    enemy = replace(whole.actors[0], id="act-2", side="AAA")
    event = replace(whole.events[0], recipients=("act-2",))
    (held,) = read(whole)
    (repelled,) = read(replace(whole, actors=(*whole.actors, enemy), events=(event,)))
    assert (repelled.says, repelled.change) == ("there", False)
    assert repelled.weight < held.weight


def test_an_advance_that_has_only_begun_is_fighting() -> None:
    told = Told(type="force.advanced", side="BBB")
    (found,) = read(placed(told, PlaceRole.INTO, aspect=Aspect.BEGUN))
    assert found.says == "fights"


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("repelled in the Ash and Birch directions.", "Ash", True),
        ("repelled in the Ash and Birch directions.", "Birch", True),
        ("in the areas of the settlements of Ash, Birch and Elm.", "Elm", True),
        ("на напрямках Ясен та Береза.", "Береза", True),
        ("в направлении Ясень и Берёза.", "Берёза", True),
        ("took Ash and Birch on Monday.", "Birch", False),
        ("took Ash (near Birch) in that direction.", "Ash", False),
        ("взяли Ясен та Береза учора.", "Береза", False),
    ],
)
def test_a_name_of_a_line_is_no_place_of_the_deed(text: str, name: str, *, line: bool) -> None:
    whole = coding(told_as(TAKEN, words=text))
    start = whole.report.text.index(name)
    toponym = replace(whole.toponyms[0], start=start, end=start + len(name), text=name)
    assert Scene.of(whole).on_a_line(toponym) is line


def test_each_place_of_a_list_is_told() -> None:
    whole = coding(TAKEN, Told(type="other", place=HILLTOP))
    both = tuple(t.id for t in whole.toponyms)
    listed = replace(whole.events[0], toponyms=both)
    found = read(replace(whole, events=(listed,)))
    assert {f.assertion.place for f in found} == {RIVERTON.id, HILLTOP.id}
