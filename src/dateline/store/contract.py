"""What every ledger does, whatever database holds it.

Invariants: nothing is deleted or changed; a re-coding supersedes, a withdrawal sets a time.
A report enters with its original and its whole coding, or not at all. The order in which
reports enter does not change what the ledger says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Literal, Protocol, Self

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
from dateline.store.actions import ActionLog
from dateline.store.archive import ArchiveBook
from dateline.store.cases import CaseBook
from dateline.store.derived import DerivedBook
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
from dateline.store.users import UserBook
from dateline.store.watches import WatchBook

HEAD = "0006"
"""The migration that this program writes and reads."""


class Added(StrEnum):
    """What became of a report that was given to a ledger."""

    NEW = "new"
    KNOWN = "known"
    RECODED = "recoded"


class Ledger(Protocol):
    """A ledger that is open. Reading never waits for writing.

    Every query takes `as_of`, a transaction time (`instant()` makes one): the answer is what
    the ledger would have said then. LedgerError where the database fails.
    """

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...

    def close(self) -> None:
        """Lets go of the database."""

    def knows(self, report: str, *, program: str) -> bool:
        """Whether this program has coded this report already."""

    def saw(self, original: Original) -> None:
        """Keeps that known bytes were met at another place."""

    def add(self, reading: Reading, coding: Coding, *, program: str) -> Added:
        """Writes a report with its coding in one transaction; SpanError leaves it as it was."""

    def add_all(
        self, coded: Iterable[tuple[Reading, Coding]], *, program: str
    ) -> Iterator[Added | ReportError]:
        """Writes many, several in one transaction; what became of each, in order, once it is kept.

        A ReportError (SpanError...) is of one alone; what comes after it is written.
        """

    def reports(self, where: Filter = ..., *, as_of: str | None = None) -> Iterator[ReportRow]:
        """Reports by time of publication."""

    def claims(self, where: Filter = ..., *, as_of: str | None = None) -> Iterator[ClaimRow]:
        """Claims by report and place in the text."""

    def sources(self) -> Iterator[str]:
        """The names of all sources that claims ever had, each once."""

    def events(self, where: Filter = ..., *, as_of: str | None = None) -> Iterator[EventRow]:
        """Events by report and place in the text."""

    def timeline(self, where: Filter = ..., *, as_of: str | None = None) -> Iterator[EventRow]:
        """Events by valid time; those without a date come last."""

    def places(self, where: Filter = ..., *, as_of: str | None = None) -> Iterator[PlaceRow]:
        """Places with the number of toponyms, reports, claims and events, most named first."""

    def known_places(self) -> Iterator[Place]:
        """Every gazetteer place that toponyms were ever resolved to, once, by id."""

    def report_page(
        self,
        where: Filter = ...,
        *,
        order: Order = ...,
        limit: int = ...,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page[ReportRow]:
        """A page of reports; `after`: what the page before said. UsageError: no such order."""

    def claim_page(
        self,
        where: Filter = ...,
        *,
        order: Order = ...,
        limit: int = ...,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page[ClaimRow]:
        """A page of claims."""

    def event_page(
        self,
        where: Filter = ...,
        *,
        order: Order = ...,
        limit: int = ...,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page[EventRow]:
        """A page of events; they may be sorted by valid time too."""

    def count(
        self,
        kind: Literal["report", "claim", "event"],
        where: Filter = ...,
        *,
        as_of: str | None = None,
    ) -> int:
        """How many reports, claims or events pass a filter."""

    def search(
        self,
        where: Filter,
        *,
        of: Literal["claim", "report"] = "claim",
        order: Order = ...,
        limit: int = ...,
        after: str | None = None,
        as_of: str | None = None,
    ) -> Page[Hit]:
        """Claims that a filter and its query find, or reports, with the words around."""

    def counts(
        self,
        names: Sequence[str],
        where: Filter = ...,
        *,
        limit: int = ...,
        as_of: str | None = None,
    ) -> dict[str, tuple[Count, ...]]:
        """For each facet (`store.FACETS`) the values that most claims have, and how many."""

    def changes(self, since: int = 0) -> Iterator[Change]:
        """What was written after a transaction, by its number."""

    def latest_change(self) -> int:
        """The number of the last transaction; 0: nothing was ever written."""

    def seen(self, name: str) -> int:
        """The transaction up to which somebody has asked; 0: never."""

    def mark_seen(self, name: str, seq: int) -> None:
        """Keeps up to which transaction somebody has asked."""

    def names(self, kind: Literal["place", "source"]) -> Iterator[str]:
        """Every name that a place or a source was ever given; those of places without case."""

    def watch_book(self) -> WatchBook:
        """What is watched for this ledger."""

    def derived_book(self) -> DerivedBook:
        """What follows from all claims, as it is kept."""

    def action_log(self) -> ActionLog:
        """What was done with this ledger, by whom: the audit."""

    def archive_book(self) -> ArchiveBook:
        """What was seen, where and when: its seals and stamps."""

    def other_book(self) -> OtherBook:
        """What other programs read, which supersedes nothing."""

    def user_book(self) -> UserBook:
        """Who may work with this ledger in the workbench."""

    def review_book(self) -> ReviewBook:
        """Which cards reviewers have before them, and what is asked twice."""

    def case_book(self) -> CaseBook:
        """Chosen sets of records, with notes and comments."""

    def reindex(self) -> int:
        """Makes the index of words again; of how many codings."""

    def find(self, prefix: str, *, kind: TargetKind | None = None) -> tuple[TargetKind, str]:
        """Kind and full id of the one record whose id begins so; LedgerError: none, or many."""

    def coding(self, report: str, *, as_of: str | None = None) -> Coding | None:
        """The coding of a report."""

    def codings(self, *, as_of: str | None = None) -> Iterator[Coding]:
        """All codings by time of publication, then id: what dossiers and exports are made of."""

    def original(self, sha256: str) -> Original | None:
        """The bytes that a report was read from, and where they were first met."""

    def source_map(self, report: str) -> tuple[SourceRun, ...]:
        """The way from a report's text back to its original."""

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
        """Keeps a person's decision; the same one again changes nothing."""

    def withdraw(self, judgement: str) -> Judgement:
        """Sets the time from which a judgement no longer holds; it stays in the ledger."""

    def judgements(
        self, *, as_of: str | None = None, withdrawn: bool = False
    ) -> Iterator[Judgement]:
        """Judgements that hold, by time; with `withdrawn` the others too."""

    def add_map(self, made: ClaimantMap) -> Added:
        """Keeps a map of control that somebody else made; a newer one of the same claimant
        and instant supersedes it."""

    def maps(self, *, as_of: str | None = None) -> Iterator[ClaimantMap]:
        """Claimants' maps by claimant and instant."""

    def setting(self, name: str) -> str | None:
        """What the program keeps for itself under a name."""

    def keep_setting(self, name: str, value: str) -> None:
        """Keeps it; the value before is gone."""

    def changed_at(self) -> str | None:
        """The last transaction time; None: nothing was ever written."""

    def dump(self) -> Iterator[bytes]:
        """Everything, superseded and withdrawn too, as JSON Lines that `load` takes."""

    def load(self, lines: Iterable[bytes]) -> int:
        """Writes such lines into this ledger in one transaction; how many were new.

        LedgerError: a line is none, is not what its id says, or the last ones are missing.
        """

    def check(self) -> Iterator[Finding]:
        """Everything in the ledger that is not as it was written; nothing where it is sound."""
