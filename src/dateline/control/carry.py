"""Places without claims of their own that the claims of their neighbours carry along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.control.contiguity import Graph, Point, between_km, field, nearest_km
from dateline.control.holders import Phase
from dateline.control.parameters import Contiguity, Parameters
from dateline.model import ControlState

CARRIED = "follows its neighbours"


def carry(
    graph: Graph,
    points: Mapping[str, Point],
    phases: dict[str, tuple[Phase, ...]],
    side: str,
    parameters: Parameters,
) -> None:
    """Carries places without claims of their own over to `side`, day by day."""
    flips = flips_to(phases, side)
    if not flips:
        return
    own = {place for place, found in phases.items() if _settled(found)}
    opening = min(flips.values()) - timedelta(days=1)
    before = _states(graph, phases, side, opening)
    open_ = (before <= 0) & _known(graph, phases)
    rules = parameters.contiguity
    rest = field(graph, before=before, claims={}, parameters=rules)
    front = _Front.of(points, [i for i, x in zip(graph.ids, before, strict=True) if x > 0])
    carried: set[str] = set()
    for day in sorted({flip.date() for flip in flips.values()}):
        end = datetime(day.year, day.month, day.day, 23, 59, 59)
        fresh = _fresh(phases, side, end, rules)
        state = field(graph, before=before, claims=fresh, parameters=rules)
        moved = open_ & (state > rules.margin) & (state - rest > rules.rise)
        taken = [place for place, value in fresh.items() if value == 1.0]
        for at in np.flatnonzero(moved):
            place = graph.ids[at]
            if place in own or place in carried or not front.covers(place, taken, rules):
                continue
            carried.add(place)
            made = _carried(graph, int(at), phases, side, end, float(state[at]))
            phases[place] = (*_until(phases[place], made.since), made)


@dataclass(frozen=True)
class _Front:
    """How far each place lies from those that a side held before its gains."""

    points: Mapping[str, Point]
    depth: Mapping[str, float]

    @classmethod
    def of(cls, points: Mapping[str, Point], held: Sequence[str]) -> _Front:
        ids = sorted(points)
        if not held:
            return cls(points, dict.fromkeys(ids, 0.0))
        km = nearest_km([points[i] for i in ids], [points[i] for i in held])
        return cls(points, dict(zip(ids, km.tolist(), strict=True)))

    def covers(self, place: str, taken: Sequence[str], rules: Contiguity) -> bool:
        """Whether a place is near places that claims turned, and no deeper than they are."""
        if not taken:
            return False
        km = between_km([self.points[place]], [self.points[i] for i in taken])[0]
        near = [self.depth[i] for i, far in zip(taken, km, strict=True) if far <= rules.reach_km]
        return bool(near) and self.depth[place] <= max(near) + rules.deeper_km


def _until(phases: Sequence[Phase], instant: datetime | None) -> Iterator[Phase]:
    """The phases that began before an instant."""
    return (p for p in phases if p.since is None or instant is None or p.since < instant)


def _known(graph: Graph, phases: Mapping[str, tuple[Phase, ...]]) -> NDArray[np.bool_]:
    """Whether there was a state to start from: what was unknown is not carried."""
    starts = (phases[place][0].state for place in graph.ids)
    return np.array([state is not ControlState.UNKNOWN for state in starts])


def flips_to(phases: Mapping[str, tuple[Phase, ...]], side: str) -> dict[str, datetime]:
    """Since when, for each place that passed to the side."""
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
        phase = current(phases[place], instant)
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
    where the side's claims alone do not turn the place, or do not surely."""
    found: dict[str, float] = {}
    for place, told in phases.items():
        phase = current(told, end) if len(told) > 1 else None
        if phase is None or phase.since is None or not phase.support:
            continue
        if end - (phase.by or phase.since) > timedelta(days=rules.fresh_days):
            continue
        if phase.state is ControlState.HELD:
            sure = phase.confidence >= rules.sure
            found[place] = (1.0 if sure else rules.claimed) if phase.holder == side else -1.0
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
        phase = current(phases[graph.ids[neighbour]], end)
        if phase is not None and phase.holder == side and phase.support:
            support += phase.support
            known = max(known, phase.known) if known and phase.known else phase.known
    return Phase(
        since=_own_day(phases[graph.ids[at]], side, end) or end.replace(hour=0, minute=0, second=0),
        state=ControlState.HELD,
        holder=side,
        challenger=None,
        confidence=round(min(0.9, 0.5 + state / 2), 3),
        known=known or end,
        support=tuple(dict.fromkeys(support)),
        why=CARRIED,
        by=end,
    )


def _own_day(phases: Sequence[Phase], side: str, end: datetime) -> datetime | None:
    """The day on which a place is itself said to have passed to a side, where it is claimed for it:
    what is told of it, or of its area, is told with its day."""
    phase = current(phases, end)
    return phase.deed if phase is not None and phase.challenger == side else None


def current(phases: Sequence[Phase], instant: datetime) -> Phase | None:
    """The phase at an instant; None before the first."""
    current: Phase | None = None
    for phase in phases:
        if phase.since is None or phase.since <= instant:
            current = phase
    return current
