"""A small gazetteer of our own, packed as the shipped one is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.places.gazetteer import Gazetteer, open_gazetteer
from dateline.places.packing import Entry, write
from dateline.places.volume import Volume

# A river that runs due south, so that its left bank is the east one
LINE = [[33.0, 47.5], [33.0, 47.0], [33.0, 46.5]]


def entries() -> list[Entry]:
    """Two towns of one name, a region, a country, a river and villages on both its banks."""
    ua: dict[str, Any] = {"country": "UA", "admin1": "08"}
    return [
        Entry(id="geonames:1", name="Kherson", lat=46.64, lon=32.61, feature="PPLA",
              population=280_000, names=["Херсон", "Cherson"], **ua),
        Entry(id="geonames:2", name="Kherson Oblast", lat=46.6, lon=33.4, feature="ADM1",
              population=1_000_000, names=["Херсонська"], **ua),
        Entry(id="geonames:3", name="Arkhanhelske", lat=47.43, lon=33.4, feature="PPL",
              population=1_800, names=["Архангельське"], **ua),
        Entry(id="geonames:4", name="Ukraine", lat=49.0, lon=32.0, feature="PCLI", country="UA",
              population=40_000_000, names=["Україна"]),
        Entry(id="geonames:5", name="Odessa", lat=31.85, lon=-102.37, feature="PPL", country="US",
              admin1="TX", population=110_000),
        Entry(id="geonames:6", name="Odesa", lat=46.48, lon=30.72, feature="PPLA", country="UA",
              admin1="17", population=1_000_000, names=["Odessa", "Одеса"]),
        Entry(id="geonames:7", name="West Village", lat=46.9, lon=32.8, feature="PPL", **ua),
        Entry(id="geonames:8", name="East Village", lat=46.9, lon=33.2, feature="PPL", **ua),
        Entry(id="dateline:dnipro", name="Dnipro", lat=47.0, lon=33.0, feature="STM",
              country="UA", names=["Dnieper"], extra={"line": LINE}),
        Entry(id="geonames:9", name="Dnipro", lat=48.46, lon=35.04, feature="PPLA", country="UA",
              admin1="04", population=980_000),
        Entry(id="geonames:10", name="Russia", lat=60.0, lon=100.0, feature="PCLI", country="RU",
              population=144_000_000),
        Entry(id="geonames:11", name="Moscow", lat=55.75, lon=37.62, feature="PPLC", country="RU",
              admin1="48", population=10_000_000),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The small gazetteer."""
    path: Path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    write(path, entries(), card={"sources": {}})
    return Gazetteer([Volume(path)])


@pytest.fixture(scope="session")
def shipped() -> Gazetteer:
    """The gazetteer that ships with the package, without the user's own."""
    return open_gazetteer(user=Path("there is none"))
