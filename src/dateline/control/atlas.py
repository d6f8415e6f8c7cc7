"""Control of all places over time: each by its own claims, the silent ones by their neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import pairwise

from dateline.control.carry import carry, current, flips_to
from dateline.control.contiguity import Graph, Line, Point, between_km, graph_of, nearest_km
from dateline.control.evidence import Evidence
from dateline.control.holders import Phase
from dateline.control.left_out import LeftOut, Omission
from dateline.control.parameters import Parameters
from dateline.control.surroundings import Surroundings
from dateline.control.votes import UNKNOWN_START, Start, passings_of, unused, votes_of
from dateline.control.walking import name_former, phases_by, phases_of

ROUNDS = 4
"""What fell brings the lines nearer for what lies behind it; so many times over at most."""


@dataclass(frozen=True)
class Holding:
    """Who holds one place at one instant, and why."""

    place: Point
    phase: Phase


@dataclass(frozen=True)
class Change:
    """A place that passed from one holder (the phase's `former`) to another."""

    place: Point
    phase: Phase


@dataclass(frozen=True)
class Atlas:
    """Every place's phases of control, oldest first; the evidence that they rest on, and all that
    was left out."""

    points: Mapping[str, Point]
    phases: Mapping[str, tuple[Phase, ...]]
    evidence: Mapping[str, Sequence[Evidence]] = field(default_factory=dict)
    left: tuple[LeftOut, ...] = ()

    def at(self, instant: datetime) -> tuple[Holding, ...]:
        """Who held each place at an instant of valid time, by place id."""
        found = ((self.points[i], current(p, instant)) for i, p in sorted(self.phases.items()))
        return tuple(Holding(point, phase) for point, phase in found if phase is not None)

    def changes(self, begin: datetime, end: datetime) -> tuple[Change, ...]:
        """Places whose holder changed in (begin, end], oldest first."""
        found: list[Change] = []
        for place, phases in self.phases.items():
            for earlier, later in pairwise(phases):
                moved = later.holder != earlier.holder and later.since is not None
                if moved and later.since is not None and begin < later.since <= end:
                    found.append(Change(self.points[place], later))
        return tuple(sorted(found, key=lambda c: (c.phase.since or begin, c.place.id)))

    def history(self, place: str) -> tuple[Phase, ...]:
        """One place's phases, oldest first; empty for a place without any."""
        return self.phases.get(place, ())


@dataclass(frozen=True)
class Ground:
    """What the atlases of one ledger share, whatever was known: places, evidence, neighbours."""

    points: Mapping[str, Point]
    evidence: Mapping[str, Sequence[Evidence]]
    starts: Mapping[str, Start]
    sides: Sequence[str]
    parameters: Parameters
    graph: Graph | None
    surroundings: Surroundings

    def atlas(self, as_of: datetime | None = None) -> Atlas:
        """The atlas as known at `as_of` (None: everything)."""
        lines = _Lines(
            {i: self.points[i] for i in sorted(self.evidence) if i in self.points},
            self.points, self.starts, self.sides,
        )  # fmt: skip
        phases: dict[str, tuple[Phase, ...]] = {}
        for _ in range(ROUNDS):
            before = dict(lines.flips)
            phases = {
                place: phases_of(
                    self.evidence.get(place, ()),
                    start=self.starts.get(place, UNKNOWN_START),
                    parameters=self.parameters,
                    sides=self.sides,
                    as_of=as_of,
                    depth=partial(lines.depth, place),
                    around=partial(self.surroundings.around, place),
                )
                for place in self.points
            }
            lines.flips = {side: flips_to(phases, side) for side in self.sides}
            if not self.starts or lines.flips == before:
                break
        if self.graph is not None:
            for side in self.sides:
                carry(self.graph, self.points, phases, side, self.parameters)
        named = {place: name_former(p, self._parties(place)) for place, p in phases.items()}
        return Atlas(self.points, named, self.evidence)

    def atlases(self, instants: Sequence[datetime]) -> list[Atlas]:
        """The atlases as known at some instants, the earliest first."""
        if self.starts:  # what is known of one place then moves the lines of others
            return [self.atlas(instant) for instant in instants]
        found: list[dict[str, tuple[Phase, ...]]] = [{} for _ in instants]
        for place in self.points:
            last: tuple[Phase, ...] = ()
            named: tuple[Phase, ...] = ()
            told = phases_by(
                instants, self.evidence.get(place, ()), start=UNKNOWN_START,
                parameters=self.parameters, sides=self.sides,
                around=partial(self.surroundings.around, place),
            )  # fmt: skip
            for phases, known in zip(told, found, strict=True):
                if phases is not last:
                    last, named = phases, name_former(phases, self._parties(place))
                known[place] = named
        return [Atlas(self.points, phases, self.evidence) for phases in found]

    def _parties(self, place: str) -> frozenset[str]:
        """Between whom a place can pass, as its evidence says."""
        return frozenset(side for item in self.evidence.get(place, ()) for side in item.parties)

    def left_out(self) -> Iterator[LeftOut]:
        """The evidence that has no vote in the reckoning."""
        for place, items in self.evidence.items():
            start = self.starts.get(place, UNKNOWN_START)
            for item in items:
                rule = unused(item, start=start, sides=self.sides)
                if rule is None and place not in self.points:
                    rule = rule_unlisted(map(is_alone, items))
                if rule is not None:
                    yield _left_out(item, rule)


def is_alone(item: Evidence) -> bool:
    """Whether evidence is said of an area only, of which not all need be meant."""
    return item.area and not item.whole


def rule_unlisted(alone: Iterable[bool]) -> Omission:
    """The rule by which evidence on a place without phases has no vote; `alone`: of each piece on
    it, whether it is said of an area only."""
    return Omission.AREA_ALONE if all(alone) else Omission.NOT_LISTED


def _left_out(item: Evidence, rule: Omission) -> LeftOut:
    made = item.assertion
    return LeftOut(
        claim=made.claim or "", event=made.event or "", report=item.report, rule=rule,
        words=item.said or made.why or "", place=made.place,
        side=made.controller or made.not_controller,
    )  # fmt: skip


def ground_of(
    evidence: Iterable[Evidence],
    *,
    points: Sequence[Point],
    starts: Mapping[str, Start],
    sides: Sequence[str],
    parameters: Parameters,
    rivers: Sequence[Line] = (),
) -> Ground:
    """What any atlas of this evidence rests on: a function of it, in any order.

    Only places that a claim names or with a start have phases: an area gives nothing to a place
    of which nothing else is known, unless all of the area is meant. `rivers` part neighbours.
    """
    by_place: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        by_place[item.assertion.place].append(item)
    told = {place for place, items in by_place.items() if not all(map(is_alone, items))}
    known = {p.id: p for p in points if p.id in told or p.id in starts}
    ordered = [known[i] for i in sorted(known)]
    graph = None
    if starts and len(ordered) > 1:
        graph = graph_of(ordered, parameters=parameters.contiguity, rivers=rivers)
    around = _surroundings(by_place, known, starts, sides, parameters)
    return Ground(known, by_place, starts, sides, parameters, graph, around)


def _surroundings(
    evidence: Mapping[str, Sequence[Evidence]],
    points: Mapping[str, Point],
    starts: Mapping[str, Start],
    sides: Sequence[str],
    parameters: Parameters,
) -> Surroundings:
    """What is told of the places around each; without a map to start from a place hangs on its own
    evidence alone, and nothing."""
    passings = {
        place: passings_of(votes_of(used, start, parameters, sides))
        for place, items in evidence.items()
        for start in [starts.get(place, UNKNOWN_START)]
        for used in [[e for e in items if unused(e, start=start, sides=sides) is None]]
        if starts
    }
    return Surroundings.of(
        passings, points, reach_km=parameters.around_km, days=parameters.window_days
    )


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
    """The atlas as known at `as_of`; see `ground_of`."""
    ground = ground_of(
        evidence, points=points, starts=starts, sides=sides, parameters=parameters, rivers=rivers
    )
    return replace(ground.atlas(as_of), left=tuple(ground.left_out()))


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
            for place, row in zip(ordered, between_km(ordered, ordered), strict=True):
                for other, km in zip(ordered, row, strict=True):
                    self._km[place.id, other.id] = float(km)

    def depth(self, place: str, side: str, instant: datetime) -> float:
        """Km to the nearest place that the side held at the start or had taken by then."""
        nearest = self._start.get((place, side), 0.0)
        for other, since in self.flips.get(side, {}).items():
            if other != place and since <= instant:
                nearest = min(nearest, self._km.get((place, other), nearest))
        return nearest
