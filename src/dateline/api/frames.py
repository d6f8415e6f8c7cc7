"""Records as data frames of pandas, polars and geopandas, each imported when it is asked for.

Ids are the index; words of a fixed set are categories; transaction times are UTC to the
microsecond, days are dates; what is unknown is missing; lists stay lists.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from datetime import date
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import asdict

from dateline.api.accessors import register_accessors
from dateline.model import MissingExtra, UsageError

CATEGORIES = frozenset(
    {"kind", "stance", "certainty", "manner", "auxiliary", "source_kind", "side", "lang", "basis",
     "state", "controller", "judged", "type", "verdict", "target_kind"}
)  # fmt: skip
INSTANTS = frozenset({"recorded_at", "made_at", "withdrawn_at"})
DAYS = frozenset({"earliest", "latest"})
DAY = len("YYYY-MM-DD")
PANDAS = {str: "string", bool: "boolean", float: "float64"}
CRS = "EPSG:4326"
INSTALL = "pip install 'dateline[frames]'"


def load_library(name: str) -> ModuleType:
    """An optional library; MissingExtra with the line that installs it."""
    try:
        library = importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise MissingExtra(f"this needs {name}", remedy=INSTALL) from error
    register_accessors()
    return library


def to_pandas(rows: Sequence[Struct], kind: type[Struct]) -> Any:
    """A pandas.DataFrame."""
    pandas = load_library("pandas")
    names, told = kind.__struct_fields__, get_type_hints(kind)
    frame = pandas.DataFrame([_plain(row) for row in rows], columns=list(names))
    for name in names:
        if name in INSTANTS:
            stamps = pandas.to_datetime(frame[name], utc=True, format="ISO8601")
            frame[name] = stamps.astype("datetime64[us, UTC]")
        elif name in CATEGORIES:
            frame[name] = frame[name].astype("category")
        elif name not in DAYS and (dtype := _pandas_type(told[name])) is not None:
            frame[name] = frame[name].astype(dtype)
    return frame.set_index("id") if "id" in names else frame


def _pandas_type(told: Any) -> str | None:
    """The type of a column whose missing values are NA, by what a record's field is told to be:
    the same without any row. None: as pandas makes it (lists, records)."""
    if get_origin(told) not in (None, Union, UnionType):
        return None
    kinds = get_args(told) or (told,)
    if int in kinds:
        return "Int64" if type(None) in kinds else "int64"
    return next((dtype for kind, dtype in PANDAS.items() if kind in kinds), None)


def to_polars(rows: Sequence[Struct], kind: type[Struct]) -> Any:
    """A polars.DataFrame; polars has no index, so that ids are a column."""
    polars = load_library("polars")
    names = kind.__struct_fields__
    records = [_plain(row) for row in rows]
    columns = {name: [record[name] for record in records] for name in names}
    frame = polars.DataFrame(columns, strict=False)
    made = [
        polars.col(name).str.to_datetime(time_unit="us", time_zone="UTC", strict=True)
        for name in names
        if name in INSTANTS and frame.schema[name] == polars.String
    ]
    made += [
        polars.col(name).cast(polars.Categorical)
        for name in names
        if name in CATEGORIES and frame.schema[name] == polars.String
    ]
    return frame.with_columns(made).with_columns(_untold(polars, frame, kind))


def _untold(polars: ModuleType, frame: Any, kind: type[Struct]) -> list[Any]:
    """Columns without a value, as the type that they would have."""
    types = {"str": polars.String, "int": polars.Int64, "float": polars.Float64}
    made = []
    for name, told in get_type_hints(kind).items():
        dtype = next((types[t] for t in types if t in str(told)), None)
        if dtype is not None and frame.schema[name] == polars.Null:
            made.append(polars.col(name).cast(dtype))
        elif dtype is not None and frame.schema[name] == polars.List(polars.Null):
            made.append(polars.col(name).cast(polars.List(dtype)))
    return made


def to_geopandas(rows: Sequence[Struct], kind: type[Struct]) -> Any:
    """A geopandas.GeoDataFrame of points in degrees (EPSG:4326); no point: an empty geometry."""
    if not {"lat", "lon"} <= set(kind.__struct_fields__):
        raise UsageError(
            f"{kind.__name__} has no point", remedy="places and control have; join them by place"
        )
    geopandas = load_library("geopandas")
    frame = to_pandas(rows, kind)
    points = geopandas.points_from_xy(frame["lon"], frame["lat"], crs=CRS)
    return geopandas.GeoDataFrame(frame, geometry=points, crs=CRS)


def _plain(row: Struct) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in asdict(row).items()}


def _value(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if name in DAYS and isinstance(value, str):
        return _day(value)
    return value


def _day(text: str) -> date | None:
    """The day of an instant or day; None where it is of no calendar that a date can hold."""
    try:
        return date.fromisoformat(text[:DAY])
    except ValueError:
        return None
