"""Drafts: what an expression says by itself, before it is anchored to any day."""

from __future__ import annotations

from msgspec import Struct


class Draft(Struct, frozen=True, gc=False, kw_only=True):
    """One expression as its words say it; fields that it does not speak of are None.

    `make` is the rule's action. `shift` counts units from the anchor (-1 last, 0 this, 1 next);
    `story`: the anchor is the time told of, not the report's. `year`, `month`, `day` are
    numbers (years before our era negative); `num` is None with `some` where the words only say
    several. `hour` may be 24 (the end of the day).
    """

    start: int
    end: int
    text: str
    make: str
    year: int | None = None
    short_year: bool = False
    month: int | None = None
    day: int | None = None
    wd: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    bc: bool = False
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    unit: str | None = None
    num: float | None = None
    some: bool = False
    shift: int | None = None
    same: bool = False
    story: bool = False
    direction: str | None = None
    mod: str | None = None
    flow: str | None = None
    vague: str | None = None
    quant: str | None = None
    value: str | None = None
    flags: frozenset[str] = frozenset()

    @property
    def partial(self) -> bool:
        """Whether a calendar date leaves its year, or its month, to the context."""
        return self.make == "date" and self.year is None
