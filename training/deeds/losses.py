"""One loss a head; what is not known counts for nothing."""

from __future__ import annotations

from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.deeds.batch import Batch
from training.deeds.data import EVENT, NONE
from training.deeds.labels import ASPECTS, AUX
from training.deeds.net import Reader

FIRST_CODE = 2
"""The tags before it: no trigger, and one that goes on."""
WEIGHTS = {
    "triggers": 2.0, "codes": 1.0, "cues": 1.0, "aux": 0.5, "aspect": 0.2, "stance": 0.3,
    "slots": 2.0,
    "counts": 0.7, "scopes": 0.1, "before": 0.2,
}  # fmt: skip


class Heard(NamedTuple):
    """What the heads say of a batch: of its words, of its triggers, and of the words asked for
    them (`asked`: numbers of trigger and word)."""

    triggers: Tensor
    cues: Tensor
    told: Tensor
    asked: Tensor
    slots: Tensor
    counts: Tensor
    scopes: Tensor


def hear(reader: Reader, words: Tensor, batch: Batch) -> Heard:
    """The heads' scores wherever the batch has labels."""
    triggers, cues, told = reader.tag(words)
    asked = (batch.slots != NONE).nonzero()
    pairs = reader.pairs(words, batch.window, batch.place, batch.kind, asked)
    return Heard(triggers, cues, told[batch.window, batch.place], asked, *pairs)


def find_losses(reader: Reader, words: Tensor, batch: Batch, heard: Heard) -> dict[str, Tensor]:
    """The mean loss of every head that has a label in the batch."""
    found: dict[str, Tensor | None] = {
        "triggers": classify(heard.triggers, batch.triggers),
        "cues": classify(heard.cues, batch.cues),
        "codes": classify_codes(heard.triggers, batch.triggers),
    }
    if len(batch.window):
        aux, aspect, stance = split_told(heard.told)
        for name, scores, k in (("aux", aux, 0), ("aspect", aspect, 1), ("stance", stance, 2)):
            found[name] = classify(scores, batch.told[:, k])
        by, at = heard.asked.unbind(1)
        found["slots"] = classify(heard.slots, batch.slots[by, at])
        found["counts"] = classify(heard.counts, batch.counts[by, at])
        found["scopes"] = classify(heard.scopes, batch.scopes[by, at])
        found["before"] = find_repeats(reader, words, batch)
    return {name: value for name, value in found.items() if value is not None}


def split_told(told: Tensor) -> tuple[Tensor, ...]:
    """Scores of auxiliary, aspect and stance."""
    rest = told.shape[-1] - len(AUX) - len(ASPECTS)
    parts: tuple[Tensor, ...] = told.split([len(AUX), len(ASPECTS), rest], -1)
    return parts


def find_gaps(one: Heard, other: Heard, batch: Batch) -> dict[str, Tensor]:
    """How far two readings of a batch are apart (R-drop, Liang et al. 2021), by head."""
    begins = batch.triggers >= FIRST_CODE
    codes = [heard.triggers[begins][:, FIRST_CODE:] for heard in (one, other)]
    told = list(zip(split_told(one.told), split_told(other.told), strict=True))
    events, claims = batch.kind == EVENT, batch.kind != EVENT
    known = {
        "triggers": (one.triggers[batch.triggers != NONE], other.triggers[batch.triggers != NONE]),
        "cues": (one.cues[batch.cues != NONE], other.cues[batch.cues != NONE]),
        "codes": (codes[0], codes[1]),
        "aux": (told[0][0][events], told[0][1][events]),
        "aspect": (told[1][0][events], told[1][1][events]),
        "stance": (told[2][0][claims], told[2][1][claims]),
        "slots": (one.slots, other.slots),
        "counts": (one.counts, other.counts),
    }
    return {name: find_gap(*pair) for name, pair in known.items() if len(pair[0])}


def find_gap(one: Tensor, other: Tensor) -> Tensor:
    """Mean symmetric Kullback-Leibler divergence of (n, tags) scores."""
    a, b = F.log_softmax(one, -1), F.log_softmax(other, -1)
    return ((a.exp() - b.exp()) * (a - b)).sum(-1).mean() / 2


def classify(scores: Tensor, gold: Tensor) -> Tensor | None:
    """Mean cross-entropy over what is known."""
    known = gold != NONE
    if not known.any():
        return None
    return F.cross_entropy(scores[known], gold[known])


def classify_codes(scores: Tensor, gold: Tensor) -> Tensor | None:
    """Which code a trigger has, over triggers alone: of all words they are one in fifteen."""
    begins = gold >= FIRST_CODE
    if not begins.any():
        return None
    chosen = scores[begins][:, FIRST_CODE:]
    return F.cross_entropy(chosen, gold[begins] - FIRST_CODE)


def find_repeats(reader: Reader, words: Tensor, batch: Batch) -> Tensor | None:
    """Which earlier event of its own text a trigger tells again, or none."""
    known = (batch.before != NONE) & (batch.kind == EVENT)
    if not known.any():
        return None
    scores = reader.repeats(words[batch.window, batch.place])
    texts = torch.tensor([id(example) for example, _, _ in batch.owners])
    same = (texts[:, None] == texts[None]) & (batch.kind[None] == EVENT)
    earlier = same & (batch.place[:, None] > batch.place[None])
    allowed = torch.cat([earlier, torch.ones(len(texts), 1, dtype=torch.bool)], 1)
    return F.cross_entropy(scores.masked_fill(~allowed, -1e4)[known], batch.before[known])
