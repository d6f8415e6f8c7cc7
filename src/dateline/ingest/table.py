"""Tables (CSV, TSV) in which a row is a report, known by the names of their columns."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from dateline.ingest.build import crashed, reading
from dateline.ingest.decode import decode
from dateline.ingest.inner import MEBIBYTE, limits
from dateline.ingest.kinds import delimiter_of
from dateline.ingest.record_layouts import RecordLayout, layout_of
from dateline.ingest.record_report import record_draft, seen_at
from dateline.ingest.records import unknown_fields
from dateline.ingest.tellings import with_note
from dateline.model import Reading, ReportError, SourceRun, UnreadableInput
from dateline.text.source_map import MapBuilder

MEDIA_TYPE = "text/csv"
_FIRST = 5
_CODED = (
    ("UCDP's GED table", frozenset({"type_of_violence", "where_prec", "best", "side_a"})),
    ("VIINA's control table", frozenset({"geonameid", "status", "date"})),
    ("GDELT's event table", frozenset({"GlobalEventID", "EventCode", "GoldsteinScale"})),
)
Row = tuple[int, str, list[str]]


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
    shape = mapping or layout_of([_record(names, row[2]) for row in first], "")
    if shape is None:
        raise unknown_fields(names, where=where)
    if not first:
        raise UnreadableInput("it has no rows", where=where, remedy="leave this input out")
    found = _readings(first, rows, names, shape, decoded.encoding, where=where, fetched=fetched)
    yield from with_note(found, shape.note)


def _refuse_coded(names: Sequence[str], *, where: str) -> None:
    """Raises UnreadableInput for tables of coded events, whose rows hold no report."""
    for kind, columns in _CODED:
        if columns <= set(names):
            raise UnreadableInput(
                f"it is {kind}, whose rows are codes and no reports",
                where=where,
                remedy="give the reports that they are coded from",
            )


def _readings(
    first: Sequence[Row], rows: Iterator[Row], names: Sequence[str], shape: RecordLayout,
    encoding: str, *, where: str, fetched: str | None,
) -> Iterator[Reading | ReportError]:  # fmt: skip
    waiting = iter(first)
    line = 1
    while True:
        try:
            row = next(waiting, None) or next(rows, None)
        except csv.Error as error:
            yield UnreadableInput(
                f"the table is damaged after line {line}: {error}",
                where=where,
                remedy="save it as CSV again",
            )
            return
        if row is None:
            return
        line = row[0]
        place = f"{where}:{line}"
        try:
            yield _read(row, names, shape, encoding, where=place, fetched=fetched)
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
    row: Row, names: Sequence[str], shape: RecordLayout, encoding: str, *, where: str,
    fetched: str | None,
) -> Reading:  # fmt: skip
    _, raw, cells = row
    record = _record(names, cells)

    def mapper(_: tuple[str | int, ...], words: str) -> Sequence[SourceRun]:
        return cell_map(raw, words, encoding)

    draft = record_draft(record, shape, mapper, where=where)
    original = raw.rstrip("\r\n").encode(encoding, "replace")
    seen = seen_at(record, shape) or fetched
    return reading(draft, data=original, media_type=MEDIA_TYPE, location=where, fetched=seen)


def cell_map(raw: str, words: str, encoding: str) -> Sequence[SourceRun]:
    """Where a cell's words stand in its row; empty where they cannot be found."""
    written = words.replace('"', '""')
    place = raw.find(written)
    if place < 0:
        written = words
        place = raw.find(written)
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
