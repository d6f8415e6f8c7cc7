"""The page of a place: who holds it by both clocks, on what that rests, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any

from litestar import Response, get
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery
from msgspec import Struct
from msgspec.structs import replace

from dateline.control.atlas import Atlas
from dateline.control.left_out import omission_sentences
from dateline.control.parameters import shipped_parameters
from dateline.model import ControlSpan, LedgerError, Place, UsageError
from dateline.pipeline.control_rows import AssertionRow, assertions, left_out
from dateline.publish.control_layer import ControlPlace
from dateline.web.answers import page, split_suffix, twin
from dateline.web.desk import Desk, Snapshot
from dateline.web.review import find_changes
from dateline.web.threads import threaded

SHOWN = 200
"""Claims of a place that its page shows; the list has all."""


class Change(Struct, frozen=True, kw_only=True):
    """A change of hands: the state after it, and the claims (indices) that it rests on."""

    span: ControlSpan
    claims: tuple[int, ...]


class AtlasKeeper:
    """The atlas of what a desk shows, kept until that changes; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: Snapshot | None = None
        self._atlas: Atlas | None = None

    def atlas(self, taken: Snapshot) -> Atlas:
        """All evidence of who holds what, and all that was left out."""
        with self._lock:
            if self._atlas is None or self._of is not taken:
                self._atlas, self._of = taken.atlas(), taken
            return self._atlas


@get("/places/{name:str}")
@threaded
def show_place(
    state: State, name: FromPath[str], at: FromQuery[str] = "", known: FromQuery[str] = ""
) -> Response[Any]:
    """A place on a day in the world (`at`), as was known on another (`known`)."""
    stem, suffix = split_suffix(name)
    desk: Desk = state.desk
    taken = desk.taken_for(suffix)
    place = find_place(taken, stem)
    if place is None:
        raise LedgerError(f"no place {stem!r} is named in the reports", remedy="see the places")
    claims = sorted({c for v in taken.views.places if v.place.id == stem for c in v.claims})
    if suffix:
        return twin([taken.views.claims[c].claim for c in claims], suffix)
    held = next((p for p in taken.layer.places if p.id == stem), None) if taken.layer else None
    first, last = days_of(taken)
    day, seen = read_day(at, "at") or last, read_day(known, "known") or last
    atlas = state.atlases.atlas(taken)
    return page(
        "place", taken=taken, place=place, claims=claims, shown=SHOWN, held=held,
        day=day, seen=seen, first=first, last=last, rules=omission_sentences(),
        now=span_on(held, day, seen) if held else None,
        changes=list(changes_of_place(held, taken, seen)) if held else [],
        evidence=split_known(list(assertions(atlas, shipped_parameters(), only=stem)), seen),
        left=[row for row in left_out(atlas, stem) if row.place == stem],
    )  # fmt: skip


def find_place(taken: Snapshot, name: str) -> Place | None:
    """The place of this id, as the reports name it."""
    toponyms = (t for coding in taken.codings.values() for t in coding.toponyms)
    return next((t.place for t in toponyms if t.place and t.place.id == name), None)


def days_of(taken: Snapshot) -> tuple[str, str]:
    """The first and the last day on which control is known; today where none is."""
    if taken.layer is None:
        today = datetime.now(UTC).date().isoformat()
        return today, today
    layer = taken.layer
    return min(layer.first, layer.known_first)[:10], max(layer.last, layer.known_last)[:10]


def read_day(text: str, name: str) -> str | None:
    """A day of the address; UsageError where it is none."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise UsageError(
            f"{name} cannot be {text[:40]!r}", remedy="give a day: 2022-11-09"
        ) from None


def span_on(place: ControlPlace, day: str, known: str) -> ControlSpan | None:
    """The state at the end of a day in the world, as known at the end of another.

    As `stateAt` in `frontend/src/map/times.ts`, which the map's sliders ask.
    """
    found = [
        span
        for span in place.spans
        if within(span.start, span.end, day) and within(span.known_from, span.known_to, known)
    ]
    return found[-1] if found else None


def within(start: str | None, end: str | None, day: str) -> bool:
    """Whether the end of a day lies in a stretch of time that is half open; None: without limit."""
    begun = start is None or start[:10] <= day
    return begun and (end is None or day < end[:10])


def changes_of_place(place: ControlPlace, taken: Snapshot, known: str) -> Iterator[Change]:
    """Each change of hands as known on a day, the last one first."""
    spans = tuple(s for s in place.spans if within(s.known_from, s.known_to, known))
    as_known = tuple(replace(s, known_to=None) for s in spans)
    changes = list(find_changes(replace(place, spans=as_known)))
    for span in reversed(changes):
        claims = (taken.views.by_id.get(c) for c in span.claims_for)
        yield Change(span=span, claims=tuple(c for c in claims if c is not None))


def split_known(
    rows: Sequence[AssertionRow], known: str
) -> tuple[list[AssertionRow], list[AssertionRow]]:
    """The evidence that was known at the end of a day, and what came later."""
    early = [row for row in rows if row.recorded[:10] <= known]
    return early, [row for row in rows if row.recorded[:10] > known]
