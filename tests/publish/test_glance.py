"""The first lines of the dossier."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.model import (
    Auxiliary,
    Certainty,
    Coding,
    ControlState,
    EventPlace,
    Incident,
    IncidentKind,
    Interval,
    PlaceRole,
)
from dateline.publish.glance import changes_of, lines_of
from dateline.publish.views import views_of
from tests.publish.factory import KHERSON, Draft, collection, control, day, withdrawal


def _incident(coding: Coding, type_: str, *, time: Interval, origins: int = 1) -> Incident:
    claims = [c for c in coding.claims if c.events]
    return Incident(
        id=f"inc-{type_}", type=type_, events=tuple(e.id for e in coding.events),
        claims=tuple(c.id for c in claims), place=KHERSON.id, time=time,
        origins=tuple(f"org-{n}" for n in range(origins)), sides=("UKR",),
    )  # fmt: skip


def _taken() -> Coding:
    draft = Draft("Kherson was perhaps taken by Ukrainian forces. Kherson was taken. Not taken.")
    for words, certainty, mode in (
        ("perhaps taken", Certainty.POSSIBLE, Auxiliary.ASSERTED),
        ("Kherson was taken", Certainty.CERTAIN, Auxiliary.ASSERTED),
        ("Not taken", Certainty.CERTAIN, Auxiliary.NEGATED),
    ):
        claim = draft.claim(words, certainty=certainty)
        draft.event(claim, "territory.taken", words, actors=["Ukrainian forces"],
                    at=[(KHERSON, "Kherson")], time=day("2022-11-11"), auxiliary=mode)  # fmt: skip
    return draft.coding()


def test_a_line_says_what_who_where_when_and_by_how_many() -> None:
    coding = _taken()
    views = views_of(
        [coding], incidents=[_incident(coding, "territory.taken", time=day("2022-11-11"))]
    )
    (line,) = lines_of(views, [])
    assert (line.what, line.who, line.place) == ("place taken", "Ukrainian forces", "Kherson")
    assert (line.day, line.origins, line.sides) == ("11 November 2022", 1, ("Ukraine",))
    assert line.words.quote == "Kherson was taken"
    assert line.firm


def test_lines_are_the_best_attested_and_keep_their_order() -> None:
    coding = _taken()
    incidents = [
        _incident(coding, "territory.taken", time=day(f"2022-11-{n:02}"), origins=n)
        for n in range(1, 10)
    ]
    talk = _incident(coding, "politics.accuse", time=day("2022-11-01"), origins=30)
    lines = lines_of(views_of([coding], incidents=[*reversed(incidents), talk]), [])
    assert [line.origins for line in lines] == [9, 8, 7, 6, 5, 4, 3]


@pytest.mark.parametrize(
    "change",
    [{"purity": 0.89}, {"kind": IncidentKind.SITUATION}, {"type": "battle.clash"},
     {"type": "force.advanced"}],
    ids=["not sure enough", "goes on", "fighting", "a move"],
)  # fmt: skip
def test_what_is_unsure_or_background_is_no_line(change: dict[str, object]) -> None:
    coding = _taken()
    sure = _incident(coding, "territory.taken", time=day("2022-11-11"), origins=2)
    assert len(lines_of(views_of([coding], incidents=[sure]), [])) == 1
    assert lines_of(views_of([coding], incidents=[replace(sure, **change)]), []) == []


def test_a_heavier_deed_stands_before_one_of_as_many_origins() -> None:
    coding = _taken()
    light = _incident(coding, "damage.repaired", time=day("2022-11-10"), origins=3)
    heavy = _incident(coding, "territory.taken", time=day("2022-11-11"), origins=3)
    lines = lines_of(views_of([coding], incidents=[light, heavy]), [])
    assert [line.id for line in lines] == [heavy.id, light.id]


def test_what_one_origin_tells_stands_after_what_is_corroborated() -> None:
    coding = _taken()
    alone = _incident(coding, "territory.taken", time=day("2022-11-10"), origins=1)
    light = _incident(coding, "damage.repaired", time=day("2022-11-11"), origins=2)
    lines = lines_of(views_of([coding], incidents=[alone, light]), [])
    assert [line.id for line in lines] == [light.id, alone.id]


def test_an_incident_that_nobody_asserts_is_no_line() -> None:
    draft = Draft("Not taken.")
    claim = draft.claim("Not taken")
    draft.event(claim, "territory.taken", "taken", auxiliary=Auxiliary.NEGATED)
    coding = draft.coding()
    incident = _incident(coding, "territory.taken", time=day("2022-11-11"))
    assert lines_of(views_of([coding], incidents=[incident]), []) == []


def test_changes_say_who_holds_what_since_when_and_as_known_when() -> None:
    views = views_of(collection())
    newest, *rest = changes_of(control(), views)
    assert (newest.by, newest.before, newest.names) == ("Ukraine", "Russia", ("Kherson",))
    assert (newest.day, newest.known) == ("11 November 2022", "2022-11-12")
    assert newest.words is not None
    assert newest.words.claim.id == withdrawal().claims[0].id
    assert rest[0].state is ControlState.CONTESTED
    assert rest[0].by == "Russia and Ukraine"


@pytest.mark.parametrize(("role", "shown"), [("at", True), ("near", False), ("towards", False)])
def test_a_place_that_is_only_near_the_deed_is_no_place_of_a_line(
    role: str, *, shown: bool
) -> None:
    coding = _taken()
    events = tuple(
        replace(e, places=tuple(EventPlace(PlaceRole(role), t) for t in e.toponyms))
        for e in coding.events
    )
    told = replace(coding, events=events)
    incident = _incident(told, "territory.taken", time=day("2022-11-11"))
    assert bool(lines_of(views_of([told], incidents=[incident]), [])) is shown


@pytest.mark.parametrize(
    ("certainty", "placed", "origins", "shown"),
    [
        (Certainty.CERTAIN, True, 1, True),
        (Certainty.CERTAIN, False, 1, False),
        (Certainty.POSSIBLE, True, 1, False),
        (Certainty.CERTAIN, False, 2, True),
        (Certainty.POSSIBLE, True, 2, True),
    ],
)
def test_what_one_origin_tells_is_placed_firmly_by_its_own_words(
    certainty: Certainty, *, placed: bool, origins: int, shown: bool
) -> None:
    """ "Destroyed it to cover the retreat" is no retreat from the bridge that was told before."""
    draft = Draft("Kherson has a bridge. Engineers destroyed it to cover the retreat.")
    claim = draft.claim("Engineers destroyed it to cover the retreat", certainty=certainty)
    at = [(KHERSON, "Kherson")] if placed else []
    draft.event(claim, "territory.left", "retreat", at=at, time=day("2022-11-11"))
    coding = draft.coding()
    incident = _incident(coding, "territory.left", time=day("2022-11-11"), origins=origins)
    assert bool(lines_of(views_of([coding], incidents=[incident]), [])) is shown


def test_one_kind_of_deed_of_one_place_and_day_is_one_line() -> None:
    coding = _taken()
    one = _incident(coding, "territory.taken", time=day("2022-11-11"), origins=3)
    twin = _incident(coding, "territory.flag", time=day("2022-11-11"), origins=2)
    (line,) = lines_of(views_of([coding], incidents=[twin, one]), [])
    assert line.id == one.id
