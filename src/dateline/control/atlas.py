"""Control of all places over time: each by its own claims, the silent ones by their neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.control.contiguity import Graph, Line, Point, between_km, field, graph_of, nearest_km
from dateline.control.evidence import Evidence
from dateline.control.holders import UNKNOWN_START, Phase, Start, phases_of
from dateline.control.parameters import Contiguity, Parameters
from dateline.model import ControlState

CARRIED = "follows its neighbours"
ROUNDS = 4
"""What fell brings the lines nearer for what lies behind it; so many times over at most."""


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
    rivers: Sequence[Line] = (),
) -> Atlas:
    """The atlas as known at `as_of`: a function of the evidence, in any order of it.

    Only places with evidence or a start have phases; `rivers` part neighbours.
    """
    by_place: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_place[item.assertion.place].append(item)
    known = {p.id: p for p in points if p.id in by_place or p.id in starts}
    lines = _Lines({i: known[i] for i in sorted(by_place) if i in known}, known, starts, sides)
    phases: dict[str, tuple[Phase, ...]] = {}
    for _ in range(ROUNDS):
        before = dict(lines.flips)
        phases = {
            place: phases_of(
                by_place.get(place, ()),
                start=starts.get(place, UNKNOWN_START),
                parameters=parameters,
                sides=sides,
                as_of=as_of,
                depth=partial(lines.depth, place),
            )
            for place in known
        }
        lines.flips = {side: _flips_to(phases, side) for side in sides}
        if not starts or lines.flips == before:
            break
    ordered = [known[i] for i in sorted(known)]
    if len(ordered) > 1:
        graph = graph_of(ordered, parameters=parameters.contiguity, rivers=rivers)
        for side in sides:
            _carry(graph, known, phases, side, parameters)
    return Atlas(known, phases)


class _Lines:
    """How far behind the lines each named place lies: from the start's places and what fell."""

    def __init__(
        self,
        named: Mapping[str, Point],
        points: Mapping[str, Point],
        starts: Mapping[str, Start],
        sides: Sequence[str],
    ) -> None:
        self.flips: dict[str, dict[str, datetime]] = {}
        self._start: dict[tuple[str, str], float] = {}
        ordered = list(named.values())
        for side in sides:
            held = [p for i, p in points.items() if i in starts and starts[i].holder == side]
            if held and ordered:
                for place, km in zip(ordered, nearest_km(ordered, held), strict=True):
                    self._start[place.id, side] = float(km)
        self._km: dict[tuple[str, str], float] = {}
        if starts and ordered:
            for place, row in zip(ordered, between_km(ordered), strict=True):
                for other, km in zip(ordered, row, strict=True):
                    self._km[place.id, other.id] = float(km)

    def depth(self, place: str, side: str, instant: datetime) -> float:
        """Km to the nearest place that the side held at the start or had taken by then."""
        nearest = self._start.get((place, side), 0.0)
        for other, since in self.flips.get(side, {}).items():
            if other != place and since <= instant:
                nearest = min(nearest, self._km.get((place, other), nearest))
        return nearest


def _carry(
    graph: Graph,
    points: Mapping[str, Point],
    phases: dict[str, tuple[Phase, ...]],
    side: str,
    parameters: Parameters,
) -> None:
    """Carries places without claims of their own over to `side`, day by day."""
    flips = _flips_to(phases, side)
    if not flips:
        return
    own = {place for place, found in phases.items() if _settled(found)}
    opening = min(flips.values()) - timedelta(days=1)
    before = _states(graph, phases, side, opening)
    open_ = (before <= 0) & _known(graph, phases, opening)
    rules = parameters.contiguity
    rest = field(graph, before=before, claims={}, parameters=rules)
    carried: set[str] = set()
    for day in sorted({flip.date() for flip in flips.values()}):
        end = datetime(day.year, day.month, day.day, 23, 59, 59)
        fresh = _fresh(phases, side, end, rules)
        state = field(graph, before=before, claims=fresh, parameters=rules)
        moved = open_ & (state > rules.margin) & (state - rest > rules.rise)
        taken = [points[place] for place, value in fresh.items() if value == 1.0]
        for at in np.flatnonzero(moved):
            place = graph.ids[at]
            if place in own or place in carried or not taken:
                continue
            if nearest_km([points[place]], taken)[0] > rules.reach_km:
                continue
            carried.add(place)
            made = _carried(graph, int(at), phases, side, end, float(state[at]))
            phases[place] = (*_until(phases[place], made.since), made)


def _until(phases: Sequence[Phase], instant: datetime | None) -> Iterator[Phase]:
    """The phases that began before an instant."""
    return (p for p in phases if p.since is None or instant is None or p.since < instant)


def _known(
    graph: Graph, phases: Mapping[str, tuple[Phase, ...]], instant: datetime
) -> NDArray[np.bool_]:
    """Whether anything is known of a place at an instant: what is unknown is not carried."""
    current = (_current(phases[place], instant) for place in graph.ids)
    return np.array([p is not None and p.state is not ControlState.UNKNOWN for p in current])


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


def _settled(phases: Sequence[Phase]) -> bool:
    """Whether a place's own claims have given it a holder."""
    return any(p.support and p.state is ControlState.HELD for p in phases[1:])


def _fresh(
    phases: Mapping[str, tuple[Phase, ...]], side: str, end: datetime, rules: Contiguity
) -> dict[str, float]:
    """The state of places by their own claims of the last days: 1 held, -1 by another, a share
    where the side's claims alone do not turn the place."""
    found: dict[str, float] = {}
    for place, told in phases.items():
        phase = _current(told, end) if len(told) > 1 else None
        if phase is None or phase.since is None or not phase.support:
            continue
        if end - phase.since > timedelta(days=rules.fresh_days):
            continue
        if phase.state is ControlState.HELD:
            found[place] = 1.0 if phase.holder == side else -1.0
        elif phase.challenger == side:
            found[place] = rules.claimed
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
