"""What every record must keep: quotes that stand in the text, and names from the closed lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from corpus.quotes import QuoteError, locate_quote
from corpus.reading import Fault, Placed
from corpus.records import PLACE_SLOTS, SLOTS, Claim, Event, Record, load_vocabulary
from dateline.events.codebook import codebook


def check_records(placed: Iterable[Placed]) -> list[Fault]:
    """Every fault of every record, and ids that stand twice."""
    faults: list[Fault] = []
    first: dict[str, str] = {}
    for one in placed:
        faults += [Fault(one.where, what) for what in check_record(one.record)]
        if one.record.id in first:
            faults.append(Fault(one.where, f"id {one.record.id} stands at {first[one.record.id]}"))
        first.setdefault(one.record.id, one.where)
    return faults


def check_record(record: Record) -> Iterator[str]:
    """What is wrong with one record, in words."""
    words = load_vocabulary()
    if not record.id.startswith(f"{record.lang}-"):
        yield f"id {record.id!r} does not begin with {record.lang}-"
    if not record.text.strip():
        yield "the text is empty"
    yield from unlisted(record.genre, words.genres, "genre")
    yield from unlisted(record.form, words.forms, "form")
    if record.published is not None and not is_date(record.published):
        yield f"published {record.published!r} is no date as 2024-05-10"
    for number, event in enumerate(record.events):
        for what in (*check_event(event, record), *check_repeat(number, record)):
            yield f"event on {event.on!r}: {what}"
    for claim in record.claims:
        yield from (f"claim {claim.content[:40]!r}: {what}" for what in check_claim(claim, record))


def check_event(event: Event, record: Record) -> Iterator[str]:
    """What is wrong with one event, but for its place among the others."""
    words = load_vocabulary()
    if event.type not in codebook().codes:
        yield f"type {event.type!r} is no code of the codebook"
    yield from unlisted(event.aux, words.aux, "aux")
    yield from unlisted(event.aspect, words.aspect, "aspect")
    if len(event.on.split()) > 1:
        yield "a trigger is one word"
    yield from check_quote(event.on, record, "on")
    for slot in SLOTS:
        for quote in event.slot(slot):
            yield from check_quote(quote, record, slot)
    for count in event.counts:
        yield from unlisted(count.of, words.counted, "counts.of")
        yield from unlisted(count.scope, words.scope, "counts.scope")
        yield from check_quote(count.quote, record, "counts")
    yield from check_places(event, record)


def check_places(event: Event, record: Record) -> Iterator[str]:
    """A place stands in one slot only."""
    spans = [
        (slot, quote, span)
        for slot in PLACE_SLOTS
        for quote in event.slot(slot)
        if (span := span_or_none(quote, record))
    ]
    for (slot, quote, span), (other, _, beside) in combinations(spans, 2):
        if span[0] < beside[1] and beside[0] < span[1]:
            yield f"{quote!r} stands in {slot} and in {other}: a place has one slot"


def check_repeat(number: int, record: Record) -> Iterator[str]:
    """No event stands twice, and what is told again was told before."""
    event, earlier = record.events[number], record.events[:number]
    if any((event.on, event.type) == (other.on, other.type) for other in earlier):
        yield f"{event.type} stands there twice"
    if event.told_before is None:
        return
    span, before = span_or_none(event.on, record), span_or_none(event.told_before, record)
    if not any(event.told_before == other.on for other in record.events):
        yield f"told_before {event.told_before!r} is the trigger of no event"
    elif span and before and before >= span:
        yield f"told_before {event.told_before!r} does not stand before it in the text"


def check_claim(claim: Claim, record: Record) -> Iterator[str]:
    """What is wrong with one claim."""
    yield from unlisted(claim.stance, load_vocabulary().stance, "stance")
    if claim.source is None and claim.cue is None:
        yield "without source and cue it is the outlet's own voice, which has no record"
    for slot, quote in (("source", claim.source), ("cue", claim.cue), ("content", claim.content)):
        if quote is not None:
            yield from check_quote(quote, record, slot)


def check_quote(quote: str, record: Record, slot: str) -> Iterator[str]:
    """Why a quote does not stand in the text; nothing if it does."""
    try:
        locate_quote(quote, text=record.text, lang=record.lang)
    except QuoteError as error:
        yield f"{slot}: {error}"


def span_or_none(quote: str, record: Record) -> tuple[int, int] | None:
    """The offsets of a quote, or None where it does not stand in the text."""
    try:
        return locate_quote(quote, text=record.text, lang=record.lang)
    except QuoteError:
        return None


def unlisted(name: str, names: tuple[str, ...], field: str) -> Iterator[str]:
    """A name that its closed list does not have."""
    if name not in names:
        yield f"{field} {name!r} is not in corpus/vocabulary.yaml ({', '.join(names)})"


def is_date(written: str) -> bool:
    """Whether something is a day, with or without a time of day."""
    try:
        date.fromisoformat(written[:10])
    except ValueError:
        return False
    return len(written) == 10 or written[10] == "T"
