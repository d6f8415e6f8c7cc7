"""How far two coders of one text agree: F1 of types, slots, counts, auxiliaries and claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from corpus.checking import span_or_none
from corpus.reading import Fault, Placed
from corpus.records import SLOTS, Event, Record

FIELDS = ("type", "aux", "aspect", *SLOTS, "counts", "claims")
# Below this on a slot, the manual is mended before more is coded.
ENOUGH = 0.85


class Overlap(Struct):
    """How many answers the first coder gave, the second, and both."""

    first: int = 0
    second: int = 0
    both: int = 0

    def add_sets(self, first: set[object], second: set[object]) -> None:
        """Counts two sets of answers."""
        self.first += len(first)
        self.second += len(second)
        self.both += len(first & second)

    def score_f1(self) -> float | None:
        """F1 of one coder against the other; None where neither answered."""
        given = self.first + self.second
        return 2 * self.both / given if given else None


def compare_codings(
    written: Iterable[Placed], second: Iterable[Placed]
) -> tuple[dict[str, dict[str, Overlap]], list[Fault]]:
    """Overlap by language and field, and second codings that fit no record."""
    firsts = {one.record.id: one.record for one in written}
    found: dict[str, dict[str, Overlap]] = defaultdict(lambda: defaultdict(Overlap))
    faults = []
    for one in second:
        record = firsts.get(one.record.id)
        if record is None:
            faults.append(Fault(one.where, f"codes {one.record.id}, which is not in written/"))
        elif record.text != one.record.text:
            faults.append(Fault(one.where, f"its text is not the text of {record.id}"))
        else:
            for lang in (record.lang, "all"):
                compare_pair(record, one.record, found[lang])
    return found, faults


def compare_pair(first: Record, second: Record, found: Mapping[str, Overlap]) -> None:
    """Adds one text's answers; all but type and claims only where both saw the deed."""
    mine, theirs = by_trigger(first), by_trigger(second)
    found["type"].add_sets(
        {(span, e.type) for span, events in mine.items() for e in events},
        {(span, e.type) for span, events in theirs.items() for e in events},
    )
    found["claims"].add_sets(set(claim_answers(first)), set(claim_answers(second)))
    for span in mine.keys() & theirs.keys():
        pairs = zip(mine[span], theirs[span], strict=False)
        for a, b in pairs:
            compare_events(a, b, first, found)


def compare_events(a: Event, b: Event, record: Record, found: Mapping[str, Overlap]) -> None:
    """Adds what two coders say of one deed."""
    found["aux"].add_sets({a.aux}, {b.aux})
    found["aspect"].add_sets({a.aspect}, {b.aspect})
    for slot in SLOTS:
        spans = [{span_or_none(quote, record) for quote in e.slot(slot)} for e in (a, b)]
        found[slot].add_sets(set(spans[0]), set(spans[1]))
    counts = [{(c.of, c.scope, span_or_none(c.quote, record)) for c in e.counts} for e in (a, b)]
    found["counts"].add_sets(set(counts[0]), set(counts[1]))


def by_trigger(record: Record) -> dict[tuple[int, int] | None, list[Event]]:
    """The events of a record by where their trigger stands, those of one word by type."""
    found: dict[tuple[int, int] | None, list[Event]] = defaultdict(list)
    for event in sorted(record.events, key=lambda event: event.type):
        found[span_or_none(event.on, record)].append(event)
    return found


def claim_answers(record: Record) -> Iterator[object]:
    """Each claim as source, cue and stance; the edges of a content are not compared."""
    for claim in record.claims:
        source, cue = (q and span_or_none(q, record) for q in (claim.source, claim.cue))
        yield source, cue, claim.stance
