"""Rows of data sets of coded events, each as a report that says all its columns line by line.

What the columns mean is read from these lines (pipeline/given.py), so that every code, day, place
and number of a given event is a span of words, and every word is found in the row again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby, islice

from dateline.ingest.build import Draft
from dateline.ingest.dates import parse_instant
from dateline.ingest.record_layouts import first_words
from dateline.model import Block, BlockKind, DataSet, SourceRun, UnreadableInput
from dateline.text.language import identify
from dateline.text.source_map import MapBuilder, copy_mapped

Mapper = Callable[[str, str], Sequence[SourceRun]]
"""The way from a column's words to the bytes of the row."""
CONTROL = "control"
_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNIX = re.compile(r"\d{9,10}")


def given_draft(record: Mapping[str, str], known: DataSet, mapper: Mapper, *, where: str) -> Draft:
    """The draft of a row; UnreadableInput where it has neither type nor day.

    A row's note leads as a paragraph; every column that holds something follows as `name: value`.
    """
    if not (_first(record, known.types.columns) and _first(record, known.day.first)):
        wanted = ", ".join((*known.types.columns, *known.day.first))
        raise UnreadableInput(
            f"the row has no type or no day ({wanted})", where=where, remedy="leave this row out"
        )
    built, blocks = MapBuilder(), []
    lead = next((name for name in known.text if record.get(name, "").strip()), None)
    columns = [name for name in record if name != lead and record[name].strip()]
    if lead is not None:
        blocks.append(_added(built, BlockKind.PARAGRAPH, "", record[lead], lead, mapper))
    for name in columns:
        built.insert("\n\n" if blocks and blocks[-1].kind is BlockKind.PARAGRAPH else "")
        built.insert("\n" if blocks and blocks[-1].kind is BlockKind.LIST else "")
        label = f"{' '.join(name.replace(':', ' ').split())}: "
        blocks.append(_added(built, BlockKind.LIST, label, record[name], name, mapper))
    relay = _first(record, known.relay).partition(";")[0].strip(' "')
    return Draft(
        text=built.text(),
        blocks=blocks,
        published=_published(_first(record, known.published)),
        outlet=known.name,
        lang=identify(record[lead]) if lead is not None else "en",
        key="/".join(filter(None, (record.get(name, "").strip() for name in known.id))) or None,
        relay=relay or None,
        source_map=built.runs(),
        given=known.name,
    )


def _added(
    built: MapBuilder, kind: BlockKind, label: str, value: str, name: str, mapper: Mapper
) -> Block:
    start = len(built)
    built.insert(label)
    words = _BREAKS.sub(" ", value.strip())
    copy_mapped(built, words, mapper(name, value.strip()))
    return Block(kind=kind, start=start, end=len(built))


def _first(record: Mapping[str, str], columns: Sequence[str]) -> str:
    return first_words(record, columns)[0].strip()


def _published(written: str) -> str | None:
    if not written:
        return None
    if _UNIX.fullmatch(written):
        return datetime.fromtimestamp(int(written), UTC).isoformat()
    instant = parse_instant(written[:100], lang="en")
    return instant.iso if instant else None


def changes_of_status(
    records: Iterable[tuple[int, Mapping[str, str]]], known: DataSet
) -> tuple[list[int], int]:
    """Of a table of who holds what, the numbers of the rows with which a place's status begins, in
    the order of the table; and how many rows only say it again."""
    place, day, status = known.place.names[0], known.day.first[0], known.types.columns[0]
    told = [(r.get(place, ""), r.get(day, ""), n, r.get(status, "")) for n, r in records]
    told.sort()
    kept: list[int] = []
    for _, rows in groupby(told, key=lambda row: row[0]):
        for _, stretch in groupby(rows, key=lambda row: row[3]):
            kept += [number for _, _, number, _ in islice(stretch, known.kept)]
    return sorted(kept), len(told) - len(kept)


def note_of(known: DataSet, repeated: int) -> str:
    """What is said once of a table of given events."""
    note = f"its rows are {known.name}'s own events, taken as given; {known.terms}"
    if not repeated:
        return note
    return f"{note}; {repeated:,} rows only say a status on, and are left out"


def cell_places(raw: str, delimiter: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand in it, between their quotation marks."""
    return list(_cells(raw, delimiter))


def _cells(raw: str, delimiter: str) -> Iterator[tuple[int, int]]:
    at, last = 0, len(raw.rstrip("\r\n"))
    while at <= last:
        if raw[at : at + 1] == '"':
            end = at + 1
            while end < last and (raw[end] != '"' or raw[end + 1 : end + 2] == '"'):
                end += 2 if raw[end] == '"' else 1
            yield at + 1, min(end, last)
            at = raw.find(delimiter, end)
        else:
            end = raw.find(delimiter, at)
            yield at, end if end >= 0 else last
            at = end
        if at < 0:
            return
        at += 1
