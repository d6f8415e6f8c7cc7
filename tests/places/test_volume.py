"""A gazetteer file read back, place by place."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from dateline.model import ConfigError
from dateline.places.gazetteer import shipped_path
from dateline.places.volume import Volume


@pytest.fixture(scope="module")
def volume() -> Volume:
    return Volume(shipped_path())


def test_every_column_has_a_value_a_place(volume: Volume) -> None:
    assert {len(column) for column in volume.columns.values()} == {len(volume)}


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.99])
def test_a_place_is_found_by_its_id(volume: Volume, share: float) -> None:
    place = int(share * len(volume))
    assert volume.place_of(volume.id(place)) == place
    assert volume.name(place)


@pytest.mark.parametrize("key", ["geonames:0", "geonames:x", "elsewhere:1", "", "geonames:"])
def test_an_unknown_id_is_no_place(volume: Volume, key: str) -> None:
    assert volume.place_of(key) is None


def test_a_box_holds_what_lies_in_it_and_nothing_else(volume: Volume) -> None:
    south, west, north, east = 46.5, 32.4, 46.8, 32.8
    inside = volume.within((south, west, north, east))
    assert inside
    box = range(int(south * 1e4), int(north * 1e4) + 1), range(int(west * 1e4), int(east * 1e4) + 1)
    everything = [
        at
        for at, (lat, lon) in enumerate(zip(volume.lat, volume.lon, strict=True))
        if lat in box[0] and lon in box[1]
    ]
    assert sorted(inside) == everything


def test_an_empty_box_holds_nothing(volume: Volume) -> None:
    assert volume.within((0.0, -30.0, 0.01, -29.99)) == []


def test_a_region_lies_in_its_country(volume: Volume) -> None:
    region, country = set(volume.in_region("UA.08")), set(volume.in_region("UA"))
    assert region
    assert region < country
    assert volume.in_region("XX") == []
    assert volume.in_region("UA.99x") == []


def test_a_quotation_mark_in_a_name_breaks_no_search(volume: Volume) -> None:
    assert volume.find('"') == ()


def test_what_is_no_gazetteer_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        Volume(tmp_path / "none.sqlite")
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE meta(key TEXT, value TEXT)")
        base.execute("INSERT INTO meta VALUES ('layout', ?)", (json.dumps(0),))
    with pytest.raises(ConfigError, match="layout 0"):
        Volume(other)
