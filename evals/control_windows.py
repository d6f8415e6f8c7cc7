"""Control from words alone, against maps: two windows of 2022.

September: start from DeepState's map of 1 September, read only the texts of 1 September to
3 October, and say which places changed hands and when. North: start from VIINA's places of
24 March, read 25 March to 6 April. VIINA against the map, with which ours is compared, is scored
by the same code. Nothing here is used to fit but the numbers of `control/data/model.yaml`.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TextIO

from dateline.control.atlas import Atlas, build_atlas
from dateline.control.claimants import Zone, starts_of
from dateline.control.contiguity import Point
from dateline.control.holders import Start
from dateline.control.parameters import Parameters, shipped_parameters
from dateline.model import Coding, ControlState
from evals.coded import coded_reports
from evals.table import Row

UKRAINE, RUSSIA = "UKR", "RUS"
SIDES = (UKRAINE, RUSSIA)
TEXTS = (
    "isw.jsonl", "isw_supplement.jsonl", "ruwa.jsonl.gz", "cnn_live_headlines.jsonl",
    "bbc_homepage.jsonl", "wikipedia_current_events.jsonl", "warline.jsonl",
    "cen4infores.jsonl", "viina_extract.jsonl", "wikimap_comments.jsonl", "tsn_telegram.jsonl",
    "resistinua.jsonl", "press_releases.jsonl",
)  # fmt: skip
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


@dataclass(frozen=True)
class Window:
    """A stretch of days to reconstruct, and the days on which to compare."""

    name: str
    begin: str
    ends: tuple[str, ...]


SEPTEMBER = Window("September 2022", "2022-09-01", ("2022-09-14", "2022-10-03"))
NORTH = Window("north, March 2022", "2022-03-24", ("2022-04-06",))


def run(data: Path) -> list[Row]:
    """Both windows."""
    points = ukraine()
    days = list(_days(SEPTEMBER.begin, SEPTEMBER.ends[-1]))
    september = deepstate(data, points, days)
    north_days = list(_days(NORTH.begin, NORTH.ends[-1]))
    north = viina(data, points, north_days)
    rows = score_window(SEPTEMBER, ours(data, points, SEPTEMBER, september, "map"), september)
    rows += score_window(SEPTEMBER, viina(data, points, days), september, who="VIINA")
    return rows + score_window(NORTH, ours(data, points, NORTH, north, "VIINA"), north)


def ukraine() -> list[Point]:
    """The gazetteer's populated places of Ukraine."""
    from dateline.pipeline.territory import point, settlements_of

    return [point(place) for place in settlements_of("UA")]


def _days(begin: str, end: str) -> Iterator[str]:
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


def ours(
    data: Path,
    points: Sequence[Point],
    window: Window,
    reference: Days,
    claimant: str,
    parameters: Parameters | None = None,
) -> Days:
    """Our holders by day, from the reference's first day and the window's texts alone."""
    atlas = reconstruct(data, points, window, reference[window.begin], claimant, parameters)
    found: dict[str, dict[str, str | None]] = {}
    for day in _days(window.begin, window.ends[-1]):
        held = atlas.at(datetime.fromisoformat(f"{day}T23:59:59"))
        found[day] = {
            h.place.id: None if h.phase.state is ControlState.CONTESTED else h.phase.holder
            for h in held
        }
    return found


def reconstruct(
    data: Path,
    points: Sequence[Point],
    window: Window,
    begin: Mapping[str, str | None],
    claimant: str,
    parameters: Parameters | None = None,
) -> Atlas:
    """The atlas that follows from the state at the window's first day and its texts."""
    from dateline.pipeline.territory import reader_for, rivers

    at = datetime.fromisoformat(window.begin)
    starts = {
        place: Start(holder, ControlState.HELD if holder else ControlState.CONTESTED, at, claimant)
        for place, holder in begin.items()
    }
    rules = parameters or shipped_parameters()
    reader = reader_for(SIDES, parameters=rules)
    codings = codings_of(data, window)
    evidence = [e for coding in codings for e in reader.evidence_of(coding)]
    return build_atlas(
        evidence, points=points, starts=starts, sides=SIDES, parameters=rules, rivers=rivers()
    )


def opened(path: Path) -> TextIO:
    """A text file's lines, compressed or not."""
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.open(path), encoding="utf-8")
    return path.open(encoding="utf-8")


def codings_of(data: Path, window: Window) -> list[Coding]:
    """The window's texts, coded; kept for the next run with the same program."""
    lines: list[dict[str, object]] = []
    for name in TEXTS:
        path = data / "reports" / name
        with opened(path) as file:
            for line in file:
                record = json.loads(line)
                published = str(record.get("published") or "")
                if window.begin < published[:10] <= window.ends[-1]:
                    lines.append({
                        key: record.get(key)
                        for key in ("id", "text", "title", "published", "url", "lang")
                    } | {"outlet": record.get("source")})  # fmt: skip
    return coded_reports(lines, name=f"control-{window.begin}")


def score_window(
    window: Window, found: Days, reference: Days, *, who: str | None = None
) -> list[Row]:
    """Changed places (not Ukrainian before, Ukrainian after), their days, and agreement."""
    rows: list[Row] = []
    targets = {"2022-09-14": (0.85, 0.80, 0.95), "2022-10-03": (0.85, 0.80, 0.955)}
    for end in window.ends:
        corpus = f"{window.name} to {end}" + (f" ({who})" if who else "")
        true, got = _changed(reference, window.begin, end), _changed(found, window.begin, end)
        hit = sorted(true & got)
        errors = [_days_apart(found, reference, p, window.begin, end) for p in hit]
        either = [
            p for p in reference[end]
            if reference[end][p] != UKRAINE or found[end].get(p) != UKRAINE
        ]  # fmt: skip
        same = sum(reference[end][p] == found[end].get(p) for p in either)
        target = targets.get(end, (None, None, None)) if who is None else (None, None, None)
        figures = (
            ("changed places, precision", len(hit) / max(len(got), 1), target[0], len(got)),
            ("changed places, recall", len(hit) / max(len(true), 1), target[1], len(true)),
            ("share on the right day", sum(e == 0 for e in errors) / max(len(hit), 1),
             2 / 3 if target[0] else None, len(hit)),
            ("median day error", float(median(errors)) if errors else float("nan"), None, len(hit)),
            ("agreement, not Ukrainian in either", same / max(len(either), 1), target[2],
             len(either)),
        )  # fmt: skip
        rows += [
            Row(stage="control", corpus=corpus, measure=measure, ours=value, target=goal, n=n)
            for measure, value, goal, n in figures
        ]
    return rows


def _changed(days: Days, begin: str, end: str) -> set[str]:
    before, after = days[begin], days[end]
    return {p for p, h in after.items() if h == UKRAINE and before.get(p, UKRAINE) != UKRAINE}


def _days_apart(found: Days, reference: Days, place: str, begin: str, end: str) -> int:
    days = [d for d in sorted(reference) if begin < d <= end]

    def day_of(source: Days) -> int:
        last = max((n for n, d in enumerate(days) if source[d].get(place) != UKRAINE), default=-1)
        return last + 1

    return abs(day_of(found) - day_of(reference))
