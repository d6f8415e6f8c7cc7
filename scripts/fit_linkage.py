"""Fits the match weights of fusion/data/linkage.yaml: `python -m scripts.fit_linkage DATA`.

A logistic model of each pair's levels, held near the weights that stand in the file (so that a
level which few pairs have keeps what is stated). Prints the weights, and how said and true chances
agree in ten folds that each leave out a tenth of the pairs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.fusion.linkage import shipped_weights
from evals import links, own_stories
from evals.logistic import Floats, chance_of, fit_logistic

Judged = tuple[dict[str, str], bool]
HELD, FOLDS = 4.0, 10
"""How strongly a weight is held to what stands in the file, in pairs' worth; folds."""


def main() -> None:
    """Fits, and prints weights and reliability."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    old, new = links.levels(data), list(own_stories.judged_levels())
    pairs = [*old, *new]
    names, cases, right = design(pairs)
    start = stated(names)
    write(f"{len(old)} pairs of real reports, {len(new)} of our own\n")
    chances = held_out(cases, right, start)
    before = chance_of(cases, start)
    for title, said in (("as it stands", before), ("fitted, held out", chances)):
        write(f"{title}: mean gap {links.gap(said, right):.3f}, right at one half "
              f"{((said >= 0.5) == (right == 1)).mean():.3f}\n")  # fmt: skip
        write(table(said, right))
    for name, weight in zip(names, fitted(cases, right, start), strict=True):
        seen = int(cases[:, names.index(name)].sum())
        write(f"{name}: {weight / slope():.2f} ({seen} pairs)\n")


def write(text: str) -> None:
    """Prints."""
    sys.stdout.write(text)


def slope() -> float:
    """What a bit is in logits."""
    return shipped_weights().slope


def design(pairs: Sequence[Judged]) -> tuple[list[str], Floats, Floats]:
    """Names of levels, one row of 0 and 1 a pair, and whether it is one deed; the offset last."""
    names = sorted({f"{t} {level}" for levels, _ in pairs for t, level in levels.items()})
    names.append("offset")
    cases = np.zeros((len(pairs), len(names)))
    cases[:, -1] = 1.0
    for row, (levels, _) in enumerate(pairs):
        for table, level in levels.items():
            cases[row, names.index(f"{table} {level}")] = 1.0
    return names, cases, np.array([float(one) for _, one in pairs])


def stated(names: Sequence[str]) -> Floats:
    """The weights that stand in the file, in logits."""
    weights = shipped_weights()
    found = [
        weights.offset if name == "offset" else slope() * getattr(weights, t)[level]
        for name in names
        for t, _, level in [name.partition(" ")]
    ]
    return np.array(found)


def fitted(cases: Floats, right: Floats, start: Floats) -> Floats:
    """The likeliest weights near to what is stated."""
    return fit_logistic(cases, right, held=np.full(len(start), HELD), stated=start)


def held_out(cases: Floats, right: Floats, start: Floats) -> Floats:
    """Each pair's chance by weights that have not seen it."""
    order = np.random.default_rng(0).permutation(len(right))
    chances = np.zeros(len(right))
    for fold in np.array_split(order, FOLDS):
        kept = np.setdiff1d(order, fold)
        chances[fold] = chance_of(cases[fold], fitted(cases[kept], right[kept], start))
    return chances


def table(said: Floats, right: Floats) -> str:
    """Pairs, mean chance and share that is one deed, by fifth of the chance."""
    rows = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = (said >= low) & (said < low + 0.2 + (low > 0.7))
        if inside.any():
            mean, true = said[inside].mean(), right[inside].mean()
            span = f"{low:.1f}-{low + 0.2:.1f}"
            rows.append(f"  {span}: {int(inside.sum()):4d}, said {mean:.2f}, true {true:.2f}\n")
    return "".join(rows)


if __name__ == "__main__":
    main()
