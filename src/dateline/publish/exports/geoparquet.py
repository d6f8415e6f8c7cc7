"""`geoparquet`: occurrences with a place as GeoParquet 1.1 (needs the extra `geo`)."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterator
from typing import Any

from dateline.model import MissingExtra
from dateline.publish.exports.geojson import properties_of
from dateline.publish.exports.material import Material, Occurrence

_LISTS = (
    "actors", "recipients", "quantities", "sources", "sides", "outlets", "certainty",
    "claim_ids", "quotes", "given",
)  # fmt: skip
_WHOLE = ("where_prec", "date_prec")
_REAL = ("uncertainty_km",)


def geoparquet(material: Material) -> Iterator[bytes]:
    """One file, one row an occurrence; MissingExtra without pyarrow."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra(
            "GeoParquet needs pyarrow", remedy="pip install 'dateline[geo]'"
        ) from error
    rows = [_row(o, material) for o in material.occurrences() if o.place is not None]
    schema = pa.schema(_fields(pa), metadata={"geo": json.dumps(_geo(rows))})
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), buffer)
    yield buffer.getvalue()


def _row(occurrence: Occurrence, material: Material) -> dict[str, Any]:
    place = occurrence.place
    assert place is not None
    point = struct.pack("<BIdd", 1, 1, place.lon, place.lat)
    return {"id": occurrence.id, "geometry": point, **properties_of(occurrence, material)}


def _fields(pa: Any) -> list[Any]:
    kinds = {name: pa.list_(pa.string()) for name in _LISTS}
    kinds.update({name: pa.int16() for name in _WHOLE})
    kinds.update({name: pa.float64() for name in _REAL})
    names = (
        "id", "type", "auxiliary", "place", "place_id", "country", "admin1", "where_prec", "area",
        "uncertainty_km", "earliest", "latest", "date_prec", *_LISTS,
    )  # fmt: skip
    fields = [pa.field(name, kinds.get(name, pa.string())) for name in names]
    return [*fields, pa.field("geometry", pa.binary())]


def _geo(rows: list[dict[str, Any]]) -> dict[str, Any]:
    points = [struct.unpack("<BIdd", row["geometry"])[2:] for row in rows]
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    if points:
        xs, ys = zip(*points, strict=True)
        column["bbox"] = [min(xs), min(ys), max(xs), max(ys)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
