"""Passages that are copies of earlier ones: MinHash over word shingles, then exact alignment.

Broder 1997 (shingles, resemblance); bands as in Leskovec et al., Mining of Massive Datasets, 3.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import Block, BlockKind, Report

READ = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST, BlockKind.CAPTION})
WORD = re.compile(r"\w+")
MIN_WORDS = 8
SHINGLE = 3
PERMUTATIONS = 64
BANDS = 32
RESEMBLANCE = 0.35
SHARE = 0.6
MOST_COMPARED = 50
SETTLED = 0.9
"""From this share on a copy is not itself looked for: what copies it copies its original."""


@dataclass(frozen=True)
class Passage:
    """One block of a report, as its folded words; `at` orders passages by publication."""

    report: str
    block: int
    start: int
    end: int
    words: tuple[str, ...]
    at: str


@dataclass(frozen=True)
class Copy:
    """`later` repeats `earlier`; `share` is the part of the shorter one's words that both have
    in the same order."""

    later: Passage
    earlier: Passage
    share: float


def passages_of(report: Report) -> tuple[Passage, ...]:
    """The report's blocks that are long enough to tell a copy from chance."""
    found = (_passage(report, n, block) for n, block in enumerate(report.blocks))
    return tuple(p for p in found if p is not None)


def _passage(report: Report, number: int, block: Block) -> Passage | None:
    if block.kind not in READ or block.repeats is not None:
        return None
    words = tuple(w.casefold() for w in WORD.findall(report.text[block.start : block.end]))
    if len(words) < MIN_WORDS:
        return None
    return Passage(
        report.id, number, block.start, block.end, words, report.published or report.updated or "~"
    )


def copies(passages: Iterable[Passage]) -> tuple[Copy, ...]:
    """For each passage that copies others, the earliest of them; the order given is no matter.

    Near-linear: candidates come from locality-sensitive hashing, only they are aligned; what is
    word for word an earlier passage is found by its words and never hashed.
    """
    from rensa import RMinHash, RMinHashLSH

    ordered = sorted(passages, key=lambda p: (p.at, p.report, p.block))
    index = RMinHashLSH(threshold=RESEMBLANCE, num_perm=PERMUTATIONS, num_bands=BANDS)
    first: dict[tuple[str, ...], Passage] = {}
    found: list[Copy] = []
    for number, passage in enumerate(ordered):
        known = first.setdefault(passage.words, passage)
        if known is not passage:
            found += [Copy(passage, known, 1.0)] if known.report != passage.report else []
            continue
        hashes = RMinHash(num_perm=PERMUTATIONS, seed=1)
        hashes.update(_shingles(passage.words))
        copy = earliest_copy(passage, [ordered[n] for n in sorted(index.query(hashes))])
        if copy is not None:
            found.append(copy)
        if copy is None or copy.share < SETTLED:
            index.insert(number, hashes)
    return tuple(found)


def _shingles(words: Sequence[str]) -> list[str]:
    return [" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def bands_of(words: Sequence[str]) -> list[tuple[int, ...]]:
    """What a passage is looked for by: two that share one of these are compared."""
    from rensa import RMinHash

    hashes = RMinHash(num_perm=PERMUTATIONS, seed=1)
    hashes.update(_shingles(words))
    digest, rows = hashes.digest(), PERMUTATIONS // BANDS
    return [(n, *digest[n * rows : (n + 1) * rows]) for n in range(BANDS)]


def earliest_copy(passage: Passage, earlier: Sequence[Passage]) -> Copy | None:
    """The first of some earlier passages, in their order, that a passage copies; the first few
    alone are looked at."""
    for other in earlier[:MOST_COMPARED]:
        if other.report == passage.report:
            continue
        share = aligned_share(passage.words, other.words)
        if share >= SHARE:
            return Copy(passage, other, round(share, 3))
    return None


def aligned_share(a: Sequence[str], b: Sequence[str]) -> float:
    """Longest common subsequence of words over the shorter passage's length, 0 to 1."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(a, b) / min(len(a), len(b))
