"""A long report in parts: what the readers need of memory grows with what they read at once.

Invariant: every sentence stands in one part, whole, and what is read of the parts is what the
report's analysis says, by the characters of the report and the places of its tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from dateline.model import Analysis, RawDeed, RawEntity, Token

LONGEST = 250_000
"""Characters that are read at once, which takes about 1 GB."""
PART = 100_000
"""Characters of a part of a longer report; it ends with a block, unless a block is longer still."""


def read_in_parts(given: Analysis, read: Callable[[Analysis], Analysis]) -> Analysis:
    """A report as a reader reads it: at once, or where it is long part by part."""
    if not given.sentences or given.sentences[-1].end - given.sentences[0].start <= LONGEST:
        return read(given)
    parts = list(cut_parts(given))
    firsts = [0, *accumulate(len(part.tokens) for part in parts)][:-1]
    return join_parts(given, [read(part) for part in parts], firsts)


def cut_parts(given: Analysis) -> Iterator[Analysis]:
    """Runs of sentences with their tokens counted from 0, and what is known of them."""
    begin = 0
    for at, sentence in enumerate(given.sentences):
        following = given.sentences[at + 1] if at + 1 < len(given.sentences) else None
        size = sentence.end - given.sentences[begin].start
        ends = following is None or following.block != sentence.block or size > 2 * PART
        if following is None or (ends and size > PART):
            yield _part(given, begin, at + 1)
            begin = at + 1


def _part(given: Analysis, begin: int, end: int) -> Analysis:
    sentences = given.sentences[begin:end]
    first, last = sentences[0].first, sentences[-1].last
    start, stop = sentences[0].start, sentences[-1].end

    def inside(at: int) -> bool:
        return start <= at < stop

    return replace(
        given,
        tokens=tuple(_moved(token, -first) for token in given.tokens[first:last]),
        sentences=tuple(replace(s, first=s.first - first, last=s.last - first) for s in sentences),
        attributions=tuple(
            a for a in given.attributions if inside((a.cue or a.source or a.content)[0][0])
        ),
        entities=tuple(e for e in given.entities if inside(e.start)),
        phrases=tuple(e for e in given.phrases if inside(e.start)),
        timexes=tuple(t for t in given.timexes if inside(t.start)),
    )


def join_parts(given: Analysis, parts: Sequence[Analysis], firsts: Sequence[int]) -> Analysis:
    """The analysis of a report from those of its parts; `firsts`: their first tokens in it."""
    entities: list[RawEntity] = []
    phrases: list[RawEntity] = []
    deeds: list[RawDeed] = []
    chains = 0
    for part in parts:
        named = [e.chain for e in (*part.entities, *part.phrases) if e.chain is not None]
        apart = 0 if _is_joined(given) else chains
        entities += (_chained(e, apart) for e in part.entities)
        phrases += (_chained(e, apart) for e in part.phrases)
        chains += max(named, default=-1) + 1
        before = len(deeds)
        deeds += [_after(deed, before) for deed in part.deeds or ()]
    return replace(
        parts[0],
        tokens=tuple(
            _moved(token, first)
            for part, first in zip(parts, firsts, strict=True)
            for token in part.tokens
        ),
        sentences=given.sentences,
        attributions=tuple(a for part in parts for a in part.attributions),
        entities=tuple(entities),
        phrases=tuple(phrases),
        timexes=tuple(t for part in parts for t in part.timexes),
        deeds=None if parts[0].deeds is None else tuple(deeds),
        doubted=tuple(d for part in parts for d in part.doubted),
    )


def _is_joined(given: Analysis) -> bool:
    """Whether chains are already those of the whole report: another reader has read it."""
    return given.reader is not None


def _moved(token: Token, by: int) -> Token:
    """A token whose governor is counted from elsewhere."""
    return token if token.head is None or token.head < 0 else replace(token, head=token.head + by)


def _chained(entity: RawEntity, by: int) -> RawEntity:
    return entity if entity.chain is None else replace(entity, chain=entity.chain + by)


def _after(deed: RawDeed, before: int) -> RawDeed:
    told = deed.told_before
    return deed if told is None else replace(deed, told_before=told + before)
