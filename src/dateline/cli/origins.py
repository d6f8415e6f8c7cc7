"""`dateline origins`: where claims entered the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.deriving import deriving

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.pipeline.derive import Derived, OriginRow


def _rows(codings: list[Coding], derived: Derived) -> Iterator[OriginRow]:
    from dateline.pipeline.derive import origin_rows

    return origin_rows(codings, derived)


origins = deriving(
    _rows,
    row="OriginRow",
    columns=("kind", "name", "side", "reports", "why"),
    about="""List origins: where claims entered the record.

The most widely carried first. Five outlets that carry one ministry's words share one origin.""",
)
