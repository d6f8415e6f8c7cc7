"""The ledger over any database that SQLAlchemy Core speaks to; tested on two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal, Self, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, Engine, text

from dateline.model import (
    Coding,
    Judgement,
    Original,
    Place,
    Reading,
    ReportError,
    SourceRun,
    TargetKind,
    Verdict,
)
from dateline.store import (
    actions,
    changes,
    checking,
    dump,
    facets,
    index,
    judging,
    loading,
    paging,
    payloads,
    queries,
    searching,
    settings,
    write,
)
from dateline.store.access import Access
from dateline.store.actions import ActionLog, Deed
from dateline.store.archive import ArchiveBook
from dateline.store.batches import batches
from dateline.store.cases import CaseBook
from dateline.store.contract import Added
from dateline.store.derived import DerivedBook
from dateline.store.failures import guarded, guarded_reading
from dateline.store.others import OtherBook
from dateline.store.reviewing import ReviewBook
from dateline.store.rows import (
    Change,
    ClaimantMap,
    ClaimRow,
    Count,
    EventRow,
    Filter,
    Finding,
    Hit,
    Order,
    Page,
    PlaceRow,
    ReportRow,
)
from dateline.store.statistics import refresh_statistics
from dateline.store.times import stamp
from dateline.store.users import UserBook
from dateline.store.watches import WatchBook

Clock = Callable[[], datetime]
ANY = Filter()
LIMIT = 50
KINDS: dict[str, type[Struct]] = {"report": ReportRow, "claim": ClaimRow, "event": EventRow}
R = TypeVar("R", bound=Struct)
LOCK = 0x444C4E32


def now() -> datetime:
    """The time of the machine."""
    return datetime.now(UTC)


class SqlLedger:
    """The contract `Ledger`, over an engine whose tables are up to date."""

    def __init__(self, engine: Engine, *, where: str, clock: Clock, who: str) -> None:
        self._engine = engine
        self._where = where
        self._clock = clock
        self._who = who

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    def knows(self, report: str, *, program: str) -> bool:
        with self._reading() as connection:
            return write.knows(connection, report, program=program)

    def saw(self, original: Original) -> None:
        with self._writing() as connection:
            write.sighting(connection, original, at=self._now())

    def add(self, reading: Reading, coding: Coding, *, program: str) -> Added:
        (outcome,) = self.add_all([(reading, coding)], program=program)
        if isinstance(outcome, ReportError):
            raise outcome
        return outcome

    def add_all(
        self, coded: Iterable[tuple[Reading, Coding]], *, program: str
    ) -> Iterator[Added | ReportError]:
        ready = (write.prepared(*item, program=program) for item in coded)
        for batch in batches(ready, write.size):
            yield from self._written(batch)
        with self._writing() as connection:
            refresh_statistics(connection)

    def _written(self, batch: Sequence[write.Ready | ReportError]) -> list[Added | ReportError]:
        """What became of each, once all that can be written is kept, in one transaction."""
        with self._writing() as connection:
            whole = [item for item in batch if not isinstance(item, ReportError)]
            at = self._now()
            made = write.add(connection, whole, at=at)
            self._note(connection, write.deeds_of(whole, made), at=at)
            added = iter(made)
        return [item if isinstance(item, ReportError) else next(added) for item in batch]

    def reports(self, where: Filter = ANY, *, as_of: str | None = None) -> Iterator[ReportRow]:
        with self._reading() as connection:
            yield from queries.reports(connection, where, as_of=as_of)

    def claims(self, where: Filter = ANY, *, as_of: str | None = None) -> Iterator[ClaimRow]:
        with self._reading() as connection:
            yield from queries.claims(connection, where, as_of=as_of)

    def sources(self) -> Iterator[str]:
        with self._reading() as connection:
            yield from queries.sources(connection)

    def events(self, where: Filter = ANY, *, as_of: str | None = None) -> Iterator[EventRow]:
        with self._reading() as connection:
            yield from queries.events(connection, where, as_of=as_of)

    def timeline(self, where: Filter = ANY, *, as_of: str | None = None) -> Iterator[EventRow]:
        with self._reading() as connection:
            yield from queries.timeline(connection, where, as_of=as_of)

    def places(self, where: Filter = ANY, *, as_of: str | None = None) -> Iterator[PlaceRow]:
        with self._reading() as connection:
            yield from queries.places(connection, where, as_of=as_of)

    def known_places(self) -> Iterator[Place]:
        with self._reading() as connection:
            yield from queries.known_places(connection)

    def report_page(
        self,
        where: Filter = ANY,
        *,
        order: Order = Order.NEWEST,
        limit: int = LIMIT,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page[ReportRow]:
        return self._page(ReportRow, where, order, limit, after, as_of)

    def claim_page(
        self,
        where: Filter = ANY,
        *,
        order: Order = Order.NEWEST,
        limit: int = LIMIT,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page[ClaimRow]:
        return self._page(ClaimRow, where, order, limit, after, as_of)

    def event_page(
        self,
        where: Filter = ANY,
        *,
        order: Order = Order.NEWEST,
        limit: int = LIMIT,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page[EventRow]:
        return self._page(EventRow, where, order, limit, after, as_of)

    def _page(
        self,
        kind: type[R],
        where: Filter,
        order: Order,
        limit: int,
        after: str | None,
        as_of: str | None,
    ) -> Page[R]:
        with self._reading() as connection:
            return paging.page_of(
                connection, kind, where, order=order, limit=limit, after=after, as_of=as_of
            )

    def count(
        self,
        kind: Literal["report", "claim", "event"],
        where: Filter = ANY,
        *,
        as_of: str | None = None,
    ) -> int:
        with self._reading() as connection:
            return paging.count(connection, KINDS[kind], where, as_of=as_of)

    def search(
        self,
        where: Filter,
        *,
        of: searching.Of = "claim",
        order: Order = Order.NEWEST,
        limit: int = LIMIT,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page[Hit]:
        with self._reading() as connection:
            return searching.search(
                connection, where, of=of, order=order, limit=limit, after=after, as_of=as_of
            )

    def counts(
        self,
        names: Sequence[str],
        where: Filter = ANY,
        *,
        limit: int = LIMIT,
        as_of: str | None = None,
    ) -> dict[str, tuple[Count, ...]]:
        with self._reading() as connection:
            return facets.counts(connection, names, where, limit=limit, as_of=as_of)

    def changes(self, since: int = 0) -> Iterator[Change]:
        with self._reading() as connection:
            yield from changes.changes(connection, since)

    def latest_change(self) -> int:
        with self._reading() as connection:
            return changes.latest(connection)

    def seen(self, name: str) -> int:
        with self._reading() as connection:
            return changes.seen(connection, name)

    def mark_seen(self, name: str, seq: int) -> None:
        with self._writing() as connection:
            changes.mark_seen(connection, name, seq)

    def setting(self, name: str) -> str | None:
        with self._reading() as connection:
            return settings.read_setting(connection, name)

    def keep_setting(self, name: str, value: str) -> None:
        with self._writing() as connection:
            settings.keep_setting(connection, name, value)

    def names(self, kind: Literal["place", "source"]) -> Iterator[str]:
        with self._reading() as connection:
            yield from index.names(connection, kind)

    def watch_book(self) -> WatchBook:
        return WatchBook(
            self._engine, reading=self._reading, writing=self._writing, where=self._where,
            note=lambda connection, deed: self._note(connection, [deed], at=self._now()),
        )  # fmt: skip

    def action_log(self) -> ActionLog:
        return ActionLog(self._access())

    def archive_book(self) -> ArchiveBook:
        return ArchiveBook(self._access())

    def other_book(self) -> OtherBook:
        return OtherBook(self._access())

    def user_book(self) -> UserBook:
        return UserBook(self._access())

    def review_book(self) -> ReviewBook:
        return ReviewBook(self._access())

    def case_book(self) -> CaseBook:
        return CaseBook(self._access())

    def derived_book(self) -> DerivedBook:
        return DerivedBook(reading=self._reading, writing=self._writing)

    def reindex(self) -> int:
        with self._writing() as connection:
            return index.rebuild(connection)

    def find(self, prefix: str, *, kind: TargetKind | None = None) -> tuple[TargetKind, str]:
        with self._reading() as connection:
            return judging.find(connection, prefix, kind=kind, where=self._where)

    def coding(self, report: str, *, as_of: str | None = None) -> Coding | None:
        with self._reading() as connection:
            return payloads.coding(connection, report, as_of=as_of)

    def codings(self, *, as_of: str | None = None) -> Iterator[Coding]:
        with self._reading() as connection:
            yield from payloads.codings(connection, as_of=as_of)

    def original(self, sha256: str) -> Original | None:
        with self._reading() as connection:
            return payloads.original(connection, sha256)

    def source_map(self, report: str) -> tuple[SourceRun, ...]:
        with self._reading() as connection:
            return payloads.source_map(connection, report)

    def judge(
        self,
        kind: TargetKind,
        target: str,
        verdict: Verdict,
        *,
        author: str,
        other: str | None = None,
        reason: str | None = None,
    ) -> Judgement:
        decision = judging.Decision(
            kind=kind, target=target, verdict=verdict, author=author, other=other, reason=reason
        )
        with self._writing() as connection:
            return judging.judge(
                connection, decision, at=self._now(), where=self._where, who=self._who
            )

    def withdraw(self, judgement: str) -> Judgement:
        with self._writing() as connection:
            return judging.withdraw(
                connection, judgement, at=self._now(), where=self._where, who=self._who
            )

    def judgements(
        self, *, as_of: str | None = None, withdrawn: bool = False
    ) -> Iterator[Judgement]:
        with self._reading() as connection:
            yield from judging.judgements(connection, as_of=as_of, withdrawn=withdrawn)

    def add_map(self, made: ClaimantMap) -> Added:
        with self._writing() as connection:
            at = self._now()
            added = payloads.add_map(connection, made, at=at)
            if added is not Added.KNOWN:
                deed = Deed(action="map.added", target=made.claimant, detail={"at": made.at})
                self._note(connection, [deed], at=at)
            return added

    def maps(self, *, as_of: str | None = None) -> Iterator[ClaimantMap]:
        with self._reading() as connection:
            yield from payloads.maps(connection, as_of=as_of)

    def changed_at(self) -> str | None:
        with self._reading() as connection:
            return payloads.changed_at(connection)

    def dump(self) -> Iterator[bytes]:
        with self._reading() as connection:
            yield from dump.dump(connection)

    def check(self) -> Iterator[Finding]:
        with self._reading() as connection:
            yield from checking.check(connection)

    def load(self, lines: Iterable[bytes]) -> int:
        with self._writing() as connection:
            count = loading.load(connection, lines, now=self._now(), who=self._who)
            refresh_statistics(connection)
        return count

    def _now(self) -> str:
        return stamp(self._clock())

    def _access(self) -> Access:
        """What the books of this ledger work with."""
        return Access(
            reading=self._reading, writing=self._writing, now=self._now, who=self._who,
            where=self._where,
        )  # fmt: skip

    def _note(self, connection: Connection, deeds: Sequence[Deed], *, at: str) -> None:
        """Writes down what a transaction does, by whoever opened the ledger."""
        actions.append(connection, deeds, who=self._who, at=at)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger."""
        with guarded_reading(self._where), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that is alone in writing; an error undoes all of it."""
        with guarded(self._where), self._engine.execution_options(writes=True).begin() as link:
            if link.dialect.name == "postgresql":
                link.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            yield link
