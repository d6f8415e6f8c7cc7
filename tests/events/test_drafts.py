"""Deeds with their lines and claims, and what became of each."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.events.drafts import CHOSEN, draft_deeds, trace_deeds
from dateline.model import Block, BlockKind
from tests.events.helpers import coding, deed, told

TEXT = "Rebels shelled Marib with rockets."
SHELLED = deed(TEXT, "shelled", "strike.shelling", who="Rebels", whom="Marib")


def test_a_deed_has_the_words_of_its_parties() -> None:
    (draft,) = draft_deeds(told(coding(TEXT), SHELLED))
    words = draft.line.words.lower
    assert [words[p.first : p.last] for p in draft.doers] == [("rebels",)]
    assert [words[p.first : p.last] for p in draft.done_to] == [("marib",)]
    assert (draft.start, draft.code, draft.claim) == (
        TEXT.index("shelled"),
        "strike.shelling",
        None,
    )


@pytest.mark.parametrize(("kind", "kept"), [(BlockKind.PARAGRAPH, 1), (BlockKind.CREDIT, 0)])
def test_a_deed_in_a_credit_is_none_and_why_says_so(kind: BlockKind, kept: int) -> None:
    made = told(coding(TEXT), SHELLED)
    blocks = (Block(kind=kind, start=0, end=len(TEXT)),)
    placed = replace(made, report=replace(made.report, blocks=blocks))
    drafts = draft_deeds(placed)
    assert len(drafts) == kept
    (tried,) = trace_deeds(placed, drafts)
    assert tried.outcome.startswith(CHOSEN) is bool(kept)
    assert (TEXT[tried.start : tried.end], tried.type) == ("shelled", "strike.shelling")


def test_what_the_reader_doubted_is_told_in_its_place() -> None:
    made = told(coding(TEXT), SHELLED)
    doubted = replace(deed(TEXT, "rockets", "force.present"), score=0.21)
    analysis = replace(made.linguistics(), doubted=(doubted,))
    found = trace_deeds(replace(made, analysis=analysis), draft_deeds(made))
    assert [t.type for t in found] == ["strike.shelling", "force.present"]
    assert found[1].outcome == "the reader is too unsure of it: score 0.21"


def test_a_report_that_no_reader_read_has_no_deeds() -> None:
    assert draft_deeds(coding(TEXT)) == []
