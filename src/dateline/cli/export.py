"""`dateline export`: the ledger in the formats of others."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.api.exporting import (
    FORMATS,
    OF_THE_WEB,
    WHOLE,
    Watcher,
    check_format,
    export_called,
    export_pieces,
    gather_material,
)
from dateline.cli.asking import opened_ledger
from dateline.cli.filters import NO_LIST, Asked, with_filters
from dateline.cli.leftout import note_apart, note_numbers, note_terms
from dateline.cli.output import print_note
from dateline.model.errors import RunError, UsageError

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.publish.exports.material import Material, Selection
    from dateline.publish.exports.registry import Export
    from dateline.publish.exports.tables import Table

Name = Annotated[
    str, typer.Argument(metavar="FORMAT", help=" | ".join(FORMATS), show_default=False)
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE",
        help="A file, instead of standard output; beside a table its schema (.schema.json).",
        show_default=False,
    ),
]  # fmt: skip
Country = Annotated[
    str | None,
    typer.Option(
        "--country",
        metavar="COUNTRY",
        help="What happened in a country: its name or ISO 3166-1 code.",
        show_default=False,
    ),
]
EachEvent = Annotated[
    bool, typer.Option("--each-event", help="One row an event, instead of one an incident.")
]
WithoutGiven = Annotated[
    bool,
    typer.Option(
        "--without-given",
        help="Leave out the rows of data sets of coded events (ACLED, UCDP GED, VIINA).",
    ),
]
Every = Annotated[
    bool,
    typer.Option(
        "--all",
        help="acled, ucdp: also rows without a place below a country or without an actor, which "
        "else go to a file of their own (.rest.csv).",
    ),
]


def export_ledger(
    asked: Asked,
    form: Name,
    output: Output = None,
    country: Country = None,
    each_event: EachEvent = False,
    all_rows: Every = False,
    without_given: WithoutGiven = False,
) -> None:
    """Write the ledger in another format.

    jsonl: the whole ledger with all that was superseded or withdrawn, for `dateline load`.
    codings: one coding a line, in the form of `dateline code`.

    csv: claims, one a row. acled, ucdp, geojson, kml, geoparquet, geopackage: what is said to
    have happened, one row an incident, in the columns of ACLED, of UCDP GED, or on a map (a
    GeoPackage with styles for QGIS). hxl: the same with the hashtags of humanitarian data. totals:
    counts of periods and wars, which are in no incident's toll. jsonld: claims as schema.org
    has them; annotations: as W3C Web Annotations, which `dateline judge --from` takes back. ftm:
    incidents, reports and bodies as FollowTheMoney entities; no person is one. warc, wacz: the
    pages that were read, as archives of the web (extra evidence; ReplayWeb.page opens wacz).

    What was judged wrong is in jsonl alone. Rows of data sets of coded events (docs/compare.md)
    stand under their makers' terms, of which a note tells.
    """
    from dateline.api.selecting import select
    from dateline.pipeline.resting import is_open

    given = not without_given
    check_format(form, as_of=asked.known, given=given)
    asked.check()
    told = Watcher(left=note_numbers, terms=note_terms, apart=note_apart)
    with opened_ledger(asked.ledger) as ledger:
        where = asked.filter(ledger)

        def choose(codings: list[Coding]) -> Selection:
            return select(ledger, where, codings, form=form, country=country, as_of=asked.known)

        if form in WHOLE or form in OF_THE_WEB:
            pieces = export_pieces(
                ledger, form, as_of=asked.known, told=told, given=given,
                choose=None if is_open(where) and country is None else choose,
            )  # fmt: skip
            _write(pieces, output)
            return
        material = gather_material(
            ledger, as_of=asked.known, told=told, given=given, each_event=each_event, choose=choose
        )
        found = export_called(form)
        if found.table is None:
            _write(found.write(material), output)
        else:
            _write_table(found, found.table, material, output, whole=all_rows)


export = with_filters(export_ledger, without=NO_LIST)


def _write(pieces: Iterable[bytes], output: Path | None) -> None:
    with _sink(output) as sink:
        for piece in pieces:
            sink.write(piece)


def _write_table(
    form: Export, table: Table, material: Material, output: Path | None, *, whole: bool
) -> None:
    """A table; what is not whole beside it, or told of; and its schema beside a file."""
    from dateline.publish.exports.table_schema import schema_file
    from dateline.publish.exports.tables import csv_lines

    kept, rest = table.parts(material)
    if whole:
        kept, rest = [*kept, *rest], []
    _write(csv_lines(table.columns, kept), output)
    if output is not None:
        _write([schema_file(form.name, table)], output.with_suffix(".schema.json"))
    if output is not None and table.is_whole is not None and not whole:
        _write(csv_lines(table.columns, rest), output.with_suffix(".rest.csv"))
    if rest:
        beside = f"{output.with_suffix('.rest.csv')} has them" if output else "--all has them"
        print_note(f"left out, without a place or an actor: {len(rest)} ({beside})")


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
