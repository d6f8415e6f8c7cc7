"""Maps of control to compare with: DeepState's by day, VIINA's by place."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from dateline.control.claimants import Zone, starts_of
from dateline.control.contiguity import Point
from dateline.model import ControlState

UKRAINE, RUSSIA = "UKR", "RUS"
STATUS = {
    "occupied": (RUSSIA, ControlState.HELD),
    "occupied_before_2022": (RUSSIA, ControlState.HELD),
    "contested": (None, ControlState.CONTESTED),
}
VIINA = {
    "RU": (RUSSIA, ControlState.HELD), "CONTESTED": (None, ControlState.CONTESTED),
    "UA": (UKRAINE, ControlState.HELD), "LIBERATED": (UKRAINE, ControlState.HELD),
}  # fmt: skip
NOISE = timedelta(days=3)

Days = Mapping[str, Mapping[str, str | None]]
"""Holder by day (ISO) and place; None: contested."""


def ukraine() -> list[Point]:
    """The gazetteer's populated places of Ukraine."""
    from dateline.pipeline.territory import point, settlements_of

    return [point(place) for place in settlements_of("UA")]


def days_between(begin: str, end: str) -> Iterator[str]:
    """The days from begin to end, both included."""
    day = datetime.fromisoformat(begin)
    while day <= datetime.fromisoformat(end):
        yield day.date().isoformat()
        day += timedelta(days=1)


def deepstate(data: Path, points: Sequence[Point], days: Sequence[str]) -> Days:
    """Holders by DeepState's last map of each day (or the last before it)."""
    snapshots: list[tuple[str, list[Zone]]] = []
    path = data / "control/deepstate/deepstate_2022.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            made = json.loads(line)
            if made["published"][:10] <= days[-1]:
                zones = [
                    Zone(*STATUS[f["status"]], f["geometry"])
                    for f in made["features"]
                    if f["status"] in STATUS
                ]
                snapshots.append((made["published"][:10], zones))
    found: dict[str, dict[str, str | None]] = {}
    for day in days:
        zones = [z for published, z in snapshots if published <= day][-1]
        starts = starts_of(
            zones, points, claimant="map", at=datetime.fromisoformat(day), elsewhere=UKRAINE
        )
        found[day] = {place: start.holder for place, start in starts.items()}
    return found


def viina(data: Path, points: Sequence[Point], days: Sequence[str]) -> Days:
    """Holders by VIINA; a change that lasts under three days is noise."""
    known = {p.id for p in points}
    found: dict[str, dict[str, str | None]] = {day: dict.fromkeys(known, UKRAINE) for day in days}
    path = data / "control/viina/timeline.jsonl"
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        place = f"geonames:{record['geonameid']}"
        if place not in known:
            continue
        changes = _lasting(record["changes"])
        for day in days:
            held = [VIINA[state][0] for since, state in changes if since <= day]
            if held:
                found[day][place] = held[-1]
    return found


def _lasting(changes: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    kept = []
    for at, (since, state) in enumerate(changes):
        until = changes[at + 1][0] if at + 1 < len(changes) else "9999-12-31"
        if datetime.fromisoformat(until) - datetime.fromisoformat(since) >= NOISE:
            kept.append((since, state))
    return kept
