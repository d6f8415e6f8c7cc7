"""Who carried a claim from its source to the outlet: agencies, papers and platforms."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.files import SourceWords
from dateline.claims.sources import Sources
from dateline.model import Report, Source, SourceKind, Span

LONGEST = 200
"""Characters around source and cue within which a relay is looked for."""


def relays(
    report: Report, sources: Sources, words: SourceWords, *, source: Source,
    sentence: tuple[int, int], content: Sequence[Span], cue: Span | None,
) -> tuple[Source, ...]:  # fmt: skip
    """The relays named beside a claim's source and cue, outside of its content."""
    if cue is None:
        return ()
    own = source.span
    free = _list_free_parts(sentence, content)
    found: list[Source] = []
    for start, end in free:
        for mention in sources.within(start, end):
            actor = sources.actor(mention.actor)
            if actor is None or (own and own.start <= mention.start and mention.end <= own.end):
                continue
            if words.heard.fullmatch(mention.text) or (own and 0 <= own.start - mention.end <= 1):
                continue
            if actor.sector == "JRN" and actor.id != source.actor:
                span = Span(mention.start, mention.end, mention.text)
                found.append(Source(kind=SourceKind.OUTLET, actor=actor.id, span=span))
        found += _platforms(report, words, start, end, [*found, source])
    return tuple(found)


def _list_free_parts(sentence: tuple[int, int], content: Sequence[Span]) -> list[tuple[int, int]]:
    """The parts of a sentence that no content covers."""
    start, end = sentence
    parts = []
    for span in sorted(content):
        if span.start > start:
            parts.append((start, min(span.start, end)))
        start = max(start, span.end)
    if start < end:
        parts.append((start, end))
    return [(a, b) for a, b in parts if b > a]


def _platforms(
    report: Report, words: SourceWords, start: int, end: int, taken: Sequence[Source]
) -> list[Source]:
    found = []
    for match in words.carried.finditer(report.text, start, end):
        span = report.span(match.start(), match.end())
        if not any(t.span and t.span.overlaps(span) for t in taken):
            found.append(Source(kind=SourceKind.SOCIAL_MEDIA, actor=None, span=span))
    return found
