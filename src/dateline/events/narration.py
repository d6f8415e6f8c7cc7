"""Every event names its claim: where no claim covers one, the outlet's own voice tells it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.events.drafts import DeedDraft
from dateline.model import (
    Certainty,
    Claim,
    Coding,
    Manner,
    Source,
    SourceKind,
    Stance,
    content_id,
    trimmed,
)

_SCORE = 0.5


def narrated(coding: Coding, drafts: Sequence[DeedDraft]) -> tuple[Coding, dict[int, Claim]]:
    """The coding with a narration claim for each sentence whose events no claim covers, and
    the claim of every draft by the first character of its trigger."""
    claims: dict[int, Claim] = {}
    added: dict[int, Claim] = {}
    for draft in drafts:
        claim = draft.claim
        if claim is None:
            index = draft.line.index
            if index not in added:
                added[index] = _narration(coding, draft)
            claim = added[index]
        claims[draft.start] = claim
    new = [c for c in added.values() if all(c.id != old.id for old in coding.claims)]
    if new:
        everything = sorted((*coding.claims, *new), key=lambda c: (c.start, c.end))
        coding = replace(coding, claims=tuple(everything))
    return coding, claims


def _narration(coding: Coding, draft: DeedDraft) -> Claim:
    sentence = draft.line.sentence
    span = trimmed(coding.report.text, sentence.start, sentence.end)
    assert span is not None, "a sentence has words"
    return Claim(
        id=content_id("clm", coding.report.id, "narration", span.start, span.end),
        content=(span,),
        source=Source(kind=SourceKind.OUTLET, actor=None, span=None),
        cue=None,
        manner=Manner.NARRATION,
        stance=Stance.ASSERT,
        certainty=Certainty.CERTAIN,
        score=_SCORE,
    )
