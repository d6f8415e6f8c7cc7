"""`dateline control`: who holds which place, from when, as known when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.asking import opened_ledger, say_what_is_near
from dateline.cli.filters import Asked, with_filters
from dateline.cli.options import DEFAULT_LEDGER, LedgerPath
from dateline.cli.output import Format as Form
from dateline.cli.output import print_line, print_note, print_rows
from dateline.cli.sorting import sort_rows
from dateline.model.errors import LedgerError, UsageError

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.control.atlas import Atlas
    from dateline.pipeline.control_rows import ChangeRow, HoldingRow, LeftOutRow, PhaseRow
    from dateline.pipeline.following import Following
    from dateline.pipeline.resting import Passes
    from dateline.store import Ledger

app = typer.Typer(
    invoke_without_command=True,
    no_args_is_help=False,
)

At = Annotated[
    str | None,
    typer.Option("--at", metavar="DATE", help="Valid time; without it, the latest.",
                 show_default=False),
]  # fmt: skip
Known = Annotated[
    str | None,
    typer.Option(
        "--known",
        metavar="INSTANT",
        help="Only what had been published by then.",
        show_default=False,
    ),
]
Output = Annotated[
    str, typer.Option("--format", help="table, csv, jsonl or geojson.", metavar="FORMAT")
]
Listing = Annotated[str, typer.Option("--format", help="table, csv or jsonl.", metavar="FORMAT")]
Begin = Annotated[str, typer.Option("--from", metavar="DATE", help="From this day or instant on.")]
End = Annotated[str, typer.Option("--to", metavar="DATE", help="Up to this day or instant.")]
PlaceName = Annotated[str, typer.Argument(metavar="PLACE", help="A name or a gazetteer id.")]
SomePlace = Annotated[
    str | None,
    typer.Argument(metavar="[PLACE]", help="A name or a gazetteer id.", show_default=False),
]
MapFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="A GeoJSON FeatureCollection of polygons.")
]
Claimant = Annotated[str, typer.Option("--claimant", metavar="NAME", help="Who made the map.")]
Instant = Annotated[str, typer.Option("--at", metavar="INSTANT", help="When it was so.")]
Elsewhere = Annotated[
    str | None,
    typer.Option(
        "--elsewhere", metavar="SIDE", help="Who holds what lies outside the polygons.",
        show_default=False,
    ),
]  # fmt: skip
ClaimantSide = Annotated[
    str | None,
    typer.Option("--side", metavar="SIDE", help="The side of who made it.", show_default=False),
]


def list_holdings(
    asked: Asked,
    context: typer.Context,
    at: At = None,
    known: Known = None,
    form: Output = "table",
) -> None:
    """Show who holds which place, from when, as known when.

    Computed from the claims in the ledger. States: held; contested (fought over,
    or both sides claim it); claimed (one side's word, not enough to call it held); unknown.
    Options of places narrow the places, the others what a place's state rests on.

    dateline control --at 2022-11-12 : who held what at the end of that day

    dateline control --at 2022-11-11 --known 2022-11-10 : the same, as reports told it before

    dateline control changes --from 2022-11-01 : what passed from whom to whom

    dateline control history Kherson : one place, with the claims behind each step

    dateline control load map.geojson --claimant NAME --at 2022-11-01 : start from a map

    How it is decided: docs/control.md.
    """
    if context.invoked_subcommand is not None:
        return
    from dateline.pipeline import control_rows

    instant = _end_of(at) if at else datetime(9999, 12, 31)
    published = _end_of(known) if known else None
    with _following(asked) as (ledger, following, passes):
        found = filter(passes, following.holdings(instant, known=published))
        rows = _cut(asked, found, control_rows.HoldingRow, ledger)
        if form == "geojson":
            print_line(control_rows.geojson(rows))
        else:
            _print(rows, form, control_rows.HoldingRow, control_rows.HoldingRow.COLUMNS)
        left = following.count_left_out(known=published)
    _note_left_out(*left)


app.callback()(with_filters(list_holdings, without=frozenset({"words", "since_last"})))


def list_changes(
    asked: Asked,
    begin: Begin = "0001-01-01",
    end: End = "9999-12-31",
    known: Known = None,
    form: Listing = "table",
) -> None:
    """List places that passed from one holder to another, oldest first.

    `since`: the day from which the new holder has it; `known`: when the report that settled it
    appeared; `why`: the weight of claims, or that it follows its neighbours.
    """
    from dateline.pipeline import control_rows

    with _asked(asked, known) as (ledger, atlas, passes):
        found = filter(passes, control_rows.changes(atlas, _before(begin), _end_of(end)))
        rows = _cut(asked, found, control_rows.ChangeRow, ledger)
        _print(rows, form, control_rows.ChangeRow, control_rows.ChangeRow.COLUMNS)


OWN_DAYS = frozenset({"since", "until", "since_last"})
app.command("changes")(with_filters(list_changes, without=OWN_DAYS))


def list_phases(
    asked: Asked, called: PlaceName, known: Known = None, form: Listing = "table"
) -> None:
    """List the phases of one place's control, oldest first, with the claims that carry each.

    A phase lasts until the next. `dateline claims --place PLACE` shows the words of the claims.
    Where all that is said of the place is left out, that is listed, with the rules.
    """
    from dateline.pipeline import control_rows
    from dateline.store import shown_address

    with _asked(asked, known) as (ledger, atlas, passes):
        rows = list(control_rows.history(atlas, called))
        left = list(control_rows.left_out(atlas, called))
        if left and not rows:
            print_note(f"note: what claims say of {called!r} is left out, by these rules")
            _print(iter(left), form, control_rows.LeftOutRow, control_rows.LeftOutRow.COLUMNS)
            return
        if not rows:
            _say_near(ledger, called)
            raise LedgerError(
                f"no claim says who holds {called!r}", where=shown_address(asked.ledger),
                remedy="dateline control lists the places that claims speak of",
            )  # fmt: skip
        kept = _cut(asked, filter(passes, rows), control_rows.PhaseRow, ledger)
        _print(kept, form, control_rows.PhaseRow, control_rows.PhaseRow.COLUMNS)
    if left:
        print_note(f"note: {len(left)} left out (dateline control left-out {called!r} lists them)")


app.command("history")(with_filters(list_phases, without=frozenset({"since_last"})))


def list_left_out(
    asked: Asked, called: SomePlace = None, known: Known = None, form: Listing = "table"
) -> None:
    """List what claims say of places and control leaves out, each with the rule.

    Without PLACE, of all places. docs/why.md tells what to do about it.
    """
    from dateline.pipeline import control_rows

    with _asked(asked, known) as (ledger, atlas, passes):
        found = filter(passes, control_rows.left_out(atlas, called))
        rows = _cut(asked, found, control_rows.LeftOutRow, ledger)
        _print(rows, form, control_rows.LeftOutRow, control_rows.LeftOutRow.COLUMNS)


app.command("left-out")(with_filters(list_left_out, without=frozenset({"words", "since_last"})))


@contextmanager
def _following(asked: Asked) -> Iterator[tuple[Ledger, Following, Passes]]:
    """The ledger, what follows from it, and which rows are asked for."""
    from dateline.pipeline.following import Following
    from dateline.pipeline.resting_on_place import passing_place

    with asked.opened("control") as (ledger, where):
        passes = passing_place(
            ledger, where, as_of=asked.known,
            on_none=lambda: asked.say_nothing_found(ledger, where),
        )  # fmt: skip
        yield ledger, Following(ledger, as_of=asked.known), passes


@contextmanager
def _asked(asked: Asked, known: str | None) -> Iterator[tuple[Ledger, Atlas, Passes]]:
    """The ledger, its atlas as known then, and which rows are asked for."""
    with _following(asked) as (ledger, following, passes):
        yield ledger, following.atlas(_end_of(known) if known else None), passes


def _cut(asked: Asked, rows: Iterable[Struct], kind: type[Struct], ledger: Ledger) -> Iterator[Any]:
    return islice(sort_rows(rows, asked.sort, kind, ledger), asked.limit)


def _say_near(ledger: Ledger, place: str) -> None:
    from dateline.store import Filter

    say_what_is_near(ledger, Filter(place=place), None)


def _note_left_out(count: int, places: int) -> None:
    """Says how much was left out, and where it is listed."""
    if count:
        print_note(
            f"note: {count} statements on {places} places left out "
            "(dateline control left-out lists them, with the rules)"
        )


@app.command()
def load(
    file: MapFile,
    claimant: Claimant,
    at: Instant,
    ledger: LedgerPath = DEFAULT_LEDGER,
    elsewhere: Elsewhere = None,
    side: ClaimantSide = None,
) -> None:
    """Keep a map made elsewhere as one more claimant and as the state to start from.

    Each polygon's properties give `controller` (a side) and `state` (held, contested, claimed or
    unknown; default held). With a map, places that no report names follow their neighbours, and
    areas ("the western bank") spread to their places.
    """
    from dateline.pipeline.control_rows import claimant_map
    from dateline.store import shown_address

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot read the map: {error.strerror}", where=str(file), remedy="name a file"
        ) from error
    _instant(at)
    made = claimant_map(
        data, claimant=claimant, at=at, side=side, elsewhere=elsewhere, location=str(file)
    )
    with opened_ledger(ledger, create=True) as opened:
        kept = opened.add_map(made).value
        print_note(f"{shown_address(ledger)}: map of {claimant} at {at}: {kept}")


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no date", remedy="write 2022-11-11 or 2022-11-11T05:00"
        ) from error


def _before(text: str) -> datetime:
    """The last moment before an instant, so that what changes at it is included."""
    instant = _instant(text)
    return instant if instant == datetime.min else instant - timedelta(microseconds=1)


def _end_of(text: str) -> datetime:
    """The instant, or the last second of a plain date."""
    instant = _instant(text)
    whole_day = len(text) <= len("YYYY-MM-DD")
    return instant.replace(hour=23, minute=59, second=59) if whole_day else instant


def _print(
    rows: Iterator[HoldingRow] | Iterator[ChangeRow] | Iterator[PhaseRow] | Iterator[LeftOutRow],
    form: str,
    kind: type[HoldingRow | ChangeRow | PhaseRow | LeftOutRow],
    columns: tuple[str, ...],
) -> None:
    try:
        chosen = Form(form)
    except ValueError as error:
        raise UsageError(
            f"{form!r} is no format", remedy="table, csv, jsonl; geojson for who holds what"
        ) from error
    print_rows(rows, form=chosen, kind=kind, columns=columns)
