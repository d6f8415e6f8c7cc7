"""The data that the page's own code works on: what cannot be read back from its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from dateline.model import Auxiliary, Certainty, ControlSpan, Manner, Stance
from dateline.publish.atlas import country_names, stretch_of, view_box
from dateline.publish.basemap import Basemap
from dateline.publish.control_layer import ControlLayer
from dateline.publish.disputes import Point
from dateline.publish.face import face_data, say
from dateline.publish.labels import label, labels, radii
from dateline.publish.plain import clipped, shown, web_address
from dateline.publish.report_text import hedged
from dateline.publish.side_colours import side_colours
from dateline.publish.views import ClaimView, EventView, PlaceView, ReportView, SourceView, Views

_QUOTE = 4_000  # words of several stretches; a single one is read from its mark
_DETAIL_MARGIN = 1.0


def page_data(
    views: Views,
    *,
    basemap: Basemap | None,
    disputes: Sequence[Point],
    control: ControlLayer | None,
    rows: Mapping[str, int] = MappingProxyType({}),
    parts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Everything that `frontend/src/data.ts` declares, ready for JSON; `parts`: of a dossier whose
    reports and claims stand in parts beside the page."""
    sources = views.sources()
    numbers = {s: i for i, s in enumerate(sources)}
    box = view_box(views)
    return {
        "parts": parts,
        "reports": [] if parts else [report_data(r) for r in views.reports],
        "face": face_data(),
        "total": len(views.claims),
        "sources": [] if parts else [source_data(s) for s in sources],
        "claims": [] if parts else [claim_data(c, numbers, rows) for c in views.claims],
        "places": [_place(p, basemap) for p in views.places],
        "disputes": [
            {"claims": point.claims, "kind": label("contradiction", point.kind)}
            for point in disputes
        ],
        "labels": {g: labels()[g] for g in _GROUPS},
        "map": {
            "box": [box.west, box.south, box.east, box.north],
            "names": [
                {"name": name, "at": [round(lon, 3), round(lat, 3)]}
                for name, (lon, lat) in country_names(views, basemap)
            ],
            "topology": basemap.thinned(box.grown(_DETAIL_MARGIN)).encoded() if basemap else None,
        },
        "control": _control(control, views) if control else None,
    }


_GROUPS = ("stance", "certainty", "manner", "source", "auxiliary", "where_prec", "state", "event")


def report_data(view: ReportView) -> dict[str, Any]:
    """A report without its text."""
    report = view.coding.report
    return {
        "anchor": view.anchor,
        "title": shown(clipped(report.title or say("Without a title"), 160)),
        "outlet": shown(view.outlet),
        "id": report.id,
        "published": report.published,
        "url": web_address(report.url),
    }


def source_data(source: SourceView) -> dict[str, Any]:
    """A source; what is not known is left out."""
    out = {
        "name": shown(clipped(source.name, 200)),
        "kind": source.kind,
        "side": source.side,
        "role": source.role and shown(source.role),
    }
    return {k: v for k, v in out.items() if v is not None}


def claim_data(
    view: ClaimView,
    numbers: Mapping[SourceView, int],
    rows: Mapping[str, int],
    *,
    whole: bool = False,
) -> dict[str, Any]:
    """A claim without what its mark in the text says (anchor, and words that are one stretch) and
    without what it has in common with most: `frontend/src/data.ts` fills that in. `whole`: with
    anchor and words, for a part that is read before its texts are shown."""
    claim = view.claim
    quote = shown(view.quote)
    marked = not whole and len(claim.content) == 1 and quote == view.quote
    out: dict[str, Any] = {
        "id": claim.id if whole or view.anchor != f"c-{claim.id}" else None,
        "anchor": view.anchor if whole else None,
        "report": view.report,
        "quote": None if marked else clipped(quote, _QUOTE),
        "source": numbers[view.source],
        "manner": claim.manner if claim.manner is not Manner.INDIRECT else None,
        "stance": claim.stance if claim.stance is not Stance.ASSERT else None,
        "certainty": claim.certainty if claim.certainty is not Certainty.CERTAIN else None,
        "score": round(claim.score, 2),
        "hedged": hedged(view) or None,
        "hedges": [shown(h.text) for h in claim.hedges] or None,
        "cue": shown(claim.cue.text) if claim.cue else None,
        "relays": [shown(r.name) for r in view.relays] or None,
        "within": claim.within,
        "events": [_event(e, rows.get(e.event.id)) for e in view.events] or None,
        "places": list(view.places) or None,
        "verdicts": [shown(v) for v in view.verdicts] or None,
    }
    return {k: v for k, v in out.items() if v is not None}


def _event(view: EventView, row: int | None) -> dict[str, Any]:
    event = view.event
    out: dict[str, Any] = {
        "type": event.type,
        "auxiliary": event.auxiliary if event.auxiliary is not Auxiliary.ASSERTED else None,
        "who": [shown(n) for n in view.who] or None,
        "whom": [shown(n) for n in view.to_whom] or None,
        "where": [shown(n) for n in view.where] or None,
        "when": view.when,
        "row": row,
        "from": event.time.earliest,
        "to": event.time.latest,
        "precision": event.time.date_prec,
        "basis": label("basis", event.time.basis),
        "quantities": list(view.quantities) or None,
        "acled": event.codes.acled
        and f"{event.codes.acled.event_type} / {event.codes.acled.sub_event_type}",
    }
    return {k: v for k, v in out.items() if v is not None}


def _place(view: PlaceView, basemap: Basemap | None) -> dict[str, Any]:
    place = view.place
    lines = stretch_of(view, basemap)
    return {
        **({"lines": lines} if lines else {}),
        "anchor": view.anchor,
        "name": shown(place.name),
        "lat": round(place.lat, 4),
        "lon": round(place.lon, 4),
        "precision": place.where_prec,
        "km": radii().get(place.where_prec),
        "area": view.area,
        "country": place.country,
        "count": len(view.claims),
    }


def _control(layer: ControlLayer, views: Views) -> dict[str, Any]:
    colours = side_colours([side for side, _ in layer.sides]) | dict(layer.colours)
    return {
        "first": layer.first,
        "last": layer.last,
        "knownFirst": layer.known_first,
        "knownLast": layer.known_last,
        "sides": [
            {"side": side, "name": name, "colour": colours[side]} for side, name in layer.sides
        ],
        "places": [
            {
                "id": p.id,
                "name": shown(p.name),
                "lat": round(p.lat, 4),
                "lon": round(p.lon, 4),
                "country": p.country,
                "spans": [_span(s, views) for s in p.spans],
            }
            for p in layer.places
        ],
    }


def _span(span: ControlSpan, views: Views) -> dict[str, Any]:
    def indices(ids: tuple[str, ...]) -> list[int] | None:
        return [views.by_id[i] for i in ids if i in views.by_id] or None

    out: dict[str, Any] = {
        "from": span.start,
        "to": span.end,
        "knownFrom": span.known_from,
        "knownTo": span.known_to,
        "state": span.state,
        "controller": span.controller,
        "before": span.before,
        "sides": list(span.sides) or None,
        "confidence": round(span.confidence, 2),
        "for": indices(span.claims_for),
        "against": indices(span.claims_against),
        "why": span.why and shown(span.why),
    }
    return {k: v for k, v in out.items() if v is not None}
