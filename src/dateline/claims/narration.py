"""What the outlet says in its own voice: the sentences, or parts of them, that nobody else says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.claims.cues import Cues
from dateline.claims.patterns import READ
from dateline.model import Analysis, Report, Sentence, Span, trimmed

FEWEST = 3
"""Words of the shortest sentence that is a claim."""
FEWEST_PART = 4
"""Words of the shortest part of a sentence that is a claim beside an attribution."""

_EDGES = " \t\n,;:–—-"


def narrated(
    report: Report, analysis: Analysis, covered: Sequence[tuple[int, int]], cues: Cues
) -> Iterator[Span]:
    """The stretches of claim-bearing blocks that no attribution covers, at most one a sentence
    for each side of what is covered."""
    spans = sorted(covered)
    for sentence in analysis.sentences:
        block = report.blocks[sentence.block]
        if block.kind in READ and block.repeats is None:
            for part in _parts(report, sentence, spans):
                whole = part.start == sentence.start and part.end >= sentence.end - 1
                told = part if whole else _closed(report, analysis, part, cues)
                if told is not None and _tells(analysis, told, whole=whole):
                    yield told


def _parts(
    report: Report, sentence: Sentence, covered: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    inside = [(s, e) for s, e in covered if s < sentence.end and sentence.start < e]
    start = sentence.start
    for first, last in [*inside, (sentence.end, sentence.end)]:
        part = _tidied(report.text, start, min(first, sentence.end)) if first > start else None
        if part is not None:
            yield part
        start = max(start, last)


def _closed(report: Report, analysis: Analysis, part: Span, cues: Cues) -> Span | None:
    """A part without the small words at its end that led to what is covered: ', with some'."""
    small = cues.file.before_nouns | cues.file.syntax.ends_open | cues.file.syntax.joins
    small |= cues.file.determiners | cues.file.that
    last = part.end
    for i in reversed(analysis.tokens_in(part.start, part.end)):
        token = analysis.tokens[i]
        if token.text[0].isalnum() and token.text.lower() not in small:
            break
        last = token.start
    return _tidied(report.text, part.start, last)


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
