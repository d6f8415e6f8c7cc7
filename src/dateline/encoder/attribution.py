"""Attributions: the spans of sources, cues and contents, and which belong together.

A span never crosses a block. The scheme is PolNeAR's (Newell, Margolin and Ruths 2018), and so are
two habits of its annotators that decide what belongs to what: a source stands in the sentence of
its cue wherever that sentence has one, and every cue has a content, every source a cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.encoder.arrays import Bools, Floats, Ints
from dateline.encoder.bundle import Bundle
from dateline.encoder.forward import Readings
from dateline.encoder.links import chances
from dateline.encoder.tags import TagSpan, best_tags, forbidding, marginals, spans_of

SOURCE, CUE, CONTENT = 0, 1, 2
REACH = 220
"""Words between a span and its cue at most: about what a window shows."""
WORST = {"cue_source": -4.0, "content_cue": -5.0}
"""Log odds against its better choice at which a span still moves to one that has none."""


@dataclass(frozen=True)
class Layout:
    """First words of the sentences and of the blocks of a text."""

    sentences: Sequence[int]
    blocks: Sequence[int]

    def sentence(self, words: Ints) -> Ints:
        """The number of the sentence of each word."""
        return np.searchsorted(self.sentences, words, side="right")

    def block(self, words: Ints) -> Ints:
        """The number of the block of each word."""
        return np.searchsorted(self.blocks, words, side="right")


@dataclass
class Found:
    """One attribution by words: spans of each role and the raw score."""

    source: list[TagSpan] = field(default_factory=list)
    cue: list[TagSpan] = field(default_factory=list)
    content: list[TagSpan] = field(default_factory=list)
    score: float = 1.0


def attributions(bundle: Bundle, readings: Readings, layout: Layout) -> list[Found]:
    """The attributions of a text in the order of their first words."""
    spans = tagged(bundle, readings, layout.blocks)
    sources, cues, contents = ([s for s in spans if s.kind == k] for k in (SOURCE, CUE, CONTENT))
    found = [Found(cue=[cue], score=cue.score) for cue in cues]
    alone = _give_sources(bundle, readings, found, sources, layout)
    found += _give_contents(bundle, readings, found, contents, alone, layout)
    kept = [one for one in found if one.content or one.source]
    return sorted(kept, key=_first_word)


def tagged(bundle: Bundle, readings: Readings, blocks: Sequence[int]) -> list[TagSpan]:
    """The spans of all roles with their probabilities."""
    scores = readings.words["scores"][:, bundle.column("attribution")]
    moves = forbidding(bundle.arrays["moves"])
    tags = best_tags(scores, moves, blocks)
    return spans_of(tags, marginals(scores, moves, blocks))


def _first_word(found: Found) -> tuple[int, int]:
    spans = [*found.source, *found.cue, *found.content]
    return min((span.first, span.last) for span in spans)


def allowed(left: Sequence[TagSpan], right: Sequence[TagSpan], layout: Layout) -> Bools:
    """Which pairs may belong together: in one sentence where it has any, else one block, else
    the blocks next to it."""
    a, b = (np.array([span.first for span in side]) for side in (left, right))
    same: Bools = layout.sentence(a)[:, None] == layout.sentence(b)[None]
    away = np.abs(layout.block(a)[:, None] - layout.block(b)[None])
    block, beside = away == 0, away == 1
    found: Bools = np.where(
        same.any(1, keepdims=True), same, np.where(block.any(1, keepdims=True), block, beside)
    )
    near: Bools = np.abs(a[:, None] - b[None]) <= REACH
    return found & near


def choose(p: Floats, may: Bools, worst: float) -> Ints:
    """The column of each row, the last for none; a column that no row chose takes its best row.

    It takes only rows that its owner can spare, and that lose no more than `worst` by it.
    """
    logs = np.log(p + 1e-9)
    choice: Ints = p.argmax(1)
    none = p.shape[1] - 1
    for column in range(none):
        if (choice == column).any():
            continue
        spare = [
            row
            for row in np.flatnonzero(may[:, column]).tolist()
            if choice[row] == none or (choice == choice[row]).sum() > 1
        ]
        if spare:
            loss = [float(logs[row, column] - logs[row, choice[row]]) for row in spare]
            best = int(np.argmax(loss))
            if loss[best] > worst:
                choice[spare[best]] = column
    return choice


def _words(spans: Sequence[TagSpan]) -> list[tuple[int, int]]:
    return [(span.first, span.last) for span in spans]


def _give_sources(
    bundle: Bundle, readings: Readings, found: list[Found], sources: list[TagSpan],
    layout: Layout,
) -> list[TagSpan]:  # fmt: skip
    """Each cue takes its source, or none; a source may serve several cues. Returns the idle."""
    cues = [one.cue[0] for one in found]
    if not cues or not sources:
        return sources
    may = allowed(cues, sources, layout)
    links = readings.words["links"]
    p = chances(bundle, links, "cue_source", _words(cues), _words(sources), allowed=may)
    choice = choose(p, may, WORST["cue_source"])
    for one, row, best in zip(found, p, choice.tolist(), strict=True):
        one.score *= float(row[best])
        if best < len(sources):
            one.source = [sources[best]]
            one.score *= sources[best].score
    return [source for k, source in enumerate(sources) if not (choice == k).any()]


def _give_contents(
    bundle: Bundle, readings: Readings, found: list[Found], contents: list[TagSpan],
    idle: list[TagSpan], layout: Layout,
) -> list[Found]:  # fmt: skip
    """Each piece of content goes to its cue; what finds none, to an idle source beside it."""
    cues = [one.cue[0] for one in found]
    if not contents:
        return []
    if not cues:
        return [_without_cue(span, idle, layout, 0.5) for span in contents]
    may = allowed(contents, cues, layout)
    links = readings.words["links"]
    p = chances(bundle, links, "content_cue", _words(contents), _words(cues), allowed=may)
    choice = choose(p, may, WORST["content_cue"])
    alone = []
    for span, row, best in zip(contents, p, choice.tolist(), strict=True):
        if best < len(cues):
            found[best].content.append(span)
            found[best].score *= float(row[best]) * span.score
        else:
            alone.append(_without_cue(span, idle, layout, float(row[best])))
    return alone


def _without_cue(content: TagSpan, idle: list[TagSpan], layout: Layout, chance: float) -> Found:
    """Content with the nearest idle source of its sentence, if there is one."""
    own = layout.sentence(np.array([content.first, *(s.first for s in idle)]))
    near = [s for s, number in zip(idle, own[1:], strict=True) if number == own[0]]
    near.sort(key=lambda s: (abs(s.first - content.first), s.first))
    return Found(source=near[:1], content=[content], score=chance * content.score)
