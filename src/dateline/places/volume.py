"""One gazetteer file, read-only and memory-mapped: see `packing` for its layout."""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from array import array
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.model.errors import ConfigError
from dateline.places.packing import COLUMNS, LAYOUT

Box = tuple[float, float, float, float]
_MAPPED = 32 * 1024 * 1024


class Volume:
    """A gazetteer file. Places are named by their position in it, from 0.

    Raises ConfigError where the file is missing or is no gazetteer of this layout.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._base = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._base.execute(f"PRAGMA mmap_size={_MAPPED}")
            rows = self._base.execute("SELECT key, value FROM meta").fetchall()
            self.meta: dict[str, Any] = {key: json.loads(value) for key, value in rows}
        except sqlite3.Error as error:
            raise ConfigError(
                f"the gazetteer cannot be read: {error}",
                where=str(path),
                remedy="build it with `python scripts/build_gazetteer.py`, or install the package",
            ) from error
        if self.meta.get("layout") != LAYOUT:
            raise ConfigError(
                f"the gazetteer has layout {self.meta.get('layout')}, this version reads {LAYOUT}",
                where=str(path),
                remedy="build it again",
            )
        self.features: list[str] = self.meta["features"]
        self.countries: list[str] = self.meta["countries"]
        self.regions: list[str] = self.meta["regions"]
        self.find = lru_cache(maxsize=20_000)(self._find)
        self.extra = lru_cache(maxsize=1_000)(self._read_extra)
        self.place_of = lru_cache(maxsize=20_000)(self._find_place)
        self._names = lru_cache(maxsize=1_000)(self._read_names)

    def __len__(self) -> int:
        return int(self.meta["places"])

    @cached_property
    def columns(self) -> dict[str, array[int]]:
        """The columns of `packing.COLUMNS`: latitude and longitude in 1e-4 degrees, people as
        12 log10(n + 1), fame as 32 log2(spellings + 1), the rest as positions in `features`,
        `countries` and `regions`. A column that an older file lacks is all zeros."""
        return {name: self._column(name, code) for name, code in COLUMNS.items()}

    @cached_property
    def lat(self) -> array[int]:
        """Latitude in 1e-4 degrees."""
        return self.columns["lat"]

    @cached_property
    def lon(self) -> array[int]:
        """Longitude in 1e-4 degrees."""
        return self.columns["lon"]

    def _column(self, name: str, code: str) -> array[int]:
        row = self._base.execute("SELECT data FROM columns WHERE name=?", (name,)).fetchone()
        column: array[int] = array(code)
        if row is None:
            return array(code, bytes(column.itemsize * len(self)))
        column.frombytes(zlib.decompress(row[0]))
        if sys.byteorder == "big":
            column.byteswap()
        return column

    def _find(self, token: str) -> tuple[int, ...]:
        quoted = token.replace('"', "")
        rows = self._base.execute("SELECT rowid FROM names WHERE names MATCH ?", (f'"{quoted}"',))
        return tuple(row[0] - 1 for row in rows)

    def name(self, place: int) -> str:
        """The place's main name."""
        size = int(self.meta["block"])
        return self._names(place // size)[place % size]

    def _read_names(self, block: int) -> tuple[str, ...]:
        row = self._base.execute("SELECT data FROM blocks WHERE id=?", (block,)).fetchone()
        return tuple(zlib.decompress(row[0]).decode().split("\n"))

    @cached_property
    def _extra(self) -> dict[int, tuple[str, str | None]]:
        rows = self._base.execute("SELECT place, id, data FROM extra")
        return {place - 1: (key, data) for place, key, data in rows}

    @cached_property
    def _own_ids(self) -> dict[str, int]:
        return {key: place for place, (key, _) in self._extra.items()}

    def id(self, place: int) -> str:
        """The place's id: gazetteer:key."""
        number = self.columns["number"][place]
        return self._extra[place][0] if place in self._extra else f"geonames:{number}"

    def _read_extra(self, place: int) -> dict[str, Any]:
        data = self._extra[place][1] if place in self._extra else None
        found: dict[str, Any] = json.loads(data) if data else {}
        return found

    def extras(self, key: str) -> list[int]:
        """The places whose extra has this key."""
        return [at for at, (_, data) in self._extra.items() if data and f'"{key}":' in data]

    def _find_place(self, key: str) -> int | None:
        """The place with this id."""
        if key in self._own_ids:
            return self._own_ids[key]
        source, _, value = key.partition(":")
        if source != "geonames" or not value.isdigit():
            return None
        found = np.flatnonzero(self._numbers == int(value))
        return next((int(at) for at in found if self.id(int(at)) == key), None)

    @cached_property
    def _numbers(self) -> npt.NDArray[np.uint32]:
        return np.frombuffer(self.columns["number"], dtype=self.columns["number"].typecode)

    def within(self, box: Box) -> list[int]:
        """The places in (south, west, north, east)."""
        south, west, north, east = box
        rows = self._base.execute(
            "SELECT id FROM extent WHERE east>=? AND west<=? AND north>=? AND south<=?",
            (west, east, south, north),
        )
        size = int(self.meta["block"])
        low = (south * 1e4, west * 1e4, north * 1e4, east * 1e4)
        lat, lon = np.asarray(self.lat), np.asarray(self.lon)
        found: list[int] = []
        for block in sorted(row[0] for row in rows):
            own = slice(block * size, (block + 1) * size)
            here, along = lat[own], lon[own]
            inside = (low[0] <= here) & (here <= low[2]) & (low[1] <= along) & (along <= low[3])
            found.extend((np.flatnonzero(inside) + own.start).tolist())
        return found

    def in_region(self, region: str) -> list[int]:
        """The places of a first-level region ('UA.08') or country ('UA'), itself included."""
        if "." in region:
            column, table = self.columns["region"], self.regions
        else:
            column, table = self.columns["country"], self.countries
        if region not in table:
            return []
        wanted = table.index(region)
        found: list[int] = np.flatnonzero(np.asarray(column) == wanted).tolist()
        return found
