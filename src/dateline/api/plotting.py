"""Pictures of a ledger, drawn by matplotlib, which is imported when one is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dateline.api.frames import DAY
from dateline.model import MissingExtra
from dateline.publish.labels import label, side_name
from dateline.publish.side_colours import side_colours
from dateline.store import EventRow

if TYPE_CHECKING:
    from dateline.api.ledger import Ledger

INSTALL = "pip install 'dateline[plot]'"
NOBODY = "no side"
OWN = "#505862"
"""Colour of what outlets and sources of no side say."""
TOLD = "asserted"
HALF = 0.36
"""Half the height of a bar; lanes are one apart."""


class Plots:
    """What can be drawn of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def timeline(self, events: str | Iterable[EventRow] = "", *, axes: Any = None) -> Any:
        """Events by when they are said to have been, a lane a type, in the colour of the source's
        side; hollow: denied, feared, planned. A query, or rows; gives matplotlib's axes.

        How many have no date, and so no bar, stands beneath. MissingExtra without matplotlib.

        >>> led.plot.timeline("near:Kherson").get_xlabel()
        '... events...'
        """
        pyplot = load_pyplot()
        rows = list(self._ledger.events.where(events) if isinstance(events, str) else events)
        dated = [(row, days) for row in rows if (days := days_of(row)) is not None]
        lanes = sorted({row.type for row, _ in dated}, reverse=True)
        if axes is None:
            _, axes = pyplot.subplots(figsize=(9, 1.2 + 0.3 * len(lanes)), layout="constrained")
        _draw(axes, dated, lanes)
        _tell_sides(axes, [row.side for row, _ in dated])
        missing = len(rows) - len(dated)
        told = f"{len(dated)} events" + (f"; {missing} more have no date" if missing else "")
        axes.set_xlabel(told)
        return axes


def load_pyplot() -> ModuleType:
    """matplotlib.pyplot; MissingExtra with the line that installs it."""
    try:
        return importlib.import_module("matplotlib.pyplot")
    except ModuleNotFoundError as error:
        raise MissingExtra("this needs matplotlib", remedy=INSTALL) from error


def days_of(row: EventRow) -> tuple[date, date] | None:
    """The first day of an event and the day after its last; None where it has neither end, or
    one of no calendar that can be drawn."""
    ends = [end[:DAY] for end in (row.earliest, row.latest) if end is not None]
    try:
        days = [date.fromisoformat(end) for end in ends]
        return (days[0], days[-1] + timedelta(days=1)) if days else None
    except (ValueError, OverflowError):
        return None


def _draw(
    axes: Any, dated: Sequence[tuple[EventRow, tuple[date, date]]], lanes: Sequence[str]
) -> None:
    colours = _colours([row.side for row, _ in dated])
    for row, (first, end) in dated:
        lane, colour = lanes.index(row.type), colours[row.side]
        axes.barh(
            lane, end - first, left=first, height=2 * HALF, edgecolor=colour, linewidth=1.2,
            color=colour if row.auxiliary == TOLD else "none", alpha=0.7,
        )  # fmt: skip
    axes.set_yticks(range(len(lanes)), [label("event", lane) for lane in lanes])
    axes.set_ylim(-0.6, max(len(lanes), 1) - 0.4)
    if dated:
        axes.xaxis_date()
        axes.figure.autofmt_xdate(rotation=0, ha="center")


def _colours(sides: Iterable[str | None]) -> dict[str | None, str]:
    known = sorted({side for side in sides if side})
    found: dict[str | None, str] = {None: OWN}
    found.update((side, colour) for side, colour in side_colours(known).items())
    return found


def _tell_sides(axes: Any, sides: Sequence[str | None]) -> None:
    """The legend: the side of whoever says so."""
    patches = importlib.import_module("matplotlib.patches")
    colours = _colours(sides)
    shown = [side for side in colours if side in set(sides)]
    handles = [
        patches.Patch(color=colours[side], label=side_name(side) if side else NOBODY)
        for side in shown
    ]
    if handles:
        axes.legend(handles=handles, title="said by", fontsize="small")
