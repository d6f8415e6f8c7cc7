"""One loss a head; what is not known counts for nothing."""

from __future__ import annotations

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


def find_losses(reader: Reader, words: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of every head that has a label in the batch."""
    triggers, cues, told = reader.tag(words)
    found: dict[str, Tensor | None] = {
        "triggers": classify(triggers, batch.triggers),
        "cues": classify(cues, batch.cues),
    }
    found["codes"] = classify_codes(triggers, batch.triggers)
    if len(batch.window):
        aux, aspect, stance = told[batch.window, batch.place].split(
            [len(AUX), len(ASPECTS), told.shape[-1] - len(AUX) - len(ASPECTS)], -1
        )
        for name, scores, k in (("aux", aux, 0), ("aspect", aspect, 1), ("stance", stance, 2)):
            found[name] = classify(scores, batch.told[:, k])
        slots, counts, scopes = reader.pairs(words, batch.window, batch.place, batch.kind)
        found["slots"] = classify(slots, batch.slots)
        found["counts"] = classify(counts, batch.counts)
        found["scopes"] = classify(scopes, batch.scopes)
        found["before"] = find_repeats(reader, words, batch)
    return {name: value for name, value in found.items() if value is not None}


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
    return F.cross_entropy(scores[begins][:, FIRST_CODE:], gold[begins] - FIRST_CODE)


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
