"""Frames: the types that pandas, polars and geopandas have for what Dateline tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import dateline as dl
from dateline.model import UsageError
from dateline.store import open_ledger
from tests.store.records import Ticking, coding, reading

pandas: Any = pytest.importorskip("pandas")
polars: Any = pytest.importorskip("polars")


@pytest.fixture
def led(tmp_path: Path) -> dl.Ledger:
    """A ledger of one report coded by hand."""
    with open_ledger(tmp_path / "some.sqlite", clock=Ticking()) as opened:
        read = reading(1)
        opened.add(read, coding(read.report), program="by hand")
    return dl.Ledger(tmp_path / "some.sqlite")


def test_pandas_has_ids_categories_instants_days_and_lists(led: dl.Ledger) -> None:
    claims = led.claims.to_pandas()
    assert list(claims.index) == [row.id for row in led.claims]
    assert claims["stance"].dtype.name == "category"
    assert str(claims["recorded_at"].dtype) == "datetime64[us, UTC]"
    assert claims["side"].isna().sum() == 1
    assert claims["places"].iloc[0] == ["Kherson"]
    events = led.events.to_pandas()
    assert events["earliest"].iloc[0] == date(2022, 11, 11)


def test_pandas_has_one_type_a_column_whether_or_not_it_has_values(led: dl.Ledger) -> None:
    """What is unknown is NA in columns of words and of whole numbers too."""
    events, none = led.events.to_pandas(), led.events.where("nowhere").to_pandas()
    assert str(events["date_prec"].dtype) == str(none["date_prec"].dtype) == "Int64"
    assert str(events["source"].dtype) == str(none["source"].dtype) == "string"
    assert str(none["score"].dtype) == "float64"
    claims = led.claims.to_pandas()
    assert claims["cue"].isna().sum() == 2
    assert claims["cue"].iloc[0] is pandas.NA
    assert str(claims["start"].dtype) == "int64"


def test_polars_has_the_same(led: dl.Ledger) -> None:
    claims = led.claims.to_polars()
    assert claims["id"].to_list() == [row.id for row in led.claims]
    assert claims.schema["stance"] == polars.Categorical
    assert claims.schema["recorded_at"] == polars.Datetime("us", "UTC")
    assert claims.schema["relays"] == polars.List(polars.String)
    assert claims.schema["judged"] in (polars.String, polars.Categorical)
    assert claims["side"].null_count() == 1
    assert led.events.to_polars()["earliest"].to_list() == [date(2022, 11, 11)]


@pytest.mark.parametrize("how", ["to_pandas", "to_polars"])
def test_no_row_has_the_same_columns(led: dl.Ledger, how: str) -> None:
    some, none = getattr(led.claims, how)(), getattr(led.claims.where("nowhere"), how)()
    assert list(some.columns) == list(none.columns)
    assert len(none) == 0


def test_places_have_points_and_a_reference_system(led: dl.Ledger) -> None:
    pytest.importorskip("geopandas")
    places = led.places.to_geopandas()
    assert places.crs.to_epsg() == 4326
    assert (places.loc["geonames:706448"].geometry.x, len(places)) == (32.61, 2)
    with pytest.raises(UsageError, match="has no point"):
        led.claims.to_geopandas()


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_is_read_and_coded(library: str) -> None:
    columns = {"body": ["Shelling hit Kherson, officials said.", None, "Rebels took Goma."],
               "date": ["2022-11-11", None, None]}  # fmt: skip
    frame = {"pandas": pandas, "polars": polars}[library].DataFrame(columns)
    with pytest.warns(UserWarning, match="not a line of JSON with a text"):
        led = dl.read(frame, text="body", published="date", reader=False)
    with led:
        assert {row.published for row in led.reports} == {"2022-11-11", None}
    with pytest.warns(UserWarning, match="not a line of JSON with a text"):
        claims = frame.dateline.code(text="body", published="date", reader=False)
    assert type(claims).__module__.startswith(library)
    assert "Shelling" in " ".join(claims["content"])
    with pytest.raises(UsageError, match="no column 'words'"):
        dl.read(frame, text="words", reader=False)
    with pytest.raises(UsageError, match="no column 'text'"):
        dl.read(frame, reader=False)
    with pytest.raises(UsageError, match="no field 'colour'"):
        dl.read(frame, text="body", colour="date", reader=False)
