"""The key of evals/own_reports: what each report claims and tells, in its own words.

One file a report. `content` and `at` are words of the text; "first … last" stands for all from the
first words to the last. `after`: look for the content from these words on. `stance`, `type` and
`auxiliary` may be lists: any of them is right. `optional`: right if found, no fault if not. Fields
that are left out are not asked for; an empty list says that there is nobody, or no place. Figures
are "killed 12", "displaced -120000" (at most), "wounded 24-99" (vague).
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import msgspec
from msgspec import Struct

_HERE = Path(__file__).parent / "own_reports"
Span = tuple[int, int]


class ClaimKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim that is to be found."""

    EXACT: ClassVar[float] = 0.9

    source: str | None
    cue: str
    stance: str | tuple[str, ...]
    content: str | tuple[str, ...]
    certainty: str | None = None
    after: str | None = None
    optional: bool = False

    def spans(self, text: str) -> list[Span]:
        """The characters of the content."""
        start = text.index(self.after) if self.after else 0
        parts = (self.content,) if isinstance(self.content, str) else self.content
        return [span_of(text, part, start) for part in parts]


class EventKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event that is to be found."""

    type: str | tuple[str, ...]
    at: str
    auxiliary: str | tuple[str, ...]
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    places: tuple[str, ...] | None = None
    days: str | None = None
    quantities: tuple[str, ...] | None = None
    optional: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """The codes of which any is right; a parent stands for its children, too."""
        return (self.type,) if isinstance(self.type, str) else self.type


class Key(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One report with its answer."""

    style: str
    language: str
    text: str
    claims: tuple[ClaimKey, ...]
    events: tuple[EventKey, ...]


def keys() -> list[Key]:
    """All reports, by the names of their files."""
    return [msgspec.yaml.decode(f.read_bytes(), type=Key) for f in sorted(_HERE.glob("*.yaml"))]


def span_of(text: str, words: str, start: int = 0) -> Span:
    """The characters of some words of a text, from `start` on if they are there; ValueError: not
    in the text."""
    first, _, last = words.partition(" … ")
    at = text.find(first, start)
    at = at if at >= 0 else text.index(first)
    return at, text.index(last, at) + len(last) if last else at + len(first)
