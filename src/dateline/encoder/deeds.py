"""From the scores of the event reader to deeds and claims: triggers, and what belongs to each.

A trigger is the word that tells an event, or the cue of a claim. Every word of a trigger's block is
scored for it, so deeds of one sentence keep their own doers and claims may stand inside claims.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    least: Thresholds = FOUND,
) -> list[Deed]:  # fmt: skip
    """All events and claims of a text in the order of their triggers; `blocks`: first words."""
    edges = [*blocks, len(scores.triggers)]
    found: list[_Trigger] = [
        *find_triggers(scores.triggers, EVENT, least.event),
        *find_triggers(scores.cues, CLAIM, least.claim),
    ]
    found.sort(key=lambda t: (t.first, t.kind))
    before = find_repeats(scores, arrays, found)
    deeds = []
    for k, trigger in enumerate(found):
        block = int(np.searchsorted(blocks, trigger.first, side="right")) - 1
        first, end = trigger.first - REACH, trigger.last + REACH
        reach = (max(edges[block], first), min(edges[block + 1], end))
        deeds.append(_fill(scores, arrays, labels, trigger, reach, least, before.get(k)))
    return deeds


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
    found: Floats = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    return found


def _fill(
    scores: Scores, arrays: Arrays, labels: Labels, trigger: _Trigger, reach: tuple[int, int],
    least: Thresholds, before: int | None,
) -> Deed:  # fmt: skip
    pairs = score_pairs(scores, arrays, trigger, reach)
    slots, counts = 1 + 2 * len(labels.slots), 1 + 2 * len(labels.counted)
    told, told_score = _tell(scores.told[trigger.first], labels, trigger.kind)
    filled = _spans(pairs[:, :slots], labels.slots, reach[0], least.slot)
    numbers: list[Filled] = []
    if trigger.kind == EVENT:
        scopes: Ints = pairs[:, slots + counts :].argmax(1)
        numbers = [
            Filled(c.name, c.first, c.last, c.score, labels.scopes[scopes[c.first - reach[0]]])
            for c in _spans(pairs[:, slots : slots + counts], labels.counted, reach[0], least.slot)
        ]
    names = labels.codes if trigger.kind == EVENT else CUES
    return Deed(
        trigger.kind, trigger.first, trigger.last, names[trigger.label], trigger.score,
        told, told_score,
        tuple(filled), tuple(numbers), before,
    )  # fmt: skip


def _tell(scores: Floats, labels: Labels, kind: int) -> tuple[tuple[str, ...], float]:
    """Auxiliary and aspect of an event, or the stance of a claim, and how sure the first is."""
    a, b = len(labels.aux), len(labels.aux) + len(labels.aspects)
    if kind == CLAIM:
        chances = softmax(scores[None, b:])[0]
        return (labels.stances[int(chances.argmax())],), float(chances.max())
    chances = softmax(scores[None, :a])[0]
    aspect = labels.aspects[int(scores[a:b].argmax())]
    return (labels.aux[int(chances.argmax())], aspect), float(chances.max())


def _spans(scores: Floats, names: Sequence[str], first: int, least: float) -> list[Filled]:
    tags = best_tags(scores, plain_moves(scores.shape[1]), [0])
    return [
        Filled(names[s.kind], first + s.first, first + s.last, s.score)
        for s in spans_of(tags, softmax(scores))
        if s.score >= least
    ]
