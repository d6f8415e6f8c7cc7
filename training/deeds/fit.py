"""`python -m training.deeds.fit`: fits the reader of deeds, in legs that go on from one another."""

from __future__ import annotations

import argparse
import copy
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from dateline.encoder.pieces import SENTENCE_PIECE, Pieces
from training.deeds.augment import vary_all
from training.deeds.batch import HIDDEN, Batch, make_batches, pack
from training.deeds.data import (
    CODES,
    Example,
    read_articles,
    read_corpus,
    read_record,
    split_parts,
)
from training.deeds.losses import WEIGHTS, find_gaps, find_losses, hear
from training.deeds.measure import measure
from training.deeds.net import Embeddings, Reader, load_base
from training.deeds.silver import read_silver
from training.deeds.swaps import Pool, list_phrases

KEEP = 0.998
NOISE = 0.05


def main() -> None:
    """Prepares, fits, measures on dev, keeps the averaged weights."""
    options = read_options()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    cutter = Pieces(options.base / "tokenizer.json", marks=SENTENCE_PIECE)
    records = read_corpus(options.corpus, data=options.data)
    train, dev = ([read_record(r) for r in part] for part in split_parts(records))
    train = thin_out(train, options.share, options.seed)
    articles = read_articles(options.data, "train") if options.articles else []
    if options.everything:
        train = train + dev
    silver = list(read_silver(options.silver))
    for example in (*train, *dev, *articles, *silver):
        example.pieces.extend(cutter.of_all(example.words))
    print(f"{len(train)} texts, {len(dev)} for dev, {len(articles)} parts of articles", flush=True)
    reader = Reader(len(CODES), layers=options.layers, inner=options.dropout)
    reader.encoder.freeze(options.frozen)
    load_base(reader, options.base)
    if options.start:
        reader.load_state_dict(torch.load(options.start))
    fitting = Fitting(reader, Embeddings(options.base / "embedded.npy"), cutter, options)
    fitting.run([(train, 1.0), (articles, options.articles), (silver, options.silver_share)], dev)


def read_options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="training.deeds.fit", description=__doc__)
    add = parser.add_argument
    add("--base", type=Path, required=True)
    add("--corpus", type=Path, nargs="+", default=[Path("corpus/written")])
    add("--data", type=Path, default=Path("../shared/data"))
    add("--silver", type=Path, nargs="*", default=[], help="codings by the rules of 0.1.0")
    add("--silver-share", type=float, default=0.4, help="share of batches that are of them")
    add("--out", type=Path, required=True)
    add("--start", type=Path, help="weights to go on from")
    add("--layers", type=int, default=8)
    add("--minutes", type=float, default=25)
    add("--rate", type=float, default=1.5e-4)
    add("--head-rate", type=float, default=1e-3)
    add("--pieces", type=int, default=2048)
    add("--articles", type=float, default=0.35, help="share of batches that are of articles")
    add("--share", type=float, default=1.0, help="share of the corpus: for a learning curve")
    add("--everything", action="store_true", help="fit on dev too, for what is shipped")
    add("--seed", type=int, default=1)
    add("--threads", type=int, default=2)
    add("--dropout", type=float, default=0.1, help="in the layers")
    add("--frozen", type=int, default=0, help="lowest layers that stay as they are")
    add("--agree", type=float, default=0.0, help="weight of two readings being alike")
    add("--looks", type=int, default=4)
    return parser.parse_args()


def thin_out(examples: list[Example], share: float, seed: int) -> list[Example]:
    """So large a part of the texts, drawn by the seed."""
    if share >= 1:
        return examples
    return random.Random(seed).sample(examples, round(share * len(examples)))


class Fitting:
    """One run over so many minutes, with the moving average that is kept."""

    def __init__(
        self, reader: Reader, embed: Embeddings, cutter: Pieces, options: argparse.Namespace
    ) -> None:
        self.reader, self.embed, self.cutter, self.options = reader, embed, cutter, options
        self.average = copy.deepcopy(reader).eval()
        groups = [
            {"params": list(group), "rate": rate, "weight_decay": 0.01}
            for group, rate in self._groups()
        ]
        self.optimizer = torch.optim.AdamW(groups, fused=True)  # type: ignore[arg-type]
        self.sums: dict[str, list[float]] = defaultdict(list)

    def _groups(self) -> Iterator[tuple[list[torch.nn.Parameter], float]]:
        named = [(n, p) for n, p in self.reader.named_parameters() if p.requires_grad]
        yield [p for n, p in named if n.startswith("encoder.")], self.options.rate
        yield [p for n, p in named if not n.startswith("encoder.")], self.options.head_rate

    def run(self, pools: list[tuple[list[Example], float]], dev: list[Example]) -> None:
        """Fits until the time is over; looks at dev some times on the way."""
        chance = random.Random(self.options.seed)
        began, looks, pieces = time.monotonic(), 1, 0
        for step, batch in enumerate(self.draw(pools, chance)):
            spent = (time.monotonic() - began) / 60
            progress = spent / self.options.minutes
            if progress >= looks / self.options.looks:
                self.tell(step, spent, pieces)
                print("dev", measure(self.average, self.embed, dev), flush=True)
                torch.save(self.average.state_dict(), self.options.out / "last.pt")
                began += time.monotonic() - began - spent * 60
                looks += 1
            if progress >= 1:
                break
            pieces += int(batch.mask.sum())
            self.step(batch, step, min(1.0, progress))

    def tell(self, step: int, spent: float, pieces: int) -> None:
        """Prints the losses since the last look."""
        losses = " ".join(f"{name} {np.mean(values):.3f}" for name, values in self.sums.items())
        print(
            f"step {step} min {spent:.1f} pieces/s {pieces / spent / 60:.0f} {losses}", flush=True
        )
        self.sums.clear()

    def draw(
        self, pools: list[tuple[list[Example], float]], chance: random.Random
    ) -> Iterator[Batch]:
        """Batches of all pools without end; the first takes what the others' shares leave."""
        (_, whole), *others = [(p, share) for p, share in pools if p]
        shares = [whole - sum(share for _, share in others), *(share for _, share in others)]
        drawn = [self.endless(pool, chance) for pool, _ in pools if pool]
        while True:
            yield next(chance.choices(drawn, shares)[0])

    def endless(self, examples: list[Example], chance: random.Random) -> Iterator[Batch]:
        """Epoch after epoch, cut and varied anew."""
        pool: Pool = list_phrases([e for e in examples if e.events])
        while True:
            varied = vary_all(examples, pool, self.cutter, chance)
            yield from make_batches(pack(varied, chance), self.options.pieces, chance)

    def step(self, batch: Batch, step: int, progress: float) -> None:
        """One step of the optimizer, and the average after it."""
        factor = min(1.0, (step + 1) / 60) * max(0.03, 1 - progress)
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * factor
        self.reader.train()
        hidden = (torch.rand(batch.ids.shape) < NOISE) & (batch.ids > HIDDEN)
        ids = batch.ids.masked_fill(hidden, HIDDEN)
        found, total = self.find_total(ids, batch)
        self.optimizer.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimizer.step()
        for name, value in found.items():
            self.sums[name].append(float(value.detach()))
        self.follow(min(KEEP, (1 + step) / (10 + step)))

    def find_total(self, ids: Tensor, batch: Batch) -> tuple[dict[str, Tensor], Tensor]:
        """The losses of a batch by head, and their sum; read twice where readings are to agree."""
        twice = self.options.agree > 0
        read = self.reader.words(
            self.embed(ids), batch.mask, batch.first, dtype=torch.bfloat16, twice=twice
        )
        sides = read.chunk(2) if twice else (read,)
        heard = [hear(self.reader, side, batch) for side in sides]
        losses = [
            find_losses(self.reader, side, batch, one)
            for side, one in zip(sides, heard, strict=True)
        ]
        found = {name: torch.stack([one[name] for one in losses]).mean() for name in losses[0]}
        total = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
        if twice:
            gaps = find_gaps(heard[0], heard[1], batch)
            gap = torch.stack([WEIGHTS[name] * value for name, value in gaps.items()]).sum()
            return {**found, "gap": gap}, total + self.options.agree * gap
        return found, total

    @torch.no_grad()
    def follow(self, keep: float) -> None:
        """Moves the average towards the weights."""
        pairs = zip(self.average.parameters(), self.reader.parameters(), strict=True)
        moving = [(mine, theirs) for mine, theirs in pairs if theirs.requires_grad]
        torch._foreach_lerp_([m for m, _ in moving], [t for _, t in moving], 1 - keep)


if __name__ == "__main__":
    main()
