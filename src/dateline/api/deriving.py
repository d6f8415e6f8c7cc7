"""What follows from all claims of a ledger, computed once for each state that it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from dateline.api.queries import Query
from dateline.api.rows import Rows
from dateline.api.sources import Derived
from dateline.model import UsageError
from dateline.pipeline import control_rows, derive
from dateline.pipeline.following import Following
from dateline.pipeline.learning import Learned, read_learned
from dateline.pipeline.tolls import TollRow
from dateline.store import Ledger as Store

R = TypeVar("R", bound=Struct)
LAST = datetime(9999, 12, 31)
DAY = len("YYYY-MM-DD")


class Deriving:
    """Derived rows; what was computed is kept until something is written."""

    def __init__(self, store: Store, as_of: str | None) -> None:
        self._store, self._as_of = store, as_of
        self._at: tuple[int, Learned | None] | None = None
        self._last = Following(store, as_of=as_of)

    def incidents(self) -> Query[derive.IncidentRow]:
        """Incidents by time."""
        return self._query(derive.IncidentRow, Following.incidents)

    def origins(self) -> Query[derive.OriginRow]:
        """Origins, the most widely carried first."""
        return self._query(derive.OriginRow, Following.origins)

    def contradictions(self) -> Query[derive.ContradictionRow]:
        """Contradictions within reports, then across them."""
        return self._query(derive.ContradictionRow, Following.contradictions)

    def tolls(self) -> Query[TollRow]:
        """Numbers by incident."""
        return self._query(TollRow, Following.tolls)

    def revisions(self) -> Query[derive.RevisionRow]:
        """What later versions of a page changed."""
        return self._query(derive.RevisionRow, Following.revisions)

    def control(self, at: str | None, known: str | None) -> Rows[control_rows.HoldingRow]:
        """Who holds which place."""
        instant, published = _end_of(at) if at else LAST, _end_of(known) if known else None
        found = self._following().holdings(instant, known=published)
        return Rows(tuple(found), control_rows.HoldingRow)

    def _query(self, kind: type[R], made: Callable[[Following], Iterator[R]]) -> Query[R]:
        rows = Derived(kind, lambda: made(self._following()), self._store, self._as_of)
        return Query(rows)

    def _following(self) -> Following:
        """What follows from the ledger as it stands now."""
        latest = self._store.latest_change(), read_learned(self._store, as_of=self._as_of)
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
