"""A headline, passage or caption that is given twice."""

from __future__ import annotations

import pytest

from dateline.ingest.repeats import mark_repeats
from dateline.model import Block, BlockKind

P, C, H, B = BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.HEADLINE, BlockKind.BYLINE
BRIDGE = "The old bridge over the river at noon"
LONG = "The old bridge over the river fell at noon. " * 14


def mark(*given: tuple[BlockKind, str]) -> list[tuple[BlockKind, int | None]]:
    text, blocks = "", []
    for kind, words in given:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n"
    return [(block.kind, block.repeats) for block in mark_repeats(text, blocks)]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param([(P, BRIDGE), (P, BRIDGE)], [(C, None), (C, 0)], id="a picture's two texts"),
        pytest.param([(P, BRIDGE), (P, BRIDGE.upper() + ".")], [(C, None), (C, 0)],
                     id="in other letters"),
        pytest.param([(P, BRIDGE), (P, "Another passage of the same page."), (P, BRIDGE)],
                     [(P, None), (P, None), (P, 0)], id="a passage again"),
        pytest.param([(H, BRIDGE), (P, BRIDGE)], [(H, None), (P, 0)], id="the headline again"),
        pytest.param([(P, "They left."), (P, "They left.")], [(P, None), (P, None)],
                     id="a short line"),
        pytest.param([(P, LONG), (P, LONG)], [(P, None), (P, 0)], id="a long passage"),
        pytest.param([(P, BRIDGE), (C, BRIDGE + " today")], [(C, None), (C, 0)],
                     id="a caption that is nearly the same"),
        pytest.param([(P, BRIDGE), (C, "A wholly different caption of a picture")],
                     [(P, None), (C, None)], id="another caption"),
        pytest.param([(B, BRIDGE), (P, BRIDGE)], [(B, None), (P, None)],
                     id="a byline says nothing that can be repeated"),
    ],
)  # fmt: skip
def test_repeats_name_the_first(
    given: list[tuple[BlockKind, str]], found: list[tuple[BlockKind, int | None]]
) -> None:
    assert mark(*given) == found
