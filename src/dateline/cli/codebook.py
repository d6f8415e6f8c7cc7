"""`dateline codebook`: the event types, and a check of a codebook of one's own."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.output import Format, print_note, print_rows
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.events.codebook import Codebook

COLUMNS = ("code", "when", "acled", "plover", "ucdp", "examples")


class Shape(StrEnum):
    """The form of the codebook."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


What = Annotated[
    str | None,
    typer.Argument(
        metavar="[CODE | check]",
        help="A code (with its children), or `check`; without it, every code.",
        show_default=False,
    ),
]
File = Annotated[
    Path | None,
    typer.Argument(
        metavar="FILE",
        help="With check: a codebook file; without it, the shipped words of codes of one's own.",
        show_default=False,
    ),
]
Form = Annotated[
    Shape, typer.Option("--format", help="table or markdown for people; jsonl or csv for programs.")
]


def codebook(what: What = None, file: File = None, form: Form = Shape.TABLE) -> None:
    """Print the event types, with crosswalks and examples.

    dateline codebook, dateline codebook strike, dateline codebook check [FILE].
    """
    from dateline.events.codebook import codebook as shipped

    if what == "check":
        _check(file)
        return
    if file is not None:
        raise UsageError("only `check` takes a file", remedy="dateline codebook check FILE")
    _print(_narrowed(shipped(), what), form)


def _check(file: Path | None) -> None:
    from dateline.events.codebook import read_codebook
    from dateline.model import UnreadableInput

    if file is None:
        _check_words()
        return
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            f"cannot be read: {error.strerror}", where=str(file), remedy="check the path"
        ) from error
    book = read_codebook(data, where=str(file))
    print_note(f"{file}: {len(book.codes)} codes, nothing wrong")


def _check_words() -> None:
    """Says which shipped words of codes of one's own can never have an effect."""
    from dateline.events.own_words import LANGUAGES, shipped_faults
    from dateline.model import ConfigError

    faults = shipped_faults()
    for fault in faults:
        print(fault)
    if faults:
        raise ConfigError(
            f"{len(faults)} entries can never have an effect", where="events/data",
            remedy="mend each, or take it out: docs/add-an-event-type.md",
        )  # fmt: skip
    print_note(f"own words of {', '.join(LANGUAGES)}: nothing wrong")


def _narrowed(book: Codebook, what: str | None) -> Codebook:
    from msgspec.structs import replace

    if what is None:
        return book
    kept = {n: c for n, c in book.codes.items() if n == what or n.startswith(what + ".")}
    if not kept:
        raise UsageError(f"there is no code {what!r}", remedy="dateline codebook lists them")
    return replace(book, codes=kept)


def doubt(code: str | None) -> None:
    """A note where a filter asks for a code that the codebook does not have."""
    from dateline.events.codebook import codebook as shipped

    if code is not None and not any(n == code or n.startswith(code) for n in shipped().codes):
        print_note(f"note: the codebook has no {code!r} (dateline codebook lists its codes)")


def _print(book: Codebook, form: Shape) -> None:
    import msgspec

    from dateline.events.describe import acled_text, examples_of, markdown, ucdp_text

    if form is Shape.MARKDOWN:
        print(markdown(book), end="")
        return
    row = msgspec.defstruct("Row", [(name, str) for name in COLUMNS[:-1]] + [("examples", tuple)])
    rows = [
        row(
            code=name, when=code.when, acled=acled_text(code), plover=code.plover or "-",
            ucdp=ucdp_text(code), examples=examples_of(name),
        )
        for name, code in book.codes.items()
    ]  # fmt: skip
    shown = COLUMNS if len(rows) == 1 else COLUMNS[:-1]
    print_rows(rows, form=Format(form.value), kind=row, columns=shown)
