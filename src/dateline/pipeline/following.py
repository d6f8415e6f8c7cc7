"""What follows from a ledger, for whoever asks: from the tables where they hold, else computed.

Invariant: the answer is the same either way. The tables answer for now; for an earlier instant,
and in a ledger that may only be read, everything is computed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.control.atlas import Atlas
from dateline.model import Coding, Judgement
from dateline.pipeline.control_rows import HoldingRow, holdings
from dateline.pipeline.derive import (
    ContradictionRow,
    Derived,
    IncidentRow,
    OriginRow,
    RevisionRow,
    contradiction_rows,
    derive,
    incident_rows,
    origin_rows,
    revision_rows,
)
from dateline.pipeline.learning import Learned, read_learned
from dateline.pipeline.standing import rulings_of, standing
from dateline.pipeline.tolls import TollRow, toll_rows
from dateline.store import ClaimantMap, DerivedTables, Ledger

if TYPE_CHECKING:
    from dateline.pipeline.territory import Told
    from dateline.publish.control_layer import ControlLayer

MOST_AT_ASKING = 200
"""Reports that whoever asks waits for; where more are new, all is computed anew."""


class Following:
    """What follows from a ledger as it was known at `as_of` (None: now), each list made once."""

    def __init__(self, ledger: Ledger, *, as_of: str | None = None) -> None:
        self._ledger = ledger
        self._as_of = as_of
        self._atlases: dict[datetime | None, Atlas] = {}

    @cached_property
    def kept(self) -> bool:
        """Whether the tables hold, once what is new was taken into them."""
        from dateline.pipeline.upkeep.keeping import catch_up

        return self._as_of is None and catch_up(self._ledger, most=MOST_AT_ASKING)

    def incidents(self, *, situations: bool = False) -> Iterator[IncidentRow]:
        """Incidents by time, the undated last; with `situations` these in their stead."""
        with self._tables() as tables:
            if tables is not None:
                from dateline.pipeline.upkeep.listing import list_incidents

                yield from list_incidents(tables, situations=situations)
                return
        yield from incident_rows(self.standing, self.derived, situations=situations)

    def origins(self) -> Iterator[OriginRow]:
        """Origins, the most widely carried first."""
        with self._tables() as tables:
            if tables is not None:
                from dateline.pipeline.upkeep.listing import list_origins

                yield from list_origins(tables)
                return
        yield from origin_rows(self.standing, self.derived)

    def revisions(self) -> Iterator[RevisionRow]:
        """What later versions of a page changed; of claims that were judged wrong too."""
        from dateline.fusion.versions import address_of

        pages: dict[str, list[str]] = defaultdict(list)
        for report in self._ledger.reports(as_of=self._as_of):
            if report.url:
                pages[address_of(report.url)].append(report.id)
        for _, versions in sorted(pages.items()):
            if len(versions) > 1:
                found = (self._ledger.coding(report, as_of=self._as_of) for report in versions)
                yield from revision_rows([coding for coding in found if coding is not None])

    def contradictions(self, *, perhaps: bool = False) -> Iterator[ContradictionRow]:
        """Contradictions, the likeliest first; with `perhaps` those that only may be one too."""
        with self._tables() as tables:
            if tables is not None:
                from dateline.pipeline.upkeep.listing import list_contradictions

                wrong = rulings_of(self._ledger.judgements()).wrong
                yield from list_contradictions(tables, wrong=wrong, perhaps=perhaps)
                return
        yield from contradiction_rows(self.standing, self.derived, perhaps=perhaps)

    def count_perhaps(self) -> int:
        """How many pairs of claims only may contradict each other."""
        with self._tables() as tables:
            if tables is not None:
                return tables.count_perhaps()
        return sum(found.perhaps for found in self.derived.contradictions)

    def tolls(self) -> Iterator[TollRow]:
        """Numbers by incident."""
        with self._tables() as tables:
            if tables is not None:
                from dateline.pipeline.upkeep.listing import list_tolls

                yield from list_tolls(tables)
                return
        yield from toll_rows(self.standing, self.derived)

    def holdings(self, instant: datetime, *, known: datetime | None = None) -> Iterator[HoldingRow]:
        """Who holds each place at an instant of valid time, as published by `known`; the note of
        what is left out follows from `count_left_out`."""
        with self._control(known) as tables:
            if tables is not None:
                from dateline.pipeline.upkeep.holding import list_holdings

                yield from list_holdings(tables, instant)
                return
        yield from holdings(self.atlas(known), instant)

    def count_left_out(self, *, known: datetime | None = None) -> tuple[int, int]:
        """How many statements are left out of control, and of how many places."""
        with self._control(known) as tables:
            if tables is not None:
                return tables.count_omissions()
        return count_left(self.atlas(known))

    def atlas(self, known: datetime | None = None) -> Atlas:
        """Control of all places over time, as published by `known` (None: everything)."""
        from dateline.pipeline.territory import territory

        if known not in self._atlases:
            self._atlases[known] = territory(
                self.codings, maps=self.maps, judgements=self.judgements, known=known,
                told=self.told,
            )  # fmt: skip
        return self._atlases[known]

    def layer(self) -> ControlLayer | None:
        """Control as the map shows it; None where no claim speaks of control."""
        from dateline.pipeline.control_layer import control_layer

        return control_layer(self.codings, self.maps, judgements=self.judgements, told=self.told)

    @cached_property
    def told(self) -> Told:
        """All evidence of who holds what, and what was left out when it was read."""
        with self._tables() as tables:
            if tables is not None:
                from dateline.pipeline.upkeep.holding import all_evidence

                return all_evidence(tables)
        from dateline.pipeline.territory import read_codings

        return read_codings(self.codings, judgements=self.judgements)

    @contextmanager
    def _control(self, known: datetime | None) -> Iterator[DerivedTables | None]:
        """The tables of control: they hold for now, where nobody's map is to be started from."""
        if known is not None or self.maps:
            yield None
            return
        with self._tables() as tables:
            yield tables

    @cached_property
    def maps(self) -> list[ClaimantMap]:
        """Claimants' maps."""
        return list(self._ledger.maps(as_of=self._as_of))

    @cached_property
    def codings(self) -> list[Coding]:
        """All codings."""
        return list(self._ledger.codings(as_of=self._as_of))

    @cached_property
    def judgements(self) -> list[Judgement]:
        """All judgements that hold."""
        return list(self._ledger.judgements(as_of=self._as_of))

    @cached_property
    def learned(self) -> Learned | None:
        """How the scores of pairs are read in it; None: as shipped."""
        return read_learned(self._ledger, as_of=self._as_of)

    @cached_property
    def standing(self) -> list[Coding]:
        """The codings without what was judged wrong."""
        return standing(self.codings, self.judgements)

    @cached_property
    def derived(self) -> Derived:
        """All of it: from the tables, but for the reasons of origins, which are told anew."""
        with self._tables() as tables:
            if tables is None:
                return derive(self.codings, self.judgements, learned=self.learned)
            from dateline.pipeline.upkeep.keeping import whole_of

            return whole_of(tables, self.codings, self.judgements)

    def all_told(self, *, given: bool = True) -> tuple[list[Coding], Derived]:
        """All codings with what follows from them; without `given` no rows of data sets are among
        either, and where there are some, what follows from the others is computed."""
        read = [c for c in self.codings if given or not c.report.given]
        if len(read) == len(self.codings):
            return self.codings, self.derived
        return read, derive(read, self.judgements, learned=self.learned)

    @contextmanager
    def _tables(self) -> Iterator[DerivedTables | None]:
        from dateline.pipeline.upkeep.keeping import kept_tables

        if not self.kept:
            yield None
            return
        with kept_tables(self._ledger) as tables:
            yield tables


def count_left(atlas: Atlas) -> tuple[int, int]:
    """How many statements an atlas leaves out, and of how many places."""
    return len(atlas.left), len({item.place or item.name for item in atlas.left})
