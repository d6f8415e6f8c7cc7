"""Two codings of one conflict beside each other: a data set's rows and one's own incidents.

A row and an incident are one where day, place and kind of deed allow it; each is matched once, the
nearest pairs first. What neither matches is what the other lacks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from dateline.model import (
    Coding,
    Event,
    Incident,
    IncidentKind,
    Interval,
    Place,
    QuantityOf,
    km,
)
from dateline.pipeline.derive import Derived
from dateline.pipeline.given_places import given_rules

BOTH, FILE, LEDGER = "both", "file", "ledger"
DIFFERENCES = ("day", "type", "toll", "actors")


class CompareRow(Struct, frozen=True, kw_only=True):
    """A row and the incident that it is (`found` both), or what only the file or the ledger has.

    `differs`: in what the two differ, of day, type, toll and actors; `toll` as low-best-high.
    """

    found: str
    day: str | None
    place: str | None
    type: str
    row: str | None = None
    incident: str | None = None
    own_day: str | None = None
    own_place: str | None = None
    own_type: str | None = None
    toll: str | None = None
    own_toll: str | None = None
    actors: tuple[str, ...] = ()
    own_actors: tuple[str, ...] = ()
    km: float | None = None
    differs: tuple[str, ...] = ()
    why: str = ""


class Agreement(Struct, frozen=True, kw_only=True):
    """Of how many things two codings agree; `compared`: pairs that both tell of that.

    `rows`, `incidents`: those within the days and countries that both have; `beyond`: the others.
    """

    rows: int
    incidents: int
    matched: int
    beyond_rows: int
    beyond_incidents: int
    agree: dict[str, int]
    compared: dict[str, int]

    @property
    def of_rows(self) -> float | None:
        """The share of the file's rows that the ledger has."""
        return self.matched / self.rows if self.rows else None

    @property
    def of_incidents(self) -> float | None:
        """The share of the ledger's incidents that the file has."""
        return self.matched / self.incidents if self.incidents else None


class Side(Struct, frozen=True, kw_only=True):
    """One deed as either coding tells it. `days`: ordinals; `numbers`: low, best and high dead."""

    key: str
    type: str
    days: tuple[int, int] | None
    place: Place | None
    called: str | None
    sides: frozenset[str]
    names: tuple[str, ...]
    numbers: tuple[float | None, float | None, float | None] | None

    @property
    def group(self) -> str:
        """The kind of deed, within which codings may differ."""
        return group_of(self.type)


def group_of(code: str) -> str:
    """The group of codes that tell one kind of deed: "battle.clash" -> "violence"."""
    for name, codes in given_rules().kin.items():
        if any(code == known or code.startswith(known + ".") for known in codes):
            return name
    return code.partition(".")[0]


class Comparison(Struct, frozen=True):
    """What both have, then what only the file has, then what only the ledger has."""

    rows: tuple[CompareRow, ...]
    agreement: Agreement


def compare(given: Sequence[Coding], codings: Sequence[Coding], derived: Derived) -> Comparison:
    """The rows of a file beside the incidents of read reports."""
    theirs, ours = [row_side(c) for c in given if c.events], list(_own_sides(codings, derived))
    rows, beyond_rows = _within(theirs, ours)
    own, beyond_own = _within(ours, theirs)
    groups = {side.group for side in theirs}
    beyond_own += sum(side.group not in groups for side in own)
    own = [side for side in own if side.group in groups]
    pairs = _pairs(rows, own)
    taken = {a.key: b.key for a, b in pairs} | {b.key: a.key for a, b in pairs}
    found = [_both(a, b) for a, b in pairs]
    found += [_lone(side, FILE, own, taken) for side in rows if side.key not in taken]
    found += [_lone(side, LEDGER, rows, taken) for side in own if side.key not in taken]
    return Comparison(
        tuple(sorted(found, key=_order)),
        _agreement(pairs, rows, own, beyond_rows, beyond_own),
    )


def _order(row: CompareRow) -> tuple[int, str, str]:
    return ((BOTH, FILE, LEDGER).index(row.found), row.day or "~", row.row or row.incident or "")


def row_side(coding: Coding) -> Side:
    """A row of the file."""
    (event,) = coding.events
    place = coding.toponyms[0].place if coding.toponyms else None
    actors = {actor.id: actor for actor in coding.actors}
    named = [actors[a] for a in (*event.actors, *event.recipients)]
    return Side(
        key=coding.report.key or coding.report.id,
        type=event.type,
        days=_days(event.time),
        place=place,
        called=coding.toponyms[0].text if coding.toponyms else None,
        sides=frozenset(actors[a].side or "" for a in event.actors) - {""},
        names=tuple(actor.name for actor in named),
        numbers=_numbers([event]),
    )


def _own_sides(codings: Sequence[Coding], derived: Derived) -> Iterator[Side]:
    """The deeds that the ledger has of read reports."""
    events = {event.id: (event, coding) for coding in codings for event in coding.events}
    places = {t.place.id: t.place for c in codings for t in c.toponyms if t.place}
    for incident in derived.incidents:
        if incident.kind is not IncidentKind.SITUATION:
            told = [events[e] for e in incident.events if e in events]
            yield _own_side(incident, told, places)


def _own_side(
    incident: Incident, told: Sequence[tuple[Event, Coding]], places: Mapping[str, Place]
) -> Side:
    sides: set[str] = set()
    names: dict[str, None] = {}
    for event, coding in told:
        actors = {actor.id: actor for actor in coding.actors}
        sides |= {actors[a].side or "" for a in event.actors if a in actors}
        names |= {actors[a].name: None for a in (*event.actors, *event.recipients) if a in actors}
    place = places.get(incident.place or "")
    return Side(
        key=incident.id,
        type=incident.type,
        days=_days(incident.time),
        place=place,
        called=place.name if place else incident.called,
        sides=frozenset(sides - {""}),
        names=tuple(names),
        numbers=_numbers([event for event, _ in told]),
    )


def _numbers(
    events: Iterable[Event],
) -> tuple[float | None, float | None, float | None] | None:
    """The lowest, the most often told best and the highest count of the dead."""
    counts = [q for e in events for q in e.quantities if q.of is QuantityOf.KILLED]
    best = sorted(q.best for q in counts if q.best is not None)
    low = [q.low for q in counts if q.low is not None] + best
    high = [q.high for q in counts if q.high is not None] + best
    if not low or not high:
        return None
    return min(low), max(set(best), key=best.count) if best else None, max(high)


def _days(time: Interval) -> tuple[int, int] | None:
    first, last = time.bounds()
    return (first.toordinal(), last.toordinal()) if first and last else None


def _within(mine: Sequence[Side], others: Sequence[Side]) -> tuple[list[Side], int]:
    """Those of one coding that lie in the days and countries of the other; how many do not."""
    days = [side.days for side in others if side.days]
    countries = {side.place.country for side in others if side.place}
    if not days:
        return [], len(mine)
    first, last = min(a for a, _ in days), max(b for _, b in days)
    slack = given_rules().matched_days
    kept = [
        side
        for side in mine
        if (side.days is None or (side.days[1] + slack >= first and side.days[0] - slack <= last))
        and (side.place is None or side.place.country in countries)
    ]
    return kept, len(mine) - len(kept)


def _pairs(rows: Sequence[Side], own: Sequence[Side]) -> list[tuple[Side, Side]]:
    """Each row with the incident that it is: the nearest first, and each once."""
    by_day: dict[int, list[Side]] = defaultdict(list)
    slack = given_rules().matched_days
    for side in own:
        for day in (
            range(side.days[0], min(side.days[1], side.days[0] + 40) + 1) if side.days else ()
        ):
            by_day[day].append(side)
    found = []
    for row in rows:
        if row.days is None:
            continue
        days = range(row.days[0] - slack, min(row.days[1], row.days[0] + 40) + slack + 1)
        near = {side.key: side for day in days for side in by_day.get(day, ())}
        found += [(_distance(row, side), row, side) for side in near.values() if _fits(row, side)]
    found.sort(key=lambda pair: (pair[0], pair[1].key, pair[2].key))
    taken: set[str] = set()
    pairs = []
    for _, row, side in found:
        if taken.isdisjoint({f"<{row.key}", f">{side.key}"}):
            taken |= {f"<{row.key}", f">{side.key}"}
            pairs.append((row, side))
    return pairs


def _fits(row: Side, own: Side) -> bool:
    """Whether a row and an incident may be one deed, whatever else is matched."""
    return row.group == own.group and _is_near(row.place, own.place)


def _is_near(one: Place | None, other: Place | None) -> bool:
    if one is None or other is None:
        return False
    return one.id == other.id or (
        one.feature.startswith("PPL") is other.feature.startswith("PPL")
        and km(one, other) <= given_rules().matched_km
    )


def _distance(row: Side, own: Side) -> tuple[int, bool, int, bool, float]:
    """How far two tellings lie apart: days, place, type, actors, and their numbers."""
    one, other = row.numbers, own.numbers
    apart = abs((one[1] or 0) - (other[1] or 0)) if one and other else 0.0
    same_type = row.type.partition(".")[0] == own.type.partition(".")[0]
    opposed = bool(row.sides and own.sides and row.sides.isdisjoint(own.sides))
    return (_gap(row, own), _place_of(row) != _place_of(own), not same_type, opposed, apart)


def _gap(row: Side, own: Side) -> int:
    if row.days is None or own.days is None:
        return 0
    return max(0, row.days[0] - own.days[1], own.days[0] - row.days[1])


def _place_of(side: Side) -> str:
    return side.place.id if side.place else ""


def differences(row: Side, own: Side) -> dict[str, bool | None]:
    """Whether two tellings differ in each respect; None: one of them does not tell of it."""
    return {
        "day": _gap(row, own) > 0,
        "type": row.type.partition(".")[0] != own.type.partition(".")[0],
        "toll": _tolls_differ(row, own),
        "actors": row.sides.isdisjoint(own.sides) if row.sides and own.sides else None,
    }


def _tolls_differ(row: Side, own: Side) -> bool | None:
    """Whether no number that one allows is a number of the other."""
    if row.numbers is None or own.numbers is None:
        return None
    low, high = row.numbers[0] or 0.0, row.numbers[2] or 0.0
    return low > (own.numbers[2] or 0.0) or high < (own.numbers[0] or 0.0)


def _both(row: Side, own: Side) -> CompareRow:
    differs = tuple(name for name, is_so in differences(row, own).items() if is_so)
    away = km(row.place, own.place) if row.place and own.place else None
    return CompareRow(
        found=BOTH, day=_first_day(row), place=row.called, type=row.type, row=row.key,
        incident=own.key, own_day=_first_day(own), own_place=own.called, own_type=own.type,
        toll=_written(row), own_toll=_written(own), actors=row.names, own_actors=own.names,
        km=round(away, 1) if away is not None else None, differs=differs,
    )  # fmt: skip


def _lone(side: Side, found: str, others: Sequence[Side], taken: Mapping[str, str]) -> CompareRow:
    """What one coding alone has, and why nothing of the other is it."""
    in_file = found == FILE
    return CompareRow(
        found=found, day=_first_day(side), place=side.called, type=side.type,
        row=side.key if in_file else None, incident=None if in_file else side.key,
        toll=_written(side) if in_file else None, own_toll=None if in_file else _written(side),
        actors=side.names if in_file else (), own_actors=() if in_file else side.names,
        why=_why(side, others, taken),
    )  # fmt: skip


def _why(side: Side, others: Sequence[Side], taken: Mapping[str, str]) -> str:
    """The nearest reason why a deed has no match."""
    if side.days is None:
        return "it has no day"
    if side.place is None:
        return "it has no place that is known"
    slack = given_rules().matched_days
    near = [other for other in others if other.days and _gap(side, other) <= slack]
    here = [other for other in near if _is_near(side.place, other.place)]
    same = [other for other in here if other.group == side.group]
    if same:
        return f"{same[0].key} is matched with {taken.get(same[0].key, 'another')}"
    if here:
        return f"{here[0].key} is there on that day, of type {here[0].type}"
    return "nothing is there on that day"


def _agreement(
    pairs: Sequence[tuple[Side, Side]],
    rows: Sequence[Side],
    own: Sequence[Side],
    beyond_rows: int,
    beyond_own: int,
) -> Agreement:
    told = [differences(a, b) for a, b in pairs]
    return Agreement(
        rows=len(rows), incidents=len(own), matched=len(pairs), beyond_rows=beyond_rows,
        beyond_incidents=beyond_own,
        agree={name: sum(d[name] is False for d in told) for name in DIFFERENCES},
        compared={name: sum(d[name] is not None for d in told) for name in DIFFERENCES},
    )  # fmt: skip


def _first_day(side: Side) -> str | None:
    """The first day, and the last where it is another."""
    if side.days is None:
        return None
    first, last = (date.min + timedelta(day - 1) for day in side.days)
    return f"{first}" if first == last else f"{first}/{last}"


def _written(side: Side) -> str | None:
    """A toll as it is read: 2, or 2-3-5 where low, best and high are not one."""
    if side.numbers is None:
        return None
    known = [f"{n:g}" for n in side.numbers if n is not None]
    return known[0] if len(set(known)) == 1 else "-".join(known)
