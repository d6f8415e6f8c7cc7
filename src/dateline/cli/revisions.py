"""`dateline revisions`: what later versions of a page added, changed and dropped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.deriving import deriving

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.pipeline.derive import Derived, RevisionRow


def _rows(codings: list[Coding], _: Derived) -> Iterator[RevisionRow]:
    from dateline.pipeline.derive import revision_rows

    return revision_rows(codings)


revisions = deriving(
    _rows,
    row="RevisionRow",
    whole=True,
    columns=("change", "claim", "became", "content"),
    about="""List what later versions of a page changed, by claim.""",
)
