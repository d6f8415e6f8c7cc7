"""How many of what: the numbers in the words that the reader says count something."""

from __future__ import annotations

from itertools import chain

from dateline.events.lines import Line
from dateline.events.numbers import Number, number_words, numbers_in, scale_number
from dateline.events.words import words_of
from dateline.model import Quantity, QuantityOf, RawDeed, RawSlot, Report, Scope

SCALED = frozenset({QuantityOf.AREA_KM2, QuantityOf.DISTANCE_KM})


def read_counts(
    deed: RawDeed, line: Line, report: Report, lang: str | None
) -> tuple[Quantity, ...]:
    """The quantities of a deed; a count in whose words no number is read is left out."""
    found = (read_count(count, line, report, lang or "en") for count in deed.counts)
    return tuple(quantity for quantity in found if quantity is not None)


def read_count(count: RawSlot, line: Line, report: Report, lang: str) -> Quantity | None:
    """The number in the words of one count, with its bounds, in square or whole kilometres."""
    lexicon = number_words(lang)
    if lexicon is None:
        return None
    of = QuantityOf(count.name)
    number: Number | None = None
    if of in SCALED:
        inside = (n for n in numbers_in(line.words, report.text, lexicon) if begins(n, line, count))
        scaled = (scale_number(number, line.words, lexicon) for number in inside)
        number = next((found for found in scaled if found is not None), None)
    words = words_of(report.text, count.start, count.end)
    if number is None:
        whole = (n for n in numbers_in(line.words, report.text, lexicon) if meets(n, line, count))
        own = numbers_in(words, report.text, lexicon)
        number = next(chain(whole, own), None)
    if number is None and words.lower[:1] and words.lower[0] in lexicon.words.articles:
        number = Number(0, 1, 1.0, 1.0, 1.0, article=True)
    if number is None:
        return None
    span = report.span(count.start, count.end)
    return Quantity(
        start=span.start, end=span.end, text=span.text, of=of,
        low=number.low, best=number.best, high=number.high,
        scope=Scope(count.scope) if count.scope else None,
    )  # fmt: skip


def begins(number: Number, line: Line, slot: RawSlot) -> bool:
    """Whether a number of the line begins in the words of a slot."""
    return slot.start <= line.words.starts[number.first] < slot.end


def meets(number: Number, line: Line, slot: RawSlot) -> bool:
    """Whether a number of the line, with its bounds, shares words with a slot: a reader's words
    may begin inside a range ("between [15 and 20 people]")."""
    words = line.words
    return words.starts[number.first] < slot.end and slot.start < words.ends[number.last - 1]
