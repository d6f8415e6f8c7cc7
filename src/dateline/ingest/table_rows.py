"""Rows of tables as passages: cells in their order, and the day that one of the first states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.ingest.dates import find_instants

_HEAD_CELLS = 3
_ENDED = re.compile(r"[.!?:;؟。][\"'”’»)\]]*$")


def row_text(cells: Sequence[str]) -> str:
    """The cells as one passage: short ones parted by commas, whole sentences by a space.

    "2 March", "Goma", "Shelling.", "Radio" -> "2 March, Goma, Shelling. Radio"
    """
    text = ""
    for cell in (cell for cell in cells if cell):
        text += (" " if _ENDED.search(text) else ", ") + cell if text else cell
    return text


def day_of_cells(cells: Sequence[str], lang: str | None) -> str | None:
    """The day, with its year, that one of the first cells states and nothing else."""
    for cell in cells[:_HEAD_CELLS]:
        for instant in find_instants(cell, lang=lang)[:1]:
            if (instant.start, instant.end) == (0, len(cell)) and not instant.ambiguous:
                return instant.iso
    return None
