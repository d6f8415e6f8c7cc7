"""Who holds what, as reports come: evidence by report, and the phases of the places it touches.

Invariant: the phases that `territory` gives without maps. What changed reports say is noted with
its places and instants (`Holding`); the phases are reckoned once all reports are taken in
(`Reckoning`), each place's from where its reckoning stood before the first of these instants. A
place hangs on its own evidence, and on which sides there are; where these change, all places are
reckoned anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from dateline.control.atlas import Atlas, is_alone, rule_unlisted
from dateline.control.contiguity import Point
from dateline.control.evidence import Evidence
from dateline.control.holders import Phase
from dateline.control.left_out import LeftOut
from dateline.control.parameters import shipped_parameters
from dateline.control.votes import UNKNOWN_START, unused, valid_of
from dateline.control.walking import Stand, first_needed, name_former, votes_in_order, walk_on
from dateline.pipeline.control_rows import HoldingRow, holdings
from dateline.pipeline.standing import stand_by
from dateline.pipeline.territory import Told, point, read_coding, sides_of
from dateline.pipeline.upkeep.reading import Prepared
from dateline.store import DerivedTables, KeptEvidence

STEP = 60
"""Places read at a time."""
BEGINNING = ""
"""An instant before all others."""


class Holding:
    """Takes what changed reports say of places for what they said."""

    def __init__(self, tables: DerivedTables) -> None:
        self._tables = tables

    def replace_evidence(self, reports: Iterable[Prepared]) -> None:
        """Reads reports for control, and notes the places that they speak or spoke of."""
        before = self._tables.sides()
        for report in reports:
            self._replace(report, before)
        if self._tables.sides() != before:
            self._tables.note_all_retold()

    def _replace(self, report: Prepared, sides: Sequence[str]) -> None:
        coding = stand_by(report.whole, report.judged.rulings)
        right = report.judged.rulings.right
        confirmed = frozenset(
            e.id for e in coding.events if not right.isdisjoint({coding.report.id, e.claim, e.id})
        )
        used, left = read_coding(coding, confirmed=confirmed, parameters=shipped_parameters())
        self._tables.replace_evidence(
            report.number,
            [_row(item, report.number, n, sides) for n, item in enumerate(used)],
            [(item.place or item.name, msgspec.json.encode(item)) for item in left],
            {side for item in used for side in item.parties} | set(sides_of([coding])),
        )


def _row(item: Evidence, report: int, n: int, sides: Sequence[str]) -> KeptEvidence:
    rule = unused(item, start=UNKNOWN_START, sides=sides)
    return KeptEvidence(
        report, n, item.assertion.place, _iso(valid_of(item)),
        None if rule is None else rule.value, is_alone(item), " ".join(sorted(item.parties)),
        msgspec.json.encode(item, order="deterministic"),
    )  # fmt: skip


class Reckoning:
    """Reckons anew who held the places of which something else is said."""

    def __init__(self, tables: DerivedTables) -> None:
        self._tables = tables
        self._sides = tables.sides()

    def reckon(self) -> None:
        """Reckons them all."""
        for place, since in self._tables.retold():
            self._reckon(place, since)
        self._tables.forget_retold()

    def _reckon(self, place: str, since: str) -> None:
        kinds = self._tables.evidence_kinds(place)
        if all(alone for alone, _ in kinds) or _point(place) is None:
            self._tables.forget_phases(place)
            self._rule(place, listed=False)
            return
        parties = " ".join(sorted({side for _, told in kinds for side in told.split()}))
        if since == BEGINNING or self._tables.ground(place) != parties:
            self._rule(place, listed=True)
            since = BEGINNING
        self._walk(place, parties, since)

    def _rule(self, place: str, *, listed: bool) -> None:
        """Finds anew by which rule what is said of a place has no vote."""
        rows = self._tables.evidence_at(place)
        other = None if listed else rule_unlisted(row.alone for row in rows)
        for row in rows:
            rule = unused(_decode(row.payload), start=UNKNOWN_START, sides=self._sides) or other
            if row.rule != (None if rule is None else rule.value):
                self._tables.keep_rule(row.report, row.n, None if rule is None else rule.value)

    def _walk(self, place: str, parties: str, since: str) -> None:
        """The phases of a place, from where its reckoning stood before an instant."""
        rules = shipped_parameters()
        kept = self._tables.stand_before(place, since)
        stand = None if kept is None else msgspec.json.decode(kept, type=Stand)
        needed = BEGINNING if stand is None else first_needed(stand.valid, rules).isoformat()
        told = (_decode(row.payload) for row in self._tables.evidence_since(place, needed))
        votes = votes_in_order(told, start=UNKNOWN_START, parameters=rules, sides=self._sides)
        walked = walk_on(votes, rules, stand=stand)
        named = name_former(walked.phases, parties.split(), after=self._before(place, walked.first))
        rows = [(_iso(phase.since), msgspec.json.encode(phase)) for phase in named]
        self._tables.keep_phases(place, parties, walked.first, rows)
        self._tables.keep_stands(
            place, BEGINNING if stand is None else stand.valid.isoformat(),
            ((s.valid.isoformat(), msgspec.json.encode(s)) for s in walked.stands),
        )  # fmt: skip

    def _before(self, place: str, n: int) -> Phase | None:
        kept = self._tables.numbered_phase(place, n - 1)
        return None if kept is None else msgspec.json.decode(kept, type=Phase)


def list_holdings(tables: DerivedTables, instant: datetime) -> Iterator[HoldingRow]:
    """Every place with a phase at an instant of valid time, by id, from what is kept."""
    after = ""
    while places := tables.places_held(after, STEP):
        for place in places:
            kept, here = tables.phase_at(place, instant.isoformat()), _point(place)
            if kept is not None and here is not None:
                phase = msgspec.json.decode(kept, type=Phase)
                yield from holdings(Atlas({place: here}, {place: (phase,)}), instant)
        after = places[-1]


def all_evidence(tables: DerivedTables) -> Told:
    """All that claims say of who holds what, and what was left out when they were read."""
    return (
        [_decode(row) for row in tables.all_evidence()],
        [msgspec.json.decode(row, type=LeftOut) for row in tables.all_omissions()],
    )


_decode = msgspec.json.Decoder(Evidence).decode


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _point(place: str) -> Point | None:
    """A place as control sees it; None: the gazetteer does not list it."""
    from dateline.places.gazetteer import gazetteer

    found = gazetteer().by_id(place)
    return None if found is None else point(found)
