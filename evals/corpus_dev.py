"""The dev part of Dateline's own corpus, coded as a user codes it.

Counted in the events that come out: type on its trigger, auxiliary, the places and the doers by
their words, and claims by source and stance. Texts on which nothing is fitted; thresholds were
chosen on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from corpus.checking import span_or_none
from corpus.reading import WRITTEN, read_folder
from corpus.records import Record
from corpus.splitting import choose_part
from corpus.standoff import READ, open_rows
from dateline.claims.patterns import plain
from dateline.model import Coding, Component, Event
from dateline.pipeline.code import code
from dateline.pipeline.stages import components
from evals.table import Row

PLACES = ("at", "into", "part_of", "whole_of")
READ_LANGUAGES = ("en", "uk", "ru", "ar", "es", "fr")
Counts = dict[str, list[int]]


def list_dev(data: Path) -> list[Record]:
    """The records kept apart from the fit, written and, where the data is there, read."""
    written = [one.record for one in read_folder(WRITTEN)[0]]
    real = open_rows(data)[0] if data.is_dir() and READ.is_dir() else []
    return [r for r in (*written, *real) if choose_part(r) == "dev"]


def code_record(record: Record, stages: Sequence[Component]) -> Coding:
    """The coding of a text with its day."""
    day = record.published or "2024-01-01"
    report = replace(plain(record.text, lang=record.lang), published=f"{day}T12:00:00+00:00")
    return code(report, stages)


def place_quotes(record: Record, quotes: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where quotes stand."""
    found = (span_or_none(quote, record) for quote in quotes)
    yield from (span for span in found if span is not None)


def count_record(record: Record, coding: Coding, counts: Counts) -> None:
    """Adds one text: right, found and due of every measure."""
    found = {(event.trigger.start, event.type): event for event in coding.events}
    due = {}
    for event in record.events:
        for start, _ in place_quotes(record, [event.on]):
            due[start, event.type] = event
    both = found.keys() & due.keys()
    add(counts, "type on its trigger", len(both), len(found), len(due))
    for key in both:
        add(counts, "auxiliary", found[key].auxiliary.value == due[key].aux, 1, 1)
        places = [q for name in PLACES for q in due[key].slot(name)]
        overlap(counts, "places", places_of(coding, found[key]), place_quotes(record, places))
    told = [claim for claim in coding.claims if claim.cue or claim.source.span]
    spans = [(c.cue or c.source.span, c) for c in told]
    gold = [
        (q, c)
        for c in record.claims
        for q in place_quotes(record, filter(None, [c.cue or c.source]))
    ]
    met = [
        (mine, theirs)
        for span, mine in spans
        for (start, end), theirs in gold
        if span is not None and span.start < end and start < span.end
    ]
    add(counts, "claims", len({id(theirs) for _, theirs in met}), len(spans), len(gold))
    stances = sum(mine.stance.value == theirs.stance for mine, theirs in met)
    add(counts, "stance", stances, len(met), len(met))


def places_of(coding: Coding, event: Event) -> list[tuple[int, int]]:
    """Where the toponyms of an event stand."""
    return [(t.start, t.end) for t in coding.toponyms if t.id in event.toponyms]


def overlap(
    counts: Counts, name: str, mine: Sequence[tuple[int, int]], gold: Iterable[tuple[int, int]]
) -> None:
    """Counts spans that share characters with one that is due."""
    theirs = list(gold)
    right = sum(any(a < d and c < b for c, d in theirs) for a, b in mine)
    met = sum(any(a < d and c < b for a, b in mine) for c, d in theirs)
    add(counts, name, min(right, met), len(mine), len(theirs))


def add(counts: Counts, name: str, right: int, found: int, due: int) -> None:
    """Adds to a measure."""
    for k, value in enumerate((right, found, due)):
        counts[name][k] += value


def run(data: Path) -> list[Row]:
    """F1 by language."""
    records, stages = list_dev(data), components()
    rows: list[Row] = []
    for lang in READ_LANGUAGES:
        counts: Counts = defaultdict(lambda: [0, 0, 0])
        for record in (r for r in records if r.lang == lang):
            count_record(record, code_record(record, stages), counts)
        rows += [
            Row(stage="events", corpus=f"own corpus, dev, {lang}", measure=f"F1 {measure}", n=due,
                ours=2 * right / max(found + due, 1))
            for measure, (right, found, due) in counts.items()
        ]  # fmt: skip
    return rows
