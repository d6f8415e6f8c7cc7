"""A sentence as this room sees it: its words, their tokens, and the phrases that fill slots."""

from __future__ import annotations

from msgspec import Struct

from dateline.events.words import Words
from dateline.model import Analysis, BlockKind, Report, Sentence

SILENT = frozenset(
    {
        BlockKind.BOILERPLATE,
        BlockKind.CREDIT,
        BlockKind.BYLINE,
        BlockKind.DATELINE,
        BlockKind.SUBHEAD,
    }
)
"""Blocks that tell no events."""


class Phrase(Struct, frozen=True, gc=False):
    """Words [first, last) of a line that fill a slot of a deed."""

    first: int
    last: int


class Line(Struct, frozen=True, gc=False):
    """Sentence `index` of a report. `tokens[i]` is the analysis token of word i."""

    index: int
    sentence: Sentence
    words: Words
    tokens: tuple[int, ...]


def find_tokens(words: Words, analysis: Analysis, sentence: Sentence) -> tuple[int, ...]:
    """The analysis token that each word of a sentence begins in."""
    out: list[int] = []
    at = sentence.first
    for start in words.starts:
        while at + 1 < sentence.last and analysis.tokens[at].end <= start:
            at += 1
        out.append(at)
    return tuple(out)


def tells_nothing(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence stands in a block that tells no events, or repeats another."""
    if sentence.block >= len(report.blocks):
        return False
    block = report.blocks[sentence.block]
    return block.kind in SILENT or block.repeats is not None
