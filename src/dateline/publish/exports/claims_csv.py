"""`csv`: one row a claim, with its words, source and events."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.publish.exports.material import Material
from dateline.publish.exports.tables import Row, Table, joined
from dateline.publish.views import ClaimView, Views

COLUMNS = (
    "claim_id", "report_id", "outlet", "published", "title", "url", "source", "source_kind",
    "side", "role", "relays", "cue", "manner", "stance", "certainty", "hedges", "quote", "start",
    "end", "event_ids", "event_types", "auxiliaries", "earliest", "latest", "date_prec", "places",
    "within", "score", "judgements",
)  # fmt: skip


def _rows(material: Material) -> Iterator[Row]:
    """Every claim in the order of publication and text."""
    return (_row(view, material.views) for view in material.claims())


def _row(view: ClaimView, views: Views) -> Row:
    claim, report = view.claim, views.reports[view.report].coding.report
    return {
        "claim_id": claim.id,
        "report_id": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "url": report.url,
        "source": view.source.name,
        "source_kind": view.source.kind,
        "side": view.source.side,
        "role": view.source.role,
        "relays": joined(r.name for r in view.relays),
        "cue": claim.cue.text if claim.cue else None,
        "manner": claim.manner,
        "stance": claim.stance,
        "certainty": claim.certainty,
        "hedges": joined(h.text for h in claim.hedges),
        "quote": view.quote,
        "start": claim.start,
        "end": claim.end,
        "event_ids": joined(e.event.id for e in view.events),
        "event_types": joined(e.event.type for e in view.events),
        "auxiliaries": joined(e.event.auxiliary for e in view.events),
        "earliest": view.time.earliest if view.time else None,
        "latest": view.time.latest if view.time else None,
        "date_prec": view.time.date_prec if view.time else None,
        "places": joined(views.places[p].place.name for p in view.places),
        "within": claim.within,
        "score": round(claim.score, 3),
        "judgements": joined(view.verdicts),
    }


CLAIMS = Table(columns=COLUMNS, rows=_rows)
