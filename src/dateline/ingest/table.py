"""Tables (CSV, TSV) in which a row is a report, known by the names of their columns."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from dateline.ingest.build import Draft, crashed, reading
from dateline.ingest.decode import decode
from dateline.ingest.given import CONTROL, cell_places, changes_of_status, given_draft, note_of
from dateline.ingest.inner import MEBIBYTE, limits
from dateline.ingest.kinds import delimiter_of
from dateline.ingest.record_layouts import RecordLayout, layout_of
from dateline.ingest.record_report import record_draft, seen_at
from dateline.ingest.records import unknown_fields
from dateline.ingest.tellings import with_note
from dateline.model import (
    DataSet,
    Reading,
    ReportError,
    SourceRun,
    UnreadableInput,
    data_set_of,
)
from dateline.text.source_map import MapBuilder

MEDIA_TYPE = "text/csv"
_FIRST = 5
_GDELT = frozenset({"globaleventid", "eventcode", "goldsteinscale"})
Row = tuple[int, str, list[str]]
"""The number of its first line, the row as written, its cells."""
ReadRow = Callable[[Row, str], Reading]
"""Reads one row; given where it stands."""


def read_table(
    data: bytes,
    *,
    where: str,
    charset: str | None = None,
    fetched: str | None = None,
    mapping: RecordLayout | None = None,
) -> Iterator[Reading | ReportError]:
    """The rows of a table in their order, an error for each that cannot be read."""
    decoded = decode(data, where=where, declared=charset)
    text = data.decode(decoded.encoding, "replace").removeprefix("\ufeff")
    delimiter = delimiter_of(text, where) or ","
    rows = _rows(text, delimiter)
    try:
        names = [name.strip() for name in next(rows, (0, "", []))[2]]
        first = list(islice(rows, _FIRST))
    except csv.Error as error:
        raise UnreadableInput(
            f"the table is damaged: {error}", where=where, remedy="save it as CSV again"
        ) from error
    _refuse_coded(names, where=where)
    if not first:
        raise UnreadableInput("it has no rows", where=where, remedy="leave this input out")
    told = chain(first, rows)
    known = data_set_of(names) if mapping is None else None
    if known is not None:
        columns = Columns(names, delimiter, decoded.encoding, fetched)
        yield from _given(told, known, columns, where=where)
        return
    shape = mapping or layout_of([_record(names, row[2]) for row in first], "")
    if shape is None:
        raise unknown_fields(names, where=where)
    read_one = partial(_read, names=names, shape=shape, encoding=decoded.encoding, fetched=fetched)
    yield from with_note(_readings(told, read_one, where=where), shape.note)


def _refuse_coded(names: Sequence[str], *, where: str) -> None:
    """Raises UnreadableInput for a table of machine-coded events, whose rows hold no report."""
    if {name.casefold() for name in names} >= _GDELT:
        raise UnreadableInput(
            "it is GDELT's event table, whose rows are a machine's codes and no reports",
            where=where,
            remedy="give the reports that they are coded from",
        )


class Columns(NamedTuple):
    """What a row needs to be read: the names of its columns, how it is written, when it came."""

    names: Sequence[str]
    delimiter: str
    encoding: str
    fetched: str | None


def _given(
    rows: Iterator[Row], known: DataSet, columns: Columns, *, where: str
) -> Iterator[Reading | ReportError]:
    """The rows of a data set of coded events; of a table of control those that change it."""
    read_one = partial(_read_given, known=known, columns=columns)
    if known.kind != CONTROL:
        yield from with_note(_readings(rows, read_one, where=where), note_of(known, 0))
        return
    told, damage = _whole(rows, where=where)
    numbered = ((n, _record(columns.names, row[2])) for n, row in enumerate(told))
    kept, repeated = changes_of_status(numbered, known)
    changed = _readings((told[n] for n in kept), read_one, where=where)
    yield from with_note(changed, note_of(known, repeated))
    yield from damage


def _whole(rows: Iterator[Row], *, where: str) -> tuple[list[Row], list[ReportError]]:
    """All rows, up to where the table is damaged, and the error that says so."""
    found: list[Row] = []
    try:
        for row in rows:
            found.append(row)
    except csv.Error as error:
        return found, [_damaged(error, found[-1][0] if found else 1, where)]
    return found, []


def _damaged(error: csv.Error, line: int, where: str) -> UnreadableInput:
    return UnreadableInput(
        f"the table is damaged after line {line}: {error}",
        where=where,
        remedy="save it as CSV again",
    )


def _readings(
    rows: Iterator[Row], read_one: ReadRow, *, where: str
) -> Iterator[Reading | ReportError]:
    line = 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield _damaged(error, line, where)
            return
        if row is None:
            return
        line = row[0]
        place = f"{where}:{line}"
        try:
            yield read_one(row, place)
        except ReportError as error:
            yield error
        except Exception as error:
            yield crashed(error, where=place)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """Each row with the number of its first line and its lines as written; empty ones passed over.

    Raises csv.Error where a cell is larger than an input may be.
    """
    csv.field_size_limit(limits().member * MEBIBYTE)
    lines = list(io.StringIO(text.replace("\0", "\ufffd"), newline=""))
    reader = csv.reader(iter(lines), delimiter=delimiter)
    begun = 0
    for cells in reader:
        raw = "".join(lines[begun : reader.line_num])
        if any(cell.strip() for cell in cells):
            yield begun + 1, raw, cells
        begun = reader.line_num


def _record(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return dict(zip(names, cells, strict=False))


def _read(
    row: Row, where: str, *, names: Sequence[str], shape: RecordLayout, encoding: str,
    fetched: str | None,
) -> Reading:  # fmt: skip
    _, raw, cells = row
    record = _record(names, cells)

    def mapper(_: tuple[str | int, ...], words: str) -> Sequence[SourceRun]:
        return cell_map(raw, words, encoding)

    draft = record_draft(record, shape, mapper, where=where)
    seen = seen_at(record, shape) or fetched
    return _as_reading(draft, raw, encoding, where=where, fetched=seen)


def _read_given(row: Row, where: str, *, known: DataSet, columns: Columns) -> Reading:
    _, raw, cells = row
    places = dict(zip(columns.names, cell_places(raw, columns.delimiter), strict=False))

    def mapper(name: str, words: str) -> Sequence[SourceRun]:
        start, end = places.get(name, (0, 0))
        return cell_map(raw, words, columns.encoding, start=start, end=end)

    draft = given_draft(_record(columns.names, cells), known, mapper, where=where)
    return _as_reading(draft, raw, columns.encoding, where=where, fetched=columns.fetched)


def _as_reading(
    draft: Draft, raw: str, encoding: str, *, where: str, fetched: str | None
) -> Reading:
    original = raw.rstrip("\r\n").encode(encoding, "replace")
    return reading(draft, data=original, media_type=MEDIA_TYPE, location=where, fetched=fetched)


def cell_map(
    raw: str, words: str, encoding: str, *, start: int = 0, end: int | None = None
) -> Sequence[SourceRun]:
    """Where a cell's words stand in its row, or in a part of it; empty where they cannot be
    found."""
    written = words.replace('"', '""')
    place = raw.find(written, start, end)
    if place < 0:
        written = words
        place = raw.find(written, start, end)
    if place < 0 or not words:
        return ()
    encoder = codecs.getincrementalencoder(encoding)("replace")
    at = len(encoder.encode(raw[:place]))
    doubled = written != words
    built = MapBuilder()
    for number, piece in enumerate(words.split('"') if doubled else [words]):
        if number:
            size = len(encoder.encode('""'))
            built.add('"', at, size)
            at += size
        size = len(encoder.encode(piece))
        built.add(piece, at, size)
        at += size
    return built.runs()
