"""Which characters an attribution takes, so that the outlet's own words are what is left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dateline.claims.drafts import Range
from dateline.model import Analysis, Claim, Span

NEAR = 60
"""Characters between the pieces of one attribution, or before its relay, that belong to it."""


def list_covered(claim: Claim, analysis: Analysis) -> list[Range]:
    """The characters that an attribution takes: its content, its source and cue and, where they
    stand before the content, all that leads to it from the relay on."""
    spans = [(s.start, s.end) for s in claim.content]
    marks = [s for s in (claim.source.span, claim.cue, *(r.span for r in claim.relays)) if s]
    if marks:
        first = min(m.start for m in marks)
        spans.append((first, max(m.end for m in marks)))
        spans += _list_gaps(spans, analysis)
        if claim.relays:
            spans.append(_find_lead(claim, first, analysis))
    return spans


def _list_gaps(spans: Sequence[Range], analysis: Analysis) -> list[Range]:
    """What stands between near pieces of one sentence."""
    here = analysis.sentence_at
    return [
        (end, start) for (_, end), (start, _) in pairwise(sorted(spans))
        if 0 < start - end < NEAR and here(end - 1) == here(start)
    ]  # fmt: skip


def _find_lead(claim: Claim, first: int, analysis: Analysis) -> Range:
    """From the start of the sentence to a relay: 'In a statement carried by ...'."""
    start = find_sentence(analysis, claim.cue or claim.content[0])[0]
    return (start, first) if first - start < NEAR else (first, first)


def find_sentence(analysis: Analysis, span: Span) -> Range:
    """The characters of the sentence that a span begins in; its own where there is none."""
    at = analysis.sentence_at(span.start)
    if at is None:
        return span.start, span.end
    return analysis.sentences[at].start, analysis.sentences[at].end
