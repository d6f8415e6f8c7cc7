"""Deeds are made by hand here: no weights are needed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.events.component import EventCoder
from dateline.model import (
    Aspect,
    Auxiliary,
    Basis,
    Coding,
    Event,
    PlaceRole,
    QuantityOf,
    RawDeed,
    Scope,
)
from dateline.pipeline.code import code
from dateline.pipeline.stages import components
from tests.claims.reading import report_of
from tests.events.helpers import deed, slot


def _coded(text: str, *deeds: RawDeed) -> tuple[Coding, list[Event]]:
    """The events of deeds, with everything else as the rules read it; in the order of the text."""
    report = replace(report_of(text), published="2024-05-10T12:00:00+00:00")
    stages = [stage for stage in components(reader=False) if stage.name != "events"]
    coding = code(report, stages)
    given = replace(coding, analysis=replace(coding.linguistics(), deeds=deeds))
    made = EventCoder()(given)
    return made, sorted(made.events, key=lambda event: event.trigger.start)


TAKEN = "Rebels seized Bunagana on Monday and pushed towards Rutshuru, killing 12 soldiers."


def test_a_deed_has_the_place_and_the_role_that_the_reader_gives_it() -> None:
    seized = deed(TAKEN, "seized", "territory.taken", at="Bunagana", when="on Monday")
    pushed = deed(TAKEN, "pushed", "force.advanced", towards="Rutshuru")
    coding, (taken, advanced) = _coded(TAKEN, seized, pushed)
    names = {t.id: t.text for t in coding.toponyms}
    assert [names[t] for t in taken.toponyms] == ["Bunagana"]
    assert [(p.role, names[p.toponym]) for p in advanced.places] == [
        (PlaceRole.TOWARDS, "Rutshuru")
    ]
    assert taken.time.earliest == "2024-05-06"
    assert advanced.time.basis is Basis.DOCUMENT


def test_a_place_beside_is_no_place_of_the_event() -> None:
    text = "In Geneva, diplomats said that rebels had seized Aleppo."
    told = deed(text, "seized", "territory.taken", at="Aleppo", beside="Geneva")
    coding, (taken,) = _coded(text, told)
    names = {t.id: t.text for t in coding.toponyms}
    assert [names[t] for t in taken.toponyms] == ["Aleppo"]
    assert {(p.role.value, names[p.toponym]) for p in taken.places} == {
        ("at", "Aleppo"), ("beside", "Geneva"),
    }  # fmt: skip


@pytest.mark.parametrize("aux", ["negated", "future", "hypothetical", "demanded"])
def test_what_has_not_happened_never_gets_the_day_of_the_report(aux: str) -> None:
    text = "Rebels seized Bunagana."
    _, (event,) = _coded(text, deed(text, "seized", "territory.taken", aux=aux, at="Bunagana"))
    assert event.auxiliary is Auxiliary(aux)
    assert (event.time.basis is Basis.DOCUMENT) == (aux == "negated")


def test_a_number_counts_what_the_reader_says_it_counts() -> None:
    told = deed(TAKEN, "killing", "battle", counts={"killed": "12 soldiers"})
    _, (event,) = _coded(TAKEN, told)
    (quantity,) = event.quantities
    assert (quantity.of, quantity.best, quantity.scope) == (
        QuantityOf.KILLED, 12.0, Scope.INCIDENT,
    )  # fmt: skip
    assert TAKEN[quantity.start : quantity.end] == quantity.text == "12 soldiers"


def test_a_repeat_names_the_event_that_it_tells_again() -> None:
    text = "Rebels seized Bunagana. The capture shocked the region."
    first = deed(text, "seized", "territory.taken", at="Bunagana")
    again = deed(text, "capture", "territory.taken", before=0)
    _, (taken, repeated) = _coded(text, first, again)
    assert repeated.same_as == taken.id
    assert taken.same_as is None


def test_how_far_it_came_is_told() -> None:
    text = "Rebels are storming Bunagana."
    told = deed(text, "storming", "battle.clash", aspect="begun", at="Bunagana")
    _, (event,) = _coded(text, told)
    assert event.aspect is Aspect.BEGUN


def test_every_event_names_a_claim_that_covers_it() -> None:
    told = deed(TAKEN, "seized", "territory.taken", at="Bunagana")
    coding, (event,) = _coded(TAKEN, told)
    claim = next(c for c in coding.claims if c.id == event.claim)
    assert any(s.start <= event.trigger.start < s.end for s in claim.content)


@pytest.mark.parametrize(
    ("when", "aux"), [("on Monday", Auxiliary.ASSERTED), ("in 2014", Auxiliary.HISTORICAL)]
)
def test_what_was_days_ago_is_no_background(when: str, aux: Auxiliary) -> None:
    text = f"Rebels seized Aleppo {when}."
    told = deed(text, "seized", "territory.taken", aux="historical", at="Aleppo", when=when)
    assert _coded(text, told)[1][0].auxiliary is aux


def test_what_is_left_is_where_it_was_left() -> None:
    text = "Rebels withdrew from Aleppo to Homs."
    told = deed(text, "withdrew", "territory.left", into="Homs")
    told = replace(told, slots=(*told.slots, slot(text, "Aleppo", "from")))
    coding, (event,) = _coded(text, told)
    names = {t.id: t.text for t in coding.toponyms}
    assert [names[t] for t in event.toponyms] == ["Aleppo"]
