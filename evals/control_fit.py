"""How the numbers of contiguity were chosen: a grid over both fitted windows.

`python -m evals.control_fit --data DIR` prints F1 of changed places for each corner, the windows
apart and together, so that what one window alone would choose can be told.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from msgspec.structs import replace

from dateline.control.parameters import Parameters, shipped_parameters
from dateline.model import Coding
from evals.control_maps import Days, days_between, deepstate, ukraine, viina
from evals.control_scores import Window, changed, days_of
from evals.control_windows import NORTH, SEPTEMBER, codings_of, reconstruct

GRID: dict[str, tuple[float, ...]] = {
    "neighbours": (6, 10), "prior": (0.2, 0.25), "margin": (0.2, 0.35), "deeper_km": (2.0, 4.0),
}  # fmt: skip


def corners() -> Iterator[tuple[tuple[float, ...], Parameters]]:
    """Each corner of the grid, and the parameters with it."""
    base = shipped_parameters()
    for values in product(*GRID.values()):
        chosen = dict(zip(GRID, values, strict=True))
        yield values, replace(base, contiguity=replace(base.contiguity, **chosen))


def f1(found: Days, reference: Days, window: Window, end: str) -> float:
    """Harmonic mean of precision and recall of the changed places."""
    true, got = changed(reference, window, end), changed(found, window, end)
    return 2 * len(true & got) / max(len(true) + len(got), 1)


def main() -> None:
    """Prints one line a corner: F1 at each window's ends."""
    parser = argparse.ArgumentParser(prog="evals.control_fit", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    points = ukraine()
    inputs: list[tuple[Window, Days, list[Coding]]] = []
    for window, made in ((SEPTEMBER, deepstate), (NORTH, viina)):
        days = list(days_between(window.begin, window.ends[-1]))
        inputs.append((window, made(data, points, days), codings_of(data, window)))
    print(*GRID, *(end for window, _, _ in inputs for end in window.ends), sep="\t")
    for values, parameters in corners():
        scores = []
        for window, reference, codings in inputs:
            begin = reference[window.begin]
            found = days_of(reconstruct(codings, points, window, begin, parameters), window)
            scores += [f1(found, reference, window, end) for end in window.ends]
        print(*values, *(f"{score:.3f}" for score in scores), sep="\t", flush=True)


if __name__ == "__main__":
    main()
