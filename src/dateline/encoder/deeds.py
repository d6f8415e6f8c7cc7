"""From the scores of the event reader to deeds and claims: triggers, and what belongs to each.

A trigger is the word that tells an event, or the cue of a claim. Every word of a trigger's block is
scored for it, so deeds of one sentence keep their own doers and claims may stand inside claims.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from dateline.encoder.arrays import Floats, Ints, softmax
from dateline.encoder.links import bucket
from dateline.encoder.tags import best_tags, plain_moves, spans_of

EVENT, CLAIM = 0, 1
CUES = ("cue", "source")
"""What a claim is found by."""
ROOT = (2 / math.pi) ** 0.5
REACH = 120
"""Words on each side of a trigger that are asked for its slots."""


class Labels(Struct, frozen=True):
    """The names of what the heads tell, in the model's order."""

    codes: tuple[str, ...]
    slots: tuple[str, ...]
    counted: tuple[str, ...]
    scopes: tuple[str, ...]
    aux: tuple[str, ...]
    aspects: tuple[str, ...]
    stances: tuple[str, ...]


class Scores(NamedTuple):
    """What the encoder's heads say of n words: tags, and the two sides of every pair."""

    triggers: Floats
    cues: Floats
    told: Floats
    word: Floats
    trigger: Floats
    word_by: Floats
    trigger_by: Floats
    repeat: Floats
    repeated: Floats


class Arrays(NamedTuple):
    """The small arrays that make pairs: of distances, kinds of trigger, tags, and no repeat."""

    distance: Floats
    kind: Floats
    slots: Floats
    slots_bias: Floats
    first_told: Floats


@dataclass(frozen=True)
class Filled:
    """Words [first, last] that fill a slot, or that count something in a scope."""

    name: str
    first: int
    last: int
    score: float
    scope: str = ""


@dataclass(frozen=True)
class Deed:
    """An event or a claim by words. `before`: place in the list of what it tells again."""

    kind: int
    first: int
    last: int
    label: str
    score: float
    told: tuple[str, ...]
    told_score: float
    slots: tuple[Filled, ...]
    counts: tuple[Filled, ...] = ()
    before: int | None = None

    def words(self, name: str) -> list[tuple[int, int]]:
        """The words that fill one slot."""
        return [(s.first, s.last) for s in self.slots if s.name == name]


class Thresholds(NamedTuple):
    """From which chance on something is found; chosen on dev."""

    event: float = 0.5
    claim: float = 0.5
    slot: float = 0.0


FOUND = Thresholds()


class _Trigger(NamedTuple):
    kind: int
    first: int
    last: int
    label: int
    score: float


def find_deeds(
    scores: Scores, arrays: Arrays, labels: Labels, blocks: Sequence[int],
    least: Thresholds = FOUND, *, doubtful: float | None = None,
) -> list[Deed]:  # fmt: skip
    """All events and claims of a text in the order of their triggers; `blocks`: first words.

    `doubtful`: from which chance on events that are not kept are told too, without their slots.
    """
    lowest = least.event if doubtful is None else min(doubtful, least.event)
    found: list[_Trigger] = [
        *find_triggers(scores.triggers, EVENT, lowest),
        *find_triggers(scores.cues, CLAIM, least.claim),
    ]
    found.sort(key=lambda t: (t.first, t.kind))
    before = find_repeats(scores, arrays, found)
    kept = [k for k, t in enumerate(found) if t.kind == CLAIM or t.score >= least.event]
    filled = fill_slots(scores, arrays, labels, [found[k] for k in kept], blocks, least.slot)
    slots = dict(zip(kept, filled, strict=True))
    return [
        make_deed(scores, labels, trigger, slots.get(k, ((), ())), before.get(k))
        for k, trigger in enumerate(found)
    ]


def answer_words(
    scores: Scores, arrays: Arrays, labels: Labels, asked: Sequence[tuple[int, int]],
    blocks: Sequence[int], least: float,
) -> list[Deed]:  # fmt: skip
    """What belongs to words [first, last], as to events; their codes are the asker's business."""
    told = 1 - softmax(scores.triggers)[:, :2].sum(1)
    triggers = [_Trigger(EVENT, first, last, 0, float(told[first])) for first, last in asked]
    filled = fill_slots(scores, arrays, labels, triggers, blocks, least)
    return [
        make_deed(scores, labels, trigger, slots, None)
        for trigger, slots in zip(triggers, filled, strict=True)
    ]


def find_triggers(scores: Floats, kind: int, least: float) -> list[_Trigger]:
    """Where triggers begin (O, I, B of each label), how far they go, and their likeliest label."""
    chances = softmax(scores)
    begins = chances[:, 2:].sum(1)
    inside = scores.argmax(1) == 1
    found = []
    for first in np.flatnonzero(begins >= least).tolist():
        last = first
        while last + 1 < len(scores) and inside[last + 1] and begins[last + 1] < least:
            last += 1
        label = int(chances[first, 2:].argmax())
        found.append(_Trigger(kind, first, last, label, float(begins[first])))
    return found


def find_repeats(scores: Scores, arrays: Arrays, found: Sequence[_Trigger]) -> dict[int, int]:
    """For triggers that tell an earlier event again, its place in the list."""
    events = [k for k, trigger in enumerate(found) if trigger.kind == EVENT]
    if len(events) < 2:
        return {}
    at = np.array([found[k].first for k in events])
    asks, size = scores.repeat[at], scores.repeat.shape[1]
    chances = asks @ scores.repeated[at].T * size**-0.5
    chances = np.where(at[:, None] > at[None], chances, -1e4)
    none = asks @ arrays.first_told * size**-0.5
    best = np.concatenate([chances, none[:, None]], 1).argmax(1)
    return {
        events[k]: events[j] for k, j in enumerate(best.tolist()) if j < len(events)
    }  # fmt: skip


def score_pairs(
    scores: Scores, arrays: Arrays, trigger: _Trigger, reach: tuple[int, int]
) -> Floats:
    """Scores of slots, counts and scopes of the words [first, end) for a trigger."""
    first, end = reach
    away = bucket(np.arange(first, end) - trigger.first)
    added = scores.trigger[trigger.first] + arrays.distance[away] + arrays.kind[trigger.kind]
    plain = gelu(scores.word[first:end] + added)
    crossed = scores.word_by[first:end] * scores.trigger_by[trigger.first]
    found: Floats = np.concatenate([plain, crossed], 1) @ arrays.slots.T + arrays.slots_bias
    return found


def gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by its approximation with tanh as it was fitted."""
    found: Floats = 0.5 * x * (1 + np.tanh(ROOT * (x + 0.044715 * (x * x * x))))
    return found


Slots = tuple[tuple[Filled, ...], tuple[Filled, ...]]


def fill_slots(
    scores: Scores, arrays: Arrays, labels: Labels, triggers: Sequence[_Trigger],
    blocks: Sequence[int], least: float,
) -> list[Slots]:  # fmt: skip
    """The slots and the counts of each trigger, all decoded side by side."""
    if not triggers:
        return []
    edges = [*blocks, len(scores.triggers)]
    reaches = [find_reach(trigger, edges) for trigger in triggers]
    pairs = [
        score_pairs(scores, arrays, trigger, reach)
        for trigger, reach in zip(triggers, reaches, strict=True)
    ]
    firsts = [reach[0] for reach in reaches]
    slots, counts = 1 + 2 * len(labels.slots), 1 + 2 * len(labels.counted)
    filled = _spans([p[:, :slots] for p in pairs], labels.slots, firsts, least)
    numbers = _spans([p[:, slots : slots + counts] for p in pairs], labels.counted, firsts, least)
    scopes: list[Ints] = [p[:, slots + counts :].argmax(1) for p in pairs]
    return [
        (tuple(filled[k]), tuple(_scoped(numbers[k], scopes[k], firsts[k], labels)))
        if trigger.kind == EVENT
        else (tuple(filled[k]), ())
        for k, trigger in enumerate(triggers)
    ]


def find_reach(trigger: _Trigger, edges: Sequence[int]) -> tuple[int, int]:
    """The words [first, end) of its block that are asked for a trigger's slots."""
    block = int(np.searchsorted(edges, trigger.first, side="right")) - 1
    return max(edges[block], trigger.first - REACH), min(edges[block + 1], trigger.last + REACH)


def make_deed(
    scores: Scores, labels: Labels, trigger: _Trigger, slots: Slots, before: int | None
) -> Deed:
    """A trigger with how it is told and what belongs to it."""
    told, told_score = _tell(scores.told[trigger.first], labels, trigger.kind)
    names = labels.codes if trigger.kind == EVENT else CUES
    return Deed(
        trigger.kind, trigger.first, trigger.last, names[trigger.label], trigger.score,
        told, told_score, *slots, before,
    )  # fmt: skip


def _scoped(counts: Sequence[Filled], scopes: Ints, first: int, labels: Labels) -> Iterator[Filled]:
    for c in counts:
        yield Filled(c.name, c.first, c.last, c.score, labels.scopes[scopes[c.first - first]])


def _tell(scores: Floats, labels: Labels, kind: int) -> tuple[tuple[str, ...], float]:
    """Auxiliary and aspect of an event, or the stance of a claim, and how sure the first is."""
    a, b = len(labels.aux), len(labels.aux) + len(labels.aspects)
    if kind == CLAIM:
        chances = softmax(scores[None, b:])[0]
        return (labels.stances[int(chances.argmax())],), float(chances.max())
    chances = softmax(scores[None, :a])[0]
    aspect = labels.aspects[int(scores[a:b].argmax())]
    return (labels.aux[int(chances.argmax())], aspect), float(chances.max())


def _spans(
    scores: Sequence[Floats], names: Sequence[str], firsts: Sequence[int], least: float
) -> list[list[Filled]]:
    """The spans of each of some sequences of tags, from their first words on."""
    starts = np.concatenate([[0], np.cumsum([len(one) for one in scores])])
    joined = np.concatenate(scores)
    tags = best_tags(joined, plain_moves(joined.shape[1]), starts[:-1].tolist())
    found: list[list[Filled]] = [[] for _ in scores]
    for span in spans_of(tags, softmax(joined)):
        if span.score >= least:
            k = int(np.searchsorted(starts, span.first, side="right")) - 1
            moved = firsts[k] - int(starts[k])
            words = span.first + moved, span.last + moved
            found[k].append(Filled(names[span.kind], *words, span.score))
    return found
