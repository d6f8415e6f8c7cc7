"""How results and errors are printed: data to stdout, everything else to stderr."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.model.errors import DatelineError

if TYPE_CHECKING:
    from msgspec import Struct
    from rich.table import Table


T = TypeVar("T")
_NARROW = 12
_CODE = 26
_WIDE = 160
_JOINERS = "\u200c\u200d"  # they shape letters of Persian and Hindi, and turn nothing
_LAST_SHORT = 0xFFFF


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
    print("error: " + visible(" ".join(str(error).split())), file=sys.stderr)


def print_note(text: str) -> None:
    """A remark for people, on one line whatever names and servers put into it."""
    print(visible(text), file=sys.stderr)


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


def distinct_rows(rows: Iterable[T], columns: Sequence[str]) -> Iterator[T]:
    """The rows without those that would look the same in a table of these columns."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        key = tuple(getattr(row, name) for name in columns)
        if key not in seen:
            seen.add(key)
            yield row


def _jsonl(rows: Iterable[Struct]) -> None:
    import msgspec

    for row in rows:
        print_line(msgspec.json.encode(row))


def _csv(rows: Iterable[Struct], kind: type[Struct]) -> None:
    from dateline.publish.exports.tables import harmless

    names = kind.__struct_fields__
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([harmless(_cell(getattr(row, name), absent="")) for name in names])


def _table(rows: Iterable[Struct], columns: Sequence[str]) -> None:
    from rich.console import Console

    cells = [[visible(_cell(getattr(row, name))) for name in columns] for row in rows]
    names = [name.replace("_", " ") for name in columns]
    needed = _needed(cells, names) if cells else 0
    wide = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    console = Console(width=max(_WIDE, needed) if wide else None, highlight=False)
    if not cells:
        console.print("nothing found")
    elif console.width < needed:
        _records(cells, names)
    else:
        console.print(_grid(cells, names))


def _needed(cells: Sequence[Sequence[str]], names: Sequence[str]) -> int:
    """The width below which a table of these columns is a heap of letters."""
    widths = (max(len(n), *(len(row[i]) for row in cells)) for i, n in enumerate(names))
    columns = zip(widths, _whole(cells, len(names)), strict=True)
    return sum((width if whole else min(width, _NARROW)) + 3 for width, whole in columns)


def _whole(cells: Sequence[Sequence[str]], columns: int) -> list[bool]:
    """For each column whether it holds ids, codes or dates, which no line break may cut."""
    return [all(" " not in r[i] and len(r[i]) <= _CODE for r in cells) for i in range(columns)]


def _records(cells: Sequence[Sequence[str]], names: Sequence[str]) -> None:
    """A block of lines a row, for terminals that are too narrow for a table."""
    margin = max(map(len, names))
    for row in cells:
        told = [(n, cell) for n, cell in zip(names, row, strict=True) if cell != "-"]
        print("\n".join(f"{n:<{margin}}  {cell}" for n, cell in told), end="\n\n")


def _grid(cells: Sequence[Sequence[str]], names: Sequence[str]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, whole in zip(names, _whole(cells, len(names)), strict=True):
        table.add_column(name, overflow="fold", no_wrap=whole)
    for row in cells:
        table.add_row(*map(Text, row))
    return table


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
    """Text on one line, without characters that could steer a terminal or turn its direction.

    `visible("a\\x1b[2Jb")` is `a\\u001b[2Jb`. JSON and CSV keep a text as it is.
    """
    return "".join(_safe(text))


def _safe(text: str) -> Iterator[str]:
    for char in text:
        if char.isspace():
            yield " "
        elif char.isprintable() or char in _JOINERS:
            yield char
        else:
            yield f"\\u{ord(char):04x}" if ord(char) <= _LAST_SHORT else f"\\U{ord(char):08x}"
