"""`dateline --version`."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import __version__


def _show(wanted: bool) -> None:
    if wanted:
        print(f"dateline {__version__}")
        raise typer.Exit


def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of the program itself."""
