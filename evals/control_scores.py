"""Scores of a reconstruction of control against a map, over one window of days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from dateline.control.atlas import Atlas
from dateline.control.carry import CARRIED
from dateline.control.holders import Phase
from dateline.model import Coding, ControlState
from evals.control_maps import UKRAINE, Days, days_between
from evals.table import Row

Targets = Mapping[str, tuple[float, float, float]]
"""By end of a window: precision, recall, agreement."""


@dataclass(frozen=True)
class Window:
    """A stretch of days to reconstruct, the days on which to compare, and who gains in it."""

    name: str
    begin: str
    ends: tuple[str, ...]
    gains: str = UKRAINE


def days_of(atlas: Atlas, window: Window) -> Days:
    """The holders that an atlas gives for each day's evening; None: contested."""
    found: dict[str, dict[str, str | None]] = {}
    for day in days_between(window.begin, window.ends[-1]):
        held = atlas.at(datetime.fromisoformat(f"{day}T23:59:59"))
        found[day] = {
            h.place.id: None if h.phase.state is ControlState.CONTESTED else h.phase.holder
            for h in held
        }
    return found


def score(
    window: Window,
    found: Days,
    reference: Days,
    *,
    who: str | None = None,
    targets: Targets | None = None,
) -> Iterator[Row]:
    """Changed places (held by who gains at the end, not before), their days, and agreement."""
    for end in window.ends:
        corpus = f"{window.name} to {end}" + (f" ({who})" if who else "")
        true, got = changed(reference, window, end), changed(found, window, end)
        hit = sorted(true & got)
        errors = [_days_apart(found, reference, p, window, end) for p in hit]
        either = [
            p for p in reference[end]
            if reference[end][p] != UKRAINE or found[end].get(p) != UKRAINE
        ]  # fmt: skip
        same = sum(reference[end][p] == found[end].get(p) for p in either)
        precise, recalled, agreed = (targets or {}).get(end, (None, None, None))
        figures = (
            ("changed places, precision", len(hit) / max(len(got), 1), precise, len(got)),
            ("changed places, recall", len(hit) / max(len(true), 1), recalled, len(true)),
            ("share on the right day", _share(errors, 0), 2 / 3 if precise else None, len(hit)),
            ("share within a day", _share(errors, 1), None, len(hit)),
            ("median day error", float(median(errors)) if errors else float("nan"), None, len(hit)),
            ("agreement, not Ukrainian in either", same / max(len(either), 1), agreed,
             len(either)),
        )  # fmt: skip
        for measure, value, goal, n in figures:
            yield Row(stage="control", corpus=corpus, measure=measure, ours=value, target=goal, n=n)


def coverage(
    window: Window, atlas: Atlas, reference: Days, codings: Sequence[Coding]
) -> Iterator[Row]:
    """How many changed places any text names, how many of ours follow neighbours, and the lag."""
    end = window.ends[-1]
    true = changed(reference, window, end)
    hit = sorted(true & changed(days_of(atlas, window), window, end))
    named = {t.place.id for c in codings for t in c.toponyms if t.place is not None}
    phases = {place: _gain(atlas, place, window) for place in hit}
    carried = [p for p, phase in phases.items() if phase is not None and phase.why == CARRIED]
    lags = [lag for p, phase in phases.items() if (lag := _lag(phase, reference, p, window, end))]
    hours = [lag.total_seconds() / 3600 for lag in lags]
    figures = (
        ("changed places that a text names, share", len(true & named) / max(len(true), 1), true),
        ("found ones that follow neighbours, share", len(carried) / max(len(hit), 1), hit),
        ("median lag behind the map's day, hours", median(hours) if hours else float("nan"), lags),
    )
    for measure, value, of in figures:
        corpus = f"{window.name} to {end}"
        yield Row(stage="control", corpus=corpus, measure=measure, ours=float(value), n=len(of))


def changed(days: Days, window: Window, end: str) -> set[str]:
    """The places that the side that gains holds at the end and did not at the beginning."""
    before, after, side = days[window.begin], days[end], window.gains
    return {p for p, h in after.items() if h == side and before.get(p, side) != side}


def _share(errors: Sequence[int], most: int) -> float:
    return sum(e <= most for e in errors) / max(len(errors), 1)


def _gain(atlas: Atlas, place: str, window: Window) -> Phase | None:
    gained = [p for p in atlas.history(place)[1:] if p.holder == window.gains]
    return gained[0] if gained else None


def _lag(
    phase: Phase | None, reference: Days, place: str, window: Window, end: str
) -> timedelta | None:
    """From the end of the day of the map's change to our knowing it."""
    days = _days(reference, window, end)
    at = _changed_on(reference, place, days, window.gains)
    if phase is None or phase.known is None or at >= len(days):
        return None
    return phase.known - datetime.fromisoformat(f"{days[at]}T23:59:59")


def _days(reference: Days, window: Window, end: str) -> list[str]:
    return [d for d in sorted(reference) if window.begin < d <= end]


def _changed_on(source: Days, place: str, days: Sequence[str], side: str) -> int:
    """The index of the day from which on the side holds the place."""
    last = max((n for n, d in enumerate(days) if source[d].get(place) != side), default=-1)
    return last + 1


def _days_apart(found: Days, reference: Days, place: str, window: Window, end: str) -> int:
    days = _days(reference, window, end)
    ours = _changed_on(found, place, days, window.gains)
    return abs(ours - _changed_on(reference, place, days, window.gains))
