"""What the outlet says in its own voice: the sentences, or parts of them, that nobody else says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.claims.patterns import READ
from dateline.model import Analysis, Report, Sentence, Span, trimmed

FEWEST = 3
"""Words of the shortest sentence that is a claim."""
FEWEST_PART = 4
"""Words of the shortest part of a sentence that is a claim beside an attribution."""

_EDGES = " \t\n,;:–—-"


def narrated(
    report: Report, analysis: Analysis, covered: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    """The stretches of claim-bearing blocks that no attribution covers, at most one a sentence
    for each side of what is covered."""
    spans = sorted(covered)
    for sentence in analysis.sentences:
        block = report.blocks[sentence.block]
        if block.kind in READ and block.repeats is None:
            yield from _parts(report, analysis, sentence, spans)


def _parts(
    report: Report, analysis: Analysis, sentence: Sentence, covered: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    inside = [(s, e) for s, e in covered if s < sentence.end and sentence.start < e]
    start, whole = sentence.start, not inside
    edges = [*inside, (sentence.end, sentence.end)]
    for first, last in edges:
        if first > start:
            part = _tidied(report.text, start, min(first, sentence.end))
            if part is not None and _tells(analysis, part, whole=whole):
                yield part
        start = max(start, last)


def _tidied(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return trimmed(text, start, end)


def _tells(analysis: Analysis, part: Span, *, whole: bool) -> bool:
    """Whether the words can be a proposition: enough of them, and a verb where tags are known."""
    tokens = [analysis.tokens[i] for i in analysis.tokens_in(part.start, part.end)]
    words = [t for t in tokens if t.text[0].isalnum()]
    if len(words) < (FEWEST if whole else FEWEST_PART):
        return False
    if whole or all(t.pos is None for t in tokens):
        return True
    return any(t.pos in ("VERB", "AUX") for t in words)
