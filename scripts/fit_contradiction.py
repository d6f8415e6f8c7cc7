"""Fits the chance that a pair of claims is a contradiction, and writes its weights.

`python -m scripts.fit_contradiction --data ../shared/data` prints, for several thresholds, what is
right of what would be shown, each pair by a model that has not seen its report, and how chances
and answers agree. `--coded FOLDER`: codings of the sets (`NAME.jsonl`, from `dateline export
codings`) instead of coding them anew. The same data give the same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from dateline.model import Coding, decode
from evals.coded import coded_reports
from evals.contradiction_sets import build_sets
from evals.contradictions import (
    Judged,
    count_shown,
    fit_model,
    held_out,
    judged_pairs,
    reliability,
)

OUT = Path(__file__).parents[1] / "src" / "dateline" / "fusion" / "data" / "contradiction.yaml"
SHOWN, PERHAPS = 0.5, 0.08
"""From .5 over .8 of the pairs of windows and of our own stories were right, held out; below .08
hardly one in twenty."""
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
HEAD = """# The chance that an opposed pair of claims is a contradiction: a logistic model over the
# features of fusion/pair_features.py. Written by `python -m scripts.fit_contradiction`, which
# starts from stated weights and fits them on judged pairs of real reports
# (evals/own_contradictions).
# shown: of judged pairs of news and of our own stories at this chance or more, over .8 were right
# when held out; what is less sure stands under `perhaps`, down to that chance.
"""


def main() -> None:
    """Fits the model, prints what it is worth, and writes it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--coded", type=Path)
    options = parser.parse_args()
    sets = build_sets(options.data)
    coded = {name: _codings(name, rows, options.coded) for name, rows in sets.items()}
    pairs = judged_pairs(coded)
    print_worth(pairs)
    model = fit_model(pairs, shown=SHOWN, perhaps=PERHAPS)
    OUT.write_bytes(HEAD.encode() + msgspec.yaml.encode(model))


def _codings(name: str, rows: Sequence[dict[str, object]], kept: Path | None) -> list[Coding]:
    if kept is None:
        return coded_reports(rows, name=f"pairs-{name}")
    return [decode(line) for line in (kept / f"{name}.jsonl").read_bytes().splitlines()]


def print_worth(pairs: Sequence[Judged]) -> None:
    """How many pairs there are, what each threshold would show, and how chances hold."""
    proposed = sum(bool(p.features) for p in pairs)
    print(f"{len(pairs)} judged, {sum(p.right for p in pairs)} right, {proposed} proposed")
    chances, window = held_out(pairs), np.asarray([p.is_of_window for p in pairs])
    news = np.asarray([p.key[0] != "fakes" for p in pairs])
    for name, kept in (("windows", window), ("windows and stories", news)):
        for shown in THRESHOLDS:
            right, total, gold = count_shown(pairs, chances, kept, shown)
            print(f"{name}, from {shown}: {right} of {total} right; {right} of {gold} shown")
    for span, total, right in reliability(pairs, chances):
        print(f"chance {span}: {right} of {total} right")


if __name__ == "__main__":
    main()
