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


@pytest.mark.parametrize("again", ["They", "It", "The group", "This organisation"])
def test_a_body_goes_on_and_not_whom_it_accused(again: str) -> None:
    found = sources(
        "The Relief Network said that RSF fighters shelled a village on Friday. "
        f"{again} said that two more were burned."
    )
    assert len(set(found)) == 1
    assert "Network" in found[0]


def test_they_in_the_next_paragraph_is_who_spoke() -> None:
    found = sources(
        "Villagers said that Malian soldiers shot thirty men on Monday.",
        "They said that the bodies had been burned.",
    )
    assert found == [found[0]] * 2
    assert found[0].lower() == "villagers"


def test_another_body_does_not_go_on() -> None:
    found = sources("The rebels said that they took the town. The ministry said that it was calm.")
    assert "rebels" in found[0].lower()
    assert "rebels" not in found[-1].lower()
