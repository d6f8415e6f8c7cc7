"""The timeline by valid time: one row an event, its precision as the length of its bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from dateline.model import Auxiliary
from dateline.publish.dates import day_number, day_words
from dateline.publish.face import face
from dateline.publish.report_text import hedged
from dateline.publish.views import EventView, Views

_EDGE = 0.06
_NEAR = 3.0  # days
_MOST_ROWS = 600  # a page of thousands of rows opens slowly and is not read
_VAGUE = 4  # UCDP date_prec: the month, or more
_MOST_BARS = 92
_TICKS = 6


class Row(Struct, frozen=True, kw_only=True):
    """An event with its bar in thousandths of the axis; `before`/`after`: it goes beyond.
    `others`: further tellings of the same incident, of the same day and in the same mode."""

    event: EventView
    index: int
    others: tuple[EventView, ...] = ()
    x: float
    width: float
    before: bool
    after: bool

    @property
    def claims(self) -> tuple[int, ...]:
        """Indices of the claims that tell of it."""
        return tuple(dict.fromkeys(e.claim for e in (self.event, *self.others)))


class Day(Struct, frozen=True, kw_only=True):
    """Rows that begin on one day; `label` names the day; `more`: how many are not shown."""

    label: str
    iso: str
    rows: tuple[Row, ...]
    more: int = 0


class Bar(Struct, frozen=True, kw_only=True):
    """How many events begin in a stretch of the axis. `height` of 46; `target`: the first day
    with an event, where there is one; `tick`: what the axis says below it."""

    label: str
    first: str
    count: int
    height: float
    target: str | None
    tick: str


class Timeline(Struct, frozen=True, kw_only=True):
    """Rows by day, those before the axis, those undated; `modes`: events by auxiliary; `numbers`:
    the row that an event is in, by its id, those included that no day has room for."""

    first: str
    last: str
    days: tuple[Day, ...]
    earlier: tuple[Row, ...]
    undated: tuple[EventView, ...]
    histogram: tuple[Bar, ...]
    modes: tuple[tuple[Auxiliary, int], ...]
    numbers: Mapping[str, int] = {}


def timeline_of(views: Views) -> Timeline | None:
    """The timeline of all events of the views; None where there is no event."""
    events = [e for c in views.claims for e in c.events if e.event.same_as is None]
    if not events:
        return None
    axis = _axis_of(events)
    events, others = _folded(events, views)
    dated = [(e, b) for e in events if (b := _bounds(e)) is not None]
    undated = tuple(e for e in events if _bounds(e) is None)
    modes = _modes(events)
    if not dated:
        return Timeline(first="", last="", days=(), earlier=(), undated=undated,
                        histogram=(), modes=modes)  # fmt: skip
    start, end = axis or _axis([b for _, b in dated])
    rows = [
        _row(i, e, b, start, end, others=tuple(others.get(e.event.id, ())))
        for i, (e, b) in enumerate(sorted(dated, key=lambda pair: pair[1]))
    ]
    return Timeline(
        first=_iso(start),
        last=_iso(end - 0.001),
        days=_days([r for r in rows if not r.before]),
        earlier=tuple(r for r in rows if r.before),
        undated=undated,
        histogram=_histogram([b for _, b in dated], start, end),
        modes=modes,
        numbers={e.event.id: r.index for r in rows for e in (r.event, *r.others)},
    )


def _folded(
    events: Sequence[EventView], views: Views
) -> tuple[list[EventView], dict[str, list[EventView]]]:
    """One event for each incident, day and mode, and the others of it by that one's id. The one
    that is shown is firm rather than hedged, then the first told."""
    incident = {event: i.id for i in views.incidents for event in i.events}
    groups: dict[tuple[str, ...], list[EventView]] = {}
    for event in events:
        own = event.event
        day = (own.time.earliest or own.time.latest or "")[:10]
        same = incident.get(own.id)
        key = (own.id,) if same is None else (same, own.type, own.auxiliary, day)
        groups.setdefault(key, []).append(event)
    shown, others = [], {}
    for group in groups.values():
        first = min(group, key=lambda e: hedged(views.claims[e.claim]))
        shown.append(first)
        others[first.event.id] = [e for e in group if e is not first]
    return shown, others


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


def _axis_of(events: Sequence[EventView]) -> tuple[float, float] | None:
    """The axis of what the reports are about: all tellings but background and vague dates."""
    near = [
        bounds
        for e in events
        if e.event.auxiliary is not Auxiliary.HISTORICAL
        and (e.event.time.date_prec or 1) < _VAGUE
        and (bounds := _bounds(e)) is not None
    ]
    return _axis(near) if near else None


def _axis(bounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Whole days that hold the events, but for the outermost few that lie far from the rest."""
    starts = sorted(low for low, _ in bounds)
    ends = sorted(high for _, high in bounds)
    cut = int(len(starts) * _EDGE)
    first, last = starts[cut], ends[-1 - cut]
    room = max(_NEAR, last - first)
    start = int(next(low for low in starts if low >= first - room))
    end = next(high for high in reversed(ends) if high <= last + room)
    return float(start), float(max(start + 1, int(-(-end // 1))))


def _row(
    index: int,
    event: EventView,
    bounds: tuple[float, float],
    start: float,
    end: float,
    *,
    others: tuple[EventView, ...],
) -> Row:
    low, high = bounds
    span = end - start
    x = min(max((low - start) / span, 0.0), 1.0) * 1000
    right = min(max((high - start) / span, 0.0), 1.0) * 1000
    width = max(right - x, 6.0)
    return Row(
        event=event,
        index=index,
        others=others,
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
    most = _most_a_day([len(group) for group in groups.values()])
    return tuple(
        Day(
            label=day_words(iso),
            iso=iso,
            rows=_most_told(group, most),
            more=max(0, len(group) - most),
        )
        for iso, group in groups.items()
    )


def _most_a_day(sizes: Sequence[int]) -> int:
    """How many rows a day may have, one at least, for all days to keep within the most rows."""
    most = 1
    while most < max(sizes, default=1) and sum(min(s, most + 1) for s in sizes) <= _MOST_ROWS:
        most += 1
    return most


def _most_told(rows: Sequence[Row], most: int) -> tuple[Row, ...]:
    """Those rows of a day that most tell, in the order of time."""
    kept = sorted(rows, key=lambda r: (-len(r.others), r.index))[:most]
    return tuple(sorted(kept, key=lambda r: r.index))


def _modes(events: Sequence[EventView]) -> tuple[tuple[Auxiliary, int], ...]:
    """The auxiliaries that there are, in the codebook's order, with their numbers."""
    counts = Counter(e.event.auxiliary for e in events)
    return tuple((mode, counts[mode]) for mode in Auxiliary if counts[mode])


def _histogram(bounds: Sequence[tuple[float, float]], start: float, end: float) -> tuple[Bar, ...]:
    """Events that begin on each day of the axis; a longer axis has bars of several days."""
    step = max(1, -(-int(end - start) // _MOST_BARS))
    counts = Counter(int(low) for low, _ in bounds)
    bins = [range(d, min(d + step, int(end))) for d in range(int(start), int(end), step)]
    totals = [sum(counts[d] for d in days) for days in bins]
    every = max(1, -(-len(bins) // _TICKS))
    years = _iso(start)[:4] != _iso(end - 1)[:4]
    return tuple(
        Bar(
            label=_stretch(days),
            first=_iso(float(days[0])),
            count=total,
            height=round(total / (max(totals) or 1) * 46, 1),
            target=next((_iso(float(d)) for d in days if counts[d]), None),
            tick=_short(days[0], years=years) if n % every == 0 else "",
        )
        for n, (days, total) in enumerate(zip(bins, totals, strict=True))
    )


def _stretch(days: range) -> str:
    first, last = _iso(float(days[0])), _iso(float(days[-1]))
    return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"


def _iso(number: float) -> str:
    return (date(1, 1, 1) + timedelta(days=int(number) - 1)).isoformat()


def _short(number: int, *, years: bool) -> str:
    day = date.fromisoformat(_iso(float(number)))
    month = face().short[day.month - 1]
    return f"{month} {day.year}" if years else f"{day.day} {month}"
