"""Points of dispute: contradictions that turn on one question, with who says what on each side.

The same words in several reports are one statement; statements that contradict one another
stand in different columns.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from dateline.model import Contradiction, ContradictionKind, SourceKind
from dateline.publish.labels import label
from dateline.publish.reasons import say_reason
from dateline.publish.report_text import hedged
from dateline.publish.views import ClaimView, EventView, Views

_GROUND = frozenset({"territory", "force"})
_WHERE_TROOPS_ARE = frozenset(
    {ContradictionKind.PRESENCE, ContradictionKind.POLARITY, ContradictionKind.CONTROL}
)
_WORD = re.compile(r"\w+")


class Statement(Struct, frozen=True, kw_only=True):
    """The same words of one source; `claims`: their indices, the first shown; `outlets`: in."""

    view: ClaimView
    claims: tuple[int, ...]
    outlets: tuple[str, ...]


class Point(Struct, frozen=True, kw_only=True):
    """A question on which statements cannot all hold. `columns`: those that go together;
    `whys`: the reasons of its contradictions, each once."""

    kind: ContradictionKind
    about: str
    place: str | None
    columns: tuple[tuple[Statement, ...], ...]
    whys: tuple[str, ...]

    @property
    def claims(self) -> tuple[int, ...]:
        """Indices of all claims of the point."""
        return tuple(i for column in self.columns for s in column for i in s.claims)


class _Edge(Struct, frozen=True):
    """Two statements that a contradiction sets against each other."""

    a: str
    b: str
    found: Contradiction
    types: tuple[str, ...]
    place: str | None


def points_of(views: Views, found: Sequence[Contradiction] | None = None) -> list[Point]:
    """Contradictions by question; those between parties first. None: those that were found when
    each report was coded."""
    if found is None:
        coded = (c for r in views.reports for c in r.coding.contradictions)
        found = [c for c in coded if not c.perhaps]
    keys = [_key(view) for view in views.claims]
    told: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        told[key].append(index)
    groups: dict[tuple[object, ...], list[_Edge]] = defaultdict(list)
    for edge in _edges(views, found, keys):
        groups[_question(edge)].append(edge)
    points = [_point(part, told, views) for edges in groups.values() for part in _connected(edges)]
    return sorted(points, key=_rank)


def _key(view: ClaimView) -> str:
    """What makes two claims one statement: the words, and who says them unless it is narration."""
    own = view.source.kind is SourceKind.OUTLET
    speaker = "" if own else view.source.name.casefold()
    return f"{speaker}|{' '.join(_WORD.findall(view.quote.casefold()))}"


def _edges(views: Views, told: Sequence[Contradiction], keys: Sequence[str]) -> Iterator[_Edge]:
    events = {e.event.id: e for c in views.claims for e in c.events}
    for found in told:
        a, b = (views.by_id.get(i) for i in found.claims)
        if a is None or b is None or keys[a] == keys[b]:
            continue
        own = [events[i] for i in found.events if i in events]
        own = own or [*views.claims[a].events[:1], *views.claims[b].events[:1]]
        first, second = sorted((keys[a], keys[b]))
        types = tuple(dict.fromkeys(e.event.type for e in own))
        yield _Edge(first, second, found, types, _shared_place(own, views))


def _shared_place(events: Sequence[EventView], views: Views) -> str | None:
    """The place that most of the events name."""
    named = Counter(views.places[p].place.name for e in events for p in e.places)
    return max(sorted(named), key=named.__getitem__) if named else None


def _question(edge: _Edge) -> tuple[object, ...]:
    ground = all(t.split(".")[0] in _GROUND for t in edge.types)
    if ground and edge.found.kind in _WHERE_TROOPS_ARE:
        return ("ground", edge.place)
    return (edge.found.kind, min(edge.types, default=""), edge.place)


def _connected(edges: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    """The edges in parts that share no statement."""
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for edge in edges:
        leader[find(edge.a)] = find(edge.b)
    parts: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        parts[find(edge.a)].append(edge)
    yield from parts.values()


def _point(edges: Sequence[_Edge], told: dict[str, list[int]], views: Views) -> Point:
    kinds = {e.found.kind for e in edges}
    kind = next((k for k in (ContradictionKind.CONTROL, ContradictionKind.PRESENCE) if k in kinds),
                edges[0].found.kind)  # fmt: skip
    types = Counter(t for e in edges for t in e.types)
    columns: dict[int, list[Statement]] = defaultdict(list)
    for key, colour in _coloured(edges).items():
        columns[colour].append(_statement(told[key], views))
    return Point(
        kind=kind,
        about=""
        if len(kinds) > 1 or not types
        else label("event", max(sorted(types), key=types.__getitem__)),
        place=edges[0].place,
        columns=tuple(tuple(sorted(columns[c], key=_weight)) for c in sorted(columns)),
        whys=tuple(dict.fromkeys(say_reason(e.found.why) for e in edges)),
    )


def _coloured(edges: Sequence[_Edge]) -> dict[str, int]:
    """A column for each statement, such that no two in one contradict each other: from the most
    contradicted outward, the lowest that is free (two columns wherever two are enough)."""
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        beside[edge.a].add(edge.b)
        beside[edge.b].add(edge.a)
    waiting = [max(beside, key=lambda k: (len(beside[k]), k))]
    colour: dict[str, int] = {}
    for key in waiting:
        if key in colour:
            continue
        taken = {colour[other] for other in beside[key] if other in colour}
        colour[key] = next(n for n in range(len(taken) + 1) if n not in taken)
        waiting.extend(sorted(beside[key] - colour.keys()))
    return colour


def _statement(claims: Sequence[int], views: Views) -> Statement:
    outlets = tuple(dict.fromkeys(views.claims[i].outlet for i in claims))
    return Statement(view=views.claims[claims[0]], claims=tuple(claims), outlets=outlets)


def _weight(statement: Statement) -> tuple[bool, int, int]:
    """What is firm before what is hedged, then what more reports carry, then the order told."""
    return hedged(statement.view), -len(statement.claims), statement.claims[0]


def _rank(point: Point) -> tuple[bool, bool, int, int, int]:
    """Between parties first, then where both are firm, then by how many speak."""
    sides = [{s.view.source.side for s in column} - {None} for column in point.columns]
    opposed = any(a - b and b - a for a in sides for b in sides)
    firm = all(any(not hedged(s.view) for s in column) for column in point.columns)
    statements = sum(len(column) for column in point.columns)
    return (not opposed, not firm, -statements, -len(point.claims), min(point.claims))


def disputed(points: Iterable[Point]) -> dict[int, int]:
    """For each claim that is contradicted the number of the first point, from 1."""
    found: dict[int, int] = {}
    for number, point in enumerate(points, start=1):
        for claim in point.claims:
            found.setdefault(claim, number)
    return found
