"""`dateline incidents`: what many reports tell of one occurrence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.deriving import deriving

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.pipeline.derive import Derived, IncidentRow


def _rows(codings: list[Coding], derived: Derived) -> Iterator[IncidentRow]:
    from dateline.pipeline.derive import incident_rows

    return incident_rows(codings, derived)


incidents = deriving(
    _rows,
    row="IncidentRow",
    columns=("earliest", "type", "place", "reports", "origins", "against_interest", "id"),
    about="""List incidents: the events of many claims judged to be one occurrence.

Corroboration counts independent origins, never reports.""",
)
