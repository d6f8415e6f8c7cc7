"""What follows from all claims of a ledger, computed once for each state that it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from dateline.api.queries import Query
from dateline.api.rows import Rows
from dateline.api.sources import Derived
from dateline.model import UsageError
from dateline.pipeline import control_rows, derive
from dateline.pipeline.following import Following
from dateline.pipeline.tolls import TollRow
from dateline.store import Ledger as Store

LAST = datetime(9999, 12, 31)
DAY = len("YYYY-MM-DD")


class Deriving:
    """Derived rows; what was computed is kept until something is written."""

    def __init__(self, store: Store, as_of: str | None) -> None:
        self._store, self._as_of = store, as_of
        self._at = -1
        self._last = Following(store, as_of=as_of)

    def incidents(self) -> Query[derive.IncidentRow]:
        """Incidents by time."""
        return self._query(
            derive.IncidentRow,
            lambda: self._following().incidents(),
            lambda row: iter(row.claims),
        )

    def origins(self) -> Query[derive.OriginRow]:
        """Origins, the most widely carried first."""
        return self._query(
            derive.OriginRow,
            lambda: derive.origin_rows(self._following().standing, self._following().derived),
            lambda row: iter(row.claims),
        )

    def contradictions(self) -> Query[derive.ContradictionRow]:
        """Contradictions within reports, then across them."""
        return self._query(
            derive.ContradictionRow,
            lambda: self._following().contradictions(),
            lambda row: iter((row.claim, row.other)),
        )

    def tolls(self) -> Query[TollRow]:
        """Numbers by incident."""
        return self._query(
            TollRow,
            lambda: self._following().tolls(),
            lambda row: iter((row.claim,)),
        )

    def revisions(self) -> Query[derive.RevisionRow]:
        """What later versions of a page changed."""
        return self._query(
            derive.RevisionRow,
            lambda: derive.revision_rows(self._following().codings),
            lambda row: iter(c for c in (row.claim, row.became) if c is not None),
        )

    def control(self, at: str | None, known: str | None) -> Rows[control_rows.HoldingRow]:
        """Who holds which place."""
        following, instant = self._following(), _end_of(at) if at else LAST
        if known:
            found = control_rows.holdings(following.atlas(_end_of(known)), instant)
        else:
            found = following.holdings(instant)
        return Rows(tuple(found), control_rows.HoldingRow)

    def _query(
        self,
        kind: Any,
        make: Callable[[], Iterator[Any]],
        claims_in: Callable[[Any], Iterator[str]],
    ) -> Query[Any]:
        return Query(Derived(kind, make, claims_in, self._store, self._as_of))

    def _following(self) -> Following:
        """What follows from the ledger as it stands now."""
        latest = self._store.latest_change()
        if latest != self._at:
            self._last, self._at = Following(self._store, as_of=self._as_of), latest
        return self._last


def _end_of(text: str) -> datetime:
    """The instant, or the last second of a plain date."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no date", remedy="write 2022-11-11 or 2022-11-11T05:00"
        ) from error
    return moment.replace(hour=23, minute=59, second=59) if len(text) <= DAY else moment
