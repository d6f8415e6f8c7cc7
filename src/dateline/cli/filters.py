"""The options that every list takes, in one place; a command gets them as one record."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, get_type_hints

from dateline.cli.asking import only_new, opened_ledger, say_what_is_near, spoken_by
from dateline.cli.codebook import doubt
from dateline.cli.options import (
    DEFAULT_LEDGER,
    AsOf,
    AuxiliaryIs,
    CertaintyIs,
    Exact,
    Form,
    InArea,
    Km,
    LedgerPath,
    Limit,
    NearPlace,
    Place,
    QueryWords,
    ReportId,
    Side,
    Since,
    SinceLast,
    Sort,
    Source,
    StanceIs,
    Type,
    Until,
)
from dateline.cli.output import Format
from dateline.cli.sides import side_code
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.query import Field, Term
    from dateline.store import Filter, Ledger

NO_LIST = frozenset({"form", "limit", "sort", "since_last"})
"""What a command does without whose answer is no list."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a person asked a list for; None: any."""

    words: QueryWords = None
    ledger: LedgerPath = DEFAULT_LEDGER
    source: Source = None
    side: Side = None
    place: Place = None
    near: NearPlace = None
    km: Km = None
    inside: InArea = None
    type_: Type = None
    certainty: CertaintyIs = None
    stance: StanceIs = None
    auxiliary: AuxiliaryIs = None
    since: Since = None
    until: Until = None
    report: ReportId = None
    as_of: AsOf = None
    limit: Limit = None
    sort: Sort = None
    since_last: SinceLast = False
    exact: Exact = False
    form: Form = Format.TABLE

    @property
    def known(self) -> str | None:
        """The instant as of which the ledger is asked."""
        from dateline.store import instant

        return instant(self.as_of) if self.as_of else None

    def spots(self) -> Iterator[Field]:
        """`--near` and `--in`, as fields of the query language."""
        from dateline.query import Field, near_value

        if self.km is not None and self.near is None:
            raise UsageError("--km needs a place", remedy="add --near PLACE")
        if self.near is not None:
            try:
                yield Field("near", near_value(self.near, self.km))
            except ValueError as error:
                raise UsageError(
                    f"{self.near!r} is nowhere", where="--near", remedy=f"give {error}"
                ) from error
        if self.inside is not None:
            yield Field("in", self.inside)

    def query(self) -> Term | None:
        """The words of the query with the places of the options; None: none were given."""
        from dateline.query import all_of, parse_query

        terms: list[Term] = [parse_query(" ".join(self.words))] if self.words else []
        terms += self.spots()
        return all_of(terms) if terms else None

    def check(self) -> None:
        """UsageError for an instant or a query that cannot be, before any ledger is opened."""
        _ = self.known, self.query()

    def filter(self, ledger: Ledger) -> Filter:
        """All of it as the ledger's filter; UsageError for a place that nobody knows."""
        from dateline.pipeline.whereabouts import find_spots
        from dateline.query import with_side_codes
        from dateline.store import Filter

        doubt(self.type_)
        query = self.query()
        where = Filter(
            side=side_code(self.side), place=self.place, type=self.type_,
            certainty=self.certainty, stance=self.stance, auxiliary=self.auxiliary,
            since=self.since, until=self.until, report=self.report, exact=self.exact,
            query=None if query is None else with_side_codes(query),
        )  # fmt: skip
        return find_spots(ledger, spoken_by(where, self.source, ledger))

    @contextmanager
    def opened(self, command: str) -> Iterator[tuple[Ledger, Filter]]:
        """The ledger with the filter; `command`: under which it is kept what was shown."""
        self.check()
        with opened_ledger(self.ledger) as ledger:
            where = self.filter(ledger)
            with only_new(ledger, where, command=command, wanted=self.since_last) as narrowed:
                yield ledger, narrowed

    def say_nothing_found(self, ledger: Ledger, where: Filter) -> None:
        """Says what may have been meant, where nothing was found."""
        if not self.since_last:
            say_what_is_near(ledger, where, self.source)


def with_filters(
    command: Callable[..., None], *, without: frozenset[str] = frozenset()
) -> Callable[..., None]:
    """A command with the options of all lists, which it takes as `asked`, before its own."""
    names = [field.name for field in fields(Asked) if field.name not in without]
    defaults = {field.name: field.default for field in fields(Asked)}
    told = get_type_hints(Asked, include_extras=True)
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    taken = {parameter.name for parameter in own}
    shared = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=defaults[name], annotation=told[name]
        )
        for name in names
        if name not in taken
    ]
    form = [parameter for parameter in shared if parameter.name == "form"]
    rest = [parameter for parameter in shared if parameter.name != "form"]
    needed = [parameter for parameter in own if parameter.default is inspect.Parameter.empty]
    given = [*needed, *rest, *(p for p in own if p not in needed), *form]

    def run(**options: object) -> None:
        shared_names = [name for name in names if name in options and name not in taken]
        asked = Asked(**{name: options.pop(name) for name in shared_names})  # type: ignore[arg-type]
        command(asked, **options)

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    run.__annotations__ = {p.name: p.annotation for p in given}
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in given]
    )
    return run
