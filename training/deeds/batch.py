"""Examples become windows of one or several texts, and windows become batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.deeds.data import EVENT, NONE, Example, Trigger
from training.deeds.labels import COUNTED, SCOPES, SLOTS, STANCES
from training.windows import group_alike

LENGTH = 256
OPENING, CLOSING, PADDING, HIDDEN = 0, 2, 1, 3
TOGETHER = 0.7
"""How often a text is read beside others, as it is inside a report."""


@dataclass(frozen=True)
class Batch:
    """Tensors of b windows and their t triggers; NONE where nothing is known."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    triggers: Tensor
    cues: Tensor
    window: Tensor
    place: Tensor
    kind: Tensor
    told: Tensor
    slots: Tensor
    counts: Tensor
    scopes: Tensor
    before: Tensor
    owners: list[tuple[Example, Trigger, int]]


def pack(examples: Sequence[Example], chance: random.Random | None) -> list[list[Example]]:
    """Texts of one language side by side in windows; alone where `chance` is None."""
    whole = [e for e in examples if e.cost <= LENGTH - 2]
    if chance is None:
        return [[e] for e in whole]
    chance.shuffle(whole)
    whole.sort(key=lambda e: (e.lang, e.events))
    windows: list[list[Example]] = []
    for example in whole:
        last = windows[-1] if windows else []
        fits = bool(last) and sum(e.cost for e in last) + example.cost <= LENGTH - 2
        alike = bool(last) and (last[0].lang, last[0].events) == (example.lang, example.events)
        if fits and alike and chance.random() < TOGETHER:
            last.append(example)
        else:
            windows.append([example])
    return windows


def make_batches(
    windows: list[list[Example]], pieces: int, chance: random.Random | None
) -> Iterator[Batch]:
    """Batches of about so many pieces, windows of like length together."""
    for group in group_alike(windows, pieces, chance, cost=lambda w: _cost(w) + 2, among=256):
        yield collate(group)


def _cost(window: list[Example]) -> int:
    return sum(e.cost for e in window)


def collate(windows: list[list[Example]]) -> Batch:
    """Pads windows and lays out the labels of their triggers."""
    long = max(_cost(w) for w in windows) + 2
    wide = max(sum(len(e.words) for e in w) for w in windows)
    b = len(windows)
    ids, first = np.full((b, long), PADDING), np.zeros((b, wide), np.int64)
    triggers, cues = np.full((b, wide), NONE), np.full((b, wide), NONE)
    owners: list[tuple[Example, Trigger, int]] = []
    window, place = [], []
    for row, examples in enumerate(windows):
        ids[row, 0], at, word = OPENING, 1, 0
        for example in examples:
            begin = word
            for cut in example.pieces:
                ids[row, at : at + len(cut)] = cut
                first[row, word] = at
                at, word = at + len(cut), word + 1
            _mark(example, triggers[row, begin:word], cues[row, begin:word])
            for trigger in example.triggers:
                owners.append((example, trigger, begin))
                window.append(row)
                place.append(begin + trigger.first)
        ids[row, at] = CLOSING
    kinds, told, slots, counts, scopes, before = _lay_out(owners, wide)
    tensor = torch.from_numpy
    return Batch(
        ids=tensor(ids), mask=tensor(ids != PADDING), first=tensor(first),
        triggers=tensor(triggers), cues=tensor(cues),
        window=torch.tensor(window, dtype=torch.long), place=torch.tensor(place, dtype=torch.long),
        kind=kinds, told=told, slots=slots, counts=counts, scopes=scopes, before=before,
        owners=owners,
    )  # fmt: skip


def _mark(example: Example, triggers: np.ndarray, cues: np.ndarray) -> None:
    if example.events:
        triggers[:] = 0
    if example.claims:
        cues[:] = 0
    for trigger in example.triggers:
        row = triggers if trigger.kind == EVENT else cues
        row[trigger.first] = 2 + trigger.label
        row[trigger.first + 1 : trigger.last + 1] = 1


def _lay_out(owners: list[tuple[Example, Trigger, int]], wide: int) -> tuple[Tensor, ...]:
    t = len(owners)
    slots, counts = np.full((t, wide), NONE), np.full((t, wide), NONE)
    scopes, told = np.full((t, wide), NONE), np.full((t, 3), NONE)
    before, kinds = np.full(t, NONE), np.zeros(t, np.int64)
    number = {(id(e), id(trigger)): k for k, (e, trigger, _) in enumerate(owners)}
    for k, (example, trigger, begin) in enumerate(owners):
        end = begin + len(example.words)
        kinds[k] = trigger.kind
        told[k] = trigger.told
        if not trigger.whole:
            continue
        slots[k, begin:end] = 0
        if trigger.kind == EVENT:
            counts[k, begin:end] = 0
            earlier = trigger.before
            told_by = example.triggers[earlier] if earlier >= 0 else None
            before[k] = t if told_by is None else number[id(example), id(told_by)]
            before[k] = NONE if trigger.before == NONE else before[k]
        for row, spans in ((slots, trigger.slots), (counts, trigger.counts)):
            for label, (a, z) in spans:
                row[k, begin + a] = 1 + 2 * label
                row[k, begin + a + 1 : begin + z + 1] = 2 + 2 * label
        for (_, (a, _)), scope in zip(trigger.counts, trigger.scopes, strict=True):
            scopes[k, begin + a] = scope
    arrays = (kinds, told, slots, counts, scopes, before)
    return tuple(map(torch.from_numpy, arrays))


__all__ = ["COUNTED", "SCOPES", "SLOTS", "STANCES", "Batch", "make_batches", "pack"]
