"""Which claims and events of a coding are those of the key, and what of them is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.model import Claim, Coding, Event, Interval, SourceKind, Span
from evals.reports_key import ClaimKey, EventKey, Key, span_of

_ARTICLE = re.compile(r"^(?:the|a|an) ")
_HALF, _SOME = 0.5, 0.15  # shares of content that must be shared, more or less named beside it
_NEAR = 90  # characters between a trigger and the words that the key gives


def claim_pairs(key: Key, coding: Coding) -> tuple[list[tuple[ClaimKey, Claim, float]], int]:
    """The attributed claims that are in the key, each once, with how far their contents overlap
    (F1 of characters), and how many attributed claims there are."""
    text = coding.report.text
    told = [c for c in coding.claims if c.source.span or c.source.kind is not SourceKind.OUTLET]
    options = []
    for i, wanted in enumerate(key.claims):
        mine = characters(wanted.spans(text))
        for j, claim in enumerate(told):
            overlap = overlap_of(mine, characters((s.start, s.end) for s in claim.content))
            source = asked(wanted.source, claim.source.span)
            cue = bool(claim.cue and wanted.cue and like(claim.cue.text, wanted.cue))
            if (overlap >= _HALF and (source or cue)) or (overlap > _SOME and source and cue):
                options.append((overlap + 0.3 * source + 0.3 * cue, i, j, overlap))
    return [
        (key.claims[i], told[j], overlap) for i, j, overlap in paired_once(options)
    ], len(told)  # fmt: skip


def event_pairs(key: Key, coding: Coding) -> tuple[list[tuple[EventKey, Event]], int]:
    """The events that are in the key, each once, and how many there are; one that repeats another
    counts only where the key has it."""
    text = coding.report.text
    options = []
    for i, wanted in enumerate(key.events):
        start, end = span_of(text, wanted.at)
        for j, event in enumerate(coding.events):
            at = event.trigger
            on = at.start < end and start < at.end
            gap = max(0, at.start - end, start - at.end)
            between = text[min(start, at.start) : max(end, at.end)]
            near = gap <= _NEAR and "\n" not in between and ". " not in between
            if (on or near) and any(_is(event.type, code) for code in wanted.types):
                said = event.auxiliary in wanted.auxiliary
                rank = 100 * on - gap + 5 * said - 5 * (event.same_as is not None)
                options.append((float(rank), i, j, 0.0))
    pairs = [(i, j) for i, j, _ in paired_once(options)]
    taken = {j for _, j in pairs}
    found = sum(j in taken or e.same_as is None for j, e in enumerate(coding.events))
    return [(key.events[i], coding.events[j]) for i, j in pairs], found


def asked(wanted: str | None, span: Span | None) -> bool:
    """Whether a source is the one of the key; None: nobody is named."""
    if wanted is None or span is None:
        return wanted is None and span is None
    return like(span.text, wanted)


def like(a: str, b: str) -> bool:
    """Whether one name holds the other, articles and capitals aside."""
    a, b = (_ARTICLE.sub("", name.lower().strip()) for name in (a, b))
    return a in b or b in a


def names_of(coding: Coding) -> dict[str, frozenset[str]]:
    """By actor, its name and all that it is called in the report."""
    named = {actor.id: {actor.name} for actor in coding.actors}
    for mention in coding.mentions:
        if mention.actor in named:
            named[mention.actor].add(mention.text)
    return {key: frozenset(names) for key, names in named.items()}


def places_of(coding: Coding) -> dict[str, frozenset[str]]:
    """By toponym, its words and the name of its place."""
    return {t.id: frozenset({t.text, t.place.name if t.place else t.text}) for t in coding.toponyms}


def shared(wanted: Sequence[str], found: Sequence[frozenset[str]]) -> tuple[int, int]:
    """How many of the wanted names were found, and how many of those found are wanted."""
    hit = sum(any(_called(names, name) for names in found) for name in wanted)
    right = sum(any(_called(names, name) for name in wanted) for names in found)
    return hit, right


def days_right(wanted: str, time: Interval) -> bool:
    """Whether an interval has the days "first/last" of the key, each as far as it is given; nothing
    after the slash: open."""
    first, slash, last = wanted.partition("/")
    last = last if slash else first
    ends = ((time.earliest or "")[:10], (time.latest or "")[:10])
    return ends[0].startswith(first) and (ends[1].startswith(last) if last else not ends[1])


def figures(event: Event) -> set[str]:
    """The quantities of an event as the key writes them."""
    return {f"{q.of.value} {_figure(q.low, q.best, q.high)}" for q in event.quantities}


def _figure(low: float | None, best: float | None, high: float | None) -> str:
    if best is not None or high is None:
        return _whole(low if best is None else best)
    return f"{_whole(low)}-{_whole(high)}"


def _whole(value: float | None) -> str:
    return "" if value is None else str(int(value)) if value == int(value) else str(value)


def _called(names: Iterable[str], wanted: str) -> bool:
    return any(like(name, wanted) for name in names)


def _is(code: str, wanted: str) -> bool:
    return code == wanted or code.startswith(wanted + ".")


def characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The places of all characters of some stretches."""
    return {at for start, end in spans for at in range(start, end)}


def overlap_of(a: set[int], b: set[int]) -> float:
    """The F1 of two sets of characters."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def paired_once(options: list[tuple[float, int, int, float]]) -> list[tuple[int, int, float]]:
    """The best pairs first, none of their members twice."""
    mine: set[int] = set()
    theirs: set[int] = set()
    out = []
    for _, i, j, overlap in sorted(options, reverse=True):
        if i not in mine and j not in theirs:
            mine.add(i)
            theirs.add(j)
            out.append((i, j, overlap))
    return out
