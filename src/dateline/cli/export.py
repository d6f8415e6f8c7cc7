"""`dateline export`: the ledger in the formats of others."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.codebook import doubt
from dateline.cli.leftout import note_numbers
from dateline.cli.options import (
    DEFAULT_LEDGER,
    AsOf,
    LedgerPath,
    Place,
    Side,
    Since,
    Source,
    Type,
    Until,
)
from dateline.cli.output import print_note
from dateline.cli.selecting import Query, select
from dateline.model.errors import RunError, UsageError

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.publish.exports.material import Material
    from dateline.publish.exports.registry import Export
    from dateline.publish.exports.tables import Table
    from dateline.store import Ledger

FORMATS = (
    "jsonl", "codings", "csv", "acled", "ucdp", "totals", "geojson", "kml", "geoparquet", "jsonld",
)  # fmt: skip
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
Inside = Annotated[
    str | None,
    typer.Option(
        "--in",
        metavar="AREA",
        help="What happened in the settlements of an area in words, such as "
        "'right bank of the Dnipro, Kherson Oblast'.",
        show_default=False,
    ),
]
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
Whole = Annotated[
    bool,
    typer.Option(
        "--all",
        help="acled, ucdp: also rows without a place below a country or without an actor, which "
        "else go to a file of their own (.rest.csv).",
    ),
]


def export(
    form: Name,
    output: Output = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    source: Source = None,
    side: Side = None,
    place: Place = None,
    inside: Inside = None,
    country: Country = None,
    type_: Type = None,
    since: Since = None,
    until: Until = None,
    each_event: EachEvent = False,
    all_rows: Whole = False,
    as_of: AsOf = None,
) -> None:
    """Write the ledger in another format.

    jsonl: the whole ledger with all that was superseded or withdrawn, for `dateline load`.
    codings: one coding a line, in the form of `dateline code`.

    csv: claims, one a row. acled, ucdp, geojson, kml, geoparquet: what is said to have
    happened, one row an incident, in the columns of ACLED, of UCDP GED, or on a map. totals:
    counts of periods and wars, which are in no incident's toll. jsonld: claims as schema.org
    has them.

    What was judged wrong is in jsonl alone.
    """
    from dateline.publish.exports.registry import EXPORTS
    from dateline.store import instant

    known = instant(as_of) if as_of else None
    query = Query(
        source=source, side=side, place=place, inside=inside, country=country, type=type_,
        since=since, until=until,
    )  # fmt: skip
    _refuse(form, query, known)
    doubt(type_)
    with opened_ledger(ledger) as opened:
        if form in ("jsonl", "codings"):
            _write(_raw(opened, form, known), output)
            return
        material = _material(opened, query, as_of=known, each_event=each_event)
        found = next(e for e in EXPORTS if e.name == form)
        if found.table is None:
            _write(found.write(material), output)
        else:
            _write_table(found, found.table, material, output, whole=all_rows)


def _refuse(form: str, query: Query, as_of: str | None) -> None:
    """UsageError where the format is not known, or cannot be narrowed so."""
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}", remedy="choose " + ", ".join(FORMATS))
    if form == "jsonl" and as_of:
        raise UsageError("jsonl is the ledger at all times", remedy="leave out --as-of")
    if form in ("jsonl", "codings") and not query.is_empty:
        raise UsageError(
            f"{form} holds whole reports, which no query narrows",
            remedy="leave out the query, or choose another format",
        )


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


def _raw(ledger: Ledger, form: str, as_of: str | None) -> Iterator[bytes]:
    if form == "jsonl":
        yield from (line + b"\n" for line in ledger.dump())
    else:
        yield from _codings(ledger, as_of)


def _codings(ledger: Ledger, as_of: str | None) -> Iterator[bytes]:
    """What stands of each coding, one at a time."""
    from dateline.model import encode
    from dateline.pipeline.standing import left_out, standing

    judgements = list(ledger.judgements(as_of=as_of))
    claims = events = 0
    for coding in ledger.codings(as_of=as_of):
        (kept,) = standing([coding], judgements)
        yield encode(kept) + b"\n"
        gone = left_out([coding], judgements)
        claims, events = claims + gone[0], events + gone[1]
    note_numbers(claims, events)


def _material(ledger: Ledger, query: Query, *, as_of: str | None, each_event: bool) -> Material:
    """All claims and what follows from them, with what the query chose."""
    from dateline.pipeline.derive import derive
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import left_out, standing
    from dateline.publish.exports.material import material_of

    codings = list(ledger.codings(as_of=as_of))
    judgements = list(ledger.judgements(as_of=as_of))
    derived = derive(codings, judgements)
    note_numbers(*left_out(codings, judgements))
    return material_of(
        with_shared_names(standing(codings, judgements)),
        incidents=derived.incidents,
        origins=derived.origins,
        judgements=judgements,
        regions=_regions(codings),
        chosen=select(query, ledger, codings, as_of=as_of),
        each_event=each_event,
    )


def _regions(codings: list[Coding]) -> dict[tuple[str, str], str]:
    """The names of the first-level regions that the codings' places lie in."""
    from dateline.places.gazetteer import gazetteer

    places = (t.place for coding in codings for t in coding.toponyms if t.place)
    codes = {(p.country, p.admin1) for p in places if p.country and p.admin1}
    known = ((code, gazetteer().region(*code)) for code in sorted(codes))
    return {code: region.name for code, region in known if region}


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
