"""What the outlet says in its own voice."""

from __future__ import annotations

import pytest

from dateline.claims.cues import cues
from dateline.claims.narration import narrated
from dateline.model import BlockKind
from dateline.text.segment import analyse
from tests.claims.reading import report_of


def own_words(text: str, *covered: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """The outlet's own words beside what attributions cover."""
    report = report_of((kind, text))
    spans = [(text.index(words), text.index(words) + len(words)) for words in covered]
    return [s.text for s in narrated(report, analyse(report), spans, cues("en"))]


@pytest.mark.parametrize(
    ("text", "covered", "own"),
    [
        pytest.param("The bridge was hit.", [], ["The bridge was hit."], id="a sentence"),
        pytest.param("It fell.", [], [], id="two words are no claim"),
        pytest.param("It fell today.", [], ["It fell today."], id="three are"),
        pytest.param("The bridge was hit.", ["The bridge was hit"], [], id="all of it is said"),
        pytest.param(
            "The bridge was hit. The mayor said it fell.", ["The mayor said it fell"],
            ["The bridge was hit."], id="another sentence is said",
        ),
        pytest.param(
            "The bridge was hit at noon, with some saying it fell.", ["some saying it fell"],
            ["The bridge was hit at noon"], id="without the word that leads to what is said",
        ),
        pytest.param(
            "Then it burned, the mayor said, and it fell at night.",
            ["Then it burned, the mayor said"],
            ["and it fell at night"], id="after what is said",
        ),
        pytest.param(
            "At the time, the mayor said it fell.", ["the mayor said it fell"], [],
            id="three words are no part",
        ),
    ],
)  # fmt: skip
def test_what_nobody_else_says(text: str, covered: list[str], own: list[str]) -> None:
    assert own_words(text, *covered) == own


@pytest.mark.parametrize(
    ("kind", "claims"),
    [(BlockKind.PARAGRAPH, True), (BlockKind.BYLINE, False), (BlockKind.CREDIT, False)],
)
def test_bylines_and_credits_claim_nothing(*, kind: BlockKind, claims: bool) -> None:
    assert bool(own_words("The bridge was hit.", kind=kind)) is claims


def test_two_attributions_that_overlap_are_one_gap() -> None:
    text = "The bridge was hit at noon and the mayor said it fell and burned."
    covered = ["the mayor said it fell", "said it fell and burned"]
    assert own_words(text, *covered) == ["The bridge was hit at noon"]
