"""`dateline load`: an exported ledger into another."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, LedgerPath
from dateline.cli.output import print_note
from dateline.model.errors import LedgerError, UnreadableInput

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="What `dateline export jsonl` wrote; - for standard input."
    ),
]


def load(file: File, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Load what `dateline export jsonl` wrote.

    Into an empty ledger it comes back without loss; into another, what is new is added. All of
    it is written, or nothing: an export that was cut off or changed is refused.
    """
    from dateline.store import shown_address

    with opened_ledger(ledger, create=True) as opened, _named(file):
        new = opened.load(_lines(file))
    print_note(f"{shown_address(ledger)}: {new} new records")


@contextmanager
def _named(file: str) -> Iterator[None]:
    """Errors that name a line name the file too."""
    try:
        yield
    except LedgerError as error:
        line = (error.where or "").removeprefix("line ")
        if not line.isdigit():
            raise
        name = "standard input" if file == "-" else file
        raise LedgerError(error.what, where=f"{name}:{line}", remedy=error.remedy) from error


def _lines(file: str) -> Iterator[bytes]:
    if file == "-":
        yield from _noted(sys.stdin.buffer)
        return
    try:
        with Path(file).open("rb") as stream:
            yield from _noted(stream)
    except OSError as error:
        raise UnreadableInput(
            f"cannot be read: {error.strerror}", where=file, remedy="check path and permissions"
        ) from error


def _noted(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, with a note where they are of a form that has no last line."""
    from dateline.store.dump import FIRST_FORMAT

    for number, line in enumerate(lines):
        if number == 0 and FIRST_FORMAT.encode() in line[:200]:
            print_note("note: written by Dateline 0.1.0, so nothing tells whether it is whole")
        yield line
