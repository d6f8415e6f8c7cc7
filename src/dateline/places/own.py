"""The user's own gazetteer: places added from files, over those that ship with the package."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from msgspec import Struct

from dateline.model.errors import ConfigError
from dateline.places.gazetteer import Gazetteer, open_gazetteer
from dateline.places.packing import Entry, write
from dateline.places.query import distance

_APART_KM = 5.0


class Difference(Struct, frozen=True, kw_only=True):
    """A place that two sources tell differently. The later one's value counts from now on."""

    id: str
    field: str
    before: str
    now: str


class Added(Struct, frozen=True, kw_only=True):
    """What adding a file did."""

    places: int
    new: int
    differences: tuple[Difference, ...]


def add(entries: Sequence[Entry], path: Path) -> Added:
    """Adds places to the user's gazetteer at `path`, written anew and put in place at once.

    Ids are kept; a place that is there already has the new values and keeps its other names.
    Raises ConfigError where the file that is there is no gazetteer.
    """
    known = {entry.id: entry for entry in _entries(path)} if path.exists() else {}
    shipped = open_gazetteer(user=Path(os.devnull) / "none")
    found: list[Difference] = []
    new = 0
    for entry in entries:
        before = known.get(entry.id) or _shipped(shipped, entry.id)
        if before is None:
            new += 1
        else:
            found += _differences(before, entry)
            names = {*before.names, before.name, *entry.names} - {entry.name}
            entry.names = sorted(names)
        known[entry.id] = entry
    _replace(path, list(known.values()))
    return Added(places=len(known), new=new, differences=tuple(found))


def _shipped(places: Gazetteer, key: str) -> Entry | None:
    place = places.by_id(key)
    if place is None:
        return None
    return Entry(
        id=place.id, name=place.name, lat=place.lat, lon=place.lon, feature=place.feature,
        country=place.country or "", admin1=place.admin1 or "",
    )  # fmt: skip


def _differences(before: Entry, now: Entry) -> list[Difference]:
    found: list[Difference] = []
    for name in ("name", "feature", "country", "admin1"):
        old, new = str(getattr(before, name)), str(getattr(now, name))
        if old and new and old != new:
            found.append(Difference(id=now.id, field=name, before=old, now=new))
    away = distance(before.lat, before.lon, now.lat, now.lon)
    if away > _APART_KM:
        was, is_ = f"{before.lat:.3f}, {before.lon:.3f}", f"{now.lat:.3f}, {now.lon:.3f}"
        found.append(Difference(id=now.id, field="position", before=was, now=is_))
    return found


def _replace(path: Path, entries: list[Entry]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    write(fresh, entries, card={"sources": sorted({e.extra.get("source", "") for e in entries})})
    base = sqlite3.connect(fresh)
    base.execute("CREATE TABLE entries(data BLOB)")
    packed = (zlib.compress(json.dumps(asdict(entry)).encode()) for entry in entries)
    base.executemany("INSERT INTO entries VALUES (?)", ((row,) for row in packed))
    base.commit()
    base.close()
    fresh.replace(path)


def _entries(path: Path) -> list[Entry]:
    try:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        rows = base.execute("SELECT data FROM entries").fetchall()
        base.close()
    except sqlite3.Error as error:
        raise ConfigError(
            f"no gazetteer of the user's: {error}", where=str(path), remedy="move it away"
        ) from error
    return [Entry(**json.loads(zlib.decompress(row[0]))) for row in rows]
