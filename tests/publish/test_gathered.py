"""Incidents and situations on the page."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model import Incident, IncidentKind
from dateline.publish.gathered import incidents_of, situations_of
from dateline.publish.views import views_of
from tests.publish.factory import KHERSON, collection, day


def incident() -> Incident:
    told = [c for coding in collection() for c in coding.claims if c.events]
    return Incident(
        id="inc-1", type="territory.left", events=tuple(e for c in told for e in c.events),
        claims=tuple(c.id for c in told), place=KHERSON.id, time=day("2022-11-11"), origins=(),
    )  # fmt: skip


def test_a_situation_stands_apart_from_the_incidents() -> None:
    made = incident()
    views = views_of(collection(), incidents=[made])
    assert (len(incidents_of(views)), situations_of(views)) == (1, [])
    views = views_of(collection(), incidents=[replace(made, kind=IncidentKind.SITUATION)])
    (found,) = situations_of(views)
    assert incidents_of(views) == []
    assert found.reports > 1


def test_what_is_doubtful_is_listed_apart() -> None:
    made = incident()
    first = next(c for coding in collection() for c in coding.claims if c.events)
    unsure = replace(made, doubtful=first.events)
    (found,) = incidents_of(views_of(collection(), incidents=[unsure]))
    assert len(found.doubtful) == 1
    assert set(found.doubtful).isdisjoint(found.loose)


def test_a_place_that_no_gazetteer_knows_is_called_as_written() -> None:
    made = replace(incident(), place=None, called="New Hamlet")
    (found,) = incidents_of(views_of(collection(), incidents=[made]))
    assert found.place == "New Hamlet"
