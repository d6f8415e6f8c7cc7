"""What the outlet says in its own voice: the sentences, or parts of them, that nobody else says."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.claims.cues import Cues
from dateline.claims.patterns import makes_claims
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
    spans = _merge_ranges(covered)
    for sentence in analysis.sentences:
        block = report.blocks[sentence.block]
        if makes_claims(block):
            for part in _split_sentence(report, sentence, spans):
                whole = part.start == sentence.start and part.end >= sentence.end - 1
                told = part if whole else _drop_small_words(report, analysis, part, cues)
                if told is not None and _is_proposition(analysis, told, whole=whole):
                    yield told


def _merge_ranges(covered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same stretches in order, those that meet joined."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(covered):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _split_sentence(
    report: Report, sentence: Sentence, covered: Sequence[tuple[int, int]]
) -> Iterator[Span]:
    stop = bisect_left(covered, (sentence.end, 0))
    first_inside = max(0, bisect_left(covered, (sentence.start, 0)) - 1)
    inside = [(s, e) for s, e in covered[first_inside:stop] if sentence.start < e]
    start = sentence.start
    for first, last in [*inside, (sentence.end, sentence.end)]:
        part = _trim_marks(report.text, start, min(first, sentence.end)) if first > start else None
        if part is not None:
            yield part
        start = max(start, last)


def _drop_small_words(report: Report, analysis: Analysis, part: Span, cues: Cues) -> Span | None:
    """A part without the small words at its end that led to what is covered: ', with some'."""
    last = part.end
    for i in reversed(analysis.tokens_in(part.start, part.end)):
        token = analysis.tokens[i]
        if token.text[0].isalnum() and token.text.lower() not in cues.small:
            break
        last = token.start
    return _trim_marks(report.text, part.start, last)


def _trim_marks(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return trimmed(text, start, end)


def _is_proposition(analysis: Analysis, part: Span, *, whole: bool) -> bool:
    """Whether the words can be a proposition: enough of them, and a verb where tags are known."""
    tokens = [analysis.tokens[i] for i in analysis.tokens_in(part.start, part.end)]
    words = [t for t in tokens if t.text[0].isalnum()]
    if len(words) < (FEWEST if whole else FEWEST_PART):
        return False
    if whole or all(t.pos is None for t in tokens):
        return True
    return any(t.pos in ("VERB", "AUX") for t in words)
