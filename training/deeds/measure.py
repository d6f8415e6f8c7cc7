"""How well a reader finds what coders wrote: triggers with their codes, slots, claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import torch

from dateline.encoder.deeds import FOUND, Arrays, Deed, Labels, Scores, Thresholds, find_deeds
from training.deeds.batch import collate
from training.deeds.data import CODES, EVENT, Example, Trigger
from training.deeds.labels import ASPECTS, AUX, COUNTED, SCOPES, SLOTS, STANCES
from training.deeds.net import Embeddings, Reader

LABELS = Labels(tuple(CODES), SLOTS, COUNTED, SCOPES, AUX, ASPECTS, STANCES)
Tally = dict[str, list[int]]


def take_arrays(reader: Reader) -> Arrays:
    """The small arrays of a reader."""
    values = (
        reader.distance, reader.kind, reader.slots.weight, reader.slots.bias, reader.first_told,
    )  # fmt: skip
    return Arrays(*(value.detach().numpy() for value in values))


@torch.no_grad()
def read_example(
    reader: Reader, embed: Embeddings, example: Example, least: Thresholds
) -> list[Deed]:
    """What the reader finds in one text."""
    batch = collate([[example]])
    words = reader.words(embed(batch.ids), batch.mask, batch.first, dtype=torch.bfloat16)
    triggers, cues, told = reader.tag(words)
    sides = [
        part(words)
        for part in (reader.word, reader.trigger, reader.word_by, reader.trigger_by,
                     reader.repeat, reader.repeated)
    ]  # fmt: skip
    scores = Scores(*(value[0].numpy() for value in (triggers, cues, told, *sides)))
    return find_deeds(scores, take_arrays(reader), LABELS, [0], least)


def measure(
    reader: Reader, embed: Embeddings, examples: Iterable[Example],
    least: Thresholds = FOUND,
) -> dict[str, float]:  # fmt: skip
    """F1 by head, all languages together and events by language."""
    tally: Tally = defaultdict(lambda: [0, 0, 0])
    for example in examples:
        if sum(map(len, example.pieces)) <= 254:
            compare(example, read_example(reader, embed, example, least), tally)
    return {name: round(score(*counts), 3) for name, counts in sorted(tally.items())}


def score(right: int, found: int, gold: int) -> float:
    """F1; 0 where there is nothing."""
    return 2 * right / (found + gold) if found + gold else 0.0


def compare(example: Example, deeds: list[Deed], tally: Tally) -> None:
    """Adds one text to the counts (right, found, gold) of every head."""
    for kind, name in ((EVENT, "event"), (1, "claim")):
        if not (example.events if kind == EVENT else example.claims):
            continue
        gold = {t.first: t for t in example.triggers if t.kind == kind}
        found = {d.first: d for d in deeds if d.kind == kind}
        both = [(gold[k], found[k]) for k in gold.keys() & found.keys()]
        add(tally, name, len(both), len(found), len(gold))
        add(tally, f"{name} {example.lang}", len(both), len(found), len(gold))
        if kind == EVENT:
            right = sum(CODES[t.label] == d.label for t, d in both)
            add(tally, "event+code", right, len(found), len(gold))
            add(tally, f"event+code {example.lang}", right, len(found), len(gold))
            add(
                tally,
                "aux",
                sum(AUX[t.told[0]] == d.told[0] for t, d in both),
                len(both),
                len(both),
            )
            whole = sum(is_whole(t, d) for t, d in both)
            add(tally, "event whole", whole, len(found), len(gold))
            add(tally, "text whole", int(whole == len(found) == len(gold)), 1, 1)
        elif example.events:
            right = sum(STANCES[t.told[2]] == d.told[0] for t, d in both)
            add(tally, "stance", right, len(both), len(both))
        for trigger, deed in both:
            compare_slots(trigger, deed, tally)


def is_whole(trigger: Trigger, deed: Deed) -> bool:
    """Whether code, auxiliary, every slot and every count are right."""
    slots = {(SLOTS[k], *span) for k, span in trigger.slots}
    counts = {(COUNTED[k], *span) for k, span in trigger.counts}
    return (
        CODES[trigger.label] == deed.label
        and AUX[trigger.told[0]] == deed.told[0]
        and slots == {(s.name, s.first, s.last) for s in deed.slots}
        and counts == {(s.name, s.first, s.last) for s in deed.counts}
    )


def compare_slots(trigger: Trigger, deed: Deed, tally: Tally) -> None:
    """Adds the slots of one pair, exactly by their words; content by token too."""
    for filled, spans, names in (
        (deed.slots, trigger.slots, SLOTS), (deed.counts, trigger.counts, COUNTED),
    ):  # fmt: skip
        gold = {(names[k], *span) for k, span in spans}
        found = {(s.name, s.first, s.last) for s in filled}
        for name in {g[0] for g in gold | found}:
            mine, theirs = ({x for x in side if x[0] == name} for side in (found, gold))
            key = name if names is SLOTS else "counts"
            add(tally, f"slot {key}", len(mine & theirs), len(mine), len(theirs))
    words = [
        {w for name, a, b in spans if name == "content" for w in range(a, b + 1)}
        for spans in (
            [(s.name, s.first, s.last) for s in deed.slots],
            [(SLOTS[k], *span) for k, span in trigger.slots],
        )
    ]
    add(tally, "content words", len(words[0] & words[1]), len(words[0]), len(words[1]))


def add(tally: Tally, name: str, right: int, found: int, gold: int) -> None:
    """Adds counts to a head."""
    for k, value in enumerate((right, found, gold)):
        tally[name][k] += value


__all__ = ["LABELS", "measure", "np", "read_example", "take_arrays"]
