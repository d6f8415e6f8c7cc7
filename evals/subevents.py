"""ACLED sub-event types of bare snippets: whether the main event comes first, and is right.

CASE 2021 task 2 scores such snippets of ACLED's; these 221 are ours (evals/own_events), like
them in form and written from public facts. `data` is not read.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evals.events_own import coded, f1, rows_of
from evals.table import Row

_NONE = "none"


def run(data: Path) -> list[Row]:
    """Weighted F1 over the 25 sub-event types, of the first event of each snippet."""
    del data
    rows = rows_of("snippets.jsonl")
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for row, coding in zip(rows, coded((r["text"], "en") for r in rows), strict=True):
        acled = coding.events[0].codes.acled if coding.events else None
        found = acled.sub_event_type if acled else _NONE
        predicted[found] += 1
        wanted[row["sub_event_type"]] += 1
        right[found] += found == row["sub_event_type"]
    score = sum(f1(right[t], predicted[t], wanted[t]) * wanted[t] for t in wanted) / len(rows)
    return [
        Row(
            stage="events",
            corpus="own snippets",
            measure="ACLED sub-event type, weighted F1",
            ours=score,
            reference="on CASE 2021: .839 fitted on ACLED, .51 nearest definition",
            target=0.75,
            n=len(rows),
        )
    ]
