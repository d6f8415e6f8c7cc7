"""`dateline gazetteer`: the places that are known, and more of them from files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.output import Format, print_note, print_rows

if TYPE_CHECKING:
    from dateline.places.own import Added

app = typer.Typer(
    help="Add places to the gazetteer, or show what it is made of.", no_args_is_help=True
)

File = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="GeoNames dumps, Natural Earth GeoJSON or CSV."),
]
Form = Annotated[Format, typer.Option("--format", help="The form of the list of differences.")]


@app.command()
def add(paths: File, form: Form = Format.TABLE) -> None:
    """Add the places of files to your own gazetteer, over the one that ships with Dateline.

    Ids are kept; where a place is there already, what the sources tell differently is listed, and
    the later one counts. The file is $DATELINE_GAZETTEER, else in the user's data folder.
    """
    from dateline.places.gazetteer import user_path
    from dateline.places.own import Difference
    from dateline.places.own import add as add_entries
    from dateline.places.sources import read_entries

    target = user_path()
    entries = [entry for path in paths for entry in read_entries(path)]
    added: Added = add_entries(entries, target)
    print_note(
        f"{len(entries)} places read, {added.new} of them new; "
        f"{added.places} in {target}; {len(added.differences)} differences"
    )
    if added.differences:
        columns = ("id", "field", "before", "now")
        print_rows(added.differences, form=form, kind=Difference, columns=columns)


@app.command()
def card() -> None:
    """Show what the gazetteers in use are made of."""
    from dateline.places.gazetteer import gazetteer

    for volume in gazetteer().volumes:
        typer.echo(f"{volume.path}")
        for key in ("places", "sources", "licence"):
            if key in volume.meta:
                typer.echo(f"  {key}: {_words(volume.meta[key])}")


def _words(value: object) -> str:
    """A number or words; of named versions, 'name version' each."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {version}" for name, version in value.items())
    return str(value)
