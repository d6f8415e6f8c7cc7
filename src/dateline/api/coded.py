"""One text coded: what `dateline.code` returns, which a notebook shows as marked text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from dateline.api.inputs import is_path, reading_of_text, readings_of
from dateline.api.rows import Rows
from dateline.model import (
    Claim,
    Coding,
    Contradiction,
    Event,
    Reading,
    Report,
    ReportError,
    Span,
    Timex,
    Toponym,
    UsageError,
    encode,
)

if TYPE_CHECKING:
    from dateline.pipeline.why import WhyRow

COLOURS = {
    "claim": "#fff3bf", "source": "#d0ebff", "cue": "#e9ecef", "place": "#d3f9d8",
    "time": "#ffe3e3", "event": "#e5dbff",
}  # fmt: skip


class Coded:
    """A report with everything that was found in it; each record names its words in the text.

    >>> coded
    <Coded rep-...: 1 claims, 1 events>
    """

    def __init__(self, coding: Coding, reading: Reading | None = None) -> None:
        self.coding = coding
        self.reading = reading

    @property
    def report(self) -> Report:
        """The report: its text, and what it was published with.

        >>> coded.report.published
        '2025-01-28'
        """
        return self.coding.report

    @property
    def text(self) -> str:
        """The report's text, into which all spans point.

        >>> coded.text[:6]
        'Rebels'
        """
        return self.coding.report.text

    @property
    def claims(self) -> Rows[Claim]:
        """Who says what.

        >>> coded.claims[0].stance.value
        'assert'
        """
        return Rows(self.coding.claims, Claim)

    @property
    def events(self) -> Rows[Event]:
        """What is said to have happened.

        >>> coded.events[0].type
        'territory.taken'
        """
        return Rows(self.coding.events, Event)

    @property
    def toponyms(self) -> Rows[Toponym]:
        """Places as they are named, with what they resolve to.

        >>> coded.toponyms[0].place.name
        'Goma'
        """
        return Rows(self.coding.toponyms, Toponym)

    @property
    def times(self) -> Rows[Timex]:
        """Time expressions, with the intervals that they denote.

        >>> coded.times[0].earliest
        '2025-01-27'
        """
        return Rows(self.coding.timexes, Timex)

    @property
    def contradictions(self) -> Rows[Contradiction]:
        """Claims of this report that cannot both hold.

        >>> coded.contradictions
        <0 rows of Contradiction>
        """
        return Rows(self.coding.contradictions, Contradiction)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not read, and why.

        >>> isinstance(coded.notes, tuple)
        True
        """
        return self.coding.notes

    def why(self, record: str | None = None) -> Rows[WhyRow]:
        """The reasons of everything that was coded, or of one record, by its id.

        >>> coded.why(coded.events[0].id)
        <... rows of WhyRow>
        """
        from dateline.pipeline.why import Explained, WhyRow, reasons

        return Rows(tuple(reasons(Explained(self.coding), only=record)), WhyRow)

    def to_json(self) -> bytes:
        """The coding in the published form: what `dateline code` prints.

        >>> coded.to_json()[:1]
        b'{'
        """
        return encode(self.coding)

    def __repr__(self) -> str:
        told = f"{len(self.claims)} claims, {len(self.events)} events"
        return f"<Coded {self.report.id}: {told}>"

    def _repr_html_(self) -> str:
        """The text with its marks; report text is escaped, whatever it holds."""
        from dateline.publish.marks import marked

        ranges = list(_ranges(self.coding))
        body = marked(self.text, 0, len(self.text), ranges)
        legend = " ".join(
            f'<span style="background:{colour}">{name}</span>' for name, colour in COLOURS.items()
        )
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        style = "white-space:pre-wrap;line-height:1.7"
        return f'<div style="{style}" dir="auto">{body}</div><p>{legend}</p>{notes}'


def _ranges(coding: Coding) -> Iterator[Any]:
    from dateline.publish.marks import Range

    def mark(span: Span, kind: str, title: str, rank: int) -> Any:
        attributes = f' style="background:{COLOURS[kind]}" title="{escape(title)}"'
        return Range(start=span.start, end=span.end, tag="span", attributes=attributes, rank=rank)

    for claim in coding.claims:
        title = f"claim: {claim.stance.value}, {claim.certainty.value}"
        yield from (mark(span, "claim", title, 0) for span in claim.content)
        if claim.source.span is not None:
            yield mark(claim.source.span, "source", "source", 1)
        if claim.cue is not None:
            yield mark(claim.cue, "cue", "cue", 1)
    for toponym in coding.toponyms:
        place = toponym.place
        told = f"{place.name} ({place.id})" if place else f"unknown: {toponym.why or ''}"
        yield mark(toponym, "place", told, 3)
    for timex in coding.timexes:
        yield mark(timex, "time", f"{timex.earliest} to {timex.latest}", 3)
    for event in coding.events:
        yield mark(event.trigger, "event", f"{event.type}, {event.auxiliary.value}", 2)


def code(
    given: Any,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    conflict: str | None = None,
    reader: bool = True,
) -> Coded:
    """Codes one report: a text with what is known of it, a path, an address or bytes.

    Without `reader` the neural readers are left out: quick, and no events are told. ReportError
    where it cannot be read; UsageError where there are several (`read` takes many).

    >>> dl.code("Rebels captured Goma, the UN said.", published="2025-01-28")
    <Coded rep-...: 1 claims, 1 events>
    """
    metadata = {"published": published, "title": title, "outlet": outlet, "url": url, "lang": lang}
    return _coded(_one_reading(given, metadata), conflict=conflict, reader=reader)


def _one_reading(given: Any, metadata: dict[str, str | None]) -> Reading:
    if isinstance(given, str) and len(given.split()) > 1 and not is_path(given):
        return reading_of_text(given, **metadata)
    if any(metadata.values()):
        raise UsageError(
            "only a text is told when it was published",
            remedy="leave out published=..., or give the text itself",
        )
    found = list(readings_of(given))
    if len(found) != 1:
        raise UsageError(f"there are {len(found)} reports", remedy="use dateline.read")
    (reading,) = found
    if isinstance(reading, ReportError):
        raise reading
    return reading


def _coded(reading: Reading, *, conflict: str | None, reader: bool) -> Coded:
    from dateline.pipeline import Settings, run

    (made,) = run([reading], Settings(conflict=conflict, reader=reader))
    if isinstance(made, ReportError):
        raise made
    return Coded(made.coding, made.reading)
