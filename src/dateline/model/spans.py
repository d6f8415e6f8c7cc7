"""Spans: the invariant of the whole house.

A span never lies: `report.text[start:end] == span.text`, checked where a span is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

from msgspec import Struct

from dateline.model.errors import SpanError


class Span(Struct, frozen=True, gc=False, order=True):
    """Half-open character range [start, end) of one report's text, with the exact words."""

    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other range lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def check(self, report_text: str) -> Self:
        """This span, or SpanError where the text does not say these words there."""
        if not 0 <= self.start < self.end <= len(report_text):
            raise SpanError(
                f"span [{self.start}, {self.end}) does not lie in a text of {len(report_text)}",
                remedy="spans are half-open character offsets and never empty",
            )
        if report_text[self.start : self.end] != self.text:
            raise SpanError(
                f"span [{self.start}, {self.end}) quotes {self.text[:60]!r}, the text says "
                f"{report_text[self.start : self.end][:60]!r}",
                remedy="make spans with span_of(text, start, end)",
            )
        return self


def span_of(report_text: str, start: int, end: int) -> Span:
    """The span of a report's text at [start, end); SpanError if it is empty or outside."""
    return Span(start, end, report_text[start:end]).check(report_text)


def trimmed(report_text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None where nothing is left."""
    while start < end and report_text[start].isspace():
        start += 1
    while end > start and report_text[end - 1].isspace():
        end -= 1
    return span_of(report_text, start, end) if start < end else None


def share_letters(first: Iterable[tuple[int, int]], second: Sequence[tuple[int, int]]) -> bool:
    """Whether two lists of ranges [start, end) have a character in common."""
    return any(a < d and c < b for a, b in first for c, d in second)
