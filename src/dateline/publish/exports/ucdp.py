"""`ucdp`: occurrences in the columns and codes of UCDP GED (global version 23.1).

`event_clarity`: 1 where one day and place are told, 2 where the words sum up several. Numbers
that UCDP assigns (conflicts, dyads, sides, countries) stay empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from dateline.publish.exports.countries import country_codes
from dateline.publish.exports.material import COUNTRY_PREC, Material, Occurrence, actors_of
from dateline.publish.exports.tables import Cell, Row, Table, joined
from dateline.publish.exports.tallies import tally_of
from dateline.publish.views import Views

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
ADDED = ("claim_ids", "quotes", "certainty")


def _rows(material: Material) -> Iterator[Row]:
    """One row an occurrence of violence of UCDP's three types."""
    for occurrence in material.occurrences():
        if occurrence.main.event.codes.ucdp_type_of_violence is not None:
            yield _row(occurrence, material)


def _is_whole(row: Row) -> bool:
    """Whether a row has a place below a country, and a side."""
    prec = row.get("where_prec")
    placed = isinstance(prec, int) and prec < COUNTRY_PREC
    return placed and bool(row.get("side_a") or row.get("side_b"))


def _row(occurrence: Occurrence, material: Material) -> Row:
    views = material.views
    did, had = actors_of(views, occurrence)
    a, b = (joined(actor.name for actor in side) for side in (did, had))
    return {
        "id": occurrence.id,
        "relid": occurrence.id,
        "code_status": "Machine-coded",
        "type_of_violence": occurrence.main.event.codes.ucdp_type_of_violence,
        "dyad_name": f"{a} - {b}" if a and b else None,
        "side_a": a,
        "side_b": b,
        **_sources(occurrence, views),
        **_where(occurrence, material),
        **_when(occurrence),
        **_deaths(occurrence, views, civilians=any(actor.sector == "CVL" for actor in had)),
        "claim_ids": joined(c.claim.id for c in occurrence.claims),
        "quotes": " | ".join(c.quote for c in occurrence.claims),
        "certainty": joined(c.claim.certainty for c in occurrence.claims),
    }


def _sources(occurrence: Occurrence, views: Views) -> dict[str, Cell]:
    reports = [
        views.reports[i].coding.report for i in dict.fromkeys(c.report for c in occurrence.claims)
    ]
    articles = (
        ",".join(f'"{part}"' for part in (r.outlet, (r.published or "")[:10], r.title) if part)
        for r in reports
    )
    return {
        "number_of_sources": len({c.source.name for c in occurrence.claims}),
        "source_article": ";".join(articles),
        "source_office": joined(r.outlet or "" for r in reports),
        "source_date": joined((r.published or "")[:10] for r in reports),
        "source_headline": joined(r.title or "" for r in reports),
        "source_original": joined(c.source.name for c in occurrence.claims),
    }


def _where(occurrence: Occurrence, material: Material) -> dict[str, Cell]:
    place = occurrence.place
    if place is None:
        return {}
    lat, lon = round(place.lat, 6), round(place.lon, 6)
    near = occurrence.area is not None and place.where_prec == 1
    return {
        "where_prec": 2 if near else place.where_prec,
        "where_coordinates": place.name,
        "where_description": joined(w for e in occurrence.events for w in e.where),
        "adm_1": material.region(place),
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": priogrid(lat, lon),
        "country": country_codes(place.country)[1],
    }


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell of half a degree, from 1 at the south-west (Tollefsen et al. 2012)."""
    column = min(719, math.floor((lon + 180) * 2))
    row = min(359, math.floor((lat + 90) * 2))
    return row * 720 + column + 1


def _when(occurrence: Occurrence) -> dict[str, Cell]:
    time = occurrence.time
    first, last = ((t or "")[:10] for t in (time.earliest, time.latest))
    clear = time.date_prec == 1 and occurrence.place is not None
    return {
        "year": int((first or last)[:4]) if first or last else None,
        "event_clarity": 1 if clear else 2,
        "date_prec": time.date_prec,
        "date_start": f"{first} 00:00:00.000" if first else None,
        "date_end": f"{last} 00:00:00.000" if last else None,
    }


def _deaths(occurrence: Occurrence, views: Views, *, civilians: bool) -> dict[str, Cell]:
    """Low, best and high over the sources: counts of this incident alone."""
    toll = tally_of(occurrence, views)
    return {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": toll.best if civilians else 0,
        "deaths_unknown": 0 if civilians else toll.best,
        "best": toll.best,
        "high": toll.high,
        "low": toll.low,
    }


UCDP = Table(columns=(*COLUMNS, *ADDED), rows=_rows, is_whole=_is_whole)
