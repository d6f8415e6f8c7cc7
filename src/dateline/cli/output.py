"""How results and errors are printed: data to stdout, everything else to stderr."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dateline.model.errors import DatelineError

if TYPE_CHECKING:
    from msgspec import Struct


class Format(StrEnum):
    """The form of a list."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def print_line(data: bytes) -> None:
    """One line of JSON."""
    sys.stdout.buffer.write(data + b"\n")


def print_error(error: DatelineError) -> None:
    """`error: file:line: what (remedy)`, on one line."""
    print("error: " + " ".join(str(error).split()), file=sys.stderr)


def print_note(text: str) -> None:
    """A remark for people."""
    print(text, file=sys.stderr)


def print_rows(
    rows: Iterable[Struct], *, form: Format, kind: type[Struct], columns: Sequence[str]
) -> None:
    """Records of one kind: all fields as JSON Lines or CSV, the chosen columns as a table."""
    if form is Format.JSONL:
        _jsonl(rows)
    elif form is Format.CSV:
        _csv(rows, kind)
    else:
        _table(rows, columns)


def _jsonl(rows: Iterable[Struct]) -> None:
    import msgspec

    for row in rows:
        print_line(msgspec.json.encode(row))


def _csv(rows: Iterable[Struct], kind: type[Struct]) -> None:
    names = kind.__struct_fields__
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(getattr(row, name), absent="") for name in names])


def _table(rows: Iterable[Struct], columns: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(_cell(getattr(row, name)))) for name in columns))
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    console.print(table if table.row_count else Text("nothing found"))


def _cell(value: Any, *, absent: str = "-") -> str:
    """A value as one cell: lists joined by '; ', what is not known as `absent`."""
    if value is None or value == ():
        return absent
    if isinstance(value, tuple | list):
        return "; ".join(_cell(part) for part in value)
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)


def visible(text: str) -> str:
    """Text without characters that could steer a terminal or turn its direction."""
    return "".join(_safe(text))


def _safe(text: str) -> Iterator[str]:
    for char in text:
        if char in "\n\t":
            yield " "
        elif char.isprintable():
            yield char
        else:
            yield f"\\u{ord(char):04x}"
