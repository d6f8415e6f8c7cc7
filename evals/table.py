"""The rows that every eval returns, and the table that `make evals` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure. `ours` is the shipped pipeline's; `first` the pattern-based first reader's.

    `second` is what a language model reads, where one is set (DATELINE_LLM, DATELINE_LLM_MODEL).
    `reference` and `target` are as given by the literature or set beforehand; None: none.
    """

    stage: str
    corpus: str
    measure: str
    ours: float
    first: float | None = None
    second: float | None = None
    reference: str | None = None
    target: float | None = None
    n: int | None = None


def render(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table, figures to three decimals."""
    rows = list(rows)
    asked = any(row.second is not None for row in rows)
    more = " second |" if asked else ""
    head = f"| stage | corpus | measure | n | first | ours |{more} reference | target | |"
    lines = [head, "|" + "---|" * (10 if asked else 9)]
    for row in rows:
        met = "" if row.target is None else ("met" if row.ours >= row.target else "below")
        second = (_figure(row.second),) if asked else ()
        cells = [
            row.stage, row.corpus, row.measure, "" if row.n is None else str(row.n),
            _figure(row.first), _figure(row.ours), *second, row.reference or "",
            _figure(row.target), met,
        ]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if abs(value) < 100 else f"{value:,.0f}"
