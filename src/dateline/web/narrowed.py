"""What one filter leaves of everything: the same claims and events on map, timeline and in counts.

Invariant: what is shown here is what the lists show for the same query.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import WIDEST_POINT, Coding
from dateline.publish.control_layer import ControlLayer, ControlPlace
from dateline.publish.gathered import IncidentView, incidents_of
from dateline.publish.geometry import Box
from dateline.publish.views import PlaceView, Views, views_of
from dateline.query import split_rectangle
from dateline.store import Ledger
from dateline.web.desk import Snapshot
from dateline.web.lists import Choice, count_facets


class Narrowed(Struct, frozen=True, kw_only=True):
    """The views, incidents and control that a choice leaves; `box`: its rectangle, where it names
    one that does not go over the line of date; `counts` of all claims that it leaves."""

    views: Views
    incidents: tuple[IncidentView, ...]
    layer: ControlLayer | None
    box: Box | None
    counts: dict[str, list[tuple[str, int]]]


def narrow(opened: Ledger, taken: Snapshot, choice: Choice) -> Narrowed:
    """What the filter of a choice leaves; UsageError where it cannot be read."""
    where, box = choice.filter(opened), box_of(choice)
    counts = count_facets(opened, where)
    if where.query is None:
        return Narrowed(
            views=taken.views, incidents=taken.incidents, layer=taken.layer, box=None, counts=counts
        )
    claims = {row.id for row in opened.claims(where)}
    events = {row.id for row in opened.timeline(where)}
    codings = [cut_coding(v.coding, claims, events) for v in taken.views.reports]
    views = views_of(
        [coding for coding in codings if coding.claims],
        incidents=(*taken.views.incidents, *taken.views.situations),
        origins=list(taken.views.origins.values()),
        judgements=taken.judgements,
    )
    for place in views.places:
        if box is not None and not lies_in(place, box):
            place.claims.clear()
    return Narrowed(
        views=views, incidents=tuple(incidents_of(views)), counts=counts, box=box,
        layer=taken.layer and cut_layer(taken.layer, views),
    )  # fmt: skip


def cut_coding(coding: Coding, claims: Set[str], events: Set[str]) -> Coding:
    """A coding with these claims and events alone."""
    kept = tuple(c for c in coding.claims if c.id in claims)
    of_kept = {event for claim in kept for event in claim.events}
    told = tuple(e for e in coding.events if e.id in events and e.id in of_kept)
    return replace(coding, claims=kept, events=told)


def box_of(choice: Choice) -> Box | None:
    """The rectangle that a choice names by its own field; None: none, or one over the line of
    date."""
    if not choice.within:
        return None
    west, south, east, north = split_rectangle(choice.within)
    return Box(west, south, east, north) if west <= east else None


def lies_in(place: PlaceView, box: Box) -> bool:
    """Whether a place has a point, and it lies in the rectangle."""
    return place.place.where_prec <= WIDEST_POINT and box.holds((place.place.lon, place.place.lat))


def cut_layer(layer: ControlLayer, views: Views) -> ControlLayer | None:
    """The places of which a claim speaks that is left, or that such a claim names."""
    named = {view.place.id for view in views.places if view.claims}
    kept = tuple(p for p in layer.places if p.id in named or rests_on(p, views))
    return replace(layer, places=kept) if kept else None


def rests_on(place: ControlPlace, views: Views) -> bool:
    """Whether a state of the place rests on a claim that is left."""
    ids: Sequence[str] = [c for s in place.spans for c in (*s.claims_for, *s.claims_against)]
    return any(claim in views.by_id for claim in ids)
