"""`dateline learn`: reads scores as this ledger's judgements show that they are to be read."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer
from msgspec import Struct

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, Form, WhichLedger
from dateline.cli.output import Format, print_note, print_rows
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.pipeline.learning import Part
    from dateline.store import Ledger

Keep = Annotated[bool, typer.Option("--keep", help="Take what gains into use in this ledger.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take the last that was kept back.")]
Author = Annotated[
    str | None,
    typer.Option("--author", help="Who keeps it; without it, the user's login name."),
]


class LearnRow(Struct, frozen=True, kw_only=True):
    """What could be learned of one question. `wrong_before`: judgements that the program goes
    against now; `wrong_after`: by a curve that was fitted without them; `loss_*`: how surprising
    they are to it, less is better."""

    COLUMNS: ClassVar = ("question", "judgements", "wrong_before", "wrong_after", "loss_before",
                         "loss_after", "gains")  # fmt: skip

    question: str
    judgements: int
    wrong_before: int
    wrong_after: int
    loss_before: float
    loss_after: float
    gains: bool
    constant: float
    slope: float


def learn(
    ledger: WhichLedger = DEFAULT_LEDGER,
    keep: Keep = False,
    undo: Undo = False,
    author: Author = None,
    form: Form = Format.TABLE,
) -> None:
    """Fit how scores are read to a ledger's judgements.

    Shows what that gains, on judgements that were held out of the fit. Nothing changes without
    --keep, and --undo takes it back. The reader itself is never fitted here.
    """
    from dateline.pipeline.learning import keep_learned, read_learned, study, undo_learned
    from dateline.store import stamp

    if keep and undo:
        raise UsageError("--keep and --undo go apart", remedy="give one of them")
    with opened_ledger(ledger) as opened:
        now = stamp(datetime.now(UTC))
        if undo:
            with kept_as_before(opened):
                undone = undo_learned(opened, at=now)
            print_note(f"what was learned on {undone.kept_at[:10]} is no longer in use")
            return
        parts = study(
            list(opened.codings()), list(opened.judgements()), learned=read_learned(opened)
        )
        print_rows(map(row_of, parts), form=form, kind=LearnRow, columns=LearnRow.COLUMNS)
        better = [part for part in parts if part.gains]
        if not better:
            print_note("nothing is gained by learning, and nothing is kept")
        elif keep:
            with kept_as_before(opened):
                keep_learned(opened, better, author=author or getpass.getuser(), at=now)
            print_note("kept: " + "; ".join(part.words for part in better))
        else:
            print_note("nothing is changed: --keep takes what gains into use")


def row_of(part: Part) -> LearnRow:
    """What could be learned of one question, as it is listed."""
    return LearnRow(
        question=part.words, judgements=part.judgements, wrong_before=part.wrong_before,
        wrong_after=part.wrong_after, loss_before=part.loss_before,
        loss_after=part.loss_after, gains=part.gains,
        constant=round(part.curve.constant, 4), slope=round(part.curve.slope, 4),
    )  # fmt: skip


@contextmanager
def kept_as_before(opened: Ledger) -> Iterator[None]:
    """Computes what follows anew after a change of how scores are read, where it was kept."""
    from dateline.pipeline.upkeep.keeping import is_kept, keep_up

    was = is_kept(opened)
    yield
    if was:
        keep_up(opened)
