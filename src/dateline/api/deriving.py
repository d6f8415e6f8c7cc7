"""What follows from all claims of a ledger, computed once for each state that it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from dateline.api.queries import Query
from dateline.api.rows import Rows
from dateline.api.sources import Derived
from dateline.model import Coding, Judgement, UsageError
from dateline.pipeline import control_rows, derive
from dateline.pipeline.learning import read_learned
from dateline.pipeline.standing import standing
from dateline.pipeline.tolls import TollRow, toll_rows
from dateline.store import Ledger as Store

LAST = datetime(9999, 12, 31)
DAY = len("YYYY-MM-DD")


class Deriving:
    """Derived rows; what was computed is kept until something is written."""

    def __init__(self, store: Store, as_of: str | None) -> None:
        self._store, self._as_of = store, as_of
        self._at = -1
        self._codings: list[Coding] = []
        self._judgements: list[Judgement] = []
        self._made: derive.Derived | None = None

    def incidents(self) -> Query[derive.IncidentRow]:
        """Incidents by time."""
        return self._query(
            derive.IncidentRow,
            lambda: derive.incident_rows(self._standing(), self._derived()),
            lambda row: iter(row.claims),
        )

    def origins(self) -> Query[derive.OriginRow]:
        """Origins, the most widely carried first."""
        return self._query(
            derive.OriginRow,
            lambda: derive.origin_rows(self._standing(), self._derived()),
            lambda row: iter(row.claims),
        )

    def contradictions(self) -> Query[derive.ContradictionRow]:
        """Contradictions within reports, then across them."""
        return self._query(
            derive.ContradictionRow,
            lambda: derive.contradiction_rows(self._standing(), self._derived()),
            lambda row: iter((row.claim, row.other)),
        )

    def tolls(self) -> Query[TollRow]:
        """Numbers by incident."""
        return self._query(
            TollRow,
            lambda: toll_rows(self._standing(), self._derived()),
            lambda row: iter((row.claim,)),
        )

    def revisions(self) -> Query[derive.RevisionRow]:
        """What later versions of a page changed."""
        return self._query(
            derive.RevisionRow,
            lambda: derive.revision_rows(self._read()),
            lambda row: iter(c for c in (row.claim, row.became) if c is not None),
        )

    def control(self, at: str | None, known: str | None) -> Rows[control_rows.HoldingRow]:
        """Who holds which place."""
        from dateline.pipeline.territory import territory

        atlas = territory(
            self._read(),
            maps=list(self._store.maps(as_of=self._as_of)),
            judgements=self._judgements,
            known=_end_of(known) if known else None,
        )
        found = control_rows.holdings(atlas, _end_of(at) if at else LAST)
        return Rows(tuple(found), control_rows.HoldingRow)

    def _query(
        self,
        kind: Any,
        make: Callable[[], Iterator[Any]],
        claims_in: Callable[[Any], Iterator[str]],
    ) -> Query[Any]:
        asked = lambda where: self._store.claims(where, as_of=self._as_of)  # noqa: E731
        return Query(Derived(kind, make, claims_in, asked))

    def _read(self) -> list[Coding]:
        latest = self._store.latest_change()
        if latest != self._at:
            self._codings = list(self._store.codings(as_of=self._as_of))
            self._judgements = list(self._store.judgements(as_of=self._as_of))
            self._made, self._at = None, latest
        return self._codings

    def _standing(self) -> list[Coding]:
        return standing(self._read(), self._judgements)

    def _derived(self) -> derive.Derived:
        codings = self._read()
        if self._made is None:
            self._made = derive.derive(
                codings, self._judgements, learned=read_learned(self._store, as_of=self._as_of)
            )
        return self._made


def _end_of(text: str) -> datetime:
    """The instant, or the last second of a plain date."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no date", remedy="write 2022-11-11 or 2022-11-11T05:00"
        ) from error
    return moment.replace(hour=23, minute=59, second=59) if len(text) <= DAY else moment
