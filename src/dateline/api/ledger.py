"""A ledger as Python asks it; `read` makes one from reports."""

from __future__ import annotations

import getpass
import shutil
import tempfile
import warnings
import weakref
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from dateline.api.coded import Coded
from dateline.api.deriving import Deriving
from dateline.api.inputs import readings_of
from dateline.api.queries import Query
from dateline.api.rows import Rows
from dateline.api.sources import Found, Listed, Placed
from dateline.model import (
    Judgement,
    LedgerError,
    ReportError,
    TargetKind,
    Verdict,
    data_set_called,
)
from dateline.pipeline.whereabouts import read_asked
from dateline.store import (
    Change,
    ClaimRow,
    Count,
    EventRow,
    Hit,
    PlaceRow,
    ReportRow,
    instant,
    open_ledger,
)
from dateline.store import Ledger as Store

if TYPE_CHECKING:
    from dateline.api.comparing import Compared
    from dateline.api.plotting import Plots
    from dateline.pipeline.control_rows import HoldingRow
    from dateline.pipeline.derive import ContradictionRow, IncidentRow, OriginRow, RevisionRow
    from dateline.pipeline.tolls import TollRow
    from dateline.pipeline.why import WhyRow

VERDICTS = {"right": "right", "wrong": "wrong", "same-as": "same", "same": "same",
            "different": "different"}  # fmt: skip


class Ledger:
    """Reports, and what they say: a SQLite file, or a postgresql:// address.

    Opens what is there; with `create` it is made where it is not. LedgerError as on the command
    line. Lists are queries: lazy, immutable, and shown by a notebook.

    >>> led
    <Ledger ...: 12 reports, ... claims>
    """

    def __init__(self, place: str | Path, *, create: bool = False) -> None:
        self.place = str(place)
        self._store: Store = open_ledger(place, create=create, note=_warn)
        self._as_of: str | None = None
        self._remove: Callable[[], object] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database; a ledger that was made for a while is gone.

        >>> dl.Ledger(led.place).close()
        """
        self._store.close()
        if self._remove is not None:
            self._remove()

    def __repr__(self) -> str:
        at = f" as of {self._as_of}" if self._as_of else ""
        return f"<Ledger {self.place}{at}: {len(self.reports)} reports, {len(self.claims)} claims>"

    def as_of(self, moment: str) -> Ledger:
        """The same ledger as it was known at a transaction time (a day: its end, UTC).

        >>> len(led.as_of("2020-01-01").claims)
        0
        """
        view = object.__new__(type(self))
        view.place, view._store, view._as_of = self.place, self._store, instant(moment)
        view._remove = self._remove
        return view

    @property
    def reports(self) -> Query[ReportRow]:
        """Reports by publication.

        >>> led.reports.where(lang="uk")
        <ReportRow: lang:uk>
        """
        return Query(Listed(self._store, "report", ReportRow, self._as_of))

    @property
    def claims(self) -> Query[ClaimRow]:
        """Who says what.

        >>> led.claims.where("place:Kherson", stance="deny")
        <ClaimRow: place:Kherson stance:deny>
        """
        return Query(Listed(self._store, "claim", ClaimRow, self._as_of))

    @property
    def events(self) -> Query[EventRow]:
        """What is said to have happened.

        >>> led.events.where(near="Kherson~10").sort("valid")
        <EventRow: near:Kherson~10>
        """
        return Query(Listed(self._store, "event", EventRow, self._as_of))

    @property
    def places(self) -> Query[PlaceRow]:
        """Places, most named first.

        >>> "Kherson" in {place.name for place in led.places}
        True
        """
        return Query(Placed(self._store, self._as_of))

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of all sources.

        >>> "Dmitry Peskov" in led.sources
        True
        """
        return tuple(name for name in self._store.sources() if name)

    def search(self, query: str, *, best: bool = False, reports: bool = False) -> Query[Hit]:
        """Claims that a query finds with the words around, the newest first, or the best;
        `reports`: reports in which the words stand anywhere.

        >>> led.search("Херсон")[:2]
        <2 rows of Hit>
        """
        of: Literal["claim", "report"] = "report" if reports else "claim"
        found = Query(Found(self._store, of, self._as_of)).where(query)
        return found.sort("relevance") if best else found

    def counts(self, *facets: str, query: str = "") -> dict[str, tuple[Count, ...]]:
        """For each facet the values that most claims have.

        >>> sorted(count.value for count in led.counts("lang")["lang"])
        ['en', 'ru', 'uk']
        """
        where = read_asked(self._store, query)
        return self._store.counts(facets, where, as_of=self._as_of)

    def changes(self, since: int = 0) -> Rows[Change]:
        """What was written after a transaction, by its number.

        >>> led.changes()[0].what
        'added'
        """
        return Rows(tuple(self._store.changes(since)), Change)

    @property
    def incidents(self) -> Query[IncidentRow]:
        """Events of many claims, judged to be one.

        >>> led.incidents.where(near="Kherson")
        <IncidentRow: near:Kherson~25>
        """
        return self._derived.incidents()

    @property
    def origins(self) -> Query[OriginRow]:
        """Where claims entered the record.

        >>> led.origins.where(side="Russia")
        <OriginRow: side:RUS>
        """
        return self._derived.origins()

    @property
    def contradictions(self) -> Query[ContradictionRow]:
        """Claims that cannot both hold, and why.

        >>> led.contradictions.where("stance:deny")
        <ContradictionRow: stance:deny>
        """
        return self._derived.contradictions()

    @property
    def tolls(self) -> Query[TollRow]:
        """The numbers of each incident, by claimant.

        >>> led.tolls.where(in_="Kherson Oblast")
        <TollRow: in:"Kherson Oblast">
        """
        return self._derived.tolls()

    @property
    def revisions(self) -> Query[RevisionRow]:
        """What later versions of a page changed.

        >>> led.revisions.first().change in ("changed", "dropped", "added")
        True
        """
        return self._derived.revisions()

    @property
    def plot(self) -> Plots:
        """Pictures: `plot.timeline("place:Kherson")`.

        >>> type(led.plot).__name__
        'Plots'
        """
        from dateline.api.plotting import Plots

        return Plots(self)

    def control(self, at: str | None = None, *, known: str | None = None) -> Rows[HoldingRow]:
        """Who holds which place at the end of a day, by what had been published by `known`.

        >>> {row.name: (row.controller, row.before) for row in led.control("2022-11-12")}["Kherson"]
        ('UKR', 'RUS')
        """
        return self._derived.control(at, known)

    @cached_property
    def _derived(self) -> Deriving:
        return Deriving(self._store, self._as_of)

    def report(self, report: str) -> Coded:
        """A report with everything in it, by its id or the beginning of it.

        >>> led.report(led.reports[0].id[:12])
        <Coded rep-...: ... claims, ... events>
        """
        full = self._store.find(report, kind=TargetKind.REPORT)[1]
        coding = self._store.coding(full, as_of=self._as_of)
        if coding is None:
            raise LedgerError(
                f"did not know the report {full} then", where=self.place, remedy="ask later"
            )
        return Coded(coding)

    def why(self, record: str) -> Rows[WhyRow]:
        """The reasons for a report, claim or event, by its id or the beginning of it.

        >>> led.why(led.events[0].id[:12])
        <... rows of WhyRow>
        """
        kind, full = self._store.find(record)
        if kind is TargetKind.REPORT:
            return self.report(full).why()
        found = self.claims.where(id=full).first()
        if found is None:
            raise LedgerError(f"did not know {full} then", where=self.place, remedy="ask later")
        return self.report(found.report).why(full)

    def judge(
        self,
        record: str,
        verdict: str,
        other: str | None = None,
        *,
        reason: str | None = None,
        author: str | None = None,
    ) -> Judgement:
        """Keeps that a record is right or wrong, or the same as or different from another.

        >>> made = led.judge(led.claims[0].id, "wrong", reason="read twice", author="Ana")
        >>> made.verdict.value, led.undo(made).withdrawn_at is not None
        ('wrong', True)
        """
        kind, full = self._store.find(record)
        second = self._store.find(other, kind=kind)[1] if other else None
        word = VERDICTS.get(verdict)
        if word is None:
            from dateline.model import UsageError

            raise UsageError(f"{verdict!r} is no verdict", remedy="choose " + ", ".join(VERDICTS))
        return self._store.judge(
            kind, full, Verdict(word), author=author or getpass.getuser(), other=second,
            reason=reason,
        )  # fmt: skip

    def undo(self, judgement: Judgement | str) -> Judgement:
        """Withdraws a judgement; it stays in the ledger with the time of its withdrawal.

        >>> made = led.judge(led.claims[0].id, "right", author="Ana")
        >>> led.undo(made).id == made.id
        True
        """
        name = judgement if isinstance(judgement, str) else judgement.id
        return self._store.withdraw(name)

    def judgements(self, *, withdrawn: bool = False) -> Rows[Judgement]:
        """What people decided.

        >>> led.judgements()
        <0 rows of Judgement>
        """
        found = self._store.judgements(as_of=self._as_of, withdrawn=withdrawn)
        return Rows(tuple(found), Judgement)

    def read(self, given: Any, *, conflict: str | None = None, reader: bool = True,
             jobs: int = 1, articles: int = 0, **columns: str) -> Self:  # fmt: skip
        """Adds reports to this ledger: paths, addresses, text, bytes, records or a data frame,
        whose columns are named as in `text="body", published="date"`.

        What cannot be read is warned of, and the rest is read. `articles`: how many of the pages
        that a feed or a sitemap names are read, the newest first.

        >>> with dl.read("Rebels took Goma, officials said.", reader=False) as other:
        ...     len(other.read("The army left Goma, it said.", reader=False).reports)
        2
        """
        from dateline.pipeline import Settings, run
        from dateline.pipeline.unknown import keep_unknown

        settings = Settings(conflict=conflict, reader=reader, jobs=jobs)
        program = settings.program()
        inputs = keep_unknown(
            self._store, readings_of(given, columns=columns, articles=articles), program
        )
        coded = run(inputs, settings)
        whole = ((made.reading, made.coding) for made in _warned(coded))
        for _ in _warned(self._store.add_all(whole, program=program)):
            pass
        return self

    def compare(self, path: str | Path) -> Compared:
        """A file of coded events (ACLED, UCDP GED) beside what this ledger has read: the pairs and
        in what they differ, what each lacks; `agreement` says how far they agree.

        >>> names = "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,location,"
        >>> names += "latitude,longitude,geo_precision,source,notes,fatalities"
        >>> row = "A1,11 November 2022,Battles,Armed clash,Soldiers,Ukraine,Kherson,"
        >>> row += "46.6558,32.6178,1,Reuters,A clash.,0"
        >>> _ = (folder / "acled.csv").write_text(f"{names}\\n{row}\\n", encoding="utf-8")
        >>> led.compare(folder / "acled.csv").agreement.rows
        1
        """
        from dateline.api.comparing import Compared, compare_file

        warn = lambda error: _warn(str(error))  # noqa: E731
        return Compared(compare_file(self._store, path, as_of=self._as_of, failed=warn))

    def export(
        self, form: str, path: str | Path | None = None, *, query: str = "",
        country: str | None = None, given: bool = True,
    ) -> bytes | Path:  # fmt: skip
        """The ledger, or what a query leaves of it, in a format of others (csv, acled,
        geojson...), as bytes or into a file.

        Rows of data sets of coded events stand under their makers' terms, which is warned of;
        without `given` there are none.

        >>> led.export("csv", query="stance:deny")[:8]
        b'claim_id'
        """
        from dateline.api.exporting import Watcher, export_pieces
        from dateline.api.selecting import select

        where = read_asked(self._store, query)
        choose = lambda codings: select(  # noqa: E731
            self._store, where, codings, form=form, country=country, as_of=self._as_of
        )
        pieces = export_pieces(
            self._store, form, as_of=self._as_of, told=Watcher(terms=_warn_of_terms), given=given,
            choose=choose if query.strip() or country else None,
        )  # fmt: skip
        if path is None:
            return b"".join(pieces)
        from dateline.publish.whole_file import whole_file

        with whole_file(Path(path)) as file:
            for piece in pieces:
                file.write(piece)
        return Path(path)

    def dossier(self, folder: str | Path, *, title: str | None = None) -> Path:
        """Writes the dossier for people to read; its page.

        >>> led.dossier(folder).name
        'index.html'
        """
        from dateline.api.exporting import write_ledger_dossier

        return write_ledger_dossier(self._store, Path(folder), title=title)


def read(
    given: Any,
    ledger: str | Path | None = None,
    *,
    conflict: str | None = None,
    reader: bool = True,
    jobs: int = 1,
    articles: int = 0,
    **columns: str,
) -> Ledger:
    """A ledger of some reports: in a file that is named, or one that is gone when it is closed.

    >>> with dl.read("Rebels took Goma, officials said.", reader=False) as other:
    ...     len(other.reports)
    1
    """
    made = Ledger(ledger, create=True) if ledger is not None else _for_a_while()
    return made.read(
        given, conflict=conflict, reader=reader, jobs=jobs, articles=articles, **columns
    )


def _for_a_while() -> Ledger:
    """A ledger whose file is gone when it is closed, or no longer used."""
    folder = tempfile.mkdtemp(prefix="dateline-")
    made = Ledger(Path(folder) / "ledger.sqlite", create=True)
    # A query holds the store, so that the file must outlive whatever still asks it.
    made._remove = weakref.finalize(made._store, shutil.rmtree, folder, ignore_errors=True)
    return made


def _warn(text: str) -> None:
    warnings.warn(text, stacklevel=3)


def _warn_of_terms(rows: Mapping[str, int]) -> None:
    for name, number in rows.items():
        _warn(
            f"{number} rows of {name} among it: {data_set_called(name).terms} (given=False: none)"
        )


def _warned(results: Iterator[Any]) -> Iterator[Any]:
    for item in results:
        if isinstance(item, ReportError):
            _warn(str(item))
        else:
            yield item
