"""Contradictions, as reports come: tellings of changed reports are paired anew with what they meet.

Invariant: the same contradictions as from all tellings together. Whether two tellings contradict
hangs on these two alone, on whether each is the first of its position, and on whether they are of
one incident; so every pair is computed again of which one of these changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dateline.fusion.chances import ChanceModel
from dateline.fusion.contradict import likeliest_of, position_of, weigh_tellings
from dateline.fusion.telling_blocks import days_met, days_sought, kept_blocks, sought_blocks
from dateline.fusion.tellings import Telling
from dateline.model import Contradiction
from dateline.pipeline.upkeep.keys import key_of
from dateline.pipeline.upkeep.reading import Prepared, Reader
from dateline.store import Window

Labels = Mapping[str, str]
"""For each event the incident that it counts as one of."""


def telling_windows(report: Prepared) -> Iterator[Window]:
    """The keys of a report's tellings, by which others find them."""
    for telling in report.tellings:
        yield position_key(telling), None, None
        days = days_met(telling)
        if days is not None:
            yield from ((key_of("told", *block), *days) for block in kept_blocks(telling))


def position_key(telling: Telling) -> int:
    """The key of what is told and by whom: the first report of it counts."""
    return key_of("position", *position_of(telling))


class Disputing:
    """Pairs the tellings of some reports anew."""

    def __init__(self, reader: Reader, model: ChanceModel) -> None:
        self._model = model
        self._reader = reader
        self._tables = reader.tables

    def pair(self, reports: Iterable[int], gone: Iterable[str]) -> None:
        """Finds anew all contradictions of these reports, in place of those that they had;
        `gone`: claims that stand no more."""
        about = self._reader.numbered(reports)
        claims = {claim.id for report in about for claim in report.coding.claims}
        self._tables.remove_contradictions({*claims, *gone})
        others = self._reader.numbered(self._near(about) - {r.number for r in about})
        kept = self._kept(sorted([*about, *others], key=lambda r: r.order))
        labels = self._labels({t.fact.event.id for t in kept})
        changed = {report.coding.report.id for report in about}
        pairs = weigh_tellings(
            [(report.coding, report.tellings) for report in about], kept,
            incident_of=labels, model=self._model, about=changed,
        )  # fmt: skip
        self._tables.add_contradictions(map(_row, likeliest_of(pairs, self._model)))

    def _near(self, about: Iterable[Prepared]) -> set[int]:
        """The reports that may tell what these tell otherwise."""
        windows: set[Window] = set()
        events: set[str] = set()
        for report in about:
            for telling in report.tellings:
                days = days_sought(telling)
                if days is not None:
                    windows |= {(key_of("told", *b), *days) for b in sought_blocks(telling)}
                events.add(telling.fact.event.id)
        found = self._tables.meeting(windows)
        incidents = {i for some in self._tables.members(events).values() for i in some}
        others = {e for some in self._tables.events_in(incidents).values() for e in some}
        return found | self._tables.reports_of_events(others - events)

    def _kept(self, reports: Iterable[Prepared]) -> list[Telling]:
        """The tellings of reports, but those that an earlier report tells for the same source."""
        told = [(report.number, t, position_key(t)) for report in reports for t in report.tellings]
        first = self._tables.earliest_of(key for _, _, key in told)
        return [t for number, t, key in told if first.get(key) == number]

    def _labels(self, events: Iterable[str]) -> dict[str, str]:
        return {event: label_of(some) for event, some in self._tables.members(events).items()}


def label_of(incidents: Iterable[str]) -> str:
    """The incident that an event of several counts as one of."""
    return max(incidents)


def parted(before: Labels, after: Labels, events: Iterable[str]) -> set[str]:
    """The events that are of one incident with others than before."""
    old, new = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for event in events:
        for labels, groups in ((before, old), (after, new)):
            if event in labels:
                groups[labels[event]].add(event)
    same = {frozenset(g) for g in old.values()} & {frozenset(g) for g in new.values()}
    every = (g for groups in (old, new) for g in groups.values())
    return {event for g in every if len(g) > 1 and frozenset(g) not in same for event in g}


def _row(found: Contradiction) -> tuple[str, str, str, int, float, bytes]:
    first, second = found.claims
    payload = msgspec.json.encode(found)
    return found.id, first, second, int(found.perhaps), found.score, payload
