"""Small records, built by hand."""

from __future__ import annotations

from typing import Any

from msgspec import convert

from corpus.reading import Placed
from corpus.records import Record

TEXT = "Rebels seized Oru on Monday, the army said. In Berlin, the army called it a lie."


def make_record(**changes: Any) -> Record:
    """A right record, but for the changes."""
    fields: dict[str, Any] = {
        "id": "en-000001",
        "lang": "en",
        "text": TEXT,
        "events": [make_event()],
        "claims": [],
        "by": "coder-1",
        "genre": "wire",
        "published": "2024-05-10",
    }
    return convert(fields | changes, Record)


def make_event(**changes: Any) -> dict[str, Any]:
    """A right event of TEXT, but for the changes."""
    return {
        "on": "seized",
        "type": "territory.taken",
        "aux": "asserted",
        "aspect": "done",
        "who": ["Rebels"],
        "at": ["Oru"],
    } | changes


def place_record(where: str = "written/en/a.jsonl:1", **changes: Any) -> Placed:
    """A record with the place where it would stand."""
    return Placed(where, make_record(**changes))
