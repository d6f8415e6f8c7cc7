"""`dateline load`: an exported ledger into another."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, LedgerPath
from dateline.cli.output import print_note
from dateline.model.errors import UnreadableInput

File = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="What `dateline export jsonl` wrote; - for standard input."
    ),
]


def load(file: File, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Load what `dateline export jsonl` wrote.

    Into an empty ledger it comes back without loss; into another, what is new is added. All of
    it is written, or nothing.
    """
    from dateline.store import open_ledger

    with open_ledger(ledger) as opened:
        new = opened.load(_lines(file))
    print_note(f"{ledger}: {new} new records")


def _lines(file: str) -> Iterator[bytes]:
    if file == "-":
        yield from sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield from stream
    except OSError as error:
        raise UnreadableInput(
            f"cannot be read: {error.strerror}", where=file, remedy="check path and permissions"
        ) from error
