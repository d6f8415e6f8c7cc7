"""The fitting: one pass after another over all corpora, watched on dev.

Uses a GPU where there is one; otherwise bfloat16 products of the processor.
"""

from __future__ import annotations

import copy
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from training.documents import IGNORE, Document
from training.heads import Reader
from training.labels import ANY, TAGS
from training.losses import losses
from training.schedule import Schedule
from training.windows import Batch, Window, batches, cut

Corpora = dict[str, list[Document]]
KEPT = ("event", "pos")


def device() -> torch.device:
    """The GPU if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def epoch(corpora: Corpora, shares: dict[str, float], chance: random.Random) -> list[Window]:
    """Windows of one epoch; of an article with several annotators one is drawn."""
    windows: list[Window] = []
    for corpus, documents in corpora.items():
        share = shares.get(corpus, 0.0)
        chosen = _one_annotator(documents, chance) if corpus == "polnear" else documents
        while share > 0:
            some = chosen if share >= 1 else chance.sample(chosen, round(len(chosen) * share))
            windows += [w for document in some for w in cut(document, chance) if labelled(w)]
            share -= 1
    return windows


def _one_annotator(documents: list[Document], chance: random.Random) -> list[Document]:
    articles: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        articles[document.name.rpartition("_")[0]].append(document)
    return [chance.choice(versions) for versions in articles.values()]


def labelled(window: Window) -> bool:
    """Whether any head can learn from the window; sentence vectors do not count."""
    document, a, b = window.document, window.first, window.last
    if any((document.sets[head][a:b] != ANY).any() for head in TAGS if head in document.sets):
        return True
    if any((document.numbers[n][a:b] != IGNORE).any() for n in KEPT if n in document.numbers):
        return True
    scores = document.factuality
    return scores is not None and bool((~np.isnan(scores[a:b])).any())


def endless(corpora: Corpora, plan: Schedule) -> Iterator[Batch]:
    """Batches, epoch after epoch, each cut and mixed anew from the seed."""
    number = 0
    while True:
        chance = random.Random(plan.seed + number)
        yield from batches(epoch(corpora, plan.share, chance), plan.pieces, chance)
        number += 1


def groups(reader: Reader, plan: Schedule) -> list[dict[str, object]]:
    """Encoder and heads with their rates; biases and norms do not decay."""
    found: dict[tuple[float, float], list[torch.nn.Parameter]] = defaultdict(list)
    for name, weights in reader.named_parameters():
        if not weights.requires_grad:
            continue
        slow = name.startswith("encoder.") and name != "encoder.shape.weight"
        rate = plan.encoder_rate if slow else plan.head_rate
        found[rate, plan.decay if weights.ndim > 1 else 0.0].append(weights)
    return [
        {"params": weights, "lr": rate, "rate": rate, "weight_decay": decay}
        for (rate, decay), weights in found.items()
    ]


class Average:
    """The moving average of the weights: what is kept and measured."""

    def __init__(self, reader: Reader, keep: float) -> None:
        self.keep = keep
        self.reader = copy.deepcopy(reader).eval()
        self._pairs = [
            (mine, theirs)
            for mine, theirs in zip(self.reader.parameters(), reader.parameters(), strict=True)
            if theirs.requires_grad
        ]

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """Moves towards the weights as they are now; fast at first."""
        keep = min(self.keep, (1 + step) / (10 + step))
        mine, theirs = [m for m, _ in self._pairs], [t for _, t in self._pairs]
        torch._foreach_lerp_(mine, theirs, 1 - keep)


@torch.no_grad()
def watch(reader: Reader, windows: list[Window], pieces: int) -> dict[str, float]:
    """The mean dev loss of every head."""
    total: dict[str, list[float]] = defaultdict(list)
    for batch in batches(windows, pieces, None):
        moved = {key: value.to(device()) for key, value in batch.items()}
        for name, value in losses(reader, forward(reader, moved), moved).items():
            total[name].append(float(value))
    return {name: float(np.mean(values)) for name, values in sorted(total.items())}


def forward(reader: Reader, batch: Batch) -> dict[str, torch.Tensor]:
    """The reader's outputs for a batch, the encoder in bfloat16."""
    keys = ("ids", "mask", "shapes", "first", "pool")
    found = reader(*(batch[key] for key in keys), dtype=torch.bfloat16)
    assert isinstance(found, dict)
    return found


MASK = 103
UNSHAPED = 0.1
"""Share of windows whose words are read without their shapes, as text in capitals is."""
STRAIGHT = {1523: 1000, 1524: 1000, 1520: 1005, 1521: 1005}
"""Pieces of curly quotation marks and of the straight ones that other outlets write."""


def noisy(batch: Batch, share: float) -> Batch:
    """Some pieces hidden; straight quotation marks or no shapes in some of the windows."""
    ids = batch["ids"].clone()
    hidden = (torch.rand(ids.shape) < share) & (ids > MASK)
    rows = torch.rand(len(ids), 1) < 0.25
    for curly, straight in STRAIGHT.items():
        ids[(ids == curly) & rows] = straight
    ids[hidden] = MASK
    shown = torch.rand(len(ids), 1) >= UNSHAPED
    return batch | {"ids": ids, "shapes": batch["shapes"] * shown}


def fit(
    reader: Reader, corpora: Corpora, dev: list[Window], plan: Schedule, out: Path,
    *, minutes: float | None = None,
) -> Reader:  # fmt: skip
    """Fits and returns the averaged reader that was best on dev; also kept as `best.pt`.

    `minutes`: ends there, the rates falling with the time, where that comes before the steps.
    """
    torch.manual_seed(plan.seed)
    reader.to(device()).train()
    average = Average(reader, plan.average)
    settings = groups(reader, plan)
    optimizer = torch.optim.AdamW(settings, fused=True)
    began, best, since = time.monotonic(), float("inf"), 0
    sums: dict[str, list[float]] = defaultdict(list)
    for step, batch in enumerate(endless(corpora, plan)):
        spent = (time.monotonic() - began) / 60
        progress = max(step / plan.steps, spent / minutes if minutes else 0.0)
        last = progress >= 1
        if (step and step % plan.watch == 0) or last:
            score = _look(average.reader, dev, plan, step, spent, sums)
            since = 0 if score < best else since + 1
            torch.save(average.reader.state_dict(), out / "last.pt")
            if score < best:
                best = score
                torch.save(average.reader.state_dict(), out / "best.pt")
            if last or since >= plan.patience:
                break
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * plan.rate(progress, step)
        _step(reader, batch, plan, optimizer, sums)
        average.follow(step)
    kept: Reader = average.reader
    kept.load_state_dict(torch.load(out / "best.pt"))
    return kept


def _step(
    reader: Reader, batch: Batch, plan: Schedule, optimizer: torch.optim.Optimizer,
    sums: dict[str, list[float]],
) -> None:  # fmt: skip
    moved = {key: value.to(device()) for key, value in noisy(batch, plan.noise).items()}
    given = losses(reader, forward(reader, moved), moved)
    total = torch.stack([plan.weight[name] * value for name, value in given.items()]).sum()
    total.backward()
    torch.nn.utils.clip_grad_norm_(reader.parameters(), plan.clip)
    optimizer.step()
    optimizer.zero_grad()
    for name, value in given.items():
        sums[name].append(float(value.detach()))


def _look(
    reader: Reader, dev: list[Window], plan: Schedule, step: int, spent: float,
    sums: dict[str, list[float]],
) -> float:  # fmt: skip
    seen = watch(reader, dev, plan.pieces)
    shown = {name: f"{np.mean(sums[name] or [0]):.3f}/{value:.3f}" for name, value in seen.items()}
    print(
        f"step {step} min {spent:.1f} (fit/dev)",
        *(f"{k} {v}" for k, v in shown.items()),
        flush=True,
    )
    sums.clear()
    return float(sum(plan.weight[name] * value for name, value in seen.items()))
