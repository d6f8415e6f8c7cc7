"""Events of one report that are the same one, and the report's main event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.events.codebook import Codebook
from dateline.model import Actor, Auxiliary, Event, Interval, Report, Toponym

_HAPPENED = frozenset({Auxiliary.ASSERTED, Auxiliary.HISTORICAL})
_LEAD = 400  # characters of a report in which its main event stands
_NEAREST = 200  # events of one code, told before, that one may repeat: a text of lists stays quick
_FAR = 40.0  # ranks lost by an event outside the lead
_WEIGHTS = {
    Auxiliary.ASSERTED: 0.0,
    Auxiliary.HISTORICAL: 45.0,
    Auxiliary.NEGATED: 60.0,
    Auxiliary.FUTURE: 65.0,
    Auxiliary.DEMANDED: 75.0,
    Auxiliary.HYPOTHETICAL: 75.0,
}


def linked(
    events: Sequence[Event], toponyms: Mapping[str, Toponym], actors: Mapping[str, Actor]
) -> list[Event]:
    """The events, each with `same_as` set where an earlier one of the report is the same."""
    out: list[Event] = []
    firsts: dict[str, list[Event]] = {}
    for event in events:
        known = firsts.setdefault(event.type, [])
        before = known[-_NEAREST:]
        twin = next((e for e in before if _same(e, event, toponyms, actors)), None)
        if twin is not None and _adds(event, before):
            twin = None
        if twin is None:
            known.append(event)
        out.append(replace(event, same_as=twin.id) if twin else event)
    return out


def main_first(
    events: Sequence[Event], report: Report, book: Codebook, weights: Mapping[str, float]
) -> list[Event]:
    """The events in the order of the text, the main one first and marked.

    `weights`: by event, what its place in its sentence and likeness to its code add to its rank.
    """
    if not events:
        return []
    codes = {e.type for e in events if e.auxiliary is Auxiliary.ASSERTED}
    ranks = [_prominence(e, report, book, codes) + weights[e.id] for e in events]
    at = ranks.index(max(ranks))
    main = replace(events[at], main=True)
    return [main, *events[:at], *events[at + 1 :]]


def _prominence(event: Event, report: Report, book: Codebook, codes: set[str]) -> float:
    code = book[event.type]
    rank = float(code.rank)
    if codes.intersection(code.yields_to):
        rank = min(rank, min(book[c].rank for c in codes.intersection(code.yields_to)) - 1.0)
    start = report.blocks[0].start if report.blocks else 0
    offset = event.trigger.start - start
    late = min(offset / _LEAD, 1.0) * 2.0 + (_FAR if offset > 2 * _LEAD else 0.0)
    return rank - _WEIGHTS[event.auxiliary] - late + event.score


def _same(a: Event, b: Event, toponyms: Mapping[str, Toponym], actors: Mapping[str, Actor]) -> bool:
    if a.type != b.type or (a.auxiliary in _HAPPENED) != (b.auxiliary in _HAPPENED):
        return False
    if Auxiliary.HISTORICAL in (a.auxiliary, b.auxiliary) and a.auxiliary is not b.auxiliary:
        return False
    places = _overlap(_places(a, toponyms), _places(b, toponyms))
    doers = _overlap(_sides(a.actors, actors), _sides(b.actors, actors))
    if places is False or doers is False or _clash(a, b) or _apart(a.time, b.time):
        return False
    return places is True or (doers is True and a.type.startswith("territory"))


def _adds(event: Event, before: Sequence[Event]) -> bool:
    """Whether an event gives a figure that none told before it gives: it does not only repeat."""
    known = {(q.of, q.best, q.low) for e in before for q in e.quantities}
    return any((q.of, q.best, q.low) not in known for q in event.quantities)


def _overlap(a: set[str], b: set[str]) -> bool | None:
    return None if not a or not b else bool(a & b)


def _places(event: Event, toponyms: Mapping[str, Toponym]) -> set[str]:
    named = [toponyms[t] for t in event.toponyms if t in toponyms]
    return {t.place.id if t.place else t.text.casefold() for t in named}


def _sides(ids: Sequence[str], actors: Mapping[str, Actor]) -> set[str]:
    return {actors[i].side or i for i in ids if i in actors}


def _clash(a: Event, b: Event) -> bool:
    """Whether the two give different figures for one thing."""
    figures = {q.of: q.best for q in a.quantities if q.best is not None}
    return any(q.best is not None and figures.get(q.of, q.best) != q.best for q in b.quantities)


def _apart(a: Interval, b: Interval) -> bool:
    (a1, a2), (b1, b2) = a.bounds(), b.bounds()
    return bool((a2 and b1 and a2 < b1) or (b2 and a1 and b2 < a1))
