"""PLOVER gold records: the root code of a sentence's main event.

The records follow an earlier PLOVER: FIGHT is ASSAULT now, DEMAND is REQUEST, DISAPPROVE and
INVESTIGATE are ACCUSE, COERCE.destroy is ASSAULT destroy. A record with two events is right
where the main event is one of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.model import Coding
from evals.events_own import coded
from evals.table import Row

_FILE = "coding/plover_gsr.jsonl"
_NOW = {
    "COERCE.destroy": "ASSAULT",
    "FIGHT": "ASSAULT",
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
}


def run(data: Path) -> list[Row]:
    """Root code accuracy."""
    rows = [json.loads(line) for line in (data / _FILE).read_text(encoding="utf-8").splitlines()]
    return scored(rows, coded((row["text"], "en") for row in rows))


def scored(rows: list[dict[str, Any]], codings: Iterable[Coding]) -> list[Row]:
    """The figure for some records and their codings."""
    pairs = [(row, root(coding)) for row, coding in zip(rows, codings, strict=True)]
    told = [(row, found) for row, found in pairs if row["events"]]
    right = sum(found in roots(row) for row, found in told)
    return [
        Row(
            stage="events",
            corpus="PLOVER gold records",
            measure="root code accuracy",
            ours=right / len(told),
            reference="none published",
            target=0.75,
            n=len(told),
        )
    ]


def roots(row: dict[str, Any]) -> set[str]:
    """The roots of a record, in the terms of PLOVER 0.8."""
    return {
        _NOW.get(event["code"], _NOW.get(event["root"], event["root"])) for event in row["events"]
    }


def root(coding: Coding) -> str | None:
    """The PLOVER event of the main event, or of the first after it that has one."""
    codes = (event.codes.plover for event in coding.events)
    return next((code.event for code in codes if code), None)
