"""The timeline by valid time: one row an event, its precision as the length of its bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from dateline.model import Auxiliary
from dateline.publish.dates import day_number, day_words
from dateline.publish.views import EventView, Views

_EDGE = 0.06
_MOST_ROWS = 600  # a page of thousands of rows opens slowly and is not read
_LEAST_A_DAY = 5


class Row(Struct, frozen=True, kw_only=True):
    """An event with its bar in thousandths of the axis; `before`/`after`: it goes beyond."""

    event: EventView
    index: int
    x: float
    width: float
    before: bool
    after: bool


class Day(Struct, frozen=True, kw_only=True):
    """Rows that begin on one day; `label` names the day; `more`: how many are not shown."""

    label: str
    iso: str
    rows: tuple[Row, ...]
    more: int = 0


class Timeline(Struct, frozen=True, kw_only=True):
    """Rows by day, those before the axis, those undated, and the ticks of the axis."""

    first: str
    last: str
    ticks: tuple[tuple[float, str], ...]
    days: tuple[Day, ...]
    earlier: tuple[Row, ...]
    undated: tuple[EventView, ...]
    histogram: tuple[tuple[str, int], ...]


def timeline_of(views: Views) -> Timeline | None:
    """The timeline of all events of the views; None where there is no event."""
    events = [e for c in views.claims for e in c.events if e.event.same_as is None]
    if not events:
        return None
    dated = [(e, b) for e in events if (b := _bounds(e)) is not None]
    undated = tuple(e for e in events if _bounds(e) is None)
    if not dated:
        return Timeline(first="", last="", ticks=(), days=(), earlier=(), undated=undated,
                        histogram=())  # fmt: skip
    start, end = _axis([b for e, b in dated if e.event.auxiliary is not Auxiliary.HISTORICAL]
                       or [b for _, b in dated])  # fmt: skip
    rows = [
        _row(i, e, b, start, end)
        for i, (e, b) in enumerate(sorted(dated, key=lambda pair: pair[1]))
    ]
    return Timeline(
        first=_iso(start),
        last=_iso(end - 0.001),
        ticks=_ticks(start, end),
        days=_days([r for r in rows if not r.before]),
        earlier=tuple(r for r in rows if r.before),
        undated=undated,
        histogram=_histogram([b for _, b in dated], start, end),
    )


def _bounds(event: EventView) -> tuple[float, float] | None:
    time = event.event.time
    low = day_number(time.earliest) if time.earliest else None
    high = day_number(time.latest, last=True) if time.latest else None
    if low is None and high is None:
        return None
    if low is None:
        assert high is not None
        return high - 1, high
    return low, max(low, high if high is not None else low + 1)


def _axis(bounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Whole days that hold the beginnings of all but the outermost events."""
    starts = sorted(low for low, _ in bounds)
    ends = sorted(high for _, high in bounds)
    cut = int(len(starts) * _EDGE)
    start = int(starts[cut])
    end = max(start + 1, int(-(-ends[-1 - cut] // 1)))
    return float(start), float(end)


def _row(
    index: int, event: EventView, bounds: tuple[float, float], start: float, end: float
) -> Row:
    low, high = bounds
    span = end - start
    x = min(max((low - start) / span, 0.0), 1.0) * 1000
    right = min(max((high - start) / span, 0.0), 1.0) * 1000
    width = max(right - x, 6.0)
    return Row(
        event=event,
        index=index,
        x=round(min(x, 1000 - width), 1),
        width=round(width, 1),
        before=low < start,
        after=high > end or event.event.time.latest is None,
    )


def _days(rows: Sequence[Row]) -> tuple[Day, ...]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        time = row.event.event.time
        groups.setdefault((time.earliest or time.latest or "")[:10], []).append(row)
    most = max(_LEAST_A_DAY, _MOST_ROWS // len(groups)) if len(rows) > _MOST_ROWS else len(rows)
    return tuple(
        Day(
            label=day_words(iso),
            iso=iso,
            rows=tuple(group[:most]),
            more=max(0, len(group) - most),
        )
        for iso, group in groups.items()
    )


def _ticks(start: float, end: float) -> tuple[tuple[float, str], ...]:
    """About six ticks at whole days."""
    days = int(end - start)
    step = max(1, -(-days // 6))
    return tuple(
        (round((d - start) / (end - start) * 1000, 1), _short(d))
        for d in range(int(start), int(end), step)
    )


def _histogram(
    bounds: Sequence[tuple[float, float]], start: float, end: float
) -> tuple[tuple[str, int], ...]:
    """Events that begin on each day of the axis (at most 92 days: longer axes have none)."""
    if end - start > 92:
        return ()
    counts = dict.fromkeys(range(int(start), int(end)), 0)
    for low, _ in bounds:
        if int(low) in counts:
            counts[int(low)] += 1
    return tuple((_iso(float(d)), n) for d, n in counts.items())


def _iso(number: float) -> str:
    return (date(1, 1, 1) + timedelta(days=int(number) - 1)).isoformat()


def _short(number: int) -> str:
    day = date.fromisoformat(_iso(float(number)))
    return f"{day.day} {day:%b}"
