"""`dateline show`: one report with everything found in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, AsOf, Form, LedgerPath
from dateline.cli.output import Format, print_line, print_rows, visible
from dateline.model.errors import LedgerError

if TYPE_CHECKING:
    from dateline.model import Block, Coding, Report
    from dateline.store import Ledger

Id = Annotated[str, typer.Argument(metavar="REPORT", help="The report's id, or its beginning.")]
AsBytes = Annotated[
    bool, typer.Option("--original", help="Write the bytes that the report was read from.")
]
CLAIMS = ("id", "start", "source", "side", "manner", "stance", "certainty", "hedges", "content")
EVENTS = ("id", "type", "auxiliary", "trigger", "earliest", "latest", "places", "actors", "source")


def show(
    report: Id,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_of: AsOf = None,
    form: Form = Format.TABLE,
    original: AsBytes = False,
) -> None:
    """Show one report and what was found in it.

    As jsonl: its coding, as `dateline code` prints it; as csv: its claims.
    """
    from dateline.model import TargetKind, encode
    from dateline.store import instant, shown_address

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        full = opened.find(report, kind=TargetKind.REPORT)[1]
        coding = opened.coding(full, as_of=known)
        if coding is None:
            raise LedgerError(
                f"did not know the report {full} at {as_of}",
                where=shown_address(ledger),
                remedy="ask later",
            )
        if original:
            _original(opened, coding)
        elif form is Format.JSONL:
            print_line(encode(coding))
        else:
            _tables(opened, coding, known, form)


def _original(ledger: Ledger, coding: Coding) -> None:
    kept = ledger.original(coding.report.sha256)
    if kept is None:
        raise LedgerError(f"holds no bytes {coding.report.sha256}", remedy="ingest it again")
    sys.stdout.buffer.write(kept.data)


def _tables(ledger: Ledger, coding: Coding, as_of: str | None, form: Format) -> None:
    from dateline.store import Filter
    from dateline.store.rows import ClaimRow, EventRow

    where = Filter(report=coding.report.id)
    claims = ledger.claims(where, as_of=as_of)
    if form is Format.TABLE:
        _head(coding)
    print_rows(claims, form=form, kind=ClaimRow, columns=CLAIMS)
    if form is Format.TABLE:
        events = ledger.events(where, as_of=as_of)
        print_rows(events, form=form, kind=EventRow, columns=EVENTS)
        _contradictions(coding)


def _head(coding: Coding) -> None:
    report = coding.report
    for name in (
        "id",
        "title",
        "given",
        "outlet",
        "relay",
        "published",
        "updated",
        "byline",
        "lang",
        "url",
    ):
        value = getattr(report, name)
        if value:
            print(f"{name}: {visible('; '.join(value) if name == 'byline' else value)}")
    print(f"original: sha256 {report.sha256}\n")
    for block in report.blocks:
        note = block.kind.value + (" (repeat)" if block.repeats is not None else "")
        note += _pages(report, block)
        print(f"[{note}] {visible(report.text[block.start : block.end].strip())}")
    print()


def _pages(report: Report, block: Block) -> str:
    """The pages on which a block stands, where its original has pages."""
    pages = sorted({box.page for box in report.boxes_of(block.start, block.end)})
    return f", page {' and '.join(map(str, pages))}" if pages else ""


def _contradictions(coding: Coding) -> None:
    claims = {claim.id: claim for claim in coding.claims}
    for found in coding.contradictions:
        print(f"contradiction ({found.kind.value}): {visible(found.why)}")
        for name in found.claims:
            words = " … ".join(span.text for span in claims[name].content)
            print(f"  {name}: {visible(words)}")
