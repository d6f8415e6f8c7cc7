"""Words of a sentence beside its tokens, and the blocks that tell nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.events.lines import find_tokens, tells_nothing
from dateline.events.words import words_of
from dateline.model import Block, BlockKind
from dateline.text.segment import analyse
from tests.events.helpers import report


@pytest.mark.parametrize(
    "text", ["The Russian-held town didn't fall.", "They left. Rebels took Kherson's port.", "Ok."]
)
def test_each_word_begins_in_its_token(text: str) -> None:
    analysis = analyse(report(text))
    for sentence in analysis.sentences:
        words = words_of(text, sentence.start, sentence.end)
        tokens = find_tokens(words, analysis, sentence)
        assert len(tokens) == len(words)
        for start, number in zip(words.starts, tokens, strict=True):
            token = analysis.tokens[number]
            assert token.start <= start < token.end


@pytest.mark.parametrize(
    ("kind", "silent"),
    [
        (BlockKind.PARAGRAPH, False),
        (BlockKind.HEADLINE, False),
        (BlockKind.CAPTION, False),
        (BlockKind.SUBHEAD, True),
        (BlockKind.BYLINE, True),
        (BlockKind.CREDIT, True),
        (BlockKind.BOILERPLATE, True),
    ],
)
def test_blocks_that_tell_no_events(*, kind: BlockKind, silent: bool) -> None:
    made = report("The town fell.")
    told = replace(made, blocks=(Block(kind=kind, start=0, end=len(made.text)),))
    (sentence,) = analyse(told).sentences
    assert tells_nothing(told, sentence) is silent
    repeated = replace(told, blocks=(replace(told.blocks[0], repeats="rep-0"),))
    assert tells_nothing(repeated, sentence)
