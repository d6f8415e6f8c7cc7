"""Comma-separated values that a spreadsheet opens as text and never as a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from dateline.publish.exports.material import Material

Cell = str | int | float | None
Row = Mapping[str, Cell]

_FORMULA = frozenset("=+-@\u2212")
_BREAKS = frozenset("\t\r\n\v\f")
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})
# Letters and symbols that fonts draw as nothing: fillers of Hangul, the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\Z", re.ASCII)


class Table(Struct, frozen=True, kw_only=True):
    """A format that is a table. `is_whole`: whether a row has what its users need to place and
    count it; the others go to a table of their own, unless asked for. None: all rows are."""

    columns: tuple[str, ...]
    rows: Callable[[Material], Iterator[Row]]
    is_whole: Callable[[Row], bool] | None = None

    def write(self, material: Material) -> Iterator[bytes]:
        """All rows, whole or not."""
        return csv_lines(self.columns, self.rows(material))

    def parts(self, material: Material) -> tuple[list[Row], list[Row]]:
        """The whole rows, and the others."""
        whole: list[Row] = []
        rest: list[Row] = []
        for row in self.rows(material):
            (whole if self.is_whole is None or self.is_whole(row) else rest).append(row)
        return whole, rest


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """A header and one line a row, in UTF-8; columns that a row lacks are empty."""
    yield _line(columns)
    for row in rows:
        yield _line([_cell(row.get(column)) for column in columns])


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else f"{value}"


def harmless(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would read a formula.

    What cannot be seen before the first letter (NUL, ESC, marks of direction, zero-width spaces)
    and wide forms of the signs count too, for programs drop the first and fold the others.

    "=1+1" -> "'=1+1"; "-5" -> "-5"
    """
    text = text.replace("\x00", "")
    return "'" + text if begins_formula(text) else text


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet, or a program before it, might take the text for a formula."""
    if _NUMBER.match(text):
        return False
    for char in text:
        if char in _BREAKS:
            return True
        if not _unseen(char):
            return not _FORMULA.isdisjoint(unicodedata.normalize("NFKC", char)[:1])
    return False


def _unseen(char: str) -> bool:
    """Whether a character before a sign leaves nothing, or but space, on the screen."""
    return unicodedata.category(char) in _UNSEEN or char in _BLANK


def _line(cells: Sequence[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "replace")


def joined(parts: Iterable[str]) -> str:
    """Several values in one cell, each once, in order."""
    return "; ".join(dict.fromkeys(p for p in parts if p))
