"""Texts with answers as the fitting sees them: words, pieces, triggers and their slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.checking import span_or_none
from corpus.reading import read_folder
from corpus.records import Claim, Event, Record
from corpus.splitting import choose_part
from corpus.standoff import open_rows
from training.corpora import attribution
from training.deeds.labels import ASPECTS, AUX, COUNTED, SCOPES, SLOTS, STANCES, list_codes
from training.documents import Document, Link, from_text

NONE = -100
CODES = list_codes()
EVENT, CLAIM = 0, 1
Span = tuple[int, int]


@dataclass(frozen=True)
class Trigger:
    """Words [first, last] that tell an event or introduce a claim, and what belongs to them.

    `label`: the code, or 0 for a cue and 1 for a source without cue; `told`: numbers of
    auxiliary, aspect and stance; `slots` and `counts`: number and words; `scopes`: of each
    count; `before`: which earlier trigger of the text is told again; `whole`: whether its slots
    are known.
    """

    kind: int
    first: int
    last: int
    label: int
    told: tuple[int, int, int]
    slots: tuple[tuple[int, Span], ...]
    counts: tuple[tuple[int, Span], ...] = ()
    scopes: tuple[int, ...] = ()
    before: int = NONE
    whole: bool = True


@dataclass(frozen=True)
class Example:
    """One text (or a part of one) of so many words, cut into pieces.

    `events` and `claims` say whether they are known: PolNeAR tells of claims alone.
    """

    lang: str
    words: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    events: bool = True
    claims: bool = True
    name: str = ""
    pieces: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def cost(self) -> int:
        """How many pieces it has."""
        return sum(map(len, self.pieces))


class _Reading:
    """A record's quotes as words."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.document = from_text(record.id, "corpus", record.text, lang=record.lang)

    def place(self, quote: str) -> Span | None:
        """The words of a quote, or None."""
        found = span_or_none(quote, self.record)
        return self.document.span(*found) if found else None

    def slot(self, name: str, quotes: Iterable[str]) -> Iterator[tuple[int, Span]]:
        """The words of all quotes of one slot."""
        for quote in quotes:
            if (span := self.place(quote)) is not None:
                yield SLOTS.index(name), span


def read_record(record: Record) -> Example:
    """A record of the corpus as an example."""
    reading = _Reading(record)
    triggers: list[Trigger] = []
    by_quote: dict[str, int] = {}
    for event in record.events:
        made = _event(reading, event, by_quote)
        if made is not None and all(t.first != made.first for t in triggers):
            by_quote[event.on] = len(triggers)
            triggers.append(made)
    for claim in record.claims:
        found = _claim(reading, claim)
        taken = [t for t in triggers if t.kind == CLAIM]
        if found is not None and all(t.first != found.first for t in taken):
            triggers.append(found)
    return Example(record.lang, tuple(reading.document.words), tuple(triggers), name=record.id)


def _event(reading: _Reading, event: Event, by_quote: dict[str, int]) -> Trigger | None:
    on = reading.place(event.on)
    if on is None:
        return None
    slots = [
        found
        for name in SLOTS[:-2]
        for found in reading.slot(name, event.slot(name))
    ]  # fmt: skip
    counts, scopes = [], []
    for count in event.counts:
        if (span := reading.place(count.quote)) is not None:
            counts.append((COUNTED.index(count.of), span))
            scopes.append(SCOPES.index(count.scope))
    told = (AUX.index(event.aux), ASPECTS.index(event.aspect), NONE)
    before = by_quote.get(event.told_before, NONE) if event.told_before else -1
    return Trigger(
        EVENT, *on, CODES.index(event.type), told, tuple(slots), tuple(counts), tuple(scopes),
        before,
    )  # fmt: skip


def _claim(reading: _Reading, claim: Claim) -> Trigger | None:
    cue = reading.place(claim.cue) if claim.cue else None
    source = reading.place(claim.source) if claim.source else None
    on = cue or source
    if on is None:
        return None
    content = reading.place(claim.content)
    spans = _without(content, [s for s in (cue, source) if s]) if content else []
    slots = [(SLOTS.index("content"), span) for span in spans]
    if source:
        slots.append((SLOTS.index("source"), source))
    told = (NONE, NONE, STANCES.index(claim.stance))
    return Trigger(CLAIM, *on, 0 if cue else 1, told, tuple(slots))


def _without(span: Span, holes: list[Span]) -> list[Span]:
    """The runs of a span that none of the holes covers."""
    kept = [w for w in range(span[0], span[1] + 1) if not any(a <= w <= b for a, b in holes)]
    runs: list[Span] = []
    for word in kept:
        if runs and runs[-1][1] == word - 1:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return runs


def read_corpus(folders: Iterable[Path], *, data: Path | None = None) -> list[Record]:
    """Every record under some folders of written texts, and the answers on real texts whose `data`
    are there."""
    placed = [one for folder in folders for one in read_folder(folder)[0]]
    real = open_rows(data)[0] if data is not None else []
    return list({r.id: r for r in (*(one.record for one in placed), *real)}.values())


def split_parts(records: Iterable[Record]) -> tuple[list[Record], list[Record]]:
    """The records to fit on and those to choose by."""
    train: list[Record] = []
    dev: list[Record] = []
    for record in records:
        (dev if choose_part(record) == "dev" else train).append(record)
    return train, dev


MOST = 180
"""Words of a part of an article."""


def read_articles(data: Path, part: str) -> list[Example]:
    """PolNeAR's articles, cut at sentences into parts, as claims alone."""
    found: list[Example] = []
    for document in attribution.load(data, part):
        found += list(_parts(document))
    return found


def _parts(document: Document) -> Iterator[Example]:
    edges = [*document.starts[1:], len(document.words)]
    first = 0
    for k, edge in enumerate(edges):
        after = edges[k + 1] if k + 1 < len(edges) else None
        if after is None or after - first > MOST:
            yield _part(document, first, edge)
            first = edge


def _part(document: Document, first: int, end: int) -> Example:
    triggers: list[Trigger] = []
    for link in document.links or []:
        made = _link(link, first, end)
        if made is not None and all(t.first != made.first for t in triggers):
            triggers.append(made)
    words = tuple(document.words[first:end])
    return Example("en", words, tuple(triggers), events=False, name=document.name)


def _link(link: Link, first: int, end: int) -> Trigger | None:
    on = link.cue or link.source
    if not on or not first <= on[0][0] < end:
        return None
    slots = [
        (SLOTS.index(name), (a - first, b - first))
        for name, spans in (("source", link.source), ("content", link.content))
        for a, b in spans
        if first <= a and b < end
    ]
    a, b = on[0][0] - first, min(on[0][1], end - 1) - first
    return Trigger(CLAIM, a, b, 0 if link.cue else 1, (NONE, NONE, NONE), tuple(slots))
