"""How two tellings of one place and time are opposed: which kinds of contradiction they may be.

Loose on purpose: it proposes, the fitted model of `chances` decides. `a` is always the telling
that says it is so, `b` the one against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from dateline.fusion.oppositions import oppositions
from dateline.fusion.relations import (
    are_other_sides,
    days_apart,
    known_by,
    published_by,
    relate_doers,
    told_at,
)
from dateline.fusion.tellings import Telling
from dateline.model import ContradictionKind, Quantity, Scope

ONE_STATE = 1
"""Days that two holdings may be told apart and still be of one time."""
HOURS = timedelta(hours=2)
"""Of one day, reports so far apart tell one toll as it grew."""


class Opposition(Struct, frozen=True, eq=False):
    """Two tellings, how they are opposed, and the numbers where they are of numbers."""

    kind: ContradictionKind
    form: str
    a: Telling
    b: Telling
    numbers: tuple[Quantity, Quantity] | None = None


def find_oppositions(a: Telling, b: Telling) -> Iterator[Opposition]:
    """Every way in which the two may be opposed."""
    for first, second in ((a, b), (b, a)):
        yield from _denied(first, second)
        yield from _gone(first, second)
    yield from _holders(a, b)
    yield from _doers(a, b)
    yield from _numbers(a, b)
    yield from _days(a, b)


def deny_bare(a: Telling, b: Telling) -> Opposition:
    """A denial without a deed of its own against the clause before it."""
    return Opposition(ContradictionKind.POLARITY, "denied_bare", a, b)


def _denied(a: Telling, b: Telling) -> Iterator[Opposition]:
    """What one says was done the other says was not."""
    form = relate_deeds(a, b) if a.affirmed and b.denied else None
    if form is None or (form != "left" and are_other_sides(a, b)):
        return
    ground = a.fact.is_a(("territory", "force"))
    kind = ContradictionKind.PRESENCE if ground else ContradictionKind.POLARITY
    yield Opposition(kind, f"denied_{form}", a, b)


def relate_deeds(a: Telling, b: Telling) -> str | None:
    """same code; parent: one is the wider; moved: an advance told or denied of a taking; absent: a
    presence denied where one took or entered; held: a holding told where a taking is denied, or the
    other way round; left: a taking told where a leaving is denied; kin, harm: as their roots are;
    None."""
    one, two = a.fact, b.fact
    if one.event.type == two.event.type:
        return "same"
    if one.is_a((two.event.type,)) or two.is_a((one.event.type,)):
        return "parent"
    if one.is_a(oppositions().moves) and two.is_a(oppositions().moves):
        return "moved"
    if _denies_presence(a, b):
        return "absent"
    if _denies_holding(a, b):
        return "held"
    if _denies_leaving(a, b):
        return "left"
    return _relate_roots(a, b)


def _relate_roots(a: Telling, b: Telling) -> str | None:
    """kin: one deed in other words; harm: a deed that harms, where another such is denied."""
    roots = {t.fact.event.type.partition(".")[0] for t in (a, b)}
    if len(roots) == 1 and roots <= set(oppositions().deeds):
        return "kin"
    harms = a.affirmed and b.denied and roots <= set(oppositions().harms)
    return "harm" if harms else None


def _denies_leaving(a: Telling, b: Telling) -> bool:
    """Whether a place is told as taken by one that by the other its holders never left."""
    if not (a.affirmed and b.denied and a.fact.is_a(("territory.taken",))):
        return False
    return b.fact.is_a(oppositions().presence.gone) and relate_doers(a, b) != "same"


def _denies_presence(a: Telling, b: Telling) -> bool:
    """Whether one took a place, and nobody of the same side is there by the other."""
    table = oppositions()
    if not (a.affirmed and b.denied and a.fact.is_a(table.moves) and b.fact.is_a(table.there)):
        return False
    return _are_one_force(a, b)


def _denies_holding(a: Telling, b: Telling) -> bool:
    """Whether one side holds a place by one telling, and by the other never took it; or took it by
    the one, and does not hold it by the other."""
    if not (a.affirmed and b.denied):
        return False
    holds, taken = oppositions().holds, ("territory.taken",)
    ways = (holds, taken), (taken, holds)
    return any(a.fact.is_a(one) and b.fact.is_a(other) for one, other in ways)


def _gone(a: Telling, b: Telling) -> Iterator[Opposition]:
    """One side still there, by one telling, and gone by the other."""
    table = oppositions().presence
    there = a.affirmed and a.fact.is_a((*table.there, *oppositions().holds))
    if not (there and b.affirmed and b.fact.is_a(table.gone)):
        return
    if not _are_one_force(a, b) or _is_before(a, b):
        return
    yield Opposition(ContradictionKind.PRESENCE, "gone", a, b)


def _are_one_force(a: Telling, b: Telling) -> bool:
    """Whether one side did both; where a side is not known, one camp."""
    if relate_doers(a, b) == "same":
        return True
    return a.fact.camp is not None and a.fact.camp == b.fact.camp and not are_other_sides(a, b)


def _is_before(held: Telling, changed: Telling) -> bool:
    """Whether the holding is told as of an instant before the change began."""
    known, (begun, _) = known_by(held), changed.fact.bounds
    return known is not None and begun is not None and known < begun


def _holders(a: Telling, b: Telling) -> Iterator[Opposition]:
    """Two sides hold one place."""
    table = oppositions().control
    if not (a.fact.is_a(table) and b.fact.is_a(table) and a.affirmed and b.affirmed):
        return
    if relate_doers(a, b) != "other":
        return
    holding = [t for t in (a, b) if t.fact.is_a(oppositions().holds)]
    if len(holding) == 2 and days_apart(a, b) > ONE_STATE:
        return
    if len(holding) == 1:
        taken = b if holding[0] is a else a
        if _is_before(holding[0], taken):
            return
        yield Opposition(ContradictionKind.CONTROL, "held_or_taken", taken, holding[0])
    else:
        yield Opposition(ContradictionKind.CONTROL, "held" if holding else "taken", a, b)


def _doers(a: Telling, b: Telling) -> Iterator[Opposition]:
    """Two sides are said to have done one deed."""
    table = oppositions()
    if not (a.affirmed and b.affirmed and relate_doers(a, b) == "other"):
        return
    if not (a.fact.is_a(table.answerable) and b.fact.is_a(table.answerable)):
        return
    form = relate_deeds(a, b)
    if form is not None:
        yield Opposition(ContradictionKind.RESPONSIBILITY, f"doers_{form}", a, b)


def _numbers(a: Telling, b: Telling) -> Iterator[Opposition]:
    """Numbers of one thing, scope and time that do not meet, of two sources."""
    if not (a.affirmed and b.affirmed) or are_other_sides(a, b):
        return
    if a.fact.source.casefold() == b.fact.source.casefold() or relate_deeds(a, b) is None:
        return
    for p in a.fact.event.quantities:
        for q in b.fact.event.quantities:
            if are_rival_numbers(p, q) and not is_series(a, p, b, q):
                yield Opposition(ContradictionKind.QUANTITY, "numbers", a, b, (p, q))
                return


def are_rival_numbers(p: Quantity, q: Quantity) -> bool:
    """Whether two numbers count one thing in one scope of one deed and do not meet."""
    if p.of is not q.of or p.of.value not in oppositions().countable:
        return False
    scopes = {p.scope or Scope.INCIDENT, q.scope or Scope.INCIDENT}
    if scopes != {Scope.INCIDENT}:
        return False
    (p_low, p_high), (q_low, q_high) = range_of(p), range_of(q)
    return p_high < q_low or q_high < p_low


def range_of(quantity: Quantity) -> tuple[float, float]:
    """What a number may stand for: "more than 40" reaches some way above it.

    40 to 40 with an open end -> 40 to 50; 2,000 without bounds -> 1,800 to 2,200
    """
    slack = oppositions().slack
    best = middle_of(quantity)
    if quantity.low is None and quantity.high is None:
        return best * (1 - slack.about), best * (1 + slack.about)
    low = quantity.low if quantity.low is not None else best * (1 - slack.open)
    high = quantity.high if quantity.high is not None else best * (1 + slack.open)
    return min(low, best), max(high, best)


def is_series(a: Telling, p: Quantity, b: Telling, q: Quantity) -> bool:
    """Whether the later number is the greater: a toll that grew, ground that was gained."""
    campaign = p.of.value in oppositions().campaign
    early, late = (known_by(t) if campaign else published_by(t) for t in (a, b))
    if early is None or late is None:
        return False
    if early.date() == late.date() and campaign:
        return False
    if early.date() == late.date():
        early, late = told_at(a), told_at(b)
        if early is None or late is None or abs(early - late) < HOURS:
            return False
    first, last = (p, q) if early < late else (q, p)
    return middle_of(last) >= middle_of(first)


def middle_of(quantity: Quantity) -> float:
    """The number that stands for a range."""
    known = [v for v in (quantity.best, quantity.low, quantity.high) if v is not None]
    return known[0] if known else 0.0


def _days(a: Telling, b: Telling) -> Iterator[Opposition]:
    """What happens once is dated to two days, both by their words."""
    once = oppositions().once
    if a.fact.event.type != b.fact.event.type or not a.fact.is_a(once):
        return
    if not (a.affirmed and b.affirmed and relate_doers(a, b) == "same"):
        return
    times = a.fact.event.time, b.fact.event.time
    told = all(t.date_prec == 1 and t.basis.value in ("stated", "relative") for t in times)
    if told and 0 < days_apart(a, b) <= oppositions().once_days:
        yield Opposition(ContradictionKind.TIME, "days", a, b)
