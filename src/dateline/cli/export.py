"""`dateline export`: the ledger in the formats of others."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.api.exporting import FORMATS, export_pieces
from dateline.cli.asking import opened_ledger
from dateline.cli.leftout import note_numbers
from dateline.cli.options import DEFAULT_LEDGER, AsOf, LedgerPath
from dateline.model.errors import RunError, UsageError

if TYPE_CHECKING:
    pass

Name = Annotated[
    str, typer.Argument(metavar="FORMAT", help=" | ".join(FORMATS), show_default=False)
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="A file, instead of standard output.",
        show_default=False,
    ),
]  # fmt: skip


def export(
    form: Name, output: Output = None, ledger: LedgerPath = DEFAULT_LEDGER, as_of: AsOf = None
) -> None:
    """Write the ledger in another format.

    jsonl: the whole ledger with all that was superseded or withdrawn, for `dateline load`.
    codings: one coding a line, in the form of `dateline code`.

    csv: claims, one a row. acled, ucdp, geojson, kml, geoparquet: what is said to have
    happened, in the columns of ACLED, of UCDP GED, or on a map. jsonld: claims as schema.org
    has them.

    What was judged wrong is in jsonl alone.
    """
    from dateline.store import instant

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        pieces = export_pieces(opened, form, as_of=known, left=note_numbers)
        with _sink(output) as sink:
            for piece in pieces:
                sink.write(piece)


@contextmanager
def _sink(output: Path | None) -> Iterator[BinaryIO]:
    """Where an export goes: standard output, or a file that appears only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    from dateline.publish.whole_file import whole_file

    try:
        with whole_file(output) as file:
            yield file
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        fault = RunError if full else UsageError
        remedy = "free some space" if full else "name another file"
        what = f"cannot be written: {error.strerror}"
        raise fault(what, where=str(output), remedy=remedy) from error
