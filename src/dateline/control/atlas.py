"""Control of all places over time: each by its own claims, the silent ones by their neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.control.contiguity import Graph, Point, field, graph_of
from dateline.control.evidence import Evidence
from dateline.control.holders import UNKNOWN_START, Phase, Start, phases_of
from dateline.control.parameters import Parameters
from dateline.model import ControlState

CARRIED = "follows its neighbours"


@dataclass(frozen=True)
class Holding:
    """Who holds one place at one instant, and why."""

    place: Point
    phase: Phase


@dataclass(frozen=True)
class Change:
    """A place that passed from one holder to another."""

    place: Point
    before: str | None
    phase: Phase


@dataclass(frozen=True)
class Atlas:
    """Every place's phases of control, oldest first."""

    points: Mapping[str, Point]
    phases: Mapping[str, tuple[Phase, ...]]

    def at(self, instant: datetime) -> tuple[Holding, ...]:
        """Who held each place at an instant of valid time, by place id."""
        found = ((self.points[i], _current(p, instant)) for i, p in sorted(self.phases.items()))
        return tuple(Holding(point, phase) for point, phase in found if phase is not None)

    def changes(self, begin: datetime, end: datetime) -> tuple[Change, ...]:
        """Places whose holder changed in (begin, end], oldest first."""
        found: list[Change] = []
        for place, phases in self.phases.items():
            for earlier, later in pairwise(phases):
                moved = later.holder != earlier.holder and later.since is not None
                if moved and later.since is not None and begin < later.since <= end:
                    found.append(Change(self.points[place], earlier.holder, later))
        return tuple(sorted(found, key=lambda c: (c.phase.since or begin, c.place.id)))

    def history(self, place: str) -> tuple[Phase, ...]:
        """One place's phases, oldest first; empty for a place without any."""
        return self.phases.get(place, ())


def _current(phases: Sequence[Phase], instant: datetime) -> Phase | None:
    current: Phase | None = None
    for phase in phases:
        if phase.since is None or phase.since <= instant:
            current = phase
    return current


def build_atlas(
    evidence: Iterable[Evidence],
    *,
    points: Sequence[Point],
    starts: Mapping[str, Start],
    sides: Sequence[str],
    parameters: Parameters,
    as_of: datetime | None = None,
) -> Atlas:
    """The atlas as known at `as_of`: a function of the evidence, in any order of it.

    Only places with evidence or a start have phases.
    """
    by_place: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_place[item.assertion.place].append(item)
    known = {p.id: p for p in points if p.id in by_place or p.id in starts}
    phases = {
        place: phases_of(
            by_place.get(place, ()),
            start=starts.get(place, UNKNOWN_START),
            parameters=parameters,
            sides=sides,
            as_of=as_of,
        )
        for place in known
    }
    ordered = [known[i] for i in sorted(known)]
    if len(ordered) > 1:
        graph = graph_of(ordered, parameters=parameters.contiguity)
        for side in sides:
            _carry(graph, phases, side, parameters)
    return Atlas(known, phases)


def _carry(
    graph: Graph, phases: dict[str, tuple[Phase, ...]], side: str, parameters: Parameters
) -> None:
    """Carries places without claims of their own over to `side`, day by day."""
    flips = _flips_to(phases, side)
    if not flips:
        return
    own = {place for place, found in phases.items() if len(found) > 1}
    before = _states(graph, phases, side, min(flips.values()) - timedelta(days=1))
    rest = field(graph, before=before, claims={}, parameters=parameters.contiguity)
    days = sorted({flip.date() for flip in flips.values()})
    rules = parameters.contiguity
    carried: set[str] = set()
    for day in days:
        end = datetime(day.year, day.month, day.day, 23, 59, 59)
        fresh = _fresh(phases, own, side, end, rules.fresh_days)
        state = field(graph, before=before, claims=fresh, parameters=rules)
        moved = (before <= 0) & (state > rules.margin) & (state - rest > rules.rise)
        for at in np.flatnonzero(moved):
            place = graph.ids[at]
            if place in own or place in carried:
                continue
            carried.add(place)
            phases[place] += (_carried(graph, int(at), phases, side, end, float(state[at])),)


def _flips_to(phases: Mapping[str, tuple[Phase, ...]], side: str) -> dict[str, datetime]:
    return {
        place: later.since
        for place, found in phases.items()
        for earlier, later in pairwise(found)
        if later.holder == side and earlier.holder != side and later.since is not None
    }


def _states(
    graph: Graph, phases: Mapping[str, tuple[Phase, ...]], side: str, instant: datetime
) -> NDArray[np.float64]:
    """+1 where the side holds a place, -1 where another does, 0 where nobody is known to."""
    state = np.zeros(len(graph.ids))
    for at, place in enumerate(graph.ids):
        phase = _current(phases[place], instant)
        if phase is not None and phase.holder is not None:
            state[at] = 1.0 if phase.holder == side else -1.0
    return state


def _fresh(
    phases: Mapping[str, tuple[Phase, ...]], own: set[str], side: str, end: datetime, days: int
) -> dict[str, float]:
    """The state of places by their own claims of the last days."""
    found: dict[str, float] = {}
    for place in own:
        phase = _current(phases[place], end)
        if phase is None or phase.since is None or not phase.support:
            continue
        if end - phase.since <= timedelta(days=days) and phase.state is ControlState.HELD:
            found[place] = 1.0 if phase.holder == side else -1.0
    return found


def _carried(
    graph: Graph,
    at: int,
    phases: Mapping[str, tuple[Phase, ...]],
    side: str,
    end: datetime,
    state: float,
) -> Phase:
    support: list[str] = []
    known: datetime | None = None
    for neighbour in graph.neighbours[at]:
        phase = _current(phases[graph.ids[neighbour]], end)
        if phase is not None and phase.holder == side and phase.support:
            support += phase.support
            known = max(known, phase.known) if known and phase.known else phase.known
    return Phase(
        since=end.replace(hour=0, minute=0, second=0),
        state=ControlState.HELD,
        holder=side,
        challenger=None,
        confidence=round(min(0.9, 0.5 + state / 2), 3),
        known=known or end,
        support=tuple(dict.fromkeys(support)),
        why=CARRIED,
    )
