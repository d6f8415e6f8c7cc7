"""Reads the files of the corpus; what is no record is a fault that names file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus.records import HOME, Record

WRITTEN, SECOND = HOME / "written", HOME / "second"


class Fault(Struct, frozen=True, order=True):
    """What is wrong, and where."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Placed(Struct, frozen=True):
    """A record with its file and line, as `written/en/seed.jsonl:3`."""

    where: str
    record: Record


def read_folder(folder: Path) -> tuple[list[Placed], list[Fault]]:
    """All records of FOLDER/LANG/*.jsonl, in order of file and line, and what could not be read."""
    placed: list[Placed] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*/*.jsonl")):
        for found in read_lines(path, name=f"{folder.name}/{path.parent.name}/{path.name}"):
            if isinstance(found, Fault):
                faults.append(found)
            else:
                placed.append(found)
    return placed, faults


def read_lines(path: Path, *, name: str) -> Iterator[Placed | Fault]:
    """Each line of a file as a record, or as the fault that it is none."""
    decoder = msgspec.json.Decoder(Record)
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        where = f"{name}:{number}"
        try:
            record = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield Fault(where, f"no record: {error}")
            continue
        if record.lang != path.parent.name:
            yield Fault(where, f"lang {record.lang!r} stands in the folder {path.parent.name}/")
        yield Placed(where, record)
