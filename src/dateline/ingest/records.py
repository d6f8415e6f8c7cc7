"""JSON in which reports stand as records: answers of services, what scrapers write.

A layout is known by its fields (data/records.yaml). What has another is refused, and told which
fields it has, so that --map can name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from dateline.ingest.build import crashed, reading
from dateline.ingest.given import CONTROL, given_draft, note_of
from dateline.ingest.inner import printable
from dateline.ingest.json_map import joined_map
from dateline.ingest.record_layouts import RecordLayout, first_words, layout_of
from dateline.ingest.record_report import record_draft, seen_at
from dateline.ingest.tellings import with_note
from dateline.model import (
    DataSet,
    Reading,
    ReportError,
    SourceRun,
    UnreadableInput,
    data_set_of,
)

MEDIA_TYPE = "application/json"
_FIRST = 5
_List = list[msgspec.Raw]
_Whole = list[msgspec.Raw] | dict[str, msgspec.Raw]
_SHOWN = 12


def read_records(
    data: bytes,
    *,
    where: str,
    charset: str | None = None,
    fetched: str | None = None,
    mapping: RecordLayout | None = None,
) -> Iterator[Reading | ReportError]:
    """The records in a JSON text in their order, an error for each that cannot be read."""
    del charset  # JSON is UTF-8 by definition
    data = data.removeprefix(b"\xef\xbb\xbf")
    lists = _listed(data, where=where)
    given = _given_rows(lists) if mapping is None else None
    if given is not None:
        known, rows = given
        yield from with_note(_given(rows, known, where=where, fetched=fetched), note_of(known, 0))
        return
    records, shape = _chosen(lists, mapping, where=where)
    yield from with_note(_readings(records, shape, where=where, fetched=fetched), shape.note)


def _given_rows(lists: Mapping[str, list[bytes]]) -> tuple[DataSet, list[bytes]] | None:
    """The data set of coded events that some records are of, and those records; None: of none."""
    for rows in lists.values():
        first = _object(rows[0]) if rows else None
        known = data_set_of(first) if first else None
        if known is not None and known.kind != CONTROL:
            return known, rows
    return None


def _given(
    records: Sequence[bytes], known: DataSet, *, where: str, fetched: str | None
) -> Iterator[Reading | ReportError]:
    return _each(records, partial(_read_given, known=known, fetched=fetched), where=where)


def _readings(
    records: Sequence[bytes], shape: RecordLayout, *, where: str, fetched: str | None
) -> Iterator[Reading | ReportError]:
    return _each(records, partial(_read, shape=shape, fetched=fetched), where=where)


def _each(
    records: Sequence[bytes], read_one: Callable[[bytes, str], Reading], *, where: str
) -> Iterator[Reading | ReportError]:
    for number, raw in enumerate(records, start=1):
        place = f"{where}#{number}"
        try:
            yield read_one(raw, place)
        except ReportError as error:
            yield error
        except Exception as error:
            yield crashed(error, where=place)


def _listed(data: bytes, *, where: str) -> dict[str, list[bytes]]:
    """The lists of records in a text, as written, by the keys under which they stand."""
    try:
        return _lists(msgspec.json.decode(data, type=_Whole), data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        lines = [line for line in data.split(b"\n") if line.strip()]
        if len(lines) > 1 and _is_object(lines[0]):
            return {"": lines}
        raise UnreadableInput(
            f"the JSON is damaged: {error}", where=where, remedy="ask for it again"
        ) from error


def _lists(whole: Any, data: bytes) -> dict[str, list[bytes]]:
    if isinstance(whole, list):
        return {"": [bytes(raw) for raw in whole]}
    found: dict[str, list[bytes]] = {}
    for key, raw in whole.items():
        value = bytes(raw)
        if value.startswith(b"["):
            found[key] = [bytes(each) for each in msgspec.json.decode(value, type=_List)]
        elif value.startswith(b"{"):
            inner = msgspec.json.decode(value, type=dict[str, msgspec.Raw])
            for name, each in inner.items():
                if bytes(each).startswith(b"["):
                    rows = msgspec.json.decode(bytes(each), type=_List)
                    found[f"{key}.{name}"] = [bytes(row) for row in rows]
    kept = {key: rows for key, rows in found.items() if rows and _is_object(rows[0])}
    return kept or {"": [data]}


def _is_object(raw: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(raw), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _chosen(
    lists: Mapping[str, list[bytes]], mapping: RecordLayout | None, *, where: str
) -> tuple[list[bytes], RecordLayout]:
    """The records to read and their layout; UnreadableInput names the fields where none fits."""
    longest = max(lists.values(), key=len)
    if mapping is not None:
        return longest, mapping
    for key, records in lists.items():
        shape = layout_of([r for r in map(_object, records[:_FIRST]) if r is not None], key)
        if shape is not None:
            return records, shape
    raise unknown_fields(list(_object(longest[0]) or ()) if longest else (), where=where)


def unknown_fields(names: Sequence[str], *, where: str) -> UnreadableInput:
    """The refusal of records whose layout is not known."""
    shown = ", ".join(printable(name)[:40] for name in names[:_SHOWN])
    return UnreadableInput(
        f"its records are of no known layout; their fields are {shown or 'none'}",
        where=where,
        remedy="name them: --map text=FIELD,published=FIELD,title=FIELD,outlet=FIELD,url=FIELD",
    )


def _object(raw: bytes) -> Mapping[str, Any] | None:
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _read(raw: bytes, where: str, *, shape: RecordLayout, fetched: str | None) -> Reading:
    record = _object(raw)
    if record is None:
        raise UnreadableInput("not a record of fields", where=where, remedy="leave this record out")

    def mapper(keys: tuple[str | int, ...], words: str) -> Sequence[SourceRun]:
        return joined_map(raw, paths=[keys], value=words)

    draft = record_draft(record, shape, mapper, where=where)
    seen = seen_at(record, shape) or fetched
    return reading(draft, data=raw, media_type=MEDIA_TYPE, location=where, fetched=seen)


def _read_given(raw: bytes, where: str, *, known: DataSet, fetched: str | None) -> Reading:
    record = _object(raw)
    if record is None:
        raise UnreadableInput("not a record of fields", where=where, remedy="leave this record out")
    plain = {name: first_words(record, (name,))[0] for name in record}

    def mapper(name: str, words: str) -> Sequence[SourceRun]:
        return joined_map(raw, paths=[(name,)], value=words)

    draft = given_draft(plain, known, mapper, where=where)
    return reading(draft, data=raw, media_type=MEDIA_TYPE, location=where, fetched=fetched)
