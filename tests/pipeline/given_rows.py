"""Rows as data sets of coded events have them, written for these tests."""

from __future__ import annotations

import csv
import io

from dateline.ingest.table import read_table
from dateline.model import Coding, Reading
from dateline.pipeline.given import code_given

ACLED = {
    "event_id_cnty": "UKR90002", "event_date": "21 November 2022", "year": "2022",
    "time_precision": "1", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Military Forces of Russia (2000-)", "inter1": "State forces",
    "actor2": "Civilians (Ukraine)", "inter2": "Civilians", "country": "Ukraine",
    "admin1": "Kherson", "location": "Antonivka", "latitude": "46.6832", "longitude": "32.7374",
    "geo_precision": "1", "source": "Reuters; Suspilne Media",
    "notes": "On 21 November 2022, Russian forces shelled Antonivka. 2 civilians were killed.",
    "fatalities": "2", "timestamp": "1669161600",
}  # fmt: skip
GED = {
    "id": "500001", "type_of_violence": "1", "side_a": "Government of Russia (Soviet Union)",
    "side_b": "Government of Ukraine", "source_office": "Reuters", "source_headline": "",
    "where_prec": "1", "where_coordinates": "Davydiv Brid village", "adm_1": "Kherson oblast",
    "latitude": "47.2355", "longitude": "33.1925", "country": "Ukraine", "date_prec": "1",
    "date_start": "2022-11-09 00:00:00.000", "date_end": "2022-11-09 00:00:00.000",
    "best": "3", "high": "5", "low": "2",
}  # fmt: skip


def table(*rows: dict[str, str]) -> bytes:
    """Some rows of one table as a file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def control_table(*rows: tuple[str, str, str]) -> bytes:
    """VIINA's table: GeoNames key, day, status."""
    names = ("geonameid", "date", "status_wiki", "status")
    return table(*(dict(zip(names, (a, b, c, c), strict=True)) for a, b, c in rows))


def codings_of(data: bytes) -> list[Coding]:
    """The codings of all rows of a table."""
    found = [item for item in read_table(data, where="t.csv") if isinstance(item, Reading)]
    return [code_given(item.report) for item in found]


def coded(row: dict[str, str], **changed: str) -> Coding:
    """The coding of one row, some of its columns changed."""
    (found,) = codings_of(table({**row, **changed}))
    return found
