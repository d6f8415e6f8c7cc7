"""The incidents of one report, from the reports that tell of the same days: not from them all.

Invariant: the same incidents as from the whole ledger. Whatever may be one occurrence with an
event lies within its window of days and its family of types, so that those reports are read, and
those of what they are linked with, until nothing new is linked. Events without any day, of other
reports, are not looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from dateline.fusion.deeds import reach_in_days, roots_of
from dateline.fusion.facts import Fact, facts_of
from dateline.fusion.incidents import ties_of
from dateline.model import Coding, Judgement

if TYPE_CHECKING:
    from dateline.store import Ledger

WIDE = timedelta(days=10)
"""How long an event may last whose counterparts are looked for over all its days."""
Window = tuple[str, str, str, str]
"""Root of the types, first and last day, and the day before which nothing near begins."""


def neighbourhood(ledger: Ledger, report: str, *, as_of: str | None = None) -> list[Coding]:
    """The codings of the report and of all that its incidents may rest on; empty: unknown."""
    start = ledger.coding(report, as_of=as_of)
    if start is None:
        return []
    codings = {report: start}
    judgements = tuple(ledger.judgements(as_of=as_of))
    own = {event.id for event in start.events}
    asked: set[Window] = set()
    while True:
        facts = [f for c in codings.values() for f in facts_of(c)]
        linked = _linked(facts, own, judgements)
        windows = {w for f in facts if f.event.id in linked for w in windows_of(f)} - asked
        if not windows:
            return list(codings.values())
        asked |= windows
        for found in sorted(_reports(ledger, windows, as_of=as_of) - codings.keys()):
            coding = ledger.coding(found, as_of=as_of)
            if coding is not None:
                codings[found] = coding


def windows_of(fact: Fact) -> Iterator[Window]:
    """The days within which its counterparts may begin, by the roots of its family."""
    begin, end = fact.bounds
    if begin is None:
        return
    reach = timedelta(days=reach_in_days())
    last = min(end or begin, begin + WIDE) + reach
    first = begin - reach
    days = (day.date().isoformat() for day in (first, last, first - WIDE))
    since, until, earliest = days
    for root in roots_of(fact.event.type):
        yield root, since, until, earliest


def _reports(ledger: Ledger, windows: Iterable[Window], *, as_of: str | None) -> set[str]:
    from dateline.store import Filter

    found: set[str] = set()
    for root, first, last, earliest in sorted(windows):
        rows = ledger.events(Filter(type=root, since=first, until=last), as_of=as_of)
        found |= {row.report for row in rows if (row.earliest or "") >= earliest}
    return found


def _linked(facts: Sequence[Fact], own: set[str], judgements: Sequence[Judgement]) -> set[str]:
    """The events that links lead to from one's own, over any number of steps."""
    pairs = list(ties_of(facts, judgements))
    near: dict[str, set[str]] = {}
    for a, b in pairs:
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    reached, open_ = set(own), list(own)
    while open_:
        for event in near.get(open_.pop(), ()):
            if event not in reached:
                reached.add(event)
                open_.append(event)
    return reached
