"""`python -m training.soup OUT SHARE=WEIGHTS...`: one reader from several of one lineage.

The mean of the weights of fits that began at the same point reads better than each of them, at no
cost (Wortsman et al., Model soups, ICML 2022). Go on with `--start OUT --finish-only`.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

Weights = Mapping[str, Tensor]


def main() -> None:
    """Reads the weights, writes their mean."""
    parser = argparse.ArgumentParser(prog="training.soup", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", nargs="+", metavar="SHARE=WEIGHTS", help="0.5=best.pt 0.5=last.pt")
    options = parser.parse_args()
    pairs = [part.partition("=") for part in options.parts]
    shares = [float(share) for share, _, _ in pairs]
    torch.save(mean([torch.load(path) for _, _, path in pairs], shares), options.out)


def mean(parts: Sequence[Weights], shares: Sequence[float]) -> dict[str, Tensor]:
    """Weights by name, each the sum of the parts' by their shares, which sum to 1.

    What a part has not fitted (an input added later) counts as zeros.
    """
    if abs(sum(shares) - 1) > 1e-6:
        raise ValueError(f"shares sum to {sum(shares)}, not to 1")
    names = dict.fromkeys(name for part in parts for name in part)
    return {
        name: torch.stack(
            [part[name] * share for part, share in zip(parts, shares, strict=True) if name in part]
        ).sum(0)
        for name in names
    }


if __name__ == "__main__":
    main()
