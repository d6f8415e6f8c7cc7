"""Comma-separated values that a spreadsheet opens as text and never as a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

Cell = str | int | float | None

_SIGNS = frozenset("=+-@−")
_BREAKS = frozenset("\t\r\n")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\Z")


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Iterator[bytes]:
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

    What is not seen (controls, direction and width-less signs, spaces) does not hide the first
    letter, and full-width forms count as what they stand for. NUL, which ends cells, is dropped.
    """
    text = text.replace("\x00", "")
    if _NUMBER.match(text):
        return text
    seen = next((c for c in text if unicodedata.category(c)[0] not in "CZM"), "")
    begins = unicodedata.normalize("NFKC", seen)[:1] in _SIGNS
    return "'" + text if (seen and begins) or text[:1] in _BREAKS else text


def _line(cells: Sequence[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "replace")


def joined(parts: Iterable[str]) -> str:
    """Several values in one cell, each once, in order."""
    return "; ".join(dict.fromkeys(p for p in parts if p))
