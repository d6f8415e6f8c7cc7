"""`dateline origins`: where claims entered the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.deriving import deriving

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.pipeline.derive import Derived, OriginRow

COPIES = "copies "


def _rows(codings: list[Coding], derived: Derived) -> Iterator[OriginRow]:
    from dateline.pipeline.derive import origin_rows

    return origin_rows(codings, derived)


def _brief(row: OriginRow) -> OriginRow:
    """The row with its copies counted, which its other forms name one by one."""
    from msgspec.structs import replace

    told = [reason for reason in row.why if not reason.startswith(COPIES)]
    copies = len(row.why) - len(told)
    return replace(row, why=(*told, *([f"copied {copies} times"] if copies else [])))


origins = deriving(
    _rows,
    row="OriginRow",
    brief=_brief,
    columns=("id", "kind", "name", "side", "reports", "why"),
    about="""List origins: where claims entered the record.

The most widely carried first. Five outlets that carry one ministry's words share one origin.""",
)
