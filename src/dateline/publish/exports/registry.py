"""Every export format, on one screen. The whole ledger as JSON Lines is the store's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from dateline.publish.exports.acled import ACLED
from dateline.publish.exports.annotations import annotation_page
from dateline.publish.exports.claims_csv import CLAIMS
from dateline.publish.exports.ftm import ftm
from dateline.publish.exports.geojson import geojson
from dateline.publish.exports.geopackage import geopackage
from dateline.publish.exports.geoparquet import geoparquet
from dateline.publish.exports.hxl import hxl
from dateline.publish.exports.jsonld import jsonld
from dateline.publish.exports.kml import kml
from dateline.publish.exports.material import Material
from dateline.publish.exports.tables import Table
from dateline.publish.exports.totals import TOTALS
from dateline.publish.exports.ucdp import UCDP


class Export(Struct, frozen=True, kw_only=True):
    """A format: what a person asks for, what it is, and who writes it, piece by piece. `table`:
    its columns and rows, where it is one."""

    name: str
    about: str
    suffix: str
    write: Callable[[Material], Iterator[bytes]]
    table: Table | None = None


def _tabular(name: str, about: str, table: Table) -> Export:
    return Export(name=name, about=about, suffix=".csv", write=table.write, table=table)


EXPORTS: tuple[Export, ...] = (
    _tabular("csv", "claims, one a row", CLAIMS),
    _tabular("acled", "incidents as ACLED's CSV", ACLED),
    _tabular("ucdp", "violence as UCDP GED's CSV", UCDP),
    _tabular("totals", "counts of periods and wars, which are no incident's", TOTALS),
    Export(name="geojson", about="incidents as GeoJSON", suffix=".geojson", write=geojson),
    Export(name="kml", about="placed incidents as KML", suffix=".kml", write=kml),
    Export(
        name="geoparquet",
        about="placed incidents as GeoParquet (extra geo)",
        suffix=".parquet",
        write=geoparquet,
    ),
    Export(
        name="geopackage",
        about="incidents as a GeoPackage with styles for QGIS",
        suffix=".gpkg",
        write=geopackage,
    ),
    Export(name="hxl", about="incidents as CSV with HXL's hashtags", suffix=".csv", write=hxl),
    Export(
        name="annotations",
        about="claims as W3C Web Annotations",
        suffix=".jsonld",
        write=annotation_page,
    ),
    Export(
        name="ftm",
        about="incidents as FollowTheMoney entities",
        suffix=".ftm.json",
        write=ftm,
    ),
    Export(name="jsonld", about="claims as schema.org Claim", suffix=".jsonld", write=jsonld),
)
