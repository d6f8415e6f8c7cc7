"""`dateline contradictions`: claims that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.cli.deriving import deriving

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.pipeline.derive import ContradictionRow, Derived


def _rows(codings: list[Coding], derived: Derived) -> Iterator[ContradictionRow]:
    from dateline.pipeline.derive import contradiction_rows

    return contradiction_rows(codings, derived)


class Brief(Struct, frozen=True):
    """A contradiction in a table: each claim as its id, its source and its words."""

    kind: str
    first: str
    second: str
    why: str


def _brief(row: ContradictionRow) -> Brief:
    return Brief(
        row.kind,
        f"{row.claim} {row.source}: {row.content}",
        f"{row.other} {row.other_source}: {row.other_content}",
        row.why,
    )


contradictions = deriving(
    _rows,
    row="ContradictionRow",
    brief=_brief,
    columns=("kind", "first", "second", "why"),
    once=True,
    about="""List pairs of claims that cannot both hold, and why.

Those within one report first, then those across reports.""",
)
