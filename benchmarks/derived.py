"""What follows from a ledger, kept up to date: `python -m benchmarks.derived --ledgers DIR`.

Synthetic reports on an invented war that lasts: a fixed number of claims a day, so that a larger
ledger is a longer war. Towns by a long tail, each mostly told of one side; a tenth of the passages
copied from wires. Measured for each size: one report more, from its bytes to every table of what
follows, and the first page of each list.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.fusion import (
    CLAIMS_A_DAY,
    CLAIMS_A_REPORT,
    OUTLETS,
    SIDES,
    TYPES,
    Passage,
    coding_of,
    reading_of,
)
from dateline.model import Coding
from dateline.store import open_ledger

SIZES = (10_000, 100_000, 1_000_000)
TOWNS, REGIONS, WIRES = 3_000, 24, 50
MIB = 1024


def reports(claims: int, *, seed: int = 1) -> Iterator[Coding]:
    """Codings with this many claims in all, one after another."""
    chance = random.Random(seed)
    wires: list[Passage] = []
    for number in range(claims // CLAIMS_A_REPORT):
        day = number * CLAIMS_A_REPORT // CLAIMS_A_DAY
        told = [_passage(chance, day, wires) for _ in range(CLAIMS_A_REPORT)]
        yield coding_of(told, outlet=f"outlet {chance.randrange(OUTLETS)}", number=number)


def _passage(chance: random.Random, day: int, wires: list[Passage]) -> Passage:
    if wires and chance.random() < 0.1:
        return chance.choice(wires[-WIRES:])
    rank = int(60 * chance.paretovariate(1.0)) - 60
    town = rank % TOWNS
    kind = (town + int(2 * chance.paretovariate(2.0))) % len(TYPES)
    side = SIDES[town % 2 if chance.random() < 0.95 else 1 - town % 2]
    made = Passage(
        words=" ".join(f"w{int(chance.paretovariate(0.7)) % 20000}" for _ in range(24)),
        type=TYPES[kind], town=town if chance.random() < 0.95 else None, region=town % REGIONS,
        day=max(0, day - chance.choice((0, 0, 1))), side=side,
        source=f"office {chance.randrange(40)}" if chance.random() < 0.6 else None,
        killed=chance.randrange(1, 30) if chance.random() < 0.05 else None,
        denied=chance.random() < 0.02,
    )  # fmt: skip
    if chance.random() < 0.1:
        wires.append(made)
        del wires[:-WIRES]
    return made
