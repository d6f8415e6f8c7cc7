"""Situations, as reports come: what is told of each, and the records of those of which it changed.

Invariant: the same situations as from all deeds together. What changed reports tell is noted with
its days (`Lasting`); the records are made once all reports are taken in (`Settling`), from what is
kept of their deeds, so that no report is read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct, structs

from dateline.fusion.situations import (
    Part,
    cut_at_silence,
    part_of,
    silence,
    situation_key,
    situation_of,
)
from dateline.model import Incident, Interval
from dateline.pipeline.derive import names_of_sets
from dateline.pipeline.tolls import Number
from dateline.pipeline.upkeep.keys import key_of
from dateline.pipeline.upkeep.packing import pack_incident, pack_tolls
from dateline.pipeline.upkeep.reading import Prepared
from dateline.store import DerivedTables, KeptOngoing, Stretch


class Kept(Struct, frozen=True, array_like=True, omit_defaults=True):
    """What is kept of a deed that belongs to what goes on, beside its key, claim and days: see
    `Part`; `numbers` that it tells; `given`: the data sets of its report."""

    type: str
    family: str
    time: Interval
    places: tuple[str, ...]
    sure: bool = True
    called: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    given: tuple[str, ...] = ()


class Lasting:
    """Takes what changed reports tell of what goes on for what they told."""

    def __init__(self, tables: DerivedTables) -> None:
        self._tables = tables

    def replace_parts(self, reports: Iterable[Prepared], claims: Collection[str]) -> None:
        """Notes the days of what these reports tell otherwise now, and of these claims, which
        come from elsewhere now."""
        changed = {report.number: report for report in reports}
        kept: dict[int, list[KeptOngoing]] = defaultdict(list)
        for row in self._tables.ongoing_in({*changed, *self._tables.reports_of_claims(claims)}):
            kept[row.report].append(row)
        told = {number: list(_rows(report)) for number, report in changed.items()}
        told |= {number: rows for number, rows in kept.items() if number not in told}
        sides = self._tables.sides_of({row.claim for rows in told.values() for row in rows})
        for number, rows in told.items():
            fresh = {structs.replace(row, side=sides.get(row.claim)) for row in rows}
            before = set(kept.get(number, ()))
            self._tables.replace_ongoing(before - fresh, fresh - before)


class Settling:
    """Makes the records of situations anew of which something changed."""

    def __init__(self, tables: DerivedTables) -> None:
        self._tables = tables

    def settle(self) -> None:
        """Makes them all."""
        keys = self._tables.touched_keys()
        plans = [(key, self._clear(key)) for key in keys]
        for key, stretches in plans:
            for first, last, alone in stretches:
                self._make(key, self._read(key, first, last, alone))

    def _clear(self, key: int) -> list[Stretch]:
        """Forgets the situations that change; on which days they and what changed are."""
        touched = self._tables.touched(key)
        kept = self._tables.situations(key)
        stale = {stretch for stretch in kept if any(_meet(stretch, other) for other in touched)}
        gone = {kept[stretch] for stretch in stale}
        # What a person joined with another is a deed's record now, of the same id.
        self._tables.remove_incidents(gone - self._tables.events_in(gone).keys())
        self._tables.remove_situations(key, stale)
        return list(together([*touched, *stale]))

    def _read(self, key: int, first: int, last: int, alone: str) -> list[KeptOngoing]:
        if alone:
            return self._tables.ongoing_alone(key, alone)
        return self._tables.ongoing_between(key, first, last)

    def _make(self, key: int, rows: Sequence[KeptOngoing]) -> None:
        by_deed = {row.deed: (row, _decode(row.payload)) for row in rows}
        for parts in cut_at_silence(_part(row, kept) for row, kept in by_deed.values()):
            told = [by_deed[part.deed] for part in parts]
            made = situation_of(parts, {row.side for row, _ in told})
            self._write(made, told)
            self._tables.add_situations(key, [(_stretch_of(parts), made.id)])

    def _write(self, made: Incident, told: Sequence[tuple[KeptOngoing, Kept]]) -> None:
        numbers = {(n, _event(row)): n for row, kept in told for n in kept.numbers}.values()
        self._tables.add_tolls(pack_tolls(made, numbers))
        sets = sorted({name for _, kept in told for name in kept.given})
        reports = len({row.report for row, _ in told})
        self._tables.add_incidents([pack_incident(made, reports=reports, sets=sets)])


def _rows(report: Prepared) -> Iterator[KeptOngoing]:
    """What a report tells of what goes on; whom its claims speak for is not known yet."""
    given = names_of_sets([report.whole])
    for deed in report.deeds[1]:
        part = part_of(deed)
        kept = Kept(
            part.type, part.family, part.time, part.places, part.sure, part.called,
            report.numbers_of(deed.fact), given,
        )  # fmt: skip
        yield KeptOngoing(
            key_of("situation", *situation_key(deed)), *(part.days or (0, 0)), part.deed,
            report.number, part.claim, None, _encode(kept),
        )  # fmt: skip


def _part(row: KeptOngoing, kept: Kept) -> Part:
    return Part(
        deed=row.deed, event=_event(row), claim=row.claim, type=kept.type, family=kept.family,
        days=(row.first, row.last) if row.first else None, places=kept.places, sure=kept.sure,
        called=kept.called, time=kept.time,
    )  # fmt: skip


def _event(row: KeptOngoing) -> str:
    """The event of a deed, by its key: the event and its place."""
    return row.deed.partition("@")[0]


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Kept).decode


def _meet(a: Stretch, b: Stretch) -> bool:
    """Whether two are, or may be, of one situation."""
    if a[2] or b[2]:
        return a == b
    return a[0] <= b[1] + silence() and b[0] <= a[1] + silence()


def together(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches between which nothing falls silent, as one; each undated one alone."""
    undated = sorted({s for s in stretches if s[2]})
    yield from undated
    open_: Stretch | None = None
    for one in sorted({s for s in stretches if not s[2]}):
        if open_ is not None and _meet(open_, one):
            open_ = open_[0], max(open_[1], one[1]), ""
            continue
        if open_ is not None:
            yield open_
        open_ = one
    if open_ is not None:
        yield open_


def _stretch_of(parts: Sequence[Part]) -> Stretch:
    """From when to when a situation goes on."""
    if parts[0].days is None:
        return 0, 0, parts[0].deed
    return parts[0].days[0], max(p.days[1] for p in parts if p.days), ""
