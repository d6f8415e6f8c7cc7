"""A draft: what the coder knows of one trigger before it becomes an event record."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from dateline.events.frames import Features, Match
from dateline.events.lines import Line, Trigger
from dateline.events.quantities import Count
from dateline.events.syntax import Clause
from dateline.model import Auxiliary, Claim


class Telling(Protocol):
    """What tells an event, however it was found."""

    @property
    def line(self) -> Line: ...
    @property
    def clause(self) -> Clause: ...
    @property
    def claim(self) -> Claim | None: ...
    @property
    def code(self) -> str: ...
    @property
    def start(self) -> int: ...


class Draft(Struct, frozen=True, gc=False):
    """One trigger with its reading; `claim` None: no claim covers it yet; `deed`: the first
    character of the trigger that told what this only counts the dead of."""

    line: Line
    trigger: Trigger
    clause: Clause
    found: Features
    match: Match
    code: str
    auxiliary: Auxiliary
    auxiliary_why: str
    claim: Claim | None
    score: float
    counts: tuple[Count, ...] = ()
    type_why: str = ""
    deed: int | None = None

    @property
    def start(self) -> int:
        """First character of the trigger."""
        return self.line.words.starts[self.trigger.first]

    @property
    def end(self) -> int:
        """One past the last character of the trigger."""
        return self.line.words.ends[self.trigger.last - 1]
