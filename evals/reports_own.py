"""Twenty-two whole reports of ours with the full answer: claims, events and what both are made of.

In many styles (agency copy, live text, UN update, briefing, thread, assessment with footnotes,
...), on eighteen conflicts, in English, Ukrainian and Russian, keyed by hand before the lexicons
were looked at. The first sixteen showed what to mend; nothing was mended on the last six, and
nothing may be. The key is in evals/own_reports; `data` is not read.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.model import Coding, DatelineError
from evals.reports_key import ClaimKey, Key, keys
from evals.reports_match import (
    asked,
    claim_pairs,
    days_right,
    event_pairs,
    figures,
    names_of,
    places_of,
    shared,
)
from evals.second_column import asker_set, count_second, read_again
from evals.table import Row

MENDED_ON = 16
_FIELDS = ("actors", "recipients", "places")


def run(data: Path) -> list[Row]:
    """The figures of the reports that were mended on, and of those that were not."""
    del data
    every = keys()
    codings = coded(every)
    parts = (
        ("own reports, 16", slice(MENDED_ON)),
        ("own reports, 6 unseen", slice(MENDED_ON, None)),
    )
    asker = asker_set()
    again = read_again(codings, asker) if asker is not None else None
    rows: list[Row] = []
    for corpus, part in parts:
        found = _rows(corpus, counted(zip(every[part], codings[part], strict=True)))
        if again is not None:
            read = zip(every[part], codings[part], again[part], strict=True)
            found = with_second(found, count_second(read))
        rows += found
    return rows


def with_second(rows: Sequence[Row], counts: Counter[str]) -> list[Row]:
    """The rows, those of claims with what another reader has of them."""
    right = counts["claims right"]
    found = {
        "source, cue and content F1": _f1(counts, "claims") if right else 0.0,
        "source, of those found": counts["source right"] / right if right else 0.0,
        "stance, of those found": counts["stance right"] / right if right else 0.0,
        "nine tenths of the content, of those found":
            counts["content right"] / right if right else 0.0,
    }  # fmt: skip
    return [
        replace(row, second=found[row.measure])
        if row.stage == "claims" and row.measure in found else row
        for row in rows
    ]  # fmt: skip


def coded(reports: Sequence[Key]) -> list[Coding]:
    """Each report as a text file, through all stages."""
    from dateline.ingest.sources import read_inputs
    from dateline.pipeline import Settings, run

    with tempfile.TemporaryDirectory() as folder:
        for number, key in enumerate(reports):
            (Path(folder) / f"{number:03d}.txt").write_text(key.text, encoding="utf-8")
        made = list(run(read_inputs([folder]), Settings(jobs=1)))
    found = [one.coding for one in made if not isinstance(one, DatelineError)]
    assert len(found) == len(reports), "every report of ours can be read"
    return found


def counted(pairs: Iterable[tuple[Key, Coding]]) -> Counter[str]:
    """What was wanted, found and right, by the names that `_rows` reads."""
    counts: Counter[str] = Counter()
    for key, coding in pairs:
        _count_claims(counts, key, coding)
        _count_events(counts, key, coding)
    return counts


def _count_claims(counts: Counter[str], key: Key, coding: Coding) -> None:
    pairs, found = claim_pairs(key, coding)
    free = sum(wanted.optional for wanted, _, _ in pairs)
    counts["claims wanted"] += sum(not wanted.optional for wanted in key.claims)
    counts["claims found"] += found - free
    for wanted, claim, overlap in pairs:
        if wanted.optional:
            continue
        counts["claims right"] += 1
        counts["source right"] += asked(wanted.source, claim.source.span)
        counts["stance right"] += claim.stance in wanted.stance
        counts["content right"] += overlap >= ClaimKey.EXACT


def _count_events(counts: Counter[str], key: Key, coding: Coding) -> None:
    pairs, found = event_pairs(key, coding)
    free = sum(wanted.optional for wanted, _ in pairs)
    counts["events wanted"] += sum(not wanted.optional for wanted in key.events)
    counts["events found"] += found - free
    named, placed = names_of(coding), places_of(coding)
    for wanted, event in pairs:
        if wanted.optional:
            continue
        counts["events right"] += 1
        counts["auxiliary right"] += event.auxiliary in wanted.auxiliary
        given = (event.actors, event.recipients, event.toponyms)
        for field, ids in zip(_FIELDS, given, strict=True):
            names = getattr(wanted, field)
            if names is not None:
                known = placed if field == "places" else named
                _count_names(counts, field, names, [known[i] for i in ids])
        if wanted.days is not None:
            counts["days wanted"] += 1
            counts["days right"] += days_right(wanted.days, event.time)
        if wanted.quantities is not None:
            counts["quantities wanted"] += 1
            counts["quantities right"] += set(wanted.quantities) == figures(event)


def _count_names(
    counts: Counter[str], field: str, wanted: Sequence[str], found: Sequence[frozenset[str]]
) -> None:
    hit, right = shared(wanted, found)
    counts[f"{field} hit"] += hit
    counts[f"{field} right"] += right
    counts[f"{field} wanted"] += len(wanted)
    counts[f"{field} found"] += len(found)


def _rows(corpus: str, counts: Counter[str]) -> list[Row]:
    claims, events = counts["claims right"], counts["events right"]
    made = [
        ("claims", "source, cue and content F1", _f1(counts, "claims"), counts["claims wanted"]),
        ("claims", "source, of those found", counts["source right"] / claims, claims),
        ("claims", "stance, of those found", counts["stance right"] / claims, claims),
        ("claims", "nine tenths of the content, of those found",
         counts["content right"] / claims, claims),
        ("events", "type and place in the text F1", _f1(counts, "events"), counts["events wanted"]),
        ("events", "auxiliary, of those found", counts["auxiliary right"] / events, events),
    ]  # fmt: skip
    made += [
        ("events", f"{field} F1, of those found", _f1(counts, field), counts[f"{field} wanted"])
        for field in _FIELDS
    ]
    made += [
        ("events", f"{field} exact, of those found",
         counts[f"{field} right"] / counts[f"{field} wanted"], counts[f"{field} wanted"])
        for field in ("days", "quantities")
    ]  # fmt: skip
    return [
        Row(stage=stage, corpus=corpus, measure=measure, ours=value, n=n)
        for stage, measure, value, n in made
    ]


def _f1(counts: Counter[str], name: str) -> float:
    found, wanted = counts[f"{name} found"], counts[f"{name} wanted"]
    hit = counts[f"{name} hit"] if name in _FIELDS else counts[f"{name} right"]
    precision, recall = counts[f"{name} right"] / found, hit / wanted
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
