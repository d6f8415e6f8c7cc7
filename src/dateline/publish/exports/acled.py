"""`acled`: occurrences in the columns and codes of ACLED's data export (codebook of 2023).

Time precision: 1 the day, 2 the week, 3 the month. Geo-precision: 1 the place, 2 near it or part
of a region, 3 a region, a river or a border. What ACLED's coders know and words do not say stays
empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Actor
from dateline.publish.dates import day_of
from dateline.publish.exports.countries import country_codes
from dateline.publish.exports.material import COUNTRY_PREC, Material, Occurrence, actors_of
from dateline.publish.exports.tables import Cell, Row, Table, joined
from dateline.publish.exports.tallies import tally_of

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
ADDED = ("claim_ids", "quotes", "date_end", "where_prec", "date_prec", "certainty")

_TIME = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
_SPACE = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_MIXED = {
    "Mob violence": "Political violence",
    "Excessive force against protesters": "Political violence; Demonstrations",
}
_INTER = {
    "GOV": "State forces", "MIL": "State forces", "COP": "State forces", "SPY": "State forces",
    "REB": "Rebel group", "SEP": "Rebel group", "PRM": "Political militia", "CVL": "Civilians",
    "IGO": "External/Other forces", "NGO": "External/Other forces", "JRN": "Civilians",
}  # fmt: skip
_ORDER = (
    "State forces", "Rebel group", "Political militia", "Civilians", "External/Other forces",
)  # fmt: skip


def _rows(material: Material) -> Iterator[Row]:
    """One row an occurrence that ACLED has a type for."""
    return (_row(o, material) for o in material.occurrences() if _code(o))


def _is_whole(row: Row) -> bool:
    """Whether a row has a place below a country, and somebody who acts or undergoes."""
    prec = row.get("where_prec")
    placed = isinstance(prec, int) and prec < COUNTRY_PREC
    return placed and bool(row.get("actor1") or row.get("actor2"))


def _code(occurrence: Occurrence) -> tuple[str, str] | None:
    code = occurrence.main.event.codes.acled
    return (code.event_type, code.sub_event_type) if code else None


def _row(occurrence: Occurrence, material: Material) -> Row:
    event_type, sub_type = _code(occurrence) or ("", "")
    did, had = actors_of(material.views, occurrence)
    inter = [_inter(did), _inter(had)]
    return {
        "event_id_cnty": occurrence.id,
        **_when(occurrence),
        "disorder_type": _MIXED.get(sub_type, _DISORDER.get(event_type)),
        "event_type": event_type,
        "sub_event_type": sub_type,
        "actor1": did[0].name if did else None,
        "assoc_actor_1": joined(a.name for a in did[1:]),
        "inter1": inter[0],
        "actor2": had[0].name if had else None,
        "assoc_actor_2": joined(a.name for a in had[1:]),
        "inter2": inter[1],
        "interaction": _interaction([i for i in inter if i]),
        "civilian_targeting": "Civilian targeting" if inter[1] == "Civilians" else None,
        **_where(occurrence, material),
        "source": joined(c.outlet for c in occurrence.claims),
        "notes": " ".join(f"“{c.quote}” ({c.source.name})" for c in occurrence.claims),
        "fatalities": _fatalities(occurrence, material),
        "claim_ids": joined(c.claim.id for c in occurrence.claims),
        "quotes": " | ".join(c.quote for c in occurrence.claims),
        "certainty": joined(c.claim.certainty for c in occurrence.claims),
    }


def _when(occurrence: Occurrence) -> dict[str, Cell]:
    time = occurrence.time
    day = (time.earliest or time.latest or "")[:10]
    return {
        "event_date": day or None,
        "year": int(day[:4]) if day else None,
        "time_precision": _TIME.get(time.date_prec or 0),
        "date_end": day_of(time.latest),
        "date_prec": time.date_prec,
    }


def _where(occurrence: Occurrence, material: Material) -> dict[str, Cell]:
    place = occurrence.place
    if place is None:
        return {}
    precision = 2 if occurrence.area and place.where_prec == 1 else _SPACE.get(place.where_prec)
    number, name = country_codes(place.country)
    return {
        "iso": number,
        "country": name,
        "admin1": material.region(place),
        "location": place.name,
        "latitude": round(place.lat, 4),
        "longitude": round(place.lon, 4),
        "geo_precision": precision,
        "where_prec": place.where_prec,
    }


def _inter(actors: Sequence[Actor]) -> str | None:
    return _INTER.get(actors[0].sector or "") if actors else None


def _interaction(inter: list[str]) -> str | None:
    """'State forces-Civilians', in the order of ACLED's own codes; 'State forces only'."""
    if not inter:
        return None
    if len(inter) == 1:
        return f"{inter[0]} only"
    return "-".join(sorted(inter, key=_ORDER.index))


def _fatalities(occurrence: Occurrence, material: Material) -> int:
    """ACLED's most conservative figure: the lowest of any source; 0 where none is told."""
    return tally_of(occurrence, material.views).low


ACLED = Table(columns=(*COLUMNS, *ADDED), rows=_rows, is_whole=_is_whole)
