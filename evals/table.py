"""The rows that every eval returns, and the table that `make evals` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure. `ours` is the shipped pipeline's; `first` the pattern-based first reader's.

    `reference` and `target` are as given by the literature or set beforehand; None: none.
    """

    stage: str
    corpus: str
    measure: str
    ours: float
    first: float | None = None
    reference: str | None = None
    target: float | None = None
    n: int | None = None


def render(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table, figures to three decimals."""
    head = "| stage | corpus | measure | n | first | ours | reference | target | |"
    lines = [head, "|---|---|---|---|---|---|---|---|---|"]
    for row in rows:
        met = "" if row.target is None else ("met" if row.ours >= row.target else "below")
        cells = [
            row.stage, row.corpus, row.measure, "" if row.n is None else str(row.n),
            _figure(row.first), _figure(row.ours), row.reference or "", _figure(row.target), met,
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if abs(value) < 100 else f"{value:,.0f}"
