"""Repeats: a caption given twice, once with its credit; a headline or passage given again."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dateline.model import Block, BlockKind

_SHORTEST = 25
_LONGEST_CAPTION = 500
_ALIKE = 92.0
_SKIPPED = (BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.BOILERPLATE, BlockKind.DATELINE)


def mark_repeats(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with every repeat naming the first block that says the same.

    Of two neighbours that say the same, as pages give a picture's alternative text and its
    caption, both are captions.
    """
    marked = list(blocks)
    seen: dict[str, int] = {}
    previous: int | None = None
    for index, block in enumerate(marked):
        if block.kind in _SKIPPED:
            continue
        key = _key(text[block.start : block.end])
        first = seen.get(key) if len(key) >= _SHORTEST else None
        if first is None and previous is not None:
            first = _alike(text, marked, previous, index)
        if first is None:
            seen.setdefault(key, index)
        else:
            _mark(marked, first, index, adjacent=first == previous)
        previous = index
    return tuple(marked)


def _mark(blocks: list[Block], first: int, index: int, *, adjacent: bool) -> None:
    kinds = {blocks[first].kind, blocks[index].kind}
    short = blocks[index].end - blocks[index].start <= _LONGEST_CAPTION
    picture = BlockKind.CAPTION in kinds or (adjacent and short and kinds == {BlockKind.PARAGRAPH})
    kind = BlockKind.CAPTION if picture else blocks[index].kind
    blocks[index] = msgspec.structs.replace(blocks[index], kind=kind, repeats=first)
    if picture and blocks[first].kind is BlockKind.PARAGRAPH:
        blocks[first] = msgspec.structs.replace(blocks[first], kind=kind)


def _alike(text: str, blocks: Sequence[Block], previous: int, index: int) -> int | None:
    """The block before, where this one is a caption that says nearly the same."""
    a, b = blocks[previous], blocks[index]
    if b.kind is not BlockKind.CAPTION or a.kind not in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
        return None
    if max(a.end - a.start, b.end - b.start) > _LONGEST_CAPTION:
        return None
    from rapidfuzz.fuzz import ratio

    same = ratio(_key(text[a.start : a.end]), _key(text[b.start : b.end])) >= _ALIKE
    return previous if same else None


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
