"""How results and errors are printed: data to stdout, everything else to stderr."""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from textwrap import wrap
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.model.errors import DatelineError

if TYPE_CHECKING:
    from msgspec import Struct
    from rich.console import Console
    from rich.table import Table


T = TypeVar("T")
_NARROW = 12
_BESIDE = 10
"""Letters below which a column beside the words is not told."""
_CODE = 26
_PRINTED = 110
"""Columns of a table that goes to no terminal."""
_SHORT_ID = re.compile(r"([a-z]{3}-[0-9a-f]{8})[0-9a-f]{12}")
_DAYS = frozenset(
    {"published", "earliest", "latest", "recorded_at", "since", "known", "made_at", "withdrawn_at"}
)
"""Columns of which a table shows the day; JSON Lines and CSV have the instant."""
_DAY = len("YYYY-MM-DD")
_WORDS = frozenset({"content", "text", "title", "first", "second", "why", "other_content", "words"})
"""Columns that get what room the others leave."""
_SPARE = (
    "admin1", "feature", "against_interest", "target_kind", "withdrawn_at", "purity", "lang",
    "country", "challenger", "low", "high", "known", "confidence", "claims_for", "origins",
    "places", "source", "side", "basis", "when", "plover", "ucdp", "type",
)  # fmt: skip
"""Columns that a narrow terminal does without, in this order."""
_SIDE_COLUMN = 16
"""Letters on a line of a column beside the words."""
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

    cells = [[visible(_brief(name, getattr(row, name))) for name in columns] for row in rows]
    if not cells:
        print("nothing found")
        return
    printed = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    width = max(_PRINTED, _needed(cells, columns)) if printed else None
    console = Console(width=width, highlight=False)
    shown = _fitting(cells, columns, console.width)
    if not shown:
        _records(cells, [name.replace("_", " ") for name in columns], console.width)
        return
    with _paged(console, len(cells)):
        console.print(
            _grid([[row[i] for i in shown] for row in cells], [columns[i] for i in shown])
        )
    left = [name for n, name in enumerate(columns) if n not in shown]
    if left:
        print_note(f"note: too narrow to show {', '.join(left)} (--format jsonl has all)")


def _fitting(cells: Sequence[Sequence[str]], columns: Sequence[str], width: int) -> list[int]:
    """The columns that fit, by their numbers: those are left out first that others tell too;
    none: not even the rest fits."""
    shown = list(range(len(columns)))
    spare = [columns.index(name) for name in _SPARE if name in columns]
    while _needed([[row[i] for i in shown] for row in cells], [columns[i] for i in shown]) > width:
        if not spare:
            return []
        shown.remove(spare.pop(0))
    return shown


@contextmanager
def _paged(console: Console, rows: int) -> Iterator[None]:
    """What is longer than a terminal is shown page by page."""
    if not sys.stdout.isatty() or rows < console.height:
        yield
        return
    os.environ.setdefault("LESS", "FRX")
    with console.pager():
        yield


def _brief(name: str, value: Any) -> str:
    """A value as a table shows it: the day of an instant, an id as far as it is needed."""
    cell = _cell(value)
    if name in _DAYS and cell != "-":
        return cell[:_DAY]
    return _SHORT_ID.sub(r"\1", cell)


def _needed(cells: Sequence[Sequence[str]], columns: Sequence[str]) -> int:
    """The width below which a table of these columns is a heap of letters."""
    widths = (max(len(n), *(len(row[i]) for row in cells)) for i, n in enumerate(columns))
    least = (_NARROW if name in _WORDS else _BESIDE for name in columns)
    each = zip(widths, _whole(cells, len(columns)), least, strict=True)
    return sum((width if whole else min(width, most)) + 2 for width, whole, most in each)


def _whole(cells: Sequence[Sequence[str]], columns: int) -> list[bool]:
    """For each column whether it holds ids, codes or dates, which no line break may cut."""
    return [all(" " not in r[i] and len(r[i]) <= _CODE for r in cells) for i in range(columns)]


def _records(cells: Sequence[Sequence[str]], names: Sequence[str], width: int) -> None:
    """A block of lines a row, for terminals that are too narrow for a table."""
    margin = max(map(len, names)) + 2
    for row in cells:
        for name, cell in zip(names, row, strict=True):
            if cell == "-":
                continue
            first, *rest = wrap(cell, max(width - margin, _NARROW)) or [""]
            print(f"{name:<{margin}}{first}", *(" " * margin + line for line in rest), sep="\n")
        print()


def _grid(cells: Sequence[Sequence[str]], columns: Sequence[str]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    told = any(name in _WORDS for name in columns)
    for name, whole in zip(columns, _whole(cells, len(columns)), strict=True):
        head = name.replace("_", " ")
        if name in _WORDS:
            table.add_column(head, overflow="fold", ratio=1, min_width=_NARROW)
        else:
            most = None if whole or not told else _SIDE_COLUMN
            table.add_column(head, overflow="fold", no_wrap=whole, max_width=most)
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
