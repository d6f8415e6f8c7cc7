"""What every claim is filtered by, in columns, as `frontend/src/columns.ts` reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dateline.publish.plain import clipped, shown
from dateline.publish.views import ClaimView, EventView, Views

NO_SIDE = "no side"
_NAME = 200

Packed = tuple[list[str], list[int] | None, list[int]]


def source_name(view: ClaimView) -> str:
    """The name of a claim's source as the page has it."""
    return shown(clipped(view.source.name, _NAME))


def columns_of(views: Views, rows: Mapping[str, int]) -> dict[str, Any]:
    """Every claim's values; `rows`: the rows of the timeline by the ids of their events."""
    facets: dict[str, Callable[[ClaimView], Iterable[str]]] = {
        "source": lambda c: [source_name(c)],
        "side": lambda c: [c.source.side or NO_SIDE],
        "place": lambda c: (shown(views.places[p].place.name) for p in c.places),
        "type": lambda c: (e.event.type for e in c.events),
        "auxiliary": lambda c: (e.event.auxiliary for e in c.events),
        "stance": lambda c: [c.claim.stance],
        "certainty": lambda c: [c.claim.certainty],
        "outlet": lambda c: [shown(c.outlet)],
        "day": lambda c: (day for e in c.events if (day := _day(e))),
    }
    return {
        "report": [c.report for c in views.claims],
        "facets": {name: _column([[*of(c)] for c in views.claims]) for name, of in facets.items()},
        "rows": _rows(views, rows),
        "spots": _numbers([c.places for c in views.claims], []),
    }


def _day(view: EventView) -> str:
    return (view.event.time.earliest or view.event.time.latest or "")[:10]


def _column(values: Sequence[Sequence[str]]) -> Packed:
    codes: dict[str, int] = {}
    own = [[codes.setdefault(v, len(codes)) for v in dict.fromkeys(some)] for some in values]
    return _numbers(own, list(codes))


def _numbers(own: Sequence[Sequence[int]], values: list[str]) -> Packed:
    """The values, how many each claim has (None: one each), and which."""
    counts = [len(some) for some in own]
    usual = all(n == 1 for n in counts)
    return values, None if usual else counts, [n for some in own for n in some]


def _rows(views: Views, rows: Mapping[str, int]) -> Packed:
    days = [""] * (max(rows.values(), default=-1) + 1)
    own: list[list[int]] = []
    for claim in views.claims:
        mine = [(rows[e.event.id], e) for e in claim.events if e.event.id in rows]
        own.append([n for n, _ in mine])
        for number, event in mine:
            days[number] = days[number] or _day(event)
    return _numbers(own, days)
