"""`dateline export`: the ledger in the formats of others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.cli.options import DEFAULT_LEDGER, AsOf, LedgerPath
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.store import Ledger

Name = Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl | codings", show_default=False)]
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

    jsonl: the whole ledger with all that was superseded or withdrawn, to load into another.
    codings: one coding a line, in the form of `dateline code`, as known at --as-of.
    """
    from dateline.store import instant, open_ledger

    known = instant(as_of) if as_of else None
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", remedy="choose " + ", ".join(FORMATS))
    if form == "jsonl" and known:
        raise UsageError("jsonl is the ledger at all times", remedy="leave out --as-of")
    with open_ledger(ledger, create=False) as opened, _sink(output) as sink:
        for line in FORMATS[form](opened, known):
            sink.write(line + b"\n")


def _jsonl(ledger: Ledger, _as_of: str | None) -> Iterator[bytes]:
    return ledger.dump()


def _codings(ledger: Ledger, as_of: str | None) -> Iterator[bytes]:
    from dateline.model import encode

    return (encode(coding) for coding in ledger.codings(as_of=as_of))


FORMATS: dict[str, Callable[[Ledger, str | None], Iterator[bytes]]] = {
    "jsonl": _jsonl,
    "codings": _codings,
}


@contextmanager
def _sink(output: Path | None) -> Iterator[BinaryIO]:
    """Where an export goes: standard output, or a file that appears only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error.strerror}", where=str(output), remedy="name another file"
        ) from error
    finally:
        part.unlink(missing_ok=True)
