"""Every export format, on one screen. The whole ledger as JSON Lines is the store's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from dateline.publish.exports.acled import acled
from dateline.publish.exports.claims_csv import claims_csv
from dateline.publish.exports.geojson import geojson
from dateline.publish.exports.geoparquet import geoparquet
from dateline.publish.exports.jsonld import jsonld
from dateline.publish.exports.kml import kml
from dateline.publish.exports.material import Material
from dateline.publish.exports.ucdp import ucdp


class Export(Struct, frozen=True, kw_only=True):
    """A format: what a person asks for, what it is, and who writes it, piece by piece."""

    name: str
    about: str
    suffix: str
    write: Callable[[Material], Iterator[bytes]]


EXPORTS: tuple[Export, ...] = (
    Export(name="csv", about="claims, one a row", suffix=".csv", write=claims_csv),
    Export(name="acled", about="occurrences as ACLED's CSV", suffix=".csv", write=acled),
    Export(name="ucdp", about="violence as UCDP GED's CSV", suffix=".csv", write=ucdp),
    Export(name="geojson", about="occurrences as GeoJSON", suffix=".geojson", write=geojson),
    Export(name="kml", about="placed occurrences as KML", suffix=".kml", write=kml),
    Export(
        name="geoparquet",
        about="placed occurrences as GeoParquet (extra geo)",
        suffix=".parquet",
        write=geoparquet,
    ),
    Export(name="jsonld", about="claims as schema.org Claim", suffix=".jsonld", write=jsonld),
)
