"""The same text in other letters, with other phrases, or beside another text: what a reader must
not depend on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.encoder.pieces import Pieces
from training.deeds.data import Example
from training.deeds.swaps import Pool, join, swap

TITLED, CAPITALS, SMALL, SWAPPED, BARE, JOINED = 0.03, 0.02, 0.02, 0.6, 0.05, 0.12
"""Shares of texts in Title Case, in capitals, in small letters, with other phrases, without their
last full stop, and read as one with another."""
LONGEST = 200
"""Pieces of two texts that are joined."""


def vary_all(
    examples: Sequence[Example], pool: Pool, cutter: Pieces, chance: random.Random
) -> list[Example]:
    """All texts as they are or varied by chance, some of them joined."""
    varied = [vary(example, pool, cutter, chance) for example in examples]
    chance.shuffle(varied)
    varied.sort(key=lambda e: (e.lang, e.events, e.claims))
    return list(_joined(varied, chance))


def _joined(examples: Sequence[Example], chance: random.Random) -> Iterator[Example]:
    held: Example | None = None
    for example in examples:
        if held is not None:
            alike = (held.lang, held.events, held.claims) == (
                example.lang, example.events, example.claims
            )  # fmt: skip
            if alike and held.cost + example.cost <= LONGEST and chance.random() < JOINED:
                yield join(held, example)
                held = None
                continue
            yield held
        held = example
    if held is not None:
        yield held


def vary(example: Example, pool: Pool, cutter: Pieces, chance: random.Random) -> Example:
    """The example as it is, or varied by chance."""
    if example.events and chance.random() < SWAPPED:
        example = swap(example, pool, cutter, chance)
    if len(example.words) > 2 and example.words[-1] == "." and chance.random() < BARE:
        example = bare(example)
    drawn = chance.random()
    if drawn < TITLED:
        return rewrite(example, [w[:1].upper() + w[1:] for w in example.words], cutter)
    if drawn < TITLED + CAPITALS:
        return rewrite(example, [w.upper() for w in example.words], cutter)
    if drawn < TITLED + CAPITALS + SMALL:
        return rewrite(example, [w.lower() for w in example.words], cutter)
    return example


def bare(example: Example) -> Example:
    """The example without its last mark, where no answer ends on it."""
    end = len(example.words) - 1
    spans = [s for t in example.triggers for _, s in (*t.slots, *t.counts)]
    spans += [(t.first, t.last) for t in example.triggers]
    if any(last >= end for _, last in spans):
        return example
    return replace(example, words=example.words[:end], pieces=example.pieces[:end])


def rewrite(example: Example, words: Sequence[str], cutter: Pieces) -> Example:
    """The example with each word written otherwise."""
    return replace(example, words=tuple(words), pieces=cutter.of_all(words))
