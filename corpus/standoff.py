"""Answers on real texts that are not ours: where they stand, and no word of them.

A row of `read/LANG.jsonl` names the file and the record of the data folder, where its paragraph
stands in that record's text, the SHA-256 of that text, and its answers as offsets into the
paragraph:

    {"id": "en-read-0001", "lang": "en", "file": "reports/isw.jsonl", "record": "isw-2022-09-11",
     "at": [120, 348], "sha256": "...", "by": "coder-2", "events": [{"on": [0, 6], ...}], ...}

Whoever has the data opens a row to a whole record (`open_row`), and closes one (`close_record`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from corpus.quotes import find_occurrences, locate_quote
from corpus.reading import Fault
from corpus.records import HOME, SLOTS, Claim, Count, Event, Record, load_vocabulary

READ = HOME / "read"
Span = tuple[int, int]


class ReadCount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a number stands and what it counts."""

    of: str
    at: Span
    scope: str = "incident"


class ReadEvent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One deed; `slots` by name, `told_before` the trigger of an earlier one."""

    on: Span
    type: str
    aux: str
    aspect: str
    slots: dict[str, tuple[Span, ...]] = {}
    counts: tuple[ReadCount, ...] = ()
    told_before: Span | None = None


class ReadClaim(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a source is made to say."""

    content: Span
    stance: str
    source: Span | None = None
    cue: Span | None = None


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The answers on one paragraph of a text that is not here."""

    id: str
    lang: str
    file: str
    record: str
    at: Span
    sha256: str
    by: str
    conflict: str = "none"
    genre: str = "other"
    published: str | None = None
    events: tuple[ReadEvent, ...] = ()
    claims: tuple[ReadClaim, ...] = ()


def close_record(record: Record, *, file: str, name: str, at: Span, sha256: str) -> Row:
    """A record as a row without its text; QuoteError where a quote is not in the text."""

    def find(quote: str) -> Span:
        return locate_quote(quote, text=record.text, lang=record.lang)

    events = tuple(
        ReadEvent(
            on=find(e.on), type=e.type, aux=e.aux, aspect=e.aspect,
            slots={s: tuple(map(find, e.slot(s))) for s in SLOTS if e.slot(s)},
            counts=tuple(ReadCount(of=c.of, at=find(c.quote), scope=c.scope) for c in e.counts),
            told_before=find(e.told_before) if e.told_before else None,
        )
        for e in record.events
    )  # fmt: skip
    claims = tuple(
        ReadClaim(
            content=find(c.content), stance=c.stance,
            source=find(c.source) if c.source else None, cue=find(c.cue) if c.cue else None,
        )
        for c in record.claims
    )  # fmt: skip
    return Row(
        id=record.id, lang=record.lang, file=file, record=name, at=at, sha256=sha256,
        by=record.by, conflict=record.conflict, genre=record.genre, published=record.published,
        events=events, claims=claims,
    )  # fmt: skip


def open_row(row: Row, text: str) -> Record:
    """The whole record, given the paragraph."""

    def quote(span: Span) -> str:
        words = text[span[0] : span[1]]
        whole = row.lang not in load_vocabulary().unspaced
        starts = find_occurrences(words, text=text, whole=whole)
        turn = starts.index(span[0]) + 1
        return words if turn == 1 else f"{words}#{turn}"

    events = []
    for e in row.events:
        slots = {
            {"from": "from_", "with": "with_"}.get(name, name): tuple(map(quote, spans))
            for name, spans in e.slots.items()
        }
        counts = tuple(Count(of=c.of, quote=quote(c.at), scope=c.scope) for c in e.counts)
        events.append(
            Event(
                on=quote(e.on),
                type=e.type,
                aux=e.aux,
                aspect=e.aspect,
                counts=counts,
                told_before=quote(e.told_before) if e.told_before else None,
                **slots,
            )
        )
    claims = tuple(
        Claim(
            content=quote(c.content), stance=c.stance,
            source=quote(c.source) if c.source else None, cue=quote(c.cue) if c.cue else None,
        )
        for c in row.claims
    )  # fmt: skip
    return Record(
        id=row.id, lang=row.lang, text=text, events=tuple(events), claims=claims, by=row.by,
        conflict=row.conflict, genre=row.genre, published=row.published,
    )  # fmt: skip


def read_rows(folder: Path = READ) -> tuple[list[tuple[str, Row]], list[Fault]]:
    """All rows with their file and line, and what is no row."""
    rows: list[tuple[str, Row]] = []
    faults: list[Fault] = []
    decoder = msgspec.json.Decoder(Row)
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            where = f"{folder.name}/{path.name}:{number}"
            try:
                rows.append((where, decoder.decode(line)))
            except msgspec.DecodeError as error:
                faults.append(Fault(where, f"no row: {error}"))
    return rows, faults


def open_rows(data: Path, folder: Path = READ) -> tuple[list[Record], list[Fault]]:
    """Every record whose text the data folder has unchanged, and what is wrong with the others."""
    rows, faults = read_rows(folder)
    wanted: dict[str, set[str]] = {}
    for _, row in rows:
        wanted.setdefault(row.file, set()).add(row.record)
    texts = {file: dict(read_texts(data / file, names)) for file, names in wanted.items()}
    records: list[Record] = []
    for where, row in rows:
        text = texts[row.file].get(row.record)
        if text is None:
            faults.append(Fault(where, f"{row.file} has no record {row.record!r}"))
        elif hash_text(text) != row.sha256:
            faults.append(Fault(where, f"the text of {row.record!r} has changed"))
        else:
            try:
                records.append(open_row(row, text[slice(*row.at)]))
            except ValueError as error:
                faults.append(Fault(where, f"an offset is no whole word: {error}"))
    return records, faults


def read_texts(path: Path, names: set[str]) -> Iterator[tuple[str, str]]:
    """The texts of some records of a file; nothing where there is no such file."""
    if not path.is_file():
        return
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            if row["id"] in names:
                yield row["id"], row.get("text") or ""


def hash_text(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
