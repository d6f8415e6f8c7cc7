"""Who goes on speaking, and who does not."""

from __future__ import annotations

import pytest

from dateline.claims.component import ClaimReader
from dateline.mentions.component import MentionReader
from dateline.model import Block, BlockKind, Coding, Report
from dateline.text.component import Segmenter


def sources(*paragraphs: str) -> list[str]:
    """Name of each claim's source, in the order of the text, by patterns alone."""
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    report = Report(
        id="rep-1", sha256="0", lang="en", text=text, title=None, published="2022-11-14",
        updated=None, byline=(), outlet="Post", url=None, blocks=tuple(blocks),
    )  # fmt: skip
    coding = Coding(report=report)
    for stage in (Segmenter(), MentionReader(), ClaimReader()):
        coding = stage(coding)
    names = {a.id: a.name for a in coding.actors}
    return [names.get(c.source.actor or "", c.source.kind.value) for c in coding.claims]


FIRST = "President Volodymyr Zelensky visited the town on Monday."


@pytest.mark.parametrize("verb", ["said", "added"])
def test_the_speaker_of_the_sentence_before_goes_on(verb: str) -> None:
    found = sources(
        FIRST,
        "Kremlin spokesman Dmitry Peskov said that Zelensky was wrong. "
        f"He {verb} that the territory was part of Russia.",
    )
    assert found[-2:] == ["Dmitry Peskov", "Dmitry Peskov"]


def test_in_another_paragraph_the_sieve_says_nothing() -> None:
    apart = sources("Dmitry Peskov said that it was wrong.", "The town is small.",
                    "Volodymyr Zelensky said that it was right. He said it twice.")  # fmt: skip
    assert apart[0] == "Dmitry Peskov"
    assert apart[-1] == "Volodymyr Zelensky"
