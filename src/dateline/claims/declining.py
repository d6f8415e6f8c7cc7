"""A source that says nothing: "The junta did not respond to requests"."""

from __future__ import annotations

from dateline.claims.files import Hedges, small
from dateline.claims.sources import Sources
from dateline.model import Certainty, Claim, Manner, Report, Span, Stance, content_id, trimmed

DECLINES = 0.7
"""Score of a claim that its source declines to speak."""


def find_declining(span: Span, report: Report, sources: Sources, words: Hedges) -> Claim | None:
    """'The junta did not respond to requests': whoever is silent is the source."""
    match = words.declines.search(small(span.text))
    if match is None:
        return None
    first, last = span.start + match.start(), span.start + match.end()
    named = [m for m in sources.within(span.start, first) if m.actor]
    content = trimmed(report.text, first, span.end)
    if not named or content is None:
        return None
    speaker = named[0]
    said = report.text[content.start : content.end].rstrip(" .;,")
    return Claim(
        id=content_id("clm", report.id, span.start, span.end),
        content=(report.span(content.start, content.start + len(said)),),
        source=sources.read(report.span(speaker.start, speaker.end)),
        cue=report.span(first, last), manner=Manner.INDIRECT,
        stance=Stance.DECLINE, certainty=Certainty.CERTAIN, score=DECLINES,
    )  # fmt: skip
