"""Captions and the credits at their ends."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.ingest.phrases import Phrases
from dateline.model import BlockKind

_LONGEST_CAPTION = 700
_LONGEST_TAIL = 160

Piece = tuple[BlockKind, int, int]


def split_credit(line: str, data: Sequence[Phrases]) -> list[Piece]:
    """Caption and credit of a line that ends with a credit, as ranges of the line; else nothing."""
    if len(line) > _LONGEST_CAPTION:
        return []
    start = credit_start(line, data)
    if start is None:
        return []
    credit: Piece = (BlockKind.CREDIT, start, len(line))
    caption = len(line[:start].rstrip(" |–—-"))
    return [(BlockKind.CAPTION, 0, caption), credit] if caption else [credit]


def credit_start(line: str, data: Sequence[Phrases]) -> int | None:
    """Where the credit at the end of a line begins."""
    offset = max(0, len(line) - _LONGEST_TAIL)
    for entry in data:
        for field, before in (("credits", r"(?:^|\s)"), ("agency_credits", r"(?:^|[.!?)]\s)")):
            pattern = entry.pattern(field, before + r"({})\.?$")
            match = pattern.search(line, offset) if pattern else None
            if match and _begins_as_credit(line[match.start(1)]):
                return match.start(1)
    return None


def _begins_as_credit(first: str) -> bool:
    return first.isupper() or not first.isalpha()
