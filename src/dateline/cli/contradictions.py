"""`dateline contradictions`: claims that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.deriving import deriving

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.pipeline.derive import ContradictionRow, Derived


def _rows(codings: list[Coding], derived: Derived) -> Iterator[ContradictionRow]:
    from dateline.pipeline.derive import contradiction_rows

    return contradiction_rows(codings, derived)


contradictions = deriving(
    _rows,
    row="ContradictionRow",
    columns=("kind", "source", "content", "other_source", "other_content"),
    once=True,
    about="""List pairs of claims that cannot both hold, and why.

Those within one report first, then those across reports.""",
)
