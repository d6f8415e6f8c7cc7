"""Words of events inside names: "Popular *Mobilization* Forces" mobilise nobody."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.events.lines import Line
from dateline.model import Coding, MentionKind

_BODIES = frozenset({"organisation", "force", "group"})
_KINDS = frozenset({MentionKind.ORGANISATION, MentionKind.FORCE, MentionKind.GROUP})


def names(coding: Coding) -> tuple[tuple[int, int], ...]:
    """Characters [start, end) of the names of bodies that have several capitals."""
    text = coding.report.text
    return () if text.isupper() else tuple(sorted({s for s in _spans(coding) if _name(text, s)}))


def in_name(line: Line, first: int, spans: list[tuple[int, int]], text: str) -> bool:
    """Whether word `first` of a line is a capitalised part of one of some names."""
    start, end = line.words.starts[first], line.words.ends[first]
    sentence = text[line.sentence.start : line.sentence.end]
    if not text[start].isupper() or sentence.istitle():
        return False
    return any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)


def _spans(coding: Coding) -> Iterator[tuple[int, int]]:
    named = {a.id for a in coding.actors if a.kind.value in _BODIES}
    for mention in coding.mentions:
        if mention.kind in _KINDS and mention.actor in named:
            yield mention.start, mention.end
    for entity in coding.linguistics().entities:
        if entity.kind in _BODIES:
            yield entity.start, entity.end


def _name(text: str, span: tuple[int, int]) -> bool:
    return sum(word[0].isupper() for word in text[slice(*span)].split()) > 1
