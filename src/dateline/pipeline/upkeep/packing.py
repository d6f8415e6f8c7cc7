"""Incidents and their numbers as the tables keep them, whether of deeds or of what goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dateline.model import Incident, IncidentKind
from dateline.pipeline.tolls import Number, toll_of_numbers
from dateline.store import KeptIncident

UNDATED = "~"
"""Stands for a day that is not known: after all others."""


def pack_incident(made: Incident, *, reports: int, sets: Sequence[str]) -> KeptIncident:
    """The row of an incident; `sets`: names of the data sets that tell of it."""
    ongoing = int(made.kind is IncidentKind.SITUATION)
    given, payload = msgspec.json.encode(sets).decode(), msgspec.json.encode(made)
    return made.id, ongoing, made.time.earliest or UNDATED, reports, given, payload


def pack_tolls(made: Incident, told: Iterable[Number]) -> Iterator[tuple[str, int, bytes]]:
    """The rows of an incident's numbers, in their order."""
    for n, row in enumerate(toll_of_numbers(made, told, place=made.place)):
        yield made.id, n, msgspec.json.encode(row)
