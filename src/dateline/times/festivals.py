"""Days that calendars name: found by their names, dated by rule or by table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model import ConfigError
from dateline.times.calendar import Days, easter
from dateline.times.draft import Draft


class Festival(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One named day: `names` by language; then `month` and `day`, or `nth` weekday `wd` of
    `month` (-1: the last), or `easter`: days from Easter Sunday, or `dates`: first/last day."""

    slug: str
    names: dict[str, tuple[str, ...]]
    month: int | None = None
    day: int | None = None
    easter: int | None = None
    orthodox: bool = False
    nth: int | None = None
    wd: int | None = None
    dates: dict[str | int, str] = {}

    def days(self, year: int) -> Days | None:
        """First and last day in a year; None where no date is known."""
        if self.dates:
            listed = self.dates.get(year) or self.dates.get(str(year))
            first, _, last = (listed or "").partition("/")
            return (date.fromisoformat(first), date.fromisoformat(last)) if listed else None
        try:
            found = self._find_day(year)
        except ValueError:
            return None
        return found, found

    def _find_day(self, year: int) -> date:
        if self.easter is not None:
            return easter(year, orthodox=self.orthodox) + timedelta(days=self.easter)
        month = self.month or 1
        if self.nth is None or self.wd is None:
            return date(year, month, self.day or 1)
        if self.nth > 0:
            first = date(year, month, 1)
            ahead = (self.wd - first.isoweekday()) % 7
            return first + timedelta(days=ahead + 7 * (self.nth - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - self.wd) % 7)


@cache
def festivals() -> dict[str, Festival]:
    """All festivals by slug; ConfigError names a wrong field."""
    data = (files("dateline.times") / "data" / "festivals.yaml").read_bytes()
    try:
        listed = msgspec.yaml.decode(data, type=tuple[Festival, ...])
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a list of festivals: {error}", where="times/data/festivals.yaml",
            remedy="see docs/times.md",
        ) from error  # fmt: skip
    return {festival.slug: festival for festival in listed}


def find_festivals(text: str, code: str) -> Iterator[Draft]:
    """Drafts of the festivals that a text names, with their year where it is said."""
    pattern, slugs = _compile_names(code)
    if pattern is None:
        return
    for found in pattern.finditer(text):
        start, end = found.span()
        year = found["year"]
        yield Draft(
            start=start, end=end, text=found[0], make="festival",
            value=slugs[found["name"].lower().replace("’", "'")], year=int(year) if year else None,
        )  # fmt: skip


@cache
def _compile_names(code: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    slugs = {n.lower(): f.slug for f in festivals().values() for n in f.names.get(code, ())}
    if not slugs:
        return None, slugs
    names = [n for f in festivals().values() for n in f.names.get(code, ())]
    listed = "|".join(
        re.escape(n).replace("'", "['’]") for n in sorted(names, key=len, reverse=True)
    )
    year = r"(?:,? (?:of )?(?P<year>\d{4})\b)?"
    first = "".join(sorted({re.escape(n[0]) for n in names}))
    return re.compile(rf"\b(?=[{first}])(?P<name>{listed})\b{year}"), slugs
