"""`dateline why`: everything behind what was coded of a text, file or record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, AsOf, ConflictSlug, LedgerPath, NoReader
from dateline.cli.output import print_error, print_line, visible
from dateline.model.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from dateline.model import Reading, ReportError
    from dateline.pipeline.why import WhyRow

ID = re.compile(r"(rep|clm|evt)-[0-9a-f]+")


class Shape(StrEnum):
    """The form of the reasons."""

    TEXT = "text"
    JSONL = "jsonl"


What = Annotated[
    str,
    typer.Argument(
        metavar="TEXT|FILE|ID",
        help="A text, a file or - for standard input, or the id of a report, claim or event.",
        show_default=False,
    ),
]
Form = Annotated[Shape, typer.Option("--format", help="text for people; jsonl for programs.")]


def why(
    what: What,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_of: AsOf = None,
    form: Form = Shape.TEXT,
    conflict: ConflictSlug = None,
    no_reader: NoReader = False,
) -> None:
    """Say why a text was coded as it was, sentence by sentence.

    Claims, events with every slot, what was tried and which condition failed, places with
    candidates, times, and what control uses or leaves out. docs/why.md reads an example.
    """
    rows = (
        _of_record(what, ledger, as_of)
        if ID.fullmatch(what)
        else _of_texts(what, conflict, reader=not no_reader)
    )
    _print(rows, form)


def _of_texts(what: str, conflict: str | None, *, reader: bool) -> Iterator[WhyRow]:
    from dateline.model import ReportError
    from dateline.pipeline.why import code_with_trace, reasons

    failed = False
    for reading in _readings(what):
        if isinstance(reading, ReportError):
            print_error(reading)
            failed = True
            continue
        yield from reasons(code_with_trace(reading.report, conflict=conflict, reader=reader))
    if failed:
        raise typer.Exit(1)


def _readings(what: str) -> Iterable[Reading | ReportError]:
    from dateline.cli.inputs import read, reading

    options = reading(max_mb=64.0, input_format=None, timeout=20.0, private=False, robots=True)
    if what == "-" or _is_path(what):
        return read([what], options)
    if not what.strip():
        raise UsageError("there is no text to explain", remedy="dateline why 'Rebels took Goma.'")
    return _of_text(what)


def _of_text(text: str) -> Iterator[Reading | ReportError]:
    from dateline.ingest.formats import by_name

    yield from by_name("plain").read(text.encode(), where="text")


def _is_path(what: str) -> bool:
    try:
        return Path(what).exists()
    except OSError:
        return False


def _of_record(what: str, ledger: str, as_of: str | None) -> Iterator[WhyRow]:
    from dateline.model import TargetKind
    from dateline.pipeline.why import Explained, reasons
    from dateline.query import Field
    from dateline.store import Filter, instant

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        kind, full = opened.find(what)
        report: str | None = full
        if kind is not TargetKind.REPORT:
            named = Filter(query=Field("id", full))
            report = next((row.report for row in opened.claims(named, as_of=known)), None)
        coding = opened.coding(report, as_of=known) if report is not None else None
    if coding is None:
        raise LedgerError(
            f"did not know {full} at {as_of or 'any time'}", where=ledger, remedy="ask later"
        )
    yield from reasons(Explained(coding), only=None if kind is TargetKind.REPORT else full)


def _print(rows: Iterable[WhyRow], form: Shape) -> None:
    import msgspec

    before: tuple[str, str] | None = None
    for row in rows:
        if form is Shape.JSONL:
            print_line(msgspec.json.encode(row))
            continue
        head = (row.kind, row.about)
        if row.kind == "sentence":
            print(f"\n{row.sentence}  {visible(row.value)}")
        else:
            if head != before:
                print(visible(f"  {row.kind} {row.about}".rstrip()))
            why = f"  -- {row.why}" if row.why else ""
            at = f"  [{row.at}]" if row.at else ""
            print(visible(f"    {row.slot}: {row.value}{why}{at}"))
        before = head
