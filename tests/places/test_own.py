from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from dateline.model import ConfigError, UnreadableInput
from dateline.places.gazetteer import open_gazetteer
from dateline.places.own import add
from dateline.places.sources import read_entries

DUMP = "\t".join(
    ["706448", "Kherson", "Kherson", "Cherson,Херсон", "46.9", "32.6", "P", "PPLA", "UA", "", "08",
     "", "", "", "279131", "", "46", "Europe/Kyiv", "2022-11-11"]
)  # fmt: skip
RIVER = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Test River", "featurecla": "River", "ne_id": 7},
            "geometry": {"type": "LineString", "coordinates": [[1, 1], [2, 2], [3, 3]]},
        },
        {
            "type": "Feature",
            "properties": {"NAME": "Test Range", "FEATURECLA": "Range/mtn"},
            "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 0]]]},
        },
    ],
}


def test_geonames_dumps(tmp_path: Path) -> None:
    plain = tmp_path / "UA.txt"
    plain.write_text(DUMP + "\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "UA.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
        archive.writestr("UA.txt", DUMP + "\n")
    for path in (plain, tmp_path / "UA.zip"):
        (entry,) = read_entries(path)
        assert (entry.id, entry.feature, entry.admin1) == ("geonames:706448", "PPLA", "08")
        assert entry.names == ["Cherson", "Херсон"]


def test_natural_earth(tmp_path: Path) -> None:
    path = tmp_path / "rivers.geojson"
    path.write_text(json.dumps(RIVER), encoding="utf-8")
    river, mountains = read_entries(path)
    assert river.feature == "STM"
    assert river.extra["line"] == [[1, 1], [2, 2], [3, 3]]
    assert mountains.feature == "MTS"
    assert mountains.extra["box"] == [0, 0, 2, 4]
    assert (mountains.lat, mountains.lon) == (1.0, 2.0)


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("id,name,lat,lon,names\nmine:1,Mala Loza,47.1,33.2,Мала Лоза; ML\n", "utf-8")
    (entry,) = read_entries(path)
    assert (entry.id, entry.names) == ("mine:1", ["Мала Лоза", "ML"])


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("a.csv", "name,lat\nX,1\n", r"a\.csv:1"),
        ("a.csv", "name,lat,lon\nX,north,2\n", r"a\.csv:2"),
        ("a.csv", "name,lat,lon\nX,100,2\n", r"a\.csv:2"),
        ("a.geojson", "{}", r"a\.geojson"),
        ("UA.txt", DUMP + "\n1\tonly\ttwo\n", r"UA\.txt:2"),
    ],
)
def test_wrong_files_are_refused_with_their_line(
    tmp_path: Path, name: str, text: str, where: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=where):
        read_entries(path)


def test_adding_keeps_ids_and_shows_differences(tmp_path: Path) -> None:
    (tmp_path / "UA.txt").write_text(DUMP + "\n", encoding="utf-8")
    own = tmp_path / "own.sqlite"
    added = add(read_entries(tmp_path / "UA.txt"), own)
    assert (added.places, added.new) == (1, 0)
    assert [(d.id, d.field) for d in added.differences] == [("geonames:706448", "position")]
    places = open_gazetteer(user=own)
    kherson = places.by_id("geonames:706448")
    assert kherson is not None
    assert kherson.lat == 46.9
    (tmp_path / "more.csv").write_text("name,lat,lon\nMala Loza,47.1,33.2\n", encoding="utf-8")
    again = add(read_entries(tmp_path / "more.csv"), own)
    assert (again.places, again.new) == (2, 1)
    both = open_gazetteer(user=own)
    assert both.by_id("geonames:706448") == kherson
    assert len(both.named("Mala Loza")) == 1


def test_a_foreign_file_is_not_overwritten(tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    own.write_bytes(b"something else entirely")
    with pytest.raises(ConfigError, match="move it away"):
        add([], own)
    assert own.read_bytes() == b"something else entirely"
