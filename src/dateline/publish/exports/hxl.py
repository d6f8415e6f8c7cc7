"""`hxl`: occurrences as a table with hashtags of the Humanitarian Exchange Language (HXL 1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import QuantityOf
from dateline.publish.dates import day_of
from dateline.publish.exports.countries import country_codes
from dateline.publish.exports.geojson import properties_of
from dateline.publish.exports.material import Material, Occurrence
from dateline.publish.exports.tables import Row, csv_lines, joined
from dateline.publish.exports.tallies import tally_of, tells

TAGS = {
    "id": "#event+id",
    "type": "#event+type+code",
    "type_name": "#event+type+name",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_precision": "#date+precision+code",
    "country": "#country+name",
    "country_code": "#country+code+v_iso2",
    "admin1": "#adm1+name",
    "location": "#loc+name",
    "location_code": "#loc+code",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "precision": "#geo+precision+code",
    "actors": "#actor+name",
    "recipients": "#actor+name+target",
    "killed_low": "#affected+killed+min+num",
    "killed": "#affected+killed+num",
    "killed_high": "#affected+killed+max+num",
    "injured": "#affected+injured+num",
    "sources": "#meta+source",
    "outlets": "#meta+publisher",
    "certainty": "#meta+certainty",
    "given": "#meta+dataset",
    "description": "#description+quote",
    "claims": "#meta+claim+id",
}
"""Columns and their hashtags, in order."""


def hxl(material: Material) -> Iterator[bytes]:
    """Names, then hashtags, then one row an occurrence."""
    rows = (_row(occurrence, material) for occurrence in material.occurrences())
    lines = csv_lines(tuple(TAGS), rows)
    yield next(lines)
    yield (",".join(TAGS.values()) + "\r\n").encode()
    yield from lines


def _row(occurrence: Occurrence, material: Material) -> Row:
    place, time = occurrence.place, occurrence.time
    known = properties_of(occurrence, material)
    killed = tally_of(occurrence, material.views)
    told = tells(occurrence)
    hurt = tally_of(occurrence, material.views, of=QuantityOf.WOUNDED)
    return {
        "id": occurrence.id,
        "type": occurrence.main.event.type,
        "type_name": occurrence.main.type_label,
        "date_start": day_of(time.earliest),
        "date_end": day_of(time.latest),
        "date_precision": time.date_prec,
        "country": country_codes(place.country)[1] if place else None,
        "country_code": place.country if place else None,
        "admin1": material.region(place) if place else None,
        "location": place.name if place else None,
        "location_code": place.id if place else None,
        "latitude": round(place.lat, 5) if place else None,
        "longitude": round(place.lon, 5) if place else None,
        "precision": place.where_prec if place else None,
        "actors": joined(known["actors"]),
        "recipients": joined(known["recipients"]),
        "killed_low": killed.low if told else None,
        "killed": killed.best if told else None,
        "killed_high": killed.high if told else None,
        "injured": hurt.best if tells(occurrence, QuantityOf.WOUNDED) else None,
        "sources": joined(known["sources"]),
        "outlets": joined(known["outlets"]),
        "certainty": joined(known["certainty"]),
        "given": joined(known["given"]),
        "description": " | ".join(known["quotes"]),
        "claims": joined(known["claim_ids"]),
    }
