"""The commands that list what follows from all claims: one signature, one way to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.cli.filters import Asked, with_filters
from dateline.cli.output import Format, print_rows
from dateline.cli.sorting import sort_rows

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.model import Coding
    from dateline.pipeline.derive import Derived
    from dateline.store import Filter, Ledger

Rows = Callable[["list[Coding]", "Derived"], "Iterator[Struct]"]
Passes = Callable[["Struct"], bool]


def deriving(
    rows: Rows,
    *,
    row: str,
    columns: tuple[str, ...],
    about: str,
    whole: bool = False,
    brief: Callable[[Any], Struct] | None = None,
) -> Callable[..., None]:
    """A command that prints derived records. `row`: their type in dateline.pipeline.derive.

    In a table for people `brief` shortens each.
    `whole`: rows of claims that were judged wrong too.
    """

    def command(asked: Asked) -> None:
        from dateline.pipeline import derive
        from dateline.pipeline.standing import standing

        kind = getattr(derive, row)
        with asked.opened(row) as (ledger, where):
            codings = list(ledger.codings(as_of=asked.known))
            judgements = list(ledger.judgements(as_of=asked.known))
            passes = passing_asked(ledger, where, asked)
            derived = derive.derive(codings, judgements)
            made = rows(codings if whole else standing(codings, judgements), derived)
            found = sort_rows(filter(passes, made), asked.sort, kind, ledger)
            if brief is not None and asked.form is Format.TABLE:
                found = map(brief, found)
            print_rows(islice(found, asked.limit), form=asked.form, kind=kind, columns=columns)

    command.__doc__ = about
    return with_filters(command)


def passing_asked(ledger: Ledger, where: Filter, asked: Asked) -> Passes:
    """Whether a derived row rests on what is asked for; where there is none such, what may have
    been meant is said."""
    from dateline.pipeline.resting import passing

    return passing(
        ledger, where, as_of=asked.known,
        on_none=lambda: asked.say_nothing_found(ledger, where),
    )  # fmt: skip
