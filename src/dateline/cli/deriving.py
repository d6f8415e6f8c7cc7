"""The commands that list what follows from all claims: one signature, one way to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from dateline.cli.options import DEFAULT_LEDGER, AsOf, Form, LedgerPath
from dateline.cli.output import Format, print_rows

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.model import Coding
    from dateline.pipeline.derive import Derived

Rows = Callable[["list[Coding]", "Derived"], "Iterator[Struct]"]


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

    def command(
        ledger: LedgerPath = DEFAULT_LEDGER, as_of: AsOf = None, form: Form = Format.TABLE
    ) -> None:
        from dateline.pipeline import derive
        from dateline.pipeline.standing import standing
        from dateline.store import instant, open_ledger

        known = instant(as_of) if as_of else None
        with open_ledger(ledger, create=False) as opened:
            codings = list(opened.codings(as_of=known))
            judgements = list(opened.judgements(as_of=known))
        derived = derive.derive(codings, judgements)
        found = rows(codings if whole else standing(codings, judgements), derived)
        if brief is not None and form is Format.TABLE:
            found = map(brief, found)
        print_rows(found, form=form, kind=getattr(derive, row), columns=columns)

    command.__doc__ = about
    return command
