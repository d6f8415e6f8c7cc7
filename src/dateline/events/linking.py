"""Events of one report that are the same one, and the report's main event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.events.codebook import Codebook
from dateline.events.twins import Compared, FirstEvents
from dateline.model import Actor, Auxiliary, Event, Report, Toponym

_LEAD = 400  # characters of a report in which its main event stands
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
    firsts: dict[str, FirstEvents] = defaultdict(FirstEvents)
    for event in events:
        before = firsts[event.type]
        told = Compared(event, toponyms, actors)
        twin = before.twin(told)
        if twin is None:
            before.add(told)
        out.append(replace(event, same_as=twin.id) if twin and not event.same_as else event)
    return out


def main_first(events: Sequence[Event], report: Report, book: Codebook) -> list[Event]:
    """The events in the order of the text, the main one first and marked."""
    if not events:
        return []
    codes = {e.type for e in events if e.auxiliary is Auxiliary.ASSERTED}
    ranks = [_prominence(e, report, book, codes) for e in events]
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
